"""Whole answers in Chinese: nothing of the shop's own words stays English."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.shop import Shop
from tests.actions.shopper import Shopper, line_of

SignedIn = Callable[..., Shopper]
JACKET = "kelder-hiking-rain-jacket"


@pytest.fixture
def chinese_visitor(visitor: Shopper) -> Shopper:
    """Somebody who is not signed in and chats in Chinese."""
    visitor.language = "zh"
    return visitor


def test_what_was_understood_is_shown_in_chinese(chinese_visitor: Shopper) -> None:
    answered = chinese_visitor.run(
        "action_recommend_product",
        "想要[黑色](colour=black)[防水](feature=waterproof)[夹克](product_type=jacket)，不要[羊毛](!material=wool)，"
        "[300](price_max)以内",
    )
    assert answered.chips == ["€300 以内", "黑色", "不要羊毛", "防水"]
    assert all("黑色" in card["subtitle"] for card in answered.cards)
    assert answered.cards[0]["stock"] in ("有货", "仅剩 1 件", "仅剩 2 件", "仅剩 3 件")
    why = chinese_visitor.run("action_why_this", "为什么推荐这个")
    assert "– 符合您的要求：€300 以内、黑色、不要羊毛、防水。" in why.text


def test_a_property_is_answered_in_chinese(chinese_visitor: Shopper) -> None:
    chinese_visitor.slots["product"] = "puddlegate-rubber-boot"
    answered = chinese_visitor.run("action_ask_product_detail", "waterproof?")
    assert answered.text == "Puddlegate Rubber Boot – 防水：是。"


def test_a_comparison_has_chinese_headings_and_values(chinese_visitor: Shopper) -> None:
    chinese_visitor.slots["shown"] = [JACKET, "havrin-alpine-shell"]
    (table,) = chinese_visitor.run("action_compare_products", "对比一下").messages
    rows = {row[0]: row[1:] for row in table["body"]["rows"]}
    assert {"起价", "品牌", "防水", "颜色", "尺码"} <= set(rows)
    assert rows["防水"] == ["是", "是"]
    assert rows["颜色"][1] == "橙色、黑色、绿松石色"


def test_a_size_and_colour_that_is_not_made(chinese_visitor: Shopper) -> None:
    chinese_visitor.slots["product"] = "gable-compact-umbrella"
    answered = chinese_visitor.run("action_ask_availability", "有[粉色](colour=pink)的吗")
    assert answered.text.startswith("Gable Compact Umbrella 没有“粉色”这个款式。颜色：")
    assert "、" in answered.text


def test_an_item_is_named_with_its_colour(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in("LR-100001", language="zh")
    _, line = line_of(demo, lena, "Kelder Hiking Rain Jacket")
    asked = lena.starts("action_start_return", intent="return_item", entities={"line": str(line.id)})
    assert asked.text == "“Kelder Hiking Rain Jacket（绿色 M）”为什么要退呢？"
    assert asked.messages[0]["body"]["buttons"][0]["title"] == "太小了"
    (card,) = lena.presses(asked, "不想要了").messages
    assert [each["label"] for each in card["body"]["lines"]][:4] == ["订单", "商品", "原因", "退款至"]
    assert card["body"]["lines"][1]["value"] == "Kelder Hiking Rain Jacket（绿色 M）"


def test_a_refusal_names_the_article_that_explains_it(signed_in: SignedIn, demo: Shop) -> None:
    tom = signed_in("LR-100005", language="zh")
    _, line = line_of(demo, tom, "Hum Sonic Toothbrush")
    known = {"line": str(line.id), "return_reason": "changed_mind"}
    tom.starts("action_start_return", intent="return_item", entities=known)
    answered = tom.says("拆开过", intent="affirm")
    assert answered.text.startswith("出于卫生原因")
    assert answered.messages[0]["body"]["source"]["url"].endswith("/help/hygiene-goods-returns")


def test_a_guess_is_offered_in_the_shoppers_words(chinese_visitor: Shopper) -> None:
    ranking = (("get_invoice", 0.3), ("praise", 0.2), ("reset_2fa", 0.1))
    (answered,) = chinese_visitor.run("action_default_fallback", "唔", ranking=ranking).messages
    assert [each["title"] for each in answered["body"]["buttons"]] == [
        "开发票",
        "登录验证码有问题",
        "转人工客服",
    ]


def test_a_question_no_chinese_article_has_the_words_of_gets_the_usual_one_in_chinese(
    visitor: Shopper,
) -> None:
    visitor.language = "zh"
    answered = visitor.run("action_check_refund_policy", intent="check_refund_policy", entities={})
    source = answered.messages[0]["body"]["source"]
    assert source["url"].endswith("/help/how-long-to-return")
    assert "退" in source["title"]
    assert "退" in answered.text
