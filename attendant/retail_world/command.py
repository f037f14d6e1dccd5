"""`attendant eval aftersales`: what is printed and written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from attendant.retail_world.evaluation import CaseResult, evaluate, summary
from attendant.retail_world.files import read_cases, read_world
from knowledge.aftersales.policy_file import load_pack, load_policy


def run_evaluation(console: Console, db: Path, pack: str, tasks: Path, json_file: Path | None) -> None:
    """Play the cases and tell how they ended."""
    policy = load_policy(Path(pack)) if pack.endswith((".yml", ".yaml")) else load_pack(pack)
    world, cases = read_world(db), read_cases(tasks)
    with console.status("Playing cases ..."):
        results = evaluate(world, policy, cases)
    _show(console, results)
    if json_file is not None:
        json_file.write_text(
            json.dumps(summary(results), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def _show(console: Console, results: Sequence[CaseResult]) -> None:
    table = Table("case", "owner", "accepted", "refused", "world")
    for result in results:
        refused = [f"{each.action.name}: {each.rule}" for each in result.played.refused]
        world = "equal" if not result.differences else "\n".join(result.differences)
        table.add_row(
            result.case.id,
            result.played.owner,
            str(len(result.played.accepted)),
            escape("\n".join(refused)),
            escape(world),
        )
    console.print(table)
    told = summary(results)
    console.print(
        f"{told['worlds_equal']} of {told['cases']} worlds equal; "
        f"{told['writes_accepted']} writes accepted, {told['writes_refused']} refused "
        f"({told['lawful_writes_refused']} of them lawful); "
        f"{told['variants_right']} of {told['variants_asked']} variants found by their changed options",
        highlight=False,
    )
