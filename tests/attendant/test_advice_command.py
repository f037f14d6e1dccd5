"""`attendant eval advice` and `attendant advice rules`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attendant.cli import app
from knowledge.errors import DomainError

HEADER = "customer_id,product_id,timestamp\n"
ASKED = (
    "recall_at_10 ndcg_at_10 precision_at_10 hit_at_10 coverage diversity customers products train_rows "
    "test_rows fit_seconds query_ms_p50 query_ms_p95 peers"
).split()


def purchases(folder: Path) -> Path:
    """A shop where each of thirty customers buys one of ten foods of their own each week, for ten weeks."""
    file = folder / "purchases.csv"
    rows = [
        f"c{customer},food-{customer % 10},{1_700_000_000 + 604_800 * week + customer}"
        for week in range(10)
        for customer in range(30)
    ]
    # So many products that ten cannot be all.
    rows += [f"d{number},rare-{number},{1_700_000_000 + number}" for number in range(40)]
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_the_figures_of_ours_and_of_each_peer_are_printed_and_written(tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    arguments = ["eval", "advice", "--purchases", str(purchases(tmp_path)), "--json", str(target)]
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert set(ASKED) <= set(figures)
    assert figures["train_rows"] + figures["test_rows"] == 340
    assert figures["customers"] == 30
    assert figures["recall_at_10"] == figures["ndcg_at_10"] == 1.0
    assert {"popularity", "item-kNN", "ALS", "BPR"} <= set(figures["peers"])
    for name, peer in figures["peers"].items():
        assert 0 <= peer["recall_at_10"] <= 1
        assert name in done.output


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a,x,2024-01-01\na,x,someday\n", "line 3: timestamp: 'someday' is not a time"),
        ("a,x,2024-01-01\n", "of one moment"),
        ("a,x,2024-01-01\nb,y,2024-01-02\n", "there is nothing to measure"),
    ],
)
def test_what_cannot_be_measured_is_told(tmp_path: Path, rows: str, told: str) -> None:
    file = tmp_path / "purchases.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    done = CliRunner().invoke(app, ["eval", "advice", "--purchases", str(file)])
    assert isinstance(done.exception, DomainError)
    assert told in str(done.exception)


def test_two_purchases_of_one_thing_are_enough_to_measure(tmp_path: Path) -> None:
    file = tmp_path / "purchases.csv"
    file.write_text(HEADER + "a,x,2024-01-01\na,x,2024-01-02\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["eval", "advice", "--purchases", str(file)]).exit_code == 0


def test_a_shop_with_too_few_orders_has_no_rules_and_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["advice", "rules"], env={"ATTENDANT_HOME": str(tmp_path / "home")})
    assert done.exit_code == 0
    assert "No rules: too few orders hold the same products." in done.output
