"""The exam: each case in a fresh copy of the world, through our services, against the world that it defines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from attendant.retail_world.copies import WorldInMemory
from attendant.retail_world.effects import WRITES, Expected, NotAllowed
from attendant.retail_world.files import Action, Case, World
from attendant.retail_world.playing import Played, Player
from attendant.retail_world.views import Views, order_view, user_view, views_of_file, views_of_tables
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.providers import DemoProvider
from knowledge.aftersales.resolver import resolve
from knowledge.aftersales.settlement import Settlement
from knowledge.catalogue.models import Variant
from knowledge.database import SessionFactory

SWAPS = ("exchange_delivered_order_items", "modify_pending_order_items")


@dataclass(frozen=True)
class CaseResult:
    """What became of a case."""

    case: Case
    played: Played
    not_allowed: tuple[Action, ...]
    """Writes of the case that the world itself does not allow."""
    differences: tuple[str, ...]
    """Where our world is not the one that the case defines."""
    variants_asked: int
    variants_right: int
    """How many of the new items are found from their changed options alone."""

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "id": self.case.id,
            "owner": self.played.owner,
            "world_equal": not self.differences,
            "accepted": [_named(each.action) for each in self.played.accepted],
            "refused": [
                {
                    **_named(each.action),
                    "rule": each.rule,
                    "alternatives": list(each.alternatives),
                    "world_allows": each.action not in self.not_allowed,
                }
                for each in self.played.refused
            ],
            "handovers": self.played.handovers,
            "differences": list(self.differences),
        }


def summary(results: Sequence[CaseResult]) -> dict[str, Any]:
    """All cases in sum, then each."""
    return {
        "cases": len(results),
        "worlds_equal": sum(not each.differences for each in results),
        "writes_accepted": sum(len(each.played.accepted) for each in results),
        "writes_refused": sum(len(each.played.refused) for each in results),
        "lawful_writes_refused": sum(
            turned.action not in each.not_allowed for each in results for turned in each.played.refused
        ),
        "variants_asked": sum(each.variants_asked for each in results),
        "variants_right": sum(each.variants_right for each in results),
        "results": [each.to_dict() for each in results],
    }


def _named(action: Action) -> dict[str, Any]:
    subject = action.arguments.get("order_id") or action.arguments.get("user_id")
    return {"action": action.name, "subject": subject}


def evaluate(
    world: World, policy: Policy, cases: Sequence[Case], progress: Callable[[int], None] | None = None
) -> list[CaseResult]:
    """Play every case; `progress` is told how many are done."""
    memory = WorldInMemory(world)
    before = views_of_file(world)
    results = []
    for number, case in enumerate(cases, start=1):
        with memory.copy() as sessions:
            asked, right = _resolved(sessions, world, case)
            played = Player(sessions, policy).play(case)
            Settlement(sessions, DemoProvider(sessions)).run()
            with sessions() as session:
                after = views_of_tables(session)
        expected, not_allowed = expected_views(world, before, case)
        results.append(CaseResult(case, played, not_allowed, differences_of(expected, after), asked, right))
        if progress is not None:
            progress(number)
    return results


def expected_views(world: World, before: Views, case: Case) -> tuple[Views, tuple[Action, ...]]:
    """The world that a case defines, and its writes that the world does not allow."""
    expected = Expected(world)
    not_allowed = []
    for action in case.actions:
        if action.name in WRITES:
            try:
                expected.apply(action.name, action.arguments)
            except (NotAllowed, TypeError):  # arguments that the tool does not have are a TypeError
                not_allowed.append(action)
    changed = {f"order {name}": order_view(order) for name, order in expected.orders.items()}
    changed |= {f"user {name}": user_view(user) for name, user in expected.users.items()}
    return before | changed, tuple(not_allowed)


def differences_of(expected: Views, ours: Views) -> tuple[str, ...]:
    told = [f"{name}: is missing" for name in sorted(expected.keys() - ours.keys())]
    told += [f"{name}: should not be there" for name in sorted(ours.keys() - expected.keys())]
    for name in sorted(expected.keys() & ours.keys()):
        if expected[name] == ours[name]:
            continue
        for part in sorted(expected[name].keys() | ours[name].keys()):
            want, have = expected[name].get(part), ours[name].get(part)
            if want != have:
                told.append(f"{name}: {part} is {have!r}, not {want!r}")
    return tuple(told)


def _resolved(sessions: SessionFactory, world: World, case: Case) -> tuple[int, int]:
    """How many new items there are, and how many are found from the options that change alone."""
    asked = right = 0
    for action in case.actions:
        order = world["orders"].get(action.arguments.get("order_id"))
        if action.name not in SWAPS or order is None:
            continue
        pairs = zip(action.arguments["item_ids"], action.arguments["new_item_ids"], strict=False)
        for item_id, new_item_id in pairs:
            item = next((each for each in order["items"] if each["item_id"] == item_id), None)
            wanted = (
                world["products"][item["product_id"]]["variants"].get(new_item_id)
                if item is not None
                else None
            )
            if item is None or wanted is None or not wanted["available"]:
                continue
            changed = {
                name: value for name, value in wanted["options"].items() if item["options"].get(name) != value
            }
            with sessions() as session:
                query = select(Variant).where(Variant.product_id == item["product_id"])
                found = resolve(item["options"], changed, session.scalars(query).all())
            asked += 1
            right += found.sku == new_item_id
    return asked, right
