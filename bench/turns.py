"""How long a turn takes: `python -m bench.turns`, which starts what it needs; start nothing else beside it.

Ours: the whole stack as `attendant run` starts it, from the frame a widget sends to the one that ends the turn.
The peer: a bare Rasa bot (bag of words, logistic regression, one rule, one action that says a word) with its own action
server, over its REST channel, with the same messages.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from attendant.chat import ChatClient, customer_token
from attendant.settings import ROOT, Settings
from attendant.training import bot_environment
from tests.running_stack import borrow_models, free_port, lend_models, stack_environment, start

TURNS = (
    "hello",
    "I need a waterproof jacket for hiking, under 150, not black",
    "cheaper",
    "in green",
    "tell me more about the second one",
    "which size should I take?",
    "is it machine washable?",
    "what goes with it?",
    "where is my order?",
    "how long do I have to return something?",
    "what does delivery cost?",
    "noise cancelling headphones for the train",
    "compare the first two",
    "where is my refund?",
    "thank you",
)
ROUNDS = 8
CUSTOMER = "lena.kowalczyk@example.org"

BARE_CONFIG = """
recipe: default.v1
language: en
assistant_id: bare
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: LogisticRegressionClassifier
policies:
  - name: RulePolicy
"""
BARE_DOMAIN = """
version: "3.1"
intents: [ask, talk]
actions: [action_word]
"""
BARE_DATA = """
version: "3.1"
nlu:
  - intent: ask
    examples: |
      - where is my order
      - I need a jacket
      - what does it cost
  - intent: talk
    examples: |
      - hello
      - thank you
rules:
  - rule: ask
    steps:
      - intent: ask
      - action: action_word
  - rule: talk
    steps:
      - intent: talk
      - action: action_word
"""
BARE_ACTION = """
from rasa_sdk import Action


class Word(Action):
    def name(self):
        return "action_word"

    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="a word")
        return []
"""


async def _ours(settings: Settings, address: str) -> list[float]:
    token = customer_token(settings, CUSTOMER)
    times: list[float] = []
    for number in range(ROUNDS + 1):
        client = await ChatClient.open(address, token, "en")
        for text in TURNS:
            begun = time.perf_counter()
            answers = await client.say(text)
            if number:  # the first round warms up
                times.append(1000 * (time.perf_counter() - begun))
            assert answers, f"no answer to {text!r}"
            await asyncio.sleep(0.25)  # within the gateway's pace for one conversation
        await client.close()
    return times


@contextmanager
def _bare(settings: Settings) -> Iterator[int]:
    folder = Path(tempfile.mkdtemp())
    for name, content in (
        ("config.yml", BARE_CONFIG),
        ("domain.yml", BARE_DOMAIN),
        ("data.yml", BARE_DATA),
        ("actions.py", BARE_ACTION),
        ("credentials.yml", "rest:\n"),
    ):
        (folder / name).write_text(content)
    actions, bot = free_port(), free_port()
    (folder / "endpoints.yml").write_text(f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n")
    environment = {**bot_environment(settings), "PYTHONPATH": str(folder)}
    rasa = [str(settings.bot_python), "-m", "rasa"]
    quiet: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*rasa, "train", "--data", "data.yml"], env=environment, check=True, **quiet)
    server = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)]
    running = [
        subprocess.Popen(server, env={**os.environ, "PYTHONPATH": str(folder)}, **quiet),
        subprocess.Popen(
            [*rasa, "run", "--port", str(bot), "--interface", "127.0.0.1"], env=environment, **quiet
        ),
    ]
    try:
        for _ in range(240):
            time.sleep(0.5)
            try:
                if httpx.get(f"http://127.0.0.1:{bot}/webhooks/rest/").status_code == httpx.codes.OK:
                    break
            except httpx.HTTPError:
                continue
        yield bot
    finally:
        for process in running:
            process.terminate()
            process.wait(20)
        shutil.rmtree(folder)


def _theirs(port: int) -> list[float]:
    times: list[float] = []
    with httpx.Client(timeout=30) as client:
        for number in range(ROUNDS + 1):
            for text in TURNS:
                begun = time.perf_counter()
                answer = client.post(
                    f"http://127.0.0.1:{port}/webhooks/rest/webhook",
                    json={"sender": f"s{number}", "message": text},
                )
                if number:
                    times.append(1000 * (time.perf_counter() - begun))
                assert answer.json(), f"the bare bot said nothing to {text!r}"
    return times


def resident_mb(process_id: int) -> float:
    """Resident memory of a process and all it started, proportional set size, in MB."""
    total, waiting = 0, [process_id]
    while waiting:
        current = waiting.pop()
        try:
            rollup = Path(f"/proc/{current}/smaps_rollup").read_text()
            waiting += [int(each) for task in Path(f"/proc/{current}/task").iterdir()
                        for each in (task / "children").read_text().split()]  # fmt: skip
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def percentile(times: list[float], share: float) -> float:
    """The value below which this share lies."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main() -> None:
    """Print the table."""
    home = Path(tempfile.mkdtemp())
    borrow_models(home)
    environment = stack_environment(home)
    begun = time.perf_counter()
    stack = start(environment, home)
    first_start = time.perf_counter() - begun
    lend_models(home)
    settings = Settings(home=home)
    try:
        ours = asyncio.run(_ours(settings, stack.address))
        memory = resident_mb(stack.process.pid)
    finally:
        stack.stop()
    begun = time.perf_counter()
    again = start(environment, home)
    second_start = time.perf_counter() - begun
    again.stop()
    with _bare(settings) as port:
        theirs = _theirs(port)
    shutil.rmtree(home)
    print(f"{len(ours)} turns of ours, {len(theirs)} of a bare Rasa bot with a trivial action\n")
    print("| | ours | bare Rasa | ratio |\n|---|---|---|---|")
    for name, share in (("median", 0.5), ("95th percentile", 0.95)):
        mine, peer = percentile(ours, share), percentile(theirs, share)
        print(f"| {name}, ms | {mine:.0f} | {peer:.0f} | {mine / peer:.2f} |")
    by_text = [statistics.median(ours[at :: len(TURNS)]) for at in range(len(TURNS))]
    print("\n| turn | median ms |\n|---|---|")
    for text, value in sorted(zip(TURNS, by_text, strict=True), key=lambda pair: -pair[1]):
        print(f"| {text} | {value:.0f} |")
    print(f"\nmemory of the whole stack: {memory:.0f} MB (proportional set size)")
    print(f"first start, with a trained model: {first_start:.0f} s; second start: {second_start:.0f} s")


if __name__ == "__main__":
    print(f"in {ROOT}")
    main()
