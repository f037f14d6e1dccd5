"""When the action server or Rasa hangs, shoppers hear the truth and can get a person."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conversations.conftest import Door
from tests.running_stack import RunningStack

pytestmark = pytest.mark.stack


def process_named(stack: RunningStack, words: str) -> int:
    """The process of the stack whose command line has these words."""
    found = subprocess.run(["pgrep", "-f", words], capture_output=True, text=True, check=True).stdout.split()
    for each in found:
        with open(f"/proc/{each}/environ", "rb") as file:  # noqa: PTH123
            own = f"ATTENDANT_HOME={stack.home}".encode() in file.read()
        if own and os.readlink(f"/proc/{each}/exe").count("python"):  # noqa: PTH115
            return int(each)
    raise AssertionError(f"no process of this stack runs {words}")


@contextmanager
def hanging(process_id: int) -> Iterator[None]:
    """Stop a process while the block runs, as a machine in trouble would."""
    os.kill(process_id, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process_id, signal.SIGCONT)


@pytest.mark.parametrize("words", ["attendant.processes actions", "rasa run"])
def test_the_shopper_hears_so_and_is_handed_over_by_a_button(
    stack: RunningStack, enter: Door, words: str
) -> None:
    shopper = enter()
    assert shopper.says("hello")
    with hanging(process_named(stack, words)):
        assert "cannot answer at the moment" in shopper.says("what does delivery cost?")
        assert "queue" in shopper.presses("Talk to a person")
    other = enter()
    assert other.says("hello")
