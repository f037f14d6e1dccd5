"""The shop's own words: its brands, kinds of product, colours and so on, and where they occur in a text."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import AbstractSet, Any, Callable, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from bot.components.chinese.forms import ChineseForms, is_chinese
from bot.components.chinese.measures import chinese_measures
from bot.components.dimensions import Dimensions
from bot.components.matches import Match, single
from bot.components.misspellings import Misspellings
from bot.components.product_names import MAXIMUM_WORDS, is_written_as_name, product_names
from bot.components.skus import Skus

logger = logging.getLogger(__name__)

SHORTEST_JOINED = 4
"""Letters of the shortest word that may be written in two: "rain coat"."""
SHORTEST_STRANGE = 3
_SHORTEST_MISSPELT = {"colour": 3, "product_type": 4, "material": 4, "brand": 5, "feature": 6, "product": 7}
"""Letters that a misspelling must have, by what it is one of."""
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
# A Chinese character counts as a word here, so that no window of English words spans one; see `ChineseForms`
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
    """What a form of the vocabulary stands for; a plain one only where it is written as a name."""

    entity: str
    value: str
    words: int
    confidence: float = 1.0
    is_plain: bool = False


def tokenise(text: str) -> List[Token]:
    """Splits a text into words; hyphens part them, apostrophes do not."""
    return [
        Token(_APOSTROPHE.sub("", found.group()).lower(), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    ]


class Vocabulary:
    """An index of forms, found exactly, written together or apart, or misspelt."""

    def __init__(self, content: Dict[str, Any], common_words: AbstractSet[str]) -> None:
        """Builds the index.

        Args:
            content: As in the vocabulary file: canonical key to forms for `brands`, `product_types`,
                `colours`, `materials` and `features`; a list for `sizes` and for `skus`; id to name for
                `products`.
            common_words: Words of the language that are never taken for misspellings, and that stand for a
                brand only where it is written or announced as one.
        """
        self._common_words = common_words
        self._terms: Dict[str, List[Term]] = {}
        self._known_words: Set[str] = set()
        self._chinese: ChineseForms[Term] = ChineseForms()
        self._skus = Skus(content.get("skus", []))
        self._misspellings = Misspellings(common_words)
        self._names: Dict[str, List[str]] = {}
        self._written: Dict[str, Tuple[str, ...]] = {}
        self.sizes: Dict[str, str] = {str(size).lower(): str(size) for size in content.get("sizes", [])}
        for section, entity in _SECTIONS.items():
            for value, forms in content.get(section, {}).items():
                for form in [value, *forms]:
                    self._add(form, entity, value)
        self._dimensions = Dimensions(self.sizes.values())
        for size in self.sizes.values():
            # "256 GB" is a size wherever it stands; "M" and "36" are not
            if re.search(r"\d.*[^\W\d]|[^\W\d].*\d|[xX][sSlL]$", size):
                if not self._dimensions.holds(size):
                    self._add(size, "size", size)
                for form in chinese_measures(size):
                    self._add(form, "size", size)
        self._add_products(content.get("products", {}))
        self._add_misspellable()

    def find(self, text: str) -> List[Match]:
        """Finds all forms in a text, overlapping ones as well."""
        tokens = tokenise(text)
        matches: List[Match] = [*self._skus.find(text), *self._dimensions.find(text)]
        for term, first, last, confidence in self._chinese.find(text):
            span, sure = (first, last), min(confidence, term.confidence)
            matches.append(
                single(term.entity, term.value, span, span, weight=_WEIGHTS[term.entity], confidence=sure)
            )
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + MAXIMUM_WORDS, len(tokens)) + 1):
                if is_chinese(tokens[end - 1].text):
                    break
                window = tokens[start:end]
                joined = "".join(token.text for token in window)
                following = tokens[end] if end < len(tokens) else None
                exact = list(self._exact(joined, window, text, following))
                matches += exact or self._misspelt(window)
        return matches

    def _exact(
        self, joined: str, window: Sequence[Token], text: str, following: Optional[Token]
    ) -> Iterator[Match]:
        for term in self._terms.get(joined, ()):
            # "rain coat" is "raincoat", but "to p" is not "top"
            if term.words != len(window) and (
                len(joined) < SHORTEST_JOINED or (term.entity == "product" and term.words == 1)
            ):
                continue
            if term.entity == "brand" and joined in self._common_words and not _is_named(window[0], text):
                continue
            if term.entity == "product":
                yield from self._named(term, window, text, following)
                continue
            yield _match(term, window, term.confidence)

    def _named(
        self, term: Term, window: Sequence[Token], text: str, following: Optional[Token]
    ) -> Iterator[Match]:
        """Reads a product's name, or no plain words that are none.

        "The Ridgeline" takes on the kind of thing after it: none is found when that is another kind.
        """
        if term.is_plain and not is_written_as_name(text, window[0].start, window[-1].end):
            return
        kinds = {known.entity for known in self._terms.get(following.text, ())} if following else set()
        if following is None or term.confidence == 1.0 or "product_type" not in kinds:
            yield _match(term, window, term.confidence)
        elif following.text.rstrip("s") in {word.rstrip("s") for word in self._names[term.value]}:
            yield _match(term, [*window, following], term.confidence)
        elif len(window) > 1:
            yield _match(term, window, term.confidence)

    def _misspelt(self, window: Sequence[Token]) -> Iterator[Match]:
        meant = self._misspellings.find([token.text for token in window], self._is_strange)
        if meant is None:
            return
        form, likeness = meant
        for term in self._terms[form]:
            long_enough = sum(len(token.text) for token in window) >= _SHORTEST_MISSPELT.get(term.entity, 99)
            if term.words == len(window) and long_enough and not term.is_plain:
                yield _match(term, window, min(likeness, term.confidence))

    def _is_strange(self, word: str) -> bool:
        """True for a word that may be a misspelling: long enough, in no list of ours."""
        return (
            len(word) >= SHORTEST_STRANGE
            and word not in self._known_words
            and not self._misspellings.is_ordinary(word)
        )

    def _add(self, form: str, entity: str, value: str) -> None:
        if is_chinese(form):
            self._chinese.add(form, Term(entity, value, 1), may_be_misspelt=entity != "feature")
            return
        forms = [form, form.replace("&", " and ")] if "&" in form else [form]
        for words in ([token.text for token in tokenise(each)] for each in forms):
            if words and len(words) <= MAXIMUM_WORDS:
                self._add_words(words, Term(entity, value, len(words)))

    def _add_words(self, words: Sequence[str], term: Term) -> None:
        for last in (words[-1], *_also_written(words[-1], term.entity)):
            terms = self._terms.setdefault("".join([*words[:-1], last]), [])
            if all((known.entity, known.value) != (term.entity, term.value) for known in terms):
                terms.append(term)
                self._written.setdefault("".join([*words[:-1], last]), (*words[:-1], last))
            if term.entity != "product":
                self._known_words.update((*words, last))

    def _add_products(self, products: Dict[str, str]) -> None:
        """Adds each product's name, and each part of it that belongs to no other product."""
        self._names = {
            product: [token.text for token in tokenise(name)] for product, name in products.items()
        }
        general = frozenset(self._known_words)
        for name in product_names(self._names, general, self._misspellings.is_ordinary):
            if len(name.words) <= MAXIMUM_WORDS:
                confidence = 1.0 if name.is_whole else PARTIAL_CONFIDENCE
                term = Term("product", name.product, len(name.words), confidence, name.is_plain)
                self._add_words(name.words, term)
        self._known_words.update(word for words in self._names.values() for word in words)

    def _add_misspellable(self) -> None:
        for form, terms in self._terms.items():
            shortest = min(_SHORTEST_MISSPELT.get(term.entity, 99) for term in terms)
            self._misspellings.add(self._written[form], shortest)


class VocabularyFile:
    """A vocabulary that follows its file: read anew when the file changes, empty while there is none."""

    def __init__(self, locate: Callable[[], Optional[str]], common_words: AbstractSet[str]) -> None:
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


def _also_written(word: str, entity: str) -> Iterator[str]:
    """Gives the plural of a word, and the adjective of a material."""
    if not (word.isalpha() and word.isascii()) or (word.endswith("s") and not word.endswith("ss")):
        return
    yield f"{word}s"
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        yield f"{word}es"
    elif word.endswith("f"):
        yield f"{word[:-1]}ves"
    elif re.search(r"[^aeiou]y$", word):
        yield f"{word[:-1]}ies"
    if entity == "material":
        yield f"{word}en"


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
