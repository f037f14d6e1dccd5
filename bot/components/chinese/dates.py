"""Days and spans of days in Chinese."""

from __future__ import annotations

import re
from datetime import date
from typing import Callable, List, Optional, Tuple

from bot.components import calendar_days as calendar
from bot.components.calendar_days import FUTURE, PAST, Days
from bot.components.chinese.numbers import chinese_count, chinese_number
from bot.components.chinese.tense import direction
from bot.components.date_spans import join_spans
from bot.components.matches import Match, claim, single
from bot.components.place import Place

WEIGHT = 75

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_WEEK = r"(?:星期|礼拜|周)"
_WEEKDAYS = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "末": 5,
    **{str(i + 1): i for i in range(6)},
}
_SHIFTS = {"上上": -2, "前": -2, "上": -1, "这": 0, "本": 0, "今": 0, "当": 0, "下": 1, "下下": 2}
_DAYS_AWAY = {
    -3: "大前天 大前儿",
    -2: "前天 前儿 前晚 前日",
    -1: "昨天 昨日 昨儿 昨晚 昨夜 昨早",
    0: "今天 今日 今儿 今早 今晚 今夜 今晨",
    1: "明天 明日 明儿 明早 明晚",
    2: "后天 后儿 后日",
    3: "大后天 大后儿",
}
_RELATIVE_DAYS = {word: days for days, words in _DAYS_AWAY.items() for word in words.split()}
_UNITS = {"天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year"}
_UNIT = r"(?P<unit>天|日|个?星期|个?礼拜|周|个?多?月|年)"
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d|[二零〇一二三四五六七八九]{4}|\d\d)\s?年|(?P<which_year>今年|去年"
    r"|明年|前年|后年|本年))"
)
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?:份)?"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_NOT_DAY = (
    r"(?!线|楼|店|链接|码|仓|床|电池|色|机|公馆|门|桌|房|球衣|客服|字|院|馆|台|柜|[这那]个|订单"
    r"|的订单号|沙发|商品|款|鞋|链|包|裙|灯|\s*(?:吧|还是|和[一二三四五]号))"
)
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}

_Reader = Callable[["re.Match[str]", date, int], Optional[Days]]


def _relative(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:  # noqa: ARG001
    return calendar.single_day(calendar.shifted(today, _RELATIVE_DAYS[found.group("when")], "day"))


def _ago(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:  # noqa: ARG001
    return _moved(found, today, -1)


def _ahead(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    return None if way == PAST else _moved(found, today, 1)


def _moved(found: "re.Match[str]", today: date, sign: int) -> Optional[Days]:
    count, unit = _amount(found)
    return calendar.single_day(calendar.shifted(today, sign * count, unit)) if count else None


def _rolling(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:  # noqa: ARG001
    count, unit = _amount(found)
    sign = 1 if re.match("未来|接下来|今后|之后", found.group("which")) else -1
    return calendar.rolling(today, sign * count, unit) if count else None


def _amount(found: "re.Match[str]") -> Tuple[int, str]:
    unit = _UNITS[found.group("unit").replace("个", "").replace("多", "")]
    words = found.group("count")
    if words == "半":
        return {"month": (15, "day"), "year": (6, "month")}.get(unit, (0, unit))
    return chinese_count(words) or 0, unit


def _unit(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    which, unit = found.group("which") or "", found.group("unit")
    count = _SHIFTS[which] if which else 0
    if unit in ("周末", "星期末", "礼拜末") or found.groupdict().get("end"):
        if not which and way == PAST and today.weekday() < 5:
            count = -1
        return calendar.weekend(today, count)
    return calendar.unit_away(today, count, _UNITS[unit.replace("个", "")])


def _year(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:  # noqa: ARG001
    return calendar.unit_away(today, _YEARS[found.group("which_year")], "year")


def _weekday(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    number = _WEEKDAYS[found.group("day")]
    which = found.group("which")
    if which:
        return calendar.single_day(calendar.weekday_of_week(today, number, _SHIFTS[which]))
    return calendar.single_day(calendar.nearest_weekday(today, number, way or FUTURE))


def _month_day(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    year = _read_year(found, today)
    month = chinese_count(found.group("month")) or 0
    day = found.group("day")
    if day is None:
        if year:
            return calendar.whole(date(year, month, 1), "month")
        return calendar.month_of_year(today, month, way)
    number = chinese_count(day) or 0
    found_day = (
        calendar.on_day(year, month, number) if year else calendar.day_of_year(today, month, number, way)
    )
    through = found.groupdict().get("through")
    if through and found_day:
        last = calendar.on_day(found_day.year, found_day.month, chinese_count(through) or 0)
        return (found_day, last) if last and last > found_day else None
    return calendar.single_day(found_day)


def _read_year(found: "re.Match[str]", today: date) -> Optional[int]:
    if found.group("which_year"):
        return today.year + _YEARS[found.group("which_year")]
    words = found.group("year")
    year = chinese_number(words) if words else None
    return None if year is None else int(year) + (2000 if year < 100 else 0)


def _day_only(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    number = chinese_count(found.group("day")) or 0
    which = found.group("which")
    if which:
        month = calendar.unit_away(today, _SHIFTS[which], "month")[0]
        first = calendar.on_day(month.year, month.month, number)
    else:
        first = calendar.day_of_month(today, number, way)
    through = found.groupdict().get("through")
    if through and first:
        last = calendar.day_of_month(first, chinese_count(through) or 0, FUTURE)
        return (first, last) if last else None
    return calendar.single_day(first)


def _month_before_day(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    return calendar.single_day(
        calendar.day_of_year(today, int(found.group("month")), int(found.group("day")), way)
    )


def _numeric(found: "re.Match[str]", today: date, way: int) -> Optional[Days]:
    groups = found.groupdict()
    if groups.get("iso_year"):
        return calendar.single_day(
            calendar.on_day(*(int(groups[name]) for name in ("iso_year", "iso_month", "iso_day")))
        )
    first, second = int(groups["first"]), int(groups["second"])
    if groups.get("year"):
        return calendar.single_day(calendar.day_before_month(first, second, int(groups["year"])))
    if second > 12:
        first, second = second, first
    if not 1 <= second <= 12:
        return None
    return calendar.single_day(calendar.day_of_year(today, second, first, way))


_PATTERNS: Tuple[Tuple["re.Pattern[str]", _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"(?P<date>(?P<when>{'|'.join(sorted(_RELATIVE_DAYS, key=len, reverse=True))}))(?:早上|上午"
            r"|中午|下午|晚上|夜里|凌晨|早晨|傍晚|一早|晚|早)?",
            _relative,
        ),
        (rf"(?P<date>(?P<count>{_NUMBER}|半)\s?{_UNIT}(?:之?前|以前))(?!能|要(?!求|的)|必须|可以)", _ago),
        (rf"(?P<date>(?P<count>{_NUMBER}|半)\s?{_UNIT}(?:之后|以后|后))(?!才|就|就坏|都)", _ahead),
        (rf"(?P<date>(?:再)?过(?!两天|几)(?P<count>{_NUMBER}|半)\s?{_UNIT})(?!了|的|才|还|都)", _ahead),
        (
            r"(?P<date>(?P<which>最近|(?<![最附将接])近|过去|未来|接下来|今后)(?:的|这)?"
            rf"(?P<count>{_NUMBER}|半)\s?{_UNIT})(?:内|里|以来|间|来)?(?<!前[两几]天)(?!的?前)",
            _rolling,
        ),
        (
            r"(?P<date>(?P<which>上上|下下|上|这|本|下|当)(?:一)?(?P<unit>个?(?:星期|礼拜|月)|周)"
            r"(?P<end>末)?)(?!\s*[一二三四五六日天1-6](?![个件条双月十]))(?!\s*\d)",
            _unit,
        ),
        (r"(?P<date>(?P<which>(?!))?(?P<unit>周末|礼拜末))", _unit),
        (r"(?P<date>(?P<which_year>今年|去年|明年|前年|本年))", _year),
        (
            rf"(?P<date>(?P<which>上上|下下|上|这|本|下|今)?(?:一)?(?:个)?{_WEEK}"
            rf"(?P<day>[一二三四五六日天1-6]))(?![个件条双月十百年季\d]|到(?:{_WEEK})?[一二三四五六日天]"
            r"|至)(?:早上|上午|中午|下午|晚上|晚)?",
            _weekday,
        ),
        (
            rf"(?P<date>(?:{_YEAR}\s?的?)?(?<![\d块元钱] )(?<![\d块元钱第一二三四五六七八九十]){_MONTH}"
            rf"(?:\s?{_DAY}(?:\s?[号日])?(?:\s*(?:-|—|~|～|到|至)\s*(?P<through>[12]\d|3[01]|[1-9]"
            r"|二?十[一二三四五六七八九]?)\s?[号日])?(?!\d|\s?(?:个|块|元|件)))?)(?!饼|亮|经|薪|供|租|销)",
            _month_day,
        ),
        (
            r"(?<![\d第.,月#小大深浅路街巷弄道村院里幢栋])(?P<date>(?:(?P<which>上|这|本"
            rf"|下)个?月的?)?{_DAY}\s?[号日](?:\s*(?:-|—|~|～|到|至|和)\s*(?P<through>[12]\d|3[01]|[1-9]"
            rf"|二?十[一二三四五六七八九]?)\s?[号日])?){_NOT_DAY}",
            _day_only,
        ),
        (
            r"(?<![\d.,/-])(?P<date>(?P<iso_year>(?:19|20)\d\d)(?P<s>[./-]|)(?P<iso_month>0?[1-9](?!\d)"
            r"|0[1-9]|1[0-2])(?P=s)"
            r"(?P<iso_day>[12]\d|3[01]|0?[1-9]))(?![\d/-])",
            _numeric,
        ),
        (
            r"(?<![\d.,/-])(?P<date>(?P<month>1[0-2]|0?[1-9])[./-](?P<day>[12]\d|3[01]|0?[1-9])\s?[号日])",
            _month_before_day,
        ),
        (
            r"(?<![\d.,/-])(?P<date>(?P<first>\d{1,2})(?P<s>[./-])(?P<second>\d{1,2})(?P=s)(?P<year>\d{4}"
            r"|\d{2}))(?![\d/-]|[.]\d)",
            _numeric,
        ),
    )
)
# 十一月三 alone is cut short; 周一到周五 are opening hours
_NO_DATE = re.compile(
    rf"(?<![上下这从])(?:周|星期|礼拜)一(?:到|至|-|~)(?:{_WEEK})?[五六日天](?!送|不在|出差|期间"
    rf"|之间)|每(?:个)?(?:{_WEEK}[一二三四五六日天末]?|天|月|年|周末)|黑色星期五|黑五|今天天气|当月"
    r"(?!的)|今年流行|今天你好|[57五七]号电池"
    r"|\d+\s?月龄|第[一二三四五六七八九十\d]+(?:天|周|年|个月)|出生日|生日期"
)
_ANY = re.compile(r"[天日周月年号昨今明前后儿晚早]|星期|礼拜|\d[./-]\d|\d{8}")


def find_dates(text: str, place: Place) -> List[Match]:
    """Finds `date`: a day or a span of days, counted from the shop's today (see docs/entities.md)."""
    if not _ANY.search(text):
        return []
    matches = [claim(*found.span(), WEIGHT + 1) for found in _NO_DATE.finditer(text)]
    for pattern, reader in _PATTERNS:
        for found in pattern.finditer(text):
            span = found.span("date")
            days = reader(found, place.today, direction(text, *found.span()))
            if days is not None:
                matches.append(single("date", calendar.written(days), span, found.span(), weight=WEIGHT))
    return matches + join_spans(text, matches, WEIGHT)
