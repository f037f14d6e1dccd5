"""Words that a catalogue does not have, as those it has: misspelled, written together or apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_LETTERS = 4
LONG_WORD = 8
"""Words of so many letters may have two letters wrong, shorter ones one."""
MOST_GUESSES = 3
CERTAINTY = 0.8
"""How much a corrected word counts beside one that was written as the catalogue has it."""


class Spelling:
    """Finds the words of a vocabulary that may have been meant."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [word for word in words if len(word) >= LEAST_LETTERS - 1]
        self._known = frozenset(words)
        self._lengths = np.array([len(word) for word in self._words], dtype=np.int16)
        self._letters = np.array([_letters(word) for word in self._words], dtype=np.uint32)

    def meant(self, word: str) -> list[tuple[str, float]]:
        """The nearest words with how likely each is meant (0 to 1); none when nothing is near."""
        if len(word) < LEAST_LETTERS or not word.isalpha() or not self._words:
            return []
        wrong = 2 if len(word) >= LONG_WORD else 1
        near = self._may_be_near(word, wrong)
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=wrong, limit=4 * MOST_GUESSES)
        if not found:
            return []
        least = min(distance for _, distance, _ in found)
        # Who mistypes seldom gets the first letter wrong.
        best = [other for other, distance, _ in found if distance == least]
        best.sort(key=lambda other: (other[0] != word[0], other))
        return [(other, CERTAINTY * (1 - least / len(word))) for other in best[:MOST_GUESSES]]

    def _may_be_near(self, word: str, wrong: int) -> list[str]:
        """Words of about the length and the letters: one wrong letter changes at most two of the letters used."""
        differing = np.bitwise_count(self._letters ^ np.uint32(_letters(word)))
        fits = (np.abs(self._lengths - len(word)) <= wrong) & (differing <= 2 * wrong)
        return [self._words[at] for at in np.flatnonzero(fits)]

    def apart(self, word: str) -> list[str]:
        """The two known words that a word is made of ("hairdryer"); empty when it is not."""
        for at in range(3, len(word) - 2):
            if word[:at] in self._known and word[at:] in self._known:
                return [word[:at], word[at:]]
        return []

    def together(self, first: str, second: str) -> str | None:
        """The known word that two words written apart make ("hair dryer"), if any."""
        return first + second if first + second in self._known else None


def _letters(word: str) -> int:
    """Which letters a word has, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits
