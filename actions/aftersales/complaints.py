"""What is wrong with what somebody bought, as they say it."""

from __future__ import annotations

import re

from actions.turn import Turn
from knowledge.aftersales.states import ClaimKind

_FLAGS = re.IGNORECASE
_ARRIVED = re.compile(
    r"\b(?:arriv\w*|came|deliver\w*|receiv\w*|recieved|unpack\w*|sent|turned up|opened the (?:box|parcel)|"
    r"in the (?:box|parcel|package))\b|收到|到货|到手|拆开|打开|寄来|送来|发来|快递|包裹",
    _FLAGS,
)
_WRONG = re.compile(
    r"\bwrong (?!with)|\bnot what I ordered\b|\b(?:isn'?t|not) the (?:one|product|item|thing) I (?:ordered|bought)\b"
    r"|\bordered (?:a|the|an)?\b.{2,40}\b(?:got|received|sent|came)\b"
    r"|\b(?:got|received|sent)\b.{2,40}\b(?:but|and) (?:I )?ordered\b|\bsomeone else'?s\b"
    r"|[发寄送]错|错的|错误的|货不对|不是我(?:买|订|要|拍|下单)|[色码号]不对|跟?和?(?:下单|选|拍)的不一样",
    _FLAGS,
)
_BROKEN = re.compile(
    r"\b(?:damag\w*|broken|smash\w*|crack\w*|shatter\w*|crush\w*|dent\w*|chipp\w*|torn|ripp?ed|scratch\w*|stain\w*"
    r"|hole|in pieces|soaked)\b|破|碎|裂|烂|压坏|摔坏|变形|划痕|污渍|油渍|坏",
    _FLAGS,
)
_FAULTY = re.compile(
    r"\b(?:faulty|defect\w*|malfunction\w*|stopped|(?:does|do|is|did|will|would|can)(?:n'?t| not) \w+|won'?t|doesn'?t"
    r"|died|dead|broke|fell apart|came off|leak\w*)\b"
    r"|故障|失灵|没反应|不工作|不能用|用不了|质量问题|漏|开胶|开线|不亮|不转",
    _FLAGS,
)
_WHOLE = re.compile(
    r"\bnothing (?:is |was )?(?:here|there|came|arrived|in it)\b|\bno parcel\b|\b(?:parcel|package|order|box)\b.{0,40}"
    r"\b(?:never|not|empty|stolen|nicked|gone|missing)\b|\b(?:never|not|didn'?t|haven'?t|have not) "
    r"(?:get|got|received?|recieved?|seen) (?:it|my (?:parcel|package|order)|anything)\b"
    r"|\b(?:delivered|signed)\b.{0,40}\b(?:but|and|never|not|wasn'?t|isn'?t|nothing|gone|empty|wasnt)\b"
    r"|没收到(?:包裹|快递|货|东西)?|(?:包裹|快递|盒子|箱子)(?:是)?(?:空|丢|不见|没)|显示(?:已)?(?:签收|送达|妥投)|被偷",
    _FLAGS,
)
_PART = re.compile(
    r"\b(?:parts?|pieces?|peices|screws?|hinges?|manual|accessor\w+|remote|pegs|dice|cable|charger|base|lid|batteries)\b"
    r"|零件|配件|螺丝|说明书|遥控器|充电器|充电线|底座|盖子|电池|附件",
    _FLAGS,
)
_REPLACEMENT = re.compile(
    r"\b(?:replac\w+|new one|another one|send (?:it|them|one|me one) again|resend|exchange)\b"
    r"|换(?:一?个|一?件|新|货)|补发|重发|再发|重新发",
    _FLAGS,
)
_MONEY = re.compile(
    r"\b(?:refund\w*|money(?: back)?|reimburs\w+|pay (?:me )?back)\b|退款|退钱|退我|还钱", _FLAGS
)


def trouble_of(turn: Turn) -> ClaimKind | None:
    """What a message says is wrong with what arrived; None when it leaves it open."""
    text, reason = turn.text, turn.entity("return_reason")
    if reason == "wrong_item" or _WRONG.search(text):
        return ClaimKind.WRONG_ITEM
    if (reason == "damaged" or _BROKEN.search(text)) and _ARRIVED.search(text):
        return ClaimKind.DAMAGED
    if reason == "defective" or _FAULTY.search(text):
        return ClaimKind.DEFECTIVE
    return None


def is_about_all(text: str) -> bool:
    """Whether a whole parcel is said to be missing, and not one thing of it."""
    return _WHOLE.search(text) is not None


def is_about_a_part(text: str) -> bool:
    """Whether what is missing is a part of a thing, and not the thing."""
    return _PART.search(text) is not None


def remedy_of(text: str) -> str | None:
    """What somebody wants done about it: `replacement` or `refund`; None when they do not say."""
    if _REPLACEMENT.search(text):
        return "replacement"
    return "refund" if _MONEY.search(text) else None
