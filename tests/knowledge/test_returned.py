"""What returns say of products."""

from __future__ import annotations

import pytest

from knowledge.advice.returned import PRIOR_SOLD, Fit, ReturnHistory, ReturnRecord, read_returns, revision_of
from knowledge.shop import Shop

USUAL = {"Shoes": 0.1}


def history(**records: ReturnRecord) -> ReturnHistory:
    return ReturnHistory(records, USUAL)


@pytest.mark.parametrize(
    ("sold", "reasons", "fit"),
    [
        (30, {"too_small": 6, "too_big": 1}, Fit("small", 6, 30)),
        (30, {"too_big": 4}, Fit("large", 4, 30)),
        (30, {"too_small": 2}, None),
        (30, {"too_small": 6, "too_big": 4}, None),
        (200, {"too_small": 6}, None),
        (0, {}, None),
    ],
)
def test_a_product_runs_small_only_when_returns_say_it_clearly(
    sold: int, reasons: dict[str, int], fit: Fit | None
) -> None:
    assert ReturnRecord(sold, reasons).fit == fit


def test_what_comes_back_more_than_usual_stands_out_and_the_rest_does_not() -> None:
    found = history(bad=ReturnRecord(80, {"defective": 40}), usual=ReturnRecord(80, {"defective": 8}))
    assert found.excess("bad", "Shoes > Boots") == pytest.approx((40 + 0.1 * PRIOR_SOLD) / 100 - 0.1)
    assert found.excess("usual", "Shoes > Boots") == 0
    assert found.excess("never sold", "Shoes > Boots") == 0


def test_few_sales_say_little() -> None:
    found = history(few=ReturnRecord(3, {"defective": 1}), many=ReturnRecord(300, {"defective": 100}))
    assert found.excess("few", "Shoes") < found.excess("many", "Shoes") / 3


def test_a_change_of_mind_says_nothing_of_the_product() -> None:
    found = history(fine=ReturnRecord(50, {"changed_mind": 30}))
    assert found.excess("fine", "Shoes") == 0


def test_the_demo_shops_returns_are_counted(demo: Shop) -> None:
    with demo.sessions() as session:
        found = read_returns(session)
        assert found.revision == revision_of(session)
    assert any(record.fit for record in found.records.values())
    assert all(0 <= share < 0.5 for share in found.usual.values())
    assert all(sum(record.reasons.values()) <= record.sold for record in found.records.values())
