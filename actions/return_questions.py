"""The questions of a return: which order, which item, why, the seal, and the yes to what will be done."""

from __future__ import annotations

from actions.action import ShopAction
from actions.confirmed import Card, show_card
from actions.order_choice import line_buttons, line_text, order_buttons
from actions.payment_words import method_words
from actions.returns import ONE, delivered, held_line, seal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.policy import RETURN_REASONS


class AskReturnOrder(ShopAction):
    """Asks which order the item is from."""

    action_name = "action_ask_return_order"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The delivered orders, as buttons."""
        return reply.say("return-which-order", order_buttons(turn.words, delivered(turn))).ended("asked")


class AskReturnLine(ShopAction):
    """Asks which item goes back."""

    action_name = "action_ask_return_line"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The order's items, as buttons."""
        order = turn.shop.orders.owned(turn.owner, str(turn.slots["return_order"]))
        return reply.say(
            "return-which-item", line_buttons(turn.words, order.lines), number=order.number
        ).ended("asked")


class AskReturnReason(ShopAction):
    """Asks why."""

    action_name = "action_ask_return_reason"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The reasons, as buttons; sizes only for what has sizes."""
        _, line = held_line(turn, dict(turn.slots))
        sized = "size" in line.options
        reasons = [reason for reason in RETURN_REASONS if sized or reason not in ("too_small", "too_big")]
        buttons = [
            button(
                turn.words.say(f"return-reason-{reason.replace('_', '-')}"), "inform", return_reason=reason
            )
            for reason in reasons
        ]
        return reply.say("return-why", buttons, item=line_text(turn.words, line)).ended("asked")


class AskReturnOpened(ShopAction):
    """Asks whether the seal of hygiene goods is broken."""

    action_name = "action_ask_return_opened"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Opened or not."""
        words = turn.words
        buttons = [button(words.say("button-opened"), "affirm"), button(words.say("button-unopened"), "deny")]
        return reply.say("return-opened", buttons).ended("asked")


class AskReturnConfirmed(ShopAction):
    """Shows what the return would do and asks for a yes."""

    action_name = "action_ask_return_confirmed"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The confirmation card: order, item, reason, money and where it goes."""
        order, line = held_line(turn, dict(turn.slots))
        proposal = turn.shop.aftersales.propose_return(
            turn.owner,
            order.number,
            line.id,
            quantity=ONE,
            reason=str(turn.slots["return_reason"]),
            opened=seal(turn.slots.get("return_opened")),
        )
        words = turn.words
        reason = words.say(f"return-reason-{proposal.reason.replace('_', '-')}")
        lines = [
            (words.say("confirm-order"), order.number),
            (words.say("confirm-item"), line_text(words, line)),
            (words.say("confirm-reason"), reason),
            (words.say("confirm-refund-to"), method_words(words, proposal.method)),
        ]
        if proposal.fee_minor:
            lines.append((words.say("confirm-fee"), words.money(proposal.fee)))
        if proposal.delivery_minor:
            lines.append((words.say("confirm-delivery"), words.money(proposal.delivery)))
        card = Card(
            title=words.say("return-confirm-title"),
            lines=lines,
            total=(words.say("confirm-refund"), words.money(proposal.refund)),
            note=words.say("return-confirm-note"),
            yes=words.say("button-return-yes"),
            no=words.say("button-return-no"),
        )
        show_card(turn, reply, card, proposal.key)
        return reply.set(proposal=proposal.to_dict()).ended("asked")
