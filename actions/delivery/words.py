"""What shoppers say of delivery: which way, at what time of day, where to leave it, to which country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache

from babel import Locale

from actions.turn import Turn
from actions.words import Words
from knowledge.orders.delivery import DeliveryOption

# Ways that shoppers name, as the demo's delivery file calls them; a shop's other ways are found by their own names.
_METHODS: Mapping[str, re.Pattern[str]] = {
    "pickup_point": re.compile(
        r"\bpick-?\s?up[ -]?(?:point|station|shop)?\b|packstation|parcel locker|自提|驿站", re.I
    ),
    "express": re.compile(r"\bexpress\b|加急|特快", re.I),
    "standard": re.compile(r"\bstandard\b|\bnormal (?:delivery|shipping)\b|普通|标准|平邮", re.I),
}
_FASTER = re.compile(
    r"\b(?:faster|quicker|sooner|overnight|next[- ]day|speed (?:it )?up|fastest|upgrade|priority)\b"
    r"|更快|快一?点|快些|尽快|升级|次日达",
    re.I,
)
_SLOWER = re.compile(
    r"\b(?:slower|cheaper|cheapest|downgrade|no (?:hurry|rush)|(?:not|n't) (?:in )?(?:a )?(?:hurry|rush))\b"
    r"|慢一?点|慢些|便宜|不急|不着急|降级",
    re.I,
)
_TAKEN_BACK = re.compile(
    r"(?:instead of|rather than|and not|not)\s+(?:in |on |by )?(?:the )?[\w-]+|\bfrom (?:the )?[\w-]+ (?=to\b)"
    r"|而不是\S+|从\S+?(?=改|换|到)|不要\S+",
    re.I,
)
_TIMES: Sequence[tuple[re.Pattern[str], time]] = (
    (re.compile(r"\bmornings?\b|早上|上午|早晨", re.I), time(10)),
    (re.compile(r"\b(?:afternoons?|lunch ?time|midday)\b|下午|中午", re.I), time(14)),
    (re.compile(r"\b(?:evenings?|after work|tonight)\b|晚上|傍晚|下班", re.I), time(18)),
)
_PLACES: Mapping[str, re.Pattern[str]] = {
    "neighbour": re.compile(r"\bneighbou?rs?\b|next door|邻居", re.I),
    "safe_place": re.compile(
        r"\b(?:safe place|porch|shed|garage|doorstep|front door|behind the)\b|安全|门口|车库", re.I
    ),
}
_PACKAGING: Mapping[str, re.Pattern[str]] = {
    "gift_wrap": re.compile(
        r"\b(?:gift[- ]?wrap\w*|wrap (?:it|them|my|the)|wrapping paper|as a (?:gift|present))\b"
        r"|礼品包装|包装成礼物|礼盒",
        re.I,
    ),
    "no_plastic": re.compile(
        r"\b(?:no|without|less|avoid|free of) (?:any )?plastic|plastic[- ]free|不要塑料|无塑|少用塑料", re.I
    ),
}
_COUNTRY_WORDS = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "britain": "GB",
    "holland": "NL",
    "usa": "US",
}


def method_named(text: str, options: Sequence[DeliveryOption]) -> str:
    """The way of delivery that is meant; empty when none is: by its name, or the fastest or cheapest there is."""
    wanted = _without_what_is_taken_back(text)
    for name, pattern in _METHODS.items():
        if pattern.search(wanted):
            return name
    offered = [each.method for each in options]
    spelt = re.sub(r"[\s-]+", "_", wanted.lower())
    for name in offered:
        if name in spelt:
            return name
    if options and _FASTER.search(wanted):
        return min(options, key=lambda each: each.promised_at).method
    if options and _SLOWER.search(wanted):
        return min(options, key=lambda each: (each.price_minor, -each.days[1])).method
    return ""


def speaks_of_speed(text: str) -> bool:
    """Whether a message is about a faster, slower or other way of delivery."""
    patterns = (*_METHODS.values(), _FASTER, _SLOWER)
    return any(pattern.search(text) for pattern in patterns)


def slot_named(text: str, slots: Sequence[str]) -> str:
    """The time of day that is meant, as the shop has slots; empty for none."""
    for slot in slots:
        if slot in text.replace(" ", "").replace("–", "-"):
            return slot
    wanted = _without_what_is_taken_back(text)
    named = next((at for pattern, at in reversed(_TIMES) if pattern.search(wanted)), None)
    return "" if named is None else next((slot for slot in slots if _begins(slot) <= named < _ends(slot)), "")


def place_named(text: str, places: Iterable[str]) -> str:
    """Where a parcel may be left; empty when nothing is said."""
    return next((name for name in places if name in _PLACES and _PLACES[name].search(text)), "")


def packaging_named(text: str, offered: Iterable[str]) -> tuple[str, ...]:
    """What is wished for of the packaging."""
    return tuple(name for name in offered if name in _PACKAGING and _PACKAGING[name].search(text))


def speaks_of_packaging(text: str) -> bool:
    """Whether a message is about how things are packed."""
    return any(pattern.search(text) for pattern in _PACKAGING.values())


def day_named(turn: Turn) -> date | None:
    """The day of a message; of a span of days the first."""
    value = turn.entity("date")
    return date.fromisoformat(str(value).partition("/")[0]) if value is not None else None


def country_named(text: str) -> str:
    """The country of a message, two letters; empty when it names none."""
    lowered = text.lower()
    for word in re.findall(r"[a-z]+", lowered):
        if word in _COUNTRY_WORDS:
            return _COUNTRY_WORDS[word]
    named = [(name, code) for name, code in _territories().items() if name in lowered]
    inside = [
        (name, code)
        for name, code in named
        if not name.isascii() or re.search(rf"\b{re.escape(name)}\b", lowered)
    ]
    return max(inside, key=lambda each: len(each[0]))[1] if inside else ""


@cache
def _territories() -> Mapping[str, str]:
    """Names of countries in English and Chinese, lower case, to their codes."""
    return {
        name.lower(): code
        for language in ("en", "zh")
        for code, name in Locale(language).territories.items()
        if len(code) == 2
        and code.isalpha()
        and len(name) > 1
        and code not in ("ZZ", "EU", "UN", "EZ", "XA", "XB")
    }


def country_words(words: Words, code: str) -> str:
    """What a country is called."""
    return str(Locale(words.language).territories.get(code, code))


def method_label(words: Words, method: str) -> str:
    """What a way of delivery is called."""
    name = f"delivery-{method.replace('_', '-')}"
    return words.say(name) if words.has(name) else method.replace("_", " ")


def place_label(words: Words, place: str) -> str:
    """Where a parcel is left, in words."""
    name = f"delivery-place-{place.replace('_', '-')}"
    return words.say(name) if words.has(name) else place.replace("_", " ")


def packaging_label(words: Words, packaging: str) -> str:
    """A wish for the packaging, in words."""
    name = f"packaging-{packaging.replace('_', '-')}"
    return words.say(name) if words.has(name) else packaging.replace("_", " ")


def day_words(turn: Turn, day: date) -> str:
    """A day of the shop's calendar, in words."""
    return turn.words.date(datetime.combine(day, time(12), turn.shop.config.zone))


def _without_what_is_taken_back(text: str) -> str:
    return _TAKEN_BACK.sub(" ", text)


def _begins(slot: str) -> time:
    return time.fromisoformat(slot.partition("-")[0])


def _ends(slot: str) -> time:
    return time.fromisoformat(slot.partition("-")[2])
