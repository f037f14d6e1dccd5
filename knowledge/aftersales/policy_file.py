"""Policy files read: what is wrong in one is named with the file and the line."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from knowledge.aftersales.policy import Policy
from knowledge.errors import DomainError, NotFound

PACKS = Path(__file__).with_name("policies")


class BadPolicy(DomainError):
    """A policy file that cannot be used."""

    def __init__(self, path: Path, faults: list[tuple[int | None, str]]) -> None:
        super().__init__(
            "\n".join(f"{path}:{line}: {fault}" if line else f"{path}: {fault}" for line, fault in faults)
        )
        self.faults = faults


def load_pack(name: str) -> Policy:
    """The policy pack of this name that comes with Attendant, such as `standard` or `tau2-retail`."""
    path = PACKS / f"{name}.yml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in PACKS.glob("*.yml")))
        raise NotFound(f"policy pack ({known}) called", name)
    return load_policy(path)


def load_policy(path: Path) -> Policy:
    """Read and validate a policy file; raises `BadPolicy` with every fault and its line."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadPolicy(path, [(None, f"cannot be read ({error.strerror})")]) from error
    except UnicodeDecodeError as error:
        raise BadPolicy(path, [(None, "is no text in UTF-8")]) from error
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else None
        raise BadPolicy(path, [(line, f"is no YAML: {error.problem}")]) from error
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2026-02-30 is a ValueError
        raise BadPolicy(path, [(None, f"is no YAML: {error}")]) from error
    if not isinstance(content, dict):
        raise BadPolicy(path, [(1, "must be a mapping of settings")])
    twice = _written_twice(tree)
    if twice:
        raise BadPolicy(path, twice)
    try:
        return Policy.model_validate(content)
    except ValidationError as error:
        faults: list[tuple[int | None, str]] = [
            (
                _line(tree, fault["loc"]),
                f"{'.'.join(map(str, fault['loc'])) or 'policy'}: {_told(fault['msg'])}",
            )
            for fault in error.errors()
        ]
        raise BadPolicy(path, faults) from error


def _told(message: str) -> str:
    return message.removeprefix("Value error, ")


def _written_twice(node: yaml.Node) -> list[tuple[int | None, str]]:
    """Settings of a mapping that are there more than once; YAML would take the last and say nothing."""
    found: list[tuple[int | None, str]] = []
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


def _line(node: yaml.Node, place: tuple[int | str, ...]) -> int:
    """The line of a setting; of the mapping it belongs in when it is missing."""
    line = int(node.start_mark.line) + 1
    for part in place:
        step: tuple[yaml.Node, yaml.Node] | None = None
        if isinstance(node, yaml.MappingNode):
            step = next((pair for pair in node.value if pair[0].value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            step = (node.value[part], node.value[part])
        if step is None:
            return line
        line, node = int(step[0].start_mark.line) + 1, step[1]
    return line
