"""The guides of a folder, one file each, named after what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import structlog

from knowledge.checked_yaml import BadYaml, Fault, read_checked
from knowledge.errors import NotFound
from knowledge.guides.guide import Guide, faults_of

log = structlog.get_logger(__name__)

LIBRARY = Path(__file__).with_name("library")
"""The guides that come with Attendant."""


def read_guide(path: Path) -> Guide:
    """Read and check a guide; raises `BadYaml` with every fault and its line."""
    return read_checked(path, Guide, faults_of)


def files_of(folder: Path) -> list[Path]:
    """The guide files of a folder; raises `NotFound` when there is no such folder."""
    if not folder.is_dir():
        raise NotFound("folder of guides", str(folder))
    return sorted(folder.glob("*.yml"))


def faults_in(folder: Path) -> Mapping[Path, list[Fault]]:
    """What is wrong with the guides of a folder, by file; files without a fault are there, too."""
    found: dict[Path, list[Fault]] = {}
    for path in files_of(folder):
        try:
            read_guide(path)
        except BadYaml as error:
            found[path] = error.faults
        else:
            found[path] = []
    return found


def read_guides(folder: Path) -> Mapping[str, Guide]:
    """The guides of a folder by name. A faulty one is left out, and what is wrong with it goes to the log."""
    guides = {}
    for path in files_of(folder):
        try:
            guides[path.stem] = read_guide(path)
        except BadYaml as error:
            log.warning("guide.faulty", error=str(error))
    return guides
