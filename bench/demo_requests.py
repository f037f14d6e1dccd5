"""Graded requests to the demo shop: `python -m bench.demo_requests [MISSED]`.

`bench/requests` holds `demo_requests.csv` (query, product_id, grade), `demo_constraints.csv` (query, constraint,
value) and `demo_kinds.csv` (query, language, kinds). Each request goes the production way: the bot extracts, the
advisor filters and ranks, for nobody in particular. Beside it stand search alone, without what the bot extracts, and
the results that break a hard constraint. What is offered after saying which constraint nothing fulfils is an
alternative, and counted apart. `held_out_constraints.csv` holds requests that are not graded, kept apart from
tuning. MISSED prints so many of the worst requests, and all results that break a constraint.
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from attendant.composition import make_keyring, make_shop
from attendant.settings import Settings
from attendant.understanding import entities_of
from knowledge.advice import needs
from knowledge.advice.constraints import colours_of
from knowledge.advice.ranking import Ranked
from knowledge.advice.service import Advice
from knowledge.catalogue.view import ProductFacts, VariantFacts
from knowledge.demo.load import load_demo
from knowledge.migration import upgrade
from knowledge.search.judgements import ndcg, read_judgements

SHOWN = 10
MATERIALS = ("material", "upholstery", "filling", "insulation", "cover")
Rule = tuple[str, str]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """The hard constraints of each request."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for row in rows(path):
        rules[row["query"]].append((row["constraint"], row["value"]))
    return rules


def breaks(shown: Ranked, rules: list[Rule]) -> bool:
    """Whether no variant in stock of a product fulfils all rules at once."""
    return not any(
        variant.stock > 0 and all(holds(rule, shown.product, variant) for rule in rules)
        for variant in shown.product.variants
    )


def holds(rule: Rule, product: ProductFacts, variant: VariantFacts) -> bool:
    """Whether a variant fulfils one rule; `a|b` is a or b."""
    name, value = rule
    wanted = {each.strip().casefold() for each in value.split("|")}
    stated = {key: str(fact).casefold() for key, fact in product.attributes.items()}
    made_of = " ".join(fact for key, fact in stated.items() if any(part in key for part in MATERIALS))
    tests: Mapping[str, Callable[[], bool]] = {
        "price_max": lambda: variant.price_minor <= 100 * int(value),
        "price_min": lambda: variant.price_minor >= 100 * int(value),
        "colour": lambda: not colours_of(variant).isdisjoint(wanted),
        "not_colour": lambda: colours_of(variant).isdisjoint(wanted),
        "size": lambda: not wanted.isdisjoint(each.casefold() for each in variant.options.values()),
        "brand": lambda: product.brand.casefold() in wanted,
        "not_brand": lambda: product.brand.casefold() not in wanted,
        "material": lambda: any(each in made_of for each in wanted),
        "not_material": lambda: not any(each in made_of for each in wanted),
        "audience": lambda: product.audience in wanted,
        "product_type": lambda: stated.get("picture_kind", "") in wanted,
        "not_product_type": lambda: stated.get("picture_kind", "") not in wanted,
        "feature": lambda: any(has_fact(each, stated, variant) for each in value.split("|")),
    }
    return tests[name]()


def has_fact(rule: str, stated: Mapping[str, str], variant: VariantFacts) -> bool:
    """Whether `name=value`, `name<=number` or `name>=number` holds over facts and options."""
    mark = next(each for each in ("<=", ">=", "=") if each in rule)
    name, value = (part.strip().casefold() for part in rule.split(mark))
    found = stated.get(name, variant.options.get(name, "").casefold())
    if mark == "=":
        return found == value
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", found)]
    if not numbers:
        return name == "min_age_years"
    return min(numbers) <= float(value) if mark == "<=" else max(numbers) >= float(value)


@dataclass
class Broken:
    """How many results of a set of requests break a hard constraint, and which."""

    results: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    alternatives: int = 0
    declared: int = 0
    """Requests that were told which constraint nothing fulfils."""

    def count(self, query: str, advice: Advice, rules: list[Rule]) -> None:
        """Add what is shown for one request."""
        if advice.given_up:
            self.declared += 1
            self.alternatives += len(advice.shown)
            return
        self.results += len(advice.shown)
        self.broken += [(query, each.product.id) for each in advice.shown if breaks(each, rules)]

    def __str__(self) -> str:
        """The counts in a sentence."""
        requests = len({query for query, _ in self.broken})
        return (
            f"{len(self.broken)} of {self.results} results break a hard constraint, in {requests} requests; "
            f"{self.alternatives} more are alternatives in {self.declared} requests that nothing fulfils"
        )


def main() -> None:
    """Print the tables."""
    folder = Path(__file__).with_name("requests")
    graded = read_judgements(folder / "demo_requests.csv").grades
    kinds = {
        row["query"]: [row["language"], *row["kinds"].split()] for row in rows(folder / "demo_kinds.csv")
    }
    rules = read_rules(folder / "demo_constraints.csv")
    held_out = read_rules(folder / "held_out_constraints.csv")
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), database_url="")
        upgrade(settings.database, make_keyring(settings))
        shop = make_shop(settings)
        load_demo(shop.sessions)
        shop.rebuild_index()
        scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
        missed: list[tuple[float, str, list[str]]] = []
        broken, broken_apart = Broken(), Broken()
        requests = (*graded, *held_out)
        extracted = dict(zip(requests, entities_of(requests, settings, models=Settings()), strict=True))
        for query in graded:
            advice = shop.advisor.advise(needs.start(query, extracted[query]), count=SHOWN)
            ids = [each.product.id for each in advice.shown]
            alone = shop.advisor.ranking(needs.start(query, []), count=SHOWN)
            score = ndcg(ids, graded[query]), ndcg(alone, graded[query])
            for kind in ("all", *kinds.get(query, [])):
                scores[kind].append(score)
            broken.count(query, advice, rules[query])
            missed.append((score[0], query, ids[:3]))
        for query in held_out:
            advice = shop.advisor.advise(needs.start(query, extracted[query]), count=SHOWN)
            broken_apart.count(query, advice, held_out[query])
        shop.engine.dispose()
    print("| kind of request | requests | nDCG@10 with the bot | search alone |\n|---|---|---|---|")
    for kind, found in sorted(scores.items(), key=lambda each: -len(each[1])):
        with_bot, alone_ = (sum(each) / len(found) for each in zip(*found, strict=True))
        print(f"| {kind} | {len(found)} | {with_bot:.3f} | {alone_:.3f} |")
    print(f"\nthe graded requests: {broken}\nthe requests held out: {broken_apart}")
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    for score_, query, first in sorted(missed)[:most]:
        print(f"{score_:.2f}  {query}  ->  {', '.join(first)}")
    if most:
        print(*(f"breaks: {query}  ->  {product}" for query, product in broken.broken), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("usage: python -m bench.demo_requests [MISSED]")
    main()
