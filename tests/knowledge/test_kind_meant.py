"""A kind of product that a request names is a must only when it is what the shopper wants."""

from __future__ import annotations

import pytest

from knowledge.advice.needs import Need
from knowledge.shop import Shop


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("shoes everywhere in our narrow hall", "shoe", "nimblenest-slim-shoe-cabinet"),
        ("a carpet that goes into the washing machine", "machine", "nimblenest-spin-washable-rug"),
        ("warm vest and long johns under ski clothes", "vest", "ostra-thermal-set"),
    ],
)
def test_a_kind_that_is_only_mentioned_keeps_nothing_out(
    demo: Shop, text: str, kind: str, wanted: str
) -> None:
    shown = demo.advisor.advise(Need(text=text, product_types=(kind,))).shown
    assert wanted in [each.product.id for each in shown]


@pytest.mark.parametrize("kind", ["jacket", "laptop", "sofa", "umbrella"])
def test_a_kind_that_is_asked_for_is_all_that_is_shown(demo: Shop, kind: str) -> None:
    shown = demo.advisor.advise(Need(text=f"a {kind} for every day", product_types=(kind,)), count=5).shown
    assert shown
    assert all(kind in each.product.words for each in shown)
