"""Settings that people write in YAML, checked: what is wrong in a file is named with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import DomainError

Fault = tuple[int | None, str]
"""A line, where there is one, and what is wrong there."""
Place = tuple[int | str, ...]
"""Where in a file: names of settings and places in lists, from the outside in."""


Model = TypeVar("Model", bound=BaseModel)


class BadYaml(DomainError):
    """A file that cannot be used, with every fault in it."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        super().__init__(
            "\n".join(f"{path}:{line}: {fault}" if line else f"{path}: {fault}" for line, fault in faults)
        )
        self.faults = faults


def read_checked(
    path: Path,
    model: type[Model],
    faults_of: Callable[[Model], Iterable[tuple[Place, str]]] = lambda _: (),
) -> Model:
    """Read a file into a model; raises `BadYaml`.

    `faults_of` finds what is wrong with the whole, each with its place.
    """
    tree, content = _parsed(path)
    twice = _written_twice(tree)
    if twice:
        raise BadYaml(path, twice)
    try:
        read = model.model_validate(content)
    except ValidationError as error:
        raise BadYaml(path, [_fault(tree, dict(each)) for each in error.errors()]) from error
    wrong: list[Fault] = [(_line(tree, place), f"{_named(place)}: {told}") for place, told in faults_of(read)]
    if wrong:
        raise BadYaml(path, wrong)
    return read


def _parsed(path: Path) -> tuple[yaml.Node, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadYaml(path, [(None, f"cannot be read ({error.strerror})")]) from error
    except UnicodeDecodeError as error:
        raise BadYaml(path, [(None, "is no text in UTF-8")]) from error
    try:
        tree, content = yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else None
        raise BadYaml(path, [(line, f"is no YAML: {error.problem}")]) from error
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2026-02-30 is a ValueError
        raise BadYaml(path, [(None, f"is no YAML: {error}")]) from error
    if not isinstance(content, dict) or tree is None:
        raise BadYaml(path, [(1, "must be a mapping of settings")])
    return tree, content


def _fault(tree: yaml.Node, error: dict[str, Any]) -> Fault:
    place: Place = error["loc"]
    name = _named(place)
    told = str(error["msg"]).removeprefix("Value error, ")
    return _line(tree, place), f"{name}: {told}" if name else told


def _named(place: Place) -> str:
    return ".".join(str(part) for part in place)


def _written_twice(node: yaml.Node) -> list[Fault]:
    """Settings of a mapping that are there more than once; YAML would take the last and say nothing."""
    found: list[Fault] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                found.append((key.start_mark.line + 1, f"{key.value}: is written twice"))
            seen.add(key.value)
            found += _written_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            found += _written_twice(value)
    return found


def _line(node: yaml.Node, place: Place) -> int:
    """The line of a setting; of the mapping it belongs in when it is missing."""
    line = int(node.start_mark.line) + 1
    for part in place:
        step: tuple[yaml.Node, yaml.Node] | None = None
        if isinstance(node, yaml.MappingNode):
            step = next((pair for pair in node.value if pair[0].value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            step = (node.value[part], node.value[part])
        if step is None:
            return line
        line, node = int(step[0].start_mark.line) + 1, step[1]
    return line
