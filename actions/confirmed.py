"""Errands that change something: shown as a card, done after a yes to exactly that."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, ClassVar

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
SHOWN = "shown"
"""The proposals that are on the card."""


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
    """An errand that proposes wishes of `knowledge.aftersales`, shows what they would do and commits them after a yes.

    Most have one wish (`wish`, `card`). Those about several orders in one go have more of them (`wishes`,
    `card_of_all`): all on one card, each committed by itself.
    """

    listens_closely: ClassVar[bool] = False
    """Whether even a short yes or no may hold a correction in words that no entity marks: "no, with PayPal"."""

    @abstractmethod
    def wish(self, turn: Turn, held: Held) -> Wish:
        """What is wanted, once nothing is missing."""

    def wishes(self, turn: Turn, held: Held) -> Sequence[Wish]:
        """All that is wanted in one go."""
        return [self.wish(turn, held)]

    @abstractmethod
    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """What the shopper sees before the yes."""

    def card_of_all(self, turn: Turn, held: Held, proposals: Sequence[Proposal]) -> Card:
        """What the shopper sees before the yes to more than one thing."""
        return self.card(turn, held, proposals[0])

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

    def turned_down(self, turn: Turn, reply: Reply, held: Held, wish: Wish, decision: Decision) -> bool:
        """Say that one wish is refused; True when the errand goes on with another question."""
        return self.refused(turn, reply, held, decision)

    def kept(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Say that nothing was changed, after a no."""
        reply.say("errand-kept").ended("nothing")

    def advance(self, turn: Turn, reply: Reply, held: Held) -> str | None:
        """The next question; with nothing missing, the policy is asked before the shopper is."""
        question = self.missing(turn, held)
        if question is not None or held.get(YES_TO_THIS) is not None:
            return question
        shown: list[dict[str, Any]] = []
        for wish in self.wishes(turn, held):
            try:
                shown.append(turn.shop.aftersales.propose(turn.owner, wish).to_dict())
            except Refused as refused:
                if self.turned_down(turn, reply, held, wish, refused.decision):
                    return self.advance(turn, reply, held)
                held[REFUSED] = refused.decision.rule
        if not shown:
            return None
        held.pop(REFUSED, None)
        held[SHOWN] = shown
        reply.set(proposal=shown[0])
        return YES_TO_THIS

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Take a yes or no to what is shown; what corrects it is shown anew."""
        pressed = turn.entity("proposal")
        if pressed is not None and (not held.get(SHOWN) or key_of(proposals(held)) != pressed):
            say_of_old_button(turn, reply, str(pressed))
            return True
        yes_or_no = asked == YES_TO_THIS and turn.intent in ("affirm", "deny")
        before = deepcopy(held)
        bare = turn.pressed or (not self.listens_closely and _bare(turn))
        heard = not (yes_or_no and bare) and super().hears(turn, reply, held, asked)
        # "Yes, return the jacket" changes nothing; "no, just the jacket" and "yes, but in L" correct what is shown.
        if heard and (not yes_or_no or held != before or reply.messages):
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
        shown = proposals(held)
        show_card(turn, reply, self.card_of_all(turn, held, shown), key_of(shown))

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Commit exactly what was shown, once."""
        if held.get(REFUSED):
            reply.ended("refused").offer = turn.slots.get("offer") or reply.offer
            return
        if not held.get(YES_TO_THIS):
            self.kept(turn, reply, held)
            return
        for proposal in proposals(held):
            self._commit(turn, reply, held, proposal)

    def _commit(self, turn: Turn, reply: Reply, held: Held, proposal: Proposal) -> None:
        try:
            done = turn.shop.aftersales.commit(turn.owner, proposal, confirmed=proposal.key)
        except Refused as refused:
            refusal(turn, reply, refused.decision, kind=self.kind, number=proposal.order_number)
        except (ProposalChanged, ConfirmationExpired):
            reply.say("proposal-changed").ended("refused")
        else:
            reply.ended("done")
            self.done(turn, reply, held, done)


def proposals(held: Held) -> list[Proposal]:
    """What is on the card."""
    return [Proposal.from_dict(each) for each in held[SHOWN]]


def key_of(shown: Sequence[Proposal]) -> str:
    """The key of all that is on a card: a yes to it is a yes to exactly these."""
    if len(shown) == 1:
        return shown[0].key
    together = hashlib.sha256(" ".join(each.key for each in shown).encode()).hexdigest()
    return f"together:{together[:40]}"


# So many characters or words say no more than yes or no.
_SHORT_WORDS, _SHORT_CHARACTERS = 2, 4


def _bare(turn: Turn) -> bool:
    """Whether a message says yes or no and nothing else."""
    text = turn.text.strip()
    short = len(text.split()) <= _SHORT_WORDS if text.isascii() else len(text) <= _SHORT_CHARACTERS
    return short and not turn.entities


def say_of_old_button(turn: Turn, reply: Reply, key: str) -> Reply:
    """Say that the button of an earlier card does nothing now; where its yes was given, what was done by it."""
    done = turn.shop.aftersales.standing.completed(turn.owner, key) if turn.customer_id is not None else None
    if done is None:
        return reply.say("proposal-old").ended("nothing")
    return reply.say("proposal-done-already", number=done.number).ended("nothing")


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


class PlainErrand(ConfirmedErrand):
    """A confirmed errand in which nothing is asked but the yes."""

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """There is nothing to choose."""
        return False

    def missing(self, turn: Turn, held: Held) -> str | None:
        """Nothing."""
        return None

    def put(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Nothing is asked."""
