"""Order numbers as the shop writes them, whatever of them a shopper writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from actions.identity import Asker
from knowledge.advice.understood import Understood

if TYPE_CHECKING:
    from knowledge.shop import Shop

ORDER_NUMBER = "order_number"


def with_own_numbers(shop: Shop, asker: Asker, entities: tuple[Understood, ...]) -> tuple[Understood, ...]:
    """What a message names, with the shop's own numbers for the asker's orders.

    Shoppers leave out the letters of a number, and the bot reads its digits only: "W5199551" is said as 5199551.
    """
    if asker.customer_id is None or not any(each.entity == ORDER_NUMBER for each in entities):
        return entities
    own = [order.number for order in shop.orders.of_customer(asker.customer_id)]
    return tuple(
        replace(each, value=own_number(own, each.value)) if each.entity == ORDER_NUMBER else each
        for each in entities
    )


def own_number(own: list[str], said: Any) -> Any:
    """The only one of a customer's order numbers with these digits; what was said when there is none."""
    same = [number for number in own if digits(number) == digits(said)]
    return said if said in own or len(same) != 1 else same[0]


def digits(number: Any) -> str:
    """The digits of a number."""
    return "".join(each for each in str(number) if each.isdigit())
