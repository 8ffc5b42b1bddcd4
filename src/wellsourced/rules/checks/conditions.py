"""On what a rule depends: papers and grounds that exist, conditions of what is said, sunsets, duties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wellsourced.model.provisions import Paper
from wellsourced.model.scope import PartialDate
from wellsourced.rules.checks.files import Check, Files, Finding, Line, Row
from wellsourced.rules.checks.notes import is_whole
from wellsourced.rules.checks.references import BY_ACTION, undeclared
from wellsourced.rules.situation import COURT_PAPERS

__all__ = ["CONDITIONS"]

ALLOWED = ("may", "may_if_judicial_warrant", "only_with")
"""Values that `needs` may narrow: a duty or a bar asks for nothing."""


def _conditions(row: Row) -> Iterator[tuple[str, Row]]:
    """Every object of a row that asks for papers and grounds, with the field it is in."""
    for item in row["exceptions"]:
        yield "exceptions", item
    for field in ("needs", "only_if"):
        for action, item in row.get(field, {}).items():
            yield f"{field}.{action}", item


def _codes(files: Files) -> Iterator[Finding]:
    """Papers and grounds are declared; the papers of every matter need not be."""
    papers, grounds = {*Paper, *files.declared("papers")}, files.declared("grounds")
    for line in files.instruments:
        for field, item in _conditions(line.row):
            yield from undeclared(line, field, item.get("papers", ()), papers, "paper")
            yield from undeclared(line, field, item.get("grounds", ()), grounds, "ground")
        for action, named in line.row.get("court_papers", {}).items():
            yield from undeclared(line, f"court_papers.{action}", named, papers, "paper")
    overriding: Sequence[str] = files.book.row.get("overriding_grounds", ())
    yield from undeclared(files.book, "overriding_grounds", overriding, grounds, "ground")
    for action, declared in files.declared("actions").items():
        unasked = declared.get("not_asked_by", ())
        yield from undeclared(files.book, f"actions.{action}.not_asked_by", unasked, papers, "paper")


def _spoken_of(files: Files) -> Iterator[Finding]:
    """What depends on something is said at all, and says on what."""
    for line in files.instruments:
        actions = line.row["actions"]
        for field in BY_ACTION:
            for action, item in line.row.get(field, {}).items():
                if actions.get(action, "silent") == "silent":
                    yield line.finding(
                        f"{field}.{action} stands beside no value",
                        f"write its value, or drop {field}.{action}",
                    )
                elif field != "sunsets" and not _names(item):
                    yield line.finding(
                        f"{field}.{action} asks for nothing",
                        f"name its papers or grounds, or drop {field}.{action}",
                    )


def _needed(files: Files) -> Iterator[Finding]:
    """What is allowed "only with" something says with what; a duty or a bar needs nothing."""
    for line in files.instruments:
        needs: Row = line.row.get("needs", {})
        for action, value in line.row["actions"].items():
            if value == "only_with" and not _names(needs.get(action, {})):
                yield line.finding(
                    f"{action} is allowed only with something, and needs.{action} does not say with what",
                    "name its papers or grounds under needs",
                )
            if action in needs and value not in (*ALLOWED, "silent"):
                yield line.finding(
                    f"needs.{action} narrows what is allowed, and the value is {value}",
                    "write it under only_if or exceptions",
                )


def _names(item: object) -> bool:
    """Whether a condition or a list of papers names anything."""
    if isinstance(item, Mapping):
        return bool(item.get("papers") or item.get("grounds"))
    return bool(item)


def _signed(files: Files) -> Iterator[Finding]:
    """The papers of a court are papers that a judge signs."""
    for line in files.instruments:
        for action, papers in line.row.get("court_papers", {}).items():
            for paper in papers:
                if paper in set(Paper) - COURT_PAPERS:
                    yield line.finding(
                        f"court_papers.{action} names {paper}, which no judge signs",
                        f"choose of {', '.join(sorted(COURT_PAPERS))}, or write an exception",
                    )


def _sunsets(files: Files) -> Iterator[Finding]:
    """A rule ends after it began."""
    for line in files.instruments:
        begun = line.row["effective"] or line.row["enacted"]
        for action, day in line.row.get("sunsets", {}).items():
            if begun is not None and PartialDate(text=day).latest <= PartialDate(text=begun).earliest:
                yield line.finding(f"sunsets.{action} {day} is not after {begun}", "correct one of the dates")


def _confirmed(files: Files) -> Iterator[Finding]:
    """Only an old coding of a local rule waits for another row to confirm it."""
    for line in files.instruments:
        coded = line.row["basis"] == "dataset_row" and line.row["level"] in ("city", "county")
        if line.row.get("confirmed_by") is not None and not coded:
            yield line.finding(
                "confirmed_by is for local rules of basis dataset_row", "drop it, or correct level or basis"
            )


def _duties(files: Files) -> Iterator[Finding]:
    for line in files.instruments:
        yield from (_unwhole(line, duty) for duty in line.row.get("duties", ()) if not is_whole(duty))


def _unwhole(line: Line, duty: str) -> Finding:
    shown = duty if len(duty) <= 60 else f"{duty[:57]}..."
    return line.finding(
        f"duties has {shown!r}, which is no whole sentence", "begin with a capital and end with a period"
    )


CONDITIONS: tuple[Check, ...] = (_codes, _spoken_of, _needed, _signed, _sunsets, _confirmed, _duties)
