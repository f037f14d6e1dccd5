"""The words by which a catalogue is asked for: of one product, and of all as the bot's vocabulary."""

from __future__ import annotations

import hashlib
import json
import os
import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from knowledge.catalogue.models import Product

_WORD = re.compile(r"[a-zà-öø-ÿ]+|[0-9]+|[\u4e00-\u9fff]", re.IGNORECASE)

# Words that join others in category names and materials, and say nothing alone.
_JOINING = frozenset("and or of for the with a an in on by to from".split())

# Truth-valued attributes that shoppers ask for in other words than the attribute's name.
FEATURE_WORDS: Mapping[str, tuple[str, ...]] = {
    "waterproof": ("rainproof", "water proof", "water-proof", "keeps the rain out"),
    "noise_cancelling": ("noise canceling", "noise-cancelling", "anc", "noise cancellation"),
    "wireless": ("bluetooth", "cordless", "cable-free"),
    "vegan": ("animal-free", "leather-free"),
    "dishwasher_safe": ("dishwasher proof", "dishwasher-safe", "goes in the dishwasher"),
    "organic": ("bio", "ecological"),
    "rechargeable": ("with a rechargeable battery",),
    "foldable": ("folding", "collapsible"),
    "hood": ("hooded", "with a hood"),
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

_MATERIALS = (
    "leather suede wool merino cotton linen silk cashmere down polyester nylon fleece denim velvet canvas "
    "rubber steel stainless-steel aluminium wood oak beech bamboo glass ceramic porcelain plastic silicone "
    "cork titanium cast-iron enamel paper synthetic viscose elastane hemp jute latex"
).split()


def singular(word: str) -> str:
    """The singular of an English noun by its ending; words that only look like plurals stay."""
    if len(word) <= 3 or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("ves"):
        return {"knives": "knife", "shelves": "shelf", "gloves": "glove", "scarves": "scarf"}.get(
            word, word[:-1]
        )
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
    """The words of a product's name, brand, category, keywords and attributes (true ones by name)."""
    parts = [product.name, product.brand, product.category.replace(">", " "), *product.keywords]
    for name, value in product.attributes.items():
        if value is True:
            parts.extend([name.replace("_", " "), *FEATURE_WORDS.get(name, ())])
        elif isinstance(value, str):
            parts.append(value)
    return frozenset(words(" ".join(parts)))


def product_types(product_name: str, category: str) -> list[str]:
    """What a product is called: nouns of its narrowest category, and the last words of its name."""
    leaf = category.rsplit(">", 1)[-1].lower()
    named = [part.strip() for part in re.split(r"[,&/]| and ", leaf) if part.strip()]
    types = [" ".join([*part.split()[:-1], singular(part.split()[-1])]) for part in named]
    name_words = [word.lower() for word in re.findall(r"[A-Za-zÀ-ÿ-]+", product_name)]
    if name_words:
        types.append(singular(name_words[-1]))
    if len(name_words) > 1:
        types.append(f"{name_words[-2]} {singular(name_words[-1])}")
    return [kind for kind in dict.fromkeys(types) if len(kind) > 2]


def type_categories(products: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """For each product type the categories it occurs in and how often; from (name, category) pairs."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, category in products:
        for kind in product_types(name, category):
            found[kind][category] += 1
    return {kind: dict(counts) for kind, counts in found.items()}


def build_vocabulary(products: Iterable[Product]) -> dict[str, Any]:
    """Brands, product types, colours, materials, sizes, features and names of a catalogue with their spellings."""
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
            elif isinstance(value, str):
                text = value.lower()
                materials.update(material for material in _MATERIALS if re.search(rf"\b{material}\b", text))
    counted = Counter(
        kind for product in chosen for kind in product_types(product.name, product.category)
    )
    # A pair of words is a type only when several products carry it ("hiking boot"); a single noun always is.
    kinds = sorted(kind for kind, count in counted.items() if " " not in kind or count > 1)
    return {
        "brands": {brand: [brand.lower()] for brand in brands},
        "product_types": {kind: [kind, plural(kind)] for kind in kinds if not kind.isdigit()},
        "colours": {colour: [colour, *_COLOUR_WORDS.get(colour, ())] for colour in sorted(colours)},
        "materials": {
            material: [material, material.replace("-", " ")] if "-" in material else [material]
            for material in sorted(materials)
        },
        "sizes": sorted(sizes),
        "features": {
            name: [name.replace("_", " "), *FEATURE_WORDS.get(name, ())] for name in sorted(features)
        },
        "products": {product.id: product.name for product in chosen},
    }


def write_vocabulary(vocabulary: dict[str, Any], path: Path) -> None:
    """Write the vocabulary for the bot, replacing the file in one step."""
    text = json.dumps(vocabulary, ensure_ascii=False, sort_keys=True)
    vocabulary = {"fingerprint": hashlib.sha256(text.encode()).hexdigest()[:16], **vocabulary}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{uuid.uuid4().hex[:8]}")
    draft.write_text(json.dumps(vocabulary, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(draft, path)
