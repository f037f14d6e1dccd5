"""Sizes in English."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional

from bot.components.english.numbers import number_in_words
from bot.components.matches import Match, single

WEIGHT = 45
LARGEST_NUMBER = 60
_FLAGS = re.IGNORECASE

_WORD_SIZES = {"small": "S", "medium": "M", "large": "L"}
_WORDS = r"(?:(?:(?:extra|x)[\s-]?)+(?:small|large)|small|medium|large)"
_LETTERS = r"(?:\d{1,2}xl|x{1,5}[sl]|[sml])"
_NUMBER = r"\d{1,2}(?:[.,]5|\s?½)?"
_COUNTRY = r"(?:uk|eu|eur|us|usa|fr|it|de)"
_NOT_SIZE = (
    r"(?![\w%/:]|[.,]\d|['’]\w|\s*(?:-\s*)?(?:%|days?|weeks?|months?|years?|yrs?|hours?|hrs?|min(?:ute)?s?"
    r"|times?|stars?"
    r"|out\s+of|of\s+(?:them|these|those|my|the)|euros?|quid|pounds?|dollars?|bucks|gb|tb|cm|mm|kg|am|pm"
    r"|pairs?|items?|people|percent)\b)"
)
# After a word size these mean that the size, not a thing, was meant: "in large please", not "in a large box"
_WORD_ENDS = (
    r"(?=\s*(?:$|[.,;:!?)/]|(?:please|pls|plz|thanks|thx|and|or|if|instead|for|but|too|now|then|size|rather"
    r"|available)\b))"
)
_VALUE = (
    rf"(?:{_COUNTRY}\s?{_NUMBER}|{_WORDS}{_WORD_ENDS}|{_LETTERS}|\d{{2,3}}\s?[a-h]{{1,2}}|\d{{2}}/\d{{2}}"
    rf"|{_NUMBER}"
    rf"(?:\s?-\s?\d{{1,2}}\s?(?:months?|years?))?|\d{{1,2}}(?:-\d{{1,2}})?\s?(?:months?|years?|yrs?)"
    r"|(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)\b|one\s+size)"
)
_CLOTHING = (
    r"(?:boots?|shoes?|trainers?|sneakers?|sandals?|slippers?|heels|loafers?|brogues?|wellies|jeans"
    r"|trousers?|pants"
    r"|chinos|leggings|shorts|skirts?|dress(?:es)?|t-?\s?shirts?|shirts?|tees?|tops?|blouses?|jackets?"
    r"|coats?|parkas?"
    r"|jumpers?|sweaters?|cardigans?|hood(?:ie|y|ies)s?|fleeces?|suits?|blazers?|bras?|socks?|gloves?"
    r"|swimsuits?|bikinis?)"
)

_AFTER_SIZE = re.compile(
    r"\bsi(?:z|s)es?d?\b(?:\s|[:=-]|\b(?:is|was|a|an|in|of|for|me|im|i'm"
    rf"|am)\b)*(?P<size>{_VALUE}){_NOT_SIZE}",
    _FLAGS,
)
_WITH_COUNTRY = re.compile(rf"(?<!\w)(?P<size>{_COUNTRY}\s?(?:size\s)?{_NUMBER}){_NOT_SIZE}", _FLAGS)
_AFTER_IN = re.compile(
    rf"\bin\s+(?:(?:a|an|the|my)\s+)?(?P<size>{_LETTERS}|(?:(?<=a\s)|(?<=an\s)"
    rf"|(?<=my\s)){_NUMBER}){_NOT_SIZE}",
    _FLAGS,
)
_WORD_AFTER_IN = re.compile(
    rf"\b(?:in|into|to|for)\s+(?:(?:a|an|the)\s+)?(?P<size>{_WORDS}){_WORD_ENDS}", _FLAGS
)
_WORN = re.compile(
    rf"\b(?:wear|wears|wearing|take|takes|need|needs)\s+(?:(?:a|an)\s+)?(?P<size>{_LETTERS}|(?:{_NUMBER}"
    rf"|{_WORDS}){_WORD_ENDS}){_NOT_SIZE}"
    rf"|\b(?:usually|normally|i'?m|i\s+am|am)\s+an?\s+(?P<letters>{_LETTERS}"
    rf"|{_WORDS}{_WORD_ENDS}){_NOT_SIZE}",
    _FLAGS,
)
# Only with capitals: "I asked for M and got L"
_CAPITAL = re.compile(
    r"\b(?:for|got|get|ordered|sent|received|wanted|want|bought|chose|picked|was|is|me|an?)\s+(?P<size>X{0,4}[SL]|M|\dXL)"
    r"(?=\s*(?:$|[.,;!?)]|(?:and|or|but|instead|not|please|so|when|because|for|in)\b))"
)
_AFTER_CLOTHING = re.compile(
    rf"\b{_CLOTHING}\s*(?:,\s*|-\s+|\s(?:for\s+)?)(?P<size>{_COUNTRY}\s?{_NUMBER}|{_LETTERS}"
    rf"|{_NUMBER}){_NOT_SIZE}",
    _FLAGS,
)
_BEFORE_CLOTHING = re.compile(
    rf"(?<![\w.,€£$-])(?P<size>{_LETTERS}|3[4-9](?:\.5)?|4\d(?:\.5)?|50)\s+(?:(?:mens?|women'?s|ladies"
    rf"|black|white|blue|brown|red|green|grey)\s+)?{_CLOTHING}\b",
    _FLAGS,
)
_WORD_BEFORE_SIZE = re.compile(rf"\b(?P<size>{_WORDS})\s+(?:size|one\s+in\s+stock)\b", _FLAGS)
# Only beside a clothing word: "boots, brown, 42", "trainers in 42"
_LONE_NUMBER = re.compile(rf"(?:\bin\s+|,\s*)(?P<size>{_NUMBER}){_NOT_SIZE}(?=\s*(?:$|[.,;!?]))", _FLAGS)
_ANY_CLOTHING = re.compile(rf"\b{_CLOTHING}\b", _FLAGS)
_UNMISTAKABLE = re.compile(r"(?<![\w'’-])(?P<size>\d{1,2}xl|x{1,5}[sl])(?![\w'’-])", _FLAGS)
_WHOLE_MESSAGE = re.compile(
    rf"^\W*(?:(?:a|an|the|in|please|just|it'?s|size)\s+)*(?P<size>{_COUNTRY}\s?{_NUMBER}|{_LETTERS}|{_WORDS}"
    r"|[1-6]\d(?:\.5)?)"
    r"(?:\s+(?:please|pls|plz|thanks|thank\s+you|one))*\W*$",
    _FLAGS,
)
_NEXT = re.compile(
    rf"\s*(?:,|/|\bor\b|\band\b|\bto\b|&)\s*(?:an?\s+)?(?:size\s+)?(?P<size>{_COUNTRY}\s?{_NUMBER}"
    rf"|{_LETTERS}|{_WORDS}{_WORD_ENDS}|{_NUMBER}){_NOT_SIZE}",
    _FLAGS,
)

# These claim their signal words too; of the others the words around are entities of their own
_CLAIMING = (_AFTER_SIZE, _WITH_COUNTRY, _AFTER_IN, _WORD_AFTER_IN)
_POINTING = (
    _WORN,
    _CAPITAL,
    _AFTER_CLOTHING,
    _BEFORE_CLOTHING,
    _WORD_BEFORE_SIZE,
    _UNMISTAKABLE,
    _WHOLE_MESSAGE,
)


def find_sizes(text: str) -> List[Match]:
    """Finds `size`, as canonical text: "M", "XL", "42", "UK 8", "8.5", "32/32", "12-18 months"."""
    matches: List[Match] = []
    patterns = [*_CLAIMING, *_POINTING]
    if _ANY_CLOTHING.search(text):
        patterns.append(_LONE_NUMBER)
    for pattern in patterns:
        for found in pattern.finditer(text):
            name = "size" if found.group("size") else "letters"
            match = _match(found, name, found.start() if pattern in _CLAIMING else found.start(name))
            if match is None:
                continue
            matches.append(match)
            matches += _others(text, found.end(name))
    return matches


def canonical_size(text: str) -> str:
    """Gives the usual way to write a size.

    Args:
        text: As a shopper wrote it, such as "extra-large", "uk8", "8½", "xl".
    """
    compact = re.sub(r"\s+", " ", text.strip().lower().replace("½", ".5").replace(" .5", ".5"))
    words = re.fullmatch(r"(?P<extras>(?:(?:extra|x)[ -]?)*)(?P<word>small|medium|large)", compact)
    if words:
        return "X" * len(re.findall("extra|x", words.group("extras"))) + _WORD_SIZES[words.group("word")]
    number = number_in_words(compact) if compact.isalpha() else None
    if number is not None:
        return str(number)
    country = re.fullmatch(rf"({_COUNTRY}) ?(?:size )?([\d.,]+)", compact)
    if country:
        return f"{country.group(1).upper()} {country.group(2).replace(',', '.')}"
    if re.search(r"month|year|yr|one size", compact):
        return compact
    return compact.upper().replace(",", ".").replace(" ", "")


def _others(text: str, end: int) -> Iterator[Match]:
    """Follows "in M or L" to the sizes after the first."""
    found: Optional["re.Match[str]"] = _NEXT.match(text, end)
    while found:
        match = _match(found, "size", found.start("size"))
        if match is None:
            return
        yield match
        found = _NEXT.match(text, found.end("size"))


def _match(found: "re.Match[str]", name: str, claimed_from: int) -> Optional[Match]:
    value = canonical_size(found.group(name))
    if re.fullmatch(r"[\d.]+", value) and not 1 <= float(value) <= LARGEST_NUMBER:
        return None
    return single("size", value, found.span(name), (claimed_from, found.end(name)), weight=WEIGHT)
