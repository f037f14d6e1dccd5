"""What is found in Chinese sentences, and what is left alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Dict

import pytest

from tests.bot.finding import Expected, entities, found


def price(least: float, most: float) -> Expected:
    return [("price_min", least), ("price_max", most)]


PRICES: Dict[str, Expected] = {
    "两百以内": [("price_max", 200.0)],
    "不超过五百": [("price_max", 500.0)],
    "预算500": [("price_max", 500.0)],
    "最多花八十欧": [("price_max", 80.0)],
    "￥50以内": [("price_max", 50.0)],
    "50英镑以下的": [("price_max", 50.0)],
    "千元以内": [("price_max", 1000.0)],
    "不要超过200块": [("price_max", 200.0)],
    "最多出两百五": [("price_max", 250.0)],
    "1.5万以下": [("price_max", 15000.0)],
    "低于一千零五十元": [("price_max", 1050.0)],
    "我预算也就三百块钱": [("price_max", 300.0)],
    "比50块便宜的": [("price_max", 50.0)],
    "100元以上": [("price_min", 100.0)],
    "至少一千": [("price_min", 1000.0)],
    "三百块起": [("price_min", 300.0)],
    "20到30块": price(20.0, 30.0),
    "100~200元": price(100.0, 200.0),
    "价位500到800": price(500.0, 800.0),
    "两百到三百之间": price(200.0, 300.0),
    "两到三百": price(200.0, 300.0),
    "两三百块的": price(200.0, 300.0),
    "三五百的": price(300.0, 500.0),
    "八百到一千二的": price(800.0, 1200.0),
    "一千以上两千以下": price(1000.0, 2000.0),
    "预算三百左右": price(240.0, 360.0),
    "大概一百块": price(80.0, 120.0),
    "百元左右": price(80.0, 120.0),
    "300上下": price(240.0, 360.0),
    "花了79块": [],
    "三百多的有吗": [],
    "几十块": [],
    "打八折": [],
    "便宜了20块": [],
    "24小时以内": [],
    "三天之内": [],
    "5公斤以下": [],
    "一米六以下": [],
    "38到39码": [("size", "38"), ("size", "39")],
}
ORDERS: Dict[str, Expected] = {
    "订单号10342": [("order_number", "10342")],
    "单号是20817": [("order_number", "20817")],
    "10588这个": [("order_number", "10588"), ("reference", "one")],
    "我的订单4821": [("order_number", "4821")],
    "No.20563的订单": [("order_number", "20563")],
    "编号AT-20931": [("order_number", "20931")],
    "订单#W5199551": [("order_number", "5199551")],
    "W2378156到哪了": [("order_number", "2378156")],
    "应该是66120跟66121": [("order_number", "66120"), ("order_number", "66121")],
    "不是10342，是10343": [("order_number", "10342", "exclude"), ("order_number", "10343")],
    "邮箱是jo.bloggs@mail.example": [("email", "jo.bloggs@mail.example")],
    "快递单号12345678": [],
    "尾号7302": [],
    "验证码482913": [],
    "10000毫安": [],
    "2023年买的": [],
    "卡号6222021234567890": [],
}
SIZES: Dict[str, Expected] = {
    "42码": [("size", "42")],
    "加大码": [("size", "XL")],
    "L号": [("size", "L")],
    "M码": [("size", "M")],
    "大号": [("size", "L")],
    "要小号的": [("size", "S")],
    "均码": [("size", "one size")],
    "四十二码": [("size", "42")],
    "42码半": [("size", "42")],
    "欧码42": [("size", "EU 42")],
    "美码8": [("size", "US 8")],
    "uk8": [("size", "UK 8")],
    "我平时穿38": [("size", "38")],
    "尺码选XL": [("size", "XL")],
    "M或者L": [("size", "M"), ("size", "L")],
    "38和39码": [("size", "38"), ("size", "39")],
    "120码": [("size", "120")],
    "有没有2XL": [("size", "2XL")],
    "75C的": [("size", "75C")],
    "256GB": [("size", "256 GB")],
    "不要42码，要43码": [("size", "42", "exclude"), ("size", "43")],
    "验证码": [],
    "我42岁": [],
    "等了42分钟": [],
    "二维码": [],
}
PICKS: Dict[str, Expected] = {
    "第二个": [("ordinal", 2)],
    "第一款和第三款": [("ordinal", 1), ("ordinal", 3)],
    "最后一个": [("ordinal", -1)],
    "最后那个": [("ordinal", -1)],
    "前两个": [("ordinal", 1), ("ordinal", 2)],
    "第1、第2款": [("ordinal", 1), ("ordinal", 2)],
    "1和3比一下": [("ordinal", 1), ("ordinal", 3)],
    "选2": [("ordinal", 2)],
    "二号吧": [("ordinal", 2)],
    "要地二个": [("ordinal", 2)],
    "我选第三个": [("ordinal", 3)],
    "要第二个，不要第一个": [("ordinal", 2), ("ordinal", 1, "exclude")],
    "第一次买": [],
    "第二天就坏了": [("return_reason", "defective")],
    "二选一": [],
    "最后一次": [],
    "第三方": [],
    "就要木头的": [],
    "三件": [("quantity", 3)],
    "两双": [("quantity", 2)],
    "买5个": [("quantity", 5)],
    "一打": [("quantity", 12)],
    "数量改成2": [("quantity", 2)],
    "我要一件": [("quantity", 1)],
    "各来一个": [("quantity", 1)],
    "再加两条": [("quantity", 2)],
    "想买一件夹克": [("product_type", "jacket")],
    "两个星期": [],
    "两个问题": [],
    "四件套": [],
    "换一瓶": [],
    "几件": [],
    "四星": [("rating", 4)],
    "打8分": [("rating", 4)],
    "给3分": [("rating", 3)],
    "五星好评": [("rating", 5)],
    "10分满分给7分": [("rating", 4)],
    "打90分": [("rating", 5)],
    "满分": [("rating", 5)],
    "零分": [("rating", 1)],
    "⭐⭐⭐": [("rating", 3)],
    "十分满意": [],
    "等了10分钟": [],
    "三星手机": [],
    "七分裤": [],
}
PEOPLE: Dict[str, Expected] = {
    "给我老婆": [("audience", "women")],
    "男款": [("audience", "men")],
    "女士": [("audience", "women")],
    "五岁儿子": [("audience", "kids")],
    "宝宝": [("audience", "baby")],
    "送我妈": [("audience", "women")],
    "给我爸": [("audience", "men")],
    "我儿子8岁": [("audience", "kids")],
    "6个月大的宝宝": [("audience", "baby")],
    "18岁的女儿": [("audience", "women")],
    "岳父生日": [("audience", "men")],
    "女鞋": [("audience", "women"), ("product_type", "shoe")],
    "不是给孩子的": [("audience", "kids", "exclude")],
    "老婆": [("audience", "women")],
    "我老公买的": [],
    "快递小哥": [],
    "先生您好": [],
    "妈呀": [],
}
REASONS: Dict[str, Expected] = {
    "太小了": [("return_reason", "too_small")],
    "有点紧": [("return_reason", "too_small")],
    "换大一码": [("return_reason", "too_small")],
    "穿不下": [("return_reason", "too_small")],
    "袖子太长了": [("return_reason", "too_big")],
    "大了一码": [("return_reason", "too_big")],
    "尺码偏大": [("return_reason", "too_big")],
    "屏幕碎了": [("return_reason", "damaged")],
    "收到就是坏的": [("return_reason", "damaged")],
    "有划痕": [("return_reason", "damaged")],
    "掉色": [("return_reason", "defective")],
    "开不了机": [("return_reason", "defective")],
    "没声音": [("return_reason", "defective")],
    "发错货": [("return_reason", "wrong_item")],
    "不是我订的那款": [("return_reason", "wrong_item")],
    "少发了": [("return_reason", "wrong_item")],
    "跟图片不一样": [("return_reason", "not_as_described")],
    "色差太大": [("return_reason", "not_as_described")],
    "不喜欢了": [("return_reason", "changed_mind")],
    "不想要了": [("return_reason", "changed_mind")],
    "买重复了": [("return_reason", "changed_mind")],
    "物流太慢": [("return_reason", "late")],
    "晚了一个星期": [("return_reason", "late")],
    "我买的是黑色，发来的是白色": [
        ("return_reason", "wrong_item"),
        ("colour", "black"),
        ("colour", "white"),
    ],
    "会不会太大": [],
    "容易掉色吗": [],
    "声音太大": [],
    "地址填错了": [],
    "便宜点的": [("relative_price", "lower")],
    "太贵了": [("relative_price", "lower")],
    "有没有更便宜的": [("relative_price", "lower")],
    "贵一点也行": [("relative_price", "higher")],
    "更高档的": [("relative_price", "higher")],
    "最便宜的": [("relative_price", "lowest")],
    "最贵的": [("relative_price", "highest")],
    "不要太贵": [],
    "买贵了": [],
    "贵公司": [],
}
WORDS: Dict[str, Expected] = {
    "我想买绿色夹克": [("colour", "green"), ("product_type", "jacket")],
    "墨绿色": [("colour", "dark green")],
    "深蓝的": [("colour", "blue")],
    "黑鞋": [("colour", "black"), ("product_type", "shoe")],
    "红的": [("colour", "red")],
    "真皮登山靴": [("material", "leather"), ("product_type", "hiking boot")],
    "登衫靴": [("product_type", "hiking boot")],
    "t恤": [("product_type", "t-shirt")],
    "Nordvik的背包": [("brand", "Nordvik"), ("product_type", "backpack")],
    "Ridgeline Shell Jacket有货吗": [("product", "ridgeline-shell-jacket")],
    "红包": [],
    "包邮吗": [],
    "鞋码": [],
    "调皮": [],
    "白天": [],
    "麻烦了": [],
    "明白": [],
    "打开灯光": [],
    "背锅": [],
}
NEGATION: Dict[str, Expected] = {
    "不要黑色": [("colour", "black", "exclude")],
    "别是皮的": [("material", "leather", "exclude")],
    "除了红色都行": [("colour", "red", "exclude")],
    "非皮的鞋": [("material", "leather", "exclude"), ("product_type", "shoe")],
    "不要黑色和灰色的": [("colour", "black", "exclude"), ("colour", "grey", "exclude")],
    "黑色和灰色都不要": [("colour", "black", "exclude"), ("colour", "grey", "exclude")],
    "不要黑色，要白色": [("colour", "black", "exclude"), ("colour", "white")],
    "红色不要，蓝色可以": [("colour", "red", "exclude"), ("colour", "blue")],
    "对羊毛过敏": [("material", "wool", "exclude")],
    "不带帽子的夹克": [("feature", "hood", "exclude"), ("product_type", "jacket")],
    "这件不防水": [("reference", "one"), ("feature", "waterproof", "exclude")],
    "皮的就算了": [("material", "leather", "exclude")],
    "我不喜欢粉色": [("colour", "pink", "exclude")],
    "不要靴子，要运动鞋": [("product_type", "boot", "exclude"), ("product_type", "trainer")],
    "夹克不想要了": [("product_type", "jacket"), ("return_reason", "changed_mind")],
    "有没有黑色": [("colour", "black")],
    "没有黑色吗": [("colour", "black")],
    "是不是黑色的": [("colour", "black")],
    "防不防水": [("feature", "waterproof")],
    "不一定要黑色": [("colour", "black")],
    "我没收到绿色的夹克": [("colour", "green"), ("product_type", "jacket")],
}
TABLE = {**PRICES, **ORDERS, **SIZES, **PICKS, **PEOPLE, **REASONS, **WORDS, **NEGATION}


@pytest.mark.parametrize("text", TABLE)
def test_a_sentence_gives_these_entities_and_no_others(text: str) -> None:
    assert found(text) == TABLE[text]


def test_one_sentence_may_say_everything() -> None:
    assert found("给我老婆买双防水的登山靴，42码，不要棕色，不要皮的，一千五以内") == [
        ("audience", "women"),
        ("feature", "waterproof"),
        ("product_type", "hiking boot"),
        ("size", "42"),
        ("colour", "brown", "exclude"),
        ("material", "leather", "exclude"),
        ("price_max", 1500.0),
    ]


def test_offsets_point_at_the_words() -> None:
    text = "订单10342里的绿色夹克怎么还没到"
    spans = {one["entity"]: text[one["start"] : one["end"]] for one in entities(text)}
    assert spans == {"order_number": "10342", "colour": "绿色", "product_type": "夹克"}


def test_entities_never_overlap() -> None:
    for text in TABLE:
        spans = sorted({(one["start"], one["end"]) for one in entities(text)})
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), text


def test_a_word_with_one_character_of_the_same_sound_is_a_guess() -> None:
    (exact,) = entities("登山靴")
    (guess,) = entities("登衫靴")
    assert exact["confidence_entity"] == 1.0
    assert guess["confidence_entity"] == 0.9
