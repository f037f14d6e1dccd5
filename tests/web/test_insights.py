"""Insights: a period in words, products by trouble, and the words behind the numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count as counting
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from nicegui import ui
from nicegui.testing import User

from knowledge.catalogue.models import Product
from knowledge.customers.models import Customer
from knowledge.database import utc_now, writing
from knowledge.feedback.models import Feedback
from knowledge.feedback.repository import ProductFeedback, SentimentDay, Total, Totals
from knowledge.staff.models import Role
from tests.web.conftest import PATIENT, Site
from web.insights.chart import moving_means
from web.insights.reading import ROWS_A_PAGE, since
from web.insights.words import figures, lead, signed

_keys = counting()


def say(site: Site, text: str, sentiment: float = -0.6, days_ago: float = 0.01, **facts: Any) -> None:
    label = "negative" if sentiment < -0.2 else "positive" if sentiment > 0.2 else "neutral"
    with writing(site.pages.sessions) as session:
        session.add(
            Feedback(
                **{"kind": "complaint", **facts},
                text=text,
                sentiment=sentiment,
                label=label,
                at=utc_now() - timedelta(days=days_ago),
                source_key=f"message-{next(_keys)}",
            )
        )


def add_product(site: Site, product_id: str, name: str) -> None:
    with writing(site.pages.sessions) as session:
        session.add(Product(id=product_id, name=name))


async def visited(site: Site, path: str = "/insights") -> User:
    site.person("Priya", Role.PRODUCT)
    return await site.log_in("Priya", path)


async def test_an_empty_shop_says_what_will_appear(site: Site) -> None:
    user = await visited(site)
    await user.should_see("Nothing yet. Complaints, praise, reviews and ratings")
    await user.should_see("Products appear here once shoppers say something about them")
    await user.should_see("What shoppers say in complaints, reviews and ratings appears here")
    await user.should_not_see(ui.echart)


async def test_the_period_is_told_in_words_and_compared_with_the_one_before(site: Site) -> None:
    add_product(site, "jacket", "Ridgeline Jacket")
    say(site, "zip broke", product_id="jacket")
    say(site, "lovely", 0.8, days_ago=1)
    say(site, "zip broke then", days_ago=40)
    user = await visited(site)
    await user.should_see("Shoppers said 2 things in the last 30 days, 50% negative.")
    await user.should_see("Most trouble: Ridgeline Jacket, 1 negative of 1.")
    await user.should_see("1 more than in the 30 days before (1)")
    await user.should_see("down 50 points from 100%")
    await user.should_see(ui.echart)
    user.find(marker="days-7").click()
    await user.should_see("in the last 7 days", retries=PATIENT)
    user.find(marker="days-90").click()
    await user.should_see("Shoppers said 3 things in the last 90 days", retries=PATIENT)


async def test_a_product_narrows_the_list_and_can_be_taken_off_again(site: Site) -> None:
    add_product(site, "jacket", "Ridgeline Jacket")
    add_product(site, "kettle", "Slow Kettle")
    say(site, "zip broke", product_id="jacket")
    say(site, "seam split", product_id="jacket", days_ago=2)
    say(site, "it leaks", product_id="kettle")
    user = await visited(site)
    user.find(marker="product-jacket").click()
    with user.scope(marker="feedback"):
        await user.should_not_see("it leaks", retries=PATIENT)
        await user.should_see("zip broke")
        user.find(marker="product-filter").click()
        await user.should_see("it leaks", retries=PATIENT)


async def test_words_sentiment_and_kind_narrow_the_list(site: Site) -> None:
    say(site, "the zip broke")
    say(site, "the zip is smooth", 0.7, kind="review")
    say(site, "great soup", 0.7, kind="review")
    user = await visited(site)
    with user.scope(marker="feedback"):
        user.find(marker="search").type("zip")
        await user.should_not_see("great soup", retries=PATIENT)
        await user.should_see("the zip broke")
        _select(user, "label-filter", "positive")
        await user.should_not_see("the zip broke", retries=PATIENT)
        await user.should_see("the zip is smooth")
        _select(user, "kind-filter", "complaint")
        await user.should_see("Nothing fits. Take a filter off", retries=PATIENT)


def _select(user: User, marker: str, value: str) -> None:
    (select,) = user.find(kind=ui.select, marker=marker).elements
    select.value = value


async def test_long_lists_are_read_page_by_page(site: Site) -> None:
    for place in range(ROWS_A_PAGE + 1):
        say(site, f"remark number {place:02}", days_ago=place / 24)
    user = await visited(site)
    await user.should_see(f"1–{ROWS_A_PAGE} of {ROWS_A_PAGE + 1}")
    await user.should_not_see(f"remark number {ROWS_A_PAGE:02}")
    user.find("Older ›").click()
    await user.should_see(f"remark number {ROWS_A_PAGE:02}", retries=PATIENT)
    await user.should_not_see("remark number 00")


async def test_a_row_opens_its_conversation_with_the_person_masked_and_without_notes(site: Site) -> None:
    with writing(site.pages.sessions) as session:
        customer = Customer(shop_id="1", email="lena@example.org", name="Lena Kovač")
        session.add(customer)
        session.flush()
        customer_id = customer.id
    conversations = site.pages.conversations
    conversation = conversations.resume_or_open("visitor", customer_id, "en").id
    site.shopper_says(
        "I am Lena, write to lena.k@example.org", conversation=conversation, answer="Hello Lena Kovač!"
    )
    conversations.note(conversation, name="Mei", text="Difficult customer")
    say(site, "Lena says: the zip broke", conversation_id=conversation, customer_id=customer_id)
    user = await visited(site)
    await user.should_see("L. says: the zip broke")
    user.find("L. says: the zip broke").click()
    await user.should_see("I am L., write to l…@example.org", retries=PATIENT)
    await user.should_see("Hello L. K.!")
    await user.should_see("L. K. · ")
    for hidden in ("Kovač", "lena.k@example.org", "Difficult customer"):
        await user.should_not_see(hidden)


async def test_what_was_said_is_never_markup(site: Site) -> None:
    add_product(site, "jacket", "<i>Ridgeline</i>")
    say(site, "<img src=x onerror=alert(1)>", product_id="jacket")
    user = await visited(site)
    await user.should_see("&lt;img src=x onerror=alert(1)&gt;")
    await user.should_see("&lt;i&gt;Ridgeline&lt;/i&gt;")
    await user.should_not_see("<img")


async def test_who_is_deactivated_reads_nothing_more(site: Site) -> None:
    say(site, "the zip broke", days_ago=20)
    user = await visited(site, "/insights?days=7")
    await user.should_not_see("the zip broke")
    site.pages.staff.deactivate("priya@example.org")
    user.find(marker="days-30").click()
    await user.should_see(marker="password", retries=PATIENT)


def test_a_period_begins_at_midnight_of_the_shop() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    late = datetime(2025, 3, 4, 23, 30, tzinfo=UTC)  # already the fifth in Berlin
    assert since(1, berlin, late) == datetime(2025, 3, 5, tzinfo=berlin)
    assert since(7, berlin, late) == datetime(2025, 2, 27, tzinfo=berlin)


NOTHING = Total(0, 0, None)


@pytest.mark.parametrize(
    ("now", "before", "changes"),
    [
        (
            NOTHING,
            NOTHING,
            ("none in the 7 days before", "from −1 (very bad) to +1 (very good)", "nothing was said"),
        ),
        (
            Total(4, 2, -0.1),
            NOTHING,
            ("none in the 7 days before", "nothing to compare with before", "nothing to compare with before"),
        ),
        (
            Total(4, 2, -0.1),
            Total(4, 2, -0.1),
            (
                "as many as in the 7 days before",
                "about the same as before (−0.10)",
                "the same share as before",
            ),
        ),
        (
            Total(4, 2, -0.1),
            Total(10, 4, 0.2),
            ("6 fewer than in the 7 days before (10)", "worse than before (+0.20)", "up 10 points from 40%"),
        ),
    ],
)
def test_changes_are_told_in_words(now: Total, before: Total, changes: tuple[str, ...]) -> None:
    assert tuple(figure.change for figure in figures(Totals(now, before), 7)) == changes


def test_the_lead_names_the_product_with_most_trouble_only_if_there_is_trouble() -> None:
    fine = ProductFeedback("pan", "Pan", 3, 0, 0.8, (), "lovely", datetime(2025, 3, 4, tzinfo=UTC))
    said = Totals(Total(3, 0, 0.8), NOTHING)
    assert lead(said, 7, fine) == "Shoppers said 3 things in the last 7 days, 0% negative."
    assert lead(Totals(NOTHING, NOTHING), 7, None) == "Nobody said anything in the last 7 days."


def test_sentiment_carries_its_sign() -> None:
    assert [signed(value) for value in (-0.5, 0.001, 0.5)] == ["−0.50", "0.00", "+0.50"]


def test_the_line_of_longer_periods_weighs_each_thing_said_alike() -> None:
    quiet = SentimentDay(date(2025, 3, 1), 0, 0, 0, 0.0)
    busy = SentimentDay(date(2025, 3, 2), 3, 0, 0, -0.8)
    calm = SentimentDay(date(2025, 3, 3), 0, 0, 1, 0.8)
    assert moving_means([quiet, busy, calm], 1) == [None, -0.8, 0.8]
    assert moving_means([quiet, busy, calm], 7) == [None, -0.8, -0.4]
