"""WARC files: `export` writes one, and `add` reads those of anybody."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
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

__all__ = ["ExportOptions", "add_warcs", "export", "is_warc", "plan_warcs"]

SUFFIXES = (".warc", ".warc.gz")


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class ExportOptions(Common):
    """What `export` writes."""

    warc: Annotated[Path | None, option("Write the archive as one WARC file, FILE.warc or FILE.warc.gz.")] = (
        None
    )


EXPORTING = ExportOptions()


def export(*, options: ExportOptions = EXPORTING) -> int:
    """Write everything the library has archived as a WARC 1.1 file, which other programs can replay.

    Files of your own are in it under their `file:` addresses: look before you pass it on.
    """
    if options.warc is None:
        raise InputError("nothing to export: name a file with --warc, such as library.warc.gz")
    if not is_warc(str(options.warc)):
        raise InputError(f"--warc {options.warc}: end the name in {' or '.join(SUFFIXES)}")
    plan_output(options.warc, "--warc")
    with (
        progress(options.quiet, options.log_json) as tell,
        closing(open_library(settings_of(options))) as library,
    ):
        tell(Event(step="export", message=f"Writing {options.warc}"))
        held = library.export_warc(options.warc, f"wellsourced {version('wellsourced')}")
    if options.json:
        print_json({"file": str(options.warc), "snapshots": held})
    else:
        console().print(Text(f"{held} snapshots written to {options.warc}"), soft_wrap=True)
    return 0


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
