"""Going on in another language."""

from __future__ import annotations

from actions.action import ShopAction
from actions.turn import Reply, Turn
from actions.words import languages


class SwitchLanguage(ShopAction):
    """Goes on in the language that the shopper asks for."""

    action_name = "action_switch_language"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """Switch and say so in that language, or say which ones there are."""
        asked = turn.entity("language")
        known = languages()
        if asked is None and len(known) == 2:
            asked = next(language for language in known if language != turn.words.language)
        if asked not in known:
            return reply.say("language-unknown").ended("nothing")
        reply.words = turn.words.in_language(str(asked))
        reply.show("language", {"language": str(asked)})
        return reply.say("language-switched")
