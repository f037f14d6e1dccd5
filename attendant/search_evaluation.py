"""How good search is on graded requests: a feed in a scratch shop, asked as the production assistant asks."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from attendant.composition import make_shop
from attendant.settings import Settings
from knowledge.advice import needs
from knowledge.catalogue.importing import import_catalogue
from knowledge.importing import ImportReport
from knowledge.migration import upgrade
from knowledge.search.judgements import Quality, quality, read_judgements
from knowledge.shop import Shop

RANKED = 200
"""How far a ranking is looked at for the reciprocal rank."""


@dataclass(frozen=True)
class SearchResult:
    """What was measured, and on what."""

    quality: Quality
    query_ms_p50: float
    query_ms_p95: float
    queries: int
    unanswerable: int
    """Requests that no product of the feed is right for; they are not in the averages."""
    imported: ImportReport
    unknown: list[str]
    """Judged product ids that the feed does not have."""

    def figures(self) -> dict[str, float]:
        """The figures by name."""
        times = {"query_ms_p50": self.query_ms_p50, "query_ms_p95": self.query_ms_p95}
        return {**asdict(self.quality), **times}


def evaluate_search(
    settings: Settings,
    catalogue: Path,
    judgements_file: Path,
    *,
    judged_only: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> SearchResult:
    """Index a feed apart from the shop's own data and rank its products for each request, for nobody in particular.

    Raises:
        BadFile: The feed or the judgements cannot be read.
        SuspiciousFeed: No product of the feed is good.
    """
    judgements = read_judgements(judgements_file)
    with tempfile.TemporaryDirectory(prefix="attendant-eval-") as folder:
        home = Path(folder)
        scratch = settings.model_copy(update={"home": home, "database_url": "", "demo": False})
        upgrade(scratch.database)
        shop = make_shop(scratch, encoder_threads=1)
        imported = import_catalogue(shop.sessions, catalogue, currency=settings.currency)
        shop.product_index.rebuild(
            progress=lambda done, of: progress("products", done, of) if progress else None
        )
        judged, unknown = judgements.only(shop.catalogue.snapshot().products)
        rankings: dict[str, list[str]] = {}
        times: list[float] = []
        _ranking(shop, "first", None)  # the model is read at the first request
        for at, (query, graded) in enumerate(judged.grades.items(), start=1):
            begun = time.perf_counter()
            rankings[query] = _ranking(shop, query, graded if judged_only else None)
            times.append(1000 * (time.perf_counter() - begun))
            if progress:
                progress("requests", at, len(judged.grades))
        shop.engine.dispose()
    return SearchResult(
        quality=quality(rankings, judged),
        query_ms_p50=float(np.percentile(times, 50)),
        query_ms_p95=float(np.percentile(times, 95)),
        queries=len(times),
        unanswerable=sum(not any(graded.values()) for graded in judged.grades.values()),
        imported=imported,
        unknown=unknown,
    )


def _ranking(shop: Shop, query: str, among: dict[str, float] | None) -> list[str]:
    return shop.advisor.ranking(needs.start(query, []), among=among, count=RANKED)


def write_figures(result: SearchResult, path: Path) -> None:
    """Write the figures as JSON."""
    path.write_text(json.dumps(result.figures(), indent=2) + "\n", encoding="utf-8")
