"""How a shop delivers: prices by goods and level, days by country and time of day, and what a file may say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checked_yaml import BadYaml
from knowledge.orders.delivery import DEMO_FILE, DeliveryRules, load_delivery

RULES = load_delivery()
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_MORNING = datetime(2026, 11, 23, 9, tzinfo=BERLIN)


def prices(rules: DeliveryRules = RULES, *, goods_minor: int = 1000, level: str = "blue") -> dict[str, int]:
    options = rules.options("DE", goods_minor=goods_minor, level=level, start=MONDAY_MORNING)
    return {option.method: option.price_minor for option in options}


def test_dear_goods_and_members_travel_free() -> None:
    assert prices() == {"standard": 490, "express": 990, "pickup_point": 390}
    assert prices(goods_minor=5000)["standard"] == 0
    assert prices(level="silver") == {"standard": 0, "express": 990, "pickup_point": 390}
    assert prices(level="gold")["express"] == 0


def test_abroad_takes_longer_and_where_nothing_goes_there_is_no_option() -> None:
    (home, *_), (abroad, *_) = (
        RULES.options(country, goods_minor=0, level="", start=MONDAY_MORNING) for country in ("DE", "FR")
    )
    assert (home.days, abroad.days) == ((3, 5), (5, 7))
    assert home.promised_at == datetime(2026, 11, 30, 20, tzinfo=BERLIN)
    assert RULES.options("CA", goods_minor=0, level="", start=MONDAY_MORNING) == ()


def test_what_is_ordered_late_counts_from_the_next_working_day() -> None:
    late = MONDAY_MORNING.replace(hour=14)
    assert RULES.promised_at("express", "DE", MONDAY_MORNING).date() == date(2026, 11, 25)
    assert RULES.promised_at("express", "DE", late).date() == date(2026, 11, 26)


def test_bulky_goods_have_a_way_of_their_own() -> None:
    options = RULES.options("DE", goods_minor=90_000, level="gold", start=MONDAY_MORNING, bulky=True)
    assert [(option.method, option.price_minor) for option in options] == [("bulky", 2900)]


@given(
    hours=st.integers(0, 365 * 24),
    method=st.sampled_from(sorted(RULES.methods)),
    country=st.sampled_from(sorted(RULES.countries)),
)
def test_a_promised_day_is_a_working_day_after_the_order(hours: int, method: str, country: str) -> None:
    start = (MONDAY_MORNING.astimezone(UTC) + timedelta(hours=hours)).astimezone(BERLIN)
    promised = RULES.promised_at(method, country, start)
    assert promised > start
    assert promised.weekday() < 5


@given(earliest=st.dates(date(2026, 11, 20), date(2026, 12, 20)))
def test_days_to_choose_are_days_the_carrier_comes_within_the_time_allowed(earliest: date) -> None:
    today = date(2026, 11, 25)
    for day in RULES.days_to_choose(earliest, today):
        assert day > today
        assert day >= earliest
        assert day.isoweekday() in RULES.weekdays
        assert (day - today).days <= RULES.furthest_days


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("days: [3, 5]", "days: [5, 3]", "methods.standard: days: 5 is more than 3"),
        ("price_minor: 490", "price_minor: 4.90", "methods.standard.price_minor"),
        ('"08:00-12:00"', '"8-12"', "slots.0"),
        ("DE: 0", "Germany: 0", "countries.Germany"),
        ("furthest_days: 14", "furthest_day: 14", "furthest_day: Extra inputs"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    text = DEMO_FILE.read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "delivery.yml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(BadYaml, match=r"delivery\.yml:\d+: ") as caught:
        load_delivery(path)
    assert told in str(caught.value)
