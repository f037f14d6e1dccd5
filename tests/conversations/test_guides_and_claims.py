"""Something does not work, is missing or came wrong: guides and claims in talk, in English and Chinese."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from attendant.composition import make_keyring
from attendant.settings import Settings
from knowledge.conversations.models import QUEUE, Conversation
from knowledge.database import make_engine, make_sessions
from tests.conversations.conftest import ANA, LENA, OMAR, TOM, Door
from tests.running_stack import RunningStack

pytestmark = pytest.mark.stack
MAREK = "marek.wojcik@example.com"
WEI = "wei.chen@example.org"


def test_a_guide_is_gone_through_with_a_question_in_the_middle(enter: Door) -> None:
    lena = enter(LENA)
    first = lena.says("my headlamp won't switch on")
    assert "I am sorry about the Glimmer Headlamp" in first
    assert "battery of its own" in first
    assert "Charge it for four hours" in lena.says("it has a battery")
    aside = lena.says("where is my parcel?")
    assert "on its way" in aside
    assert "Charge it for four hours" in aside
    assert "Hold its button" in lena.says("still dark")
    assert "Good to hear" in lena.says("now it works, thanks")


def test_what_was_tried_is_skipped_and_seen_by_the_person_who_takes_over(
    enter: Door, stack: RunningStack
) -> None:
    marek = enter(MAREK)
    assert "Charge them" in marek.says("my headset doesn't connect to the console")
    assert "light blink" in marek.says("I've done that already")
    assert "Reset them" in marek.presses("It does not blink")
    options = marek.presses("Still the same")
    assert "Warranty claim" in options
    assert marek.buttons[0] == "Warranty claim"
    card = marek.presses("Warranty claim")
    if "a replacement, or your money back" in card:
        card = marek.presses("Money back")
    assert "Ringside Gaming Headset" in card
    done = marek.presses("Yes, report it")
    assert "claim C-" in done
    settings = Settings(home=stack.home)
    sessions = make_sessions(make_engine(settings.database, make_keyring(settings)))
    with sessions() as session:
        waiting = session.scalars(select(Conversation).where(Conversation.owner == QUEUE)).one()
    assert "Charge them" in waiting.handoff["known"]["tried"]


def test_just_refund_me_leaves_the_guide(enter: Door) -> None:
    tom = enter(TOM)
    tom.says("my toothbrush is not charging")
    options = tom.says("just give me my money back")
    assert "This is what I can do for you" in options
    assert "Warranty claim" in tom.buttons


def test_a_missing_item_is_claimed_with_a_changed_mind_at_the_card(enter: Door) -> None:
    lena = enter(LENA)
    assert "a replacement, or your money back" in lena.says("the Kelder jacket was not in my parcel")
    replacement = lena.says("a replacement please")
    assert "It did not arrive" in replacement
    assert "30 days are allowed" in replacement
    assert "€" in lena.says("no, I'd rather have the money back")
    done = lena.says("yes please")
    assert "claim C-" in done
    assert "A colleague has to accept it" in done


def test_what_came_wrong_is_put_right_at_once(enter: Door) -> None:
    ana = enter(ANA)
    answer = ana.says("you sent me the wrong pyjamas")
    if "a replacement, or your money back" not in answer:
        answer = ana.presses("Wrong item")
    card = ana.presses("Money back")
    assert "Moonboat" in card
    assert "is accepted" in ana.presses("Yes, report it")


def test_nothing_is_claimed_of_what_has_not_arrived(enter: Door) -> None:
    omar = enter(OMAR)
    answer = omar.says("an item is missing from my order")
    assert "arrived yet" in answer
    assert "Where is my order?" in omar.buttons


def test_a_guide_in_chinese(enter: Door) -> None:
    wei = enter(WEI)
    first = wei.says("我的平板充不进电")
    assert "充电口" in first
    assert "关机充两小时" in wei.says("已经试过了")
    assert "申请保修" in wei.presses("还是一样")


def test_a_claim_that_comes_too_late_is_told_with_its_days_in_chinese(enter: Door) -> None:
    wei = enter(WEI)
    answer = wei.says("我的订单里少了一个茶壶")
    if "补发还是退款" in answer:
        answer = wei.presses("退款")
    assert "送达后 30 天内申报" in answer
    assert "人工" in "".join(wei.buttons)
