"""The hand-made orders of the showcase customers, in days before now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from knowledge.aftersales.states import RefundState, ReturnState
from knowledge.demo.sales import MoneyBack, SentBack
from knowledge.orders.models import OrderState

REFUND_DAYS = 7


@dataclass(frozen=True)
class Item:
    """So many of the first variant that has these option values."""

    product: str
    options: Mapping[str, str] = field(default_factory=dict)
    quantity: int = 1


@dataclass(frozen=True)
class Back:
    """A return of one line (by place), asked for so many days ago, and how far it has come."""

    line: int
    reason: str
    requested: float
    received: float | None = None
    refund: RefundState | None = None
    """None for paid when the goods came back over a week ago, else still pending."""
    comment: str = ""

    def tell(self, goods: SentBack, refunds: Sequence[MoneyBack], now: datetime) -> None:
        """Set a return and its refund to what this says."""
        received_at = None if self.received is None else now - timedelta(days=self.received)
        goods.state = ReturnState.REQUESTED if received_at is None else ReturnState.RECEIVED
        goods.received_at, goods.comment = received_at, self.comment
        paid = self.received is not None and self.received > REFUND_DAYS
        for money in refunds:
            if money.goods is goods:
                money.state = self.refund or (RefundState.SUCCEEDED if paid else RefundState.PENDING)
                money.settled_at = received_at + timedelta(days=5) if paid and received_at else None


@dataclass(frozen=True)
class Plan:
    """An order placed so many days ago, and how far it has come."""

    placed: float
    items: tuple[Item, ...]
    state: OrderState = OrderState.DELIVERED
    delivered: float | None = None
    """Days since it arrived."""
    payment: str = "visa"
    method: str = "standard"
    trouble: str = ""
    """The last thing the carrier reported, when that is no good news."""
    late: float = 0
    """Days by which the promised date has passed at least."""
    back: Back | None = None


def _in(colour: str, size: str | None = None) -> dict[str, str]:
    return {"colour": colour} if size is None else {"colour": colour, "size": size}


def _done(placed: float, *items: Item, payment: str = "visa", back: Back | None = None) -> Plan:
    return Plan(placed, items, delivered=placed - 5, payment=payment, back=back)


_ROPE_DAYS = (10, 84, 161, 233, 310, 384)

ORDERS: dict[str, tuple[Plan, ...]] = {
    # Lena Kowalczyk: women's M, shoes 39.
    "LR-100001": (
        _done(512, Item("norrby-winter-parka", _in("forest green", "M")), back=Back(0, "too_big", 500, 493)),
        _done(480, Item("mosskar-mid-walker", _in("grey", "38")), back=Back(0, "too_small", 470, 463)),
        _done(
            405, Item("wetherby-overtrousers", _in("navy", "M")), Item("glimmer-headlamp", _in("turquoise"))
        ),
        _done(196, Item("skarholm-trek-tent"), Item("gannet-down-sleeping-bag", _in("navy"))),
        _done(88, Item("fernway-trekking-pack", _in("teal"))),
        Plan(
            25,
            (Item("fellgate-fleece-jacket", _in("teal", "M")), Item("tollan-merino-tee", _in("teal", "M"))),
            delivered=20,
            payment="paypal",
            back=Back(0, "too_small", 2, comment="Tight over the shoulders when I lift my arms."),
        ),
        Plan(
            15,
            (Item("larch-aluminium-poles", _in("red")), Item("silverbeck-filter-bottle", _in("light blue"))),
            OrderState.SHIPPED,
            payment="paypal",
            trouble="delayed",
            late=4.5,
        ),
        Plan(
            10,
            (
                Item("kelder-hiking-rain-jacket", _in("green", "M")),
                Item("mosskar-mid-walker", _in("teal", "39")),
            ),
            delivered=6,
            payment="paypal",
        ),
    ),
    # Omar Haddad: his first order.
    "LR-100002": (
        Plan(
            0.08,
            (Item("commuter-two-on-ear-headphones", _in("black")), Item("lockstep-headphone-adapter")),
            OrderState.PENDING,
            payment="mastercard",
        ),
    ),
    # 陈伟 (Wei Chen): writes Chinese.
    "LR-100003": (
        _done(
            240,
            Item("murmur-quiet-keyboard", {"colour": "charcoal"}),
            Item("pipit-wireless-mouse", _in("black")),
        ),
        _done(121, Item("gatherleaf-teapot"), Item("stillpond-tumblers"), payment="klarna"),
        _done(70, Item("slate-11-tablet"), Item("nimbus-45w-charger", {"plug": "EU"}), payment="paypal"),
        Plan(
            30,
            (Item("stillwater-over-ear-headphones", _in("navy")),),
            delivered=26,
            payment="paypal",
            back=Back(0, "defective", 9, 3, comment="左边耳机没有声音。"),
        ),
        Plan(3, (Item("commonground-zip-hoodie", _in("grey", "M")),), OrderState.SHIPPED, payment="klarna"),
    ),
    # Ana Ferreira: two children.
    "LR-100004": (
        _done(420, Item("pattibee-watchlight-video-monitor"), Item("wrenling-muslin-dribble-bibs")),
        _done(330, Item("wrenling-glass-baby-bottle-duo", {}, 2), Item("pattibee-catch-all-silicone-bib")),
        _done(170, Item("little-otter-sun-suit", {"size": "92"}), Item("tumblewood-farmyard-peg-puzzle")),
        Plan(50, (Item("tumblewood-hill-line-train-set"), Item("mossbury-tiny-fox-cuddler")), delivered=45),
        Plan(14, (Item("moonboat-kids-pyjamas", {"size": "104"}),), delivered=6, payment="gift_card"),
    ),
    # Tom Baker: the United Kingdom, where returns cost 6.90.
    "LR-100005": (
        _done(
            260,
            Item("wexcombe-non-iron-shirt", _in("white", "L")),
            Item("aldermoor-oxford", _in("black", "44")),
        ),
        Plan(
            100,
            (Item("ashbourne-chinos", _in("navy", "L")),),
            delivered=93,
            back=Back(0, "too_big", 88, 79, RefundState.SUCCEEDED),
        ),
        Plan(
            17,
            (
                Item("linnet-crossbody-bag", _in("olive")),
                Item("linden-row-boxed-gift-card", {"value": "50 EUR"}),
                Item("foursquare-boxer-briefs", _in("navy", "L"), 2),
                Item("pearlwick-hum-sonic-toothbrush", _in("navy")),
            ),
            delivered=9,
            payment="mastercard",
        ),
    ),
    # Marek Wójcik: two parcels to wait for.
    "LR-100006": (
        _done(190, Item("ringside-gaming-headset", _in("black")), payment="paypal"),
        _done(64, Item("fullstop-mechanical-keyboard"), Item("bramley-pullover-hoodie", _in("black", "XL"))),
        Plan(
            7,
            (Item("questbox-console", _in("black")), Item("twintail-wireless-controller", _in("white"))),
            OrderState.SHIPPED,
            payment="paypal",
            method="express",
            trouble="delivery_attempted",
        ),
        Plan(5, (Item("everyday-led-tv"),), OrderState.PROCESSED, payment="paypal"),
    ),
    # Giulia Ferrari: gold, 60 days to return.
    "LR-100007": (
        _done(300, Item("isolde-wrap-coat", _in("burgundy", "M")), Item("heron-cashmere-scarf", _in("red"))),
        _done(
            210, Item("aurelie-silk-blouse", _in("cream", "M")), Item("ottilie-leather-tote", _in("black"))
        ),
        Plan(
            120,
            (Item("rosalind-wrap-dress", _in("teal", "M")), Item("cala-polarised-sunglasses", _in("brown"))),
            delivered=113,
            back=Back(0, "not_as_described", 104, 96, RefundState.FAILED, "Blu petrolio, non teal."),
        ),
        Plan(
            51,
            (
                Item("serein-court-heel", _in("navy", "38")),
                Item("lindqvist-cashmere-v-neck", _in("charcoal", "M")),
            ),
            delivered=44,
        ),
    ),
    # Helga Brandt: pays by invoice.
    "LR-100008": (
        _done(230, Item("oakhasp-bypass-secateurs", {"hand": "left"}), Item("dibbleworth-zinc-watering-can")),
        _done(150, Item("puddlegate-rubber-boot", _in("forest green", "40")), payment="klarna"),
        Plan(33, (Item("osterby-quiet-wall-clock"),), OrderState.CANCELLED, payment="paypal"),
        Plan(
            2, (Item("tovehus-skagen-three-seat-sofa", _in("grey")),), OrderState.PROCESSED, payment="klarna"
        ),
    ),
    # Priya Patel: student.
    "LR-100009": (
        _done(
            140, Item("undertow-leggings", _in("black", "S")), Item("papierholm-everyday-dot-notebook", {}, 3)
        ),
        Plan(
            34,
            (Item("peaspod-everyday-earbuds", _in("green")), Item("plainweave-usb-c-cable")),
            OrderState.SHIPPED,
            payment="paypal",
            trouble="returned_to_sender",
            late=20,
        ),
        Plan(12, (Item("halden-organic-mom-jeans", _in("black", "S")),), delivered=3),
    ),
    # Bram Visser: a dog, a garden path full of mud.
    "LR-100010": (
        *(_done(days, Item("fettlepaw-driftwood-tug-rope"), payment="klarna") for days in _ROPE_DAYS),
        _done(275, Item("fettlepaw-old-bones-dog-bed", _in("brown")), Item("fettlepaw-saddle-leather-leash")),
        _done(130, Item("puddlegate-rubber-boot", _in("navy", "42")), Item("fettlepaw-mudproof-long-line")),
    ),
}
