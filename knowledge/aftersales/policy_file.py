"""Policy files and the packs that come with Attendant."""

from __future__ import annotations

from pathlib import Path

from knowledge.aftersales.policy import Policy
from knowledge.checked_yaml import read_checked
from knowledge.errors import NotFound

PACKS = Path(__file__).with_name("policies")


def load_pack(name: str) -> Policy:
    """The policy pack of this name that comes with Attendant, such as `standard` or `tau2-retail`."""
    path = PACKS / f"{name}.yml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in PACKS.glob("*.yml")))
        raise NotFound(f"policy pack ({known}) called", name)
    return load_policy(path)


def load_policy(path: Path) -> Policy:
    """Read and validate a policy file; raises `BadYaml` with every fault and its line."""
    return read_checked(path, Policy)
