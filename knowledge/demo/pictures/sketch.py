"""The sheet a product is drawn on, and the register of what can be drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from .palette import Tones, close_matches, tones

Item = TypeVar("Item")
MIRROR = "matrix(-1 0 0 1 400 0)"


class UnknownKind(ValueError):
    """Raised for a kind of product nobody has drawn."""


class Chance:
    """Choices that depend on a seed and on what is chosen, never on the order of asking."""

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def number(self, about: str, below: int) -> int:
        """A whole number from 0 up to, not including, the bound."""
        digest = hashlib.sha256(f"{self._seed}\x1f{about}".encode()).digest()
        return int.from_bytes(digest[:6], "big") % below

    def span(self, about: str, low: int, high: int) -> int:
        """A whole number between the two, both included."""
        return low + self.number(about, high - low + 1)

    def pick(self, about: str, choices: Sequence[Item]) -> Item:
        """One of the choices."""
        return choices[self.number(about, len(choices))]

    def name(self) -> str:
        """A short mark of the seed, fit for an id inside the picture."""
        return "p" + hashlib.sha256(self._seed.encode()).hexdigest()[:8]


def _is_word(name: str, word: str) -> bool:
    return name.rstrip("s") == word.rstrip("s")


def _is_part(name: str, word: str) -> bool:
    return len(name) > 3 and name.rstrip("s") in word


class Sketch:
    """Collects the shapes of one product; closed shapes carry an outline, flat ones do not."""

    def __init__(self, tone: Tones, chance: Chance, woven: bool, hint: str = "") -> None:
        self.chance = chance
        self._wished = frozenset(hint.lower().replace("-", " ").split())
        self._key = chance.name()
        self._defs: list[str] = []
        self._parts: list[str] = []
        self.tone = replace(tone, base=self._weave(tone)) if tone.mixed and woven else tone

    def span(self, about: str, low: int, high: int) -> int:
        """A seeded whole number between the two."""
        return self.chance.span(about, low, high)

    def pick(self, about: str, choices: Sequence[Item]) -> Item:
        """A seeded choice, among those the hint speaks of if it speaks of any."""
        named = [(choice, choice) for choice in choices if isinstance(choice, str) and len(choice) > 2]
        for meant in (_is_word, _is_part):
            wished = [choice for choice, name in named if any(meant(name, word) for word in self._wished)]
            if wished:
                return self.chance.pick(about, wished)
        return self.chance.pick(about, choices)

    def path(self, d: str, fill: str | None = None, shade: float = 0) -> None:
        """A closed outlined shape, in the product's colour unless told, darkened by a share."""
        self._parts.append(f'<path d="{d}" fill="{fill or self.tone.base}"/>')
        if shade:
            self.shade(d, shade)

    def rect(self, x: float, y: float, w: float, h: float, r: float = 0, fill: str | None = None) -> None:
        """An outlined rectangle with rounded corners."""
        radius = f' rx="{r:g}"' if r else ""
        size = f'x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"'
        self._parts.append(f'<rect {size}{radius} fill="{fill or self.tone.base}"/>')

    def oval(self, x: float, y: float, rx: float, ry: float = 0, fill: str | None = None) -> None:
        """An outlined ellipse; a circle if only one radius is given."""
        size = f'cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry or rx:g}"'
        self._parts.append(f'<ellipse {size} fill="{fill or self.tone.base}"/>')

    def flat(self, d: str, fill: str, opacity: float = 1) -> None:
        """A shape without an outline."""
        see = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        self._parts.append(f'<path d="{d}" fill="{fill}"{see} stroke="none"/>')

    def shade(self, d: str, opacity: float = 0.12) -> None:
        """Darken what lies under a shape, whatever its colour."""
        self.flat(d, "#15122e", opacity)

    def shine(self, d: str, opacity: float = 0.35) -> None:
        """Lighten what lies under a shape."""
        self.flat(d, "#fff", opacity)

    def dot(self, x: float, y: float, r: float, fill: str | None = None, opacity: float = 1) -> None:
        """A small round mark without an outline."""
        see = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        colour = fill or self.tone.line
        self._parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{colour}"{see} stroke="none"/>')

    def spots(
        self, places: Iterable[tuple[float, float]], size: float, fill: str | None = None, opacity: float = 1
    ) -> None:
        """Many round marks of one size and colour."""
        see = f' stroke-opacity="{opacity:g}"' if opacity < 1 else ""
        d = "".join(f"M{x:g} {y:g}h.1" for x, y in places)
        look = f'stroke="{fill or self.tone.line}" stroke-width="{size:g}"{see}'
        self._parts.append(f'<path d="{d}" fill="none" {look}/>')

    def line(self, d: str, colour: str | None = None, width: float = 3, dash: str = "") -> None:
        """An open stroke: seams, cords, cracks of light."""
        gaps = f' stroke-dasharray="{dash}"' if dash else ""
        look = f'stroke="{colour or self.tone.line}" stroke-width="{width:g}"{gaps}'
        self._parts.append(f'<path d="{d}" fill="none" {look}/>')

    def stitch(self, d: str, colour: str | None = None) -> None:
        """A row of stitches."""
        self.line(d, colour, 2, "6 5")

    def cord(self, d: str, colour: str, width: float) -> None:
        """A thick outlined stroke: straps, tubes, handles."""
        self.line(d, self.tone.edge, width + 5)
        self.line(d, colour, width)

    @contextmanager
    def placed(self, transform: str) -> Iterator[None]:
        """What is drawn inside is moved, turned or scaled."""
        self._parts.append(f'<g transform="{transform}">')
        yield
        self._parts.append("</g>")

    @contextmanager
    def mirrored(self) -> Iterator[None]:
        """What is drawn inside appears on the left as drawn and again on the right."""
        start = len(self._parts)
        yield
        drawn = "".join(self._parts[start:])
        self._parts.append(f'<g transform="{MIRROR}">{drawn}</g>')

    @contextmanager
    def inside(self, d: str) -> Iterator[None]:
        """What is drawn inside shows only within a shape."""
        key = f"{self._key}c{len(self._defs)}"
        self._defs.append(f'<clipPath id="{key}"><path d="{d}"/></clipPath>')
        self._parts.append(f'<g clip-path="url(#{key})">')
        yield
        self._parts.append("</g>")

    def _weave(self, tone: Tones) -> str:
        """Define the pattern that a multicoloured fabric carries; gives its fill."""
        one, two, three, four, pale = tone.parts
        key = f"{self._key}m"
        kind = self.pick("weave", ("bands", "checks", "blots"))
        turn = self.pick("weave turn", (0, 12, 90, 102) if kind == "bands" else (0, 20, 45))
        if kind == "bands":
            stripes = (
                (0, 18, one),
                (18, 8, pale),
                (26, 14, two),
                (40, 18, three),
                (58, 6, pale),
                (64, 14, four),
            )
            cells = "".join(f'<path d="M0 {y}h78v{h}h-78z" fill="{c}"/>' for y, h, c in stripes)
            size = 78
        elif kind == "checks":
            squares = ((0, 0, one), (36, 0, pale), (0, 36, two), (36, 36, three))
            cells = "".join(f'<path d="M{x} {y}h36v36h-36z" fill="{c}"/>' for x, y, c in squares)
            size = 72
        else:
            spots = ((14, 16, one), (44, 8, two), (36, 40, three), (8, 46, four), (60, 32, one))
            dots = "".join(f'<circle cx="{x}" cy="{y}" r="8" fill="{c}"/>' for x, y, c in spots)
            cells = f'<path d="M0 0h70v60h-70z" fill="{pale}"/>{dots}'
            size = 70
        height = 60 if kind == "blots" else size
        frame = f'width="{size}" height="{height}" patternUnits="userSpaceOnUse"'
        turned = f' patternTransform="rotate({turn})"' if turn else ""
        self._defs.append(f'<pattern id="{key}" {frame}{turned}><g stroke="none">{cells}</g></pattern>')
        return f"url(#{key})"

    def sheet(self, title: str, floor: int, reach: int, centre: int) -> str:
        """The finished picture: background, shadow on the ground and the product."""
        tone, key = self.tone, self._key
        soft = (
            f'<radialGradient id="{key}s"><stop offset=".35" stop-color="#221d36" stop-opacity=".3"/>'
            '<stop offset="1" stop-color="#221d36" stop-opacity="0"/></radialGradient>'
        )
        return "".join(
            (
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img">',
                f"<title>{title}</title><defs>{soft}{''.join(self._defs)}</defs>",
                f'<rect width="400" height="400" fill="{tone.ground}"/>',
                f'<circle cx="200" cy="196" r="172" fill="{tone.disc}"/>',
                f'<ellipse cx="{centre}" cy="{floor}" rx="{reach}" ry="13" fill="url(#{key}s)"/>',
                f'<g stroke="{tone.edge}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round">',
                *self._parts,
                "</g></svg>",
            )
        )


Painter = Callable[[Sketch], None]


@dataclass(frozen=True)
class Picture:
    """How a kind is drawn, where its shadow falls and how it is called in a title."""

    paint: Painter
    title: str
    floor: int
    reach: int
    centre: int
    woven: bool


PICTURES: dict[str, Picture] = {}


def picture(
    kind: str,
    *,
    floor: int = 346,
    reach: int = 130,
    centre: int = 200,
    woven: bool = False,
    title: str = "",
) -> Callable[[Painter], Painter]:
    """Register a function as the drawing of a kind; woven things carry a pattern if multicoloured."""

    def register(paint: Painter) -> Painter:
        if kind in PICTURES:
            raise ValueError(f"{kind} is drawn twice")
        PICTURES[kind] = Picture(paint, title or kind.replace("_", " "), floor, reach, centre, woven)
        return paint

    return register


def known_kind(kind: str) -> Picture:
    """The drawing of a kind; raise UnknownKind if there is none."""
    if kind not in PICTURES:
        raise UnknownKind(f"unknown kind {kind!r}{close_matches(kind, PICTURES)}")
    return PICTURES[kind]


def start(kind: str, colour: str, seed: str, woven: bool, hint: str) -> Sketch:
    """An empty sketch in the tones of a colour, with the seed's own choices."""
    chance = Chance(f"{kind}\x1f{seed}")
    return Sketch(tones(colour, chance.pick, chance.pick), chance, woven, hint)
