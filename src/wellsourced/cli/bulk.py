"""`wellsourced bulk`: many claims checked, or many files added, on all processors or on a Ray cluster."""

import re
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from platformdirs import user_cache_path

from wellsourced.adapters.files import UNKNOWN_PUBLISHER, file_sources
from wellsourced.adapters.web.addresses import is_web
from wellsourced.bulk.checking import CheckRun, Tally, plan_check, refuse_bad, tally
from wellsourced.bulk.claims import Line, claim_lines
from wellsourced.bulk.crew import AUTO, LOCAL, Crew
from wellsourced.cli.added import tell_added
from wellsourced.cli.archives import is_warc
from wellsourced.cli.options import Common, flag, option, read_day, read_partial_date, settings_of
from wellsourced.cli.output import print_json, progress
from wellsourced.cli.pages import plan_library
from wellsourced.config import SystemClock
from wellsourced.errors import InputError
from wellsourced.jobs.following import Outcome
from wellsourced.model.ids import digest
from wellsourced.model.scope import EVERYWHERE, Scope
from wellsourced.model.sources import Source, SourceKind
from wellsourced.outputs import plan_output
from wellsourced.rules.places import find_place

__all__ = ["BulkAddOptions", "BulkCheckOptions", "bulk"]

MOST_NAMED = 5
"""Lines with errors that are named on the terminal; the results have them all."""


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Spread(Common):
    """Who does the work."""

    ray: Annotated[
        str | None,
        option(
            "Spread the work over the Ray cluster at this address (HOST:PORT, `auto`), or over one begun "
            "here for it (`local`); needs wellsourced[ray]."
        ),
    ] = None
    n: Annotated[
        int | None,
        option(
            "Workers, of one thread each; default: this process alone, or with --ray one a processor.",
            name="-n",
        ),
    ] = None
    strict: Annotated[bool, flag("Begin nothing where a line is at fault.")] = False


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class BulkCheckOptions(Spread):
    """What `bulk check` can be told."""

    out: Annotated[Path | None, option("Write the results to this file; default: standard output.")] = None
    on: Annotated[
        str | None,
        option("Law and evidence as of this day where a claim names none, YYYY-MM-DD; default: today."),
    ] = None
    shards: Annotated[
        int | None, option("Cut the claims into so many shards; default: one for 16 claims.")
    ] = None


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class BulkAddOptions(Spread):
    """What `bulk add` can be told of the files."""

    kind: Annotated[SourceKind | None, option("What kind of publisher speaks in them.")] = None
    publisher: Annotated[str | None, option("Who published them.")] = None
    published: Annotated[str | None, option("When: 2026, 2026-07 or 2026-07-22.")] = None
    place: Annotated[str | None, option("What place they speak of.")] = None


_ADDRESS = re.compile(r"(?:ray://)?\S+:\d{1,5}", re.ASCII)
CHECKING = BulkCheckOptions()
ADDING = BulkAddOptions()

bulk = App(
    name="bulk",
    help="Check many claims or add many files, with several workers or on a Ray cluster.",
    help_format="plaintext",
    version_flags=(),
)


@bulk.command(sort_key=0)
def check(
    claims: Annotated[Path, Parameter(help='A file with one `{"claim": "..."}` a line.')],
    /,
    *,
    options: BulkCheckOptions = CHECKING,
) -> int:
    """Check the claims of a file against the library: one line of JSON a claim, in the file's order.

    A claim may have an `id`, a `place`, an `on` (its day) and an `agency`. Its line of the results is the
    report that `check --json` gives, without what tells when it was made; a line that is at fault has an
    `error` in its place, and the command exits 2 at its end. Nothing outside the library is asked.

    Claims are checked in shards. A run that was stopped or killed goes on where it was when the same
    command is given again, and comes to the same results, whoever works: what is done is kept in
    FILE.parts beside --out, and stands until a claim, the day, the library or a model is another. Give
    --on where a run may go on past midnight (UTC).
    """
    crew = _crew(options)
    if options.shards is not None and options.shards < 1:
        raise InputError(f"--shards {options.shards}: give a number from 1 up")
    if options.out is None and options.json:
        raise InputError("--json tells of the run: name a file for the results with --out")
    if options.out is not None:
        plan_output(options.out, "--out")
    settings = settings_of(options)
    today = SystemClock().now().date()
    on = today if options.on is None else read_day(options.on)
    if on > today:
        raise InputError(f"--on {on} is still to come: name a day up to today, {today} (UTC)")
    lines = _claims(claims)
    if options.strict:
        refuse_bad(lines, settings, on)
    with progress(options.quiet) as tell:
        run = plan_check(lines, settings, on, options.shards, _parts(options.out, claims))
        kept = len(run.shards) - len(run.missing)
        run.work(crew, tell)
    told = _hand_out(run, options.out)
    if options.json:
        print_json(_tally_json(told, run, kept, options.out))
    else:
        _tell(told, options)
    return InputError.exit_code if told.errors else 0


@bulk.command(sort_key=1)
def add(
    what: Annotated[Path, Parameter(help="A folder, or a list of files and folders, one a line.")],
    /,
    *,
    options: BulkAddOptions = ADDING,
) -> int:
    """Put the files of a folder or of a list in the library.

    Workers read the files, cut and encode their text; this process alone writes. The library comes to hold
    what `add` would have put in it. Adding again is resuming. On a cluster all machines have to see the
    files under the same paths. Web pages, feeds and WARC files are for `add`.
    """
    crew = _crew(options)
    settings = settings_of(options)
    said = _said(options)
    sources, refused = _listed(what, said)
    if refused and options.strict:
        more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
        raise InputError(f"{refused[0].answer}{more}")
    plan_library(settings)
    # By name, and only here: it brings the index along, which refusals and other commands do without.
    add_files = import_module("wellsourced.bulk.adding").add_files
    with progress(options.quiet) as tell:
        answers = add_files(sources, settings, crew, tell)
    outcomes = [
        Outcome(address=source.uri, name=source.title, answer=answer)
        for source, answer in zip(sources, answers, strict=True)
    ]
    return tell_added([*refused, *outcomes], options.json)


def _crew(options: Spread) -> Crew:
    if options.n is not None and options.n < 1:
        raise InputError(f"-n {options.n}: give a number from 1 up")
    if options.ray is not None and options.ray not in (AUTO, LOCAL) and not _ADDRESS.fullmatch(options.ray):
        raise InputError(f"--ray {options.ray}: give HOST:PORT, {AUTO} or {LOCAL}")
    return Crew(size=options.n, ray=options.ray)


def _claims(file: Path) -> list[Line]:
    try:
        lines = claim_lines(file.read_bytes())
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror}): name a file of claims") from error
    if not lines:
        raise InputError(f'{file} holds no claim: write one {{"claim": "..."}} a line')
    return lines


def _parts(out: Path | None, claims: Path) -> Path:
    """Where parts are kept: beside the results, or in the user's cache where these go to standard output."""
    if out is not None:
        return out.with_name(f"{out.name}.parts")
    return user_cache_path("wellsourced") / "bulk" / digest("run", str(claims.resolve()))


def _hand_out(run: CheckRun, out: Path | None) -> Tally:
    told = tally(run.results())
    if out is not None:
        run.write(out)
        return told
    for body in run.results():
        sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
    run.parts.leave_only(())  # handed over: nothing is left to go on with
    return told


def _tally_json(told: Tally, run: CheckRun, kept: int, out: Path | None) -> dict[str, object]:
    return {
        "claims": told.claims,
        "labels": dict(told.labels),
        "errors": [{"line": line, "message": message} for line, message in told.errors],
        "shards": {"all": len(run.shards), "done_before": kept},
        "out": str(out),
    }


def _tell(told: Tally, options: BulkCheckOptions) -> None:
    """What came of the run, on standard error where the results are on the other stream."""
    if not options.quiet:
        counts = ", ".join(f"{label} {count}" for label, count in told.labels.items()) or "no verdict"
        where = "" if options.out is None else f"; results in {options.out}"
        print(f"{told.claims} claims: {counts}{where}", file=sys.stderr)
    for line, message in told.errors[:MOST_NAMED]:
        print(f"error: line {line}: {message}", file=sys.stderr)
    if len(told.errors) > MOST_NAMED:
        print(f"error: and {len(told.errors) - MOST_NAMED} more lines; the results tell all", file=sys.stderr)


def _said(options: BulkAddOptions) -> Source:
    return Source(
        uri="",
        title="",
        publisher=options.publisher or UNKNOWN_PUBLISHER,
        kind=options.kind or SourceKind.OTHER,
        published=None if options.published is None else read_partial_date(options.published),
        coverage=EVERYWHERE if options.place is None else Scope(place=find_place(options.place)),
    )


def _listed(what: Path, said: Source) -> tuple[list[Source], list[Outcome]]:
    """The files of a folder or list, each once, and the lines that name none, with why."""
    if what.is_dir():
        return _files(what, said), []
    try:
        lines = what.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{what} cannot be read as a list ({error}): name a list or a folder") from error
    found: dict[str, Source] = {}
    refused = []
    for number, line in enumerate(map(str.strip, lines), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            found |= {one.uri: one for one in _files(_path(line), said)}
        except InputError as error:
            refused.append(
                Outcome(address=line, name=line, answer=InputError(f"line {number} of {what}: {error}"))
            )
    if not found and not refused:
        raise InputError(f"{what} names no file: write one a line")
    return list(found.values()), refused


def _path(line: str) -> Path:
    if is_web(line) or is_warc(line):
        raise InputError(f"{line} is for `wellsourced add`: a list here names files of text")
    return Path(line)


def _files(path: Path, said: Source) -> list[Source]:
    return file_sources(
        [path], kind=said.kind, publisher=said.publisher, published=said.published, coverage=said.coverage
    )
