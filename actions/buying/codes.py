"""Promo codes: whether one is good, why not, and which one is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from actions.action import ShopAction
from actions.advice.cards import absolute
from actions.advice.products import article
from actions.errands import Errand, Held, start
from actions.payments.money_words import amount_named
from actions.talk.help import article_about, no_article
from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.facts import PromoCodeFacts
from knowledge.aftersales.offers import decide_promo_code, passing_codes
from knowledge.aftersales.policy import PromoCode as Code
from knowledge.database import utc_now
from knowledge.money import Money

_NAMED = re.compile(
    r"(?:\b(?:promo(?:tion)?|discount|voucher|coupon)?[ -]?(?:code|voucher|coupon)s?\b|优惠码|折扣码|优惠券|券码)"
    r"(?:\s+(?:is|called|named|was|from))?\s*[:：“\"']?\s*(?P<code>[A-Za-z0-9][A-Za-z0-9_-]{3,39})",
    re.I,
)
_LIKE_A_CODE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9_-]*[A-Z])[A-Z0-9][A-Z0-9_-]{4,39}(?![A-Za-z0-9])")
_TROUBLE = re.compile(
    r"\b(?:(?:not|n't|never|no longer) (?:work\w*|accept\w*|valid|taken|appl\w+|go through)"
    r"|invalid|expired|rejected|refused|error|out of date"
    r"|won't|isn't|doesn't|didn't|can't)\b|不能用|用不了|无效|过期|失效|不行|不管用|没用",
    re.I,
)
_WANTS = re.compile(
    r"\b(?:any|have|got|give|get|is there|are there|offer)\b.*\b(?:codes?|discounts?|vouchers?|coupons?|offers?)\b"
    r"|有(?:没有|什么)?.*(?:优惠|折扣|券|码)",
    re.I,
)


def code_named(turn: Turn, *, answer: bool = False) -> str:
    """The code a message names, as the shop writes it where it knows it; empty for none.

    With `answer`, a single word is one, since a code was asked for.
    """
    pressed = turn.entity("choice")
    text = str(pressed) if pressed is not None else turn.text
    words = {word.casefold() for word in re.findall(r"[A-Za-z0-9_-]+", text)}
    known = (each.code for each in turn.shop.aftersales.policy.promo_codes)
    found = next((code for code in known if code.casefold() in words), None)
    if found is not None:
        return found
    named = _NAMED.search(text)
    if named is not None and (any(each.isdigit() for each in named["code"]) or named["code"].isupper()):
        return named["code"]
    like = _LIKE_A_CODE.search(text)
    if like is not None:
        return like.group()
    alone = text.strip()
    return alone if answer and re.fullmatch(r"[A-Za-z0-9_-]{3,40}", alone) else ""


def level_of(turn: Turn) -> str:
    """The member level of who asks; empty for a visitor."""
    return "" if turn.customer_id is None else turn.shop.customers.get(turn.customer_id).level


class CheckCode(Errand):
    """Which code, then what is the matter with it."""

    kind = "promo_code"
    needs_owner = False
    intents = frozenset({"promo_code", "cart_problem", "greet"})
    free = frozenset({"code"})

    def begin(self, turn: Turn, reply: Reply, held: Held) -> bool:
        """The code named, and what the basket is worth."""
        self._take(turn, held)
        return True

    def hear(self, turn: Turn, reply: Reply, held: Held, asked: str) -> bool:
        """The code."""
        return self._take(turn, held, answer=asked == "code")

    @staticmethod
    def _take(turn: Turn, held: Held, *, answer: bool = False) -> bool:
        code, goods = code_named(turn, answer=answer), amount_named(turn.text)
        held.update({name: value for name, value in (("code", code), ("goods", goods)) if value})
        return bool(code)

    def missing(self, turn: Turn, held: Held) -> str | None:
        """The code."""
        return None if held.get("code") else "code"

    def ask(self, turn: Turn, reply: Reply, held: Held, question: str) -> None:
        """Which code."""
        reply.say("code-which")

    def finish(self, turn: Turn, reply: Reply, held: Held) -> None:
        """Say whether the code is good, or why not and which is."""
        tell_code(turn, reply, str(held["code"]), goods=held.get("goods"))


def tell_code(turn: Turn, reply: Reply, code: str, *, goods: int | None = None) -> Reply:
    """Say what a code takes off, or why it does not; goods are worth so many minor units, as far as is known."""
    policy = turn.shop.aftersales.policy
    facts = PromoCodeFacts(code, goods, level_of(turn), utc_now())
    decision = decide_promo_code(facts, policy)
    if decision.allowed:
        known = next(each for each in policy.promo_codes if each.code == code)
        link = absolute(turn, f"/cart?{urlencode({'code': code})}")
        return reply.say("code-good", code=code, off=_off(turn, known), terms=_terms(turn, known), link=link)
    reply.say(f"code-refused-{decision.rule}", code=code, **_told(turn, decision)).ended("refused")
    others = [each for each in passing_codes(facts, policy) if each.code != code]
    _offer(turn, reply, others)
    if not others:
        reply.offer = PERSON
        reply.messages[-1]["body"]["buttons"] = [
            button(turn.words.say("button-person"), "contact_human_agent")
        ]
    return reply


def _offer(turn: Turn, reply: Reply, codes: list[Code]) -> None:
    """Name codes that are good for who asks, each to be put into the basket by its button."""
    for each in codes:
        use = button(turn.words.say("button-use-code", code=each.code), "promo_code", choice=each.code)
        reply.say("code-other", [use], code=each.code, off=_off(turn, each), terms=_terms(turn, each))


def _told(turn: Turn, decision: Decision) -> Mapping[str, str]:
    """The facts of a refusal that shoppers are told, in words."""
    words = turn.words
    told = {}
    for name in ("starts", "ends"):
        moment = decision.facts.get(name)
        told[name] = words.full_date(datetime.fromisoformat(str(moment))) if moment else ""
    least = decision.facts.get("least_minor")
    told["least"] = words.money(Money(int(least), turn.shop.config.currency)) if least is not None else ""
    return told


def _off(turn: Turn, code: Code) -> str:
    if code.percent is not None:
        return turn.words.say("code-percent", percent=code.percent)
    return turn.words.money(Money(code.amount_minor or 0, turn.shop.config.currency))


def _terms(turn: Turn, code: Code) -> str:
    """From which value and until when; empty when there are no terms."""
    words = turn.words
    terms = []
    if code.least_minor:
        terms.append(words.say("code-from", least=Money(code.least_minor, turn.shop.config.currency)))
    if code.ends is not None:
        terms.append(words.say("code-until", ends=words.full_date(code.ends)))
    return words.say("code-terms", terms=words.list(terms)) if terms else ""


class PromoCode(ShopAction):
    """Explains discount codes."""

    action_name = "action_promo_code"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """The code named; codes for who wants one; the article for a question about codes in general."""
        code = code_named(turn)
        if code:
            return tell_code(turn, reply, code, goods=amount_named(turn.text))
        facts = PromoCodeFacts("", None, level_of(turn), utc_now())
        found = passing_codes(facts, turn.shop.aftersales.policy)
        if turn.text and _TROUBLE.search(turn.text):
            return start(turn, reply, CheckCode())
        if found and (turn.pressed or _WANTS.search(turn.text)):
            _offer(turn, reply, found)
            return reply
        told = article_about(turn, ("payment", "membership", "orders"), "How do promo codes work?")
        reply = no_article(turn, reply) if told is None else article(turn, reply, told)
        _offer(turn, reply, found)
        return reply
