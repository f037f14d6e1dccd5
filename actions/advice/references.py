"""Which product a shopper means: "the second one", "the cheaper one", "that jacket", a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.turn import Turn
from knowledge.advice.constraints import type_matches
from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import words
from knowledge.customers.profile import Profile
from knowledge.errors import NotFound

# The share of a product's name words that must be said for it to be meant.
NAME_SHARE = 0.5
_BOUGHT = re.compile(r"\b(?:bought|ordered|own|purchased)\b|买过|买的|买了", re.IGNORECASE)


def shown_products(turn: Turn) -> list[ProductFacts]:
    """The products the shopper saw last, in the order shown, as they are now."""
    return _still_there(turn, turn.slots.get("shown") or ())


def named_products(turn: Turn) -> list[ProductFacts]:
    """The products that a message names or points at by their place."""
    shown = shown_products(turn)
    placed = [_at(shown, int(ordinal)) for ordinal in turn.values("ordinal")]
    named = _still_there(turn, turn.values("product"))
    found = [*(product for product in placed if product is not None), *named]
    return list({product.id: product for product in found}.values())


def _still_there(turn: Turn, product_ids: Iterable[object]) -> list[ProductFacts]:
    found = []
    for product_id in product_ids:
        try:
            found.append(turn.shop.advisor.product(str(product_id)))
        except NotFound:
            continue  # it left the shop meanwhile
    return found


def _at(shown: Sequence[ProductFacts], place: int) -> ProductFacts | None:
    """The product at a place, 1 for the first and -1 for the last."""
    if 1 <= place <= len(shown):
        return shown[place - 1]
    return shown[-1] if place == -1 and shown else None


def meant_product(turn: Turn, *, or_current: bool = True) -> ProductFacts | None:
    """The product a message is about; with `or_current`, the one talked about when nothing else is said."""
    named = _still_there(turn, turn.values("product")[:1])
    if named:
        return named[0]
    shown = shown_products(turn)
    ordinal = turn.entity("ordinal")
    if ordinal is not None and shown:
        return _at(shown, int(ordinal))  # "the fifth" of four is none of them, and not the one before
    picked = _picked(turn, shown)
    if picked is not None or not or_current:
        return picked
    current = _still_there(turn, [turn.slots["product"]]) if turn.slots.get("product") else []
    if current:
        return current[0]
    return shown[0] if len(shown) == 1 else None


def _picked(turn: Turn, shown: Sequence[ProductFacts]) -> ProductFacts | None:
    if not shown:
        return None
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


def speaks_of_bought(text: str) -> bool:
    """Whether a message is about something the shopper has already."""
    return _BOUGHT.search(text) is not None


def owned_product(turn: Turn, profile: Profile) -> ProductFacts | None:
    """The newest thing the shopper bought of a kind that a message names ("the boots I bought")."""
    kinds = [str(kind) for kind in turn.values("product_type")]
    newest_first = sorted(profile.owned, key=lambda owned: owned.at, reverse=True)
    products = turn.shop.catalogue.snapshot().products
    bought = (products[owned.product_id] for owned in newest_first if owned.product_id in products)
    return next((each for each in bought if any(type_matches(each, kind) for kind in kinds)), None)
