"""The advisor: finds what fulfils a need, ranks it for the person, and shows what can be bought now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import func, select

from knowledge.advice.constraints import fulfils, relaxations
from knowledge.advice.needs import Need
from knowledge.advice.phrasing import meaning
from knowledge.advice.ranking import Ranked, Reason, WordWeights, best_variant, for_whom, rank
from knowledge.aftersales.models import Return, ReturnLine
from knowledge.catalogue.view import CatalogueSnapshot, CatalogueView, ProductFacts, VariantFacts
from knowledge.catalogue.words import homes_of_kinds
from knowledge.customers.profile import NOBODY, Profile
from knowledge.database import SessionFactory
from knowledge.errors import NotFound
from knowledge.orders.models import OrderLine
from knowledge.recommendation.service import Recommender
from knowledge.search.products import ProductIndex

CANDIDATES = 200
# Below this best score it is doubtful that anything in the shop is what was asked for.
TOO_FAR = 0.55
# A product runs small or large when at least so many, and this share of all sold, came back for it.
FIT_RETURNS = 3
FIT_SHARE = 0.08


@dataclass(frozen=True)
class Advice:
    """What to show: products, best first, and what had to be given up to find any."""

    need: Need
    shown: tuple[Ranked, ...]
    found: int
    """How many products fulfil the need (before paging)."""
    given_up: tuple[str, ...] = ()
    """Names of the constraints that nothing fulfilled together; `shown` ignores them."""
    unsure: bool = False
    """Whether even the best is far from what was asked for."""


@dataclass(frozen=True)
class Fit:
    """How a product turns out: `small` or `large`, with how many were sold and how many sent back for it."""

    direction: str
    returned: int
    sold: int


def fit_of(sold: int, too_small: int, too_big: int) -> Fit | None:
    """Whether returns say that a product runs small or large; None when they do not say it clearly."""
    direction, returned, other = (
        ("small", too_small, too_big) if too_small >= too_big else ("large", too_big, too_small)
    )
    clear = returned >= FIT_RETURNS and returned >= 3 * other and returned >= FIT_SHARE * sold
    return Fit(direction, returned, sold) if clear else None


@dataclass(frozen=True)
class Prepared:
    """What ranking needs of the whole catalogue."""

    snapshot: CatalogueSnapshot
    weights: WordWeights
    homes: Mapping[str, frozenset[str]]
    """Kinds of product to the categories they belong in."""


class Advisor:
    """Personal advice over the catalogue."""

    def __init__(
        self, sessions: SessionFactory, view: CatalogueView, index: ProductIndex, recommender: Recommender
    ) -> None:
        self._sessions = sessions
        self._recommender = recommender
        self._view = view
        self._index = index
        self._prepared: Prepared | None = None

    def prepare(self) -> Prepared:
        """What ranking needs of the whole catalogue, made again only when the catalogue changed."""
        snapshot = self._view.snapshot()
        if self._prepared is None or self._prepared.snapshot is not snapshot:
            products = snapshot.products.values()
            homes = homes_of_kinds((product.name, product.category) for product in products)
            self._prepared = Prepared(snapshot, WordWeights.of(products), homes)
        return self._prepared

    def advise(self, need: Need, profile: Profile = NOBODY, *, count: int = 3) -> Advice:
        """The best `count` products for a need that were not shown for it before."""
        prepared, profile = self.prepare(), self._drawn(for_whom(need, profile))
        matching = self._matching(prepared, need)
        given_up: tuple[str, ...] = ()
        searched = need
        if not matching:
            for names, relaxed in relaxations(need):
                matching = self._matching(prepared, relaxed)
                if matching:
                    given_up, searched = names, relaxed
                    break
            else:
                return Advice(need, (), 0)
        searched = _wishing(searched, (value for name in given_up for value in need.values(name)))
        similarity = self._similarities(searched, matching)
        pool = [product for product in matching if product.id in similarity] or matching
        ranked = rank(pool, similarity, _nearest(searched, given_up), profile, prepared.weights)
        unseen = [each for each in ranked if each.product.id not in need.seen]
        unsure = bool(ranked) and not _is_clear(need) and max(each.score for each in ranked) < TOO_FAR
        shown = tuple(islice(self._fresh(unseen, searched, profile), count))
        return Advice(need, shown, len(ranked), given_up, unsure)

    def _drawn(self, profile: Profile) -> Profile:
        """The profile with what its purchases speak for; without consent it stays as it is."""
        if not profile.personal:
            return profile
        return replace(
            profile,
            drawn_to=self._recommender.drawn_to(profile.owned),
            replenishes=self._recommender.replenished(profile.owned),
        )

    def _matching(self, prepared: Prepared, need: Need) -> list[ProductFacts]:
        return [
            product
            for product in prepared.snapshot.products.values()
            if fulfils(product, need, prepared.homes)
        ]

    def _similarities(self, need: Need, products: Sequence[ProductFacts]) -> dict[str, float]:
        among = [product.id for product in products]
        return self._index.similarities(meaning(need.text), among, CANDIDATES)

    def _fresh(self, ranked: Iterable[Ranked], need: Need, profile: Profile) -> Iterator[Ranked]:
        # The snapshot serves ranking; what a shopper reads (price, stock) comes from the database now,
        # and what does not fulfil the need any more is passed over.
        homes = self.prepare().homes
        for each in ranked:
            facts = self._view.fresh(each.product.id)
            if facts is not None and fulfils(facts, need, homes):
                yield replace(each, product=facts, variant=best_variant(facts, need, profile))

    def product(self, product_id: str) -> ProductFacts:
        """One active product as it is now; raises `NotFound`."""
        facts = self._view.fresh(product_id)
        if facts is None:
            raise NotFound("product", product_id)
        return facts

    def show(self, product_id: str, need: Need, profile: Profile) -> Ranked:
        """One product as a card: the variant that suits this person."""
        facts = self.product(product_id)
        return Ranked(facts, best_variant(facts, need, profile), 0.0, ())

    def explain(self, product_id: str, need: Need, profile: Profile) -> Ranked:
        """One product scored for a need and a person, with the reasons that moved it."""
        facts, profile = self.product(product_id), self._drawn(for_whom(need, profile))
        similarity = self._similarities(need, [facts])
        return rank([facts], similarity, replace(need, order=None), profile, self.prepare().weights)[0]

    def fit_from_returns(self, product_id: str) -> Fit | None:
        """How a product turns out in size, by what was returned and why; None when too little is known."""
        with self._sessions() as session:
            sold = session.scalar(
                select(func.sum(OrderLine.quantity)).where(OrderLine.product_id == product_id)
            )
            reasons = dict(
                session.execute(
                    select(Return.reason, func.sum(ReturnLine.quantity))
                    .join(Return, ReturnLine.return_id == Return.id)
                    .join(OrderLine, ReturnLine.order_line_id == OrderLine.id)
                    .where(OrderLine.product_id == product_id, Return.reason.in_(("too_small", "too_big")))
                    .group_by(Return.reason)
                ).all()
            )
        return fit_of(int(sold or 0), int(reasons.get("too_small", 0)), int(reasons.get("too_big", 0)))

    def accessories(self, product_id: str, profile: Profile = NOBODY, *, count: int = 3) -> list[Ranked]:
        """What goes with a product: what the merchant says, then what is bought with it more than by chance."""
        products = self.prepare().snapshot.products
        product = self.product(product_id)
        chosen: dict[str, Reason] = {
            other: Reason("goes_with", {"product": product.name}) for other in product.goes_with
        }
        for other in self._recommender.bought_with(product_id):
            chosen.setdefault(other, Reason("bought_together", {"product": product.name}))
        owned = {each.product_id for each in profile.owned}
        found = [
            Ranked(products[other], best_variant(products[other], Need(), profile), 0.0, (reason,))
            for other, reason in chosen.items()
            if other in products and products[other].in_stock and other != product_id and other not in owned
        ]
        return found[:count]

    def alternatives(self, product_id: str, profile: Profile = NOBODY, *, count: int = 3) -> list[Ranked]:
        """Products in stock most like this one, of its own category first."""
        product = self.product(product_id)
        snapshot = self.prepare().snapshot
        among = [other.id for other in snapshot.products.values() if other.in_stock]
        alike = self._index.alike(product_id, among, 20)
        order = sorted(
            alike, key=lambda other: (snapshot.products[other].category != product.category, -alike[other])
        )
        return [self.show(other, Need(), profile) for other in order[:count]]


def _is_clear(need: Need) -> bool:
    """Whether a need says in the shop's own words what is wanted, not only for whom."""
    return bool(need.product_types or replace(need, audience=None).constraints())


def _wishing(searched: Need, wished: Iterable[str]) -> Need:
    """A need whose words say what was given up: no longer a must, still the wish."""
    said = [value.replace("_", " ") for value in wished]
    return replace(searched, text=" ".join([searched.text, *said]).strip())


def _nearest(need: Need, given_up: Sequence[str]) -> Need:
    """After a price was given up, the nearest in price comes first."""
    if "price_max" in given_up:
        return replace(need, order="lowest")
    if "price_min" in given_up:
        return replace(need, order="highest")
    return need


def variant_with(product: ProductFacts, **options: str | None) -> list[VariantFacts]:
    """The variants that have all given option values (those that are None do not matter)."""
    wanted = {name: value.casefold() for name, value in options.items() if value}
    return [
        variant
        for variant in product.variants
        if all(
            name not in product.variants[0].options or variant.options.get(name, "").casefold() == value
            for name, value in wanted.items()
        )
    ]
