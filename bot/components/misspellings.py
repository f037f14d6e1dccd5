"""Which word of the shop a misspelt one means: letters dropped, doubled, changed or swapped."""

from __future__ import annotations

import re
from typing import AbstractSet, Callable, Dict, Iterable, List, Optional, Sequence, Set, Tuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters of the shortest word that is looked up, but for colours: they may have lost one of four."""
TWO_MISTAKES = 7
"""From as many letters a word may have two mistakes, if its consonants sound the same."""
ANY_TWO_MISTAKES = 9
SHORTEST_STEM = 3
LONGEST_CACHE = 4096

_ENDINGS = ("s", "es", "d", "ed", "ing")
_ALIKE = str.maketrans("kqz", "ccs")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"ck|[kq]|c(?![eiy])", "k"),
        (r"c|z", "s"),
        (r"x", "ks"),
        (r"(?<!^)[aeiouywh]", ""),
        (r"^[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(word: str) -> str:
    """Gives the consonants of a word as they sound: "jakkit" and "jacket" are both "jkt"."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


class Misspellings:
    """An index of a shop's forms by what they might be misspelt as."""

    def __init__(self, ordinary: AbstractSet[str]) -> None:
        """Begins an empty index.

        Args:
            ordinary: Words of the language; neither they nor their inflected forms are misspellings.
        """
        self._ordinary = ordinary
        self._forms: Dict[Tuple[int, str], Dict[str, Tuple[str, int]]] = {}
        self._lists: Dict[Tuple[int, str], List[str]] = {}
        self._words: Set[str] = set()
        self._slipped: Dict[str, bool] = {}
        self._cache: Dict[Tuple[str, ...], Optional[Tuple[str, float]]] = {}

    def is_ordinary(self, word: str) -> bool:
        """True for a word of the language, in any of its usual endings."""
        if word in self._ordinary:
            return True
        return any(
            word.endswith(ending) and self._is_stem(word[: -len(ending)], ending) for ending in _ENDINGS
        )

    def _is_stem(self, stem: str, ending: str) -> bool:
        if len(stem) < SHORTEST_STEM or (stem[-1] == "e" and ending[0] in "ei"):
            return False
        return not self._ordinary.isdisjoint((stem, f"{stem}e", f"{stem[:-1]}y"))

    def add(self, words: Sequence[str], shortest: int) -> None:
        """Adds a form.

        Args:
            words: Its words, lower-cased.
            shortest: Letters a misspelling of it must have at least.
        """
        joined = "".join(words)
        if joined.isascii() and not joined.isdigit() and len(joined) >= SHORTEST:
            forms = self._forms.setdefault((len(words), joined[0].translate(_ALIKE)), {})
            forms[joined] = (" ".join(words), min(shortest, forms.get(joined, ("", shortest))[1]))
            self._lists.clear()
            if len(words) > 1:
                self._words.update(words)

    def find(self, words: Sequence[str], is_strange: Callable[[str], bool]) -> Optional[Tuple[str, float]]:
        """Gives the form that words may be meant for and how like they are (0 to 1), or None.

        Args:
            words: As they were written, lower-cased.
            is_strange: Tells whether a word may be a misspelling at all.
        """
        key = tuple(words)
        if key not in self._cache:
            if len(self._cache) >= LONGEST_CACHE:
                self._cache.clear()
            self._cache[key] = self._closest(words, is_strange)
        return self._cache[key]

    def _closest(
        self, words: Sequence[str], is_strange: Callable[[str], bool]
    ) -> Optional[Tuple[str, float]]:
        strange = [word for word in words if is_strange(word) and not word.isdigit()]
        others = [word for word in words if word not in strange]
        # "dishwshr safe" is of words of the shop, "the jaket" is not
        if not strange or any(word not in self._words for word in others):
            return None
        joined = "".join(words)
        key = (len(words), joined[0].translate(_ALIKE))
        forms = self._forms.get(key)
        if not forms:
            return None
        if key not in self._lists:
            self._lists[key] = list(forms)
        best: Optional[Tuple[int, float, str]] = None
        for form, distance, _ in process.extract(
            joined, self._lists[key], scorer=OSA.distance, score_cutoff=2, limit=5
        ):
            written, shortest = forms[form]
            if len(joined) >= shortest and self._may_mean(words, written.split(), is_strange):
                rank = (int(distance), -fuzz.ratio(joined, form), form)
                best = min(best, rank) if best else rank
        return (best[2], max(round(-best[1] / 100, 3), 0.5)) if best else None

    def _may_mean(self, words: Sequence[str], form: Iterable[str], is_strange: Callable[[str], bool]) -> bool:
        return all(
            word in {meant, f"{meant}s"}
            or (
                is_strange(word) and is_misspelling(word, meant) and not self._is_nearer_ordinary(word, meant)
            )
            for word, meant in zip(words, form)  # noqa: B905 -- as many, by the key
        )

    def _is_nearer_ordinary(self, word: str, meant: str) -> bool:
        """True for "adress" beside "dress", were it so far: a slip in an everyday word comes first."""
        if OSA.distance(word, meant) < 2:
            return False
        if word not in self._slipped:
            if len(self._slipped) >= LONGEST_CACHE:
                self._slipped.clear()
            self._slipped[word] = any(slip in self._ordinary for slip in _slips(word))
        return self._slipped[word]


def is_misspelling(word: str, meant: str) -> bool:
    """Tells whether a word is near enough to one that was meant."""
    distance = OSA.distance(word, meant, score_cutoff=2)
    longest = max(len(word), len(meant))
    if word[0].translate(_ALIKE) != meant[0].translate(_ALIKE):
        return False
    if distance == 1:
        if min(len(word), len(meant)) > SHORTEST:
            return True
        return len(word) != len(meant) or sorted(word) == sorted(meant) or sound(word) == sound(meant)
    if distance == 2:
        if longest >= ANY_TWO_MISTAKES:
            return True
        return longest >= TWO_MISTAKES - 1 and sound(word) == sound(meant)
    return False


def _slips(word: str) -> List[str]:
    """All words that one letter more or less, or two swapped, make of a word."""
    shorter = [word[:i] + word[i + 1 :] for i in range(1, len(word))]
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]
    longer = [
        word[:i] + letter + word[i:]
        for i in range(1, len(word) + 1)
        for letter in "abcdefghijklmnopqrstuvwxyz"
    ]
    return [*shorter, *swapped, *longer]
