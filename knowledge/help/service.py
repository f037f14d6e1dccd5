"""Answers from help articles: the section that fits a question, with its article named.

English articles are found by meaning, with the sentence model; Chinese ones, which it does not read, by words.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from knowledge.database import SessionFactory
from knowledge.errors import NotFound
from knowledge.help.models import HelpArticle
from knowledge.help.word_search import BODY, QUESTION, TITLE, WordIndex
from knowledge.language import CHINESE, ENGLISH, has_han
from knowledge.search.embedding import Encoder, Progress
from knowledge.search.index import IndexFolder, UpdateReport, build, content_fingerprint

# Cosine below which an article is not what was asked. Questions in other words than the articles' own score
# 0.51 to 0.9, nonsense at most 0.36 (`tests/knowledge/test_help.py`).
ANSWER_SCORE = 0.55
# The same for Chinese questions and the cosine of their words. Of the Chinese articles' own 404 questions, each left
# out in turn, 55 % reach it: 40 % with the right article, 15 % with another (43 and 7 % among articles of its
# subject). Of 40 sentences that no article answers 2 do, about other colours and a present
# (`tests/knowledge/test_help_in_chinese.py`). Of the 313 Chinese out-of-scope examples in `data/nlu` 28 do: half of
# them ask another firm what a shop is asked. The bound was chosen on all of these, so none is a figure of unseen text.
CHINESE_ANSWER_SCORE = 0.12
SECTION_CHARACTERS = 600
# By how much (cosine) a later section must fit better than the first to be the answer.
FIRST_SECTION = 0.12


_LIST_ITEM = re.compile(r"(?m)^\s*(?:–|\d+\.)\s")
_SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？][”’」』）]*|(?<=.)(?=\n)")


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
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
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


Written = tuple[str, str, tuple[str, ...], str]
"""Slug, title, questions and body of an article."""


def index_of_words(articles: Sequence[Written]) -> WordIndex:
    """An index that finds articles by their words."""
    return WordIndex(
        {
            slug: [(title, TITLE), *((question, QUESTION) for question in questions), (body, BODY)]
            for slug, title, questions, body in articles
        }
    )


class HelpArticles:
    """The shop's help articles and their index."""

    def __init__(self, sessions: SessionFactory, folder: IndexFolder, encoder: Encoder) -> None:
        self._sessions = sessions
        self._folder = folder
        self._encoder = encoder
        self._words: tuple[Sequence[Written], WordIndex] | None = None

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

    def _articles(self, language: str = ENGLISH) -> Sequence[HelpArticle]:
        written = select(HelpArticle).where(HelpArticle.language == language).order_by(HelpArticle.slug)
        with self._sessions() as session:
            return session.scalars(written).all()

    def _word_index(self, articles: Sequence[HelpArticle]) -> WordIndex:
        """The index of these articles, made anew only when they are not those of the last time."""
        written = [(each.slug, each.title, tuple(each.questions), each.body) for each in articles]
        if self._words is None or self._words[0] != written:
            self._words = written, index_of_words(written)
        return self._words[1]

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

        With `subjects`, only articles of these are considered. A question with Chinese characters is answered from
        the Chinese articles, any other from the English ones, whatever the language of the conversation.
        """
        found = self.search(question, count=1, subjects=subjects)
        least = CHINESE_ANSWER_SCORE if has_han(question) else ANSWER_SCORE
        return found[0] if found and found[0].score >= least else None

    def search(self, question: str, *, count: int = 3, subjects: Sequence[str] = ()) -> list[HelpAnswer]:
        """Articles by how well they fit a question, best first, each with its best section.

        They are in the language of the question's script, as for `answer`. A Chinese article that shares no word
        with the question is left out.
        """
        if has_han(question):
            return self._search_by_words(question, self._articles(CHINESE), count, subjects)
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

    def _search_by_words(
        self, question: str, articles: Sequence[HelpArticle], count: int, subjects: Sequence[str]
    ) -> list[HelpAnswer]:
        words = self._word_index(articles)
        scores = words.scores(question)
        fitting = [
            article
            for article in articles
            if scores[article.slug] > 0 and (not subjects or article.subject in subjects)
        ]
        found = []
        for article in sorted(fitting, key=lambda each: -scores[each.slug])[:count]:
            sections = sections_of(article.body)
            fits = {
                at: words.cosine(question, f"{section.heading}\n{section.text}")
                for at, section in enumerate(sections)
            }
            text = answer_text(sections, fits)
            found.append(HelpAnswer(article.slug, article.title, article.subject, text, scores[article.slug]))
        return found

    def in_language(self, answer: HelpAnswer, language: str) -> HelpAnswer:
        """The same article's beginning in another language; the answer as it is when there is no such article.

        Which article is meant may be known from a question in one language while the reader speaks another.
        """
        if has_han(answer.title) == (language == CHINESE):
            return answer
        try:
            article = self.by_slug(answer.slug, language)
        except NotFound:
            return answer
        return replace(answer, title=article.title, text=answer_text(sections_of(article.body), {}))

    def by_slug(self, slug: str, language: str = ENGLISH) -> HelpArticle:
        """One article in a language; raises `NotFound`."""
        with self._sessions() as session:
            found = session.get(HelpArticle, (slug, language))
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
