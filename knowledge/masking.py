"""Personal data made unreadable for those who need the words but not the person."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from knowledge.understanding.masking import without_phones

_EMAIL = re.compile(r"[\w.+%-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_TOKEN = re.compile(r"\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|\bgAAAA[\w-]{60,}={0,2}")
_PASSWORD = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s:/@]+:)[^\s@/]+@")

Mask = Callable[[str], str]


def mask_email(email: str) -> str:
    """An e-mail address with only its first letter and its domain, such as `l…@example.org`."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"


def mask_phone(phone: str) -> str:
    """A telephone number with only its last two digits, such as `…99`; nothing for no number."""
    digits = [letter for letter in phone if letter.isdigit()]
    return f"…{''.join(digits[-2:])}" if digits else ""


def mask_emails(text: str) -> str:
    """A text with every e-mail address in it masked."""
    return _EMAIL.sub(lambda found: mask_email(found.group()), text)


def mask_tokens(text: str) -> str:
    """A text without what opens something: signed tokens (JWT), encrypted values (Fernet), passwords in addresses."""
    text = _TOKEN.sub("<token>", text)
    return _PASSWORD.sub(r"\1<password>@", text)


def mask_contacts(text: str) -> str:
    """A text that may be kept for others to read: no e-mail address, telephone number or token in full."""
    return without_phones(mask_emails(mask_tokens(text)), mask_phone)


def mask_name(name: str) -> str:
    """Initials, such as `L. K.` for Lena Kovač."""
    return " ".join(f"{part[0]}." for part in name.split())


def mask_person(name: str) -> Mask:
    """A function that masks e-mail addresses and this person's name, whole or in parts, in a text."""
    parts = sorted(
        {name.strip(), *(part for part in name.split() if len(part) > 1)} - {""}, key=len, reverse=True
    )
    if not parts:
        return mask_emails
    pattern = re.compile("|".join(_as_a_word(part) for part in parts))
    return lambda text: pattern.sub(lambda found: mask_name(found.group()), mask_emails(text))


def _as_a_word(part: str) -> str:
    # Chinese, Japanese and Korean set no spaces between words.
    if _UNSPACED.search(part):
        return re.escape(part)
    return rf"(?<!\w){re.escape(part)}(?!\w)"


def masked(value: Any, mask: Mask) -> Any:
    """A JSON value with `mask` applied to every text in it (not to keys)."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [masked(item, mask) for item in value]
    if isinstance(value, dict):
        return {key: masked(item, mask) for key, item in value.items()}
    return value
