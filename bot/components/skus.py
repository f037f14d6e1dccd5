"""The catalogue's own article codes, found as they are written."""

from __future__ import annotations

import re
from typing import Dict, Iterable, List

from bot.components.matches import Match, single

WEIGHT = 90
_RUN = re.compile(r"[!-~]+")
_EDGES = "\"'()[]{}<>.,;:!?*`~"
_SIGNAL = re.compile(
    r"(?:\b(?:sku|item|article|art|product|model|stock|ref(?:erence)?|code)\b\W*(?:(?:number|no|nr"
    r"|code|id|is)\W*)*"
    r"|(?:货号|款号|型号|编码|商品编号|商品号|产品编号)[\s:：是为]*)$",
    re.IGNORECASE,
)


class Skus:
    """An index of article codes, whatever the case they are typed in."""

    def __init__(self, skus: Iterable[str]) -> None:
        """Builds the index from the codes as the catalogue writes them."""
        self._whole: Dict[str, str] = {}
        self._with_blanks: Dict[str, List[str]] = {}
        for sku in map(str, skus):
            self._whole[sku.lower()] = sku
            if " " in sku:
                self._with_blanks.setdefault(sku.lower().split()[0], []).append(sku)

    def find(self, text: str) -> List[Match]:
        """Finds `sku`; a code that might be a plain word or number only where it is announced as a code."""
        if not self._whole:
            return []
        matches: List[Match] = []
        for run in _RUN.finditer(text):
            bare = run.group().lstrip(_EDGES + "#")
            start = run.end() - len(bare)
            bare = bare.rstrip(_EDGES)
            sku = self._whole.get(bare.lower())
            end = start + len(bare)
            for candidate in self._with_blanks.get(bare.lower(), ()):
                if text[start : start + len(candidate)].lower() == candidate.lower():
                    sku, end = candidate, start + len(candidate)
            if sku is None:
                continue
            signal = _SIGNAL.search(text[:start])
            if signal or not (sku.isdigit() or sku.isalpha()):
                claimed = signal.start() if signal else start
                matches.append(single("sku", sku, (start, end), (claimed, end), weight=WEIGHT))
        return matches
