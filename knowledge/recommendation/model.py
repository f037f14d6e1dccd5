"""The model of purchases: how likely each product is bought next, and which past purchase speaks for it.

The expected number of purchases of a product by a customer is a sum of grounds, each with a weight that is not
negative and was learnt from the shop's own data (`fitting`):

- trend: what all buy, in several recencies, apart for products the customer has not and has bought;
- again: the customer's own purchases, fading in several half-lives, times how often this product is bought again;
- also bought: products that those who bought the same have bought (co-counts over the root of the buyers);
- agreeing: the mean cosine of a product with all that was bought, squared: what many purchases speak for;
- then: products that were bought within a while after.

The personal grounds grow with the purchases known, the trend with their square root: so the less is known of a
customer, the more the trend counts, and a customer never seen gets the trend alone.
NumPy and SciPy only: this is what serves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from knowledge.recommendation.purchases import Floats, Indices

# Half-lives as shares of the time that the purchases span; the last does not fade.
RECENCIES = (1 / 16, 1 / 8, 1 / 4, float("inf"))
_MIDDLE = 2
FEW_BUYERS = 5.0
"""What so few bought is told half by its own figures, half by those of all products."""
GROUNDS = (
    *(f"trend_new_{n}" for n in range(len(RECENCIES))),
    *(f"trend_known_{n}" for n in range(len(RECENCIES))),
    *(f"again_{n}" for n in range(len(RECENCIES))),
    "also_bought",
    "also_bought_lately",
    "also_bought_of_few",
    "agreeing",
    "then",
)


@dataclass(frozen=True)
class Histories:
    """What some customers bought (rows: customers, columns: products), once for each half-life."""

    faded: tuple[sparse.csr_matrix, ...]

    @property
    def counts(self) -> sparse.csr_matrix:
        """Purchases that do not fade."""
        return self.faded[-1]

    @property
    def root(self) -> Floats:
        """The square root of each customer's number of purchases, at least 1; a column."""
        return np.sqrt(np.maximum(1.0, np.asarray(self.counts.sum(axis=1), dtype=np.float64)))

    def rows(self, chosen: slice | Indices) -> Histories:
        """Some of the customers."""
        return Histories(tuple(each[chosen] for each in self.faded))


@dataclass(frozen=True)
class PurchaseModel:
    """What was learnt from purchases. Arrays are by product, in the order of `products`."""

    products: tuple[str, ...]
    half_lives: tuple[float, ...]
    """Days, for each of `RECENCIES`."""
    until: float
    """The last purchase that it knows, days since 1970."""
    trends: Floats
    """Shape (half-lives, products): shares of all purchases, faded."""
    buyers: Floats
    bought_again: Floats
    """How many times, on other days, a buyer comes back for the product; shrunk to the mean of all."""
    neighbours: sparse.csr_matrix
    """Row: bought; column: also bought; value: common buyers over the root of the row's buyers."""
    sequels: sparse.csr_matrix
    """Row: bought; column: bought within a while after; value: how often, of the row's purchases."""
    weights: Floats
    """By `GROUNDS`; none is negative."""

    @cached_property
    def position(self) -> dict[str, int]:
        """The column of each product."""
        return {product: column for column, product in enumerate(self.products)}

    def histories(
        self, customer: Indices, product: Indices, at: Floats, count: int, now: float | None = None
    ) -> Histories:
        """The histories of `count` customers from purchases as parallel arrays, as seen at `now`."""
        age = np.maximum(0.0, (self.until if now is None else now) - at)
        shape = (count, len(self.products))
        return Histories(
            tuple(
                sparse.csr_matrix((0.5 ** (age / half_life), (customer, product)), shape=shape)
                for half_life in self.half_lives
            )
        )

    def history(self, bought: Sequence[tuple[str, float]], now: float | None = None) -> Histories:
        """The history of one customer from products and moments (days since 1970); unknown products are left out."""
        known = [(self.position[product], at) for product, at in bought if product in self.position]
        columns = np.array([column for column, _ in known], dtype=np.int64)
        moments = np.array([at for _, at in known], dtype=np.float64)
        return self.histories(np.zeros_like(columns), columns, moments, 1, now)

    def grounds(self, histories: Histories) -> Iterator[Floats]:
        """Each of `GROUNDS` before its weight, of shape (customers, products)."""
        root, counts = histories.root, histories.counts
        known = counts.toarray() > 0
        for trend in self.trends:
            yield root * trend * ~known
        for trend in self.trends:
            yield root * trend * known
        for faded in histories.faded:
            yield faded.toarray() * self.bought_again
        also_bought = (counts @ self.neighbours).toarray()
        yield also_bought
        yield (histories.faded[_MIDDLE] @ self.neighbours).toarray()
        yield also_bought / root
        yield np.square(also_bought / root / np.sqrt(self.buyers))
        yield (histories.faded[_MIDDLE - 1] @ self.sequels).toarray()

    def scores(self, histories: Histories) -> Floats:
        """The expected purchases, in a unit of their own, of shape (customers, products)."""
        new, old, again, _ = self._weights_by_kind
        known = histories.counts.toarray() > 0
        trend = histories.root * np.where(known, old @ self.trends, new @ self.trends)
        bought = sum(weight * faded for weight, faded in zip(again, histories.faded, strict=True)).toarray()
        return np.asarray(
            trend + bought * self.bought_again + self._through_others(histories), dtype=np.float64
        )

    @property
    def _weights_by_kind(self) -> list[Floats]:
        many = len(self.half_lives)
        return np.split(self.weights, [many, 2 * many, 3 * many])

    def _through_others(self, histories: Histories) -> Floats:
        """What other purchases add to the score of each product, of shape (customers, products)."""
        ever, lately, of_few, agreeing, then = self._weights_by_kind[-1]
        root = histories.root
        also_bought = (histories.counts @ self.neighbours).toarray()
        lately_too = lately * histories.faded[_MIDDLE] @ self.neighbours
        sequels = then * histories.faded[_MIDDLE - 1] @ self.sequels
        agreed = agreeing * np.square(also_bought / root) / self.buyers
        return np.asarray((ever + of_few / root) * also_bought + agreed + (lately_too + sequels).toarray())

    def lift(self, histories: Histories) -> Floats:
        """How many times likelier a product is next for one customer than it is of all that is sold; 1 is as likely.

        Their own purchases of the same product do not count. What few bought is believed to sell a little better.
        """
        trend = histories.root[0, 0] * (self._weights_by_kind[0] @ self.trends)
        expected = self._through_others(histories)[0] + trend
        sold = self.buyers + FEW_BUYERS
        return np.asarray(expected / max(expected.sum(), 1e-12) * sold.sum() / sold)

    def because(self, histories: Histories, products: Indices) -> Indices:
        """For each product the purchase of one customer that adds most to it (both as columns); -1 where none does."""
        bought = np.unique(histories.counts.indices)
        ever, lately, of_few, agreeing, then = self._weights_by_kind[-1]
        root = histories.root[0, 0]

        def each(faded: sparse.csr_matrix) -> Floats:
            return np.asarray(faded[0, bought].toarray()).reshape(-1, 1)

        near = self.neighbours[bought][:, products].toarray()
        counts = each(histories.counts)
        # A square is shared among its terms by what each adds to the sum that is squared.
        agreed = agreeing * (counts * near).sum(axis=0) / root**2 / self.buyers[products]
        adds = (counts * (ever + of_few / root + agreed) + lately * each(histories.faded[_MIDDLE])) * near
        adds += then * each(histories.faded[_MIDDLE - 1]) * self.sequels[bought][:, products].toarray()
        if not adds.size:
            return np.full(len(products), -1)
        return np.where(adds.max(axis=0) > 0, bought[adds.argmax(axis=0)], -1)


def best(scores: Floats, count: int) -> Indices:
    """The columns of the `count` highest scores of each row, best first."""
    count = min(count, scores.shape[1])
    found = np.argpartition(-scores, count - 1, axis=1)[:, :count]
    order = np.argsort(-np.take_along_axis(scores, found, axis=1), axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)
