"""The demo shop's help articles: Markdown files with front matter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from knowledge.database import utc_now
from knowledge.errors import DomainError
from knowledge.help.models import HelpArticle

ARTICLES = Path(__file__).parent / "help"
CHINESE_ARTICLES = ARTICLES / "zh"
SUBJECTS = frozenset(
    {"delivery", "orders", "returns", "refunds", "payment", "account"}
    | {"products", "service", "privacy", "membership"}
)
_FIELDS = frozenset({"title", "subject", "questions"})


class ArticleFault(DomainError):
    """A help article that cannot be used; names the file and what is wrong with it."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


def read_articles(
    folder: Path = ARTICLES, *, language: str = "en", now: datetime | None = None
) -> list[HelpArticle]:
    """The articles of a folder, by file name, which is their slug; raises `ArticleFault`."""
    updated_at = now or utc_now()
    return [_read_article(path, language, updated_at) for path in sorted(folder.glob("*.md"))]


def _read_article(path: Path, language: str, updated_at: datetime) -> HelpArticle:
    front, body = _parts(path)

    def need(right: bool, reason: str) -> None:
        if not right:
            raise ArticleFault(path.name, reason)

    need(front.keys() == _FIELDS, f"front matter must have {', '.join(sorted(_FIELDS))} and nothing else")
    questions = front["questions"]
    need(isinstance(front["title"], str) and front["title"] != "", "title must be a text")
    need(
        front["subject"] in SUBJECTS, f"subject {front['subject']!r} is none of {', '.join(sorted(SUBJECTS))}"
    )
    need(
        isinstance(questions, list) and bool(questions) and all(isinstance(each, str) for each in questions),
        "questions must be a list of texts",
    )
    need(body != "", "has no text")
    return HelpArticle(
        slug=path.stem,
        language=language,
        title=front["title"],
        subject=front["subject"],
        questions=questions,
        body=body,
        updated_at=updated_at,
    )


def _parts(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter and body."""
    start, mark, rest = path.read_text(encoding="utf-8").partition("---\n")
    head, closing, body = rest.partition("\n---\n")
    if start.strip() or not mark or not closing:
        raise ArticleFault(path.name, "must begin with front matter between two lines of ---")
    try:
        front = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise ArticleFault(path.name, f"front matter is no YAML: {error}") from error
    if not isinstance(front, dict):
        raise ArticleFault(path.name, "front matter must be a mapping")
    return front, body.strip()
