"""TF-IDF of character and word n-grams, in scipy alone, so that nothing is unpickled to use it."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise
from typing import Any, Callable, Dict, Iterable, List, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack

from bot.components.tokenizer import words

CHARACTER_LENGTHS = (2, 3, 4, 5)
ANY_NUMBER = "10342"
_LONG_NUMBER = re.compile(r"(?:(?<![A-Za-z0-9])[A-Za-z]{1,3}-?)?\d{4,}")
_EMAIL = re.compile(r"\S+@\S+\.\S+")


def wording(text: str, *, lowercase: bool = True) -> str:
    """The wording of a message: addresses and long numbers made alike and, if asked, without its capitals.

    One order's number tells no more of what is wanted than another's, but encoders place each elsewhere.
    """
    plain = _LONG_NUMBER.sub(ANY_NUMBER, _EMAIL.sub("email", text))
    return plain.lower() if lowercase else plain


def character_ngrams(text: str) -> List[str]:
    """Gives the n-grams of 2 to 5 characters within each word and the blanks around it.

    The same as scikit-learn's `char_wb` analyzer: a word shorter than n counts once.
    """
    ngrams: List[str] = []
    for word in text.split():
        padded = f" {word} "
        for length in CHARACTER_LENGTHS:
            if length >= len(padded):
                ngrams.append(padded)
                break
            ngrams += [padded[i : i + length] for i in range(len(padded) - length + 1)]
    return ngrams


def word_ngrams(text: str) -> List[str]:
    """Gives the words and the pairs of neighbouring words."""
    found = [word.text for word in words(text)]
    return found + [f"{first} {second}" for first, second in pairwise(found)]


class NgramVectors:
    """Turns texts into vectors of length one: (1 + log tf) * idf, with idf = 1 + log((1 + n) / (1 + df))."""

    def __init__(
        self, analyze: Callable[[str], List[str]], vocabulary: Sequence[str], idf: Sequence[float]
    ) -> None:
        """Creates a vectoriser that knows its vocabulary.

        Args:
            analyze: Splits a text into terms.
            vocabulary: The V terms, in the order of their columns.
            idf: Their V inverse document frequencies.
        """
        self._analyze = analyze
        self._columns = {term: column for column, term in enumerate(vocabulary)}
        self._idf = np.asarray(idf, dtype=np.float64)

    @classmethod
    def fit(
        cls, analyze: Callable[[str], List[str]], texts: Sequence[str], least_documents: int
    ) -> NgramVectors:
        """Learns the terms that occur in at least `least_documents` texts."""
        frequencies = Counter(term for text in texts for term in set(analyze(text)))
        vocabulary = sorted(term for term, count in frequencies.items() if count >= least_documents)
        idf = [1 + math.log((1 + len(texts)) / (1 + frequencies[term])) for term in vocabulary]
        return cls(analyze, vocabulary, idf)

    @property
    def width(self) -> int:
        """V, the number of terms."""
        return len(self._columns)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Gives the vectors of n texts, of shape (n, V)."""
        values: List[np.ndarray] = []
        columns: List[np.ndarray] = []
        ends = [0]
        for text in texts:
            counts = Counter(self._columns[term] for term in self._analyze(text) if term in self._columns)
            column = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
            weight = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * (
                self._idf[column]
            )
            norm = np.linalg.norm(weight)
            values.append(weight / norm if norm else weight)
            columns.append(column)
            ends.append(ends[-1] + len(counts))
        data = np.concatenate(values) if values else np.empty(0)
        indices = np.concatenate(columns) if columns else np.empty(0, np.int32)
        return csr_matrix((data.astype(np.float32), indices, ends), shape=(len(texts), self.width))

    def to_dict(self) -> Dict[str, Any]:
        """Gives what `from_dict` needs, fit for JSON."""
        return {"vocabulary": list(self._columns), "idf": self._idf.tolist()}

    @classmethod
    def from_dict(cls, analyze: Callable[[str], List[str]], content: Dict[str, Any]) -> NgramVectors:
        """Restores a vectoriser from what `to_dict` gave."""
        return cls(analyze, content["vocabulary"], content["idf"])


class TextFeatures:
    """Character and word n-grams of the lower-cased text, side by side."""

    def __init__(self, characters: NgramVectors, words: NgramVectors) -> None:
        """Creates the features from two fitted vectorisers."""
        self._characters = characters
        self._words = words

    @classmethod
    def fit(cls, texts: Iterable[str], least_documents: int) -> TextFeatures:
        """Learns the terms that occur in at least `least_documents` texts."""
        lowered = [wording(text) for text in texts]
        return cls(
            NgramVectors.fit(character_ngrams, lowered, least_documents),
            NgramVectors.fit(word_ngrams, lowered, least_documents),
        )

    def transform(self, texts: Iterable[str]) -> csr_matrix:
        """Gives the vectors of n texts, of shape (n, character terms + word terms)."""
        lowered = [wording(text) for text in texts]
        return hstack([self._characters.transform(lowered), self._words.transform(lowered)], format="csr")

    def to_dict(self) -> Dict[str, Any]:
        """Gives what `from_dict` needs, fit for JSON."""
        return {"characters": self._characters.to_dict(), "words": self._words.to_dict()}

    @classmethod
    def from_dict(cls, content: Dict[str, Any]) -> TextFeatures:
        """Restores features from what `to_dict` gave."""
        return cls(
            NgramVectors.from_dict(character_ngrams, content["characters"]),
            NgramVectors.from_dict(word_ngrams, content["words"]),
        )
