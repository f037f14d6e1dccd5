"""Pieces of HTML for staff pages, from Jinja templates beside the code that shows them.

Everything put into a template is escaped: messages may hold anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from web import moments


def in_words(value: Any) -> str:
    """A code or a filled value as people read it: `too_small` is "too small", a list is joined."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{in_words(key)}: {in_words(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(item) for item in value)
    text = str(value)
    return text.replace("_", " ") if text.isidentifier() else text


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=ChainableUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(
    ago=moments.ago,
    clock=moments.clock,
    exact=moments.exact,
    day=moments.day,
    month=moments.month,
    in_words=in_words,
)


def fragment(template: str, **facts: Any) -> str:
    """The HTML of a template, named by its path below `web/`."""
    return _environment.get_template(template).render(**facts).strip()
