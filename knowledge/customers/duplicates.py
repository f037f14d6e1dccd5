"""Customers who may be the same person: a report for people to decide on, never a merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz, utils
from sqlalchemy import select

from knowledge.customers.models import Customer
from knowledge.database import SessionFactory
from knowledge.orders.models import Order

LIKE_NAMES = 80.0
"""Similarity of names (0 to 100) below which nobody is the same, whatever else agrees."""
ENOUGH = 50
"""Points from which a pair is worth a person's look."""
LARGEST_BLOCK = 200
"""A city or a day of birth shared by more people tells nothing, and would cost the square of them."""
# Points of what agrees; a different day of birth speaks against it.
SAME_PHONE, SAME_BIRTH, SAME_POSTCODE, SAME_CITY, LIKE_ADDRESS, SAME_NAME = 50, 40, 25, 15, 20, 15
OTHER_BIRTH = -40


@dataclass(frozen=True)
class Person:
    """What is compared of a customer."""

    shop_id: str
    name: str
    email: str = ""
    phone: str = ""
    city: str = ""
    birth_date: date | None = None
    postcodes: frozenset[str] = frozenset()

    @property
    def mailbox(self) -> str:
        """The address before the @, without what people add to it ("+shop", dots, digits at the end)."""
        local = self.email.partition("@")[0].partition("+")[0]
        return local.replace(".", "").replace("_", "").rstrip("0123456789")


@dataclass(frozen=True)
class Pair:
    """Two customers who may be one person: how many points speak for it, and what they are."""

    one: str
    other: str
    points: int
    evidence: tuple[str, ...]


def likely_pairs(people: Sequence[Person]) -> list[Pair]:
    """Pairs worth a look, the likeliest first."""
    found = [pair for one, other in _candidates(people) if (pair := compare(one, other)) is not None]
    return sorted(found, key=lambda pair: (-pair.points, pair.one, pair.other))


def compare(one: Person, other: Person) -> Pair | None:
    """What speaks for two being one; None when it is not enough."""
    likeness = fuzz.token_sort_ratio(one.name, other.name, processor=utils.default_process)
    if likeness < LIKE_NAMES:
        return None
    evidence = [(f"names alike ({likeness:.0f} %)", SAME_NAME if likeness >= 95 else 0)]
    if one.phone and one.phone == other.phone:
        evidence.append(("same phone", SAME_PHONE))
    if one.birth_date and other.birth_date:
        same = one.birth_date == other.birth_date
        evidence.append(("same birth date", SAME_BIRTH) if same else ("other birth date", OTHER_BIRTH))
    if one.postcodes & other.postcodes:
        evidence.append(("same postcode", SAME_POSTCODE))
    if one.city and one.city.casefold() == other.city.casefold():
        evidence.append(("same city", SAME_CITY))
    if one.mailbox and fuzz.ratio(one.mailbox, other.mailbox) >= 90:
        evidence.append(("addresses alike", LIKE_ADDRESS))
    points = sum(each for _, each in evidence)
    if points < ENOUGH:
        return None
    first, second = sorted((one.shop_id, other.shop_id))
    return Pair(first, second, points, tuple(what for what, _ in evidence))


def _candidates(people: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs that share something, each once: comparing all with all would take the square of them."""
    blocks: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        for block in _blocks(person):
            blocks[block].append(number)
    pairs = {
        pair
        for members in blocks.values()
        if len(members) <= LARGEST_BLOCK
        for pair in combinations(members, 2)
    }
    for one, other in sorted(pairs):
        yield people[one], people[other]


def _blocks(person: Person) -> Iterable[tuple[str, object]]:
    if person.phone:
        yield "phone", person.phone
    if person.birth_date:
        yield "birth", person.birth_date
    if person.mailbox:
        yield "mailbox", person.mailbox
    for postcode in person.postcodes:
        yield "postcode", postcode
    if person.city and person.name:
        yield "city", (person.city.casefold(), person.name.split()[-1][:1].casefold())


def read_people(sessions: SessionFactory) -> list[Person]:
    """All customers as they are compared; postcodes are those of their orders."""
    with sessions() as session:
        postcodes: defaultdict[int, set[str]] = defaultdict(set)
        for customer_id, address in session.execute(select(Order.customer_id, Order.address)):
            for name in ("postcode", "zip", "postal_code"):
                if address.get(name):
                    postcodes[customer_id].add(str(address[name]).replace(" ", "").upper())
        return [
            Person(
                shop_id=each.shop_id,
                name=each.name,
                email=each.email,
                phone=each.phone,
                city=each.city,
                birth_date=each.birth_date,
                postcodes=frozenset(postcodes[each.id]),
            )
            for each in session.scalars(select(Customer).where(Customer.erased_at.is_(None)))
            if each.name
        ]
