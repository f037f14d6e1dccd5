"""Tells what a shopper wants, with a confidence that can be believed."""

from __future__ import annotations

import hashlib
import inspect
import logging
from typing import Any, Dict, List, Optional, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import intent_model, text_features
from bot.components.intent_model import IntentModel, ModelSettings, TooFewExamplesError

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CalibratedIntentClassifier(IntentClassifier, GraphComponent):
    """Intent classifier on dense sentence features and n-grams, calibrated by a temperature.

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
        """The fields of `ModelSettings`, and `ranking_length`: how many intents to rank, 0 for all."""
        defaults = ModelSettings()
        return {
            "dense_strength": defaults.dense_strength,
            "sparse_strength": defaults.sparse_strength,
            "dense_share": defaults.dense_share,
            "least_documents": defaults.least_documents,
            "folds": defaults.folds,
            "ranking_length": LABEL_RANKING_LENGTH,
        }

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Checks the configuration.

        Raises:
            InvalidConfigException: If a value is out of its range.
        """
        ranges = {
            "dense_strength": (1e-6, float("inf")),
            "sparse_strength": (1e-6, float("inf")),
            "dense_share": (0, 1),
            "least_documents": (1, float("inf")),
            "folds": (2, float("inf")),
            "ranking_length": (0, float("inf")),
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
        sources = "".join(inspect.getsource(module) for module in (intent_model, text_features))
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
        self._ranking_length: int = config["ranking_length"]
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        """Trains on the examples that have both text and intent, and persists the model.

        Raises:
            InvalidConfigException: If an intent has fewer than two examples, or there are no sentence
                features.
        """
        examples = [one for one in training_data.intent_examples if one.get(INTENT) and one.get(TEXT)]
        if not examples:
            logger.warning("There are no examples of intents to train on.")
            return self._resource
        vectors = np.vstack([_sentence_vector(example) for example in examples])
        texts = [example.get(TEXT) for example in examples]
        intents = [example.get(INTENT) for example in examples]
        try:
            self._model = intent_model.train(vectors, texts, intents, self._settings)
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
        """Sets intent and ranking of each message, in place; the name is None without text or model."""
        for message in messages:
            ranking = self._ranking(message)
            intent = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, dict(intent), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> List[Dict[str, Any]]:
        if self._model is None or not message.get(TEXT):
            return []
        probabilities = self._model.probabilities(_sentence_vector(message), [message.get(TEXT)])[0]
        order = np.argsort(-probabilities, kind="stable")[: self._ranking_length or None]
        return [
            {INTENT_NAME_KEY: self._model.labels[i], PREDICTED_CONFIDENCE_KEY: float(probabilities[i])}
            for i in order
        ]


def _sentence_vector(message: Message) -> np.ndarray:
    """Gives a message's sentence feature, shape (1, D)."""
    features = message.get_dense_features(TEXT)[1]
    if features is None:
        raise InvalidConfigException(
            "CalibratedIntentClassifier needs a dense sentence feature: put the SentenceFeaturizer before it."
        )
    return features.features
