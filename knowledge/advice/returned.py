"""What comes back, and why: how a product turns out by its returns, beside others of its category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.aftersales.models import Return, ReturnLine
from knowledge.aftersales.states import ReturnState
from knowledge.catalogue.models import Product
from knowledge.orders.models import OrderLine

# A product runs small or large when at least so many, and this share of all sold, came back for it.
FIT_RETURNS = 3
FIT_SHARE = 0.08
PRIOR_SOLD = 20
"""With so many sold, a product's own share of returns counts as much as its category's."""
# These say something of the product; a change of mind or a late parcel does not.
OF_THE_PRODUCT = frozenset({"too_small", "too_big", "damaged", "defective", "not_as_described", "wrong_item"})

Revision = tuple[int | None, int | None]


@dataclass(frozen=True)
class Fit:
    """How a product turns out: `small` or `large`, with how many were sold and how many sent back for it."""

    direction: str
    returned: int
    sold: int


@dataclass(frozen=True)
class ReturnRecord:
    """How many of a product were sold and how many came back, by reason."""

    sold: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def blamed(self) -> int:
        """How many came back for what the product is."""
        return sum(count for reason, count in self.reasons.items() if reason in OF_THE_PRODUCT)

    @property
    def fit(self) -> Fit | None:
        """Whether returns say that it runs small or large; None when they do not say it clearly."""
        small, big = self.reasons.get("too_small", 0), self.reasons.get("too_big", 0)
        direction, returned, other = ("small", small, big) if small >= big else ("large", big, small)
        clear = returned >= FIT_RETURNS and returned >= 3 * other and returned >= FIT_SHARE * self.sold
        return Fit(direction, returned, self.sold) if clear else None


@dataclass(frozen=True)
class ReturnHistory:
    """The returns of all products."""

    records: Mapping[str, ReturnRecord] = field(default_factory=dict)
    usual: Mapping[str, float] = field(default_factory=dict)
    """The share that comes back of each top category, 0 to 1."""
    revision: Revision = (None, None)

    def of(self, product_id: str) -> ReturnRecord:
        """The record of one product; an empty one when none was sold."""
        return self.records.get(product_id, ReturnRecord())

    def excess(self, product_id: str, category: str) -> float:
        """By how much more of it comes back than is usual in its category, 0 to 1.

        Its own share is drawn to the usual one as if `PRIOR_SOLD` more had been sold (the mean of a beta
        distribution updated by what was seen), so that one return of three sold says little.
        """
        record, usual = self.of(product_id), self.usual.get(_top(category), 0.0)
        share = (record.blamed + usual * PRIOR_SOLD) / (record.sold + PRIOR_SOLD)
        return max(0.0, share - usual)


NO_RETURNS = ReturnHistory()


def _top(category: str) -> str:
    return category.split(" > ", maxsplit=1)[0]


def revision_of(session: Session) -> Revision:
    """What changes when something is sold or comes back."""
    newest: tuple[int | None, int | None] = (
        session.scalar(select(func.max(OrderLine.id))),
        session.scalar(select(func.max(ReturnLine.id))),
    )
    return newest


def read_returns(session: Session) -> ReturnHistory:
    """Count what was sold and what came back."""
    revision = revision_of(session)
    sold = session.execute(
        select(OrderLine.product_id, Product.category, func.sum(OrderLine.quantity))
        .join(Product, Product.id == OrderLine.product_id)
        .group_by(OrderLine.product_id, Product.category)
    ).all()
    reasons: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for product, reason, count in session.execute(
        select(OrderLine.product_id, Return.reason, func.sum(ReturnLine.quantity))
        .join(ReturnLine, ReturnLine.order_line_id == OrderLine.id)
        .join(Return, ReturnLine.return_id == Return.id)
        .where(Return.state != ReturnState.CANCELED)
        .group_by(OrderLine.product_id, Return.reason)
    ):
        reasons[product][reason] = int(count)
    records = {product: ReturnRecord(int(count), reasons[product]) for product, _, count in sold}
    sold_in, blamed_in = Counter[str](), Counter[str]()
    for product, category, count in sold:
        sold_in[_top(category)] += int(count)
        blamed_in[_top(category)] += records[product].blamed
    usual = {top: blamed_in[top] / count for top, count in sold_in.items() if count}
    return ReturnHistory(records, usual, revision)
