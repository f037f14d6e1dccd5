"""Which items of which orders a message means, and which part of the message is about each.

One reading for every errand: names, kinds, colours and sizes, counts ("the two blue bottles"), "all but", "not the
tee", places in a list, "the small one" after a tee. "Make the keyboard clicky, and the two T-shirts purple" means
three items in two parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from actions.orders.item_names import Item, Mention, bought, mentions
from actions.orders.item_places import (
    OTHER,
    Place,
    by_price,
    cut,
    described,
    is_left_out,
    is_several,
    rivals,
    sorted_out,
    with_likes,
)
from actions.turn import Turn
from knowledge.orders.models import Order

ALL = "all"
_EVERYTHING = re.compile(
    r"\b(?:everything|all of (?:it|them|those|these)|(?:all|every) .{0,12}\b(?:items?|things|stuff|products)"
    r"|(?:the )?(?:whole|entire) order)\b|全部|所有|整单|全都|都退|都要退|都换",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:two|three)\b|两", re.IGNORECASE)
_ALL_ORDERS = re.compile(
    r"\b(?:all|both|every)\b.{0,20}\borders?\b|\bthings ordered\b|所有订单", re.IGNORECASE
)


@dataclass(frozen=True)
class Part:
    """The part of a message that is about items."""

    text: str
    at: int
    """Where the items are named, as an offset in the message."""
    items: tuple[Item, ...]
    """The items it may be about."""
    all: bool = False
    """Whether it is about all of them; with more than one item and not all, one of them is meant."""

    @property
    def sure(self) -> bool:
        """Whether it is known which items are meant."""
        return self.all or len(self.items) == 1

    @property
    def likely(self) -> tuple[Item, ...]:
        """The items meant, the first of them where nobody knows which."""
        return self.items if self.all else self.items[:1]


@dataclass(frozen=True)
class ItemsSaid:
    """What a message says of items."""

    parts: tuple[Part, ...] = ()
    left_out: tuple[Item, ...] = ()
    """Items that are named as not meant."""
    everything: bool = False
    """Whether all items are meant and nobody knows yet of which order."""

    def __bool__(self) -> bool:
        return bool(self.parts or self.left_out or self.everything)

    @property
    def items(self) -> list[Item]:
        """The items that are certainly meant."""
        return [item for part in self.parts if part.sure for item in part.items]

    @property
    def doubtful(self) -> tuple[Part, ...]:
        """The parts of which one item among several is meant."""
        return tuple(part for part in self.parts if not part.sure)

    @property
    def likely(self) -> list[Item]:
        """One item at least for each part."""
        return [item for part in self.parts for item in part.likely]


def item_said(turn: Turn, orders: Sequence[Order]) -> Item | None:
    """The item that a message most likely means; None when it names none."""
    return next(iter(items_said(turn, bought(orders)).likely), None)


def items_said(
    turn: Turn, items: Sequence[Item], *, focus: str | None = None, listed: bool = False
) -> ItemsSaid:
    """What a message says of these items, which are newest first.

    `focus` is the order being talked about; `listed` when its items were just shown, so that "the second" is one of
    them.
    """
    here = [item for item in items if item.order.number == focus]
    if listed and turn.entity("choice") != ALL and (placed := _at_places(turn, here or items)):
        return _these(placed)
    if says_everything(turn, items):
        return _everything(turn, items, here)
    return items_by_name(turn, items, focus)


def says_everything(turn: Turn, items: Sequence[Item]) -> bool:
    """Whether a message means all items there are, and not only all of a name ("all jackets")."""
    if turn.entity("choice") == ALL:
        return True
    found = _EVERYTHING.search(turn.text)
    return found is not None and not any(
        found.start() < each.end and each.start <= found.end() + 1 for each in mentions(turn, items)
    )


def one_of(turn: Turn, items: Sequence[Item]) -> list[Item]:
    """Which of some items that one name fits alike is meant, by place, options, price or number; none when untold."""
    pressed = [item for item in items if str(item.line.id) == str(turn.entity("line"))]
    if pressed or (pressed := _at_places(turn, items)):
        return pressed
    if turn.entity("choice") == ALL:
        return list(items)
    whole = Place(0, len(turn.text), Mention(0, 0, tuple(items)))
    told = by_price(turn, whole, described(turn, whole, items))
    if len(told) < len(items):
        return list(sorted_out(turn, whole, told))
    return list(items) if is_several(turn, whole) or _BOTH.search(turn.text) else []


def best_described(turn: Turn, items: Sequence[Item]) -> tuple[Item, ...]:
    """Of items, those of whose option values a message says most; all when that tells nothing."""
    return described(turn, Place(0, len(turn.text), Mention(0, 0, ())), items)


def _these(items: Sequence[Item]) -> ItemsSaid:
    return ItemsSaid(tuple(Part("", 0, (item,)) for item in items))


def _at_places(turn: Turn, items: Sequence[Item]) -> list[Item]:
    """The items at the places said, counted from 1; -1 is the last."""
    places = [int(place) for place in turn.values("ordinal")]
    return [
        items[place - 1 if place > 0 else place] for place in places if place and abs(place) <= len(items)
    ]


def _everything(turn: Turn, items: Sequence[Item], here: Sequence[Item]) -> ItemsSaid:
    left = [item for item in items if item.left > 0]
    if here:
        meant = [item for item in here if item.left > 0] or list(here)
    elif len({item.order.number for item in left}) == 1 or _ALL_ORDERS.search(turn.text):
        meant = left
    else:
        return ItemsSaid(everything=True)
    # What is named as not meant may be all that is left; then it is for the policy to say that the rest is gone.
    whole = list(here) or list(items)
    out = items_by_name(turn, whole).left_out
    kept = [item for item in meant if item not in out] or [item for item in whole if item not in out]
    return ItemsSaid((Part(turn.text, 0, tuple(kept), all=True),) if kept else (), out)


def items_by_name(turn: Turn, items: Sequence[Item], focus: str | None = None) -> ItemsSaid:
    """The parts of a message that name items, whether or not it also speaks of all there are."""
    pressed = turn.entity("line")
    if pressed is not None:
        return _these([item for item in items if str(item.line.id) == str(pressed)])
    out: list[Item] = []
    parts: dict[int, Part] = {}
    places = list(cut(turn.text, with_likes(turn.text, mentions(turn, items))))
    told = [(place, rivals(turn, place, focus)) for place in places]
    # What is told apart best comes first: of "the tee and the large tee" the first is another one.
    for place, fitting in sorted(told, key=lambda each: (len(each[1]), each[0].start)):
        if is_left_out(turn.text, place):
            out += fitting
        elif (same := _once_more(turn, place, fitting, parts)) is not None:
            parts[same] = _longer(parts[same], turn.text[place.start : place.end], place)
        else:
            used = {item.line.id for part in parts.values() if part.sure for item in part.items}
            free = tuple(item for item in fitting if item.line.id not in used)
            if free:
                parts[place.start] = _part(turn, place, free)
    found = _in_one_order([parts[start] for start in sorted(parts)])
    return ItemsSaid(tuple(found), tuple(out))


def _part(turn: Turn, place: Place, fitting: tuple[Item, ...]) -> Part:
    meant = sorted_out(turn, place, fitting)
    text = turn.text[place.start : place.end]
    return Part(text, place.mention.start, meant or fitting, all=len(meant) > 1)


def _once_more(turn: Turn, place: Place, fitting: Sequence[Item], parts: Mapping[int, Part]) -> int | None:
    """The part that a name belongs to which says once more, or less exactly, what was named elsewhere."""
    if is_several(turn, place) or OTHER.search(turn.text, place.start, place.mention.end):
        return None
    lines = {item.line.id for item in fitting}
    return next(
        (start for start, part in parts.items() if {item.line.id for item in part.items} <= lines), None
    )


def _longer(part: Part, text: str, place: Place) -> Part:
    before = place.mention.start < part.at
    return replace(part, text=f"{text} {part.text}" if before else f"{part.text} {text}")


def _in_one_order(parts: Sequence[Part]) -> list[Part]:
    """Of items that a name fits alike, those in the order that the other parts are about."""
    orders = {item.order.id for part in parts if part.sure for item in part.items}
    if not orders and len(parts) > 1:
        common = set.intersection(*({item.order.id for item in part.items} for part in parts))
        orders = common if len(common) == 1 else set()
    near = [tuple(item for item in part.items if item.order.id in orders) for part in parts]
    return [
        replace(part, items=items) if items and not part.sure else part
        for part, items in zip(parts, near, strict=True)
    ]
