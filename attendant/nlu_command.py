"""The command `attendant nlu review`: gathers what the review needs, and starts it."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from attendant.composition import make_shop
from attendant.nlu_data import TrainingExamples, documented_intents, domain_intents
from attendant.nlu_encoder import MeaningEncoder
from attendant.nlu_groups import Group, example_index, grouped
from attendant.nlu_review import Review, as_json
from attendant.preparation import progress_bar, told
from attendant.settings import ROOT, Settings
from knowledge.search.embedding import Progress
from knowledge.search.index import IndexFolder
from knowledge.understanding.language import LANGUAGES
from knowledge.understanding.service import Misses

DOMAIN = ROOT / "bot" / "domain"
INTENTS_PAGE = ROOT / "docs" / "intents.md"


def review(
    settings: Settings, data: Path, language: str, *, least: int, as_json: bool, console: Console
) -> None:
    """Group the pending misses of a language; print them as JSON, or ask a person about each group."""
    misses = make_shop(settings).misses
    examples = TrainingExamples(data, language)
    allowed = domain_intents(DOMAIN) & set(examples.by_intent)
    groups = [
        group
        for group in _groups(settings, misses, examples, allowed, language)
        if group.size >= least
    ]
    if as_json:
        console.print_json
