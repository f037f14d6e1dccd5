"""How good decisions are."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np

BINS = 15
WORST = 10


@dataclass(frozen=True)
class Decided:
    """A labelled message and what was made of it."""

    text: str
    language: str
    label: str
    decided: str
    confidence: float

    @property
    def is_right(self) -> bool:
        """Whether the decision is the label."""
        return self.label == self.decided


def measures(rows: Sequence[Decided], outside: Optional[str]) -> Dict[str, Any]:
    """Gives accuracy over all, in scope and of what is out of scope, MCC, macro-F1 and calibration error.

    Args:
        rows: Decisions.
        outside: The label of what is out of scope; None when nothing is.

    Returns:
        `accuracy`, `in_scope_accuracy`, `oos_recall`, `mcc`, `macro_f1` and `ece`; None where there is no such row.
    """
    from sklearn.metrics import f1_score, matthews_corrcoef

    labels, decided = [row.label for row in rows], [row.decided for row in rows]
    return {
        "accuracy": _share(row.is_right for row in rows),
        "in_scope_accuracy": _share(row.is_right for row in rows if row.label != outside),
        "oos_recall": _share(row.is_right for row in rows if row.label == outside),
        "mcc": float(matthews_corrcoef(labels, decided)),
        "macro_f1": float(
            f1_score(labels, decided, labels=sorted(set(labels)), average="macro", zero_division=0)
        ),
        "ece": expected_calibration_error([row.confidence for row in rows], [row.is_right for row in rows]),
    }


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Gives the mean gap between confidence and accuracy over bins of equal width (Guo et al., 2017)."""
    confidence, is_right = np.asarray(confidences), np.asarray(right, dtype=float)
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == one].mean() - is_right[bins == one].mean()) * np.mean(bins == one)
        for one in np.unique(bins)
    ]
    return float(sum(gaps))


def worst_confusions(rows: Sequence[Decided]) -> List[Tuple[str, str, int]]:
    """Gives the commonest mistakes: label, what it was taken for, how often."""
    mistakes = Counter((row.label, row.decided) for row in rows if not row.is_right)
    return [(label, decided, count) for (label, decided), count in mistakes.most_common(WORST)]


def percentile(values: Sequence[float], share: float) -> float:
    """Gives the value below which this share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.floor(share * len(ordered)))]


def _share(flags: Any) -> Any:
    found = list(flags)
    return sum(found) / len(found) if found else None
