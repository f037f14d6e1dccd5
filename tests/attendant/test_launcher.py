"""The supervisor: a port in use, a process that dies, and one that never gets healthy are named."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from attendant import launcher
from attendant.launcher import Launcher, PortInUse, Service, require_free_ports
from attendant.settings import ROOT, Settings
from attendant.training import NoModel, newest_model
from tests.running_stack import free_port, stack_environment


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def settings(home: Path, **more: object) -> Settings:
    ports = {"web_port": free_port(), "bot_port": free_port(), "actions_port": free_port()}
    return Settings.model_validate({"home": home, **ports, **more})


@pytest.mark.parametrize("name", ["web", "bot", "actions"])
def test_a_port_in_use_is_named_with_the_setting_that_changes_it(
    tmp_path: Path, taken: int, name: str
) -> None:
    with pytest.raises(PortInUse, match=rf"port {taken} for {name} .* ATTENDANT_{name.upper()}_PORT"):
        require_free_ports(settings(tmp_path, **{f"{name}_port": taken}))


def test_the_command_says_so_and_exits_with_1(tmp_path: Path, taken: int) -> None:
    environment = {**stack_environment(tmp_path), "ATTENDANT_WEB_PORT": str(taken)}
    done = subprocess.run(
        [sys.executable, "-m", "attendant.cli", "run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"port {taken}" in done.stderr
    assert "Traceback" not in done.stderr


def pretend(monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    """Let the launcher start small Python programs instead of the servers."""
    made = [
        Service(name, [sys.executable, "-u", "-c", program], "http://127.0.0.1:9/never", dict(os.environ))
        for name, program in programs.items()
    ]
    monkeypatch.setattr(launcher, "services", lambda _: made)


def test_when_one_dies_it_is_named_with_its_last_words_and_the_others_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = tmp_path / "stopped"
    patient = f"""
import pathlib, signal, sys, time
def stop(*_):
    pathlib.Path({str(marker)!r}).touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
time.sleep(60)
"""
    pretend(
        monkeypatch,
        bot="import time; time.sleep(1.5); print('my last words'); raise SystemExit(3)",
        web=patient,
    )
    told: list[str] = []
    code = Launcher(settings(tmp_path), told.append).run(lambda _: None)
    assert code == 1
    assert "bot died (exit code 3)" in told[-1]
    assert "my last words" in told[-1]
    assert marker.exists()


def test_a_process_that_never_gets_healthy_is_named_and_all_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, actions="import time; time.sleep(60)")
    told: list[str] = []
    code = Launcher(settings(tmp_path, start_timeout_seconds=5), told.append).run(lambda _: None)
    assert code == 1
    assert any("not healthy after 5 s: actions" in line for line in told)


def test_without_a_model_the_error_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="attendant train"):
        newest_model(Settings(home=tmp_path))
