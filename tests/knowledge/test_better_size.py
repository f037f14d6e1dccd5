"""Which size to take instead of one that is too small or too big."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.advice.better_size import fitting, in_order
from tests.knowledge.small_catalogue import product, variant

LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL")
JACKET = product(
    "Rain Jacket",
    *(variant(f"rj-{size}", colour="green", size=size) for size in ("XL", "S", "M", "L")),
    variant("rj-black", colour="black", size="XXL"),
    variant("rj-none", colour="green", size="XXL", stock=0),
)


@pytest.mark.parametrize(
    ("now", "reason", "kept", "size"),
    [
        ("M", "too_small", None, "L"),
        ("M", "too_big", None, "S"),
        ("M", "too_small", "XL", "XL"),
        ("M", "too_small", "S", "L"),  # what is usually kept is on the wrong side
        ("XL", "too_small", None, None),  # the next one in green is sold out
        ("S", "too_big", None, None),
        ("M", "changed_mind", None, None),
    ],
)
def test_the_size_that_fits_better(now: str, reason: str, kept: str | None, size: str | None) -> None:
    found = fitting(JACKET, {"colour": "green", "size": now}, reason, kept)
    assert (found.options["size"] if found is not None else None) == size


def test_what_has_no_size_has_none_that_fits_better() -> None:
    assert fitting(JACKET, {"colour": "green"}, "too_small") is None


@given(st.permutations(LETTERS))
def test_letters_are_in_order_however_they_are_listed(sizes: list[str]) -> None:
    assert in_order(sizes) == list(LETTERS)


@given(st.lists(st.integers(30, 50), unique=True))
def test_numbers_are_in_order_with_what_is_written_around_them(sizes: list[int]) -> None:
    assert in_order([f"EU {size}" for size in sizes]) == [f"EU {size}" for size in sorted(sizes)]
