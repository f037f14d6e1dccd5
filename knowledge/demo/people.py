"""The demo's customers: invented people of a dozen European countries, each with a hidden taste.

The taste is what advice should find out from the orders alone; it is not stored in the shop.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from knowledge.database import utc_now
from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.names import (
    CHINESE_FAMILIES,
    CHINESE_MEN,
    CHINESE_SHARE,
    CHINESE_WOMEN,
    REGIONS,
    Region,
)
from knowledge.demo.tastes import ARCHETYPES, Archetype, on_shelf

SEED = 20261121
PEOPLE = 2_000
DOMAINS = ("example.org", "example.com", "example.net")
LETTER_SIZES = ("XS", "S", "M", "L", "XL", "XXL")
WORDING = "2025-06"

_SIZES_OF_WOMEN = (0.12, 0.27, 0.3, 0.18, 0.09, 0.04)
_SIZES_OF_MEN = (0.0, 0.14, 0.31, 0.31, 0.17, 0.07)
_SHOES_OF_WOMEN = {"36": 0.1, "37": 0.18, "38": 0.26, "39": 0.24, "40": 0.14, "41": 0.08}
_SHOES_OF_MEN = {"40": 0.07, "41": 0.14, "42": 0.24, "43": 0.25, "44": 0.17, "45": 0.09, "46": 0.04}
_COLOURS: tuple[str, ...] = (
    "black",
    "navy",
    "grey",
    "white",
    "green",
    "olive",
    "teal",
    "blue",
    "burgundy",
    "beige",
    "cream",
)
_COLOURS += ("mustard", "coral", "pink", "lilac", "charcoal", "forest green", "light blue", "red")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "đ": "d"})


@dataclass(frozen=True)
class Taste:
    """What a person looks for, unknown to the shop."""

    archetype: Archetype
    audience: str
    """`women` or `men`: whose clothes this person wears."""
    clothing_size: str
    shoe_size: str
    price_band: str
    """`low`, `mid` or `high`."""
    brands: tuple[str, ...]
    colours: tuple[str, ...]
    child_born: datetime | None = None


@dataclass(frozen=True)
class Agreement:
    """A decision for one purpose: `granted`, `denied` or `revoked`."""

    purpose: str
    state: str
    at: datetime


@dataclass(frozen=True)
class Person:
    """A customer of the demo shop."""

    shop_id: str
    name: str
    email: str
    phone: str
    language: str
    country: str
    city: str
    postcode: str
    street: str
    birth_date: date | None
    created_at: datetime
    consents: tuple[Agreement, ...]
    taste: Taste
    eagerness: float
    """Orders a year, roughly."""
    student: bool = False

    @property
    def address(self) -> dict[str, str]:
        """Where parcels go."""
        return {
            "name": self.name,
            "street": self.street,
            "postcode": self.postcode,
            "city": self.city,
            "country": self.country,
        }


def invent_people(
    products: Sequence[DemoProduct], *, now: datetime | None = None, count: int = PEOPLE, seed: int = SEED
) -> list[Person]:
    """People by seeded chance; the same seed, products and `now` give the same people."""
    chance = random.Random(seed)
    now = now or utc_now()
    brands = [_brands_of(archetype, products) for archetype in ARCHETYPES]
    taken: set[str] = set()
    return [_person(chance, number, now, brands, taken) for number in range(count)]


def _brands_of(archetype: Archetype, products: Sequence[DemoProduct]) -> list[str]:
    """The brands an archetype meets, more often the more of its shelves they fill."""
    return [
        product.brand for product in products if any(on_shelf(product, shelf) for shelf in archetype.shelves)
    ]


def _person(
    chance: random.Random, number: int, now: datetime, brands: Sequence[Sequence[str]], taken: set[str]
) -> Person:
    region = chance.choices(REGIONS, weights=[region.share for region in REGIONS])[0]
    woman = chance.random() < 0.56
    written, romanised, language = _name(chance, region, woman)
    kind = chance.choices(range(len(ARCHETYPES)), weights=[each.share for each in ARCHETYPES])[0]
    city, postcode = chance.choice(region.places)
    created_at = now - timedelta(days=chance.triangular(4, 1_150, 780), seconds=chance.randrange(86_400))
    student = ARCHETYPES[kind].name == "student"
    return Person(
        shop_id=f"LR-{200_001 + number}",
        name=written,
        email=_email(chance, romanised, taken),
        phone=_phone(chance, region) if chance.random() < 0.6 else "",
        language=language,
        country=region.country,
        city=city,
        postcode=postcode,
        street=_street(chance, region),
        birth_date=_birth_date(chance, now, student),
        created_at=created_at,
        consents=_consents(chance, created_at, now),
        taste=_taste(chance, ARCHETYPES[kind], brands[kind], woman, now),
        eagerness=min(14.0, chance.lognormvariate(0.74, 0.85)),
        student=student,
    )


def _name(chance: random.Random, region: Region, woman: bool) -> tuple[str, str, str]:
    """The name as written, in Latin letters for the address of e-mails, and the language."""
    if chance.random() < CHINESE_SHARE:
        family = chance.choice(CHINESE_FAMILIES)
        given = chance.choice(CHINESE_WOMEN if woman else CHINESE_MEN)
        return f"{family[0]}{given[0]}", f"{given[1]} {family[1]}", "zh"
    name = f"{chance.choice(region.women if woman else region.men)} {chance.choice(region.families)}"
    return name, name, "en"


def plain_letters(name: str) -> str:
    """A name in lower-case ASCII with dots for blanks, as it stands in e-mail addresses."""
    spread = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    return ".".join("".join(letter for letter in spread if letter.isascii()).split())


def _email(chance: random.Random, name: str, taken: set[str]) -> str:
    base = plain_letters(name)
    given, _, family = base.partition(".")
    local = chance.choice((base, base, f"{given[0]}.{family}", f"{given}{family[0]}", f"{family}.{given}"))
    domain = chance.choice(DOMAINS)
    email, number = f"{local}@{domain}", 2
    while email in taken:
        email, number = f"{local}{number}@{domain}", number + 1
    taken.add(email)
    return email


def _phone(chance: random.Random, region: Region) -> str:
    return f"{region.dial} 555 {chance.randrange(100, 1000)} {chance.randrange(1000, 10_000)}"


def _street(chance: random.Random, region: Region) -> str:
    street, house = chance.choice(region.streets), chance.randrange(1, 120)
    return f"{house} {street}" if region.number_first else f"{street} {house}"


def _birth_date(chance: random.Random, now: datetime, student: bool) -> date | None:
    years = chance.uniform(18.2, 28) if student else chance.triangular(19, 82, 38)
    return None if chance.random() < 0.15 else (now - timedelta(days=years * 365.25)).date()


def _consents(chance: random.Random, created_at: datetime, now: datetime) -> tuple[Agreement, ...]:
    def decided(purpose: str, granted: float, denied: float) -> Agreement:
        draw = chance.random()
        state = "granted" if draw < granted else "denied" if draw < granted + denied else "revoked"
        later = (now - created_at) * chance.uniform(0.1, 0.95)
        return Agreement(purpose, state, created_at + later if state == "revoked" else created_at)

    return decided("personalisation", 0.70, 0.19), decided("marketing", 0.45, 0.4)


def _taste(
    chance: random.Random, archetype: Archetype, brands: Sequence[str], woman: bool, now: datetime
) -> Taste:
    shoes = _SHOES_OF_WOMEN if woman else _SHOES_OF_MEN
    bands = {"bargain hunter": (8, 2, 0), "student": (6, 4, 1), "office professional": (1, 4, 4)}
    parent = chance.random() < archetype.has_child
    child_years = chance.uniform(0.1, 2.5) if archetype.name == "new parent" else chance.uniform(2, 12)
    return Taste(
        archetype=archetype,
        audience="women" if woman else "men",
        clothing_size=chance.choices(LETTER_SIZES, weights=_SIZES_OF_WOMEN if woman else _SIZES_OF_MEN)[0],
        shoe_size=chance.choices(list(shoes), weights=list(shoes.values()))[0],
        price_band=chance.choices(("low", "mid", "high"), weights=bands.get(archetype.name, (3, 5, 2)))[0],
        brands=tuple(dict.fromkeys(chance.choices(brands, k=chance.choice((2, 3))))),
        colours=tuple(chance.sample(_COLOURS, k=chance.choice((2, 3)))),
        child_born=now - timedelta(days=child_years * 365.25) if parent else None,
    )
