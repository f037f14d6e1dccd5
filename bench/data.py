"""Where the public data to measure with is: `ATTENDANT_BENCH_DATA`, `../shared/data` by default."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = Path(os.environ.get("ATTENDANT_BENCH_DATA", Path(__file__).parent.parent.parent / "shared" / "data"))


def folder(name: str) -> Path:
    """The folder of one set; says plainly when it is not there, and ends the program."""
    path = FOLDER / name
    if not path.is_dir():
        sys.exit(
            f"{path} is not there: this measurement needs it (set ATTENDANT_BENCH_DATA to the folder of the data)"
        )
    return path
