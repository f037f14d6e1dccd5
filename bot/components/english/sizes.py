"""Sizes in English."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional

from bot.components.english.numbers import number_in_words
from bot.components.matches import Match, single

WEIGHT = 45
LARGEST_NUMBER = 60
CHILD_SIZES = range(50, 177, 6)
"""Centimetres: children's clothes are sized by height."""
_FLAGS = re.IGNORECASE

_WORD_SIZES = {"small": "S", "medium": "M", "large": "L"}
_WORDS = r"(?:(?:(?:extra|x)[\s-]?)+(?:small|large)|small|medium|large)"
_LETTERS = r"(?:\d{1,2}xl|x{1,5}[sl]|[sml])"
_NUMBER = r"(?:\d{1,2}(?:[.,]5|\s?½)?|1[0-7]\d)"
# "us 9" and "US 9", but "make it 40" and "give us 9" are none
_COUNTRY = r"(?:uk|eur?|usa|(?<!give\s)(?<!send\s)(?<!let\s)us|fr|(?-i:IT|DE)|(?:it|de)(?=\d))"
_NOT_SIZE = (
    r"(?![\w%/:]|[.,]\d|['’]\w|\s*(?:-\s*)?(?:%|days?|weeks?|months?|years?|yrs?|hours?|hrs?|min(?:ute)?s?"
    r"|times?|stars?"
    r"|out\s+of|of\s+(?:them|these|those|my|the)|euros?|quid|pounds?|dollars?|bucks|gb|tb|cm|mm|kg|am|pm"
    r"|pairs?|items?|people|percent|too\s+(?:much|many|little)|years?[\s-]+old)\b)(?!\s*-?\s*olds?\b)"
)
# After a word size these mean that the size, not a thing, was meant: "in large please", not "in a large box"
_WORD_ENDS = (
    r"(?=\s*(?:$|[.,;:!?)/]|(?:please|pls|plz|thanks|thx|and|or|if|instead|for|but|too|now|then|size|rather"
    r"|available|when|because|cos|so|not|as\s+well|this\s+time|in\s+stock)\b))"
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
    r"|jumpers?|sweaters?|pullovers?|cardigans?|vests?|leggings|joggers|pyjamas|sweatshirts?|raincoats?|overcoats?|polos?|hood(?:ie|y|ies)s?|fleeces?|suits?|blazers?|bras?|socks?|gloves?"
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
    rf"\b(?:in|into|to|for|as)\s+(?:(?:a|an|the)\s+)?(?P<size>{_WORDS}){_WORD_ENDS}", _FLAGS
)
_WORN = re.compile(
    rf"\b(?:wear|wears|wearing|take|takes|need|needs)\s+(?:(?:a|an)\s+)?(?P<size>{_LETTERS}|(?:{_NUMBER}"
    rf"|{_WORDS}){_WORD_ENDS}){_NOT_SIZE}"
    rf"|\b(?:usually|normally|i'?m|i\s+am|am|they'?re|these\s+are|those\s+are)\s+an?\s+(?P<letters>{_LETTERS}"
    rf"|{_WORDS}{_WORD_ENDS}|{_NUMBER}(?=\s+(?:now|nowadays|these\s+days)\b)){_NOT_SIZE}",
    _FLAGS,
)
_HAD = (
    r"(?:got|get|getting|ordered|ordering|order|sent|send|received|receive|bought|want|wanted|exchange|swap|swapped|chose|picked|try"
    r"|tried|keep|had|have|prefer|like|delivered|choose|pick|selected|select|make\s+it|was|is)(?:\s+(?:me|us|him|her|it|the|a|an))?"
)
_WORD_HAD = re.compile(
    rf"\b(?:{_HAD}(?<=\sa|an)|{_HAD}(?<=the)|(?:ordered|got|received|sent|wanted|chose|picked|selected|make\s+it|send(?:\s+me)?))"
    rf"\s+(?P<size>{_WORDS}){_WORD_ENDS}",
    _FLAGS,
)
_WORD_BEFORE_CLOTHING = re.compile(
    rf"\b(?P<size>{_WORDS})\s+(?:(?:[\w'-]+)\s+){{0,2}}?{_CLOTHING}\b(?<!\bsuits)(?<!\btops)", _FLAGS
)
_WORD_LIST = re.compile(
    rf"(?<!\bfit\s)(?<!\brun\s)(?<!\bfits\s)(?<!\bruns\s)(?<!\bup\s)\b(?P<size>{_WORDS})(?=\s*(?:(?:,\s*(?:and\s+|or\s+)?|/\s*|\s(?:and|or|to)\s+)(?:an?\s+|the\s+)?{_WORDS})"
    r"\s*(?:$|[.,;:!?)]|\b(?:please|and|or|sizes?|in|for|of\s+(?:this|the|that|each)|available|which|what|are|is|do|ones?)\b))",
    _FLAGS,
)
_NUMBER_SHOWN = re.compile(
    r"\b(?:a|the)\s+(?P<size>(?:3[4-9]|4\d)(?:[.,]5)?)(?=\s*(?:$|[.,?!;]|\b(?:fit|fits|make|instead|please|would|will|be|is|in|the\s+same"
    r"|and|or|pinch\w*|too)\b))",
    _FLAGS,
)
_CHILD_SIZE = "|".join(str(size) for size in CHILD_SIZES if size > LARGEST_NUMBER)
# Children's: "a raincoat in 116", "swap 116 for 128"
_CHILD = re.compile(
    rf"(?:\b(?:in|for|to|swap|exchange|from|need|a|an|want|took|get|got|ordered|the|and|or|with)\s+|,\s*|{_CLOTHING}\s+)"
    rf"(?P<size>{_CHILD_SIZE})"
    r"(?![\w%/:]|[.,]\d|\s*(?:x|×|cm|gb|euros?|quid|pounds?|dollars?|points?|people|days?|ml|g\b|kg|€|£|litres?|degrees|items?|hours?|bucks|mm|pieces|minutes|"
    r"inch(?:es)?)\b)(?<![€£$])",
    _FLAGS,
)
_CHILD_SWAPPED = re.compile(
    rf"\b(?:exchange|swap|change|replace)\s+(?:the\s+|size\s+)?(?P<size>{_CHILD_SIZE})(?=\s+(?:for|to|with|by)\s+(?:a\s+)?(?:{_CHILD_SIZE})\b)",
    _FLAGS,
)
_CHILD_ASKED = re.compile(
    rf"\b(?:comes?|available|it|this|these|them|those|that|ones?)\s+in\s+(?:a\s+)?(?P<size>{_CHILD_SIZE})(?=\s*(?:$|[.,?!]|\b(?:or|and|please|too)\b))",
    _FLAGS,
)
# Only with capitals: "I asked for M and got L"
_CAPITAL = re.compile(
    r"(?:\b(?:for|got|get|ordered|sent|send|received|wanted|want|bought|chose|picked|was|is|me|an?|take|need|try|have|swap|exchange"
    r"|to|into|as|the|of|or|and|but|between|not)\s+|^)(?P<size>X{0,4}[SL]|M|\dXL)"
    r"(?=\s*(?:$|[.,;!?)/]|(?:and|or|but|instead|not|please|so|when|because|for|in|would|will|is|was|came|rather|fits?|too|this|now|than|i|I)\b))"
)
_CAPITALS = re.compile(
    r"(?<![\w'’&-])(?P<size>X{0,4}[SL]|M)(?=\s*(?:/|\bor\b|\bvs\b)\s*(?:a\s+)?(?:X{0,4}[SL]|M)\b(?!['’]))"
)
_INSTEAD = re.compile(rf"(?<![\w'’-])(?P<size>{_LETTERS}|{_WORDS})\s+(?:instead|rather\s+than)\b", _FLAGS)
_AFTER_CLOTHING = re.compile(
    rf"\b{_CLOTHING}\s*(?:,\s*|-\s+|\s)(?P<size>{_COUNTRY}\s?{_NUMBER}|{_LETTERS}"
    rf"|{_NUMBER}){_NOT_SIZE}",
    _FLAGS,
)
_BEFORE_CLOTHING = re.compile(
    rf"(?<![\w.,€£$'’-])(?P<size>{_LETTERS}|3[4-9](?:\.5)?|4\d(?:\.5)?|50)\s+(?:(?:mens?|women'?s|ladies"
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
    rf"\s*(?:,\s*(?:and|or)\b|,|/|\bor\b|\band\b|\bto\b|\bfor\b|&)\s*(?:an?\s+)?(?:size\s+)?(?P<size>{_COUNTRY}\s?{_NUMBER}"
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
    _WORD_HAD,
    _WORD_BEFORE_CLOTHING,
    _WORD_LIST,
    _NUMBER_SHOWN,
    _INSTEAD,
    _CAPITALS,
    _CHILD_SWAPPED,
    _CHILD_ASKED,
)


def find_sizes(text: str) -> List[Match]:
    """Finds `size`, as canonical text: "M", "XL", "42", "UK 8", "8.5", "32/32", "12-18 months"."""
    matches: List[Match] = []
    patterns = [*_CLAIMING, *_POINTING]
    if _ANY_CLOTHING.search(text):
        patterns += [_LONE_NUMBER, _CHILD]
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


def is_size_number(number: float) -> bool:
    """Tells whether clothes or shoes come in a size of that number."""
    return 1 <= number <= LARGEST_NUMBER or number in CHILD_SIZES


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
    if re.fullmatch(r"[\d.]+", value) and not is_size_number(float(value)):
        return None
    return single("size", value, found.span(name), (claimed_from, found.end(name)), weight=WEIGHT)
