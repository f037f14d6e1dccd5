"""Answers from help articles: the section that fits a question, with its article named."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from knowledge.database import SessionFactory
from knowledge.errors import NotFound
from knowledge.help.models import HelpArticle
from knowledge.search.embedding import Encoder, Progress
from knowledge.search.index import IndexFolder, UpdateReport, build, content_fingerprint

# Cosine below which an article is not what was asked. Questions in other words than the articles' own score
# 0.51 to 0.9, nonsense at most 0.36 (`tests/knowledge/test_help.py`).
ANSWER_SCORE = 0.55
SECTION_CHARACTERS = 600
# By how much (cosine) a later section must fit better than the first to be the answer.
FIRST_SECTION = 0.12


_LIST_ITEM = re.compile(r"(?m)^\s*(?:–|\d+\.)\s")


@dataclass(frozen=True)
class HelpAnswer:
    """A section of an article that answers a question; `score` is a cosine, 1 at best."""

    slug: str
    title: str
    subject: str
    text: str
    score: float


@dataclass(frozen=True)
class Section:
    """A part of an article that reads on its own."""

    heading: str
    text: str


def sections_of(body: str) -> list[Section]:
    """The parts of a Markdown body under its `##` headings; what comes before the first has no heading."""
    parts = re.split(r"(?m)^##\s+(.+?)\s*$", body)
    found = [Section("", parts[0].strip())]
    found += [
        Section(heading.strip(), text.strip()) for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return [section for section in found if section.text]


def plain_text(markdown: str) -> str:
    """Markdown without its marks: links keep their words, list items and table rows become lines with dashes."""
    text = re.sub(r"(?m)^\|.*\|\s*\n\|[\s:|-]+\|\s*$\n?", "", markdown)  # a table's head
    text = re.sub(r"(?m)^\|\s*(.*?)\s*\|\s*$", lambda row: "– " + re.sub(r"\s*\|\s*", ", ", row[1]), text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?m)^\s*[*+-]\s+", "– ", text)
    text = re.sub(r"[*_`]{1,3}([^*_`]+)[*_`]{1,3}", r"\1", text)
    text = re.sub(r"(?m)^#+\s*", "", text)
    paragraphs = [
        "\n".join(line.strip() for line in part.splitlines())
        if _LIST_ITEM.search(part)
        else " ".join(part.split())
        for part in re.split(r"\n\s*\n", text)
    ]
    return "\n".join(part for part in paragraphs if part)


def shortened(text: str, limit: int = SECTION_CHARACTERS) -> str:
    """Whole sentences of a text up to a number of characters; at least the first."""
    if len(text) <= limit:
        return text
    ends = [found.end() for found in re.finditer(r"[.!?](?=\s)|(?<=.)(?=\n)", text)]
    fitting = [end for end in ends if end <= limit]
    return text[: fitting[-1] if fitting else (ends or [len(text)])[0]]


def answer_text(sections: Sequence[Section], fits: Mapping[int, float]) -> str:
    """The words of an article that answer: its first section, the one that fits best, or both when they are short.

    `fits` has the cosine of each section by its place.
    """
    best = max(fits, key=lambda at: fits[at], default=0)
    first, chosen = plain_text(sections[0].text), sections[best]
    if chosen is sections[0]:
        return shortened(first)
    text = f"{chosen.heading}\n{plain_text(chosen.text)}" if chosen.heading else plain_text(chosen.text)
    if len(first) + len(text) <= SECTION_CHARACTERS:
        return f"{first}\n\n{text}"
    # An article begins with its answer, so a later section must fit clearly better to stand alone.
    return shortened(text if fits[best] > fits.get(0, -1.0) + FIRST_SECTION else first)


class HelpArticles:
    """The shop's help articles and their index."""

    def __init__(self, sessions: SessionFactory, folder: IndexFolder, encoder: Encoder) -> None:
        self._sessions = sessions
        self._folder = folder
        self._encoder = encoder

    def _entries(self, articles: Sequence[HelpArticle]) -> dict[str, str]:
        entries: dict[str, str] = {}
        for article in articles:
            for at, section in enumerate(sections_of(article.body)):
                heading = f"{article.title}. {section.heading}".strip()
                entries[f"{article.slug}#{at}"] = f"{heading} {plain_text(section.text)}"
                if section.heading:
                    entries[f"{article.slug}#{at}:heading"] = section.heading
            entries[f"{article.slug}:title"] = article.title
            for at, question in enumerate(article.questions):
                entries[f"{article.slug}:question{at}"] = question
        return entries

    def _articles(self) -> Sequence[HelpArticle]:
        with self._sessions() as session:
            return session.scalars(select(HelpArticle).order_by(HelpArticle.slug)).all()

    def rebuild(self, progress: Progress | None = None) -> UpdateReport:
        """Bring the index up to date with the articles."""
        entries = self._entries(self._articles())
        hashes = {key: hashlib.sha256(text.encode()).hexdigest() for key, text in entries.items()}
        previous = self._folder.load_or_none()
        index, report = build(previous, entries, hashes, self._encoder, progress)
        if previous is None or report.added or report.removed or previous.model != index.model:
            self._folder.save(index)
        return report

    def check(self) -> None:
        """Raise `IndexMissing` or `IndexMismatch` when the index does not fit the articles and the model."""
        entries = self._entries(self._articles())
        hashes = {key: hashlib.sha256(text.encode()).hexdigest() for key, text in entries.items()}
        self._folder.load(model=self._encoder.fingerprint, content=content_fingerprint(hashes))

    def answer(self, question: str, *, subjects: Sequence[str] = ()) -> HelpAnswer | None:
        """The section that answers a question; None when no article does.

        With `subjects`, only articles of these are considered.
        """
        found = self.search(question, count=1, subjects=subjects)
        return found[0] if found and found[0].score >= ANSWER_SCORE else None

    def search(self, question: str, *, count: int = 3, subjects: Sequence[str] = ()) -> list[HelpAnswer]:
        """Articles by how well they fit a question, best first, each with its best section."""
        index = self._folder.load(model=self._encoder.fingerprint)
        vector = self._encoder.encode([question])[0]
        articles = {article.slug: article for article in self._articles()}
        among = [
            key
            for key in index.keys
            if (slug := _slug(key)) in articles and (not subjects or articles[slug].subject in subjects)
        ]
        scores: dict[str, list[float]] = defaultdict(list)
        fits: dict[str, dict[int, float]] = defaultdict(dict)
        for hit in index.search(vector, count=len(among), among=among):
            slug = _slug(hit.key)
            scores[slug].append(hit.score)
            if "#" in hit.key:
                at = int(hit.key.split("#")[1].split(":")[0])
                fits[slug][at] = max(fits[slug].get(at, -1.0), hit.score)
        ranked = sorted(scores, key=lambda slug: -closeness(scores[slug]))[:count]
        return [
            HelpAnswer(
                slug,
                articles[slug].title,
                articles[slug].subject,
                answer_text(sections_of(articles[slug].body), fits[slug]),
                max(scores[slug]),
            )
            for slug in ranked
        ]

    def by_slug(self, slug: str) -> HelpArticle:
        """One article; raises `NotFound`."""
        with self._sessions() as session:
            found = session.get(HelpArticle, slug)
        if found is None:
            raise NotFound("help article", slug)
        return found


def closeness(scores: Sequence[float]) -> float:
    """How well an article fits by the cosines of all its entries: the whole counts beside the best of them.

    A single question alike may be chance. Of the articles' own questions, each left out of the index in turn,
    the best entry alone finds 60 % of the articles, this finds 70 %.
    """
    return max(scores) / 2 + sum(scores) / len(scores)


def _slug(key: str) -> str:
    return re.split(r"[#:]", key, maxsplit=1)[0]
