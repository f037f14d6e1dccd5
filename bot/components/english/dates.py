"""Days and spans of days in English."""

from __future__ import annotations

import re
from typing import List, Tuple

from bot.components import calendar_days as calendar
from bot.components.date_spans import join_spans
from bot.components.english.date_readers import (
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    Reader,
    read_ago,
    read_ahead,
    read_day_only,
    read_month,
    read_month_day,
    read_numeric,
    read_relative,
    read_rolling,
    read_unit,
    read_weekday,
)
from bot.components.english.tense import direction
from bot.components.matches import Match, claim, single
from bot.components.place import Place

WEIGHT = 75
_FLAGS = re.IGNORECASE

_FULL_DAY = r"(?:monday|tuesday|wed(?:ne|en)sday|thursday|friday|saturday|sunday|tues|weds|thurs|thur)"
_SHORT_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)\b\.?"
_DAY = rf"(?:{_FULL_DAY}|{_SHORT_DAY})"
_MONTH = (
    r"(?:january|february|febuary|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_ORDINAL = "|".join(sorted((each.replace("-", r"[\s-]") for each in ORDINALS), key=len, reverse=True))
_FIGURE = r"[0-3]?\d(?:\s?(?:st|nd|rd|th))"
_YEAR = r"(?:19|20)\d\d"
_LEAD = (
    r"(?:\b(?:on|since|by|until|till|before|after|from|for|of|at|in|during|over|around|about"
    r"|dated?|due|the|this"
    r"|between|and|to)\s+)*"
)
_COUNT = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a\s+couple"
    r"(?:\s+of)?|couple(?:\s+of)?|half\s+an?)"
)
_UNIT = r"(?:days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?)"
# "the 3rd one" is a pick
_NO_THING = (
    r"(?!\s+(?:ones?|item|product|option|choice|result|link|picture|card|pair|shoes?|boots?|jacket"
    r"|coat|dress|shirt"
    r"|jumper|model|suggestion|thing|order|parcel|purchase|listed|shown|time|party|floor|attempt"
    r"|size|colou?r|in\s+the\s+list"
    r"|generation|gen|edition|party|pair|lamp|bag|photo|review|person|row|place|email)\b)"
)

_PATTERNS: Tuple[Tuple["re.Pattern[str]", Reader], ...] = tuple(
    (re.compile(pattern, _FLAGS), reader)
    for pattern, reader in (
        (
            r"\b(?P<date>(?P<when>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tom+or+ow"
            r"|yesterday|yday|yesturday"
            r"|tom+or+ow|tmrw|tmr|tomoz|2moro?w?|today|2day|tonight|last\s+night|this\s+(?:morning"
            r"|afternoon|evening)"
            r"))\b(?:.s\b)?",
            read_relative,
        ),
        (rf"(?P<date>(?P<count>{_COUNT})\s+(?P<unit>{_UNIT})\s+(?:ago|back)(?:\s+today)?)\b", read_ago),
        (
            rf"(?P<date>(?P<count>{_COUNT})\s+(?P<unit>{_UNIT})\s+(?:from\s+(?:now|today)|hence)"
            rf")\b",
            read_ahead,
        ),
        (
            rf"\b(?P<plain>)(?P<date>in\s+(?P<count>{_COUNT})\s+(?P<unit>{_UNIT})(?:.?\s+time)?)\b(?!\s+"
            r"(?:ago|of)\b)",
            read_ahead,
        ),
        (
            r"(?:in|from|over|during|within|for|of)\s+(?:the|my)?\s*(?P<date>(?P<which>last|past|previous"
            r"|next|coming)"
            rf"\s+(?P<count>(?!an?\b){_COUNT})\s+(?P<unit>{_UNIT}))\b",
            read_rolling,
        ),
        (r"(?P<date>(?P<which>past)\s+(?P<unit>week|month|year|fortnight))\b", read_rolling),
        (
            r"(?P<date>(?P<which>last|previous|prior|this|the\s+current|next|coming|the\s+following)\s+"
            r"(?P<unit>week-?end|week|wk|month|year)"
            r")\b(?!\s+(?:on|of\s+the)\s)",
            read_unit,
        ),
        (
            r"(?P<date>(?:the\s+)(?P<unit>week-?end|week|month|year)\s+(?P<beyond>before\s+last"
            r"|after\s+next))\b",
            read_unit,
        ),
        (
            r"(?:over|at|on|for|before|by|until|after|during)\s+the\s+(?P<date>(?P<unit>week-?end))\b",
            read_unit,
        ),
        (
            rf"(?P<date>(?:(?P<head>(?:last|next|this)\s+week(?:\s+on)?|a\s+week\s+on)\s+)?"
            rf"(?:(?P<which>(?:(?:last|next|this|coming|past|previous|following)\s+)+))?(?P<day>{_FULL_DAY})"
            r"(?P<tail>\s+(?:of\s+)?(?:last|next|this)\s+week|\s+the\s+week\s+before\s+last"
            r"|\s+before\s+last|\s+last\b|\s+week\b)?)\b(?!s\b)",
            read_weekday,
        ),
        (
            r"(?:on|since|by|until|till|before|last|next|this|from|after|,)\s+(?P<date>(?:(?P<which>last"
            r"|next|this|coming)\s+)?"
            rf"(?P<day>{_SHORT_DAY})(?P<tail>\s+(?:last|next)\s+week)?)(?!\w)",
            read_weekday,
        ),
        (
            rf"(?P<date>(?P<which>last|next|this)\s+(?P<day>{_SHORT_DAY}))(?!\w)",
            read_weekday,
        ),
        (
            rf"(?:{_DAY},?\s+(?:the\s+)?)?(?P<date>(?:the\s+)?(?P<number>{_FIGURE}|{_ORDINAL}|[0-3]?\d)\s*"
            r"(?:(?:-|–|to|until|and)\s*(?:the\s+)?"
            rf"(?P<through>{_FIGURE}|[0-3]?\d)\s*)?(?:of\s+)?(?:(?P<which>last|next)\s+)?"
            rf"(?P<month>{_MONTH})(?:,?\s*(?P<year>{_YEAR}))?)(?!\w)",
            read_month_day,
        ),
        (
            rf"(?:{_DAY},?\s+)?(?P<date>(?P<month>{_MONTH})\s+(?:the\s+)?(?P<number>{_FIGURE}|{_ORDINAL}"
            r"|[0-3]?\d)"
            rf"(?:\s*(?:-|–|to)\s*(?P<through>{_FIGURE}|[0-3]?\d))?(?:,?\s*(?P<year>{_YEAR}))?)(?![\w:%]"
            r"|[.,]\d)",
            read_month_day,
        ),
        (
            rf"(?:in|since|during|of|from|until|till|by|before|after|for|back\s+in|early|late|mid|around)\s+"
            rf"(?P<date>(?:(?P<which>last|this|next)\s+)?(?P<month>{_MONTH})(?:,?\s*(?:of\s+)?"
            rf"(?P<year>{_YEAR}))?"
            rf"(?:\s+(?:of\s+)?(?P<tail>(?:last|this|next)\s+year))?)(?!\w)(?!\s+(?:\d|the\s+\d))",
            read_month,
        ),
        (
            rf"(?P<date>(?:(?P<which>last|this|next)\s+)(?P<month>{_MONTH}))(?!\w)(?!\s+\d)",
            read_month,
        ),
        (
            rf"(?P<date>(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR}))(?!\w)",
            read_month,
        ),
        (
            r"\b(?:on|from|by|since|until|till|before|after|for|of|due|dated|rather\s+than|arrived|came|coming|arriving|around"
            rf"|(?P<weekday>{_DAY}),?)\s+"
            rf"(?P<date>the\s+(?P<number>{_FIGURE})(?P<tail>\s+of\s+(?:this|last"
            rf"|next)\s+month)?)\b{_NO_THING}",
            read_day_only,
        ),
        (
            rf"\b(?P<weekday>{_DAY}),?\s+(?P<date>(?P<number>{_FIGURE}))\b(?!\s+(?:of\s+)?{_MONTH}){_NO_THING}",
            read_day_only,
        ),
        (
            rf"(?P<date>the\s+(?P<number>(?:2\d|3[01])\s?(?:st|nd|rd|th)|{_FIGURE}(?=\s+of\s+(?:this|last"
            r"|next)\s+month))"
            rf"(?P<tail>\s+of\s+(?:this|last|next)\s+month)?)\b{_NO_THING}",
            read_day_only,
        ),
        (
            rf"\b(?:between|from)\s+(?P<date>the\s+(?P<number>{_FIGURE})\s+(?:and|to|until|till|-)\s+"
            rf"(?:the\s+)?(?P<through>{_FIGURE}))"
            rf"\b(?!\s+(?:of\s+)?{_MONTH}){_NO_THING}",
            read_day_only,
        ),
        (
            r"(?<![\w.,/-])(?P<date>(?P<iso_year>(?:19|20)\d\d)(?P<s>[./-]|)(?P<iso_month>0?[1-9](?!\d)"
            r"|0[1-9]|1[0-2])(?P=s)"
            r"(?P<iso_day>[12]\d|3[01]|0?[1-9]))(?![\w/-]|[.,]\d)",
            read_numeric,
        ),
        (
            r"(?<![\w.,/-])(?P<date>(?P<first>\d{1,2})(?P<s>[./-])(?P<second>\d{1,2})(?P=s)(?P<year>\d{4}"
            r"|\d{2}))"
            r"(?![\w/-]|[.,]\d)",
            read_numeric,
        ),
        (
            r"\b(?:on|since|by|until|till|before|after|from|of|dated?|due|arrived|ordered|delivered|placed"
            rf"|bought|received|the|{_DAY})"
            r"\s+(?P<date>(?P<first>\d{1,2})[/](?P<second>\d{1,2}))(?![\w/-]|[.,]\d)(?!\s*(?:stars?|size"
            r"|for\s+the))",
            read_numeric,
        ),
        (
            r"(?<![\w.,/-])(?P<date>(?P<first>1[3-9]|2\d|3[01])/(?P<second>0?[1-9]|1[0-2]))(?![\w/-]|[.,]\d)",
            read_numeric,
        ),
        (
            r"(?<![\w.,/-])(?P<date>(?P<first>0?[1-9]|[12]\d|3[01])/(?P<second>0[1-9]))(?![\w/-]|[.,]\d)",
            read_numeric,
        ),
    )
)
_NO_DATE = re.compile(
    rf"\b(?:black|good|cyber|easter|casual|happy)[\s-]+(?:friday|monday|sunday)\b"
    r"|(?<!from\s)\bmon(?:day)?\s*(?:to|-|–|through|till|until)\s*(?:fri|sat|sun)(?:day)?(?!\w)|\b"
    rf"(?:every|each|any)\s+(?:{_DAY}|week(?:end)?|month|year)\b"
    r"|\b(?:how\s+(?:are|is|r)\s+(?:you|u|things?|life)(?:\s+doing)?|have\s+a\s+\w+)\s+(?:today"
    r"|tonight|weekend)\b|\bdate\s+of\s+birth\b"
    r"|\b24/7\b|\bnext[\s-]day\b|\bsame[\s-]day\b|\bnext\s+(?:working|business)\s+day\b"
    r"|\bthis\s+day\s+and\s+age\b",
    _FLAGS,
)
_ANY = re.compile(
    r"\d|days?\b|\b(?:yest|tom|tmr|2m|2day|tonight|night|ago|back|week|fortnight|wk|month|year|past|this|tues"
    rf"|weds|thur|{'|'.join(WEEKDAYS + MONTHS)})",
    _FLAGS,
)
_LEADING = re.compile(_LEAD + "$", _FLAGS)


def find_dates(text: str, place: Place) -> List[Match]:
    """Finds `date`: a day or a span of days, counted from the shop's today (see docs/entities.md)."""
    if not _ANY.search(text):
        return []
    matches = [claim(*found.span(), WEIGHT + 1) for found in _NO_DATE.finditer(text)]
    for pattern, reader in _PATTERNS:
        for found in pattern.finditer(text):
            span = found.span("date")
            days = reader(found, place.today, direction(text, *span))
            if days is not None:
                start = min(found.start(), _LEADING.search(text[: span[0]]).start())  # type: ignore[union-attr]
                matches.append(
                    single("date", calendar.written(days), span, (start, found.end()), weight=WEIGHT)
                )
    return matches + join_spans(text, matches, WEIGHT)
