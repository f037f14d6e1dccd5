"""Which one of those shown, and how many, in Chinese."""

from __future__ import annotations

import re
from typing import List

from bot.components.chinese.numbers import COUNT, chinese_count
from bot.components.matches import Found, Match, claim, single

WEIGHT = 40
LARGEST_ORDINAL = 20

_CLASSIFIER = (
    r"(?:个|款|件|双|条|种|张|台|只|套|顶|把|盏|瓶|盒|本|部|辆|对|支|项|样|串|块|床|枚|副|幅|包|箱"
    r"|份|单|笔|组|罐|桶|片|粒|根|架|间|座|杯|袋|号)"
)
_THING = r"(?:商品|产品|选项|链接|图|推荐|订单|包裹|外套|鞋子?|款式|行|排)"
# 第二次, 第一天, 第三方: no pick among things shown
_NO_PICK = (
    r"(?!\s*(?:次|天|时间|方|遍|回|年|月|周|季|步|节|章|页|代|名|手|眼|感觉|印象|层|楼|期|轮"
    r"|位客服|件事|个问题|个月|个星期|个礼拜|个人|个小时|个电话|个客服|问|反应|批|家店?"
    r"|点(?!的)|人称|世界|大道|中学|声|站|性|类|集|课|度|线|(?:个|的)?(?:收货)?地址|(?:个"
    r"|的)?账[号户]|(?:个|的)?邮箱|单买|单下|单购|次买|者|句|届))"
)
_PICK = re.compile(
    rf"(?:第|[地弟帝](?=[一二三四五六七八九十]{_CLASSIFIER}))\s*(?P<number>{COUNT})\s*"
    rf"(?P<kind>{_CLASSIFIER}|{_THING})?{_NO_PICK}"
)
_NEXT = re.compile(
    rf"\s*(?:和|跟|与|、|，|,|还有|以及|或者?|还是|比|对比|及|vs|VS)\s*第?\s*(?P<number>{COUNT})\s*"
    rf"(?P<kind>{_CLASSIFIER})?(?!\d|\s*(?:块|元|天|码))"
)
_NEXT_SURE = re.compile(
    rf"\s*(?:和|跟|与|、|，|,|还有|以及|或者?|还是|比|对比|及|vs|VS)\s*第\s*(?P<number>{COUNT})\s*"
    rf"(?P<kind>{_CLASSIFIER}|{_THING})?{_NO_PICK}"
)
_LAST = re.compile(
    r"(?:(?:最后|最末|最末尾|末尾|最底下|最下面|倒数第一)(?:的)?(?:那|这|面|边)?(?:的)?(?:一|1)?"
    rf"(?:那)?(?:{_CLASSIFIER}|{_THING})(?!问题|月|星期|礼拜|人|小时|机会|要求|时刻|期限|电话)"
    r"|倒数第一(?!次|天)|最后一(?=$|[，。！!,])|压轴那个)"
)
_FIRST = re.compile(
    r"(?:(?:最前面|最上面|打头|排头)(?:的)?(?:那)?(?:一)?|头一|首(?=[个款件]))"
    rf"(?P<kind>{_CLASSIFIER})(?!月|星期|礼拜|人|字|头)"
)
_FIRST_FEW = re.compile(
    rf"(?:最?前|头|首)(?P<few>[两二三四五234])(?P<kind>{_CLASSIFIER})(?!月|星期|礼拜|小时|人)"
)
_NUMBERED = re.compile(
    r"(?:选项|编号|序号|号码|图|方案|款式|商品|产品|(?<![二三筛挑任多])选择?|number|no\.?|NO\.?"
    rf"|No\.?|option)\s*(?P<number>{COUNT})(?!\d)"
    r"(?![块元天码寸岁米星分%只件双条号的下些点样遍起直般]|\s*(?:个|款|件))",
    re.IGNORECASE,
)
_NUMBER_SIGN = re.compile(
    r"(?<![\d第月年./-])(?P<number>[1-9]|[一二三四五六七八九])\s?号(?:款|商品|产品|链接|图|选项|那"
    r"|这|的那|(?=[，。,吧]|$|和|跟))(?!电池|线|楼|店|仓)"
)
_SIGNED = re.compile(r"[#＃]\s?(?P<number>\d{1,2})(?!\d)")
_COMPARED = re.compile(
    rf"(?:比较|对比|比一下|比比)(?:一下|下)?\s*(?P<number>{COUNT})(?=\s*(?:和|跟|与|、|,|，|还有"
    r"|vs))(?!\s*(?:款|个|件|双|种))"
)
_COMPARED_AFTER = re.compile(
    rf"(?<![\d.])(?P<number>{COUNT})\s*(?:和|跟|与|、|vs|VS)\s*(?P<second>{COUNT})(?!\d)\s*(?:号"
    r"|款)?(?:相比|比一?下|比较|对比|哪个|哪款|有什么区别|有啥区别|区别|比起来|的区别)"
)
_WHOLE_MESSAGE = re.compile(
    rf"^[\s，。]*(?:那|就|我|要|选|给我|嗯|好|请|是)*\s*第\s*(?P<number>{COUNT})\s*(?:吧|的|谢谢"
    r"|好了|。|！|呢|那个)*$"
)
_NOT_ORDINAL = re.compile(
    r"第[一二三四五六七八九十\d]+(?:次|天|时间|方(?!案)|遍|回|年|周|季|步|手|眼|感觉|印象|代|期|批"
    r"|反应|名|位|节|页|件事|个问题|个月|个星期|个礼拜|个人|个小时)|最后(?:一次|一天|时刻|期限"
    r"|机会|一刻|一个问题|一件事|再问)"
)

_COUNTED = (
    r"(?:件|双|条|只|台|套|盒|瓶|本|把|张|副|对|顶|支|包|袋|箱|份|盏|部|辆|枚|打|罐|桶|卷|块|床|串"
    r"|组|提|管|根|片|朵|束|幅|架|株|盆|艘|样|个|瓣|粒)"
)
_COUNT_MANY = (
    r"(?:\d{1,3}|[二两三四五六七八九]|十[一二三四五六七八九]?"
    r"|[二三四五六七八九]十[一二三四五六七八九]?|俩|仨)"
)
_NO_COUNT = (
    r"(?!\s*(?:月|星期|礼拜|小时|钟头|工作日|人(?!偶)|问题|事|颜色|色|款|尺码|码|号|地址|选择|选项"
    r"|方面|办法|方案|原因|电话|客服|店|半月|多月|来月|季|钱|几毛|欧|英镑|理由|字|点(?!的)|样子"
    r"|部分|评价|种类|步骤|包年|包月|档|口味|版本|账[户号]|银行卡|卡|渠道|浏览器|邮箱|手机号|键"
    r"|按钮|客服|平台|城市|链接|活动|包期|包凭证|包政策|包服务))"
)
_QUANTITY = re.compile(
    r"(?<![\d.,第地每这那哪前后头几上下一二三四五六七八九十A-Za-z¥€£$#-])(?<!前面)(?<!这样)(?<!百)"
    rf"(?P<count>{_COUNT_MANY})\s?(?P<kind>{_COUNTED}){_NO_COUNT}(?!钱|半|套(?!衣服))|(?<![一-鿿])"
    r"(?P<dozen>[一两三]打)(?!折|开|断|听|算)"
)
_ONE = re.compile(
    r"(?:要|来|拿|各|只|就|共|加|订|买|退|再|(?<!重)拍|少了?|下单)(?:个)?(?P<count>一|1)"
    rf"(?P<kind>{_COUNTED})(?=\s*(?:$|[，。,.！!？?；;、]|吧|就|够|行|可以|呢|吗|呗|哈|啊|的话|谢谢"
    r"|给|，|不|和|还|要|都|，))"
)
_SAID = re.compile(
    rf"(?:数量|件数|份数|个数)(?:\s|[:：=是为改成到选填要,，])*(?P<count>{COUNT})(?!\s*(?:块|元"
    r"|天))|[x×*✕]\s?(?P<times>\d{1,2})(?![\d.A-Za-z]|\s*(?:cm|厘米|米))|(?<![\d.A-Za-z])"
    r"(?P<before>\d{1,2})\s?[x×✕](?![\d.A-Za-z])"
)
_ONE_MORE = re.compile(
    rf"(?:再|多)(?:来|要|加|买|拿|订|拍|给我)?(?:上|了)?(?P<count>一|1|{_COUNT_MANY})"
    rf"(?P<kind>{_COUNTED}){_NO_COUNT}"
)
_BOTH = re.compile(
    r"(?:两个|两件|两双|两款|两样|俩)(?=都)|(?<![这那他她你我们])(?P<pair>俩|仨)(?=$|[，。都吧])"
)
_GOODS_AFTER_BLOCK = re.compile(
    r"\s*(?:地毯|毯|肥皂|香皂|手表|布|毛巾|手帕|板|表|砖|糖|巧克力|蛋糕|木|浴巾|画板|屏|丝巾|滑板"
    r"|瑜伽|桌布|门垫|垫)"
)
_A_DOZEN = {"打": 12}


def find_ordinals(text: str) -> List[Match]:
    """Finds `ordinal`, counted from 1; the last is -1."""
    matches: List[Match] = [claim(*found.span(), WEIGHT + 1) for found in _NOT_ORDINAL.finditer(text)]
    for found in _LAST.finditer(text):
        matches.append(single("ordinal", -1, found.span(), found.span(), weight=WEIGHT))
    for found in _FIRST.finditer(text):
        matches.append(single("ordinal", 1, found.span(), found.span(), weight=WEIGHT))
    for found in _FIRST_FEW.finditer(text):
        count = chinese_count(found.group("few")) or 0
        entities = tuple(Found("ordinal", number, *found.span()) for number in range(1, count + 1))
        matches.append(Match(*found.span(), entities, WEIGHT + 1))
    for pattern in (_PICK, _WHOLE_MESSAGE, _NUMBERED, _NUMBER_SIGN, _SIGNED, _COMPARED):
        for found in pattern.finditer(text):
            names_thing = bool(found.groupdict().get("kind"))
            if pattern is _PICK and not (names_thing or _may_stand_alone(text, found.end())):
                continue
            following = _NEXT_SURE if names_thing else _NEXT
            matches += _chain(text, found, following)
    for found in _COMPARED_AFTER.finditer(text):
        for name in ("number", "second"):
            matches += _pick(found.group(name), found.span(name), found.span(name))
    return matches


def find_quantities(text: str) -> List[Match]:
    """Finds `quantity`, a whole number from 1."""
    matches: List[Match] = []
    for pattern in (_QUANTITY, _ONE, _SAID, _ONE_MORE, _BOTH):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            words = next(
                (groups[name] for name in ("count", "times", "before", "pair", "dozen") if groups.get(name)),
                "两",
            )
            kind = "打" if groups.get("dozen") else groups.get("kind")
            count = {"俩": 2, "仨": 3}.get(words) or chinese_count(words.rstrip("打"))
            if kind == "块" and not _GOODS_AFTER_BLOCK.match(text[found.end() :]):
                continue
            if count and 0 < count < 1000:
                start = (
                    min(
                        found.start(name)
                        for name in ("count", "times", "before", "pair", "dozen")
                        if groups.get(name)
                    )
                    if any(groups.values())
                    else found.start()
                )
                span = (start, found.end())
                matches.append(
                    single("quantity", count * _A_DOZEN.get(kind or "", 1), span, span, weight=WEIGHT - 5)
                )
    return matches


def _may_stand_alone(text: str, end: int) -> bool:
    """True where 第二 is a pick without the thing: at an end, before a particle or another pick."""
    return bool(_NEXT.match(text, end) or re.match(r"[的那是和跟比吧呢有怎好贵便多]|[^一-鿿]|$", text[end:]))


def _chain(text: str, first: "re.Match[str]", following: "re.Pattern[str]") -> List[Match]:
    """Gives a pick and those joined to it: 第一款和第三款, 第1、3个."""
    matches = _pick(first.group("number"), first.span(), first.span())
    found = following.match(text, first.end()) if matches else None
    while found:
        following_pick = _pick(
            found.group("number"), (found.start("number"), found.end()), (found.start("number"), found.end())
        )
        if not following_pick:
            break
        matches += following_pick
        found = following.match(text, found.end())
    return matches


def _pick(words: str, span: "tuple[int, int]", claimed: "tuple[int, int]") -> List[Match]:
    number = chinese_count(words)
    if not number or number > LARGEST_ORDINAL:
        return []
    return [single("ordinal", number, span, claimed, weight=WEIGHT)]
