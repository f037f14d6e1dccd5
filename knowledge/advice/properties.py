"""What a question about a product asks for: properties, in shoppers' words (`properties.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

PROPERTIES = Path(__file__).with_name("properties.yml")


@dataclass(frozen=True)
class Property:
    """Something that shoppers ask about."""

    attributes: tuple[str, ...]
    """Names of the attributes that answer it, the best first."""
    asked: re.Pattern[str]
    """Finds the words that ask for it."""


def asked_in(question: str) -> Iterator[Property]:
    """The properties that a question asks for, those asked for in the most letters first."""
    found = [(match, each) for each in _properties() if (match := each.asked.search(question.lower()))]
    found.sort(key=lambda pair: -len(pair[0][0]))
    return (each for _, each in found)


@cache
def _properties() -> Sequence[Property]:
    entries = yaml.safe_load(PROPERTIES.read_text(encoding="utf-8"))
    return [Property(tuple(each["of"]), _pattern(each["en"], each["zh"])) for each in entries]


def _pattern(english: Sequence[str], chinese: Sequence[str]) -> re.Pattern[str]:
    # The longest first: of "battery" and "battery life" the second is found where it stands.
    words = [re.escape(each).replace(r"\*", r"\w*") for each in sorted(english, key=len, reverse=True)]
    signs = [re.escape(each) for each in sorted(chinese, key=len, reverse=True)]
    return re.compile(rf"\b(?:{'|'.join(words)})\b|{'|'.join(signs)}")
