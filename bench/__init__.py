"""Measurements: each module prints a table of ours, the peer's and the ratio, from one run."""
