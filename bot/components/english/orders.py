"""Order numbers and e-mail addresses, and the other numbers that must not pass for orders."""

from __future__ import annotations

import re
from typing import List

from bot.components.matches import Match, claim, single

WEIGHT = 55
_FLAGS = re.IGNORECASE

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])", _FLAGS)
_WEB_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", _FLAGS)
_SIGNALLED = re.compile(
    r"(?P<signal>#|\b(?:orders?|ord|purchases?|parcels?|packages?|deliver(?:y|ies)|numbers?|num|no|nr"
    r"|ref(?:erence)?|returns?|refunds?|rma|invoices?|it.?s))"
    r"(?:(?:\s|[:#.,=(-]|\b(?:number|num|no|nr|id|ref|reference|code|is|was|it.?s|for|nummer|order)\b)*?)"
    r"(?<![\d,/])(?<!\d\.)(?:[a-z]{1,4}-?)?(?P<digits>\d{4,8})(?![\w/-]*\d)(?![.,]\d)",
    _FLAGS,
)
_ALONE = re.compile(
    r"(?<![\w.,/:+€£$-])(?:(?:ord|so|at|po)[-#]?|[a-z]{1,2}(?=\d{6}))?(?P<digits>\d{5,8})(?![\w/-]|[.,:]\d)",
    _FLAGS,
)
_OF_ORDER = re.compile(r"#|(?:orders?|ord|purchases?|number|num|no|nr|ref|invoices?)\b", _FLAGS)
_AFTER_ANOTHER = re.compile(r"(?:\d{4,8})\s*(?:,|and|&|\+|or)\s*#?(?P<digits>\d{4})(?![\w.,/:-]*\d)", _FLAGS)

# Numbers of another kind, told by the word before them. The order's own words win over none of these.
_OTHER_NUMBERS = re.compile(
    r"\b(?:tracking|card|ending(?:\s+(?:in|with))?|sort\s+code|(?<!post\s)(?<!zip\s)"
    r"(?<!postal\s)code|pin|otp|voucher|coupon"
    r"|promo|sku|ean|isbn|model|serial|article|account|customer|member(?:ship)?|iban|vat)"
    r"(?:\s|[:#.-]|\b(?:number|num|no|nr|id|code|is|was|it.?s|ending|in|with)\b)*\d[\d -]*\d",
    _FLAGS,
)
_TELEPHONE = re.compile(r"(?<![\w.,])(?:\+|00?)\d(?:[ ()./-]{0,2}\d){6,13}(?!\w)|(?<![\w.,])\d{9,}(?!\w)")
_DATE = re.compile(
    r"(?<![\w.,/-])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\w/-])"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_OF_MONTH = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:\s+(?:19|20)\d\d)?"
    rf"|\b{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+(?:19|20)\d\d)?|\b{_MONTH}\s+(?:19"
    r"|20)\d\d\b",
    _FLAGS,
)
_YEAR = re.compile(
    r"\b(?:in|since|from|of|until|year|winter|summer|spring|autumn|christmas|before|after)\s+(?:19|20)\d\d\b",
    _FLAGS,
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}\s*(?:am|pm)?\b(?!\d)|\b\d{1,2}\s*(?:am|pm|o.?clock)\b|\b24/7\b", _FLAGS
)
_MEASURE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:mah|rpm|lumens?|steps|watts?|w|mm|cm|km|kg|g|ml|l|hz|dpi|px|gb|tb|mb|btu|pa"
    r"|denier)\b",
    _FLAGS,
)


def find_order_numbers(text: str) -> List[Match]:
    """Finds `order_number`, 4 to 8 digits as text, and claims dates, times, telephone and other numbers.

    Four digits are an order's only after a word or sign that says so; five to eight may stand alone. Letters before
    them ("#W5199551", "AT-20931") belong to the number, but shoppers leave them out: the value is the digits.
    """
    matches: List[Match] = []
    taken = [found.span() for found in _TELEPHONE.finditer(text)]
    for pattern, weight in (
        (_OTHER_NUMBERS, WEIGHT + 5),
        (_DATE, WEIGHT + 3),
        (_DAY_OF_MONTH, WEIGHT + 2),
        (_YEAR, WEIGHT + 2),
        (_TIME, 5),
        (_MEASURE, 5),
        (_WEB_ADDRESS, WEIGHT + 5),
    ):
        matches += [claim(*found.span(), weight) for found in pattern.finditer(text)]
    taken += [(match.start, match.end) for match in matches if match.weight > WEIGHT]
    for pattern in (_SIGNALLED, _ALONE, _AFTER_ANOTHER):
        for found in pattern.finditer(text):
            span = found.span("digits")
            # "order 20261103" is no day
            is_named = pattern is _SIGNALLED and _OF_ORDER.match(found.group())
            if not (is_named and _DATE.fullmatch(found.group("digits"))) and any(
                start <= span[0] and span[1] <= end for start, end in taken
            ):
                continue
            claimed = span if pattern is _AFTER_ANOTHER else (found.start(), span[1])
            matches.append(single("order_number", found.group("digits"), span, claimed, weight=WEIGHT))
    return matches


def find_emails(text: str) -> List[Match]:
    """Finds `email`, as typed."""
    return [
        single("email", found.group(), found.span(), found.span(), weight=100)
        for found in _EMAIL.finditer(text)
    ]
