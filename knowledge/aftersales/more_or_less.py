"""What is wanted more or less of: "bigger", "less bright", "maximum zoom", "1000 more pieces"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.aftersales.option_order import moved, ordered, shifted
from knowledge.aftersales.option_values import Options, Token, option_named, tokens

Values = dict[str, tuple[str, ...]]

# What each word is about when nothing is named beside it; empty for words that go with anything.
_UP = {
    "bigger": "size", "larger": "size", "longer": "length", "higher": "", "more": "", "brighter": "brightness",
    "taller": "height", "thicker": "thickness", "harder": "difficulty", "heavier": "weight", "biggest": "size",
    "largest": "size", "longest": "length", "highest": "", "most": "", "maximum": "", "max": "", "up": "size",
    "brightest": "brightness", "tallest": "height", "thickest": "thickness", "hardest": "difficulty",
}  # fmt: skip
_DOWN = {
    "smaller": "size", "shorter": "length", "lower": "", "less": "", "fewer": "", "dimmer": "brightness",
    "thinner": "thickness", "easier": "difficulty", "lighter": "weight", "smallest": "size", "shortest": "length",
    "lowest": "", "least": "", "fewest": "", "minimum": "", "easiest": "difficulty", "thinnest": "thickness",
    "dimmest": "brightness", "down": "size",
}  # fmt: skip
_OUTERMOST = frozenset(
    "biggest largest longest highest most maximum max brightest tallest thickest hardest "
    "smallest shortest lowest least fewest minimum easiest thinnest dimmest".split()
)
_CHINESE = {
    "biggest": re.compile("最大"),
    "smallest": re.compile("最小"),
    "bigger": re.compile("大一?(?:点|号|码|些)|更大"),
    "smaller": re.compile("小一?(?:点|号|码|些)|更小"),
    "longer": re.compile("长一?点|更长"),
    "shorter": re.compile("短一?点|更短"),
    "brighter": re.compile("亮一?点|更亮"),
    "dimmer": re.compile("暗一?点|更暗"),
}
_OF_ONE_KIND = {
    "size": ("size", "capacity", "diameter", "volume", "dimensions", "width"),
    "length": ("length", "height", "battery life"),
}
_NEAR = 3
"""Tokens before and after in which an option is looked for."""


def more_or_less(text: str, said: Sequence[Token], now: Mapping[str, str], options: Options) -> Values:
    """The values, option by option, that are more or less than those of now as a message wants it; nearest first."""
    found: Values = {}
    words = [(place, token.text) for place, token in enumerate(said)]
    words += [(len(said), word) for word, pattern in _CHINESE.items() if pattern.search(text)]
    for place, word in words:
        kind = _UP.get(word, _DOWN.get(word))
        option = _option_of(said, place, kind, now, options) if kind is not None else None
        if option is not None and option not in found:
            values = _values(said, place, word, now[option], options[option])
            if values:
                found[option] = tuple(values)
    return found


def _values(said: Sequence[Token], place: int, word: str, now: str, values: Sequence[str]) -> list[str]:
    up = word in _UP
    amount = _amount(said, place)
    exact = shifted(now, values, amount if up else -amount) if amount is not None else None
    if exact is not None:
        return [exact]
    if word in _OUTERMOST:
        return ordered(values)[-1 if up else 0 :][:1]
    return moved(now, values, up=up)


def _option_of(
    said: Sequence[Token], place: int, kind: str, now: Mapping[str, str], options: Options
) -> str | None:
    """The option meant: one named beside the word, else the one of its kind."""
    possible = [name for name in options if name in now and ordered(options[name])]
    beside = said[max(0, place - _NEAR) : place + _NEAR + 1]
    named = next((name for name in possible if partly_named(beside, name)), None)
    if named is not None or not kind:
        return named
    kinds = _OF_ONE_KIND.get(kind, (kind,))
    return next((name for part in kinds for name in possible if part in name.casefold()), None)


def partly_named(beside: Sequence[Token], option: str) -> bool:
    """Whether some words name an option, or one of its longer words ("frame" of "frame size", "bright")."""
    if option_named(beside, option) is not None:
        return True
    words = [token.text for token in beside if len(token.text) >= 4]
    return any(
        len(part.text) >= 4 and any(part.text.startswith(word[:6]) for word in words)
        for part in tokens(option)
    )


def _amount(said: Sequence[Token], place: int) -> float | None:
    """The number just before ("1000 more"), or with what is counted between ("500 pieces less")."""
    for token in reversed(said[max(0, place - 2) : place]):
        if token.text.replace(".", "").isdigit():
            return float(token.text)
    return None


def is_amount(said: Sequence[Token], place: int) -> bool:
    """Whether a token is the number of "more" or "less", and no value."""
    after = {token.text for token in said[place + 1 : place + 3]}
    return said[place].text.isdigit() and bool(after & {"more", "less", "fewer"})
