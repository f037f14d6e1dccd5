"""The production pipeline of `bot/config.yml`, trained and asked without a server."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple, Type

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import class_from_module_path

from bot.components.intent_classifier import CalibratedIntentClassifier
from bot.components.wishes import UNDERSTANDING
from bot.evaluation.datasets import Labelled

CONFIG = Path(__file__).resolve().parent.parent / "config.yml"


class Pipeline:
    """The components in their order. Training is that of Rasa's graph, component by component."""

    def __init__(self, folder: Path, outside: Optional[str], config: Path = CONFIG) -> None:
        """Creates the untrained components.

        Args:
            folder: Where they may store what they learn; empty.
            outside: The label of messages that are out of scope; None when there are none, and none is expected.
            config: The bot's configuration.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._storage = LocalModelStorage(folder)
        self._parts: List[Tuple[str, Type[GraphComponent], Dict[str, Any]]] = []
        for number, settings in enumerate(yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]):
            component = _component_class(settings["name"])
            merged = {**component.get_default_config(), **{k: v for k, v in settings.items() if k != "name"}}
            if component is CalibratedIntentClassifier:
                merged.update({"outside_share": 0} if outside is None else {"outside_intent": outside})
            self._parts.append((f"{number}_{component.__name__}", component, merged))
        self._components: List[Any] = []

    def featurized(self, rows: Sequence[Labelled]) -> TrainingData:
        """Gives training data with all that the classifier learns from."""
        data = TrainingData([Message(data={TEXT: row.text, INTENT: row.label}) for row in rows])
        for name, component, config in self._parts:
            if component is CalibratedIntentClassifier:
                break
            data = self._made(name, component, config).process_training_data(data)
        return data

    def train(self, data: TrainingData) -> float:
        """Trains on featurized data, and gives the seconds it took."""
        begun = time.perf_counter()
        self._components = []
        for name, component, config in self._parts:
            if component is CalibratedIntentClassifier:
                self._made(name, component, config).train(data)
                made = component.load(config, self._storage, Resource(name), self._context(name))
            else:
                made = self._made(name, component, config)
            self._components.append(made)
        return time.perf_counter() - begun

    def parse(self, text: str) -> Dict[str, Any]:
        """Gives what was understood of one message: intent and confidence."""
        message = Message(data={TEXT: text})
        for component in self._components:
            component.process([message])
        understanding: Optional[Dict[str, Any]] = message.get(UNDERSTANDING)
        return understanding or {"intent": None, "confidence": 0.0}

    def judged(self, messages: Sequence[Message]) -> List[Dict[str, Any]]:
        """Gives what is understood of messages that are featurized already."""
        (classifier,) = (one for one in self._components if isinstance(one, CalibratedIntentClassifier))
        asked = [Message(data={TEXT: each.get(TEXT)}, features=each.features) for each in messages]
        classifier.process(asked)
        return [message.get(UNDERSTANDING) for message in asked]

    def _made(self, name: str, component: Type[GraphComponent], config: Dict[str, Any]) -> Any:
        return component.create(config, self._storage, Resource(name), self._context(name))

    @staticmethod
    def _context(name: str) -> ExecutionContext:
        return ExecutionContext(GraphSchema({}), node_name=name)


def _component_class(name: str) -> Type[GraphComponent]:
    return DefaultV1Recipe._from_registry(name).clazz if "." not in name else class_from_module_path(name)
