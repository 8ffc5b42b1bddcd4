"""Where a command's words go: pages or one JSON document to stdout, progress and errors to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from wellsourced.errors import WellsourcedError
from wellsourced.ports import Event
from wellsourced.ports import Progress as Report
from wellsourced.ports import quiet as silent
from wellsourced.telemetry import logged, watched

__all__ = ["Terminal", "console", "print_error", "print_json", "print_text", "progress"]

READABLE_WIDTH = 96
"""Lines longer than this are hard to read, however wide the terminal."""


class Terminal(Console):
    """A console that leaves a broken pipe to `main`: rich would exit with the code that means findings."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console() -> Console:
    """A terminal for people, on stdout; made anew so that it follows a redirected stream."""
    made = Terminal(file=sys.stdout, highlight=False, emoji=False, markup=False)
    made.width = min(made.width, READABLE_WIDTH)
    return made


def print_text(page: Console, text: Text, indent: int = 0, hang: int = 0) -> None:
    """Print a text wrapped to the page, set in by so many columns, later lines by `hang` more.

    Lines have no trailing spaces, so what is piped into a file or a program stays clean.
    """
    for number, line in enumerate(text.wrap(page, page.width - indent - hang)):
        line.rstrip()
        page.print(Text(" " * (indent + (hang if number else 0))).append_text(line), soft_wrap=True)


def print_json(document: Mapping[str, object] | Sequence[object]) -> None:
    """Print the one JSON document of `--json`."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    sys.stdout.flush()


def print_error(error: WellsourcedError, as_json: bool) -> None:
    """Print an error: one line on stderr, or one document on stdout under `--json`."""
    if as_json:
        print_json(error.as_json())
    else:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr, flush=True)


@contextmanager
def progress(hidden: bool, log_json: bool = False) -> Iterator[Report]:
    """Show events on stderr: a moving line on a terminal, else one line a step; none where `hidden`.

    With `log_json` there is a line of JSON for each step that ended, also where `hidden`, and nothing else.
    """
    if log_json:
        with logged(sys.stderr) as log, watched(silent, log, None) as report:
            yield report
    elif hidden:
        yield silent
    elif sys.stderr.isatty():
        with _moving_line() as report:
            yield report
    else:
        yield _one_line_a_step()


@contextmanager
def _moving_line() -> Iterator[Report]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task: TaskID = shown.add_task("Starting", total=None)

        def report(event: Event) -> None:
            shown.update(task, description=event.message, completed=event.done or 0, total=event.total)

        yield report


def _one_line_a_step() -> Report:
    seen: set[str] = set()

    def report(event: Event) -> None:
        if event.step not in seen:
            seen.add(event.step)
            print(f"{event.step}: {event.message}", file=sys.stderr, flush=True)

    return report
