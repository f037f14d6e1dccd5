"""Chooses the variation of a response in the shopper's language, which the gateway's message names."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

FALLBACK = "en"
LANGUAGE = "language"


class LanguageResponses(TemplatedNaturalLanguageGenerator):
    """Rasa's own generator over the variations whose metadata say `language: ...`, one set for each language."""

    def __init__(self, endpoint_config: Optional[EndpointConfig], domain: Domain) -> None:  # noqa: ARG002
        """Creates it as `endpoints.yml` asks: `nlg: {type: bot.responses.LanguageResponses}`."""
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Optional[Dict[str, Any]]:
        """Gives a response in the language of the latest message (see the parent class)."""
        metadata = (tracker.latest_message.metadata if tracker.latest_message else None) or {}
        # Rasa puts the responses in when it has loaded a model, after this was made
        chosen = of_language(self.responses, str(metadata.get(LANGUAGE, FALLBACK)))
        return await TemplatedNaturalLanguageGenerator(chosen).generate(
            utter_action, tracker, output_channel, **kwargs
        )


def of_language(responses: Dict[str, List[Dict[str, Any]]], language: str) -> Dict[str, List[Dict[str, Any]]]:
    """Gives of each response the variations in a language, or in English where there are none."""
    return {
        name: [one for one in variations if _language(one) == language]
        or [one for one in variations if _language(one) == FALLBACK]
        for name, variations in responses.items()
    }


def _language(variation: Dict[str, Any]) -> str:
    return str((variation.get("metadata") or {}).get(LANGUAGE, FALLBACK))
