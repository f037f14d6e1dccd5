"""Which kind of product a request asks for, of those it names. The rules are for English, but for one.

A text without the words that the rules look for passes through them unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol, TypeVar

from knowledge.advice.phrasing import FILLER, content_words
from knowledge.catalogue.kind_words import KIND_OF_FORM, same_kinds
from knowledge.catalogue.words import singular
from knowledge.language import has_han
from knowledge.search.translation import chinese_kinds

# After these, a noun says what the thing is for or like: "a backpack for a laptop", "a lamp with a clock".
_TURNING = frozenset(
    "for with without that which who whose to on in into under of from against at when while like near over".split()
)
_DETERMINERS = "a|an|the|some|any|this|that|these|those|my|our|your|his|her|their|its|same"
_OWNED = re.compile(
    r"\b(?:my|our|your|his|her|their)\s+(?:(?!(?:a|an|the|some|for|with|and|or|in|to)\b)[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
# Who complains of an old one wants a new one: "my old laptop takes forever".
_OUTWORN = re.compile(
    r"\b(?:my|our|his|her|their)\s+(?:\w+\s+)?(?:old|ancient|broken|worn[- ]out)\s+$", re.IGNORECASE
)
_HAD = re.compile(
    r"\b(?:i|we|he|she|they)(?:['’]ve|\s+have|\s+has|\s+own|\s+bought|\s+got|\s+already|\s+use){1,3}\s+"
    rf"(?!to\b|no\b)(?:(?:{_DETERMINERS})\s+)?(?:(?!(?:{_DETERMINERS}|for|with|and|or|in|to)\b)[\w-]+\s+){{0,4}}$",
    re.IGNORECASE,
)
_DESCRIBING = re.compile(
    r"\b(?:for|with|without|to|on|onto|in|into|inside|under|behind|of|from|against|at|near|over|through|by|than)\s+"
    rf"(?:(?:{_DETERMINERS})\s+)*(?:(?!(?:{_DETERMINERS}|and|or|but)\b)[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,.;:!?()，。；：！？（）]")
# What stands before "for" or "in" and describes nothing: "looking for a lamp", "interested in a lamp".
_SEEKING = frozenset(
    "after search searching shopping hunt hunting hunter ask asking care go going interested market kind sort type "
    "ve ll re pair set lot lots piece range selection choice favour favor mood see got come".split()
)
# In Chinese what stands before 的 describes what comes after it: 能玩手机的手套 are gloves.
_DESCRIBES = re.compile(r"[^，。、；！？,.;!?和或与跟]*的")
_TOKEN = re.compile(r"[a-zà-öø-ÿ]+(?:[-'’][a-zà-öø-ÿ]+)*", re.IGNORECASE)
_LONGEST_KIND = 3


class Placed(Protocol):
    """Something said, by its place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Kind = TypeVar("Kind", bound=Placed)


@dataclass(frozen=True)
class SaidKind:
    """A kind of product that a text names, as the catalogue calls it."""

    value: str
    start: int
    end: int


def kinds_asked(text: str, known: Container[str]) -> list[str]:
    """The kinds of product that a text asks for, of those a catalogue has, each once."""
    return list(dict.fromkeys(kind.value for kind in asked_kinds(text, list(said_kinds(text, known)))))


def asked_kinds(text: str, kinds: Sequence[Kind]) -> list[Kind]:
    """Of the kinds of product that a text names, those that are asked for.

    Of nouns in a row the last is the thing ("dog bed"); what comes after "for", "on" or the like only
    describes it, and so does what the shopper has already ("to keep my coffee hot").
    """
    placed = sorted(kinds, key=lambda kind: kind.start)
    heads = [
        kind
        for kind, after in zip_longest(placed, placed[1:])
        if after is None
        or (
            (text[kind.end : after.start].strip(" -") or after.start < kind.end)
            and not _DESCRIBES.match(text[kind.end : after.start])
        )
    ]
    chosen: list[Kind] = []
    for kind in heads:
        if chosen and not _TURNING.isdisjoint(text[chosen[-1].end : kind.start].lower().split()):
            break
        if not is_only_mentioned(text, kind.start):
            chosen.append(kind)
    return chosen


def is_only_mentioned(text: str, start: int) -> bool:
    """Whether what a text names at a place is what somebody has, or describes what is wanted."""
    clause = _CLAUSE_END.split(text[:start])[-1]
    if _OUTWORN.search(clause):
        return False
    if _OWNED.search(clause) or _HAD.search(clause):
        return True
    describing = _DESCRIBING.search(clause)
    if describing is None:
        return False
    before = text[: start - len(clause) + describing.start()]
    return not _SEEKING.issuperset(word for word in content_words(before) if len(word) > 1)


def said_kinds(text: str, known: Container[str]) -> Iterator[SaidKind]:
    """The kinds of product that a text names, of those a catalogue has; the longest names first of all."""
    if has_han(text):
        for start, end, kinds in chinese_kinds(text):
            found = next((each for kind in kinds for each in same_kinds(kind) if each in known), None)
            if found is not None:
                yield SaidKind(found, start, end)
    tokens = [(found.group().lower(), found.start(), found.end()) for found in _TOKEN.finditer(text)]
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST_KIND, len(tokens) - at), 0, -1):
            window = tokens[at : at + length]
            kind = _kind([word for word, _, _ in window], known)
            if kind is not None and not text[window[0][1] : window[-1][2]].count(","):
                yield SaidKind(kind, window[0][1], window[-1][2])
                at += length
                break
        else:
            at += 1


def _kind(said: Sequence[str], known: Container[str]) -> str | None:
    if len(said) == 1 and said[0] in FILLER:  # "can you" asks for no can
        return None
    form = " ".join([*said[:-1], singular(said[-1])])
    names = dict.fromkeys([form, *KIND_OF_FORM.get(form, ()), *KIND_OF_FORM.get(" ".join(said), ())])
    return next((each for name in names for each in same_kinds(name) if each in known), None)
