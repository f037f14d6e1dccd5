"""The same requests to the demo shop, personal and not.

A copy of the shop forgets all orders after a moment, and learns from what is left. Each customer who agreed to
personal advice then asks for the kind of each product that they bought next, once as themselves and once as nobody:
how far up is what they bought?
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

import numpy as np
from rich.console import Console
from sqlalchemy import select

from attendant.composition import make_shop
from attendant.settings import Settings
from knowledge.advice.constraints import type_matches
from knowledge.advice.needs import Need
from knowledge.catalogue.words import category_kinds
from knowledge.customers.profile import NOBODY, Profile
from knowledge.orders.models import Order, OrderLine, OrderState
from knowledge.recommendation.metrics import difference
from knowledge.shop import Shop

LATER_SHARE = 0.2
Gains = tuple[np.ndarray, np.ndarray]


def _next_orders(shop: Shop) -> tuple[str, list[tuple[int, str]]]:
    """The moment of the cut, and what each customer bought in their first order after it."""
    with shop.sessions() as session:
        lines = session.execute(
            select(Order.placed_at, Order.customer_id, OrderLine.product_id, Order.id)
            .join(OrderLine, OrderLine.order_id == Order.id)
            .where(Order.state != OrderState.CANCELLED)
            .order_by(Order.placed_at)
        ).all()
    cut = lines[int((1 - LATER_SHARE) * len(lines))].placed_at
    first: dict[int, int] = {}
    asked = []
    for line in lines:
        if line.placed_at >= cut and first.setdefault(line.customer_id, line.id) == line.id:
            asked.append((line.customer_id, line.product_id))
    return cut.strftime("%Y-%m-%d %H:%M:%S.%f"), asked


def demo_gains(settings: Settings) -> dict[str, Gains]:
    """nDCG@10 of the bought product, personal and not, for all requests and for those that are no repeat."""
    database = settings.home / "attendant.sqlite"
    if not database.exists():
        sys.exit(
            f"{database} is not there: run `attendant setup`, or set ATTENDANT_HOME to a home with the demo"
        )
    cut, asked = _next_orders(make_shop(settings))
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        with sqlite3.connect(database) as source, sqlite3.connect(home / "attendant.sqlite") as copy:
            source.backup(copy)
            copy.execute("PRAGMA foreign_keys=ON")
            copy.execute("DELETE FROM shop_order WHERE placed_at >= ?", (cut,))
        shutil.copytree(settings.index_folder, home / "index", ignore=shutil.ignore_patterns("*.npz"))
        shop = make_shop(Settings(home=home))
        shop.recommender.bring_up_to_date()
        return _gains(shop, asked)


def _gains(shop: Shop, asked: list[tuple[int, str]]) -> dict[str, Gains]:
    products = shop.advisor.prepare().snapshot.products
    rows = []
    for customer, product_id in asked:
        profile, product = shop.customers.profile(customer), products.get(product_id)
        if product is None or not profile.personal:
            continue
        kinds = [kind for kind in category_kinds(product.category) if type_matches(product, kind)]
        if not kinds:
            continue
        need = Need(text=kinds[0], product_types=(kinds[0],), audience=None)
        again = any(each.product_id == product_id for each in profile.owned)
        rows.append((again, _gain(shop, need, profile, product_id), _gain(shop, need, NOBODY, product_id)))
    table = np.array(rows, dtype=np.float64)
    first = table[table[:, 0] == 0]
    return {
        "all requests": (table[:, 1], table[:, 2]),
        "not bought before": (first[:, 1], first[:, 2]),
    }


def _gain(shop: Shop, need: Need, profile: Profile, product_id: str) -> float:
    shown = [each.product.id for each in shop.advisor.advise(need, profile, count=10).shown]
    return float(1 / np.log2(shown.index(product_id) + 2)) if product_id in shown else 0.0


def show_gain(console: Console, name: str, personal: np.ndarray, impersonal: np.ndarray) -> None:
    """Print both, and the gain with its interval."""
    gain = difference(personal, impersonal)
    console.print(
        f"{name}: {len(personal):,} requests, nDCG@10 personal {personal.mean():.4f}, not personal "
        f"{impersonal.mean():.4f}, gain {gain.mean:+.4f} (95 % {gain.low:+.4f} to {gain.high:+.4f})",
        highlight=False,
    )
