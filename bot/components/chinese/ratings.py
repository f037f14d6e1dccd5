"""Scores a shopper gives, in Chinese."""

from __future__ import annotations

import math
import re
from typing import List

from bot.components.chinese.numbers import chinese_number
from bot.components.matches import Match, claim, single

WEIGHT = 50
MOST_STARS = 5

_SCORE = (
    r"(?:\d{1,3}(?:\.\d)?|[零一二两三四五六七八九]点[一二三四五六七八九]"
    r"|[零〇一二两三四五六七八九十]|[四三二]星半)"
)
_STARS = re.compile(
    r"(?<![\d.第])(?P<score>[0-5](?:\.5)?|[零一二两三四五]|满)(?P<half>个半|颗半)?\s?(?:颗|个)?"
    r"(?:星(?!期|空|巴|pay|手机|电视|galaxy|显示器|洗衣机|冰箱|级酒店|座|球|光|星|图|环|钻)|[★⭐])"
    r"(?:半)?(?:好评|差评|评价)?"
)
_DRAWN = re.compile(r"(?:[★⭐]\ufe0f?){1,5}")
_OUT_OF = re.compile(
    rf"(?<![\d.,/-])(?P<score>{_SCORE})\s*/\s*(?P<scale>5|10|100)(?![\d/.-])(?!\s*(?:月|号|日))"
)
_FULL_MARKS = re.compile(
    r"(?:满分(?:是|为)?\s*)?(?P<scale>5|10|100|五|十|一百|百)\s*分(?:制|满分|里面?|中|为满分|我"
    r"|的话|，|,|\s)+(?:的)?(?:我|里|给|打|只|能|就|可以|愿意|会|最多|顶多|，|,)*(?:服务|客服|物流"
    rf"|质量|这次|你们|售后)?\s*(?P<score>{_SCORE})\s*分?(?!\s*(?:钟|期|之|裤|袖))"
)
_OF_SCALE = re.compile(
    rf"(?P<score>{_SCORE})\s*分\s*[（(，,/]?\s*(?:满分|总分|一共)(?:是|为)?\s*(?P<scale>5|10|100|五"
    r"|十|一百)\s*分?[)）]?"
)
_POINTS = re.compile(
    r"(?P<cue>打|给|评|评分|评个|打个|给个|得|扣到|只值|值|最多|顶多|分数|打了|给了|就|评了"
    r"|我的评分是|我的评分|必须|能打|能给|给你们?|给它|给这\w|最低|整体|总体|综合|，|,|^)?\s*(?:是"
    r"|为|：|:|个|了|你们?|它)?\s*"
    rf"(?<![\d.第百])(?P<score>{_SCORE})\s*分"
    r"(?![钟期之裤袖装享别离手辨贝母红寸店机量公米级块类数公])(?!之)(?P<good>好评|吧|，|,|。|！|!"
    r"|$|不能再多|给|的|满意|差评)?"
)
_FULL = re.compile(r"(?<![\d十五百])满分(?!是|为|\s*\d)(?:好评)?|满星")
_IDIOM = re.compile(
    r"(?<![打给评得])(?<!个)十分(?=[一-鿿])(?!制|满分|给|好评|吧|的话)|万分|几分|百分百|充分|部分"
    r"|[七八九五]分[裤袖]|三分钟热度|一分钱一分货|一分钱|一分价钱|得分|分分钟|七分|八分饱"
)


def find_ratings(text: str) -> List[Match]:
    """Finds `rating`, scaled to whole stars from 1 to 5, halves rounded up.

    Points without a scale are of five up to five, of ten up to ten and of a hundred beyond.
    """
    matches: List[Match] = [claim(*found.span(), WEIGHT + 2) for found in _IDIOM.finditer(text)]
    for found in _STARS.finditer(text):
        score = 5.0 if found.group("score") == "满" else chinese_number(found.group("score")) or 0.0
        score += 0.5 if "半" in found.group() else 0.0
        matches.append(_rating(score, found))
    for found in _DRAWN.finditer(text):
        matches.append(_rating(len(re.findall("[★⭐]", found.group())), found))
    for pattern in (_OUT_OF, _FULL_MARKS, _OF_SCALE):
        for found in pattern.finditer(text):
            scale = {"百": 100.0}.get(found.group("scale")) or chinese_number(found.group("scale")) or 5.0
            score = _number(found.group("score"))
            if score <= scale:
                matches.append(_rating(score * MOST_STARS / scale, found, weight=WEIGHT + 1))
    for found in _POINTS.finditer(text):
        if not (found.group("cue") is not None or found.group("good")):
            continue
        score = _number(found.group("score"))
        scale = 5 if score <= 5 else 10 if score <= 10 else 100
        if score <= 100:
            span = (
                found.start("score"),
                found.end("good") if found.group("good") == "好评" else found.start("good"),
            )
            end = text.index("分", found.end("score")) + 1
            matches.append(
                single(
                    "rating",
                    _stars(score * MOST_STARS / scale),
                    (span[0], end),
                    (span[0], end),
                    weight=WEIGHT,
                )
            )
    for found in _FULL.finditer(text):
        matches.append(_rating(5.0, found))
    return matches


def _number(text: str) -> float:
    whole, _, decimals = text.partition("点")
    if decimals:
        return (chinese_number(whole) or 0.0) + (chinese_number(decimals) or 0.0) / 10
    return chinese_number(text) or 0.0


def _stars(stars: float) -> int:
    return min(max(math.floor(stars + 0.5), 1), MOST_STARS)


def _rating(stars: float, found: "re.Match[str]", weight: int = WEIGHT) -> Match:
    return single("rating", _stars(stars), found.span(), found.span(), weight=weight)
