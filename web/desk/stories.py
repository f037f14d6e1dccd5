"""What waits for a person, each with its whole story: whose, about what, what was said, what would be paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge.accounts.models import AccountRequest
from knowledge.aftersales.models import Claim, PriceMatch, Return, ReturnLine
from knowledge.aftersales.row_facts import paid_for_one
from knowledge.aftersales.waiting import Waiting, waiting
from knowledge.conversations.models import Conversation
from knowledge.customers.models import Customer
from knowledge.database import SessionFactory
from knowledge.masking import mask_contacts, mask_email
from knowledge.money import Money
from knowledge.orders.models import Order
from web.fragments import in_words

TITLES = {
    "price_match": "Lower price",
    "claim": "Claim",
    "refund": "Refund that did not reach the customer",
    "request": "Account request",
    "return": "Goods that did not come, return",
}


@dataclass(frozen=True)
class Story:
    """One matter as staff see it; the e-mail address is masked."""

    matter: Waiting
    customer: str
    level: str
    masked_email: str
    goods: str = ""
    said: str = ""
    facts: Sequence[tuple[str, str]] = ()
    worth: Money | None = None
    """What the customer has from it when it is accepted; of money that did not move, how much that is."""
    conversation_id: str | None = None

    @property
    def title(self) -> str:
        """What it is, such as "Claim C-10342-1" or "Failed refund"."""
        if self.matter.kind in ("payment", "bill_payment"):
            return in_words(self.matter.what.partition(",")[0]).capitalize()
        numbered = self.matter.kind in ("price_match", "claim", "request", "return")
        return f"{TITLES[self.matter.kind]} {self.matter.id}" if numbered else TITLES[self.matter.kind]


def read_stories(sessions: SessionFactory) -> Sequence[Story]:
    """All that waits, longest first."""
    matters = sorted(waiting(sessions), key=lambda matter: matter.since)
    with sessions() as session:
        return [_story(session, matter) for matter in matters]


def _story(session: Session, matter: Waiting) -> Story:
    customer = session.get_one(Customer, matter.customer_id)
    goods, said, facts, worth = _about(session, matter)
    newest = select(Conversation.id).where(Conversation.customer_id == customer.id)
    return Story(
        matter=matter,
        customer=customer.name or "No name",
        level=customer.level,
        masked_email=mask_email(customer.email),
        goods=goods,
        said=mask_contacts(said),
        facts=facts,
        worth=worth,
        conversation_id=session.scalar(newest.order_by(Conversation.updated_at.desc()).limit(1)),
    )


About = tuple[str, str, list[tuple[str, str]], Money | None]


def _about(session: Session, matter: Waiting) -> About:
    """Goods, words, facts and worth."""
    if matter.kind == "price_match":
        return _price_match(session, matter)
    if matter.kind == "claim":
        return _claim(session, matter)
    if matter.kind == "request":
        query = select(AccountRequest).where(AccountRequest.number == matter.id)
        request = session.scalars(query).one()
        facts = [(in_words(name), in_words(value)) for name, value in request.facts.items()]
        return "", request.said, [("Wants", in_words(request.kind)), *facts], None
    facts = [("What", in_words(matter.what))]
    if matter.kind == "return":
        return _goods_of_return(session, matter.id), "", facts, matter.amount
    return "", "", facts, matter.amount


def _goods_of_return(session: Session, number: str) -> str:
    """What has not come yet."""
    lines = select(ReturnLine).join(Return).where(Return.number == number)
    found = session.scalars(lines.options(selectinload(ReturnLine.order_line)).order_by(ReturnLine.id))
    return ", ".join(
        f"{line.quantity - line.received} × {line.order_line.label}"
        for line in found
        if line.quantity > line.received
    )


def _price_match(session: Session, matter: Waiting) -> About:
    made = session.scalars(
        select(PriceMatch)
        .where(PriceMatch.number == matter.id)
        .options(selectinload(PriceMatch.order).selectinload(Order.lines))
    ).one()
    line = next((line for line in made.order.lines if line.id == made.order_line_id), None)
    if line is None:
        return "", "", [], None
    currency = made.order.currency
    paid = paid_for_one(made.order, line)
    prices = [
        ("One cost", Money(paid, currency).format()),
        (f"{made.shop} asks", Money(made.lower_minor, currency).format()),
    ]
    difference = Money((paid - made.lower_minor) * made.quantity, currency)
    return f"{made.quantity} × {line.label}", "", prices, difference


def _claim(session: Session, matter: Waiting) -> About:
    made = session.scalars(
        select(Claim)
        .where(Claim.number == matter.id)
        .options(selectinload(Claim.lines), selectinload(Claim.order).selectinload(Order.lines))
    ).one()
    labels = {line.id: line.label for line in made.order.lines}
    goods = ", ".join(f"{line.quantity} × {labels[line.order_line_id]}" for line in made.lines)
    facts = [("What is wrong", in_words(made.kind)), ("Wants", in_words(made.remedy))]
    return goods, made.description, facts, matter.amount
