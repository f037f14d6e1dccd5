"""What a situation calls for: a request that tells an occasion or a trouble, and names no product, as kinds of product.

`situations.yml` is general knowledge of shopping. What it suggests only lifts products; nothing is kept out by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge.advice.phrasing import is_gift
from knowledge.catalogue.words import words
from knowledge.language import has_han

SITUATIONS = Path(__file__).with_name("situations.yml")
ALSO = 0.7
"""What is good to have besides counts so much of what helps first."""
LESS_TOLD = 0.7
"""So much counts a situation told by fewer words than another of the same request."""
MOST_KINDS = 32
LEAST_STEM = 3
_ENDING = re.compile(r"(?:ing|ed|e)$")


@dataclass(frozen=True)
class Told:
    """Words of a request of which one entry must be said."""

    english: tuple[frozenset[str], ...]
    """Stems; all of one set must be said."""
    chinese: tuple[tuple[str, ...], ...]

    def by(self, stems: frozenset[str], text: str) -> int:
        """By how many words a request says it; 0 when it does not."""
        found = [len(each) for each in self.english if each <= stems]
        found += [len(each) for each in self.chinese if all(part in text for part in each)]
        return max(found, default=0)


@dataclass(frozen=True)
class Situation:
    """One situation: what tells it and what tells another, and the kinds of product that help."""

    when: Told
    unless: Told
    kinds: tuple[str, ...]
    also: tuple[str, ...]
    gift: bool

    def told(self, stems: frozenset[str], text: str) -> int:
        """By how many words a request tells it; 0 when it does not."""
        return 0 if self.unless.by(stems, text) else self.when.by(stems, text)


@lru_cache(maxsize=1024)
def called_for(text: str) -> Mapping[str, float]:
    """The kinds of product that a request's situations call for, each with how much it is called for, 0 to 1."""
    stems = frozenset(map(stem, words(text)))
    gift = is_gift(text)
    told = {each: each.told(stems, text) for each in situations() if gift or not each.gift}
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


def stem(word: str) -> str:
    """A word without the ending of its form: "jogging" and "jog" have one stem, and so have "baking" and "bake"."""
    short = _ENDING.sub("", word)
    if short == word or len(short) < LEAST_STEM:
        return word
    return short[:-1] if len(short) > LEAST_STEM and short[-1] == short[-2] else short


@cache
def situations() -> tuple[Situation, ...]:
    """All situations of the file."""
    return tuple(_situation(each) for each in yaml.safe_load(SITUATIONS.read_text(encoding="utf-8")))


def _situation(written: Mapping[str, list[str]]) -> Situation:
    return Situation(
        when=_told(written["when"]),
        unless=_told(written.get("unless", ())),
        kinds=tuple(written["kinds"]),
        also=tuple(written.get("also", ())),
        gift=bool(written.get("gift")),
    )


def _told(entries: Iterable[object]) -> Told:
    said = [str(each) for each in entries]
    return Told(
        english=tuple(frozenset(map(stem, words(each))) for each in said if not has_han(each)),
        chinese=tuple(tuple(each.split()) for each in said if has_han(each)),
    )
