"""The file with the merchant's rules: read again when it changed, and never a reason to fall silent."""

from __future__ import annotations

import threading
from pathlib import Path

import structlog

from knowledge.advice.merchandising import Merchandising
from knowledge.checked_yaml import BadYaml, read_checked

log = structlog.get_logger(__name__)

Stamp = tuple[int, int]


class MerchandisingFile:
    """The rules in a file that need not be there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._rules = Merchandising()

    def read(self) -> Merchandising:
        """The rules as they stand in the file, none when there is no file; raises `BadYaml`."""
        return read_checked(self.path, Merchandising) if self.path.exists() else Merchandising()

    def in_force(self) -> Merchandising:
        """The rules of the file; when it is faulty, the last good ones, and what is wrong goes to the log."""
        stamp = self._stamped()
        with self._lock:
            if stamp != self._stamp:
                try:
                    self._rules = self.read()
                except BadYaml as error:
                    log.warning("merchandising.faulty", error=str(error))
                self._stamp = stamp
            return self._rules

    def _stamped(self) -> Stamp | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size
