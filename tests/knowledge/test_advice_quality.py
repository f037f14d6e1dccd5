"""What a good shop assistant would show first, for requests as shoppers write them, in the demo shop.

`advice_requests.json` holds each request with the entities that the bot finds in it, and a pattern of the names
of the products that are right for it (empty when the shop has nothing like it).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from knowledge.advice.needs import start
from knowledge.advice.service import Advice
from knowledge.advice.understood import Understood
from knowledge.shop import Shop

FIRST = 3
REQUESTS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("advice_requests.json").read_text("utf-8")
)


@dataclass(frozen=True)
class Judged:
    """How good the first products for a request are, 0 to 1."""

    text: str
    shown: list[str]
    share: float
    first: bool


def advise(demo: Shop, request: dict[str, Any]) -> Advice:
    entities = [Understood.from_rasa(each) for each in request["entities"]]
    return demo.advisor.advise(start(request["text"], entities), count=FIRST)


def judge(demo: Shop, request: dict[str, Any]) -> Judged:
    names = [each.product.name for each in advise(demo, request).shown]
    good = [re.search(request["good"], name) is not None for name in names]
    return Judged(request["text"], names, sum(good) / len(good) if good else 0.0, bool(good) and good[0])


@pytest.fixture(scope="module")
def judged(demo: Shop) -> list[Judged]:
    return [judge(demo, request) for request in REQUESTS if request["good"]]


def test_most_of_what_is_shown_first_is_right(judged: list[Judged]) -> None:
    assert len(judged) > 60
    mean = sum(each.share for each in judged) / len(judged)
    assert mean >= 0.83, sorted((each.share, each.text, each.shown) for each in judged)[:15]


def test_the_very_first_product_is_nearly_always_right(judged: list[Judged]) -> None:
    wrong = [(each.text, each.shown) for each in judged if not each.first]
    assert len(wrong) <= 4, wrong


@pytest.mark.parametrize(
    "request_", [each for each in REQUESTS if not each["good"]], ids=lambda each: each["text"]
)
def test_what_the_shop_does_not_have_is_admitted(demo: Shop, request_: dict[str, Any]) -> None:
    advice = advise(demo, request_)
    assert advice.unsure or not advice.shown
