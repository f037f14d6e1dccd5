"""Secrets: made at first start, kept in a file that only its owner can read; none has a default."""

from __future__ import annotations

import json
import os
import secrets as random_secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from cryptography.fernet import Fernet


class UnsafeSecrets(Exception):
    """The secrets file can be read by others, or is damaged."""


@dataclass(frozen=True)
class Secrets:
    """Keys of this installation."""

    gateway_key: str
    """Signs the gateway's requests to Rasa."""
    visitor_key: str
    """Signs the tokens that widgets keep."""
    site_key: str
    """Shared with the shop's site, which signs who its customer is."""
    session_key: str
    """Signs the cookies of staff and of the demo shop."""
    encryption_key: str
    """Fernet key for personal data at rest."""


def load_or_create(home: Path) -> Secrets:
    """Read `secrets.json` of the home folder; make it, readable by its owner only, when it is not there."""
    path = home / "secrets.json"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        _create(path)
    if path.stat().st_mode & 0o077:
        raise UnsafeSecrets(f"{path} can be read by others; run: chmod 600 {path}")
    try:
        return Secrets(**json.loads(path.read_text()))
    except (ValueError, TypeError) as error:
        names = ", ".join(field.name for field in fields(Secrets))
        raise UnsafeSecrets(
            f"{path} is damaged ({error}); it must hold exactly {names}. Restore it from a backup: "
            "new keys sign everybody out and cannot read what the old ones encrypted"
        ) from error


def _create(path: Path) -> None:
    made = Secrets(
        gateway_key=random_secrets.token_urlsafe(48),
        visitor_key=random_secrets.token_urlsafe(48),
        site_key=random_secrets.token_urlsafe(48),
        session_key=random_secrets.token_urlsafe(48),
        encryption_key=Fernet.generate_key().decode(),
    )
    # Written aside and linked into place: two processes that start together agree on one file.
    draft = path.with_suffix(f".{random_secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(made), file, indent=2)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
