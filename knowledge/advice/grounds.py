"""What moves a product up or down beside its relevance, and is said as the reason. Pure functions.

Weights are in units of relevance (a cosine, and what words add to it). They were set on requests to the demo shop;
`tests/knowledge/test_advice_quality.py` holds what they give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.advice.constraints import colour_of, has_feature, is_made_of
from knowledge.advice.merchandising import InForce
from knowledge.advice.needs import Need
from knowledge.advice.returned import ReturnHistory
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.customers.profile import Profile

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
COMES_BACK = -0.8
"""For each unit by which the share that comes back is above what is usual."""
COMES_BACK_MOST = 0.2
"""No more than this excess is counted."""


@dataclass(frozen=True)
class Reason:
    """A ground that moved a product: its kind, what to say it with, and by how much."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    weight: float = 0.0


@dataclass(frozen=True)
class Caution:
    """Something against a product that is shown all the same: its kind and what to say it with."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)


def asked_for(product: ProductFacts, variant: VariantFacts, need: Need) -> Iterable[Reason]:
    """What the request itself speaks for."""
    # A constraint holds for all that are shown, so it ranks nobody higher; it is still why this is shown.
    for feature in need.features:
        if has_feature(product, feature):
            yield Reason("has_feature", {"demand": feature}, 0.02)
    for material in need.materials:
        if is_made_of(product, material):
            yield Reason("made_of", {"material": material}, 0.02)
    if variant.price_minor < variant.regular_minor:
        saved = round(100 * (1 - variant.price_minor / variant.regular_minor))
        yield Reason("on_sale", {"percent": str(saved)}, 0.015)


def personal(product: ProductFacts, variant: VariantFacts, need: Need, profile: Profile) -> Iterable[Reason]:
    """What is known of the shopper speaks for or against; nothing without consent."""
    if not profile.personal:
        return
    for_somebody_else = need.audience in ("kids", "baby")
    share = profile.brands.get(product.brand, 0.0)
    if share and product.brand not in need.brands:
        yield Reason("brand_you_like", {"brand": product.brand}, BRAND_LIKED * min(share, 0.4))
    if product.brand in profile.avoids_brands and product.brand not in need.brands:
        yield Reason("brand_avoided", weight=BRAND_AVOIDED)
    colour = colour_of(variant)
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


def of_returns(product: ProductFacts, returns: ReturnHistory) -> Iterable[Reason]:
    """What comes back more often than is usual in its category sinks."""
    excess = min(returns.excess(product.id, product.category), COMES_BACK_MOST)
    if excess > 0:
        yield Reason("comes_back", weight=COMES_BACK * excess)


def of_merchant(product: ProductFacts, variant: VariantFacts, force: InForce) -> Iterable[Reason]:
    """What the merchant lifts or sinks."""
    for name, by in force.moves(product):
        yield Reason("merchant", {"rule": name}, by)
    lift = force.turned(product, variant)
    if lift:
        yield Reason("dial", weight=lift)


def cautions(product: ProductFacts, profile: Profile, returns: ReturnHistory) -> Iterable[Caution]:
    """What an honest assistant says against a product that it shows."""
    back = next((each for each in profile.sent_back if each.product_id == product.id), None)
    if profile.personal and back is not None:
        yield Caution("you_sent_it_back", {"reason": back.reason})
    fit = returns.of(product.id).fit
    if fit is not None:
        counted = {"returned": str(fit.returned), "sold": str(fit.sold)}
        yield Caution(f"runs_{fit.direction}", counted)
