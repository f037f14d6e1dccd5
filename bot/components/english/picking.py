"""Which one of those shown, and how many."""

from __future__ import annotations

import re
from typing import List

from bot.components.english.numbers import SMALL_NUMBER, small_number
from bot.components.matches import Found, Match, claim, single

WEIGHT = 40
LARGEST_ORDINAL = 20
LARGEST_FIGURE = 10
"""From here on "the 12th" is rather a day."""
MOST_AT_ONCE = 12
"""A larger number after "take" and the like is rather an amount or a size."""
_FLAGS = re.IGNORECASE

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "last": -1,
}  # fmt: skip
_WORD = "|".join(_ORDINALS)
_FIGURE = r"(?:1?\d)(?:st|nd|rd|th)"
_MONTHS = r"(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
# "the second time", "last week", "first name": no pick among products
_NO_PICK = (
    r"(?!\s+(?:\w+\s+)?(?:number|phone|name|names|accounts?|users?|username|factor|line|device|e-?mail|mail|payment|visit|try|tries|shop\b"
    r"|bill|instalment|reminder|voucher|code|degree|digits?|letters?))"
    r"(?!\s*-?\s*(?:time|times|of\s+all|class|names?|hand|thoughts?|weeks?|months?|years?|nights?|mon|tue"
    r"|wed|thu|fri|sat|sun"
    r"|evening|morning|afternoon|minute|moment|chance|order\s+discount|order\s+code|impression|floor|half"
    r"|place|day|date|email"
    r"|messages?|straw|to\s+know|bit\b|answer|question|part\b|sentence|order\s+day|thing\b|resort|but"
    r"|thing\s+i|century|birthday|anniversary|party|world|attempt|reply|season|summer|winter|spring|autumn"
    rf"|line\b|digits|page|step|{_MONTHS}))"
)
_THING = (
    r"(?:ones?|1|item|product|option|choice|result|link|picture|card|pair|shoes?|boots?|jacket|coat|dress"
    r"|shirt|jumper|model|suggestion|thing|order|parcel|purchase|listed|shown)"
)
_PICK = re.compile(
    rf"\b(?:(?:the|my|your|number|that)\s+(?:very\s+)?)(?P<pick>{_WORD}|{_FIGURE})\b{_NO_PICK}"
    rf"|\b(?P<bare>{_WORD}|{_FIGURE})\s+{_THING}\b",
    _FLAGS,
)
_NEXT_PICK = re.compile(
    rf"\s*(?:,|and|&|or|vs\.?|versus|with|to)\s+(?:the\s+)?(?P<pick>{_WORD}|{_FIGURE})\b{_NO_PICK}", _FLAGS
)
_BEFORE_PICK = re.compile(
    rf"\b(?P<pick>{_WORD}|{_FIGURE})(?=\s*(?:,|and|&|or|vs\.?)\s+(?:the\s+)?(?:{_WORD}"
    rf"|{_FIGURE})\b{_NO_PICK})",
    _FLAGS,
)
_WHOLE_MESSAGE = re.compile(rf"^\W*(?P<pick>{_WORD}|{_FIGURE})(?:\s+(?:please|pls|one))*\W*$", _FLAGS)
_NUMBERED = re.compile(
    r"(?:\b(?:number|option|item|product|choice|result|nr|no|num)\b\.?\s*"
    rf"|#\s*)(?P<number>{SMALL_NUMBER})\b(?!\s*[%€£$]|[.,]?\d|\s+of\b|\s+next\s+door)",
    _FLAGS,
)
_NEXT_NUMBER = re.compile(
    rf"\s*(?:,|and|&|or|vs\.?|versus|with)\s*(?:number\s+|#)?(?P<number>{SMALL_NUMBER})\b(?![.,]?\d)", _FLAGS
)
_COMPARED = re.compile(rf"\bcompare\s+(?P<number>{SMALL_NUMBER})\b(?=\s*(?:,|and|&|with|to|vs))", _FLAGS)
_FIRST_FEW = re.compile(
    r"\b(?:the\s+)?(?:first|top)\s+(?P<few>two|three|four|2|3|4)\b(?!\s*(?:weeks?|days?|months?|years?"
    r"|hours?|orders?))",
    _FLAGS,
)
_DAY_OF_MONTH = re.compile(
    r"\b(?:on|from|by|since|until|till|before|after|for|dated|rather\s+than)\s+the\s+(?:1st|2nd|3rd"
    rf"|[1-3]?\dth)\b(?!\s+{_THING})",
    _FLAGS,
)
_IDIOMS = re.compile(
    r"\b(?:a|one|per|split|every|wait\s+a|just\s+a)\s+second\b|\bat\s+(?:first|last)\b|\bfirst\s+of\s+all\b|\b(?:one|the)\s+last\s+thing\b"
    r"|\bat\s+the\s+last\s+minute\b"
    r"|\bone\s+(?:moment|minute|sec)\b|\bno\.?\s*1\s+(?:shop|brand|store)\b|\bno\s+one\b",
    _FLAGS,
)

_COUNT = rf"(?P<count>{SMALL_NUMBER})"
_QUANTITY = re.compile(
    rf"(?<![\w.,€£$#/-])(?<!which\s)(?<!each\s)(?<!every\s)(?<!any\s)(?:{_COUNT}|(?P<couple>a\s+couple"
    r"|a\s+dozen|half\s+a\s+dozen|both))"
    r"\s+of\s+(?:(?:them|the\s+same|it|each)\b|(?=(?:these|those)\b)|(?:the|my|your|our|his|her)\s+"
    rf"(?:{SMALL_NUMBER})\s+(?!of\b))"
    rf"|\b(?:quantity|qty|amount)\s*(?:of|is|:|=)?\s*(?P<said>{SMALL_NUMBER})\b(?!\s*[€£$])"
    rf"|(?<![\w.,])(?P<pairs>{SMALL_NUMBER})\s+(?:pairs|pieces|pcs|units|items|copies|packs|sets|boxes"
    r"|bottles)\b"
    rf"|(?<![\w.,])(?:(?P<before>\d{{1,2}})\s?[x×]"
    rf"|[x×]\s?(?P<after>\d{{1,2}}))(?![\w.,]*\d)(?!\s?[a-z]*\s?(?:zoom|faster|bigger))"
    rf"|\b(?:another|order|buy|want|need|add|take|send\s+me|put|get|have|keep|make\s+it|exactly)\s+(?P<more>{SMALL_NUMBER})"
    r"(?=\s*(?:$|[.;!?](?!\d)|,(?!\s*\d))|\s+(?:more\b(?!\s+(?:than|days?|weeks?|hours?|months?|years?|minutes?|times?|questions?|things?))"
    r"|of\b|in\s+my\b|to\s+my\b|please\b|pls\b|instead\b|then\b|(?:do|would|will|can)\s+(?:i|you|we|it)\b|altogether\b|in\s+total\b|not\b))"
    rf"|\b(?:just|only)\s+(?P<few>{SMALL_NUMBER})(?=\s+(?:of\b|in\s+my\b|please\b|pls\b|then\b|to\s+start)|\s*$)(?<!\d)"
    rf"|(?<![\w.,#£€$])(?P<extra>{SMALL_NUMBER})\s+more\b(?!\s+(?:than|days?|weeks?|hours?|months?|years?|minutes?"
    r"|times?|questions?|things?|jokes?|address|shipping|delivery|e-?mails?))",
    _FLAGS,
)
# "the cheapest one of these", "get one" are no counts
_ONE_NAMED = re.compile(
    r"(?:\b(?:\w+est|most\s+\w+|this|that|which|the|other|another|last|first|second|third|\w+ing|black|white|red|blue|green|grey)\s+|\b(?:get|have|want|need|keep|exactly|send\s+me)"
    r"\s+)$",
    _FLAGS,
)
_BEFORE_THING = re.compile(
    r"(?<![\w.,€£$#/-])(?<!\bof\s)(?<!\bof\sthe\s)(?P<count>[1-9]|1[0-2]|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve)\s+(?:\w+\s+)?"
    r"(?:jackets|coats|shirts|t-?shirts|dresses|skirts|jumpers|sweaters|hoodies|towels|mugs|plates|glasses"
    r"|lamps|chairs|pillows|cushions|candles|books|toys|cables|chargers|socks|hats|scarves|parcels)\b",
    _FLAGS,
)
COUPLES = {"a couple": 2, "a dozen": 12, "half a dozen": 6, "both": 2}


def find_ordinals(text: str) -> List[Match]:
    """Finds `ordinal`, counted from 1; the last is -1."""
    matches: List[Match] = []
    for pattern in (_IDIOMS, _DAY_OF_MONTH):
        matches += [claim(*found.span(), WEIGHT + 1) for found in pattern.finditer(text)]
    for pattern in (_PICK, _BEFORE_PICK, _WHOLE_MESSAGE):
        for found in pattern.finditer(text):
            matches += _chain(text, found, _NEXT_PICK)
    for pattern in (_NUMBERED, _COMPARED):
        for found in pattern.finditer(text):
            matches += _chain(text, found, _NEXT_NUMBER)
    for found in _FIRST_FEW.finditer(text):
        count = small_number(found.group("few").lower()) or 0
        entities = tuple(Found("ordinal", number, *found.span()) for number in range(1, count + 1))
        matches.append(Match(*found.span(), entities, WEIGHT + 1))
    return matches


def find_quantities(text: str) -> List[Match]:
    """Finds `quantity`, a whole number from 1."""
    matches: List[Match] = []
    for pattern in (_QUANTITY, _BEFORE_THING):
        for found in pattern.finditer(text):
            name, words = next((name, value) for name, value in found.groupdict().items() if value)
            plain = re.sub(r"\s+", " ", words.lower())
            count = COUPLES.get(plain) or small_number(plain)
            if name == "more" and (count or 0) > MOST_AT_ONCE:
                continue
            if (
                plain in {"one", "1"}
                and name in {"count", "more"}
                and _ONE_NAMED.search(text[: found.start(name)])
            ):
                continue
            if count:
                # The thing counted is an entity of its own
                end = found.end(name) if pattern is _BEFORE_THING else len(text[: found.end()].rstrip())
                span = (found.start(), end)
                matches.append(single("quantity", count, span, span, weight=WEIGHT))
    return matches


def _chain(text: str, first: "re.Match[str]", following: "re.Pattern[str]") -> List[Match]:
    """Gives a pick and those joined to it: "the first and the third", "number 2 or 4"."""
    matches: List[Match] = []
    found = first
    while found:
        name, words = next((name, value) for name, value in found.groupdict().items() if value)
        number = _number(words)
        if number is None:
            break
        start = first.start() if found is first else found.start(name)
        matches.append(single("ordinal", number, found.span(name), (start, found.end()), weight=WEIGHT))
        found = following.match(text, found.end())
    return matches


def _number(words: str) -> "int | None":
    lowered = words.lower()
    if lowered in _ORDINALS:
        return _ORDINALS[lowered]
    if re.fullmatch(r"\d+(?:st|nd|rd|th)", lowered) and int(lowered[:-2]) > LARGEST_FIGURE:
        return None
    number = small_number(re.sub(r"(?:st|nd|rd|th)$", "", lowered) if lowered[0].isdigit() else lowered)
    return number if number and number <= LARGEST_ORDINAL else None
