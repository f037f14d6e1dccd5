"""`attendant guides`: checking the files, and telling what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from knowledge.guides.folder import faults_in
from knowledge.guides.runs import Result

OUTCOMES = ("solved", "claim", "return", "person", "safety", "given_up", "open")


def check(console: Console, folder: Path) -> bool:
    """Print every fault of the guides in a folder with file and line; whether there is none."""
    found = faults_in(folder)
    faults = [(path, line, told) for path, each in found.items() for line, told in each]
    for path, line, told in faults:
        place = f"{path}:{line}" if line else str(path)
        console.print(f"{place}: {told}", markup=False, highlight=False, soft_wrap=True)
    sound = sum(not each for each in found.values())
    console.print(f"{sound} of {len(found)} guides can be used", markup=False, highlight=False)
    return not faults


def show_results(console: Console, results: Sequence[Result]) -> None:
    """A line a symptom: how often it was told of, how much was solved, and how the rest ended."""
    if not results:
        console.print("No guide has been gone through yet.")
        return
    table = Table("guide", "symptom", "told", "solved", *OUTCOMES[1:], box=None)
    for each in results:
        counts = (str(each.outcomes[outcome] or "") for outcome in OUTCOMES[1:])
        guide = each.guide or "(no guide fits)"
        table.add_row(guide, each.symptom, str(each.runs), f"{each.solved:.0%}", *counts)
    console.print(table)
