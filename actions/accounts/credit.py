"""Points, store credit and gift cards: how many there are, and those that have not come."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.confirmed import Card, ConfirmedErrand
from actions.errands import Held, start
from actions.orders.order_choice import items_text, not_found, number_meant, order_meant
from actions.owners import OwnersAction
from actions.turn import Reply, Turn, button
from knowledge.accounts.service import OrderPoints
from knowledge.accounts.wishes import ClaimCredit
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.orders.models import Order

OFFERED = 4
# In which words it is about money or a card, and not about points.
_NO_POINTS = re.compile(
    r"gift\s?card|gift voucher|voucher|store credit|\bcredit\b|bonus|referral|cashback|cash back|goodwill"
    r"|礼品卡|购物卡|储值|充值|充了|返现|返利|红包|余额|奖励|奖金|礼金|补贴|补偿",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\bpoints?\b|积分|积份", re.IGNORECASE)
OTHER = "other"
_ASKS = re.compile(
    r"\bbalance\b|\bhow (?:many|much)\b|\bdo I have\b|余额|多少|查(?:一?下|询)?.*(?:积分|余额)", re.IGNORECASE
)
_LACKS = re.compile(
    r"\b(?:missing|lost|gone|vanish\w*|disappear\w*|where|never|not|didn'?t|haven'?t|hasn'?t|isn'?t|wasn'?t|aren'?t"
    r"|still|should|wrong|less|fewer|short)\b|没|缺|少了|未|不对|不见|丢|哪",
    re.IGNORECASE,
)


class ClaimMissing(ConfirmedErrand):
    """Which order, or what else, then the card; then points are added, or a person looks for it."""

    listens_closely = True

    kind = "claim_credit"
    intents = frozenset({"missing_credit"})
    free = frozenset({"said"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The order named, the only one whose points are missing, or credit of another kind."""
        if self._hear_order(turn, reply, held):
            return "order" in held
        if _NO_POINTS.search(turn.text) and not _POINTS.search(turn.text):
            held["order"] = OTHER
            if turn.text:
                held["said"] = turn.text
            _tell_balances(turn, reply)
            return True
        missing = _missing(turn)
        if len(missing) == 1:
            held["order"] = missing[0].number
        elif not missing:
            _tell_balances(turn, reply)
            reply.say("credit-nothing-missing")
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Another order, something else, or their own words."""
        if turn.entity("choice") == OTHER:
            held["order"] = OTHER
            return True
        if self._hear_order(turn, reply, held):
            return True
        if asked == "said" and turn.text:
            held["said"] = turn.text
            return True
        return False

    def _hear_order(self, turn: Turn, reply: Reply, held: Held) -> bool:
        number = number_meant(turn)
        orders = turn.orders
        named = order_meant(turn, orders)
        if named is None and number is not None:
            not_found(turn, reply, number)
            held.pop("order", None)
            return True
        if named is not None:
            held["order"] = named.number
        return named is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The order; of credit of another kind, what it is."""
        if not held.get("order"):
            return "order"
        return "said" if held["order"] == OTHER and not held.get("said") else None

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Orders whose points are missing, and anything else, as buttons."""
        words = turn.words
        if question == "said":
            reply.say("credit-said")
            return
        orders = {order.number: order for order in turn.orders}
        offered = [
            button(
                words.say(
                    "order-button", number=each.number, items=items_text(words, orders[each.number], 1)
                ),
                "inform",
                order_number=each.number,
            )
            for each in _missing(turn)[:OFFERED]
        ]
        reply.say("credit-which", [*offered, button(words.say("credit-other"), "inform", choice=OTHER)])

    def wish(self, turn: Turn, held: Held) -> ClaimCredit:
        """The points of the order, or something for a person to look for."""
        if held["order"] == OTHER:
            return ClaimCredit(said=str(held["said"]))
        return ClaimCredit(str(held["order"]), _points_of(turn, str(held["order"])))

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """What would be added, or what a person is told."""
        words = turn.words
        if held["order"] == OTHER:
            lines = [(words.say("confirm-said"), str(held["said"]))]
            return Card(words.say("credit-title-person"), lines, note=words.say("credit-note-person"))
        order = self._order(turn, held)
        lines = [
            (words.say("confirm-order"), order.number),
            (words.say("confirm-items"), items_text(words, order)),
            (words.say("confirm-points"), str(_points_of(turn, order.number))),
        ]
        note = words.say("credit-note-person" if proposal.person else "credit-note")
        return Card(words.say("credit-title"), lines, note=note)

    @staticmethod
    def _order(turn: Turn, held: Held) -> Order:
        return turn.order(str(held["order"]))

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Where the points are, and when they come."""
        super().refused(turn, reply, held, decision)
        if decision.rule == "points-entered":
            _tell_balances(turn, reply)
        return False

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """Added, or looked for by a person."""
        if done.number != held["order"]:
            reply.say("credit-done-person", number=done.number)
            return
        total = turn.shop.accounts.points(turn.owner)
        reply.say("credit-done", number=done.number, total=total)


class MissingCredit(OwnersAction):
    """Tells how many points and how much credit there are, and looks for what has not come."""

    action_name = "action_missing_credit"

    def answer_owner(self, turn: Turn, reply: Reply) -> Reply:
        """Answer a question about the balance; else look into the ledger, and add what is owed or ask a person."""
        if not _ASKS.search(turn.text) or _LACKS.search(turn.text):
            return start(turn, reply, ClaimMissing())
        _tell_balances(turn, reply)
        owed = _missing(turn)
        if owed:
            orders = turn.words.list([each.number for each in owed])
            owing = button(turn.words.say("button-points-owed"), "missing_credit")
            reply.say("points-owed", [owing], orders=orders)
        return reply


def _missing(turn: Turn) -> Sequence[OrderPoints]:
    return [each for each in turn.shop.accounts.order_points(turn.owner) if each.missing]


def _points_of(turn: Turn, number: str) -> int:
    known = {each.number: each for each in turn.shop.accounts.order_points(turn.owner)}
    return known[number].missing if number in known else 0


def _tell_balances(turn: Turn, reply: Reply) -> None:
    """How many points there are, what moved last, and what is left on cards."""
    words, accounts = turn.words, turn.shop.accounts
    lines = [words.say("points-balance", points=accounts.points(turn.owner))]
    for entry in accounts.credit(turn.owner, 3):
        number = ""
        if entry.order_id is not None:
            orders = {order.id: order.number for order in turn.orders}
            number = orders.get(entry.order_id, "")
        lines.append(
            words.say(
                "points-entry",
                amount=f"{entry.amount:+d}",
                day=words.date(entry.at),
                reason=entry.reason,
                number=number,
            )
        )
    lines += [words.say("credit-left", left=left) for left in accounts.store_credit(turn.owner)]
    reply.text("\n".join(lines))
