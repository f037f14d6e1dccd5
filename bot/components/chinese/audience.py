"""For whom something is, in Chinese."""

from __future__ import annotations

import re
from typing import List, Optional

from bot.components.chinese.numbers import COUNT, chinese_number
from bot.components.matches import Match, claim, single

WEIGHT = 30
GROWN_UP = 15
"""Years from which clothes come in grown-ups' sizes."""
INFANT = 2
"""Years under which a child is a baby to a shop."""

_RELATIONS = {
    "women": (
        r"老婆|媳妇儿?|太太|妻子|爱人(?!们)|女朋友|女友|女票|对象|未婚妻|妈妈|妈咪|老妈|母亲|我妈|俺妈"
        r"|他妈妈|婆婆|丈母娘|岳母|姐姐|老姐|我姐|妹妹|老妹|表姐|表妹|堂姐|堂妹"
        r"|我妹|奶奶|外婆|姥姥|阿姨|姑姑|舅妈|婶婶|伯母|嫂子|闺蜜|伴娘|孕妇|孕妈|女同事|女老师|女领导"
        r"|女上司|女同学|女性朋友|女神|妈(?![妈咪祖蛋])|姐(?![姐夫弟])|妹(?![妹夫子])|小姨|大姨|外祖母"
        r"|祖母"
    ),
    "men": (
        r"老公|丈夫|男朋友|男友|男票|未婚夫|爸爸|老爸|爸比|父亲|我爸|俺爸|公公|岳父|老丈人|哥哥|老哥"
        r"|我哥|弟弟|老弟|我弟|表哥|表弟|堂哥|堂弟|爷爷|外公|姥爷|叔叔|舅舅|姑父|伯伯|大伯"
        r"|姐夫|妹夫|伴郎|男同事|男领导|男上司|男老师|男同学|男性朋友|爸(?![爸比])|哥(?![哥们])|弟"
        r"(?![弟妹])|外祖父|祖父|兄弟(?!们)"
    ),
    "kids": (
        r"儿子|女儿|闺女|孩子们?|小孩子?|小孩儿|小朋友|娃儿?|侄子|侄女|外甥女?|孙子|孙女|外孙女?"
        r"|小学生|大宝|二宝|小侄子|小侄女|小外甥|小女孩|小男孩|熊孩子|小子|小姑娘|女娃|男娃"
    ),
    "baby": r"宝宝们?|婴儿|新生儿|小宝宝|小婴儿|小baby|baby|刚出生的",
}
_GROUPS = {
    "women": (
        r"女士|女款|女式|女装|女生(?!们)|女用|女性|女人|女表|女包|女子|妇女|女孩子|中老年女|女(?=鞋|裤"
        r"|裙|靴|包|外套|大衣|衬衫|羽绒服|冲锋衣|跑鞋|短袖|的|童以外|士|款|$|，|。|毛衣|T恤|泳|内衣"
        r"|运动|拖|凉|袜|帽|手表)|孕妇"
    ),
    "men": (
        r"男士|男款|男式|男装|男生(?!们)|男用|男性|男人|男表|男包|男子|男(?=鞋|裤|靴|包|外套|大衣|衬衫"
        r"|羽绒服|冲锋衣|跑鞋|短袖|的|士|款|$|，|。|毛衣|T恤|泳|内裤|运动|拖|凉|袜|帽|手表)"
    ),
    "kids": (
        r"儿童|童装|童款|童鞋|男童|女童|小童|中童|大童|中大童|少儿|青少年|小孩款|孩童|幼儿(?!园)|童"
        r"(?=车|床|书)|小学生"
    ),
    "baby": r"婴儿|婴幼儿|新生儿|宝宝|婴童|初生儿|月子宝宝|小宝宝|奶娃",
}
_FOR = (
    r"(?:(?<!转)(?<!电话)给|送给|送|帮|替|为|适合|合适|想给|买给|孝敬|寄给|留给)(?:我|我家|我们家"
    r"|咱|咱家|俺|俺家|他|她|自己|自家|家里|家里的|一个|个|两个|刚|那|的|大概|差不多|我的|亲|小|大"
    r"|最小|最大)*的?"
)
_FOR_RELATION = {
    audience: re.compile(
        rf"{_FOR}(?P<age>(?:[^，。,.\s]{{0,6}}?(?:岁|个月)(?:大|多|半)?的?)?)(?P<who>{words})(?!的"
        r"(?:订单|账号|账户|名字|单子|手机|电话|卡|地址|邮箱)|下的单|(?:自己)?下单|打电话|(?:也)?"
        r"(?:开个?|注册|导|申请|办|创建|登录|充值))"
    )
    for audience, words in _RELATIONS.items()
}
_RELATION_ACTS = {
    audience: re.compile(
        rf"(?:我|我家|我们家|咱|咱家|俺|家里|我的|自家)?(?P<who>{words})"
        r"(?=(?:他|她|也|平时|一般|今年|现在|最近|比较|特别|很|就|都|想|要|不|快|马上|上|刚|才|一直"
        r"|整天|经常)*(?:穿|用(?!的|了|我|他|她|你)|戴|喜欢|爱(?!人)|需要|要(?!求|退|么)|想(?:要|换"
        r"|买)|过生日|生日|身高|体重|脚|怕冷|怕热|满月|周岁|岁|上学|上(?:小学|幼儿园|初中)|开学|学|玩"
        r"|皮肤|\d|能用|能穿|睡|吃|喝|出生|要出生|踢|个子|背)"
        r"|(?:的|)(?:生日|节日|礼物|鞋|衣服|外套|尺码|礼品|裤子|裙子|帽子|围巾|玩具|书包|房间|卧室)"
        r"|用的|穿的|戴的|玩的|款)"
    )
    for audience, words in _RELATIONS.items()
}
_WHOLE_MESSAGE = {
    audience: re.compile(
        rf"^[\s，。]*(?:嗯|是|就|送|给|为|帮)*(?:我|俺|咱)?(?:家)?的?(?P<who>{words})(?:的|吧|穿|用"
        r"|穿的|用的|呀|啊)?[\s，。！~]*$"
    )
    for audience, words in _RELATIONS.items()
}
_GROUP = {
    audience: re.compile(rf"(?<![妇孙外侄处美少仙淑魔])(?P<who>{words})")
    for audience, words in _GROUPS.items()
}
_CHILD = (
    r"(?:儿子|女儿|闺女|孩子|小孩子?|小孩儿|小朋友|男孩子?|女孩子?|男宝宝?|女宝宝?|宝宝|娃儿?|侄子"
    r"|侄女|外甥女?|孙子|孙女|外孙女?|婴儿|男童|女童|小姑娘|小男孩|小女孩|男娃|女娃|男生|女生|小子"
    r"|宝贝|大宝|二宝)"
)
_AGE = re.compile(
    rf"(?<![\d.])(?P<number>{COUNT})(?P<half>半)?\s?(?:(?P<years>周岁|岁)(?P<half_after>半|多)?|"
    rf"(?P<months>个月|个多月|月龄)(?=大|的?{_CHILD}|宝|婴))(?:大|左右|以上|以下|多)?(?:的)?"
    rf"(?P<who>{_CHILD})?"
)
_CHILD_BEFORE = re.compile(
    rf"(?P<who>{_CHILD})(?:今年|现在|才|刚|快|马上|刚满|大概|已经|都|是|有|，|也|满|要)*"
    rf"(?P<number>{COUNT})(?P<half>半)?(?P<years>周岁|岁|个月|个多月)(?P<half_after>半|多)?(?:大"
    r"|了)?"
)
_NOT_PEOPLE = re.compile(
    r"妈妈[包裤]|爸爸鞋|老爹鞋|男朋友风|男友风|女王|女巫|女红|儿童节|(?:先生|女士)(?:您好|你好|们)"
    r"|宝宝霜|他妈的|妈的|妈呀|我的妈|天哪妈|女主播|女客服|男客服|女明星|男模|妇女节|女生节|女神节"
    r"|女主人|男主人|儿童安全锁|爸妈|父母|兄弟们|姐妹们|哥们儿?|老妹儿|(?:小|大)哥哥?(?:你好|您好"
    r"|打电话)|快递小?哥|快递员?大哥|小哥哥?|小姐姐|客服(?:小)?(?:姐姐|妹妹|哥哥)|婴儿(?:蓝|粉)"
)


def find_audience(text: str) -> List[Match]:
    """Finds `audience`: women, men, kids or baby; from relations, groups and ages."""
    matches: List[Match] = [claim(*found.span(), WEIGHT + 6) for found in _NOT_PEOPLE.finditer(text)]
    for weight, patterns in ((2, _FOR_RELATION), (1, _RELATION_ACTS), (1, _WHOLE_MESSAGE), (0, _GROUP)):
        for audience, pattern in patterns.items():
            for found in pattern.finditer(text):
                span = found.span("who")
                matches.append(single("audience", audience, span, span, weight=WEIGHT + weight))
    for pattern in (_AGE, _CHILD_BEFORE):
        for found in pattern.finditer(text):
            matches += _by_age(found)
    return matches


def _by_age(found: "re.Match[str]") -> List[Match]:
    number = chinese_number(found.group("number")) or 0.0
    groups = found.groupdict()
    is_months = bool(groups.get("months")) or "月" in (groups.get("years") or "")
    years = number / 12 if is_months else number
    if groups.get("half") or groups.get("half_after") == "半":
        years += 0.5
    audience = _audience_of_age(years, groups.get("who") or "")
    span = found.span()
    if audience is None:
        return [
            claim(*(found.start("number"), found.end("years") if groups.get("years") else span[1]), WEIGHT)
        ]
    return [single("audience", audience, span, span, weight=WEIGHT + 3)]


def _audience_of_age(years: float, who: str) -> Optional[str]:
    if years < INFANT:
        return "baby"
    if years < GROWN_UP:
        return "kids"
    if re.search(r"女|闺|姑娘", who):
        return "women"
    return "men" if re.search(r"儿子|男|侄子|孙子|外甥|小子", who) else None
