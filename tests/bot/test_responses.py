"""Responses of the domain in the shopper's language."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.language import detect_language
from bot.responses import LanguageResponses

DOMAIN = Domain.load(str(Path(__file__).parents[2] / "bot" / "domain"))


def said(name: str, language: "str | None") -> str:
    tracker = DialogueStateTracker("someone", DOMAIN.slots)
    metadata = {"language": language} if language else {}
    tracker.update(UserUttered("hello", metadata=metadata))
    generator = LanguageResponses(None, Domain.empty())
    generator.responses = DOMAIN.responses  # as Rasa does when the model is loaded
    response = asyncio.run(generator.generate(name, tracker, "website"))
    assert response is not None
    return str(response["text"])


@pytest.mark.parametrize("name", sorted(DOMAIN.responses))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_response_is_said_in_the_language_of_the_conversation(name: str, language: str) -> None:
    assert {detect_language(said(name, language)) for _ in range(5)} == {language}


@pytest.mark.parametrize("language", [None, "fr"])
def test_any_other_language_gets_english(language: "str | None") -> None:
    assert detect_language(said("utter_greet", language)) == "en"
