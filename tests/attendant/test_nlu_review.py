"""`attendant nlu review`: what was not understood is grouped by meaning, and a person makes training data of it."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from attendant import nlu_command
from attendant.cli import app
from attendant.composition import make_keyring
from attendant.nlu_data import (
    NoPlaceForExamples,
    NoTrainingData,
    TrainingExamples,
    UnreadableExamples,
    documented_intents,
    domain_intents,
    unfit,
    with_examples,
)
from attendant.nlu_encoder import MeaningEncoder
from attendant.nlu_groups import Line, Neighbour, example_index, proposed
from attendant.nlu_review import picked_numbers
from attendant.settings import ROOT, Settings
from knowledge.conversations.models import Conversation
from knowledge.database import make_engine, make_sessions
from knowledge.migration import upgrade
from knowledge.search.index import IndexFolder
from knowledge.understanding.models import Miss, MissKind
from knowledge.understanding.service import Misses

SUBJECTS = ("orders", "people", "talk")
KEPT = 8
"""Subjects and examples of each intent that the tests work with: encoding all takes minutes."""
JOBS = ["are you hiring?", "any job openings?", "I want to work at your shop, do you have a job for me?"]
PARCEL = ["where on earth is my parcel right now", "any idea where my parcel could be at the moment"]
LATE = {"track_order": 0.39, "missing_item": 0.2}


def shortened(content: str) -> str:
    """A file of training data with the first examples of each intent only."""
    rows, count = [], 0
    for row in content.splitlines(keepends=True):
        count = count + 1 if row.startswith("      - ") else 0
        if count <= KEPT:
            rows.append(row)
    return "".join(rows)


@pytest.fixture(scope="session")
def short_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a part of data/nlu."""
    folder = tmp_path_factory.mktemp("data") / "nlu"
    folder.mkdir()
    for file in [each for subject in SUBJECTS for each in (ROOT / "data" / "nlu").glob(f"{subject}.*.yml")]:
        (folder / file.name).write_text(shortened(file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def encoded(short_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index folder of a home in which the examples were encoded before."""
    folder = tmp_path_factory.mktemp("home") / "index"
    for language in ("en", "zh"):
        examples = TrainingExamples(short_data, language)
        known = {intent: examples.by_intent[intent] for intent in nlu_command.known_intents(examples)}
        example_index(known, IndexFolder(folder, f"nlu-{language}"), MeaningEncoder())
    return folder


@dataclass
class Desk:
    """A shop's misses, its training data, and the person who reviews."""

    data: Path
    misses: Misses
    _made: list[int] = field(default_factory=list)

    def missed(
        self,
        text: str,
        *,
        offered: list[str] | None = None,
        chosen: str | None = None,
        ranking: dict[str, float] | None = None,
    ) -> Miss:
        """A message that was not understood."""
        ranked = [{"name": name, "confidence": each} for name, each in (ranking or {}).items()]
        message = f"m{len(self._made)}"
        self._made.append(1)
        if offered is None:
            miss = self.misses.log_outside("chat", message, text, ranked)
        else:
            miss = self.misses.log_unsure("chat", message, text, offered, ranked)
        assert miss is not None
        if chosen is not None:
            assert self.misses.choose("chat", chosen)
        return miss

    def review(self, *options: str, answers: list[str] | None = None) -> Result:
        """Run the command; without answers left the input ends."""
        arguments = ["nlu", "review", "--data", str(self.data), *options]
        return CliRunner().invoke(
            app, arguments, input="".join(f"{each}\n" for each in answers or []), env={"COLUMNS": "160"}
        )

    def json(self, *options: str) -> dict[str, Any]:
        """What `--json` prints."""
        result = self.review("--json", *options)
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    def examples(self, intent: str, language: str = "en") -> list[str]:
        """What the training data has for an intent."""
        return list(TrainingExamples(self.data, language).by_intent[intent])

    def verdicts(self) -> dict[str, str | None]:
        """The verdict on each text, None while it is pending."""
        with self.misses._sessions() as session:
            return {miss.text: miss.verdict for miss in session.query(Miss)}


@pytest.fixture
def desk(tmp_path: Path, short_data: Path, encoded: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    shutil.copytree(short_data, tmp_path / "nlu")
    shutil.copytree(encoded, tmp_path / "home" / "index")
    monkeypatch.setenv("ATTENDANT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_COLOR", "1")
    url = Settings().database
    upgrade(url)
    sessions = make_sessions(make_engine(url, make_keyring(Settings())))
    with sessions() as session, session.begin():
        session.add(Conversation(id="chat", visitor_id="v"))
    return Desk(tmp_path / "nlu", Misses(sessions))


def as_files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_with_nothing_missed_it_says_so(desk: Desk) -> None:
    result = desk.review()
    assert result.exit_code == 0
    assert "Nothing to review in en." in result.output
    assert desk.json() == {"language": "en", "pending": 0, "groups": []}


def test_it_says_what_waits_in_the_other_language(desk: Desk) -> None:
    desk.missed("你们招人吗")
    assert "There are 1 in zh (--language zh)." in desk.review().output


def test_messages_are_grouped_by_meaning_and_the_largest_group_comes_first(desk: Desk) -> None:
    for text in PARCEL:
        desk.missed(text, ranking=LATE)
    for text in (*JOBS, JOBS[0]):
        desk.missed(text, ranking={"out_of_scope": 0.7, "bot_challenge": 0.1})
    groups = desk.json()["groups"]
    assert [sorted(line["text"] for line in group["lines"]) for group in groups] == [
        sorted(JOBS),
        sorted(PARCEL),
    ]
    assert [group["size"] for group in groups] == [4, 2]
    assert groups[0]["lines"][0] | {"ids": None} == {
        "text": "are you hiring?",
        "count": 2,
        "ids": None,
        "unfit": None,
    }
    assert [group["proposal"]["intent"] for group in groups] == ["out_of_scope", "track_order"]


def test_chinese_messages_are_grouped_by_meaning(desk: Desk) -> None:
    desk.missed("are you hiring?")
    for text in ("我的包裹怎么还没到", "你们招聘吗", "快递到哪里了呀", "你们店还招人吗"):
        desk.missed(text)
    groups = desk.json("--language", "zh")["groups"]
    assert sorted(sorted(line["text"] for line in group["lines"]) for group in groups) == sorted(
        [sorted(["我的包裹怎么还没到", "快递到哪里了呀"]), sorted(["你们招聘吗", "你们店还招人吗"])]
    )


def test_json_asks_nothing_and_changes_nothing(desk: Desk) -> None:
    desk.missed(JOBS[0])
    before = as_files(desk.data)
    assert desk.json()["pending"] == 1
    assert as_files(desk.data) == before
    assert desk.verdicts() == {JOBS[0]: None}


def test_small_groups_are_left_out_when_asked(desk: Desk) -> None:
    for text in (*JOBS, PARCEL[0]):
        desk.missed(text)
    assert [group["size"] for group in desk.json("--least", "2")["groups"]] == [3]
    assert "the largest group has 3" in desk.review("--least", "4").output


def test_the_group_is_shown_with_its_proposal_and_why(desk: Desk) -> None:
    desk.missed(PARCEL[0], offered=list(LATE), chosen="track_order", ranking=LATE)
    output = desk.review(answers=["q"]).output
    assert "Group 1 of 1: 1 message" in output
    assert "unsure: track_order or missing_item; chosen: track_order" in output
    assert re.search(r"Proposal: track_order \(sure, 0\.\d\d\): chosen by the shopper in 1 of 1", output)
    assert "ranked first in 1 of 1" in output
    assert "The shopper asks where an order of theirs is" in " ".join(output.split())


def test_what_is_accepted_goes_into_the_file_and_is_closed(desk: Desk) -> None:
    for text in (*PARCEL, PARCEL[0]):
        desk.missed(text, ranking=LATE)
    before = as_files(desk.data)
    result = desk.review(answers=["accept", ""])
    assert result.exit_code == 0, result.output
    assert desk.examples("track_order")[KEPT:] == PARCEL
    assert desk.verdicts() == dict.fromkeys(PARCEL, "track_order")
    assert "2 lines added to orders.en.yml." in result.output
    assert "Run `attendant train` to make it count." in result.output
    after = as_files(desk.data)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {"orders.en.yml"}
    added = "".join(f"      - {text}\n" for text in PARCEL).encode()
    assert added in after["orders.en.yml"]
    assert after["orders.en.yml"].replace(added, b"") == before["orders.en.yml"]
    assert "Nothing to review" in desk.review().output


def test_only_the_picked_lines_go_in_and_the_others_wait(desk: Desk) -> None:
    for text in PARCEL:
        desk.missed(text, ranking=LATE)
    lines = [line["text"] for line in desk.json()["groups"][0]["lines"]]
    result = desk.review(answers=["a", "7", "x", "2"])
    assert result.output.count("Name lines from 1 to 2") == 2
    assert desk.examples("track_order")[KEPT:] == lines[1:]
    assert desk.verdicts() == {lines[0]: None, lines[1]: "track_order"}
    assert "stay for another time" in result.output


def test_picking_none_goes_back(desk: Desk) -> None:
    for text in PARCEL:
        desk.missed(text)
    before = as_files(desk.data)
    result = desk.review(answers=["a", "0", "s"])
    assert result.exit_code == 0
    assert as_files(desk.data) == before
    assert desk.verdicts() == dict.fromkeys(PARCEL)
    assert "attendant train" not in result.output


def test_another_intent_can_be_given_when_it_exists(desk: Desk) -> None:
    desk.missed(JOBS[0])
    result = desk.review(answers=["i", "check_bussiness_hours", "", "i", "check_business_hours"])
    assert "There is no intent 'check_bussiness_hours'. Did you mean check_business_hours" in result.output
    assert desk.examples("check_business_hours")[-1] == JOBS[0]
    assert desk.verdicts() == {JOBS[0]: "check_business_hours"}


def test_out_of_scope_is_learned_as_well(desk: Desk) -> None:
    desk.missed("can you do my maths homework", ranking={"out_of_scope": 0.8, "help": 0.1})
    desk.review(answers=["a"])
    assert desk.examples("out_of_scope")[-1] == "can you do my maths homework"


def test_what_is_dismissed_is_closed_and_teaches_nothing(desk: Desk) -> None:
    for text in JOBS:
        desk.missed(text)
    before = as_files(desk.data)
    result = desk.review(answers=["nonsense", "d"])
    assert result.exit_code == 0
    assert desk.verdicts() == dict.fromkeys(JOBS, "dismissed")
    assert as_files(desk.data) == before


@pytest.mark.parametrize("answers", [["d", "q"], ["d"]], ids=["quit", "end of input"])
def test_after_leaving_what_was_decided_stays(desk: Desk, answers: list[str]) -> None:
    for text in (*JOBS, PARCEL[0]):
        desk.missed(text)
    result = desk.review(answers=answers)
    assert result.exit_code == 0
    assert "The rest stays for another time." in result.output
    assert desk.verdicts() == {**dict.fromkeys(JOBS, "dismissed"), PARCEL[0]: None}


def test_a_line_with_a_placeholder_goes_in_only_when_edited(desk: Desk) -> None:
    desk.missed("order 12345 hasn't turned up yet")
    result = desk.review(
        answers=["i", "track_order", "order <order> is late", "order 4711 hasn't turned up yet"]
    )
    assert result.output.count("it has <order> in place of what the shopper wrote") == 2
    assert desk.examples("track_order")[-1] == "order 4711 hasn't turned up yet"
    assert desk.verdicts() == {"order <order> hasn't turned up yet": "track_order"}


def test_a_line_with_a_placeholder_is_left_out_when_not_edited(desk: Desk) -> None:
    desk.missed("order 12345 hasn't turned up yet")
    before = as_files(desk.data)
    result = desk.review(answers=["i", "track_order", ""])
    assert as_files(desk.data) == before
    assert desk.verdicts() == {"order <order> hasn't turned up yet": None}
    assert "attendant train" not in result.output


def test_what_is_an_example_already_is_closed_and_not_added_again(desk: Desk) -> None:
    known = desk.examples("track_order")[0]
    desk.missed(known.upper())
    before = as_files(desk.data)
    result = desk.review(answers=["i", "track_order"])
    assert "Line 1 is an example of track_order already." in result.output
    assert as_files(desk.data) == before
    assert desk.verdicts() == {known.upper(): "track_order"}


def test_an_example_of_another_intent_is_refused(desk: Desk) -> None:
    known = desk.examples("track_order")[0]
    desk.missed(known)
    before = as_files(desk.data)
    result = desk.review(answers=["i", "cancel_order"])
    assert "Line 1 is left out: it is an example of track_order already." in result.output
    assert as_files(desk.data) == before
    assert desk.verdicts() == {known: None}


def test_markup_in_a_message_is_shown_and_not_obeyed(desk: Desk) -> None:
    desk.missed("[red]are you hiring?[/]")
    assert "[red]are you hiring?[/]" in desk.review(answers=["q"]).output


@pytest.mark.parametrize(
    "options",
    [["--language", "fr"], ["--least", "0"], ["--least", "many"], ["--data", "/nowhere"], ["extra"]],
)
def test_bad_usage_exits_with_2(desk: Desk, options: list[str]) -> None:
    assert desk.review(*options).exit_code == 2


def test_a_folder_without_training_data_is_an_error(desk: Desk, tmp_path: Path) -> None:
    result = desk.review("--data", str(tmp_path))
    assert result.exit_code == 1
    assert isinstance(result.exception, NoTrainingData)
    assert "no examples in" in str(result.exception)


# How a proposal is made


def missed(**facts: Any) -> Miss:
    return Miss(
        **(
            {"id": 1, "kind": MissKind.UNSURE, "text": "x", "chosen": None, "ranking": [], "offered": []}
            | facts
        )
    )


def ranked(**confidences: float) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": each} for name, each in confidences.items()]


def propose(*misses: Miss, near: str = "praise") -> Any:
    neighbours = [Neighbour(f"an example of {near}", near, 0.95)]
    return proposed(
        [Line("x", misses)], [neighbours], {"get_refund", "track_refund", "praise", "out_of_scope"}
    )


def test_the_shoppers_choice_counts_more_than_ranking_and_examples() -> None:
    found = propose(missed(chosen="get_refund", ranking=ranked(track_refund=0.9)))
    assert (found.intent, found.chosen, found.ranked_first) == ("get_refund", 1, 0)
    assert [intent for intent, _ in found.others] == ["track_refund", "praise"]


def test_the_ranking_counts_more_than_the_examples() -> None:
    assert propose(missed(ranking=ranked(track_refund=0.7))).intent == "track_refund"


def test_the_examples_decide_where_the_ranking_does_not() -> None:
    found = propose(missed(ranking=ranked(track_refund=0.2, get_refund=0.19)))
    assert found.intent == "praise"
    assert [each.text for each in found.neighbours] == ["an example of praise"]


def test_one_choice_does_not_outweigh_many_others() -> None:
    many = [missed(chosen="track_refund") for _ in range(3)]
    assert propose(missed(chosen="get_refund"), *many).intent == "track_refund"


def test_out_of_scope_can_be_overruled_by_examples_that_are_alike() -> None:
    ranking = ranked(out_of_scope=0.7, track_refund=0.6, get_refund=0.2)
    assert propose(missed(ranking=ranking), near="out_of_scope").intent == "out_of_scope"
    assert propose(missed(ranking=ranking), near="track_refund").intent == "track_refund"


def test_what_is_no_intent_of_the_domain_is_never_proposed() -> None:
    found = propose(missed(chosen="nlu_fallback", ranking=ranked(gone=0.9)))
    assert found.intent == "praise"
    assert found.sureness < 0.4


# How lines are added

FILE = """version: "3.1"
nlu:
  - intent: greet   # hello and nothing else
    examples: |
      - hi

  # the end
  - intent: greet_again
    examples: |
        - "hi" again: [yes]
        - hi # again
"""


def test_lines_are_added_at_the_end_of_the_examples_and_nothing_else_changes() -> None:
    assert with_examples(FILE, "greet", ["ho", "#he"]) == FILE.replace(
        "- hi\n\n", "- hi\n      - ho\n      - #he\n\n"
    )
    assert with_examples(FILE, "greet_again", ["- ho"]) == f"{FILE}        - - ho\n"
    assert with_examples(FILE, "greet_ag", ["ho"]) is None


@pytest.mark.parametrize("ending", ["\n", ""])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_stay_as_they_are(newline: str, ending: str) -> None:
    content = (FILE.rstrip("\n") + ending).replace("\n", newline)
    added = with_examples(content, "greet_again", ["ho"])
    assert added is not None
    assert added == content.removesuffix(newline) + f"{newline}        - ho" + (newline if ending else "")


def test_an_intent_without_a_block_of_lines_is_left_to_the_person(tmp_path: Path) -> None:
    content = (
        "nlu:\n  - intent: greet\n    examples: ['hi']\n  - intent: thank\n    examples: |\n      - thanks\n"
    )
    assert with_examples(content, "greet", ["ho"]) is None
    file = tmp_path / "talk.en.yml"
    file.write_text(content.replace("['hi']", '"- hi"'))
    before = file.read_bytes()
    with pytest.raises(NoPlaceForExamples, match="add the lines by hand"):
        TrainingExamples(tmp_path, "en").add("greet", ["ho"])
    assert file.read_bytes() == before


def test_what_was_changed_in_the_file_meanwhile_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "talk.en.yml"
    file.write_text(FILE)
    file.chmod(0o640)
    examples = TrainingExamples(tmp_path, "en")
    file.write_text(FILE.replace("- hi\n", "- hi\n      - hey\n"))
    assert examples.add("greet", ["ho"]) == file
    assert TrainingExamples(tmp_path, "en").by_intent["greet"] == ["hi", "hey", "ho"]
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["talk.en.yml"]


def test_a_write_that_fails_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "talk.en.yml"
    file.write_text(FILE)
    examples = TrainingExamples(tmp_path, "en")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space left"):
        examples.add("greet", ["ho"])
    assert file.read_text() == FILE
    assert [each.name for each in tmp_path.iterdir()] == ["talk.en.yml"]
    assert examples.intent_of("ho") is None


@pytest.mark.parametrize("content", ["nlu: [", "nlu:\n  - intent: greet\n", "- a\n- b\n", "nlu:\n  - 3\n"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "talk.en.yml").write_text(content)
    with pytest.raises(UnreadableExamples, match=r"talk\.en\.yml cannot be read"):
        TrainingExamples(tmp_path, "en")


def test_every_real_block_takes_a_line() -> None:
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        content = file.read_text(encoding="utf-8")
        for block in yaml.safe_load(content)["nlu"]:
            added = with_examples(content, block["intent"], ["a line of its own"])
            assert added is not None
            assert added.replace("      - a line of its own\n", "") == content


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("write to <email>", "<email>"),
        ("I live in [Berlin](city)", "entity"),
        ('a [red]{"entity": "colour"} one', "entity"),
        ("is [this] right (or not)?", None),
        ("where is my parcel?", None),
    ],
)
def test_some_lines_cannot_be_examples(line: str, why: str | None) -> None:
    found = unfit(line)
    assert found is None if why is None else found is not None and why in found


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("2", [2]),
        ("3-5, 1", [1, 3, 4, 5]),
        ("1，2 2", [1, 2]),
        ("6", None),
        ("0-2", None),
        ("5-3", None),
        ("x", None),
    ],
)
def test_lines_are_picked_by_numbers(answer: str, numbers: list[int] | None) -> None:
    assert picked_numbers(answer, 5) == numbers


def test_the_intents_come_from_the_domain_and_their_sentences_from_the_docs() -> None:
    documented = documented_intents(ROOT / "docs" / "intents.md")
    assert {"track_order", "out_of_scope"} <= domain_intents(ROOT / "bot" / "domain") & documented.keys()
    assert documented["greet"] == "says hello and nothing else."
    assert documented_intents(ROOT / "docs" / "nowhere.md") == {}
