"""Reading a shop's policy file: what it says is taken, what is wrong is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.aftersales.policy import BadPolicy, load_policy
from knowledge.demo.goods_back import POLICY_FILE
from knowledge.orders.models import OrderState

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes the standard policy with some settings changed, or left out with `None`."""

    def write(**changed: Any) -> Path:
        content = yaml.safe_load(POLICY_FILE.read_text(encoding="utf-8")) | changed
        path = tmp_path / "policy.yml"
        kept = {name: value for name, value in content.items() if value is not None}
        path.write_text(yaml.safe_dump(kept), encoding="utf-8")
        return path

    return write


def test_the_standard_policy_says_what_the_help_articles_promise() -> None:
    policy = load_policy(POLICY_FILE)
    assert (policy.window_days("blue"), policy.window_days("gold")) == (30, 60)
    assert policy.warranty_months == 24
    assert (policy.return_fee_minor, policy.bulky_collection_fee_minor) == (690, 2900)
    assert policy.cancellable_states == {OrderState.PENDING, OrderState.PROCESSED}
    assert {"DE", "FR", "IE"} <= policy.free_return_countries
    assert policy.free_return_countries.isdisjoint({"GB", "CH", "NO"})


def test_a_shop_can_write_its_own_numbers(written: Write) -> None:
    policy = load_policy(written(version="2027-01", return_window_days=14, return_window_days_by_level={}))
    assert (policy.version, policy.window_days("gold")) == ("2027-01", 14)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"return_window_days": -1}, "return_window_days: "),
        ({"return_window_days": "a month"}, "return_window_days: "),
        ({"return_window_days_by_level": {"gold": -5}}, "return_window_days_by_level.gold: "),
        ({"return_fee_minor": 6.9}, "return_fee_minor: "),
        ({"cancellable_states": ["packed"]}, "cancellable_states"),
        ({"version": ""}, "version: "),
        ({"version": "the one that we agreed on in spring"}, "version: "),
        ({"warranty_months": None}, "warranty_months: Field required"),
        ({"retrun_window_days": 30}, "retrun_window_days: "),
        ({"faulty_reasons": ["broken", "damaged"]}, "faulty_reasons: no such reason broken"),
        ({"not_returnable": ["final sale"]}, "not_returnable: no such returns class final sale"),
        ({"unopened_only": ["higiene"]}, "unopened_only: no such returns class higiene"),
        ({"cancellable_states": ["shipped"]}, "cancellable_states: no such cancellable state shipped"),
    ],
)
def test_a_wrong_setting_is_named_together_with_its_file(
    written: Write, changed: dict[str, Any], fault: str
) -> None:
    path = written(**changed)
    with pytest.raises(BadPolicy) as refused:
        load_policy(path)
    assert f"policy {path}: " in str(refused.value)
    assert fault in str(refused.value)


def test_all_wrong_settings_are_named_at_once(written: Write) -> None:
    with pytest.raises(BadPolicy, match=r"return_window_days: .*; warranty_months: "):
        load_policy(written(return_window_days=-1, warranty_months=-1))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match=r"nowhere\.yml: cannot be read \(No such file or directory\)"):
        load_policy(tmp_path / "nowhere.yml")


@pytest.mark.parametrize(
    ("content", "fault"), [("a: [", "is no YAML"), ("- a list", "mapping"), ("", "mapping")]
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "policy.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadPolicy, match=fault):
        load_policy(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    path.write_bytes(b"version: \xff\xfe")
    with pytest.raises(BadPolicy, match="is no text in UTF-8"):
        load_policy(path)
