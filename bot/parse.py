"""Reads utterances from standard input and writes what a trained model makes of them.

    python -m bot.parse --model models/attendant.tar.gz < utterances.txt > parsed.jsonl

Each line in gives one JSON object out: text, language, intent, confidence, ranking and entities.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Optional, TextIO

from bot.components.wishes import UNDERSTANDING
from bot.language import detect_language

if TYPE_CHECKING:
    from rasa.core.agent import Agent

RANKING_LENGTH = 10


class ModelNotLoadedError(Exception):
    """There is no usable model at the path given; the text says what is wrong."""


def load_model(path: Path) -> Agent:
    """Loads a trained model, without any server, tracker store or action server.

    Args:
        path: A model archive, or a folder whose newest archive is taken.

    Raises:
        ModelNotLoadedError: If there is none, or it cannot be read.
    """
    if not path.exists():
        raise ModelNotLoadedError(f"There is no model at '{path}'.")
    from rasa.core.agent import Agent

    try:
        agent = Agent.load(model_path=str(path))
    except Exception as error:
        raise ModelNotLoadedError(f"The model at '{path}' cannot be loaded: {error}") from error
    if not agent.is_ready():
        raise ModelNotLoadedError(f"The model at '{path}' cannot be loaded.")
    return agent


def parse_lines(agent: Agent, lines: Iterable[str], output: TextIO) -> None:
    """Parses each line that is not blank and writes the result at once.

    Args:
        agent: A loaded model.
        lines: Utterances, with or without line ends.
        output: Where the JSON lines go.
    """
    loop = asyncio.new_event_loop()
    try:
        for line in lines:
            text = line.strip()
            if text:
                parsed = loop.run_until_complete(agent.parse_message(text))
                output.write(json.dumps(describe(text, parsed), ensure_ascii=False) + "\n")
                output.flush()
    finally:
        loop.close()


def describe(text: str, parsed: Dict[str, Any]) -> Dict[str, Any]:
    """Gives the part of Rasa's parse data that is written out.

    Args:
        text: The utterance.
        parsed: What `Agent.parse_message` gave for it.
    """
    intent = parsed.get("intent") or {}
    # Where two meanings are likely the intent is nlu_fallback, for the dialogue to ask; the likelier one stands here
    understanding = parsed.get(UNDERSTANDING) or {}
    return {
        "text": text,
        "language": detect_language(text),
        "intent": understanding.get("intent", intent.get("name")),
        "confidence": understanding.get("confidence", intent.get("confidence", 0.0)),
        "ranking": [
            {"name": one["name"], "confidence": one["confidence"]}
            for one in parsed.get("intent_ranking", [])[:RANKING_LENGTH]
        ],
        "entities": [
            {key: one[key] for key in ("entity", "value", "start", "end", "role") if key in one}
            for one in parsed.get("entities", [])
        ],
    }


def _quieten_logs() -> None:
    """Lets only warnings through; below them Rasa logs every utterance."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    warnings.filterwarnings("ignore", category=DeprecationWarning)


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs the command and gives its exit status: 0, or 1 when the model cannot be loaded."""
    parser = argparse.ArgumentParser(prog="python -m bot.parse", description="Parse utterances, one a line.")
    parser.add_argument("--model", type=Path, required=True, help="path of a trained model")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    results = sys.stdout
    # Rasa and TensorFlow write to standard output at times; only results may go there
    with contextlib.redirect_stdout(sys.stderr):
        _quieten_logs()
        try:
            agent = load_model(options.model)
        except ModelNotLoadedError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        parse_lines(agent, sys.stdin, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
