"""Articles found by the words they share with a question: for Chinese, which the sentence model does not read."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from knowledge.language import HAN_RANGE

# How much a word counts by where it stands.
TITLE = 2.0
QUESTION = 3.0
BODY = 2.0

_UNIT = re.compile(rf"[{HAN_RANGE}]|[a-z]+|\d+(?:[.,:]\d+)*")


@lru_cache(maxsize=4096)
def terms(text: str) -> Mapping[str, int]:
    """How often each character and each pair of neighbours stands in a text.

    A Latin word or a number counts as one character; other signs separate.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    found: Counter[str] = Counter()
    last: re.Match[str] | None = None
    for unit in _UNIT.finditer(folded):
        found[unit[0]] += 1
        if last is not None and last.end() == unit.start():
            found[last[0] + unit[0]] += 1
        last = unit
    return found


class WordIndex:
    """TF-IDF vectors of articles, compared by their cosine.

    Args:
        articles: The texts of each article with what each text counts.
    """

    def __init__(self, articles: Mapping[str, Iterable[tuple[str, float]]]) -> None:
        counts: dict[str, dict[str, float]] = {}
        for slug, texts in articles.items():
            counts[slug] = defaultdict(float)
            for text, weight in texts:
                for term, count in terms(text).items():
                    counts[slug][term] += weight * count
        held_by = Counter(term for each in counts.values() for term in each)
        self._rarity = {term: self._rarity_of(held, len(counts)) for term, held in held_by.items()}
        self._unknown = self._rarity_of(0, len(counts))
        self._vectors = {slug: self._unit_vector(each) for slug, each in counts.items()}

    @staticmethod
    def _rarity_of(held: int, articles: int) -> float:
        return math.log((1 + articles) / (1 + held)) + 1

    def _unit_vector(self, counts: Mapping[str, float]) -> dict[str, float]:
        vector = {
            term: math.log1p(count) * self._rarity.get(term, self._unknown) for term, count in counts.items()
        }
        length = math.sqrt(sum(value * value for value in vector.values()))
        return {term: value / length for term, value in vector.items()} if length else {}

    def scores(self, question: str) -> dict[str, float]:
        """The cosine of each article with a question."""
        asked = self._unit_vector(terms(question))
        return {slug: _product(asked, vector) for slug, vector in self._vectors.items()}

    def cosine(self, question: str, text: str) -> float:
        """How close a text is to a question, by the rarity of words in the articles."""
        return _product(self._unit_vector(terms(question)), self._unit_vector(terms(text)))


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(value * other[term] for term, value in one.items() if term in other)
