"""Postcodes, in messages of any language."""

from __future__ import annotations

import re
from typing import List

from bot.components.matches import Match, single

WEIGHT = 78

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX"
    " FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N"
    " NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF"
    " TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_BRITISH = re.compile(
    r"(?<![A-Za-z0-9#-])(?P<outward>"
    rf"(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})\d[\dA-HJKMNP-Y]?|GIR)"
    r"(?P<gap>\s{0,2})(?P<inward>\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"1ST|2ND|3RD|[04-9]TH")
_SIGNALLED = re.compile(
    r"(?:\b(?:post(?:al)?[\s-]?codes?|zip(?:[\s-]?codes?)?|plz)\b"
    r"|邮政编码|邮编|邮递区号|邮区)"
    r"(?:\s|[:：#.,，=-]|\b(?:number|is|was|it.?s|to|from|for|my|the|changed|now|new|in|of)\b|号码"
    r"|号|是|为|改成|改为|换成|应该|就"
    r"|填|写|的){0,8}?"
    r"(?<!\d)(?P<code>\d{5,6})(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_BEFORE_SIGNAL = re.compile(
    r"(?<![\w#.,-])(?P<code>\d{5,6})\s*(?:is\s+(?:my|the|our)\s+(?:\w+\s+)?|[（(]|是(?:我的?|这边的?)?|这个)"
    r"(?:post(?:al)?[\s-]?code|zip|plz|邮编|邮政编码)",
    re.IGNORECASE,
)
_TOWNS = (
    "berlin|hamburg|m(?:ü|u|ue)nchen|munich|k(?:ö|o|oe)ln|cologne|frankfurt|stuttgart|d(?:ü|u|ue)sseldorf|leipzig|dresden|bremen"
    "|hannover|hanover|n(?:ü|u|ue)rnberg|nuremberg|essen|dortmund|bonn|freiburg|paris|lyon|marseille|toulouse|nice|nantes|bordeaux"
    "|lille|strasbourg|madrid|barcelona|valencia|sevilla|seville|bilbao|rom[ae]|rome|milano?|torino|turin|napoli|naples|firenze"
    "|florence|bologna|stockholm|helsinki|praha|prague|krak[oó]w|warszawa|warsaw|new york|chicago|boston|seattle"
    "|houston"
)
_BEFORE_TOWN = re.compile(
    rf"(?<![\w#.,/-])(?<!order\s)(?<!number\s)(?<!no\s)(?P<code>\d{{5}})\s+(?:(?i:{_TOWNS})\b|(?P<town>[A-ZÄÖÜ][a-zäöüßéè]{{3,}})\b)"
)
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR"
    " PA RI SC SD TN TX UT VT VA WA WV WI WY"
)
# "Springfield, IL, 62701"
_AMERICAN = re.compile(
    rf"(?<![\w#])(?:{'|'.join(_STATES.split())}),?\s+(?P<code>\d{{5}})(?:-\d{{4}})?(?![\w-])"
)
_STREET_BEFORE = re.compile(
    r"(?:stra(?:ß|ss)e|str\.?|weg|platz|allee|gasse|rue|via|calle|street|road|avenue|lane|address|to|in|at)\b[^\d]*\d*[a-z]?,?\s*$",
    re.IGNORECASE,
)


def find_postcodes(text: str) -> List[Match]:
    """Finds `postcode`: British ones wherever they stand, others where announced, before a town or after a state."""
    matches: List[Match] = []
    for found in _BRITISH.finditer(text):
        inward = found.group("inward").upper()
        # "flat b2 2nd floor", but "ng72rd"
        if found.group("gap") and _ORDINAL.fullmatch(inward) and not found.group("outward").isupper():
            continue
        value = f"{found.group('outward').upper()} {inward}"
        matches.append(single("postcode", value, found.span(), found.span(), weight=WEIGHT))
    for found in _BEFORE_TOWN.finditer(text):
        # A town we do not know by name needs an address around it
        if found.group("town") is None or _STREET_BEFORE.search(text[: found.start()]):
            span = found.span("code")
            matches.append(single("postcode", found.group("code"), span, span, weight=WEIGHT))
    for pattern in (_SIGNALLED, _BEFORE_SIGNAL, _AMERICAN):
        for found in pattern.finditer(text):
            span = found.span("code")
            matches.append(single("postcode", found.group("code"), span, found.span(), weight=WEIGHT))
    return matches
