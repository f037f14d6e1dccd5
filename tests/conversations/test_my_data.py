"""A customer's own data through the real servers: asked for, taken along, taken back, erased."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.conversations.conftest import Door
from tests.running_stack import RunningStack

pytestmark = pytest.mark.stack

# Nobody else's test talks with them.
ASKS, LEAVES = "marek.wojcik@example.com", "frida.nystrom@example.org"


def test_what_is_known_is_shown_and_a_copy_can_be_fetched(enter: Door, stack: RunningStack) -> None:
    asker = enter(ASKS)
    known = asker.says("what do you know about me?")
    assert "From your account:" in known
    assert "Get a copy of my data" in asker.buttons
    answer = asker.says("send me a copy of my data")
    [token] = re.findall(r"/chat/my-data\?token=(\S+)", answer)
    told = httpx.get(f"{stack.address}/chat/my-data", params={"token": token}).json()
    assert told["customer"]["email"] == ASKS
    assert any("what do you know about me?" in str(each["body"]) for each in told["messages"])


def test_a_withdrawn_consent_holds_in_the_next_answer(enter: Door) -> None:
    asker = enter(ASKS)
    assert re.search("from my next answer on|you have not allowed it", asker.says("I withdraw my consent"))
    assert "Personal advice: allowed" not in asker.says("what do you know about me?")


def test_erasure_needs_an_explicit_yes_and_then_nobody_is_known_any_more(
    enter: Door, stack: RunningStack
) -> None:
    leaver = enter(LEAVES)
    leaver.says("my parakeet is afraid of the doorbell")
    leaver.says("delete all my data")
    assert "Yes, erase everything" in leaver.buttons
    assert "Receipt E-" not in leaver.says("no")
    leaver.says("delete all my data")
    assert "Receipt E-" in leaver.presses("Yes, erase everything")
    assert "You are not signed in" in leaver.says("what do you know about me?")
    for file in (stack.home / "attendant.sqlite", *(stack.home / "logs").iterdir()):
        assert LEAVES.encode() not in file.read_bytes(), file
