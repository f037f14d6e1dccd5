"""The groups of the `attendant` command, one a file."""
