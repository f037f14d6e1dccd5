"""Changing a refund that waits for its goods: where it goes, or more to go back; its amount is for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.action import ShopAction
from actions.aftersales.item_errand import open_in_place
from actions.aftersales.refund_methods import destination_buttons, method_named, refund_method_meant
from actions.aftersales.returns import NOT_THAT_METHOD, ReturnItem
from actions.confirmed import REFUSED, Card, ConfirmedErrand
from actions.errands import Held, start
from actions.orders.order_choice import not_found, number_meant
from actions.refusals import refusal
from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal, RefundStatus
from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.aftersales.wishes import ChangeRefund

MORE, ELSEWHERE, AMOUNT = "more", "elsewhere", "amount"
_MORE = re.compile(
    r"\b(?:add|another|one more|extra|also|additional|include)\b|再退|加上|另一件|还要退|还想退",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?:amount|more money|higher|increase|too little|not enough|full price)\b|金额|多退|太少",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:different|other|instead|elsewhere|change)\b.{0,30}\b(?:card|method|account|payment|place)\b"
    r"|\bwhere (?:it|the money) goes\b|换.{0,6}(?:卡|方式|账户|账号)|退到",
    re.IGNORECASE,
)


class UpdateRefund(ConfirmedErrand):
    """Which refund, what shall be different, and where it goes instead."""

    kind = "change_refund"
    free = frozenset({"method"})
    intents = frozenset({"update_refund", "return_item", "get_refund", "change_payment_method"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The refund of the order named, else the only one that waits."""
        number = number_meant(turn)
        if number is not None and all(order.number != number for order in turn.orders):
            not_found(turn, reply, number)
            return False
        waiting = [each for each in _waiting(turn) if number in (None, each.order_number)]
        if not waiting:
            reply.offer = PERSON
            person = button(turn.words.say("button-person"), "contact_human_agent")
            track = button(turn.words.say("intent-track-refund"), "track_refund")
            reply.say("update-refund-none", [track, person]).ended("nothing")
            return False
        if len(waiting) == 1:
            _choose(reply, held, waiting[0])
        self.hear(turn, reply, held, "")
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Which refund, what about it, and the method."""
        heard = self._which(turn, reply, held, asked)
        wanted = turn.entity("choice")
        if wanted in (MORE, ELSEWHERE, AMOUNT):
            held["what"] = str(wanted)
            return True
        if held.get("return"):
            method = refund_method_meant(turn, str(held["order"]))
            if method is not None:
                held.update(what=ELSEWHERE, method=method)
                return True
        if turn.pressed or (asked not in ("", "what") and held.get("what")):
            return heard
        for what, said in ((AMOUNT, _AMOUNT), (MORE, _MORE), (ELSEWHERE, _ELSEWHERE)):
            if said.search(turn.text):
                held["what"] = what
                return True
        return heard

    @staticmethod
    def _which(turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        number, place, waiting = number_meant(turn), turn.entity("ordinal"), _waiting(turn)
        found = next((each for each in waiting if each.order_number == number), None)
        if found is None and asked == "refund" and place is not None and 1 <= int(place) <= len(waiting):
            found = waiting[int(place) - 1]
        if found is not None:
            _choose(reply, held, found)
        return found is not None

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The refund, what shall be different, where it goes."""
        if not held.get("return"):
            return "refund"
        if not held.get("what"):
            return "what"
        if held["what"] == ELSEWHERE and not held.get("method") and _elsewhere(turn, held):
            return "method"
        return None

    def advance(self, turn: Turn, reply: Reply, held: Held) -> str | None:
        """The next question; only another place for the money is proposed here."""
        question = self.missing(turn, held)
        if question is None and (held["what"] != ELSEWHERE or not held.get("method")):
            return None
        return super().advance(turn, reply, held)

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Ask which refund, what shall be different, or where it goes."""
        words = turn.words
        if question == "refund":
            buttons = [
                button(
                    words.say("update-refund-button", amount=each.amount, number=each.order_number),
                    "inform",
                    order_number=each.order_number,
                )
                for each in _waiting(turn)
            ]
            reply.say("update-refund-which", buttons)
            return
        told = _told(turn, held)
        if question == "what":
            buttons = [
                button(words.say("update-refund-more"), "inform", choice=MORE),
                button(words.say("update-refund-elsewhere"), "inform", choice=ELSEWHERE),
                button(words.say("button-person"), "contact_human_agent"),
            ]
            reply.say("update-refund-how", buttons, **told)
        else:
            reply.say("update-refund-where", _elsewhere(turn, held), **told)

    def wish(self, turn: Turn, held: Held) -> ChangeRefund:
        """The money of this return to that method."""
        return ChangeRefund(str(held["order"]), str(held["return"]), str(held["method"]))

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Another place is asked for where there is one."""
        held.pop("method", None)
        if decision.rule in NOT_THAT_METHOD and _elsewhere(turn, held):
            reply.say(f"return-refused-{decision.rule}")
            return True
        refusal(turn, reply, decision, kind=self.kind, number=str(held["order"]))
        return False

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The return, where its money went so far, where it goes then, and that the amount stays."""
        words = turn.words
        return Card(
            title=words.say("update-refund-confirm-title"),
            lines=[
                (words.say("confirm-return"), str(held["return"])),
                (words.say("confirm-refund-before"), str(_told(turn, held)["method"])),
                (
                    words.say("confirm-refund-to"),
                    method_named(turn, proposal.order_number, proposal.method),
                ),
            ],
            total=(words.say("confirm-refund"), words.money(proposal.refund)),
            note=words.say("update-refund-confirm-note"),
        )

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Do it; sending more back is a return of its own, and amounts are for a person."""
        what = held.get("what")
        if what == MORE:
            more: Held = {"items": [], "order": held["order"]}
            sending_back = ReturnItem()
            sending_back.hear(turn, reply, more, "")
            open_in_place(turn, reply, sending_back, more)
        elif what == AMOUNT or (what == ELSEWHERE and not held.get("method") and REFUSED not in held):
            message = "update-refund-amount" if what == AMOUNT else "update-refund-only-there"
            person = button(turn.words.say("button-person"), "contact_human_agent")
            reply.say(message, [person], **_told(turn, held)).ended("refused").offer = PERSON
        else:
            super().finish(turn, reply, held)

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """Where the money goes now."""
        method = method_named(turn, str(held["order"]), str(held["method"]))
        reply.say("update-refund-done", number=done.number, refund=done.refund, method=method)


def _waiting(turn: Turn) -> Sequence[RefundStatus]:
    """The refunds whose goods are still to come, newest first."""
    return [
        each
        for each in turn.shop.aftersales.refunds(turn.owner)
        if each.state == RefundState.PENDING
        and each.return_state == ReturnState.REQUESTED
        and each.waits_for_goods
    ]


def _choose(reply: Reply, held: Held, refund: RefundStatus) -> None:
    held.update(order=refund.order_number)
    held["return"] = refund.return_number
    reply.set(order=refund.order_number)


def _refund(turn: Turn, held: Held) -> RefundStatus:
    return next(each for each in _waiting(turn) if each.return_number == held["return"])


def _told(turn: Turn, held: Held) -> dict[str, object]:
    refund = _refund(turn, held)
    method = method_named(turn, refund.order_number, refund.method)
    return {"amount": refund.amount, "number": refund.order_number, "method": method}


def _elsewhere(turn: Turn, held: Held) -> list[dict[str, str]]:
    """Buttons for the places the money may go but for the one it goes to so far."""
    now = f"method:{_refund(turn, held).method}"
    return [each for each in destination_buttons(turn, str(held["order"])) if now not in each["payload"]]


class StartRefundChange(ShopAction):
    """Begins the change of a refund."""

    action_name = "action_update_refund"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Find the refund that waits; go on to what shall be different."""
        return start(turn, reply, UpdateRefund())
