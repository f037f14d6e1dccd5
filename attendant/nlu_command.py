"""The command `attendant nlu review`: gathers what a review needs, and starts it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer
from rich.console import Console

from attendant.composition import make_shop
from attendant.nlu_data import TrainingExamples, documented_intents, domain_intents
from attendant.nlu_encoder import MeaningEncoder
from attendant.nlu_groups import Group, example_index, grouped
from attendant.nlu_review import Review, as_json
from attendant.preparation import progress_bar, told
from attendant.settings import ROOT, Settings
from knowledge.language import LANGUAGES
from knowledge.search.index import IndexFolder
from knowledge.understanding.models import Miss

DOMAIN = ROOT / "bot" / "domain"
INTENTS_PAGE = ROOT / "docs" / "intents.md"


def review_misses(
    settings: Settings, data: Path, language: str, *, least: int, print_json: bool, console: Console
) -> None:
    """Group the pending misses of a language; print them as JSON, or ask a person about each group.

    Raises:
        NoTrainingData, UnreadableExamples, NoPlaceForExamples: `data` is not as expected.
    """
    examples = TrainingExamples(data, language)
    misses = make_shop(settings).misses
    pending = misses.pending()
    groups = _groups(settings, [miss for miss in pending if miss.language == language], examples, console)
    large = [group for group in groups if group.size >= least]
    if print_json:
        typer.echo(as_json(language, large))
    elif large:
        documented = documented_intents(INTENTS_PAGE)
        meanings = {intent: documented.get(intent, "") for intent in known_intents(examples)}
        Review(misses, examples, meanings, console).of(large)
    else:
        console.print(_nothing(pending, language, groups), highlight=False)


def known_intents(examples: TrainingExamples) -> list[str]:
    """The intents that may be given: those of the domain that have examples to add to."""
    return sorted(domain_intents(DOMAIN) & set(examples.by_intent))


def _groups(
    settings: Settings, misses: list[Miss], examples: TrainingExamples, console: Console
) -> list[Group]:
    if not misses:
        return []
    known = {intent: examples.by_intent[intent] for intent in known_intents(examples)}
    encoder = MeaningEncoder()
    folder = IndexFolder(settings.index_folder, f"nlu-{misses[0].language}")
    with progress_bar(console) as progress:
        tell = told(progress, {"examples": "Encoding new examples", "messages": "Encoding messages"})
        index = example_index(known, folder, encoder, lambda done, total: tell("examples", done, total))
        return grouped(misses, known, index, encoder, lambda done, total: tell("messages", done, total))


def _nothing(pending: list[Miss], language: str, groups: list[Group]) -> str:
    if groups:
        return f"Nothing to review: the largest group has {groups[0].size}; see all with --least 1."
    counts = Counter(miss.language for miss in pending)
    others = [f"{counts[each]} in {each} (--language {each})" for each in LANGUAGES if counts[each]]
    return f"Nothing to review in {language}." + (f" There are {', '.join(others)}." if others else "")
