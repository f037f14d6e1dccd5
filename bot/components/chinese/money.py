"""Prices and budgets in Chinese."""

from __future__ import annotations

import re
from typing import Iterator, List, Tuple

from bot.components.chinese.numbers import AMOUNT, chinese_number
from bot.components.matches import Found, Match, claim

WEIGHT = 60
APPROXIMATION = 0.2
"""How far, as a share, 五十左右 reaches to both sides."""
SMALLEST_BARE = 5
"""A smaller number without a currency is rather a count."""
SMALLEST_BARE_RANGE = 10

_BEFORE = r"(?:[¥￥€£$]|RMB\s?|EUR\s?|GBP\s?|USD\s?|人民币)"
_AFTER = (
    r"(?:\s?(?:块钱|块|元钱|元|圆|人民币|欧元|欧|英镑|镑|美元|美金|刀|港币|rmb|RMB|eur|EUR|gbp|GBP"
    r"|usd|USD|[€£$¥￥])(?:钱)?)"
)
# What makes a number something else than money
_NOT_MONEY = (
    r"(?!\d|[.,:：/]\d|\s*(?:个|件|条|双|只|台|套|盒|瓶|本|把|张|副|对|顶|支|包|袋|箱|份|盏|部|辆"
    r"|枚|打|罐|桶|卷|款|种|次|位|人|家|名|单"
    r"|天|日|周|星期|礼拜|月|年|岁|小时|个小时|分钟|分|秒|点|号|码|寸|英寸|厘米|公分|毫米|米|公里"
    r"|里|cm|mm|m\b|km|kg|g\b|克|斤|公斤|千克|升|毫升|ml|L\b|l\b"
    r"|平|度|%|％|折|成|倍|星|颗|瓦|伏|毫安|mah|mAh|W\b|w\b|GB|gb|G\b|T\b|寸|层|步|页|片|字|篇|名"
    r"|门|楼|度|%|条消息|遍|回|趟|期|代|岁|周岁|后))"
)
_PREFIX = (
    r"(?:的?(?:预算|价格|价位|价钱|价|钱|费用|心理价位|单价|总价|金额)?(?:大概|大约|差不多|最好"
    r"|基本|控制)?(?:也就|就|在|是|为|给|花|出|卖|：|:|到|就是)?\s*)"
)


def _amount(name: str) -> str:
    """A pattern for an amount, with or without its currency, in groups that begin with `name`."""
    return (
        rf"(?:(?P<{name}_before>{_BEFORE})\s?)?(?P<{name}>{AMOUNT})(?:(?P<{name}_after>{_AFTER})"
        rf"|{_NOT_MONEY})"
    )


_START = r"(?<![\d.,A-Za-z第#-])"
_LOOSE_START = rf"(?<![\d.,A-Za-z第#米点厘])(?<![零一二两三四五六七八九十百千万]){_amount('amount')}"
_MAXIMUM = (
    r"(?:(?:不要|不能|别|不想|不可以|不|没)(?:超过|超出|高于|大于|多于|贵过|贵于|超)(?:了)?|最多"
    r"|顶多|至多|最高|最贵|上限|封顶|低于|少于|小于|不到|便宜过"
    r"|不足|控制在|预算(?:只有|就|最多|最高|上限|不超过|有|是|大概)?|只有|只能出|能出|能花|想花"
    r"|打算花|准备花|愿意花|花不超过|<=?|≤|手里有|手上有|比)"
)
_MINIMUM = (
    r"(?:不低于|不少于|不能低于|不要低于|别低于|不低过|至少|最少|起码|最低|高于|大于|多于|超过"
    r"|超出|贵过|>=?|≥)"
)
_ABOUT = r"(?:大概|大约|差不多|(?<![改预相邀])约|估计|约莫|将近|接近|~|≈)"
_WITHIN_AFTER = (
    r"(?:以内|之内|以下|之下|内(?!存|裤|衣|容|部|胆|衬|置|增)|封顶|为限|打住|为上限|是上限|是极限"
    r"|顶天|到顶|往下|不到|以里|里面"
    r"|(?:钱)?(?:最多|顶多|上限)|以內|下(?=的|[，。,.]|$))"
)
_ABOVE_AFTER = r"(?:以上|之上|往上|向上|起步|起(?=的|[，。,.！!？?\s]|$)|打底|起跳|朝上|开外|出头|\+|＋)"
_ABOUT_AFTER = r"(?:左右|上下|前后|附近|出头|的样子|来块|来往|这个价位|这个价|价位|(?:的)?档(?!次))"

_RANGE = re.compile(
    r"(?:(?P<cue>从|在|介于|(?:预算|价格|价位)?(?:控制|限定|限制|卡)在|预算(?:是|在|大概|大约)?"
    r"|价格(?:在|是)?|价位(?:在|是)?|价格区间(?:在|是)?|区间)\s*)?"
    rf"{_START}(?<![零一二两三四五六七八九十百千万]){_amount('low')}\s*(?P<link>-|–|—|~|～|到|至|和"
    rf"|跟|与|－)\s*{_amount('high')}"
    r"(?P<tail>\s*(?:之间|区间|左右|以内|这个区间|的范围|之內|范围))?"
)
# 两三百, 三五千, 七八十块: two neighbouring numerals are a range
_NEIGHBOURS = re.compile(
    r"(?<![零一二两三四五六七八九十百千万\d第])(?P<lead>[一二两三四五六七八九][百千])?"
    r"(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])"
    rf"(?P<unit>十|百|千|万)(?:(?P<after>{_AFTER})|{_NOT_MONEY})(?:左右|之间|上下|以内|以下)?"
)
_MAXIMUM_BEFORE = re.compile(
    rf"(?P<cue>{_MAXIMUM}){_PREFIX}{_amount('amount')}(?:\s*(?:以内|之内|以下|封顶|内))?"
)
_MINIMUM_BEFORE = re.compile(rf"(?P<cue>{_MINIMUM}){_PREFIX}{_amount('amount')}(?:\s*(?:以上|起))?")
_MAXIMUM_AFTER = re.compile(rf"(?:预算|价格|价位)?(?:在|是)?{_LOOSE_START}\s*(?:的)?{_WITHIN_AFTER}")
_MINIMUM_AFTER = re.compile(rf"(?:预算|价格|价位)?(?:在|是)?{_LOOSE_START}\s*{_ABOVE_AFTER}")
_ABOUT_BEFORE = re.compile(
    rf"(?:预算|价格|价位)?(?:在|是)?{_ABOUT}(?:在|是)?\s*{_amount('amount')}(?:\s*{_ABOUT_AFTER})?"
)
_ABOUT_AFTERWARDS = re.compile(
    rf"(?:预算|价格|价位|心理价位)?(?:大概|大约|差不多|在|是|就|也就)*{_LOOSE_START}\s*{_ABOUT_AFTER}"
)
_ROUND = re.compile(
    r"(?<![几多\d零一二两三四五六七八九十百千万])(?P<amount>[一二两三四五六七八九]?[百千万十])"
    r"(?:来|把)(?P<after>块钱|块|元|欧元|欧|英镑|镑)"
)
_PLAIN_PRICE = re.compile(
    rf"(?:{_BEFORE}\s?{AMOUNT}|{_START}(?<![零一二两三四五六七八九十百千万])(?:{AMOUNT}){_AFTER}"
    r"(?:[一二三四五六七八九\d](?!\d*[个件条双]))?)"
    rf"|(?<![零一二两三四五六七八九十百千万\d]){AMOUNT}多(?:块|元|欧|镑)?"
    r"|(?<![\w.,])\d+\.\d{2}(?![\d.,]*\d)"
)
_PERCENTAGE = re.compile(
    r"\d+(?:\.\d+)?\s*[%％]|百分之[零一二三四五六七八九十百\d]+|[\d一二三四五六七八九]+(?:\.\d)?折"
    r"|[一二三四五六七八九]五折"
)
_SAVING = re.compile(
    rf"(?:满|减|优惠|便宜了?|立减|返|差价|降了?|涨了?|退了?|少了?|省了?|赔|补)\s*{_BEFORE}?"
    rf"(?:{AMOUNT}){_AFTER}?(?:减|返|送|包邮|免邮)?(?:{AMOUNT})?{_AFTER}?"
)


def find_prices(text: str) -> List[Match]:
    """Finds `price_min` and `price_max`, floats in major units, and claims other prices and percentages."""
    matches = [*_ranges(text), *_neighbours(text)]
    matches += _bounds(text, _MAXIMUM_BEFORE, 0.0, 1.0)
    matches += _bounds(text, _MAXIMUM_AFTER, 0.0, 1.0, weight=WEIGHT + 1)
    matches += _bounds(text, _MINIMUM_BEFORE, 1.0, 0.0)
    matches += _bounds(text, _MINIMUM_AFTER, 1.0, 0.0)
    for pattern in (_ABOUT_BEFORE, _ABOUT_AFTERWARDS, _ROUND):
        matches += _bounds(text, pattern, 1 - APPROXIMATION, 1 + APPROXIMATION, weight=WEIGHT + 2)
    for pattern in (_PLAIN_PRICE, _PERCENTAGE, _SAVING):
        matches += [claim(*found.span(), WEIGHT - 1) for found in pattern.finditer(text)]
    return matches


def _ranges(text: str) -> Iterator[Match]:
    for found in _RANGE.finditer(text):
        low, high = chinese_number(found.group("low")), chinese_number(found.group("high"))
        if low is None or high is None:
            continue
        low = _like_high(found.group("low"), low, found.group("high"))
        signed = _has_currency(found, "low") or _has_currency(found, "high")
        told = bool((found.group("cue") and found.group("cue") not in ("从", "在")) or found.group("tail"))
        is_round = low >= 100 and (
            bool(re.search("[百千万]", found.group("low") + found.group("high")))
            or low % 50 == high % 50 == 0
        )
        if low >= high or not (
            signed or is_round or (told and low >= SMALLEST_BARE_RANGE and high >= low * 1.1)
        ):
            continue
        if found.group("link") in "和跟与" and not found.group("tail"):
            continue
        entities = (
            Found(
                "price_min",
                low,
                found.start("low_before" if found.group("low_before") else "low"),
                found.start("link"),
            ),
            Found(
                "price_max",
                high,
                found.start("high_before" if found.group("high_before") else "high"),
                found.end(),
            ),
        )
        yield Match(*found.span(), entities, WEIGHT + 3)


def _like_high(low_text: str, low: float, high_text: str) -> float:
    """Reads 两到三百 as 200 to 300: the first number takes the last one's unit."""
    unit = re.search(r"[百千万]$", high_text)
    if unit and low < 10 and re.fullmatch(r"[一二两三四五六七八九\d]", low_text):
        return low * {"百": 100, "千": 1000, "万": 10_000}[unit.group()]
    return low


def _neighbours(text: str) -> Iterator[Match]:
    for found in _NEIGHBOURS.finditer(text):
        unit = {"十": 10, "百": 100, "千": 1000, "万": 10_000}[found.group("unit")]
        lead = chinese_number(found.group("lead")) or 0.0 if found.group("lead") else 0.0
        low, high = (lead + (chinese_number(found.group(name)) or 0.0) * unit for name in ("low", "high"))
        if low < high and (unit >= 100 or found.group("after")):
            span = found.span()
            yield Match(*span, (Found("price_min", low, *span), Found("price_max", high, *span)), WEIGHT + 3)


def _bounds(
    text: str, pattern: "re.Pattern[str]", low: float, high: float, weight: int = WEIGHT
) -> Iterator[Match]:
    """Finds amounts and gives their `low`-fold as the least and their `high`-fold as the most; 0 for none."""
    for found in pattern.finditer(text):
        amount = chinese_number(found.group("amount"))
        if not amount or (
            not _has_currency(found, "amount")
            and not SMALLEST_BARE <= amount < (10_000 if low and high else 100_000)
        ):
            continue
        # 预算三百: the cue is weak, a single numeral after it says nothing
        if (
            pattern is _MAXIMUM_BEFORE
            and found.group("cue") in ("只有", "比")
            and not _is_signed_or_compared(found, text)
        ):
            continue
        span = found.span()
        entities: Tuple[Found, ...] = ()
        if low:
            entities += (Found("price_min", round(amount * low, 2), *span),)
        if high:
            entities += (Found("price_max", round(amount * high, 2), *span),)
        yield Match(*span, entities, weight)


def _is_signed_or_compared(found: "re.Match[str]", text: str) -> bool:
    if found.group("cue") == "比":
        return bool(re.match(r"\s*(?:还|更)?(?:便宜|低|少)", text[found.end() :]))
    return _has_currency(found, "amount")


def _has_currency(found: "re.Match[str]", name: str) -> bool:
    groups = found.groupdict()
    return bool(groups.get(f"{name}_before") or groups.get(f"{name}_after") or groups.get("after"))
