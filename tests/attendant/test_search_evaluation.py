"""`attendant eval search`: any feed, graded requests, the production search, nothing of the shop's touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attendant.cli import app
from attendant.search_evaluation import evaluate_search
from attendant.settings import Settings
from knowledge.catalogue.importing import SuspiciousFeed
from knowledge.importing import BadFile
from knowledge.search.judgements import Judgements, first_right, ndcg, quality, read_judgements

HEADER = "id\ttitle\tdescription\tavailability\tprice\tbrand\n"
FEED = HEADER + (
    "1\tRain Jacket\tKeeps the rain out\tin_stock\t80.00 EUR\tWindle\n"
    "2\tWool Sweater\tWarm\tout_of_stock\t60.00 EUR\tHawk\n"
    "3\tFS105NA Network Switch\tFive ports\tin_stock\t30.00 EUR\tNet\n"
    "4\tCoffee Mug\tHolds coffee\tin_stock\t9.00 EUR\tKiln\n"
)
JUDGED = (
    "query,product_id,grade\nrain jaket,1,3\n防水夹克,1,2\nfs-105,3,1\nwarm pullover,2,1\nwarm pullover,4,0\n"
)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return written(tmp_path, "feed.tsv", FEED)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_it_prints_and_writes_exactly_the_figures(feed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    judgements = written(tmp_path, "judged.csv", JUDGED + "rain jaket,nowhere,3\n")
    ran = CliRunner().invoke(
        app,
        ["eval", "search", "--catalogue", str(feed), "--judgements", str(judgements), "--json", str(out)],
        env={"ATTENDANT_HOME": str(tmp_path / "home")},
    )
    assert ran.exit_code == 0, ran.output
    figures = json.loads(out.read_text())
    assert list(figures) == ["ndcg_at_10", "hit_at_1", "hit_at_10", "mrr", "query_ms_p50", "query_ms_p95"]
    assert figures["hit_at_1"] == 1
    assert figures["ndcg_at_10"] == pytest.approx(1)
    assert "1 judged products are not in the feed" in ran.output
    assert not (tmp_path / "home").exists()


def test_only_judged_products_are_ranked_when_asked_so(feed: Path, tmp_path: Path) -> None:
    judgements = written(tmp_path, "judged.csv", "query,product_id,grade\nrain jacket,4,1\nrain jacket,3,0\n")
    everything = evaluate_search(Settings(), feed, judgements)
    judged = evaluate_search(Settings(), feed, judgements, judged_only=True)
    assert everything.quality.hit_at_1 == 0
    assert judged.quality.hit_at_10 == 1


def test_requests_that_nothing_is_right_for_are_not_in_the_averages(feed: Path, tmp_path: Path) -> None:
    judgements = written(tmp_path, "judged.csv", "query,product_id,grade\nrain jacket,1,1\nspade,gone,1\n")
    result = evaluate_search(Settings(), feed, judgements)
    assert (result.queries, result.unanswerable, result.unknown) == (2, 1, ["gone"])
    assert result.quality.hit_at_1 == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty"),
        ("query,product\na,1\n", "columns are missing: product_id, grade"),
        ("query,product_id,grade\n", "no judgement is in it"),
        ("query,product_id,grade\nmug,4,1\nmug,1,good\n", "line 3: grade: 'good' is not a number"),
        ("query,product_id,grade\nmug,4,-1\n", "line 2: grade: -1 is not between 0 and 100"),
        ("query,product_id,grade\nmug,4,nan\n", "line 2: grade: nan is not between 0 and 100"),
        ("query,product_id,grade\nmug,,1\n", "line 2: product_id: is empty"),
        ("query,product_id,grade\nmug,4,1\nmug,4,2\n", "line 3: grade: '4' has another grade for 'mug'"),
        ("query,product_id,grade\nmug,4,1,5\n", "line 2: row: 4 cells where the header has 3 columns"),
    ],
)
def test_bad_judgements_are_told_with_their_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadFile, match=told.replace("(", r"\(")):
        read_judgements(written(tmp_path, "judged.csv", text))


def test_a_feed_without_products_is_told(tmp_path: Path) -> None:
    judgements = written(tmp_path, "judged.csv", JUDGED)
    with pytest.raises(SuspiciousFeed, match="no product of the feed is good"):
        evaluate_search(Settings(), written(tmp_path, "empty.tsv", HEADER), judgements)


def test_ndcg_is_one_for_the_best_order_and_less_for_any_other() -> None:
    grades = {"a": 3.0, "b": 1.0, "c": 0.0}
    assert ndcg(["a", "b", "c"], grades) == pytest.approx(1)
    # Gains 1 and 3 at ranks 1 and 2: (1 + 3 / log2 3) / (3 + 1 / log2 3)
    assert ndcg(["b", "a"], grades) == pytest.approx(0.7967, abs=1e-4)
    assert ndcg(["c"], grades) == 0


def test_the_first_right_product_gives_the_reciprocal_rank() -> None:
    judged = Judgements({"one": {"a": 1.0}, "two": {"b": 2.0}, "none": {"c": 0.0}})
    found = quality({"one": ["x", "a"], "two": ["x"], "none": ["c"]}, judged)
    assert (found.mrr, found.hit_at_1, found.hit_at_10) == (0.25, 0, 0.5)
    assert first_right(["x"], {"a": 1.0}) is None
