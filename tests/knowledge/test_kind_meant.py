"""A kind of product that a request names is a must only when it is what the shopper wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from knowledge.advice.needs import Need
from knowledge.advice.situations import called_for
from knowledge.customers.profile import Drawn, Profile
from knowledge.search.embedding import Encoder, Vectors
from knowledge.search.products import ProductIndex
from knowledge.shop import Shop


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("shoes everywhere in our narrow hall", "shoe", "nimblenest-slim-shoe-cabinet"),
        ("a carpet that goes into the washing machine", "machine", "nimblenest-spin-washable-rug"),
        ("warm vest and long johns under ski clothes", "vest", "ostra-thermal-set"),
    ],
)
def test_a_kind_that_is_only_mentioned_keeps_nothing_out(
    demo: Shop, text: str, kind: str, wanted: str
) -> None:
    shown = demo.advisor.advise(Need(text=text, product_types=(kind,))).shown
    assert wanted in [each.product.id for each in shown]


@pytest.mark.parametrize("kind", ["jacket", "laptop", "sofa", "umbrella"])
def test_a_kind_that_is_asked_for_is_all_that_is_shown(demo: Shop, kind: str) -> None:
    shown = demo.advisor.advise(Need(text=f"a {kind} for every day", product_types=(kind,)), count=5).shown
    assert shown
    assert all(kind in each.product.words for each in shown)


@pytest.mark.parametrize(
    ("through", "said"), [("longhaul-insulated-bottle", False), ("kelder-hiking-rain-jacket", True)]
)
def test_a_purchase_speaks_only_for_what_it_has_to_do_with(demo: Shop, through: str, said: bool) -> None:
    drawn = Drawn(0.9, "what was bought", through)
    profile = Profile(customer_id=1, personal=True, drawn_to={"stonebeck-trail-jacket": drawn})
    products = demo.catalogue.snapshot().products
    kept = demo.advisor._spoken_for(profile, [products["stonebeck-trail-jacket"]]).drawn_to
    assert bool(kept) == said


def test_without_a_situation_nothing_is_searched_twice(demo: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    search = ProductIndex.relevance

    def counted(index: ProductIndex, text: str, *rest: Any, **more: Any) -> dict[str, float]:
        asked.append(text)
        return search(index, text, *rest, **more)

    monkeypatch.setattr(ProductIndex, "relevance", counted)
    assert demo.advisor.advise(Need(text="a grey umbrella", product_types=("umbrella",))).shown
    assert len(asked) == 2  # of its kind, and of any


def test_no_shopper_waits_for_the_kinds_of_situations_to_be_encoded(
    demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.advisor.prepare()
    encoded: list[str] = []
    encoder = type(demo.search_encoder)
    encode = encoder.encode

    def counted(by: Encoder, texts: Sequence[str], *rest: Any) -> Vectors:
        encoded.extend(texts)
        return encode(by, texts, *rest)

    monkeypatch.setattr(encoder, "encode", counted)
    assert called_for("we love gardening and baking")
    assert demo.advisor.advise(Need(text="we love gardening and baking")).shown
    assert set(encoded) <= {"we love gardening and baking"}


@pytest.mark.parametrize(
    ("text", "shown"), [("a bed for the guest room", False), ("a bed for our old dog", True)]
)
def test_a_bed_is_a_dogs_only_when_a_dog_is_told_of(demo: Shop, text: str, shown: bool) -> None:
    found = demo.advisor.advise(Need(text=text, said=text, product_types=("bed",)), count=9).shown
    assert found
    assert ("pets" in {each.product.audience for each in found}) == shown
