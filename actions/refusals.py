"""What the policy refuses: the rule in words, its article, and buttons for the nearest things it allows."""

from __future__ import annotations

from collections.abc import Mapping

from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.decision import Decision

# The question whose article explains a refusal; in the articles' language, never shown.
ASKED_OF_ARTICLES: Mapping[str, str] = {
    "not-yet-shipped": "Can I cancel before shipping?",
    "order-cancelled": "What happens to a cancelled order?",
    "not-delivered": "When can I return something?",
    "already-returned": "Can I return the same item twice?",
    "warranty-over": "How long does the warranty for faulty items last?",
    "final-sale": "Can final sale items be returned?",
    "window-over": "How long do I have to return something?",
    "hygiene-opened": "Can I return opened beauty products or underwear?",
    "one-request-per-order": "Can I return the same item twice?",
    "nothing-named": "How do I return something?",
    "reason-not-accepted": "What can be returned?",
    "method-not-yours": "How do I get my money back?",
    "method-not-allowed": "How do I get my money back?",
    "needs-person": "How do I get my money back?",
}
# The dialogue that does an alternative; others are only told in the refusal's words.
DONE_BY: Mapping[str, str] = {
    "cancel": "cancel_order",
    "change_items": "change_order",
    "exchange": "exchange_item",
    "return": "return_item",
    "pay_bill": "subscription_payment",
    "renew_subscription": "subscription_extension",
}


def refusal(turn: Turn, reply: Reply, decision: Decision, *, kind: str, number: str) -> Reply:
    """Say which rule refuses `kind` for order `number`, and what would pass; a person is always offered."""
    words = turn.words
    facts = {name: value for name, value in decision.facts.items() if isinstance(value, int | str)}
    own = f"{kind.replace('_', '-')}-refused-{decision.rule}"
    message = own if words.has(own) else f"refused-{decision.rule}"
    buttons = [
        button(
            words.say(f"button-{each.what.replace('_', '-')}"),
            DONE_BY[each.what],
            **({"order_number": number} if number else {}),
        )
        for each in decision.alternatives
        if each.what in DONE_BY
    ]
    buttons.append(button(words.say("button-person"), "contact_human_agent"))
    reply.say(message, buttons, **{**facts, "number": number})
    question = ASKED_OF_ARTICLES.get(decision.rule)
    found = turn.shop.help.search(question, count=1, subjects=("returns",)) if question else None
    if found:
        url = f"{turn.shop.config.public_url}/help/{found[0].slug}"
        reply.messages[-1]["body"]["source"] = {"title": found[0].title, "url": url}
    reply.offer = PERSON
    return reply.ended("refused")
