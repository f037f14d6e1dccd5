"""Which of the shopper's items a message names: one, several, all of an order, all but some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from actions.orders.order_choice import alike
from actions.turn import Turn
from knowledge.advice.constraints import type_matches
from knowledge.catalogue.view import ProductFacts
from knowledge.catalogue.words import singular, words
from knowledge.orders.models import Order, OrderLine

ALL = "all"
_WORD = re.compile(r"[a-zà-öø-ÿ]+|[0-9]+|[\u4e00-\u9fff]", re.IGNORECASE)
_EVERYTHING = re.compile(
    r"\b(?:everything|all of (?:it|them|those|these)|all (?:the |my )?(?:items|things|stuff|products)"
    r"|(?:the )?(?:whole|entire) order)\b|全部|所有|整单|全都|都退|都要退|都换",
    re.IGNORECASE,
)
_ALL_ORDERS = re.compile(
    r"\b(?:all|both|every)\b.{0,20}\borders?\b|\bthings ordered\b|所有订单", re.IGNORECASE
)
_SEVERAL = re.compile(r"\b(?:both|all|two|three|each)\b|两|都", re.IGNORECASE)
_ANOTHER = re.compile(r"\banother\b|\bone more\b|\bthe other\b|另一", re.IGNORECASE)
_BUT = re.compile(
    r"\b(?:except(?: for)?|but not|apart from|other than|excluding|besides)\b(?P<en>.*)$"
    r"|除了?(?P<zh>.+?)(?:以外|之外|外|[，,]|其他|其它|都|$)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_A_NOUN = re.compile(
    r"(?:^|[,&，、]|\b(?:the|my|that|this|a|an|and|or|those|these))\s*$", re.IGNORECASE
)
# Things that come in twos: "the boots" are one item.
_PAIRS = frozenset(
    "boot shoe sneaker trainer sandal slipper sock glove mitten heel loafer earbud headphone earphone glass".split()
)


@dataclass(frozen=True)
class Item:
    """An order line that may be meant."""

    order: Order
    line: OrderLine
    left: int
    """How many of it the shopper has not given back."""
    in_time: bool = True
    """Whether it can still go back for any reason."""
    sealed: bool = False
    """Whether it goes back only with its seal unbroken."""


@dataclass(frozen=True)
class Named:
    """An item that a message names, and where in its text."""

    item: Item
    at: int


@dataclass(frozen=True)
class Choice:
    """What a message names."""

    named: tuple[Named, ...] = ()
    doubtful: tuple[Item, ...] = ()
    """Items that one name fits alike: one of them is meant."""
    everything: bool = False
    """Whether all items are meant and nobody knows yet of which order."""

    def __bool__(self) -> bool:
        return bool(self.named or self.doubtful or self.everything)


@dataclass(frozen=True)
class _Fit:
    item: Item
    hits: frozenset[int]
    """Offsets of the words that name it."""
    score: float
    details: int
    """How many of its options are said."""
    plural: bool


class _Said:
    """The words of a message, with their offsets."""

    def __init__(self, turn: Turn, text: str) -> None:
        self.turn = turn
        self.text = text
        self.tokens = [
            (singular(found.group().lower()), found.start(), found.group().lower())
            for found in _WORD.finditer(text)
        ]

    @cached_property
    def plain(self) -> frozenset[str]:
        """All words in the singular."""
        return frozenset(word for word, _, _ in self.tokens)

    def within(self, start: int, end: int) -> list[tuple[str, int, str]]:
        """The words between two offsets."""
        return [token for token in self.tokens if start <= token[1] < end]


def items_named(
    turn: Turn,
    items: Sequence[Item],
    *,
    focus: str | None = None,
    listed: bool = False,
) -> Choice:
    """The items that a message names among these, which are newest first.

    `focus` is the order being talked about; `listed` when its items were just shown, so that "the second" is one of
    them.
    """
    pressed = turn.entity("line")
    if pressed is not None:
        return Choice(tuple(Named(item, 0) for item in items if str(item.line.id) == str(pressed)))
    said = _Said(turn, turn.text)
    here = [item for item in items if item.order.number == focus]
    if turn.entity("choice") == ALL or _EVERYTHING.search(said.text):
        return _everything(said, items, here)
    if listed and (places := _places(turn, here or items)):
        return Choice(tuple(Named(item, 0) for item in places))
    return _named(said, items, focus)


def one_of(turn: Turn, items: Sequence[Item]) -> list[Item]:
    """Which of some items that one name fits alike is meant, by its place, options or price; none when untold."""
    pressed = [item for item in items if str(item.line.id) == str(turn.entity("line"))]
    if pressed or (pressed := _places(turn, items)):
        return pressed
    said = _Said(turn, turn.text)
    rivals = [_Fit(item, frozenset(), 0.0, _details(said, item), plural=False) for item in items]
    if turn.entity("choice") == ALL:
        return list(items)
    told = turn.entity("relative_price") or _SEVERAL.search(said.text)
    return _meant(said, rivals) if told or any(fit.details for fit in rivals) else []


def _everything(said: _Said, items: Sequence[Item], here: Sequence[Item]) -> Choice:
    left = [item for item in items if item.left > 0]
    orders = {item.order.number for item in left}
    if here:
        meant = [item for item in here if item.left > 0] or list(here)
    elif len(orders) == 1 or _ALL_ORDERS.search(said.text):
        meant = left
    else:
        return Choice(everything=True)
    but = _BUT.search(said.text)
    kept: set[int] = set()
    if but is not None:
        start, end = but.span()
        kept = {each.item.line.id for each in _named(said, meant).named if start <= each.at < end}
    return Choice(tuple(Named(item, 0) for item in meant if item.line.id not in kept))


def _places(turn: Turn, items: Sequence[Item]) -> list[Item]:
    """The items at the places said, counted from 1; -1 is the last."""
    places = [int(place) for place in turn.values("ordinal")]
    return [
        items[place - 1 if place > 0 else place] for place in places if place and abs(place) <= len(items)
    ]


def _named(said: _Said, items: Sequence[Item], focus: str | None = None) -> Choice:
    named_products = said.turn.values("product_type") or said.turn.values("product")
    products = said.turn.shop.catalogue.snapshot().products if named_products else {}
    fits = [
        fit for item in items if (fit := _fit(said, item, products.get(item.line.product_id))) is not None
    ]
    fits.sort(key=lambda fit: (-len(fit.hits), -fit.score))
    claimed: set[int] = set()
    named: list[Named] = []
    doubtful: tuple[Item, ...] = ()
    at = 0
    for fit in fits:
        if fit.hits <= claimed:
            continue
        claimed |= fit.hits
        rivals = [each for each in fits if each.hits == fit.hits]
        rivals = [each for each in rivals if each.item.order.number == focus] or rivals
        meant = _meant(said, rivals)
        if meant:
            named += [Named(item, min(fit.hits)) for item in meant]
        elif not doubtful:
            doubtful, at = tuple(each.item for each in rivals), min(fit.hits)
    # "The bicycle and the puzzle": of two puzzles the one that came with the bicycle.
    together = [item for item in doubtful if item.order in [each.item.order for each in named]]
    if len(together) == 1:
        named.append(Named(together[0], at))
        doubtful = ()
    return Choice(tuple(sorted(named, key=lambda each: each.at)), doubtful)


def _meant(said: _Said, rivals: Sequence[_Fit]) -> list[Item]:
    """Which of the items that a name fits alike; none when it cannot be told."""
    rivals = [fit for fit in rivals if fit.item.left > 0] or list(rivals)
    told = max(fit.details for fit in rivals)
    if told and sum(fit.details == told for fit in rivals) == 1:
        rivals = [fit for fit in rivals if fit.details == told]
    direction = said.turn.entity("relative_price")
    if len(rivals) > 1 and direction in ("lower", "lowest", "higher", "highest"):
        pick = min if direction in ("lower", "lowest") else max
        return [pick(rivals, key=lambda fit: fit.item.line.unit_minor).item]
    if len({(fit.item.order.number, fit.item.line.sku) for fit in rivals}) == 1 and not _SEVERAL.search(
        said.text
    ):
        # Lines of the very same thing in one order
        rivals = rivals[: 2 if _ANOTHER.search(said.text) else 1]
        return [fit.item for fit in rivals]
    if len(rivals) > 1 and (any(fit.plural for fit in rivals) or _SEVERAL.search(said.text)):
        return [fit.item for fit in rivals]
    if len(rivals) > 1:
        rivals = [fit for fit in rivals if fit.item.in_time] or rivals
    return [rivals[0].item] if len(rivals) == 1 else []


def _fit(said: _Said, item: Item, product: ProductFacts | None) -> _Fit | None:
    """How well an item is what is said, by its name and, where the catalogue has it, by its kind."""
    name = words(item.line.name)
    hit = [{at for word, at, _ in said.tokens if word == part or alike(word, part)} for part in name]
    joined = "".join(name[-2:])
    if name and len(name) > 1:
        hit[-1] |= {at for word, at, _ in said.tokens if word == joined}
    hits = {at for each in hit for at in each}
    head = bool(hit) and bool(hit[-1])
    kind = _kind_hits(said, item, product)
    if not (kind or head or sum(map(bool, hit)) > 1 or _stands_for_it(said, hits)):
        return None
    score = sum(map(bool, hit)) / max(1, len(name)) + (0.5 if head else 0.0)
    raw = {word.lower() for word in _WORD.findall(item.line.name)}
    plural = any(
        spelled not in raw and word != spelled and word in raw and word not in _PAIRS
        for word, at, spelled in said.tokens
        if at in hits
    )
    return _Fit(item, frozenset(hits | kind), score, _details(said, item), plural)


def _details(said: _Said, item: Item) -> int:
    """How many words of an item's options are said."""
    options = {part for value in item.line.options.values() for part in words(value)}
    colours = {str(colour) for colour in said.turn.values("colour")}
    return len((options - set(words(item.line.name))) & (said.plain | colours))


def _kind_hits(said: _Said, item: Item, product: ProductFacts | None) -> set[int]:
    """The words by which a message names the item's kind, or the product itself."""
    hits: set[int] = set()
    for entity in said.turn.entities:
        if entity.role == "exclude":
            continue
        span = said.within(entity.start, entity.end)
        if entity.entity == "product" and entity.value == item.line.product_id:
            hits |= {at for _, at, _ in span}
        if entity.entity != "product_type" or product is None:
            continue
        kind = str(entity.value)
        if type_matches(product, kind):
            hits |= {at for _, at, _ in span}
        elif singular(kind.rsplit(maxsplit=1)[-1]) in product.words:
            hits |= {at for word, at, _ in span if word in product.words} or {at for _, at, _ in span[-1:]}
    return hits


def _stands_for_it(said: _Said, hits: set[int]) -> bool:
    """Whether a single word of a name is used for the whole: "the jigsaw" for a jigsaw puzzle."""
    return any(
        len(word) > 4 and at in hits and _BEFORE_A_NOUN.search(said.text[:at]) for word, at, _ in said.tokens
    )
