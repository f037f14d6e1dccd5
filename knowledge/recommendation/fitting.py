"""Learns a `PurchaseModel`: counts from all purchases, weights from how well the earlier tell the later.

`implicit` counts neighbours; it is imported here only, so that no serving process loads it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from knowledge.recommendation.model import FEW_BUYERS, GROUNDS, RECENCIES, Histories, PurchaseModel
from knowledge.recommendation.purchases import Floats, Indices, Purchases, TooFewPurchases, split_by_time

NEIGHBOURS = 300
"""How many products that were also bought are kept for each."""
LATER_SHARE = 0.2
SOON_AFTER = 1 / 10
"""Share of the time spanned within which a later purchase counts as following an earlier one."""
LONGEST_SEQUEL = 30
"""How many purchases ahead a sequel is looked for."""
ROUNDS = 200
CUSTOMERS_AT_ONCE = 256
LEARNT_FROM = 5_000
"""Customers that the weights are learnt from, at most."""


def fit(purchases: Purchases) -> PurchaseModel:
    """Learn from purchases; works with a single one."""
    model = count(purchases)
    try:
        earlier, later = split_by_time(purchases, LATER_SHARE)
    except TooFewPurchases:
        return replace(model, weights=equal_weights(model, purchases))
    who, bought = known_later(earlier, later)
    if not len(who):
        return replace(model, weights=equal_weights(model, purchases))
    if len(who) > LEARNT_FROM:
        some = np.sort(np.random.default_rng(0).choice(len(who), LEARNT_FROM, replace=False))
        who, bought = who[some], bought[some]
    before = count(earlier)
    return replace(model, weights=learn_weights(before, everyone(before, earlier).rows(who), bought))


def everyone(model: PurchaseModel, purchases: Purchases) -> Histories:
    """The histories of all customers of the purchases that the model counted."""
    return model.histories(purchases.customer, purchases.product, purchases.at, len(purchases.customers))


def equal_weights(model: PurchaseModel, purchases: Purchases) -> Floats:
    """The weights under which each ground says equally much, for where nothing tells them apart."""
    nothing = sparse.csr_matrix((len(purchases.customers), len(purchases.products)))
    return learn_weights(model, everyone(model, purchases), nothing)


def count(purchases: Purchases) -> PurchaseModel:
    """All of the model but its weights, which are 1."""
    if not len(purchases):
        raise TooFewPurchases("nothing has been bought yet: there is nothing to learn from")
    span = max(purchases.span, 1.0)
    half_lives = tuple(share * span for share in RECENCIES)
    until = float(purchases.at[-1])
    many = len(purchases.products)
    ever = purchases.counts()
    ever.data[:] = 1.0
    buyers = np.asarray(ever.sum(axis=0)).ravel()
    trends = np.stack(
        [
            np.bincount(
                purchases.product, weights=0.5 ** ((until - purchases.at) / half_life), minlength=many
            )
            for half_life in half_lives
        ]
    )
    return PurchaseModel(
        products=tuple(str(product) for product in purchases.products),
        half_lives=half_lives,
        until=until,
        trends=trends / trends.sum(axis=1, keepdims=True),
        buyers=buyers,
        bought_again=_bought_again(purchases, buyers),
        neighbours=_neighbours(ever, buyers),
        sequels=_sequels(purchases, SOON_AFTER * span),
        weights=np.ones(len(GROUNDS)),
    )


def _bought_again(purchases: Purchases, buyers: Floats) -> Floats:
    days = np.unique(
        np.stack([purchases.customer, purchases.product, np.floor(purchases.at).astype(np.int64)]), axis=1
    )
    again = np.bincount(days[1], minlength=len(buyers)) - buyers
    mean = again.sum() / buyers.sum()
    return np.asarray((again + FEW_BUYERS * mean) / (buyers + FEW_BUYERS), dtype=np.float64)


def _neighbours(ever: sparse.csr_matrix, buyers: Floats) -> sparse.csr_matrix:
    from implicit.nearest_neighbours import all_pairs_knn

    kept = min(NEIGHBOURS + 1, ever.shape[1])  # itself is among them, and is taken out again
    common = all_pairs_knn(ever, kept, show_progress=False, num_threads=1).tocsr()
    common.setdiag(0)
    common.eliminate_zeros()
    return (sparse.diags(1 / np.sqrt(buyers)) @ common).tocsr()


def _sequels(purchases: Purchases, within: float) -> sparse.csr_matrix:
    order = np.lexsort((purchases.at, purchases.customer))
    customer, product, at = purchases.customer[order], purchases.product[order], purchases.at[order]
    many = len(purchases.products)
    follows = sparse.csr_matrix((many, many))
    for step in range(1, min(LONGEST_SEQUEL, len(at) - 1) + 1):
        apart = at[step:] - at[:-step]
        found = (customer[step:] == customer[:-step]) & (apart > 0) & (apart <= within)
        found &= product[step:] != product[:-step]
        pair = (product[:-step][found], product[step:][found])
        follows += sparse.csr_matrix((np.ones(len(pair[0])), pair), shape=(many, many))
    bought = np.bincount(product, minlength=many)
    return (sparse.diags(1 / (bought + FEW_BUYERS)) @ follows).tocsr()


def learn_weights(model: PurchaseModel, histories: Histories, labels: sparse.csr_matrix) -> Floats:
    """The weights under which what these customers bought afterwards (ones) is most likely.

    Purchases are taken as Poisson with a mean that is the weighted sum of the grounds. The likelihood is concave in
    the weights, and the multiplicative steps below climb it and keep them positive (expectation maximisation, as in
    Richardson's and Lucy's algorithm). A gamma prior worth one purchase a ground draws each weight to an equal
    share, which is the answer where there is nothing to learn from.
    """
    rows, columns = labels.nonzero()
    total = np.zeros(len(GROUNDS))
    seen = np.empty((len(rows), len(GROUNDS)))
    for start in range(0, labels.shape[0], CUSTOMERS_AT_ONCE):
        here = slice(start, start + CUSTOMERS_AT_ONCE)
        inside = (rows >= start) & (rows < start + CUSTOMERS_AT_ONCE)
        for ground, values in enumerate(model.grounds(histories.rows(here))):
            total[ground] += values.sum()
            seen[inside, ground] = values[rows[inside] - start, columns[inside]]
    used = total > 0
    equal = np.zeros(len(GROUNDS))
    equal[used] = max(1, len(rows)) / used.sum() / total[used]
    weights = equal.copy()
    for _ in range(ROUNDS):
        share = seen * weights
        share /= np.maximum(share.sum(axis=1, keepdims=True), 1e-12)
        weights[used] = (share.sum(axis=0)[used] + 1) / (total[used] + 1 / equal[used])
    return weights


def known_later(earlier: Purchases, later: Purchases) -> tuple[Indices, sparse.csr_matrix]:
    """Customers (rows in `earlier`) who later bought products known earlier, and which (ones, by `earlier`)."""
    customer, product = (
        _positions(earlier.customers, later.customers),
        _positions(earlier.products, later.products),
    )
    row, column = customer[later.customer], product[later.product]
    known = (row >= 0) & (column >= 0)
    shape = (len(earlier.customers), len(earlier.products))
    bought = sparse.csr_matrix((np.ones(known.sum()), (row[known], column[known])), shape=shape)
    bought.data[:] = 1.0
    who = np.flatnonzero(np.diff(bought.indptr))
    return who, bought[who]


def _positions(among: np.ndarray, wanted: np.ndarray) -> Indices:
    """Where each wanted id stands among sorted ids; -1 where it does not."""
    place = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    return np.where(among[place] == wanted, place, -1)
