"""A small library in files, and claims on it, for tests of bulk work."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["TOWNS", "write_claims", "write_files"]

TOWNS = (
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Gorse",
    "Hazel",
    "Ivy",
    "Juniper",
    "Kauri",
    "Larch",
)


def write_files(folder: Path) -> Path:
    """A folder with a page on the ferry of each town; every third says that it carries no cars."""
    folder.mkdir()
    for number, town in enumerate(TOWNS):
        carries = "does not carry cars" if number % 3 == 2 else "carries cars"
        text = f"The ferry at {town} {carries} on Sundays. It is old, and {town} keeps it in repair."
        (folder / f"{town.lower()}.txt").write_text(
            f"{text}\n\nThe ferry at {town} was built in 19{30 + number}."
        )
    return folder


def write_claims(file: Path) -> Path:
    """A claim on each town's ferry, one a line."""
    lines = [
        json.dumps({"id": town, "claim": f"The ferry at {town} carries cars on Sundays."}) for town in TOWNS
    ]
    file.write_text("\n".join(lines) + "\n")
    return file
