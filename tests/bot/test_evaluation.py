"""The command that measures understanding on labelled messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import pytest

from bot.evaluation.__main__ import main
from bot.evaluation.datasets import DatasetError, Labelled, outside_label, read_labelled
from bot.evaluation.metrics import Decided, expected_calibration_error, measures, worst_confusions

ROWS = [
    ("where is my parcel", "track"), ("has my order shipped", "track"), ("when will it arrive", "track"),
    ("tracking number please", "track"), ("I want to send this back", "return"), ("return the boots", "return"),
    ("how do I give it back", "return"), ("start a return for me", "return"), ("hello there", "greet"),
    ("good morning", "greet"), ("hi", "greet"), ("good evening", "greet"),
]  # fmt: skip
KEYS = {
    "accuracy", "in_scope_accuracy", "oos_recall", "mcc", "macro_f1", "ece", "train_seconds", "parse_ms_p50",
    "parse_ms_p95", "peak_mb", "by_language",
}  # fmt: skip


def csv_file(path: Path, rows: List[Any], header: str = "text,label") -> Path:
    path.write_text("\n".join([header, *(f"{text},{label}" for text, label in rows)]), encoding="utf-8")
    return path


def test_a_table_is_trained_on_and_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train = csv_file(tmp_path / "train.csv", ROWS)
    test = csv_file(
        tmp_path / "test.csv",
        [
            ("where is my package", "track"),
            ("hello", "greet"),
            ("\u6211\u7684\u5305\u88f9\u5728\u54ea\u91cc", "track"),
        ],
        "sentence,intent",
    )
    out = tmp_path / "out.json"
    assert main(["--train", str(train), "--test", str(test), "--json", str(out)]) == 0
    found: Dict[str, Any] = json.loads(out.read_text())
    assert set(found) == KEYS
    assert found["accuracy"] == 1.0
    assert found["oos_recall"] is None
    assert set(found["by_language"]) == {"en", "zh"}
    assert found["by_language"]["zh"]["messages"] == 1
    assert "| accuracy | 1.0000 |" in capsys.readouterr().out


def test_without_a_test_set_it_is_cross_validated(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert main(["--train", str(csv_file(tmp_path / "all.csv", ROWS)), "--json", str(out)]) == 0
    assert json.loads(out.read_text())["by_language"]["en"]["messages"] == len(ROWS)


def test_what_cannot_be_read_is_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--train", str(tmp_path / "none.csv")]) == 1
    assert "There is no file" in capsys.readouterr().err
    assert main(["--train", str(csv_file(tmp_path / "odd.csv", ROWS, "a,b"))]) == 1
    assert "text" in capsys.readouterr().err


def test_the_published_forms_are_read(tmp_path: Path) -> None:
    clinc = tmp_path / "clinc.json"
    clinc.write_text(json.dumps({"train": [["a", "x"]], "oos_train": [["b", "oos"]], "test": [["c", "x"]]}))
    assert read_labelled(clinc, "train") == [Labelled("a", "x"), Labelled("b", "oos")]
    assert read_labelled(clinc, "test") == [Labelled("c", "x")]
    rasa = tmp_path / "nlu.yml"
    rasa.write_text('version: "3.1"\nnlu:\n  - intent: greet\n    examples: |\n      - hello\n      - hi\n')
    assert {row.text for row in read_labelled(rasa, "train")} == {"hello", "hi"}


def test_the_label_of_what_is_outside_is_the_one_given_or_a_usual_one() -> None:
    rows = [Labelled("a", "x"), Labelled("b", "oos")]
    assert outside_label(rows, None, "out_of_scope") == "oos"
    assert outside_label(rows, "x", "out_of_scope") == "x"
    assert outside_label(rows[:1], None, "out_of_scope") is None
    with pytest.raises(DatasetError, match="none"):
        outside_label(rows, "none", "out_of_scope")


def test_the_measures_are_those_of_the_field() -> None:
    rows = [
        Decided("a", "en", "x", "x", 0.9), Decided("b", "en", "x", "y", 0.6), Decided("c", "en", "y", "y", 0.8),
        Decided("d", "en", "oos", "oos", 0.7), Decided("e", "en", "oos", "x", 0.5),
    ]  # fmt: skip
    found = measures(rows, "oos")
    assert found["accuracy"] == pytest.approx(3 / 5)
    assert found["in_scope_accuracy"] == pytest.approx(2 / 3)
    assert found["oos_recall"] == pytest.approx(1 / 2)
    assert worst_confusions(rows)[0][2] == 1


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    assert expected_calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    assert expected_calibration_error([0.95] * 4, [False] * 4) == pytest.approx(0.95)
