"""Ranking for one person: how far each ground moves a product, and the reasons that follow. Pure functions.

Weights are in units of cosine similarity. They were set on requests to the demo shop;
`tests/knowledge/test_advice_quality.py` holds what they give.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.advice.constraints import (
    COLOUR_OPTIONS,
    buyable,
    colours_meant,
    colours_of,
    is_made_of,
    type_matches,
)
from knowledge.advice.needs import Need
from knowledge.advice.phrasing import age_in, content_words, is_gift
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.customers.profile import NOBODY, Profile

WORDS = 0.35
TYPE = 0.10
AUDIENCE = 0.06
CHILDRENS_OWN = 0.15
TOO_OLD_FOR_IT = -0.30
CHEAP = 0.10
GOOD_GIFT = 0.08
FOR_CHILDREN_UNASKED = -0.15
EXACT_COLOUR = 0.06
BRAND_LIKED = 0.25
COLOUR_LIKED = 0.08
PRICE_FITS = 0.03
# Chosen on the demo shop's earlier orders (`bench/personal_advice.py`, cut once more), below what words weigh.
ALSO_BOUGHT = 0.20
BUYS_AGAIN = 0.30
SIZE_IN_STOCK = 0.02
SIZE_MISSING = -0.25
ALREADY_OWNED = -0.15
SENT_BACK = -0.30
BRAND_AVOIDED = -0.40
COLOUR_AVOIDED = -0.10
SAME_BRAND_AGAIN = -0.04
BETTER_WORTH_SAYING = 0.01
# Without a known kind of product, what scores so much less than the best match is not what was meant.
NEAR_THE_BEST = 0.20
_CHEAP_WORDS = frozenset("cheap affordable inexpensive budget bargain low-cost".split())
# Words (in the singular) by which a request is for a child although no audience was extracted.
_CHILD_WORDS = frozenset(
    "kid child children baby toddler boy girl son daughter nephew niece grandson granddaughter".split()
)
_CHILDS_THINGS = frozenset("toy game puzzle doll".split())


@dataclass(frozen=True)
class Reason:
    """A ground that moved a product up: its kind, what to say it with, and by how much."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    weight: float = 0.0


@dataclass(frozen=True)
class Ranked:
    """A product with its score, the variant to show, and the reasons, weightiest first."""

    product: ProductFacts
    variant: VariantFacts
    score: float
    reasons: tuple[Reason, ...]


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


def for_whom(need: Need, profile: Profile) -> Profile:
    """What may count of a shopper for a need: a gift is for somebody else, of whom nothing is known."""
    return NOBODY if is_gift(need.text) else profile


def rank(
    products: Iterable[ProductFacts],
    similarity: Mapping[str, float],
    need: Need,
    profile: Profile,
    weights: WordWeights,
) -> list[Ranked]:
    """Products by score for this person, best first; a brand shown again and again sinks a little.

    Without a known kind of product, what is far from the best match is left out.
    """
    chosen = list(products)
    wanted = content_words(need.text)
    if need.audience is not None:
        wanted = [word for word in wanted if word not in _CHILD_WORDS]  # said already, by the audience
    dear = _dearness(chosen) if not _CHEAP_WORDS.isdisjoint(wanted) else {}
    scored = [
        _score(product, similarity.get(product.id, 0.0), dear, need, profile, weights, wanted)
        for product in chosen
    ]
    scored.sort(key=lambda each: (-each.score, each.product.id))
    scored = _near_the_best(scored, need)
    if need.order not in ("lowest", "highest"):
        return _diverse(scored)
    sign = 1 if need.order == "lowest" else -1
    return sorted(scored, key=lambda each: (sign * each.variant.price_minor, -each.score))


def _near_the_best(scored: list[Ranked], need: Need) -> list[Ranked]:
    """Those that are what was meant: all of the kinds asked for, else those close to the best match."""
    if need.product_types or not scored:
        return scored
    return [each for each in scored if each.score >= scored[0].score - NEAR_THE_BEST]


def _dearness(products: Sequence[ProductFacts]) -> dict[str, float]:
    """The place of each product by price, 0 for the cheapest to 1."""
    by_price = sorted(products, key=lambda product: (product.lowest_minor, product.id))
    return {product.id: at / max(1, len(by_price) - 1) for at, product in enumerate(by_price)}


def _diverse(ranked: list[Ranked]) -> list[Ranked]:
    brands: Counter[str] = Counter()
    rest, chosen = list(ranked), []
    while rest:
        window = rest[:12]  # what is further down cannot overtake by so small a step
        best = max(window, key=lambda each: each.score + SAME_BRAND_AGAIN * brands[each.product.brand])
        rest.remove(best)
        chosen.append(best)
        brands[best.product.brand] += 1
    return chosen


def _score(
    product: ProductFacts,
    similarity: float,
    dear: Mapping[str, float],
    need: Need,
    profile: Profile,
    weights: WordWeights,
    wanted: Sequence[str],
) -> Ranked:
    variant = best_variant(product, need, profile)
    coverage = weights.coverage(wanted, product)
    score = similarity + WORDS * coverage
    reasons: list[Reason] = []
    if any(type_matches(product, kind) for kind in need.product_types):
        score += TYPE
    if need.audience is not None and product.audience == need.audience:
        score += CHILDRENS_OWN if need.audience in ("kids", "baby") else AUDIENCE
    if _is_for_older(product, age_in(need.text)):
        score += TOO_OLD_FOR_IT
    if is_gift(need.text) and _is_good_gift(product):
        score += GOOD_GIFT
    if product.id in dear:
        score += CHEAP * (1 - dear[product.id])
    if need.audience is None and product.audience in ("kids", "baby") and not _child_in(wanted):
        score += FOR_CHILDREN_UNASKED
    if not colours_of(variant).isdisjoint(colour.casefold() for colour in need.colours):
        score += EXACT_COLOUR  # before its shades
    for ground in (*_asked_for(product, variant, need), *_personal(product, variant, need, profile)):
        score += ground.weight
        if ground.weight > BETTER_WORTH_SAYING:
            reasons.append(ground)
    reasons.sort(key=lambda reason: -reason.weight)
    if not reasons:
        hits = [word for word in dict.fromkeys(wanted) if word in product.words and len(word) > 2]
        hits.sort(key=lambda word: -weights.weights.get(word, 0.0))
        if hits:
            reasons.append(Reason("mentions", {"words": ", ".join(hits[:2])}, WORDS * coverage))
    return Ranked(product, variant, score, tuple(reasons))


def _asked_for(product: ProductFacts, variant: VariantFacts, need: Need) -> Iterable[Reason]:
    # A constraint holds for all that are shown, so it ranks nobody higher; it is still why this is shown.
    for feature in need.features:
        if product.attributes.get(feature) is True:
            yield Reason("has_feature", {"feature": feature.replace("_", " ")}, 0.02)
    for material in need.materials:
        if is_made_of(product, material):
            yield Reason("made_of", {"material": material}, 0.02)
    if variant.price_minor < variant.regular_minor:
        saved = round(100 * (1 - variant.price_minor / variant.regular_minor))
        yield Reason("on_sale", {"percent": str(saved)}, 0.015)


def _personal(product: ProductFacts, variant: VariantFacts, need: Need, profile: Profile) -> Iterable[Reason]:
    if not profile.personal:
        return
    for_somebody_else = need.audience in ("kids", "baby")
    share = profile.brands.get(product.brand, 0.0)
    if share and product.brand not in need.brands:
        yield Reason("brand_you_like", {"brand": product.brand}, BRAND_LIKED * min(share, 0.4))
    if product.brand in profile.avoids_brands and product.brand not in need.brands:
        yield Reason("brand_avoided", weight=BRAND_AVOIDED)
    colour = _colour(variant)
    if colour is not None and not need.colours:
        if colour in profile.avoids_colours:
            yield Reason("colour_avoided", weight=COLOUR_AVOIDED)
        elif profile.colours.get(colour, 0.0) > 0.15:
            liked = COLOUR_LIKED * min(profile.colours[colour], 0.4)
            yield Reason("colour_you_like", {"colour": colour}, liked)
    size = profile.size_for(product.category)
    if size is not None and need.size is None and not for_somebody_else and product.values("size"):
        if variant.options.get("size") == size:
            yield Reason("your_size", {"size": size}, SIZE_IN_STOCK)
        elif size in product.values("size"):
            yield Reason("size_missing", weight=SIZE_MISSING)
    band = profile.spending.get(product.category)
    if band is not None and need.price_max is None and 0.7 * band[0] <= variant.price_minor <= 1.3 * band[1]:
        yield Reason("price_you_pay", weight=PRICE_FITS)
    yield from _by_orders(product, profile, for_somebody_else)
    if any(back.product_id == product.id for back in profile.sent_back):
        yield Reason("sent_back", weight=SENT_BACK)


def _by_orders(product: ProductFacts, profile: Profile, for_somebody_else: bool) -> Iterable[Reason]:
    """What all customers' orders say of this product to one who bought what this one did."""
    drawn = profile.drawn_to.get(product.id)
    if drawn is not None and not for_somebody_else:
        yield Reason("also_bought", {"product": drawn.through}, ALSO_BOUGHT * drawn.strength)
    if product.id in profile.replenishes:
        yield Reason("buys_again", weight=BUYS_AGAIN)
    elif any(owned.product_id == product.id for owned in profile.owned):
        yield Reason("owned", weight=ALREADY_OWNED)


def best_variant(product: ProductFacts, need: Need, profile: Profile) -> VariantFacts:
    """The variant to show: one that can be bought as asked, in this person's size and colours; else the first."""
    candidates = list(buyable(product, need)) or list(product.variants)
    size = need.size or profile.size_for(product.category)
    asked = [colour.casefold() for colour in need.colours]
    colours = frozenset[str]().union(*(colours_meant(colour) for colour in asked))

    def fit(variant: VariantFacts) -> tuple[float, ...]:
        colour, parts = _colour(variant) or "", colours_of(variant)
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


def _is_for_older(product: ProductFacts, age: int | None) -> bool:
    stated = product.attributes.get("min_age_years")
    return age is not None and isinstance(stated, int | float) and stated > age


def _child_in(wanted: Sequence[str]) -> bool:
    return not (_CHILD_WORDS | _CHILDS_THINGS).isdisjoint(wanted)


def _colour(variant: VariantFacts) -> str | None:
    return next((variant.options[name] for name in COLOUR_OPTIONS if name in variant.options), None)
