"""The people of the demo's sign-in page: fixed customers with hand-made histories worth talking about."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from knowledge.demo.catalogue import DemoProduct
from knowledge.demo.goods_back import refund_whole, send_back
from knowledge.demo.house_rules import Method
from knowledge.demo.ordering import Spending, place_order
from knowledge.demo.parcels import parcel_by_hand
from knowledge.demo.people import Agreement, Person, Taste
from knowledge.demo.sales import Sale, SoldLine
from knowledge.demo.shopping import price_at
from knowledge.demo.showcase_orders import ORDERS, Item, Plan
from knowledge.demo.tastes import ARCHETYPES
from knowledge.orders.models import OrderState

STEPS = {OrderState.PENDING: 0, OrderState.PROCESSED: 1, OrderState.SHIPPED: 2, OrderState.DELIVERED: 3}


@dataclass(frozen=True)
class ShowcaseCustomer:
    """Somebody to sign in as, with what makes the history worth trying."""

    shop_id: str
    headline: str


SHOWCASE: tuple[ShowcaseCustomer, ...] = (
    ShowcaseCustomer(
        "LR-100001", "Gold member who hikes: a fresh delivery, a late parcel and a return under way"
    ),
    ShowcaseCustomer("LR-100002", "New here: one order, placed two hours ago and still pending"),
    ShowcaseCustomer("LR-100003", "Writes Chinese: a tablet in use, headphones sent back as defective"),
    ShowcaseCustomer("LR-100004", "Mother of two: a toy delivered 45 days ago, out of the return window"),
    ShowcaseCustomer("LR-100005", "In London: final sale and hygiene goods in the last parcel"),
    ShowcaseCustomer(
        "LR-100006", "Gamer: a console the courier could not deliver, a television by appointment"
    ),
    ShowcaseCustomer("LR-100007", "Gold member with 60 days to return, and a refund that failed"),
    ShowcaseCustomer("LR-100008", "Gardener who pays by invoice: a sofa that can still be cancelled"),
    ShowcaseCustomer("LR-100009", "Student: a parcel that went back to the sender, consent revoked"),
    ShowcaseCustomer("LR-100010", "Dog owner who orders the same things every few weeks"),
    ShowcaseCustomer("LR-100011", "An account and nothing else: no orders, no consent"),
)


def _consents(personalisation: str, marketing: str, at: datetime) -> tuple[Agreement, ...]:
    return Agreement("personalisation", personalisation, at), Agreement("marketing", marketing, at)


def _taste(archetype: str, audience: str, sizes: str, likes: str) -> Taste:
    clothing, shoes = sizes.split()
    brands, colours = (tuple(part.split(", ")) for part in likes.split("; "))
    kind = next(each for each in ARCHETYPES if each.name == archetype)
    return Taste(kind, audience, clothing, shoes, "mid", brands, colours)


def showcase_people(now: datetime) -> list[Person]:
    """The showcase customers, in the order of `SHOWCASE`."""

    def person(number: int, *who: str, born: str, months: int, said: str, taste: Taste) -> Person:
        name, email, home = who
        country, city, postcode, street = home.split(" | ")
        created_at = now - timedelta(days=months * 30.4 + 0.3)
        personalisation, marketing = said.split()
        return Person(
            shop_id=SHOWCASE[number].shop_id,
            name=name,
            email=email,
            phone="",
            language="en",
            country=country,
            city=city,
            postcode=postcode,
            street=street,
            birth_date=date.fromisoformat(born),
            created_at=created_at,
            consents=_consents(personalisation, marketing, created_at),
            taste=taste,
            eagerness=0.0,
        )

    hiker = _taste("hiker", "women", "M 39", "Tarnwick, Skarvholt; green, teal")
    music = _taste("music lover", "men", "L 43", "Oremund, Tonvik; black, navy")
    student = _taste("student", "women", "S 38", "Pennybrook, Quillon; lilac, mint")
    tech = _taste("office professional", "men", "M 41", "Velanto, Tapwell; grey, navy")
    parent = _taste("new parent", "women", "S 37", "Tumblewood, Pattibee; mustard, teal")
    office = _taste("office professional", "men", "L 44", "Oda & Thorne, Oakhollow; navy, brown")
    gamer = _taste("gamer", "men", "XL 45", "Jollistick, Tonvik; black, white")
    fashion = _taste("fashion lover", "women", "M 38", "Oda & Thorne, Maison Orvel; burgundy, black")
    garden = _taste("gardener", "women", "L 40", "Oakhasp, Dibbleworth; forest green, navy")
    pets = _taste("pet owner", "men", "M 42", "Fettlepaw, Hobbel; orange, olive")
    plain = _taste("home maker", "women", "M 39", "Hearthfold, Osterby & Pim; white, grey")
    lena = ("Lena Kowalczyk", "lena.kowalczyk@example.org", "DE | Leipzig | 04229 | Lindenallee 17")
    omar = ("Omar Haddad", "omar.haddad@example.com", "FR | Lyon | 69007 | 12 rue des Lilas")
    wei = ("陈伟", "wei.chen@example.org", "NL | Rotterdam | 3015 GK | Havenkade 88")
    ana = ("Ana Ferreira", "ana.ferreira@example.net", "PT | Porto | 4050-253 | Rua das Flores 5")
    tom = ("Tom Baker", "tom.baker@example.org", "GB | London | E8 3DL | 41 Orchard Road")
    marek = ("Marek Wójcik", "marek.wojcik@example.com", "PL | Kraków | 31-052 | ul. Lipowa 9")
    giulia = ("Giulia Ferrari", "giulia.ferrari@example.org", "IT | Bologna | 40125 | via dei Tigli 30")
    helga = ("Helga Brandt", "helga.brandt@example.net", "DE | Kiel | 24103 | Gartenstraße 2")
    priya = ("Priya Patel", "priya.patel@example.org", "GB | Manchester | M20 6RD | 7 Elm Grove")
    bram = ("Bram Visser", "bram.visser@example.com", "NL | Utrecht | 3512 EV | Molenweg 61")
    frida = ("Frida Nyström", "frida.nystrom@example.org", "SE | Uppsala | 753 10 | Skolgatan 14")
    return [
        person(0, *lena, born="1991-04-17", months=26, said="granted granted", taste=hiker),
        person(1, *omar, born="1998-09-02", months=0, said="granted denied", taste=music),
        replace(
            person(2, *wei, born="1989-12-11", months=14, said="granted granted", taste=tech), language="zh"
        ),
        person(3, *ana, born="1987-06-30", months=20, said="granted denied", taste=parent),
        person(4, *tom, born="1979-01-25", months=16, said="granted denied", taste=office),
        person(5, *marek, born="2001-03-08", months=11, said="granted granted", taste=gamer),
        person(6, *giulia, born="1984-10-19", months=25, said="granted granted", taste=fashion),
        person(7, *helga, born="1955-05-05", months=18, said="denied denied", taste=garden),
        replace(
            person(8, *priya, born="2005-07-21", months=9, said="revoked revoked", taste=student),
            student=True,
        ),
        person(9, *bram, born="1982-02-14", months=22, said="granted granted", taste=pets),
        person(10, *frida, born="1994-08-28", months=3, said="denied denied", taste=plain),
    ]


def showcase_sales(
    people: Sequence[Person], products: Mapping[str, DemoProduct], now: datetime
) -> tuple[list[Sale], dict[str, str]]:
    """The orders of the showcase customers, and their membership levels by shop id."""
    sales: list[Sale] = []
    levels: dict[str, str] = {}
    for person in people:
        spending = Spending()
        plans = sorted(ORDERS.get(person.shop_id, ()), key=lambda plan: -plan.placed)
        for plan in plans:
            sale = _play(person, plan, products, spending, now)
            spending.add(sale)
            sales.append(sale)
        levels[person.shop_id] = spending.level(now)
    return sales, levels


def _play(
    person: Person, plan: Plan, products: Mapping[str, DemoProduct], spending: Spending, now: datetime
) -> Sale:
    chance = random.Random(f"{person.shop_id}:{plan.placed}")
    placed_at = now - timedelta(days=plan.placed)
    lines = [_line(products, item, placed_at, now) for item in plan.items]
    level = spending.level(placed_at)
    # No promo codes and no student's discount by chance: these histories are told in fixed sums.
    buyer = replace(person, student=False)
    sale = place_order(
        chance, buyer, lines, placed_at, level, method=Method(plan.method), payment=plan.payment, coded=False
    )
    sale.person, sale.state = person, plan.state
    if plan.state == OrderState.CANCELLED:
        sale.cancelled_at, sale.cancel_reason = placed_at + timedelta(hours=5), "changed_mind"
        refund_whole(chance, sale, sale.cancelled_at, now)
    elif STEPS[plan.state] >= STEPS[OrderState.SHIPPED]:
        shipped_at = min(placed_at + timedelta(days=1.1), now - timedelta(hours=3))
        delivered_at = None if plan.delivered is None else now - timedelta(days=plan.delivered)
        sale.parcels.append(parcel_by_hand(chance, sale, shipped_at, delivered_at, plan.trouble))
    if plan.late:
        # Late is counted in working days from the promise, which must have passed whatever day it is.
        sale.promised_at = min(sale.promised_at, now - timedelta(days=plan.late))
    if plan.back is not None:
        asked_at = now - timedelta(days=plan.back.requested)
        reasons = [(plan.back.line, plan.back.reason)]
        send_back(chance, sale, reasons, level=level, now=now, requested_at=asked_at)
        plan.back.tell(sale.returns[-1], sale.refunds, now)
    elif plan.trouble == "returned_to_sender":
        refund_whole(chance, sale, now - timedelta(days=1), now)
    return sale


def _line(products: Mapping[str, DemoProduct], item: Item, placed_at: datetime, now: datetime) -> SoldLine:
    product = products[item.product]
    wish = dict(item.options)
    variant = next(v for v in product.variants if wish.items() <= dict(v.options).items())
    return SoldLine(product, variant, price_at(product, variant, placed_at, now), item.quantity)
