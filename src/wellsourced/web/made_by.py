"""What made the things that are kept: another program, template or style makes them anew."""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.metadata import version

__all__ = ["MADE_BY", "VERSION"]

VERSION = version("wellsourced")
"""Known once: asking the installation for it takes longer than sending a page."""


def _made_by() -> str:
    """The program's version with a digest of what its pages are set from."""
    read = hashlib.sha256()
    for folder in ("templates", "templates/site"):
        for file in sorted(
            resources.files("wellsourced").joinpath(folder).iterdir(), key=lambda one: one.name
        ):
            if file.is_file():
                read.update(file.name.encode())
                read.update(file.read_bytes())
    return f"{VERSION}-{read.hexdigest()[:8]}"


MADE_BY = _made_by()
