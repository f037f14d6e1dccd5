"""The regression behind the intents: its algebra, its calibration, and what it decides to be out of scope."""

from __future__ import annotations

from typing import List, Tuple

import numpy as np
import pytest

from bot.components.intent_model import OUT_OF_SCOPE
from bot.components.intent_training import ModelSettings, train
from bot.components.kernel_ridge import Solution, likeness
from bot.components.paraphrases import families, folds
from bot.components.scope import evidence, fit_scope

KINDS = 12
EACH = 20


def clouds(kinds: int = KINDS, each: int = EACH, seed: int = 0) -> Tuple[np.ndarray, List[str], List[str]]:
    """Vectors around a centre for each kind, with texts and names."""
    generator = np.random.default_rng(seed)
    centres = np.random.default_rng(99).normal(size=(40, 24))[:kinds]
    vectors = (centres[:, None] + 0.6 * generator.normal(size=(kinds, each, 24))).reshape(-1, 24)
    texts = [f"wish{kind} number{one} of{kind}" for kind in range(kinds) for one in range(each)]
    return vectors.astype(np.float32), texts, [f"kind{kind:02}" for kind in range(kinds) for _ in range(each)]


@pytest.mark.parametrize("landmarks", [60, 45])
def test_held_out_scores_are_those_of_a_model_that_never_saw_the_block(landmarks: int) -> None:
    vectors, _, names = clouds(kinds=4, each=15)
    targets = np.unique(names, return_inverse=True)[1]
    chosen = np.sort(np.random.RandomState(1).permutation(60)[:landmarks])
    close = likeness(vectors, vectors[chosen], 0.02).astype(np.float64)
    block = np.arange(5, 25)
    ours = Solution.of(close, chosen, targets, 4, 0.1).without(block)
    seen = np.setdiff1d(np.arange(60), block)
    lower = np.linalg.cholesky(close[chosen] + 1e-3 * np.eye(landmarks))
    features = np.linalg.solve(lower, close.T).T
    gram = features[seen].T @ features[seen] + 0.1 * np.eye(landmarks)
    weights = np.linalg.solve(gram, features[seen].T @ np.eye(4)[targets[seen]])
    assert np.allclose(ours, features[block] @ weights, atol=1e-6)


def test_likeness_is_one_for_the_same_and_falls_with_distance() -> None:
    one, near, far = np.zeros((1, 3)), np.full((1, 3), 0.1), np.ones((1, 3))
    assert likeness(one, one, 0.5)[0, 0] == 1
    assert 1 > likeness(one, near, 0.5)[0, 0] > likeness(one, far, 0.5)[0, 0] > 0


def test_unseen_messages_are_told_apart_and_their_confidence_can_be_believed() -> None:
    vectors, texts, names = clouds()
    model, _ = train(vectors, [24], texts, names, ModelSettings(outside_share=0))
    others, other_texts, other_names = clouds(seed=1)
    predicted = model.predict(others, other_texts)
    right = np.array(model.in_scope_labels)[predicted.probabilities.argmax(axis=1)] == other_names
    assert right.mean() > 0.95
    assert abs(predicted.probabilities.max(axis=1).mean() - right.mean()) < 0.1
    assert not predicted.outside.any()


def test_with_examples_of_what_is_outside_it_is_refused() -> None:
    vectors, texts, names = clouds(kinds=KINDS + 3, each=15)
    names = [OUT_OF_SCOPE if name >= f"kind{KINDS:02}" else name for name in names]
    model, _ = train(vectors, [24], texts, names, ModelSettings())
    others, other_texts, other_names = clouds(kinds=KINDS + 3, each=15, seed=2)
    predicted = model.predict(others, other_texts)
    is_outside = np.array(other_names) >= f"kind{KINDS:02}"
    assert predicted.outside[is_outside].mean() > 0.8
    assert predicted.outside[~is_outside].mean() < 0.1


def test_without_examples_what_is_unlike_all_that_is_known_is_refused() -> None:
    vectors, texts, names = clouds()
    model, _ = train(vectors, [24], texts, names, ModelSettings())
    strange = np.random.default_rng(5).normal(size=(50, 24)).astype(np.float32) * 2
    assert model.predict(strange, ["qqq zzz"] * 50).outside.mean() > 0.7
    others, other_texts, _ = clouds(seed=3)
    assert model.predict(others, other_texts).outside.mean() < 0.2


def test_the_same_examples_give_the_same_model_also_with_fewer_landmarks() -> None:
    vectors, texts, names = clouds()
    settings = ModelSettings(likenesses=100 * len(texts) + 1)
    first, second = (train(vectors, [24], texts, names, settings)[0] for _ in range(2))
    assert len(first.landmarks) == 100
    assert np.array_equal(first.weights, second.weights)
    assert first.sharpness == second.sharpness


def test_evidence_is_best_score_margin_nearest_and_outside() -> None:
    shown = evidence(np.array([[0.2, 0.9, 0.5, 0.1]]), 3, np.array([0.7]))
    assert shown[0] == pytest.approx([0.9, 0.4, 0.7, 0.1])


def test_the_operating_point_follows_what_is_expected() -> None:
    generator = np.random.default_rng(0)
    inside = np.column_stack([generator.normal(0.7, 0.2, 500), np.zeros((500, 3))])
    outside = np.column_stack([generator.normal(0.3, 0.2, 500), np.zeros((500, 3))])
    right = np.ones(500, dtype=bool)
    few, many = (fit_scope(inside, right, outside, share) for share in (0.05, 0.6))
    assert few.least < many.least
    assert few.is_outside(outside).mean() < many.is_outside(outside).mean()


def test_families_are_linked_by_likeness_within_an_intent_only() -> None:
    points = np.array([[0.0], [0.1], [0.2], [5.0], [0.1]])
    targets = np.array([0, 0, 0, 0, 1])
    found = families(targets, lambda some: likeness(points[some], points[some], 1.0), 0.95)
    assert found[0] == found[1] == found[2]
    assert len({found[0], found[3], found[4]}) == 3


def test_folds_keep_families_whole_and_intents_spread() -> None:
    targets = np.repeat([0, 1], 30)
    groups = np.repeat(np.arange(20), 3)
    blocks = list(folds(targets, groups, 5))
    assert sorted(np.concatenate(blocks)) == list(range(60))
    for block in blocks:
        assert {list(groups[block]).count(group) for group in groups[block]} == {3}
        assert set(targets[block]) == {0, 1}
