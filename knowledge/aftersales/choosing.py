"""Which variant can be had of what is wanted instead of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from knowledge.aftersales.resolver import Sellable, resolve
from knowledge.aftersales.wanted import Wanted


@dataclass(frozen=True)
class Choice:
    """What can be had of it."""

    sku: str | None = None
    """The one variant meant; None when there is none, or more than one."""
    near: tuple[str, ...] = ()
    """SKUs that can be had and come near, nearest first, when there is not just one."""
    fits: bool = True
    """Whether those near are all that was asked for."""


def choose(
    wanted: Wanted, sku: str, now: Mapping[str, str], variants: Sequence[Sellable], *, needed: int = 1
) -> Choice:
    """The variant that is wanted instead of `sku`, whose options are `now`, else those nearest to it.

    What is asked for must hold, and so must what is said to stay; the rest stays where there is a variant like that.
    """
    others = [each for each in variants if each.sku != sku]
    if wanted.sku:
        at_hand = any(each.sku == wanted.sku and each.stock >= needed for each in others)
        near = () if at_hand else resolve(now, {}, others, needed=needed).nearest
        return Choice(wanted.sku if at_hand else None, near, fits=at_hand)
    at_hand_now = [each for each in others if each.stock >= needed]
    fitting = _fitting(wanted, now, at_hand_now) or _fitting(_without_liked(wanted), now, at_hand_now)
    if wanted.price:
        return _by_price(wanted, fitting, _own(wanted, sku, now, variants))
    for values in product(*wanted.options.values()):
        found = resolve(now, dict(zip(wanted.options, values, strict=True)), others, needed=needed)
        if found.sku is not None:
            return Choice(found.sku)
    return _best(wanted, now, fitting) or _unlike(wanted, now, others, needed)


def _best(wanted: Wanted, now: Mapping[str, str], fitting: Sequence[Sellable]) -> Choice | None:
    """The only one that fits, or that is liked best; else all that fit, best first."""
    if not fitting:
        return None
    ranked = sorted(fitting, key=lambda each: _order(wanted, now, each))
    likings = [_liking(wanted, each) for each in ranked]
    if len(ranked) == 1 or wanted.free or (wanted.liked and likings.count(likings[0]) == 1):
        return Choice(ranked[0].sku)
    return Choice(None, tuple(each.sku for each in ranked))


def _unlike(wanted: Wanted, now: Mapping[str, str], others: Sequence[Sellable], needed: int) -> Choice:
    """Nothing that fits, but what comes near."""
    first = {name: values[0] for name, values in wanted.options.items()}
    return Choice(None, resolve(now, first, others, needed=needed).nearest, fits=wanted.empty)


def _without_liked(wanted: Wanted) -> Wanted:
    firm = {name: values for name, values in wanted.options.items() if name not in wanted.liked}
    return replace(wanted, options=firm)


def _fitting(wanted: Wanted, now: Mapping[str, str], at_hand: Sequence[Sellable]) -> list[Sellable]:
    """Variants with one of the values asked for in each option, and with all that is said to stay."""
    return [
        each
        for each in at_hand
        if all(each.options.get(name) in values for name, values in wanted.options.items())
        and all(each.options.get(name) == now.get(name) for name in wanted.kept)
    ]


def _liking(wanted: Wanted, variant: Sellable) -> list[int]:
    """How far down each liked value stands among those that would do."""
    return [
        values.index(variant.options[name]) if variant.options.get(name) in values else len(values)
        for name, values in wanted.options.items()
    ]


def _order(wanted: Wanted, now: Mapping[str, str], variant: Sellable) -> tuple[list[int], int, int]:
    """Best liked values first, then what keeps most of the rest, then the cheaper."""
    other = sum(
        variant.options.get(name) != value for name, value in now.items() if name not in wanted.options
    )
    return _liking(wanted, variant), other, variant.price_minor


def _own(wanted: Wanted, sku: str, now: Mapping[str, str], variants: Sequence[Sellable]) -> Sellable | None:
    """The variant there is now, if it is one of those that would do."""
    return next(iter(_fitting(wanted, now, [each for each in variants if each.sku == sku])), None)


def _by_price(wanted: Wanted, fitting: Sequence[Sellable], own: Sellable | None) -> Choice:
    """The cheapest or dearest that fits, unless that is the one there is now; with "cheaper", all that cost less."""
    cheapest_first = sorted(fitting, key=lambda each: each.price_minor)
    if wanted.price == "lower":
        lower = [each for each in cheapest_first if own is None or each.price_minor < own.price_minor]
        one = lower[0].sku if len(lower) == 1 else None
        return Choice(one, () if one else tuple(each.sku for each in lower), fits=bool(lower))
    best = cheapest_first[0 if wanted.price == "lowest" else -1] if cheapest_first else None
    if best is None or (own is not None and not _better(best, own, wanted.price)):
        return Choice(fits=False)
    return Choice(best.sku)


def _better(best: Sellable, own: Sellable, price: str) -> bool:
    return best.price_minor < own.price_minor if price == "lowest" else best.price_minor > own.price_minor
