"""What `refresh` and `work` tell of the pages they refreshed, and of those that they could not."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

from rich.text import Text

from wellsourced.cli.output import console, print_text
from wellsourced.errors import Transient
from wellsourced.jobs.rounds import Outcome
from wellsourced.model.editions import Edition
from wellsourced.refresh import Refreshed
from wellsourced.render.change_notes import summed_up
from wellsourced.render.changes import changes_json
from wellsourced.render.words import counted, utc_stamp
from wellsourced.steps.reask import Answer

__all__ = ["exit_code", "outcome_json", "print_outcome", "print_outcomes"]


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """0 where all pages were refreshed; 3 where trying again may help, else the code of the first error."""
    errors = [one.error for one in outcomes if one.error is not None]
    if any(isinstance(error, Transient) for error in errors):
        return Transient.exit_code
    return errors[0].exit_code if errors else 0


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """Every page with what became of it, for people."""
    if not outcomes:
        print_text(console(), Text("Nothing is due."))
    for one in outcomes:
        print_outcome(one)


def print_outcome(outcome: Outcome, errors: TextIO | None = None) -> None:
    """One page with what became of it; an error goes to stderr, as errors do, or where `errors` says."""
    terminal = console()
    print_text(terminal, Text(outcome.page.title, style="bold"))
    if outcome.error is not None:
        print_text(terminal, Text("Not refreshed; what was published stands"), indent=2)
        sys.stdout.flush()  # before what follows on the other stream
        print(f"error: {' '.join(str(outcome.error).split())}", file=errors or sys.stderr, flush=True)
    for line in _told(outcome.done) if outcome.done is not None else ():
        print_text(terminal, Text(line), indent=2)


def _told(refreshed: Refreshed) -> list[str]:
    asked = sum(one.answer is not Answer.UNREACHED for one in refreshed.asked)
    lines = [f"{counted(asked, 'source')} asked again"]
    if refreshed.edition is not None:
        edition = refreshed.edition
        lines.insert(0, f"Edition {edition.number} ({edition.id[:20]}): {edition.note}")
        lines += refreshed.moves.because
    elif refreshed.confirmation is not None:
        when = utc_stamp(refreshed.confirmation.confirmed_at)
        lines.insert(0, f"Confirmed {when}: edition {refreshed.stands.number} stands")
    else:
        lines.insert(0, f"Not confirmed, for no source was asked; edition {refreshed.stands.number} stands")
    gone = [one.source.uri for one in refreshed.asked if one.answer is Answer.DEAD]
    lines += [f"Gone, the archived copy stands: {uri}" for uri in gone]
    lines += [f"Not reached: {one.error}" for one in refreshed.asked if one.answer is Answer.UNREACHED]
    return lines


def outcome_json(outcome: Outcome, standing: Edition) -> Mapping[str, object]:
    """What became of a page and which edition stands; `error` is null where it was refreshed.

    Where there is no new edition, no error and no time it was confirmed, no source was asked.
    """
    done = outcome.done
    confirmed = None if done is None else done.confirmation
    return {
        "page": outcome.page.id,
        "title": outcome.page.title,
        "edition": standing.id,
        "number": standing.number,
        "new": done is not None and done.edition is not None,
        "note": summed_up(done.changes) if done is not None and done.changes else "",
        "confirmed_at": None if confirmed is None else utc_stamp(confirmed.confirmed_at),
        "changes": [] if done is None else changes_json(done.changes),
        "because": [] if done is None else list(done.moves.because),
        "asked": [] if done is None else _asked_json(done),
        "error": None if outcome.error is None else outcome.error.as_json(),
    }


def _asked_json(refreshed: Refreshed) -> list[object]:
    return [
        {"uri": one.source.uri, "answer": one.answer.value, "error": one.error or None}
        for one in refreshed.asked
    ]
