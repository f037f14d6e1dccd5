"""Returning items and following refunds."""

from __future__ import annotations

from collections.abc import Sequence

from actions.action import ShopAction
from actions.order_choice import (
    line_meant,
    not_found,
    number_meant,
    order_meant,
    sign_in,
)
from actions.products import article
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.errors import ConfirmationExpired, ProposalChanged, Refused
from knowledge.aftersales.policy import RETURN_REASONS
from knowledge.aftersales.proposals import Proposal
from knowledge.catalogue.models import Product
from knowledge.orders.models import Order, OrderLine, OrderState

RETURN_SLOTS = {
    "return_order": None,
    "return_line": None,
    "return_reason": None,
    "return_opened": None,
    "return_confirmed": None,
    "proposal": None,
}
# Of one line that was bought several times, a conversation returns one at a time.
ONE = 1
YES_OR_NO = frozenset({"return_confirmed", "return_opened"})


def delivered(turn: Turn) -> Sequence[Order]:
    """The shopper's delivered orders, newest first."""
    orders = turn.shop.orders.of_customer(turn.owner)
    return [order for order in orders if order.state == OrderState.DELIVERED]


class StartReturn(ShopAction):
    """Begins a return."""

    action_name = "action_start_return"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Take what was named already, say what cannot be returned, else go on to the form."""
        if turn.customer_id is None:
            rule = turn.shop.help.answer(turn.text, subjects=("returns",)) if turn.text else None
            return sign_in(turn, article(turn, reply, rule) if rule is not None else reply)
        reply.set(**RETURN_SLOTS)
        orders = turn.shop.orders.of_customer(turn.owner)
        number = number_meant(turn)
        if number is not None and not any(order.number == number for order in orders):
            return not_found(turn, reply, number)
        if not delivered(turn):
            return self._nothing_delivered(turn, reply, orders)
        taken = _take(turn, reply, orders)
        if taken.outcome == "refused":
            return taken
        reply.followup = "return_form"
        return reply.ended("asked")

    def _nothing_delivered(self, turn: Turn, reply: Reply, orders: Sequence[Order]) -> Reply:
        if not orders:
            return reply.say("orders-none").ended("nothing")
        return reply.say("return-none-delivered").ended("nothing")


def _take(turn: Turn, reply: Reply, orders: Sequence[Order]) -> Reply:
    """Take the order, item and reason that a message names; refuse what the policy does not allow."""
    held = {**turn.slots, **reply.slots}
    number = number_meant(turn)
    order = order_meant(turn, orders) if number is not None else None
    if order is not None:
        item = line_meant(turn, [order])
    else:
        # In the order being talked about first; a shopper who corrects themselves names another's item.
        focus = [each for each in orders if each.number == held.get("return_order")]
        item = line_meant(turn, focus) or line_meant(turn, _delivered_first(orders))
    if item is not None:
        order = item[0]
    elif order is None and turn.requested_slot == "return_order":
        order = order_meant(turn, orders)
    if order is not None and order.number != held.get("return_order"):
        reply.set(return_order=order.number, return_line=None, return_confirmed=None, proposal=None)
        reply.set(order=order.number)
        held = {**turn.slots, **reply.slots}
    if order is not None and order.state != OrderState.DELIVERED:
        return _refuse_order(turn, reply, order)
    line = item[1] if item is not None else _only_line(orders, held)
    if line is not None and str(line.id) != str(held.get("return_line")):
        reply.set(return_line=str(line.id), return_confirmed=None, return_opened=None, proposal=None)
    reason = turn.entity("return_reason")
    if reason in RETURN_REASONS:
        reply.set(return_reason=str(reason), return_confirmed=None, proposal=None)
    return _refuse_by_policy(turn, reply)


def _delivered_first(orders: Sequence[Order]) -> Sequence[Order]:
    """Delivered orders before others: what can go back is meant first."""
    return sorted(orders, key=lambda order: order.state != OrderState.DELIVERED)


def _only_line(orders: Sequence[Order], held: dict[str, object]) -> OrderLine | None:
    order = next((order for order in orders if order.number == held.get("return_order")), None)
    if order is None or held.get("return_line") is not None or len(order.lines) != 1:
        return None
    return order.lines[0]


def _refuse_order(turn: Turn, reply: Reply, order: Order) -> Reply:
    buttons = []
    if order.state in turn.shop.aftersales.policy.cancel.states:
        buttons.append(button(turn.words.say("button-cancel"), "cancel_order", order_number=order.number))
    reply.say(f"return-refused-order-{order.state}", buttons, number=order.number)
    return reply.set(return_order=None, requested_slot=None).ended("refused")


def _refuse_by_policy(turn: Turn, reply: Reply) -> Reply:
    """Decide as soon as the reason is known; a refusal says the rule and the nearest thing that is allowed."""
    held = {**turn.slots, **reply.slots}
    if not (held.get("return_order") and held.get("return_line") and held.get("return_reason")):
        return reply
    decision = turn.shop.aftersales.decide_return(
        turn.owner,
        str(held["return_order"]),
        int(str(held["return_line"])),
        quantity=ONE,
        reason=str(held["return_reason"]),
        opened=seal(held.get("return_opened")),
    )
    return reply if decision.allowed else _refused(turn, reply, decision, str(held["return_order"]))


def _refused(turn: Turn, reply: Reply, decision: Decision, number: str) -> Reply:
    return refusal(turn, reply, decision, kind="return", number=number).set(requested_slot=None)


def of_another_proposal(turn: Turn) -> bool:
    """Whether a button was pressed that belongs to something shown earlier."""
    pressed, held = turn.entity("proposal"), turn.slots.get("proposal")
    return pressed is not None and (not held or Proposal.from_dict(held).key != pressed)


def seal(value: object) -> bool | None:
    """What is held about the seal: opened, unbroken, or None while nobody was asked."""
    return value if isinstance(value, bool) else None


class ValidateReturnForm(ShopAction):
    """Reads answers to the questions of the return."""

    action_name = "validate_return_form"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Take order, item, reason, the seal, or the yes or no; decide what to ask next."""
        if turn.active_loop is not None:
            orders = turn.shop.orders.of_customer(turn.owner)
            if of_another_proposal(turn):
                reply.say("proposal-old").set(return_confirmed=None)
            elif turn.requested_slot in YES_OR_NO and turn.intent in ("affirm", "deny"):
                self._yes_or_no(turn, reply)
            elif turn.intent not in ASIDE or self._gives_reason(turn):
                number = number_meant(turn)
                if number is not None and not any(order.number == number for order in orders):
                    reply.say("order-not-found", number=number).set(return_order=None)
                else:
                    _take(turn, reply, orders)
            if not reply.slots:
                return reply  # not an answer to this form: Rasa lets other rules speak
        if "requested_slot" not in reply.slots:
            reply.set(requested_slot=self._next(turn, reply))
        return reply

    @staticmethod
    def _gives_reason(turn: Turn) -> bool:
        """Whether the question for the reason is answered by one, whatever else the words might mean.

        "I changed my mind" is a reason here, and would elsewhere stop what is being done.
        """
        return turn.requested_slot == "return_reason" and turn.entity("return_reason") in RETURN_REASONS

    def _yes_or_no(self, turn: Turn, reply: Reply) -> None:
        yes = turn.intent == "affirm"
        if turn.requested_slot == "return_confirmed":
            reply.set(return_confirmed=yes)
            return
        reply.set(return_opened=yes)
        _refuse_by_policy(turn, reply)

    def _next(self, turn: Turn, reply: Reply) -> str | None:
        held = {**turn.slots, **reply.slots}
        for name in ("return_order", "return_line", "return_reason"):
            if held.get(name) is None:
                return name
        if held.get("return_opened") is None and _asks_for_seal(turn, held):
            return "return_opened"
        return "return_confirmed" if held.get("return_confirmed") is None else None


# Questions and asides in the middle of a return: never read as an answer to it.
ASIDE = frozenset(
    {
        "chitchat", "bot_challenge", "thank", "greet", "help", "repeat", "stop", "out_of_scope", "check_refund_policy",
        "delivery_options", "check_business_hours", "contact_customer_service", "contact_human_agent", "track_order",
        "track_refund", "cancel_order", "goodbye", "rate_service",
    }
)  # fmt: skip


def _asks_for_seal(turn: Turn, held: dict[str, object]) -> bool:
    rules = turn.shop.aftersales.policy.returns
    if held.get("return_reason") in rules.faulty_reasons:
        return False
    _, line = held_line(turn, held)
    with turn.shop.sessions() as session:
        product = session.get(Product, line.product_id)
    return product is not None and product.returns in rules.unopened_only


def held_line(turn: Turn, held: dict[str, object]) -> tuple[Order, OrderLine]:
    """The order and the line that a return is about so far."""
    order = turn.shop.orders.owned(turn.owner, str(held["return_order"]))
    line = next(line for line in order.lines if str(line.id) == str(held["return_line"]))
    return order, line


class SubmitReturn(ShopAction):
    """Ends the return."""

    action_name = "action_submit_return"
    ends_form = True
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """After a yes: open exactly the return that was shown, once. After a no: say that nothing was done."""
        confirmed, held = turn.slots.get("return_confirmed"), turn.slots.get("proposal")
        reply.set(**RETURN_SLOTS)
        reply.ended(str(turn.slots.get("outcome") or "nothing"))
        if confirmed is None or not held:
            reply.offer = turn.slots.get("offer")  # the form was left early: what was said then still holds
            return reply
        if not confirmed:
            return reply.say("return-kept").ended("nothing")
        proposal = Proposal.from_dict(held)
        try:
            done = turn.shop.aftersales.commit(turn.owner, proposal, confirmed=proposal.key)
        except Refused as refused:
            return _refused(turn, reply, refused.decision, proposal.order_number)
        except (ProposalChanged, ConfirmationExpired):
            return reply.say("proposal-changed").ended("refused")
        link = f"{turn.shop.config.public_url}/orders"
        message = "return-repeated" if done.repeated else "return-done"
        return reply.say(message, number=done.number, refund=done.refund, link=link).ended("done")
