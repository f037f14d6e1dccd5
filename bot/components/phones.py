"""Telephone numbers, in messages of any language."""

from __future__ import annotations

import re
from typing import List, Optional

import phonenumbers

from bot.components.matches import Match, claim, single
from bot.components.place import Place
from bot.language import detect_language

WEIGHT = 80
FEWEST_DIGITS = 6
"""Where a word says that a telephone number follows."""
FEWEST_DIGITS_ALONE = 9
MOST_DIGITS = 13
_FLAGS = re.IGNORECASE

_GAP = r"[ \u00a0()./-]{0,2}"
_DAY = r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d))(?!(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d))"
_SIGNAL = (
    r"(?:\b(?:tel(?:ephone)?|phone|mobile|mob|cell(?:phone)?|landline|whats\s?app|fax"
    r"|(?:call|ring|phone|text|reach|contact|sms|message|dial|get)\s+(?:me|us|him|her|my\s+\w+)"
    r"(?:\s+back)?\s*(?:on|at|under|:)?)"
    r"|电话|手机|座机|固话|致电|打给我|打我|联系我|联系方式|拨打)"
    r"(?:\s|[:#.,：，“\"-]|\b(?:number|num|no|nr|is|was|it.?s|on|at|my|the)\b"
    r"|号码|号|是|为|改成|换成|改为|就){0,8}?"
)
_SIGNALLED = re.compile(rf"{_SIGNAL}(?P<number>(?:\+|\()?\d(?:{_GAP}\d){{5,14}})(?![\d%€£$])", _FLAGS)
_INTERNATIONAL = re.compile(rf"(?<![\w.,])(?P<number>(?:\+|00)\s?[1-9](?:{_GAP}\d){{7,13}})(?!\d)", re.ASCII)
_WITH_TRUNK = re.compile(
    rf"(?<![A-Za-z0-9.,/+-]){_DAY}(?P<number>\(?0[1-9](?:{_GAP}\d){{7,10}})(?![\d/]|[.,]\d)", re.ASCII
)
_CHINESE_MOBILE = re.compile(
    r"(?<![A-Za-z0-9.,/+-])(?P<number>(?:86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![A-Za-z0-9]|[.,]\d)"
)
_GROUPED = re.compile(
    r"(?<![A-Za-z0-9.,/+-])(?P<number>(?:\([2-9]\d\d\) ?|[2-9]\d\d[-.])\d{3}[-.]\d{4}"
    r"|[48]00[ -]\d{3,4}[ -]\d{3,4})"
    r"(?![A-Za-z0-9]|[.,-]\d)"
)
_LONG = re.compile(r"(?<![A-Za-z0-9.,])\d{9,}(?![A-Za-z0-9])")
_PATTERNS = (_SIGNALLED, _INTERNATIONAL, _WITH_TRUNK, _CHINESE_MOBILE, _GROUPED)
_CHINESE_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}")
_ANY = re.compile(r"\d(?:[ \u00a0()./-]{0,2}\d){5}")


def find_phones(text: str, place: Place) -> List[Match]:
    """Finds `phone`, as E.164 where it can be read, else its digits; claims other long numbers.

    A number without a word that announces it must look like one: with a prefix, a leading 0, or in the groups
    of a Chinese mobile or a free number.
    """
    if not _ANY.search(text):
        return []
    matches: List[Match] = [claim(*found.span(), 5) for found in _LONG.finditer(text)]
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            number = found.group("number")
            digits = re.sub(r"\D", "", number)
            if len(digits) > MOST_DIGITS + 2 or len(digits) < FEWEST_DIGITS:
                continue
            if pattern is not _SIGNALLED and len(digits) < FEWEST_DIGITS_ALONE:
                continue
            value = canonical_phone(number, place.country, detect_language(text)) or digits
            matches.append(single("phone", value, found.span("number"), found.span(), weight=WEIGHT))
    return matches


def canonical_phone(number: str, country: str, language: str = "en") -> Optional[str]:
    """Gives a number as E.164.

    Numbers that the shop's country does not have are read as Chinese where they are Chinese mobiles or stand
    in a Chinese message, and as possible numbers of the shop's country where they begin with 0.

    Args:
        number: As a shopper wrote it.
        country: The shop's, such as "GB".
        language: Of the message, as `detect_language` gives it.

    Returns:
        For instance "+447700900123"; None where no country's rules fit.
    """
    digits = re.sub(r"\D", "", number)
    is_chinese_mobile = bool(re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits))
    is_chinese = is_chinese_mobile or (
        language == "zh" and (_CHINESE_LANDLINE.fullmatch(digits) or digits[0] == "4")
    )
    countries = [country, "CN"] if is_chinese else [country]
    for each in countries:
        parsed = _parsed(number, each)
        if parsed and phonenumbers.is_valid_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if number.lstrip("( ").startswith(("0", "+")):
        parsed = _parsed(number, country)
        if parsed and phonenumbers.is_possible_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return None


def _parsed(number: str, country: str) -> Optional[phonenumbers.PhoneNumber]:
    try:
        return phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
