"""The command `python -m bot.evaluation`, called by `attendant eval nlu`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from bot.evaluation.datasets import DatasetError, Labelled, outside_label, read_labelled
from bot.evaluation.metrics import Decided, measures, percentile, worst_confusions
from bot.language import detect_language

OWN_DATA = Path("data/nlu")
OUTSIDE = "out_of_scope"
FOLDS = 5
TIMED = 500


@dataclass(frozen=True)
class Evaluation:
    """What one run found."""

    rows: Sequence[Decided]
    outside: Optional[str]
    train_seconds: float
    parse_milliseconds: Sequence[float]

    def report(self) -> Dict[str, Any]:
        """Gives the object that `--json` writes."""
        languages = sorted({row.language for row in self.rows})
        return {
            **measures(self.rows, self.outside),
            "train_seconds": self.train_seconds,
            "parse_ms_p50": percentile(self.parse_milliseconds, 0.5),
            "parse_ms_p95": percentile(self.parse_milliseconds, 0.95),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "by_language": {
                language: {
                    **measures([row for row in self.rows if row.language == language], self.outside),
                    "messages": sum(row.language == language for row in self.rows),
                }
                for language in languages
            },
        }


def train_and_test(train: Sequence[Labelled], test: Sequence[Labelled], outside: Optional[str]) -> Evaluation:
    """Trains the production pipeline on some messages and asks it about others, one at a time."""
    from bot.evaluation.pipeline import Pipeline

    with tempfile.TemporaryDirectory() as folder:
        pipeline = Pipeline(Path(folder), outside)
        begun = time.perf_counter()
        pipeline.train(pipeline.featurized(train))
        train_seconds = time.perf_counter() - begun
        rows, times = _asked(pipeline, test)
    return Evaluation(rows, outside, train_seconds, times)


def cross_validate(rows: Sequence[Labelled], outside: Optional[str]) -> Evaluation:
    """Asks about each message the pipeline trained on the others, paraphrases in one fold.

    The features of all are made once; how long a whole parse takes is measured on some of the first fold.
    """
    import numpy as np
    from rasa.shared.nlu.training_data.training_data import TrainingData

    from bot.components.intent_classifier import paraphrase_folds
    from bot.evaluation.pipeline import Pipeline

    decided: List[Decided] = []
    times: List[float] = []
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        data = Pipeline(Path(folder) / "features", outside).featurized(rows)
        examples = data.intent_examples
        for number, block in enumerate(paraphrase_folds(examples, FOLDS)):
            seen = np.ones(len(examples), dtype=bool)
            seen[block] = False
            pipeline = Pipeline(Path(folder) / str(number), outside)
            seconds += pipeline.train(
                TrainingData([one for one, is_seen in zip(examples, seen, strict=True) if is_seen])
            )
            found = pipeline.judged([examples[position] for position in block])
            decided += [_decided(rows[at], one) for at, one in zip(block, found, strict=True)]
            if not times:
                _, times = _asked(pipeline, [rows[at] for at in block[:TIMED]])
    return Evaluation(decided, outside, seconds / FOLDS, times)


def _asked(pipeline: Any, rows: Sequence[Labelled]) -> Any:
    decided, times = [], []
    for row in rows:
        begun = time.perf_counter()
        found = pipeline.parse(row.text)
        times.append(1000 * (time.perf_counter() - begun))
        decided.append(_decided(row, found))
    return decided, times


def _decided(row: Labelled, found: Dict[str, Any]) -> Decided:
    return Decided(row.text, detect_language(row.text), row.label, str(found["intent"]), found["confidence"])


def printed(report: Dict[str, Any], confusions: Sequence[Any]) -> str:
    """Gives a report as text."""
    names = ("accuracy", "in_scope_accuracy", "oos_recall", "mcc", "macro_f1", "ece")
    columns = {"all": report, **report["by_language"]}
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        values = ("-" if one[name] is None else f"{one[name]:.4f}" for one in columns.values())
        lines.append(f"| {name} | " + " | ".join(values) + " |")
    lines += [
        "",
        f"training {report['train_seconds']:.1f} s; a parse {report['parse_ms_p50']:.1f} ms in the median, "
        f"{report['parse_ms_p95']:.1f} ms at the 95th percentile; at most {report['peak_mb']:.0f} MB",
        "",
        "worst confusions:",
    ]
    lines += [f"  {count:4}  {label} taken for {decided}" for label, decided, count in confusions]
    return "\n".join(lines)


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs the command and gives its exit status: 0, or 1 when a file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation", description=__doc__)
    parser.add_argument("--train", type=Path, default=OWN_DATA, help="labelled messages to train on")
    parser.add_argument("--test", type=Path, help="labelled messages to ask about; without, cross-validation")
    parser.add_argument("--oos-label", help="the label of messages out of scope")
    parser.add_argument("--json", type=Path, help="a file for the result")
    parser.add_argument("--errors", type=Path, help="a file for the messages that were taken wrongly, as CSV")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    results = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        try:
            train = read_labelled(options.train, "train")
            test = read_labelled(options.test, "test") if options.test else []
            outside = outside_label([*train, *test], options.oos_label, OUTSIDE)
        except DatasetError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        found = train_and_test(train, test, outside) if test else cross_validate(train, outside)
        report = found.report()
    results.write(printed(report, worst_confusions(found.rows)) + "\n")
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    if options.errors:
        _write_errors(options.errors, found.rows)
    return 0


def _write_errors(path: Path, rows: Sequence[Decided]) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("label", "decided", "confidence", "text"))
        writer.writerows(
            (row.label, row.decided, f"{row.confidence:.3f}", row.text) for row in rows if not row.is_right
        )


if __name__ == "__main__":
    sys.exit(main())
