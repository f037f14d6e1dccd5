"""The locale files as tests read them, and the intents that shoppers may choose from a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import parse
from fluent.syntax.ast import Message, StringLiteral, TextElement, VariableReference
from fluent.syntax.visitor import Visitor

from actions.words import LOCALES, languages

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = languages()
_INTENT = re.compile(r"(?m)^\| `(\w+)` \|")


@dataclass(frozen=True)
class Written:
    """A message as its file has it."""

    variables: frozenset[str]
    text: str
    """All its words, of all its variants."""


class _Parts(Visitor):  # type: ignore[misc]
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.text: list[str] = []

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: TextElement) -> None:  # noqa: N802
        self.text.append(node.value)

    def visit_StringLiteral(self, node: StringLiteral) -> None:  # noqa: N802
        self.text.append(node.value)


def written(language: str) -> dict[str, Written]:
    """The messages of a language by name."""
    found: dict[str, Written] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        resource = parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Message):
                parts = _Parts()
                parts.visit(entry)
                assert entry.id.name not in found, f"{entry.id.name} is written twice"
                found[entry.id.name] = Written(frozenset(parts.variables), "".join(parts.text))
    return found


def messages(language: str) -> dict[str, frozenset[str]]:
    """The messages of a language, each with the values it needs."""
    return {name: message.variables for name, message in written(language).items()}


def documented() -> dict[str, set[str]]:
    """The intents of `docs/intents.md` by the table they stand in."""
    page = (ROOT / "docs" / "intents.md").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^## (.+)$", page)
    return {title: set(_INTENT.findall(table)) for title, table in zip(parts[1::2], parts[2::2], strict=True)}


def offered() -> set[str]:
    """Intents that a shopper could want from a list: all but talk, and help."""
    return {"help"} | {name for title, names in documented().items() if title != "Talk" for name in names}
