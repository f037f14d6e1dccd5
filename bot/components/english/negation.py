"""What a shopper does not want."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import List, Sequence, Set

from bot.components.matches import Match

_FLAGS = re.IGNORECASE

EXCLUDABLE = {
    "colour", "material", "brand", "product_type", "feature", "size", "product", "audience", "ordinal",
    "relative_price", "return_reason", "order_number", "reference", "date",
}  # fmt: skip

# Words that may stand between "not" and what is not wanted
_FILLER = (
    r"(?:a|an|any|the|in|of|from|by|with|made|out|too|very|so|really|that|this|these|those|like|as|for|my"
    r"|his|her|such|quite"
    r"|into|onto|keen|on|fan|big|fond|want|interested|looking|real|genuine|faux|fake|pure|100%|another|more"
    r"|other|one|ones|to|be|is|it"
    r"|been|have|wear|see|get|something|anything|brand|colou?r|size|sized|has|got|having|kind|sort|after"
    r"|going|show|me|what|which)"
)
_WANT = (
    r"(?:want|like|need|wear|love|fancy|do|show|give|use|stand|buy|care\s+for|eat|be|suit|recommend|suggest"
    r"|include|trust|wanna|go\s+for|get)"
)
_N_T = r"(?:n't|nt|\s+not)"
_CUES = (
    # "why not black?" and "if not black" ask for black
    r"(?<!why\s)(?<!if\s)(?<!or\s)(?<!\w)not(?!\s+(?:only|just|sure|bad|to\s+mention|until|yet)\b)",
    r"(?<!nothing\s)(?:any\w*|every\w*|all|whatever)(?:\s+\w+){0,2}\s+but",
    rf"(?:do|does|did|would|wo|will|ca|can|could|should){_N_T}\s+(?:really\s+|actually\s+|even\s+)?{_WANT}",
    rf"(?:cannot|never|dont|doesnt|wont|cant)\s+(?:really\s+|actually\s+)?{_WANT}",
    r"(?:is|are|was|were)n'?t",
    (
        r"without|w/o|except(?:\s+for)?|excluding|exclude|other\s+th[ae]n|apart\s+from|aside\s+from"
        r"|instead\s+of|rather\s+than|as\s+opposed\s+to"
    ),
    (
        r"hates?|dislikes?|avoid(?:ing)?|allergic\s+to|(?:sick|tired)\s+of|fed\s+up\s+with|leave\s+out|skip"
        r"|(?:get|getting|be|been|got)\s+rid\s+of|steer\s+clear\s+of|(?:keep|stay)(?:ing)?\s+away\s+from"
        r"|minus|ditch|nothing(?!\s+but)|none\s+of|neither|nor"
    ),
)
_OTHER_OR = r"(?:[\s-]+(?!is\b|are\b|too\b)\w+\s+(?:or|and|nor)\b)?"
"""Something else not wanted, of which the shop has no word: "without feathers or down"."""
_BEFORE = re.compile(
    rf"\b(?:{'|'.join(_CUES)})(?:[\s-]+{_FILLER}\b)*(?:(?<=without){_OTHER_OR})?[\s-]*(?:[\"'“‘]\s*)?$",
    _FLAGS,
)
# What a parcel came without is missing, which is no wish
_MISSING = re.compile(
    r"\b(?:came|arrived?|delivered|sent|turned\s+up|showed\s+up|got|received|shipped|packed|was|were|is|here)\b\W+(?:\w+\W+){0,3}?"
    r"(?:without|w/o|minus)\b[^.,;!?]*$",
    _FLAGS,
)
_NON = re.compile(r"\bnon[\s-]?$", _FLAGS)
# "no" before "the" or a comma is an answer; right before a quality it denies it
_NO = re.compile(
    r"(?<!have\s)(?<!got\s)(?<!had\s)\bno\s+(?:(?:more|other|real|fake|faux|kind\s+of|sort\s+of"
    r"|need\s+for|visible|obvious)\s+)*$",
    _FLAGS,
)
_FREE_AFTER = re.compile(r"^[\s-]free\b(?!\s+(?:delivery|shipping|returns?|gift|size))", _FLAGS)
_REFUSED_AFTER = re.compile(
    r"^(?:\s+\w+)?\s+(?:is|are)(?:n't|\s+not)\s+(?:for\s+me|my\s+(?:thing|style|colou?r)|an\s+option"
    r"|what\s+i)"
    # What the skin does not bear is not wanted either: "wool makes me scratch"
    r"|^\s+(?:always\s+|just\s+)?(?:makes?|gives?|has|have)\s+(?:me|him|her|us|them|my|his)\b[^.,;!?]*?"
    r"\b(?:scratch\w*|itch\w*|rash\w*|sneez\w*|sweat\w*|hives)\b|^\s+(?:always\s+)?itch\w*\b|^\s+(?:allergy|intolerance)\b"
    r"|^\?\s*no\b(?!\s+problem)|^\s+(?:is|are)\s+(?:out|a\s+no)\b",
    _FLAGS,
)
_OR = re.compile(r"^\s*,?\s*(?:or|nor|/)\s*(?:in\s+|any\s+|a\s+|an\s+|the\s+|even\s+)*$", _FLAGS)
_AND = re.compile(r"^\s*,?\s*(?:and|&)\s*(?:the\s+)?$", _FLAGS)
_COMMA = re.compile(r"^\s*,\s*$")
_BESIDE = re.compile(r"^[\s-]*$")


def mark_excluded(text: str, matches: Sequence[Match]) -> Set[int]:
    """Tells which matches are under a negation.

    A negation reaches what follows it at once, and on through lists: "no black, brown or grey". It passes
    from one quality to another beside it ("not black leather"), but not on to the product ("no leather boots"
    wishes for boots).

    Args:
        text: The whole text.
        matches: Its matches, in order, without overlaps.

    Returns:
        Positions in `matches` of those not wanted.
    """
    plain = text.replace("’", "'")
    wanted_kinds = [
        i for i, match in enumerate(matches) if any(found.entity in EXCLUDABLE for found in match.entities)
    ]
    excluded: Set[int] = set()
    for position, i in enumerate(wanted_kinds):
        match = matches[i]
        before, after = plain[: match.start], plain[match.end :]
        if _is_denied(before, after, match):
            excluded.add(i)
            continue
        if position and wanted_kinds[position - 1] in excluded:
            previous = matches[wanted_kinds[position - 1]]
            if _carries_on(plain, previous, match, [matches[k] for k in wanted_kinds[position:]]):
                excluded.add(i)
    return excluded


def _is_denied(before: str, after: str, match: Match) -> bool:
    if _MISSING.search(before):
        return False
    if _BEFORE.search(before) or _NON.search(before):
        return True
    # "order no 10342" and "no. 2" say which, not that there is none
    if _kind(match) not in {"order_number", "ordinal"} and _NO.search(before):
        return True
    return bool(_FREE_AFTER.search(after) or _REFUSED_AFTER.search(after))


def _carries_on(text: str, previous: Match, match: Match, rest: List[Match]) -> bool:
    if _FREE_AFTER.search(text[previous.end :]):
        return False
    gap = text[previous.end : match.start]
    if _OR.search(gap):
        return True
    if _AND.search(gap):
        return _kind(previous) == _kind(match)
    if _BESIDE.search(gap):
        return _kind(match) not in {"product_type", "product"} and _kind(previous) != _kind(match)
    if _COMMA.search(gap):
        return _list_ends_in_or(text, rest)
    return False


def _list_ends_in_or(text: str, items: Sequence[Match]) -> bool:
    for current, following in pairwise(items):
        gap = text[current.end : following.start]
        if _OR.search(gap):
            return True
        if not _COMMA.search(gap):
            return False
    return False


def _kind(match: Match) -> str:
    return match.entities[0].entity
