"""Products as text: what the search index reads, and HTML descriptions made plain."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, Protocol

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--")
_PARAGRAPHS = frozenset(
    {"address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2"}
    | {"h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
_LINES = frozenset({"br", "li", "tr"})
_UNSEEN = frozenset({"script", "style", "template"})


class _Described(Protocol):
    """A variant with option values."""

    @property
    def options(self) -> Mapping[str, str]: ...


class Describable(Protocol):
    """A product with the fields that are searched; `Product` and `FeedProduct` both are."""

    @property
    def name(self) -> str: ...
    @property
    def brand(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def attributes(self) -> Mapping[str, Any]: ...
    @property
    def keywords(self) -> Sequence[str]: ...
    @property
    def variants(self) -> Sequence[_Described]: ...


def indexed_text(product: Describable) -> str:
    """The text that stands for a product in the index, one fact a line, always in the same order.

    An attribute reads "key: value"; a true one is its key's words alone, a false one is left out.
    Prices and stock are not in it, so that their changes need no new index.
    """
    lines = [product.name, product.brand, product.category, product.audience, product.description]
    lines += [*_facts(product), ", ".join(sorted(set(product.keywords)))]
    return "\n".join(line for line in lines if line)


def _facts(product: Describable) -> list[str]:
    """Attributes and the values of options, a line each."""
    lines = [_fact(key, value) for key, value in sorted(product.attributes.items())]
    values: dict[str, set[str]] = {}
    for variant in product.variants:
        for name, value in variant.options.items():
            values.setdefault(name, set()).add(value)
    return lines + [f"{_words(name)}: {', '.join(sorted(seen))}" for name, seen in sorted(values.items())]


def encoded_text(product: Describable) -> str:
    """What a product is, in one short line for the sentence encoder.

    Measured on the demo shop, descriptions make vectors worse: what is said of a thing hides what it is.
    """
    features = [_words(key) for key, value in sorted(product.attributes.items()) if value is True]
    category = product.category.replace(" > ", " ")
    parts = [product.name, category, ", ".join(sorted(set(product.keywords))), ", ".join(features)]
    return ", ".join(part for part in parts if part)


def head_text(product: Describable) -> str:
    """The words that say what a product is: its name, brand, category and keywords."""
    return " ".join([product.name, product.brand, product.category.replace(">", " "), *product.keywords])


def body_text(product: Describable) -> str:
    """The words that describe a product: all that is indexed and not its head."""
    return "\n".join([product.audience, product.description, *_facts(product)])


def content_hash(product: Describable) -> str:
    """SHA-256 of the indexed text, in hexadecimal."""
    return hashlib.sha256(indexed_text(product).encode()).hexdigest()


def _words(key: str) -> str:
    return key.replace("_", " ")


def _fact(key: str, value: object) -> str:
    if value is True:
        return _words(key)
    if value is False or value is None or value == "":
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return f"{_words(key)}: {value}"


def plain_text(html: str) -> str:
    """The text of an HTML description, an empty line between paragraphs; plain text stays as it is."""
    if not _TAG.search(html) and not re.search(r"&#?\w+;", html):
        return html.strip()
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen = 0

    @property
    def text(self) -> str:
        """What was read, white space put in order."""
        paragraphs = re.split(r"\s*\f\s*", "".join(self._pieces))
        lines = [[" ".join(line.split()) for line in paragraph.split("\v")] for paragraph in paragraphs]
        kept = ["\n".join(line for line in paragraph if line) for paragraph in lines]
        return "\n\n".join(paragraph for paragraph in kept if paragraph)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in _UNSEEN
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(re.sub(r"[\f\v]", " ", data))

    def _break(self, tag: str) -> None:
        # Form feed and vertical tab mark breaks until all is read: neither is left in the data.
        if tag in _PARAGRAPHS:
            self._pieces.append("\f")
        elif tag in _LINES:
            self._pieces.append("\v")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip `<![...]>`; the parent raises AssertionError for those it does not know."""
        return self.parse_bogus_comment(i, report)
