"""Postal addresses: read from words, and from the forms that shops store them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

PARTS = ("address1", "address2", "city", "state", "zip", "country")
NEEDED = ("address1", "city", "zip", "country")
"""Without these nothing arrives."""
WITH_STATES = frozenset({"US", "CA", "AU"})
"""Countries whose addresses name a state or province."""

_OTHER_NAMES = {"street": "address1", "postcode": "zip", "postal_code": "zip", "province": "state"}
_CALLED = {
    "usa": "US", "u.s.a.": "US", "us": "US", "america": "US", "the united states": "US", "the states": "US",
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "holland": "NL",
    "the netherlands": "NL", "czech republic": "CZ", "deutschland": "DE", "österreich": "AT", "schweiz": "CH",
    "españa": "ES", "italia": "IT", "polska": "PL", "prc": "CN",
}  # fmt: skip
_LANGUAGES = ("en", "zh", "de", "fr")
_STATES = dict(
    pair.split(":")
    for pair in (
        "alabama:AL alaska:AK arizona:AZ arkansas:AR california:CA colorado:CO connecticut:CT delaware:DE florida:FL "
        "georgia:GA hawaii:HI idaho:ID illinois:IL indiana:IN iowa:IA kansas:KS kentucky:KY louisiana:LA maine:ME "
        "maryland:MD massachusetts:MA michigan:MI minnesota:MN mississippi:MS missouri:MO montana:MT nebraska:NE "
        "nevada:NV new_hampshire:NH new_jersey:NJ new_mexico:NM new_york:NY north_carolina:NC north_dakota:ND ohio:OH "
        "oklahoma:OK oregon:OR pennsylvania:PA rhode_island:RI south_carolina:SC south_dakota:SD tennessee:TN texas:TX "
        "utah:UT vermont:VT virginia:VA washington:WA west_virginia:WV wisconsin:WI wyoming:WY dc:DC"
    ).split()
)
_STATE_CODES = frozenset(_STATES.values())
_ZIP = re.compile(
    r"(?<![\w-])(?:\d{5}-\d{4}|\d{4,6}|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2}"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\w-])",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^(?:suite|apt|apartment|unit|flat|floor|room|building|#)\b|^#|[\u4e00-\u9fff]*(?:室|单元|层)$",
    re.IGNORECASE,
)
_STREET = re.compile(r"\d+\w?\s+[^\W\d]|[^\W\d]\.?\s+\d+\s*[a-z]?(?:[-/]\d+)?$|\d+号", re.IGNORECASE)
_START = re.compile(
    r"(?<![\w#])\d+[A-Za-z]?,?\s+(?:[A-Z](?!\w*\s*$)|\d+(?:st|nd|rd|th)\b|(?:rue|quai|avenue|boulevard|place|chemin|allée|cours)\b)"
    r"|[A-ZÄÖÜÉ][\w.'’-]*(?:\s+[\w.'’-]+){0,3}\s+\d+\s?[a-zA-Z]?(?=\s*(?:[,\n]|$))"
)
_CHINESE = re.compile(
    r"(?:(?P<state>[\u4e00-\u9fff]{2,8}?(?:省|自治区)))?"
    r"(?P<city>[\u4e00-\u9fff]{2,8}?市)(?P<address1>[\u4e00-\u9fff\dA-Za-z#\-－]{3,60})"
)
_ORDER = re.compile(r"(?:\border\s*(?:number|no\.?)?\s*#?|#|订单(?:号)?\s*)[A-Z]?\d{4,}", re.IGNORECASE)
_LEAD = re.compile(
    r"^.*?\b(?:to|is|at|address)(?:\s+be)?\s*:?\s+(?=\S*\d|[A-ZÄÖÜ])|^.*?(?:改成|改为|改到|换成|寄到|送到|地址是|是|：)",
    re.DOTALL,
)


def plain_address(stored: Mapping[str, object]) -> dict[str, str]:
    """The parts of a stored address under one set of names; empty ones are left out."""
    parts = {_OTHER_NAMES.get(name, name): str(value).strip() for name, value in stored.items() if value}
    return {name: parts[name] for name in PARTS if parts.get(name)}


def same_place(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two addresses name one place."""
    return all(
        one.get(part, "").casefold() == other.get(part, "").casefold() for part in ("address1", "city", "zip")
    )


@cache
def _countries() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(name.casefold(), code)
    return names | _CALLED


def country_code(name: str) -> str | None:
    """The ISO 3166 code of a country by its name or code; None for what is none."""
    known = _countries()
    if name.upper() in {"US", "GB"} or (len(name) == 2 and name.isupper() and name in set(known.values())):
        return name.upper()
    return known.get(name.strip().rstrip(".").casefold())


def country_like(name: str, shop: str) -> str:
    """A country as the shop writes countries, judged by one that it wrote."""
    code = country_code(name)
    if code is None or country_code(shop) == code:
        return shop if code is not None else name
    if len(shop) == 2:
        return code
    return "USA" if code == "US" else str(Locale("en").territories[code])


def read_address(text: str) -> dict[str, str]:
    """The parts of an address that a message names; none when it names no street or postcode."""
    text = _ORDER.sub(" ", text)
    lead = _LEAD.match(text)
    chinese = _CHINESE.search(text, lead.end() if lead is not None else 0)
    if chinese is not None:
        return _chinese(text, chinese)
    start = _START.search(text)
    said = text[start.start() if start is not None else lead.end() if lead is not None else 0 :]
    parts: dict[str, str] = {}
    for segment in re.split(r"[,;\n，；]|\s+(?=in\s+[A-Z])", said):
        _take(segment.strip().strip("."), parts)
    return parts if "address1" in parts or "zip" in parts else {}


def _chinese(text: str, found: re.Match[str]) -> dict[str, str]:
    parts = {name: value for name, value in found.groupdict().items() if value}
    code = re.search(r"(?<!\d)\d{6}(?!\d)", text)
    if code is not None:
        parts["zip"] = code.group()
        parts["address1"] = parts["address1"].replace(code.group(), "")
    parts["country"] = "CN"
    return parts


def _take(segment: str, parts: dict[str, str]) -> None:
    """Sort one part between commas: street, unit, postcode with town or state, country."""
    segment = re.sub(r"^(?:in|at|and|zip(?: ?code)?|postcode)\s+", "", segment, flags=re.IGNORECASE)
    if not segment:
        return
    if _UNIT.match(segment) and "address1" in parts:
        parts.setdefault("address2", segment)
        return
    if "address1" not in parts and _STREET.search(segment):
        parts["address1"] = segment
        return
    code = _ZIP.search(segment)
    if code is not None and "zip" not in parts:
        parts["zip"] = code.group().upper()
        segment = f"{segment[: code.start()]} {segment[code.end() :]}".strip()
    state = _state(segment)
    if state and ("city" in parts or segment != state[0]):
        parts["state"] = state[1]
        segment = segment[: len(segment) - len(state[0])].strip()
    elif segment.casefold() == "new york":
        parts["state"] = "NY"  # the town whose state has its name
    elif country_code(segment) is not None and ("city" in parts or "zip" in parts):
        parts["country"] = segment
        return
    if segment and "city" not in parts and not any(letter.isdigit() for letter in segment):
        parts["city"] = segment


def _state(segment: str) -> tuple[str, str] | None:
    """The state of the USA at the end of a segment, as written and as its code."""
    folded = segment.casefold()
    for name, code in _STATES.items():
        spoken = name.replace("_", " ")
        if folded == spoken or folded.endswith(f" {spoken}"):
            return segment[-len(spoken) :], code
    last = segment.rsplit(maxsplit=1)[-1] if segment else ""
    return (last, last) if last in _STATE_CODES else None


def read_part(name: str, text: str) -> str | None:
    """One part of an address from the answer to the question for it; None when the answer holds none."""
    said = re.sub(
        r"^(?:it'?s|it is|the|my|in|to|是|在)\s+", "", text.strip().rstrip(".。"), flags=re.IGNORECASE
    )
    if name == "zip":
        found = _ZIP.search(said)
        return found.group().upper() if found is not None else None
    if name == "country":
        return said if country_code(said) is not None else None
    if name == "state":
        known = _state(said)
        return known[1] if known is not None else said if 1 < len(said) <= 40 else None
    if name == "address1" and not any(letter.isdigit() for letter in said):
        return None
    return said if 1 < len(said) <= 80 and any(letter.isalpha() for letter in said) else None
