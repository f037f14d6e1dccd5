"""Names of people and streets, whose words are not the shop's: "my name is Emma Green", "12 Oak Avenue"."""

from __future__ import annotations

import re
from typing import List, Tuple

_FLAGS = re.IGNORECASE

_NOT_NAME = (
    r"(?!(?:is|was|on|in|at|and|but|or|not|wrong|the|a|an|my|your|it|i|so|to|for|with|printed|spelt|spelled|misspelt|misspelled"
    r"|missing|please|correct|incorrect|engraved|embroidered|written|from|of|by)\b)"
)
_PERSON = re.compile(
    r"(?:(?<!product\s)(?<!brand\s)(?<!colour\s)(?<!file\s)\bname(?:['’]s|\s+is|\s+was|\s+to|\s*:)|\b(?:mr|mrs|ms|miss|dr|attn|c/o)\b\.?"
    r"|\b(?:i|she|he|who)(?:['’]m|['’]s|\s+am|\s+is)\s+called|\bregards,?|\baddressed\s+to|\brecipient(?:\s+is|:))\s+"
    rf"(?P<name>{_NOT_NAME}[^\W\d][\w'’-]*(?:\s+{_NOT_NAME}[^\W\d][\w'’-]*){{0,2}})",
    _FLAGS,
)
_STREET = re.compile(
    r"\b\d+[a-z]?,?\s+(?:[\w'’-]+\s+){1,2}(?:street|road|avenue|lane|crescent|terrace|mews|rd|ave)\b"
    r"|\b(?:[A-Z][\w'’-]+\s+){1,2}(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Square|Mews|Way|Court|Place|Grove|Hill"
    r"|Gardens|Rd|Ave)\b",
    _FLAGS,
)
_CAPITALS = re.compile(r"[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)+")
_WAYS_ALONE = re.compile(r"(?:street|road|avenue|lane|crescent|terrace|mews|rd|ave)$", _FLAGS)


def named_spans(text: str) -> List[Tuple[int, int]]:
    """Gives where people and streets are named."""
    spans = [found.span("name") for found in _PERSON.finditer(text)]
    for found in _STREET.finditer(text):
        is_numbered = found.group()[0].isdigit() and _WAYS_ALONE.search(found.group())
        if is_numbered or _CAPITALS.fullmatch(re.sub(r"^\d+\w?,?\s+", "", found.group())):
            spans.append(found.span())
    return spans
