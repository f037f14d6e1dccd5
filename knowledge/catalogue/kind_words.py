"""What shoppers call kinds of product: general knowledge of shopping, of no shop in particular."""

from __future__ import annotations

from collections.abc import Mapping

# What shoppers call a kind of product besides its own name; used where a catalogue has the kind.
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "backpack": ("rucksack",),
    "bag": ("handbag",),
    "bike": ("bicycle",),
    "bookcase": ("bookshelf", "bookshelves", "book shelf"),
    "duvet": ("quilt",),
    "fragrance": ("perfume",),
    "phone": ("smartphone", "mobile phone"),
    "pushchair": ("stroller", "pram"),
    "pyjama": ("pajamas", "pyjamas"),
    "sneaker": ("trainers",),
    "sofa": ("couch", "settee"),
    "sweater": ("jumper", "pullover"),
    "swimsuit": ("bathing suit", "swimming costume"),
    "tv": ("television", "telly"),
}
KIND_OF_FORM: Mapping[str, tuple[str, ...]] = {
    form: tuple(kind for kind, forms in KIND_WORDS.items() if form in forms)
    for form in {form for forms in KIND_WORDS.values() for form in forms}
}
"""The kinds that other words stand for."""

# Kinds that shoppers do not tell apart although a shop may use both words.
SAME_KINDS = (
    ("jacket", "coat"),
    ("sneaker", "trainer"),
    ("jumper", "sweater", "pullover"),
    ("sofa", "couch", "settee"),
    ("trouser", "pant"),
    ("pushchair", "stroller", "pram", "buggy"),
    ("backpack", "rucksack"),
    ("tv", "television"),
    ("rug", "carpet"),
    ("bike", "bicycle"),
    ("pyjama", "pajama"),
    ("smartphone", "phone"),
    ("perfume", "fragrance"),
    ("suitcase", "trolley case"),
    ("swimsuit", "swimming costume", "bathing suit"),
    ("wellington", "rubber boot", "welly"),
    ("torch", "flashlight"),
    ("nappy", "diaper"),
    ("moisturiser", "moisturizer"),
    ("hoodie", "hooded sweatshirt"),
    ("t-shirt", "tee", "tshirt"),
    ("fridge", "refrigerator"),
    ("vacuum cleaner", "hoover"),
    ("duvet", "comforter"),
    ("tap", "faucet"),
    ("earbud", "earphone"),
)


def same_kinds(kind: str) -> tuple[str, ...]:
    """A kind, and what shoppers do not tell apart from it."""
    return next(
        ((kind, *(each for each in same if each != kind)) for same in SAME_KINDS if kind in same), (kind,)
    )
