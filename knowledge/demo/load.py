"""Loading the demo shop into an empty database: products as a feed, the rest in bulk."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from knowledge.accounts.models import Bill, BillPayment, CreditEntry, SubscribedService, Subscription
from knowledge.aftersales.models import DecidedCase, Refund, Return, ReturnLine
from knowledge.catalogue.importing import import_products
from knowledge.catalogue.models import PriceChange, Product
from knowledge.customers.models import Consent, ConsentEvent, Customer
from knowledge.database import Base, SessionFactory, utc_now, writing
from knowledge.demo.account_rows import account_rows
from knowledge.demo.articles import CHINESE_ARTICLES, read_articles
from knowledge.demo.catalogue import feed_products, read_catalogue
from knowledge.demo.history import SHOWCASE, shop_for_two_years
from knowledge.demo.opinions import Told, tell
from knowledge.demo.past_cases import past_cases
from knowledge.demo.payments import history
from knowledge.demo.people import WORDING, Person, invent_people
from knowledge.demo.price_changes import price_changes
from knowledge.demo.sales import MoneyBack, Sale, SentBack
from knowledge.demo.showcase import showcase_people
from knowledge.demo.variants import CURRENCY
from knowledge.errors import DomainError
from knowledge.feedback.models import Feedback
from knowledge.help.models import HelpArticle
from knowledge.orders.models import Fulfilment, Order, OrderLine
from knowledge.orders.payments import PaymentEntry, PaymentMethod

CHUNK = 2_000
Progress = Callable[[str, int, int], None]
"""Told what is being loaded, how many rows are in, and of how many."""
Rows = Sequence[dict[str, Any]]


class ShopNotEmpty(DomainError):
    """The database holds a shop already; the demo would mix with it."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"the shop is not empty: it has {found}. The demo goes into an empty database only; "
            "name another one, or delete what is there."
        )


@dataclass(frozen=True)
class DemoReport:
    """What was loaded, in rows; `already` when the demo had been there before and nothing was done."""

    already: bool = False
    products: int = 0
    variants: int = 0
    customers: int = 0
    orders: int = 0
    returns: int = 0
    feedback: int = 0
    articles: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        if self.already:
            return "the demo shop is already loaded; nothing was done"
        return (
            f"{self.products} products ({self.variants} variants), {self.customers} customers, "
            f"{self.orders} orders, {self.returns} returns, {self.feedback} pieces of feedback and "
            f"{self.articles} help articles in {self.seconds:.1f} s"
        )


def load_demo(
    sessions: SessionFactory, *, now: datetime | None = None, progress: Progress | None = None
) -> DemoReport:
    """Load the demo shop, its history ending `now`.

    A second time it does nothing. Customers and all that is theirs go in by one transaction, after the
    products: what a broken-off load left is completed by the next.

    Raises:
        ShopNotEmpty: There are products, customers or articles that are not the demo's.
    """
    started = time.perf_counter()
    now = now or utc_now()
    products = read_catalogue()
    if _is_loaded(sessions, {product.id for product in products}):
        return DemoReport(already=True)

    def told(done: int, total: int | None) -> None:
        if progress is not None:
            progress("products", done, total or len(products))

    import_products(sessions, feed_products(products), progress=told, source="demo")
    people = [*showcase_people(now), *invent_people(products, now=now)]
    history = shop_for_two_years(people, products, now=now)
    said = tell(history.sales, products, now=now)
    articles = [*read_articles(now=now), *read_articles(CHINESE_ARTICLES, language="zh", now=now)]
    with writing(sessions) as session:
        writer = _Writer(session, progress)
        writer.prices(price_changes(products, now))
        writer.articles(articles)
        writer.people(people, history.levels)
        writer.sales(history.sales)
        writer.accounts(people, history.sales, now)
        writer.feedback(said)
    return DemoReport(
        products=len(products),
        variants=sum(len(product.variants) for product in products),
        customers=len(people),
        orders=len(history.sales),
        returns=sum(len(sale.returns) for sale in history.sales),
        feedback=len(said),
        articles=len(articles),
        seconds=time.perf_counter() - started,
    )


def _is_loaded(sessions: SessionFactory, demo_products: set[str]) -> bool:
    """Whether the demo is there as a whole; raises `ShopNotEmpty` when something else is."""
    with sessions() as session:
        foreign = set(session.scalars(select(Product.id))) - demo_products
        if foreign:
            raise ShopNotEmpty(f"{len(foreign)} products that are not the demo's, such as {min(foreign)!r}")
        if session.scalar(select(Customer.id).where(Customer.shop_id == SHOWCASE[0].shop_id)) is not None:
            return True
        for model, name in ((Customer, "customers"), (HelpArticle, "help articles"), (Feedback, "feedback")):
            count = session.scalar(select(func.count()).select_from(model))
            if count:
                raise ShopNotEmpty(f"{name} ({count} rows) that are not the demo's")
    return False


class _Writer:
    """Puts what was made up into the tables; ids are the database's own."""

    def __init__(self, session: Session, progress: Progress | None) -> None:
        self._session = session
        self._progress = progress
        self._customers: Mapping[str, int] = {}
        self._orders: Mapping[str, int] = {}
        self._levels: Mapping[str, str] = {}

    def _insert(self, what: str, model: type[Base], rows: Rows) -> None:
        for start in range(0, len(rows), CHUNK):
            self._session.execute(insert(model), rows[start : start + CHUNK])
            if self._progress is not None:
                self._progress(what, min(start + CHUNK, len(rows)), len(rows))

    def _keys(self, name: InstrumentedAttribute[str], key: InstrumentedAttribute[int]) -> dict[str, int]:
        """The database's own keys by the shop's name for a row."""
        return dict(self._session.execute(select(name, key)).all())

    def prices(self, rows: Rows) -> None:
        """What things cost before."""
        self._insert("prices", PriceChange, rows)

    def articles(self, articles: Sequence[HelpArticle]) -> None:
        """Help articles."""
        self._session.add_all(articles)
        self._session.flush()

    def people(self, people: Sequence[Person], levels: Mapping[str, str]) -> None:
        """Customers and their consents."""
        self._levels = levels
        self._insert("customers", Customer, [_customer(person, levels) for person in people])
        self._customers = self._keys(Customer.shop_id, Customer.id)
        consents = [
            {
                "customer_id": self._customers[person.shop_id],
                "purpose": consent.purpose,
                "state": consent.state,
                "wording": WORDING,
                "at": consent.at,
            }
            for person in people
            for consent in person.consents
        ]
        self._insert("consents", Consent, consents)
        self._insert("consents", ConsentEvent, [{**row, "source": "account"} for row in consents])

    def sales(self, sales: Sequence[Sale]) -> None:
        """Orders with lines, parcels, returns and refunds."""
        self._insert("orders", Order, [_order(sale, self._customers[sale.person.shop_id]) for sale in sales])
        self._orders = self._keys(Order.number, Order.id)
        self._insert("order lines", OrderLine, [row for sale in sales for row in self._lines(sale)])
        self._insert("parcels", Fulfilment, [row for sale in sales for row in self._parcels(sale)])
        numbers = {
            id(goods): f"R-{sale.number}-{place}"
            for sale in sales
            for place, goods in enumerate(sale.returns, 1)
        }
        returns = [
            _return(goods, numbers[id(goods)], self._orders[sale.number])
            for sale in sales
            for goods in sale.returns
        ]
        self._insert("returns", Return, returns)
        stored = self._keys(Return.number, Return.id)
        keys = {goods: stored[number] for goods, number in numbers.items()}
        self._insert("return lines", ReturnLine, list(self._return_lines(sales, keys)))
        refunds = [
            _refund(money, sale, self._orders[sale.number], keys.get(id(money.goods)))
            for sale in sales
            for money in sale.refunds
        ]
        self._insert("refunds", Refund, refunds)
        refund_ids = iter(self._session.scalars(select(Refund.id).order_by(Refund.id)).all())
        payments = [
            row
            for sale in sales
            for row in history(
                sale, self._orders[sale.number], list(itertools.islice(refund_ids, len(sale.refunds)))
            )
        ]
        self._insert("payments", PaymentEntry, payments)
        cases = past_cases(sales, customers=self._customers, orders=self._orders, levels=self._levels)
        self._insert("decided cases", DecidedCase, cases)

    def accounts(self, people: Sequence[Person], sales: Sequence[Sale], now: datetime) -> None:
        """Points, the paid plan and stored ways to pay."""
        made = account_rows(people, sales, self._customers, self._orders, now)
        self._insert("points", CreditEntry, made.points)
        self._insert("subscriptions", Subscription, made.subscriptions)
        keys = self._keys(Subscription.number, Subscription.id)
        self._insert("services", SubscribedService, made.keyed(made.services, "subscription_id", keys))
        self._insert("bills", Bill, made.keyed(made.bills, "subscription_id", keys))
        bills = self._keys(Bill.number, Bill.id)
        self._insert("bill payments", BillPayment, made.keyed(made.payments, "bill_id", bills))
        self._insert("payment methods", PaymentMethod, made.methods)

    def _lines(self, sale: Sale) -> Iterator[dict[str, Any]]:
        for line in sale.lines:
            yield {
                "order_id": self._orders[sale.number],
                "sku": line.variant.sku,
                "product_id": line.product.id,
                "name": line.product.name,
                "options": dict(line.variant.options),
                "quantity": line.quantity,
                "unit_minor": line.unit_minor,
            }

    def _parcels(self, sale: Sale) -> Iterator[dict[str, Any]]:
        for parcel in sale.parcels:
            yield {
                "order_id": self._orders[sale.number],
                "carrier": parcel.carrier,
                "tracking_number": parcel.tracking_number,
                "shipped_at": parcel.shipped_at,
                "delivered_at": parcel.delivered_at,
                "events": parcel.events,
            }

    def _return_lines(self, sales: Sequence[Sale], keys: Mapping[int, int]) -> Iterator[dict[str, Any]]:
        columns = select(OrderLine.order_id, OrderLine.sku, OrderLine.id)
        lines = {(order, sku): key for order, sku, key in self._session.execute(columns)}
        for sale in sales:
            for goods in sale.returns:
                for place, quantity in goods.lines:
                    sku = sale.lines[place].variant.sku
                    yield {
                        "return_id": keys[id(goods)],
                        "order_line_id": lines[self._orders[sale.number], sku],
                        "quantity": quantity,
                    }

    def feedback(self, said: Sequence[Told]) -> None:
        """What customers said."""
        rows = [
            {
                "kind": told.kind,
                "text": told.text,
                "sentiment": told.sentiment,
                "label": told.label,
                "aspects": list(told.aspects),
                "rating": told.rating,
                "product_id": None if told.product is None else told.product.id,
                "order_id": None if told.sale is None else self._orders[told.sale.number],
                "customer_id": None if told.by is None else self._customers[told.by],
                "source_key": told.key,
                "at": told.at,
            }
            for told in said
        ]
        self._insert("feedback", Feedback, rows)


def _customer(person: Person, levels: Mapping[str, str]) -> dict[str, Any]:
    names = ("shop_id", "email", "name", "phone", "language", "country", "city", "birth_date", "created_at")
    return {name: getattr(person, name) for name in names} | {"level": levels[person.shop_id]}


def _order(sale: Sale, customer: int) -> dict[str, Any]:
    names = ("number", "state", "shipping_minor", "discount_minor", "placed_at", "promised_at")
    return {name: getattr(sale, name) for name in (*names, "cancelled_at", "cancel_reason")} | {
        "customer_id": customer,
        "currency": CURRENCY,
        "payment_method": sale.payment,
        "delivery_method": str(sale.method),
        "address": sale.person.address,
    }


def _return(goods: SentBack, number: str, order: int) -> dict[str, Any]:
    names = ("state", "reason", "comment", "policy_version", "requested_at", "received_at")
    return {name: getattr(goods, name) for name in names} | {
        "number": number,
        "order_id": order,
        "policy_rule": goods.rule,
    }


def _refund(money: MoneyBack, sale: Sale, order: int, goods: int | None) -> dict[str, Any]:
    return {
        "order_id": order,
        "return_id": goods,
        "state": money.state,
        "amount_minor": money.amount_minor,
        "currency": CURRENCY,
        "destination": "gift_card" if sale.payment == "gift_card" else "original_payment",
        "method": sale.payment,
        "created_at": money.created_at,
        "settled_at": money.settled_at,
    }
