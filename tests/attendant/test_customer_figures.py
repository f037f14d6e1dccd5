"""`attendant customers`: what is printed, and what is said when there is nothing to print."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.database import utc_now
from tests.attendant.test_cli import attendant

CUSTOMERS = 12


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with customers and orders from files; nobody ran a fit."""
    folder = tmp_path_factory.mktemp("customers")
    people, orders = folder / "customers.csv", folder / "orders.csv"
    with people.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["shop_id", "email", "name", "country", "personalisation_consent"])
        for place in range(CUSTOMERS):
            writer.writerow([f"C{place}", f"ada{place}@example.org", "Ada Lovelace", "DE", "yes"])
        writer.writerow(["no", "no@example.org", "Grace Hopper", "DE", "no"])
    with orders.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            "order_number customer_email state currency placed_at sku name quantity unit_price".split()
        )
        for place in range(CUSTOMERS):
            for time in range(place + 1):
                at = utc_now() - timedelta(days=190 - 15 * place + 3 * time)
                row = [
                    f"{place}-{time}",
                    f"ada{place}@example.org",
                    "delivered",
                    "EUR",
                    f"{at:%Y-%m-%d %H:%M:%S}",
                ]
                writer.writerow([*row, "mug", "Mug", 1, "20.00"])
    for what, file in (("customers", people), ("orders", orders)):
        done = attendant(folder / "home", "import", what, str(file))
        assert done.returncode == 0, done.stderr
    assert "figures of 12 customers kept" in done.stdout
    return folder / "home"


def test_segments_are_printed_with_sizes_and_what_marks_each(home: Path) -> None:
    done = attendant(home, "customers", "segments")
    assert done.returncode == 0, done.stderr
    assert "12 customers; nothing is kept of 1 more, who refused" in done.stdout
    assert "Champions" in done.stdout
    assert "purchases (all: 6.5)" in done.stdout
    assert "BG/NBD needs at least 30 customers who bought again" in done.stdout


def test_segments_can_be_read_by_programs(home: Path) -> None:
    done = attendant(home, "customers", "segments", "--json")
    report = json.loads(done.stdout)
    assert (report["customers"], report["without"]) == (12, 1)
    assert sum(segment["customers"] for segment in report["segments"]) == 12
    champions = report["segments"][0]
    assert (champions["name"], champions["currency"]) == ("champions", "EUR")
    assert report["trend"][-1]["sizes"]["champions"] == champions["customers"]


def test_a_customer_is_shown_masked_with_scores_and_reasons(home: Path) -> None:
    done = attendant(home, "customers", "show", "ada11@example.org")
    assert done.returncode == 0, done.stderr
    assert "A. L.  a…@example.org  Champions" in done.stdout
    assert "RFM 555" in done.stdout
    assert "Buys often" in done.stdout
    assert "purchases 12" in done.stdout
    assert "Lovelace" not in done.stdout


def test_of_who_refused_nothing_is_shown(home: Path) -> None:
    done = attendant(home, "customers", "show", "no@example.org")
    assert done.returncode == 1
    assert "they refused personalisation" in done.stderr
    assert "Hopper" not in done.stdout + done.stderr


def test_a_fit_says_what_it_found_and_what_it_could_not(home: Path) -> None:
    done = attendant(home, "customers", "fit")
    assert done.returncode == 0, done.stderr
    assert "Fitted to 12 customers" in done.stdout
    assert "Clustering needs at least 100 customers" in done.stdout


@pytest.mark.parametrize("command", ["fit", "segments"])
def test_an_empty_shop_is_told_so_in_one_line(tmp_path: Path, command: str) -> None:
    done = attendant(tmp_path, "customers", command)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
