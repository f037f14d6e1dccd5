"""Ranking for one person: how far each ground moves a product, and the reasons that follow. Pure functions.

Weights are in units of relevance (a cosine, and what words add to it). They were set on requests to the demo shop;
`tests/knowledge/test_advice_quality.py` holds what they give.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.advice.ages import age_in, is_for_a_teenager
from knowledge.advice.constraints import (
    buyable,
    colour_of,
    colours_meant,
    colours_of,
    kinds_alike,
    old_enough,
    type_matches,
)
from knowledge.advice.grounds import Caution, Reason, asked_for, cautions, of_merchant, of_returns, personal
from knowledge.advice.merchandising import AS_IT_IS, MOST, InForce
from knowledge.advice.needs import Need
from knowledge.advice.phrasing import content_words, is_gift, is_of_child_or_pet, level_wanted
from knowledge.advice.returned import NO_RETURNS, ReturnHistory
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.catalogue.words import words
from knowledge.customers.profile import NOBODY, Profile

WORDS = 0.35
TYPE = 0.10
AUDIENCE = 0.06
CHILDRENS_OWN = 0.15
TOO_OLD_FOR_IT = -0.30
LEVEL = 0.10
GOOD_GIFT = 0.08
FOR_CHILDREN_UNASKED = -0.30
EXACT_COLOUR = 0.06
SAME_BRAND_AGAIN = -0.04
BETTER_WORTH_SAYING = 0.01
# Without a known kind of product, what scores less than this share of the best match is not what was meant.
NEAR_THE_BEST = 0.4
# Words (in the singular) by which a request is for a child although no audience was extracted.
_CHILD_WORDS = frozenset(
    "kid child children baby toddler boy girl son daughter nephew niece grandson granddaughter godchild newborn "
    "christening baptism".split()
)
OF_NO_ADULT = ("baby", "pets")
_CHILDS_THINGS = frozenset("toy game puzzle doll".split())


@dataclass(frozen=True)
class Ranked:
    """A product with its score, the variant to show, what speaks for it, weightiest first, and what against it."""

    product: ProductFacts
    variant: VariantFacts
    score: float
    reasons: tuple[Reason, ...]
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class WordWeights:
    """Inverse document frequencies of the words of a catalogue (Robertson & Spärck Jones)."""

    weights: Mapping[str, float]
    unseen: float

    @classmethod
    def of(cls, products: Iterable[ProductFacts]) -> WordWeights:
        """Count in how many products each word occurs."""
        chosen = list(products)
        counts = Counter(word for product in chosen for word in product.words)
        total = len(chosen)
        return cls(
            {word: math.log(1 + (total - count + 0.5) / (count + 0.5)) for word, count in counts.items()},
            unseen=math.log(1 + (total + 0.5) / 0.5),
        )

    def coverage(self, wanted: Sequence[str], product: ProductFacts) -> float:
        """The weighted share of wanted words that the product has, 0 to 1."""
        total = sum(self.weights.get(word, self.unseen) for word in wanted)
        return sum(self.weights[word] for word in wanted if word in product.words) / total if total else 0.0


@dataclass(frozen=True)
class Surroundings:
    """What ranking knows besides the request and the shopper."""

    weights: WordWeights
    returns: ReturnHistory = NO_RETURNS
    force: InForce = AS_IT_IS


@dataclass(frozen=True)
class Said:
    """What ranking needs of the words of a request, read once for all products."""

    wanted: tuple[str, ...]
    """Its content words."""
    kinds: tuple[str, ...]
    gift: bool
    age: int | None
    level: int
    """-1 for cheap, 1 for the best."""
    of_children: bool

    @classmethod
    def of(cls, need: Need) -> Said:
        """Read a need's words."""
        wanted = content_words(need.text)
        if need.audience is not None:
            wanted = [word for word in wanted if word not in _CHILD_WORDS]  # said already, by the audience
        return cls(
            tuple(wanted),
            kinds_alike(need.product_types),
            is_gift(need.told),
            age_in(need.told),
            level_wanted(need.told),
            _child_in(wanted) and not is_for_a_teenager(need.told),
        )


def for_whom(need: Need, profile: Profile) -> Profile:
    """What may count of a shopper for a need: a gift is for somebody else, of whom nothing is known."""
    return NOBODY if is_gift(need.told) else profile


def rank(
    products: Iterable[ProductFacts],
    relevance: Mapping[str, float],
    need: Need,
    profile: Profile,
    around: Surroundings,
    *,
    all_: bool = False,
) -> list[Ranked]:
    """Products by score for this person, best first; a brand shown again and again sinks a little.

    Without a known kind of product, what is far from the best match is left out, but not when `all_` are wanted.
    What the merchant pinned comes first of all.
    """
    chosen = list(products)
    said = Said.of(need)
    dear = _dearness(chosen) if said.level else {}
    scored = [
        _score(product, relevance.get(product.id, 0.0), dear, need, profile, around, said)
        for product in chosen
    ]
    scored.sort(key=lambda each: (-each.score, each.product.id))
    scored = scored if all_ else _near_the_best(_of_grown_ups(scored, need, said), need)
    if need.order not in ("lowest", "highest"):
        return _pinned_first(_diverse(scored, said.wanted), around.force.pinned)
    sign = 1 if need.order == "lowest" else -1
    return sorted(scored, key=lambda each: (sign * each.variant.price_minor, -each.score))


def _near_the_best(scored: list[Ranked], need: Need) -> list[Ranked]:
    """Those that are what was meant: all of the kinds asked for, else those close to the best match."""
    if need.product_types or not scored:
        return scored
    best = scored[0].score
    return [each for each in scored if each.score >= best - (1 - NEAR_THE_BEST) * abs(best)]


def _of_grown_ups(scored: list[Ranked], need: Need, said: Said) -> list[Ranked]:
    """Those not made for babies or animals, unless the request or its best match is of them: a bed is no dog's."""
    told = need.audience is not None or said.of_children or is_of_child_or_pet(need.told)
    if told or not scored or scored[0].product.audience in OF_NO_ADULT:
        return scored
    return [each for each in scored if each.product.audience not in OF_NO_ADULT]


def _pinned_first(ranked: list[Ranked], pinned: Sequence[str]) -> list[Ranked]:
    if not pinned:
        return ranked
    by_id = {each.product.id: each for each in ranked}
    first = [by_id[product] for product in pinned if product in by_id]
    lifted = [
        replace(each, reasons=(*each.reasons, Reason("merchant", {"rule": "pin"}, MOST))) for each in first
    ]
    return [*lifted, *(each for each in ranked if each.product.id not in set(pinned))]


def _dearness(products: Sequence[ProductFacts]) -> dict[str, float]:
    """The place of each product by price, 0 for the cheapest to 1."""
    by_price = sorted(products, key=lambda product: (product.lowest_minor, product.id))
    return {product.id: at / max(1, len(by_price) - 1) for at, product in enumerate(by_price)}


def _diverse(ranked: list[Ranked], wanted: Sequence[str]) -> list[Ranked]:
    """Let a brand sink a little with each time it is shown, but not one that the request names."""
    brands: Counter[str] = Counter()
    said = frozenset(wanted)
    rest, chosen = list(ranked), []
    while rest:
        window = rest[:12]  # what is further down cannot overtake by so small a step
        best = max(window, key=lambda each: each.score + SAME_BRAND_AGAIN * brands[each.product.brand])
        rest.remove(best)
        chosen.append(best)
        named = set(words(best.product.brand))
        if not named or not named <= said:
            brands[best.product.brand] += 1
    return chosen


def _score(
    product: ProductFacts,
    relevance: float,
    dear: Mapping[str, float],
    need: Need,
    profile: Profile,
    around: Surroundings,
    said: Said,
) -> Ranked:
    variant, weights = best_variant(product, need, profile), around.weights
    score = relevance
    reasons: list[Reason] = []
    if any(type_matches(product, kind) for kind in said.kinds):
        score += TYPE
    if need.audience is not None and product.audience == need.audience:
        score += CHILDRENS_OWN if need.audience in ("kids", "baby") else AUDIENCE
    if not old_enough(product, said.age):
        score += TOO_OLD_FOR_IT
    if said.gift and _is_good_gift(product):
        score += GOOD_GIFT
    if product.id in dear:
        score += LEVEL * said.level * dear[product.id]
    if need.audience is None and product.audience in ("kids", "baby") and not said.of_children:
        score += FOR_CHILDREN_UNASKED
    if not colours_of(variant).isdisjoint(colour.casefold() for colour in need.colours):
        score += EXACT_COLOUR  # before its shades
    for ground in (
        *asked_for(product, variant, need),
        *personal(product, variant, need, profile),
        *of_returns(product, around.returns),
        *of_merchant(product, variant, around.force),
    ):
        score += ground.weight
        if ground.weight > BETTER_WORTH_SAYING:
            reasons.append(ground)
    reasons.sort(key=lambda reason: -reason.weight)
    if not reasons:
        hits = [word for word in dict.fromkeys(said.wanted) if word in product.words and len(word) > 2]
        hits.sort(key=lambda word: -weights.weights.get(word, 0.0))
        if hits:
            share = weights.coverage(said.wanted, product)
            reasons.append(Reason("mentions", {"words": ", ".join(hits[:2])}, WORDS * share))
    against = tuple(cautions(product, profile, around.returns))
    return Ranked(product, variant, score, tuple(reasons), against)


def best_variant(product: ProductFacts, need: Need, profile: Profile) -> VariantFacts:
    """The variant to show: one that can be bought as asked, in this person's size and colours; else the first."""
    candidates = list(buyable(product, need)) or list(product.variants)
    size = need.size or profile.size_for(product.category)
    asked = [colour.casefold() for colour in need.colours]
    colours = frozenset[str]().union(*(colours_meant(colour) for colour in asked))

    def fit(variant: VariantFacts) -> tuple[float, ...]:
        colour, parts = colour_of(variant) or "", colours_of(variant)
        return (
            float(not parts.isdisjoint(asked)),
            float(not parts.isdisjoint(colours)),
            float(size is not None and variant.options.get("size") == size),
            0.0 if need.colours else profile.colours.get(colour, 0.0) - (colour in profile.avoids_colours),
        )

    return max(candidates, key=fit)


def _is_good_gift(product: ProductFacts) -> bool:
    """Whether the merchant recommends it as a gift; what is a gift by its name (a gift card) is one anyway."""
    return is_gift(" ".join(product.keywords)) and not is_gift(product.name)


def _child_in(wanted: Sequence[str]) -> bool:
    return not (_CHILD_WORDS | _CHILDS_THINGS).isdisjoint(wanted)
