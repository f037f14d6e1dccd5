"""Lower prices of other shops, which a person looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from knowledge import audit, outbox
from knowledge.aftersales.buying_effects import lower_price, open_card
from knowledge.aftersales.errors import Refused
from knowledge.aftersales.facts import PriceMatchFacts
from knowledge.aftersales.gathering import Gathering
from knowledge.aftersales.models import PriceMatch
from knowledge.aftersales.money_moves import open_refund, post
from knowledge.aftersales.offers import decide_price_match
from knowledge.aftersales.owned import owned
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.states import CLAIM_TRANSITIONS, ClaimState
from knowledge.aftersales.wishes import MatchPrice
from knowledge.customers.value.refresh import refresh_values
from knowledge.database import SessionFactory, writing
from knowledge.errors import NotFound
from knowledge.orders.models import Order
from knowledge.states import moved


class PriceMatches:
    """Lower prices that wait for somebody to look at them."""

    def __init__(self, sessions: SessionFactory, policy: Policy) -> None:
        self._sessions = sessions
        self._policy = policy

    def waiting(self) -> Sequence[PriceMatch]:
        """Those that nobody has looked at, oldest first, with their orders."""
        with self._sessions() as session:
            query = select(PriceMatch).where(PriceMatch.state == ClaimState.REQUESTED)
            query = query.options(selectinload(PriceMatch.order)).order_by(PriceMatch.id)
            return session.scalars(query).all()

    def settle(self, number: str, *, accepted: bool, actor: str) -> None:
        """Accept a price that somebody has looked at, or reject it.

        Raises `NotFound`, `IllegalTransition` when it is settled already, and `Refused` when the goods have gone back
        or the order was cancelled meanwhile. The time for asking counts up to when the customer asked.
        """
        state = ClaimState.ACCEPTED if accepted else ClaimState.REJECTED
        with writing(self._sessions) as session:
            made, order = _locked(session, number)
            made.state = moved(f"price match {number}", CLAIM_TRANSITIONS, ClaimState(made.state), state)
            paid = self._grant(session, order, made) if accepted else 0
            subject = f"price_match:{number}"
            action = f"price_match.{state.value}"
            audit.record(session, actor=actor, action=action, subject=subject, refund_minor=paid)
            outbox.announce(session, key=f"{action}:{number}", type_=f"attendant.{action}", subject=subject)
            refresh_values(session, [order.customer_id])

    def _grant(self, session: Session, order: Order, made: PriceMatch) -> int:
        """Lower the price and pay the difference, in minor units."""
        wish = MatchPrice(order.number, ((made.order_line_id, made.quantity),), made.shop, made.lower_minor)
        gathering = Gathering(session, self._policy, made.requested_at, lock=True)
        facts = gathering.facts(order.customer_id, order, wish)
        if not isinstance(facts, PriceMatchFacts):
            raise TypeError("a price match has the facts of one")
        decision = decide_price_match(replace(facts, matched=False), self._policy)
        if not decision.allowed:
            raise Refused(decision)
        lower_price(session, order, made, facts)
        for move in decision.moves:
            open_card(session, order, move.destination, move.method)
            refund = open_refund(order, move)
            session.add(refund)
            post(session, order, move, key=f"{made.number}:refund", refund=refund)
        return decision.refund_minor


def _locked(session: Session, number: str) -> tuple[PriceMatch, Order]:
    """The match with its order, nobody else's until the end; the order first, as commands lock it."""
    found = session.execute(
        select(Order.customer_id, Order.number)
        .join(PriceMatch, PriceMatch.order_id == Order.id)
        .where(PriceMatch.number == number)
    ).first()
    if found is None:
        raise NotFound("price match", number)
    order = owned(session, found.customer_id, found.number, lock=True)
    made = session.scalars(select(PriceMatch).where(PriceMatch.number == number).with_for_update()).one()
    return made, order
