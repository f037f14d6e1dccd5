"""Measures that a shop sells by, however they are written: "160 x 200", "70×140", "55\\"", "3-person"."""

from __future__ import annotations

import re
from typing import Dict, Iterable, Iterator, List, Optional, Tuple

from bot.components.matches import Match, single

WEIGHT = 62
_NEAREST = 30
"""Least centimetres of a side: "2x4" is no size of a rug."""

_BY = r"\s*(?:cm|厘米|公分)?\s*(?:[x×*✕]|by|乘以?|乘)\s*"
_SIDES = re.compile(
    rf"(?<![\w.,€£$#-])(?P<one>\d{{2,3}}){_BY}(?P<two>\d{{2,3}})(?:\s*(?P<unit>cm|centimet(?:re|er)s?|厘米|公分))?"
    r"(?![\w.]*\d|\s*[x×]\s*\d|\s*(?:px|pixels?|mm\b))",
    re.IGNORECASE,
)
_SHOP_SIDES = re.compile(r"(?P<one>\d{2,3})\s*[x×]\s*(?P<two>\d{2,3})\s*(?P<unit>cm)?\b", re.IGNORECASE)
_UNITS = (
    ("inch", r"inch(?:es)?|ins?\b(?!\s+\w)|[\"″”]|''|英寸|寸"),
    ("cm", r"cms?\b|centimet(?:re|er)s?|厘米|公分"),
    ("ml", r"mls?\b|millilit(?:re|er)s?|毫升"),
    ("l", r"lit(?:re|er)s?|ltrs?\b|l\b|升"),
    ("kg", r"kgs?\b|kilos?\b|kilograms?|公斤|千克"),
    ("gb", r"gbs?\b|gigs?\b|gigabytes?|g(?=内存|存储)"),
    ("tb", r"tbs?\b|terabytes?"),
    ("mah", r"mah\b|毫安时?"),
    ("m", r"met(?:re|er)s?\b|m\b|米"),
    ("persons", r"persons?\b|people\b|man\b(?=\s+tents?)|berth\b|人"),
)
_UNIT_NAMES = {name: re.compile(rf"(?:{pattern})$", re.IGNORECASE) for name, pattern in _UNITS}
_MEASURE = re.compile(
    r"(?<![\w.,€£$#/-])(?P<number>\d{1,3}(?:[ ,]\d{3})|\d+(?:[.,]\d+)?)\s*-?\s*"
    rf"(?P<unit>{'|'.join(pattern for _, pattern in _UNITS)})",
    re.IGNORECASE,
)
_SHOP_MEASURE = re.compile(r"(?P<number>\d[\d ]*(?:[.,]\d+)?)\s*(?P<unit>[^\W\d]+)", re.IGNORECASE)


class Dimensions:
    """An index of a shop's sizes that are measures."""

    def __init__(self, sizes: Iterable[str]) -> None:
        """Builds the index from the sizes as the shop writes them."""
        self._sides: Dict[Tuple[str, str], List[str]] = {}
        self._measures: Dict[Tuple[str, str], str] = {}
        for size in sizes:
            sides = _SHOP_SIDES.search(size)
            if sides:
                self._sides.setdefault((sides["one"], sides["two"]), []).append(size)
                continue
            measure = _SHOP_MEASURE.fullmatch(size)
            unit = _unit(measure["unit"]) if measure else None
            if measure and unit:
                self._measures[_number(measure["number"]), unit] = size

    def find(self, text: str) -> List[Match]:
        """Finds `size`: two sides where the shop sells by them, other measures where the shop has just these."""
        return [*self._find_sides(text), *self._find_measures(text)]

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
            unit = _unit(found["unit"])
            size = self._measures.get((_number(found["number"]), unit)) if unit else None
            if size:
                yield single("size", size, found.span(), found.span(), weight=WEIGHT - 1)


def _unit(written: str) -> Optional[str]:
    return next((name for name, pattern in _UNIT_NAMES.items() if pattern.match(written)), None)


def _number(written: str) -> str:
    grouped = re.sub(r"[ ,](?=\d{3}$)", "", written)
    return f"{float(grouped.replace(',', '.').replace(' ', '')):g}"
