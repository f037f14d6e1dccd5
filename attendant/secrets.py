"""Secrets: made at first start, kept in a file that only its owner can read; none has a default."""

from __future__ import annotations

import json
import os
import secrets as random_secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from knowledge.encryption import Keyring


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
    encryption_key: tuple[str, ...]
    """Fernet keys for personal data at rest: the one in force, and while keys are rotated the one before it."""


def load_or_create(home: Path) -> Secrets:
    """Read `secrets.json` of the home folder; make it, readable by its owner only, when it is not there."""
    path = home / "secrets.json"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        _create(path)
    if path.stat().st_mode & 0o077:
        raise UnsafeSecrets(f"{path} can be read by others; run: chmod 600 {path}")
    try:
        return _read(json.loads(path.read_text()))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        names = ", ".join(field.name for field in fields(Secrets))
        raise UnsafeSecrets(
            f"{path} is damaged ({error}); it must hold exactly {names}. Restore it from a backup: "
            "new keys sign everybody out and cannot read what the old ones encrypted"
        ) from error


def _read(content: dict[str, Any]) -> Secrets:
    """Secrets from JSON; in files of older versions the encryption key is a text of its own."""
    keys = content.pop("encryption_key")
    keys = (keys,) if isinstance(keys, str) else tuple(keys)
    Keyring(keys)  # says what is wrong with a key
    return Secrets(**content, encryption_key=keys)


def replace_encryption_keys(home: Path, keys: Sequence[str]) -> Secrets:
    """Write `secrets.json` with other encryption keys, as a whole or not at all."""
    path = home / "secrets.json"
    changed = replace(load_or_create(home), encryption_key=tuple(keys))
    draft = _draft(path, changed)
    draft.replace(path)
    return changed


def _create(path: Path) -> None:
    made = Secrets(
        gateway_key=random_secrets.token_urlsafe(48),
        visitor_key=random_secrets.token_urlsafe(48),
        site_key=random_secrets.token_urlsafe(48),
        session_key=random_secrets.token_urlsafe(48),
        encryption_key=(Fernet.generate_key().decode(),),
    )
    # Written aside and linked into place: two processes that start together agree on one file.
    draft = _draft(path, made)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(path: Path, secrets: Secrets) -> Path:
    """A file beside `path`, readable by its owner only, on the disk."""
    draft = path.with_suffix(f".{random_secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(secrets), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    return draft
