"""Offering the size that fits to somebody who sends something back for its size."""

from __future__ import annotations

from dataclasses import dataclass

from actions.advice.finding import profile_of
from actions.aftersales.picked_items import Picked, line_of
from actions.turn import Reply, Turn, button
from knowledge.advice.better_size import SIZE, fitting
from knowledge.aftersales.wishes import Swap
from knowledge.catalogue.view import VariantFacts

EXCHANGE = "exchange"
OF_SIZE = ("too_small", "too_big")


@dataclass(frozen=True)
class BetterSize:
    """A variant that should fit, and why."""

    variant: VariantFacts
    ground: str
    """`yours` for the size the shopper keeps, `runs-small` or `runs-large` by its returns, else `next`."""


def better_size(turn: Turn, item: Picked) -> BetterSize | None:
    """The size to offer instead of an item's; None when there is none that the policy would exchange it for."""
    if item.get("reason") not in OF_SIZE or not turn.shop.aftersales.policy.exchanges.offered:
        return None
    line = line_of(turn, item)
    product = turn.shop.catalogue.fresh(line.product_id)
    if product is None:
        return None
    kept = profile_of(turn).size_for(product.category)
    variant = fitting(product, line.options, str(item["reason"]), kept)
    if variant is None:
        return None
    wish = Swap(str(item["order"]), ((line.id, int(item["quantity"] or 1), variant.sku),))
    if not turn.decide(wish).allowed:
        return None
    if variant.options[SIZE] == kept:
        return BetterSize(variant, "yours")
    fit = turn.shop.advisor.fit_from_returns(product.id)
    explained = {"too_small": "small", "too_big": "large"}[str(item["reason"])]
    ground = f"runs-{fit.direction}" if fit is not None and fit.direction == explained else "next"
    return BetterSize(variant, ground)


def offer_size(turn: Turn, reply: Reply, item: Picked) -> None:
    """Ask whether another size would do instead of the money."""
    better = better_size(turn, item)
    if better is None:
        raise LookupError("the size that was to be offered has gone meanwhile")
    words, size = turn.words, better.variant.options[SIZE]
    buttons = [
        button(words.say("button-exchange-size", size=size), "inform", choice=EXCHANGE),
        button(words.say("button-money-back"), "deny"),
    ]
    reply.say(f"return-size-{better.ground}", buttons, item=line_of(turn, item).name, size=size)


def suggest_size(turn: Turn, reply: Reply, item: Picked) -> bool:
    """Suggest the size that should fit to somebody who exchanges something for its size; False when none is known."""
    better = better_size(turn, item)
    if better is None:
        return False
    words, size = turn.words, better.variant.options[SIZE]
    buttons = [
        button(words.say("button-exchange-size", size=size), "affirm"),
        button(words.say("button-variant-none"), "deny"),
    ]
    reply.say(f"exchange-size-{better.ground}", buttons, item=line_of(turn, item).name, size=size)
    return True
