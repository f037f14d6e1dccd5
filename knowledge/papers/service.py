"""Papers of a shop, made for the owner of the order only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.aftersales.models import Claim, Exchange, ExchangeLine, Refund, Return, ReturnLine
from knowledge.aftersales.row_facts import paid_for_one
from knowledge.aftersales.states import ExchangeState, RefundState, ReturnState
from knowledge.catalogue.models import Variant
from knowledge.database import SessionFactory
from knowledge.errors import DomainError, NotFound
from knowledge.orders.models import Order, OrderState
from knowledge.orders.service import OrderNotFound
from knowledge.papers.bill import Bill, Fee, bill_of
from knowledge.papers.frozen import as_frozen, frozen
from knowledge.papers.invoice import CreditNote, Invoice, invoice_pdf
from knowledge.papers.label import Label, LabelItem, label_pdf
from knowledge.papers.letterhead import Letterhead
from knowledge.papers.numbers import PaperKind, issued
from knowledge.papers.words import PaperWords

INVOICED = frozenset({OrderState.SHIPPED, OrderState.DELIVERED})
_OPEN = frozenset({ReturnState.REQUESTED, ReturnState.PARTIALLY_RECEIVED, ExchangeState.REQUESTED})
_ADDRESS = ("name", "company", "line1", "street", "address1", "line2", "address2")


class NothingToSend(DomainError):
    """The return or exchange waits for no goods, so no label is made for it."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__(f"{number} is {state}: nothing is sent back with it any more")
        self.number = number
        self.state = state


class NotInvoicedYet(DomainError):
    """Invoices are issued when an order ships."""

    def __init__(self, number: str, state: OrderState) -> None:
        super().__init__(f"order {number} is {state}: its invoice is issued when it ships")
        self.number = number
        self.state = state


@dataclass(frozen=True)
class Paper:
    """A PDF with the name of its file."""

    name: str
    content: bytes


class Papers:
    """Labels, invoices and bills of a shop."""

    def __init__(self, sessions: SessionFactory, letterhead: Letterhead, zone: ZoneInfo) -> None:
        self._sessions = sessions
        self._letterhead = letterhead
        self._zone = zone

    def label(self, customer_id: int, number: str, language: str = "en") -> Paper:
        """The label of an open return or exchange of this customer's; raises `NotFound` or `NothingToSend`."""
        with self._sessions() as session:
            label = self._label(session, customer_id, number, PaperWords(language, self._zone))
        made = label_pdf(label, self._letterhead, PaperWords(language, self._zone))
        return Paper(f"{label.number}.pdf", made)

    def invoice(self, customer_id: int, number: str, language: str = "en") -> Paper:
        """The invoice of an order of this customer's, with a credit note for each refund that was paid.

        They get their numbers when they are first asked for. Raises `OrderNotFound` or `NotInvoicedYet`.
        """
        words = PaperWords(language, self._zone)
        with self._sessions() as session:
            order = _order(session, customer_id, number)
            _check_invoiced(order)
            refunds = _refunds(session, order)
            told = _causes(session, order)
            sold_to = _address(order, words)
            country = str(order.address.get("country") or order.customer.country or "")
        bill = bill_of(order, refunds, told.numbers)
        content = frozen(bill, self._letterhead.vat.rate(country))
        paper = issued(self._sessions, PaperKind.INVOICE, order.id, f"order:{order.id}", self._zone, content)
        as_issued = paper.content or content
        notes = [
            self._credit_note(order, refund, told, words)
            for refund in refunds
            if refund.state == RefundState.SUCCEEDED
        ]
        invoice = Invoice(
            number=paper.number,
            issued_at=paper.issued_at,
            billed_to=sold_to,
            vat=Decimal(as_issued["vat"]),
            bill=as_frozen(bill, as_issued),
            credit_notes=tuple(notes),
        )
        return Paper(f"{paper.number}.pdf", invoice_pdf(invoice, self._letterhead, words))

    def check_invoiced(self, customer_id: int, number: str) -> None:
        """Raise `NotInvoicedYet` when an order of this customer's has no invoice; `OrderNotFound` for another's."""
        with self._sessions() as session:
            _check_invoiced(_order(session, customer_id, number))

    def bill(self, customer_id: int, number: str) -> Bill:
        """What an order of this customer's costs, and what was paid and given back; raises `OrderNotFound`."""
        with self._sessions() as session:
            order = _order(session, customer_id, number)
            refunds = _refunds(session, order)
            return bill_of(order, refunds, _causes(session, order).numbers, _fees(session, order, refunds))

    def _label(self, session: Session, customer_id: int, number: str, words: PaperWords) -> Label:
        made = _coming_back(session, customer_id, number.strip().upper())
        if made.state not in _OPEN:
            raise NothingToSend(made.number, str(made.state))
        order = made.order
        if isinstance(made, Exchange):
            instead = _named_variants(session, [line.sku for line in made.lines])
            items = [
                LabelItem(line.quantity, line.order_line.label, instead.get(line.sku, line.sku))
                for line in made.lines
            ]
        else:
            items = [
                LabelItem(line.quantity - line.received, line.order_line.label)
                for line in made.lines
                if line.quantity > line.received
            ]
        return Label(
            number=made.number,
            kind="exchange" if isinstance(made, Exchange) else "return",
            order_number=order.number,
            placed_at=order.placed_at,
            sender=_address(order, words),
            receiver=(self._letterhead.shop_name, *self._letterhead.goods_go_to),
            items=tuple(items),
        )

    def _credit_note(self, order: Order, refund: Refund, told: _Causes, words: PaperWords) -> CreditNote:
        paper = issued(self._sessions, PaperKind.CREDIT_NOTE, order.id, f"refund:{refund.id}", self._zone)
        number = told.numbers.get(refund.id, order.number)
        kind = told.kinds.get(refund.id, "other")
        reason = words.say(f"credit-{kind}", number=number, items=told.items.get(refund.id, ""))
        return CreditNote(
            paper.number, paper.issued_at, reason, refund.method or order.payment_method, refund.amount_minor
        )


@dataclass(frozen=True)
class _Causes:
    """By the id of a refund: number and kind of what it is for, and which goods."""

    numbers: dict[int, str]
    kinds: dict[int, str]
    items: dict[int, str]


def _order(session: Session, customer_id: int, number: str) -> Order:
    query = select(Order).where(Order.number == number.strip().lstrip("#"), Order.customer_id == customer_id)
    loaded = (selectinload(Order.lines), selectinload(Order.payments), selectinload(Order.customer))
    order = session.scalars(query.options(*loaded)).first()
    if order is None:
        raise OrderNotFound(number)
    return order


def _check_invoiced(order: Order) -> None:
    if order.state not in INVOICED:
        raise NotInvoicedYet(order.number, OrderState(order.state))


def _refunds(session: Session, order: Order) -> Sequence[Refund]:
    return session.scalars(select(Refund).where(Refund.order_id == order.id).order_by(Refund.id)).all()


def _causes(session: Session, order: Order) -> _Causes:
    causes = _Causes({}, {}, {})
    goods = selectinload(Return.lines).selectinload(ReturnLine.order_line)
    of_order = Refund.order_id == order.id
    returned = select(Refund.id, Return).join(Return, Refund.return_id == Return.id).where(of_order)
    for refund_id, goods_back in session.execute(returned.options(goods)):
        causes.numbers[refund_id], causes.kinds[refund_id] = goods_back.number, "return"
        named = [f"{line.quantity} × {line.order_line.label}" for line in goods_back.lines]
        causes.items[refund_id] = "; ".join(named)
    exchanged = select(Refund.id, Exchange.number).join(Exchange, Refund.exchange_id == Exchange.id)
    for refund_id, number in session.execute(exchanged.where(of_order)):
        causes.numbers[refund_id], causes.kinds[refund_id] = number, "exchange"
    claimed = select(Refund.id, Claim.number).join(Claim, Refund.claim_id == Claim.id)
    for refund_id, number in session.execute(claimed.where(of_order)):
        causes.numbers[refund_id], causes.kinds[refund_id] = number, "claim"
    return causes


def _fees(session: Session, order: Order, refunds: Sequence[Refund]) -> list[Fee]:
    """What each return's refunds are short of the goods' price."""
    query = select(Return).where(Return.order_id == order.id, Return.state != ReturnState.CANCELED)
    lines = selectinload(Return.lines).selectinload(ReturnLine.order_line)
    fees = []
    for made in session.scalars(query.options(lines).order_by(Return.id)):
        goods = sum(paid_for_one(order, line.order_line) * line.quantity for line in made.lines)
        back = sum(refund.amount_minor for refund in refunds if refund.return_id == made.id)
        if 0 < back < goods:
            fees.append(Fee(made.number, goods - back))
    return fees


def _coming_back(session: Session, customer_id: int, number: str) -> Return | Exchange:
    """An own return or exchange by its number; another's is none."""
    owner = selectinload(Return.order).selectinload(Order.customer)
    found = session.scalars(
        select(Return)
        .join(Order)
        .where(Return.number == number, Order.customer_id == customer_id)
        .options(owner, selectinload(Return.lines).selectinload(ReturnLine.order_line))
    ).first()
    if found is not None:
        return found
    exchanged = session.scalars(
        select(Exchange)
        .join(Order)
        .where(Exchange.number == number, Order.customer_id == customer_id)
        .options(
            selectinload(Exchange.order).selectinload(Order.customer),
            selectinload(Exchange.lines).selectinload(ExchangeLine.order_line),
        )
    ).first()
    if exchanged is None:
        raise NotFound("return or exchange of yours with the number", number)
    return exchanged


def _named_variants(session: Session, skus: Sequence[str]) -> dict[str, str]:
    """What to call the new goods: their options, for the product is the same."""
    found = session.scalars(select(Variant).where(Variant.sku.in_(skus)))
    return {each.sku: ", ".join(each.options.values()) or each.sku for each in found}


def _address(order: Order, words: PaperWords) -> tuple[str, ...]:
    """The customer's address as the order has it, a line each."""
    parts = order.address
    lines = [str(parts[name]) for name in _ADDRESS if parts.get(name)]
    if not parts.get("name"):
        lines.insert(0, order.customer.name)
    place = " ".join(str(parts[name]) for name in ("zip", "postcode", "city", "state") if parts.get(name))
    country = str(parts.get("country") or order.customer.country or "")
    return tuple(line for line in (*lines, place, words.country(country) if country else "") if line)
