"""`export`: the site as files, the archive as a WARC file; and WARC files of anybody, for `add`."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import console, print_json, progress
from wellsourced.config import open_library, open_warc
from wellsourced.errors import InputError
from wellsourced.jobs.adding import Adding, add_captures
from wellsourced.jobs.following import Outcome
from wellsourced.model.sources import Source
from wellsourced.outputs import plan_output
from wellsourced.ports import Capture, Event, Progress, Refused
from wellsourced.render.sources import web_address
from wellsourced.settings import Settings

__all__ = ["ExportOptions", "add_warcs", "export", "is_warc", "plan_warcs"]

SUFFIXES = (".warc", ".warc.gz")


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class ExportOptions(Common):
    """What `export` writes."""

    warc: Annotated[Path | None, option("Write the archive as one WARC file, FILE.warc or FILE.warc.gz.")] = (
        None
    )
    at: Annotated[
        str | None,
        option("Where the folder's files will be served, `https://HOST/PATH`: for feeds and the sitemap."),
    ] = None


EXPORTING = ExportOptions()


def export(
    folder: Annotated[
        Path | None, Parameter(help="Folder for the whole site as files: a new one, or an earlier export's.")
    ] = None,
    /,
    *,
    options: ExportOptions = EXPORTING,
) -> int:
    """Write the site as files that any host serves and a browser opens from a folder; or the archive.

    A second export to a folder writes what changed. The archive is a WARC 1.1 file, which other programs can
    replay. Files of your own are in it under their `file:` addresses: look before you pass it on.
    """
    if options.warc is None and folder is None:
        raise InputError(
            "nothing to export: name a folder for the site, or name a file with --warc (library.warc.gz)"
        )
    if options.at is not None and (folder is None or web_address(options.at) == ""):
        raise InputError(f"--at {options.at}: give the address of a folder's site, https://HOST/PATH")
    if options.warc is not None and not is_warc(str(options.warc)):
        raise InputError(f"--warc {options.warc}: end the name in {' or '.join(SUFFIXES)}")
    settings = settings_of(options)
    told: dict[str, object] = {}
    if options.warc is not None:
        plan_output(options.warc, "--warc")
        told |= _archive(options.warc, options, settings)
    if folder is not None:
        told |= _site(folder, options, settings)
    if options.json:
        print_json(told)
    return 0


def _archive(warc: Path, options: ExportOptions, settings: Settings) -> dict[str, object]:
    with progress(options.quiet, options.log_json) as tell, closing(open_library(settings)) as library:
        tell(Event(step="export", message=f"Writing {warc}"))
        held = library.export_warc(warc, f"wellsourced {version('wellsourced')}")
    if not options.json:
        console().print(Text(f"{held} snapshots written to {warc}"), soft_wrap=True)
    return {"file": str(warc), "snapshots": held}


def _site(folder: Path, options: ExportOptions, settings: Settings) -> dict[str, object]:
    opened_site = import_module("wellsourced.web.opening").opened_site
    export_site = import_module("wellsourced.web.export.exporting").export_site
    with progress(options.quiet, options.log_json) as tell, opened_site(settings) as site:
        done = export_site(site, folder, options.at, tell)
    if not options.json:
        counts = f"{done.written} files written, {done.same} unchanged, {done.removed} removed"
        console().print(Text(f"{counts}: {folder}"), soft_wrap=True)
    return {"folder": str(folder), "written": done.written, "same": done.same, "removed": done.removed}


def is_warc(path: str) -> bool:
    """Whether a path names a WARC file."""
    return path.lower().endswith(SUFFIXES)


def plan_warcs(paths: Sequence[Path]) -> None:
    """Make sure the files are there. Raises `InputError` where one is not."""
    for path in paths:
        if not path.is_file():
            raise InputError(f"{path} is not there: check the path.")


def add_warcs(paths: Sequence[Path], said: Source, tools: Adding, tell: Progress) -> list[Outcome]:
    """What became of each page of the files, and why the others were refused."""
    outcomes: list[Outcome] = []

    def pages(path: Path) -> Iterator[Capture]:
        for one in open_warc(path, said):
            if isinstance(one, Refused):
                outcomes.append(Outcome(address=one.address, name=one.address, answer=one.error))
            else:
                yield one

    for path in paths:
        for capture, answer in add_captures(pages(path), tools, tell):
            source = capture.source
            outcomes.append(Outcome(address=source.uri, name=source.title, answer=answer))
    return outcomes
