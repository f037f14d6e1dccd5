"""Checks the graded requests against the demo shop's database, opened read-only.

    python check_requests.py [database] [--ungraded]

Every product named exists; every graded product has a variant in stock that fulfils all constraints of its
request at once; no pair is twice; every request has a product graded 2 or 3. Exits with 1 when something is wrong.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DATABASE = str(HERE.parents[1] / "var" / "attendant.sqlite")
NOT_LEATHER = re.compile(r"(vegan|faux|synthetic) leather")
MATERIAL_FACTS = ("material", "upholstery", "filling", "insulation", "cover")
COMPARISON = re.compile(r"(\w+)(<=|>=|=)(.+)")


@dataclass(frozen=True)
class Variant:
    """What can be bought: its options, price in cents as sold now, and pieces in stock."""

    options: Mapping[str, str]
    price_minor: int
    stock: int


@dataclass(frozen=True)
class Product:
    """A product's facts that constraints speak of."""

    brand: str
    category: str
    audience: str
    active: bool
    facts: Mapping[str, object]
    variants: Sequence[Variant]


def read_shop(path: str) -> dict[str, Product]:
    """All products by id."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    variants = defaultdict(list)
    rows = database.execute("SELECT product_id, options, price_minor, sale_price_minor, stock FROM variant")
    for product, options, price, sale, stock in rows:
        variants[product].append(Variant(json.loads(options), price if sale is None else sale, stock))
    rows = database.execute("SELECT id, brand, category, audience, active, attributes FROM product")
    return {
        key: Product(brand, category, audience, bool(active), json.loads(facts), variants[key])
        for key, brand, category, audience, active, facts in rows
    }


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a file next to this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def obeys(product: Product, variant: Variant, constraint: str, value: str) -> bool:
    """Whether a variant of a product fulfils a constraint; raises `ValueError` for one unknown."""
    if constraint.startswith("not_"):
        return not obeys(product, variant, constraint.removeprefix("not_"), value)
    allowed = set(value.split("|"))
    match constraint:
        case "price_max":
            return variant.price_minor <= int(value) * 100
        case "price_min":
            return variant.price_minor >= int(value) * 100
        case "colour":
            return variant.options.get("colour") in allowed
        case "size":
            return bool(allowed & {text for name, text in variant.options.items() if name != "colour"})
        case "brand":
            return product.brand in allowed
        case "audience":
            return product.audience in allowed
        case "material":
            return any(word in stuff_of(product) for word in allowed)
        case "product_type":
            return product.facts["picture_kind"] in allowed
        case "feature":
            return has_feature(product, variant, value)
    raise ValueError(f"unknown constraint {constraint!r}")


def stuff_of(product: Product) -> str:
    """What a product is made of, in lower case, without leather that is none."""
    named = (
        str(text)
        for name, text in product.facts.items()
        if name in MATERIAL_FACTS or name.endswith("_material")
    )
    return NOT_LEATHER.sub("", " ; ".join(named).lower())


def has_feature(product: Product, variant: Variant, wanted: str) -> bool:
    """Whether a fact or option is as wanted; a product that states no lowest age is for all ages."""
    parts = COMPARISON.fullmatch(wanted)
    if parts is None:
        raise ValueError(f"{wanted!r} is not name=value, name<=number or name>=number")
    name, sign, value = parts.groups()
    found = variant.options.get(name, product.facts.get(name))
    if found is None:
        return name == "min_age_years"
    if sign == "=":
        return str(found).lower() == value.lower()
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", str(found))]
    if sign == "<=":
        return min(numbers) <= float(value)
    return max(numbers) >= float(value)


def problems(shop: Mapping[str, Product]) -> list[str]:
    """What is wrong with the files, a line each."""
    wrong = []
    grades, kinds = read_rows("demo_requests.csv"), read_rows("demo_kinds.csv")
    constraints = defaultdict(list)
    for row in read_rows("demo_constraints.csv"):
        constraints[row["query"]].append((row["constraint"], row["value"]))
    queries = [row["query"] for row in kinds]
    wrong += [f"twice: {query}" for query, times in Counter(queries).items() if times > 1]
    pairs = Counter((row["query"], row["product_id"]) for row in grades)
    wrong += [f"twice: {pair}" for pair, times in pairs.items() if times > 1]
    wrong += [f"constraint twice: {query}" for query, of in constraints.items() if len(set(of)) < len(of)]
    wrong += [f"not a request: {query}" for query in {*constraints, *(q for q, _ in pairs)} - set(queries)]
    best = {row["query"] for row in grades if row["grade"] in "23"}
    wrong += [f"nothing good: {query}" for query in queries if query not in best]
    for row in grades:
        query, product = row["query"], shop.get(row["product_id"])
        if product is None:
            wrong.append(f"no such product: {row['product_id']} ({query})")
            continue
        if row["grade"] not in ("1", "2", "3"):
            wrong.append(f"no grade: {row}")
        sold = [variant for variant in product.variants if variant.stock > 0] if product.active else []
        if not sold:
            wrong.append(f"sold out: {row['product_id']} ({query})")
        elif not any(all(obeys(product, one, *rule) for rule in constraints[query]) for one in sold):
            broken = [
                rule for rule in constraints[query] if not any(obeys(product, one, *rule) for one in sold)
            ]
            wrong.append(f"breaks {broken or 'them only together'}: {row['product_id']} ({query})")
    return wrong


def counts() -> str:
    """Requests by language and kind, grades, and constraints."""
    kinds, grades = read_rows("demo_kinds.csv"), read_rows("demo_requests.csv")
    by_kind = Counter(f"{kind}/{row['language']}" for row in kinds for kind in row["kinds"].split())
    rules = read_rows("demo_constraints.csv")
    return (
        "\n".join(
            f"{name}: {dict(sorted(Counter(values).items()))}"
            for name, values in (
                ("languages", [row["language"] for row in kinds]),
                ("kinds", by_kind),
                ("grades", [row["grade"] for row in grades]),
                ("constraints", [row["constraint"] for row in rules]),
                (
                    "graded products per request",
                    list(Counter(row["query"] for row in grades).values()),
                ),
            )
        )
        + f"\nrequests with a constraint: {len({row['query'] for row in rules})}"
    )


def candidates(shop: Mapping[str, Product]) -> None:
    """Prints, for each request with constraints, what obeys them and has no grade, for a second look."""
    constraints = defaultdict(list)
    for row in read_rows("demo_constraints.csv"):
        constraints[row["query"]].append((row["constraint"], row["value"]))
    graded = {(row["query"], row["product_id"]) for row in read_rows("demo_requests.csv")}
    for query, rules in constraints.items():
        left = [
            key
            for key, product in shop.items()
            if (query, key) not in graded
            and any(v.stock > 0 and all(obeys(product, v, *rule) for rule in rules) for v in product.variants)
        ]
        print(f"{query} [{len(left)}]: {' '.join(left[:25])}")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--ungraded"]
    the_shop = read_shop(arguments[0] if arguments else DATABASE)
    if "--ungraded" in sys.argv:
        candidates(the_shop)
    found = problems(the_shop)
    print(*found, counts(), sep="\n")
    sys.exit(bool(found))
