"""The `attendant` command: settings, set-up, and the launcher of the processes."""

__version__ = "0.1.0"
