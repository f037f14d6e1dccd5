"""Training the bot: in its own environment, again only when what it learns from changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from attendant.settings import ROOT, Settings
from knowledge.errors import DomainError

LEARNT_FROM = (
    "bot/config.yml",
    "bot/domain",
    "bot/rules",
    "bot/stories",
    "bot/components",
    "data/nlu",
    "requirements/bot.txt",
)
DATA = ("data/nlu", "bot/rules", "bot/stories")


class BotEnvironmentMissing(DomainError):
    """There is no Python with Rasa."""

    def __init__(self, python: Path) -> None:
        super().__init__(
            f"there is no Rasa environment at {python}: run `make setup`, or set ATTENDANT_BOT_PYTHON"
        )


class TrainingFailed(DomainError):
    """Rasa could not train; the end of what it said follows."""

    def __init__(self, log: Path, tail: str) -> None:
        super().__init__(f"training failed, see {log}:\n{tail}")


class NoModel(DomainError):
    """Nothing has been trained."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is no trained model in {folder}: run `attendant train`")


def _files(root: Path, names: Iterable[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = root / name
        found += [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sorted(each for each in found if each.suffix in (".yml", ".py", ".txt"))


def training_fingerprint(root: Path = ROOT) -> str:
    """Identifies all that a model is made from."""
    digest = hashlib.sha256()
    for path in _files(root, LEARNT_FROM):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def model_path(settings: Settings) -> Path:
    """Where the model for the present training data is or will be."""
    return settings.bot_models / f"attendant-{training_fingerprint()}.tar.gz"


def newest_model(settings: Settings) -> Path:
    """The model to serve; raises `NoModel`."""
    wanted = model_path(settings)
    if wanted.is_file():
        return wanted
    found = sorted(settings.bot_models.glob("attendant-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise NoModel(settings.bot_models)
    return found[-1]


def bot_environment(settings: Settings, **more: str) -> dict[str, str]:
    """Environment variables of Rasa's process: quiet, without telemetry, one thread a library."""
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TF_ENABLE_ONEDNN_OPTS": "0",
        "CUDA_VISIBLE_DEVICES": "-1",
        "OMP_NUM_THREADS": "1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": str(ROOT),
        "ATTENDANT_VOCABULARY": str(settings.vocabulary_file),
        "ATTENDANT_ENCODINGS": str(settings.home / "encodings.sqlite"),
        "ATTENDANT_TIME_ZONE": settings.time_zone,
        "ATTENDANT_COUNTRY": settings.country,
        **more,
    }


def require_bot_python(settings: Settings) -> str:
    """Path of the Python that has Rasa; raises `BotEnvironmentMissing`."""
    if not settings.bot_python.exists():
        raise BotEnvironmentMissing(settings.bot_python)
    return str(settings.bot_python)


def train(settings: Settings, *, force: bool = False) -> Path | None:
    """Train a model for the present data; None when there is one already."""
    target = model_path(settings)
    if target.is_file() and not force:
        return None
    python = require_bot_python(settings)
    settings.bot_models.mkdir(parents=True, exist_ok=True)
    settings.log_folder.mkdir(parents=True, exist_ok=True)
    log = settings.log_folder / "train.log"
    command = [python, "-m", "rasa", "train", "--config", "bot/config.yml", "--domain", "bot/domain"]
    command += [
        "--data",
        *DATA,
        "--out",
        str(settings.bot_models),
        "--fixed-model-name",
        target.name.removesuffix(".tar.gz"),
    ]
    with log.open("w") as out:
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            cwd=ROOT,
            env=bot_environment(settings, OMP_NUM_THREADS=str(os.cpu_count() or 1)),
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0 or not target.is_file():
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise TrainingFailed(log, tail)
    for old in settings.bot_models.glob("attendant-*.tar.gz"):
        if old != target:
            old.unlink()
    return target
