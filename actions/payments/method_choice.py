"""Which of the customer's payment methods is meant: read from a message, asked for with buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.payments.payment_words import method_words
from actions.turn import Turn, button
from actions.words import Words
from knowledge.money import Money
from knowledge.orders.payments import MethodKind, PaymentMethod

_KINDS = {
    MethodKind.GIFT_CARD: re.compile(r"\bgift ?-?cards?\b|\bvoucher\b|礼品卡|礼物卡|购物卡", re.IGNORECASE),
    MethodKind.STORE_CREDIT: re.compile(r"\bstore credit\b|\bmy credit\b|余额|店铺积分", re.IGNORECASE),
    MethodKind.PAYPAL: re.compile(r"\bpay ?pal\b|贝宝", re.IGNORECASE),
    MethodKind.CARD: re.compile(
        r"\b(?:credit|debit|bank) ?-?card\b|\bcard\b|信用卡|银行卡|借记卡", re.IGNORECASE
    ),
}
_ORIGINAL = re.compile(
    r"\b(?:original|same)\b[^.,;]{0,20}\b(?:method|payment|card|way)\b|\b(?:the way|how) i paid\b|原路|原来的|原支付",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:other|another|different)\b|另一|另外|别的", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|instead of|rather than|don't|from)\s+(?:\w+\s+){0,2}$|(?:不用|不要|不是)$", re.IGNORECASE
)
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")


def method_name(words: Words, method: PaymentMethod) -> str:
    """A stored method as its owner knows it: brand and last digits, or what is left on it."""
    if method.balance_minor is not None:
        left = Money(method.balance_minor, method.currency)
        return words.say("method-with-balance", method=method_words(words, method.kind), left=left)
    if method.last_four:
        brand = method.brand.title() or method_words(words, method.kind)
        return words.say("method-card", brand=brand, digits=method.last_four)
    return method_words(words, method.kind if method.kind != MethodKind.OTHER else method.code)


def named_method(words: Words, methods: Sequence[PaymentMethod], code: str) -> str:
    """A method by its code: of the customer's, else as the shop's system calls it."""
    stored = next((each for each in methods if each.code == code), None)
    return method_name(words, stored) if stored is not None else method_words(words, code)


def paid_with(turn: Turn, code: str) -> str:
    """A method of the signed-in customer's by its code, in words."""
    return named_method(turn.words, turn.payment_methods, code)


def method_buttons(words: Words, methods: Sequence[PaymentMethod]) -> list[dict[str, str]]:
    """A button for each method."""
    return [button(method_name(words, each), "inform", choice=f"method:{each.code}") for each in methods]


def methods_meant(turn: Turn, methods: Sequence[PaymentMethod], *, paid_with: str = "") -> list[str]:
    """The codes of the methods that a message names, the first named first; `paid_with` is "the original one"."""
    pressed = str(turn.entity("choice") or "")
    if pressed.startswith("method:"):
        return [pressed.removeprefix("method:")]
    text = turn.text
    if paid_with and _ORIGINAL.search(text):
        return [paid_with]
    digits = set(_FOUR_DIGITS.findall(text))
    exact = [
        each.code for each in methods if (each.last_four and each.last_four in digits) or each.code in text
    ]
    if exact:
        return exact
    named = [(place, each) for each in methods for place in [_place(text, each)] if place is not None]
    if not named:
        return []
    first = min(place for place, _ in named)
    found = [each.code for place, each in named if place == first]
    others = [code for code in found if code != paid_with]
    if _OTHER.search(text) and others:
        found = others
    return found


def _place(text: str, method: PaymentMethod) -> int | None:
    """Where a message names a method by its brand or kind, unless it is the one that is not to be used."""
    patterns = [_KINDS[MethodKind(method.kind)]] if MethodKind(method.kind) in _KINDS else []
    if method.brand:
        patterns.insert(0, re.compile(rf"\b{re.escape(method.brand)}\b", re.IGNORECASE))
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[: match.start()]
            gift = method.kind == MethodKind.CARD and re.search(r"gift ?-?$", before, re.IGNORECASE)
            if not gift and not _NOT.search(before):
                return match.start()
    return None
