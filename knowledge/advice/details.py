"""Answers about one product, from what is stated of it: an attribute or a sentence of its description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import FEATURE_WORDS, words
from knowledge.search.embedding import Encoder, Vectors

# Cosine below which nothing stated answers the question.
STATED = 0.42
PRODUCTS_REMEMBERED = 512
# Internal facts that are no shopper's business.
NOT_SHOWN = frozenset({"picture_kind"})
_QUESTION_WORDS = frozenset(
    """
    is are does do it this that the what how which can will has have be there any they them i my me
    you your one
    """.split()
)


_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])")
_UNITS = frozenset("mm cm m g kg l ml w wh mah hours months years km db hz".split())
_MADE_OF = re.compile(r"\bmade (?:out )?(?:of|from)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stated:
    """What is stated: an attribute (`name`, `value`), or a sentence of the description or a review (no `name`)."""

    source: str
    """`attribute`, `description`, `review` or `nothing`."""
    name: str = ""
    value: str = ""


def attribute_name(name: str) -> str:
    """An attribute's name in words, its unit set apart: `battery_hours` is "battery (hours)"."""
    head, _, last = name.rpartition("_")
    return f"{head.replace('_', ' ')} ({last})" if head and last in _UNITS else name.replace("_", " ")


def value_text(value: object) -> str:
    """An attribute's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def shown_attributes(product: ProductFacts) -> dict[str, str]:
    """The attributes shoppers see, name and value in words."""
    return {
        attribute_name(name): value_text(value)
        for name, value in product.attributes.items()
        if name not in NOT_SHOWN
    }


def answer(product: ProductFacts, question: str, encoder: Encoder, reviews: Sequence[str] = ()) -> Stated:
    """What is stated about what a question asks; source `nothing` when it is not stated.

    What the shop states comes before what shoppers wrote in `reviews`.
    """
    question_words = words(_MADE_OF.sub(" material ", question))
    asked = {word for word in question_words if word not in _QUESTION_WORDS} - set(words(product.name))
    by_word = _attribute_named(product, asked, question.lower())
    if by_word is not None:
        return by_word
    stated = [
        Stated("attribute", attribute_name(name), value_text(value))
        for name, value in product.attributes.items()
        if name not in NOT_SHOWN
    ]
    stated += [Stated("description", "", text) for text in _sentences(product.description)]
    written = [Stated("review", "", sentence) for text in reviews for sentence in _sentences(text)]
    asked_for = encoder.encode([question])[0]
    return _nearest(stated, asked_for, encoder) or _nearest(written, asked_for, encoder) or Stated("nothing")


def _nearest(stated: Sequence[Stated], question: Vectors, encoder: Encoder) -> Stated | None:
    """What is nearest to a question in meaning; None when nothing is near."""
    texts = tuple(f"{each.name}: {each.value}" if each.name else each.value for each in stated)
    if not texts:
        return None
    scores: Vectors = _vectors(encoder, texts) @ question
    best = int(scores.argmax())
    return stated[best] if scores[best] >= STATED else None


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


@lru_cache(maxsize=PRODUCTS_REMEMBERED)
def _vectors(encoder: Encoder, texts: tuple[str, ...]) -> Vectors:
    """Vectors of what is stated of a product; shoppers ask about the same products again."""
    return encoder.encode(texts)


def _attribute_named(product: ProductFacts, asked: set[str], question: str) -> Stated | None:
    best: tuple[float, Stated] | None = None
    for name, value in product.attributes.items():
        if name in NOT_SHOWN:
            continue
        named = set(words(name.replace("_", " ")))
        spelled = any(re.search(rf"\b{re.escape(each)}\b", question) for each in FEATURE_WORDS.get(name, ()))
        share = 1.0 if spelled else len(named & asked) / len(named) if named else 0.0
        if share >= 0.5 and (best is None or share > best[0]):
            best = (share, Stated("attribute", attribute_name(name), value_text(value)))
    return best[1] if best else None
