"""Amounts of money in what a shopper writes."""

from __future__ import annotations

import re

_NUMBER = r"(?P<number>\d{1,6}(?:[.,]\d{1,2})?)"
_MARKED = re.compile(
    rf"(?:[€£$¥]|\beur\b)\s*{_NUMBER}|{_NUMBER.replace('number', 'before')}\s*(?:[€£$¥]|eur(?:os?)?\b|欧元?|块|元)",
    re.I,
)
_PRICED = re.compile(rf"\b(?:for|costs?|was|at|asks?|only)\s+{_NUMBER}(?![\d%])", re.I)
_BARE = re.compile(rf"(?<![\w.,]){_NUMBER}(?![\w%])")


def amount_named(text: str, *, bare: bool = False) -> int | None:
    """The amount a message names, in hundredths of the shop's currency; None for none.

    With `bare`, a number alone is one, since a price was asked for.
    """
    for pattern in (_MARKED, _PRICED, *((_BARE,) if bare else ())):
        match = pattern.search(text)
        if match is not None:
            number = next(value for value in match.groups() if value is not None)
            whole, _, rest = number.replace(",", ".").partition(".")
            return int(whole) * 100 + int(rest.ljust(2, "0") or 0)
    return None
