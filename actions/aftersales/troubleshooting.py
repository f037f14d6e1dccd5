"""Troubleshooting: which thing, what is wrong with it, then its guide step by step, and what can be done at the end."""

from __future__ import annotations

import re

from actions.action import ShopAction
from actions.aftersales.claims import FileClaim
from actions.aftersales.complaints import remedy_of, trouble_of
from actions.aftersales.guide_options import show_options
from actions.aftersales.guide_replies import (
    ALREADY,
    ENOUGH,
    HELPED,
    STILL,
    has_enough,
    to_a_question,
    to_a_try,
    was_tried,
)
from actions.aftersales.owned_things import bought, guides_for, take_thing, thing_buttons
from actions.errands import Errand, Held, start
from actions.talk.feedback import log_feedback
from actions.turn import Reply, Turn, button
from knowledge.aftersales.states import ClaimKind
from knowledge.guides.guide import End, Step
from knowledge.guides.runs import Trouble
from knowledge.understanding.masking import masked

GIVEN_UP = "given_up"
"""The outcome when the shopper would rather have it settled than try on."""
ELSE = "else"
SETTLING = frozenset({"get_refund", "return_item", "exchange_item", "warranty_claim"})
"""Intents of somebody who would rather have it settled."""
_ANOTHER = re.compile(
    r"\bi mean\b|\bi meant\b|\bnot the\b|\bwrong one\b|我是说|我说的是|不是这个|搞错", re.IGNORECASE
)


class Troubleshoot(Errand):
    """Goes through a guide. What was tried is kept at each step, so that a person who takes over sees it."""

    kind = "troubleshoot"
    needs_owner = False
    intents = SETTLING | {"thank", "praise", "stop"}  # "tried that" sounds like wanting to stop
    free = frozenset({"step", "symptom"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Take the thing and what is wrong with it."""
        held["key"] = _key(turn)
        held |= {"tried": [], "said": masked(turn.text)}
        take_thing(turn, held)
        if turn.entity("choice"):
            held["said"] = ""
        self._diagnose(turn, held, turn.text)
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """The thing, the symptom, the answer to a step; or that it should be another thing, or settled now."""
        if held["key"] == _key(turn):
            return False  # Rasa offers the opening message to the form, too: it was taken at the beginning
        if turn.intent == "stop" and not was_tried(turn.text):
            return False
        if asked == "product":
            return self._hear_thing(turn, held)
        if _ANOTHER.search(turn.text):
            return self._change_thing(turn, held)
        if turn.entity("line") and turn.entity("line") != held.get("line"):
            return False  # a button that means another thing
        if not turn.pressed and has_enough(turn.text) and not _means_another(turn, held):
            return self._settle(turn, held)
        if turn.intent in SETTLING:
            return not _means_another(turn, held) and self._settle(turn, held)
        return self._hear_symptom(turn, held) if asked == "symptom" else self._hear_step(turn, reply, held)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The thing, the symptom, or the step; nothing when the guide has come to an end."""
        if held.get("end"):
            return None
        if held.get("step"):
            return "step"
        return "symptom" if "kinds" in held else "product"

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Each question with its buttons."""
        words = turn.words
        options = button(words.say("guide-button-options"), "inform", choice=ENOUGH)
        if question == "product":
            reply.say("guide-which-product", thing_buttons(turn))
        elif question == "symptom":
            offered = [
                button(symptom.says[words.language], "inform", choice=f"symptom:{name}:{at}")
                for name in guides_for(turn, held)
                for at, symptom in enumerate(turn.shop.guides.guides[name].symptoms)
            ]
            other = button(words.say("guide-button-else"), "inform", choice=f"symptom:{ELSE}")
            reply.say("guide-which-symptom", [*offered, other], product=held.get("name") or "none")
        else:
            step = _step(turn, held)
            reply.text(step.words[words.language], [*_answers(turn, held, step), options])

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Solved, or what can be done now."""
        self._note(turn, held, str(held["end"]))
        if held["end"] == End.SOLVED:
            reply.say("guide-solved").ended("done")
            return
        last = turn.shop.guides.guides[held["guide"]].steps.get(held["last"]) if held.get("last") else None
        if last is not None and last.tell is not None:
            reply.text(last.tell[turn.words.language])
        end = End(held["end"]) if held["end"] in set(End) else End.CLAIM
        show_options(turn, reply, held, end)

    def _diagnose(self, turn: Turn, held: Held, text: str) -> None:
        """Find the guide and the step to start at; with no guide, or none that fits, straight to what can be done."""
        book = turn.shop.guides
        names = guides_for(turn, held) if "kinds" in held else []
        fit = book.danger(text, names) or (book.fitting(text, names) if names else None)
        if fit is not None:
            held |= {"guide": fit.guide, "step": None}
            self._go(turn, held, book.guides[fit.guide].symptoms[fit.symptom].start)
        elif "kinds" in held and not (names and book.is_unclear(text, names)):
            held["end"] = str(End.CLAIM)

    def _go(self, turn: Turn, held: Held, name: str) -> None:
        """Go to a step or an end, and keep how far it has come."""
        held.setdefault("first", name)
        end = turn.shop.guides.guides[held["guide"]].end_at(name)
        held["step"], held["last"] = (None, name) if end is not None else (name, None)
        if end is not None:
            held["end"] = str(end)
        else:
            self._note(turn, held)

    def _note(self, turn: Turn, held: Held, outcome: str = "open") -> None:
        trouble = Trouble(
            key=str(held["key"]),
            guide=str(held.get("guide") or ""),
            symptom=str(held.get("first") or ""),
            product_id=held.get("product"),
            customer_id=turn.customer_id,
            conversation_id=turn.asker.conversation_id,
            language=turn.words.language,
        )
        turn.shop.guide_runs.note(
            trouble, [(str(name), str(answer)) for name, answer in held["tried"]], outcome
        )

    def _hear_thing(self, turn: Turn, held: Held) -> bool:
        """The thing asked for; one that cannot be found twice goes straight to what can be done."""
        if take_thing(turn, held):
            self._diagnose(turn, held, str(held["said"]))
        elif turn.intent not in ("inform", "deny"):
            return False
        elif turn.intent == "deny" or held.get("asked_again"):
            self._settle(turn, held)
        held["asked_again"] = True
        return True

    def _change_thing(self, turn: Turn, held: Held) -> bool:
        """Another thing is meant: what was found out about the first one is nothing to this."""
        other: Held = {}
        if not take_thing(turn, other) or other.items() <= held.items():
            return False
        kept = {name: held[name] for name in ("key", "said")}
        held.clear()
        held |= {**kept, **other, "tried": []}
        self._diagnose(turn, held, str(held["said"]))
        if not held.get("guide") and guides_for(turn, held):
            held.pop(
                "end", None
            )  # what was said of the first thing tells nothing of this one: it is asked about
        return True

    def _hear_symptom(self, turn: Turn, held: Held) -> bool:
        kind, _, chosen = str(turn.entity("choice") or "").partition(":")
        if kind == ENOUGH:
            return self._settle(turn, held)
        if kind == "symptom" and chosen != ELSE:
            name, _, at = chosen.partition(":")
            held["guide"] = name
            self._go(turn, held, turn.shop.guides.guides[name].symptoms[int(at)].start)
            return True
        held["said"] = masked(turn.text) or held["said"]
        if turn.text:
            self._diagnose(turn, held, turn.text)
        if not held.get("step") and not held.get("end"):
            held["end"] = str(End.CLAIM)
        return True

    def _hear_step(self, turn: Turn, reply: Reply, held: Held) -> bool:
        name, answer = str(held["step"]), None
        place, _, chosen = str(turn.entity("choice") or "").rpartition(":")
        if chosen == ENOUGH:
            return self._settle(turn, held)
        if place:  # a button, perhaps of a step gone through before: then that answer is corrected
            gone = [each for each, _ in held["tried"]]
            if place != name and place not in gone:
                return False
            held["tried"] = held["tried"][: gone.index(place)] if place in gone else held["tried"]
            name, answer = place, chosen
        step = turn.shop.guides.guides[held["guide"]].steps[name]
        if answer is None and not turn.pressed:
            if step.answers:
                at = to_a_question(turn, step)
                answer = None if at is None else str(at)
            else:
                answer = to_a_try(turn)
        elif answer is None and turn.intent in ("affirm", "deny"):
            answer = {"affirm": HELPED, "deny": STILL}[turn.intent]
        if answer is None:
            if turn.intent not in ("inform", "product_problem", "complaint"):
                return False
            reply.say("guide-not-understood")
            return True
        if answer == ENOUGH:
            return self._settle(turn, held)
        to = step.answers[int(answer)].to if step.answers else _after(step, answer)
        held["tried"] = [*held["tried"], [name, answer]]
        self._go(turn, held, to)
        return True

    def _settle(self, turn: Turn, held: Held) -> bool:
        """Leave the guide for what can be done."""
        if "kinds" not in held:
            held |= {"product": None, "name": "", "kinds": []}
        held |= {"end": GIVEN_UP, "step": None, "last": None, "remedy": remedy_of(turn.text)}
        return True


def _key(turn: Turn) -> str:
    return f"message:{turn.asker.message_id}"


def _means_another(turn: Turn, held: Held) -> bool:
    """Whether a message is about another thing than the one being looked at."""
    other: Held = {}
    return (
        turn.entity("product") is not None
        and take_thing(turn, other)
        and other["product"] != held.get("product")
    )


def _after(step: Step, answer: str) -> str:
    return End.SOLVED if answer == HELPED else str(step.otherwise)


def _step(turn: Turn, held: Held) -> Step:
    return turn.shop.guides.guides[held["guide"]].steps[held["step"]]


def _answers(turn: Turn, held: Held, step: Step) -> list[dict[str, str]]:
    words, name = turn.words, held["step"]
    if step.answers:
        return [
            button(answer.says[words.language], "inform", choice=f"{name}:{at}")
            for at, answer in enumerate(step.answers)
        ]
    return [
        button(words.say(f"guide-button-{answer}"), "inform", choice=f"{name}:{answer}")
        for answer in (HELPED, STILL, ALREADY)
    ]


class ProductProblem(ShopAction):
    """Logs that something is wrong with a product, and helps."""

    action_name = "action_product_problem"
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """What arrived wrong or damaged is claimed at once; for the rest its guide comes first."""
        held: Held = {}
        take_thing(turn, held)
        found = bought(turn, held)
        order_id = found[0].id if found is not None else None
        about = (held.get("product"), order_id, str(held["name"])) if held.get("name") else None
        _, name = log_feedback(turn, "complaint", about=about)
        trouble = trouble_of(turn)
        reply.say("problem-sorry-about" if name else "problem-sorry", product=name)
        arrived = trouble in (ClaimKind.WRONG_ITEM, ClaimKind.DAMAGED)
        danger = turn.shop.guides.danger(turn.text, guides_for(turn, held) if "kinds" in held else ())
        if arrived and danger is None and turn.customer_id is not None:
            return start(turn, reply, FileClaim(), {"trouble": str(trouble)})
        return start(turn, reply, Troubleshoot())
