"""Where a shop's learnt purchases lie: one file for the model, one for the rules, each replaced in one step.

A reader sees the old file or the new one, never half of one, and reads again only when the file was replaced.
"""

from __future__ import annotations

import json
import threading
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from knowledge.recommendation.model import GROUNDS, PurchaseModel
from knowledge.recommendation.rules import Rule

FORMAT = f"1:{','.join(GROUNDS)}"


@dataclass(frozen=True)
class Learnt:
    """What was learnt from a shop's orders, and from which (`revision`)."""

    revision: str
    model: PurchaseModel
    rules: tuple[Rule, ...]


class LearntFile:
    """The file of what was learnt."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._loaded: tuple[tuple[int, int], Learnt | None] | None = None

    def save(self, learnt: Learnt) -> None:
        """Put it in force."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f".{self.path.name}-{uuid.uuid4().hex[:12]}")
        model = learnt.model
        with draft.open("wb") as file:
            np.savez(
                file,
                format=np.array(FORMAT),
                revision=np.array(learnt.revision),
                rules=np.array(json.dumps([asdict(rule) for rule in learnt.rules])),
                products=np.array(model.products, dtype=np.str_),
                half_lives=np.array(model.half_lives),
                until=np.array(model.until),
                trends=model.trends,
                buyers=model.buyers,
                bought_again=model.bought_again,
                weights=model.weights,
                **_parts("neighbours", model.neighbours),
                **_parts("sequels", model.sequels),
            )
        draft.replace(self.path)

    def load(self) -> Learnt | None:
        """What is in force; None when nothing was learnt yet, or by another version of this program."""
        with self._lock:
            try:
                status = self.path.stat()
            except FileNotFoundError:
                return None
            version = (status.st_mtime_ns, status.st_ino)
            if self._loaded is None or self._loaded[0] != version:
                self._loaded = (version, _read(self.path))
            return self._loaded[1]


def _parts(name: str, matrix: sparse.csr_matrix) -> dict[str, Any]:
    return {
        f"{name}_data": matrix.data.astype(np.float32),
        f"{name}_indices": matrix.indices,
        f"{name}_indptr": matrix.indptr,
    }


def _read(path: Path) -> Learnt | None:
    try:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["format"]) != FORMAT:
                return None
            many = len(stored["products"])

            def matrix(name: str) -> sparse.csr_matrix:
                parts: Sequence[Any] = [stored[f"{name}_{part}"] for part in ("data", "indices", "indptr")]
                return sparse.csr_matrix(tuple(parts), shape=(many, many))

            model = PurchaseModel(
                products=tuple(str(product) for product in stored["products"]),
                half_lives=tuple(float(days) for days in stored["half_lives"]),
                until=float(stored["until"]),
                trends=stored["trends"],
                buyers=stored["buyers"],
                bought_again=stored["bought_again"],
                neighbours=matrix("neighbours"),
                sequels=matrix("sequels"),
                weights=stored["weights"],
            )
            rules = tuple(
                Rule(**{**rule, "given": tuple(rule["given"])}) for rule in json.loads(str(stored["rules"]))
            )
            return Learnt(str(stored["revision"]), model, rules)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None
