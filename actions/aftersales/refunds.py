"""Following refunds."""

from __future__ import annotations

from actions.action import ShopAction
from actions.orders.order_choice import number_meant, sign_in
from actions.payments.payment_words import method_words
from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.proposals import RefundStatus

SHOWN = 3


class TrackRefund(ShopAction):
    """Says where refunds are."""

    action_name = "action_track_refund"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The refunds of the order named, else the newest few."""
        if turn.customer_id is None:
            return sign_in(turn, reply)
        refunds = turn.shop.aftersales.refunds(turn.owner)
        number = number_meant(turn)
        chosen = [refund for refund in refunds if number in (None, refund.order_number)][:SHOWN]
        if not chosen:
            buttons = [button(turn.words.say("button-return"), "return_item")]
            message = "refund-none" if number is None else "refund-none-for"
            return reply.say(message, buttons, number=number or "").ended("nothing")
        for refund in chosen:
            tell_refund(turn, reply, refund)
        return reply.set(order=chosen[0].order_number)


def tell_refund(turn: Turn, reply: Reply, refund: RefundStatus) -> None:
    """Where one refund is; a person is offered when it failed."""
    state = str(refund.state)
    if state == "pending" and refund.waits_for_goods:
        state = "awaiting-parcel" if refund.return_state == "requested" else "awaiting-rest"
    day = refund.settled_at or refund.created_at
    buttons = []
    if state == "failed":
        buttons = [button(turn.words.say("button-person"), "contact_human_agent")]
        reply.offer = PERSON
    reply.say(
        f"refund-{state}",
        buttons,
        amount=refund.amount,
        number=refund.order_number,
        rma=refund.return_number or "",
        method=method_words(turn.words, refund.method),
        day=turn.words.date(day),
    )
