"""What a refresher says of each topic at each step: the form in which any system can be scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from wellsourced.errors import InputError

__all__ = ["Cost", "Outcome", "Quoted", "Reported", "read_outcomes", "written_outcomes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Pairs judged by a verifier, seconds of CPU and of the clock, requests sent."""

    verifier_calls: int = 0
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    requests: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A statement of the page that stands, and one quotation it rests on, by the source's id."""

    statement: str
    source: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A difference told to readers: texts of the statement, and the sources it rests or rested on.

    `kind` is the reporter's own word for it, for people who look into a run; it is not scored.
    """

    before: str | None = None
    after: str | None = None
    sources: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A topic after a step. Step 0 is the first edition.

    `quoted` is the page that stands now, `dead` the sources it says no longer answer, `reverified` the
    statements that were judged again, `full` what a whole new check costs at this step, where it was made.
    """

    topic: str
    step: int
    new_edition: bool
    verdict: str
    quoted: tuple[Quoted, ...]
    changes: tuple[Reported, ...] = ()
    dead: tuple[str, ...] = ()
    reverified: tuple[str, ...] = ()
    cost: Cost = Cost()
    full: Cost | None = None


_ADAPTER = TypeAdapter(Outcome)


def written_outcomes(outcomes: Sequence[Outcome]) -> bytes:
    """One JSON object a line."""
    return b"".join(_ADAPTER.dump_json(one) + b"\n" for one in outcomes)


def read_outcomes(path: Path) -> list[Outcome]:
    """Read what `written_outcomes` wrote, or what another system did. Raises `InputError` with the line."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"--score {path} cannot be read ({error.strerror}): name another file") from error
    outcomes = []
    for number, line in enumerate(lines, start=1):
        try:
            outcomes.append(_ADAPTER.validate_json(line))
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the line"
            told = error.errors()[0]["msg"]
            raise InputError(f"{path}:{number}: {where}: {told}; see docs/freshness-benchmark.md") from error
    return outcomes
