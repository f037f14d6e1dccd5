"""Whole dialogues through the real servers: gateway, Rasa and action server."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attendant.chat import ChatClient, customer_token, in_words
from attendant.settings import Settings
from tests.running_stack import RunningStack, stack_environment, start

LENA = "lena.kowalczyk@example.org"
OMAR = "omar.haddad@example.com"
TOM = "tom.baker@example.org"
HELGA = "helga.brandt@example.net"
ANA = "ana.ferreira@example.net"
MAREK = "marek.wojcik@example.com"
GIULIA = "giulia.ferrari@example.org"


class Shopper:
    """Somebody who talks with the running shop."""

    def __init__(self, stack: RunningStack, email: str) -> None:
        settings = Settings(
            home=stack.home,
            web_port=int(stack.environment["ATTENDANT_WEB_PORT"]),
            bot_port=int(stack.environment["ATTENDANT_BOT_PORT"]),
            actions_port=int(stack.environment["ATTENDANT_ACTIONS_PORT"]),
        )
        self._loop = asyncio.new_event_loop()
        token = customer_token(settings, email)
        self._client = self._loop.run_until_complete(ChatClient.open(stack.address, token, "en"))
        self.answers: list[dict[str, Any]] = []

    def says(self, text: str) -> str:
        """Send a message; gives the whole answer in words."""
        self.answers = self._loop.run_until_complete(self._client.say(text))
        return "\n".join(in_words(answer) for answer in self.answers)

    def presses(self, title: str) -> str:
        """Press the first button of the last answer with this title."""
        assert title in self.buttons, f"no button {title!r} among {self.buttons}"
        return self.says(f"#{self.buttons.index(title) + 1}")

    def listens(self, seconds: float) -> str:
        """Wait for something said unasked; gives it in words, nothing when nothing is said."""
        self.answers = self._loop.run_until_complete(self._client.listen(seconds))
        return "\n".join(in_words(answer) for answer in self.answers)

    @property
    def buttons(self) -> list[str]:
        """Titles of the last answer's buttons."""
        return self._client.buttons

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of the last answer."""
        return [card for answer in self.answers for card in answer["body"].get("cards", [])]

    def leaves(self) -> None:
        """Close the connection."""
        self._loop.run_until_complete(self._client.close())
        self._loop.close()


class Door:
    """Lets shoppers in and, at the end of a test, out."""

    def __init__(self, stack: RunningStack) -> None:
        self._stack = stack
        self._inside: list[Shopper] = []

    def __call__(self, email: str = "") -> Shopper:
        """A visitor, or the customer with this e-mail address, in a new conversation."""
        shopper = Shopper(self._stack, email)
        self._inside.append(shopper)
        return shopper

    def close(self) -> None:
        """Let everybody out."""
        for shopper in self._inside:
            shopper.leaves()


@pytest.fixture(scope="module")
def stack(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """The demo shop as it is before anything has happened, for the talks of one file."""
    home = tmp_path_factory.mktemp("talks") / "home"
    shutil.copytree(prepared_home, home)
    running = start(stack_environment(home), home)
    yield running
    running.stop()
    shutil.rmtree(home)


@pytest.fixture
def enter(stack: RunningStack) -> Iterator[Door]:
    """A door through which shoppers enter the running shop."""
    door = Door(stack)
    yield door
    door.close()
