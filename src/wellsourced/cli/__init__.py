"""The command line: thin, one module a group of commands."""

from wellsourced.cli.app import main

__all__ = ["main"]
