"""The retail world as a second shop: its cases come out as it defines them, and nothing unlawful is done."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attendant.cli import app
from attendant.retail_world.evaluation import evaluate, summary
from attendant.retail_world.files import BadWorldFile, Case, read_cases, read_world
from bench.attacks import attack
from bench.data import FOLDER
from knowledge.aftersales.policy_file import load_pack
from tests.attendant.small_world import ADA, LAWFUL, UNLAWFUL, WORLD, call, case, written

RETAIL = load_pack("tau2-retail")
PUBLIC = FOLDER / "aftersales" / "tau2_retail"


@pytest.mark.parametrize("lawful", LAWFUL, ids=lambda each: each.id)
def test_lawful_writes_are_accepted_and_make_the_world_that_the_case_defines(lawful: Case) -> None:
    (result,) = evaluate(WORLD, RETAIL, [lawful])
    assert (result.differences, result.played.refused, result.not_allowed) == ((), [], ())


@pytest.mark.parametrize(("rule", "unlawful"), UNLAWFUL.items(), ids=UNLAWFUL)
def test_what_the_world_does_not_allow_is_refused_by_its_rule(rule: str, unlawful: Case) -> None:
    (result,) = evaluate(WORLD, RETAIL, [unlawful])
    assert [turned.rule for turned in result.played.refused] == [rule]
    assert result.played.refused[0].action == unlawful.actions[-1]
    if rule not in {
        "order-not-found-for-this-owner",
        "another-user",
    }:  # the world's tools do not ask who calls
        assert result.not_allowed == (unlawful.actions[-1],)
        assert result.differences == ()


def test_a_world_that_differs_is_told_with_what_differs() -> None:
    generous = RETAIL.model_copy(
        update={"returns": RETAIL.returns.model_copy(update={"once_per_order": False})}
    )
    (result,) = evaluate(WORLD, generous, [UNLAWFUL["one-request-per-order"]])
    assert result.differences == ("order #W3: return_items is ['k1', 'l1'], not ['l1']",)


def test_cases_do_not_see_what_others_did() -> None:
    cancel = LAWFUL[0]
    results = evaluate(WORLD, RETAIL, [cancel, cancel])
    assert summary(results)["writes_accepted"] == 2


def test_playing_leaves_the_world_it_was_given_as_it_was() -> None:
    before = copy.deepcopy(WORLD)
    evaluate(WORLD, RETAIL, LAWFUL)
    assert before == WORLD


def test_a_tool_with_arguments_it_does_not_have_is_refused() -> None:
    odd = case("odd", ADA, call("cancel_pending_order", order_id="#W1", why="because"))
    (result,) = evaluate(WORLD, RETAIL, [odd])
    assert result.played.refused[0].rule.startswith("bad-arguments: cancel_pending_order")
    assert result.differences == ()


def test_the_command_prints_each_case_and_writes_the_sums(tmp_path: Path) -> None:
    db, tasks = written(tmp_path, (*LAWFUL, UNLAWFUL["same-method"]))
    told = tmp_path / "result.json"
    arguments = ["eval", "aftersales", "--db", str(db), "--tasks", str(tasks), "--json", str(told)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "same-method" in done.output
    result = json.loads(told.read_text(encoding="utf-8"))
    count = len(LAWFUL) + 1
    assert (result["cases"], result["worlds_equal"]) == (count, count)
    assert (result["writes_refused"], result["lawful_writes_refused"]) == (1, 0)
    assert result["results"][-1]["refused"][0]["rule"] == "same-method"
    assert (result["variants_asked"], result["variants_right"]) == (6, 6)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "is no JSON"),
        ('{"products": {}}', "users: Field required"),
        (json.dumps({**WORLD, "orders": {"#W1": {"order_id": "#W1"}}}), "orders.#W1.user_id: Field required"),
    ],
)
def test_a_file_that_is_no_world_is_refused_with_the_place(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "db.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadWorldFile) as refused:
        read_world(path)
    assert fault in str(refused.value)


def test_a_file_that_holds_no_cases_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    path.write_text('{"id": 1}', encoding="utf-8")
    with pytest.raises(BadWorldFile, match="must be a list of cases"):
        read_cases(path)


def test_no_attack_on_any_write_of_the_small_world_gets_through() -> None:
    result = attack(WORLD, LAWFUL, RETAIL)
    assert result.through == []
    assert result.tried.total() > 300


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public cases are not there (../shared/data)")
def test_the_first_public_cases_come_out_equal() -> None:
    results = evaluate(read_world(PUBLIC / "db.json"), RETAIL, read_cases(PUBLIC / "tasks_train.json")[:5])
    assert [result.differences for result in results] == [()] * 5
