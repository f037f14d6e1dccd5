"""The few sentences that the gateway itself says to shoppers, when the bot cannot."""

from __future__ import annotations

SENTENCES: dict[str, dict[str, str]] = {
    "en": {
        "bot_unavailable": (
            "Sorry, I cannot answer at the moment, and nothing was changed that I know of. "
            "Please try again in a minute, or let a colleague answer you."
        ),
        "person": "Talk to a person",
        "handed_over": "Your message is in my colleagues' queue. They will answer you here.",
        "back_in_stock": "You asked me to tell you: {product} is back in stock.",
    },
    "zh": {
        "bot_unavailable": "抱歉，我现在无法回答，据我所知没有做任何更改。请稍后再试，或者让我的同事来回答您。",
        "person": "转人工客服",
        "handed_over": "您的消息已转给我的同事，他们会在这里回复您。",
        "back_in_stock": "您托我留意的 {product} 已经到货了。",
    },
}


def say(language: str, name: str, **values: str) -> str:
    """A sentence in a language, in English when that one is not spoken."""
    return SENTENCES.get(language, SENTENCES["en"])[name].format(**values)
