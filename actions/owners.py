"""What only the owner of an account may see or change: others are told where to sign in."""

from __future__ import annotations

from abc import abstractmethod

from actions.action import ShopAction
from actions.turn import Reply, Turn, button


def person(turn: Turn) -> dict[str, str]:
    """The button for a person."""
    return button(turn.words.say("button-person"), "contact_human_agent")


def ask_sign_in(turn: Turn, reply: Reply) -> Reply:
    """Say that nobody is known here yet, and where to sign in."""
    link = turn.shop.config.links.sign_in
    return reply.say("account-sign-in", [person(turn)], link=link).ended("sign_in")


class OwnersAction(ShopAction):
    """An action on the account of who is signed in."""

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Answer the owner; tell a visitor where to sign in."""
        return self.answer_owner(turn, reply) if turn.customer_id is not None else ask_sign_in(turn, reply)

    @abstractmethod
    def answer_owner(self, turn: Turn, reply: Reply) -> Reply:
        """What to say to the owner."""
