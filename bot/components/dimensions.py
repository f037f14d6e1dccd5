"""Measures that a shop sells by, however they are written: "160 x 200", "70×140", "55\\"", "3-person"."""

from __future__ import annotations

import re
from typing import Collection, Dict, Iterator, List, Set, Tuple

from bot.components.matches import Match, single

WEIGHT = 62
_NEAREST = 30
"""Least centimetres of a side: "2x4" is no size of a rug."""

_BY = r"\s*(?:cm|厘米|公分)?\s*(?:[x×*✕]|by|乘以?|乘)\s*"
_SIDES = re.compile(
    rf"(?<![A-Za-z0-9.,€£$#-])(?P<one>\d{{2,3}}){_BY}(?P<two>\d{{2,3}})(?:\s*(?P<unit>cm|centimet(?:re|er)s?|厘米|公分))?"
    r"(?![A-Za-z0-9.]*\d|\s*[x×]\s*\d|\s*(?:px|pixels?|mm\b))",
    re.IGNORECASE,
)
_SHOP_SIDES = re.compile(r"(?P<one>\d{2,3})\s*[x×]\s*(?P<two>\d{2,3})\s*(?P<unit>cm)?\b", re.IGNORECASE)
_UNITS = (
    r"(?P<inch>inch(?:es)?|in\b(?=\s+(?:tv|telly|screen|monitor|television|display)\b)|ins?\b(?!\s+\w)"
    r"|[\"″”]|''|英寸|寸)"
    r"|(?P<cm>cms?\b|centimet(?:re|er)s?|厘米|公分)|(?P<ml>mls?\b|millilit(?:re|er)s?|毫升)"
    r"|(?P<mah>mah\b|毫安时?)|(?P<l>lit(?:re|er)s?|ltrs?\b|l\b|升)|(?P<kg>kgs?\b|kilos?\b|kilograms?|公斤|千克)"
    r"|(?P<gb>gbs?\b|gigs?\b|gigabytes?|g(?=内存|存储))|(?P<tb>tbs?\b|terabytes?)|(?P<m>met(?:re|er)s?\b|m\b|米)"
    r"|(?P<persons>persons?\b|people\b|man\b(?=\s+tents?)|berth\b|人)"
)
_UNIT = re.compile(_UNITS, re.IGNORECASE)
_MEASURE = re.compile(
    r"(?<![A-Za-z0-9.,€£$#/-])(?P<number>\d{1,3}(?:[ ,]\d{3})|\d+(?:[.,]\d+)?"
    r"|\b(?:two|three|four|five|six)(?=[\s-]))\s*-?\s*"
    rf"(?P<unit>{_UNITS})",
    re.IGNORECASE,
)
_WORDS = ("", "", "two", "three", "four", "five", "six")
_SLEEPERS = {"people", "persons", "人"}
_SLEEPS = re.compile(r"\btents?\b|\bsleeps\b|帐篷", re.IGNORECASE)
# Measures of people are no sizes of goods
_OF_BODY = re.compile(
    r"\b(?:i['’]?m|i\s+am|he['’]?s|she['’]?s|he\s+is|she\s+is|child\s+of|(?:head|chest|waist|hand|foot|feet|hips?|height|inseam)"
    r"(?:\s+(?:is|of|are|measures))?)\s+(?:about\s+|only\s+)?$|(?:身高|腰围|胸围|头围|脚长)\D{0,3}$",
    re.IGNORECASE,
)
_TALL = re.compile(r"\s*(?:tall\b|高的?(?:人|个子))", re.IGNORECASE)
_LETTER_PAIR = re.compile(
    r"(?<![A-Za-z0-9/-])(?:X{0,4}[SL]|M)/(?:X{0,4}[SL]|M)(?![A-Za-z0-9/-])", re.IGNORECASE
)
_SHOP_MEASURE = re.compile(r"(?P<number>\d[\d ]*(?:[.,]\d+)?)\s*(?P<unit>[^\W\d]+)", re.IGNORECASE)


class Dimensions:
    """An index of a shop's sizes that are measures."""

    def __init__(self, sizes: Collection[str]) -> None:
        """Builds the index from the sizes as the shop writes them."""
        self._sides: Dict[Tuple[str, str], List[str]] = {}
        self._measures: Dict[Tuple[str, str], str] = {}
        self._letters = {size for size in sizes if _LETTER_PAIR.fullmatch(size)}
        self._known: Set[str] = set(self._letters)
        for size in sizes:
            sides = _SHOP_SIDES.search(size)
            if sides and sides.group() == size:
                self._known.add(size)
            if sides:
                self._sides.setdefault((sides["one"], sides["two"]), []).append(size)
                continue
            measure = _SHOP_MEASURE.fullmatch(size)
            unit = _UNIT.match(measure["unit"]) if measure else None
            if measure and unit and unit.lastgroup:
                self._measures[_number(measure["number"]), unit.lastgroup] = size
                self._known.add(size)

    def find(self, text: str) -> List[Match]:
        """Finds `size`: two sides where the shop sells by them, other measures where the shop has just these."""
        pairs = [
            single("size", found.group().upper(), found.span(), found.span(), weight=WEIGHT)
            for found in _LETTER_PAIR.finditer(text)
            if found.group().upper() in self._letters
        ]
        return [*pairs, *self._find_sides(text), *self._find_measures(text)]

    def _find_sides(self, text: str) -> Iterator[Match]:
        if not self._sides:
            return
        for found in _SIDES.finditer(text):
            sides = (found["one"], found["two"])
            sizes = self._sides.get(sides) or self._sides.get(sides[::-1], [])
            if len(sizes) == 1:
                value = sizes[0]
            elif min(map(int, sides)) < _NEAREST:
                continue
            else:
                value = f"{sides[0]}x{sides[1]} cm"
            yield single("size", value, found.span(), found.span(), weight=WEIGHT)

    def _find_measures(self, text: str) -> Iterator[Match]:
        if not self._measures:
            return
        for found in _MEASURE.finditer(text):
            if found["unit"].lower() in _SLEEPERS and not _SLEEPS.search(text):
                continue
            unit = next(
                name for name, written in found.groupdict().items() if written and name in _UNIT.groupindex
            )
            size = self._measures.get((_number(found["number"]), unit))
            if size and not _TALL.match(text, found.end()) and not _OF_BODY.search(text[: found.start()]):
                yield single("size", size, found.span(), found.span(), weight=WEIGHT - 1)

    def holds(self, size: str) -> bool:
        """True for a size that is found here, in whatever way it is written."""
        return size in self._known


def _number(written: str) -> str:
    if written.isalpha():
        return str(_WORDS.index(written.lower()))
    grouped = re.sub(r"[ ,](?=\d{3}$)", "", written)
    return f"{float(grouped.replace(',', '.').replace(' ', '')):g}"
