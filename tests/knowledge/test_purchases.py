"""Logs of purchases: how a CSV is read, and cut by time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing import BadFile
from knowledge.recommendation.purchases import (
    Purchases,
    TooFewPurchases,
    days_of,
    read_purchases,
    split_by_time,
)

NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)
ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("wxyz"), st.integers(0, 20).map(float)), min_size=1
)


def written(folder: Path, *lines: str, header: str = "customer_id,product_id,timestamp") -> Path:
    file = folder / "purchases.csv"
    file.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-01",
        "20240101",
        "2024-01-01 00:00:00",
        "2024-01-01T01:00:00+01:00",
        "2024-01-01T00:00:00Z",
        "1704067200",
        "1704067200.0",
        "1704067200000",
    ],
)
def test_a_moment_is_read_however_it_is_written(tmp_path: Path, text: str) -> None:
    assert read_purchases(written(tmp_path, f"a,x,{text}")).at.tolist() == [days_of(NEW_YEAR)]


def test_further_columns_are_passed_over_in_any_order(tmp_path: Path) -> None:
    file = written(tmp_path, "2024-01-02,9,x,a", header="timestamp,quantity,product_id,customer_id")
    purchases = read_purchases(file)
    assert (purchases.customers.tolist(), purchases.products.tolist()) == (["a"], ["x"])


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("a,x,yesterday", "line 3: timestamp: 'yesterday' is not a time"),
        ("a,,2024-01-01", "line 3: product_id: is empty"),
        (",x,2024-01-01", "line 3: customer_id: is empty"),
        ("a,x", "line 3: row: 2 cells where the header has 3 columns"),
    ],
)
def test_a_bad_row_is_named_with_line_and_column(tmp_path: Path, line: str, named: str) -> None:
    with pytest.raises(BadFile, match=named):
        read_purchases(written(tmp_path, "a,x,2024-01-01", line))


def test_a_missing_column_and_a_file_without_rows_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="columns are missing: timestamp"):
        read_purchases(written(tmp_path, "a,x", header="customer_id,product_id"))
    with pytest.raises(TooFewPurchases, match="no purchases below the header"):
        read_purchases(written(tmp_path))


@given(ROWS, st.sampled_from([0.1, 0.2, 0.5]))
def test_a_cut_loses_nothing_and_keeps_what_is_of_one_moment_together(
    rows: list[tuple[str, str, float]], share: float
) -> None:
    purchases = Purchases.of(rows)
    if len(np.unique(purchases.at)) < 2:
        with pytest.raises(TooFewPurchases, match="one moment"):
            split_by_time(purchases, share)
        return
    earlier, later = split_by_time(purchases, share)
    assert earlier.at.max() < later.at.min()
    assert sorted(as_rows(earlier) + as_rows(later)) == sorted(rows)


def as_rows(purchases: Purchases) -> list[tuple[str, str, float]]:
    return [
        (str(purchases.customers[customer]), str(purchases.products[product]), float(at))
        for customer, product, at in zip(purchases.customer, purchases.product, purchases.at, strict=True)
    ]
