"""Sizes in Chinese."""

from __future__ import annotations

import re
from typing import Iterator, List, Optional

from bot.components.chinese.numbers import chinese_number
from bot.components.english.sizes import canonical_size
from bot.components.matches import Match, claim, single

WEIGHT = 45
LARGEST_NUMBER = 60
LARGEST_CHILD = 180
"""Centimetres: children's clothes are sized by height."""
_FLAGS = re.IGNORECASE

_LETTERS = r"(?:\d{1,2}xl|x{1,5}[sl]|[sml])"
_NUMERALS = r"[二三四五]十[一二三四五六七八九]?(?:半)?"
_NUMBER = r"(?:\d{1,3}(?:\.5|半)?)"
_COUNTRY = r"(?:uk|eur?|us|fr|it|英国|英码|英|欧码|欧洲|欧|美国|美码|美|国际)"
_COUNTRIES = {"英": "UK", "欧": "EU", "美": "US"}
_WORD_SIZES = (
    ("XXXL", r"加加加大[码号]|3倍大码"),
    ("XXL", r"加加大[码号]?|双加大[码号]?|超超大[码号]|特特大[码号]"),
    ("XL", r"加大[码号]|特大[码号]?|超大[码号]|加大(?=的|[，。,.！？!?]|$)"),
    ("XS", r"加小[码号]|特小[码号]|超小[码号]|极小[码号]"),
    ("L", r"(?<!最)大[码号](?!女|男|的?(?:专区|服装|衣服))"),
    ("M", r"中[码号](?!码)"),
    ("S", r"(?<!最)小[码号]"),
    ("one size", r"均码|单一尺码"),
)
_WORD = re.compile("|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _WORD_SIZES))
_NOT_SIZE = re.compile(
    r"(?:大号是|小号是|我的[大小]号|账号|帐号|大一[码号个]|小一[码号个]|二维码|条码|条形码|扫码"
    r"|验证码|优惠码|折扣码|兑换码|取件码|提货码|密码|编码|代码|数码|起码|号码|换码|断码|跑码"
    r"|(?:注册|登录|登陆|登入|登|切换|切|开|换到|绑定|养|有|用)(?:了|到|上|过|着)?(?:我的?|一?个|两个|另一?个)*[大小]号(?=$|[，。,.！？!?、]|账|帐|登|上|注|买|下单"
    r"|的?(?:积分|订单|密码|优惠)|里|也|来|和大号|和小号)|[大小]号(?=账号|帐号|登[录陆入]|登不|注销|被封|密码|里的?(?:积分|订单|券))"
    r"|[大小中]号(?:电池|字|文件|订单|夹))|(?:大一|小一)(?:码|号|个码|个号)"
)
_AFTER_CODE = re.compile(
    rf"(?<![A-Za-z0-9.#])(?:(?P<country>{_COUNTRY})\s?)?(?P<size>{_NUMBER}|{_NUMERALS}"
    rf"|{_LETTERS})\s?(?:尺码|码(?!数|头|字|洋)|号码(?=的|[，。]|$))",
    _FLAGS,
)
_LETTER_NUMBERED = re.compile(rf"(?<![A-Za-z0-9.#-])(?P<size>{_LETTERS})\s?(?:号|size|尺寸|的)(?!线)", _FLAGS)
_AFTER_SIZE = re.compile(
    r"(?:尺码|尺寸|码数|鞋码|鞋号|码子|大小|size|号型)(?:\s|[:：=]|是|选|要|为|穿|应该|改成|换成"
    r"|换|改|选了|填|的|我|就|拍|大概|一般|平时|到)*"
    rf"(?P<size>(?:{_COUNTRY}\s?)?(?:{_LETTERS}|{_NUMBER})|{_NUMERALS}|均码)(?![A-Za-z0-9.%％]|\s*"
    r"(?:个|天|块|元|厘米|公分|cm|件|米|小时|%|岁|斤|公斤|kg))",
    _FLAGS,
)
_WORN = re.compile(
    r"(?:穿|戴|要|换成?|改成?|拿|拍|买|选|来|订|有没有|有|是|给我|就|和|还是|或者?|跟|、|/|,|，|的"
    rf"|想要|需要|码)\s*(?:个|件|条|双|一件|一双|一条|我|了)?\s*(?P<size>{_LETTERS})(?![A-Za-z0-9])"
    r"(?=\s*(?:$|[，。,.！!？?、/;；)）]|的|码|号|吧|吗|呢|和|还是|或|就|合适|会|可以|有|没|够|能"
    r"|大|小|紧|松|比较|好|差不多|行|了|比|给|刚|正|请|谢))",
    _FLAGS,
)
_WORN_NUMBER = re.compile(
    r"(?:穿|脚是|鞋是|平时穿|我穿|他穿|她穿|换成?|改成?)\s*(?:个|的是|的)?\s*(?P<size>[1-5]\d"
    rf"(?:\.5|半)?|{_NUMERALS})"
    r"(?=\s*(?:$|[，。,.！!？?、/;；]|的|码|号|吧|吗|呢|和|还是|或|就|合适|会|可以|有|没|够|能|左右|正))",
)
_BEFORE_CLOTHING = re.compile(
    rf"(?<![A-Za-z0-9.¥￥€£$#-])(?P<size>{_LETTERS}|3[4-9](?:\.5)?|4\d(?:\.5)?|50)\s?的?(?:男|女"
    r"|黑色?的?|白色?的?|蓝色?的?|红色?的?|灰色?的?)?(?:的)?"
    r"(?=[一-鿿]{0,2}(?:鞋|靴|裤|裙|衣|衫|t恤|外套|夹克|帽|手套|袜|恤|大衣|羽绒服))",
    _FLAGS,
)
_OF_THESE = re.compile(r"(?:[这那哪]|一)[双件条款](?P<size>3[4-9]|4\d)(?=有|的|还|吗|没|码|能|能不能|，|$)")
_RING = re.compile(r"(?:戒指|指环|对戒|手寸|圈号)[^，。]{0,6}?(?P<size>[5-9]|[12]\d)\s?号")
_WITH_COUNTRY = re.compile(
    r"(?<![A-Za-z0-9])(?P<size>(?:uk|eur?|us)\s?\d{1,2}(?:\.5)?)(?![A-Za-z0-9.])\s?码?", _FLAGS
)
_CHINESE_COUNTRY = re.compile(
    r"(?P<country>英|欧|美)(?:码|国码|洲码)\s?(?:的)?\s?(?P<size>\d{1,2}(?:\.5)?)(?![\d.%])"
)
_UNMISTAKABLE = re.compile(r"(?<![A-Za-z0-9'-])(?P<size>\d{1,2}xl|x{1,5}[sl])(?![A-Za-z0-9'-])", _FLAGS)
_CUP = re.compile(
    r"(?<![A-Za-z0-9])(?P<size>[36789]\d\s?[a-hA-H])(?![A-Za-z0-9])(?=\s*(?:$|[，。,.！？!?]|的|码"
    r"|罩杯|文胸|内衣|杯|有|吗))"
)
_WHOLE_MESSAGE = re.compile(
    rf"^[\s，。]*(?:那|就|我|要|选|换|给我|来|穿|请|是|个|拿)*\s*(?P<size>(?:{_COUNTRY}\s?)?[1-6]\d"
    rf"(?:\.5)?|{_LETTERS})\s*(?:的|吧|谢谢|好了|可以|，|。|！|码|号|~)*$",
    _FLAGS,
)
_NEXT = re.compile(
    rf"\s*(?:,|，|、|/|和|或者?|还是|跟|到|与|以及|及)\s*(?P<size>{_LETTERS}|[1-6]\d(?:\.5)?)"
    r"(?![A-Za-z0-9.]|\s*(?:个|块|元|天|件|%))",
    _FLAGS,
)
_PREVIOUS = re.compile(
    rf"(?<![A-Za-z0-9.])(?P<size>{_LETTERS}|[1-6]\d(?:\.5)?)\s*(?:,|，|、|/|和|或者?|还是|跟|到|与|以及)\s*$",
    _FLAGS,
)

_CLAIMING = (_AFTER_CODE, _LETTER_NUMBERED, _AFTER_SIZE, _RING, _WITH_COUNTRY, _CHINESE_COUNTRY)
_POINTING = (_OF_THESE, _WORN, _WORN_NUMBER, _BEFORE_CLOTHING, _UNMISTAKABLE, _CUP, _WHOLE_MESSAGE)


def find_sizes(text: str) -> List[Match]:
    """Finds `size`, as canonical text: "M", "XL", "42", "UK 8", "one size"."""
    matches: List[Match] = [claim(*found.span(), WEIGHT + 1) for found in _NOT_SIZE.finditer(text)]
    for found in _WORD.finditer(text):
        value = (found.lastgroup or "").replace("_", " ")
        matches.append(single("size", value, found.span(), found.span(), weight=WEIGHT))
    for pattern in (*_CLAIMING, *_POINTING):
        for found in pattern.finditer(text):
            match = _match(found, found.span() if pattern in _CLAIMING else found.span("size"))
            if match is not None:
                matches.append(match)
                matches += _others(text, found)
    return matches


def chinese_size(text: str, country: Optional[str] = None) -> str:
    """Gives the usual way to write a size.

    Args:
        text: As a shopper wrote it, such as "42", "四十二", "42半", "xl", "欧码42", "uk8".
        country: A country's sizes named before it, such as "欧码".
    """
    plain = re.sub(r"\s+", "", text)
    named = re.match(r"英国|英码|英|欧码|欧洲|欧|美国|美码|美|国际", plain)
    if named:
        country, plain = named.group(), plain[named.end() :]
    if re.fullmatch(_NUMERALS, plain):
        plain = f"{chinese_number(plain.rstrip('半')) or 0:g}{'.5' if plain.endswith('半') else ''}"
    plain = plain.replace("半", ".5")
    if plain == "均码":
        return "one size"
    size = canonical_size(plain)
    code = _COUNTRIES.get(country[0], country.upper() if country.isascii() else "") if country else ""
    return f"{'EU' if code == 'EUR' else code} {size}" if code and size[0].isdigit() else size


def _others(text: str, first: "re.Match[str]") -> Iterator[Match]:
    """Follows M或者L to the sizes after the first, and 38和39码 to the one before."""
    found = _NEXT.match(text, first.end())
    while found:
        match = _match(found, found.span("size"))
        if match is None:
            break
        yield match
        found = _NEXT.match(text, found.end())
    before = _PREVIOUS.search(text[: first.start("size")])
    if before:
        match = _match(before, before.span("size"))
        if match is not None:
            yield match


def _match(found: "re.Match[str]", claimed: "tuple[int, int]") -> Optional[Match]:
    country = found.groupdict().get("country")
    value = chinese_size(found.group("size"), country)
    if re.fullmatch(r"[\d.]+", value):
        number = float(value)
        is_child = (50 <= number <= LARGEST_CHILD and number % 5 == 0) or number in (
            52,
            59,
            66,
            73,
            92,
            98,
            104,
            116,
            122,
            128,
            134,
            146,
            152,
            158,
            164,
        )
        if not (1 <= number <= LARGEST_NUMBER or is_child):
            return None
    return single("size", value, found.span("size"), claimed, weight=WEIGHT)
