"""What can be typed: the commands of the command line, as it declares them."""

from __future__ import annotations

from wellsourced.cli.app import app

__all__ = ["command_names", "commands_that_act"]


def command_names() -> set[str]:
    """Every command, those of two words too."""
    firsts = [name for name in app if not name.startswith("-")]
    seconds = [f"{first} {word}" for first in firsts for word in app[first] if not word.startswith("-")]
    return {*firsts, *seconds}


def commands_that_act() -> set[str]:
    """The same without those that only gather others."""

    def acts(name: str) -> bool:
        node = app
        for word in name.split():
            node = node[word]
        return node.default_command is not None

    return set(filter(acts, command_names()))
