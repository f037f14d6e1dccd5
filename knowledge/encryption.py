"""Personal data at rest: column types that encrypt, and blind indexes to look it up by.

A keyring belongs to an engine (`bind_keyring`), and reaches the column types through its dialect; nothing here is
global. Without one, an engine reads and writes everything but personal data.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import date
from typing import Any, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import ColumnElement, Dialect, Engine, String, Text, TypeDecorator, or_, type_coerce
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import InstrumentedAttribute

from knowledge.errors import DomainError

MOST_KEYS = 2
"""The one in force and, while keys are rotated, the one before it."""
_ATTRIBUTE = "attendant_keyring"
T = TypeVar("T")


class NoKeyring(DomainError):
    """Personal data was asked for through an engine that has no keys."""

    def __init__(self) -> None:
        super().__init__("personal data is encrypted, and this connection was made without the keys for it")


class WrongKeys(DomainError):
    """What is stored was encrypted with a key that is not in the keyring."""

    def __init__(self) -> None:
        super().__init__(
            "stored personal data cannot be read with the encryption_key of secrets.json: "
            "restore the secrets.json that belongs to this database"
        )


class Keyring:
    """Encrypts with the first key and reads with all; makes blind indexes with keys derived from each.

    Fernet is AES-128-CBC with an HMAC-SHA256 over it (https://github.com/fernet/spec). An index is an HMAC-SHA256
    of what the value is and its normalised text: equal values have equal indexes, and nobody without the key can
    tell or try out values.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not 1 <= len(keys) <= MOST_KEYS:
            raise ValueError(f"a keyring holds one key or {MOST_KEYS}, not {len(keys)}")
        fernets = [Fernet(key) for key in keys]
        self._first, self._all = fernets[0], MultiFernet(fernets)
        self._index_keys = [
            hmac.digest(key.encode(), b"attendant blind index", hashlib.sha256) for key in keys
        ]

    @classmethod
    def generate(cls) -> Keyring:
        """A keyring of one new key, for what need not be read again."""
        return cls((Fernet.generate_key().decode(),))

    def encrypt(self, text: str) -> str:
        """The text, unreadable."""
        return self._first.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """The text again; raises `WrongKeys`."""
        try:
            return self._all.decrypt(token.encode()).decode()
        except InvalidToken:
            raise WrongKeys from None

    def in_force(self, token: str) -> bool:
        """Whether a text was encrypted with the first key."""
        try:
            self._first.decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def index(self, kind: str, text: str, generation: int = 0) -> str:
        """The blind index of a normalised text under the first key, or under the one `generation` keys before it."""
        key = self._index_keys[min(generation, len(self._index_keys) - 1)]
        return hmac.digest(key, f"{kind}\0{text}".encode(), hashlib.sha256).hex()


def bind_keyring(engine: Engine, keyring: Keyring) -> None:
    """Let an engine read and write personal data."""
    setattr(engine.dialect, _ATTRIBUTE, keyring)


def keyring_of(dialect: Dialect) -> Keyring:
    """The keyring of an engine's dialect; raises `NoKeyring`."""
    keyring = getattr(dialect, _ATTRIBUTE, None)
    if not isinstance(keyring, Keyring):
        raise NoKeyring
    return keyring


class Encrypted(TypeDecorator[T]):
    """A column that holds a Fernet token; nothing stays nothing, and what is `empty` is an empty text."""

    impl = Text
    cache_ok = True
    empty: Any = ""

    class Comparator(TypeDecorator.Comparator[Any]):
        """Only whether there is a value can be asked of the database."""

        def operate(self, op: Any, *other: Any, **more: Any) -> Any:
            """Refuse what could never be true: no two tokens are equal, even of the same text."""
            if not all(value is None or hasattr(value, "__clause_element__") for value in other):
                raise TypeError(f"an encrypted column cannot be compared ({op}): use its blind index")
            return super().operate(op, *other, **more)

    comparator_factory = Comparator

    def written(self, value: T) -> str:
        """The value as text."""
        raise NotImplementedError

    def read(self, text: str) -> T:
        """The value again."""
        raise NotImplementedError

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """Encrypt."""
        if value is None or value == self.empty:
            return None if value is None else ""
        return keyring_of(dialect).encrypt(self.written(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> T | None:
        """Decrypt."""
        if value is None or value == "":
            return None if value is None else copy(self.empty)
        return self.read(keyring_of(dialect).decrypt(value))


class EncryptedText(Encrypted[str]):
    """Text that is personal."""

    cache_ok = True

    def written(self, value: str) -> str:
        """As it is."""
        return value

    def read(self, text: str) -> str:
        """As it is."""
        return text


class EncryptedDate(Encrypted[date]):
    """A day that is personal."""

    cache_ok = True

    def written(self, value: date) -> str:
        """ISO 8601."""
        return value.isoformat()

    def read(self, text: str) -> date:
        """From ISO 8601."""
        return date.fromisoformat(text)


class EncryptedJson(Encrypted[Any]):
    """A JSON object with something personal in it."""

    cache_ok = True
    empty: Any = {}

    def written(self, value: Any) -> str:
        """JSON."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def read(self, text: str) -> Any:
        """From JSON."""
        return json.loads(text)


def _email(text: str) -> str:
    return text.strip().lower()


def _phone(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit() or letter == "+")


def _as_it_is(text: str) -> str:
    return text


NORMAL: dict[str, Callable[[str], str]] = {"email": _email, "phone": _phone, "value": _as_it_is}
"""What values of a kind are brought to, so that the same address or number has the same index."""


class BlindIndex(TypeDecorator[str]):
    """The blind index of another column of the same row, given as that column's plain text.

    Args:
        source: The column, which is also the kind of value: `email`, `phone`, or `value` for what is normal already.
        generation: Which key, from the one in force on; for look-ups while keys are rotated.
    """

    impl = String(64)
    cache_ok = True

    def __init__(self, source: str, generation: int = 0) -> None:
        super().__init__()
        self.source = source
        self.generation = generation

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Hash; no value has no index."""
        normal = NORMAL[self.source](value or "")
        return keyring_of(dialect).index(self.source, normal, self.generation) if normal else None


def of_column(name: str) -> Callable[[DefaultExecutionContext], Any]:
    """A column default: what the same row has in another column."""
    return lambda context: context.get_current_parameters().get(name)  # type: ignore[no-untyped-call]


def looked_up(column: InstrumentedAttribute[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a blind index is one of these plain values, under any key of the ring."""
    source = column.type.source
    return or_(
        *(
            column.in_([type_coerce(value, BlindIndex(source, generation)) for value in values])
            for generation in range(MOST_KEYS)
        )
    )
