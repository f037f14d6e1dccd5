"""What shoppers call kinds of product: general knowledge of shopping, of no shop in particular."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

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
    ("brief", "boxer brief", "boxer short", "boxer", "underpant"),
)
# What shoppers call a kind besides, and no shop would call all of it: a handbag is a bag, not every bag a handbag.
_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "bag": ("handbag",),
    "bookcase": ("bookshelf", "bookshelves", "book shelf"),
    "duvet": ("quilt",),
    "laptop": ("notebook computer", "portable computer"),
    "phone": ("mobile phone",),
    "tv": ("telly",),
}
# What shops keep beside a kind, and no shopper calls so: in "Jackets & Coats" hang vests.
_BESIDE: Mapping[str, frozenset[str]] = {
    "coat": frozenset({"vest", "gilet", "waistcoat"}),
    "jacket": frozenset({"vest", "gilet", "waistcoat"}),
    "t-shirt": frozenset({"polo", "blouse"}),
    "boot": frozenset({"sandal", "slipper"}),
    "trouser": frozenset({"skirt", "short"}),
    "headphone": frozenset({"adapter", "stand"}),
}
THINGS_FOR_OTHERS = frozenset(
    "helmet organiser organizer holder stand rack hook strap cleaner sharpener mount".split()
)
"""What is called so is no pen and no bike, although it may have the word among its keywords."""


def kept_beside(kind: str) -> frozenset[str]:
    """The nouns of what is none of a kind, although shops keep it in the same category."""
    return _BESIDE.get(kind, frozenset())


def same_kinds(kind: str) -> tuple[str, ...]:
    """A kind, and what shoppers do not tell apart from it."""
    return next(
        ((kind, *(each for each in same if each != kind)) for same in SAME_KINDS if kind in same), (kind,)
    )


def _words_by_kind() -> Mapping[str, tuple[str, ...]]:
    kinds = dict.fromkeys([*(kind for same in SAME_KINDS for kind in same), *_ALSO_CALLED])
    return {kind: (*same_kinds(kind)[1:], *_ALSO_CALLED.get(kind, ())) for kind in kinds}


def _kinds_by_word() -> Mapping[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, forms in KIND_WORDS.items():
        for form in forms:
            kinds[form].append(kind)
    return {form: tuple(each) for form, each in kinds.items()}


KIND_WORDS = _words_by_kind()
"""What shoppers call a kind of product besides its own name; used where a catalogue has the kind."""
KIND_OF_FORM = _kinds_by_word()
"""The kinds that other words stand for."""
