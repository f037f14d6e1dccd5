"""What can be done when a guide has come to its end: shown in words and as buttons, the best for this shopper first."""

from __future__ import annotations

from actions.aftersales.owned_things import bought, product_of
from actions.errands import Held
from actions.turn import PERSON, Reply, Turn, button
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.states import ClaimKind
from knowledge.aftersales.wishes import Complain, GiveBack
from knowledge.guides.guide import End
from knowledge.guides.options import Choices, Option, ranked
from knowledge.money import Money
from knowledge.orders.models import Order, OrderLine

SIZE_REASONS = frozenset({"too_small", "too_big"})
INTENTS = {
    "claim": "warranty_claim",
    "exchange": "exchange_item",
    "return": "return_item",
    "person": "contact_human_agent",
}


def show_options(turn: Turn, reply: Reply, held: Held, end: End) -> Reply:
    """Say what can be done; a refused claim is told with its rule, and a person is always there."""
    found = bought(turn, held)
    choices = _choices(turn, held, *found) if found is not None else None
    options = ranked(end, choices)
    words = turn.words
    buttons = [_button(turn, option, found) for option in options]
    lines = [_told(turn, option, found) for option in options if option.what != "person"]
    refused = choices.claim if choices is not None and not choices.claim.allowed else None
    if refused is not None and end != End.RETURN:
        reply.text(_refused(turn, refused, found))
    if end == End.SAFETY:
        reply.say("guide-keep-it")
    if lines:
        reply.text("\n".join([words.say("guide-options"), *(f"• {line}" for line in lines)]), buttons)
    elif found is None and turn.customer_id is None:
        link = f"{turn.shop.config.public_url}/sign-in"
        reply.say("guide-options-sign-in", buttons, link=link)
    else:
        reply.say("guide-options-person", buttons)
    if found is not None:
        reply.set(order=found[0].number)
    reply.offer = PERSON
    return reply.ended("asked" if lines else "refused")


def _choices(turn: Turn, held: Held, order: Order, line: OrderLine) -> Choices:
    shop = turn.shop
    policy = shop.aftersales.policy
    remedy = "replacement" if "replacement" in policy.claims.remedies else "refund"
    claim = turn.decide(_claim(order, line, remedy))
    if not claim.allowed and "refund" in policy.claims.remedies:
        claim = turn.decide(_claim(order, line, "refund"))
    product = product_of(turn, held)
    others = [each for each in product.variants if each.stock > 0 and each.sku != line.sku] if product else []
    profile = shop.customers.profile(turn.owner)
    return Choices(
        claim=claim,
        give_back=turn.decide(GiveBack(order.number, ((line.id, 1),), "changed_mind")),
        others=len(others),
        exchanges=policy.exchanges.offered,
        swapped_sizes=any(each.reason in SIZE_REASONS for each in profile.sent_back),
    )


def _claim(order: Order, line: OrderLine, remedy: str) -> Complain:
    return Complain(order.number, ((line.id, 1),), ClaimKind.DEFECTIVE, remedy)


def _button(turn: Turn, option: Option, found: tuple[Order, OrderLine] | None) -> dict[str, str]:
    title = turn.words.say("button-person" if option.what == "person" else f"guide-option-{option.what}")
    if found is None or option.what == "person":
        return button(title, INTENTS[option.what])
    order, line = found
    named = {"order_number": order.number, "line": str(line.id)}
    if option.what == "claim":
        named["choice"] = f"trouble:{ClaimKind.DEFECTIVE}"
    return button(title, INTENTS[option.what], **named)


def _told(turn: Turn, option: Option, found: tuple[Order, OrderLine] | None) -> str:
    name = f"guide-told-{option.what}{'-' + option.detail if option.detail else ''}"
    currency = found[0].currency if found is not None else turn.shop.config.currency
    return turn.words.say(name, fee=Money(option.fee_minor, currency))


def _refused(turn: Turn, decision: Decision, found: tuple[Order, OrderLine] | None) -> str:
    facts = {name: value for name, value in decision.facts.items() if isinstance(value, int | str)}
    own = f"claim-refused-{decision.rule}"
    message = own if turn.words.has(own) else f"refused-{decision.rule}"
    return turn.words.say(message, **{**facts, "number": found[0].number if found is not None else ""})
