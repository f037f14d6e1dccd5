"""Errands whose card can be corrected in words that no entity marks: "no, with PayPal", "yes, but until Friday"."""

from __future__ import annotations

from actions.confirmed import YES_TO_THIS, ConfirmedErrand
from actions.errands import Held
from actions.turn import Reply, Turn


class CorrectedErrand(ConfirmedErrand):
    """A confirmed errand that listens for a correction before it takes a yes or a no."""

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """What changes something of what is shown is shown anew, whatever it begins with."""
        if asked == YES_TO_THIS and turn.intent in ("affirm", "deny") and turn.text:
            before = dict(held)
            if self.hear(turn, reply, held, asked) and held != before:
                held.pop(YES_TO_THIS, None)
                return True
        return super().hears(turn, reply, held, asked)
