"""Tells what a shopper wants, with a confidence that can be believed."""

from __future__ import annotations

import hashlib
import inspect
import logging
from dataclasses import asdict
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import (
    calibration,
    intent_model,
    intent_training,
    kernel_ridge,
    message_space,
    paraphrases,
    scope,
    text_features,
    tokenizer,
)
from bot.components.chinese import segmenter
from bot.components.clauses import with_clauses
from bot.components.intent_model import OUT_OF_SCOPE, IntentModel, Prediction
from bot.components.intent_training import ModelSettings, TooFewExamplesError
from bot.components.wishes import UNDERSTANDING, WISHES, wishes_of

logger = logging.getLogger(__name__)

MODEL_CODE = (
    calibration,
    intent_model,
    intent_training,
    kernel_ridge,
    message_space,
    paraphrases,
    scope,
    text_features,
    tokenizer,
    segmenter,
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CalibratedIntentClassifier(IntentClassifier, GraphComponent):
    """Intent classifier by likeness of sentence features and n-grams, calibrated by a temperature.

    A confidence of 0.8 is meant to be right in 8 cases of 10.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """Components that come earlier in the pipeline."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> List[str]:
        """Packages this component needs."""
        return ["numpy", "scipy", "sklearn"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The fields of `ModelSettings`, and more.

        `ranking_length`: how many intents to rank, 0 for all. `outside_intent`: the intent of examples, and then
        of messages, that are out of scope. `second_likely`: ask when the second meaning is at least so likely.
        `hardly_likely`: ask when even the first is less likely.
        """
        return {
            **asdict(ModelSettings()),
            "ranking_length": LABEL_RANKING_LENGTH,
            "outside_intent": OUT_OF_SCOPE,
            "second_likely": 0.25,
            "hardly_likely": 0.4,
        }

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Checks the configuration.

        Raises:
            InvalidConfigException: If a value is out of its range.
        """
        ranges = {
            "bandwidth": (1e-6, float("inf")),
            "ngram_share": (0, float("inf")),
            "ngram_width": (0, float("inf")),
            "ridge": (1e-6, float("inf")),
            "likenesses": (1, float("inf")),
            "least_documents": (1, float("inf")),
            "folds": (2, float("inf")),
            "outside_share": (0, 1),
            "ranking_length": (0, float("inf")),
            "second_likely": (0, 1),
            "hardly_likely": (0, 1),
        }
        for key, (least, most) in ranges.items():
            value = config[key]
            if not isinstance(value, (int, float)) or not least <= value <= most:
                raise InvalidConfigException(
                    f"CalibratedIntentClassifier: '{key}' must be from {least} to {most}, not {value!r}."
                )

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:  # noqa: ARG003
        """Rasa looks only at this class to see whether to train anew; the model's own code counts as well."""
        sources = "".join(inspect.getsource(module) for module in MODEL_CODE)
        return hashlib.sha256(sources.encode()).hexdigest()

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> CalibratedIntentClassifier:
        """Creates an untrained component (see the parent class)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,  # noqa: ARG003
    ) -> CalibratedIntentClassifier:
        """Loads a trained component (see the parent class)."""
        try:
            with model_storage.read_from(resource) as folder:
                return cls(config, model_storage, resource, IntentModel.load(folder))
        except (ValueError, FileNotFoundError):
            # Rasa's storage raises ValueError where nothing was persisted: training data without intents
            logger.warning("No trained intents in '%s'; every message will have none.", resource.name)
            return cls.create(config, model_storage, resource, execution_context)

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[IntentModel] = None,
    ) -> None:
        """Initialises the component.

        Args:
            config: The default configuration with the user's over it.
            model_storage: Where to persist.
            resource: Under which name to persist.
            model: The trained model, if there is one.
        """
        self.validate_config(config)
        self._settings = ModelSettings(
            **{key: value for key, value in config.items() if key in ModelSettings.__dataclass_fields__}
        )
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on the examples that have both text and intent, and persists the model.

        Raises:
            InvalidConfigException: If an intent has too few examples, or there are no sentence features.
        """
        examples = [one for one in training_data.intent_examples if one.get(INTENT) and one.get(TEXT)]
        if not examples:
            logger.warning("There are no examples of intents to train on.")
            return self._resource
        vectors, widths = _sentence_vectors(examples)
        texts = [example.get(TEXT) for example in examples]
        outside: str = self._config["outside_intent"]
        intents = [OUT_OF_SCOPE if one.get(INTENT) == outside else one.get(INTENT) for one in examples]
        try:
            self._model, _ = intent_training.train(vectors, widths, texts, intents, self._settings)
        except TooFewExamplesError as error:
            raise InvalidConfigException(f"The intents cannot be trained. {error}") from error
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds predictions to the training examples, in place."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Decides about each message, in place.

        Sets the intent, the ranking, `UNDERSTANDING` and, where a message holds several, `WISHES`. A message that
        may mean two things gets the intent `nlu_fallback`; what was likeliest stays in its understanding.
        """
        for message in messages:
            message.set(INTENT, {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}, add_to_output=True)
            message.set(INTENT_RANKING_KEY, [], add_to_output=True)
        if self._model is None:
            return messages
        with_text = [message for message in with_clauses(messages) if message.get(TEXT)]
        for message, understanding in zip(with_text, self._understood(with_text), strict=True):
            message.set(UNDERSTANDING, understanding, add_to_output=True)
        for message in messages:
            if message.get(TEXT):
                self._decide(message)
        return messages

    def _decide(self, message: Message) -> None:
        understanding = message.get(UNDERSTANDING)
        ranking = understanding.pop("ranking")
        intent = dict(ranking[0])
        wishes = wishes_of(message)
        if wishes:
            message.set(WISHES, wishes, add_to_output=True)
            intent = {key: wishes[0][key] for key in (INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY)}
        elif understanding["unsure"]:
            intent[INTENT_NAME_KEY] = DEFAULT_NLU_FALLBACK_INTENT_NAME
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _understood(self, messages: Sequence[Message]) -> Iterator[Dict[str, Any]]:
        if not messages or self._model is None:
            return
        vectors, _ = _sentence_vectors(messages)
        prediction = self._model.predict(vectors, [message.get(TEXT) for message in messages])
        for row in range(len(messages)):
            yield self._understanding(self._model.in_scope_labels, prediction, row)

    def _understanding(self, labels: Sequence[str], prediction: Prediction, row: int) -> Dict[str, Any]:
        chances = prediction.probabilities[row]
        order = np.argsort(-chances, kind="stable")
        ranking = [{INTENT_NAME_KEY: labels[i], PREDICTED_CONFIDENCE_KEY: float(chances[i])} for i in order]
        first, second = chances[order[0]], chances[order[1]]
        if prediction.outside[row]:
            strange = 1 - float(prediction.in_scope[row])
            outside = {INTENT_NAME_KEY: self._config["outside_intent"], PREDICTED_CONFIDENCE_KEY: strange}
            ranking.insert(0, outside)
        return {
            "intent": ranking[0][INTENT_NAME_KEY],
            "confidence": ranking[0][PREDICTED_CONFIDENCE_KEY],
            "in_scope": float(prediction.in_scope[row]),
            "unsure": bool(
                not prediction.outside[row]
                and (second >= self._config["second_likely"] or first < self._config["hardly_likely"])
            ),
            "ranking": ranking[: self._config["ranking_length"] or None],
        }


def paraphrase_folds(examples: Sequence[Message], count: int) -> Iterator[np.ndarray]:
    """Parts featurized examples into folds of like make-up; what says the same in other words stays together.

    Args:
        examples: With text, intent and sentence features.
        count: How many folds.

    Yields:
        The positions of one fold's examples.
    """
    vectors, widths = _sentence_vectors(examples)
    texts = [example.get(TEXT) for example in examples]
    intents = [example.get(INTENT) for example in examples]
    return intent_training.paraphrase_folds(vectors, widths, texts, intents, count)


def _sentence_vectors(messages: Sequence[Message]) -> Tuple[np.ndarray, List[int]]:
    """Gives the sentence features of n messages, shape (n, D), and how many of the D are of each featurizer."""
    parts = [_sentence_features(message) for message in messages]
    vectors = np.vstack([np.hstack([one.features for one in features]) for features in parts])
    return vectors, [one.features.shape[1] for one in parts[0]]


def _sentence_features(message: Message) -> List[Features]:
    found = [
        one
        for one in message.features
        if one.attribute == TEXT and one.type == FEATURE_TYPE_SENTENCE and one.is_dense()
    ]
    if not found:
        raise InvalidConfigException(
            "CalibratedIntentClassifier needs a dense sentence feature: put the SentenceFeaturizer before it."
        )
    return found
