"""`attendant keys rotate`: a new key for personal data, everything encrypted again, the old key retired."""

from __future__ import annotations

import typer
from cryptography.fernet import Fernet
from rich.console import Console

from attendant.commands.terminal import console
from attendant.settings import Settings
from knowledge.errors import DomainError

keys_commands = typer.Typer(no_args_is_help=True, help="Keys of personal data.")


class StackRunning(DomainError):
    """The processes hold the keys they were started with, and could not read what is written under another."""

    def __init__(self, address: str) -> None:
        super().__init__(f"Attendant is running at {address}: stop it first, and start it again afterwards")


@keys_commands.callback()
def _keys() -> None:
    """Keys of personal data."""


@keys_commands.command("rotate")
def rotate() -> None:
    """Encrypt all personal data under a new key and retire the old one; run it again if it was interrupted."""
    settings = Settings()
    written = rotate_keys(settings, console)
    console.print(f"{written} rows encrypted under the new key; the old one is retired.")


def rotate_keys(settings: Settings, console: Console) -> int:
    """Rotate the keys of an installation that is not running; gives how many rows were written.

    The new key is in `secrets.json` before anything is written under it, and the old one stays there until nothing
    needs it: whenever this stops, the next run goes on.

    Raises:
        StackRunning: Processes with the old key are up.
        WrongKeys: Something stored is under none of the keys; both are kept.
    """
    from attendant.composition import make_keyring
    from attendant.launcher import healthy
    from attendant.preparation import progress_bar, told
    from attendant.secrets import load_or_create, replace_encryption_keys
    from knowledge.database import compact, make_engine, make_sessions
    from knowledge.encryption import MOST_KEYS
    from knowledge.key_rotation import reencrypt
    from knowledge.migration import upgrade

    if healthy(f"{settings.web_address}/health"):
        raise StackRunning(settings.web_address)
    keys = load_or_create(settings.home).encryption_key
    if len(keys) < MOST_KEYS:
        upgrade(settings.database, make_keyring(settings))
        keys = (Fernet.generate_key().decode(), *keys)
        replace_encryption_keys(settings.home, keys)
    engine = make_engine(settings.database, make_keyring(settings))
    try:
        with progress_bar(console) as progress:
            written = reencrypt(make_sessions(engine), told(progress, {}))
        compact(engine)
    finally:
        engine.dispose()
    replace_encryption_keys(settings.home, keys[:1])
    return written
