"""Where orders are, and cancelling them."""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.order_choice import (
    items_text,
    line_text,
    number_meant,
    order_buttons,
    order_line_text,
    order_meant,
    sign_in,
)
from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.errors import ConfirmationExpired, ProposalChanged, Refused
from knowledge.aftersales.proposals import Proposal
from knowledge.orders.models import Order, OrderState
from knowledge.orders.service import UNDER_WAY, OrderNotFound, Tracking

SHOWN = 3
CANCEL_SLOTS = {"cancel_order_number": None, "cancel_confirmed": None, "proposal": None}


class TrackOrder(ShopAction):
    """Says where an order is."""

    action_name = "action_track_order"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The order named, else all that are under way, else the newest."""
        if turn.customer_id is None:
            return sign_in(turn, reply)
        number = number_meant(turn)
        if number is not None:
            try:
                return self._tell(turn, reply, turn.shop.orders.owned(turn.owner, number))
            except OrderNotFound:
                return not_found(turn, reply, number)
        orders = turn.shop.orders.of_customer(turn.owner)
        if not orders:
            return reply.say("orders-none").ended("nothing")
        named = order_meant(turn, orders)
        if named is not None:
            return self._tell(turn, reply, named)
        under_way = [order for order in orders if order.state in UNDER_WAY]
        if not under_way:
            reply.say("track-none-under-way")
            return self._tell(turn, reply, orders[0])
        for order in under_way[:SHOWN]:
            self._tell(turn, reply, order)
        return reply.set(order=under_way[0].number)

    def _tell(self, turn: Turn, reply: Reply, order: Order) -> Reply:
        tracking = turn.shop.orders.track(order)
        words = turn.words
        lines = [words.say("track-head", number=order.number, items=items_text(words, order))]
        lines.append(self._state(turn, tracking))
        if tracking.last_event is not None and order.state == OrderState.SHIPPED:
            event = tracking.last_event
            name = f"event-{event['status'].replace('_', '-')}"
            if words.has(name):  # a carrier may have words of its own
                lines.append(words.say(name, place=event.get("place") or words.say("place-unknown")))
        buttons = []
        if tracking.late:
            lines.append(words.say("track-late"))
            buttons.append(button(words.say("button-person"), "contact_human_agent"))
            reply.offer = PERSON
        if order.state in (OrderState.PENDING, OrderState.PROCESSED):
            buttons.append(button(words.say("button-cancel"), "cancel_order", order_number=order.number))
        if order.state == OrderState.DELIVERED:
            buttons.append(button(words.say("button-return"), "return_item", order_number=order.number))
        return reply.text("\n".join(lines), buttons).set(order=order.number)

    def _state(self, turn: Turn, tracking: Tracking) -> str:
        order, words = tracking.order, turn.words
        if order.state in (OrderState.DELIVERED, OrderState.CANCELLED):
            day = order.delivered_at if order.state == OrderState.DELIVERED else order.cancelled_at
            if day is None:  # imported orders may not say when
                return words.say(f"track-{order.state}-undated")
            return words.say(f"track-{order.state}", day=words.date(day))
        promised = words.date(order.promised_at) if order.promised_at else words.say("date-unknown")
        parcel = tracking.parcel
        if order.state == OrderState.SHIPPED and parcel is not None and parcel.tracking_number:
            carrier = parcel.carrier or words.say("carrier-unknown")
            return words.say(
                "track-shipped-tracked", carrier=carrier, tracking=parcel.tracking_number, day=promised
            )
        return words.say(f"track-{order.state}", day=promised)


def not_found(turn: Turn, reply: Reply, number: str) -> Reply:
    """Say that there is no such order among the shopper's, and show which there are."""
    orders = turn.shop.orders.of_customer(turn.owner)[:SHOWN]
    reply.say("order-not-found", number=number)
    if orders:
        reply.text("\n".join(order_line_text(turn, order) for order in orders))
    return reply.ended("not_found")


def cancellable(turn: Turn) -> Sequence[Order]:
    """The shopper's orders that have not been shipped."""
    states = turn.shop.aftersales.policy.cancel.states
    return [order for order in turn.shop.orders.of_customer(turn.owner) if order.state in states]


class StartCancel(ShopAction):
    """Begins a cancellation."""

    action_name = "action_start_cancel"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Find the order meant; explain what cannot be cancelled; else go on to the form."""
        if turn.customer_id is None:
            return sign_in(turn, reply)
        reply.set(**CANCEL_SLOTS)
        number = number_meant(turn)
        orders = turn.shop.orders.of_customer(turn.owner)
        if number is not None and not any(order.number == number for order in orders):
            return not_found(turn, reply, number)
        named = order_meant(turn, orders)
        candidates = cancellable(turn)
        if named is None and not candidates:
            return reply.say("cancel-none", [button(turn.words.say("button-return"), "return_item")]).ended(
                "nothing"
            )
        if named is None and len(candidates) == 1:
            named = candidates[0]
        if named is not None:
            if _refuse_cancel(turn, reply, named.number):
                return reply
            reply.set(cancel_order_number=named.number, order=named.number)
        reply.followup = "cancel_form"
        return reply.ended("asked")


def _refuse_cancel(turn: Turn, reply: Reply, number: str) -> bool:
    """Explain why an order cannot be cancelled, with the nearest thing that can be done; False when it can."""
    try:
        turn.shop.aftersales.propose_cancel(turn.owner, number)
    except Refused as refused:
        alternative = refused.decision.alternative
        buttons = [button(turn.words.say("button-person"), "contact_human_agent")]
        if alternative == "return":
            buttons.insert(0, button(turn.words.say("button-return"), "return_item", order_number=number))
        reply.say(f"cancel-refused-{refused.decision.rule}", buttons, number=number)
        reply.set(order=number).ended("refused")
        return True
    return False


class ValidateCancelForm(ShopAction):
    """Reads answers to the questions of the cancellation."""

    action_name = "validate_cancel_form"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Take the order named, or the yes or no to what was shown."""
        if turn.active_loop is None:
            return reply
        orders = turn.shop.orders.of_customer(turn.owner)
        number = number_meant(turn)
        named = order_meant(turn, orders) if turn.intent not in ("affirm", "deny") or number else None
        if named is not None and named.number != turn.slots.get("cancel_order_number"):
            if _refuse_cancel(turn, reply, named.number):
                return reply.set(cancel_order_number=None, requested_slot=None)
            return reply.set(cancel_order_number=named.number, cancel_confirmed=None, proposal=None)
        if number is not None and named is None:
            return reply.say("order-not-found", number=number).set(cancel_order_number=None)
        if of_another_proposal(turn):
            return reply.say("proposal-old").set(cancel_confirmed=None)
        if turn.requested_slot == "cancel_confirmed" and turn.intent in ("affirm", "deny"):
            return reply.set(cancel_confirmed=turn.intent == "affirm")
        return reply


class AskCancelOrder(ShopAction):
    """Asks which order to cancel."""

    action_name = "action_ask_cancel_order_number"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The orders that can be cancelled, as buttons."""
        return reply.say("cancel-which", order_buttons(turn.words, cancellable(turn))).ended("asked")


class AskCancelConfirmed(ShopAction):
    """Shows what cancelling would do and asks for a yes."""

    action_name = "action_ask_cancel_confirmed"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The confirmation card: order, items, money and where it goes."""
        number = str(turn.slots["cancel_order_number"])
        order = turn.shop.orders.owned(turn.owner, number)
        proposal = turn.shop.aftersales.propose_cancel(turn.owner, number)
        words = turn.words
        reply.show(
            "confirmation",
            {
                "title": words.say("cancel-confirm-title", number=number),
                "lines": [
                    {
                        "label": words.say("confirm-items"),
                        "value": "\n".join(line_text(words, line) for line in order.lines),
                    },
                    {"label": words.say("confirm-refund-to"), "value": method_words(turn, proposal.method)},
                ],
                "total": {"label": words.say("confirm-refund"), "value": words.money(proposal.refund)},
                "note": words.say(
                    "cancel-confirm-note" if proposal.refund_minor else "cancel-confirm-not-charged"
                ),
                "buttons": yes_or_no(turn, proposal, "cancel"),
            },
        )
        return reply.set(proposal=proposal.to_dict()).ended("asked")


def yes_or_no(turn: Turn, proposal: Proposal, what: str) -> list[dict[str, str]]:
    """The buttons of a confirmation; a yes is a yes to this very proposal."""
    words = turn.words
    return [
        button(words.say(f"button-{what}-yes"), "affirm", proposal=proposal.key),
        button(words.say(f"button-{what}-no"), "deny", proposal=proposal.key),
    ]


def of_another_proposal(turn: Turn) -> bool:
    """Whether a button was pressed that belongs to something shown earlier."""
    pressed, held = turn.entity("proposal"), turn.slots.get("proposal")
    return pressed is not None and (not held or Proposal.from_dict(held).key != pressed)


def method_words(turn: Turn, method: str) -> str:
    """A payment method as shoppers call it."""
    name = f"payment-{method.replace('_', '-')}"
    return turn.words.say(name) if turn.words.has(name) else method.replace("_", " ")


class SubmitCancel(ShopAction):
    """Ends the cancellation."""

    action_name = "action_submit_cancel"
    ends_form = True
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """After a yes: cancel exactly what was shown, once. After a no: say that nothing was changed."""
        confirmed, held = turn.slots.get("cancel_confirmed"), turn.slots.get("proposal")
        reply.set(**CANCEL_SLOTS)
        reply.ended(str(turn.slots.get("outcome") or "nothing"))
        if confirmed is None or not held:
            reply.offer = turn.slots.get("offer")  # the form was left early: what was said then still holds
            return reply
        if not confirmed:
            return reply.say("cancel-kept").ended("nothing")
        proposal = Proposal.from_dict(held)
        try:
            done = turn.shop.aftersales.commit(turn.owner, proposal, confirmed=proposal.key)
        except Refused as refused:
            return reply.say(f"cancel-refused-{refused.decision.rule}", number=proposal.order_number).ended(
                "refused"
            )
        except (ProposalChanged, ConfirmationExpired):
            return reply.say("proposal-changed").ended("refused")
        message = "cancel-done" if done.refund.minor else "cancel-done-not-charged"
        return reply.say(message, number=done.number, refund=done.refund).ended("done")
