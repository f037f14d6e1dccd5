"""Whom a request is for, woman or man, where it tells so in words that extraction does not read: "my sister", "女款".

The rules are for English and Chinese. Children are told by extraction and by their age.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WOMEN = (
    "women|woman|ladies|lady|wife|girlfriend|sister|mother|mum|mom|aunt|gran|grandma|grandmother|bride|niece"
)
_MEN = (
    "men|man|gentlemen|gentleman|husband|boyfriend|brother|father|dad|uncle|granddad|grandpa|grandfather|groom"
    "|nephew"
)
_SAYS = (
    r"(?!['’]?s?\s+(?:and (?:i|me|myself)\b|or\b|says?\b|said\b|told\b|thinks?\b|thought\b|hates?\b"
    r"|complain|gave\b|bought\b))"
)
_CHINESE = {
    "women": r"女(?:士|款|式|装|生|性|用|人|朋友)|(?:^|[\s，。])女(?:$|[\s，。])"
    r"|老婆|妻子|妈妈|母亲|婆婆|奶奶|外婆|姐姐|妹妹|闺蜜",
    "men": r"男(?:士|款|式|装|生|性|用|人|朋友)|(?:^|[\s，。])男(?:$|[\s，。])"
    r"|老公|丈夫|爸爸|父亲|公公|爷爷|外公|哥哥|弟弟",
}


def _english(words: str) -> str:
    return (
        rf"\b(?:i['’]?m|i am|as|like)\s+an?\s+(?:\w+\s+)?(?:{words})\b"
        rf"|\b(?:my|our|for|for an?|for the|his|her)\s+(?:\w+\s+)?(?:{words})\b{_SAYS}"
        rf"|\b(?:{words})['’]?s?\s+size\b"
    )


_WEARERS = {
    wearer: re.compile(f"{_english(said)}|{_CHINESE[wearer]}", re.IGNORECASE)
    for wearer, said in (("women", _WOMEN), ("men", _MEN))
}
_BOTH = re.compile(r"我们|我[和跟]|[和跟]我")
_CHILD = re.compile(
    r"\b(?:kids?|child(?:ren)?|bab(?:y|ies)|sons?|daughters?|boys?|girls?)\b|孩|宝宝|儿子|女儿|婴", re.I
)


@lru_cache(maxsize=1024)
def wearer_in(text: str) -> str | None:
    """`women` or `men` where one of them alone is told of, and no child besides; else None."""
    if _BOTH.search(text):
        return None
    told = [wearer for wearer, pattern in _WEARERS.items() if pattern.search(text)]
    return told[0] if len(told) == 1 and _CHILD.search(text) is None else None
