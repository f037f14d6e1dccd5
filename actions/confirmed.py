"""Errands that change something: shown as a card, done after a yes to exactly that."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any

from actions.errands import Errand, Held
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.errors import ConfirmationExpired, ProposalChanged, Refused
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import Wish

YES_TO_THIS = "confirmed"
"""The question whether to do what is shown."""
REFUSED = "refused"


@dataclass(frozen=True)
class Card:
    """What is shown before a yes: rows of label and value, a total where money moves, and what follows from it."""

    title: str
    lines: list[tuple[str, str]]
    total: tuple[str, str] | None = None
    note: str = ""
    yes: str = ""
    """The words of the button that says yes; empty for a plain yes."""
    no: str = ""


class ConfirmedErrand(Errand):
    """An errand that proposes a wish of `knowledge.aftersales`, shows what it would do and commits it after a yes."""

    @abstractmethod
    def wish(self, turn: Turn, held: Held) -> Wish:
        """What is wanted, once nothing is missing."""

    @abstractmethod
    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """What the shopper sees before the yes."""

    @abstractmethod
    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """Say what was done."""

    @abstractmethod
    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Put a question other than that for the yes."""

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """Say that the policy refuses and what it would allow; True when the errand goes on with another question."""
        refusal(turn, reply, decision, kind=self.kind, number=str(held.get("order") or ""))
        return False

    def kept(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Say that nothing was changed, after a no."""
        reply.say("errand-kept").ended("nothing")

    def advance(self, turn: Turn, reply: Reply, held: Held) -> str | None:
        """The next question; with nothing missing, the policy is asked before the shopper is."""
        question = self.missing(turn, held)
        if question is not None or held.get(YES_TO_THIS) is not None:
            return question
        try:
            proposal = turn.shop.aftersales.propose(turn.owner, self.wish(turn, held))
        except Refused as refused:
            if self.refused(turn, reply, held, refused.decision):
                return self.advance(turn, reply, held)
            held[REFUSED] = refused.decision.rule
            return None
        reply.set(proposal=proposal.to_dict())
        return YES_TO_THIS

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Take a yes or no to what is shown; what corrects it is shown anew."""
        pressed, shown = turn.entity("proposal"), turn.slots.get("proposal")
        if pressed is not None and (not shown or Proposal.from_dict(shown).key != pressed):
            reply.say("proposal-old")
            return True
        yes_or_no = asked == YES_TO_THIS and turn.intent in ("affirm", "deny")
        if not (yes_or_no and (turn.pressed or not turn.entities)) and super().hears(
            turn, reply, held, asked
        ):
            held.pop(YES_TO_THIS, None)
            return True
        if yes_or_no:
            held[YES_TO_THIS] = turn.intent == "affirm"
        return yes_or_no

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Put a question, or show the card."""
        if question != YES_TO_THIS:
            self.put(turn, reply, held, question)
            return
        proposal = Proposal.from_dict(turn.slots["proposal"])
        show_card(turn, reply, self.card(turn, held, proposal), proposal.key)

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Commit exactly what was shown, once."""
        if held.get(REFUSED):
            reply.ended("refused").offer = turn.slots.get("offer") or reply.offer
            return
        if not held.get(YES_TO_THIS):
            self.kept(turn, reply, held)
            return
        proposal = Proposal.from_dict(turn.slots["proposal"])
        try:
            done = turn.shop.aftersales.commit(turn.owner, proposal, confirmed=proposal.key)
        except Refused as refused:
            refusal(turn, reply, refused.decision, kind=self.kind, number=proposal.order_number)
        except (ProposalChanged, ConfirmationExpired):
            reply.say("proposal-changed").ended("refused")
        else:
            reply.ended("done")
            self.done(turn, reply, held, done)


def show_card(turn: Turn, reply: Reply, card: Card, key: str) -> None:
    """Show a confirmation card; its buttons say yes or no to this very proposal, known by its key."""
    words = turn.words
    body: dict[str, Any] = {
        "title": card.title,
        "lines": [{"label": label, "value": value} for label, value in card.lines],
        "note": card.note,
        "buttons": [
            button(card.yes or words.say("button-yes-do-it"), "affirm", proposal=key),
            button(card.no or words.say("button-no-keep-it"), "deny", proposal=key),
        ],
    }
    if card.total is not None:
        body["total"] = {"label": card.total[0], "value": card.total[1]}
    reply.show("confirmation", body)
