"""What a turn reads of its customer's own: each thing once, until something is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event

from knowledge.aftersales.decision import Decision
from knowledge.aftersales.facts import MethodFacts, PayingFacts
from knowledge.aftersales.standing import Left
from knowledge.aftersales.wishes import Wish
from knowledge.orders.models import Order
from knowledge.orders.payments import PaymentMethod
from knowledge.shop import Shop

T = TypeVar("T")
_commits: WeakKeyDictionary[Engine, _Commits] = WeakKeyDictionary()


class _Commits:
    """Counts what this process writes through an engine."""

    def __init__(self, engine: Engine) -> None:
        self._numbers = count(1)
        self.last = 0
        event.listen(engine, "commit", self._note)

    def _note(self, _: object) -> None:
        self.last = next(self._numbers)


class Own:
    """Orders, what is left of them, ways to pay and what the policy says, as they are now; made anew for each turn."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        if shop.engine not in _commits:
            _commits[shop.engine] = _Commits(shop.engine)
        self._commits = _commits[shop.engine]
        self._as_of = self._commits.last
        self._read: dict[tuple[Any, ...], Any] = {}

    def orders(self, customer_id: int) -> Sequence[Order]:
        """A customer's orders, newest first."""
        return self._once(("orders", customer_id), lambda: self._shop.orders.of_customer(customer_id))

    def order(self, customer_id: int, number: str) -> Order:
        """One order of a customer by its number; raises `OrderNotFound`."""
        wanted = number.strip().lstrip("#")
        found = next((order for order in self.orders(customer_id) if order.number == wanted), None)
        return found if found is not None else self._shop.orders.owned(customer_id, number)

    def left(self, customer_id: int) -> Mapping[int, Left]:
        """What is left of each order line that was delivered."""
        return self._once(("left", customer_id), lambda: self._shop.aftersales.standing.left(customer_id))

    def payment_methods(self, customer_id: int) -> Sequence[PaymentMethod]:
        """The ways to pay that a customer has stored."""
        return self._once(("methods", customer_id), lambda: self._shop.orders.payment_methods(customer_id))

    def paying(self, customer_id: int, number: str) -> PayingFacts:
        """How an order of a customer was paid; raises `OrderNotFound`."""
        standing = self._shop.aftersales.standing
        return self._once(("paying", customer_id, number), lambda: standing.paying(customer_id, number))

    def destinations(self, customer_id: int, number: str) -> Sequence[MethodFacts]:
        """Where money for returned goods of an order may go; raises `OrderNotFound`."""
        standing = self._shop.aftersales.standing
        return self._once(("to", customer_id, number), lambda: standing.destinations(customer_id, number))

    def decision(self, customer_id: int, wish: Wish) -> Decision:
        """What the policy says of a wish of a customer's."""
        return self._once(
            ("decision", customer_id, wish), lambda: self._shop.aftersales.decide(customer_id, wish)
        )

    def _once(self, name: tuple[Any, ...], read: Callable[[], T]) -> T:
        if self._as_of != self._commits.last:
            self._as_of = self._commits.last
            self._read.clear()
        if name not in self._read:
            self._read[name] = read()
        value: T = self._read[name]
        return value
