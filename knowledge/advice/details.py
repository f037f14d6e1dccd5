"""Answers about one product, from what is stated of it: an attribute, an option, a sentence of its description."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from knowledge.advice.properties import asked_in
from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import FEATURE_WORDS, words
from knowledge.language import has_han
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


@dataclass(frozen=True)
class Stated:
    """What is stated: an attribute or option (`name`, `value`), or a sentence (no `name`) that tells of the product."""

    source: str
    """`attribute`, `option`, `description`, `review` or `nothing`."""
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


def answer(
    product: ProductFacts,
    question: str,
    encoder: Encoder,
    reviews: Sequence[str] = (),
    *,
    more: Mapping[str, object] | None = None,
    called: Callable[[str], str] = str,
) -> Stated:
    """What is stated about what a question asks; source `nothing` when it is not stated.

    What the shop states comes before what shoppers wrote in `reviews`.

    Args:
        product: The product.
        question: In the shopper's words.
        encoder: Finds what is near in meaning.
        reviews: What shoppers wrote of it.
        more: Facts beside its attributes, such as `warranty_months`.
        called: What an attribute, by its name in words, is called in the shopper's language.
    """
    facts = {name: value for name, value in product.attributes.items() if name not in NOT_SHOWN} | dict(
        more or {}
    )
    named = _fact_named(product, facts, question.lower(), called)
    if named is not None:
        return _stated(product, facts, named)
    stated = [_stated(product, facts, name) for name in facts]
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


def _stated(product: ProductFacts, facts: Mapping[str, Any], name: str) -> Stated:
    if name in facts:
        return Stated("attribute", attribute_name(name), value_text(facts[name]))
    return Stated("option", name, ", ".join(product.values(name)))


def _fact_named(
    product: ProductFacts, facts: Mapping[str, Any], question: str, called: Callable[[str], str]
) -> str | None:
    """The attribute or option that a question asks for by its name or in other words for it; None for none."""
    shares = _shares_of_names(product, facts, question, called)
    properties = list(asked_in(question))
    for name, share in shares.items():
        # "What material is the sole" asks for the sole.
        if share == 1 and not any(name in asked.attributes for asked in properties):
            return name
    for asked in properties:
        for name in asked.attributes:
            if name in facts or product.values(name):
                return name
    return max(shares, key=shares.__getitem__, default=None)


def _shares_of_names(
    product: ProductFacts, facts: Mapping[str, Any], question: str, called: Callable[[str], str]
) -> dict[str, float]:
    """The facts of which at least half of the name is said, with that share."""
    said = {word for word in words(question) if word not in _QUESTION_WORDS} - set(words(product.name))
    shares = {}
    for name in facts:
        own = set(words(name.replace("_", " ")))
        spelled = any(re.search(rf"\b{re.escape(each)}\b", question) for each in FEATURE_WORDS.get(name, ()))
        if spelled or _in_han(called(attribute_name(name)), question):
            shares[name] = 1.0
        elif own and 2 * len(own & said) >= len(own):
            shares[name] = len(own & said) / len(own)
    return shares


def _in_han(name: str, question: str) -> bool:
    """Whether a Chinese name, without its unit, stands in a question."""
    bare = name.split("（", maxsplit=1)[0]
    return has_han(bare) and len(bare) > 1 and bare in question
