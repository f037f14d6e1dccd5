"""Why something goes back, and cheaper or dearer than what was shown."""

from __future__ import annotations

import re
from typing import Dict, List, Tuple

from bot.components.matches import Match, claim, single

WEIGHT = 35
_FLAGS = re.IGNORECASE

_ARRIVED = (
    r"(?:arriv\w+|came|come|turned\s+up|got\s+here|(?:was|were)\s+deliver\w+|received?|delivered|unpacked"
    r"|opened)"
)
_A_BIT = r"(?:too|a\s+bit|bit|a\s+little|slightly|way\s+too|way|far\s+too|quite|very|really|rather|2|to)"
_N_T = r"(?:n'?t|\s+not)"
_WRONG = (
    r"(?:item|product|colou?r|size|one|ones|thing|model|order|parcel|shoes?|boots?|jacket|dress|shirt|coat"
    r"|stuff|version|type)"
)
# "It is very small" finds fault, "a very small bathroom" does not
_PREDICATE = (
    r"(?=\s*(?:$|[.,;:!?)]|(?:for|on|and|but|so|in|around|at|or|now|when|because|cos|they|it|i|we|can|please"
    r"|size|fit|then|thanks|he|she|unfortunately|sadly|even|though|with|across|by|as|need|round|under|over|here|there|everywhere)\b))"
)

_REASONS: Dict[str, Tuple[str, ...]] = {
    "too_small": (
        rf"\b{_A_BIT}\s+(?:small|tight|short|narrow|snug|little|skinny)\b{_PREDICATE}",
        (
            r"\b(?:runs?|comes?\s+up|fits?|sized)\s+(?:(?:a\s+bit|very|too|quite)\s+)?(?:small|tight"
            r"|short|narrow)\b"
        ),
        r"\bpinch(?:es|ing)?\b",
        r"\bsqueez\w+\s+(?:into|my)\b",
        (
            r"\b(?:can|could)(?:no|n'?)t\s+(?:get|do|zip|button)\s+(?:it|them|my"
            r"|the)\b[\w\s]{0,12}?\b(?:on|up|in)\b"
        ),
        r"\bneed(?:ed)?\s+(?:a\s+|the\s+)?(?:bigger|larger|wider)\s*(?:size|one|pair)?\b",
        r"\b(?:a\s+)?size\s+up\b",
        r"\bsmaller\s+than\s+(?:i\s+)?(?:expected|thought)\b",
    ),
    "too_big": (
        rf"\b{_A_BIT}\s+(?:big|large|loose|long|wide|baggy|huge|roomy)\b{_PREDICATE}",
        (
            r"\b(?:runs?|comes?\s+up|fits?|sized)\s+(?:(?:a\s+bit|very|too|quite)\s+)?(?:big|large|loose"
            r"|long|wide)\b"
        ),
        r"\bneed(?:ed)?\s+(?:a\s+|the\s+)?(?:smaller|narrower)\s*(?:size|one|pair)?\b",
        r"\b(?:a\s+)?size\s+down\b",
        r"\bswamps?\s+me\b",
        r"\bfalls?\s+(?:right\s+)?off\s+(?:me|my)\b",
        r"\bbigger\s+than\s+(?:i\s+)?(?:expected|thought)\b",
        r"\bhuge\s+on\s+(?:me|him|her)\b",
    ),
    "damaged": (
        (
            rf"\b{_ARRIVED}\s+(?:(?!last|next|this|on|yesterday|today|\w+day)\w+\s+){{0,2}}?(?:broken"
r"|smashed|damaged|cracked|in\s+(?:bits|pieces)"
            r"|torn|ripped|dented|scratched)\b"
        ),
        (
            r"\b(?:damaged?|smashed|shattered|cracked|torn|ripped|dented|scratch(?:ed|es)|crushed|chipped"
            r"|stained|ripp?ed)\b"
        ),
        r"\bbroken\b",
        r"\bin\s+(?:bits|pieces)\b",
        r"\b(?:a|has|with)\s+(?:\w+\s+)?(?:hole|crack|tear|dent|rip(?!\s*-?\s*off)|stain)s?\s*(?:in|on)?\b",
    ),
    "defective": (
        r"\b(?:defective|defect|faulty|malfunction\w*|dead\s+on\s+arrival|doa)\b",
        (
            rf"\b(?:does|do|is|did|was|will|wo|would|are){_N_T}\s+(?:even\s+)?(?:work\w*|turn(?:ing)?\s+on"
            r"|switch(?:ing)?\s+on|start(?:ing)?|charg\w+|connect\w*|power\w*)\b"
        ),
        r"\bwont\s+(?:turn|switch|start|charge|connect|work|power)\b(?:\s+on)?",
        r"\bdoes(?:n|nt|n't)?\s+not\s+work\b",
        r"\bdoesnt\s+work\b",
        r"\b(?:not|stopped|quit|stops)\s+working\b",
        r"(?<!\bi\s)(?<!\bwe\s)(?<!\bhe\s)(?<!\bshe\s)(?<!i've\s)\bbroke\b(?!\s+(?:up|the\s+bank|my))",
        r"\bfell\s+apart\b",
        r"\bfalling\s+apart\b",
        r"\bcame\s+apart\b",
        (
            r"\b(?:zip|zipper|button|strap|seam|screen|battery|sole|heel|handle|lid|motor)s?\s+(?:(?:is"
            r"|are|was|has|have)\s+)?(?:broken|broke|died|dead|came\s+off|coming\s+off|burst)\b"
        ),
    ),
    "wrong_item": (
        (
            r"\b(?:sent|got|received|delivered|given|shipped|it'?s|is|was|were)\s+(?:me\s+)?(?:the|a"
            rf"|in\s+the|in)?\s*wrong(?=\s+{_WRONG}\b)"
        ),
        rf"\bwrong(?=\s+(?:\w+\s+)?{_WRONG}\b)",
        (
            r"\b(?:not|isn'?t|wasn'?t|aren'?t|weren'?t)\s+(?:what|the\s+(?:one|size|colou?r"
            r"|item)s?(?:\s+that)?)\s+i\s+(?:\w+\s+)?(?:ordered|bought|asked\s+for|paid\s+for)\b"
        ),
        (
            r"\bdifferent\s+(?:item|product|colou?r|one|size|model)\s+(?:than|from|to)\s+(?:what"
            r"|the\s+one)?\s*i?\s*(?:ordered|bought)\b"
        ),
        r"\bsomebody\s+else'?s\s+(?:order|parcel|stuff)\b",
        r"\bsomeone\s+else'?s\s+(?:order|parcel|stuff)\b",
        r"\bordered\s+(?:[\w-]+\s+){1,4}(?P<at>(?:but|and)\s+(?:i\s+)?(?:got|received|you\s+sent))\b",
    ),
    "not_as_described": (
        (
            r"\b(?:not|isn'?t|wasn'?t|aren'?t|nothing)\s+(?:quite\s+)?(?:as|like)\s+(?:it\s+was\s+"
            r"|it'?s\s+|they\s+were\s+)?(?:described|pictured|advertised|shown|expected|promised"
            r"|in\s+the\s+(?:picture|photo|description|ad)s?|on\s+(?:the|your)\s+(?:site|website|page))\b"
        ),
        (
            r"\b(?:does|do|did)(?:n'?t|\s+not)\s+(?:look\s+like|match)\s+(?:the|your)?\s*(?:picture|photo"
            r"|description|image|website|site|advert)s?\b"
        ),
        (
            r"\b(?:different|differs)\s+(?:from|to|than)\s+(?:the|your)\s+(?:picture|photo|website|site"
            r"|description|image)s?\b"
        ),
        (
            r"\blooks?\s+(?:nothing|completely\s+different|different)\s*(?:like|from|to"
            r"|than)?\s+(?:the\s+)?(?:picture|photo|image)s?\b"
        ),
        r"\bmisleading\b",
        r"\b(?:not|isn'?t|wasn'?t)\s+what\s+(?:the|your)\s+(?:picture|photo|description|image|website|site|advert)s?\s+\w+",
    ),
    "changed_mind": (
        r"\bchang(?:e|ed|ing)\s+(?:my|our|her|his)\s+minds?\b",
        (
            rf"\b(?:do|does|did){_N_T}\s+(?:really\s+|actually\s+)?(?:(?:want|need|like|fancy)\s+(?:it"
            r"|them|this|the\s+\w+)|suit\s+(?:me|him|her)|(?:want|need)(?=\s*(?:$|[.,!]|any\s?more)))\b"
        ),
        r"\bno\s+longer\s+(?:want|need|wanted|needed)\b(?:\s+(?:it|them))?",
        r"\bfound\s+(?:it|one|them)\s+cheaper\b",
        r"\b(?:ordered|bought|picked|chose)\s+(?:\w+\s+){0,4}?by\s+(?:mistake|accident)\b",
        r"\b(?:ordered|bought|picked|chose)\s+(?:in\s+)?the\s+wrong\s+\w+\b",
        r"\bunwanted\s+(?:gift|present)\b",
        r"\b(?:it'?s|is|was)\s+(?:just\s+)?not\s+(?:really\s+)?for\s+me\b",
        r"\bhad\s+second\s+thoughts\b",
        r"\bregret\w*\s+(?:buying|it)\b",
    ),
    "late": (
        rf"\b{_ARRIVED}\s+(?:\w+\s+)?(?:too\s+|so\s+|very\s+|\w+\s+days\s+)?late\b",
        r"\btoo\s+late\b(?!\s+to\b)",
        r"\blate\s+(?:delivery|arrival)\b",
        r"\b(?:took|takes|taking|taken)\s+(?:ages|forever|an\s+age)\b",
        r"\b(?:\d+|a|two|three|four|five|six)\s+(?:days?|weeks?|months?)\s+late\b",
        r"\b(?:took|takes|taking|taken|waited|waiting)\s+(?:way\s+|far\s+|much\s+)?(?:too|so)\s+long\b",
        r"\btoo\s+long\s+to\s+(?:arrive|come|get\s+here|deliver)\b",
        (
            rf"\b{_ARRIVED}\s+after\s+(?:the|my|our|his|her|christmas|xmas)\b(?:\s+(?:party|birthday"
            r"|wedding|christmas|event|holiday|trip))?"
        ),
        r"\bmissed\s+(?:the|my|his|her|our)\s+(?:party|birthday|wedding|christmas|event|holiday)\b",
        r"\bdelayed\b",
    ),
}  # fmt: skip
_NO_REASON = re.compile(
    r"\b(?:i.?m|am|bit)\s+torn\b|\bwrong\s+(?:number|password|address|e-?mail|person|code|end)\b", _FLAGS
)
_COMPILED_REASONS = {
    reason: [re.compile(pattern, _FLAGS) for pattern in patterns] for reason, patterns in _REASONS.items()
}

_RELATIVE = {
    "lowest": (
        r"\b(?:the\s+)?(?:very\s+)?(?:cheapest|lowest[\s-]priced?|lowest\s+(?:price|cost)|least\s+expensive"
        r"|most\s+affordable|least\s+pricey)\b"
    ),
    "highest": (
        r"\b(?:the\s+)?(?:most\s+expensive|priciest|dearest|highest[\s-]priced?|highest\s+price"
        r"|most\s+premium)\b"
    ),
    "lower": (
        r"\b(?:cheaper|less\s+(?:expensive|pricey|dear|money)|lower[\s-](?:priced?|cost|budget)"
        r"|lower\s+(?:in\s+)?price|more\s+affordable"
        r"|(?:costs?|costing)\s+less|inexpensive\s+alternatives?"
        r"|(?:too|bit|little|rather|quite|way\s+too|so|very)\s+(?:expensive|pric(?:e)?y|dear|steep|costly)"
        r"|too\s+much\s+money|over\s+(?:my|the)\s+budget)\b"
    ),
    "higher": (
        r"\b(?:more\s+(?:expensive|upmarket|premium|luxurious|high[\s-]end)|pricier|dearer|(?:better|higher"
        r"|nicer|superior)[\s-](?:quality|end)"
        r"|better\s+made|higher[\s-]pric(?:e|ed)|higher\s+price\s+range|upgrade[d]?\s+version)\b"
    ),
}
_COMPILED_RELATIVE = {value: re.compile(pattern, _FLAGS) for value, pattern in _RELATIVE.items()}
# "not too expensive" wishes for something, but compares with nothing
_NOT_RELATIVE = re.compile(
    r"\b(?:not|nothing|isn'?t|aren'?t|without\s+being|never)\s+(?:(?:that|is|are|be|being)\s+)?(?:too|very"
    r"|so|overly|crazy|super|that|more)\s+"
    r"(?:expensive|pric(?:e)?y|dear|steep|costly|much)\b",
    _FLAGS,
)


# "do these run small" asks for a size
_ASKED = re.compile(r"\b(?:do|does|will|would)\s+(?:[\w-]+\s+){1,4}$", _FLAGS)
_FITS = re.compile(r"(?:run|fit|come)\b", _FLAGS)


def find_return_reasons(text: str) -> List[Match]:
    """Finds `return_reason`, one of the keys of `_REASONS`."""
    plain = text.replace("’", "'")
    matches: List[Match] = [claim(*found.span(), WEIGHT) for found in _NO_REASON.finditer(plain)]
    for reason, patterns in _COMPILED_REASONS.items():
        for pattern in patterns:
            for found in pattern.finditer(plain):
                if _ASKED.search(plain[: found.start()]) and _FITS.match(found.group()):
                    continue
                # Of "ordered the blue one but got green" the things are entities of their own
                span = found.span("at") if "at" in found.groupdict() else found.span()
                matches.append(single("return_reason", reason, span, span, weight=WEIGHT))
    return matches


def find_relative_prices(text: str) -> List[Match]:
    """Finds `relative_price`: lower or higher than what was shown, or the lowest or highest of it."""
    plain = text.replace("’", "'")
    matches: List[Match] = [claim(*found.span(), WEIGHT) for found in _NOT_RELATIVE.finditer(plain)]
    for value, pattern in _COMPILED_RELATIVE.items():
        matches += [
            single("relative_price", value, found.span(), found.span(), weight=WEIGHT)
            for found in pattern.finditer(plain)
        ]
    return matches
