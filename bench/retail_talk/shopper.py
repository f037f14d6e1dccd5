"""The scripted shopper: opens with a request, answers what is asked, and says yes to what they asked for only."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from attendant.chat import ChatClient, in_words
from bench.retail_talk.facts import Swapped, Wanted
from bench.retail_talk.phrases import REASONS, changes, names, opening

TURNS_PER_WISH = 14
NO_MORE = "no, that's all"


@dataclass
class Talk:
    """A conversation, as it went."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    """What the shopper wrote and what was answered, in turn."""
    confirmed: int = 0
    given_up: int = 0

    def text(self) -> str:
        """To be read."""
        return "\n".join(f"> {said}\n{answered}" for said, answered in self.lines)


async def talk(client: ChatClient, wishes: Sequence[Wanted], number: int) -> Talk:
    """Have all wishes of a case done, one after the other."""
    told = Talk()
    for place, want in enumerate(wishes):
        await _have(client, want, opening(want, number + place), told)
    return told


async def _have(client: ChatClient, want: Wanted, first: str, told: Talk) -> None:
    said, asked_before = first, ""
    for _ in range(TURNS_PER_WISH):
        answers = await client.say(said)
        told.lines.append((said, "\n".join(in_words(answer) for answer in answers)))
        card = next((answer["body"] for answer in answers if answer["kind"] == "confirmation"), None)
        if card is not None:
            if not _is_wanted(card, want):
                await client.say("no, leave it")
                told.given_up += 1
                return
            last = await client.say("yes")
            told.lines.append(("yes", "\n".join(in_words(answer) for answer in last)))
            told.confirmed += 1
            return
        asked = "\n".join(in_words(answer) for answer in answers)
        reply = None if asked == asked_before else _answer(asked, client.buttons, want)
        asked_before = asked
        if reply is None:
            break
        said = reply
    told.given_up += 1


def _is_wanted(card: dict[str, Any], want: Wanted) -> bool:
    """Whether a confirmation card shows what the shopper asked for: order, items, new values and address."""
    shown = _plain(in_words({"body": card}))
    needed = [want.order.lstrip("#")]
    needed += [item.name for item in want.items]
    needed += [value for item in want.items for value in item.changed.values()]
    needed += [value for part, value in want.address if part in ("address1", "city", "zip")]
    return all(_plain(each) in shown for each in needed)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


Answer = Callable[[Wanted], str]
_ADDRESS = {
    "address1": r"street|house number",
    "zip": r"post ?code|zip",
    "city": r"town|city",
    "country": r"country",
}
_QUESTIONS: tuple[tuple[str, Answer], ...] = (
    (r"which order|order number", lambda want: want.order),
    (r"\bwhy\b|reason", lambda want: REASONS.get(want.reason, want.reason)),
    (r"pay|refund(ed)? (to|go)|money (back )?(to|go)|difference", lambda want: want.method),
    (
        r"(what|which).*(instead|become|version|have)",
        lambda want: changes(want) if want.items else want.order,
    ),
    (r"which item|what (would|do) you|which of", names),
    (r"anything else|another item|more items|is that all", lambda _: NO_MORE),
    (r"address", lambda want: want.address_line),
)


def _answer(asked: str, buttons: Sequence[str], want: Wanted) -> str | None:
    """What the shopper answers; None when nothing they know is asked for."""
    question = asked.lower()
    chosen = _button(question, buttons, want)
    if chosen is not None:
        return f"#{chosen + 1}"
    if want.address:
        for part, words in _ADDRESS.items():
            value = dict(want.address).get(part)
            if value and re.search(words, question) and "address" not in question.split("?")[0][:40]:
                return value
    for words, answer in _QUESTIONS:
        if re.search(words, question):
            found = answer(want)
            if found:
                return found
    return None


def _button(question: str, buttons: Sequence[str], want: Wanted) -> int | None:
    """The button that says what the shopper wants."""
    about = [item for item in want.items if _plain(item.name) in _plain(question)] or list(want.items)
    for known in _known(about, want):
        for place, title in enumerate(buttons):
            if _plain(known) and re.search(rf"\b{re.escape(_plain(known))}\b", _plain(title)):
                return place
    for item in about:  # "Vacuum Cleaner (robotic, bagged)" is told by its options
        for place, title in enumerate(buttons):
            shown = _plain(title)
            if (
                item.apart
                and _plain(item.name) in shown
                and all(_plain(each) in shown for each in item.apart)
            ):
                return place
    return None


def _known(about: Sequence[Swapped], want: Wanted) -> list[str]:
    values = [value for item in about for value in item.wanted.values()]
    pieces = [item.words for item in about]
    return [want.order.lstrip("#"), want.method, REASONS.get(want.reason, ""), want.reason, *values, *pieces]
