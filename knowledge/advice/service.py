"""The advisor: finds what fulfils a need, ranks it for the person, and shows what can be bought now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np

from knowledge.advice.asked import kinds_asked
from knowledge.advice.columns import CatalogueColumns
from knowledge.advice.constraints import fulfils, relaxations, within_price
from knowledge.advice.demands import demand, demands_in
from knowledge.advice.fitting import CALLED_FOR, CALLED_FOR_OF_KIND, fit_by_kind, fit_by_likeness
from knowledge.advice.grounds import Reason
from knowledge.advice.merchandising import Merchandising
from knowledge.advice.needs import Need, soft_wishes
from knowledge.advice.phrasing import meaning
from knowledge.advice.ranking import Ranked, Surroundings, WordWeights, best_variant, for_whom, rank
from knowledge.advice.returned import NO_RETURNS, Fit, ReturnHistory, read_returns, revision_of
from knowledge.advice.situations import all_kinds, called_for
from knowledge.catalogue.view import CatalogueSnapshot, CatalogueView, ProductFacts, VariantFacts
from knowledge.catalogue.words import homes_of_kinds, kinds_of
from knowledge.customers.profile import NOBODY, Profile
from knowledge.database import SessionFactory, utc_now
from knowledge.errors import NotFound
from knowledge.recommendation.service import Recommender
from knowledge.search.index import VectorIndex
from knowledge.search.lexical import Scores
from knowledge.search.nearest import Mask, Rows
from knowledge.search.products import ProductIndex
from knowledge.search.terms import names_an_article

CANDIDATES = 100
MOST_UNSEARCHED = 2000
# Below this best score it is doubtful that anything in the shop is what was asked for.
TOO_FAR = 0.55
RELATED = 0.35
"""Cosine from which two products have to do with each other."""
# How much more relevant something of another kind must be before the kind named counts as not asked for.
OTHER_KIND_FITS = 0.1


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
class Prepared:
    """What ranking needs of the whole catalogue."""

    snapshot: CatalogueSnapshot
    weights: WordWeights
    homes: Mapping[str, frozenset[str]]
    """Kinds of product to the categories they belong in."""
    kinds: frozenset[str]
    """All kinds of product by which something in the catalogue is called."""
    columns: CatalogueColumns


class Advisor:
    """Personal advice over the catalogue."""

    def __init__(
        self,
        sessions: SessionFactory,
        view: CatalogueView,
        index: ProductIndex,
        recommender: Recommender,
        *,
        merchandising: Callable[[], Merchandising] = Merchandising,
        today: Callable[[], date] = lambda: utc_now().date(),
    ) -> None:
        """`merchandising` gives the merchant's rules in force, `today` the day in the shop's time zone."""
        self._sessions = sessions
        self._recommender = recommender
        self._view = view
        self._index = index
        self._merchandising = merchandising
        self._today = today
        self._history = NO_RETURNS
        self._prepared: Prepared | None = None
        self._places: tuple[Prepared, VectorIndex, Rows] | None = None

    def prepare(self) -> Prepared:
        """What ranking needs of the whole catalogue, made again only when the catalogue changed.

        The kinds of product that situations call for are encoded here, so that no shopper waits for it.
        """
        snapshot = self._view.snapshot()
        if self._prepared is None or self._prepared.snapshot is not snapshot:
            products = snapshot.products.values()
            homes = homes_of_kinds((product.name, product.category) for product in products)
            columns = CatalogueColumns(list(products), homes)
            kinds = frozenset(kinds_of((each.name, each.category) for each in products))
            self._index.learn(all_kinds())
            self._prepared = Prepared(snapshot, WordWeights.of(products), homes, kinds, columns)
        return self._prepared

    def advise(self, need: Need, profile: Profile = NOBODY, *, count: int = 3) -> Advice:
        """The best `count` products for a need that were not shown for it before."""
        prepared, profile = self.prepare(), self._drawn(for_whom(need, profile))
        searched = _decidable(_with_kinds(need, prepared.kinds), prepared.columns)
        need = replace(need, features=searched.features)
        matching = prepared.columns.fulfilling(searched)
        wanted, given_up = searched, tuple[str, ...]()
        if not matching.any():
            for names, relaxed in relaxations(searched):
                matching = prepared.columns.fulfilling(relaxed)
                if matching.any():
                    given_up, searched = names, relaxed
                    break
            else:
                return Advice(need, (), 0)
        searched = _wishing(searched, (value for name in given_up for value in _values(need, name)))
        allowed = self._allowed(prepared, matching)
        fit = self._fit(searched)
        relevance = self._relevance(searched, allowed, fit)
        if searched.product_types:
            meant = self._of_other_kind(prepared, searched, wanted, relevance, fit)
            if meant is not None:
                searched, matching, relevance = meant
                given_up = ()
        products = prepared.snapshot.products
        pool = [products[each] for each in relevance if each in products] or _some(prepared, matching)
        profile = self._spoken_for(profile, pool)
        ranked = rank(pool, relevance, _nearest(searched, given_up), profile, self._around(need))
        unseen = [each for each in ranked if each.product.id not in need.seen]
        unsure = bool(ranked) and not _is_clear(need) and max(each.score for each in ranked) < TOO_FAR
        shown = tuple(islice(self._fresh(unseen, searched, profile), count))
        return Advice(need, shown, len(ranked), given_up, unsure)

    def preview(self, need: Need, rules: Merchandising, day: date, count: int) -> list[Ranked]:
        """What a request would show on a day under other rules, for nobody in particular."""
        other = Advisor(
            self._sessions,
            self._view,
            self._index,
            self._recommender,
            merchandising=lambda: rules,
            today=lambda: day,
        )
        return list(other.advise(need, count=count).shown)

    def soft_wishes(self, need: Need) -> list[str]:
        """What a request asks for without insisting on it, in the catalogue's words."""
        return soft_wishes(need, self.prepare().weights.weights)

    def _drawn(self, profile: Profile) -> Profile:
        """The profile with what its purchases speak for; without consent it stays as it is."""
        if not profile.personal:
            return profile
        return replace(
            profile,
            drawn_to=self._recommender.drawn_to(profile.owned),
            replenishes=self._recommender.replenished(profile.owned),
        )

    def _spoken_for(self, profile: Profile, products: Iterable[ProductFacts]) -> Profile:
        """The profile with those of its purchases only that have to do with what they speak for.

        A bottle says nothing of a jacket, however often both are bought by the same people.
        """
        if not profile.drawn_to:
            return profile
        index = self._index.current()
        chosen = {each.id: profile.drawn_to[each.id] for each in products if each.id in profile.drawn_to}
        related = {
            product: drawn
            for product, drawn in chosen.items()
            if (one := index.vector(product)) is not None
            and (other := index.vector(drawn.through_id)) is not None
            and float(one @ other) >= RELATED
        }
        return replace(profile, drawn_to=related)

    def _of_other_kind(
        self, prepared: Prepared, need: Need, wanted: Need, relevance: dict[str, float], fit: Scores | None
    ) -> tuple[Need, Mask, dict[str, float]] | None:
        """What to go by when a kind of product was named without being asked for; None when it was asked for.

        "Shoes everywhere in our narrow hall" names shoes; when something of another kind fits the whole request much
        better than the best of the kind named, the kind is no constraint. Situations, in `fit`, do not decide that.

        Args:
            need: What is searched for, with what had to be given up for the kind.
            wanted: What was searched for at first.
            relevance: Of the products that fulfil `need`.
        """
        free = replace(wanted, product_types=())
        wider = prepared.columns.fulfilling(free)
        if not wider.any():
            return None
        allowed = self._allowed(prepared, wider)
        found = self._relevance(free, allowed, None)
        of_kind = relevance
        if fit is not None:
            of_kind = self._relevance(need, self._allowed(prepared, prepared.columns.fulfilling(need)), None)
        if max(found.values(), default=0.0) <= max(of_kind.values(), default=0.0) + OTHER_KIND_FITS:
            return None
        return free, wider, found if fit is None else self._relevance(free, allowed, fit)

    def _allowed(self, prepared: Prepared, matching: Mask) -> Mask:
        """The rows of the index whose products match."""
        chosen = self._rows_of_products(prepared)[matching]
        allowed = np.zeros(len(self._index.current()), dtype=np.bool_)
        allowed[chosen[chosen >= 0]] = True
        return allowed

    def _rows_of_products(self, prepared: Prepared) -> Rows:
        """The row of each product in the index; -1 for one that it does not have yet."""
        index = self._index.current()
        if self._places is None or self._places[0] is not prepared or self._places[1] is not index:
            rows = [index.row(product.id) for product in prepared.columns.products]
            places = np.array([-1 if row is None else row for row in rows], dtype=np.int64)
            self._places = prepared, index, places
        return self._places[2]

    def _relevance(self, need: Need, among: Mask | Sequence[str], fit: Scores | None) -> dict[str, float]:
        lift = _lift(need, fit)
        return self._index.relevance(need.text, among, CANDIDATES, words=meaning(need.text), lift=lift)

    def _fit(self, need: Need) -> Scores | None:
        """How well each row of the index fits what a request's situation calls for; None where nothing is told."""
        called = {} if names_an_article(need.text) else called_for(need.told)
        if not called:
            return None
        prepared = self.prepare()
        places = self._rows_of_products(prepared)
        indexed = places >= 0
        by_kind = np.zeros(len(self._index.current()), dtype=np.float32)
        by_kind[places[indexed]] = fit_by_kind(called, prepared.columns)[indexed]
        fit: Scores = np.maximum(by_kind, fit_by_likeness(called, self._index.likeness(list(called))))
        return fit

    def ranking(self, need: Need, *, among: Iterable[str] | None = None, count: int = 10) -> list[str]:
        """The ids of all products (or of those given) in the order for a need, for nobody in particular.

        Stock is not asked about and nothing is left out as too far from the best: this measures the order.
        """
        prepared = self.prepare()
        need = _with_kinds(need, prepared.kinds)
        products = prepared.snapshot.products
        chosen = None if among is None else [each for each in among if each in products]
        relevance = self._index.relevance(
            need.text,
            chosen,
            max(CANDIDATES, len(chosen or [])),
            words=meaning(need.text) or need.text,
            lift=_lift(need, self._fit(need)),
        )
        pool = [products[each] for each in relevance if each in products]
        ranked = rank(pool, relevance, need, NOBODY, self._around(need), all_=True)
        ranked.sort(key=lambda each: not within_price(each.product, need))  # what costs too much comes last
        rest = [each for each in chosen or [] if each not in relevance]
        return [*(each.product.id for each in ranked), *rest][:count]

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
        relevance = self._relevance(need, [facts.id], self._fit(need))
        profile = self._spoken_for(profile, [facts])
        return rank([facts], relevance, replace(need, order=None), profile, self._around(need))[0]

    def fit_from_returns(self, product_id: str) -> Fit | None:
        """How a product turns out in size, by what was returned and why; None when too little is known."""
        return self._returns().of(product_id).fit

    def _returns(self) -> ReturnHistory:
        """What came back, counted again when something was sold or came back."""
        with self._sessions() as session:
            if self._history.revision != revision_of(session):
                self._history = read_returns(session)
            return self._history

    def _around(self, need: Need) -> Surroundings:
        """What ranking knows besides the request and the shopper."""
        force = self._merchandising().for_request(need, self._today())
        return Surroundings(self.prepare().weights, self._returns(), force)

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


def _lift(need: Need, fit: Scores | None) -> Scores | None:
    """How far what fits a situation is lifted: less among products of a kind that is asked for anyway."""
    if fit is None:
        return None
    lift: Scores = np.float32(CALLED_FOR_OF_KIND if need.product_types else CALLED_FOR) * fit
    return lift


def _some(prepared: Prepared, matching: Mask) -> list[ProductFacts]:
    """Matching products when no words tell which: all, or of very many some from everywhere."""
    rows = np.flatnonzero(matching)
    step = 1 + (len(rows) - 1) // MOST_UNSEARCHED
    return [prepared.columns.products[row] for row in rows[::step]]


def _with_kinds(need: Need, known: frozenset[str]) -> Need:
    """A need with the kinds of product that its words ask for, where none is held yet."""
    if need.product_types or not need.text or names_an_article(need.text):
        return need
    said = kinds_asked(need.text, known)
    return replace(need, product_types=tuple(kind for kind in said if kind not in need.not_product_types))


def _decidable(need: Need, columns: CatalogueColumns) -> Need:
    """A need without the demands that the facts of the kind it asks for cannot decide; they remain its wishes.

    A demand that was only read from other words, or whose own words something of the kind has in its name or
    keywords, is none that nothing fulfils: a lantern that is called rechargeable need not state it as a fact besides.
    """
    read = {feature for feature, _ in demands_in(need.told)}
    kinds = need.product_types
    wished = [
        each
        for each in need.features
        if not columns.decides(each, kinds) and (each in read or columns.mentions(each, kinds))
    ]
    kept = tuple(each for each in need.features if each not in wished)
    named = [each for each in wished if each not in read]  # its words were taken out of what is searched
    return _wishing(replace(need, features=kept), named) if wished else need


def _values(need: Need, name: str) -> tuple[str, ...]:
    """The values that are given up with a constraint, named as for `Need.without`."""
    field, _, value = name.partition(":")
    return (value,) if value else need.values(field)


def _is_clear(need: Need) -> bool:
    """Whether a need says in the shop's own words what is wanted, not only for whom."""
    return bool(need.product_types or replace(need, audience=None).constraints())


def _wishing(searched: Need, wished: Iterable[str]) -> Need:
    """A need whose words say what was given up: no longer a must, still the wish."""
    said = [demand(value).name.replace("_", " ") for value in wished]
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
