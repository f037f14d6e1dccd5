"""For whom something is."""

from __future__ import annotations

import re
from typing import List, Optional

from bot.components.english.numbers import small_number
from bot.components.matches import Match, claim, single

WEIGHT = 30
GROWN_UP = 15
"""Years from which clothes come in grown-ups' sizes."""
INFANT = 2
"""Years under which a child is a baby to a shop."""
_FLAGS = re.IGNORECASE

_RELATIONS = {
    "women": (
        r"wife|girlfriend|gf|fianc[eé]e|mum|mom|mam|mother|mummy|mother-in-law|sister|sis|aunt(?:ie|y)?"
        r"|grandma|granny|gran|nan|nana|grandmother|bridesmaids?|woman|lady|her|girl\s?friend"
    ),
    "men": (
        r"husband|hubby|boyfriend|bf|fianc[eé]|dad|daddy|father|father-in-law|brother|bro|uncle|grandad"
        r"|granddad|grandpa|grandfather|groom|man|bloke|guy|guys|gentleman|him|boy\s?friend"
    ),
    "kids": (
        r"sons?|daughters?|nephews?|nieces?|grandsons?|granddaughters?|grandchild(?:ren)?|grandkids?"
        r"|little\s+(?:one|boy|girl|man)s?|toddlers?|teen(?:ager)?s?|boy|girl"
    ),
    "baby": r"newborns?|bab(?:y|ies)|infants?",
}
_GROUPS = {
    "women": r"wom[ae]n'?s|women|womens'?|womans|lad(?:ies'?|y'?s)|females?",
    "men": r"m[ae]n'?s|men|mens'?|gents'?|gentlem[ae]n'?s|males?",
    "kids": r"kid'?s?|kids'?|child(?:ren)?'?s?|childs|boys'?|boy's|girls'?|girl's|junior|juniors|youth",
    "baby": r"newborns?|infants?|bab(?:y|ies)'?s?",
}
_OF = r"my|our|his|her|their|a|an|the|this|that|some|your"
_ADJECTIVES = r"(?:(?!old\b)\w+[\s-]){0,3}?"
_FOR_RELATION = {
    audience: re.compile(
        rf"\b(?:for|gift\s+to|present\s+to|fits?|suits?)\s+(?:(?:{_OF})\s+)?{_ADJECTIVES}(?P<who>{words})"
        r"(?:'s)?\b(?!\s+(?:order|account|number))",
        _FLAGS,
    )
    for audience, words in _RELATIONS.items()
}
_RELATION_ACTS = {
    audience: re.compile(
        rf"\bmy\s+(?:\w+\s)?(?P<who>{words})(?:'s\b(?!\s+(?:order|account|e?-?mail|card|name|number|parcel"
        r"|address))"
        r"|\s+(?:needs|wears|wants|likes|loves|would\s+(?:like|love)|is\s+(?:looking|into|starting"
        r"|a\s+size|turning)))",
        _FLAGS,
    )
    for audience, words in _RELATIONS.items()
}
_WHOLE_MESSAGE = {
    audience: re.compile(
        rf"^\W*(?:it'?s\s+|they'?re\s+)?(?:for\s+)?(?:my|our)\s+(?P<who>{words})\W*$", _FLAGS
    )
    for audience, words in _RELATIONS.items()
}
_GROUP = {
    audience: re.compile(rf"(?<![\w'’-])(?P<who>{words})(?![\w’-]|'\w)", _FLAGS)
    for audience, words in _GROUPS.items()
}
_CHILD = (
    r"(?:sons?|daughters?|boys?|girls?|kids?|child|nephews?|nieces?|grandsons?|granddaughters?|toddlers?"
    r"|baby)"
)
_AGE = re.compile(
    r"(?<![\w.,€£$-])(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"[\s-]*(?P<unit>years?|yrs?|y\.?/?o\b|months?|mths?)(?:[\s-]*old)?s?\b"
    rf"(?:\s+(?P<who>{_CHILD})\b)?(?P<thing>\s+(?!who|that|and|with|for|to|under|over|between|around|about|please|max|up|at|on|of|if|or|but|so|who's|which|in|is|he|she|they"
    r"|loves|likes|needs|wants)[a-z]+)?",
    _FLAGS,
)
_NOT_PEOPLE = re.compile(
    r"\bbaby(?=\s+(?:blue|pink|soft|shower|sitter)\b)|\b(?:boyfriend|mom|mum|dad)\s+(?:jeans|fit|shoes"
    r"|trainers)\b"
    r"|\b(?:hi|hey|hello|morning|evening|thanks|cheers|ok|oh)\s+(?:guys?|ladies|man|girls?|boys?|lads)\b"
    r"|\bman\s?made\b|\bfor\s+her\s+order\b",
    _FLAGS,
)


def find_audience(text: str) -> List[Match]:
    """Finds `audience`: women, men, kids or baby; from relations, groups and ages."""
    plain = text.replace("’", "'")
    matches: List[Match] = [claim(*found.span(), WEIGHT + 5) for found in _NOT_PEOPLE.finditer(plain)]
    for weight, patterns in ((2, _FOR_RELATION), (1, _RELATION_ACTS), (1, _WHOLE_MESSAGE), (0, _GROUP)):
        for audience, pattern in patterns.items():
            for found in pattern.finditer(plain):
                # Weighed and placed by the person alone, so that "for my 6 year old son" is told by the age
                span = found.span("who")
                matches.append(single("audience", audience, span, span, weight=WEIGHT + weight))
    for found in _AGE.finditer(plain):
        matches += _by_age(found, plain)
    return matches


def _by_age(found: "re.Match[str]", text: str) -> List[Match]:
    """Reads "6 year old", but not "my 2 year old jacket" nor "2 years warranty"."""
    end = found.end("who") if found.group("who") else found.end("unit")
    stated = found.group()[: end - found.start()]
    is_age = bool(found.group("who")) or re.search(r"old|y\.?/?o$", found.group(), _FLAGS)
    about_thing = found.group("thing") and not found.group("who")
    if (
        not is_age
        or about_thing
        or re.search(r"\b(?:is|are|was|its|it's)\s+(?:only\s+)?$", text[: found.start()], _FLAGS)
    ):
        return []
    number = small_number(found.group("number").lower()) or 0
    years = number / 12 if found.group("unit").lower().startswith("m") else number
    audience = _audience_of_age(years, (found.group("who") or "").lower())
    old = re.match(r"[\s-]*olds?", text[found.start() + len(stated) :], _FLAGS)
    span = (found.start(), found.start() + len(stated) + (old.end() if old else 0))
    if audience is None:
        return [claim(*span, WEIGHT)]
    return [single("audience", audience, span, span, weight=WEIGHT + 3)]


def _audience_of_age(years: float, who: str) -> Optional[str]:
    if years < INFANT:
        return "baby"
    if years < GROWN_UP:
        return "kids"
    if re.match(r"daughter|girl|niece|granddaughter", who):
        return "women"
    return "men" if re.match(r"son|boy|nephew|grandson", who) else None
