"""What the commands take: options as frozen records, and the words in them read into values.

Modules with options keep their annotations as values: the command line reads them at run time, from
classes that inherit across modules.
"""

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Group, Parameter

from wellsourced.errors import InputError
from wellsourced.model.scope import PartialDate
from wellsourced.settings import Settings, read_settings, settings_file

__all__ = [
    "Common",
    "flag",
    "option",
    "read_day",
    "read_partial_date",
    "read_text",
    "settings_of",
]

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

COMMON = Group("Common options", sort_key=9)


def flag(text: str, **more: object) -> Parameter:
    """A switch that is off until named, with no `--no-` twin."""
    return option(text, **more)


def option(text: str, **more: object) -> Parameter:
    """An option with a value; a default is shown only where it says something."""
    settings: dict[str, object] = {"negative": "", "show_default": False, **more}
    return Parameter(help=text, **settings)  # type: ignore[arg-type]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Common:
    """Options every command takes."""

    library: Annotated[
        str | None,
        option(
            "Folder of your library, or s3://BUCKET/PREFIX; default: your user data folder.",
            env_var="WELLSOURCED_LIBRARY",
            group=COMMON,
        ),
    ] = None
    config: Annotated[
        Path | None,
        option(
            "TOML file of settings; default: config.toml in your user configuration folder.",
            env_var="WELLSOURCED_CONFIG",
            group=COMMON,
        ),
    ] = None
    json: Annotated[bool, flag("Print one JSON document and nothing else.", group=COMMON)] = False
    quiet: Annotated[bool, flag("Print no progress.", group=COMMON)] = False
    log_json: Annotated[
        bool,
        flag(
            "Log to stderr as lines of JSON: one a step, with counts and seconds, no word of what is asked.",
            env_var="WELLSOURCED_LOG_JSON",
            group=COMMON,
        ),
    ] = False


def settings_of(common: Common, **overrides: object) -> Settings:
    """The settings of one call: options over environment over file over defaults. Raises `Config`.

    The file is the one named by `--config`, else the user's own, where there is one.
    """
    if common.library is not None:
        overrides["library"] = common.library
    file = common.config
    if file is None and settings_file().is_file():
        file = settings_file()
    return read_settings(file, **overrides)


def read_day(text: str, name: str = "--on") -> date:
    """Read one day as YYYY-MM-DD, given to the option called so. Raises `InputError`."""
    try:
        if DAY.fullmatch(text) is None:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{name} {text!r} is no day: write it as YYYY-MM-DD, for example 2026-11-22"
        ) from error


def read_partial_date(text: str) -> PartialDate:
    """Read `--published`: a year, a month or a day. Raises `InputError`."""
    try:
        return PartialDate(text=text)
    except ValueError as error:
        raise InputError(f"--published {text!r} is no date: write 2026, 2026-07 or 2026-07-22") from error


def read_text(text: str) -> str:
    """The text to check, read from standard input where it is `-`."""
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("standard input is no UTF-8 text: convert it first") from error
