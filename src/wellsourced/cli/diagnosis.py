"""`wellsourced doctor`: is everything here that a check needs, and is it what it should be."""

import hashlib
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from wellsourced.adapters.model_store import check_files, read_manifest
from wellsourced.cli.deep_diagnosis import DEEP, Check
from wellsourced.cli.options import Common, flag, settings_of
from wellsourced.cli.output import console, print_json
from wellsourced.cli.plugin_diagnosis import plugins
from wellsourced.config import reach_library
from wellsourced.errors import Config, MissingExtra, WellsourcedError
from wellsourced.rules.casebook import load_casebook
from wellsourced.settings import (
    FOLDER,
    PREFIX,
    STORED,
    Settings,
    casebooks_at_hand,
    names_an_option,
    settings_file,
)

__all__ = ["EXTRAS", "doctor"]

EXTRAS = {
    "cluster": "obstore",
    "ddgs": "ddgs",
    "mcp": "mcp",
    "models": "tokenizers",
    "pdf": "weasyprint",
    "torch": "transformers",
}
"""Each extra with a package by which it is known to be there."""

WATCHED = ("lancedb", "onnxruntime", "sqlalchemy", "trafilatura", "pypdfium2", "warcio")
"""Packages whose version is asked for first when something looks wrong."""

OUTSIDE = frozenset({"CONFIG", "LOG_JSON", "TRACEBACK"})
"""`WELLSOURCED_...` variables that are no settings."""


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class DoctorOptions(Common):
    """How far `doctor` looks."""

    deep: Annotated[
        bool,
        flag("Open the library and prove a sample of it, run the models, look at the disk and the clock."),
    ] = False


DEFAULTS = DoctorOptions()


def doctor(*, options: DoctorOptions = DEFAULTS) -> int:
    """Look at versions, weights, the library, casebooks and extras; change nothing.

    Each line is ok or says what to do. `verify` proves all of the library, where --deep proves a sample.
    """
    settings = settings_of(options)
    checks = [check for look in (*LOOKS, *(DEEP if options.deep else ())) for check in look(settings)]
    sound = all(check.good for check in checks)
    if options.json:
        document = [{"name": check.name, "found": check.found, "good": check.good} for check in checks]
        print_json({"sound": sound, "checks": document})
    else:
        _show(checks)
    return 0 if sound else Config.exit_code


def _show(checks: list[Check]) -> None:
    page = console()
    width = max(len(check.name) for check in checks) + 2
    for check in checks:
        line = Text("ok     " if check.good else "wrong  ", style="green" if check.good else "bold red")
        line.append(check.name.ljust(width), style="default")
        line.append(check.found, style="dim" if check.good else "default")
        page.print(line, soft_wrap=True)


def _versions(_: Settings) -> Iterator[Check]:
    yield Check(name="wellsourced", found=version("wellsourced"))
    yield Check(name="python", found=f"{platform.python_version()} on {platform.system()}")
    for package in WATCHED:
        try:
            yield Check(name=package, found=version(package))
        except PackageNotFoundError:
            yield Check(name=package, found="not installed: pip install wellsourced again", good=False)


def _weights(_: Settings) -> Iterator[Check]:
    folder = Path(str(files("wellsourced").joinpath("weights")))
    try:
        pinned = [line.split() for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        yield Check(name="weights", found=f"{error.strerror}: install wellsourced again", good=False)
        return
    for expected, name in (line for line in pinned if line):
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            yield Check(name=name, found=f"{error.strerror}: install wellsourced again", good=False)
            continue
        good = found == expected
        words = f"sha256 {found[:12]}" if good else "not the pinned file: install wellsourced again"
        yield Check(name=name, found=words, good=good)


def _library(settings: Settings) -> Iterator[Check]:
    try:
        on_servers = reach_library(settings)
    except WellsourcedError as error:
        yield Check(name="library", found=str(error), good=False)
        return
    folder = settings.library
    if on_servers is not None or isinstance(folder, str):
        yield Check(name="library", found=f"{on_servers} (prove it with `verify`)")
    elif not folder.exists():
        yield Check(name="library", found=f"{folder}: not there yet; the first `add` or `check` makes it")
    elif not folder.is_dir():
        yield Check(name="library", found=f"{folder} is no folder: name another", good=False)
    elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Check(
            name="library", found=f"{folder} cannot be written: allow it, or name another", good=False
        )
    else:
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        yield Check(name="library", found=f"{folder}, {size / 1_000_000:.1f} MB (prove it with `verify`)")


def _casebooks(settings: Settings) -> Iterator[Check]:
    for name, folder, used in casebooks_at_hand(settings):
        try:
            book = load_casebook(folder)
        except WellsourcedError as error:
            yield Check(name=name, found=str(error), good=False)
            continue
        told = f"{len(book.passages)} passages, {book.source.title}"
        yield Check(name=name, found=told if used else f"{told}, not used")


def _tools(settings: Settings) -> Iterator[Check]:
    yield from plugins(settings)
    yield from _model(settings)
    for extra, module in EXTRAS.items():
        here = find_spec(module) is not None
        words = "installed" if here else f"not installed (pip install 'wellsourced[{extra}]')"
        yield Check(name=f"extra {extra}", found=words)


def _model(settings: Settings) -> Iterator[Check]:
    """The chosen model, where it is one of a folder: every file of it is proven."""
    kind, _, opened = settings.verifier.partition(":")
    if kind not in (STORED, FOLDER) or not opened:
        return
    folder = settings.models / opened if kind == STORED else Path(opened).expanduser()
    try:
        manifest = read_manifest(folder)
        check_files(folder, manifest)
    except WellsourcedError as error:
        yield Check(name="model", found=str(error), good=False)
        return
    from_where = f"{manifest.repository} at {manifest.revision[:12]}"
    yield Check(name="model", found=f"{manifest.kind.value}, {manifest.size / 1e6:.0f} MB, {from_where}")
    if find_spec(EXTRAS[manifest.kind.extra]) is None:
        missing = MissingExtra(manifest.kind.value, manifest.kind.extra)
        yield Check(name="model", found=str(missing), good=False)


def _file(_: Settings) -> Iterator[Check]:
    file = settings_file()
    words = str(file) if file.is_file() else f"{file}: not there, which is fine"
    yield Check(name="settings file", found=words)


def _environment(_: Settings) -> Iterator[Check]:
    known = {field.upper() for field in Settings.model_fields} | OUTSIDE
    for variable in sorted(os.environ):
        name = variable.removeprefix(PREFIX)
        if variable.startswith(PREFIX) and name not in known and not names_an_option(variable):
            yield Check(name=variable, found="no setting of that name: correct or unset it", good=False)


LOOKS: tuple[Callable[[Settings], Iterator[Check]], ...] = (
    _versions,
    _weights,
    _tools,
    _casebooks,
    _library,
    _file,
    _environment,
)
