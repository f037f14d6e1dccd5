"""Attacks on what shoppers can wish for besides returns, exchanges and cancellations: none may be carried out.

Lawful wishes of every kind are found among the demo shop's customers; each is tried in all the ways it must not work.
An attack that does not raise, or leaves anything behind, has got through.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from sqlalchemy import Update, func, select, update

from bench.service_wishes import wishes_of
from knowledge.accounts.models import AccountRequest, Bill, BillPayment, CreditEntry
from knowledge.accounts.service import Accounts
from knowledge.accounts.states import BillState, RequestKind
from knowledge.aftersales.buying_gathering import DeliveryPlan
from knowledge.aftersales.facts import PromoCodeFacts
from knowledge.aftersales.models import Claim, CompletedCommand, PriceMatch, Refund, Return
from knowledge.aftersales.offers import decide_promo_code
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.policy_file import load_pack
from knowledge.aftersales.proposals import Proposal
from knowledge.aftersales.service import AfterSales
from knowledge.aftersales.states import ReturnState
from knowledge.aftersales.wishes import Wish, named, order_number_of
from knowledge.audit import AuditEntry
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory, make_engine, make_sessions, utc_now, writing
from knowledge.demo.load import load_demo
from knowledge.encryption import Keyring
from knowledge.errors import DomainError
from knowledge.models import Base
from knowledge.orders.delivery import load_delivery
from knowledge.orders.models import Order, OrderState
from knowledge.orders.payments import MethodKind, PaymentEntry, PaymentMethod

TRACES = (
    CompletedCommand,
    AuditEntry,
    PaymentEntry,
    BillPayment,
    Refund,
    Return,
    Claim,
    PriceMatch,
    CreditEntry,
)
S = OrderState
WRONG_STATES = {
    "remove_items": (S.PROCESSED, S.SHIPPED, S.DELIVERED, S.CANCELLED),
    "change_address": (S.PROCESSED, S.SHIPPED, S.DELIVERED, S.CANCELLED),
    "change_delivery": (S.SHIPPED, S.DELIVERED, S.CANCELLED),
    "packaging": (S.SHIPPED, S.DELIVERED, S.CANCELLED),
    "reschedule": (S.DELIVERED, S.CANCELLED),
    "price_match": (S.CANCELLED,),
    "claim": (S.PENDING, S.PROCESSED, S.SHIPPED, S.CANCELLED),
}
WRONG_BILLS = {
    "pay_bill": (BillState.PAID, BillState.PAYING, BillState.DISPUTED, BillState.VOID),
    "extend_bill": (BillState.PAID, BillState.PAYING, BillState.DISPUTED, BillState.VOID),
    "dispute_bill": (BillState.DISPUTED, BillState.VOID),
}
OWN = frozenset({"change_own_address", "edit_account", "change_email", "join_newsletter", "claim_credit"})
"""Wishes that are about whoever says them: another's are their own."""


@dataclass
class Target:
    """A lawful wish of a customer's."""

    sessions: SessionFactory
    aftersales: AfterSales
    owner: int
    stranger: int
    wish: Wish

    def shown(self) -> Proposal:
        return self.aftersales.propose(self.owner, self.wish)

    def attempt(self, wish: Wish, *, owner: int | None = None) -> None:
        """Ask for something and say yes to it."""
        who = self.owner if owner is None else owner
        self.agree(self.aftersales.propose(who, wish), owner=who)

    def agree(self, shown: Proposal, *, owner: int | None = None, yes: str | None = None) -> None:
        who = self.owner if owner is None else owner
        done = self.aftersales.commit(who, shown, confirmed=shown.key if yes is None else yes)
        if done.repeated:
            raise DomainError("done before, told again")


Attack = Callable[[Target], None]


def attacks_on(wish: Wish) -> Iterator[tuple[str, Attack]]:
    """The attacks that make sense on such a wish, by name; the one that does it in earnest is the last."""
    if wish.kind not in OWN:
        yield "someone else asks", lambda on: on.attempt(on.wish, owner=on.stranger)
        yield "someone else says yes", lambda on: on.agree(on.shown(), owner=on.stranger)
    yield "nobody", lambda on: on.agree(on.shown(), owner=10**9)
    yield "no confirmation", lambda on: on.agree(on.shown(), yes="")
    yield "a yes to something else", lambda on: on.agree(on.shown(), yes="cancel:" + "0" * 40)
    yield "changed after confirmation", lambda on: on.agree(_changed(on.shown()), yes=on.shown().key)
    yield "changed, and its key", lambda on: on.agree(_changed(on.shown()))
    yield "rule of another name", lambda on: on.agree(replace(on.shown(), rule="because"))
    yield "policy of another version", lambda on: on.agree(replace(on.shown(), policy_version="0"))
    yield "a person left out or added", lambda on: on.agree(_other_person(on.shown()))
    yield "expired yes", _shifted(timedelta(hours=-2))
    yield "yes before it was shown", _shifted(timedelta(hours=2))
    if order_number_of(wish) is not None:
        yield "an order that is not there", lambda on: on.attempt(named(on.wish, "W0000000"))
    for state in WRONG_STATES.get(wish.kind, ()):
        yield f"order {state.value}", _in_state(state)
    for bill_state in WRONG_BILLS.get(wish.kind, ()):
        yield f"bill {bill_state.value}", _bill_in_state(bill_state)
    if wish.kind == "change_refund":
        for back in (ReturnState.PARTIALLY_RECEIVED, ReturnState.RECEIVED, ReturnState.CANCELED):
            yield f"return {back.value}", _return_in_state(back)
    if hasattr(wish, "method") and wish.method:
        yield "someone else's way to pay", lambda on: on.attempt(_with(on.wish, method="not-mine"))
    if hasattr(wish, "lines"):
        yield "more than was bought", lambda on: on.attempt(_times(on.wish, 99))
        yield "less than one", lambda on: on.attempt(_times(on.wish, -1))
        yield "nothing", lambda on: on.attempt(_with(on.wish, lines=()))
    yield "second time", _second_time


def _changed(shown: Proposal) -> Proposal:
    if not shown.moves:
        return replace(shown, fee_minor=shown.fee_minor + 1)
    return replace(shown, moves=tuple(replace(move, minor=move.minor + 100) for move in shown.moves))


def _other_person(shown: Proposal) -> Proposal:
    return replace(shown, person=not shown.person)


def _times(wish: Wish, quantity: int) -> Wish:
    return _with(wish, lines=tuple((line, quantity) for line, _ in getattr(wish, "lines", ())))


def _with(wish: Any, **changed: Any) -> Wish:
    """The wish with something different."""
    different: Wish = replace(wish, **changed)
    return different


def _shifted(by: timedelta) -> Attack:
    def attack(on: Target) -> None:
        shown = on.shown()
        on.agree(replace(shown, shown_at=shown.shown_at + by))

    return attack


def _while(on: Target, statement: Update, back: Update) -> None:
    """Try the wish while the world is different."""
    with writing(on.sessions) as session:
        session.execute(statement)
    try:
        on.attempt(on.wish)
    finally:
        with writing(on.sessions) as session:
            session.execute(back)


def _in_state(state: OrderState) -> Attack:
    def attack(on: Target) -> None:
        row = update(Order).where(Order.number == order_number_of(on.wish))
        with on.sessions() as session:
            now = session.scalars(select(Order.state).where(Order.number == order_number_of(on.wish))).one()
        _while(on, row.values(state=state), row.values(state=now))

    return attack


def _bill_in_state(state: BillState) -> Attack:
    def attack(on: Target) -> None:
        number = str(getattr(on.wish, "bill", ""))
        row = update(Bill).where(Bill.number == number)
        with on.sessions() as session:
            now = session.scalars(select(Bill.state).where(Bill.number == number)).one()
        _while(on, row.values(state=state), row.values(state=now))

    return attack


def _return_in_state(state: ReturnState) -> Attack:
    def attack(on: Target) -> None:
        row = update(Return).where(Return.number == getattr(on.wish, "return_number", ""))
        _while(on, row.values(state=state), row.values(state=ReturnState.REQUESTED))

    return attack


def _second_time(on: Target) -> None:
    """The same yes again, when it was done already."""
    shown = on.shown()
    on.aftersales.commit(on.owner, shown, confirmed=shown.key)
    before = traces(on.sessions)
    try:
        on.agree(shown)
    finally:
        if traces(on.sessions) != before:
            raise AssertionError("done twice")


def traces(sessions: SessionFactory) -> tuple[int, ...]:
    """What writes leave behind, counted, and the balances of all cards."""
    with sessions() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) or 0 for table in TRACES]
        return (*counts, session.scalar(select(func.sum(PaymentMethod.balance_minor))) or 0)


def links(sessions: SessionFactory, accounts: Accounts) -> Iterator[tuple[str, bool]]:
    """Links for a new e-mail address that must not work: too old, pressed before, not there; and whether they did."""
    query = select(AccountRequest.number).where(AccountRequest.kind == RequestKind.EMAIL_CHANGE)
    with sessions() as session:
        numbers = session.scalars(query).all()
    for number in numbers:
        row = update(AccountRequest).where(AccountRequest.number == number)
        with writing(sessions) as session:
            session.execute(row.values(made_at=utc_now() - timedelta(days=30)))
        yield "expired link", _pressed(accounts, number)
        with writing(sessions) as session:
            session.execute(row.values(made_at=utc_now()))
        accounts.confirm_email(number)
        yield "link pressed before", _pressed(accounts, number)
        yield "a link that is not there", _pressed(accounts, f"{number}0")


def _pressed(accounts: Accounts, number: str) -> bool:
    try:
        accounts.confirm_email(number)
    except DomainError:
        return False
    return True


def codes(policy: Policy) -> Iterator[tuple[str, bool]]:
    """Promo codes that must not work: expired, of other members, unknown, for too small a basket."""
    now = datetime(2026, 12, 1, tzinfo=UTC)
    for goods in range(2_000, 40_000, 1_000):
        facts = PromoCodeFacts("SUMMER20", goods, "gold", now)
        yield "expired code", decide_promo_code(facts, policy).allowed
        early = replace(facts, now=datetime(2026, 5, 1, tzinfo=UTC))
        yield "code that does not hold yet", decide_promo_code(early, policy).allowed
        others = replace(facts, code="CIRCLE15", level="blue")
        yield "someone else's code", decide_promo_code(others, policy).allowed
        unknown = replace(facts, code=f"GUESS{goods}")
        yield "a code that is not there", decide_promo_code(unknown, policy).allowed
        small = replace(facts, code="PARCEL5", goods_minor=goods * 5_999 // 40_000)
        yield "code for a larger order", decide_promo_code(small, policy).allowed


@dataclass
class Tried:
    """How many attacks of each kind of wish and of each name were tried, and which got through."""

    wishes: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    through: list[str] = field(default_factory=list)

    def add(self, kind: str, tried: Iterator[tuple[str, bool]]) -> None:
        """Count attacks that were tried elsewhere, each by name and whether it got through."""
        for name, through in tried:
            self.tried[kind] += 1
            self.names[name] += 1
            if through:
                self.through.append(f"{kind}: {name}")


def give_gift_cards(sessions: SessionFactory) -> None:
    """An empty gift card for everybody whose goods are on their way back, so that their refund could go there."""
    query = select(Order.customer_id).join(Return, Return.order_id == Order.id)
    with writing(sessions) as session:
        waiting = query.where(Return.state == ReturnState.REQUESTED).distinct()
        for customer_id in session.scalars(waiting).all():
            session.add(
                PaymentMethod(
                    customer_id=customer_id,
                    code="card-of-the-bench",
                    kind=MethodKind.GIFT_CARD,
                    balance_minor=0,
                    currency="EUR",
                )
            )


def attack(sessions: SessionFactory, aftersales: AfterSales, each: int) -> Tried:
    """Attack at most `each` lawful wishes of every kind."""
    result = Tried()
    with sessions() as session:
        customers = list(session.scalars(select(Customer.id).order_by(Customer.id)))
    for owner, stranger in zip(customers, customers[1:] + customers[:1], strict=True):
        for wish in wishes_of(sessions, owner):
            if result.wishes[wish.kind] >= each:
                continue
            target = Target(sessions, aftersales, owner, stranger, wish)
            try:
                target.shown()
            except (DomainError, ValueError):
                continue
            result.wishes[wish.kind] += 1
            _attack_one(target, result)
    return result


def _attack_one(target: Target, result: Tried) -> None:
    for name, deed in attacks_on(target.wish):
        before = traces(target.sessions)
        told = f"{target.wish.kind}: {name}"
        result.tried[target.wish.kind] += 1
        result.names[name] += 1
        try:
            deed(target)
        except (DomainError, ValueError):  # the latter for what makes no sense as a wish
            if name != "second time" and traces(target.sessions) != before:
                result.through.append(f"{told} left something behind")
        except AssertionError as twice:
            result.through.append(f"{told}: {twice}")
        else:
            result.through.append(told)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=10, help="lawful wishes of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(
            f"sqlite:///{Path(folder) / 'shop.db'}",
            Keyring([Fernet.generate_key().decode()]),
        )
        Base.metadata.create_all(engine)
        sessions = make_sessions(engine)
        load_demo(sessions)
        give_gift_cards(sessions)
        plan = DeliveryPlan(load_delivery(), ZoneInfo("Europe/Berlin"))
        policy = load_pack("standard")
        result = attack(sessions, AfterSales(sessions, policy, delivery=plan), options.each)
        for kind, others in (
            ("email link", links(sessions, Accounts(sessions, policy.accounts))),
            ("promo code", codes(policy)),
        ):
            result.add(kind, others)
        engine.dispose()
    for kind, count in result.tried.most_common():
        print(f"{count:6}  {kind}, {result.wishes[kind]} wishes")
    for name, count in result.names.most_common():
        print(f"{count:6}  {name}")
    print(f"{result.tried.total():6}  tried, {len(result.through)} got through")
    for line in result.through:
        print(f"        {line}")


if __name__ == "__main__":
    main()
