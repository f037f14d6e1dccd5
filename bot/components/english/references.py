"""Things pointed at in English without their place: "that jacket", "those", "this one"."""

from __future__ import annotations

import re
from typing import List, Sequence

from bot.components.matches import Match, single

WEIGHT = 28
_FLAGS = re.IGNORECASE

_SURE = 0.8
"""A guess at a misspelling below this names nothing that could be pointed at."""
_THINGS = {"product_type", "product", "brand", "colour", "material", "feature", "size"}
_NOUN = (
    r"(?:ones?|item|product|thing|model|pair|set|style|design|version|order|parcel|package"
    r"|purchase|article|piece|gift|present|shoe|shoes|boots?"
    r"|trainers|sneakers|jacket|coat|dress|shirt|jumper|sweater|top|trousers|jeans|skirt|hat|scarf"
    r"|gloves|bag|backpack|lamp|chair|table|sofa"
    r"|desk|bed|rug|mug|pan|knife|kettle|toaster|phone|laptop|tablet|headphones|earbuds|speaker"
    r"|camera|watch|ring|necklace|toy|book|bike"
    r"|tent|cream|perfume|mattress|pillow|towel|blanket|vacuum|machine|device|charger|cable|box"
    r"|bottle|suitcase|umbrella|bundle|offer)"
)
_WORD_BETWEEN = (
    r"(?:\s+(?!(?:is|are|was|were|has|have|had|can|could|will|would|came|come|go|got|do|does|did"
    r"|should|may|might|not|my|no|the|a|an|i|you|it|we|they|to|of|in|on|for|and|but|or|if|that"
    r"|this|my|your)\b)(?!\w+(?<!s)s\b)[\w'-]+)"
)
_WORDS_BETWEEN = rf"{_WORD_BETWEEN}{{0,2}}?"
_BETWEEN = tuple(re.compile(rf"{_WORD_BETWEEN}{{{count}}}\s+", _FLAGS) for count in (1, 2))
_WITH_NOUN = re.compile(
    rf"\b(?P<word>this|that){_WORDS_BETWEEN}\s+{_NOUN}\b(?!['’]?s?\s+(?:number|status|date|history|code))",
    _FLAGS,
)
_ONE = re.compile(r"\b(?P<word>(?:this|that)(?:\s+one)?)(?=\s+one\b|\b)", _FLAGS)
_MANY = re.compile(r"\b(?P<word>(?:these|those)(?:\s+ones)?)\b", _FLAGS)
_NOT_MANY = re.compile(
    r"^\s+(?:days?|who\b|people|times?|newsletters?|e-?mails?|charges?|codes?|fees?|cases?"
    r"|circumstances|issues?|problems?|questions?|hours|dates?|terms|conditions|reasons|things\s+"
    r"(?:happen|take)"
    r"|messages|answers|prices|emails|weeks|months|years|guys|are\s+(?:the\s+)?(?:my|rules|facts))",
    _FLAGS,
)
_VERBS = (
    r"(?:take|takes|taking|took|buy|buying|bought|get|getting|got|have|want|wanted|need|order"
    r"|ordered|ordering|purchase|reserve|add|put|return|returning|exchange|exchanging|swap"
    r"|send(?:ing)?(?:\s+back)?|keep|keeping|remove|cancel|wear|wearing|wash|try|trying|like|love"
    r"|prefer|recommend|choose|pick|see|show(?:\s+me)?"
    r"|compare|comparing|use|using|wrap|ship|deliver|repair|replace|review|rate|about|for|with"
    r"|than|of|between|to|on|into)"
)
# "do you have this in blue", "I'll take that", "how much is that"
_AS_OBJECT = re.compile(
    rf"\b{_VERBS}\s+(?P<word>this|that|this\s+one|that\s+one)"
    r"(?=\s*(?:$|[.,!?;]|\b(?:in\s+(?:an?\s|size|the\s|[smlx]{1,4}\b|\d|(?!mind|case|time|way|my"
    r"|your|any|here|there|this)\w+\s*(?:$|[?.,!]|please|pls|and|or|instead|too))|back\b|please"
    r"|pls|to\s+(?:my|the)\s+(?:basket|bag|cart|order|list|wish)|with\b|for\s+(?:my|a|the|her|him"
    r"|me|£|€|\$)"
    r"|too\b|instead|from\s+(?:my|the)\s+(?:basket|bag|cart|order)|and\s+(?:the|that|this)\b|or\s+"
    r"(?:the|that|this)\b|off\b|out\b|on\b(?!\s+(?:monday|hold))|as\s+a\s+gift|available|today"
    r"|online)\b))",
    _FLAGS,
)
_SAYING = re.compile(
    r"\b(?:like|about|for|with|than|of|to|on|into|get|have|need|want|see|do|between|put|use|love"
    r"|keep|try|cancel|add|recommend|send|got)\s+(?:this|that)$",
    _FLAGS,
)
_SURE_VERB = re.compile(
    r"\b(?:take|taking|took|buy|buying|bought|order|ordered|ordering|purchase|reserve|add|return"
    r"|returning|exchange|exchanging|swap|keep|keeping|remove|wear|wearing|wash|try"
    r"|prefer|recommend|choose|pick|compare|comparing|wrap|ship|deliver|repair|replace|review|rate"
    r"|cancel|send(?:ing)?(?:\s+back)?|show\s+me|get|getting|want|wanted|have|use|using)"
    r"\s+(?:this|that)\b",
    _FLAGS,
)
_LOOSE_ENDS = re.compile(
    r"^\s+(?:in\s+(?:an?\s|size|the\s|[smlx]{1,4}\b|\d|(?!mind|case|time|way|my|your|any|here"
    r"|there|this)\w+\s*(?:$|[?.,!]|please|pls|and|or|instead|too))|back\b|to\s+(?:my|the)\s+"
    r"(?:basket|bag|cart|order|list|wish)|with\b|from\s+(?:my|the))",
    _FLAGS,
)
_ASKED_OF = re.compile(
    r"\b(?:how\s+much\s+(?:is|does|for|was|would)|what\s+(?:size\s+is|colou?rs?\s+(?:is|does)"
    r"|material\s+is)|does|do|is|will|would|can|has|could)\s+(?P<word>this|that)\s*"
    r"(?:(?<=much\s..\sthis)(?=\W*$)|(?<=much\s..\sthat)(?=\W*$)|(?=\s+(?:come|fit|fits|have|cost"
    r"|work\s+(?:with|for|on|in)|run|available|in\s+stock|in\s+(?:a\s+)?(?:size|\w+\?)|made\s+"
    r"(?:of|from|in)|still\s+available|on\s+(?:sale|offer)|suitable"
    r"|machine|dishwasher|safe\s+for|good\s+for|real|genuine|the\s+(?:cheapest|best|latest"
    r"|same\s+as)|better\s+than|bigger|warm|heavy|washable|compatible|comfortable|durable"
    r"|too\s+(?:big|small|heavy)|include|includes|stretch|shrink|keep|hold|need\s+(?:batteries"
    r"|assembly)|go\s+with|match|true\s+to\s+size|sold|unisex|for\s+(?:men|women|kids)"
    r"|suit|returnable|refundable|delivered|eligible|reduced)\b))",
    _FLAGS,
)
_NOT_THING = re.compile(
    r"^['’](?:s|ll|d)\b|^\s+(?:way|time|week|month|year|morning|afternoon|evening|weekend|day"
    r"|moment|problem|issue|case|point|kind|sort|much|many|long|price|info\w*"
    r"|question|matter|address|number|email|chat|site|website|page|shop|store|company|service|bot"
    r"|conversation|reason|happen\w*|sucks?|works\s+for)\b",
    _FLAGS,
)


_SAID = re.compile(r"\b(?:think|know|sure|said|says|told|hope|see|so|believe|thought|is)\s+that$", _FLAGS)
# "I bought that in blue last year"
_IN_QUALITY = re.compile(r"\b(?P<word>this|that)\s+in\s+(?:an?\s+|the\s+)?(?:size\s+)?(?=\w)", _FLAGS)


def find_references(text: str, found: Sequence[Match]) -> List[Match]:
    """Finds `reference`: "one" or "many", where a pointing word points at a thing.

    Args:
        text: What a shopper wrote.
        found: What other finders found, to tell things from thoughts: "that" before a jacket points at it.
    """
    matches: List[Match] = []
    for one in _MANY.finditer(text):
        if not _NOT_MANY.match(text[one.end() :]):
            matches.append(_reference("many", one))
    starts = {
        entity.start
        for match in found
        for entity in match.entities
        if entity.entity in _THINGS and entity.confidence > _SURE
    }
    kinds = {
        entity.start
        for match in found
        for entity in match.entities
        if entity.entity in {"product_type", "product"} and entity.confidence > _SURE
    }
    for one in _ONE.finditer(text):
        after = text[one.end() :]
        if one.group().lower().endswith("one") or (
            not _NOT_THING.match(after) and _stands_before_thing(one, after, starts, kinds)
        ):
            matches.append(_reference("one", one))
    for one in _IN_QUALITY.finditer(text):
        if one.end() in starts and not _SAID.search(text[: one.end("word")]):
            matches.append(_reference("one", one))
    for pattern in (_WITH_NOUN, _AS_OBJECT, _ASKED_OF):
        for one in pattern.finditer(text):
            before, after = text[: one.end("word")], text[one.end("word") :]
            if _NOT_THING.match(after) or (pattern is _AS_OBJECT and not _is_object(before, after)):
                continue
            matches.append(_reference("one", one))
    return matches


def _stands_before_thing(one: "re.Match[str]", after: str, starts: "set[int]", kinds: "set[int]") -> bool:
    blank = len(after) - len(after.lstrip())
    gaps = [found.end() for found in (pattern.match(after) for pattern in _BETWEEN) if found]
    # "this coffee grinder": the thing may have other words before it
    if (one.end() + blank in starts and blank) or any(one.end() + gap in kinds for gap in gaps):
        # "I think that leather is ..." states something; "that leather one" points
        return not _SAID.search(one.string[: one.end()])
    return False


def _is_object(before: str, after: str) -> bool:
    """True after a verb that takes goods ("return that"), or another before what only goods have ("in blue")."""
    return bool(_SURE_VERB.search(before) or (_SAYING.search(before) and _LOOSE_ENDS.match(after)))


def _reference(value: str, found: "re.Match[str]") -> Match:
    return single("reference", value, found.span("word"), found.span("word"), weight=WEIGHT)
