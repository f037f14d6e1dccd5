"""The values of a product's options that a message names, and where it names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from knowledge.catalogue.words import singular

Options = Mapping[str, Sequence[str]]
"""Option name to all its values."""
Spoken = Callable[[str, str], Iterable[str]]
"""Other words for the value of an option, such as its name in another language."""

_TOKEN = re.compile(r"[a-zà-öø-ÿ]+(?:['’][a-zà-öø-ÿ]+)?|\d+(?:\.\d+)?|[\u4e00-\u9fff]|%", re.IGNORECASE)
_MARK = re.compile(r"[,;.!?，；。！？]")
_SAME = {
    "gray": "grey", "color": "colour", "litre": "l", "liter": "l", "foot": "ft", "feet": "ft", "inche": "inch",
    "gigabyte": "gb", "terabyte": "tb", "millilitre": "ml", "milliliter": "ml", "kilogram": "kg", "kilo": "kg",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "woman": "women", "man": "men",
}  # fmt: skip
_SIZES = {
    "xs": ("extra small", "x-small"), "s": ("small",), "m": ("medium",), "l": ("large",),
    "xl": ("extra large", "x-large"), "xxl": ("2xl", "xx-large", "double extra large"), "xxxl": ("3xl",),
    "small": ("s",), "medium": ("m", "mid-size"), "large": ("l", "big"), "full": ("full zip",), "half": ("half zip",),
}  # fmt: skip
_NO = {"no", "none"}
_BARE = _NO | {"yes"}
"""Values that say nothing without their option's name."""
# What is said before a value that is not wanted; "the" and the like may stand between.
_EXCLUDING = (("instead", "of"), ("than",), ("not",), ("no",), ("without",), ("non",), ("from",), ("isn't",),
              ("不", "要"), ("不", "是"), ("而", "不", "是"), ("从"), ("没", "有"))  # fmt: skip
# What may stand between an option's name and its yes or no: "backlight should be none".
_LINKS = frozenset({"is", "be", "should", "set", "to", "as", "of", "with"})
_BETWEEN = frozenset({"the", "a", "an", "any", "in", "to", "be", "size", "colour", "one", "is"})
_LONGEST = 8
"""Tokens of the longest value."""
_REACH = 3
"""Tokens around a value in which its option's name is looked for."""
_FAR = 100
_SPELLING = 83
"""Similarity (0 to 100) from which a misspelt word counts as said."""
_LEAST_LETTERS = 5
"""Of words that are compared by spelling, and of stems."""


@dataclass(frozen=True)
class Token:
    """A word, number or Chinese character of a message, in the form that is compared."""

    text: str
    start: int
    end: int
    apart: bool = False
    """Whether a mark such as a comma stands before it."""


@dataclass(frozen=True)
class SaidValue:
    """A value that is named; `start` and `end` are places of tokens."""

    option: str
    value: str
    start: int
    end: int
    excluded: bool = False


@dataclass(frozen=True)
class Hit:
    """A value of an option that some words may mean."""

    option: str
    value: str
    literal: bool = False
    """Whether these are its own words, as "M" is medium's only in other words."""


def tokens(text: str) -> list[Token]:
    """The words of a message as they are compared: small letters, singular, one spelling, numbers as digits."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group().casefold().replace("’", "'").removesuffix("'s")
        word = singular(_SAME.get(word, word))
        gap = text[found[-1].end if found else 0 : match.start()]
        found.append(Token(_SAME.get(word, word), *match.span(), apart=_MARK.search(gap) is not None))
    return found


def joined(text: str) -> str:
    """A value as it is compared: its tokens in one word."""
    return "".join(token.text for token in tokens(text))


def said_values(said: Sequence[Token], options: Options, spoken: Spoken) -> list[SaidValue]:
    """The values a message names, in its order; one that several options have, is given for the option meant."""
    exact = _forms(options, spoken)
    named = [(option, *place) for option in options for place in _names(said, option)]
    found: list[SaidValue] = []
    taken: set[int] = set()
    for start in range(len(said)):
        if start in taken:
            continue
        for end in range(min(len(said), start + _LONGEST), start, -1):
            hits = _no_names(
                exact.get("".join(token.text for token in said[start:end]), ()), named, start, end
            )
            if hits:
                found += _meant(said, hits, start, end)
                taken |= set(range(start, end))
                break
    found += [each for each in _yes_or_no(said, options) if not _named(found, each.option)]
    for place, token in enumerate(said):
        if place not in taken:
            hits = _no_names(_partly(token.text, options), named, place, place + 1)
            found += _meant(said, hits, place, place + 1)
    return sorted(found, key=lambda each: each.start)


def _named(found: Iterable[SaidValue], option: str) -> bool:
    return any(each.option == option for each in found)


def _names(said: Sequence[Token], option: str) -> Iterable[tuple[int, int]]:
    """Where an option of more than one word is named, as places of tokens."""
    length = len(tokens(option))
    place = option_named(said, option) if length > 1 else None
    while place is not None:
        yield place, place + length
        place = option_named(said, option, place + 1)


def _no_names(hits: Sequence[Hit], named: Sequence[tuple[str, int, int]], start: int, end: int) -> list[Hit]:
    """Hits but for words of another option's name: "battery life" says nothing of where the power comes from."""
    within = {option for option, first, last in named if first <= start and end <= last}
    return [hit for hit in hits if not within - {hit.option}]


def _forms(options: Options, spoken: Spoken) -> dict[str, list[Hit]]:
    forms: dict[str, list[Hit]] = {}
    for option, values in options.items():
        for value in values:
            if value.casefold() in _BARE:
                continue
            words = (value, *_SIZES.get(value.casefold(), ()), *spoken(option, value))
            for form in dict.fromkeys(joined(each) for each in words):
                if form:
                    forms.setdefault(form, []).append(Hit(option, value, form == joined(value)))
    return forms


def _meant(said: Sequence[Token], hits: Sequence[Hit], start: int, end: int) -> Iterable[SaidValue]:
    """The value as one of the options that have it: that whose name stands nearest, else that which has it so."""
    own_words = {hit.literal for hit in hits} == {True, False}
    distances = {
        hit: _distance(
            said, _own_words(hit.option, hits), start, end, 1 if own_words and not hit.literal else _REACH
        )
        for hit in hits
    }
    nearest = min(distances.values(), default=_FAR)
    chosen = [hit for hit in hits if distances[hit] == nearest]
    if nearest == _FAR:
        chosen = [hit for hit in hits if hit.literal] or chosen
    excluded = _is_excluded(said, start)
    return [SaidValue(hit.option, hit.value, start, end, excluded) for hit in chosen]


def _distance(said: Sequence[Token], words: set[str], start: int, end: int, reach: int) -> int:
    """How far from a value the nearest of these words stands; what is said before it counts as nearer."""
    before = [2 * (start - at) for at in range(max(0, start - reach), start) if said[at].text in words]
    after = [2 * (at - end) + 3 for at in range(end, min(len(said), end + reach)) if said[at].text in words]
    return min([*before, *after], default=_FAR)


def _own_words(option: str, hits: Sequence[Hit]) -> set[str]:
    """The words of an option's name that the others do not share."""
    others = {token.text for hit in hits if hit.option != option for token in tokens(hit.option)}
    return {token.text for token in tokens(option)} - others


def _is_excluded(said: Sequence[Token], start: int) -> bool:
    before = start
    while before and not said[before].apart and said[before - 1].text in _BETWEEN:
        before -= 1
    if said[before].apart:
        return False
    words = [token.text for token in said[:before]]
    return any(tuple(words[-len(phrase) :]) == tuple(phrase) for phrase in _EXCLUDING)


def _yes_or_no(said: Sequence[Token], options: Options) -> Iterable[SaidValue]:
    """An option's name for its yes or no: "waterproof", "without backlight", "water resistance no"."""
    for option, values in options.items():
        no = next((each for each in values if each.casefold() in _NO), None)
        yes = next((each for each in values if each.casefold() == "yes"), None)
        if no is None:
            continue
        place = option_named(said, option)
        if place is None:
            continue
        told = _told_after(said, place + len(tokens(option)))
        denied = told in _NO if told is not None else _is_excluded(said, place)
        value = no if denied else yes
        if value is not None:
            yield SaidValue(option, value, place, place + 1)


def _told_after(said: Sequence[Token], place: int) -> str | None:
    """The yes or no that follows an option's name; None when there is none."""
    while place < len(said) and said[place].text in _LINKS and not said[place].apart:
        place += 1
    if place == len(said) or said[place].apart or said[place].text not in _BARE:
        return None
    return said[place].text


def option_named(said: Sequence[Token], option: str, start: int = 0) -> int | None:
    """The token where a message names an option, each of its words by its stem; None when it does not."""
    name = [token.text for token in tokens(option)]
    for place in range(start, len(said) - len(name) + 1):
        if name and all(_same_stem(word, said[place + at].text) for at, word in enumerate(name)):
            return place
    return None


def _same_stem(word: str, other: str) -> bool:
    """ "Resistance" and "resistant": all but their endings."""
    if word == other:
        return True
    stem = max(_LEAST_LETTERS, min(len(word), len(other)) - 3)
    return len(word) >= stem and word[:stem] == other[:stem]


def _partly(word: str, options: Options) -> list[Hit]:
    """The value that alone has this word among its words ("Google" of "Google Assistant"), or is misspelt so."""
    if not word.isdigit() and len(word) < 2:
        return []
    hits = []
    for option, values in options.items():
        named = {token.text for token in tokens(option)}
        for value in values:
            if value.casefold() in _BARE:
                continue
            parts = {token.text for token in tokens(value)} - named
            if word in parts or (len(word) >= 4 and _like(word, value, parts)):
                hits.append(Hit(option, value))
    return hits if len({hit.value for hit in hits}) == 1 else []


def _like(word: str, value: str, parts: set[str]) -> bool:
    if any(part.startswith(word) for part in parts):
        return True
    return len(word) >= _LEAST_LETTERS and any(
        len(part) >= _LEAST_LETTERS and fuzz.ratio(word, part) >= _SPELLING
        for part in {*parts, joined(value)}
    )
