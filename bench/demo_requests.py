"""Graded requests to the demo shop: `python -m bench.demo_requests [MISSED]`.

`bench/requests` holds `demo_requests.csv` (query, product_id, grade), `demo_constraints.csv` (query, constraint,
value) and `demo_kinds.csv` (query, language, kinds). Each request goes the production way: the bot extracts, the
advisor filters and ranks, for nobody in particular. Beside it stand search alone, without what the bot extracts, and
the results that break a hard constraint. MISSED prints so many of the worst requests.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

from attendant.composition import make_keyring, make_shop
from attendant.settings import Settings
from attendant.understanding import entities_of
from knowledge.advice import needs
from knowledge.advice.constraints import colours_of
from knowledge.advice.ranking import Ranked
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
    try:
        number = float(found)
    except ValueError:
        return name == "min_age_years"
    return number <= float(value) if mark == "<=" else number >= float(value)


def main() -> None:
    """Print the tables."""
    folder = Path(__file__).with_name("requests")
    graded = read_judgements(folder / "demo_requests.csv").grades
    kinds = {
        row["query"]: [row["language"], *row["kinds"].split()] for row in rows(folder / "demo_kinds.csv")
    }
    rules: dict[str, list[Rule]] = defaultdict(list)
    for row in rows(folder / "demo_constraints.csv"):
        rules[row["query"]].append((row["constraint"], row["value"]))
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), database_url="")
        upgrade(settings.database, make_keyring(settings))
        shop = make_shop(settings)
        load_demo(shop.sessions)
        shop.rebuild_index()
        scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
        missed: list[tuple[float, str, list[str]]] = []
        broken = results = 0
        for query, entities in zip(
            graded, entities_of(tuple(graded), settings, models=Settings()), strict=True
        ):
            shown = shop.advisor.advise(needs.start(query, entities), count=SHOWN).shown
            ids = [each.product.id for each in shown]
            alone = shop.advisor.ranking(needs.start(query, []), count=SHOWN)
            score = ndcg(ids, graded[query]), ndcg(alone, graded[query])
            for kind in ("all", *kinds.get(query, [])):
                scores[kind].append(score)
            broken += sum(breaks(each, rules[query]) for each in shown)
            results += len(shown)
            missed.append((score[0], query, ids[:3]))
        shop.engine.dispose()
    print("| kind of request | requests | nDCG@10 with the bot | search alone |\n|---|---|---|---|")
    for kind, found in sorted(scores.items(), key=lambda each: -len(each[1])):
        with_bot, alone_ = (sum(each) / len(found) for each in zip(*found, strict=True))
        print(f"| {kind} | {len(found)} | {with_bot:.3f} | {alone_:.3f} |")
    print(f"\n{broken} of {results} results break a hard constraint")
    for score_, query, first in sorted(missed)[: int(sys.argv[1]) if len(sys.argv) > 1 else 0]:
        print(f"{score_:.2f}  {query}  ->  {', '.join(first)}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("usage: python -m bench.demo_requests [MISSED]")
    main()
