"""Second thoughts right after an errand was refused or done go back into that errand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from actions.errands import FORM
from knowledge.orders.models import Order, OrderState
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of, orders_of, under_way

SignedIn = Callable[..., Shopper]
JACKET = "Kelder Hiking Rain Jacket"
TEE = "Tollan Merino Tee"
REASON = "I [changed my mind](return_reason=changed_mind)"


def become(shop: Shop, state: OrderState, *numbers: str) -> None:
    """Put orders into a state."""
    with shop.sessions() as session, session.begin():
        for number in numbers:
            session.scalars(select(Order).where(Order.number == number)).one().state = state


def goes_on(shopper: Shopper, text: str, *, action: str, intent: str) -> Answered:
    """A message outside a form that opens one again; gives its question too."""
    return shopper.starts(action, text, intent=intent)


def items(shopper: Shopper) -> list[int]:
    assert shopper.slots["errand"] is not None
    return [each["line"] for each in shopper.slots["errand"]["held"]["items"]]


@pytest.mark.parametrize(
    ("text", "action", "intent"),
    [
        ("no wait, the rain jacket, not the tee", "action_recommend_product", "recommend_product"),
        ("sorry, I meant the rain jacket", "action_deny", "deny"),
        ("actually the rain jacket instead", "action_refine_search", "refine_search"),
    ],
)
def test_after_a_refusal_the_right_item_is_returned(
    own_customer: SignedIn, own_demo: Shop, text: str, action: str, intent: str
) -> None:
    lena = own_customer()
    tees, _ = line_of(own_demo, lena, TEE)
    _, jacket = line_of(own_demo, lena, JACKET)
    become(own_demo, OrderState.SHIPPED, tees.number)
    refused = lena.starts("action_start_return", f"return the merino tee, {REASON}", intent="return_item")
    assert refused.slots["outcome"] == "refused"
    lena.active_loop = None
    asked = goes_on(lena, text, action=action, intent=intent)
    assert lena.active_loop == FORM
    assert lena.slots["errand"]["kind"] == "return"
    assert items(lena) == [jacket.id]
    assert asked.cards == []


def test_after_it_was_done_the_other_item_is_shown_and_what_was_done_stays(
    own_customer: SignedIn, own_demo: Shop
) -> None:
    lena = own_customer()
    card = lena.starts("action_start_return", f"return the merino tee, {REASON}", intent="return_item")
    while card.kinds()[-1] != "confirmation":
        card = lena.presses(card, card.messages[-1]["body"]["buttons"][-1]["title"])
    done = lena.says("yes", intent="affirm")
    assert "Your return R-" in done.text
    _, jacket = line_of(own_demo, lena, JACKET)
    shown = goes_on(lena, "oh no, I meant the rain jacket", action="action_deny", intent="deny")
    assert shown.texts[0] == "What was done a moment ago stays as it is. Now to this:"
    assert items(lena) == [jacket.id]


def test_another_size_after_an_exchange_was_left_is_shown_anew(own_customer: SignedIn) -> None:
    lena = own_customer()
    lena.starts("action_exchange_item", "exchange the rain jacket for size [L](size)", intent="exchange_item")
    kept = lena.says("no", intent="deny")
    assert kept.text == "All right, nothing was changed."
    card = goes_on(
        lena, "actually make that [XL](size)", action="action_refine_search", intent="refine_search"
    )
    assert card.messages[-1]["body"]["lines"][-1]["value"] == f"for {JACKET} (green, XL)"


def test_another_order_after_one_was_cancelled(own_customer: SignedIn, own_demo: Shop) -> None:
    marek = own_customer("LR-100006")
    first, second = _two_pending(own_demo, marek)
    marek.starts("action_start_cancel", f"cancel [{first}](order_number)", intent="cancel_order")
    marek.says("no", intent="deny")
    card = goes_on(marek, f"I meant [{second}](order_number)", action="action_inform", intent="inform")
    assert second in card.messages[-1]["body"]["title"]


def _two_pending(shop: Shop, shopper: Shopper) -> tuple[str, str]:
    first, second = orders_of(shop, shopper)[:2]
    become(shop, OrderState.PENDING, first.number, second.number)
    return first.number, second.number


def test_an_item_named_after_the_ways_to_ones_money_answers_which(signed_in: SignedIn, demo: Shop) -> None:
    lena = signed_in()
    ways = lena.run("action_get_refund", "I want my money back", intent="get_refund")
    assert "Which of these is it about?" in ways.text
    goes_on(lena, "the rain jacket", action="action_recommend_product", intent="recommend_product")
    assert items(lena) == [line_of(demo, lena, JACKET)[1].id]


def test_it_means_the_item_of_the_errand_before(own_customer: SignedIn, own_demo: Shop) -> None:
    lena = own_customer()
    _left(lena)
    goes_on(lena, "then exchange it instead", action="action_exchange_item", intent="exchange_item")
    assert lena.slots["errand"]["kind"] == "exchange"
    assert items(lena) == [line_of(own_demo, lena, JACKET)[1].id]


def test_what_was_never_bought_is_said_to_be_so(signed_in: SignedIn) -> None:
    lena = signed_in()
    asked = lena.starts(
        "action_exchange_item", "exchange the [wellies](product_type)", intent="exchange_item"
    )
    assert asked.texts[0] == "I cannot make out wellies among what you bought here."


def test_a_new_one_after_the_ways_to_ones_money_is_looked_for(signed_in: SignedIn) -> None:
    lena = signed_in()
    lena.run("action_get_refund", "I want my money back", intent="get_refund")
    found = lena.run(
        "action_recommend_product", "I need a new rain [jacket](product_type)", intent="recommend_product"
    )
    assert found.followup is None
    assert found.cards


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("thanks, the jacket is lovely", "praise"),
        ("no thanks", "deny"),
        ("actually show me rain jackets", "recommend_product"),
        ("no, where is my rain jacket?", "track_order"),
    ],
)
def test_what_corrects_nothing_is_read_for_itself(
    own_customer: SignedIn, own_demo: Shop, text: str, intent: str
) -> None:
    lena = own_customer()
    _left(lena)
    answered = lena.run("action_deny", text, intent=intent)
    assert answered.followup is None


def test_after_two_other_messages_nothing_is_corrected_any_more(own_customer: SignedIn) -> None:
    lena = own_customer()
    _left(lena)
    for _ in range(2):
        lena.run("action_deny", "no thanks", intent="deny")
    assert lena.slots["errand"] is None
    late = lena.run("action_deny", "no, I meant the merino tee", intent="deny")
    assert late.followup is None


def _left(lena: Shopper) -> None:
    """A return of the jacket that got a no."""
    card = lena.starts("action_start_return", f"return the rain jacket, {REASON}", intent="return_item")
    while card.kinds()[-1] != "confirmation":
        card = lena.presses(card, card.messages[-1]["body"]["buttons"][-1]["title"])
    lena.says("no", intent="deny")
    assert lena.slots["errand"]["outcome"] == "nothing"


def test_who_keeps_talking_of_something_else_is_asked_once_more_and_then_left_alone(
    own_customer: SignedIn,
) -> None:
    lena = own_customer()
    lena.starts("action_start_return", "I want to return something", intent="return_item")
    once = lena.says_aside(
        "action_delivery_options", "which ways of delivery are there", intent="delivery_options"
    )
    assert "Which order is it from?" in once.text
    twice = lena.says_aside("action_check_payment_methods", "how can I pay", intent="check_payment_methods")
    assert "Which order is it from?" not in twice.text
    assert twice.texts[-1] == "I leave your return as it is for now."
    assert lena.active_loop is None
    thrice = lena.run("action_delivery_options", "and express?", intent="delivery_options")
    assert "return" not in thrice.text


@pytest.mark.parametrize("how", ["pressed", "yes", "answered"])
def test_an_errand_that_was_set_aside_is_taken_up_where_it_was(
    own_customer: SignedIn, own_demo: Shop, how: str
) -> None:
    lena = own_customer()
    lena.starts("action_start_return", "return the rain jacket", intent="return_item")
    asked = under_way(lena)
    assert asked is not None
    for _ in range(2):
        left = lena.says_aside("action_delivery_options", "which ways of delivery", intent="delivery_options")
    if how == "pressed":
        again = lena.starts("action_inform", intent="inform", entities={"choice": "take_up"})
        assert left.button("Back to your return") == '/inform{"choice": "take_up"}'
    elif how == "yes":
        again = lena.starts("action_affirm", "yes", intent="affirm")
    else:
        again = lena.starts("action_inform", REASON, intent="inform")
    now = under_way(lena)
    assert now is not None
    assert items(lena) == [line_of(own_demo, lena, JACKET)[1].id]
    assert again.texts[0] == "Back to what we were doing: your return."
    if how != "answered":
        assert now["asked"] == asked["asked"]


def test_an_answered_question_starts_the_count_of_asides_anew(own_customer: SignedIn) -> None:
    lena = own_customer()
    lena.starts("action_start_return", "return the rain jacket", intent="return_item")
    lena.says_aside("action_delivery_options", "which ways of delivery", intent="delivery_options")
    lena.says(REASON)
    still = lena.says_aside("action_delivery_options", "which ways of delivery", intent="delivery_options")
    assert "as it is for now" not in still.text
    assert lena.active_loop == FORM


def test_two_wishes_that_set_an_errand_aside_are_answered_once(own_customer: SignedIn) -> None:
    lena = own_customer()
    lena.starts("action_start_return", "I want to return something", intent="return_item")
    text = "how can I pay and which ways of delivery are there"
    wishes = [
        ("check_payment_methods", "how can I pay"),
        ("delivery_options", "which ways of delivery are there"),
    ]
    for _ in range(2):
        left = lena.says_aside(
            "action_check_payment_methods", text, intent="check_payment_methods", wishes=wishes
        )
    assert left.texts[-1] == "I leave your return as it is for now."
    assert len(set(left.texts)) == len(left.texts)


def test_what_else_is_wanted_with_the_yes_is_offered_when_the_deed_is_done(own_customer: SignedIn) -> None:
    lena = own_customer()
    lena.starts("action_start_return", f"return the rain jacket, {REASON}", intent="return_item")
    wishes = [("affirm", "yes"), ("delivery_options", "which ways of delivery are there")]
    text = "yes and which ways of delivery are there"
    lena.says("[PayPal](payment_method=paypal)")
    done = lena.says(text, intent="affirm", wishes=wishes)
    assert lena.active_loop is None
    assert "which ways of delivery are there" in done.texts[-1]
    assert "/delivery_options" in done.payloads


def test_what_an_owner_set_aside_is_not_taken_up_by_whoever_is_not_signed_in(own_customer: SignedIn) -> None:
    lena = own_customer()
    lena.starts("action_start_return", "return the rain jacket", intent="return_item")
    for _ in range(2):
        lena.says_aside("action_delivery_options", "which ways of delivery", intent="delivery_options")
    lena.customer = None
    answered = lena.run("action_inform", intent="inform", entities={"choice": "take_up"})
    assert answered.followup is None
    assert JACKET not in answered.text
