"""Where a message names items of orders: by words of their names, by kind, or by the very product."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from actions.turn import Turn
from knowledge.advice.constraints import type_matches
from knowledge.aftersales.option_values import Token, tokens
from knowledge.catalogue.words import singular
from knowledge.orders.models import Order, OrderLine

_SPELLING = 85
"""Similarity (0 to 100) from which a misspelt word of a name counts as said."""
_WINDOW = 3
"""Tokens in which the words of one name stand."""
_LEAST = 0.4
"""The share of its name that must be said of an item when the last word is not: half of two words."""
_PRODUCT, _EXACT = 2.0, 1.5
_KIND, _NEAR_KIND = 0.55, 0.5
"""What a kind of thing counts: less than a word of the name, so that a "headphone adapter" is no headphone."""
_LAST, _OTHER, _WHOLE = 0.6, 0.2, 0.3
"""What the last word of a name counts, each other word, and the whole; "jacket" is any jacket alike."""
_ALONE = 0.45
"""What one word counts that is used for the whole: "the jigsaw" for a jigsaw puzzle."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
_BEFORE_A_NOUN = re.compile(
    r"(?:^|[,&，、]|\b(?:the|my|that|this|a|an|and|or|those|these|both|two|three))\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Item:
    """An order line that may be meant."""

    order: Order
    line: OrderLine
    left: int = 1
    """How many of it the shopper has not given back."""
    in_time: bool = True
    """Whether it can still go back for any reason."""
    sealed: bool = False
    """Whether it goes back only with its seal unbroken."""


@dataclass(frozen=True)
class Mention:
    """A place of a message (offsets) that names items: one, or several that the name fits alike."""

    start: int
    end: int
    items: tuple[Item, ...]


def bought(orders: Iterable[Order]) -> list[Item]:
    """All items of orders, as ordered."""
    return [Item(order, line, line.quantity) for order in orders for line in order.lines]


def mentions(turn: Turn, items: Sequence[Item]) -> list[Mention]:
    """The places that name items, in their order, each with the items it names best."""
    said = tokens(turn.text)
    scored: dict[tuple[int, int], list[tuple[float, Item]]] = {}
    for item in items:
        for start, end, score in _places(turn, said, item.line):
            scored.setdefault((start, end), []).append((score, item))
    best_first = sorted(
        ((max(score for score, _ in scores), span, scores) for span, scores in scored.items()),
        key=lambda each: (-each[0], each[1]),
    )
    found: list[Mention] = []
    for best, (start, end), scores in best_first:
        if not any(start < other.end and other.start < end for other in found):
            named = {item.line.id: item for score, item in scores if score == best}
            found.append(Mention(start, end, tuple(named.values())))
    return sorted(found, key=lambda mention: mention.start)


def _places(turn: Turn, said: Sequence[Token], line: OrderLine) -> Iterator[tuple[int, int, float]]:
    """Where a message may name an item, and how well; a name and the kind it stands in are one place."""
    by_name = list(_by_name(turn.text, said, line))
    for start, end, score in _by_entity(turn, line):
        within = [each for each in by_name if each[0] < end and start < each[1]]
        best = max([score, *(each[2] for each in within)])
        yield min([start, *(each[0] for each in within)]), max([end, *(each[1] for each in within)]), best
        by_name = [each for each in by_name if each not in within]
    yield from by_name


def _by_name(text: str, said: Sequence[Token], line: OrderLine) -> Iterator[tuple[int, int, float]]:
    """Where a message names an item by words of its name, the last of which says most."""
    # What follows a comma is no name of the thing: "Boxer Briefs, Pack of Four".
    own = line.name.partition(",")[0]
    name = [token.text for token in tokens(own)]
    yield from _in_chinese(text, own)
    if not name or all(_is_chinese(word) for word in name):
        return
    whole = "".join(name)
    for place, token in enumerate(said):
        run = next(
            (n for n in (1, len(name)) if "".join(each.text for each in said[place : place + n]) == whole), 0
        )
        if run:
            yield token.start, said[place + run - 1].end, _EXACT
        elif _same(token.text, name[-1]) or token.text == "".join(name[-2:]):
            window = said[max(0, place - _WINDOW) : place]
            others = [each for each in window if any(_same(each.text, word) for word in name[:-1])]
            start = others[0].start if others else token.start
            whole_name = _WHOLE if len(others) == len(name) - 1 else 0.0
            yield start, token.end, _LAST + _OTHER * len(others) + whole_name
        elif any(_same(token.text, word) and len(word) > 3 for word in name[:-1]):
            yield from _by_one_word(text, said, place, name)


def _by_one_word(
    text: str, said: Sequence[Token], place: int, name: Sequence[str]
) -> Iterator[tuple[int, int, float]]:
    """Where a word of a name stands for the whole, or two of them that are not its last."""
    token, after = said[place], said[place + 1 : place + 2]
    if after and any(_same(after[0].text, word) for word in name[:-1]):
        yield token.start, after[0].end, _ALONE + _OTHER
    elif 1 / len(name) >= _LEAST:
        yield token.start, token.end, 1 / len(name)
    elif len(token.text) > 4 and _BEFORE_A_NOUN.search(text[: token.start]):
        yield token.start, token.end, _ALONE


def _in_chinese(text: str, name: str) -> Iterator[tuple[int, int, float]]:
    """Where a message has the end of a Chinese name, or all of it: two characters of it at least."""
    for run in _CHINESE.findall(name):
        ending = next((run[at:] for at in range(len(run) - 1) if run[at:] in text), "")
        for found in re.finditer(re.escape(ending), text) if ending else ():
            share = len(ending) / len(run)
            yield *found.span(), _EXACT if share == 1 else _LAST + _OTHER * share


def _is_chinese(word: str) -> bool:
    return "\u4e00" <= word <= "\u9fff"


def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    if len(word) < 5 or len(other) < 5:
        return False
    return other.endswith(word) or word.endswith(other) or fuzz.ratio(word, other) >= _SPELLING


def _by_entity(turn: Turn, line: OrderLine) -> Iterator[tuple[int, int, float]]:
    """Where a message names an item by the product or the kind of thing that the bot found in it, wanted or not."""
    for entity in turn.entities:
        if entity.entity == "product" and entity.value == line.product_id:
            yield entity.start, entity.end, _PRODUCT
        elif entity.entity == "product_type":
            product = turn.shop.catalogue.snapshot().products.get(line.product_id or "")
            kind = str(entity.value)
            if product is not None and type_matches(product, kind):
                yield entity.start, entity.end, _KIND
            elif product is not None and singular(kind.rsplit(maxsplit=1)[-1]) in product.words:
                yield entity.start, entity.end, _NEAR_KIND
