"""Confirmed errands whose answers are in the shopper's words, where nothing is marked as an entity."""

from __future__ import annotations

from actions.confirmed import YES_TO_THIS, ConfirmedErrand
from actions.errands import Held
from actions.turn import Reply, Turn


class CorrectedInWords(ConfirmedErrand):
    """A no that says what it should be instead is no no: the correction is shown anew."""

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Look into the words of a no before taking it for one."""
        denied = asked == YES_TO_THIS and turn.intent == "deny" and not turn.pressed
        if denied and self.hear(turn, reply, held, asked):
            held.pop(YES_TO_THIS, None)
            return True
        return super().hears(turn, reply, held, asked)
