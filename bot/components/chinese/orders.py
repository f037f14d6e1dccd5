"""Order numbers and e-mail addresses in Chinese messages, and numbers that must not pass for orders."""

from __future__ import annotations

import re
from typing import List

from bot.components.matches import Match, claim, single

WEIGHT = 55
_FLAGS = re.IGNORECASE

_SIGNAL = (
    r"(?P<signal>[#＃]|(?<![A-Za-z])(?:no|nr|order|ord)\.?|(?:订|定)单|单子|订购|下单|编号|单号"
    r"|号码|序列号|包裹|快递|这单|那单|这笔|那笔|发票|退货|退款|我的是|换货"
    r"|是)"
)
_SIGNALLED = re.compile(
    rf"{_SIGNAL}(?:\s|[:：#＃.,，=(（-]|号码|编号|单号|号|是|为|的|我|叫|应该|尾号|就|看看|查|no"
    r"|number|is){0,6}?"
    r"(?<![\d,/])(?<!\d\.)(?:[a-z]{1,4}-?)?(?P<digits>\d{4,8})(?![A-Za-z\d]|[/-]\d|\s*(?:块|元|年|毫安|mah"
    r"|w\b|片|ml|g\b|步|天|小时|%))(?![.,]\d)",
    _FLAGS,
)
_ALONE = re.compile(
    r"(?<![A-Za-z0-9.,/:+€£$¥￥-])(?:(?:ord|so|at|po)[-#]?|[a-z]{1,2}(?=\d{6}))?(?P<digits>\d{5,8})"
    r"(?![A-Za-z0-9/-]|[.,:]\d|\s*(?:块|元|欧|镑|刀|毫安|毫升|片|步|米|克|转|人|字|[%wW]))",
    _FLAGS,
)
_BEFORE_SIGNAL = re.compile(
    r"(?<![A-Za-z0-9.,/:+€£$¥￥-])(?P<digits>\d{4})(?=\s*(?:号)?(?:的|这个|那个|这|那)?\s*(?:订单"
    r"|定单|这单|那单|这个单))"
)
_AFTER_ANOTHER = re.compile(
    r"\d{4,8}\s*(?:,|，|、|和|跟|与|还有|以及|或|或者|&|\+)\s*[#＃]?(?P<digits>\d{4})"
    r"(?![A-Za-z\d.,/:-]*\d)(?!\s*(?:块|元|年))"
)
# Numbers of another kind, told by the word before them
_OTHER_NUMBERS = re.compile(
    r"(?:快递单号|运单号码?|物流单号|物流号|快递号|追踪号|跟踪号|tracking\s*(?:number|no)?|银行卡"
    r"|卡号|信用卡|卡|尾号|后四位|验证码|密码|优惠码|优惠券|兑换码|券码|券|折扣码|邀请码"
    r"|会员号?|账号|账户|帐号|客户号|客户编号|货号|款号|型号|条码|条形码|商品编号|产品编号|序列号"
    r"|身份证号?|税号|门牌号?|房间号?|楼|QQ|微信号?|工号)"
    r"(?:\s|[:：#.,，-]|号码|号|是|为|的|我){0,5}[A-Za-z]{0,4}\d[\d -]*\d",
    _FLAGS,
)
_DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\d/-])|(?:19|20)\d\d\s?年"
    r"(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?)?"
)
_LONG = re.compile(r"(?<![A-Za-z0-9.,])\d{9,}(?![A-Za-z0-9])")
_TIME = re.compile(r"\d{1,2}[:：]\d{2}(?!\d)|\d{1,2}\s?点(?:\d{1,2}分?|半)?|24小时|7\s?[*x×]\s?24")
_MEASURE = re.compile(
    r"(?<![A-Za-z\d])\d+(?:\.\d+)?\s*(?:mah|rpm|w|mm|cm|km|kg|g|ml|l|hz|dpi|px|gb|tb|mb|毫安时?"
    r"|毫米|厘米|公分|公斤|千克|克|斤|毫升|升|瓦|赫兹|流明|公里|米)(?![a-z])",
    _FLAGS,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])", _FLAGS | re.ASCII)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", _FLAGS)


def find_order_numbers(text: str) -> List[Match]:
    """Finds `order_number`, 4 to 8 digits as text, and claims dates, times and other numbers.

    Four digits are an order's only beside a word or sign that says so; five to eight may stand alone. Letters before
    them are left out of the value.
    """
    matches: List[Match] = []
    taken = [found.span() for found in _LONG.finditer(text)]
    for pattern, weight in (
        (_OTHER_NUMBERS, WEIGHT + 5),
        (_DATE, WEIGHT + 3),
        (_TIME, 5),
        (_MEASURE, 5),
        (_WEB_ADDRESS, WEIGHT + 5),
    ):
        for found in pattern.finditer(text):
            matches.append(claim(*found.span(), weight))
            if weight > WEIGHT:
                taken.append(found.span())
    for pattern in (_SIGNALLED, _ALONE, _BEFORE_SIGNAL, _AFTER_ANOTHER):
        for found in pattern.finditer(text):
            span = found.span("digits")
            if any(start <= span[0] and span[1] <= end for start, end in taken):
                continue
            if pattern is _SIGNALLED and found.group("signal") == "是" and len(found.group("digits")) < 5:
                continue
            # A year after a weak signal
            claimed = (found.start(), span[1]) if pattern is _SIGNALLED else span
            matches.append(single("order_number", found.group("digits"), span, claimed, weight=WEIGHT))
    return matches


def find_emails(text: str) -> List[Match]:
    """Finds `email`, as typed."""
    return [
        single("email", found.group(), found.span(), found.span(), weight=100)
        for found in _EMAIL.finditer(text)
    ]
