"""The part of `mkdocs.yml` that lists the decisions, each by its own title."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "mkdocs.yml"
DECISIONS = ROOT / "docs" / "decisions"

_TITLE = re.compile(r"# (\d{4}): (.+)")
_PART = re.compile(r"(?<=      - decisions/README\.md\n)(?:      - .*decisions/\d.*\n)*")


def config_text() -> str:
    """`mkdocs.yml` with the decisions there are."""
    lines = "".join(
        f"      - {_title(path)}: decisions/{path.name}\n" for path in sorted(DECISIONS.glob("0*.md"))
    )
    text = CONFIG.read_text(encoding="utf-8")
    told, places = _PART.subn(lambda _: lines, text, count=1)
    assert places == 1, f"{CONFIG.name} has lost its list of decisions"
    return told


def _title(path: Path) -> str:
    """The title of a page as a string of YAML."""
    found = _TITLE.match(path.read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(f"{path.name}: begin it with '# {path.name[:4]}: ' and a title")
    return json.dumps(f"{found[1]}: {found[2][:1].upper()}{found[2][1:]}", ensure_ascii=False)
