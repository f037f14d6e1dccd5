"""What the bot understands of utterances: its model, loaded in its own environment, without a server."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from attendant.settings import ROOT, Settings
from attendant.training import bot_environment, newest_model, require_bot_python


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
