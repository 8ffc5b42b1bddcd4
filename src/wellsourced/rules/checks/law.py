"""What a row decides: only what is in force, said, verified and carried by a note."""

from __future__ import annotations

from collections.abc import Iterator

from wellsourced.rules.checks.files import Check, Files, Finding, Line

__all__ = ["LAW"]

IN_FORCE = ("in_force", "partly_enjoined")
DATE_PARTS = {"enacted.day": len("2026-07"), "effective.day": len("2026-07")}
"""Paths that say that a date's day is not known, and how long such a date is at most."""


def _decisions(files: Files) -> Iterator[Finding]:
    carried = {line.row["instrument"] for line in files.notes}
    for line in files.instruments:
        for action, agencies in line.row["decides"].items():
            for reason, remedy in _undecided(line, action, carried):
                yield line.finding(f"{action} may not decide: {reason}", remedy)
            if not agencies:
                yield line.finding(f"decides.{action} names no agency", "name those it binds, or take it out")


def _undecided(line: Line, action: str, carried: set[str | None]) -> Iterator[tuple[str, str]]:
    """Why an action may not decide, and what to do."""
    row = line.row
    out = f"take {action} out of decides"
    value = row["actions"].get(action, "silent")
    unverified = {"all", "status", f"actions.{action}"} & set(row["unverified"])
    if value == "silent":
        yield "the row is silent on it", f"write its value, or {out}"
    if unverified:
        yield f"{sorted(unverified)[0]} is unverified", f"verify it, or {out}"
    if line.id not in carried:
        yield "no note carries the row", f"add a note with this instrument, or {out}"
    if row["status"] not in IN_FORCE:
        yield f"the row is {row['status']}", out
    if action in row["enjoined"]:
        yield "it is enjoined", out
    if row["status"] == "partly_enjoined" and not row["enjoined"]:
        yield "the row is partly enjoined and does not say in what", f"name it under enjoined, or {out}"
    excepted = {item["action"] for item in row["exceptions"]}
    if "exceptions" in row["unverified"] and action in excepted:
        yield "its exceptions are unverified", f"verify them, or {out}"


def _level(files: Files) -> Iterator[Finding]:
    """A row's place is of its level; consolidated governments are counties or cities by their code."""
    for line in files.instruments:
        level, place = line.row["level"], line.row["place"]
        local = place.count("-") > 1
        fits = {
            "federal": place == "US",
            "state": place != "US" and not local,
            "county": local,
            "city": local,
            "court": True,
        }[level]
        if not fits:
            yield line.finding(
                f"the level is {level} and the place {place}", "correct the level, or the place"
            )


def _reach(files: Files) -> Iterator[Finding]:
    """A ruling says whom it binds; only rulings and agreements bind others than their place."""
    for line in files.instruments:
        scope, places = line.row["binds"]["scope"], line.row["binds"]["places"]
        if scope == "circuit" and line.row["decides"] and not places:
            yield line.finding("it binds a circuit and names no states", "list them under binds.places")
        if line.row["level"] == "court" and scope == "place" and line.row["decides"]:
            yield line.finding(
                "a ruling decides and does not say whom it binds",
                "write nation, circuit, state, department or parties under binds.scope",
            )


def _paths(files: Files) -> Iterator[Finding]:
    """An unverified field exists; a date whose day is not known has none."""
    for line in files.instruments:
        for path in (*line.row["unverified"], *line.row.get("verified_in", {})):
            field, _, inner = path.partition(".")
            known = field in {*line.row, "all", "citation", "conditions"}
            if not known or (field == "actions" and inner not in files.declared("actions")):
                yield line.finding(f"{path} is no field of the row", "name a field, or all")
            if path in DATE_PARTS and len(line.row[field] or "") > DATE_PARTS[path]:
                yield line.finding(f"{field} names a day that is unverified", "write the month or year only")


def _sourced(files: Files) -> Iterator[Finding]:
    """A row that is cited was seen somewhere, and a note carries it; a lead carries none."""
    carried = {line.row["instrument"] for line in files.notes} | {line.id for line in files.notes}
    for line in (*files.instruments, *files.facts):
        cited = line.row["use"] == "cite"
        if cited and line.row["source"] is None:
            yield line.finding("it is cited and has no source", "name the page where it was seen")
        if cited and ("all" in line.row.get("unverified", ()) or line.row["basis"] in ("background", "lead")):
            yield line.finding("it is cited, and no page shows it", "verify it, or write use: background")
        if cited and line.id not in carried:
            yield line.finding("it is cited, and no note carries it", "add a note, or write use: background")
        if not cited and line.id in carried:
            yield line.finding(f"it is no more than {line.row['use']}, and a note tells it", "drop the note")


LAW: tuple[Check, ...] = (_decisions, _level, _reach, _paths, _sourced)
