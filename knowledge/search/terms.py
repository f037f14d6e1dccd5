"""Text as the terms that are matched: words, parts and joined forms of article codes, pairs of characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.catalogue.words import singular

LONGEST = 24
"""Bytes of a term in UTF-8; what is longer is cut, in products and in queries alike."""
LEAST_CODE = 4

# Chinese characters and Japanese syllables are written without spaces: pairs of them stand for words.
UNSPACED = "㐀-䶿一-鿿豈-﫿぀-ヿ"
_RUN = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
_PART = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_JOINED = 20
_MEASURE = re.compile(r"\d+(?:x\d+)*[a-z]*")
_WORD_IN_CODE = re.compile(r"[a-z]{6}")
_LEAST_DIGITS = 2


def terms(text: str) -> list[str]:
    """The terms of a text in order, with repetitions.

    "KDL-40V5100" gives its runs (kdl, 40v5100), the parts of those (40, v, 5100) and the joined form
    (kdl40v5100), so that it is found however a shop writes it. Words are in the singular.
    """
    found: list[str] = []
    for chunk in text.casefold().split():
        runs = _RUN.findall(chunk)
        for run in runs:
            found.extend(_of_run(run))
        joined = _joined(runs)
        if joined:
            found.append(joined)
    return [_cut(term) for term in found]


def _of_run(run: str) -> Iterator[str]:
    if is_unspaced(run):
        yield from (run[at : at + 2] for at in range(max(1, len(run) - 1)))
    elif run.isalpha():
        yield singular(run)
    else:
        yield run
        parts = _PART.findall(run)
        if len(parts) > 1:
            yield from parts


def _joined(runs: list[str]) -> str:
    """An article code of several runs written as one; empty when it is none."""
    if len(runs) < 2 or any(is_unspaced(run) for run in runs):
        return ""
    joined = "".join(runs)
    return joined if len(joined) <= _LONGEST_JOINED and has_digit(joined) else ""


def codes(text: str) -> list[str]:
    """What in a text may be an article code: at least four letters and digits with a digit among them, each once."""
    found: dict[str, None] = {}
    for chunk in text.casefold().split():
        runs = _RUN.findall(chunk)
        found.update(dict.fromkeys(_cut(run) for run in (_joined(runs), *runs) if is_code(run)))
    return list(found)


def is_code(term: str) -> bool:
    """Whether a term may be an article code."""
    return len(term) >= LEAST_CODE and term.isascii() and has_digit(term)


def names_an_article(text: str) -> bool:
    """Whether a text has an article code: letters and digits mixed, as in KDL-40V5100, but not in 30euros."""
    return any(_is_article(code) for code in codes(text))


def _is_article(code: str) -> bool:
    """Whether letters and digits are mixed, but not as in a measure (2litre, 100x200cm) or after a word (iphone15)."""
    return (
        len(code) > LEAST_CODE
        and not code.isdecimal()
        and _MEASURE.fullmatch(code) is None
        and _WORD_IN_CODE.search(code) is None
        and sum(map(str.isdecimal, code)) >= _LEAST_DIGITS
    )


def has_digit(term: str) -> bool:
    """Whether a digit is in a term."""
    return any(character.isdigit() for character in term)


def is_unspaced(run: str) -> bool:
    """Whether a run is of a script that is written without spaces."""
    return re.match(f"[{UNSPACED}]", run) is not None


def _cut(term: str) -> str:
    written = term.encode()
    return term if len(written) <= LONGEST else written[:LONGEST].decode(errors="ignore")
