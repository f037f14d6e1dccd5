"""What tests of the command share: tables as wide as a terminal may be, whoever runs the tests."""

from __future__ import annotations

import os

os.environ["COLUMNS"] = "160"
