"""What a row names must be there: ids, places, agencies, actions, papers, grounds, rows it replaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wellsourced.rules.checks.files import Check, Files, Finding, Line
from wellsourced.rules.gazetteer import gazetteer, key

__all__ = ["REFERENCES"]

ALL = "all_agencies"
"""In `applies_to`: every agency there is, declared or not."""
GAP = re.compile(r"gap-\d+")
"""The origin of an unknown that no row is about."""


def _ids(files: Files) -> Iterator[Finding]:
    for lines in (files.notes, files.instruments, files.facts):
        seen: set[str] = set()
        for line in lines:
            if line.id in seen:
                yield line.finding("this id occurs twice in the file", "give one of the rows another id")
            seen.add(line.id)
    both = {line.id for line in files.instruments} & {line.id for line in files.facts}
    for line in files.facts:
        if line.id in both:
            yield line.finding("an instrument has this id too", "give one of them another id")


def _codes(
    line: Line, field: str, used: Iterable[str], declared: Iterable[str], kind: str
) -> Iterator[Finding]:
    known = set(declared)
    for code in dict.fromkeys(used):
        if code not in known:
            yield line.finding(
                f"{field} names the {kind} {code!r}, which casebook.json does not declare",
                "declare it there, or correct it",
            )


def _agencies(files: Files) -> Iterator[Finding]:
    declared = files.declared("agencies")
    for line in files.instruments:
        yield from _codes(line, "applies_to", line.row["applies_to"], {*declared, ALL}, "agency")
        for action, agencies in line.row["decides"].items():
            yield from _codes(line, f"decides.{action}", agencies, declared, "agency")
    for line in (*files.notes, *files.facts):
        yield from _codes(line, "parties", line.row["parties"], declared, "agency")


def _actions(files: Files) -> Iterator[Finding]:
    declared = files.declared("actions")
    for line in files.instruments:
        row = line.row
        for field in ("actions", "decides"):
            yield from _codes(line, field, row[field], declared, "action")
        for field in ("exceptions", "bars_lower_law"):
            yield from _codes(line, field, (item["action"] for item in row[field]), declared, "action")
        for missing in [code for code in declared if code not in row["actions"]]:
            yield line.finding(f"actions says nothing of {missing}", 'write "silent" where it is silent')


def _conditions(files: Files) -> Iterator[Finding]:
    """Papers and grounds are declared, and what is allowed "only with" something says with what."""
    papers, grounds = files.declared("papers"), files.declared("grounds")
    for line in files.instruments:
        needs = line.row.get("needs", {})
        for field, items in (("exceptions", line.row["exceptions"]), ("needs", needs.values())):
            for item in items:
                yield from _codes(line, field, item.get("papers", ()), papers, "paper")
                yield from _codes(line, field, item.get("grounds", ()), grounds, "ground")
        for action, value in line.row["actions"].items():
            if value == "only_with" and not _named(needs.get(action, {})):
                yield line.finding(
                    f"{action} is allowed only with something, and needs.{action} does not say with what",
                    "name its papers or grounds under needs",
                )
        for item in line.row["exceptions"]:
            if item["value"] == "only_with" and not _named(item):
                yield line.finding(
                    f"the exception on {item['action']} is only_with, without papers or grounds", "name them"
                )


def _named(item: object) -> bool:
    return isinstance(item, dict) and bool(item.get("papers") or item.get("grounds"))


def _rows(files: Files) -> Iterator[Finding]:
    known = files.ids | {line.id for line in files.notes}
    for line in files.instruments:
        for old in line.row["supersedes"]:
            if old not in files.ids:
                yield line.finding(f"it supersedes {old}, which has no row", "add the row, or correct the id")
    for line in files.notes:
        row = line.row["instrument"]
        if row is not None and row not in files.ids:
            yield line.finding(f"it is a note on {row}, which has no row", "add the row, or correct the id")
    for item in files.book.row["corrections"]:
        if item["row"] not in known:
            yield files.book.finding(f"a correction names {item['row']}, which has no row", "correct the id")
    for item in files.book.row["unknowns"]:
        if item["origin"] not in known and GAP.fullmatch(item["origin"]) is None:
            yield files.book.finding(
                f"an unknown comes from {item['origin']}, which has no row",
                "name a row, or write gap-1, gap-2, ... where there is none",
            )


def _circles(files: Files) -> Iterator[Finding]:
    """A row that replaces, in the end, itself."""
    after = {line.id: line.row["supersedes"] for line in files.instruments}
    for line in files.instruments:
        reached: set[str] = set()
        todo = list(line.row["supersedes"])
        while todo:
            one = todo.pop()
            if one not in reached:
                reached.add(one)
                todo += after.get(one, ())
        if line.id in reached:
            yield line.finding(
                "it supersedes itself, by way of others or at once", "take one of them out of supersedes"
            )


def _is_known(code: str) -> bool:
    """Whether the gazetteer knows the place of a code."""
    table = gazetteer()
    match code.split("-", 3):
        case ["US"]:
            return True
        case ["US", state]:
            return state in table.state_names
        case ["US", state, "county" | "city" as kind, name]:
            named = (
                *(table.counties if kind == "county" else table.cities).get(key(name), ()),
                *table.counties.get(key(name), ()),
                *table.cities.get(key(name), ()),
            )
            return state in table.state_names and any(place.code == code for place in named)
        case _:
            return False


def _places(files: Files) -> Iterator[Finding]:
    names = files.declared("places")
    for code in names:
        if not _is_known(code):
            yield files.book.finding(
                f"no place has the code {code!r}", "write US, US-TX, US-TX-county-NAME or US-TX-city-NAME"
            )
    for line in (*files.notes, *files.instruments, *files.facts):
        used = [line.row["place"], *line.row.get("binds", {}).get("places", ())]
        yield from _unnamed(line, used, names)
    for item in files.book.row["unknowns"]:
        yield from _unnamed(files.book, [item["place"]], names)
    for name, times in Counter(names.values()).items():
        if times > 1:
            yield files.book.finding(f"{times} places are called {name!r}", "give each its own name")


def _unnamed(line: Line, used: Sequence[str], names: Iterable[str]) -> Iterator[Finding]:
    known = set(names)
    for code in dict.fromkeys(used):
        if code not in known:
            yield line.finding(
                f"the place {code} has no name in casebook.json", "add it to places, or correct it"
            )


REFERENCES: tuple[Check, ...] = (_ids, _agencies, _actions, _conditions, _rows, _circles, _places)
