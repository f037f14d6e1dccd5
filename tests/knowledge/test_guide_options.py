"""What is offered when trying is over: only what the policy allows, the best for this shopper first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.aftersales.decision import Decision
from knowledge.guides.guide import End
from knowledge.guides.options import Choices, ranked

YES, NO = Decision(True, "claim-accepted", "test"), Decision(False, "claim-too-late", "test")
LOOKED_AT = Decision(True, "claim-for-a-person", "test", person=True)
FEE = Decision(True, "within-window", "test", fee_minor=690)


def offered(end: End, **more: object) -> list[str]:
    choices = {"claim": YES, "give_back": YES, "others": 3, "exchanges": True, "swapped_sizes": False, **more}
    return [option.what for option in ranked(end, Choices(**choices))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("end", "first"),
    [(End.CLAIM, "claim"), (End.SAFETY, "claim"), (End.RETURN, "return"), (End.PERSON, "person")],
)
def test_what_the_guide_ends_with_comes_first(end: End, first: str) -> None:
    assert offered(end)[0] == first


def test_what_the_policy_refuses_is_not_offered() -> None:
    assert "claim" not in offered(End.CLAIM, claim=NO)
    assert offered(End.RETURN, give_back=NO) == ["claim", "person"]
    assert "exchange" not in offered(End.RETURN, others=0)
    assert "exchange" not in offered(End.RETURN, exchanges=False)


def test_what_is_dangerous_is_not_sent_back() -> None:
    assert offered(End.SAFETY) == ["claim", "person"]


def test_an_exchange_comes_first_for_whom_it_helps_and_where_a_return_costs() -> None:
    assert offered(End.RETURN)[:2] == ["return", "exchange"]
    assert offered(End.RETURN, swapped_sizes=True)[:2] == ["exchange", "return"]
    assert offered(End.RETURN, give_back=FEE)[:2] == ["exchange", "return"]
    assert offered(End.CLAIM, swapped_sizes=True)[0] == "claim"


def test_it_is_said_whether_a_claim_is_looked_at_and_what_a_return_costs() -> None:
    options = ranked(End.CLAIM, Choices(LOOKED_AT, FEE, others=0, exchanges=False, swapped_sizes=False))
    assert [(option.what, option.detail, option.fee_minor) for option in options] == [
        ("claim", "looked-at", 0),
        ("return", "fee", 690),
        ("person", "", 0),
    ]


def test_what_was_not_bought_here_gets_a_person() -> None:
    assert [option.what for option in ranked(End.CLAIM, None)] == ["person"]


@given(
    end=st.sampled_from([end for end in End if end != End.SOLVED]),
    claim=st.sampled_from([YES, NO, LOOKED_AT]),
    give_back=st.sampled_from([YES, NO, FEE]),
    others=st.integers(0, 3),
    exchanges=st.booleans(),
    swapped_sizes=st.booleans(),
)
def test_a_person_is_always_among_them_and_nothing_is_offered_twice(end: End, **choices: object) -> None:
    found = offered(end, **choices)
    assert "person" in found
    assert len(set(found)) == len(found)
    assert ("claim" in found) == choices["claim"].allowed  # type: ignore[attr-defined]
