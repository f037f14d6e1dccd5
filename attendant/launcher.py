"""Runs the three processes under one supervisor (honcho): started together, stopped together."""

from __future__ import annotations

import re
import shlex
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import httpx
from honcho.manager import Manager
from honcho.printer import Printer

from attendant.secrets import load_or_create
from attendant.settings import ROOT, Settings
from attendant.training import bot_environment, newest_model, require_bot_python
from knowledge.errors import DomainError
from knowledge.masking import mask_contacts

LOOK_SECONDS = 0.3
_STOPPED = re.compile(r"(\w+) stopped \(rc=(-?\d+)\)")


class PortInUse(DomainError):
    """Another program listens where we want to."""

    def __init__(self, name: str, port: int) -> None:
        super().__init__(
            f"port {port} for {name} is in use: stop what uses it, or set ATTENDANT_{name.upper()}_PORT to another"
        )


@dataclass(frozen=True)
class Service:
    """One of our processes: how it is started, and where it says that it is healthy."""

    name: str
    command: Sequence[str]
    health: str
    environment: dict[str, str]


def services(settings: Settings) -> list[Service]:
    """The processes, in the order shoppers need them last."""
    secrets = load_or_create(settings.home)
    bot = f"http://127.0.0.1:{settings.bot_port}"
    actions = f"http://127.0.0.1:{settings.actions_port}"
    own = bot_environment(settings)
    rasa = [require_bot_python(settings), "-m", "rasa", "run", "--model", str(newest_model(settings))]
    rasa += ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
    rasa += ["--interface", "127.0.0.1", "--port", str(settings.bot_port)]
    return [
        Service(
            "actions", [sys.executable, "-m", "attendant.processes", "actions"], f"{actions}/health", own
        ),
        Service(
            "bot",
            rasa,
            f"{bot}/webhooks/website/",
            bot_environment(
                settings,
                ATTENDANT_GATEWAY_KEY=secrets.gateway_key,
                ATTENDANT_ACTIONS_URL=f"{actions}/webhook",
                ATTENDANT_SMTP_PASSWORD="",  # it sends no mails
            ),
        ),
        Service(
            "web", [sys.executable, "-m", "attendant.processes", "web"], f"{settings.web_address}/health", own
        ),
    ]


def require_free_ports(settings: Settings) -> None:
    """Raise `PortInUse` for the first port that cannot be listened on."""
    wanted = [
        ("actions", "127.0.0.1", settings.actions_port),
        ("bot", "127.0.0.1", settings.bot_port),
        ("web", settings.host, settings.web_port),
    ]
    for name, host, port in wanted:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise PortInUse(name, port) from error


def healthy(url: str) -> bool:
    """Whether a service says that it is healthy."""
    try:
        return httpx.get(url, timeout=2.0).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


class LogPrinter(Printer):  # type: ignore[misc]
    """Writes what the processes say to a log file, remembers its end, and who stopped first."""

    def __init__(self, out: TextIO) -> None:
        super().__init__(out, colour=False)
        self.first_stopped: tuple[str, int] | None = None
        self.last_lines: dict[str, list[str]] = {}

    def write(self, message: Any) -> None:
        """Take one message of honcho's."""
        text = (
            message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else str(message.data)
        )
        found = _STOPPED.search(text) if message.name == "system" else None
        if found is not None and self.first_stopped is None:
            self.first_stopped = (found[1], int(found[2]))
        text = mask_contacts(text)  # Rasa's words, and what Python says of a crash, come past no other mask
        kept = self.last_lines.setdefault(message.name or "", [])
        kept.extend(text.splitlines())
        del kept[:-12]
        super().write(message._replace(data=text))


class Launcher:
    """Starts, watches and stops the processes."""

    def __init__(self, settings: Settings, tell: Callable[[str], None]) -> None:
        self._settings = settings
        self._tell = tell
        self._stopped = threading.Event()

    def run(self, ready: Callable[[float], None]) -> int:
        """Run until Ctrl-C (0) or until a process dies (1, after saying which); `ready` is told the seconds."""
        require_free_ports(self._settings)
        chosen = services(self._settings)
        self._settings.log_folder.mkdir(parents=True, exist_ok=True)
        log = self._settings.log_folder / "run.log"
        with log.open("w", encoding="utf-8") as out:
            printer = LogPrinter(out)
            manager = Manager(printer)
            for service in chosen:
                manager.add_process(
                    service.name,
                    f"exec {shlex.join(service.command)}",
                    env=service.environment,
                    cwd=str(ROOT),
                )
            watcher = threading.Thread(target=self._watch, args=(manager, chosen, ready), daemon=True)
            watcher.start()
            manager.loop()
            self._stopped.set()
            return self._result(manager, printer, log)

    def _watch(self, manager: Manager, chosen: Sequence[Service], ready: Callable[[float], None]) -> None:
        begun = time.monotonic()
        waiting = list(chosen)
        while waiting and not self._stopped.wait(LOOK_SECONDS):
            waiting = [service for service in waiting if not healthy(service.health)]
            if waiting and time.monotonic() - begun > self._settings.start_timeout_seconds:
                names = ", ".join(service.name for service in waiting)
                self._tell(f"not healthy after {self._settings.start_timeout_seconds} s: {names}; stopping")
                manager.returncode = 1
                manager.terminate()
                return
        if not waiting and not self._stopped.is_set():
            ready(time.monotonic() - begun)

    def _result(self, manager: Manager, printer: LogPrinter, log: Path) -> int:
        asked_to_stop = manager.returncode in (130, 143)
        if asked_to_stop:
            return 0
        if printer.first_stopped is not None:
            name, code = printer.first_stopped
            said = "\n".join(printer.last_lines.get(name, []))
            self._tell(
                f"{name} died (exit code {code}), so all were stopped. The end of what it said ({log}):\n{said}"
            )
        return 1
