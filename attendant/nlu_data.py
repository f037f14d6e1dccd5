"""The training examples in `data/nlu`: reading them, and adding lines to a file without touching the rest of it."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from knowledge.errors import DomainError
from knowledge.understanding.masking import placeholders

# Rasa reads "[Berlin](city)" and "[Berlin]{...}" as marks of an entity.
_ENTITY_MARK = re.compile(r"\[[^\]]*\]\s?[({\[]")
_DOCUMENTED = re.compile(r"^\| `(?P<intent>\w+)` \| (?P<meaning>.+?) \|\s*$", re.MULTILINE)


class NoTrainingData(DomainError):
    """A folder without training examples of a language."""

    def __init__(self, folder: Path, language: str) -> None:
        super().__init__(f"there are no examples in {folder / f'*.{language}.yml'}")


class UnreadableExamples(DomainError):
    """A file of training data that is not as expected."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} cannot be read as training data: {why}")


class NoPlaceForExamples(DomainError):
    """A file where lines cannot be added by text alone."""

    def __init__(self, file: Path, intent: str) -> None:
        super().__init__(
            f"{file} has no block of `examples: |` under `- intent: {intent}`: add the lines by hand"
        )


def domain_intents(folder: Path) -> set[str]:
    """The intents of a Rasa domain that is spread over the YAML files of a folder."""
    found: set[str] = set()
    for file in sorted(folder.rglob("*.yml")):
        listed = (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).get("intents") or []
        found.update(next(iter(each)) if isinstance(each, dict) else str(each) for each in listed)
    return found


def documented_intents(page: Path) -> dict[str, str]:
    """Each intent of the table in `docs/intents.md` with its sentence; none where there is no such page."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return {found["intent"]: found["meaning"] for found in _DOCUMENTED.finditer(text)}


def examples_of(content: str, file: Path) -> dict[str, list[str]]:
    """The examples by intent that a file's content has; raises `UnreadableExamples`."""
    try:
        blocks = (yaml.safe_load(content) or {}).get("nlu") or []
        found: dict[str, list[str]] = {}
        for block in blocks:
            if "intent" in block:
                lines = [line.removeprefix("-").strip() for line in block["examples"].split("\n")]
                found.setdefault(block["intent"], []).extend(line for line in lines if line)
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise UnreadableExamples(file, str(error)) from error
    return found


def with_examples(content: str, intent: str, lines: Sequence[str]) -> str | None:
    """A file's content with lines at the end of an intent's examples; None where there is no such block."""
    newline = "\r\n" if "\r\n" in content else "\n"
    rows = content.split(newline)
    head = re.compile(rf"\s*- intent:\s*(['\"]?){re.escape(intent)}\1\s*(#.*)?")
    heads = [number for number, row in enumerate(rows) if head.fullmatch(row)]
    if not heads:
        return None
    at = heads[-1] + 1
    while at < len(rows) and not re.match(r"\s*examples:\s*\|", rows[at]):
        if _indent(rows[at]) <= _indent(rows[heads[-1]]) and rows[at].strip():
            return None
        at += 1
    if at == len(rows):
        return None
    last, outer = at, _indent(rows[at])
    for number in range(at + 1, len(rows)):
        if rows[number].strip():
            if _indent(rows[number]) <= outer:
                break
            last = number
    indent = " " * (_indent(rows[last]) if last > at else outer + 2)
    return newline.join([*rows[: last + 1], *(f"{indent}- {line}" for line in lines), *rows[last + 1 :]])


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


class TrainingExamples:
    """The examples of one language in a folder of `<subject>.<language>.yml`."""

    def __init__(self, folder: Path, language: str) -> None:
        """Read them; raises `NoTrainingData` or `UnreadableExamples`."""
        self._files: dict[str, Path] = {}
        self._by_intent: dict[str, list[str]] = {}
        for file in sorted(folder.glob(f"*.{language}.yml")):
            for intent, lines in examples_of(_content(file), file).items():
                self._files.setdefault(intent, file)
                self._by_intent.setdefault(intent, []).extend(lines)
        if not self._by_intent:
            raise NoTrainingData(folder, language)
        self._known = {_key(line): intent for intent, lines in self._by_intent.items() for line in lines}

    @property
    def by_intent(self) -> Mapping[str, Sequence[str]]:
        """The examples of each intent."""
        return self._by_intent

    def file_of(self, intent: str) -> Path:
        """The file that has an intent's examples."""
        return self._files[intent]

    def intent_of(self, line: str) -> str | None:
        """The intent that has this line as an example, in whatever letter case; None when it is new."""
        return self._known.get(_key(line))

    def add(self, intent: str, lines: Sequence[str]) -> Path:
        """Write lines at the end of an intent's examples, in one step; gives the file.

        The file is read anew, and is written only if afterwards it holds what it held and the lines. Raises
        `NoPlaceForExamples`.
        """
        file = self.file_of(intent)
        before = _content(file)
        after = with_examples(before, intent, lines)
        expected = examples_of(before, file)
        expected.setdefault(intent, []).extend(lines)
        if after is None or examples_of(after, file) != expected:
            raise NoPlaceForExamples(file, intent)
        _replace(file, after)
        self._by_intent[intent].extend(lines)
        self._known.update((_key(line), intent) for line in lines)
        return file


def unfit(line: str) -> str | None:
    """Why a line cannot be an example as it is; None when it can."""
    if found := placeholders(line):
        return f"it has {', '.join(found)} in place of what the shopper wrote"
    if _ENTITY_MARK.search(line):
        return "its brackets would be read as the mark of an entity"
    return None


def _key(line: str) -> str:
    return " ".join(line.casefold().split())


def _content(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableExamples(file, str(error)) from error


def _replace(file: Path, content: str) -> None:
    file = file.resolve()
    draft = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}")
    try:
        with draft.open("wb") as out:
            out.write(content.encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        shutil.copymode(file, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
