"""Train the sentiment head: `python -m knowledge.feedback.train_sentiment`.

Reads `data/sentiment/feedback.en.csv` (columns text, label), prints the cross-validated accuracy and
writes `knowledge/feedback/sentiment_head.npz`. The same data gives the same file.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from knowledge.feedback.sentiment import HEAD, LABELS, features
from knowledge.search.embedding import SentenceEncoder

DATA = Path(__file__).parent.parent.parent / "data" / "sentiment" / "feedback.en.csv"
STRENGTH = 1.0  # inverse regularisation, the best of 0.3 to 30 by cross-validation
FOLDS = 10


def train(data: Path = DATA, head: Path = HEAD, model: str = "minilm") -> float:
    """Train on a CSV file and write the head; gives the cross-validated accuracy."""
    with data.open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["label"]) for row in csv.DictReader(file)]
    unknown = {label for _, label in rows} - set(LABELS)
    if unknown:
        raise ValueError(f"{data}: labels must be {', '.join(LABELS)}, not {', '.join(sorted(unknown))}")
    texts = [text for text, _ in rows]
    targets = np.array([LABELS.index(label) for _, label in rows])
    encoder = SentenceEncoder(model)
    inputs = features(texts, encoder.encode(texts))
    classifier = LogisticRegression(C=STRENGTH, max_iter=2_000)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=7)
    accuracy = float((cross_val_predict(classifier, inputs, targets, cv=folds) == targets).mean())
    classifier.fit(inputs, targets)
    np.savez_compressed(
        head,
        model=np.array(encoder.fingerprint),
        weights=classifier.coef_.astype(np.float32),
        bias=classifier.intercept_.astype(np.float32),
    )
    return accuracy


if __name__ == "__main__":
    sys.stdout.write(f"cross-validated accuracy over {len(LABELS)} labels: {train():.3f}\n")
