"""Another day or time for a delivery, or another place to leave it."""

from __future__ import annotations

from datetime import date

from actions.confirmed import Card
from actions.delivery.errand import DeliveryErrand
from actions.delivery.words import day_named, day_words, place_label, place_named, slot_named
from actions.errands import Held
from actions.refusals import refusal
from actions.turn import Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.proposals import Done, Proposal
from knowledge.aftersales.wishes import Reschedule

DAY_RULES = frozenset({"day-too-early", "day-too-late", "no-delivery-day"})


class ChangeDay(DeliveryErrand):
    """An order comes on another day, at another time, or is left somewhere."""

    kind = "reschedule"

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The order, unless it is out for delivery or there already."""
        return super().begin(turn, reply, held) and self._open(turn, reply, held)

    def _open(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Whether the policy still lets the day be chosen; it says why not before anything is asked."""
        if not held.get("order") or self.wished(held):
            return True
        decision = turn.decide(Reschedule(str(held["order"])))
        if decision.rule == "nothing-named":
            return True
        refusal(turn, reply, decision, kind=self.kind, number=str(held["order"]))
        return False

    def take(self, turn: Turn, held: Held) -> bool:
        """Day, time of day, place."""
        rules = turn.shop.delivery
        pressed = str(turn.entity("choice") or "")
        day = _iso(pressed) or day_named(turn)
        slot = pressed if pressed in rules.slots else slot_named(turn.text, rules.slots)
        place = pressed if pressed in rules.places else place_named(turn.text, rules.places)
        found = {"day": day.isoformat() if day else "", "slot": slot, "place": place}
        held.update({name: value for name, value in found.items() if value})
        if any(found.values()):
            held.pop("again", None)
        return any(found.values())

    def wished(self, held: Held) -> bool:
        """Whether anything of it is known."""
        return not held.get("again") and any(held.get(name) for name in ("day", "slot", "place"))

    def offer(self, turn: Turn, reply: Reply, held: Held) -> None:
        """The times of the day named, or the next days on which it can come."""
        slots = turn.shop.delivery.slots
        if held.get("day"):
            reply.say("reschedule-which-time", [button(slot, "inform", choice=slot) for slot in slots])
            return
        wish = Reschedule(str(held["order"]))
        decision = turn.decide(wish)
        buttons = _day_buttons(turn, decision)
        reply.say("reschedule-which-day", buttons, slots=turn.words.row(slots))

    def wish(self, turn: Turn, held: Held) -> Reschedule:
        """The order with what is wished for."""
        return Reschedule(
            str(held["order"]),
            _iso(held.get("day")),
            str(held.get("slot") or ""),
            str(held.get("place") or ""),
        )

    def refused(self, turn: Turn, reply: Reply, held: Held, decision: Decision) -> bool:
        """A day or time that cannot be is asked for again; anything else ends it."""
        part = {"slot-not-offered": "slot", "place-not-offered": "place"}.get(decision.rule, "day")
        if decision.rule in DAY_RULES:
            days = {name: _iso(decision.facts[name]) for name in ("day", "first", "last")}
            told = {name: day_words(turn, day) for name, day in days.items() if day is not None}
            reply.say(f"reschedule-refused-{decision.rule}", **told)
        elif part != "day":
            reply.say(f"refused-{decision.rule}")
        else:
            refusal(turn, reply, decision, kind=self.kind, number=str(held["order"]))
            return False
        held.pop(part)
        held["again"] = True
        return True

    def card(self, turn: Turn, held: Held, proposal: Proposal) -> Card:
        """The day, time and place."""
        words = turn.words
        wish = self.wish(turn, held)
        lines = [self.order_line(turn, proposal.order_number)]
        if wish.day is not None:
            lines.append((words.say("reschedule-day"), day_words(turn, wish.day)))
        if wish.slot:
            lines.append((words.say("reschedule-time"), wish.slot))
        if wish.place:
            lines.append((words.say("reschedule-place"), place_label(words, wish.place)))
        return Card(
            title=words.say("reschedule-title", number=proposal.order_number),
            lines=lines,
            note=words.say("reschedule-note"),
        )

    def done(self, turn: Turn, reply: Reply, held: Held, done: Done) -> None:
        """What the carrier is told."""
        reply.say("reschedule-done", number=done.number)


def _iso(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _day_buttons(turn: Turn, decision: Decision) -> list[dict[str, str]]:
    days = [_iso(each.of) for each in decision.alternatives if each.what == "day"]
    return [button(day_words(turn, day), "inform", choice=day.isoformat()) for day in days if day is not None]
