"""What a mail says, and how it looks: plain text, and simple HTML beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from knowledge.wording import Wording

LOCALES = Path(__file__).parents[1] / "locales"


def mail_words(language: str, zone: ZoneInfo) -> Wording:
    """The words of mails and notices in a language."""
    return Wording(LOCALES, language, zone)


@dataclass(frozen=True)
class Letter:
    """A mail in its language, before it is made up."""

    language: str
    subject: str
    paragraphs: tuple[str, ...]
    closing: str
    """Who writes, and why."""
    code: str = ""
    """Shown large after the first paragraphs."""
    link: str = ""
    link_title: str = ""

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Letter:
        """The letter that was stored."""
        return cls(**{**stored, "paragraphs": tuple(stored["paragraphs"])})

    def to_dict(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    def as_text(self) -> str:
        """The plain text."""
        parts = list(self.paragraphs)
        if self.code:
            parts.insert(2, f"    {self.code}")
        if self.link:
            parts.append(f"{self.link_title}: {self.link}")
        return "\n\n".join([*parts, f"-- \n{self.closing}"]) + "\n"

    def as_html(self) -> str:
        """The HTML page."""
        return _template().render(letter=self)


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("letter.html")
