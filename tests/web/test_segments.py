"""The page of segments: the customers in words, tables, charts, and who is in each group."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

from nicegui import ui
from nicegui.testing import User
from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from knowledge.customers.models import Customer
from knowledge.customers.value.models import CustomerValue
from knowledge.customers.value.report import Group, SegmentReport, TrendPoint
from knowledge.customers.value.service import CustomerValues
from knowledge.database import writing
from knowledge.money import Money
from knowledge.staff.models import Role
from tests.web.conftest import PATIENT, Site
from tests.web.some_customers import add_customers
from web.insights.ageing import keep_values_true
from web.insights.members_dialog import ROWS_A_PAGE
from web.insights.segments_chart import legend, trend_options, value_options
from web.insights.segments_words import changes, footnote, lead, whole


async def visited(site: Site, path: str = "/insights/segments") -> User:
    site.person("Priya", Role.PRODUCT)
    return await site.log_in("Priya", path)


async def test_a_shop_without_orders_says_what_will_appear_and_how(site: Site) -> None:
    user = await visited(site)
    await user.should_see("Once there are orders, customers are put into segments here")
    await user.should_see("attendant customers fit")
    await user.should_not_see(ui.echart)


async def test_segments_are_told_in_words_with_what_marks_them(site: Site) -> None:
    add_customers(site.pages.sessions)
    user = await visited(site)
    await user.should_see("Champions")
    await user.should_see("bought lately, often and much")
    await user.should_see("purchases (all: 5.5)")
    await user.should_see(ui.echart)
    await user.should_see("1 more customer refused analytics or personalisation")


async def test_a_segment_opens_its_customers_as_initials(site: Site) -> None:
    add_customers(site.pages.sessions)
    user = await visited(site)
    user.find(marker="group-champions").click()
    await user.should_see(marker="members-title", retries=PATIENT)
    with user.scope(marker="members"):
        await user.should_see("L. K.", retries=PATIENT)
    for hidden in ("Kovač", "example.org", "Refused"):
        await user.should_not_see(hidden)


async def test_many_customers_are_read_page_by_page(site: Site) -> None:
    with writing(site.pages.sessions) as session:
        session.add_all(
            Customer(shop_id=f"X{place}", email=f"x{place}@example.org", name="Ada B")
            for place in range(ROWS_A_PAGE + 2)
        )
    add_customers(site.pages.sessions)
    user = await visited(site)
    user.find(marker="group-not_yet_bought").click()
    await user.should_see(f"1–{ROWS_A_PAGE} of {ROWS_A_PAGE + 2}", retries=PATIENT)
    user.find("After ›").click()
    await user.should_see(f"{ROWS_A_PAGE + 1}–{ROWS_A_PAGE + 2} of {ROWS_A_PAGE + 2}", retries=PATIENT)


async def test_agents_of_the_desk_are_not_let_in(site: Site) -> None:
    add_customers(site.pages.sessions)
    site.person("Mei", Role.AGENT)
    user = await site.log_in("Mei", "/desk")
    await user.should_not_see("Segments")
    await user.open("/insights/segments")
    await user.should_see("that page is for others")


async def test_who_is_deactivated_opens_nothing_more(site: Site) -> None:
    add_customers(site.pages.sessions)
    user = await visited(site)
    site.pages.staff.deactivate("priya@example.org")
    user.find(marker="group-champions").click()
    await user.should_see(marker="password", retries=PATIENT)


async def test_figures_that_grew_old_are_renewed_while_the_site_runs(sessions: sessionmaker[Session]) -> None:
    add_customers(sessions)
    with writing(sessions) as session:
        session.execute(update(CustomerValue).values(segment="hibernating"))
        for value in session.scalars(select(CustomerValue)):
            value.at -= timedelta(days=2)
    renewing = asyncio.create_task(keep_values_true(CustomerValues(sessions)))
    try:
        while await asyncio.to_thread(_segments, sessions) == {"hibernating"}:
            await asyncio.sleep(0.05)
    finally:
        renewing.cancel()
    assert "champions" in _segments(sessions)


def _segments(sessions: sessionmaker[Session]) -> set[str]:
    with sessions() as session:
        return set(session.scalars(select(CustomerValue.segment)))


def group(name: str, customers: int, value: int | None, spent: int = 0, share: float = 0.5) -> Group:
    euros = None if value is None else Money(value, "EUR"), Money(spent, "EUR")
    return Group(name, name.title(), "", "", customers, share, *euros, 2.0, None, ())


def report(*segments: Group, trend: tuple[TrendPoint, ...] = (), without: int = 0) -> SegmentReport:
    return SegmentReport(
        fitted_at=datetime(2026, 11, 21, tzinfo=UTC),
        customers=sum(each.customers for each in segments),
        without=without,
        segments=segments,
        clusters=(),
        silhouette=None,
        trend=trend,
        problems=("BG/NBD needs more",),
    )


def test_the_lead_says_where_the_value_lies_and_who_went_quiet() -> None:
    words = lead(report(group("champions", 5, 9_000), group("at_risk", 5, 1_000, 55_000)))
    assert words == (
        "10 customers are expected to bring €100 in the coming year. The largest part comes from Champions: 90% of the "
        "money from 50% of the customers. 5 who spent €550 so far have gone quiet."
    )
    assert lead(report(group("newcomers", 1, 0))) == (
        "One customer is expected to bring €0 in the coming year."
    )


def test_where_no_value_is_known_none_is_told_or_drawn() -> None:
    unknown = [group("champions", 5, None), group("at_risk", 5, None, 55_000)]
    assert lead(report(*unknown)) == "5 who spent €550 so far have gone quiet."
    assert [series["name"] for series in value_options(unknown)["series"]] == ["share of customers"]
    assert whole(unknown[0].value) == "–"


def test_changes_compare_with_three_ends_of_months_ago() -> None:
    sizes = ({"champions": 4}, {"champions": 8}, {"champions": 6}, {"champions": 6}, {"champions": 6})
    days = [TrendPoint(date(2026, 7 + place, 1), size) for place, size in enumerate(sizes)]
    now = report(group("champions", 6, 1), group("growing", 2, 1), trend=tuple(days))
    assert changes(now) == {"champions": "−25%", "growing": "new"}
    assert changes(report(group("champions", 6, 1), trend=tuple(days[:3]))) == {}


def test_the_footnote_says_who_is_left_out_and_what_could_not_be_fitted() -> None:
    assert footnote(report(group("champions", 6, 1), without=1)) == (
        "1 more customer refused analytics or personalisation: nothing is worked out for them, and they are in no "
        "number here. BG/NBD needs more."
    )
    assert footnote(report(group("champions", 6, 1))) == "BG/NBD needs more."


def test_the_charts_show_shares_in_percent_and_only_segments_there_were() -> None:
    options = value_options([group("champions", 3, 300, share=0.75), group("loyal", 1, 100, share=0.25)])
    assert options["yAxis"]["data"] == ["Loyal", "Champions"]
    assert [series["data"] for series in options["series"]] == [[25.0, 75.0], [25.0, 75.0]]
    points = [TrendPoint(date(2026, 10, 31), {"loyal": 2}), TrendPoint(date(2026, 11, 21), {"champions": 2})]
    trend = trend_options(points)
    assert trend["xAxis"]["data"] == ["Oct 26", "today"]
    assert legend(points).index("Champions") < legend(points).index("Loyal")
    assert "Growing" not in legend(points)
    assert {series["name"]: series["data"] for series in trend["series"]} == {
        "Champions": [0, 2],
        "Loyal": [2, 0],
    }
