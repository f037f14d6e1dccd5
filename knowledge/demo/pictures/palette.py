"""Colour names of the shop and the tones a picture is painted with."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Pick = Callable[[str, Sequence[Item]], Item]

COLOURS: dict[str, str] = {
    "black": "#2b2c32",
    "white": "#faf9f6",
    "grey": "#989da3",
    "charcoal": "#4b5058",
    "navy": "#283a66",
    "blue": "#2f6fc4",
    "light blue": "#9cc6e8",
    "teal": "#1f8085",
    "turquoise": "#3dbaba",
    "green": "#429c5e",
    "olive": "#7d7e41",
    "forest green": "#2d5c44",
    "mint": "#a2dcc2",
    "yellow": "#f3ca45",
    "mustard": "#cf9a2e",
    "orange": "#ec8539",
    "coral": "#f07c6a",
    "red": "#d03f3f",
    "burgundy": "#7c283c",
    "pink": "#f0a2b7",
    "lilac": "#bda5dc",
    "purple": "#784aa1",
    "brown": "#774c34",
    "tan": "#ba8651",
    "beige": "#d8c3a0",
    "cream": "#f5e9d0",
    "silver": "#c2c8ce",
    "gold": "#d7ad4c",
    "copper": "#c37b50",
    "transparent": "#e6f3f8",
    "natural": "#dfc89d",
    "multicolour": "#e9785f",
}

# What parts are made of whatever the product's own colour is.
INK = "#343a44"
SCREEN = "#232a36"
STEEL = "#c9d0d6"
STEEL_DARK = "#8e98a2"
WOOD = "#cf9f6b"
WOOD_DARK = "#a87647"
PAPER = "#fbf7ee"
RUBBER = "#43464d"
LEAF = "#5d9a62"
LEAF_DARK = "#3f7549"
BRASS = "#d9b25c"
FLAME = "#f6b443"
SKIN = "#eec3a0"

_MIXES = (
    ("#e9785f", "#f3c34f", "#4fa79c", "#3f5f92", "#f6e7cf"),
    ("#d9586b", "#f2a65a", "#6aaed6", "#5b5f97", "#f7e8d5"),
    ("#4c86c6", "#f2c14e", "#e8735a", "#6bb089", "#fbeedb"),
    ("#b56aa8", "#f29e8e", "#f4cd62", "#5aa9a6", "#f6ead9"),
)
_GROUNDS = ("#efe8dc", "#e5ebef", "#e6ebe2", "#f2e8e2", "#e9e6ee")
_DEEPER_GROUNDS = ("#becdd6", "#d3c3b0", "#bfcdc0", "#cfc2cc")
_ACCENTS = ("#f6ecd9", "#c98f57", "#3c4654", "#e2a23f", "#d9655a", "#5f93b8")


class UnknownColour(ValueError):
    """Raised for a colour the shop does not use."""


@dataclass(frozen=True)
class Tones:
    """The fills of one picture: the product's colour in shades, its company and its background."""

    base: str
    light: str
    dark: str
    deep: str
    line: str
    edge: str
    accent: str
    parts: tuple[str, str, str, str, str]
    ground: str
    disc: str
    glassy: bool = False
    mixed: bool = False


def close_matches(name: str, known: Iterable[str]) -> str:
    """Say which known names resemble one that is not known, for an error message."""
    near = difflib.get_close_matches(name, list(known), n=4, cutoff=0.5)
    return f"; close matches: {', '.join(near)}" if near else ""


def colour_name(colour: str) -> str:
    """Bring a colour to the spelling of the table; raise UnknownColour if it is not there."""
    name = " ".join(colour.lower().replace("-", " ").replace("_", " ").split())
    if name not in COLOURS:
        raise UnknownColour(f"unknown colour {colour!r}{close_matches(name, COLOURS)}")
    return name


def rgb(hex_colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a hex colour; an alpha part is ignored."""
    return int(hex_colour[1:3], 16), int(hex_colour[3:5], 16), int(hex_colour[5:7], 16)


def blend(one: str, other: str, share: float) -> str:
    """Mix two hex colours; share is how much of the other comes in."""
    mixed = (round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def shade(hex_colour: str, share: float) -> str:
    """A darker tone, leaning to a cool night colour so that it does not turn grey."""
    return blend(hex_colour, "#191636", share)


def tint(hex_colour: str, share: float) -> str:
    """A lighter tone, leaning to a warm white."""
    return blend(hex_colour, "#fffaf0", share)


def lab(hex_colour: str) -> tuple[float, float, float]:
    """A colour in CIE Lab, where distances are about as large as they look."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(hex_colour))
    )

    def curve(value: float) -> float:
        return math.cbrt(value) if value > 0.008856 else 7.787 * value + 16 / 116

    x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str) -> float:
    """How different two colours look: below 10 they are hard to tell apart on a small picture."""
    return math.dist(lab(one), lab(other))


def tones(colour: str, pick: Pick[str], pick_mix: Pick[tuple[str, str, str, str, str]]) -> Tones:
    """The tones for a colour of the shop; the picks choose among equals (background, accent, mix)."""
    name = colour_name(colour)
    mix = pick_mix("mix", _MIXES)
    base = mix[0] if name == "multicolour" else COLOURS[name]
    lightness = lab(base)[0]
    pale, night = lightness > 83, lightness < 34
    grounds = _DEEPER_GROUNDS if pale else _GROUNDS
    far = max(distance(base, ground) for ground in grounds)
    ground = pick("ground", [g for g in grounds if distance(base, g) >= min(0.85 * far, 24.0)])
    disc = shade(ground, 0.06) if pale else tint(ground, 0.5)
    accent = pick("accent", [a for a in _ACCENTS if distance(base, a) > 42] or [INK])
    light, dark, deep = tint(base, 0.3), shade(base, 0.17), shade(base, 0.36)
    line, edge = shade(base, 0.36), shade(base, 0.46)
    if night:
        light, dark, deep = tint(base, 0.16), shade(base, 0.3), shade(base, 0.55)
        line, edge = tint(base, 0.34), shade(base, 0.55) if lightness > 22 else tint(base, 0.24)
    elif pale:
        light, dark, deep = tint(base, 0.75), shade(base, 0.1), shade(base, 0.22)
        line, edge = shade(base, 0.3), shade(base, 0.6)
    if name == "multicolour":
        _, light, dark, deep, _ = mix
        return Tones(base, light, dark, deep, "#4a4660", "#463f5c", mix[4], mix, ground, disc, mixed=True)
    if name == "transparent":
        glass = (base + "99", "#ffffffaa", "#b5d3deaa", "#8fb6c5aa")
        parts = (base + "99", "#ffffffaa", "#cfe3eacc", "#b5d3deaa", "#8fb6c5aa")
        return Tones(*glass, "#6f97a8", "#4f7788", "#dfeaee", parts, "#b3c8d1", "#a6bdc8", glassy=True)
    return Tones(base, light, dark, deep, line, edge, accent, (base, light, accent, dark, deep), ground, disc)
