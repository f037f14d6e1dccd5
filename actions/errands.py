"""Errands: dialogues that ask for what is missing and then do something, all in one Rasa form.

An errand keeps what it knows so far in a plain dict, `held`, which lies in the slot `errand` between two messages.
One that is begun in the middle of another comes first; afterwards the other goes on where it was. Where a shopper keeps
talking of something else it is set aside. One that is over can be kept for the next messages, which may correct it. How
messages go back to an errand is in `actions/corrections.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from typing import Any, ClassVar

from actions.action import ShopAction
from actions.orders.order_choice import sign_in
from actions.registry import import_all
from actions.turn import Reply, Turn, button
from actions.wishes import offer_wishes
from knowledge.errors import NotFound
from knowledge.orders.models import OrderState

FORM = "errand_form"
ERRAND = "errand"
DONE = "errand_done"
ENDED: dict[str, Any] = {ERRAND: None, DONE: None, "proposal": None}
Held = dict[str, Any]
KEPT_TURNS = 2
"""For how many messages an errand that is over can be corrected."""
ASIDES = 1
"""After so many messages in a row about something else the question is put again; the next sets the errand aside."""
SET_ASIDE = "set_aside"
SET_ASIDE_TURNS = 20
"""For how many messages an errand that was set aside can be taken up again."""
TAKE_UP = "take_up"
"""The choice to go on with it."""

# Intents of messages that may answer a question; any other is a wish of its own in the middle of an errand.
ANSWERS = frozenset(
    {
        "inform", "affirm", "deny", "nlu_fallback", "out_of_scope", "refine_search", "recommend_product", "select_item",
        "ask_product_detail", "ask_availability", "ask_size_advice", "complaint", "product_problem", "review",
        "forget_preference", "update_preference",
    }
)  # fmt: skip
# What is never taken for an answer in the shopper's own words, such as a street or a name.
NO_FREE_ANSWER = frozenset(
    {"stop", "contact_human_agent", "repeat", "help", "bot_challenge", "switch_language", "thank", "goodbye"}
)
_kinds: dict[str, type[Errand]] = {}


class Errand(ABC):
    """One dialogue of this kind. A subclass has a `kind`, by which it is found again."""

    kind: ClassVar[str] = ""
    needs_owner: ClassVar[bool] = True
    """Whether only a signed-in customer can have it done."""
    intents: ClassVar[frozenset[str]] = frozenset()
    """More intents whose messages may answer it: its own, and those that sound like its answers."""
    corrected: ClassVar[bool] = False
    """Whether a message right after its end may correct it."""
    free: ClassVar[frozenset[str]] = frozenset()
    """Questions that are answered in the shopper's own words, whatever these might mean elsewhere."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "kind" in cls.__dict__:
            _kinds[cls.kind] = cls

    @abstractmethod
    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Take what the opening message names; False when it cannot be done, after saying why."""

    @abstractmethod
    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Take an answer to the question `asked`, or a correction; False, with nothing said, when it holds neither."""

    @abstractmethod
    def missing(self, turn: Turn, held: Held) -> str | None:
        """The next thing to ask for; None when all is known."""

    @abstractmethod
    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Put a question."""

    @abstractmethod
    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Do it, now that all is known; say what was done and set the outcome."""

    def advance(self, turn: Turn, reply: Reply, held: Held) -> str | None:
        """The next question; None when nothing is left to ask."""
        return self.missing(turn, held)

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Take a message of the shopper's if it is for this errand; a card's button is for the card's errand only."""
        if turn.entity("proposal") is not None:
            return False
        return self._addressed(turn, asked) and self.hear(turn, reply, held, asked)

    def _addressed(self, turn: Turn, asked: str) -> bool:
        if turn.intent in ANSWERS or turn.intent in self.intents:
            return True
        if turn.pressed or asked not in self.free:
            return False
        return turn.intent not in NO_FREE_ANSWER and not turn.text.rstrip().endswith(("?", "？"))


@dataclass(frozen=True)
class Open:
    """An errand under way, as the slot keeps it."""

    kind: str
    held: Held = field(default_factory=dict)
    asked: str = ""
    """The question put last."""
    under: dict[str, Any] | None = None
    """The errand in whose middle it was begun."""
    by: str = ""
    """The message that opened it or was its last. Rasa has the form read the first one too; it answers nothing."""
    asides: int = 0
    """How many messages in a row were not for it."""
    outcome: str = ""
    """How it ended, or `set_aside`; empty while it is under way."""
    turns: int = 0
    """For how many more messages it is kept once it is over."""

    @classmethod
    def of(cls, turn: Turn) -> Open | None:
        """The errand under way in a conversation."""
        kept = cls._kept(turn)
        return kept if kept is not None and not kept.outcome else None

    @classmethod
    def last(cls, turn: Turn) -> Open | None:
        """The errand that has just ended."""
        kept = cls._kept(turn)
        return kept if kept is not None and kept.outcome else None

    @classmethod
    def _kept(cls, turn: Turn) -> Open | None:
        kept = turn.slots.get(ERRAND)
        return cls(**kept) if kept else None

    @property
    def errand(self) -> Errand:
        """Its dialogue."""
        return errands()[self.kind]()


@cache
def errands() -> dict[str, type[Errand]]:
    """All kinds of errand."""
    import_all()
    return {kind: errand for kind, errand in _kinds.items() if errand.__module__.startswith("actions.")}


def start(turn: Turn, reply: Reply, errand: Errand, held: Held | None = None) -> Reply:
    """Begin an errand: go on to its first question, or do it when nothing has to be asked.

    `held` is what is known already, beside what the message says.
    """
    if errand.needs_owner and turn.customer_id is None:
        return sign_in(turn, reply)
    known: Held = dict(held or {})
    if not errand.begin(turn, reply, known):
        return over(turn, reply, errand, known)
    return go_on(turn, reply, errand, known)


def go_on(turn: Turn, reply: Reply, errand: Errand, held: Held) -> Reply:
    """Put the next question of an errand that is not under way yet, or do it when nothing has to be asked."""
    question = errand.advance(turn, reply, held)
    if question is None:
        errand.finish(turn, reply, held)
        return over(turn, reply, errand, held)
    under = turn.slots.get(ERRAND) if turn.active_loop == FORM else None
    if under and under["kind"] == errand.kind:
        under = under["under"]
    opened = Open(errand.kind, held, question, under, turn.asker.message_id)
    reply.set(**{ERRAND: asdict(opened), DONE: None})
    reply.followup = FORM
    return reply.ended("asked")


def over(turn: Turn, reply: Reply, errand: Errand, held: Held) -> Reply:
    """Keep an errand that has just ended for what may correct it, unless another is under way."""
    under_way = reply.slots.get(ERRAND) or (turn.active_loop is not None and ERRAND not in reply.slots)
    if errand.corrected and not under_way:
        reply.set(**{ERRAND: asdict(Open(errand.kind, held, outcome=reply.outcome, turns=KEPT_TURNS))})
    return reply


class ValidateErrand(ShopAction):
    """Takes the answers to an errand's questions."""

    action_name = "validate_errand_form"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Take the message if it is for the errand, and decide what to ask next."""
        if turn.active_loop is None:
            return reply
        opened = Open.of(turn)
        if opened is None:
            return reply.set(**{DONE: "nothing"})
        if opened.by == turn.asker.message_id:
            return reply
        errand, held = opened.errand, dict(opened.held)
        if not errand.hears(turn, reply, held, opened.asked):
            return reply  # not an answer to this errand: Rasa lets other rules speak
        question = errand.advance(turn, reply, held)
        now = Open(opened.kind, held, question or "", opened.under, turn.asker.message_id)
        return reply.set(**{ERRAND: asdict(now), DONE: "all" if question is None else None})


class AskErrand(ShopAction):
    """Puts the next question of an errand."""

    action_name = "action_ask_errand_done"
    in_form = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Ask; after too many messages about something else, leave the errand until the shopper comes back to it."""
        opened = Open.of(turn)
        if opened is None:
            return reply.ended("asked")
        if opened.by != turn.asker.message_id:
            if opened.asides == ASIDES:
                return _set_aside(turn, reply, opened)
            reply.set(**{ERRAND: asdict(replace(opened, asides=opened.asides + 1))})
        opened.errand.ask(turn, reply, opened.held, opened.asked)
        return reply.ended("asked")


def _set_aside(turn: Turn, reply: Reply, opened: Open) -> Reply:
    words = turn.words
    what = words.say(f"errand-{opened.kind.replace('_', '-')}")
    go_on = button(words.say("button-take-up", what=what), "inform", choice=TAKE_UP)
    reply.say("errand-set-aside", [go_on], what=what)
    reply.leave_loop = True
    left = replace(opened, outcome=SET_ASIDE, turns=SET_ASIDE_TURNS)
    return reply.set(**{ERRAND: asdict(left), DONE: None, "proposal": None}).ended("nothing")


class FinishErrand(ShopAction):
    """Does what an errand was for."""

    action_name = "action_finish_errand"
    ends_form = True
    writes = True

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Do it and, where it was begun in the middle of another, go on with that one."""
        opened = Open.of(turn)
        reply.ended(str(turn.slots.get("outcome") or "nothing"))
        if opened is None or turn.slots.get(DONE) is None:
            reply.offer = turn.slots.get("offer")  # it was left early: what was said then still holds
            last = Open.last(turn)
            return reply.set(**ENDED if last is None else {**ENDED, ERRAND: asdict(last)})
        reply.set(**ENDED)
        errand = opened.errand
        errand.finish(turn, reply, opened.held)
        offer_wishes(
            turn, reply, [each for each in turn.wishes if each["name"] not in ANSWERS | errand.intents]
        )
        return over(turn, resume(turn, reply, opened), errand, opened.held)


def _is_outlived(turn: Turn, held: Held) -> bool:
    """Whether all orders that an errand is about have been cancelled meanwhile."""
    numbers = {str(each) for each in (held.get("order"), *(held.get("orders") or ())) if each}
    numbers |= {
        str(each["order"]) for each in held.get("items") or () if isinstance(each, dict) and "order" in each
    }
    if not numbers or turn.customer_id is None:
        return False
    states = {order.number: order.state for order in turn.orders}
    return all(states.get(number) == OrderState.CANCELLED for number in numbers)


def resume(turn: Turn, reply: Reply, ended: Open) -> Reply:
    """Go on with the errand in whose middle another was begun; what it would ask next may have changed since."""
    if ended.under is None or reply.followup is not None:
        return reply
    under = Open(**ended.under)
    return resume(turn, reply, under) if _is_outlived(turn, under.held) else take_up(turn, reply, under)


def take_up(turn: Turn, reply: Reply, under: Open) -> Reply:
    """Go on with an errand that something else came between; with the one under it where it is gone or done."""
    words, held = turn.words, dict(under.held)
    what = words.say(f"errand-{under.kind.replace('_', '-')}")
    try:
        question = under.errand.advance(turn, reply, held)
        if question is not None:
            under.errand.ask(turn, Reply(words), held, question)  # to see whether it still can be put
    except NotFound:  # what it was about is gone, such as an item that was just taken out of its order
        reply.say("errand-outlived", what=what)
        return resume(turn, reply, under)
    reply.say("errand-resumed", what=what)
    if question is None:
        under.errand.finish(turn, reply, held)
        return resume(turn, reply, under)
    reply.set(
        **{ERRAND: asdict(Open(under.kind, held, question, under.under, turn.asker.message_id)), DONE: None}
    )
    reply.followup = FORM
    return reply
