"""What is wrong with the shop's own site: passed on, helped truthfully, and done here in the chat where it can be."""

from __future__ import annotations

import re

from actions.advice import show_advice, started
from actions.turn import PERSON, Reply, Turn, button

_SITE = re.compile(
    r"\b(?:web ?site|site|web ?page|web ?shop|online shop|pages?|app|search(?: results?| function| bar)?|results)\b"
    r"|网站|网页|页面|网店|商城|应用|搜索|搜出",
    re.IGNORECASE,
)
_SLOW = re.compile(
    r"\bslow\w*|\btakes? (?:ages|forever|so long)\b|\bloads? forever\b|\bcrawl\w*|\blag\w*|慢|卡|加载|转圈",
    re.IGNORECASE,
)
_SEARCH = re.compile(r"\bsearch\w*\b|\bresults?\b|搜", re.IGNORECASE)
_ODD = re.compile(
    r"\b(?:wrong|odd|weird|strange|irrelevant|nonsense|rubbish|useless|nothing|no results?|not? (?:work\w*|find)|"
    r"does(?:n'?t| not)|broken|random|unrelated)\b|不对|不准|奇怪|无关|没有|搜不到|找不到|不相关|坏|乱",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"\b(?:crash\w*|freez\w*|hang\w*|error\w*|down|does(?:n'?t| not)|won'?t|broken|not (?:work\w*|load\w*))\b"
    r"|打不开|崩|报错|闪退|出错|无法|不能用|用不了",
    re.IGNORECASE,
)


def site_problem(text: str) -> str | None:
    """What is wrong with the site: `search`, `slow` or `broken`; None when it is not about the site."""
    if not _SITE.search(text):
        return None
    if _SEARCH.search(text) and _ODD.search(text):
        return "search"
    if _SLOW.search(text):
        return "slow"
    return "broken" if _BROKEN.search(text) else None


def help_with_site(turn: Turn, reply: Reply, problem: str) -> Reply:
    """Say what helps, and do here what the site does not; what was said must have been logged before."""
    person = button(turn.words.say("button-person"), "contact_human_agent")
    if problem != "search":
        reply.offer = PERSON
        look = button(turn.words.say("intent-recommend-product"), "recommend_product")
        return reply.say(f"site-{problem}", [look, person])
    need = started(turn)
    if not need.product_types and not turn.need.empty:
        need = turn.need
    if need.product_types or need.brands:
        return show_advice(turn, reply.say("site-search"), need)
    reply.offer = PERSON
    return reply.say("site-search-for-what", [person]).ended("asked")
