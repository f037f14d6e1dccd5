"""A log of purchases: who bought what and when, in arrays; read from a CSV, cut by time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.cells import filled, moment
from knowledge.errors import DomainError
from knowledge.importing import BadField, BadFile, Table

Indices = NDArray[np.int64]
Floats = NDArray[np.float64]

COLUMNS = ("customer_id", "product_id", "timestamp")
SECONDS_A_DAY = 86_400
LONGEST_ID = 200
_NUMBER = re.compile(r"-?\d{1,17}(\.\d+)?", re.ASCII)
_COMPACT_DAY = re.compile(r"(?:19|20)\d{6}", re.ASCII)
# Seconds since 1970 stay below this until the year 5138; above it are milliseconds.
_LARGEST_SECONDS = 1e11


class TooFewPurchases(DomainError):
    """Too little was bought to learn or to measure; says what is missing."""


@dataclass(frozen=True)
class Purchases:
    """Purchases by time, oldest first. `customer` and `product` are positions in the lists of ids."""

    customers: NDArray[np.str_]
    products: NDArray[np.str_]
    customer: Indices
    product: Indices
    at: Floats
    """Days since 1970-01-01 UTC."""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, float]]) -> Purchases:
        """Purchases of rows of customer, product and moment (days since 1970)."""
        chosen = sorted(rows, key=lambda row: row[2])
        customers, customer = np.unique([row[0] for row in chosen], return_inverse=True)
        products, product = np.unique([row[1] for row in chosen], return_inverse=True)
        at = np.array([row[2] for row in chosen], dtype=np.float64)
        return cls(
            customers.astype(np.str_), products.astype(np.str_), customer.astype(int), product.astype(int), at
        )

    def __len__(self) -> int:
        return len(self.at)

    @property
    def span(self) -> float:
        """Days from the first purchase to the last."""
        return float(self.at[-1] - self.at[0]) if len(self) else 0.0

    def only(self, chosen: NDArray[np.bool_]) -> Purchases:
        """The chosen rows, with the customers and products that occur in them."""
        who, customer = np.unique(self.customer[chosen], return_inverse=True)
        what, product = np.unique(self.product[chosen], return_inverse=True)
        return Purchases(self.customers[who], self.products[what], customer, product, self.at[chosen])

    def counts(self, weights: Floats | None = None) -> sparse.csr_matrix:
        """How often each customer (row) bought each product (column), each purchase with its weight."""
        values = np.ones(len(self)) if weights is None else weights
        shape = (len(self.customers), len(self.products))
        return sparse.csr_matrix((values, (self.customer, self.product)), shape=shape)


def split_by_time(purchases: Purchases, share: float) -> tuple[Purchases, Purchases]:
    """Cut at one moment for all: before it, and from it on about `share` of the rows.

    Rows of one moment stay together, so the cut is the moment that comes nearest to the share.

    Raises:
        TooFewPurchases: All rows are of one moment.
    """
    moments, first = np.unique(purchases.at, return_index=True)
    if len(moments) < 2:
        raise TooFewPurchases(
            f"all purchases ({len(purchases)}) are of one moment: there is no before and after"
        )
    wanted = (1 - share) * len(purchases)
    cut = moments[1:][np.argmin(np.abs(first[1:] - wanted))]
    return purchases.only(purchases.at < cut), purchases.only(purchases.at >= cut)


def read_purchases(path: Path) -> Purchases:
    """Read a CSV with the columns `customer_id`, `product_id` and `timestamp`; others are passed over.

    A timestamp is ISO 8601 (without a zone: UTC), a day (`2024-03-01` or `20240301`), or seconds (or
    milliseconds) since 1970.

    Raises:
        BadFile: The file cannot be read, or a row is wrong: the message names line and column.
        TooFewPurchases: There are no rows.
    """
    table = Table(path)
    table.expect(COLUMNS)
    rows: list[tuple[str, str, float]] = []
    for row in table:
        if row.misaligned is not None:
            raise BadFile(path, str(row.misaligned))
        try:
            customer, product = (filled(row[name], name, LONGEST_ID) for name in COLUMNS[:2])
            rows.append((customer, product, _days(row["timestamp"])))
        except BadField as error:
            raise BadFile(path, str(row.problem(error))) from None
    if not rows:
        raise TooFewPurchases(f"{path.name}: there are no purchases below the header")
    return Purchases.of(rows)


def _days(text: str) -> float:
    if _COMPACT_DAY.fullmatch(text):
        try:
            return _since_1970(datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC))
        except ValueError:
            pass  # no day of the calendar: seconds, then
    if _NUMBER.fullmatch(text):
        number = float(text)
        return (number / 1000 if abs(number) >= _LARGEST_SECONDS else number) / SECONDS_A_DAY
    return _since_1970(moment(text, "timestamp"))


def _since_1970(at: datetime) -> float:
    return at.timestamp() / SECONDS_A_DAY


def days_of(at: datetime) -> float:
    """A moment in days since 1970."""
    return _since_1970(at)
