"""The cart as plain data: how many of which SKU."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_LINES = 30
MOST_OF_ONE = 10


@dataclass(frozen=True)
class Cart:
    """SKU to quantity, in the order in which they were put in. Limits keep it within a cookie."""

    quantities: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: Any) -> Cart:
        """A cart as `to_json` wrote it; anything else is an empty one."""
        if not isinstance(value, dict):
            return cls()
        return cls({str(sku): count for sku, count in value.items() if isinstance(count, int) and count > 0})

    def to_json(self) -> dict[str, int]:
        """The cart as JSON can hold it."""
        return dict(self.quantities)

    @property
    def count(self) -> int:
        """How many things are in it."""
        return sum(self.quantities.values())

    def added(self, sku: str, quantity: int = 1) -> Cart:
        """With more of a SKU, up to the limits."""
        if sku not in self.quantities and len(self.quantities) >= MOST_LINES:
            return self
        return self.changed(sku, self.quantities.get(sku, 0) + quantity)

    def changed(self, sku: str, quantity: int) -> Cart:
        """With so many of a SKU; none removes it."""
        if quantity <= 0:
            return Cart({key: count for key, count in self.quantities.items() if key != sku})
        return Cart({**self.quantities, sku: min(quantity, MOST_OF_ONE)})
