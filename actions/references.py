"""Which product a shopper means: "the second one", "the cheaper one", "that jacket", a name."""

from __future__ import annotations

from collections.abc import Sequence

from actions.turn import Turn
from knowledge.advice.constraints import type_matches
from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import words
from knowledge.errors import NotFound

# The share of a product's name words that must be said for it to be meant.
NAME_SHARE = 0.5


def shown_products(turn: Turn) -> list[ProductFacts]:
    """The products the shopper saw last, in the order shown, as they are now."""
    found = []
    for product_id in turn.slots.get("shown") or ():
        try:
            found.append(turn.shop.advisor.product(product_id))
        except NotFound:
            continue  # it left the shop meanwhile
    return found


def meant_product(turn: Turn, *, or_current: bool = True) -> ProductFacts | None:
    """The product a message is about; with `or_current`, the one talked about when nothing else is said."""
    named = turn.entity("product")
    if named is not None:
        try:
            return turn.shop.advisor.product(str(named))
        except NotFound:
            pass
    shown = shown_products(turn)
    picked = _picked(turn, shown)
    if picked is not None:
        return picked
    current = turn.slots.get("product")
    if or_current and current:
        try:
            return turn.shop.advisor.product(str(current))
        except NotFound:
            pass
    if or_current and len(shown) == 1:
        return shown[0]
    return None


def _picked(turn: Turn, shown: Sequence[ProductFacts]) -> ProductFacts | None:
    if not shown:
        return None
    ordinal = turn.entity("ordinal")
    if ordinal is not None:
        at = int(ordinal)
        return shown[at - 1] if 1 <= at <= len(shown) else shown[-1] if at == -1 else None
    direction = turn.entity("relative_price")
    if direction in ("lower", "lowest"):
        return min(shown, key=lambda product: product.lowest_minor)
    if direction in ("higher", "highest"):
        return max(shown, key=lambda product: product.lowest_minor)
    return _described(turn, shown)


def _described(turn: Turn, shown: Sequence[ProductFacts]) -> ProductFacts | None:
    said = set(words(turn.text))
    scores = []
    for product in shown:
        name = set(words(product.name))
        score = len(name & said) / len(name) if name else 0.0
        score += sum(brand == product.brand for brand in turn.values("brand"))
        score += 0.6 * sum(colour in product.values("colour") for colour in turn.values("colour"))
        score += 0.4 * sum(type_matches(product, str(kind)) for kind in turn.values("product_type"))
        scores.append(score)
    best = max(scores)
    if best < NAME_SHARE or scores.count(best) > 1:
        return None
    return shown[scores.index(best)]
