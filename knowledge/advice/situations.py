"""What a situation calls for: a request that tells an occasion or a trouble, and names no product, as kinds of product.

`situations.yml` is general knowledge of shopping. What it suggests only lifts products; nothing is kept out by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.advice.ages import age_in
from knowledge.advice.phrasing import is_gift
from knowledge.catalogue.words import singular
from knowledge.language import has_han

SITUATIONS = Path(__file__).with_name("situations.yml")
ALSO = 0.7
"""What is good to have besides counts so much of what helps first."""
LESS_TOLD = 0.7
"""So much counts a situation told by fewer words than another of the same request."""
MOST_KINDS = 32
LEAST_STEM = 3
BETWEEN = 3
"""So many words may stand between those of an entry, in all, when they are said in its order."""
TOLD_BY_AGE = 2
"""An age counts as an entry of so many words."""
_ENDING = re.compile(r"(?:ing|ed|e)$")
_TOKEN = re.compile(r"[a-zà-öø-ÿ]+|\d+")
_CLAUSE_END = re.compile(r"[,.;:!?()\n，。；：！？、（）]")
_CANNOT = re.compile(r"\b(?:can['’]t|cannot)\b")
_NOT = re.compile(r"n['’]t\b")


@dataclass(frozen=True)
class Request:
    """A request as situations read it."""

    words: frozenset[str]
    """Its words as they stand, and in the singular."""
    clauses: tuple[tuple[str, ...], ...]
    """The stems of each clause, in order."""
    parts: tuple[str, ...]
    """Its clauses as written, for Chinese."""
    age: int | None

    @classmethod
    def of(cls, text: str) -> Request:
        """Read a text."""
        parts = tuple(_CLAUSE_END.split(text.lower()))
        clauses = [tokens(part) for part in parts]
        said = {word for clause in clauses for word in clause}
        return cls(
            frozenset(said | set(map(singular, said))),
            tuple(tuple(map(stem, clause)) for clause in clauses),
            parts,
            age_in(text),
        )


@dataclass(frozen=True)
class Told:
    """Words of a request of which one entry must be said."""

    words: frozenset[str]
    """Each tells it alone, as it stands."""
    phrases: tuple[tuple[str, ...], ...]
    """Stems; all of one must be said close together."""
    chinese: tuple[tuple[str, ...], ...]
    """Characters; all of one must be said in one clause."""

    def by(self, request: Request) -> int:
        """By how many words a request says it; 0 when it does not."""
        found = [1] if not self.words.isdisjoint(request.words) else []
        found += [len(each) for each in self.phrases if any(_together(each, on) for on in request.clauses)]
        found += [
            len(each) for each in self.chinese if any(all(one in on for one in each) for on in request.parts)
        ]
        return max(found, default=0)


@dataclass(frozen=True)
class Situation:
    """One situation: what tells it and what tells another, and the kinds of product that help."""

    when: Told
    unless: Told
    kinds: tuple[str, ...]
    also: tuple[str, ...]
    gift: bool
    ages: range | None
    """The years of the person it is for; None when they do not matter."""

    def told(self, request: Request) -> int:
        """By how many words a request tells it; 0 when it does not."""
        if self.unless.by(request):
            return 0
        if self.ages is None or request.age is None:
            return self.when.by(request)
        return max(TOLD_BY_AGE, self.when.by(request)) if request.age in self.ages else 0


@lru_cache(maxsize=1024)
def called_for(text: str) -> Mapping[str, float]:
    """The kinds of product that a request's situations call for, each with how much it is called for, 0 to 1."""
    request, gift = Request.of(text), is_gift(text)
    told = {each: each.told(request) for each in situations() if gift or not each.gift}
    most = max(told.values(), default=0)
    found: dict[str, float] = {}
    for situation, by in sorted(told.items(), key=lambda each: -each[1]):
        if not by:
            continue
        weight = 1.0 if by == most else LESS_TOLD
        for kind in situation.kinds:
            found.setdefault(kind, weight)
        for kind in situation.also:
            found.setdefault(kind, weight * ALSO)
    return dict(list(found.items())[:MOST_KINDS])


@cache
def all_kinds() -> tuple[str, ...]:
    """All kinds of product that any situation calls for, each once."""
    return tuple(dict.fromkeys(kind for each in situations() for kind in (*each.kinds, *each.also)))


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, none left out; "can't" is two."""
    return _TOKEN.findall(_NOT.sub(" not", _CANNOT.sub("can not", text.lower())))


def stem(word: str) -> str:
    """A word without the ending of its form: "jogging" and "jog" have one stem, and so have "baking" and "bake"."""
    word = singular(word)
    short = _ENDING.sub("", word)
    if short == word or len(short) < LEAST_STEM:
        return word
    return short[:-1] if len(short) > LEAST_STEM and short[-1] == short[-2] else short


def _together(phrase: Sequence[str], clause: Sequence[str]) -> bool:
    """Whether words stand in a clause in their order and close together, or in any order side by side."""
    if not set(phrase) <= set(clause):
        return False
    return any(
        _in_order(phrase, clause[at : at + len(phrase) + BETWEEN])
        or sorted(phrase) == sorted(clause[at : at + len(phrase)])
        for at in range(len(clause))
    )


def _in_order(phrase: Iterable[str], words: Iterable[str]) -> bool:
    left = iter(words)
    return all(word in left for word in phrase)


@cache
def situations() -> tuple[Situation, ...]:
    """All situations of the file."""
    return tuple(_situation(each) for each in yaml.safe_load(SITUATIONS.read_text(encoding="utf-8")))


def _situation(written: Mapping[str, Any]) -> Situation:
    return Situation(
        when=_told(written["when"]),
        unless=_told(written.get("unless", ())),
        kinds=tuple(written["kinds"]),
        also=tuple(written.get("also", ())),
        gift=bool(written.get("gift")),
        ages=range(written["ages"][0], written["ages"][1] + 1) if "ages" in written else None,
    )


def _told(entries: Iterable[object]) -> Told:
    said = [str(each) for each in entries]
    english = [tokens(each) for each in said if not has_han(each)]
    return Told(
        words=frozenset(each[0] for each in english if len(each) == 1),
        phrases=tuple(tuple(map(stem, each)) for each in english if len(each) > 1),
        chinese=tuple(tuple(each.split()) for each in said if has_han(each)),
    )
