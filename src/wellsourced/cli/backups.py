"""`wellsourced backup`, `restore` and `merge`: whole libraries as one file, and back, and into another."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.text import Text

from wellsourced.cli.options import Common, settings_of
from wellsourced.cli.output import console, print_json, progress
from wellsourced.config import back_up, open_library
from wellsourced.config import restore as restore_library
from wellsourced.errors import InputError
from wellsourced.outputs import plan_output
from wellsourced.ports import Backup, Event
from wellsourced.render.words import utc_stamp

__all__ = ["backup", "merge", "restore"]

SUFFIXES = (".tar.gz", ".tgz")

DEFAULTS = Common()


def backup(
    file: Annotated[Path, Parameter(name="FILE", help="The file to write, ending in .tar.gz.")],
    /,
    *,
    options: Common = DEFAULTS,
) -> int:
    """Write the whole library to one file, as it is at this moment, also while others add to it.

    Records, archive and index are in it, each file with its checksum, and any tar program can open it.
    Settings, pulled models and jobs are not. The file is written whole or not at all.
    """
    if not file.name.lower().endswith(SUFFIXES):
        raise InputError(f"{file}: end the name in {' or '.join(SUFFIXES)}")
    plan_output(file, "FILE")
    settings = settings_of(options)
    with progress(options.quiet, options.log_json) as tell:
        tell(Event(step="backup", message=f"Writing {file}"))
        made = back_up(settings, file)
    if options.json:
        print_json({"file": str(file), **_json(made)})
    else:
        console().print(Text(f"{_words(made)} written to {file}"), soft_wrap=True)
    return 0


def restore(
    file: Annotated[Path, Parameter(name="FILE", help="A file that `backup` wrote.")],
    /,
    *,
    options: Common = DEFAULTS,
) -> int:
    """Make a library from a backup, in a folder that is empty or not there yet.

    Every checksum is proven before the library appears; a damaged backup restores nothing.
    """
    settings = settings_of(options)
    with progress(options.quiet, options.log_json) as tell:
        tell(Event(step="restore", message=f"Reading {file}"))
        made = restore_library(settings, file)
    if options.json:
        print_json({"library": str(settings.library), **_json(made)})
    else:
        of = f"{_words(made)} of {utc_stamp(made.made_at)}"
        console().print(Text(f"{of} restored to {settings.library}"), soft_wrap=True)
    return 0


def merge(
    other: Annotated[Path, Parameter(name="OTHER", help="The folder of another library.")],
    /,
    *,
    options: Common = DEFAULTS,
) -> int:
    """Bring all that another library holds into this one; the other is left as it is.

    Sources, captures, documents, reports, editions and what befell them: what is here stands, the other
    fills gaps, and merging twice changes nothing. Where both hold other editions of one page, nothing is
    merged.
    """
    settings = settings_of(options)
    with progress(options.quiet, options.log_json) as tell, closing(open_library(settings)) as library:
        tell(Event(step="merge", message=f"Reading {other}"))
        new = library.merge(other)
    if options.json:
        print_json({"from": str(other), "new": dict(new)})
    else:
        told = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in new.items() if number)
        console().print(Text(f"New from {other}: {told or 'nothing'}"), soft_wrap=True)
    return 0


def _json(made: Backup) -> dict[str, object]:
    return {
        "made_at": utc_stamp(made.made_at),
        "software": made.software,
        "snapshots": made.snapshots,
        "files": made.files,
        "bytes": made.size,
    }


def _words(made: Backup) -> str:
    return f"{made.snapshots} snapshots ({made.files} files, {made.size / 1e6:.1f} MB)"
