"""Forgetting one thing at a customer's word, and erasing everything after an explicit yes."""

from __future__ import annotations

from actions.accounts.facts import meant_facts
from actions.accounts.my_data import KNOWN, MyDataAction, ask_what, forget_keys
from actions.turn import Reply, Turn, button
from knowledge.errors import NotFound

ERASE = "erase"
"""What a plain yes stands for after the proposal, and the proposal that its button names."""


class EraseMyData(MyDataAction):
    """Forgets one thing at once; proposes to erase everything, and does it after a yes."""

    action_name = "action_erase_my_data"
    writes = True

    def answer_customer(self, turn: Turn, reply: Reply) -> Reply:
        """What is named is forgotten; "forget that" after a list asks which; all else is proposed."""
        if turn.entity("proposal") is not None:
            if turn.slots.get("offer") != ERASE:
                return reply.say("proposal-old").ended("nothing")
            return erase_now(turn, reply)
        named = meant_facts(turn, turn.shop.facts.known(turn.owner))
        if named:
            return forget_keys(turn, reply, [each.key for each in named])
        if turn.slots.get("offer") == KNOWN and not turn.pressed and _points_at_something(turn):
            return ask_what(turn, reply)
        return propose_erasure(turn, reply)


def _points_at_something(turn: Turn) -> bool:
    """Whether "that" or "it" is to be forgotten, and not everything."""
    text = f" {turn.text.lower()} "
    return any(word in text for word in (" that", " this", " it ", " it.", "这个", "那个", "这条", "那条"))


def propose_erasure(turn: Turn, reply: Reply) -> Reply:
    """Show what would happen, and ask for an explicit yes."""
    words, plan = turn.words, turn.shop.erasures.plan(turn.owner)
    lines = [
        {"label": words.say(f"erase-{name}"), "value": str(count)}
        for name, count in (
            ("facts", plan.goes.get("profile_fact", 0)),
            ("chats", plan.goes.get("conversation", 0)),
            ("opinions", plan.goes.get("feedback", 0)),
            ("orders", plan.goes.get("shop_order", 0)),
        )
        if count
    ]
    body = {
        "title": words.say("erase-title"),
        "lines": [{"label": words.say("erase-account"), "value": words.say("erase-whole")}, *lines],
        "note": words.say("erase-note"),
        "buttons": [
            button(words.say("button-erase-yes"), "erase_my_data", proposal=ERASE),
            button(words.say("button-erase-no"), "deny"),
        ],
    }
    if plan.kept_until is not None:
        until = words.full_date(plan.kept_until)
        body["note"] = words.say("erase-note-kept", count=plan.orders_kept, until=until)
    reply.show("confirmation", body)
    reply.offer = ERASE
    return reply.ended("asked")


def erase_now(turn: Turn, reply: Reply) -> Reply:
    """Erase the customer, and say what was kept and why."""
    try:
        receipt = turn.shop.erasures.erase(turn.owner, speaking=turn.asker.conversation_id)
    except NotFound:
        return reply.say("erase-done-before").ended("nothing")
    reply.set(need=None, order=None, product=None, wish=None, shown=None)
    reply.say("erase-done", number=receipt.number)
    for each in receipt.kept:
        reply.say("erase-kept", count=int(each["count"]), until=str(each["until"]))
    return reply
