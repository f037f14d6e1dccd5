"""The words by which a catalogue is asked for: of one product, and of all as the bot's vocabulary."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from knowledge.catalogue.chinese import add_chinese
from knowledge.catalogue.kind_words import KIND_WORDS
from knowledge.catalogue.models import Product

_WORD = re.compile(r"[a-zà-öø-ÿ]+|[0-9]+|[\u4e00-\u9fff]", re.IGNORECASE)

# Words that join others in category names and materials, and say nothing alone.
_JOINING = frozenset(
    """
    and or of for the with a an in on by to from
    """.split()
)

# Words that say how many, how packed, or of which field, not what a thing is.
_NO_KINDS = frozenset(
    "set pair pack kit duo trio dozen piece line two three four five six low max mini plus pro spf of accessory "
    "swimming cycling running hiking camping yoga fitness garden craft gaming writing shaving storage building".split()
)
CARE = "care"
"""Attributes whose names start so tell how to treat a product, not what it is."""
_NAME_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*")
_FOLLOWED_BY = re.compile(r",| (?:with|for|in|of) ", re.IGNORECASE)

# Truth-valued attributes that shoppers ask for in other words than the attribute's name.
FEATURE_WORDS: Mapping[str, tuple[str, ...]] = {
    "waterproof": ("rainproof", "water proof", "water-proof", "keeps the rain out"),
    "noise_cancelling": ("noise canceling", "noise-cancelling", "anc", "noise cancellation"),
    "wireless": ("bluetooth", "cable-free"),
    "vegan": ("animal-free", "leather-free"),
    "dishwasher_safe": ("dishwasher proof", "dishwasher-safe", "goes in the dishwasher"),
    "organic": ("bio", "ecological"),
    "rechargeable": ("with a rechargeable battery",),
    "foldable": ("folding", "collapsible"),
    "hood": ("hooded", "with a hood"),
    "cabin_size": ("carry on", "carry-on", "cabin bag", "cabin luggage", "cabin case", "hand luggage"),
    "colour_print": ("print in colour", "printing in colour", "colour printer", "colour printing"),
    "touchscreen": ("touch screen", "touch-screen"),
    "latex_free": ("without latex", "no latex"),
    "fragrance_free": ("unscented", "unperfumed", "without perfume", "without fragrance"),
    "machine_washable": ("machine wash", "goes in the washing machine", "goes into the washing machine"),
    "silent": ("noiseless",),
    "non_iron": ("no ironing", "without ironing", "iron-free", "easy iron"),
}

_COLOUR_WORDS: Mapping[str, tuple[str, ...]] = {
    "grey": ("gray",),
    "multicolour": ("multicolor", "colourful", "colorful"),
    "beige": ("sand",),
    "burgundy": ("wine red", "bordeaux"),
    "navy": ("navy blue", "dark blue"),
    "light blue": ("sky blue", "pale blue", "baby blue"),
    "forest green": ("dark green",),
    "charcoal": ("dark grey", "dark gray"),
    "cream": ("off-white", "ivory"),
}

# A colour that is a shade of another: whoever asks for the wider one may be shown the narrower.
COLOUR_SHADES: Mapping[str, frozenset[str]] = {
    "green": frozenset({"forest green", "olive", "mint", "teal"}),
    "blue": frozenset({"navy", "light blue", "teal", "turquoise"}),
    "grey": frozenset({"charcoal", "silver"}),
    "red": frozenset({"burgundy", "coral"}),
    "brown": frozenset({"tan"}),
    "white": frozenset({"cream"}),
    "black": frozenset({"charcoal"}),
    "yellow": frozenset({"mustard"}),
    "purple": frozenset({"lilac"}),
    "pink": frozenset({"coral"}),
    "beige": frozenset({"cream", "tan"}),
}

MATERIALS = """
    leather suede wool merino cotton linen silk cashmere down polyester nylon fleece denim velvet
    canvas rubber steel stainless-steel aluminium wood oak beech bamboo glass ceramic porcelain
    plastic silicone cork titanium cast-iron enamel paper synthetic viscose elastane hemp jute
    latex
    """.split()


_IRREGULAR = {
    **{
        f"{stem}ies": f"{stem}ie"
        for stem in ("hood", "bean", "boot", "cook", "smooth", "self", "mov", "ones")
    },
    "mice": "mouse",
    "knives": "knife",
    "shelves": "shelf",
    "bookshelves": "bookshelf",
    "scarves": "scarf",
    "lenses": "lens",
}


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The singular of an English noun by its ending; words that only look like plurals stay."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def plural(phrase: str) -> str:
    """The plural of an English noun phrase by its ending."""
    if phrase.endswith(("ch", "sh", "ss", "x")):
        return phrase + "es"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    if phrase.endswith("fe"):
        return phrase[:-2] + "ves"
    if phrase.endswith("lf"):
        return phrase[:-1] + "ves"
    return phrase + "s"


def words(text: str) -> list[str]:
    """Lower-case words in the singular, joining words left out; Chinese by character."""
    found = (singular(word.lower()) for word in _WORD.findall(text))
    return [word for word in found if word not in _JOINING]


def words_of(product: Product) -> frozenset[str]:
    """The words of a product's name, brand, category, keywords and attributes (true ones by name).

    How to care for it is left out: "hand wash" does not make a blouse a thing for the hands.
    """
    parts = [product.name, product.brand, product.category.replace(">", " "), *product.keywords]
    for name, value in product.attributes.items():
        if value is True:
            parts.extend([name.replace("_", " "), *FEATURE_WORDS.get(name, ())])
        elif isinstance(value, str) and not name.startswith(CARE):
            parts.append(value)
    return frozenset(words(" ".join(parts)))


@lru_cache(maxsize=4096)
def category_kinds(category: str) -> tuple[str, ...]:
    """The kinds of thing that the narrowest category names: "Boots & Outdoor Shoes" gives two."""
    leaf = category.rsplit(">", 1)[-1].lower()
    parts = [part.split() for part in re.split(r"[,&/]| and ", leaf) if part.strip()]
    if not parts:
        return ()
    head = parts[-1][-1] if len(parts[-1]) > 1 else ""
    kinds = []
    for part in parts:
        # An adjective alone shares the noun of the last part: "Hiking & Outdoor Shoes" has hiking shoes.
        whole = [*part, head] if head and len(part) == 1 and singular(part[0]) == part[0] else part
        kinds.append(" ".join([*whole[:-1], singular(whole[-1])]))
    return tuple(dict.fromkeys(kinds))


@lru_cache(maxsize=65536)
def name_kinds(product_name: str) -> tuple[str, ...]:
    """What a product's name says it is: its last word, and its last two ("jacket", "rain jacket")."""
    named = _NAME_WORD.findall(_FOLLOWED_BY.split(product_name)[0])
    while len(named) > 1 and singular(named[-1].lower()) in _NO_KINDS | {"four-pack"}:
        named.pop()
    if not named:
        return ()
    last = singular(named[-1].lower())
    kinds = [last, f"{named[-2].lower()} {last}"] if len(named) > 1 else [last]
    # Two letters are a kind only as an acronym ("TV").
    return tuple(kind for kind in kinds if (len(kind) > 2 or named[-1].isupper()) and kind not in _NO_KINDS)


def called(product_name: str, keywords: Iterable[str]) -> frozenset[str]:
    """The nouns a product goes by: the last words of its name and of its keywords, in the singular."""
    named = [kind for kind in name_kinds(product_name) if " " not in kind]
    lasts = [_NAME_WORD.findall(keyword.lower())[-1:] for keyword in keywords]
    return frozenset([*named, *(singular(last) for each in lasts for last in each)])


@lru_cache(maxsize=4096)
def wide_kinds(category: str) -> tuple[str, ...]:
    """Kinds that a category above the narrowest names: "Shoes > Boots" are shoes, "Kitchen > Pans" are no kitchen."""
    above = [part.strip().lower() for part in category.split(">")[:-1]]
    return tuple(singular(part) for part in above if singular(part) != part and part.isalpha())


def product_types(product_name: str, category: str) -> list[str]:
    """What a product is called: nouns of its category, and the last words of its name."""
    found = [*wide_kinds(category), *category_kinds(category), *name_kinds(product_name)]
    return [kind for kind in dict.fromkeys(found) if kind not in _NO_KINDS]


def homes_of_kinds(products: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For each kind of product the categories it belongs in; from (name, category) pairs.

    A kind is at home where a category or a product is named so. Where one category is named exactly so
    ("Bags"), another named by a longer kind ("Sleeping Bags") is no home of it.
    """
    chosen = list(products)
    exact: dict[str, set[str]] = defaultdict(set)
    homes: dict[str, set[str]] = defaultdict(set)
    for category in {category for _, category in chosen}:
        for kind in category_kinds(category):
            exact[kind].add(category)
            homes[kind].add(category)
            homes[kind.split()[-1]].add(category)
    for name, category in chosen:
        for kind in name_kinds(name):
            homes[kind].add(category)
    for kind, categories in exact.items():
        longer = {other for other in exact if other != kind and other.split()[-1] == kind}
        homes[kind] -= {category for other in longer for category in exact[other]} - categories
    for category in {category for _, category in chosen}:
        for kind in wide_kinds(category):
            homes.pop(kind, None)  # what the whole branch is called is at home anywhere
    return {kind: frozenset(categories) for kind, categories in homes.items()}


def build_vocabulary(products: Iterable[Product]) -> dict[str, Any]:
    """What a catalogue has, each with its spellings in English and Chinese; its article codes as they are."""
    chosen = sorted(products, key=lambda product: product.id)
    brands = sorted({product.brand for product in chosen if product.brand})
    colours: set[str] = set()
    sizes: set[str] = set()
    features: set[str] = set()
    materials: set[str] = set()
    for product in chosen:
        for variant in product.variants:
            for option, value in variant.options.items():
                (colours if option in ("colour", "color") else sizes).add(value)
        for name, value in product.attributes.items():
            if isinstance(value, bool):
                features.add(name)
            elif isinstance(value, str) and not name.startswith(CARE):
                text = value.lower().replace(" ", "-")
                materials.update(each for each in MATERIALS if re.search(rf"\b{each}\b", text))
    kinds = kinds_of((product.name, product.category) for product in chosen)
    sold_as = {word for product in chosen for word in words(product.category)} | set(kinds) | materials
    vocabulary: dict[str, Any] = {
        "brands": {brand: [brand.lower()] for brand in brands},
        "product_types": {kind: [kind, plural(kind), *_spellings(kind, kinds)] for kind in kinds},
        "colours": {colour: [colour, *_COLOUR_WORDS.get(colour, ())] for colour in sorted(colours)},
        "materials": {
            material: [material, material.replace("-", " ")] if "-" in material else [material]
            for material in sorted(materials)
        },
        "sizes": sorted(sizes),
        "features": {
            name: [name.replace("_", " "), *FEATURE_WORDS.get(name, ())]
            for name in sorted(features)
            if singular(name) not in sold_as  # "outdoor" is where a jacket hangs in the shop, no demand on it
        },
        "products": {product.id: product.name for product in chosen},
        "skus": sorted({variant.sku for product in chosen for variant in product.variants}),
    }
    return add_chinese(vocabulary)


def kinds_of(products: Iterable[tuple[str, str]]) -> list[str]:
    """The kinds of product that a shop has, sorted; from (name, category) pairs."""
    chosen = list(products)
    counted = Counter(kind for name, category in chosen for kind in product_types(name, category))
    # A pair of words is a type only when several products carry it ("hiking boot"); a single noun always is.
    kinds = sorted(kind for kind, count in counted.items() if " " not in kind or count > 1)
    # A branch of the shop is a kind only when something in it is called so: "Toys" is, "Pets" are not sold.
    heads = {
        kind.split()[-1]
        for name, category in chosen
        for kind in [*category_kinds(category), *name_kinds(name)]
    }
    return [kind for kind in kinds if kind.split()[-1] in heads]


def _spellings(kind: str, kinds: Iterable[str]) -> list[str]:
    """Other words for a kind, but for those that are a kind of their own in this shop."""
    other = [word for word in KIND_WORDS.get(kind, ()) if singular(word) not in kinds]
    return list(dict.fromkeys(form for word in other for form in (word, plural(singular(word)))))


def write_vocabulary(vocabulary: dict[str, Any], path: Path) -> None:
    """Write the vocabulary for the bot, replacing the file in one step."""
    text = json.dumps(vocabulary, ensure_ascii=False, sort_keys=True)
    vocabulary = {"fingerprint": hashlib.sha256(text.encode()).hexdigest()[:16], **vocabulary}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{uuid.uuid4().hex[:8]}")
    draft.write_text(json.dumps(vocabulary, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(path)
