"""`docs/reference/house.md`: the map of the house, from the modules' own first lines and the layers kept."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from .wording import first_line, page, table

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "wellsourced"

LEAD = """\
Every module of `src/wellsourced` in its own words. Start with `check.py`: it reads as the pipeline. Where a
change of yours goes is told in [contributing](../contributing.md#where-does-my-change-go)."""

LAYERS = """\
A module imports only from its own or a lower layer; `make check` fails on anything else
([0003](../decisions/0003-layers.md)). Highest first; those on one line stand side by side:"""


def house_page() -> str:
    """The page."""
    parts = [f"## Layers\n\n{LAYERS}\n\n{_layers()}", _package(SOURCE, "wellsourced")]
    parts += [_package(folder, _dotted(folder)) for folder in packages() if folder != SOURCE]
    return page("The map of the house", LEAD, *parts)


def packages() -> list[Path]:
    """Every package, one above those in it."""
    return sorted(path.parent for path in SOURCE.rglob("__init__.py"))


def words_of_module(path: Path) -> str:
    """The first line of a module's docstring; nothing is imported."""
    return first_line(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))


def _dotted(folder: Path) -> str:
    return ".".join(("wellsourced", *folder.relative_to(SOURCE).parts))


def _layers() -> str:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [one["layers"] for one in contracts["contracts"] if one["type"] == "layers"]
    shown = [[part.strip(" ()") for part in layer.split(":")] for layer in layers]
    return "\n".join(f"{n}. {', '.join(f'`{part}`' for part in row)}" for n, row in enumerate(shown, 1))


def _package(folder: Path, name: str) -> str:
    rows = [
        (f"`{path.name}`", words_of_module(path))
        for path in sorted(folder.glob("*.py"))
        if path.name != "__init__.py"
    ]
    said = words_of_module(folder / "__init__.py")
    return f"## {name}\n\n{said}" + (f"\n\n{table(('module', 'what it is'), rows)}" if rows else "")
