"""Whether a Chinese message, where it names a day, tells of what happened or of what is to come."""

from __future__ import annotations

import re

from bot.components.calendar_days import FUTURE, PAST, UNTOLD

_CLAUSE_END = re.compile(r"[，。！？；,.!?;\n]|但是?|可是|不过|然后|结果|所以|因为")
_CUE = re.compile(
    r"(?P<told>本来|原本|原来|说好|说是|承诺|应该.{0,4}(?:到|发|送)的|早该|该到|早就|答应|约好的?是)"
    r"|(?P<future>(?<!不)(?<!才)(?<!没)会(?!员)|要(?!求|的|紧)|想(?!要的)|能(?!用了)|可以|可不可以"
    r"|之前|以前(?:到|送|收|要)|前(?=能|要|可以|送|到|收|拿|寄)|给我送|给我寄|预约|预计|改到|改成"
    r"|改约|安排|到时候|才能|准备|打算|计划|上门|送货吗|送吗|派送吗|到吗|有空|在家|不在家|出发"
    r"|出差|生日|结婚|婚礼|聚会|过生日|旅行|旅游|开学|搬家|需要|必须|得(?=收|要|用|到|拿)"
    r"|赶得?[上及]|来得及|送达(?!了|的)|等到|截止|到期|活动|营业|开门|上班|下周|明天|后天|将|马上"
    r"|快要|什么时候|送过来|取件|自取|来取|再(?:送|来|寄)|麻烦)"
    r"|(?P<past>(?<!算)(?<!好)(?<!行)(?<!完)(?<!不要)(?<!罢)了(?!吧|解)|过(?!来|去|生|年|节|敏|期"
    r"|两|几)|的(?:订单|单|货|鞋|那单|那笔|快递|包裹|时候|那|外套|衣服|东西|单子|$|，|。|吗|、|？"
    r"|\?|！|但|可|到现在|还|怎么|都|也)|已经|已|收到(?!吗)|买的|购入|购买|购于|装的|下的|下单"
    r"|拍的|订的|付款|付的|签收|寄出|寄的|发的|到的|送的|送来|退的|申请的|联系|问过|打过|反馈|发货"
    r"|说的|还没|一直没|没收|没到|没发|怎么还|至今|到现在|到货|收的|收货|就|刚|买|订|拍|来的"
    r"|打电话|发邮件|取消的|换的|以来|起|开始|那天|成交|扣|扣款|退款|显示)"
)


def direction(text: str, start: int, end: int) -> int:
    """Tells which way from today a message looks at the words between two offsets.

    Chinese says it mostly after the words, so the cue after them in their own clause decides, then the one
    before them there, then the nearest one anywhere.
    """
    first, last = 0, len(text)
    for found in _CLAUSE_END.finditer(text):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    if any(cue.lastgroup == "told" for cue in _CUE.finditer(text, first, last)):
        return PAST
    for low, high in ((first, last), (0, len(text))):
        cues = [cue for cue in _CUE.finditer(text, low, high) if cue.end() <= start or cue.start() >= end]
        after = [cue for cue in cues if cue.start() >= end]
        if cues:
            chosen = after[0] if after else cues[-1]
            return FUTURE if chosen.lastgroup == "future" else PAST
    return UNTOLD
