"""Claims checked in shards: what a worker does, and the run that cuts, hands out and puts together."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from math import ceil
from pathlib import Path

from wellsourced.bulk.carrying import portable, resting_on
from wellsourced.bulk.claims import Line, name_of, read_line
from wellsourced.bulk.crew import Crew, done_by
from wellsourced.bulk.shards import Parts, Shard, cut
from wellsourced.check import Desk, check
from wellsourced.config import load_casebooks, open_desk, open_library
from wellsourced.errors import Config, InputError, Permanent, Transient
from wellsourced.ports import Event, Progress, quiet
from wellsourced.render.json import report_json
from wellsourced.settings import Settings

__all__ = ["SIZE", "CheckRun", "Checking", "Tally", "plan_check", "refuse_bad", "tally"]

SIZE = 16
"""Claims of a shard: what is lost at most in each worker when a run is killed."""

FORM = 1
"""Changes whenever the lines of results do: what was answered in another form is answered anew."""

_OF_THE_RUN = frozenset({"schema", "id", "edition", "imprint", "checked_at", "stale"})
"""What a report's JSON says of when it was made or published: no part of the answer to a claim."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class _DayClock:
    """Stands at noon of one day, so that no answer depends on when it was found."""

    day: date

    def now(self) -> datetime:
        """That moment."""
        return datetime.combine(self.day, time(12), tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """A `Task`: claims, as of `on` where they name no day, against the library in this `state`."""

    settings: Settings
    on: date
    state: str
    rests_on: Mapping[str, object]

    def open(self) -> Callable[[Shard[Line]], bytes]:
        """Open the library and load the models. The answer to a shard is one line of JSON a claim.

        Raises `Transient` where the library is not as the run found it, `Config` where there is another
        program, model or casebook here than where the run began.
        """
        here = resting_on(self.settings)
        other = [name for name, value in self.rests_on.items() if here[name] != value]
        if other:
            raise Config(
                f"a worker has another {other[0]} than the run began with: install the same on all machines"
            )
        # In the sources' own words: a model's calls would be written to the library, which workers only read.
        settings = self.settings.model_copy(update={"writer": "extractive"})
        desk = replace(open_desk(settings, quiet), clock=_DayClock(self.on))
        if desk.library.state() != self.state:
            raise Transient(
                f"the library {self.settings.library} is not as the run found it, or another one is "
                "there where this worker runs: run it again while nothing is added."
            )
        agencies = {code for matter in desk.matters for code in matter.casebook.agencies}

        def answer(shard: Shard[Line]) -> bytes:
            return b"".join(_line_of(_answer(line, desk, self.on, agencies)) for line in shard.items)

        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRun:
    """All of a file's claims in shards, with the parts that are done."""

    task: Checking
    shards: tuple[Shard[Line], ...]
    parts: Parts

    @property
    def missing(self) -> list[Shard[Line]]:
        """The shards that are yet to be done."""
        return [shard for shard in self.shards if self.parts.read(shard) is None]

    def work(self, crew: Crew, progress: Progress = quiet) -> None:
        """Do what is missing; a part is written down as soon as it is done.

        Raises `Transient` where workers died or the library was written to meanwhile: what was found in it
        then is of no state, and is not taken up by a later run.
        """
        missing = self.missing
        done, total = len(self.shards) - len(missing), len(self.shards)
        progress(Event(step="check", message=f"{done} of {total} shards are done", done=done, total=total))
        for shard, body in done_by(crew, self.task, missing):
            self.parts.keep(shard.key, body)
            done += 1
            progress(Event(step="check", message=f"{done} of {total} shards", done=done, total=total))
        if missing and state_of(self.task.settings) != self.task.state:
            raise Transient("the library was written to while claims were checked: run it again.")

    def results(self) -> Iterator[bytes]:
        """The answers in the claims' order, a part at a time; once all are done."""
        for shard in self.shards:
            body = self.parts.read(shard)
            if body is None:
                raise Transient(f"a part in {self.parts.folder} has gone: run it again.")
            yield body

    def write(self, out: Path) -> None:
        """Write all answers to one file, whole or not at all, and leave only this run's parts."""
        beside = out.with_name(f".{out.name}.{os.getpid()}.part")
        try:
            with beside.open("wb") as file:
                file.writelines(self.results())
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
        self.parts.leave_only({shard.key for shard in self.shards})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What came of a run: verdicts by their labels, and what was wrong with which line."""

    claims: int
    labels: Mapping[str, int]
    errors: tuple[tuple[int, str], ...]


def plan_check(
    lines: Sequence[Line], settings: Settings, on: date, shards: int | None, folder: Path
) -> CheckRun:
    """The run over these lines, in so many shards (of 16 claims where None); `folder` is for its parts."""
    carried = portable(settings)
    state = state_of(carried)
    rests_on = resting_on(carried)
    under = {"form": FORM, "on": on, "library": state, **rests_on}
    size = SIZE if shards is None else max(1, ceil(len(lines) / shards))
    return CheckRun(
        task=Checking(settings=carried, on=on, state=state, rests_on=rests_on),
        shards=tuple(cut(lines, size, under)),
        parts=Parts(folder),
    )


def state_of(settings: Settings) -> str:
    """The state of the library that the settings name."""
    with closing(open_library(settings)) as library:
        return library.state()


def refuse_bad(lines: Iterable[Line], settings: Settings, on: date) -> None:
    """Raise `InputError` that names the first lines whose claims cannot be checked, if any cannot."""
    agencies = {code for book in load_casebooks(settings) for code in book.agencies}
    bad = []
    for line in lines:
        try:
            read_line(line, on, agencies)
        except InputError as error:
            bad.append(f"line {line.number}: {error}")
    if bad:
        more = f" (and {len(bad) - 1} more)" if len(bad) > 1 else ""
        raise InputError(f"{bad[0]}{more}")


def tally(results: Iterable[bytes]) -> Tally:
    """Count what is in the parts of results."""
    labels: Counter[str] = Counter()
    errors = []
    claims = 0
    for line in (line for body in results for line in body.splitlines()):
        row = json.loads(line)
        claims += 1
        labels.update(verdict["label"] for verdict in row.get("verdicts", ()))
        if "error" in row:
            errors.append((row["line"], row["error"]["message"]))
    return Tally(claims=claims, labels=dict(sorted(labels.items())), errors=tuple(errors))


def _answer(line: Line, desk: Desk, on: date, agencies: Collection[str]) -> Json:
    """What the line is told: a report without its clocks, or what is wrong with it.

    Errors of the machine or the library are raised: they are no property of a claim.
    """
    told: Json = {"line": line.number, "id": name_of(line)}
    try:
        asked = read_line(line, on, agencies)
        report = report_json(check(asked.inquiry, desk))
    except (InputError, Permanent) as error:
        return {**told, "error": dict(error.as_json())}
    method = report.pop("method")
    assert isinstance(method, dict)
    del method["seconds"]
    kept = {name: value for name, value in report.items() if name not in _OF_THE_RUN}
    return {**told, **kept, "method": method}


def _line_of(row: Json) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"
