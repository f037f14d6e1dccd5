"""What stands beside the things a message names: how many, and in which size."""

from __future__ import annotations

import re
from typing import Dict, Iterator, List, Sequence

from bot.components.english.numbers import SMALL_NUMBER, small_number
from bot.components.english.picking import COUPLES
from bot.components.english.sizes import CHILD_SIZES, WEIGHT, canonical_size
from bot.components.matches import Found, Match, single

QUANTITY_WEIGHT = 41
VALUE_WEIGHT = 64
MOST_COUNTED = 60
FEWEST_SIZE = 13
"""From here on a number before clothes is their size."""
_FLAGS = re.IGNORECASE

_COUNT = re.compile(
    rf"(?<![\w.,€£$#/-])(?P<count>{SMALL_NUMBER}|twenty|fifteen|a\s+couple|a\s+dozen|half\s+a\s+dozen|both)\s+(?P<between>(?:(?:more|of|(?<=of\s)(?:the|my|your|those|these)|new|identical|same"
    r"|extra|spare|big|small|large|nice|matching|different|pairs?|other|smaller|larger"
    rf"|(?<=the\s){SMALL_NUMBER})\s+){{0,3}})$",
    _FLAGS,
)
_NO_COUNT = re.compile(
    r"\b(?:size|uk|eu|us|age|aged|number|no|nr|option|item|flat|room|step|set\s+of|pack\s+of|box\s+of|case\s+of|first|last|next|top|under"
    r"|over|for|rated|level|version|than|which|this|that|the|each|every|any)\s+$",
    _FLAGS,
)
_ASKED_ONE = re.compile(
    r"\b(?:just|only|order|buy|add|put|want|need|take|make\s+it|get|send|send\s+me|exactly|another|have|and|like|for)\s+$",
    _FLAGS,
)
# "looking 4 trainers"
_FOR = re.compile(
    r"\b(?:look\w*|lukin\w*|search\w*|time|bill|price|wait\w*|stock|shop\w*|costs?|pay|thanks|thx|receipt|invoice)\s+$",
    _FLAGS,
)
_PLURAL = re.compile(r"(?:s|knives|scarves|shelves|mice)$", _FLAGS)
_SIZED = re.compile(
    r"(?:shoe|boot|trainer|sneaker|sandal|slipper|heel|loafer|moccasin|mule|runner|hiker|walker|slide|jean|trouser|chino|legging|short"
    r"|skirt|dress|shirt|tee|top|blouse|jacket|coat|parka|jumper|sweater|cardigan|hoodie|sweatshirt|suit|vest|bra|brief|glove|sock|helmet"
    r"|swimsuit|bikini|pyjama|polo|overcoat|raincoat|knitwear|underwear|swimwear|thermal|jersey|trench|windbreaker|beanie|hat|belt|leash"
    r"|cardigan|crew|roll-?neck|v-?neck|shell|overtrouser|wetsuit|kilt|fleece|pullover)s?$",
    _FLAGS,
)
_QUALITIES = {"colour", "material", "product", "product_type", "brand", "sku"}

_LETTERS = r"(?:\d{1,2}XL|X{0,5}[SL]|M)"
_LETTER_AFTER = re.compile(
    rf"\s*(?:[,/(–-]\s*|\s)(?:(?:in|and|size)\s+)?(?P<size>{_LETTERS}|(?<=,)\s?[sml]|(?<=,\s)[sml])"
    r"(?=\s*(?:$|[.,;!?)/]|\b(?:please|pls|and|or|for|in|instead|thanks|if|x\b|is|was|has|but|to)\b))"
)
_WORD_AFTER = re.compile(
    r"\s*(?:[,/(–-]\s*|\s)(?:in\s+)?(?P<size>(?:(?:extra|x)[\s-]?)*(?:small|large)|medium)(?=\s*(?:$|[.,;!?)/]|\b(?:please|pls|and|or|if|thanks)\b))",
    _FLAGS,
)
_NUMBER_AFTER = re.compile(
    r"\s*(?:[,/(–-]\s*|\s)(?:(?:in|size)\s+)?(?P<size>\d{1,3}(?:[.,]5)?)(?=\s*(?:$|[.;!?)/]|,(?!\d)|\b(?:please|pls|and|or|for|in|instead|thanks|if|is"
    r"|but|to)\b))(?!\s*(?:or\s+(?:less|more|under)|euros?|pounds?|quid|and\s+(?:under|up)))",
    _FLAGS,
)
_CARD = r"(?:gift\s?(?:card|voucher)|voucher)s?\b"
_CURRENCY = {"EUR": r"€|euros?|eur\b", "GBP": r"£|pounds?|quid|gbp\b", "USD": r"\$|dollars?|bucks|usd\b"}
_MONEY = "|".join(_CURRENCY.values())
_CARD_WORTH = re.compile(
    rf"(?P<before>{_MONEY})?\s?(?P<amount>\d{{1,4}})[\s-]?(?P<after>{_MONEY})?\s+(?:\w+\s+|e-mail\s+){{0,2}}?{_CARD}"
    rf"|{_CARD}(?:,|\s+(?:for|of|worth|over|with|at))?\s+(?P<front>{_MONEY})?\s?(?P<worth>\d{{1,4}})[\s-]?(?P<back>{_MONEY})?",
    _FLAGS,
)
_BEFORE_COLOUR = re.compile(r"\bin\s+(?P<size>\d{2,3}|[SML]|X{1,4}[SL])\s*,\s*(?:in\s+)?$")


def find_beside(text: str, found: Sequence[Match], sizes: Dict[str, str]) -> List[Match]:
    """Finds `quantity` before things and `size` after them.

    Args:
        text: What a shopper wrote.
        found: What the vocabulary has of it.
        sizes: The shop's sizes, by themselves in lower case.
    """
    things = [
        entity for match in found for entity in match.entities if entity.entity in _QUALITIES
    ]  # fmt: skip
    if not things:
        return []
    matches: List[Match] = []
    starts = {thing.start for thing in things}
    is_clothing = any(_is_sized(thing) for thing in things)
    for thing in things:
        if thing.entity in {"product", "product_type", "sku"}:
            matches += _counted(text, thing, things)
        matches += _sized(text, thing, sizes, is_clothing=is_clothing)
    named = {re.sub(r"\W+", "", size) for size in sizes if size.isalpha() and len(size) > 2}
    for version in re.finditer(r"\b(?:in|size)\s+(?P<size>[a-z]+)(?=\W*$|\s*,)", text.lower()):
        word = version.group("size")
        if word in named and version.start("size") not in starts:
            matches.append(single("size", sizes[word], version.span("size"), version.span(), weight=WEIGHT))
    return [*matches, *_card_values(text, sizes)]


def _card_values(text: str, sizes: Dict[str, str]) -> Iterator[Match]:
    """Finds what a gift card is worth, where the shop has cards of that value."""
    for found in _CARD_WORTH.finditer(text):
        group = "amount" if found.group("amount") else "worth"
        signs = [found.group(name) for name in ("before", "after", "front", "back") if found.group(name)]
        for code, written in _CURRENCY.items():
            size = sizes.get(f"{found.group(group)} {code}".lower())
            if size and all(re.fullmatch(written, sign, _FLAGS) for sign in signs):
                starts = [found.start(name) for name in ("before", "front", group) if found.group(name)]
                ends = [found.end(name) for name in ("after", "back", group) if found.group(name)]
                span = (min(starts), max(ends))
                yield single("size", size, span, span, weight=VALUE_WEIGHT)


def _is_sized(thing: Found) -> bool:
    if thing.entity == "product":
        return bool(_SIZED.search(str(thing.value)))
    return thing.entity == "product_type" and bool(_SIZED.search(str(thing.value)))


def _counted(text: str, thing: Found, things: Sequence[Found]) -> Iterator[Match]:
    """Finds the count before a thing, past its colour and the like: "two black jackets"."""
    start = thing.start
    while True:
        nearer = [
            one.start
            for one in things
            if one.start < start and one.end < start and not text[one.end : start].strip()
        ]
        if not nearer:
            break
        start = min(nearer)
    count = _COUNT.search(text[:start])
    if count is None:
        return
    if count.group("count").lower() == "both" and not count.group("between"):
        return
    words = " ".join(count.group("count").lower().split())
    number = COUPLES.get(words) or small_number(words)
    if count.group("count") in {"2", "4"} and _FOR.search(text[: count.start()]):
        return
    before = text[: count.start()]
    if (
        not number
        or number > MOST_COUNTED
        or (_NO_COUNT.search(before) and not re.search(r"\bthe\s+$", before, _FLAGS))
    ):
        return
    is_plural = bool(_PLURAL.search(text[thing.start : thing.end]))
    is_named = thing.entity in {"product", "sku"}
    if number == 1 and not (_ASKED_ONE.search(before) or (is_named and not before.strip())):
        return
    if number > 1 and not (is_plural or is_named) and count.group("count").isdigit():
        return
    if number >= FEWEST_SIZE and _is_sized(thing):
        return
    yield single("quantity", number, count.span("count"), count.span("count"), weight=QUANTITY_WEIGHT)


def _sized(text: str, thing: Found, sizes: Dict[str, str], *, is_clothing: bool) -> Iterator[Match]:
    for pattern in (_LETTER_AFTER, _WORD_AFTER, _NUMBER_AFTER):
        after = pattern.match(text, thing.end)
        if after is None:
            continue
        written = after.group("size").strip()
        size = canonical_size(written)
        if pattern is _NUMBER_AFTER and not _is_number_of(size, written, sizes, is_clothing=is_clothing):
            continue
        if pattern is _WORD_AFTER and not is_clothing:
            continue
        yield single("size", size, after.span("size"), after.span("size"), weight=WEIGHT)
        return
    if thing.entity == "colour":
        before = _BEFORE_COLOUR.search(text[: thing.start])
        if before:
            size = canonical_size(before.group("size"))
            if not size[0].isdigit() or _is_number_of(size, size, sizes, is_clothing=is_clothing):
                yield single("size", size, before.span("size"), before.span("size"), weight=WEIGHT)


def _is_number_of(size: str, written: str, sizes: Dict[str, str], *, is_clothing: bool) -> bool:
    """True for the sizes of the shop and of clothes; a small number is one only beside shoes and clothes."""
    if not is_clothing:
        return False
    number = float(size)
    return size in sizes or number in CHILD_SIZES or (len(written) > 1 and 30 <= number <= 56)
