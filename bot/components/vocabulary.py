"""The shop's own words: its brands, kinds of product, colours and so on, and where they occur in a text."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from rapidfuzz import fuzz, process

from bot.components.matches import Match, single

logger = logging.getLogger(__name__)

FUZZY_RATIO = 88.0
"""Least similarity, of 100, at which a word counts as a misspelling of another."""
SHORTEST_FUZZY = 5
SHORTEST_PRODUCT_PART = 5
MAXIMUM_WORDS = 6
PARTIAL_CONFIDENCE = 0.9

# The more specific kind of two that claim the same words comes first
_WEIGHTS = {
    "product": 50,
    "brand": 45,
    "product_type": 40,
    "material": 35,
    "colour": 30,
    "feature": 25,
    "size": 20,
}
_SECTIONS = {
    "brands": "brand",
    "product_types": "product_type",
    "colours": "colour",
    "materials": "material",
    "features": "feature",
}
# A Chinese character is a word of its own: forms of several characters then match like English phrases
_TOKEN = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+(?:['’][^\W_㐀-鿿]+)*")
_APOSTROPHE = re.compile(r"['’]")
_BRAND_SIGNAL = re.compile(r"(?:\b(?:by|from|brand|make)\s+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Token:
    """A word of a text: lower-cased, without apostrophes, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """What a form of the vocabulary stands for."""

    entity: str
    value: str
    words: int
    confidence: float = 1.0


def tokenise(text: str) -> List[Token]:
    """Splits a text into words; hyphens part them, apostrophes do not."""
    return [
        Token(_APOSTROPHE.sub("", found.group()).lower(), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]


class Vocabulary:
    """An index of forms, found exactly, written together or apart, or misspelt."""

    def __init__(self, content: Dict[str, Any], common_words: Set[str]) -> None:
        """Builds the index.

        Args:
            content: As in the vocabulary file: canonical key to forms for `brands`, `product_types`,
                `colours`, `materials` and `features`; a list for `sizes`; id to name for `products`.
            common_words: Words of the language that are never taken for misspellings, and that stand for a
                brand only where it is written or announced as one.
        """
        self._common_words = common_words
        self._terms: Dict[str, List[Term]] = {}
        self._known_words: Set[str] = set()
        self.sizes: Dict[str, str] = {str(size).lower(): str(size) for size in content.get("sizes", [])}
        for section, entity in _SECTIONS.items():
            for value, forms in content.get(section, {}).items():
                for form in [value, *forms]:
                    self._add(form, entity, value)
        for size in self.sizes.values():
            # "256 GB" is a size wherever it stands; "M" and "36" are not
            if re.search(r"\d.*[^\W\d]|[^\W\d].*\d|[xX][sSlL]$", size):
                self._add(size, "size", size)
        self._add_products(content.get("products", {}))
        self._misspellable = self._forms_by_words_and_initial()

    def find(self, text: str) -> List[Match]:
        """Finds all forms in a text, overlapping ones as well."""
        tokens = tokenise(text)
        matches: List[Match] = []
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + MAXIMUM_WORDS, len(tokens)) + 1):
                window = tokens[start:end]
                joined = "".join(token.text for token in window)
                exact = list(self._exact(joined, window, text))
                matches += exact
                if not exact:
                    matches += self._misspelt(joined, window)
        return matches

    def _exact(self, joined: str, window: Sequence[Token], text: str) -> Iterator[Match]:
        for term in self._terms.get(joined, ()):
            # "rain coat" is "raincoat", but "to p" is not "top"
            if term.words != len(window) and len(joined) < SHORTEST_FUZZY - 1:
                continue
            if term.entity == "brand" and joined in self._common_words and not _is_named(window[0], text):
                continue
            yield _match(term, window, term.confidence)

    def _misspelt(self, joined: str, window: Sequence[Token]) -> Iterator[Match]:
        strange = [token for token in window if self._is_strange(token.text)]
        if not strange or any(token.text.isdigit() for token in window):
            return
        forms = self._misspellable.get((len(window), joined[0]), ())
        found = process.extractOne(joined, forms, scorer=fuzz.ratio, score_cutoff=FUZZY_RATIO)
        form = found[0] if found else self._with_swapped_letters(joined)
        if form is None:
            return
        confidence = round(fuzz.ratio(joined, form) / 100, 3)
        for term in self._terms[form]:
            if term.words == len(window) and term.entity != "size":
                yield _match(term, window, min(confidence, term.confidence))

    def _with_swapped_letters(self, word: str) -> Optional[str]:
        """Gives the form that differs from a word by two neighbouring letters changed round, if any."""
        for i in range(1, len(word) - 1):
            swapped = f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}"
            if swapped in self._terms:
                return swapped
        return None

    def _is_strange(self, word: str) -> bool:
        """True for a word that may be a misspelling: long enough, in no list of ours."""
        return (
            len(word) >= SHORTEST_FUZZY and word not in self._common_words and word not in self._known_words
        )

    def _add(self, form: str, entity: str, value: str, confidence: float = 1.0) -> None:
        words = [token.text for token in tokenise(form)]
        if not words or len(words) > MAXIMUM_WORDS:
            return
        self._add_words(words, Term(entity, value, len(words), confidence))
        if words[-1].isalpha() and words[-1].isascii() and not words[-1].endswith("s"):
            self._add_words([*words[:-1], words[-1] + "s"], Term(entity, value, len(words), confidence))

    def _add_words(self, words: Sequence[str], term: Term) -> None:
        terms = self._terms.setdefault("".join(words), [])
        if all((known.entity, known.value) != (term.entity, term.value) for known in terms):
            terms.append(term)
        if term.entity != "product":
            self._known_words.update(words)

    def _add_products(self, products: Dict[str, str]) -> None:
        """Adds each product's name, and each part of it that belongs to no other product."""
        names = {product: [token.text for token in tokenise(name)] for product, name in products.items()}
        owners: Dict[Tuple[str, ...], Set[str]] = {}
        for product, words in names.items():
            for part in _parts(words):
                owners.setdefault(part, set()).add(product)
        general = set(self._known_words)
        for product, words in names.items():
            self._add(" ".join(words), "product", product)
            for part in _parts(words):
                if owners[part] == {product} and self._is_distinctive(part, general):
                    self._add(" ".join(part), "product", product, PARTIAL_CONFIDENCE)
        self._known_words.update(word for words in names.values() for word in words)

    def _is_distinctive(self, part: Tuple[str, ...], general: Set[str]) -> bool:
        """True when a part has a word of its own at one end: "Ridgeline Shell", not "Shell Jacket"."""

        def is_own(word: str) -> bool:
            return (
                word.isalpha()
                and len(word) >= SHORTEST_PRODUCT_PART
                and word not in general
                and word not in self._common_words
            )

        return is_own(part[0]) or is_own(part[-1])

    def _forms_by_words_and_initial(self) -> Dict[Tuple[int, str], List[str]]:
        forms: Dict[Tuple[int, str], List[str]] = {}
        for form, terms in self._terms.items():
            if len(form) >= SHORTEST_FUZZY and form.isascii() and not form.isdigit():
                for words in {term.words for term in terms}:
                    forms.setdefault((words, form[0]), []).append(form)
        return forms


class VocabularyFile:
    """A vocabulary that follows its file: read anew when the file changes, empty while there is none."""

    def __init__(self, locate: Callable[[], Optional[str]], common_words: Set[str]) -> None:
        """Creates it without reading.

        Args:
            locate: Gives the file's path, or None.
            common_words: See `Vocabulary`.
        """
        self._locate = locate
        self._common_words = common_words
        self._stamp: Optional[Tuple[str, int, int]] = None
        self._warned = False
        self._vocabulary = Vocabulary({}, common_words)

    def current(self) -> Vocabulary:
        """Gives the vocabulary as the file has it now; the last good one if the file cannot be read."""
        path = self._locate()
        try:
            if not path:
                raise FileNotFoundError("no path is set")
            status = Path(path).stat()
        except OSError as error:
            self._warn_once(path, error)
            return self._vocabulary
        stamp = (path, status.st_mtime_ns, status.st_size)
        if stamp != self._stamp:
            self._stamp = stamp
            self._read(Path(path))
        return self._vocabulary

    def _read(self, path: Path) -> None:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            self._vocabulary = Vocabulary(content, self._common_words)
        except (OSError, ValueError, AttributeError, TypeError):
            logger.exception("The vocabulary %s cannot be read; going on with the one before.", path)
            return
        self._warned = False
        logger.info("Read the vocabulary %s, fingerprint %s.", path, content.get("fingerprint"))

    def _warn_once(self, path: Optional[str], error: OSError) -> None:
        if not self._warned:
            self._warned = True
            logger.warning(
                "No vocabulary (%s: %s): brands, products, colours and the like are not recognised.",
                path or "ATTENDANT_VOCABULARY",
                error.strerror or error,
            )


def _parts(words: Sequence[str]) -> Set[Tuple[str, ...]]:
    """All runs of neighbouring words but the whole."""
    count = len(words)
    return {
        tuple(words[start:end])
        for start in range(count)
        for end in range(start + 1, count + 1)
        if end - start < min(count, MAXIMUM_WORDS)
    }


def _match(term: Term, window: Sequence[Token], confidence: float) -> Match:
    span = (window[0].start, window[-1].end)
    return single(term.entity, term.value, span, span, weight=_WEIGHTS[term.entity], confidence=confidence)


def _is_named(token: Token, text: str) -> bool:
    """True when a common word stands as a brand: after "by" or "from", or with a capital in a sentence."""
    before = text[: token.start]
    if _BRAND_SIGNAL.search(before):
        return True
    starts_sentence = not before.strip() or before.rstrip()[-1] in ".!?"
    shouted = text.isupper()
    return text[token.start].isupper() and not starts_sentence and not shouted
