"""Words in both languages."""

from __future__ import annotations

from typing import Dict, List

import jieba
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.chinese.segmenter import WordFrequencies, chinese_words, segmenter
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


def test_the_packed_dictionary_says_what_jiebas_own_says() -> None:
    jieba.initialize()
    packed = segmenter().FREQ
    assert segmenter().total == jieba.dt.total
    some = list(jieba.dt.FREQ.items())[::997]
    assert {fragment: packed[fragment] for fragment, _ in some} == dict(some)


def test_what_begins_no_word_is_not_in_the_dictionary() -> None:
    packed = WordFrequencies(lambda: iter([("退货", 3), ("退货单", 1)]))
    assert packed["退"] == 0
    assert packed["退货"] == 3
    assert "货" not in packed
    assert packed.total == 4


def test_chinese_is_cut_as_jieba_cuts_it() -> None:
    text = "我上周买的那双登山鞋开胶了想换一双大一码的"
    assert [word for word, _ in chinese_words(text)] == jieba.lcut(text)
