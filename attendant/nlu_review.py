"""Reviewing what was not understood: a person decides, group by group, what becomes training data."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from attendant.nlu_data import TrainingExamples, unfit
from attendant.nlu_groups import Group, Line, Proposal
from knowledge.understanding.masking import printable
from knowledge.understanding.models import DISMISSED
from knowledge.understanding.service import Misses

SURE, LIKELY = 0.6, 0.4
ASKED = "[a]ccept, another [i]ntent, [d]ismiss, [s]kip or [q]uit? "
EXAMPLES_NAMED = 2


class Quit(Exception):
    """The person has had enough; what was decided so far stays."""


def as_json(language: str, groups: Sequence[Group]) -> str:
    """Groups and proposals, for other programs."""
    content = {
        "language": language,
        "pending": sum(group.size for group in groups),
        "groups": [
            {
                "size": group.size,
                "lines": [
                    {"text": line.text, "count": len(line.ids), "ids": line.ids, "unfit": unfit(line.text)}
                    for line in group.lines
                ],
                "proposal": _proposal_json(group.proposal),
            }
            for group in groups
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "intent": proposal.intent,
        "sureness": round(proposal.sureness, 3),
        "chosen": proposal.chosen,
        "ranked_first": proposal.ranked_first,
        "examples": [
            {"text": each.text, "likeness": round(each.likeness, 3)} for each in proposal.neighbours
        ],
        "others": [{"intent": intent, "sureness": round(share, 3)} for intent, share in proposal.others],
    }


@dataclass
class Review:
    """A review of groups at a console."""

    misses: Misses
    examples: TrainingExamples
    meanings: Mapping[str, str]
    """The intents that may be given, each with its sentence in the docs."""
    console: Console
    added: dict[Path, int] = field(default_factory=dict)
    """Lines added, by file."""

    def of(self, groups: Sequence[Group]) -> None:
        """Show and ask group by group, until all are decided or the person quits."""
        try:
            for number, group in enumerate(groups, start=1):
                self._show(group, f"Group {number} of {len(groups)}: {_times(group.size, 'message')}")
                self._decide(group)
        except (Quit, EOFError, KeyboardInterrupt):
            self.console.print("\nThe rest stays for another time.")
        for file, count in self.added.items():
            self.console.print(f"{_times(count, 'line')} added to {escape(file.name)}.", highlight=False)
        if self.added:
            self.console.print("Run `attendant train` to make it count.")

    def _show(self, group: Group, title: str) -> None:
        table = Table(title=title, title_justify="left", title_style="bold", expand=False)
        table.add_column("", justify="right")
        table.add_column("message")
        table.add_column("sent", justify="right")
        table.add_column("how it was missed")
        for number, line in enumerate(group.lines, start=1):
            table.add_row(str(number), escape(line.text), str(len(line.ids)), escape(_how_missed(line)))
        self.console.print()
        self.console.print(table)
        proposal = group.proposal
        self.console.print(
            f"Proposal: [bold]{escape(proposal.intent)}[/bold] ({_how_sure(proposal)}): {escape(_why(group))}",
            highlight=False,
        )
        if meaning := self.meanings.get(proposal.intent):
            self.console.print(f"  The shopper {escape(meaning)}", highlight=False)

    def _decide(self, group: Group) -> None:
        while True:
            answer = self._ask(ASKED).lower()
            if answer in ("q", "quit"):
                raise Quit
            if answer in ("s", "skip"):
                return
            if answer in ("d", "dismiss"):
                self.misses.close([miss.id for miss in group.misses], DISMISSED)
                return
            intent = None
            if answer in ("a", "accept"):
                intent = group.proposal.intent
            elif answer in ("i", "intent"):
                intent = self._ask_intent()
            if intent is not None and self._accept(group, intent):
                return

    def _ask_intent(self) -> str | None:
        """An intent of the domain that has examples; None when the person gives none after all."""
        with _completing(sorted(self.meanings)):
            while name := self._ask("Intent (Tab completes, Enter goes back): "):
                if name in self.meanings:
                    return name
                close = ", ".join(difflib.get_close_matches(name, self.meanings, n=3, cutoff=0.5))
                self._say(f"There is no intent {name!r}." + (f" Did you mean {close}?" if close else ""))
        return None

    def _accept(self, group: Group, intent: str) -> bool:
        """Add the lines that the person picks; False when they pick none."""
        picked = self._pick(group.lines)
        taken: dict[str, list[int]] = {}
        known: list[int] = []
        for number in picked:
            line = group.lines[number - 1]
            text = self._wording(line, number)
            owner = self.examples.intent_of(text) if text else None
            if owner == intent or text in taken:
                self._say(f"Line {number} is an example of {intent} already.")
                known += line.ids
            elif owner is not None:
                self._say(f"Line {number} is left out: it is an example of {owner} already.")
            elif text:
                taken[text] = line.ids
        if taken:
            file = self.examples.add(intent, list(taken))
            self.added[file] = self.added.get(file, 0) + len(taken)
            self._say(f"{_times(len(taken), 'line')} added to {file.name} under {intent}.")
        closed = [*known, *(each for ids in taken.values() for each in ids)]
        self.misses.close(closed, intent)
        if picked and len(closed) < group.size:
            self._say("The other messages of the group stay for another time.")
        return bool(picked)

    def _pick(self, lines: Sequence[Line]) -> list[int]:
        """Numbers of the lines that go in."""
        if len(lines) == 1:
            return [1]
        while True:
            answer = self._ask("Which lines (Enter: all; 1,3-5: these; 0: none, go back)? ")
            if answer == "0":
                return []
            numbers = picked_numbers(answer, len(lines)) if answer else list(range(1, len(lines) + 1))
            if numbers is not None:
                return numbers
            self._say(f"Name lines from 1 to {len(lines)}, such as 1,3-5.")

    def _wording(self, line: Line, number: int) -> str:
        """The line as it can be learned, edited by the person where it must be; empty when it is left out."""
        text = line.text
        while why := unfit(text):
            self._say(f"Line {number} cannot go in as it is: {why}.")
            self._say(f"  {text}")
            text = printable(self._ask("Write it with something made up instead (Enter leaves it out): "))
        return text

    def _ask(self, question: str) -> str:
        return input(question).strip()

    def _say(self, text: str) -> None:
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)


def picked_numbers(answer: str, most: int) -> list[int] | None:
    """Numbers from "1,3-5", each once, in order; None when it is not understood or beyond `most`."""
    numbers: set[int] = set()
    for part in re.split(r"[,，\s]+", answer.strip(" ,，")):
        found = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
        if found is None:
            return None
        first = int(found[1])
        numbers.update(range(first, int(found[2] or first) + 1))
    return sorted(numbers) if numbers and min(numbers) >= 1 and max(numbers) <= most else None


@contextmanager
def _completing(names: Sequence[str]) -> Iterator[None]:
    """The Tab key completes names, where the terminal can."""
    try:
        import readline
    except ImportError:  # not on every system
        yield
        return
    before = readline.get_completer()

    def complete(typed: str, state: int) -> str | None:
        fitting = [name for name in names if name.startswith(typed)]
        return fitting[state] if state < len(fitting) else None

    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)


def _how_missed(line: Line) -> str:
    """Such as "unsure: return_item or get_refund; chosen: get_refund"."""
    latest = line.misses[-1]
    text = f"{latest.kind}: {' or '.join(latest.offered)}" if latest.offered else str(latest.kind)
    chosen = sorted({miss.chosen for miss in line.misses if miss.chosen})
    return f"{text}; chosen: {', '.join(chosen)}" if chosen else text


def _how_sure(proposal: Proposal) -> str:
    word = "sure" if proposal.sureness >= SURE else "likely" if proposal.sureness >= LIKELY else "a guess"
    return f"{word}, {proposal.sureness:.2f}"


def _why(group: Group) -> str:
    proposal = group.proposal
    reasons = []
    if proposal.chosen:
        reasons.append(f"chosen by the shopper in {proposal.chosen} of {group.size}")
    if proposal.ranked_first:
        reasons.append(f"ranked first in {proposal.ranked_first} of {group.size}")
    reasons += [f"like “{each.text}” ({each.likeness:.2f})" for each in proposal.neighbours[:EXAMPLES_NAMED]]
    if proposal.others:
        reasons.append("next: " + ", ".join(f"{intent} {share:.2f}" for intent, share in proposal.others))
    return "; ".join(reasons)


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
