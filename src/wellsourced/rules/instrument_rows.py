"""A row of `instruments.jsonl` as an instrument, checked: what decides is known, verified and encoded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wellsourced.errors import InputError
from wellsourced.model.provisions import Paper
from wellsourced.model.scope import PartialDate
from wellsourced.rules.casebook_rows import Book, InstrumentRow, NeedsRow
from wellsourced.rules.instruments import VALUES, Bar, Binds, CarveOut, Instrument, Needs

__all__ = ["instrument", "partial_date"]


def instrument(row: InstrumentRow, book: Book, passage: str | None, path: Path) -> Instrument:
    """A checked row; `InputError` names the row and what is wrong with it."""
    _check_values(row, book, passage, path)
    _check_codes(row, book, path)
    as_of = partial_date(row.as_of, row.id)
    recorded = _is_only_recorded(row)
    return Instrument(
        id=row.id,
        name=row.name,
        cite=row.cite,
        level=row.level,
        place=row.place,
        status=row.status,
        actions=row.actions,
        bars=tuple(
            Bar(action=bar.action, values=bar.barred_values, contested=bar.contested)
            for bar in row.bars_lower_law
        ),
        supersedes=row.supersedes,
        enacted=partial_date(row.enacted, row.id),
        effective=partial_date(row.effective, row.id),
        ended=partial_date(row.ended, row.id),
        unverified=frozenset(row.unverified),
        seen=min(as_of.latest, book.built) if as_of else book.built,
        passage=passage,
        kind=row.kind,
        authority=row.authority,
        nature=row.nature,
        applies_to=frozenset(row.applies_to),
        settles={} if recorded else _settled(row),
        needs=_needs(row.needs),
        only_if=_needs(row.only_if),
        carve_outs=tuple(
            CarveOut(
                action=one.action,
                value=one.value,
                when=one.when,
                needs=Needs(papers=frozenset(one.papers), grounds=frozenset(one.grounds)),
                agencies=frozenset(one.agencies),
            )
            for one in row.exceptions
        ),
        court_papers={action: frozenset(papers) for action, papers in row.court_papers.items()},
        sunsets=row.sunsets,
        enjoined=row.enjoined,
        binds=Binds(scope=row.binds.scope, places=frozenset(row.binds.places)),
        contests=frozenset(row.contests),
        duties=row.duties,
        in_force_by=partial_date(row.in_force_by, row.id),
        recorded=recorded,
        cited=row.use == "cite",
        confidence=row.confidence,
        url=row.source.url if row.source is not None else None,
    )


def _check_values(row: InstrumentRow, book: Book, passage: str | None, path: Path) -> None:
    """What decides has a known value, is verified, and rests on a note or at least on a source."""
    for action, agencies in [*row.decides.items(), *row.settles.items()]:
        fields = {"all", "status", f"actions.{action}"}
        excepted = any(one.action == action for one in row.exceptions)
        unverified = fields & set(row.unverified) or (excepted and "exceptions" in row.unverified)
        known = action in book.actions and row.actions.get(action) in VALUES
        if not known or set(agencies) - set(book.agencies):
            raise InputError(f"{path}: {row.id}: {action} has no known value or agency. Correct the row.")
        if unverified or (passage is None if action in row.decides else row.source is None):
            raise InputError(f"{path}: {row.id}: {action} may not decide unverified. Correct the row.")


def _check_codes(row: InstrumentRow, book: Book, path: Path) -> None:
    """Actions, grounds and agencies of conditions are those that the casebook declares."""
    conditions = [*row.needs.values(), *row.only_if.values()]
    grounds = {code for one in conditions for code in one.grounds}
    grounds |= {code for one in row.exceptions for code in one.grounds}
    grouped = (row.needs, row.only_if, row.court_papers, row.sunsets)
    actions = {action for group in grouped for action in group}
    actions |= {one.action for one in row.exceptions}
    agencies = {agency for one in row.exceptions for agency in one.agencies}
    papers = {code for one in conditions for code in one.papers}
    papers |= {code for one in row.exceptions for code in one.papers}
    papers |= {code for codes in row.court_papers.values() for code in codes}
    for what, codes, declared in (
        ("paper", papers, {*Paper, *book.papers}),
        ("ground", grounds, set(book.grounds)),
        ("action", actions, set(book.actions)),
        ("agency", agencies, set(book.agencies)),
    ):
        if codes - declared:
            unknown = sorted(codes - declared)[0]
            raise InputError(f"{path}: {row.id}: the {what} {unknown} is not in casebook.json. Declare it.")


def _needs(rows: Mapping[str, NeedsRow]) -> dict[str, Needs]:
    return {
        action: Needs(papers=frozenset(one.papers), grounds=frozenset(one.grounds))
        for action, one in rows.items()
    }


def _settled(row: InstrumentRow) -> dict[str, tuple[str, ...]]:
    """What decides with a note and what decides without one, by action."""
    actions = {*row.decides, *row.settles}
    return {action: (*row.decides.get(action, ()), *row.settles.get(action, ())) for action in actions}


def _is_only_recorded(row: InstrumentRow) -> bool:
    """Whether all we have of a local rule is a data set's old coding, with no row that confirms it.

    It is told with its date, and in force for none. A statute stands until it is repealed; a city's or a
    sheriff's policy changes without notice.
    """
    return row.basis == "dataset_row" and row.level in ("city", "county") and row.confirmed_by is None


def partial_date(text: str | None, row: str) -> PartialDate | None:
    """A row's date with its precision; `InputError` where it is none."""
    if text is None:
        return None
    try:
        return PartialDate(text=text)
    except ValueError as error:
        raise InputError(f"{row}: {error}. Correct the row.") from error
