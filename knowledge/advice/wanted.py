"""Materials that a Chinese kind of product names in its own word: 羽绒服 is a coat, and one of down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.catalogue.chinese import chinese_words
from knowledge.language import has_han

_THINGS = "[服被衣衫毯裤裙巾帽枕]|外套|大衣|睡袋|夹克|背心|马甲|毛衣|围巾|手套|床单|床品|被套|四件套"
_NO = re.compile(r"(?:不|非|没|无|别|仿|假|过敏)[^，。！？,.!?]{0,3}$")
LEAST = 2
"""Characters of a word that names a material in a compound: 皮 alone does not (皮带, 皮鞋)."""


def wanted_materials(text: str) -> Iterator[str]:
    """The materials of the things that a Chinese text asks for by one word."""
    if not has_han(text):
        return
    for material, forms in chinese_words()["materials"].items():
        for form in forms:
            found = re.search(rf"{re.escape(form)}(?:{_THINGS})", text) if len(form) >= LEAST else None
            if found is not None and _NO.search(text[: found.start()]) is None:
                yield material
                break
