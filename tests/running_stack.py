"""The whole stack, really running, for the tests that need it: started once a session on ports of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 420
STOP_SECONDS = 30


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stack_environment(home: Path) -> dict[str, str]:
    """Environment variables of a stack with its own home and ports."""
    web = free_port()
    return {
        **os.environ,
        "ATTENDANT_HOME": str(home),
        "ATTENDANT_WEB_PORT": str(web),
        "ATTENDANT_BOT_PORT": str(free_port()),
        "ATTENDANT_ACTIONS_PORT": str(free_port()),
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }


def borrow_models(home: Path) -> None:
    """Use what is trained already for the same data: the file's name says which data."""
    (home / "models").mkdir(parents=True, exist_ok=True)
    for model in (ROOT / "var" / "models").glob("attendant-*.tar.gz"):
        shutil.copy2(model, home / "models")


def lend_models(home: Path) -> None:
    """Keep what was trained for the next session and for `make run`."""
    (ROOT / "var" / "models").mkdir(parents=True, exist_ok=True)
    for model in (home / "models").glob("attendant-*.tar.gz"):
        if not (ROOT / "var" / "models" / model.name).exists():
            shutil.copy2(model, ROOT / "var" / "models")


@dataclass
class RunningStack:
    """A started `attendant run`."""

    home: Path
    environment: dict[str, str]
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Where the web process answers."""
        return f"http://127.0.0.1:{self.environment['ATTENDANT_WEB_PORT']}"

    def password(self, role: str) -> tuple[str, str]:
        """E-mail and password of the account that first start made for a role."""
        for line in self.lines:
            found = re.search(rf"\({role}\): (\S+)\s+password: (\S+)", line)
            if found:
                return found[1], found[2]
        raise AssertionError(f"no account for {role} in:\n" + "\n".join(self.lines))

    def stop(self) -> int:
        """Ctrl-C, and the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOP_SECONDS)


def start(environment: dict[str, str], home: Path) -> RunningStack:
    """Start a stack and wait until it says that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "attendant.cli", "run"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    stack = RunningStack(home, environment, process)

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            stack.lines.append(line.rstrip())
            if line.startswith("Ready after"):
                stack.ready.set()
        stack.ready.set()

    threading.Thread(target=read, daemon=True).start()
    stack.ready.wait(START_SECONDS)
    if process.poll() is not None or not any(line.startswith("Ready") for line in stack.lines):
        process.kill()
        raise AssertionError("the stack did not start:\n" + "\n".join(stack.lines[-40:]))
    return stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    """The demo shop with all its processes, started by `attendant run` as a user would."""
    home = tmp_path_factory.mktemp("home")
    borrow_models(home)
    running = start(stack_environment(home), home)
    lend_models(home)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo shop, its index and a trained bot, in which nothing has happened yet."""
    home = tmp_path_factory.mktemp("prepared")
    borrow_models(home)
    done = subprocess.run(
        [sys.executable, "-m", "attendant.cli", "setup"],
        cwd=ROOT,
        env=stack_environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lend_models(home)
    return home
