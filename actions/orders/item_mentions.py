"""Which items of which orders a message names, and which part of the message is about each.

"Make the keyboard clicky, and the two T-shirts purple" is about three items in two parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from actions.orders.option_names import spoken
from actions.turn import Turn
from actions.words import Words
from knowledge.advice.constraints import type_matches
from knowledge.aftersales.option_values import Token, said_values, tokens
from knowledge.orders.models import Order, OrderLine

Bought = tuple[Order, OrderLine]

_SPELLING = 85
"""Similarity (0 to 100) from which a misspelt word of a name counts as said."""
_PART_ENDS = re.compile(r"[,;.!?，；。！？、]|\b(?:and|also|then|plus)\b|还有|另外|以及|和", re.IGNORECASE)
_BECOMES = re.compile(r"\b(?:to|for|into|with|so|instead|but)\b|换|改", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|both|every|each)\b|所有|全部|两(?:个|件|双)都|都", re.IGNORECASE)
_WINDOW = 3
"""Tokens in which the words of one name stand."""
_LEAST = 0.4
"""The share of its name that must be said of an item when the last word is not: half of two words."""
_KIND = 0.55
"""What a kind of thing counts: less than a word of the name, so that a "headphone adapter" is no headphone."""
_LAST, _OTHER, _WHOLE = 0.6, 0.2, 0.3
"""What the last word of a name counts, each other word, and the whole; "jacket" is any jacket alike."""


@dataclass(frozen=True)
class Mention:
    """A place of a message (offsets) that names items: one, or several that the name fits alike."""

    start: int
    end: int
    items: tuple[Bought, ...]


@dataclass(frozen=True)
class Part:
    """The part of a message that is about an item."""

    text: str
    items: tuple[Bought, ...]
    """The items it may be about; more than one when its words fit them alike, or are about all of them."""
    all: bool
    """Whether it is about all of them."""


def parts(turn: Turn, orders: Sequence[Order]) -> list[Part]:
    """The parts of a message, each with the items it names; none when no item is named."""
    bought = [(order, line) for order in orders for line in order.lines]
    pressed = turn.entity("line")
    if pressed is not None:
        chosen = tuple(each for each in bought if str(each[1].id) == str(pressed))
        return [Part("", chosen, all=False)] if chosen else []
    named = _merged(mentions(turn, bought))
    found = []
    used: set[int] = set()
    for mention, text in _cut(turn.text, named):
        free = tuple(each for each in mention.items if each[1].id not in used)
        is_now = _before_change(turn.text, text, mention)
        items = described(turn.words, is_now, free)
        if not items:
            continue
        every = _ALL.search(is_now) is not None and len(items) > 1
        if not every and is_now == text:
            items = described(turn.words, text, items)
        used |= {line.id for _, line in (items if every else items[:1])}
        found.append(Part(text, items, every))
    return [_in_one_order(part, found) for part in found]


def _in_one_order(part: Part, found: Sequence[Part]) -> Part:
    """Of items that a name fits alike, those in an order that other parts are about."""
    others = {
        each.items[0][0].id for each in found if each is not part and (each.all or len(each.items) == 1)
    }
    near = tuple(item for item in part.items if item[0].id in others)
    return replace(part, items=near) if near and not part.all else part


def _merged(found: Sequence[Mention]) -> list[Mention]:
    """Mentions in their order; one of the same thing once more ("another kettle" apart) belongs to the first."""
    merged: list[Mention] = []
    for each in sorted(found, key=lambda mention: mention.start):
        last = merged[-1] if merged else None
        if last is not None and each.start < last.end:
            continue
        if last is not None and each.items == last.items and len(each.items) == 1:
            continue
        merged.append(each)
    return merged


def _cut(text: str, named: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """The message cut before each mention but the first, where a part of the sentence ends."""
    starts = [0]
    for before, after in pairwise(named):
        ends = [match.end() for match in _PART_ENDS.finditer(text, before.end, after.start)]
        starts.append(ends[-1] if ends else after.start)
    for place, mention in enumerate(named):
        end = starts[place + 1] if place + 1 < len(starts) else len(text)
        yield mention, text[starts[place] : end]


def _before_change(whole: str, part: str, mention: Mention) -> str:
    """The beginning of a part, which tells what an item is and not yet what it shall become."""
    start = whole.find(part)
    change = _BECOMES.search(whole, mention.end, start + len(part))
    return whole[start : change.start()] if change is not None else part


def described(words: Words, text: str, items: tuple[Bought, ...]) -> tuple[Bought, ...]:
    """Of items that a name fits alike, those of whose option values most are said; all when that tells nothing."""
    if len(items) < 2:
        return items
    options: dict[str, list[str]] = {}
    for _, line in items:
        for name, value in line.options.items():
            options.setdefault(name, []).append(value)
    named = said_values(
        tokens(text), {name: list(dict.fromkeys(each)) for name, each in options.items()}, spoken(words)
    )

    def hits(item: Bought) -> int:
        own = item[1].options
        return len(
            {each.option for each in named if not each.excluded and own.get(each.option) == each.value}
        )

    scores = [hits(item) for item in items]
    best = max(scores)
    return tuple(item for item, score in zip(items, scores, strict=True) if score == best)


def mentions(turn: Turn, bought: Sequence[Bought]) -> list[Mention]:
    """The places that name items, each with the items it names best."""
    said = tokens(turn.text)
    scored: dict[tuple[int, int], list[tuple[float, Bought]]] = {}
    for item in bought:
        for start, end, score in [*_by_name(said, item[1]), *_by_entity(turn, item[1])]:
            scored.setdefault((start, end), []).append((score, item))
    best_first = sorted(
        ((max(score for score, _ in scores), span, scores) for span, scores in scored.items()),
        key=lambda each: (-each[0], each[1]),
    )
    found: list[Mention] = []
    for best, (start, end), scores in best_first:
        if not any(start < other.end and other.start < end for other in found):
            found.append(Mention(start, end, tuple(item for score, item in scores if score == best)))
    return found


def _by_name(said: Sequence[Token], line: OrderLine) -> Iterator[tuple[int, int, float]]:
    """Where a message names an item by words of its name, the last of which says most."""
    # What follows a comma is no name of the thing: "Boxer Briefs, Pack of Four".
    name = [token.text for token in tokens(line.name.partition(",")[0])]
    if not name:
        return
    whole = "".join(name)
    for place, token in enumerate(said):
        run = next(
            (n for n in (1, len(name)) if "".join(each.text for each in said[place : place + n]) == whole), 0
        )
        if run:
            yield token.start, said[place + run - 1].end, 1.5
        elif _same(token.text, name[-1]):
            window = said[max(0, place - _WINDOW) : place]
            others = [each for each in window if any(_same(each.text, word) for word in name[:-1])]
            start = others[0].start if others else token.start
            whole_name = _WHOLE if len(others) == len(name) - 1 else 0.0
            yield start, token.end, _LAST + _OTHER * len(others) + whole_name
        elif any(_same(token.text, word) and len(word) > 3 for word in name[:-1]) and 1 / len(name) >= _LEAST:
            yield token.start, token.end, 1 / len(name)


def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    if len(word) < 5 or len(other) < 5:
        return False
    return other.endswith(word) or word.endswith(other) or fuzz.ratio(word, other) >= _SPELLING


def _by_entity(turn: Turn, line: OrderLine) -> Iterator[tuple[int, int, float]]:
    """Where a message names an item by the product or the kind of thing that the bot found in it."""
    for entity in turn.entities:
        if entity.entity == "product" and entity.value == line.product_id:
            yield entity.start, entity.end, 2.0
        elif entity.entity == "product_type":
            product = turn.shop.catalogue.snapshot().products.get(line.product_id)
            if product is not None and type_matches(product, str(entity.value)):
                yield entity.start, entity.end, _KIND
