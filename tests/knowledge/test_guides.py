"""Guides: every fault of a file with its line, and guides that come to an end whatever is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.checked_yaml import BadYaml
from knowledge.demo.catalogue import read_catalogue
from knowledge.guides.folder import LIBRARY, faults_in, read_guide, read_guides
from knowledge.guides.guide import End, Guide

SOUND = """\
kinds: [lamp]
symptoms:
  - says: {en: It is dark, zh: 不亮}
    like:
      en: [no light]
      zh: [没有光]
    start: bulb
steps:
  bulb:
    try: {en: Change the bulb., zh: 请换灯泡。}
    otherwise: plug
  plug:
    ask:
      en: Is it plugged in?
      zh: 插电了吗？
    answers:
      - {says: {en: "Yes", zh: 插了}, to: claim, means: affirm}
      - {says: {en: "No", zh: 没插}, to: solved, means: deny}
"""
GUIDES = read_guides(LIBRARY)
WESTERN = re.compile(r"[一-鿿][,;:!?()\"]|[,;:!?()\"][一-鿿]")


def faults(tmp_path: Path, text: str) -> list[tuple[int | None, str]]:
    path = tmp_path / "lamp.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadYaml) as caught:
        read_guide(path)
    return caught.value.faults


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_sound_guide_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lamp.yml"
    path.write_text(SOUND, encoding="utf-8")
    guide = read_guide(path)
    assert guide.kinds == ("lamp",)
    assert guide.end_at("plug") is None
    assert guide.end_at("claim") == End.CLAIM


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("otherwise: plug", "otherwise: plugg", "steps.bulb.otherwise: no such step or end plugg"),
        ("to: claim", "to: claims", "steps.plug.answers.0.to: no such step or end claims"),
        ("start: bulb", "start: bulbs", "symptoms.0.start: no such step bulbs"),
        ("{en: It is dark, zh: 不亮}", "{en: It is dark}", "symptoms.0.says: is not said in zh"),
        ("{en: It is dark, zh: 不亮}", "{en: It is dark, zh: 不亮, de: Aus}", "symptoms.0.says: no such language"),
        ("    otherwise: plug\n", "", "steps.bulb: otherwise belongs to try, and try needs it"),
        ("means: deny", "means: maybe", "steps.plug.answers.1.means: String should match"),
        ("means: deny", "means: affirm", "steps.plug: two answers mean affirm"),
        ("to: claim", "to: safety", "steps.plug.answers.0.to: safety needs words"),
        ("kinds: [lamp]", "kind: lamp", "kind: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = SOUND.replace(old, new)
    (told,) = (each for each in faults(tmp_path, text) if each[1].startswith(fault))
    of_a_step = {"steps.bulb: ": "  bulb:", "steps.plug: ": "  plug:"}
    part = next((line for start, line in of_a_step.items() if fault.startswith(start)), old)
    assert told[0] == line_of(SOUND, part)


def test_a_step_that_nothing_leads_to_is_a_fault(tmp_path: Path) -> None:
    lonely = SOUND + "  lonely:\n    tell: {en: Bye., zh: 再见。}\n    end: person\n"
    assert faults(tmp_path, lonely) == [(line_of(lonely, "  lonely:"), "steps.lonely: is never reached")]


def test_going_round_without_an_end_is_a_fault(tmp_path: Path) -> None:
    round_for_ever = SOUND.replace("to: claim", "to: bulb").replace("to: solved", "to: plug")
    told = [fault for _, fault in faults(tmp_path, round_for_ever)]
    assert told == [
        f"steps.{name}: goes round for ever: no end can be reached from here" for name in ("bulb", "plug")
    ]


def test_going_back_is_no_fault_while_there_is_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "lamp.yml"
    path.write_text(SOUND.replace("to: solved", "to: bulb"), encoding="utf-8")
    assert set(read_guide(path).steps) == {"bulb", "plug"}


def test_a_step_may_not_be_called_like_an_end(tmp_path: Path) -> None:
    named = SOUND.replace("  bulb:\n", "  solved:\n").replace("start: bulb", "start: solved")
    told = [fault for _, fault in faults(tmp_path, named)]
    assert "steps.solved: is the name of an end: call the step otherwise" in told


def test_a_faulty_guide_leaves_the_others_in_use(tmp_path: Path) -> None:
    (tmp_path / "good.yml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "bad.yml").write_text(SOUND.replace("to: claim", "to: nowhere"), encoding="utf-8")
    assert set(read_guides(tmp_path)) == {"good"}
    assert {path.stem: len(found) for path, found in faults_in(tmp_path).items()} == {"good": 0, "bad": 1}


def test_the_guides_that_come_along_are_sound() -> None:
    assert {path.name: found for path, found in faults_in(LIBRARY).items() if found} == {}
    assert len(GUIDES) >= 14


def texts(guide: Guide, language: str) -> Iterator[str]:
    for symptom in guide.symptoms:
        yield symptom.says[language]
        yield from symptom.like[language]
    for step in guide.steps.values():
        yield step.words[language]
        yield from (answer.says[language] for answer in step.answers)


@pytest.mark.parametrize("name", sorted(GUIDES))
def test_chinese_guides_are_written_as_chinese_is(name: str) -> None:
    written = list(texts(GUIDES[name], "zh"))
    assert [text for text in written if not re.search(r"[一-鿿]", text)] == []
    assert [text for text in written if WESTERN.search(text) or "你" in text] == []
    assert [text for text in texts(GUIDES[name], "en") if re.search(r"[一-鿿]", text)] == []


@given(st.data())
def test_whatever_is_answered_a_guide_comes_to_an_end(data: st.DataObject) -> None:
    guide = GUIDES[data.draw(st.sampled_from(sorted(GUIDES)))]
    name = data.draw(st.sampled_from(guide.symptoms)).start
    for _ in range(len(guide.steps)):
        step = guide.steps.get(name)
        if step is None or step.end is not None:
            break
        name = data.draw(
            st.sampled_from([to for _, to in step.leads_to] + ([End.SOLVED] if step.try_ else []))
        )
    assert guide.end_at(name) is not None


def test_most_electric_and_outdoor_things_of_the_demo_shop_have_a_guide() -> None:
    from knowledge.catalogue.words import name_kinds, singular

    kinds = {singular(kind.split()[-1]) for guide in GUIDES.values() for kind in guide.kinds}
    without = [
        product.name
        for product in read_catalogue()
        if product.category.startswith(("Electronics >", "Outdoor > Tents", "Shoes"))
        and kinds.isdisjoint(
            {*name_kinds(product.name), *(word for key in product.keywords for word in key.split())}
        )
        and product.kind not in kinds
    ]
    assert len(without) < 15, without
