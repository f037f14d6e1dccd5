"""Graded judgements of what is right for a request, and how good a ranking is by them. Pure but for the reading."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.importing import BadField, BadFile, Row, Table

CUT = 10
LARGEST_GRADE = 100.0


@dataclass
class Judgements:
    """Grades of products by request, in the order of the file; 0 is not right, more is better."""

    grades: dict[str, dict[str, float]] = field(default_factory=dict)

    def only(self, known: Mapping[str, object]) -> tuple[Judgements, list[str]]:
        """These judgements without products that are not known, and the ids that are not, each once."""
        kept = {
            query: {product: grade for product, grade in graded.items() if product in known}
            for query, graded in self.grades.items()
        }
        unknown = [product for graded in self.grades.values() for product in graded if product not in known]
        return Judgements(kept), list(dict.fromkeys(unknown))


def read_judgements(path: Path) -> Judgements:
    """Read rows of `query,product_id,grade`.

    Raises:
        BadFile: It cannot be read, a column is missing, a row cannot be taken (its line is named), or there is none.
    """
    table = Table(path)
    table.expect(("query", "product_id", "grade"))
    found = Judgements()
    for row in table:
        try:
            query, product, grade = _judgement(row)
            graded = found.grades.setdefault(query, {})
            if graded.setdefault(product, grade) != grade:
                raise BadField("grade", f"{product!r} has another grade for {query!r} on a line before")
        except BadField as error:
            raise BadFile(path, str(row.problem(error))) from None
    if not found.grades:
        raise BadFile(path, "no judgement is in it; rows of query, product_id and grade are needed")
    return found


def _judgement(row: Row) -> tuple[str, str, float]:
    if row.misaligned is not None:
        raise BadField(row.misaligned.field, row.misaligned.reason)
    for column in ("query", "product_id", "grade"):
        if not row[column]:
            raise BadField(column, "is empty")
    try:
        grade = float(row["grade"])
    except ValueError:
        raise BadField("grade", f"{row['grade'][:40]!r} is not a number") from None
    if not 0 <= grade <= LARGEST_GRADE:
        raise BadField("grade", f"{row['grade'][:40]} is not between 0 and {LARGEST_GRADE:g}")
    return row["query"], row["product_id"], grade


@dataclass(frozen=True)
class Quality:
    """How good rankings are, on average over the requests that anything is right for."""

    ndcg_at_10: float
    hit_at_1: float
    hit_at_10: float
    mrr: float


def ndcg(ranking: Sequence[str], grades: Mapping[str, float]) -> float:
    """Normalised discounted cumulative gain of the first 10 (Järvelin & Kekäläinen 2002), the grade as the gain."""
    ideal = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(product, 0.0) for product in ranking]) / ideal if ideal else 0.0


def _gain(grades: Sequence[float]) -> float:
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades[:CUT], start=1))


def first_right(ranking: Sequence[str], grades: Mapping[str, float]) -> int | None:
    """The rank, from 1, of the first product with a grade above 0."""
    return next((rank for rank, product in enumerate(ranking, 1) if grades.get(product, 0.0) > 0), None)


def quality(rankings: Mapping[str, Sequence[str]], judgements: Judgements) -> Quality:
    """The quality of a ranking for each request; zero when nothing is right for any."""
    answerable = {
        query: graded
        for query, graded in judgements.grades.items()
        if any(graded.values()) and query in rankings
    }
    if not answerable:
        return Quality(0.0, 0.0, 0.0, 0.0)
    ranks = [first_right(rankings[query], graded) for query, graded in answerable.items()]
    count = len(answerable)
    return Quality(
        ndcg_at_10=sum(ndcg(rankings[query], graded) for query, graded in answerable.items()) / count,
        hit_at_1=sum(rank == 1 for rank in ranks) / count,
        hit_at_10=sum(rank is not None and rank <= CUT for rank in ranks) / count,
        mrr=sum(1 / rank for rank in ranks if rank is not None) / count,
    )
