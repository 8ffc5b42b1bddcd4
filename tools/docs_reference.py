"""Write the generated pages of `docs/`, or with `--check` fail where they are stale.

`docs/reference/cli.md` is what `--help` prints, `docs/reference/settings.md` what `Settings` declares,
`docs/method-and-limits.md` the page the program itself answers questions about itself with.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from rich.console import Console

from wellsourced.cli.app import app
from wellsourced.settings import PREFIX, Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"

GENERATED = "<!-- Written by tools/docs_reference.py (`make docs`); do not edit. -->"

COMMANDS = (
    "check",
    "audit",
    "rules",
    "refresh",
    "serve",
    "mcp",
    "accounts",
    "submit",
    "jobs",
    "work",
    "watch",
    "add",
    "search",
    "show",
    "diff",
    "verify",
    "publish",
    "editions",
    "corrections",
    "retract",
    "export",
    "backup",
    "restore",
    "merge",
    "casebook",
    "bulk",
    "models",
    "doctor",
    "bench",
)
"""In the order a reader needs them; a command that is missing here fails the check."""


def help_of(*tokens: str) -> str:
    """What `--help` prints, without colours, 100 columns wide."""
    console = Console(
        file=io.StringIO(), width=100, force_terminal=False, color_system=None, legacy_windows=False
    )
    app([*tokens, "--help"], console=console, exit_on_error=False, result_action="return_value")
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().strip().splitlines())


def second_words(name: str) -> list[str]:
    """The commands below a command, in the order of its help; none for most."""
    below = [word for word in app[name] if not word.startswith("-")]
    return sorted(below, key=lambda word: app[name][word].sort_key or 0)


def cli_page() -> str:
    """`docs/reference/cli.md`."""
    left_out = {name for name in app if not name.startswith("-")} - set(COMMANDS)
    if left_out:
        raise SystemExit(f"tools/docs_reference.py: add {sorted(left_out)} to COMMANDS")
    parts = [GENERATED, "# Command line", f"```text\n{help_of()}\n```"]
    for name in COMMANDS:
        parts.append(f"## wellsourced {name}\n\n```text\n{help_of(name)}\n```")
        for second in second_words(name):
            parts.append(f"### wellsourced {name} {second}\n\n```text\n{help_of(name, second)}\n```")
    return "\n\n".join(parts) + "\n"


def settings_page() -> str:
    """`docs/reference/settings.md`."""
    lines = [
        GENERATED,
        "",
        "# Settings",
        "",
        "In the environment, or in a TOML file: the one named by `--config`, else `config.toml` in your user",
        "configuration folder, where there is one. An option of a command stands over the environment, the",
        "environment over the file. A key that is not listed here is refused.",
        "",
        "| key in the file | in the environment | meaning | default |",
        "|---|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = f"`{field.default}`" if field.default_factory is None else "see meaning"
        lines.append(f"| `{name}` | `{PREFIX}{name.upper()}` | {field.description} | {default} |")
    return "\n".join(lines) + "\n"


def method_page() -> str:
    """`docs/method-and-limits.md`."""
    text = files("wellsourced").joinpath("templates", "method-and-limits.md").read_text(encoding="utf-8")
    return f"{GENERATED}\n\n{text}"


def pages() -> Mapping[Path, str]:
    """Every generated page: where it goes and what it says."""
    return {
        DOCS / "reference" / "cli.md": cli_page(),
        DOCS / "reference" / "settings.md": settings_page(),
        DOCS / "method-and-limits.md": method_page(),
    }


def main(arguments: list[str]) -> int:
    """Write the pages; with `--check` only compare, and return 1 where one is stale."""
    made = pages()
    if "--check" in arguments:
        stale = [p for p, text in made.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
        for path in stale:
            print(f"{path.relative_to(DOCS.parent)} is stale: run `make docs`", file=sys.stderr)
        print("docs: fresh" if not stale else f"docs: {len(stale)} stale")
        return 1 if stale else 0
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
