"""Splits messages into words, in both languages."""

from __future__ import annotations

import re
from typing import Any, Dict, Iterator, List, NamedTuple

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.components.chinese.segmenter import chinese_words, segmenter

_HAN = r"㐀-䶿一-鿿豈-﫿"
# A run of Chinese, or a word of any other script with its apostrophes and hyphens
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|[^\W{_HAN}]+(?:['’-][^\W{_HAN}]+)*")


class Word(NamedTuple):
    """A word and the offset of its first character."""

    text: str
    start: int


def words(text: str) -> Iterator[Word]:
    """Gives the words of a text: Chinese as Jieba cuts it, everything else between blanks and signs."""
    for run in _RUN.finditer(text):
        if not run.group("han"):
            yield Word(run.group(), run.start())
            continue
        for word, start in chinese_words(run.group()):
            yield Word(word, run.start() + start)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ShopTokenizer(Tokenizer):
    """Tokenizer for Chinese and for languages that put blanks between words."""

    @staticmethod
    def required_packages() -> List[str]:
        """Packages this component needs."""
        return ["jieba", "marisa_trie"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Rasa's own settings of a tokenizer."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> ShopTokenizer:
        """Creates the component (see the parent class) with Jieba's dictionary, so no shopper waits for it."""
        segmenter()
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Gives the words of an attribute; a text of signs alone is one token."""
        text = message.get(attribute)
        tokens = [Token(word.text, word.start) for word in words(text)] or [Token(text, 0)]
        return self._apply_token_pattern(tokens)
