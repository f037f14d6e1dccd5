"""Sentiment by lexicon: VADER (Hutto & Gilbert 2014), for when an embedding is too much."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _analyser() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def scores(text: str) -> dict[str, float]:
    """VADER's `neg`, `neu`, `pos` (shares, 0 to 1) and `compound` (-1 to 1)."""
    return dict(_analyser().polarity_scores(text))


def polarity(text: str) -> float:
    """VADER's compound score, -1 (very bad) to 1 (very good)."""
    return scores(text)["compound"]
