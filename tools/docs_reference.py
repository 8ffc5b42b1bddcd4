"""Write the generated pages of `docs/`, or with `--check` fail where they are stale.

The reference is made from what the code declares, by `tools/reference`; `docs/method-and-limits.md` is the
page the program itself answers questions about itself with; `mkdocs.yml` lists the decisions there are.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run by its path, Python looks beside this file only

from tools.reference.api import api_page  # noqa: E402
from tools.reference.command_line import cli_page  # noqa: E402
from tools.reference.errors import errors_page  # noqa: E402
from tools.reference.house import house_page  # noqa: E402
from tools.reference.navigation import CONFIG, config_text  # noqa: E402
from tools.reference.ports import ports_page  # noqa: E402
from tools.reference.schemas import json_page, schema_files  # noqa: E402
from tools.reference.settings import settings_page  # noqa: E402
from tools.reference.site import OPENAPI, http_page, openapi_file  # noqa: E402
from tools.reference.wording import GENERATED  # noqa: E402

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"


def method_page() -> str:
    """`docs/method-and-limits.md`."""
    text = files("wellsourced").joinpath("templates", "method-and-limits.md").read_text(encoding="utf-8")
    return f"{GENERATED}\n\n{text}"


def pages() -> Mapping[Path, str]:
    """Every generated file: where it goes and what it says."""
    return {
        REFERENCE / "cli.md": cli_page(),
        REFERENCE / "settings.md": settings_page(),
        REFERENCE / "ports.md": ports_page(),
        REFERENCE / "errors.md": errors_page(),
        REFERENCE / "json.md": json_page(),
        REFERENCE / "python.md": api_page(),
        REFERENCE / "http.md": http_page(),
        REFERENCE / OPENAPI: openapi_file(),
        REFERENCE / "house.md": house_page(),
        DOCS / "method-and-limits.md": method_page(),
        CONFIG: config_text(),
        **{REFERENCE / "schemas" / name: text for name, text in schema_files().items()},
    }


def stale(made: Mapping[Path, str]) -> list[Path]:
    """The files that say something else, are missing, or are of a document that is no more."""
    wrong = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    return wrong + [path for path in sorted((REFERENCE / "schemas").glob("*")) if path not in made]


def main(arguments: list[str]) -> int:
    """Write the pages; with `--check` only compare, and return 1 where one is stale."""
    made = pages()
    wrong = stale(made)
    if "--check" in arguments:
        for path in wrong:
            print(f"{path.relative_to(ROOT)} is stale: run `make docs`", file=sys.stderr)
        print("docs: fresh" if not wrong else f"docs: {len(wrong)} stale")
        return 1 if wrong else 0
    for path in wrong:
        if path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
