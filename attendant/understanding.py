"""What the bot understands of utterances: its model, loaded in its own environment, without a server."""

from __future__ import annotations

import subprocess

from attendant.settings import ROOT, Settings
from attendant.training import bot_environment, newest_model, require_bot_python


def run_parse(settings: Settings) -> int:
    """Pass stdin to `bot.parse` and its JSON lines to stdout; gives its exit code."""
    command = [require_bot_python(settings), "-m", "bot.parse", "--model", str(newest_model(settings))]
    done = subprocess.run(command, cwd=ROOT, env=bot_environment(settings), check=False)  # noqa: S603 - our own command
    return 0 if done.returncode == 0 else 1
