"""Errands whose card can be corrected in words that no entity marks, and those with nothing to choose."""

from __future__ import annotations

from actions.confirmed import YES_TO_THIS, ConfirmedErrand
from actions.errands import Held
from actions.turn import Reply, Turn


class CorrectedErrand(ConfirmedErrand):
    """A confirmed errand that listens for a correction before a yes or a no: "no, with PayPal"."""

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """What changes something of what is shown is shown anew, whatever it begins with."""
        if asked == YES_TO_THIS and turn.intent in ("affirm", "deny") and turn.text:
            before = dict(held)
            if self.hear(turn, reply, held, asked) and held != before:
                held.pop(YES_TO_THIS, None)
                return True
        return super().hears(turn, reply, held, asked)


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
