"""The taxonomy of tags: every tag with its words and its rule, in the one place where it is defined.

A rule looks at one customer and gives what it found, with the facts that made it; nothing when the tag does not
apply. Rules are pure: the same customer at the same moment has the same tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.customers.value.basis import YEAR, Basis
from knowledge.customers.value.tag import Found, Tag, TagGroup, Taxonomy

TAXONOMY = Taxonomy()


def tags_of(basis: Basis) -> Iterator[tuple[Tag, Found]]:
    """Every tag that applies to a customer."""
    for each in TAXONOMY.values():
        for found in each.rule(basis):
            yield each, found


# Basic: who they are.


@TAXONOMY.define("age", TagGroup.BASIC, "Aged {}", "{} 岁", "the age band, for whom the birth date is known")
def _age(basis: Basis) -> Iterator[Found]:
    if basis.facts.born is not None:
        age = _years(basis.facts.born, basis.now.date())
        for limit, band in ((25, "under 25"), (40, "25-39"), (60, "40-59"), (200, "60 and over")):
            if age < limit:
                yield Found(band)
                return


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@TAXONOMY.define("country", TagGroup.BASIC, "Lives in {}", "所在国家：{}", "the country of the account")
def _country(basis: Basis) -> Iterator[Found]:
    if basis.facts.country:
        yield Found(basis.facts.country)


@TAXONOMY.define("language", TagGroup.BASIC, "Writes {}", "使用语言：{}", "the language of the account")
def _language(basis: Basis) -> Iterator[Found]:
    yield Found(basis.facts.language)


@TAXONOMY.define("member", TagGroup.BASIC, "{} member", "{} 会员", "the level of membership")
def _member(basis: Basis) -> Iterator[Found]:
    if basis.facts.level:
        yield Found(basis.facts.level.capitalize())


NEW_FOR = timedelta(days=90)
LONG_STANDING_AFTER = timedelta(days=547)


@TAXONOMY.define("new_customer", TagGroup.BASIC, "New here", "新客户", "a customer for less than 90 days")
def _new_customer(basis: Basis) -> Iterator[Found]:
    if basis.tenure < NEW_FOR:
        yield Found(facts={"days": basis.tenure.days})


@TAXONOMY.define(
    "long_standing", TagGroup.BASIC, "Here for long", "老客户", "a customer for more than 18 months"
)
def _long_standing(basis: Basis) -> Iterator[Found]:
    if basis.tenure > LONG_STANDING_AFTER:
        yield Found(facts={"days": basis.tenure.days})


# Consumption: how they buy.


@TAXONOMY.define(
    "frequent_buyer", TagGroup.CONSUMPTION, "Buys often", "高频购买", "the top fifth by days with a purchase"
)
def _frequent_buyer(basis: Basis) -> Iterator[Found]:
    if basis.scores is not None and basis.rfm is not None and basis.scores.frequency == 5:
        yield Found(facts={"purchases": basis.rfm.frequency})


@TAXONOMY.define("big_spender", TagGroup.CONSUMPTION, "Spends much", "高消费", "the top fifth by money spent")
def _big_spender(basis: Basis) -> Iterator[Found]:
    if basis.scores is not None and basis.rfm is not None and basis.scores.monetary == 5:
        yield Found(facts={"spent_minor": basis.rfm.monetary_minor})


@TAXONOMY.define("bought_once", TagGroup.CONSUMPTION, "Bought once", "仅购一次", "one purchase so far")
def _bought_once(basis: Basis) -> Iterator[Found]:
    if basis.rfm is not None and basis.rfm.frequency == 1:
        yield Found(facts={"days_ago": round(basis.rfm.recency_days)})


@TAXONOMY.define(
    "price_band",
    TagGroup.CONSUMPTION,
    "Buys {} prices",
    "价格偏好：{}",
    "the third of their categories' prices (entry, middle, premium) that half of at least three articles are from",
)
def _price_band(basis: Basis) -> Iterator[Found]:
    bands = basis.price_bands
    if bands.total() >= 3:
        band, count = max(bands.items(), key=lambda item: (item[1], item[0]))
        if 2 * count >= bands.total():
            yield Found(band, {"articles": count, "of": bands.total()})


@TAXONOMY.define(
    "discount_led",
    TagGroup.CONSUMPTION,
    "Waits for discounts",
    "偏好折扣",
    "half or more of at least three purchases below the regular price",
)
def _discount_led(basis: Basis) -> Iterator[Found]:
    if len(basis.facts.purchases) >= 3 and basis.discounted_share >= 0.5:
        yield Found(facts={"share": round(basis.discounted_share, 2)})


@TAXONOMY.define(
    "pays_full_price",
    TagGroup.CONSUMPTION,
    "Pays full price",
    "原价购买",
    "four purchases or more, none below the regular price",
)
def _pays_full_price(basis: Basis) -> Iterator[Found]:
    if len(basis.facts.purchases) >= 4 and basis.discounted_share == 0:
        yield Found(facts={"purchases": len(basis.facts.purchases)})


@TAXONOMY.define(
    "holiday_shopper",
    TagGroup.CONSUMPTION,
    "Shops for the holidays",
    "节日购物",
    "two thirds or more of at least three purchases in November and December",
)
def _holiday_shopper(basis: Basis) -> Iterator[Found]:
    purchases = basis.facts.purchases
    winter = sum(purchase.at.month in (11, 12) for purchase in purchases)
    if len(purchases) >= 3 and 3 * winter >= 2 * len(purchases):
        yield Found(facts={"purchases": winter, "of": len(purchases)})


@TAXONOMY.define(
    "buys_again",
    TagGroup.CONSUMPTION,
    "Buys the same again",
    "重复购买同款",
    "the same product on three days or more",
)
def _buys_again(basis: Basis) -> Iterator[Found]:
    days: dict[str, set[date]] = {}
    for purchase in basis.facts.purchases:
        for line in purchase.lines:
            if line.kept and line.product_id:
                days.setdefault(line.product_id, set()).add(purchase.at.date())
    often = {product: len(each) for product, each in days.items() if len(each) >= 3}
    if often:
        yield Found(facts={"products": dict(sorted(often.items()))})


@TAXONOMY.define(
    "slipping_away",
    TagGroup.CONSUMPTION,
    "Slipping away",
    "可能流失",
    "two purchases or more, and less likely than not to buy again (BG/NBD)",
)
def _slipping_away(basis: Basis) -> Iterator[Found]:
    if basis.outlook is not None and basis.outlook.alive is not None and basis.outlook.alive < 0.5:
        yield Found(facts={"alive": round(basis.outlook.alive, 2)})


# Interest: what they like.


@TAXONOMY.define(
    "interest",
    TagGroup.INTEREST,
    "Interested in {}",
    "对{}感兴趣",
    "a department with 30 % or more of what was kept (recent purchases count more), in two articles at least",
)
def _interest(basis: Basis) -> Iterator[Found]:
    lines = basis.facts.kept_lines
    for department, share in basis.departments.items():
        articles = sum(line.department == department for line in lines)
        if share >= 0.3 and articles >= 2:
            yield Found(department, {"share": round(share, 2), "articles": articles})


@TAXONOMY.define(
    "brand_loyal",
    TagGroup.INTEREST,
    "Loyal to {}",
    "忠于{}",
    "a brand with 40 % or more of what was kept, in three articles at least",
)
def _brand_loyal(basis: Basis) -> Iterator[Found]:
    lines = basis.facts.kept_lines
    for brand, share in basis.brands.items():
        articles = sum(line.brand == brand for line in lines)
        if share >= 0.4 and articles >= 3:
            yield Found(brand, {"share": round(share, 2), "articles": articles})


@TAXONOMY.define(
    "all_rounder",
    TagGroup.INTEREST,
    "Buys in every department",
    "跨品类购买",
    "articles of six departments or more",
)
def _all_rounder(basis: Basis) -> Iterator[Found]:
    if len(basis.departments) >= 6:
        yield Found(facts={"departments": len(basis.departments)})


@TAXONOMY.define(
    "buys_for_children",
    TagGroup.INTEREST,
    "Buys for children",
    "为孩子购物",
    "two articles or more for babies or children",
)
def _buys_for_children(basis: Basis) -> Iterator[Found]:
    yield from _for_audience(basis, {"kids", "baby"})


@TAXONOMY.define(
    "buys_for_pets", TagGroup.INTEREST, "Buys for pets", "为宠物购物", "two articles or more for pets"
)
def _buys_for_pets(basis: Basis) -> Iterator[Found]:
    yield from _for_audience(basis, {"pets"})


def _for_audience(basis: Basis, audiences: set[str]) -> Iterator[Found]:
    articles = sum(line.audience in audiences for line in basis.facts.kept_lines)
    if articles >= 2:
        yield Found(facts={"articles": articles})


# Service: what they need of us.

SIZE_REASONS = frozenset({"too_small", "too_big"})
FAULT_REASONS = frozenset({"damaged", "defective", "wrong_item"})


@TAXONOMY.define(
    "size_trouble",
    TagGroup.SERVICE,
    "Sends back for the size",
    "常因尺码退货",
    "two returns or more because of the size",
)
def _size_trouble(basis: Basis) -> Iterator[Found]:
    returns = [each for each in basis.facts.sent_back if each.reason in SIZE_REASONS]
    if len(returns) >= 2:
        yield Found(facts={"returns": len(returns)})


@TAXONOMY.define(
    "returns_much",
    TagGroup.SERVICE,
    "Returns much",
    "退货较多",
    "30 % or more of at least five units went back",
)
def _returns_much(basis: Basis) -> Iterator[Found]:
    if basis.facts.bought >= 5 and basis.returned_share >= 0.3:
        yield Found(facts={"share": round(basis.returned_share, 2), "units": basis.facts.bought})


@TAXONOMY.define(
    "keeps_all", TagGroup.SERVICE, "Keeps all", "从不退货", "ten units or more, and none went back"
)
def _keeps_all(basis: Basis) -> Iterator[Found]:
    if basis.facts.bought >= 10 and not basis.facts.sent_back:
        yield Found(facts={"units": basis.facts.bought})


@TAXONOMY.define(
    "faulty_goods",
    TagGroup.SERVICE,
    "Got faulty goods",
    "收到问题商品",
    "two returns or more in a year of damaged, defective or wrong articles",
)
def _faulty_goods(basis: Basis) -> Iterator[Found]:
    returns = [
        each for each in basis.facts.sent_back if each.reason in FAULT_REASONS and basis.now - each.at <= YEAR
    ]
    if len(returns) >= 2:
        yield Found(facts={"returns": len(returns)})


@TAXONOMY.define("cancels", TagGroup.SERVICE, "Cancels orders", "常取消订单", "two cancelled orders or more")
def _cancels(basis: Basis) -> Iterator[Found]:
    if basis.facts.cancelled >= 2:
        yield Found(facts={"orders": basis.facts.cancelled})


@TAXONOMY.define("complained", TagGroup.SERVICE, "Complained", "有投诉", "a complaint in the past year")
def _complained(basis: Basis) -> Iterator[Found]:
    recent = [each for each in basis.facts.said if each.kind == "complaint" and basis.now - each.at <= YEAR]
    if recent:
        yield Found(facts={"complaints": len(recent)})


@TAXONOMY.define(
    "dissatisfied",
    TagGroup.SERVICE,
    "Dissatisfied",
    "不满意",
    "what they said in the past year was negative on average (below -0.25)",
)
def _dissatisfied(basis: Basis) -> Iterator[Found]:
    if basis.mean_sentiment is not None and basis.mean_sentiment < -0.25:
        yield Found(facts={"sentiment": round(basis.mean_sentiment, 2)})


@TAXONOMY.define(
    "delighted",
    TagGroup.SERVICE,
    "Delighted",
    "非常满意",
    "what they said in the past year was positive on average (above 0.4)",
)
def _delighted(basis: Basis) -> Iterator[Found]:
    if basis.mean_sentiment is not None and basis.mean_sentiment > 0.4:
        yield Found(facts={"sentiment": round(basis.mean_sentiment, 2)})


@TAXONOMY.define(
    "needed_a_person",
    TagGroup.SERVICE,
    "Needed a person",
    "曾转人工",
    "a conversation in the past half year went to a person",
)
def _needed_a_person(basis: Basis) -> Iterator[Found]:
    recent = [at for at in basis.facts.handed_over if basis.now - at <= YEAR / 2]
    if recent:
        yield Found(facts={"conversations": len(recent)})
