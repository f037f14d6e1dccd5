"""Training the model of intents: kernel ridge regression, calibrated by a temperature.

One factorisation of the kernel matrix gives the model, and by a formula the predictions of all examples as if
they, or all of a kind, had not been there. Calibration and the decision about scope learn from these.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Iterator, List, Optional, Sequence, Tuple

import numpy as np

from bot.components.calibration import fit_sharpness
from bot.components.intent_model import OUT_OF_SCOPE, IntentModel
from bot.components.kernel_ridge import Solution, likeness
from bot.components.message_space import SEED, MessageSpace
from bot.components.paraphrases import NEAR_COPY, PARAPHRASE, families, folds
from bot.components.scope import ScopeModel, evidence, fit_scope

LEAST_EXAMPLES = 2
ENOUGH_OUTSIDE = 30
"""From so many examples on, what is out of scope is learnt from them."""
INTENT_PARTS = 5
UNKNOWN_OUTSIDE_SHARE = 0.5
"""What to expect where nobody gave an example of what is out of scope: as much outside as inside."""


class TooFewExamplesError(ValueError):
    """Some intents cannot be learnt from, or told from others, with the examples there are."""


@dataclass(frozen=True)
class ModelSettings:
    """How the model is trained.

    Attributes:
        bandwidth: Of the likeness of two messages; larger looks closer.
        ngram_share: Weight of the n-grams beside each encoder's vectors.
        ngram_width: To how many numbers n-grams are brought.
        ridge: Added to the kernel's diagonal; larger trusts single examples less.
        likenesses: How many likenesses of an example to a landmark are kept at most, in four bytes each; with more
            examples, fewer of them are landmarks.
        least_documents: An n-gram in fewer examples is left out.
        folds: Parts for held-out predictions; near-copies stay in one part.
        outside_share: The share of messages that are expected to be out of scope; 0 decides none to be.
    """

    bandwidth: float = 0.25
    ngram_share: float = 0.8
    ngram_width: int = 256
    ridge: float = 0.1
    likenesses: int = 200_000_000
    least_documents: int = 2
    folds: int = 5
    outside_share: float = 0.25


@dataclass(frozen=True)
class HeldOut:
    """Predictions of the n examples by models that saw neither them nor near-copies of them.

    Attributes:
        scores: Shape (n, K or K + 1).
        nearest: Likeness of each to the most like of the landmarks seen, shape (n,).
        targets: The right labels as numbers, shape (n,).
        groups: A number for each family of near-copies, shape (n,).
    """

    scores: np.ndarray
    nearest: np.ndarray
    targets: np.ndarray
    groups: np.ndarray


def train(
    vectors: np.ndarray,
    widths: Sequence[int],
    texts: Sequence[str],
    intents: Sequence[str],
    settings: ModelSettings,
) -> Tuple[IntentModel, HeldOut]:
    """Trains a model; the same examples in the same order give the same model.

    Args:
        vectors: Sentence vectors of n examples, those of several encoders side by side, shape (n, D).
        widths: How many of the D numbers are of each encoder.
        texts: The n texts.
        intents: The n intents; `OUT_OF_SCOPE` marks examples of what is none of them.
        settings: How to train.

    Returns:
        The model, and the held-out predictions that it was calibrated on.

    Raises:
        TooFewExamplesError: If there are fewer than two intents, or an intent has fewer than two examples.
    """
    _check_examples(intents)
    labels = tuple(sorted(set(intents) - {OUT_OF_SCOPE})) + (
        (OUT_OF_SCOPE,) if OUT_OF_SCOPE in intents else ()
    )
    number = {label: i for i, label in enumerate(labels)}
    targets = np.array([number[intent] for intent in intents])
    space = _space(vectors, widths, texts, settings)
    own = space.place(vectors, texts)
    landmarks = _landmarks(len(texts), settings.likenesses)
    close = likeness(own, own[landmarks], settings.bandwidth)
    solution = Solution.of(close, landmarks, targets, len(labels), settings.ridge)

    def likeness_among(some: np.ndarray) -> np.ndarray:
        return likeness(own[some], own[some], settings.bandwidth)

    groups = families(targets, likeness_among, NEAR_COPY)
    held_out = _held_out(solution, targets, groups, settings.folds)
    count = len(labels) - (OUT_OF_SCOPE in number)
    inside = targets < count
    model = IntentModel(
        labels=labels,
        space=space,
        bandwidth=settings.bandwidth,
        landmarks=own[landmarks],
        weights=solution.weights,
        sharpness=fit_sharpness(held_out.scores[inside, :count], targets[inside]),
        scope=_fit_scope(solution, held_out, count, settings.outside_share),
    )
    return model, held_out


def paraphrase_folds(
    vectors: np.ndarray, widths: Sequence[int], texts: Sequence[str], intents: Sequence[str], count: int
) -> Iterator[np.ndarray]:
    """Parts examples into folds for an honest test: paraphrases stay in one.

    Args:
        vectors: As in `train`.
        widths: As in `train`.
        texts: As in `train`.
        intents: As in `train`.
        count: How many folds.

    Yields:
        The positions of one fold's examples.
    """
    settings = ModelSettings()
    own = _space(vectors, widths, texts, settings).place(vectors, texts)
    targets = np.unique(np.asarray(intents), return_inverse=True)[1]

    def likeness_among(some: np.ndarray) -> np.ndarray:
        return likeness(own[some], own[some], settings.bandwidth)

    return folds(targets, families(targets, likeness_among, PARAPHRASE), count)


def _space(
    vectors: np.ndarray, widths: Sequence[int], texts: Sequence[str], settings: ModelSettings
) -> MessageSpace:
    return MessageSpace.fit(
        vectors,
        widths,
        texts,
        least_documents=settings.least_documents,
        ngram_width=settings.ngram_width,
        ngram_share=settings.ngram_share,
    )


def _landmarks(examples: int, likenesses: int) -> np.ndarray:
    """Chooses as many of the examples as may be compared with all of them, the same each time."""
    most = max(likenesses // examples, 1)
    if examples <= most:
        return np.arange(examples)
    return np.sort(np.random.RandomState(SEED).permutation(examples)[:most])


def _held_out(solution: Solution, targets: np.ndarray, groups: np.ndarray, count: int) -> HeldOut:
    scores = np.empty_like(solution.one_hot)
    nearest = np.empty(len(targets), dtype=scores.dtype)
    for block in folds(targets, groups, count):
        scores[block] = solution.without(block)
        nearest[block] = solution.nearest_outside(block)
    return HeldOut(scores, nearest, targets, groups)


def _fit_scope(
    solution: Solution, held_out: HeldOut, count: int, outside_share: float
) -> Optional[ScopeModel]:
    """Learns the scope from examples that are out of it, or else from intents that are left out in turn."""
    if not outside_share:
        return None
    inside = held_out.targets < count
    shown = evidence(held_out.scores, count, held_out.nearest)
    if (~inside).sum() >= ENOUGH_OUTSIDE:
        outside = shown[~inside]
        share = outside_share
    elif count >= 2 * INTENT_PARTS:
        outside = _strangers(solution, held_out.targets, count)
        share = UNKNOWN_OUTSIDE_SHARE
    else:
        return None
    is_right = held_out.scores[inside, :count].argmax(axis=1) == held_out.targets[inside]
    return fit_scope(shown[inside], is_right, outside, share)


def _strangers(solution: Solution, targets: np.ndarray, count: int) -> np.ndarray:
    """Gives the evidence of examples whose intents the model would not know."""
    order = np.random.RandomState(SEED).permutation(count)
    found = []
    for part in range(INTENT_PARTS):
        left_out = order[part::INTENT_PARTS]
        block = np.flatnonzero(np.isin(targets, left_out))
        scores = solution.without(block)
        known = np.setdiff1d(np.arange(scores.shape[1]), left_out)
        found.append(evidence(scores[:, known], count - len(left_out), solution.nearest_outside(block)))
    return np.concatenate(found)


def _check_examples(intents: Sequence[str]) -> None:
    counts = Counter(intents)
    if len(set(counts) - {OUT_OF_SCOPE}) < 2:
        raise TooFewExamplesError("At least two intents are needed to tell one from another.")
    scarce: List[str] = sorted(intent for intent, number in counts.items() if number < LEAST_EXAMPLES)
    if scarce:
        raise TooFewExamplesError(
            f"Each intent needs at least {LEAST_EXAMPLES} examples; these have fewer: {', '.join(scarce)}."
        )
