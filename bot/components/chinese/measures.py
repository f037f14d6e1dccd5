"""How Chinese shoppers write sizes that are measures: "55 inch" is 55寸."""

from __future__ import annotations

import re
from typing import List

_UNITS = {
    "cm": ("厘米", "公分"),
    "m": ("米",),
    "mm": ("毫米",),
    "ml": ("毫升",),
    "l": ("升",),
    "kg": ("公斤", "千克"),
    "g": ("克",),
    "inch": ("寸", "英寸"),
    "gb": ("G存储", "G内存"),
    "mah": ("毫安", "毫安时"),
    "persons": ("人", "人用"),
}
_MEASURE = re.compile(r"(?P<number>\d[\d .x]*?)\s?(?P<unit>[a-z]+)", re.IGNORECASE)


def chinese_measures(size: str) -> List[str]:
    """Gives the Chinese forms of a size that is a number with a unit; none for others."""
    found = _MEASURE.fullmatch(size.strip())
    if not found:
        return []
    number = re.sub(r"\s", "", found.group("number"))
    return [f"{number}{unit}" for unit in _UNITS.get(found.group("unit").lower(), ())]
