"""Sentiment on UCI's labelled sentences, which we do not train on: `python -m bench.sentiment`.

Ours is the head of `knowledge.feedback.sentiment`, the peer is VADER's compound score; both decide positive against
negative by the sign.
"""

from __future__ import annotations

from bench.data import folder
from knowledge.feedback import lexicon
from knowledge.feedback.sentiment import SentimentModel
from knowledge.search.embedding import SentenceEncoder


def main() -> None:
    """Print the table."""
    model = SentimentModel(SentenceEncoder())
    print("| set | rows | ours | VADER | ratio |\n|---|---|---|---|---|")
    for path in sorted(folder("sentiment/uci").glob("*.txt")):
        rows = [line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line]
        truth = [label.strip() == "1" for _, label in rows]
        texts = [text.strip() for text, _ in rows]
        ours = [judged.value > 0 for judged in model.judge(texts)]
        peer = [lexicon.polarity(text) > 0 for text in texts]
        mine = sum(a == b for a, b in zip(ours, truth, strict=True)) / len(rows)
        theirs = sum(a == b for a, b in zip(peer, truth, strict=True)) / len(rows)
        print(f"| {path.stem} | {len(rows)} | {mine:.3f} | {theirs:.3f} | {mine / theirs:.2f} |")


if __name__ == "__main__":
    main()
