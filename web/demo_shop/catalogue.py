"""Reading the catalogue for the shop's pages: categories, listings, search, chosen rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, not_, or_, select
from sqlalchemy.orm import Session, selectinload

from knowledge.catalogue.models import Product, Variant
from web.demo_shop.listing import Listing, Sort, Wish

SEPARATOR = " > "
ROW_LENGTH = 6
ROW_POOL = 60


@dataclass(frozen=True)
class Category:
    """A place in the tree of categories."""

    name: str
    path: str
    slug: str
    count: int
    """Active products in it and below it."""
    children: tuple[Category, ...] = ()

    @property
    def ancestors(self) -> list[tuple[str, str]]:
        """Name and slug of all that is above it, from the widest."""
        names = self.path.split(SEPARATOR)[:-1]
        return [(name, slug_of(SEPARATOR.join(names[: place + 1]))) for place, name in enumerate(names)]


@dataclass
class _Node:
    count: int = 0
    children: dict[str, _Node] = field(default_factory=dict)


def slug_of(path: str) -> str:
    """The address of a category: "Clothing > Jackets & Coats" is "clothing/jackets-coats"."""
    plain = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode().lower()
    parts = [re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in plain.split(">")]
    return "/".join(parts)


def category_tree(session: Session) -> tuple[Category, ...]:
    """All categories that have active products, by name."""
    rows = session.execute(
        select(Product.category, func.count()).where(Product.active).group_by(Product.category)
    )
    root = _Node()
    for path, count in rows:
        node = root
        for name in path.split(SEPARATOR) if path else []:
            node = node.children.setdefault(name, _Node())
            node.count += count
    return _branches(root, "")


def _branches(node: _Node, above: str) -> tuple[Category, ...]:
    return tuple(
        Category(name, path, slug_of(path), child.count, _branches(child, path + SEPARATOR))
        for name, child in sorted(node.children.items())
        for path in [above + name]
    )


def find_category(tree: Iterable[Category], slug: str) -> Category | None:
    """The category with this address."""
    for category in tree:
        if category.slug == slug:
            return category
        if slug.startswith(category.slug + "/"):
            return find_category(category.children, slug)
    return None


def _paid() -> ColumnElement[int]:
    return func.coalesce(Variant.sale_price_minor, Variant.price_minor)


def _summary() -> Any:
    reduced = func.count(Variant.sale_price_minor).label("reduced")
    columns = (func.min(_paid()).label("lowest"), func.sum(Variant.stock).label("stock"), reduced)
    return select(Variant.product_id, *columns).group_by(Variant.product_id).subquery()


def _products(summary: Any) -> Select[Product]:
    joined = select(Product).join(summary, summary.c.product_id == Product.id)
    return joined.where(Product.active).options(selectinload(Product.variants))


def in_category(path: str) -> ColumnElement[bool]:
    """Whether a product is in a category or below it."""
    return or_(Product.category == path, Product.category.startswith(path + SEPARATOR, autoescape=True))


def listing(
    session: Session,
    wish: Wish,
    *conditions: ColumnElement[bool],
    best: ColumnElement[int] | None = None,
) -> Listing:
    """A page of the products that meet conditions and wish; `best` orders them unless the wish does."""
    summary = _summary()
    query = _products(summary).where(*conditions)
    if wish.price_min is not None:
        query = query.where(summary.c.lowest >= wish.price_min * 100)
    if wish.price_max is not None:
        query = query.where(summary.c.lowest <= wish.price_max * 100)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    page = min(wish.page, max(1, -(-total // wish.per_page)))
    query = query.order_by(*_order(wish.sort, summary, best))
    found = session.scalars(query.offset((page - 1) * wish.per_page).limit(wish.per_page)).all()
    return Listing(wish=wish, products=found, total=total, page=page)


def _order(sort: Sort, summary: Any, best: ColumnElement[int] | None) -> list[Any]:
    # The hash of its text gives a product a place that is as good as drawn by lot, and always the same.
    mixed = [Product.content_hash, Product.id]
    if sort is Sort.CHEAPEST:
        return [summary.c.lowest, *mixed]
    if sort is Sort.DEAREST:
        return [summary.c.lowest.desc(), *mixed]
    if sort is Sort.NAME:
        return [func.lower(Product.name), Product.id]
    if sort is Sort.REDUCED:
        return [case((summary.c.reduced > 0, 0), else_=1), *mixed]
    available = case((summary.c.stock > 0, 0), else_=1)
    return [available, *([] if best is None else [best.desc()]), *mixed]


def search_words(text: str) -> list[str]:
    """The words to search by, at most eight; a plural ending is left off."""
    words = re.findall(r"[^\W_]+", text.lower())[:8]
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words]


def _matches(word: str) -> list[tuple[ColumnElement[bool], int]]:
    return [
        (Product.name.icontains(word, autoescape=True), 8),
        (cast(Product.keywords, Text).icontains(word, autoescape=True), 4),
        (Product.category.icontains(word, autoescape=True), 4),
        (Product.brand.icontains(word, autoescape=True), 4),
        (_stated(word), 1),
        (Product.description.icontains(word, autoescape=True), 1),
    ]


def _stated(word: str) -> ColumnElement[bool]:
    """Whether the attributes say the word, other than that it is not so."""
    attributes = cast(Product.attributes, Text)
    denied = attributes.icontains(f'"{word}": false', autoescape=True)
    return and_(attributes.icontains(word, autoescape=True), not_(denied))


def search(session: Session, text: str, wish: Wish) -> tuple[Listing, bool]:
    """Products with all of the words, or with some of them when none has all; says whether they have all."""
    words = search_words(text)
    if not words:
        return Listing(wish=wish, products=[], total=0, page=1), True
    per_word = [or_(*(found for found, _ in _matches(word))) for word in words]
    scores = [case((found, weight), else_=0) for word in words for found, weight in _matches(word)]
    best: ColumnElement[int] = sum(scores[1:], start=scores[0])
    found = listing(session, wish, and_(*per_word), best=best)
    if found.total or len(words) == 1:
        return found, True
    return listing(session, wish, or_(*per_word), best=best), False


def product_page(session: Session, product_id: str) -> Product | None:
    """A product with its variants, also when it is not sold any more."""
    query = select(Product).where(Product.id == product_id).options(selectinload(Product.variants))
    return session.scalars(query).one_or_none()


def complements(session: Session, product: Product) -> Sequence[Product]:
    """What goes with a product: as the merchant says, then what names this one."""
    named = cast(Product.goes_with, Text).contains(f'"{product.id}"', autoescape=True)
    query = _products(_summary()).where(or_(Product.id.in_(product.goes_with), named))
    found = {
        other.id: other for other in session.scalars(query.limit(ROW_LENGTH * 3)) if other.id != product.id
    }
    first = [key for key in product.goes_with if key in found]
    return [found[key] for key in dict.fromkeys([*first, *found])][:ROW_LENGTH]


def category_samples(session: Session, tree: Sequence[Category]) -> list[tuple[Category, Product]]:
    """The widest categories, each with a product to show."""
    rows = session.execute(
        select(Product.category, func.min(Product.id)).where(Product.active).group_by(Product.category)
    )
    firsts: dict[str, str] = {}
    for path, product_id in sorted((path, product_id) for path, product_id in rows):
        firsts.setdefault(path.split(SEPARATOR)[0], product_id)
    shown = {
        product.id: product
        for product in session.scalars(_products(_summary()).where(Product.id.in_(firsts.values())))
    }
    return [(top, shown[firsts[top.name]]) for top in tree if firsts.get(top.name) in shown]


def reduced_row(session: Session) -> list[Product]:
    """Things that cost less than usual."""
    summary = _summary()
    return _varied(session, _products(summary).where(summary.c.reduced > 0, summary.c.stock > 0))


def rainproof_row(session: Session) -> list[Product]:
    """Things to wear and carry that keep water out."""
    summary = _summary()
    waterproof = cast(Product.attributes, Text).contains('"waterproof": true')
    worn = or_(*(in_category(path) for path in ("Clothing", "Shoes", "Accessories", "Outdoor")))
    return _varied(session, _products(summary).where(waterproof, worn, summary.c.stock > 0))


def present_row(session: Session, most_minor: int) -> list[Product]:
    """Small presents up to a price."""
    summary = _summary()
    cheap = summary.c.lowest <= most_minor
    kinds = or_(
        *(in_category(path) for path in ("Toys", "Home", "Stationery", "Kitchen", "Beauty", "Accessories"))
    )
    return _varied(session, _products(summary).where(cheap, kinds, summary.c.stock > 0))


def _varied(session: Session, query: Select[Product]) -> list[Product]:
    """Some of the products, first one of each category."""
    pool = session.scalars(query.order_by(Product.content_hash, Product.id).limit(ROW_POOL)).all()
    chosen: dict[str, Product] = {}
    for product in pool:
        chosen.setdefault(product.category, product)
    others = [product for product in pool if product not in chosen.values()]
    return [*chosen.values(), *others]
