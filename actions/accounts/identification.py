"""Knowing a visitor: an order's number and its e-mail address, a code by mail, and on with what was wanted.

The code itself never comes here: the gateway reads it, and with the right one the conversation is its customer's.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from typing import Any

from actions.errands import DONE, ERRAND, Errand, Held, Open, start
from actions.orders.order_choice import number_meant
from actions.turn import PERSON, Reply, Turn, button
from knowledge.advice.understood import Understood
from knowledge.encryption import Keyring, WrongKeys
from knowledge.verification.errors import TooManyCodes
from knowledge.verification.service import LIFETIME, CodeState

ORDER, EMAIL, CODE = "order", "email", "code"
NEW_CODE = "new-code"
WANTED = "wanted"
"""What the visitor came for: intent, words and entities of their message, encrypted as all that is said is at rest."""
TELL = "tell"
"""What is said when the code is asked for."""
ENDS = "ends"
"""Why it cannot be done in this conversation."""
SENT, SENT_AGAIN, TOO_MANY, NO_ACCESS = CODE_ASKED = ("sent", "sent-again", "too-many", "no-access")
"""Ways to ask for a code beside the states that one may be in: each a message after `code-`."""
# Intents of messages that hold no wish to come back to.
NO_WISH = frozenset({"affirm", "deny", "inform", "nlu_fallback", "out_of_scope", "refine_search"})

_AGAIN = re.compile(
    r"\bagain\b|\bresend\b|\b(?:new|another|fresh)\s+(?:code|one)\b|\bnothing\b|\bno\s+(?:code|e-?mail|mail)\b"
    r"|\b(?:code|e-?mail|mail|it)\b.*(?:n.t|not|never)\b.*\b(?:arriv\w*|come|here|there)\b"
    r"|(?:n.t|not|never)\b.*\b(?:get|got|receiv\w*)\b.*\b(?:code|e-?mail|mail|it)\b"
    r"|再发|重发|重新发|换一个|新的?验证码|没收到|没有收到|收不到验证码",
    re.IGNORECASE,
)
_NO_ACCESS = re.compile(
    r"\b(?:no|lost|without|n.t have|not have|can.?t|cannot)\b.*"
    r"\b(?:access|mailbox|inbox|mail account|that (?:e-?mail|mail|address))\b"
    r"|(?:邮箱|邮件)[^，。]*(?:打不开|登不上|登录不了|用不了|不用了|进不去|忘了)|(?:打不开|登不上|用不了|进不去)[^，。]*邮箱",
    re.IGNORECASE,
)


class Identify(Errand):
    """Finds out who a visitor is, then does what they wanted."""

    kind = "identify"
    needs_owner = False

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """Take what the message names of order and address; the code is mailed when both are known."""
        self._take(turn, held)
        return True

    def hears(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """A message with an order number or an address is for us, whatever else it says."""
        return self.hear(turn, reply, held, asked)

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """Order, address, a code that the gateway has tried, or what stands in the way of one."""
        if asked != CODE:
            return self._take(turn, held)
        if turn.entity("choice") == NEW_CODE:
            held.pop("sent", None)
            held[TELL] = SENT_AGAIN
            return True
        if turn.pressed and turn.intent == "inform" and not turn.entities:
            return self._tried(turn, held)
        if _NO_ACCESS.search(turn.text):
            held[TELL] = NO_ACCESS
            return True
        if self._take(turn, held):
            return True
        if _AGAIN.search(turn.text):
            held.pop("sent", None)
            held[TELL] = SENT_AGAIN
            return True
        return False

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The order, its address, then the code."""
        if turn.customer_id is not None or held.get(ENDS):
            return None
        return next((name for name in (ORDER, EMAIL) if not held.get(name)), CODE)

    def advance(self, turn: Turn, reply: Reply, held: Held) -> str | None:
        """The next question; a code is mailed before it is asked for."""
        question = self.missing(turn, held)
        if question == CODE and not held.get("sent"):
            held.setdefault(TELL, SENT)
            try:
                turn.shop.verification.ask(
                    turn.asker.conversation_id, held[ORDER], held[EMAIL], turn.words.language
                )
            except TooManyCodes:
                held[TELL] = TOO_MANY
            held["sent"] = True
        return question

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Put a question, with ways out of it."""
        words = turn.words
        person = button(words.say("button-person"), "contact_human_agent")
        if question == ORDER and held.get(EMAIL):
            reply.say("identify-order", [person])
        elif question == ORDER:
            reply.say("identify-which", [person], link=f"{turn.shop.config.public_url}/sign-in")
        elif question == EMAIL:
            reply.say("identify-email", [person], number=held[ORDER])
        else:
            self._ask_code(turn, reply, held, person)

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Do what was wanted, as the customer who is known now."""
        if held.get(ENDS) or turn.customer_id is None:
            person = button(turn.words.say("button-person"), "contact_human_agent")
            reply.say(str(held.get(ENDS) or "code-expired"), [person]).ended("refused").offer = PERSON
            return
        reply.say("identified")
        wanted = _unsealed(turn, held.get(WANTED))
        if wanted is None:
            reply.say("identified-what-else").ended("done")
            return
        answer = turn.act(_as_wanted(turn, wanted, str(held[ORDER])))
        reply.messages += answer.messages
        reply.slots.update(answer.slots)
        wanted_errand, mine = reply.slots.get(ERRAND), Open.of(turn)
        if wanted_errand and not wanted_errand["outcome"] and mine is not None:
            wanted_errand["under"] = (
                wanted_errand["under"] or mine.under
            )  # what was interrupted goes on afterwards
        reply.outcome, reply.offer, reply.followup = answer.outcome, answer.offer, answer.followup

    @staticmethod
    def _take(turn: Turn, held: Held) -> bool:
        """Order and address that a message names; other ones than before need a code of their own."""
        said = {ORDER: number_meant(turn), EMAIL: turn.entity(EMAIL)}
        named = {name: str(value) for name, value in said.items() if value is not None}
        if any(held.get(name) not in (None, value) for name, value in named.items()):
            held.pop("sent", None)
            held.pop(TELL, None)
        held.update(named)
        return bool(named)

    @staticmethod
    def _tried(turn: Turn, held: Held) -> bool:
        state = turn.shop.verification.state(turn.asker.conversation_id)
        if state is None:
            return False
        if state == CodeState.ELSEWHERE:
            held[ENDS] = "code-elsewhere"
        if state != CodeState.RIGHT:
            held[TELL] = state.value
        return True

    @staticmethod
    def _ask_code(turn: Turn, reply: Reply, held: Held, person: dict[str, str]) -> None:
        words = turn.words
        how = str(held.get(TELL) or SENT)
        again = button(words.say("button-new-code"), "inform", choice=NEW_CODE)
        no_mailbox = {**person, "title": words.say("button-no-mailbox")}
        if how in (TOO_MANY, NO_ACCESS):
            reply.say(f"code-{how}", [person]).offer = PERSON
            return
        minutes = int(LIFETIME.total_seconds() // 60)
        reply.say(f"code-{how}", [again, no_mailbox], number=held[ORDER], minutes=minutes)


def identify(turn: Turn, reply: Reply) -> Reply:
    """Begin, or go on, to find out who a visitor is; afterwards what this message wants is done."""
    opened = Open.of(turn)
    known: Held = dict(opened.held) if opened is not None and opened.kind == Identify.kind else {}
    # A bare order number wants to know where the order is.
    intent = "track_order" if turn.intent in NO_WISH and number_meant(turn) else turn.intent
    if intent not in NO_WISH:
        known[WANTED] = _sealed(turn, intent)
    return start(turn, reply, Identify(), known)


def code_typed(turn: Turn, reply: Reply) -> Reply:
    """Say what came of a code that was typed while nothing asked for it any more."""
    state = turn.shop.verification.state(turn.asker.conversation_id)
    if state == CodeState.RIGHT and turn.customer_id is not None:
        return reply.say("identified").say("identified-what-else")
    return identify(turn, reply)


def _sealed(turn: Turn, intent: str) -> str:
    """What a message wants, unreadable but for this shop: it may hold an address or a number, and waits in a slot."""
    wanted = {
        "intent": intent,
        "text": turn.text,
        "pressed": turn.pressed,
        "entities": [asdict(each) for each in turn.entities],
    }
    return Keyring(turn.shop.config.encryption_keys).encrypt(json.dumps(wanted))


def _unsealed(turn: Turn, sealed: Any) -> dict[str, Any] | None:
    """What was wanted; None when nothing was, or when the keys have changed since."""
    if not sealed:
        return None
    try:
        wanted: dict[str, Any] = json.loads(Keyring(turn.shop.config.encryption_keys).decrypt(str(sealed)))
    except WrongKeys:
        return None
    return wanted


def _as_wanted(turn: Turn, wanted: dict[str, Any], number: str) -> Turn:
    """The message that was wanted, said anew by a known customer; it is about the order they named since."""
    entities = [Understood(**each) for each in wanted["entities"] if each["entity"] != EMAIL]
    if not any(each.entity == "order_number" for each in entities):
        entities.append(Understood("order_number", number))
    slots = {name: value for name, value in turn.slots.items() if name not in (ERRAND, DONE)}
    return replace(
        turn,
        text=str(wanted["text"]),
        intent=str(wanted["intent"]),
        pressed=bool(wanted["pressed"]),
        entities=tuple(entities),
        slots=slots,
        wishes=(),
        active_loop=None,
        requested_slot=None,
    )
