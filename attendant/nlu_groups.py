"""Groups messages that were not understood by meaning, and proposes an intent for each group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from knowledge.search.embedding import Encoder, Progress, Vectors
from knowledge.search.index import IndexFolder, VectorIndex, build
from knowledge.understanding.models import Miss

GROUP_DISTANCE = 0.8
"""Mean cosine distance, about the mean example, up to which messages are of one group.

On 8 draws of 12 intents from data/nlu (1 to 8 lines each), 0.8 to 0.9 agreed best with the intents (adjusted Rand
index 0.57 in English, 0.53 in Chinese); the lower end mixes fewer. Without the mean example taken off, cosines lie
between 0.75 and 1 and the best distance differs from language to language.
"""
MOST_LINES = 3_000
"""Grouping compares each with each: of more, the newest are taken."""
NEIGHBOURS = 5
CHOICE_WEIGHT, RANKING_WEIGHT, NEIGHBOUR_WEIGHT = 4.0, 2.0, 1.0
"""What a shopper's own choice, the bot's ranking and the examples nearby say of a message, against each other."""
SHARPNESS = 30.0
"""How much more the nearest of the examples counts than the others: by exp(30 x the difference of cosines)."""


@dataclass(frozen=True)
class Line:
    """A message, however often it was sent."""

    text: str
    misses: tuple[Miss, ...]

    @property
    def ids(self) -> list[int]:
        """The misses it stands for."""
        return [miss.id for miss in self.misses]


@dataclass(frozen=True)
class Neighbour:
    """A training example and its cosine similarity to a message of the group."""

    text: str
    intent: str
    likeness: float


@dataclass(frozen=True)
class Proposal:
    """An intent for a group, and what tells for it."""

    intent: str
    sureness: float
    """Its share of all that was said for any intent, 0 to 1."""
    chosen: int
    """How many shoppers chose it."""
    ranked_first: int
    """For how many messages the bot thought it the likeliest."""
    neighbours: tuple[Neighbour, ...]
    """The nearest examples of this intent, nearest first."""
    others: tuple[tuple[str, float], ...]
    """The next best intents with their shares."""


@dataclass(frozen=True)
class Group:
    """Messages of one meaning, the most frequent and most typical first."""

    lines: tuple[Line, ...]
    proposal: Proposal

    @cached_property
    def misses(self) -> list[Miss]:
        """All messages."""
        return [miss for line in self.lines for miss in line.misses]

    @property
    def size(self) -> int:
        """How many messages."""
        return len(self.misses)


def example_index(
    examples: Mapping[str, Sequence[str]],
    folder: IndexFolder,
    encoder: Encoder,
    progress: Progress | None = None,
) -> VectorIndex:
    """The vectors of the examples, by text; only what is new since the last time is encoded."""
    texts = {text: text for lines in examples.values() for text in lines}
    hashes = {text: sha256(text.encode()).hexdigest()[:16] for text in texts}
    index, report = build(folder.load_or_none(), texts, hashes, encoder, progress)
    if report.added or report.removed:
        folder.save(index)
    return index


def grouped(
    misses: Iterable[Miss],
    examples: Mapping[str, Sequence[str]],
    index: VectorIndex,
    encoder: Encoder,
    progress: Progress | None = None,
) -> list[Group]:
    """Groups of messages, the largest first, each with the likeliest of the intents that have examples.

    `index` is that of `examples`.
    """
    lines = _lines(misses)[-MOST_LINES:]
    if not lines:
        return []
    vectors = encoder.encode([line.text for line in lines], progress)
    intent_of = {text: intent for intent, texts in examples.items() for text in texts}
    around = _unit(vectors - index.vectors.mean(axis=0))
    labels = _labels(around)
    groups = []
    for label in range(labels.max() + 1):
        rows = np.flatnonzero(labels == label)
        typical = around[rows] @ around[rows].mean(axis=0)
        order = sorted(range(len(rows)), key=lambda at: (-len(lines[rows[at]].misses), -typical[at]))
        members = tuple(lines[rows[at]] for at in order)
        nearby = [_neighbours(vectors[rows[at]], index, intent_of) for at in order]
        groups.append(Group(members, proposed(members, nearby, examples)))
    return sorted(groups, key=lambda group: (-group.size, group.misses[0].id))


def proposed(
    lines: Sequence[Line], nearby: Sequence[Sequence[Neighbour]], intents: Collection[str]
) -> Proposal:
    """The intent that most tells for: the shoppers' choices before the rankings before the examples nearby."""
    shares: defaultdict[str, float] = defaultdict(float)
    total = 0.0
    chosen: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for line, neighbours in zip(lines, nearby, strict=True):
        for miss in line.misses:
            said = [
                (CHOICE_WEIGHT, {miss.chosen: 1.0} if miss.chosen else {}),
                (RANKING_WEIGHT, _ranked(miss)),
                (NEIGHBOUR_WEIGHT, _near(neighbours)),
            ]
            for weight, shared in said:
                total += weight if shared else 0
                for intent, share in shared.items():
                    shares[intent] += weight * share
            chosen.update([miss.chosen] if miss.chosen else [])
            first.update(each["name"] for each in miss.ranking[:1])
    ordered = sorted(shares, key=lambda intent: -shares[intent])
    best = [(intent, shares[intent] / total) for intent in ordered if intent in intents]
    intent, sureness = best[0]
    near = {each.text: each for neighbours in nearby for each in neighbours if each.intent == intent}
    nearest = sorted(near.values(), key=lambda each: -each.likeness)[:2]
    return Proposal(intent, sureness, chosen[intent], first[intent], tuple(nearest), tuple(best[1:3]))


def _lines(misses: Iterable[Miss]) -> list[Line]:
    same: defaultdict[str, list[Miss]] = defaultdict(list)
    for miss in misses:
        same[miss.text.casefold()].append(miss)
    return [Line(each[0].text, tuple(each)) for each in same.values()]


def _unit(vectors: Vectors) -> Vectors:
    """Vectors of length one."""
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors / lengths, dtype=np.float32)


def _labels(vectors: Vectors) -> npt.NDArray[np.int64]:
    """The number of its group for each vector; groups are joined by the mean distance of their members."""
    from sklearn.cluster import AgglomerativeClustering

    if len(vectors) == 1:
        return np.zeros(1, dtype=np.int64)
    clustering = AgglomerativeClustering(
        n_clusters=None, distance_threshold=GROUP_DISTANCE, metric="cosine", linkage="average"
    )
    return np.asarray(clustering.fit_predict(vectors), dtype=np.int64)


def _neighbours(vector: Vectors, index: VectorIndex, intent_of: Mapping[str, str]) -> list[Neighbour]:
    hits = index.search(vector, NEIGHBOURS)
    return [Neighbour(hit.key, intent_of[hit.key], hit.score) for hit in hits]


def _ranked(miss: Miss) -> dict[str, float]:
    """The confidences of the ranking, which add up to one at most."""
    confidences = {str(each["name"]): float(each["confidence"]) for each in miss.ranking}
    most = max(1.0, sum(confidences.values()))
    return {intent: confidence / most for intent, confidence in confidences.items()}


def _near(neighbours: Sequence[Neighbour]) -> dict[str, float]:
    """How much the examples nearby tell for each intent; adds up to one."""
    shares: defaultdict[str, float] = defaultdict(float)
    for each in neighbours:
        shares[each.intent] += float(np.exp(SHARPNESS * (each.likeness - neighbours[0].likeness)))
    whole = sum(shares.values())
    return {intent: share / whole for intent, share in shares.items()}
