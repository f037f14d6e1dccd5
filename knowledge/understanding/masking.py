"""Takes out of a message what tells who wrote it: addresses and numbers become placeholders.

What is kept for review is meant to be read by others and to become training data. Names and postal addresses
are not found here; whoever accepts a line reads it first.
"""

from __future__ import annotations

import re
from collections.abc import Callable

EMAIL, PHONE, CARD, IBAN, ORDER, NUMBER = "<email>", "<phone>", "<card>", "<iban>", "<order>", "<number>"
PLACEHOLDERS = (EMAIL, PHONE, CARD, IBAN, ORDER, NUMBER)

_FLAGS = re.IGNORECASE
_HAN = "㐀-鿿"
# Not `\b`: Chinese characters are letters to it, and stand right beside a number.
_START, _END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
_GAP = r"[ \u00a0()./-]{0,2}"
_DATE = r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d))"
_LETTER = rf"[^\W_{_HAN}]"

_EMAIL = re.compile(
    rf"""[^\s@<>()\[\],;:"'、，。！？：；（）《》“”{_HAN}]+@(?:{_LETTER}|-)+(?:\.(?:{_LETTER}|-)+)+"""
)
_IBAN = re.compile(rf"{_START}[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,4}})?{_END}")
_PHONE_WORD = (
    r"(?:\b(?:tel(?:ephone)?|phone|mobile|mob|cell(?:phone)?|landline|whats\s?app|fax"
    r"|(?:call|ring|phone|text|reach|contact|sms|get)\s+(?:me|us|him|her)(?:\s+back)?\s*(?:on|at|under|:)?)"
    r"|电话|手机|座机|固话|致电|打给我|联系我|联系方式|拨打)"
)
_BETWEEN_PHONE = (
    r"(?:\s|[:#.,：，“\"-]|\b(?:number|num|no|nr|is|was|it.?s|on|at|my|the)\b"
    r"|号码|号|是|为|改成|换成|改为){0,8}?"
)
_PHONES = (
    re.compile(rf"(?:(?<![\w.,])00|\+)\s?[1-9](?:{_GAP}\d){{6,13}}(?!\d)"),
    re.compile(rf"{_START}(?:86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_END}(?!-\d)"),
    re.compile(rf"{_START}(?!{_DATE})\(?0[1-9](?:{_GAP}\d){{7,10}}(?![\d/]|[.,]\d)"),
    re.compile(rf"{_START}(?:\([2-9]\d\d\) ?|[2-9]\d\d[-. ])\d{{3}}[-. ]\d{{4}}{_END}(?![.,-]\d)"),
    re.compile(
        rf"(?P<before>{_PHONE_WORD}{_BETWEEN_PHONE})(?!{_DATE})(?:\+|\()?\d(?:{_GAP}\d){{5,14}}{_END}", _FLAGS
    ),
)
_LONG = re.compile(rf"{_START}\d(?:[ -]?\d){{12,18}}{_END}")
_CARD_END = re.compile(
    r"(?P<before>\b(?:ending(?:\s+(?:in|with))?|last\s+(?:four|4)(?:\s+digits)?(?:\s+(?:are|is))?)\s*|(?:尾号|后四位)(?:是|为)?\s*)"
    rf"\d{{4}}{_END}",
    _FLAGS,
)
_PARCEL = re.compile(rf"{_START}(?:1Z[0-9A-Z]{{16}}|[A-Z]{{1,4}}\d{{8,}}[A-Z]{{0,3}}){_END}", _FLAGS)
_MEASURE = (
    r"\s?(?:mah|rpm|lumens?|steps|watts?|w|mm|cm|km|kg|g|ml|hz|dpi|gb|tb|mb|btu|pa|eur|euros?|gbp|usd|pounds?|dollars?|quid"
    r"|€|£|\$|%|元|块|人民币|毫安|流明|转|毫升|年|克|公里|步|分|积分)(?![A-Za-z])"
)
_ORDER_WORD = (
    r"(?:#|\b(?:orders?|ord|purchases?|parcels?|packages?|deliver(?:y|ies)|numbers?|num|no|nr|ref(?:erence)?|returns?|refunds?"
    r"|rma|invoices?)|订单|定单|单号|单子|编号|号码|快递|包裹|退货|退款|发票|运单|(?:查|跟踪|追踪)(?:一下|下)?)"
)
_BETWEEN_ORDER = (
    r"(?:\s|[:#.,=(：，（“\"-]|\b(?:number|num|no|nr|id|ref|reference|code|is|was|it.?s|for|order)\b"
    r"|号码|编号|号|码|是|为|就)*?"
)
_ORDERS = (
    re.compile(
        rf"(?P<before>{_ORDER_WORD}{_BETWEEN_ORDER}){_START}(?:[A-Z]{{1,5}}-?)?\d{{4,12}}(?!{_MEASURE}){_END}(?![.,:/-]\d)",
        _FLAGS,
    ),
    re.compile(
        rf"(?<![A-Za-z0-9.,:/€£$¥￥-])(?:[A-Z]{{1,5}}-)?\d{{5,8}}(?!{_MEASURE}){_END}(?![.,:/-]\d)", _FLAGS
    ),
)
_DIGITS = re.compile(rf"(?<![A-Za-z0-9.,]){_START}\d{{9,}}{_END}")

# Whatever a terminal would obey, YAML could not hold, or would turn the direction of writing.
_UNPRINTABLE = re.compile(
    "[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def printable(text: str) -> str:
    """A text in one line, with single blanks and nothing in it that cannot be seen."""
    return " ".join(_UNPRINTABLE.sub("", " ".join(text.split())).split())


def masked(text: str) -> str:
    """A text in one line with placeholders for e-mail addresses, telephone, card, order and other long numbers."""
    text = _EMAIL.sub(EMAIL, printable(text))
    text = _IBAN.sub(lambda found: IBAN if _is_iban(found.group()) else NUMBER, text)
    for pattern in _PHONES:
        text = pattern.sub(_put(PHONE), text)
    text = _LONG.sub(lambda found: CARD if _may_be_card(found.group()) else NUMBER, text)
    text = _CARD_END.sub(_put(CARD), text)
    text = _PARCEL.sub(NUMBER, text)
    for pattern in _ORDERS:
        text = pattern.sub(_put(ORDER), text)
    return _DIGITS.sub(NUMBER, text)


def without_phones(text: str, instead: Callable[[str], str]) -> str:
    """A text with something else instead of every telephone number in it; words before a number stay."""

    def put(found: re.Match[str]) -> str:
        before = str(found.groupdict().get("before", ""))
        return before + instead(found.group().removeprefix(before))

    for pattern in _PHONES:
        text = pattern.sub(put, text)
    return text


def placeholders(text: str) -> list[str]:
    """The placeholders a text has, each once."""
    return [each for each in PLACEHOLDERS if each in text]


def _put(placeholder: str) -> Callable[[re.Match[str]], str]:
    """Puts the placeholder in, and keeps the words before the number that told what it is."""
    return lambda found: f"{found.groupdict().get('before', '')}{placeholder}"


def _is_iban(number: str) -> bool:
    """Whether the check digits are right (ISO 13616): shipping codes look alike."""
    compact = number.replace(" ", "")
    return int("".join(str(int(each, 36)) for each in compact[4:] + compact[:4])) % 97 == 1


def _may_be_card(number: str) -> bool:
    """Sixteen digits, mistyped or not, or a right check digit (Luhn, ISO/IEC 7812-1)."""
    digits = [int(each) for each in number if each.isdigit()]
    doubled = sum(sum(divmod(2 * each, 10)) for each in digits[-2::-2])
    return len(digits) == 16 or (doubled + sum(digits[-1::-2])) % 10 == 0
