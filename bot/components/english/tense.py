"""Whether an English message, where it names a day, tells of what happened or of what is to come."""

from __future__ import annotations

import re

from bot.components.calendar_days import FUTURE, PAST, UNTOLD

_FLAGS = re.IGNORECASE

_CLAUSE_END = re.compile(
    r"[.;!?\n]+(?:\s|$)|,\s|\s-\s|\b(?:and|but|so|because|cos|though|although)\b", _FLAGS
)
_CUE = re.compile(
    r"\b(?:(?P<past_modal>(?:was|were|is|are)\s+(?:supposed|meant|due|promised|scheduled"
    r"|expected)\s+(?:to|for|on|by)"
    r"|should(?:\s+have|.?ve|a|\s+of)|would\s+(?:be|have|arrive|come|get)|meant\s+to|said\s+(?:it"
    r"|they|you)\w*"
    r"|(?:told|promised)\s+(?:me|us|it|for|delivery))"
    r"|(?P<future>(?:to\s+be|get|getting)\s+(?:\w+\s+){0,2}?(?:[a-z]+ed|sent|paid|picked\s+up"
    r"|made)\b|will|won.?t|[a-z]+['’]ll|shall|(?:going|want|need|hoping|hope|like|plan\w*|ready"
    r"|able)\s+to|gonna|wanna"
    r"|needs?|want|by|until|till|before|deliver|arrives?|arriving|comes?|coming|collect|get|send|ship"
    r"|pick(?:ing)?\s+(?:\w+\s+)?up|can|could|may|possible|hope|hoping|expect|schedule|book"
    r"|rearrange|reschedule"
    r"|move|change|open|leaving|leave|fly|travel|wedding|birthday|party|due|available|at\s+home"
    r"|(?:be|have\s+(?:it|them))\s+(?:[a-z]+ed|sent)|next|for)"
    r"|(?P<past>did(?:n.?t)?\s+(?:\w+\s+){1,3}?(?:arrive|come|get|ship|deliver|send|collect|buy"
    r"|order)\b|ordered|bought|purchased|got|gotten|came|arrived|received|delivered|was|were|did"
    r"(?:n.?t)?|had(?:n.?t)?"
    r"|has(?:n.?t)?|have(?:n.?t)?|[a-z]+['’]ve|since|placed|paid|returned|sent(?:\s+back)?|shipped"
    r"|dispatched|posted|told|said"
    r"|promised|supposed|collected|cancelled|canceled|called|rang|phoned|spoke|contacted|e-?mailed"
    r"|wrote|chatted"
    r"|asked|refunded|charged|went|happened|broke|stopped|made|picked\s+up|dropped\s+(?:it\s+)?off"
    r"|opened|took"
    r"|fell|left|lost|found|saw|chose|wore|began|ran|sold|cost|felt|gave|kept|knew|heard|met"
    r"|thought|stolen|written"
    r"|stole|forgot|grew|shrank|tore|wrote|rang|did|done|gone|been|ago|last|already|(?!speed"
    r"|indeed)[a-z]+[b-df-z]ed))\b",
    _FLAGS,
)

# "My order from Monday", but "available from Monday"
_FROM = re.compile(r"\b(?:from|of|dated)\s+(?:the\s+)?$", _FLAGS)
_BEGINNING = re.compile(
    r"\b(?:will|can|could|away|off|available|free|home|in|starting|start|holiday|work|open|closed"
    r"|until|to|need|want)\b",
    _FLAGS,
)


def direction(text: str, start: int, end: int) -> int:
    """Tells which way from today a message looks at the words between two offsets.

    The cue before the words in their own clause decides, then the one after them there, then the nearest
    one anywhere.

    Returns:
        `PAST`, `FUTURE`, or `UNTOLD` where nothing tells.
    """
    first, last = _clause(text, start, end)
    is_range = re.match(r"\s*(?:to|until|till|-)\s", text[end:], _FLAGS) or re.search(
        r"\bto\b", text[start:end], _FLAGS
    )
    if _FROM.search(text[:start]) and not is_range and not _BEGINNING.search(text[first:start]):
        return PAST
    modal = [cue for cue in _CUE.finditer(text, first, last) if cue.lastgroup == "past_modal"]
    if modal and not re.search(r"\b(?:will|can|could)\b", text[first:start], _FLAGS):
        return PAST
    for low, high in ((first, last), (0, len(text))):
        cues = [cue for cue in _CUE.finditer(text, low, high) if cue.end() <= start or cue.start() >= end]
        before = [cue for cue in cues if cue.end() <= start]
        if before:
            return _way(before[-1])
        if cues:
            return _way(cues[0])
    return UNTOLD


def _clause(text: str, start: int, end: int) -> "tuple[int, int]":
    first, last = 0, len(text)
    for found in _CLAUSE_END.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return first, last


def _way(cue: "re.Match[str]") -> int:
    return FUTURE if cue.lastgroup == "future" else PAST
