"""Fail on a package whose licence we may not ship: `python tools/check_licences.py`.

Reads the lock files and the metadata of what is installed; nothing is looked up. A licence is an SPDX
expression where the package gives one, else its classifiers, else the first words of its licence field.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")

PERMISSIVE = frozenset(
    {"0bsd", "apache-2.0", "bsd", "bsd-2-clause", "bsd-3-clause", "isc", "mit", "psf-2.0", "unlicense"}
)
"""What may be shipped or imported without further thought."""

SPELLINGS = {
    "apache": "apache-2.0",
    "apache 2": "apache-2.0",
    "apache 2.0": "apache-2.0",
    "apache license 2.0": "apache-2.0",
    "apache license, version 2.0": "apache-2.0",
    "apache software license": "apache-2.0",
    "3-clause bsd license": "bsd-3-clause",
    "bsd license": "bsd",
    "isc license": "isc",
    "mit license": "mit",
    "python software foundation license": "psf-2.0",
    "the unlicense": "unlicense",
}
"""The names packages use for those licences."""

REVIEWED = {
    "axe-playwright-python": ("", "MIT by its LICENSE; carries axe-core, MPL-2.0, unmodified; tests only"),
    "certifi": ("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0, used unmodified"),
    "cffi": ("MIT-0", "MIT without the duty to name, extra `pdf` only"),
    "hypothesis": ("MPL-2.0", "MPL-2.0, tests only, used unmodified"),
    "numpy": (
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
        "BSD-3-Clause; parts under as free or freer terms",
    ),
    "pathspec": ("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0, tests only, used unmodified"),
    "pillow": ("MIT-CMU", "the historical form of MIT, extra `pdf` only"),
    "psycopg": ("LGPL-3.0-only", "LGPL, used unmodified; comes with dbos"),
    "psycopg-binary": (
        "LGPL-3.0-only",
        "LGPL, used unmodified; comes with dbos; libpq (PostgreSQL) and OpenSSL (Apache-2.0) in it",
    ),
    "pyahocorasick": ("BSD-3-Clause and Public-Domain", "BSD-3-Clause; parts are public domain"),
    "pypdfium2": (
        "BSD-3-Clause, Apache-2.0, dependency licenses",
        "BSD-3-Clause or Apache-2.0; its PDFium carries permissive parts, listed in the wheel",
    ),
    "pyphen": (
        "GNU General Public License v2 or later (GPLv2+) OR GNU Lesser General Public License v2 or later "
        "(LGPLv2+) OR Mozilla Public License 1.1 (MPL 1.1)",
        "taken under LGPL, used unmodified, extra `pdf` only",
    ),
    "regex": ("Apache-2.0 AND CNRI-Python", "Apache-2.0; CNRI-Python is the licence of Python 1.6"),
    "scramp": ("MIT-0", "MIT without the duty to name, extra `cluster` only"),
    "tld": ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "taken under LGPL, used unmodified"),
    "tqdm": ("MPL-2.0 AND MIT", "MPL-2.0 and MIT, used unmodified"),
}
"""Packages looked at by hand: the licence as stated then, and what was found.

All are ordinary dependencies, never changed or copied. A package that states another licence later is
looked at again.
"""


def names_of(text: str) -> Iterator[Requirement]:
    """The requirements a lock file pins for this machine."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate():
                yield requirement


def licence_of(found: PackageMetadata) -> str:
    """The licence a package states, in its own words; empty where it states none."""
    if expression := found.get("License-Expression"):
        return expression
    marks = [line.rsplit(" :: ", 1)[-1] for line in found.get_all("Classifier") or () if "License ::" in line]
    if marks := [mark for mark in marks if mark != "OSI Approved"]:
        return " OR ".join(marks)
    return (found.get("License") or "").strip().split("\n")[0]


def is_permissive(licence: str) -> bool:
    """Whether an SPDX expression allows shipping: one side of every OR, both sides of every AND."""
    choices = re.split(r"\s+or\s+", licence.strip().strip("()").lower())
    return any(
        all(_known(part) for part in re.split(r"\s+and\s+", choice)) for choice in choices if choice.strip()
    )


def _known(name: str) -> bool:
    plain = name.strip(" ()")
    return SPELLINGS.get(plain, plain) in PERMISSIVE


def problems(lock: Path) -> Iterator[str]:
    """One line for each package of a lock file that is missing or not permissive."""
    for requirement in names_of(lock.read_text(encoding="utf-8")):
        try:
            licence = licence_of(metadata(requirement.name))
        except PackageNotFoundError:
            yield f"{requirement.name}: not installed, so its licence is unknown: run `make check` again"
            continue
        reviewed, _ = REVIEWED.get(requirement.name, (None, ""))
        if not is_permissive(licence) and licence != reviewed:
            yield f"{requirement.name}: {licence or 'no licence stated'}: replace it, or review it by hand"


def main() -> int:
    """Print every problem; return 1 where there is one."""
    found = [f"{lock}: {problem}" for lock in LOCKS for problem in problems(ROOT / lock)]
    for line in found:
        print(line, file=sys.stderr)
    print("licences: all permissive" if not found else f"licences: {len(found)} to look at")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
