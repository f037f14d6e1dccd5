"""Coming back and spending: the published parameters are found again, and the numbers obey what they mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.cdnow import calibration, purchase_days
from bench.data import FOLDER
from knowledge.customers.value.errors import TooLittleToFit
from knowledge.customers.value.lifetime_value import BgNbd, Floats, GammaGamma, Histories

CDNOW = FOLDER / "purchases" / "cdnow" / "CDNOW_sample.txt"
PUBLISHED = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)

with_cdnow = pytest.mark.skipif(
    not CDNOW.is_file(), reason=f"the CDNOW sample is not at {CDNOW} (ATTENDANT_BENCH_DATA says where)"
)


@pytest.fixture(scope="module")
def cdnow() -> tuple[Histories, Floats]:
    return calibration(purchase_days(CDNOW))


@with_cdnow
def test_bg_nbd_finds_the_published_parameters_of_cdnow(cdnow: tuple[Histories, Floats]) -> None:
    histories, _ = cdnow
    fitted = BgNbd.fit(histories)
    assert len(histories) == 2_357
    assert (fitted.r, fitted.alpha) == (pytest.approx(0.243, abs=5e-4), pytest.approx(4.414, abs=5e-4))
    assert (fitted.a, fitted.b) == (pytest.approx(0.793, abs=5e-4), pytest.approx(2.426, abs=5e-4))
    assert fitted.log_likelihood(histories) == pytest.approx(-9582.4, abs=0.05)


@with_cdnow
def test_gamma_gamma_finds_the_published_parameters_of_cdnow(cdnow: tuple[Histories, Floats]) -> None:
    histories, spend = cdnow
    fitted = GammaGamma.fit(histories.repeats, spend)
    assert np.count_nonzero(histories.repeats) == 946
    assert (fitted.p, fitted.q) == (pytest.approx(6.25, abs=5e-3), pytest.approx(3.74, abs=5e-3))
    assert fitted.v == pytest.approx(15.44, abs=0.01)


@with_cdnow
def test_nothing_near_the_fit_is_more_likely(cdnow: tuple[Histories, Floats]) -> None:
    histories, _ = cdnow
    fitted = BgNbd.fit(histories)
    best = fitted.log_likelihood(histories)
    for name in ("r", "alpha", "a", "b"):
        for factor in (0.98, 1.02):
            moved = BgNbd(**{**vars(fitted), name: getattr(fitted, name) * factor})
            assert moved.log_likelihood(histories) < best


def history(repeats: float, last: float, age: float) -> Histories:
    return Histories(np.array([repeats]), np.array([last]), np.array([age]))


def test_the_customer_of_the_paper_is_expected_to_buy_as_often_as_the_paper_says() -> None:
    # Customer 0001 of CDNOW: two repeats, the last after 30.43 weeks of 38.86.
    [expected] = PUBLISHED.expected_purchases(history(2, 30.43, 38.86), 39)
    assert expected == pytest.approx(1.226, abs=1e-3)


@given(
    repeats=st.integers(1, 200),
    age=st.floats(1, 500),
    early=st.floats(0, 1),
    late=st.floats(0, 1),
)
def test_who_bought_more_recently_is_more_likely_to_be_there_still(
    repeats: int, age: float, early: float, late: float
) -> None:
    early, late = sorted((early, late))
    [less] = PUBLISHED.alive(history(repeats, early * age, age))
    [more] = PUBLISHED.alive(history(repeats, late * age, age))
    assert 0 <= less <= more <= 1


@given(
    repeats=st.integers(0, 200),
    age=st.floats(1, 500),
    place=st.floats(0, 1),
    short=st.floats(0.1, 104),
    longer=st.floats(0.1, 104),
)
def test_a_longer_horizon_never_holds_fewer_purchases(
    repeats: int, age: float, place: float, short: float, longer: float
) -> None:
    known = history(repeats, place * age if repeats else 0, age)
    short, longer = sorted((short, longer))
    [soon] = PUBLISHED.expected_purchases(known, short)
    [later] = PUBLISHED.expected_purchases(known, longer)
    assert 0 <= soon <= later + 1e-9
    [worth] = PUBLISHED.discounted_purchases(known, longer)
    assert 0 <= worth <= later + 1e-9


def test_the_silence_of_a_frequent_customer_says_more_than_that_of_a_rare_one() -> None:
    [frequent] = PUBLISHED.alive(history(20, 20, 39))
    [rare] = PUBLISHED.alive(history(1, 20, 39))
    assert frequent < 0.05
    assert rare > 0.5


def test_expected_spend_lies_between_ones_own_mean_and_that_of_all() -> None:
    model = GammaGamma(p=6.25, q=3.74, v=15.44)
    once, often = model.expected_spend(np.array([1.0, 40.0]), np.array([100.0, 100.0]))
    assert model.mean < once < often < 100
    [unknown] = model.expected_spend(np.array([0.0]), np.array([0.0]))
    assert unknown == pytest.approx(model.mean)


def test_parameters_that_made_the_customers_are_found_again() -> None:
    chance = np.random.default_rng(7)
    rows = []
    for _ in range(4_000):
        rate, leaves = chance.gamma(1.5, 1 / 20), chance.beta(1.2, 4.0)
        age, at, repeats = chance.uniform(60, 100), 0.0, 0
        while chance.random() >= leaves or repeats == 0:
            wait = chance.exponential(1 / rate)
            if at + wait > age:
                break
            at, repeats = at + wait, repeats + 1
        rows.append((repeats, at, age))
    table = np.array(rows)
    fitted = BgNbd.fit(Histories(table[:, 0], table[:, 1], table[:, 2]))
    assert fitted.r == pytest.approx(1.5, rel=0.15)
    assert fitted.r / fitted.alpha == pytest.approx(1.5 / 20, rel=0.1)


def test_too_few_customers_who_came_back_are_said_to_be_too_few() -> None:
    few = Histories(np.ones(12), np.ones(12), np.full(12, 9.0))
    with pytest.raises(TooLittleToFit, match="at least 30 customers who bought again, and there are 12"):
        BgNbd.fit(few)
    with pytest.raises(TooLittleToFit, match="at least 30 customers who spent something, and there are 2"):
        GammaGamma.fit(np.array([1.0, 2.0, 0.0]), np.array([10.0, 20.0, 0.0]))


def test_where_customers_are_all_alike_each_is_expected_to_spend_what_all_do() -> None:
    purchases, spend = np.full(50, 3.0), np.full(50, 20.0)
    assert GammaGamma.fit(purchases, spend).expected_spend(purchases, spend) == pytest.approx(20, rel=0.01)


def test_where_nobody_ever_left_everybody_is_expected_to_go_on_as_before() -> None:
    chance = np.random.default_rng(11)
    age = chance.uniform(40, 100, 2_000)
    repeats = chance.poisson(chance.gamma(2.0, 1 / 30, 2_000) * age).astype(float)
    # The last of so many purchases at even chances over the time lies at the greatest of them.
    last = np.where(repeats > 0, age * chance.random(2_000) ** (1 / np.maximum(repeats, 1)), 0)
    histories = Histories(repeats, last, age)
    fitted = BgNbd.fit(histories)
    assert fitted.alive(histories).mean() > 0.97
    assert fitted.expected_purchases(histories, 52).mean() == pytest.approx(52 * 2 / 30, rel=0.1)


@pytest.mark.parametrize(("repeats", "last", "age"), [(-1, 0, 9), (1, 10, 9), (1, -1, 9)])
def test_histories_that_cannot_be_are_refused(repeats: float, last: float, age: float) -> None:
    with pytest.raises(ValueError, match="the last purchase lies between"):
        history(repeats, last, age)
