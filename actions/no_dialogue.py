"""What is understood and has no dialogue of its own: answered truthfully, with a person who can do it."""

from __future__ import annotations

from dataclasses import dataclass

from actions.action import ShopAction
from actions.help import article_about
from actions.products import article
from actions.turn import PERSON, Reply, Turn, button
from actions.words import languages


@dataclass(frozen=True)
class Nearest:
    """The nearest things to a wish: articles of these subjects, the question they answer, and what can be done here."""

    subjects: tuple[str, ...]
    question: str = ""
    """In the articles' own language; asked when the shopper's words find none. Empty: no article has it."""
    here: tuple[str, ...] = ()


NEAREST: dict[str, Nearest] = {}


class NoDialogue(ShopAction):
    """Says what was understood and that it cannot be done here yet, with what is written about it."""

    action_name = "action_no_dialogue"

    def answer(self, turn: Turn, reply: Reply) -> Reply:
        """An article when one answers, what can be done here that comes near, and a person who is told the wish."""
        nearest = NEAREST[turn.intent]
        words = turn.words
        found = article_about(turn, nearest.subjects, nearest.question) if nearest.subjects else None
        if found is not None:
            article(turn, reply, found)
        buttons = [button(words.say(f"intent-{name.replace('_', '-')}"), name) for name in nearest.here]
        buttons.append(button(words.say("button-person"), "contact_human_agent"))
        wish = words.say(f"intent-{turn.intent.replace('_', '-')}")
        reply.offer = PERSON
        reply.say("no-dialogue-article" if found else "no-dialogue", buttons, wish=wish)
        return reply.set(wish=turn.intent).ended("nothing")


for _intent in NEAREST:  # each under the name that its dialogue will have
    type(
        f"No{_intent.title().replace('_', '')}",
        (NoDialogue,),
        {"action_name": f"action_{_intent}", "__module__": __name__},
    )


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
