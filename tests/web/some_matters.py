"""One of each that waits for a decision of staff, and what decides on it, for tests of the page that shows them."""

from __future__ import annotations

from datetime import timedelta

from knowledge.accounts.models import AccountRequest
from knowledge.accounts.states import RequestKind
from knowledge.aftersales.deciding import Deciding
from knowledge.aftersales.models import Claim, ClaimLine, PriceMatch
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.price_matching import PriceMatches
from knowledge.aftersales.providers import DemoProvider, Failures
from knowledge.aftersales.receiving import Receiving
from knowledge.aftersales.settlement import Settlement
from knowledge.aftersales.states import ClaimKind
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, utc_now, writing
from knowledge.orders.models import Fulfilment, Order, OrderLine, OrderState
from knowledge.orders.payments import EntryKind, EntryState, PaymentEntry


def make_deciding(sessions: SessionFactory) -> Deciding:
    """What staff decide with under the demo shop's policy."""
    settlement = Settlement(sessions, DemoProvider(sessions, Failures()))
    return Deciding(sessions, PriceMatches(sessions, load_pack("standard")), Receiving(sessions), settlement)


def add_matters(sessions: SessionFactory, name: str = "Lena Kovač") -> int:
    """A customer with an order, a claim of two days, a lower price, a failed payment, a request; gives who it is."""
    with writing(sessions) as session:
        first = name.partition(" ")[0].lower()
        customer = Customer(
            shop_id=first, email=f"{first}@example.org", name=name, level="gold", country="DE"
        )
        session.add(customer)
        session.flush()
        order = Order(
            number=f"{10300 + customer.id}",
            customer_id=customer.id,
            state=OrderState.DELIVERED,
            currency="EUR",
            payment_method="visa-1",
            placed_at=utc_now() - timedelta(days=4),
            fulfilments=[Fulfilment(delivered_at=utc_now() - timedelta(days=2))],
            lines=[
                OrderLine(sku="jacket-1", name="Ridgeline Shell Jacket", quantity=1, unit_minor=12_900),
                OrderLine(sku="mug-1", name="Mug", quantity=2, unit_minor=2_000),
            ],
        )
        session.add(order)
        session.flush()
        jacket, mug = order.lines
        of_order = {"order_id": order.id, "policy_version": "1"}
        claim = Claim(
            number=f"C-{order.number}-1",
            kind=ClaimKind.MISSING_ITEM,
            remedy="refund",
            refund_minor=12_900,
            description="The box was open, write to lena.private@example.org <b>now</b>",
            policy_rule="claim-for-a-person",
            requested_at=utc_now() - timedelta(days=2),
            lines=[ClaimLine(order_line_id=jacket.id, quantity=1)],
            **of_order,
        )
        session.add(claim)
        session.add_all(
            [
                PriceMatch(
                    number=f"P-{order.number}-1",
                    order_line_id=mug.id,
                    quantity=2,
                    shop="Brightmart",
                    lower_minor=1_500,
                    policy_rule="price-match-for-a-person",
                    requested_at=utc_now() - timedelta(hours=3),
                    **of_order,
                ),
                _money(order, "taken", EntryState.SUCCEEDED, order.total.minor),
                _money(order, "failed", EntryState.FAILED, 700),
                AccountRequest(
                    number=f"Q-{customer.id}",
                    customer_id=customer.id,
                    kind=RequestKind.MISSING_CREDIT,
                    said="My 5 euros are gone",
                ),
            ]
        )
        return customer.id


def _money(order: Order, key: str, state: EntryState, minor: int) -> PaymentEntry:
    return PaymentEntry(
        order_id=order.id,
        key=f"{order.number} {key}",
        kind=EntryKind.PAYMENT,
        state=state,
        method="visa-1",
        amount_minor=minor,
        currency="EUR",
    )
