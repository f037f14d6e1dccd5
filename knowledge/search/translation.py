"""Words of a request in the other language, as far as the shop's own list has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knowledge.catalogue.chinese import chinese_words
from knowledge.catalogue.words import singular
from knowledge.language import HAN_RANGE, has_han

_HAN = re.compile(f"[{HAN_RANGE}]+")
_LATIN = re.compile(r"[a-z]+(?:-[a-z]+)*", re.IGNORECASE)
_LONGEST_PHRASE = 3


def translated(text: str) -> list[str]:
    """English words for the Chinese of a text and Chinese words for its English, each once."""
    found = [*_english(text)] if has_han(text) else []
    return list(dict.fromkeys([*found, *_chinese(text)]))


def _english(text: str) -> Iterator[str]:
    """By the longest forms, from left to right; forms of one character only where they stand alone."""
    forms, longest = _forms()
    for run in _HAN.findall(text):
        at = 0
        while at < len(run):
            for length in range(min(longest, len(run) - at), 0, -1):
                key = forms.get(run[at : at + length])
                if key is not None and (length > 1 or len(run) == 1):
                    yield key
                    at += length
                    break
            else:
                at += 1


def chinese_kinds(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The kinds of product that the Chinese of a text names: where, and what each may be in English, best first."""
    forms, longest = _kinds()
    for run in _HAN.finditer(text):
        at = run.start()
        while at < run.end():
            for length in range(min(longest, run.end() - at), 0, -1):
                kinds = forms.get(text[at : at + length])
                if kinds is not None and (length > 1 or len(run.group()) == 1):
                    yield at, at + length, kinds
                    at += length
                    break
            else:
                at += 1


@cache
def _kinds() -> tuple[dict[str, tuple[str, ...]], int]:
    """Kinds of product by Chinese form, those first that it is the more usual word for; and the longest form."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    for key, written in chinese_words()["product_types"].items():
        for rank, form in enumerate(written):
            ranked.setdefault(form, []).append((rank, key))
    forms = {
        form: tuple(key for _, key in sorted(found, key=lambda each: each[0]))
        for form, found in ranked.items()
    }
    return forms, max(map(len, forms))


def _chinese(text: str) -> Iterator[str]:
    usual = _usual_forms()
    words = [singular(word) for word in _LATIN.findall(text.lower())]
    at = 0
    while at < len(words):
        for length in range(_LONGEST_PHRASE, 0, -1):
            form = usual.get(" ".join(words[at : at + length]))
            if form is not None:
                yield form
                at += length
                break
        else:
            at += 1


@cache
def _forms() -> tuple[dict[str, str], int]:
    """English words by Chinese form, and the length of the longest form."""
    forms: dict[str, tuple[int, str]] = {}
    for words in chinese_words().values():
        for key, written in words.items():
            for rank, form in enumerate(written):
                if form not in forms or rank < forms[form][0]:
                    forms[form] = (rank, key.replace("_", " ").replace("-", " "))
    return {form: key for form, (_, key) in forms.items()}, max(map(len, forms))


@cache
def _usual_forms() -> dict[str, str]:
    """The usual Chinese word by English word."""
    return {
        key.replace("_", " ").replace("-", " "): written[0]
        for words in reversed(list(chinese_words().values()))
        for key, written in words.items()
        if written and len(written[0]) > 1
    }
