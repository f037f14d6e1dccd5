"""How well it understands: `python -m bench.nlu [hint3] [banking77] [clinc150] [own] [entities]`; without names, all.

Each set is trained on and asked about by `attendant eval nlu`, as anybody would. Beside ours stand published figures:
HINT3 (Arora et al., 2020, each platform at its best threshold on the test set itself), BANKING77 (Casanueva et al.,
2020) and CLINC150 (Larson et al., 2019; USE+ConveRT from Casanueva et al.). Ours chooses its operating point by the
training data alone. A training from nothing encodes every line; `again` is the same training with 20 lines more.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attendant.settings import ROOT, Settings
from bench.data import folder

NEW_LINES = 20
COLUMNS = ("accuracy", "in_scope_accuracy", "oos_recall", "mcc", "macro_f1", "ece")


def evaluated(home: Path, *arguments: str) -> dict[str, Any]:
    """What `attendant eval nlu` finds, with encodings kept under `home` only."""
    out = home / "result.json"
    command = [sys.executable, "-m", "attendant.cli", "eval", "nlu", *arguments, "--json", str(out)]
    environment = {
        **os.environ,
        "ATTENDANT_HOME": str(home),
        "ATTENDANT_BOT_PYTHON": str(Settings().bot_python),
    }
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def row(name: str, found: dict[str, Any]) -> str:
    """A line of the table."""
    values = ("-" if found[column] is None else f"{found[column]:.4f}" for column in COLUMNS)
    return f"| {name} | {' | '.join(values)} |"


def cost(found: dict[str, Any]) -> str:
    """What it took."""
    return (
        f"training {found['train_seconds']:.0f} s, a parse {found['parse_ms_p50']:.1f} ms in the median and "
        f"{found['parse_ms_p95']:.1f} ms at the 95th percentile, at most {found['peak_mb']:.0f} MB"
    )


def table(title: str, rows: list[str], notes: list[str]) -> None:
    """Print one."""
    print(f"\n## {title}\n\n| | {' | '.join(COLUMNS)} |\n|---{'|---' * len(COLUMNS)}|")
    print("\n".join(rows))
    print("\n" + "\n".join(notes))


def hint3(home: Path) -> None:
    """HINT3 Curekart, the paper's labels."""
    data = folder("intents/hint3_curekart")
    found = evaluated(
        home, "--train", str(data / "v1_train.csv"), "--test", str(data / "v1_test.csv"),
        "--oos-label", "NO_NODES_DETECTED",
    )  # fmt: skip
    table(
        "HINT3 Curekart v1",
        [
            row("ours", found),
            *(f"| {name}, published | {score} | | | {mcc} | | |" for name, score, mcc in HINT3),
        ],
        [cost(found)],
    )


HINT3 = (
    ("Haptik", "0.748", "0.603"),
    ("Dialogflow", "0.732", ""),
    ("LUIS", "0.710", ""),
    ("BERT", "0.651", ""),
    ("Rasa (DIET+ConveRT)", "0.641", ""),
)


def banking77(home: Path) -> None:
    """BANKING77, all of it, and trained again with a few lines more."""
    data = folder("intents/banking77")
    train, test = data / "train.csv", data / "test.csv"
    found = evaluated(home, "--train", str(train), "--test", str(test))
    with train.open(newline="") as file:
        rows = list(csv.reader(file))
    more = home / "more.csv"
    with more.open("w", newline="") as file:
        csv.writer(file).writerows(
            [*rows, *((f"{text} please", label) for text, label in rows[1 : NEW_LINES + 1])]
        )
    again = evaluated(home, "--train", str(more), "--test", str(test))
    table(
        "BANKING77",
        [
            row("ours", found),
            "| BERT-tuned, published | 0.9366 | | | | | |",
            "| USE+ConveRT, published | 0.9336 | | | | | |",
        ],
        [f"{len(rows) - 1} lines from nothing: {cost(found)}", f"with {NEW_LINES} lines more: {cost(again)}"],
    )


def clinc150(home: Path) -> None:
    """CLINC150 with its out-of-scope queries, and in scope alone."""
    path = folder("intents/clinc150") / "data_full.json"
    found = evaluated(home, "--train", str(path), "--test", str(path), "--oos-label", "oos")
    content = json.loads(path.read_text())
    inside = home / "inside.json"
    inside.write_text(json.dumps({part: content[part] for part in ("train", "test")}))
    alone = evaluated(home, "--train", str(inside), "--test", str(inside))
    table(
        "CLINC150, full",
        [
            row("ours, with out of scope", found),
            row("ours, in scope alone", alone),
            "| USE+ConveRT, published, in scope alone | 0.9716 | 0.9716 | | | | |",
            "| BERT, published | | 0.967 | 0.523-0.592 | | | |",
        ],
        [cost(found)],
    )


def own(home: Path) -> None:
    """Our own data, cross-validated with paraphrases in one fold."""
    found = evaluated(home)
    by_language = [row(language, one) for language, one in found["by_language"].items()]
    table(
        "Our own intents, cross-validated by families of paraphrases",
        [row("all", found), *by_language],
        [cost(found)],
    )


def entities(_: Path) -> None:
    """The sentences with entities that were written apart from the code."""
    command = [str(Settings().bot_python), "-c", ENTITIES]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    print("\n## Entities, 400 sentences a language written apart from the code\n\n| | F1 |\n|---|---|")
    print(done.stdout.strip())


ENTITIES = (
    "from tests.bot.test_entity_exam import scored\n"
    "for language in ('en', 'zh'):\n"
    "    print(f'| {language} | {scored(language)[0]:.4f} |')\n"
)
SETS: dict[str, Callable[[Path], None]] = {
    "hint3": hint3,
    "banking77": banking77,
    "clinc150": clinc150,
    "own": own,
    "entities": entities,
}


def main() -> None:
    """Print the tables asked for."""
    wanted = sys.argv[1:] or list(SETS)
    unknown = [name for name in wanted if name not in SETS]
    if unknown:
        sys.exit(f"no set named {', '.join(unknown)}; there are {', '.join(SETS)}")
    for name in wanted:
        with tempfile.TemporaryDirectory() as home:
            SETS[name](Path(home))


if __name__ == "__main__":
    main()
