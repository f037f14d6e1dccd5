"""The commands about advice: measure it on purchases, print the rules of baskets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from knowledge.recommendation.evaluation import Evaluation, Measures, PeerResult, evaluate
from knowledge.recommendation.metrics import Interval
from knowledge.recommendation.purchases import SECONDS_A_DAY, read_purchases
from knowledge.recommendation.rules import Rule


def evaluate_purchases(
    file: Path, console: Console, json_file: Path | None = None, *, kinds: Mapping[str, str] | None = None
) -> Evaluation:
    """Measure the purchase model beside its peers; print the table, write the figures where wanted."""
    with console.status("Reading") as status:
        purchases = read_purchases(file)
        measured = evaluate(
            purchases, kinds=kinds, progress=lambda name: status.update(f"Fitting and asking: {name}")
        )
    show_evaluation(measured, console)
    if json_file is not None:
        json_file.write_text(json.dumps(figures(measured), indent=2) + "\n", encoding="utf-8")
    return measured


def figures(measured: Evaluation) -> dict[str, Any]:
    """The evaluation as plain figures: ours at the top, the peers below `peers`."""
    return {
        **asdict(measured.ours),
        "customers": measured.customers,
        "new_customers": measured.new_customers,
        "products": measured.products,
        "train_rows": measured.train_rows,
        "test_rows": measured.test_rows,
        "cut_at": _moment(measured.cut_at),
        "query_ms_p50": measured.query_ms_p50,
        "query_ms_p95": measured.query_ms_p95,
        "peers": {
            name: {
                **asdict(peer.measures),
                "setting": dict(peer.setting),
                "recall_lead": asdict(peer.recall_lead),
                "ndcg_lead": asdict(peer.ndcg_lead),
            }
            for name, peer in measured.peers.items()
        },
    }


def show_evaluation(measured: Evaluation, console: Console) -> None:
    """Print ours beside the peers."""
    console.print(
        f"Split by time at {_moment(measured.cut_at)}: {measured.train_rows:,} purchases to learn from, "
        f"{measured.test_rows:,} after it. Asked: {measured.customers:,} customers known before, "
        f"{measured.products:,} products ({measured.new_customers:,} new customers are not asked)."
    )
    table = Table(
        "method", "recall@10", "nDCG@10", "precision@10", "hit@10", "coverage", "diversity", "novelty"
    )
    for title in ("repeats", "fit s", "ours / it: recall", "nDCG"):
        table.add_column(title)
    table.add_row("ours", *_cells(measured.ours), "", "")
    for name, peer in measured.peers.items():
        table.add_row(name, *_cells(peer.measures), *_ratios(measured.ours, peer.measures))
    console.print(table)
    for name, peer in measured.peers.items():
        console.print(f"Ours less {name}: {_leads(peer)}", highlight=False)
    console.print(
        f"One customer's list: {measured.query_ms_p50:.1f} ms (median), {measured.query_ms_p95:.1f} ms (95 %)"
    )


def show_rules(
    rules: Sequence[Rule], names: Mapping[str, str], console: Console, *, product: str, most: int
) -> None:
    """Print what is bought together, the surest first; with `product` only what names it (by id or name)."""
    wanted = product.casefold()

    def name(product_id: str) -> str:
        return names.get(product_id, product_id)

    chosen = [
        rule
        for rule in rules
        if any(wanted in (each.casefold(), name(each).casefold()) for each in (*rule.given, rule.then))
        or not wanted
    ]
    if not chosen:
        console.print(
            f"No rule names {product!r}."
            if rules and wanted
            else "No rules: too few orders hold the same products."
        )
        return
    table = Table("who buys", "also buys", "orders", "support", "confidence", "lift", "lift at least")
    for rule in chosen[:most]:
        table.add_row(
            escape(" + ".join(name(each) for each in rule.given)),
            escape(name(rule.then)),
            str(rule.baskets),
            f"{rule.support:.2%}",
            f"{rule.confidence:.0%}",
            f"{rule.lift:.1f}",
            f"{rule.sure_lift:.1f}",
        )
    console.print(table)
    if len(chosen) > most:
        console.print(f"... and {len(chosen) - most} more (--most N shows more)")


def _cells(measures: Measures) -> list[str]:
    shares = (
        measures.recall_at_10,
        measures.ndcg_at_10,
        measures.precision_at_10,
        measures.hit_at_10,
        measures.coverage,
        measures.diversity,
    )
    return [
        *(f"{share:.4f}" for share in shares),
        f"{measures.novelty:.1f} bit",
        f"{measures.repeats:.0%}",
        f"{measures.fit_seconds:.1f}",
    ]


def _ratios(ours: Measures, theirs: Measures) -> list[str]:
    pairs = ((ours.recall_at_10, theirs.recall_at_10), (ours.ndcg_at_10, theirs.ndcg_at_10))
    return [f"{mine / other:.2f}" if other else "-" for mine, other in pairs]


def _leads(peer: PeerResult) -> str:
    def said(lead: Interval) -> str:
        return f"{lead.mean:+.4f} (95 % {lead.low:+.4f} to {lead.high:+.4f})"

    return f"recall@10 {said(peer.recall_lead)}, nDCG@10 {said(peer.ndcg_lead)}"


def _moment(days: float) -> str:
    # Any number may be a time here, also one before the years that a calendar has.
    try:
        return datetime.fromtimestamp(days * SECONDS_A_DAY, UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return f"{days * SECONDS_A_DAY:g}"
