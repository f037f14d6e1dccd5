"""What the bot understands of utterances: its model, loaded in its own environment, without a server."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence

from attendant.settings import ROOT, Settings
from attendant.training import bot_environment, newest_model, require_bot_python
from knowledge.advice.understood import Understood
from knowledge.errors import DomainError


class NotUnderstood(DomainError):
    """The bot's model could not be asked; the end of what it said follows."""

    def __init__(self, said: str) -> None:
        tail = "\n".join(said.splitlines()[-5:])
        super().__init__(f"the bot could not be asked what it understands; run `attendant train`:\n{tail}")


def run_parse(settings: Settings) -> int:
    """Pass stdin to `bot.parse` and its JSON lines to stdout; gives its exit code."""
    command = [require_bot_python(settings), "-m", "bot.parse", "--model", str(newest_model(settings))]
    done = subprocess.run(command, cwd=ROOT, env=bot_environment(settings), check=False)  # noqa: S603 - our own command
    return 0 if done.returncode == 0 else 1


def run_evaluation(settings: Settings, arguments: Sequence[str]) -> int:
    """Train the production pipeline on labelled messages and measure it; gives the exit code."""
    command = [require_bot_python(settings), "-m", "bot.evaluation", *arguments]
    environment = bot_environment(settings, OMP_NUM_THREADS=str(os.cpu_count() or 1))
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603 - our own command
    return 0 if done.returncode == 0 else 1


def entities_of(
    requests: Sequence[str], settings: Settings, *, models: Settings | None = None
) -> list[list[Understood]]:
    """What the bot extracts from each request, with this shop's vocabulary; `models` names another home of models."""
    model = newest_model(models or settings)
    done = subprocess.run(  # noqa: S603 - our own command
        [require_bot_python(settings), "-m", "bot.parse", "--model", str(model)],
        input="\n".join(" ".join(request.split()) for request in requests),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=bot_environment(settings),
    )
    if done.returncode != 0:
        raise NotUnderstood(done.stderr)
    parsed = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    return [[Understood.from_rasa(entity) for entity in each["entities"]] for each in parsed]
