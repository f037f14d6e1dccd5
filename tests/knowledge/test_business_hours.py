"""Opening hours: when people of the shop answer, in the shop's own zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.business_hours import BadHours, BusinessHours

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = BusinessHours.parse("Mon-Fri 09:00-18:00, Sat 10:00-16:00", BERLIN)


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in the week of Monday 2 March 2026."""
    return datetime(2026, 3, 1 + day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "answers"),
    [
        (berlin(1, 8, 59), False),
        (berlin(1, 9), True),
        (berlin(5, 17, 59), True),
        (berlin(5, 18), False),
        (berlin(6, 9, 30), False),
        (berlin(6, 15, 59), True),
        (berlin(7, 12), False),
    ],
)
def test_somebody_answers_from_the_first_minute_until_before_the_last(
    moment: datetime, answers: bool
) -> None:
    assert HOURS.open_at(moment) is answers


def test_the_shops_zone_counts_in_winter_and_in_summer() -> None:
    winter, summer = datetime(2026, 1, 5, 8, tzinfo=UTC), datetime(2026, 7, 6, 7, tzinfo=UTC)
    for opening in (winter, summer):
        assert HOURS.open_at(opening)
        assert not HOURS.open_at(opening - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (berlin(1, 7), berlin(1, 9)),
        (berlin(1, 9), berlin(2, 9)),
        (berlin(1, 20), berlin(2, 9)),
        (berlin(5, 18), berlin(6, 10)),
        (berlin(6, 16), berlin(8, 9)),
        (berlin(7, 12), berlin(8, 9)),
    ],
)
def test_the_next_opening_is_told_across_nights_and_sundays(moment: datetime, opening: datetime) -> None:
    assert HOURS.next_opening(moment) == opening


def test_the_next_opening_is_in_the_shops_zone_on_both_sides_of_the_change_of_clocks() -> None:
    saturday_night = datetime(2026, 3, 28, 20, tzinfo=UTC)
    opening = HOURS.next_opening(saturday_night)
    assert opening is not None
    assert opening.isoformat() == "2026-03-30T09:00:00+02:00"


def test_a_shop_open_once_a_week_opens_again_a_week_later() -> None:
    mondays = BusinessHours.parse("Mon 09:00-12:00", BERLIN)
    assert mondays.next_opening(berlin(1, 9, 1)) == berlin(8, 9)


def test_a_shop_without_hours_never_answers() -> None:
    never = BusinessHours.parse("", BERLIN)
    assert not never.open_at(berlin(1, 12))
    assert never.next_opening(berlin(1, 12)) is None


def test_hours_may_be_written_loosely() -> None:
    loose = BusinessHours.parse(" Sun 9:00-9:30 ,, Mon-Mon 10:00-11:00,", BERLIN)
    assert loose.open_at(berlin(7, 9, 15))
    assert loose.open_at(berlin(1, 10, 30))
    assert not loose.open_at(berlin(2, 10, 30))


@pytest.mark.parametrize(
    "part",
    [
        "Monday 09:00-18:00",
        "mon 09:00-18:00",
        "Mon-Frx 09:00-18:00",
        "Mon 09:00",
        "Mon 18:00-09:00",
        "Mon 09:00-09:00",
        "Fri-Mon 09:00-18:00",
        "Mon 25:00-26:00",
        "Mon 09:61-10:00",
        "Mon 09:00-18:00 Tue 09:00-18:00",
    ],
)
def test_hours_that_make_no_sense_are_named(part: str) -> None:
    with pytest.raises(BadHours) as refused:
        BusinessHours.parse(f"Sun 08:00-09:00, {part}", BERLIN)
    assert f"opening hours {part!r}: write them like" in str(refused.value)


def test_a_day_named_twice_is_refused_rather_than_half_forgotten() -> None:
    with pytest.raises(BadHours, match=r"'Wed 13:00-18:00'.* each day once"):
        BusinessHours.parse("Mon-Fri 09:00-12:00, Wed 13:00-18:00", BERLIN)


@given(moment=st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_at_the_next_opening_somebody_answers_and_the_minute_before_nobody_did(moment: datetime) -> None:
    opening = HOURS.next_opening(moment)
    assert opening is not None
    assert moment < opening <= moment + timedelta(days=3)
    assert HOURS.open_at(opening)
    assert not HOURS.open_at(opening - timedelta(minutes=1))
