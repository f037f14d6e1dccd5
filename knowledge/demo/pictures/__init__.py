"""Pictures of the demo shop's products, drawn as SVG: the same product always looks the same."""

from __future__ import annotations

from . import (
    accessories,
    baby,
    bags,
    care,
    devices,
    electronics,
    furniture,
    games,
    garments,
    home,
    kitchen,
    kitchen_machines,
    outdoor,
    outerwear,
    pets,
    shoes,
    sport,
    stationery,
    textiles,
    tops,
    toys,
    underlayers,
    wheels,
    workshop,
)
from .palette import COLOURS, UnknownColour, colour_name
from .sketch import PICTURES, UnknownKind, known_kind, start

FAMILIES = (
    tops,
    outerwear,
    garments,
    underlayers,
    shoes,
    bags,
    accessories,
    electronics,
    devices,
    kitchen,
    kitchen_machines,
    textiles,
    home,
    furniture,
    sport,
    wheels,
    outdoor,
    care,
    toys,
    games,
    stationery,
    workshop,
    baby,
    pets,
)
KINDS: tuple[str, ...] = tuple(PICTURES)

__all__ = ["COLOURS", "KINDS", "UnknownColour", "UnknownKind", "draw"]


def draw(kind: str, colour: str, seed: str, hint: str = "") -> str:
    """The picture of a product as SVG text.

    The seed (the product's id) settles the small details. The hint, words such as its name and
    keywords, picks among the forms of a kind: "earrings" for jewellery, "espresso" for a coffee machine.
    """
    how = known_kind(kind)
    name = colour_name(colour)
    sketch = start(kind, name, seed, how.woven, hint)
    how.paint(sketch)
    title = f"{name} {how.title}"
    return sketch.sheet(title[0].upper() + title[1:], how.floor, how.reach, how.centre)
