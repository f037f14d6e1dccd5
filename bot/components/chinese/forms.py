"""Where Chinese forms of the vocabulary occur in a text; Chinese parts no words by blanks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, Generic, Iterator, List, Set, Tuple, TypeVar

from pypinyin import Style, lazy_pinyin

from bot.components.chinese.common_words import BOUNDARIES, COMMON_WORDS

SHORTEST_MISSPELLING = 3
"""Characters from which a form is also known by its sound."""
MISSPELLING_CONFIDENCE = 0.9
_HAN = re.compile(r"[㐀-鿿]")
_LONGEST_COMMON = max(map(len, COMMON_WORDS))

T = TypeVar("T")


def is_chinese(form: str) -> bool:
    """True where a form has a Chinese character, such as "T恤"."""
    return bool(_HAN.search(form))


class ChineseForms(Generic[T]):
    """An index of Chinese forms and what they stand for.

    A form of one character is found only where it can be a word of its own: beside another form, a particle, a
    measure word or the like, and in none of the everyday words that hold it. Longer ones are found anywhere.
    A form of three characters or more with one character written wrong is known by its sound (电饭堡 for 电饭煲),
    as most Chinese is typed by pinyin, if it was added as one that may be misspelt.
    """

    def __init__(self) -> None:
        self._terms: Dict[str, List[T]] = {}
        self._sounds: Dict[Tuple[str, ...], Set[str]] = {}
        self._longest = 0

    def add(self, form: str, term: T, *, may_be_misspelt: bool = True) -> None:
        """Adds a form; letters in it are found in any case."""
        plain = form.lower()
        terms = self._terms.setdefault(plain, [])
        if term not in terms:
            terms.append(term)
        self._longest = max(self._longest, len(plain))
        if may_be_misspelt and len(plain) >= SHORTEST_MISSPELLING and all(map(is_chinese, plain)):
            self._sounds.setdefault(_sounds(plain), set()).add(plain)

    def find(self, text: str) -> Iterator[Tuple[T, int, int, float]]:
        """Gives each find's term, its offsets and how sure it is; finds may overlap."""
        if not self._terms or not is_chinese(text):
            return
        plain = text.lower()
        spans = list(self._spans(plain))
        common = [each for each in _common_spans(plain) if not any(_covers(span, each) for span in spans)]
        spans = [span for span in spans if not any(_covers(each, span) for each in common)]
        starts, ends = {start for start, _ in spans}, {end for _, end in spans}
        for start, end in spans:
            if end - start == 1 and not _stands_alone(plain, start, starts, ends):
                continue
            for term in self._terms[plain[start:end]]:
                yield term, start, end, 1.0
        yield from self._misspelt(plain)

    def _spans(self, plain: str) -> Iterator[Tuple[int, int]]:
        for start in range(len(plain)):
            for end in range(start + 1, min(start + self._longest, len(plain)) + 1):
                if plain[start:end] in self._terms and not _is_cut(plain, start, end):
                    yield start, end

    def _misspelt(self, plain: str) -> Iterator[Tuple[T, int, int, float]]:
        sounds = [_sound(character) for character in plain]
        for start in range(len(plain)):
            for end in range(start + SHORTEST_MISSPELLING, min(start + self._longest, len(plain)) + 1):
                for form in self._sounds.get(tuple(sounds[start:end]), ()):
                    written = plain[start:end]
                    if written != form and sum(a != b for a, b in zip(written, form)) == 1:  # noqa: B905
                        for term in self._terms[form]:
                            yield term, start, end, MISSPELLING_CONFIDENCE


def _common_spans(plain: str) -> List[Tuple[int, int]]:
    return [
        (start, end)
        for start in range(len(plain))
        for end in range(start + 2, min(start + _LONGEST_COMMON, len(plain)) + 1)
        if plain[start:end] in COMMON_WORDS
    ]


def _is_cut(plain: str, start: int, end: int) -> bool:
    """True where letters or figures go on outside: 20厘米 in 120厘米, T恤 in AT恤, 1米 in 1米8."""
    before, after = plain[:start][-1:], plain[end : end + 1]
    first, last = plain[start], plain[end - 1]
    if first.isascii() and ((before.isascii() and before.isalnum()) or before == "."):
        return True
    return after.isascii() and after.isalnum() and (last.isascii() or (first.isdigit() and after.isdigit()))


def _covers(outer: Tuple[int, int], inner: Tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _stands_alone(plain: str, start: int, starts: Set[int], ends: Set[int]) -> bool:
    """True where a character has other forms, particles or no Chinese at both its sides."""
    before, after = plain[:start][-1:], plain[start + 1 : start + 2]
    return (start in ends or _is_boundary(before)) and (start + 1 in starts or _is_boundary(after))


def _is_boundary(neighbour: str) -> bool:
    return neighbour in BOUNDARIES or not is_chinese(neighbour)


def _sounds(text: str) -> Tuple[str, ...]:
    return tuple(map(_sound, text))


@lru_cache(maxsize=20_000)
def _sound(character: str) -> str:
    """A character's sound without its tone; other signs as they are."""
    return lazy_pinyin(character, style=Style.NORMAL)[0] if is_chinese(character) else character
