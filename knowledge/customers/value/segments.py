"""Segments by rules: every customer is in exactly one, the first whose rule fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from knowledge.customers.value.rfm import Rfm, Scores

Rule = Callable[[Rfm, Scores], bool]


@dataclass(frozen=True)
class Segment:
    """A segment as marketers know it."""

    name: str
    title: str
    title_zh: str
    meaning: str
    """Who is in it."""
    advice: str
    """What to do about them."""
    fits: Rule


NOT_YET = Segment(
    "not_yet_bought",
    "Not yet bought",
    "尚未购买",
    "an account, and nothing bought and kept so far",
    "Help with the first choice; ask what was missing.",
    lambda rfm, scores: False,  # noqa: ARG005  # nobody with a purchase
)

_BOUGHT = (
    Segment(
        "champions",
        "Champions",
        "核心客户",
        "bought lately, often and much: recency, frequency and money all 4 or 5",
        "Thank them, show them what is new first, ask them for reviews.",
        lambda _, scores: min(scores.recency, scores.frequency, scores.monetary) >= 4,
    ),
    Segment(
        "loyal",
        "Loyal",
        "忠实客户",
        "buy often (frequency 4 or 5) and have not been away for long (recency 3 or more)",
        "Keep them: membership, early access, no more discounts than they need.",
        lambda _, scores: scores.frequency >= 4 and scores.recency >= 3,
    ),
    Segment(
        "growing",
        "Growing",
        "成长客户",
        "bought more than once, and lately (recency 4 or 5)",
        "Widen what they buy: a neighbouring department, a bundle.",
        lambda rfm, scores: rfm.frequency > 1 and scores.recency >= 4,
    ),
    Segment(
        "newcomers",
        "Newcomers",
        "新买家",
        "one purchase, lately (recency 4 or 5)",
        "Make the second purchase easy: what goes with the first, and help with using it.",
        lambda rfm, scores: rfm.frequency == 1 and scores.recency >= 4,
    ),
    Segment(
        "needs_attention",
        "Needs attention",
        "需要关注",
        "bought a while ago (recency 3), not yet often",
        "Reach them before they forget the shop.",
        lambda _, scores: scores.recency == 3,
    ),
    Segment(
        "cannot_lose",
        "Cannot lose them",
        "重点挽回",
        "among the best by frequency and money (4 or 5), and gone quiet (recency 1 or 2)",
        "A person should write to them; find out what went wrong.",
        lambda _, scores: scores.recency <= 2 and min(scores.frequency, scores.monetary) >= 4,
    ),
    Segment(
        "at_risk",
        "At risk",
        "流失风险",
        "used to buy fairly often (frequency 3 or more), and gone quiet (recency 1 or 2)",
        "Remind them of what they liked, with a reason to come back.",
        lambda _, scores: scores.recency <= 2 and scores.frequency >= 3,
    ),
    Segment(
        "hibernating",
        "Hibernating",
        "沉睡客户",
        "bought seldom, and long ago",
        "A seasonal greeting at most; spend the money on others.",
        lambda _, scores: scores.recency <= 2,
    ),
)

SEGMENTS: dict[str, Segment] = {segment.name: segment for segment in (*_BOUGHT, NOT_YET)}
"""Every segment by its name, in the order in which rules are asked."""


def segment_of(rfm: Rfm | None, scores: Scores | None) -> Segment:
    """The segment of a customer."""
    if rfm is None or scores is None:
        return NOT_YET
    return next(segment for segment in _BOUGHT if segment.fits(rfm, scores))
