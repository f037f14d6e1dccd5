"""Whether English words are meant as the shop has them: "a can" is a thing to buy, "can I" is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

import yaml

from bot.components.english.common_words import COMMON_WORDS
from bot.components.english.names import named_spans
from bot.components.matches import Found, Match

MARK = "ǂ"
"""Stands for the word in its context: a letter, so that edges of words are found beside it; ¦ in senses.yml."""
CONTEXT = 70
"""Characters around a word that tell how it is meant."""
_JUDGED = {"product_type", "feature", "colour", "material", "product", "brand"}


class Sense(NamedTuple):
    """Where a word is meant: where `only` is found, if there is one, and `never` is not."""

    only: Optional["re.Pattern[str]"]
    never: Optional["re.Pattern[str]"]


def _read_senses() -> Tuple[Dict[str, Sense], Dict[str, Sense], Dict[str, Sense]]:
    content = yaml.safe_load(Path(__file__).with_name("senses.yml").read_text(encoding="utf-8"))
    named: Dict[str, str] = {}

    def filled(pattern: str) -> str:
        return re.sub(r"<(\w+)>", lambda name: named[name.group(1)], pattern.replace("¦", MARK))

    for name, pattern in content["patterns"].items():
        named[name] = filled(pattern)

    def one(patterns: Optional[Iterable[str]]) -> "Optional[re.Pattern[str]]":
        return re.compile("|".join(map(filled, patterns))) if patterns else None

    never: Dict[str, List[str]] = {word: list(patterns) for word, patterns in content["never"].items()}
    for verb in content["verbs"].split():
        never[verb] = [*never.get(verb, []), "<does>"]
    things = {
        word: Sense(one(content["only"].get(word)), one(never.get(word)))
        for word in {*content["only"], *never}
    }
    colours = {word: Sense(None, one(patterns)) for word, patterns in content["colours"].items()}
    materials = {
        word: Sense(one(both.get("only")), one(both.get("never")))
        for word, both in content["materials"].items()
    }
    return things, colours, materials


_THINGS, _COLOURS, _MATERIALS = _read_senses()
_SENSES = {
    "product_type": _THINGS, "feature": _THINGS, "colour": _COLOURS, "material": _MATERIALS,
}  # fmt: skip

_DETERMINED = re.compile(
    r"\b(?:a|an|the|my|your|our|his|her|another|each|every|this|that|one|per)\s+(?:(?!of\b|in\b|is\b)[\w-]+\s+){0,2}$"
)
_AS_COLOUR_BEFORE = re.compile(
    r"\b(?:in|colou?rs?|or|and|shade|light|pale|off|not|than|into|for\s+the|from|to)\s+(?:a\s+|the\s+)?$|[,/]\s*$|^\W*$"
)
_AS_THING_BEFORE = re.compile(
    r"\b(?:face|hand|night|day|body|foot|eye|skin|sun|shaving|moisturi[sz]ing|rich|anti[\s-]\w+|cleansing|barrier|nappy|tube\s+of"
    r"|jar\s+of|pot\s+of)\s+$"
)
_AS_THING_AFTER = re.compile(
    r"^\s+(?:for\s+(?:my|the|dry|oily|sensitive|a|mature|normal|his|her|old|very|skin|face|hands?)\b|against|with\s+(?:spf|retinol"
    r"|vitamin|a|no|sun)|spf|smells?|made\s+my|gave\s+me|contains?|that\b|which\b|leaves|feels|and\s+(?:the\s+)?(?:serum|shampoo))"
)
_ABOUT_SKIN = re.compile(r"\b(?:skin|face|wrinkles?|rash|spf|moisturi\w+|parabens?|ingredients?|tube|jar)\b")
_SHADES = set("dark light pale deep bright mid forest navy royal baby sky mint olive".split())
_BASIC_COLOURS = {
    "black",
    "white",
    "blue",
    "green",
    "red",
    "yellow",
    "brown",
    "grey",
    "pink",
    "purple",
    "orange",
}
_ONE = re.compile(r"^\s+(?:ones?|sets?|pieces?|versions?|models?)\b")
_PLURAL_PARTS = {"glasses", "sunglasses", "headphones", "earbuds", "sports", "jeans"}


def in_context(text: str, matches: Sequence[Match]) -> List[Match]:
    """Leaves out words of the shop that are meant otherwise here.

    Args:
        text: What a shopper wrote.
        matches: What the vocabulary has of it.

    Returns:
        The matches that are meant, in their order. Of two kinds that one word may be, a colour or a material and
        a thing, one is left; of two things side by side ("coffee machine") the last, which says what it is.
    """
    if not any(found.entity in _JUDGED for match in matches for found in match.entities):
        return list(matches)
    plain = text.replace("’", "'").lower()
    names = named_spans(text)
    kept = [
        match
        for match in matches
        if not _is_judged(match) or _is_meant(plain, match.entities[0], names, text)
    ]
    kept = _of_one_kind(plain, kept)
    return _heads(plain, _shades(plain, kept))


def _is_judged(match: Match) -> bool:
    return len(match.entities) == 1 and match.entities[0].entity in _JUDGED


def _is_meant(plain: str, found: Found, names: Sequence[Tuple[int, int]], text: str) -> bool:
    if any(start <= found.start and found.end <= end for start, end in names):
        return False
    if found.entity in {"colour", "product"} and _ends_name(text, found):
        return False
    senses = _SENSES.get(found.entity)
    if senses is None:
        return True
    written = plain[found.start : found.end] if found.confidence == 1.0 else str(found.value).lower()
    for ending in ("", "s", "es", "'s"):
        sense = senses.get(written[: len(written) - len(ending)]) if written.endswith(ending) else None
        if sense is not None:
            context = _context(plain, found, "s" if ending in {"s", "es"} else ending)
            return bool(not sense.only or sense.only.search(context)) and not (
                sense.never and sense.never.search(context)
            )
    return True


def _context(plain: str, found: Found, ending: str) -> str:
    before = plain[max(0, found.start - CONTEXT) : found.start]
    after = plain[found.end : found.end + CONTEXT]
    whole = f"{before}{MARK}{ending}{after}"
    if found.start > CONTEXT:
        # No message begins here
        whole = f"~{whole}"
    return re.sub(r"\s+", " ", whole)


def _ends_name(text: str, found: Found) -> bool:
    """True for "Green" after "Emma": a capital after another, of a word that is none of the language."""
    if not text[found.start].isupper() or " " in text[found.start : found.end]:
        return False
    before = re.search(r"(?:^|\s)(?P<name>[A-Z][a-z]+)\s$", text[: found.start])
    if before is None or before["name"].lower() in _SHADES:
        return False
    if before["name"].lower() in COMMON_WORDS and re.search(
        r"(?:^|[.!?:]\s*)$", text[: before.start("name")]
    ):
        return False
    is_whole_message = before.start() == 0 and not text[found.end :].strip(" .!")
    return is_whole_message or (found.entity == "colour" and not re.match(r"\s+[A-Z]", text[found.end :]))


def _of_one_kind(plain: str, matches: List[Match]) -> List[Match]:
    """Of a word that is a thing and a colour or a material leaves what it is here."""
    by_span: Dict[Tuple[int, int], Set[str]] = {}
    things = {}
    plurals = set()
    for match in matches:
        if _is_judged(match):
            found = match.entities[0]
            by_span.setdefault((found.start, found.end), set()).add(found.entity)
            written = plain[found.start : found.end]
            if (
                found.entity in {"colour", "material"}
                and written.endswith("s")
                and str(found.value)[-1] != "s"
            ):
                plurals.add((found.start, found.end))
            if found.entity == "material" and written == f"{str(found.value).lower()}es":
                plurals.add((found.start, found.end))
            if found.entity == "product_type":
                things[found.start] = found.end
    doubtful = {
        span: kinds
        for span, kinds in by_span.items()
        if "product_type" in kinds and kinds & {"colour", "material"}
    }
    if not doubtful:
        return matches
    colours = sum("colour" in kinds for span, kinds in by_span.items() if span not in doubtful)
    kept = []
    for match in matches:
        span = (match.start, match.end)
        if _is_judged(match) and span in doubtful:
            before, after = plain[: span[0]], plain[span[1] :]
            goes_before = span[1] + 1 in things and plain[span[1]] in " -"
            goes_before = goes_before or any(
                "material" in kinds and start == span[1] + 1 for (start, _), kinds in by_span.items()
            )
            of_brand = (
                any(kinds & {"brand"} and end == span[0] - 1 for (_, end), kinds in by_span.items())
                and not goes_before
            )
            is_thing = (
                span in plurals
                or of_brand
                or (
                    _is_thing_not_colour(plain, before, after, goes_before=goes_before, colours=colours)
                    if "colour" in doubtful[span]
                    else _is_thing_not_material(before, after, goes_before=goes_before)
                )
            )
            if (match.entities[0].entity == "product_type") != is_thing:
                continue
        kept.append(match)
    return kept


def _is_thing_not_colour(plain: str, before: str, after: str, *, goes_before: bool, colours: int) -> bool:
    if _AS_THING_BEFORE.search(before) or _AS_THING_AFTER.match(after):
        return True
    if goes_before or _ONE.match(after) or colours:
        return False
    if _AS_COLOUR_BEFORE.search(before):
        return bool(_ABOUT_SKIN.search(plain)) and not before.rstrip().endswith(" in")
    return bool(_DETERMINED.search(before)) or after.startswith("s") or bool(_ABOUT_SKIN.search(plain))


def _is_thing_not_material(before: str, after: str, *, goes_before: bool) -> bool:
    if goes_before or _ONE.match(after) or re.match(r"-", after):
        return False
    # "the glass is clear" tells of what a thing is made of as well
    return bool(_DETERMINED.search(before)) and not re.search(r"\b(?:of|broken|the\s+same)\s+$", before)


def _shades(plain: str, matches: List[Match]) -> List[Match]:
    """Leaves "mint" of "mint green": the first of two colours side by side says more than a basic one."""
    ends = {
        match.end
        for match in matches
        if match.entities
        and match.entities[0].entity == "colour"
        and match.entities[0].value not in _BASIC_COLOURS
    }
    return [
        match
        for match in matches
        if not (
            match.start - 1 in ends
            and plain[match.start - 1] in " -"
            and match.entities
            and match.entities[0].entity == "colour"
            and match.entities[0].value in _BASIC_COLOURS
        )
    ]


def _heads(plain: str, matches: List[Match]) -> List[Match]:
    """Leaves out a thing that says of what kind the thing after it is: the dog of "dog bed"."""
    starts = {
        match.start for match in matches if _is_judged(match) and match.entities[0].entity == "product_type"
    }

    def is_first_part(match: Match) -> bool:
        written = plain[match.start : match.end]
        return (
            match.end + 1 in starts
            and plain[match.end] in " -"
            and (not written.endswith("s") or written.endswith("ss") or written in _PLURAL_PARTS)
        )

    return [
        match
        for match in matches
        if not (_is_judged(match) and match.entities[0].entity == "product_type" and is_first_part(match))
    ]
