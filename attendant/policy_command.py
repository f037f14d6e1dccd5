"""`attendant policy`: checking a pack, explaining a case, and asking what another pack would have said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from knowledge.aftersales.cases import decide_again, decision_of, find_case
from knowledge.aftersales.decision import Decision
from knowledge.aftersales.policy import Policy
from knowledge.aftersales.policy_file import load_policy
from knowledge.aftersales.what_if import Changed, WhatIf, what_if
from knowledge.database import SessionFactory
from knowledge.money import Money
from knowledge.orders.models import Order

CHANGES_SHOWN = 50


def check(console: Console, file: Path) -> None:
    """Say that a policy file can be used; raises `BadYaml`."""
    policy = load_policy(file)
    console.print(f"{file}: policy {policy.title} can be used", markup=False, highlight=False)


def explain(console: Console, sessions: SessionFactory, case_id: int, policy: Policy, currency: str) -> None:
    """Tell how a case was decided, and whether the policy in force says the same; raises `NotFound`."""
    with sessions() as session:
        case = find_case(session, case_id)
        order = session.get(Order, case.order_id) if case.order_id is not None else None
        currency = order.currency if order is not None else currency
        about = f"order {order.number}" if order is not None else f"customer {case.customer_id}"
        decided, now = decision_of(case), decide_again(case, policy)
    lines = [
        f"Case {case.id}: {case.kind} for {about}, decided {case.at:%Y-%m-%d %H:%M} UTC by {case.policy}"
    ]
    lines += _told(decided, currency)
    if (now.allowed, now.rule, now.moves) == (decided.allowed, decided.rule, decided.moves):
        lines.append(f"The policy in force ({policy.title}) says the same.")
    else:
        lines.append(f"The policy in force ({policy.title}) says otherwise:")
        lines += _told(now, currency)
    console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


def _told(decision: Decision, currency: str) -> list[str]:
    outcome = "accepted by a person only" if decision.person else "allowed" if decision.allowed else "refused"
    lines = [f"  {outcome} by rule {decision.rule}", "  because"]
    lines += [f"    {name} = {value}" for name, value in decision.facts.items()]
    if decision.arithmetic:
        lines.append("  money")
        lines += [
            f"    {Money(step.minor, currency).format():>12}  {step.label}" for step in decision.arithmetic
        ]
    lines += [
        f"    {Money(move.minor, currency).format():>12}  {move.kind} by {move.method or 'the original method'}"
        f"{' when the goods have arrived' if move.on_receipt else ''}"
        for move in decision.moves
    ]
    if decision.alternatives:
        near = ", ".join(f"{each.what} {each.of}".strip() for each in decision.alternatives)
        lines.append(f"  nearest that passes: {near}")
    return lines


def ask_what_if(
    console: Console, sessions: SessionFactory, file: Path, since: datetime, currency: str
) -> None:
    """Tell what an edited policy would have changed; raises `BadYaml`."""
    policy = load_policy(file)
    with sessions() as session:
        report = what_if(session, policy, since, currency=currency)
    console.print(
        f"{report.cases} cases since {since:%Y-%m-%d} decided again by {policy.title}: "
        f"{len(report.changed)} come out differently ({report.newly_allowed} newly allowed, "
        f"{report.newly_refused} newly refused), for {len(report.customers)} customers",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    for money in report.money:
        console.print(
            f"To customers: {'+' if money.minor > 0 else ''}{money.format()}", highlight=False, markup=False
        )
    _show_rules(console, report)
    _show_cases(console, report.changed)


def _show_rules(console: Console, report: WhatIf) -> None:
    counts: dict[tuple[str, str, str, str], tuple[int, int]] = {}
    for each in report.changed:
        key = each.kind, _answer(each.before), _answer(each.after), each.currency
        count, minor = counts.get(key, (0, 0))
        counts[key] = count + 1, minor + each.difference.minor
    if not counts:
        return
    table = Table("what", "was", "would be", "cases", "more to customers")
    for (kind, was, would, currency), (count, minor) in sorted(counts.items(), key=lambda item: -item[1][0]):
        table.add_row(kind, escape(was), escape(would), str(count), Money(minor, currency).format())
    console.print(table)


def _show_cases(console: Console, changed: Sequence[Changed]) -> None:
    if not changed:
        return
    table = Table("case", "customer", "order", "was", "would be", "more to the customer")
    for each in sorted(changed, key=lambda each: -abs(each.difference.minor))[:CHANGES_SHOWN]:
        row = (str(each.case_id), each.customer, each.order_number, _answer(each.before), _answer(each.after))
        table.add_row(*map(escape, row), each.difference.format())
    console.print(table)
    if len(changed) > CHANGES_SHOWN:
        console.print(f"... and {len(changed) - CHANGES_SHOWN} more", highlight=False)


def _answer(decision: Decision) -> str:
    return f"{'yes' if decision.allowed else 'no'}, {decision.rule}"
