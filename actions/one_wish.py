"""Parts of a message that are no wishes of their own but details of the one beside them.

"Swap the lamp for a black one and the shirt for size L, from order 10342" is one exchange, whatever its parts sound
like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Wish = Mapping[str, Any]

# What is done to an order; of two intents in a row of this table one is meant, and the order's state tells which.
DEEDS: Mapping[str, str] = {
    "change_order": "swap",
    "exchange_item": "swap",
    "return_item": "return",
    "cancel_order": "cancel",
    "change_shipping_address": "address",
    "change_payment_method": "payment",
    "set_up_shipping_address": "own address",
}
# What the parts of such a wish may sound like: items, their order, where the money goes, an address.
DETAILS = frozenset(
    {
        "order_details", "update_refund", "get_refund", "recommend_product", "select_item", "ask_product_detail",
        "ask_availability", "ask_accessories", "ask_size_advice", "compare_products", "place_order",
        "change_payment_method", "set_up_shipping_address", "edit_account", "check_payment_methods", "track_order",
    }
)  # fmt: skip
ASKS = re.compile(
    r"\b(?:recommend|looking for|look for|show me|find me|suggest|search|do you|what|which|when|where|how|why|tell me"
    r"|buy|track|status|arriv\w*|deliver\w*|late|also want to|refund(?:ed)? yet)\b"
    r"|推荐|有没有|哪|什么|怎么|多少|找|物流|进度|到了|没到",
    re.IGNORECASE,
)


# What was bought is told to say what the wish beside it is about; nobody looks for it.
_BOUGHT = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:just |recently )?(?:bought|ordered|got|purchased|received)\b"
    r"|我(?:之前|上次|刚)?(?:买|订|收到)了?",
    re.IGNORECASE,
)
# What says that something is to be done; a part without such a word goes on with the deed before it.
_DOES = re.compile(
    r"\b(?:(?:chang|exchang|replac|return|cancel|refund|remov|ship|deliver|charg|switch|updat|modif|edit|correct)\w*"
    r"|swap|send|sent|pay|make|turn|call|get|give|take|put|use|move|set|want|need|would|should|instead|for|to)\b"
    r"|退|换|改|取消|寄|送|付|用|想|要|成",
    re.IGNORECASE,
)


def with_details(text: str, wishes: Sequence[Wish], whole: str = "") -> list[Wish]:
    """The wishes of a message, with those that are details of what is done to an order made part of it.

    `text` is the message and `whole` what it sounds like as a whole; a wish that takes details in says them in its own
    `text`, `start` and `end`.
    """
    kept: list[dict[str, Any]] = []
    loose: list[Wish] = []
    wishes = _with_what_was_bought(text, wishes)
    for wish in sorted(wishes, key=lambda each: int(each["start"])):
        words = str(wish["text"])
        bare = wish["name"] in DEEDS and bool(kept) and not _DOES.search(words)
        if bare or (wish["name"] in DETAILS and not ASKS.search(words)):
            loose.append(wish)
        elif wish["name"] in DEEDS and (same := _same_deed(kept, wish)) is not None:
            _take_in(same, wish, text)
        else:
            kept.append(dict(wish))
    deeds = [wish for wish in kept if wish["name"] in DEEDS]
    if not deeds and not kept and whole in DEEDS:
        return [{"name": whole, "text": text, "start": 0, "end": len(text)}]
    if not deeds:
        return list(wishes)
    for detail in loose:
        before = [deed for deed in deeds if int(deed["start"]) <= int(detail["start"])]
        _take_in(before[-1] if before else deeds[0], detail, text)
    return [*kept]


def _with_what_was_bought(text: str, wishes: Sequence[Wish]) -> list[Wish]:
    """The wishes, with parts that only tell what was bought made part of what follows."""
    told = [wish for wish in wishes if wish["name"] in DETAILS and _BOUGHT.search(str(wish["text"]))]
    left: list[Wish] = [dict(wish) for wish in wishes if wish not in told]
    for wish in told:
        after = [each for each in left if int(each["start"]) > int(wish["start"])]
        if after:
            left[left.index(after[0])] = _longer(after[0], wish, text)
        else:
            left.append(wish)
    return left


def _longer(wish: Wish, detail: Wish, text: str) -> Wish:
    longer = dict(wish)
    _take_in(longer, detail, text)
    return longer


def _same_deed(kept: Sequence[dict[str, Any]], wish: Wish) -> dict[str, Any] | None:
    """A wish that does the same to an order, under this name or another."""
    return next((each for each in kept if DEEDS.get(each["name"]) == DEEDS[wish["name"]]), None)


def _take_in(wish: dict[str, Any], detail: Wish, text: str) -> None:
    start = min(int(wish["start"]), int(detail["start"]))
    end = max(int(wish["end"]), int(detail["end"]))
    wish.update(start=start, end=end, text=text[start:end])
