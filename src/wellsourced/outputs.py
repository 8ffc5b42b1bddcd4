"""Files a command is told to write: refused before the work where they cannot be, then written whole or not
at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from wellsourced.errors import InputError

__all__ = ["plan_output", "write_output"]


def plan_output(path: Path, option: str) -> None:
    """Make sure a file can be written, and make nothing. Raises `InputError` that names the option."""
    if path.is_dir():
        raise InputError(f"{option} {path} is a folder: name a file in it")
    if not path.parent.is_dir():
        raise InputError(f"{option} {path}: the folder {path.parent} is not there; make it first")
    try:
        if path.exists():
            path.open("ab").close()
        tempfile.TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise InputError(
            f"{option} {path} cannot be written ({error.strerror}): choose another file"
        ) from error


def write_output(path: Path, body: bytes) -> None:
    """Write the bytes beside the file's place and move them there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(body)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
