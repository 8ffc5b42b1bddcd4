"""A small library of made-up notes that state plain facts, and claims about them, half of them false."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["claims", "made"]

NOTES = 600
_THINGS = ("bridge", "school", "mill", "station", "library", "harbor")


def claims(count: int) -> list[str]:
    """That many claims, each about another note or, past the last, another fact of one."""
    told = []
    for number in range(count):
        note, false = number % NOTES, number % 2
        thing, said = _THINGS[note % len(_THINGS)], number // NOTES
        told.append(
            f"The {thing} of Town{note} opened in {_year(note) + false}."
            if said % 2 == 0
            else f"The {thing} of Town{note} employs {_staff(note) + false} people."
        )
    return told


def made(folder: Path) -> Path:
    """The library, made by `wellsourced add` where it is not there yet."""
    library = folder / "library"
    if library.exists():
        return library
    notes = folder / "notes"
    notes.mkdir(parents=True, exist_ok=True)
    for number in range(NOTES):
        thing = _THINGS[number % len(_THINGS)]
        opened = f"The {thing} of Town{number} opened in {_year(number)}."
        told = f"It cost {number % 50 + 3} million dollars and employs {_staff(number)} people."
        (notes / f"note{number:04}.txt").write_text(f"The {thing} of Town{number}\n\n{opened} {told}\n")
    half_made = folder / "library.part"
    command = ["add", str(notes), "--library", str(half_made), "--published", "2024", "--quiet"]
    subprocess.run([sys.executable, "-m", "wellsourced", *command], check=True, stdout=subprocess.DEVNULL)
    half_made.rename(library)
    return library


def _year(note: int) -> int:
    return 1900 + note % 120


def _staff(note: int) -> int:
    return note * 7 % 90 + 4
