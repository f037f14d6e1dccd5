"""Association rules: what lands in a basket together with what, more than chance would put it there.

Frequent sets by FP-growth (`mlxtend`, imported here only when rules are made). A rule stays when its products met
often enough and Fisher's exact test, corrected for the number of rules tried (Benjamini & Hochberg 1995), says that
this is no accident.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse, stats

LARGEST_SET = 3
FALSE_DISCOVERIES = 0.05
"""The share of the rules given that may be accidents."""


@dataclass(frozen=True)
class Rule:
    """Baskets that hold `given` hold `then` too."""

    given: tuple[str, ...]
    then: str
    baskets: int
    """How many baskets hold all of them."""
    support: float
    """Share of all baskets that hold all of them."""
    confidence: float
    """Share of the baskets with `given` that hold `then`."""
    lift: float
    """Confidence over the share of all baskets that hold `then`: 1 is chance."""
    sure_lift: float
    """The lift at the lower end of the confidence's 95 % interval (Wilson's): few baskets promise less."""
    p_value: float
    """Chance of so many or more meeting by accident (Fisher's exact test, one-sided)."""


def find_rules(
    baskets: Iterable[Iterable[str]], *, least_baskets: int = 3, largest: int = LARGEST_SET
) -> list[Rule]:
    """Rules of baskets of products, the surest lift first; a product counts once a basket."""
    held = [sorted(set(basket)) for basket in baskets]
    products = sorted({product for basket in held for product in basket})
    if len(held) < least_baskets or len(products) < 2:
        return []
    counts = _frequent(held, products, least_baskets, largest)
    many = len(held)
    rules = []
    for whole, together in counts.items():
        for then in sorted(whole) if len(whole) > 1 else ():
            given = whole - {then}
            with_given, with_then = counts[given], counts[frozenset({then})]
            chance = float(stats.hypergeom.sf(together - 1, many, with_then, with_given))
            confidence = together / with_given
            rules.append(
                Rule(
                    given=tuple(sorted(given)),
                    then=then,
                    baskets=together,
                    support=together / many,
                    confidence=confidence,
                    lift=confidence * many / with_then,
                    sure_lift=_least_share(together, with_given) * many / with_then,
                    p_value=chance,
                )
            )
    return sorted(_no_accidents(rules), key=lambda rule: (-rule.sure_lift, rule.given, rule.then))


def _frequent(
    held: Sequence[Sequence[str]], products: Sequence[str], least: int, largest: int
) -> dict[frozenset[str], int]:
    """Sets of products that are in at least `least` baskets, with in how many."""
    import pandas
    from mlxtend.frequent_patterns import fpgrowth

    column = {product: place for place, product in enumerate(products)}
    columns = [column[product] for basket in held for product in basket]
    rows = np.repeat(np.arange(len(held)), [len(basket) for basket in held])
    matrix = sparse.csr_matrix((np.ones(len(rows), dtype=bool), (rows, columns)), (len(held), len(products)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # mlxtend calls what pandas has renamed
        frame = pandas.DataFrame.sparse.from_spmatrix(matrix, columns=range(len(products)))
        # Half a basket less than `least`, so that rounding loses none.
        found = fpgrowth(frame, min_support=(least - 0.5) / len(held), max_len=largest)
    return {
        frozenset(products[place] for place in places): round(support * len(held))
        for support, places in zip(found["support"], found["itemsets"], strict=True)
    }


def _least_share(found: int, of: int) -> float:
    return float(stats.binomtest(found, of).proportion_ci(method="wilson").low)


def _no_accidents(rules: Sequence[Rule]) -> list[Rule]:
    """The rules whose false discovery rate is at most `FALSE_DISCOVERIES`."""
    if not rules:
        return []
    adjusted = stats.false_discovery_control([rule.p_value for rule in rules], method="bh")
    return [
        rule
        for rule, share in zip(rules, adjusted, strict=True)
        if share <= FALSE_DISCOVERIES and rule.lift > 1
    ]
