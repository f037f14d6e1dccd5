"""The cases as talk: `python -m bench.retail_talk [--tasks FILE] [--transcripts FOLDER]`.

A world of its own is served by the whole stack under the pack `tau2-retail`; start nothing else beside it. Each case is
a conversation of its shopper, signed in; the world that comes out is compared with the one that the case defines. Cases
that share a shopper are played in different rounds, each in a fresh copy of the world.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from attendant.chat import ChatClient, customer_token
from attendant.composition import make_shop
from attendant.retail_world.effects import WRITES
from attendant.retail_world.evaluation import differences_of, expected_views
from attendant.retail_world.files import Action, Case, World, read_cases, read_world
from attendant.retail_world.views import views_of_file, views_of_tables
from attendant.settings import ROOT, Settings
from bench.data import folder
from bench.retail_talk.facts import wanted
from bench.retail_talk.shopper import Talk, talk
from knowledge.aftersales.providers import DemoProvider
from knowledge.aftersales.settlement import Settlement
from tests.running_stack import borrow_models, lend_models, stack_environment, start


@dataclass(frozen=True)
class Outcome:
    """How a case ended."""

    case: Case
    talk: Talk
    differences: tuple[str, ...]


def owner(world: World, case: Case) -> str:
    """The user whose case it is; empty when it writes nothing."""
    for action in case.actions:
        if action.name in WRITES:
            given = action.arguments
            order = world["orders"].get(given.get("order_id"))
            return str(given.get("user_id") or (order or {}).get("user_id") or "")
    return ""


def rounds(world: World, cases: Sequence[Case]) -> list[list[Case]]:
    """Cases parted so that nobody comes twice in a round."""
    parted: list[list[Case]] = []
    for case in cases:
        whose = owner(world, case)
        free = next((each for each in parted if whose not in {owner(world, other) for other in each}), None)
        if free is None:
            parted.append([case])
        else:
            free.append(case)
    return parted


def made_world(home: Path, db: Path) -> None:
    """Import the world into a home of its own and index it."""
    borrow_models(home)
    environment = {**os.environ, "ATTENDANT_HOME": str(home), "ATTENDANT_DEMO": "false", "NO_COLOR": "1"}
    for command in (("import", "retail-world", str(db)), ("index",)):
        done = subprocess.run(
            [sys.executable, "-m", "attendant.cli", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def play(home: Path, world: World, cases: Sequence[Case]) -> list[Outcome]:
    """One round: a stack over a copy of the world, a conversation for each case, then the worlds compared."""
    environment = {
        **stack_environment(home),
        "ATTENDANT_POLICY": str(ROOT / "knowledge" / "aftersales" / "policies" / "tau2-retail.yml"),
        "ATTENDANT_DEMO": "false",
        "ATTENDANT_CURRENCY": "USD",
    }
    settings = Settings(
        home=home,
        web_port=int(environment["ATTENDANT_WEB_PORT"]),
        bot_port=int(environment["ATTENDANT_BOT_PORT"]),
        actions_port=int(environment["ATTENDANT_ACTIONS_PORT"]),
    )
    before = views_of_file(world)
    stack = start(environment, home)
    lend_models(home)
    try:
        talks = [asyncio.run(_conversation(settings, stack.address, world, case)) for case in cases]
    finally:
        stack.stop()
    shop = make_shop(settings)
    Settlement(shop.sessions, DemoProvider(shop.sessions)).run()
    with shop.sessions() as session:
        after = views_of_tables(session)
    shop.engine.dispose()
    outcomes = []
    for case, told in zip(cases, talks, strict=True):
        expected, _ = expected_views(world, before, case)
        mine = {name for name in expected if _concerns(world, name, owner(world, case))}
        found = differences_of({each: expected[each] for each in mine}, {each: after[each] for each in mine})
        outcomes.append(Outcome(case, told, found))
    return outcomes


def _concerns(world: World, name: str, user_id: str) -> bool:
    kind, _, of = name.partition(" ")
    if kind == "order":
        return bool(world["orders"][of]["user_id"] == user_id)
    return kind == "user" and of == user_id


async def _conversation(settings: Settings, address: str, world: World, case: Case) -> Talk:
    whose = owner(world, case)
    writes: list[Action] = [action for action in case.actions if action.name in WRITES]
    if not writes:
        return Talk()
    token = customer_token(settings, world["users"][whose]["email"])
    client = await ChatClient.open(address, token, "en")
    try:
        return await talk(client, [wanted(world, action, whose) for action in writes], int(case.id))
    finally:
        await client.close()


def show(outcomes: Sequence[Outcome]) -> None:
    """Each case, and the share that ended in the right world."""
    table = Table("case", "turns", "confirmed", "given up", "world")
    for each in outcomes:
        table.add_row(
            each.case.id,
            str(len(each.talk.lines)),
            str(each.talk.confirmed),
            str(each.talk.given_up),
            "right" if not each.differences else "\n".join(each.differences)[:200],
        )
    console = Console(width=160)
    console.print(table)
    right = sum(not each.differences for each in outcomes)
    writing = [each for each in outcomes if any(action.name in WRITES for action in each.case.actions)]
    right_writing = sum(not each.differences for each in writing)
    console.print(f"{right} of {len(outcomes)} cases end in the right world: {right / len(outcomes):.0%}")
    console.print(f"of the {len(writing)} that write something: {right_writing / len(writing):.0%}")


def main() -> None:
    """Play all cases and print how they ended."""
    place = folder("aftersales/tau2_retail")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=place / "db.json")
    parser.add_argument("--tasks", type=Path, default=place / "tasks_train.json")
    parser.add_argument("--transcripts", type=Path, help="a folder for what was said")
    options = parser.parse_args()
    world, cases = read_world(options.db), read_cases(options.tasks)
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as name:
        template = Path(name) / "template"
        made_world(template, options.db)
        for number, some in enumerate(rounds(world, cases)):
            home = Path(name) / f"round-{number}"
            shutil.copytree(template, home)
            outcomes += play(home, world, some)
    outcomes.sort(key=lambda each: int(each.case.id))
    show(outcomes)
    if options.transcripts is not None:
        options.transcripts.mkdir(parents=True, exist_ok=True)
        for each in outcomes:
            told = each.talk.text() + "\n\n" + "\n".join(each.differences) + "\n"
            (options.transcripts / f"{each.case.id}.txt").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
