"""How shoppers phrase a request: which words say nothing about what it is for, and what the others tell besides.

The rules are for English, but for two; a text without these words passes through them unchanged.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.advice.ages import without_ages
from knowledge.catalogue.words import words

# Words (in the singular) of a request that do not say for what.
FILLER = frozenset(
    "i need want looking look buy something some recommend recommendation advice suggestion suggest me help please "
    "hi hello product thing item can you could would like what should get find my new gift present idea anything "
    "shop shopping is are there do have show any good nice u pls im am it that this which who we our your be really "
    "just maybe also one keep thank no not but than other around about who he she they"
    " under below above over up least most euro eur dollar pound price cost size".split()
)
LAST_LATIN = 0x24F
_GIFT = frozenset("gift present birthday anniversary valentine christening xmas".split())
_OWN_BIRTHDAY = re.compile(r"\bmy (?:own )?birthday\b|我的?生日", re.IGNORECASE)
# 送 is to give as well as to deliver.
_GIFT_IN_CHINESE = re.compile(
    r"礼物|礼品|送礼|生日|纪念日|情人节|母亲节|父亲节|送(?!货|达|到|来|修|回|不|了|错|过)"
)
_CHILD_OR_PET = re.compile(
    r"\b(?:bab(?:y|ies)|infants?|toddlers?|newborns?|child(?:ren)?|kids?|sons?|daughters?|boys?|girls?|nursery"
    r"|dogs?|pupp(?:y|ies)|cats?|kittens?|pets?|animals?)\b|宝|婴|孩|娃|儿子|女儿|新生儿|狗|猫|宠物",
    re.IGNORECASE,
)
_CHEAP = re.compile(
    r"\b(?:cheap(?:er|est)?|affordable|inexpensive|bargain|low[- ]cost|tight budget|not cost much|little money"
    r"|(?:nothing|not)(?: too)? expensive|budget(?! (?:of|is|about|around|up|under|\d)))\b"
    r"|便宜|实惠|性价比|不贵|别太贵|平价",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"\b(?:(?<!all )the (?:very )?best(?!\s+(?:way|fit|time|for (?:the|your|my) money|value|price|regards|wishes))"
    r"|top of the range|high[- ]end|premium"
    r"|luxur(?:y|ious)|money (?:is )?no object|(?:powerful|fast) enough|most powerful|professional)\b"
    r"|最好的|顶级|高端|高档|旗舰|不差钱",
    re.IGNORECASE,
)
_IMITATION = re.compile(
    r"\b(?:faux|fake|vegan|imitation|artificial|synthetic|plant|pu)[\s-]+$", re.IGNORECASE
)
# Why something is not wanted tells nothing of what is: "wool makes me scratch" asks for no scratching post.
_NOT_BORNE = re.compile(
    r"\b(?:(?:it|they|which|that)\s+)?(?:makes?|gives?)\s+(?:me|him|her|us|them)\b[^.,;!?]*?"
    r"\b(?:scratch|itch|rash|sneez|sweat)\w*",
    re.IGNORECASE,
)
# What is too much of something is wanted the other way round: "not too heavy" and "mine is too heavy" ask for light.
_OPPOSITES = {
    "heavy": "light",
    "light": "heavy",
    "big": "small",
    "large": "small",
    "bulky": "compact",
    "small": "large",
    "long": "short",
    "short": "long",
    "warm": "cool",
    "hot": "cool",
    "cold": "warm",
    "loud": "quiet",
    "noisy": "quiet",
    "thick": "thin",
    "thin": "thick",
    "tight": "loose",
    "loose": "slim",
    "wide": "narrow",
    "narrow": "wide",
    "hard": "soft",
    "firm": "soft",
    "soft": "firm",
    "stiff": "soft",
    "bright": "muted",
    "dark": "light",
    "strong": "mild",
    "sweet": "dry",
    "slow": "fast",
    "complicated": "easy",
    "difficult": "easy",
    "fancy": "simple",
    "formal": "casual",
}
_DEAR = frozenset({"expensive", "pricey", "dear", "costly"})
_OPPOSITES_IN_CHINESE = {
    "重": "轻便",
    "大": "小巧",
    "小": "大号",
    "长": "短款",
    "短": "长款",
    "热": "凉爽",
    "厚": "轻薄",
    "薄": "加厚",
    "吵": "安静",
    "紧": "宽松",
    "硬": "柔软",
    "软": "偏硬",
    "笨重": "轻便",
    "复杂": "简单",
}
_TOO = re.compile(
    r"\b(?:(?P<no>not|nothing|never|without being|\w+n['’]t)\s+(?:be\s+|get\s+|that(?:['’]s|\s+is)\s+)?"
    r"(?:too|so|very|overly|that|super)|too)\s+(?P<what>[a-z]+)\b",
    re.IGNORECASE,
)
_TOO_IN_CHINESE = re.compile(
    rf"(?:不要|别|不能|不想要|不)?太(?P<what>{'|'.join(sorted(_OPPOSITES_IN_CHINESE, key=len, reverse=True))})"
    r"(?:的|了)?"
)


def content_words(text: str) -> list[str]:
    """The words of a request that say what it is about, in the singular, in order."""
    return [word for word in words(without_ages(text)) if word not in FILLER]


def meaning(text: str) -> str:
    """What to search by meaning: a request without its filler, so empty when it is nothing else."""
    content = set(content_words(text))
    return " ".join(part for part in text.split() if not content.isdisjoint(words(part)) or _is_foreign(part))


def _is_foreign(part: str) -> bool:
    """Whether a word is of an alphabet that these rules cannot read, such as Cyrillic."""
    return not words(part) and any(character.isalpha() and ord(character) > LAST_LATIN for character in part)


@lru_cache(maxsize=1024)
def without_grievance(text: str) -> str:
    """A request without what somebody's skin does not bear."""
    return _NOT_BORNE.sub(" ", text)


@lru_cache(maxsize=1024)
def other_way_round(text: str) -> str:
    """A request with what there shall not be too much of put the other way round: "light" for "not too heavy"."""
    return _TOO_IN_CHINESE.sub(lambda found: _OPPOSITES_IN_CHINESE[found["what"]], _TOO.sub(_turned, text))


def _turned(found: re.Match[str]) -> str:
    what = found["what"].lower()
    if what in _DEAR or (found["no"] is None and what not in _OPPOSITES):
        return found[0]
    return _OPPOSITES.get(what, " ")


def is_gift(text: str) -> bool:
    """Whether something is looked for to give away."""
    text = _OWN_BIRTHDAY.sub(" ", text)
    return not _GIFT.isdisjoint(words(text)) or _GIFT_IN_CHINESE.search(text) is not None


def is_of_child_or_pet(text: str) -> bool:
    """Whether a child or an animal is told of, in words that say nothing else."""
    return _CHILD_OR_PET.search(text) is not None


def level_wanted(text: str) -> int:
    """What is said of the price without a number: -1 for cheap, 1 for the best there is, 0 for nothing."""
    if _CHEAP.search(text):
        return -1
    return int(_BEST.search(text) is not None)


def is_imitation(text: str, start: int) -> bool:
    """Whether the material named at a place of a text is one in look only ("vegan leather")."""
    return _IMITATION.search(text[:start]) is not None
