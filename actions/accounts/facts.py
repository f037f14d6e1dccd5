"""Facts about a customer, in words and in what a message says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from actions.turn import Turn, button
from actions.words import Words
from knowledge.advice.constraints import type_matches
from knowledge.customers.facts import KINDS, Known

BUTTONS = 8
"""As many as a shopper can take in at a glance."""
SOURCES = frozenset({"chat", "orders", "account", "survey", "import"})
_TASTES = frozenset(
    f"{what}_{kind}" for what in ("likes", "avoids", "buys", "not") for kind in ("brand", "colour")
)
NAMED = _TASTES | {"size", "not_size"}
Said = tuple[str, str, str]
"""Kind, value, and of a size the top category it is for (empty: as the catalogue has it)."""


def fact_line(words: Words, fact: Known, *, short: bool = False) -> str:
    """A fact in words; with its source and day unless `short`."""
    kind = _kind(fact)
    value = words.stated(kind, fact.value) if kind in KINDS else fact.value
    name = fact.name.replace("_", "-") if fact.name in NAMED else "other"
    text = words.say(
        f"fact-{name}",
        value=value,
        category=words.say("fact-category", category=fact.category),
        name=fact.name,
    )
    if short:
        return text
    source = fact.source if fact.source in SOURCES else "import"
    return words.say(f"fact-source-{source}", fact=text, day=words.full_date(fact.at))


def forget_buttons(words: Words, facts: Sequence[Known]) -> list[dict[str, str]]:
    """A button for each of the first facts that forgets it."""
    return [
        button(
            words.say("button-forget", fact=fact_line(words, each, short=True)),
            "update_preference",
            drop=each.key,
        )
        for each in facts[:BUTTONS]
    ]


def named_values(turn: Turn) -> tuple[list[Said], list[Said]]:
    """What a message says that the customer is or likes, and what not (any more)."""
    category = _category(turn)
    stated: list[Said] = []
    denied: list[Said] = []
    for entity in turn.entities:
        if entity.entity in KINDS:
            what = (entity.entity, str(entity.value), category if entity.entity == "size" else "")
            (denied if entity.role == "exclude" or _denied(turn.text, entity.start) else stated).append(what)
    return stated, denied


def _denied(text: str, start: int) -> bool:
    """Whether a word before a value, in the same part of the sentence, says that it is not so."""
    part = _PARTS.split(text[:start])[-1]
    return _NO.search(part) is not None


_PARTS = re.compile(r"[,;.!?，；。！？]|\b(?:but|and)\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:not|no longer|never|isn't|aren't|don't)\b|不再|不是|不穿|不买|没再", re.IGNORECASE)
_FORGET = re.compile(
    r"\b(?:forget|delete|erase|remove|drop)\b|忘掉|忘记|忘了|删掉|删除|别记|去掉", re.IGNORECASE
)
_LASTING = re.compile(r"\b(?:any ?more|no longer|now|these days)\b|不再|现在|以后", re.IGNORECASE)
_KIND_WORDS = {
    "size": ("size", "尺码", "码数", "鞋码"),
    "brand": ("brand", "品牌", "牌子"),
    "colour": ("colour", "color", "颜色"),
}


def says_forget(turn: Turn) -> bool:
    """Whether something is to be forgotten, in so many words."""
    return _FORGET.search(turn.text) is not None


def says_lasting(turn: Turn) -> bool:
    """Whether it is said of now and later, and not of the present search."""
    return _LASTING.search(turn.text) is not None


def _category(turn: Turn) -> str:
    """The top category of the kind of thing a message names; empty when it names none."""
    kind = turn.entity("product_type")
    if kind is None:
        return ""
    products = turn.shop.catalogue.snapshot().products.values()
    tops = Counter(each.category.split(" > ")[0] for each in products if type_matches(each, str(kind)))
    return tops.most_common(1)[0][0] if tops else ""


def of_somebody_else(turn: Turn) -> bool:
    """Whether a size is said of a husband, a daughter or a friend."""
    return turn.entity("audience") is not None and turn.entity("size") is not None


def meant_facts(turn: Turn, known: Sequence[Known]) -> list[Known]:
    """The facts whose value a message names; without a value those of the kind that it names ("my size")."""
    named = {(entity.entity, str(entity.value)) for entity in turn.entities if entity.entity in KINDS}
    text = turn.text.lower()
    kinds = {kind for kind, words in _KIND_WORDS.items() if any(word in text for word in words)}
    return [
        each
        for each in known
        if not each.name.startswith("not_")
        and ((_kind(each), each.value) in named if named else _kind(each) in kinds)
    ]


def _kind(fact: Known) -> str:
    return fact.name.rpartition("_")[2]
