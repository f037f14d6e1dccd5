"""Words in both languages."""

from __future__ import annotations

from typing import Dict, List

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.tokenizer import ShopTokenizer, words

WORDS: Dict[str, List[str]] = {
    "Where's my order?": ["Where's", "my", "order"],
    "size-guide for T-shirts": ["size-guide", "for", "T-shirts"],
    "\u6211\u60f3\u9000\u8d27": ["\u6211", "\u60f3", "\u9000\u8d27"],
    "iPhone\u5145\u7535\u5668": ["iPhone", "\u5145\u7535\u5668"],
}


@pytest.mark.parametrize("text", WORDS)
def test_a_text_is_cut_into_words_that_stand_where_they_say(text: str) -> None:
    found = list(words(text))
    assert [word.text for word in found] == WORDS[text]
    assert all(text[word.start :].startswith(word.text) for word in found)


def test_signs_alone_are_one_token() -> None:
    tokenizer = ShopTokenizer(ShopTokenizer.get_default_config())
    assert [token.text for token in tokenizer.tokenize(Message(data={TEXT: "?!"}), TEXT)] == ["?!"]
