"""What a Chinese shopper does not want."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import List, Sequence, Set

from bot.components.english.negation import EXCLUDABLE
from bot.components.matches import Match

# Words that may stand between the negation and what is not wanted
_FILLER = (
    r"(?:那种|这种|这个|那个|这款|那款|这|那|是|太|什么|任何|一切|所有|有|带|用|含|做|的|个|款|件"
    r"|双|条|要|穿|买|给|看|选|再|我|推荐|说|像|什麽|牌子|品牌|颜色|材质|款式|款型|任何的|纯|真"
    r"|人造|类似|跟|和|又是|都是|全是|一个|一件"
    r"|一双|任何带|大|色|面料|成分|再给我|给我|到|发|拿|来|再来|再推荐|出现|得|这牌子|尺码|码"
    r"|大红大紫|能有|会|叫|做成|以|其|他|除)"
)
_CUES = (
    r"(?<!要)(?<!是不)(?<!能)不(?:想|愿意|打算|需)?要(?!求|紧|钱|脸|急|么|是(?!皮|黑|白|红))",
    r"(?<!好)别(?:给我|再|要|是|买|选|发|拿|推荐|来|用|有|带|的|太)?(?:再|是|要|给我|推荐)?(?<!别的)",
    r"不(?:太|怎么|是很|是特别|大)?(?:喜欢|爱|感冒|中意|想看|想买|想穿|考虑|接受|感兴趣|想选|习惯"
    r"|敢穿|敢用|适合)(?!吗)",
    r"(?:讨厌|反感|受不了|拒绝|避开|避免|排除|剔除|去掉|跳过|穿不了|用不了|接受不了|受够了|腻了"
    r"|不能接受|无法接受|不能忍)",
    r"(?:(?<!是)(?<!要)(?<!能)不(?:能|可以|可|准|会)(?:有|是|含|带|用|穿|碰|吃)(?:任何)?)",
    r"(?:(?<!含)(?<!带)(?<!用)(?<!是)不(?:含|带|用|加|掺|沾|是|买|选|穿|戴|看|挑))(?!说|因为|我|你"
    r"|应该|不|只|仅|很|太|特别|同款|他|没)",
    r"(?<![有不])(?:无(?!论|所谓|法|理由|语|线|印)|非(?!常|要)|免)",
    r"(?:除了|除去|除开|除|除掉|撇开|抛开)(?!非|此)",
    r"(?<!有)没(?:有|带|得)?",
    r"对",
)
_BEFORE = re.compile(rf"(?P<cue>{'|'.join(_CUES)})(?:\s|[“\"「'])*(?:{_FILLER}\s*){{0,4}}$")
# 不防水, but not 防水不防水 nor 会不会
_NOT_SO = re.compile(r"(?<![是要能会好可水风防])不(?:太|怎么|够|能|会|可以|支持)?$")
_QUESTION = re.compile(r"(?:吗|么|嘛|没有|呢)?\s*[？?]|吗|么(?=$|[，。])")
_EXCEPT_ENDS = re.compile(
    r"^(?:[^，。！？!?]{0,8}?)(?:以外|之外|外|都行|都可以|都好|都能|其他|其它|别的|剩下|，|,|$|、"
    r"|和|或|跟|的|还有|都)"
)
_ALLERGIC = re.compile(
    r"^(?:这种|类)?(?:材质|面料|制品|的东西|成分|毛)?(?:会|有点|很|也|都)*(?:过敏|敏感|不感冒"
    r"|没兴趣|反感|无感)"
)
_REFUSED_AFTER = re.compile(
    r"^(?:色|款|的|那个|那款|这种|那种|这款|材质|做的|牌子|这个|那件|那双|这件|类|也|都|系|面料"
    r"|鞋子?|衣服|就|的话)*(?:不要了?(?!求|钱|紧|吗|么)|不行|不考虑|除外|免谈|算了|就算了"
    r"|不喜欢|不想要|不能要|不可以|排除|pass|PASS|不穿|不买|不看|不爱|不太喜欢|不好看|不适合我"
    r"|太丑|就免了|就不用了|不用了|不需要|别要|别来|我不要|我不喜欢|"
    r"我不想要|我都不要|没兴趣|接受不了|受不了|过敏|不选|扣掉|去掉|都别|退散)"
)
_LIST = re.compile(
    r"^(?:色|的|款|色的|系)?\s*(?:和|或者?|跟|与|、|及|以及|还有|还是|/|，(?=[^，。]{1,4}(?:也"
    r"|都)?(?:不|别)))\s*(?:带|用|含|是|那种)?\s*$"
)
_BESIDE = re.compile(r"^(?:色)?(?:的)?\s*$")
_FREE_BREAK = re.compile(r"(?:就|但|只|而是|改|换|我要|想要|要的是|给我|选)")
_QUALITIES = {
    "colour",
    "material",
    "brand",
    "feature",
    "size",
    "audience",
    "product_type",
    "product",
    "ordinal",
    "order_number",
}
_THINGS = {"product_type", "product"}


def mark_excluded(text: str, matches: Sequence[Match]) -> Set[int]:
    """Tells which matches are under a negation.

    A negation reaches what follows it at once and on through lists: 不要黑色和灰色. It passes from one quality
    to another beside it, but not on to the product: 不要皮的鞋 wishes for shoes.

    Args:
        text: The whole text.
        matches: Its matches, in order, without overlaps.

    Returns:
        Positions in `matches` of those not wanted.
    """
    wanted_kinds = [
        i for i, match in enumerate(matches) if any(found.entity in EXCLUDABLE for found in match.entities)
    ]
    excluded: Set[int] = set()
    for position, i in enumerate(wanted_kinds):
        match = matches[i]
        if _is_denied(text, match):
            excluded.add(i)
        elif position and wanted_kinds[position - 1] in excluded and _kind(match) in _QUALITIES:
            previous = matches[wanted_kinds[position - 1]]
            if _carries_on(text, previous, match):
                excluded.add(i)
    _mark_lists_refused_at_their_end(text, matches, wanted_kinds, excluded)
    return excluded


def _is_denied(text: str, match: Match) -> bool:
    # Before the words themselves: what a match claims may begin with the denial, as in 不是10342
    before, after = text[: min(found.start for found in match.entities)], text[match.end :]
    refused = _REFUSED_AFTER.match(after)
    if refused and _kind(match) != "return_reason":
        # 大衣不想要了 sends the coat back, 黑色不要 is about the next one
        is_sent_back = refused.group().endswith("了") or after[refused.end() :].startswith("了")
        return not (is_sent_back and _kind(match) in _THINGS | {"reference", "order_number", "date"})
    cue = _BEFORE.search(before)
    if _kind(match) == "feature" and _NOT_SO.search(before):
        return True
    if cue is None:
        return False
    word = cue.group("cue")
    if word == "对":
        return bool(_ALLERGIC.match(after))
    if word.startswith("没"):
        return (
            _kind(match) in {"feature", "colour", "material", "product_type"}
            and _describes(after)
            and not _is_question(after)
        )
    if word in ("不要", "不想要") and _is_question(after) and re.search(r"要$", before[: cue.start()]):
        return False
    if word == "不是" and (_is_question(after) or re.search(r"是$|要$", before[: cue.start()])):
        return False
    if word.startswith("除"):
        return bool(_EXCEPT_ENDS.match(after))
    return True


def _describes(after: str) -> bool:
    """True when 没有 tells what a thing shall be like: 没有帽子的外套, not what a shop lacks: 没有黑色."""
    return bool(re.match(r"(?:色)?的(?!吗|了|$|[，。？?])", after))


def _is_question(after: str) -> bool:
    return bool(_QUESTION.search(after[:12]))


def _carries_on(text: str, previous: Match, match: Match) -> bool:
    gap = text[previous.end : match.start]
    if _FREE_BREAK.search(gap):
        return False
    if _LIST.match(gap):
        return _kind(previous) == _kind(match) or _kind(match) not in _THINGS
    if _BESIDE.match(gap):
        return _kind(match) not in _THINGS and _kind(previous) != _kind(match)
    return False


def _mark_lists_refused_at_their_end(
    text: str, matches: Sequence[Match], wanted: List[int], excluded: Set[int]
) -> None:
    """Marks 黑色和灰色 in 黑色和灰色都不要: the refusal stands after the last of them."""
    for first, second in reversed(list(pairwise(wanted))):
        gap = text[matches[first].end : matches[second].start]
        refused = second in excluded and _REFUSED_AFTER.match(text[matches[second].end :])
        if refused and _LIST.match(gap) and _kind(matches[first]) == _kind(matches[second]):
            excluded.add(first)


def _kind(match: Match) -> str:
    return match.entities[0].entity
