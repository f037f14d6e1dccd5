"""Labelled messages from the formats in which they are published."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

TEXT_COLUMNS = ("text", "sentence", "utterance", "query", "message", "instruction", "question")
LABEL_COLUMNS = ("label", "intent", "category", "class")
CLINC_OUTSIDE = "oos"


class DatasetError(Exception):
    """A file is not what can be read; the text says what is wrong and what would be right."""


@dataclass(frozen=True)
class Labelled:
    """A message and what its writer wanted."""

    text: str
    label: str


def read_labelled(path: Path, purpose: str) -> List[Labelled]:
    """Reads labelled messages.

    Args:
        path: A CSV or TSV file with a text and a label column, a JSON file in CLINC150's form, a Rasa YAML file, or
            a folder of these last.
        purpose: "train" or "test": which part of a CLINC150 file.

    Raises:
        DatasetError: If the file is missing, of no known form, or holds nothing.
    """
    if not path.exists():
        raise DatasetError(f"There is no file '{path}'.")
    if path.is_dir() or path.suffix in (".yml", ".yaml"):
        found = _rasa(path)
    elif path.suffix == ".json":
        found = _clinc(path, purpose)
    elif path.suffix in (".csv", ".tsv"):
        found = _table(path)
    else:
        raise DatasetError(f"'{path}' is none of .csv, .tsv, .json, .yml.")
    if not found:
        raise DatasetError(f"'{path}' holds no labelled messages.")
    return found


def _table(path: Path) -> List[Labelled]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")
        columns = reader.fieldnames or []
        text = _column(path, columns, TEXT_COLUMNS, "a text")
        label = _column(path, [name for name in columns if name != text], LABEL_COLUMNS, "a label")
        found = []
        for row in reader:
            if row[text] is None or not row[label]:
                raise DatasetError(f"'{path}', line {reader.line_num}: a text and a label are needed.")
            found.append(Labelled(row[text], row[label]))
    return found


def _column(path: Path, columns: Sequence[str], known: Sequence[str], what: str) -> str:
    for name in known:
        for column in columns:
            if column.strip().lower() == name:
                return column
    raise DatasetError(
        f"'{path}' has the columns {', '.join(columns) or '(none)'}: {what} column is named one of {', '.join(known)}."
    )


def _clinc(path: Path, purpose: str) -> List[Labelled]:
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        parts: Dict[str, Any] = content if isinstance(content, dict) else {purpose: content}
        rows = [*parts.get(purpose, []), *parts.get(f"{CLINC_OUTSIDE}_{purpose}", [])]
        return [Labelled(str(text), str(label)) for text, label in rows]
    except (ValueError, TypeError) as error:
        raise DatasetError(f"'{path}' is not of CLINC150's form, lists of [text, label]: {error}") from error


def _rasa(path: Path) -> List[Labelled]:
    from rasa.shared.exceptions import RasaException
    from rasa.shared.nlu.constants import INTENT, TEXT
    from rasa.shared.nlu.training_data.loading import load_data

    try:
        data = load_data(str(path))
    except (RasaException, ValueError) as error:
        raise DatasetError(f"'{path}' is no Rasa training data: {error}") from error
    return [
        Labelled(one.get(TEXT), one.get(INTENT))
        for one in data.intent_examples
        if one.get(TEXT) and one.get(INTENT)
    ]


def outside_label(rows: Sequence[Labelled], given: Optional[str], default: str) -> Optional[str]:
    """Gives the label of messages out of scope: the one given, else one of the usual names that occurs, else None.

    Args:
        rows: All rows, of training and test.
        given: What the caller says it is.
        default: Our own name for it.

    Raises:
        DatasetError: If the label given does not occur.
    """
    labels = {row.label for row in rows}
    if given is not None:
        if given not in labels:
            raise DatasetError(f"No message has the out-of-scope label '{given}'.")
        return given
    return next((name for name in (default, CLINC_OUTSIDE) if name in labels), None)
