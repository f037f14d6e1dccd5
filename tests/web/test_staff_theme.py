"""The look of the staff's pages: legible in light and dark, and the small words and signs on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import product

import pytest

from knowledge.masking import mask_email, mask_emails, mask_name, mask_person, masked
from web.desk.mood import Mood, mood_of, sparkline
from web.fragments import in_words
from web.moments import span
from web.staff_theme import DARK, LIGHT

GROUNDS = ("page", "surface", "sunken", "accent-soft", "note")


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_every_ground(tokens: Mapping[str, str]) -> None:
    pairs = [*product(("text", "muted"), GROUNDS), ("on-accent", "accent")]
    pairs += product(("bad", "accent"), ("page", "surface", "sunken"))
    weak = {(text, ground) for text, ground in pairs if contrast(tokens[text], tokens[ground]) < 4.5}
    assert not weak


def test_light_and_dark_know_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_mood_is_that_of_the_last_messages() -> None:
    assert mood_of([]) == Mood.FINE
    assert mood_of([-0.9, -0.9, 0.5, 0.5, 0.5]) == Mood.FINE
    assert mood_of([0.9, -0.4, -0.4, -0.4]) == Mood.UNHAPPY
    assert mood_of([0.9, -0.8, -0.8, -0.8]) == Mood.ANGRY


def test_the_line_of_the_mood_goes_down_when_it_gets_worse() -> None:
    assert sparkline([]) == ""
    line = sparkline([1, -1])
    assert 'points="4.0,4.0 156.0,32.0"' in line
    assert 'aria-label="Mood: fine"' in line
    assert "nan" not in sparkline([5, -5, 0.2]).lower()


def test_durations_are_told_in_their_largest_unit() -> None:
    durations = [-5, 59, 60, 3_599, 3_600, 86_399, 86_400]
    assert [span(timedelta(seconds=seconds)) for seconds in durations] == [
        "now",
        "now",
        "1 min",
        "59 min",
        "1 h",
        "23 h",
        "1 d",
    ]


def test_emails_are_masked_wherever_they_stand() -> None:
    assert mask_email("lena@example.org") == "l…@example.org"
    assert (
        mask_emails("write to lena.k+shop@mail.example.org, or call")
        == "write to l…@mail.example.org, or call"
    )


def test_a_person_is_masked_in_whole_and_in_parts_but_not_inside_other_words() -> None:
    mask = mask_person("Ana Sousa")
    assert mask("Ana Sousa, Ana or Mrs Sousa bought bananas; Anabel did not") == (
        "A. S., A. or Mrs S. bought bananas; Anabel did not"
    )
    assert mask_person("")("write to a@example.org") == "write to a…@example.org"
    assert mask_person("王伟")("您好王伟先生") == "您好王.先生"
    assert mask_name("Lena Kovač") == "L. K."


def test_masking_reaches_into_bodies() -> None:
    body = {"text": "Ana", "rows": [["Ana", 3]], "note": None}
    assert masked(body, mask_person("Ana")) == {"text": "A.", "rows": [["A.", 3]], "note": None}


def test_codes_are_told_in_words() -> None:
    assert in_words("too_small") == "too small"
    assert in_words(["too_small", True, {"order_number": 1}]) == "too small, yes, order number: 1"
    assert in_words("Policy says R-12_b") == "Policy says R-12_b"
