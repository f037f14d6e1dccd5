"""What a shopper is looking for: constraints that must hold, and words that should fit."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from knowledge.advice.ages import is_for_a_teenager, is_for_adults_too
from knowledge.advice.asked import asked_kinds
from knowledge.advice.demands import demand
from knowledge.advice.phrasing import content_words, is_imitation, other_way_round, without_grievance
from knowledge.advice.understood import Understood, completed
from knowledge.catalogue.kind_words import KIND_OF_FORM
from knowledge.catalogue.words import singular, words
from knowledge.language import has_han

# What extraction names "exclude" goes to these fields.
_LISTS = {
    "colour": ("colours", "not_colours"),
    "material": ("materials", "not_materials"),
    "brand": ("brands", "not_brands"),
    "feature": ("features", "not_features"),
    "product_type": ("product_types", "not_product_types"),
}
# What these entities say is held as a constraint: their words are taken out of what is searched by meaning.
_NOT_SEARCHED = frozenset(
    "price_max price_min relative_price ordinal order_number email size colour material brand feature".split()
)


# What people do and when: no quality of a product, although a catalogue may have the word somewhere.
NO_WISHES = frozenset(
    "make made making use used using keep take taken go going come put give gave feel start started begin help work "
    "want wanted wear wearing day time year month week way lot kind sort bit stuff people person someone somebody "
    "always never often again still already soon today tomorrow first last next much many more less very too so "
    "good best better great right own only same other every each all both her his him their my mine hate love like "
    "said tell know think try ll ve re don doesn isn won".split()
)


@dataclass(frozen=True)
class Need:
    """A request as understood so far. Prices are in minor units of the shop's currency."""

    text: str = ""
    """What to search by meaning: the shopper's words without what is held as a constraint."""
    said: str = field(default="", compare=False)
    """All that the shopper said of it, with what is held as a constraint: it tells whom it is for and what is up."""
    product_types: tuple[str, ...] = ()
    not_product_types: tuple[str, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    colours: tuple[str, ...] = ()
    not_colours: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    not_materials: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    not_brands: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    not_features: tuple[str, ...] = ()
    size: str | None = None
    audience: str | None = None
    order: str | None = None
    """`lowest` or `highest` when the shopper asked for the cheapest or dearest."""
    seen: tuple[str, ...] = field(default=(), compare=False)
    """Ids of products already shown for this need."""

    @property
    def empty(self) -> bool:
        """Whether nothing at all is known of what is wanted."""
        return not self.text.strip() and self == replace(Need(), text=self.text)

    @property
    def told(self) -> str:
        """The shopper's words, as whole as they are known."""
        return self.said or self.text

    def to_dict(self) -> dict[str, Any]:
        """As plain data, without what is unset."""
        return {name: value for name, value in asdict(self).items() if value not in (None, (), "")}

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> Need:
        """From plain data."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in (data or {}).items()
            if name in cls.__dataclass_fields__
        }
        return cls(**known)

    def without(self, constraint: str) -> Need:
        """This need with one constraint dropped: a field's name, `field:value` for one value of a list, `text:word`."""
        name, _, value = constraint.partition(":")
        if name not in self.__dataclass_fields__:
            return self
        current = getattr(self, name)
        if name == "text" and value:
            current = _without_word(self.text, value)
        elif isinstance(current, tuple):
            current = tuple(each for each in current if value and each != value)
        else:
            current = "" if name == "text" else None
        changed: dict[str, Any] = {name: current}
        if name == "text":
            changed["said"] = _without_word(self.said, value) if value else ""
        return replace(self, **changed)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a list of wishes, such as `colours`; empty for what is no list."""
        found = getattr(self, name)
        return found if isinstance(found, tuple) else ()

    def constraints(self) -> list[tuple[str, str]]:
        """What must hold, as (name for `without`, value), in the order shoppers think of it."""
        found: list[tuple[str, str]] = []
        for name in ("price_min", "price_max", "size", "audience"):
            value = getattr(self, name)
            if value is not None:
                found.append((name, str(value)))
        for pair in _LISTS.values():
            for name in pair:
                if name != "product_types":
                    found.extend((f"{name}:{value}", value) for value in getattr(self, name))
        return found


def _without_word(text: str, word: str) -> str:
    return " ".join(part for part in text.split() if word not in words(part))


def soft_wishes(need: Need, known: Container[str]) -> list[str]:
    """What should fit but need not: words of the request that the catalogue knows and no constraint holds.

    `known` are the catalogue's words, in the singular; so are those given.
    """
    held = {
        word
        for pair in _LISTS.values()
        for name in pair
        for value in need.values(name)
        for word in words(value)
    }
    said = dict.fromkeys(content_words(need.text))
    unsaid = held | NO_WISHES
    return [word for word in said if word in known and word not in unsaid and not word.isdigit()]


def searched_words(text: str, entities: Iterable[Understood]) -> str:
    """A message without the words of constraints that meaning cannot express: prices and exclusions.

    After a Chinese message stands what it names in the catalogue's own words.
    """
    entities = list(entities)
    spans = sorted(
        (entity.start, entity.end)
        for entity in entities
        if entity.entity in _NOT_SEARCHED or entity.role == "exclude" or _is_grown_up(entity)
    )
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    kept.append(text[at:])
    rest = " ".join(other_way_round(without_grievance("".join(kept))).split()).strip(" ,.;:!?，。；：！？、")
    if not has_han(text):
        return rest
    named = (each for each in entities if each.entity in ("product_type", "feature") and not each.role)
    called = (
        str(each.value) for each in named if not (each.entity == "feature" and demand(str(each.value)).mark)
    )
    return " ".join([rest, *dict.fromkeys(value.replace("_", " ") for value in called)]).strip()


def _is_grown_up(entity: Understood) -> bool:
    # "boy" or "daughter" tells more than that it is for children; "wife" tells no more than "women".
    return entity.entity == "audience" and entity.value in ("women", "men")


def start(text: str, entities: Sequence[Understood], *, minor_per_major: int = 100) -> Need:
    """A new need from a message."""
    meant = completed(text, _meant(text, entities))
    return _apply(Need(text=searched_words(text, meant), said=text), meant, minor_per_major)


def _meant(text: str, entities: Sequence[Understood]) -> list[Understood]:
    """The entities as their place in the text makes them meant.

    A kind of product that only describes the one asked for is left out ("a backpack for a laptop"), and
    who asks for "vegan leather" wants none that is real.
    """
    if not text:
        return list(entities)
    entities = [_by_its_whole_name(text, each) for each in entities]
    kinds = [each for each in entities if each.entity == "product_type" and each.role != "exclude"]
    asked = asked_kinds(text, kinds)
    meant = [each for each in entities if each not in kinds or each in asked]
    if is_for_a_teenager(text) or is_for_adults_too(text):
        meant = [each for each in meant if each.entity != "audience" or each.value not in ("kids", "baby")]
    return [
        replace(each, role="exclude")
        if each.entity == "material" and is_imitation(text, each.start)
        else each
        for each in meant
    ]


def _by_its_whole_name(text: str, entity: Understood) -> Understood:
    """A kind of product by the longest name that stands there: a "notebook computer" is no notebook."""
    if entity.entity == "product_type" and entity.end > entity.start:
        after = re.match(r"\w*[\s-]+(\w+)", text[entity.end :])
        form = f"{text[entity.start : entity.end]} {singular(after[1])}".lower() if after else ""
        if form in KIND_OF_FORM:
            return replace(entity, value=KIND_OF_FORM[form][0], end=entity.end + after.end() if after else 0)
    return entity


def refine(
    need: Need,
    entities: Sequence[Understood],
    *,
    text: str = "",
    shown_prices: Sequence[int] = (),
    minor_per_major: int = 100,
) -> Need:
    """A need changed by a message about it; `shown_prices` are what "cheaper" is measured by."""
    meant = _meant(text, entities)
    # The latest comes first: of two ages the one said last counts.
    said = f"{text}\n{need.told}".strip() if text else need.said
    refined = _apply(
        replace(need, seen=(), said=said), completed(text, meant) if text else meant, minor_per_major
    )
    if refined.product_types != need.product_types:
        refined = replace(refined, text=_retold(need, refined.product_types))
    for entity in entities:
        if entity.entity == "relative_price":
            refined = _relative(refined, str(entity.value), sorted(shown_prices))
    if refined == need and text:
        # Nothing structured was understood, so the words themselves refine the wish.
        refined = replace(refined, text=f"{refined.text} {searched_words(text, entities)}".strip())
    return refined


def _retold(need: Need, kinds: Sequence[str]) -> str:
    """A need's words with other kinds of product in place of those it had."""
    gone = {word for kind in need.product_types for word in words(kind)}
    kept = [part for part in need.text.split() if not set(words(part)) <= gone]
    return " ".join([*kept, *kinds])


def _relative(need: Need, direction: str, prices: list[int]) -> Need:
    if direction in ("lowest", "highest"):
        return replace(need, order=direction)
    if not prices:
        return replace(need, order="lowest" if direction == "lower" else "highest")
    middle = prices[len(prices) // 2]
    if direction == "lower":
        return replace(need, price_max=middle - 1, price_min=None)
    return replace(need, price_min=middle + 1, price_max=None)


def _apply(need: Need, entities: Sequence[Understood], minor_per_major: int) -> Need:
    changes: dict[str, Any] = {}
    gathered: dict[str, list[str]] = {}
    for entity in entities:
        if entity.entity in _LISTS:
            wanted, unwanted = _LISTS[entity.entity]
            name = unwanted if entity.role == "exclude" else wanted
            gathered.setdefault(name, []).append(str(entity.value))
        elif entity.entity in ("price_min", "price_max"):
            changes[entity.entity] = round(float(entity.value) * minor_per_major)
        elif entity.entity in ("size", "audience") and entity.role != "exclude":
            changes[entity.entity] = str(entity.value)
        elif entity.entity == "relative_price" and entity.value in ("lowest", "highest"):
            changes["order"] = entity.value
    for wanted, unwanted in _LISTS.values():
        new, new_not = gathered.get(wanted, []), gathered.get(unwanted, [])
        if wanted == "features":
            new = [*need.features, *new]  # wishes for features add up; a new colour replaces the old one
        old_not = [value for value in getattr(need, unwanted) if value not in new]
        kept = new or [value for value in getattr(need, wanted) if value not in new_not]
        changes[wanted] = tuple(dict.fromkeys(value for value in kept if value not in new_not))
        changes[unwanted] = tuple(dict.fromkeys([*old_not, *new_not]))
    low, high = changes.get("price_min"), changes.get("price_max")
    if high is not None and low is None and need.price_min is not None and need.price_min > high:
        changes["price_min"] = None
    if low is not None and high is None and need.price_max is not None and need.price_max < low:
        changes["price_max"] = None
    return replace(need, **changes)
