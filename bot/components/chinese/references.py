"""Things pointed at in Chinese without their place: 那件, 这些, 这个."""

from __future__ import annotations

import re
from typing import List, Sequence

from bot.components.matches import Match, single

WEIGHT = 28
_THINGS = {"product_type", "product", "brand", "colour", "material", "feature", "size"}

_CLASSIFIER = (
    r"(?:件|双|款|条|台|只|套|顶|把|盏|瓶|盒|本(?!来)|部|辆|对|支|副|床|枚|幅|张|单|笔|块|包(?!裹)"
    r"|箱|罐|桶|架|组|颗|根|串|袋|株|盆|身)"
)
_SURE = re.compile(
    rf"(?P<word>[这那](?:一)?{_CLASSIFIER})(?!时间|话|子事|事|钱(?!包)|单独|组织|对(?:吗|不)|套话"
    r"|套路|架势|(?:订阅)?费|款项|退款|扣款|交易|账|付款|发票|票|收据|银行|信用|卡|优惠券|券|路)"
)
_MANY = re.compile(
    rf"(?P<word>(?<!有)[这那](?:一)?(?:些|几(?:{_CLASSIFIER}|个|样|种)?|[两二三四五六七八九十\d]+"
    rf"(?:{_CLASSIFIER}|个|样)|俩|仨|批))"
    r"(?!天|年|日|月|周|个月|星期|礼拜|小时|次|人|问题|时候|个小时|地方|个人|个问题|个字|话|事"
    r"|信息|优惠|个星期|个礼拜|规定|条款|要求|年代|客服|条件|情况|个客服|个地址|回|句)"
)
_GENERIC = re.compile(r"(?P<word>[这那](?:一)?个)")
_KIND = re.compile(r"(?P<word>[这那](?:一)?(?:种|样))(?=的)")
_NOT_THING = re.compile(
    r"^(?:订阅|地区|窗口|号|牌子|品牌|业务|差额|金额|条件|费|按钮|选项|消息|短信|六位|数字|(?:退"
    r"|扣|余)款|发票|收据|卡|优惠|评价|差价|运费|邮费|位置|家|平|快递公司|问题|月|星期|礼拜|周"
    r"|时候|时间|情况|人|事|地址|号码?|价格|价钱|价位?|客服|店|活动|优惠|颜色|尺码|尺寸|码|季|年"
    r"|点|电话|手机号|邮箱|意思|结果|态度|服务|流程|政策|规定|方法|办法|样子|过程|原因|理由|功能|"
    r"字|词|速度|公司|网站|网页|平台|页面|软件|app|APP|系统|机器人|聊天|对话|回答|答案|链接打|券"
    r"|码|折扣|积分|会员|进度|状态|城市|地方|仓库|小区|预算|范围|数|钟|日子|节日|周末|主意|机会"
    r"|要求|心情|感觉|质量|说法|道理|快递员|小哥|"
    r"怎么(?:申请|退|操作|弄|办|回事|说|查)|是(?:不是)?(?:什么|怎么|我的|正常|真的|必须|为什么)"
    r"|也太|为什么|你(?:们)?(?:要|得)|我(?:知道|明白|不懂|懂|理解|就)|不(?:对|行吧|重要|合理|可能"
    r"|是问题)|谁|先不|以后|之后|之前|点儿|程度|规矩|账号|账户|密码|验证码|阶段|行业)"
)
_DEMONSTRATIVE = re.compile(
    r"(?<![一-鿿])(?P<word>[这那])(?=(?:多少钱|有(?!点|问题|什么|没有人|意思|效|啥|人|毛病)|还有货"
    r"|能(?!不能快|行|信|不能帮)|怎么卖|防水|可以(?:洗|机洗|退|换|穿)|适合|是(?:真皮|纯棉|什么"
    r"(?:材质|牌子|料|面料|颜色|尺码)|正品|男款|女款|几码|啥材质|啥牌子)|会(?:缩水|掉色|起球|褪色)"
    r"|支持|跟|和|卖多少|贵|便宜|好看吗|质量(?:怎么样|好)|包邮|耐用|保暖|好用吗|好穿吗|掉色吗))"
)


def find_references(text: str, found: Sequence[Match]) -> List[Match]:
    """Finds `reference`: "one" or "many", where a pointing word points at a thing.

    Args:
        text: What a shopper wrote.
        found: What other finders found; 这个 before one of their things points at it.
    """
    matches: List[Match] = []
    for pattern, value in ((_SURE, "one"), (_MANY, "many"), (_DEMONSTRATIVE, "one")):
        for one in pattern.finditer(text):
            matches.append(_reference(value, one))
    starts = {entity.start for match in found for entity in match.entities if entity.entity in _THINGS}
    for pattern in (_GENERIC, _KIND):
        for one in pattern.finditer(text):
            after = text[one.end() :]
            if one.end() in starts or (pattern is _GENERIC and not _NOT_THING.match(after)):
                matches.append(_reference("one", one))
    return matches


def _reference(value: str, found: "re.Match[str]") -> Match:
    return single("reference", value, found.span("word"), found.span("word"), weight=WEIGHT)
