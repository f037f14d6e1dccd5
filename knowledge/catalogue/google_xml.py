"""The items of an XML product feed (RSS 2.0 or Atom), one by one, so that a large file fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.ElementTree import DefusedXMLParser, iterparse

from knowledge.catalogue.product_detail import write_detail
from knowledge.importing import BadFile, Row, column_key

GOOGLE = "http://base.google.com/ns/1.0"
ATOM = "http://www.w3.org/2005/Atom"

_ITEMS = {"rss": "item", f"{{{ATOM}}}feed": f"{{{ATOM}}}entry"}
_LINE = "{attendant}line"
# What plain RSS and Atom call the fields that Google names otherwise.
_ATOM_NAMES = {"summary": "description", "content": "description"}


def read_items(path: Path) -> Iterator[Row]:
    """The items as rows keyed by Google's attribute names; `line` is where an item begins.

    `g:title` goes before a plain `title`; of repeated elements the first counts, except product_detail.

    Raises:
        BadFile: It is not well-formed, declares entities, or is neither RSS 2.0 nor Atom.
    """
    builder = _LineNoting()
    parser = DefusedXMLParser(target=builder)
    builder.expat = parser.parser
    try:
        with path.open("rb") as file:
            yield from _items(path, iterparse(file, ("start", "end"), parser=parser))
    except ParseError as error:
        raise BadFile(path, f"not well-formed XML: {error}") from None
    except (ValueError, LookupError) as error:
        # ValueError: what defusedxml forbids (entities), and encodings that expat cannot read.
        raise BadFile(path, f"this XML is not taken: {error}") from None


class _LineNoting(TreeBuilder):
    """Builds elements that know the line they begin on."""

    expat: Any = None

    def start(self, tag: Any, attrs: Any, /) -> Any:
        element = super().start(tag, attrs)
        if tag in _ITEMS.values():
            element.set(_LINE, str(self.expat.CurrentLineNumber))
        return element


def _items(path: Path, events: Iterator[tuple[str, Element]]) -> Iterator[Row]:
    open_elements: list[Element] = []
    item_tag, item_depth = "", 0
    for event, element in events:
        if event == "start":
            if not open_elements:
                if element.tag not in _ITEMS:
                    raise BadFile(path, f"the root element is {element.tag}; needed is rss or an Atom feed")
                item_tag = _ITEMS[element.tag]
            open_elements.append(element)
            if element.tag == item_tag and not item_depth:
                item_depth = len(open_elements)
            continue
        open_elements.pop()
        if item_depth == len(open_elements) + 1:
            yield Row(int(element.get(_LINE, "0")), _cells(element))
            item_depth = 0
        if not item_depth and open_elements:
            open_elements[-1].remove(element)


def _cells(item: Element) -> dict[str, str]:
    google: dict[str, str] = {}
    plain: dict[str, str] = {}
    details: list[str] = []
    for child in item:
        namespace, _, local = child.tag.rpartition("}")
        name = column_key(local)
        if name == "product_detail":
            parts = {column_key(part.tag.rpartition("}")[2]): _text(part) for part in child}
            details.append(write_detail(parts) if parts else _text(child))
        elif namespace == f"{{{GOOGLE}":
            google.setdefault(name, _text(child))
        elif namespace in {"", f"{{{ATOM}"}:
            plain.setdefault(_ATOM_NAMES.get(name, name), child.get("href", "") or _text(child))
    cells = {**plain, **{name: text for name, text in google.items() if text}}
    if details:
        cells["product_detail"] = ",".join(details)
    return cells


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()
