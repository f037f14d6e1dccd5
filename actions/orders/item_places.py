"""The parts of a message around the names of items: what is said of which, and which of those alike is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actions.orders.item_names import Item, Mention
from actions.orders.option_names import spoken
from actions.turn import Turn
from knowledge.aftersales.option_values import said_values, tokens
from knowledge.catalogue.words import singular

_NOT_THAT = re.compile(
    r"\b(?:not|keep|keeping|without|except|instead of|rather than|leave out)"
    r"(?:\s+(?:for\s+)?(?:the|my|this|that|these|those)(?:\s+\w+){0,2})?\s*$"
    r"|(?:不是|不退|不换|留下)\s*(?:\w{0,4}的)?$",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:except(?: for)?|but not|apart from|other than|excluding|besides)\b.*$"
    r"|除了?(?:.+?)(?:以外|之外|外|[，,]|其他|其它|都|$)",
    re.IGNORECASE | re.DOTALL,
)
_PART_ENDS = re.compile(r"[,;.!?，；。！？、]|\b(?:and|also|then|plus)\b|还有|另外|以及|和", re.IGNORECASE)
_BECOMES = re.compile(r"\b(?:to|for|into|with|so|instead|but)\b|换|改", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?<!that's )(?<!at )(?<!after )(?:all|both|every|each)\b(?! right| good| fine)|所有|全部|两[个件双条只台]|都",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(one|two|three|four|[1-4])(?: of)?(?: (?:the|my|these|those))?"
    r"(?: (?!weeks?|days?|months?|years?|hours?)[\w-]+){0,3} ?$"
    r"|([一两二三四])[个件双条只台瓶](?:\w{0,4}的)?$",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
OTHER = re.compile(r"\b(?:an)?other\b|\bone more\b|另一|另外", re.IGNORECASE)
# "The small one", "the other": no name of its own, but something like what was named before.
_LIKE_BEFORE = re.compile(
    r"\bthe (?:(?!one)\w+ ){1,3}ones?\b|\bthe others?\b(?: ones?\b)?"
    r"|[\u4e00-\u9fff]{1,3}的那[件个双条只台]|另一[件个双条只台]",
    re.IGNORECASE,
)
# Things that come in twos: "the boots" are one item.
_PAIRS = frozenset(
    "boot shoe sneaker trainer sandal slipper sock glove mitten heel loafer earbud headphone earphone glass"
    " short jean trouser pant legging skate scissor".split()
)


@dataclass(frozen=True)
class Place:
    """A mention with the part of the message around it, as offsets."""

    start: int
    end: int
    mention: Mention

    def is_now(self, text: str) -> tuple[int, int]:
        """The beginning of the part, which tells what an item is and not yet what it shall become."""
        change = _BECOMES.search(text, self.mention.end, self.end)
        return self.start, change.start() if change is not None else self.end


def with_likes(text: str, named: Sequence[Mention]) -> list[Mention]:
    """Mentions with those that only say "the small one" of what was named before, where there is more than one."""
    found = list(named)
    for like in _LIKE_BEFORE.finditer(text):
        before = [each for each in named if each.end <= like.start()]
        overlaps = any(like.start() < each.end and each.start < like.end() for each in named)
        if (
            before
            and not overlaps
            and len(before[-1].items) > 1
            and not _is_target(text, before[-1], like.start())
        ):
            found.append(Mention(*like.span(), before[-1].items))
    return sorted(found, key=lambda mention: mention.start)


def is_left_out(text: str, place: Place) -> bool:
    """Whether an item is named as not meant: "not the tee", "all but the tee"."""
    at, but = place.mention.start, _BUT.search(text)
    return _NOT_THAT.search(text[:at]) is not None or (but is not None and but.start() <= at < but.end())


def _is_target(text: str, before: Mention, start: int) -> bool:
    """Whether what follows is what the thing before shall become: "the blue bottle for the red bottle"."""
    change = list(_BECOMES.finditer(text, before.end, start))
    return bool(change) and _PART_ENDS.search(text, change[-1].end(), start) is None


def cut(text: str, named: Sequence[Mention]) -> Iterator[Place]:
    """The message cut before each mention but the first, where a part of the sentence ends."""
    own = [
        each
        for place, each in enumerate(named)
        if not (place and _shares(named[place - 1], each) and _is_target(text, named[place - 1], each.start))
    ]
    starts = [0]
    for before, after in pairwise(own):
        ends = [match.end() for match in _PART_ENDS.finditer(text, before.end, after.start)]
        starts.append(ends[-1] if ends else after.start)
    for place, mention in enumerate(own):
        yield Place(starts[place], starts[place + 1] if place + 1 < len(starts) else len(text), mention)


def _shares(one: Mention, other: Mention) -> bool:
    return not {item.line.name for item in one.items}.isdisjoint(item.line.name for item in other.items)


def rivals(turn: Turn, place: Place, focus: str | None) -> tuple[Item, ...]:
    """Of the items that a name fits, those of the order talked about, then those told apart by options and price."""
    items = place.mention.items
    near = tuple(item for item in items if item.order.number == focus) or items
    near = by_price(turn, place, described(turn, place, near))
    return tuple(item for item in near if item.left > 0) or near


def described(turn: Turn, place: Place, items: Sequence[Item]) -> tuple[Item, ...]:
    """Of items that a name fits alike, those of whose option values most are said; all when that tells nothing."""
    if len(items) < 2:
        return tuple(items)
    options: dict[str, list[str]] = {}
    for item in items:
        for name, value in item.line.options.items():
            options.setdefault(name, []).append(value)
    start, end = place.is_now(turn.text)
    unique = {name: list(dict.fromkeys(values)) for name, values in options.items()}
    named = said_values(tokens(turn.text[start:end]), unique, spoken(turn.words))
    told = {(each.option, each.value) for each in named if not each.excluded}
    values = {
        str(each.value) for each in turn.entities if each.role != "exclude" and start <= each.start < end
    }

    def hits(item: Item) -> int:
        own = item.line.options.items()
        return sum((name, value) in told or value in values for name, value in own)

    best = max(map(hits, items), default=0)
    return tuple(item for item in items if hits(item) == best)


def by_price(turn: Turn, place: Place, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The cheaper or the dearer one, where the message says so of what there is now."""
    start, end = place.is_now(turn.text)
    direction = next(
        (
            each.value
            for each in turn.entities
            if each.entity == "relative_price" and each.role != "exclude" and start <= each.start < end
        ),
        None,
    )
    if direction not in ("lower", "lowest", "higher", "highest"):
        return items
    pick = min if direction in ("lower", "lowest") else max
    return (pick(items, key=lambda item: item.line.unit_minor),)


def sorted_out(turn: Turn, place: Place, items: Sequence[Item]) -> tuple[Item, ...]:
    """Which of items that fit alike are meant, by how many are spoken of; none when it cannot be told."""
    start, end = place.is_now(turn.text)
    number = _count(turn.text[start : place.mention.start])
    several = is_several(turn, place)
    if len(items) > 1 and number is not None and number > 1:
        return _so_many(items, number)
    if len(items) > 1 and several and number is None:
        return tuple(items)
    if len({(item.order.number, item.line.sku) for item in items}) == 1:
        # Lines of the very same thing in one order
        return tuple(items[: 2 if OTHER.search(turn.text, start, end) else 1])
    in_time = tuple(item for item in items if item.in_time) or tuple(items)
    return in_time if len(in_time) == 1 else ()


def is_several(turn: Turn, place: Place) -> bool:
    """Whether a part of a message is about more than one item."""
    start, end = place.is_now(turn.text)
    return _SEVERAL.search(turn.text, start, end) is not None or _is_plural(turn.text, place.mention)


def _count(before: str) -> int | None:
    """How many are said right before a name, with what describes them between."""
    found = _COUNT.search(before)
    if found is None:
        return None
    word = (found[1] or found[2]).casefold()
    return _NUMBERS.get(word) or int(word)


def _so_many(items: Sequence[Item], number: int) -> tuple[Item, ...]:
    """So many items: a line of so many, all of an order, or all there are; none when others could be meant too."""
    lines = [item for item in items if item.line.quantity == number]
    if len(lines) == 1:
        return (lines[0],)
    by_order: dict[str, list[Item]] = {}
    for item in items:
        by_order.setdefault(item.order.number, []).append(item)
    groups = [group for group in by_order.values() if len(group) == number]
    if len(groups) == 1:
        return tuple(groups[0])
    return tuple(items) if len(items) == number else ()


def _is_plural(text: str, mention: Mention) -> bool:
    """Whether a name is said of more than one, though it is the name of one and of nothing that comes in twos."""
    said = text[mention.start : mention.end].casefold().split()
    if not said:
        return False
    last = said[-1]
    names = {word for item in mention.items for word in item.line.name.casefold().split()}
    return singular(last) not in {last, *_PAIRS} and last not in names
