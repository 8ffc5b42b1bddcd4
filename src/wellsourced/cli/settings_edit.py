"""Changes one key of a settings file and leaves every other line of it as it is."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from pathlib import Path

from wellsourced.errors import Config

__all__ = ["set_key"]


def set_key(file: Path, key: str, value: str) -> None:
    """Set a text in a TOML file, which is made where it is not there yet; written whole or not at all.

    Raises `Config` where the file cannot be read, or is laid out so that the key cannot be found safely.
    """
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        wanted = {**tomllib.loads(before), key: value}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Config(
            f"the settings file {file} cannot be changed ({error}): correct it, or name another"
        ) from error
    after = _with_line(before, key, f"{key} = {json.dumps(value, ensure_ascii=False)}")
    try:
        same = tomllib.loads(after) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise Config(
            f"the settings file {file} is laid out in a way we do not change: set {key} there yourself"
        )
    _write(file, after)


def _with_line(text: str, key: str, line: str) -> str:
    there = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    if there.search(text):
        return there.sub(lambda _: line, text, count=1)
    return f"{line}\n{text}"


def _write(file: Path, text: str) -> None:
    """Beside its place, then moved there, with the permissions it had: it may hold a token."""
    try:
        place = file.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as beside:
            beside.write(text)
        if place.exists():
            os.chmod(beside.name, place.stat().st_mode & 0o777)
        Path(beside.name).replace(place)
    except OSError as error:
        raise Config(f"the settings file {file} cannot be written ({error.strerror}): allow it") from error
