"""What is wrong with a casebook's files, line by line: their form first, then what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wellsourced.rules.checks.dates import DATES
from wellsourced.rules.checks.files import Files, Finding, Line, read_files
from wellsourced.rules.checks.law import LAW
from wellsourced.rules.checks.links import LINKS
from wellsourced.rules.checks.notes import NOTES
from wellsourced.rules.checks.references import REFERENCES
from wellsourced.rules.checks.schema import of_bad_form

__all__ = ["Finding", "check_casebook"]

MEANING = (*REFERENCES, *DATES, *LAW, *NOTES, *LINKS)
"""Every check of meaning: a function from the files to findings."""


def check_casebook(folder: Path) -> tuple[Finding, ...]:
    """What to correct in a casebook, by file and line; none where all is well.

    Rows of bad form are left out of the checks of meaning; where `casebook.json` is of bad form there
    are none. Raises `InputError` where a file cannot be read, is no JSON, or is of a newer format.
    """
    files = read_files(folder)
    form = of_bad_form(files)
    bad = {(finding.file, finding.line) for finding in form}
    found = list(form)
    if not any(finding.file == files.book.file for finding in form):
        sound = Files(
            book=files.book,
            notes=_sound(files.notes, bad),
            instruments=_sound(files.instruments, bad),
            facts=_sound(files.facts, bad),
            ids=files.ids,
        )
        found += [finding for check in MEANING for finding in check(sound)]
    return tuple(sorted(found, key=lambda finding: (finding.file, finding.line, finding.problem)))


def _sound(lines: Sequence[Line], bad: set[tuple[str, int]]) -> tuple[Line, ...]:
    return tuple(line for line in lines if (line.file, line.number) not in bad)
