"""Days and spans of days, told from Friday the 20th of November 2026."""

from __future__ import annotations

from datetime import date
from typing import Dict, List

import pytest

from bot.components.place import TIME_ZONE_VARIABLE, Place, current_place
from tests.bot.finding import FRIDAY, found, words

ENGLISH: Dict[str, List[str]] = {
    "yesterday": ["2026-11-19"],
    "the day before yesterday": ["2026-11-18"],
    "can I get it tomorrow?": ["2026-11-21"],
    "the day after tomorrow": ["2026-11-22"],
    "it came this morning": ["2026-11-20"],
    "last night": ["2026-11-19"],
    "two weeks ago": ["2026-11-06"],
    "a fortnight ago": ["2026-11-06"],
    "a couple of days ago": ["2026-11-18"],
    "a month ago": ["2026-10-20"],
    "half a year ago": ["2026-05-20"],
    "I need it in three days": ["2026-11-23"],
    "a week from today": ["2026-11-27"],
    "it arrived on Monday": ["2026-11-16"],
    "last Tuesday": ["2026-11-17"],
    "last Friday": ["2026-11-13"],
    "deliver it on Monday": ["2026-11-23"],
    "next Monday": ["2026-11-23"],
    "Wednesday": ["2026-11-25"],
    "has my order from Monday shipped": ["2026-11-16"],
    "when will the parcel I ordered on Tuesday come": ["2026-11-17"],
    "it was supposed to come on Wednesday": ["2026-11-18"],
    "I ordered on Monday and need it by Friday": ["2026-11-16", "2026-11-27"],
    "I get paid on Friday": ["2026-11-27"],
    "Tuesday last week": ["2026-11-10"],
    "next week on Tuesday": ["2026-11-24"],
    "a week on Monday": ["2026-11-30"],
    "ordered on the 3rd": ["2026-11-03"],
    "can I collect it on the 25th": ["2026-11-25"],
    "Thursday the 12th": ["2026-11-12"],
    "the 5th of last month": ["2026-10-05"],
    "I bought it on 3 May": ["2026-05-03"],
    "deliver on May 3rd": ["2027-05-03"],
    "the twenty-first of March 2026": ["2026-03-21"],
    "11th November": ["2026-11-11"],
    "12/05/2026": ["2026-05-12"],
    "3.11.26": ["2026-11-03"],
    "05/23/2026": ["2026-05-23"],
    "2026-11-03": ["2026-11-03"],
    "on 24/12": ["2026-12-24"],
    "last week": ["2026-11-09/2026-11-15"],
    "this week": ["2026-11-16/2026-11-22"],
    "next month": ["2026-12-01/2026-12-31"],
    "last year": ["2025-01-01/2025-12-31"],
    "the week before last": ["2026-11-02/2026-11-08"],
    "this weekend": ["2026-11-21/2026-11-22"],
    "it broke at the weekend": ["2026-11-14/2026-11-15"],
    "I bought it in March": ["2026-03-01/2026-03-31"],
    "in May last year": ["2025-05-01/2025-05-31"],
    "orders of the last 30 days": ["2026-10-21/2026-11-20"],
    "between the 3rd and the 7th": ["2026-12-03/2026-12-07"],
    "between Monday and Wednesday": ["2026-11-23/2026-11-25"],
    "3 to 7 December": ["2026-12-03/2026-12-07"],
    "move it from Monday to Tuesday": ["2026-11-23", "2026-11-24"],
    "are you open on Saturdays": [],
    "Monday to Friday": [],
    "any Black Friday deals": [],
    "it took 3 days": [],
    "how are you today": [],
    "I haven't used it in 4 years": [],
    "it may take a while": [],
    "I sat on it": [],
    "the sun came out": [],
    "24/7": [],
    "everyday": [],
    "31/02/2026": [],
    "a next-day delivery": [],
}
CHINESE: Dict[str, List[str]] = {
    "昨天": ["2026-11-19"],
    "前天晚上下的单": ["2026-11-18"],
    "大前天": ["2026-11-17"],
    "今早": ["2026-11-20"],
    "后天能到吗": ["2026-11-22"],
    "上周五": ["2026-11-13"],
    "上上周三": ["2026-11-04"],
    "这周三": ["2026-11-18"],
    "下周一": ["2026-11-23"],
    "下星期五": ["2026-11-27"],
    "下下周三": ["2026-12-02"],
    "周一到的": ["2026-11-16"],
    "周二付款的订单": ["2026-11-17"],
    "周三能到吗": ["2026-11-25"],
    "礼拜天送": ["2026-11-22"],
    "两周前": ["2026-11-06"],
    "三天前": ["2026-11-17"],
    "半个月前": ["2026-11-05"],
    "两个月之前": ["2026-09-20"],
    "三天后能到吗": ["2026-11-23"],
    "11月3号": ["2026-11-03"],
    "十二月二十五号": ["2026-12-25"],
    "5月1日买的": ["2026-05-01"],
    "5月1日送到": ["2027-05-01"],
    "2026年10月1日": ["2026-10-01"],
    "去年三月": ["2025-03-01/2025-03-31"],
    "3号到的": ["2026-11-03"],
    "25号送": ["2026-11-25"],
    "上个月15号": ["2026-10-15"],
    "12/05/2026": ["2026-05-12"],
    "11.3号": ["2026-11-03"],
    "上周": ["2026-11-09/2026-11-15"],
    "上个月": ["2026-10-01/2026-10-31"],
    "这周末": ["2026-11-21/2026-11-22"],
    "去年": ["2025-01-01/2025-12-31"],
    "最近一个月": ["2026-10-20/2026-11-20"],
    "3号到5号之间送": ["2026-12-03/2026-12-05"],
    "上周一到上周三": ["2026-11-09/2026-11-11"],
    "周五出差，行李能到吗？周一就付款了": ["2026-11-27", "2026-11-16"],
    "周一到周五几点上班": [],
    "7号电池": [],
    "3号线": [],
    "文三路20号": [],
    "两天没动静了": [],
    "第三天": [],
    "每天": [],
    "双十一": [],
}


@pytest.mark.parametrize("text", [*ENGLISH, *CHINESE])
def test_a_message_names_these_days(text: str) -> None:
    assert [value for value, _ in words(text, "date")] == {**ENGLISH, **CHINESE}[text]


@pytest.mark.parametrize(
    ("text", "written"),
    [("it arrived on Monday", "Monday"), ("since the 3rd", "the 3rd"), ("下周一能送吗", "下周一")],
)
def test_the_words_of_a_day_are_those_that_name_it(text: str, written: str) -> None:
    assert [each for _, each in words(text, "date")] == [written]


def test_a_date_is_neither_an_order_nor_a_price() -> None:
    assert found("order 10342 of 20261103") == [("order_number", "10342"), ("date", "2026-11-03")]
    assert found("订单10342，2026-11-03下的") == [("order_number", "10342"), ("date", "2026-11-03")]


def test_days_are_counted_from_the_day_given() -> None:
    leap = Place(date(2028, 2, 29))
    assert found("yesterday", leap) == [("date", "2028-02-28")]
    assert found("a year ago", leap) == [("date", "2027-02-28")]
    assert found("ordered on the 31st", leap) == [("date", "2028-01-31")]


def test_weekdays_are_never_today() -> None:
    assert FRIDAY.today.strftime("%A") == "Friday"
    assert found("it came on Friday") == [("date", "2026-11-13")]
    assert found("deliver on Friday") == [("date", "2026-11-27")]


def test_the_shops_time_zone_tells_which_day_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TIME_ZONE_VARIABLE, "Pacific/Kiritimati")
    east = current_place().today
    monkeypatch.setenv(TIME_ZONE_VARIABLE, "Pacific/Pago_Pago")
    assert (east - current_place().today).days == 1


def test_an_unknown_time_zone_counts_as_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TIME_ZONE_VARIABLE, "Mars/Olympus")
    unknown = current_place().today
    monkeypatch.delenv(TIME_ZONE_VARIABLE)
    assert (current_place().today - unknown).days in (0, 1)
