"""Blotting out words in log files, which other processes may be writing to at the same time."""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterable
from pathlib import Path

SHORTEST = 4
"""Characters: shorter words are nobody's, and would blot out half of a log."""
BLOT = b"*"
_AT_ONCE = 200


def blot(folder: Path | None, words: Iterable[str]) -> int:
    """Overwrite every occurrence of the words in a folder's files, in place; gives how many there were.

    The length of a file stays: whoever has it open goes on writing where it was. Upper and lower case are the same.
    """
    if folder is None or not folder.is_dir():
        return 0
    forms = sorted(_forms(words), key=len, reverse=True)
    patterns = [
        re.compile(b"|".join(re.escape(form) for form in forms[start : start + _AT_ONCE]), re.IGNORECASE)
        for start in range(0, len(forms), _AT_ONCE)
    ]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    return sum(_blot_file(path, patterns) for path in files)


def _forms(words: Iterable[str]) -> set[bytes]:
    """The words as logs write them: as they are, and escaped as in JSON and in Python."""
    forms: set[bytes] = set()
    for word in words:
        lines = [line.strip() for line in word.splitlines()]
        for each in {word.strip(), *lines}:
            if len(each) >= SHORTEST:
                escaped = json.dumps(each)[1:-1]
                forms |= {each.encode(), escaped.encode(), repr(each)[1:-1].encode()}
    return forms


def _blot_file(path: Path, patterns: list[re.Pattern[bytes]]) -> int:
    count = 0
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        for pattern in patterns:
            for found in list(pattern.finditer(content)):
                content[found.start() : found.end()] = BLOT * (found.end() - found.start())
                count += 1
        content.flush()
    return count
