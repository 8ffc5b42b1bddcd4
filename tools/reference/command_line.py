"""`docs/reference/cli.md`: what `--help` prints of every command."""

from __future__ import annotations

import io

from rich.console import Console

from wellsourced.cli.app import COMMON_OPTIONS, app

from .wording import page

LEAD = (
    "Every command and what its `--help` prints. Any command takes "
    + ", ".join(f"`{name}`" for name in COMMON_OPTIONS)
    + ", before or behind its name; what `--json` prints has a [shape](json.md), and every failure an\n"
    "[exit code](errors.md)."
)


def commands() -> list[str]:
    """The commands in the order of the help."""
    names = [name for name in app if not name.startswith("-")]
    return sorted(names, key=lambda name: app[name].sort_key or 0)


def second_words(name: str) -> list[str]:
    """The commands below a command, in the order of its help; none for most."""
    below = [word for word in app[name] if not word.startswith("-")]
    return sorted(below, key=lambda word: app[name][word].sort_key or 0)


def help_of(*tokens: str) -> str:
    """What `--help` prints, without colours, 100 columns wide."""
    console = Console(
        file=io.StringIO(), width=100, force_terminal=False, color_system=None, legacy_windows=False
    )
    app([*tokens, "--help"], console=console, exit_on_error=False, result_action="return_value")
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().strip().splitlines())


def cli_page() -> str:
    """The page."""
    parts = [f"```text\n{help_of()}\n```"]
    for name in commands():
        parts.append(f"## wellsourced {name}\n\n```text\n{help_of(name)}\n```")
        for second in second_words(name):
            parts.append(f"### wellsourced {name} {second}\n\n```text\n{help_of(name, second)}\n```")
    return page("Command line", LEAD, *parts)
