"""Reading a shop's policy file: what it says is taken, what is wrong is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.aftersales.policy import Policy
from knowledge.aftersales.policy_file import PACKS, load_pack, load_policy
from knowledge.checked_yaml import BadYaml
from knowledge.errors import NotFound
from knowledge.orders.models import OrderState

STANDARD = (PACKS / "standard.yml").read_text(encoding="utf-8")


def written(tmp_path: Path, old: str = "", new: str = "") -> Path:
    """The standard policy with one thing written differently."""
    assert old in STANDARD
    path = tmp_path / "policy.yml"
    path.write_text(STANDARD.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(text: str, place: Path) -> int:
    """The line of a file that something is on."""
    lines = place.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_the_standard_policy_says_what_the_help_articles_promise() -> None:
    policy = load_pack("standard")
    assert (policy.window_days("blue"), policy.window_days("gold")) == (30, 60)
    assert policy.returns.warranty_months == 24
    assert (policy.returns.fee_minor, policy.returns.bulky_fee_minor) == (690, 2900)
    assert policy.cancel.states == {OrderState.PENDING, OrderState.PROCESSED}
    assert {"DE", "FR", "IE"} <= policy.returns.free_countries
    assert policy.returns.free_countries.isdisjoint({"GB", "CH", "NO"})


@pytest.mark.parametrize("name", sorted(path.stem for path in PACKS.glob("*.yml")))
def test_every_pack_that_comes_along_can_be_used(name: str) -> None:
    policy = load_pack(name)
    assert isinstance(policy, Policy)
    assert policy.name == name


def test_a_pack_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(NotFound, match="standard, tau2-retail"):
        load_pack("tau3")


def test_a_shop_can_write_its_own_numbers(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, "window_days: 30", "window_days: 14"))
    assert (policy.window_days("blue"), policy.window_days("gold")) == (14, 60)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("window_days: 30", "window_days: -1", "returns.window_days: "),
        ("window_days: 30", "window_days: a month", "returns.window_days: "),
        ("window_days: 30", "window_days: 30.5", "returns.window_days: "),
        ("{gold: 60}", "{gold: -5}", "returns.window_days_by_level.gold: "),
        ("  fee_minor: 690", "  fee_minor: 6.9", "returns.fee_minor: "),
        ("states: [pending, processed]", "states: [packed]", "cancel.states"),
        ("states: [pending, processed]", "states: [shipped]", "no such cancellable state shipped"),
        ('version: "2026-11"', 'version: ""', "version: "),
        ('version: "2026-11"', "version: 2026.11", "write it in quotes"),
        ("window_days: 30", "retrun_window_days: 30", "returns.retrun_window_days: "),
        ("[damaged, defective, w", "[broken, defective, w", "no such reason broken"),
        ("[final_sale]", "[final sale]", "no such returns class final sale"),
        ("[hygiene]", "[higiene]", "no such returns class higiene"),
        ("[AT, BE", "[NO, BE", "returns.free_countries"),
        ("remedies: [refund", "remedies: [voucher", "no such remedy voucher"),
        ("offered: true", "offered: perhaps", "exchanges.offered: "),
        ("percent: 10, ", "", "give either percent or amount_minor"),
        ("percent: 10, ", "percent: 10, starts: 2027-01-01, ", "promo_codes.0.starts: "),
        ("{missing_item: 30", "{lost_item: 30", "claims.window_days.lost_item"),
    ],
)
def test_a_wrong_setting_is_named_together_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    path = written(tmp_path, old, new)
    with pytest.raises(BadYaml) as refused:
        load_policy(path)
    told = str(refused.value)
    assert fault in told
    if new:
        assert told.startswith(f"{path}:{line_of(new.strip(), path)}: ") or "version" in new


def test_a_missing_setting_is_named_at_the_part_that_lacks_it(tmp_path: Path) -> None:
    path = written(tmp_path, "  states: [pending, processed]\n")
    with pytest.raises(BadYaml) as refused:
        load_policy(path)
    assert f"{path}:{line_of('cancel:', path)}: cancel.states: Field required" in str(refused.value)


def test_a_setting_written_twice_is_named_at_its_second_place(tmp_path: Path) -> None:
    path = written(tmp_path, "  bulky_fee_minor", "  fee_minor: 0\n  bulky_fee_minor")
    with pytest.raises(BadYaml) as refused:
        load_policy(path)
    assert str(refused.value) == f"{path}:{line_of('fee_minor: 0', path)}: fee_minor: is written twice"


def test_all_wrong_settings_are_named_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "window_days: 30", "window_days: -1\n  standard_delivery: 1")
    with pytest.raises(BadYaml) as refused:
        load_policy(path)
    assert len(refused.value.faults) == 2


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadYaml, match=r"nowhere\.yml: cannot be read \(No such file or directory\)"):
        load_policy(tmp_path / "nowhere.yml")


@pytest.mark.parametrize(
    ("content", "fault"), [("a: [", "is no YAML"), ("- a list", "mapping"), ("", "mapping")]
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "policy.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadYaml, match=fault):
        load_policy(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.yml"
    path.write_bytes(b"version: \xff\xfe")
    with pytest.raises(BadYaml, match="is no text in UTF-8"):
        load_policy(path)
