"""Google's `product_detail` cells: `section:name:value`, several joined with commas.

Values with a comma or a colon in them stand in quotation marks, doubled within; many feeds forget
that, so a piece that names nothing is taken as the rest of the value before it.
Source: support.google.com/merchants/answer/9218260.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from knowledge.catalogue.feed import AttributeValue, attribute_key, attribute_value

# A part and the mark that ends it; a quotation mark counts only at the beginning of a part (2.5" is a size).
_PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[,:]|$)|([^,:]*))([,:]|$)')


def write_detail(parts: Mapping[str, str]) -> str:
    """A detail of an XML feed as the text feeds write it."""
    names = ("section_name", "attribute_name", "attribute_value")
    return ":".join('"' + parts.get(name, "").replace('"', '""') + '"' for name in names)


def read_details(cell: str, header: str = "") -> dict[str, AttributeValue]:
    """The facts of a cell by attribute key; the section is added to a key that two sections use.

    Args:
        cell: The text of the cell.
        header: The column as the file names it; `product_detail(attribute_name:attribute_value)` says
            that details have no section.
    """
    without_section = "attribute_name" in header.lower() and "section_name" not in header.lower()
    found: list[tuple[str, str, str]] = []
    for parts in _pieces(cell):
        if len(parts) > 1 and without_section:
            found.append(("", parts[0], ":".join(parts[1:])))
        elif len(parts) > 2:
            found.append((parts[0], parts[1], ":".join(parts[2:])))
        elif len(parts) == 2:
            found.append(("", parts[0], parts[1]))
        elif found and parts:
            section, name, value = found[-1]
            found[-1] = (section, name, f"{value}, {parts[0]}")
    facts: dict[str, AttributeValue] = {}
    for section, name, value in found:
        key = attribute_key(name)
        if key in facts and section:
            key = attribute_key(f"{section} {name}")
        if key and value:
            facts.setdefault(key, attribute_value(value))
    return facts


def _pieces(cell: str) -> Iterator[list[str]]:
    """The parts of each piece, without the quotation marks."""
    parts: list[str] = []
    for match in _PART.finditer(cell):
        quoted, bare, mark = match.groups()
        parts.append(bare.strip() if quoted is None else quoted.replace('""', '"').strip())
        if mark != ":":
            if any(parts):
                yield parts
            parts = []
