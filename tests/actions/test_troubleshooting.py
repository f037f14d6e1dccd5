"""Troubleshooting: the guide of the thing that fails, step by step, and what can be done when it does not help."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from knowledge.feedback.models import Feedback
from knowledge.guides.models import GuideRun
from knowledge.shop import Shop
from tests.actions.shopper import Answered, Shopper, line_of

OwnCustomer = Callable[..., Shopper]
SQUEAK = "my [walking boots](product_type=walking boot) squeak with every step"
OPTIONS = ["/warranty_claim", "/return_item", "/exchange_item", "/contact_human_agent"]


def complain(shopper: Shopper, text: str, **more: str) -> Answered:
    return shopper.starts("action_product_problem", text, intent="product_problem", **more)


def runs(shop: Shop) -> list[GuideRun]:
    with shop.sessions() as session:
        return list(session.scalars(select(GuideRun).order_by(GuideRun.id)))


def intents(answered: Answered) -> list[str]:
    return [payload.partition("{")[0] for payload in answered.payloads]


def test_the_guide_of_the_thing_bought_begins_at_its_symptom(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    lena = own_customer()
    asked = complain(lena, SQUEAK, message_id="701")
    assert "I am sorry about the Mosskar Mid Walker" in asked.texts[0]
    assert "insoles" in asked.texts[1]
    assert intents(asked) == ["/inform"] * 4
    (run,) = runs(own_demo)
    assert (run.guide, run.symptom, run.product_id) == ("shoes", "insole", "mosskar-mid-walker")
    assert (run.outcome, run.steps, run.customer_id) == ("open", [], lena.customer)


def test_the_problem_is_logged_as_feedback_with_product_and_order(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    lena = own_customer()
    complain(lena, SQUEAK, message_id="702")
    with own_demo.sessions() as session:
        entry = session.scalars(select(Feedback).where(Feedback.source_key == "message:702")).one()
    order, _ = line_of(own_demo, lena, "Mosskar Mid Walker")
    assert (entry.kind, entry.product_id, entry.order_id) == ("complaint", "mosskar-mid-walker", order.id)
    assert entry.text == "my walking boots squeak with every step"


def test_what_was_tried_already_is_skipped_and_what_helps_ends_it(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    second = lena.says("I tried that already")
    assert "tongue" in second.text
    solved = lena.presses(second, "It works now")
    assert solved.text.startswith("Good to hear!")
    assert solved.slots["outcome"] == "done"
    (run,) = runs(own_demo)
    assert run.steps == [["insole", "already"], ["tongue", "helped"]]
    assert run.outcome == "solved"


@pytest.mark.parametrize(
    ("said", "intent", "step"),
    [
        ("it still squeaks", "product_problem", "tongue"),
        ("no change", "inform", "tongue"),
        ("did that yesterday, no luck", "inform", "tongue"),
        ("no", "deny", "tongue"),
        ("还是一样", "inform", "tongue"),
        ("I've done that already", "affirm", "tongue"),
        ("已经试过了", "stop", "tongue"),
        ("that did the trick", "inform", None),
        ("yes, it is fixed", "affirm", None),
        ("现在好了", "inform", None),
    ],
)
def test_answers_in_words_are_understood(
    own_customer: OwnCustomer, said: str, intent: str, step: str | None
) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    lena.says(said, intent=intent)
    held = (lena.slots["errand"] or {}).get("held")
    assert (held["step"] if held else None) == step


def test_an_answer_that_says_nothing_is_asked_again(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    again = lena.says("the cat is on the sofa")
    assert again.texts[0].startswith("I am not sure how that turned out")
    assert "insoles" in again.texts[1]


def test_a_question_in_the_middle_is_left_to_others_and_the_step_stays(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    assert lena.says("where is my parcel?", intent="track_order").events == []
    assert "insoles" in lena.run("action_ask_errand_done").text


def test_when_nothing_helps_the_options_are_ranked(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    lena.says("no change")
    asked = lena.says("no change")
    faulty = lena.presses(asked, "Yes, from the sole")
    assert intents(faulty)[0] == "/warranty_claim"
    assert set(intents(faulty)) == set(OPTIONS)
    order, line = line_of(own_demo, lena, "Mosskar Mid Walker")
    assert f'"line": "{line.id}"' in faulty.payloads[0]
    assert f'"order_number": "{order.number}"' in faulty.payloads[0]
    assert "once a colleague has accepted it" in faulty.text
    assert runs(own_demo)[-1].outcome == "claim"


def test_the_claim_offered_at_the_end_knows_what_it_is_about(
    own_customer: OwnCustomer, own_demo: Shop
) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    lena.says("no change")
    asked = lena.says("no change")
    options = lena.presses(asked, "Yes, from the sole")
    values = json.loads(options.payloads[0].removeprefix("/warranty_claim"))
    claim = lena.starts("action_warranty_claim", intent="warranty_claim", entities=values)
    assert "What would you like for Mosskar Mid Walker" in claim.text
    assert lena.slots["errand"]["held"]["trouble"] == "defective"


def test_what_does_not_suit_is_exchanged_first_by_whom_that_helps(own_customer: OwnCustomer) -> None:
    lena = own_customer()  # she sent boots back for their size before
    asked = complain(lena, "the [boots](product_type=boot) rub at my heel")
    for answer in ("At the heel", "Still the same"):
        asked = lena.presses(asked, answer)
    options = lena.presses(asked, "Still the same")
    assert intents(options)[0] == "/exchange_item"


def test_an_earlier_answer_can_be_corrected_by_its_button(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    first = complain(lena, "the [boots](product_type=boot) rub")
    lena.presses(first, "At the heel")
    corrected = lena.presses(first, "At the toes")
    assert "finger" in corrected.text
    assert runs(own_demo)[-1].steps == [["where", "1"]]


def test_never_mind_is_left_to_others(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    assert lena.says("never mind", intent="stop").events == []


def test_just_refund_me_leaves_for_the_options(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    options = lena.says("just refund me", intent="get_refund")
    assert set(intents(options)) == set(OPTIONS)
    assert runs(own_demo)[-1].outcome == "given_up"


def test_another_thing_meant_begins_its_own_guide(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    other = lena.says("no, I mean the [tent](product_type=tent)")
    assert "What is wrong with the Skarholm Trek Tent?" in other.text
    (run,) = runs(own_demo)
    assert (run.guide, run.product_id) == ("shoes", "mosskar-mid-walker")
    leaking = lena.says("it leaks")
    assert "fine drops" in leaking.text
    assert [(each.guide, each.product_id) for each in runs(own_demo)] == [("tent", "skarholm-trek-tent")]


def test_a_vague_complaint_is_asked_what_is_wrong(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    asked = complain(lena, "my [tent](product_type=tent) is broken")
    assert "What is wrong with the Skarholm Trek Tent?" in asked.text
    pole = lena.presses(asked, "A pole broke or does not fit")
    assert "while you pitched it" in pole.text


def test_what_no_guide_knows_goes_straight_to_the_options(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    options = complain(lena, "I do not like the stripes on the [tent](product_type=tent)")
    assert options.followup is None
    assert "/contact_human_agent" in intents(options)
    assert (runs(own_demo)[-1].guide, runs(own_demo)[-1].outcome) == ("", "claim")


def test_the_thing_is_asked_for_when_none_is_named(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    asked = complain(lena, "something I bought from you leaks")
    assert "Which product is it about?" in asked.text
    assert len(asked.payloads) == 5
    tent = lena.says("the [tent](product_type=tent)")
    assert "fine drops" in tent.text


def test_what_cannot_be_found_twice_gets_a_person(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    complain(lena, "something I bought from you is odd")
    assert "Which product" in lena.says("the thing").text
    assert intents(lena.says("the blue thing")) == ["/contact_human_agent"]


def test_a_danger_stops_everything(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    stopped = complain(lena, "smoke comes out of my [headlamp](product_type=headlamp)")
    assert "stop using it" in stopped.text
    assert "must not go by ordinary post" in stopped.text
    assert "/return_item" not in intents(stopped)
    assert runs(own_demo)[-1].outcome == "safety"


def test_a_visitor_goes_through_the_guide_and_signs_in_for_the_rest(own_customer: OwnCustomer) -> None:
    visitor = own_customer()
    visitor.customer = None
    asked = complain(visitor, "my [headphones](product_type=headphones) do not connect to the phone")
    assert "Charge them" in asked.text
    options = visitor.presses(asked, "What else can I do?")
    assert "/sign-in" in options.text
    assert intents(options) == ["/contact_human_agent"]


def test_the_person_who_takes_over_sees_what_was_tried(own_customer: OwnCustomer) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    lena.says("no change")
    handed = lena.run("action_hand_over", "I want a person", intent="contact_human_agent")
    tried = handed.messages[-1]["body"]["known"]["tried"]
    assert tried.startswith("Mosskar Mid Walker: Take the insoles out")
    assert tried.endswith("Still the same")


def test_the_guide_speaks_chinese(own_customer: OwnCustomer, own_demo: Shop) -> None:
    wei = own_customer("LR-100003", language="zh")
    asked = complain(wei, "我的[平板](product_type=tablet)充不进电")
    assert "充电口" in asked.text
    assert "已经试过了" in [each["title"] for each in asked.messages[-1]["body"]["buttons"]]
    second = wei.says("已经试过了")
    assert "关机充两小时" in second.text
    options = wei.says("还是不行")
    assert "申请保修" in options.text
    assert runs(own_demo)[-1].language == "zh"


def test_what_came_of_guides_is_counted_by_symptom(own_customer: OwnCustomer, own_demo: Shop) -> None:
    lena = own_customer()
    complain(lena, SQUEAK)
    lena.says("that did the trick")
    complain(lena, SQUEAK)
    lena.says("just refund me", intent="get_refund")
    (result,) = own_demo.guide_runs.results()
    assert (result.guide, result.symptom, result.runs, result.solved) == ("shoes", "insole", 2, 0.5)
    assert result.outcomes == {"solved": 1, "given_up": 1}


def test_the_button_of_another_card_is_no_answer_to_a_step(own_customer: OwnCustomer) -> None:
    shopper = own_customer()
    shopper.starts(
        "action_product_problem", "my [headphones](product_type) do not connect", intent="product_problem"
    )
    before = shopper.slots["errand"]
    heard = shopper.says(intent="affirm", entities={"proposal": "return:of-an-older-card"})
    assert heard.events == []
    assert shopper.slots["errand"] == before
