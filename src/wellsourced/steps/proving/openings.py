"""Openings that may be left out: 'However,', 'Although ...,', 'Under 8 C.F.R. 287.7,' and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wellsourced.steps.proving.asides import commas, holds, key_at, only_dates
from wellsourced.steps.proving.items import Item, Kind
from wellsourced.steps.proving.words import (
    EXCEPTION,
    HEDGE,
    LEAD_INS,
    MODAL,
    NEGATION,
    QUANTITY,
    STATUS,
    TIMES,
)

__all__ = ["case_opening", "concessions", "connecting", "lawful_opening"]

Items = Sequence[Item]
Span = tuple[int, int]

# Capitals that many courts share: 'the Court of Appeals', 'the District Court'.
_ANY_COURT = frozenset(
    {
        "the", "of", "for", "court", "courts", "appeals", "appellate", "district", "circuit", "supreme",
        "superior", "high", "federal", "state", "county", "judicial", "board", "panel", "judge",
    }
)  # fmt: skip
# Under these a ruling speaks for its own case only: 'did not decide whether', 'all the plaintiffs'.
_BOUND_TO_THE_CASE = NEGATION | EXCEPTION | HEDGE | MODAL | QUANTITY | STATUS


_LEAD_INS = {first: tuple(phrase for phrase in LEAD_INS if phrase[0] == first) for first, *_ in LEAD_INS}


def case_opening(items: Items) -> Iterator[Span]:
    """'In Rowe v. Marsh,' and 'In the Rowe case,' before a court that has a name of its own.

    What the court said of the law ('held that ...') it said whatever the case; what it did ('did not
    reach the fee') may be so in that case only.
    """
    found = commas(items)
    if key_at(items, 0) != "in" or not found:
        return
    end = found[0]
    case = items[1:end]
    if len(found) > 1 and only_dates(items[end + 1 : found[1]]):
        end = found[1]
    rest = items[end + 1 :]
    if not (_versus(case) or _called_case(case)) or not rest:
        return
    that = next((at for at, item in enumerate(rest) if item.key == "that"), len(rest))
    if _has_own_name(rest) and not holds(rest[:that], _BOUND_TO_THE_CASE):
        yield 0, end + 1


def _versus(case: Items) -> bool:
    at = next((at for at, item in enumerate(case) if item.key == "versus"), 0)
    return 0 < at < len(case) - 1 and case[0].capital and case[at + 1].capital


def _called_case(case: Items) -> bool:
    named = [item for item in case[1:-1] if item.capital]
    return (
        key_at(case, 0) == "the"
        and key_at(case, len(case) - 1) in ("case", "lawsuit")
        and len(named) == len(case) - 2 > 0
    )


def _has_own_name(rest: Items) -> bool:
    """'the Third Circuit', 'Judge Rowe'; not 'the court', 'the District Court' or 'a judge'."""
    start = 1 if rest[0].key == "the" else 0
    name = []
    for item in rest[start:]:
        if not item.capital and item.key != "of":
            break
        name.append(item)
    own = [item for item in name if item.capital and item.key not in _ANY_COURT | TIMES]
    return bool(own) and (start == 0 or len(name) > 1)


def concessions(items: Items) -> Iterator[Span]:
    """'Although A, B' and 'Because A, B' keep B."""
    found = commas(items)
    if key_at(items, 0) in ("although", "though", "because", "despite") and found:
        end = found[0] + 1
        if end > 2 and key_at(items, end) not in ("and", "or", "which", "who", "but"):
            yield 0, end


def lawful_opening(items: Items) -> Iterator[Span]:
    """'Under 8 C.F.R. 287.7(a),': a citation of federal law limits no place; 'Under Ohio law,' does."""
    cited = key_at(items, 0) == "under" and len(items) > 2 and items[1].kind is Kind.CITE
    if cited and any(code in items[1].key for code in ("usc", "cfr", "fedreg")):
        yield 0, 3 if items[2].key == "," else 2


def connecting(items: Items) -> Iterator[Span]:
    """'However,' and its like, at the start or set off inside."""
    for at, item in enumerate(items):
        for phrase in _LEAD_INS.get(item.key, ()):
            end = at + len(phrase)
            if tuple(item.key for item in items[at:end]) != phrase:
                continue
            closed = key_at(items, end) == ","
            opened = at > 0 and items[at - 1].key == ","
            if phrase[0] in ("also", "likewise") or (at == 0 and (closed or phrase in (("but",), ("and",)))):
                yield at, end + closed
            elif opened and closed and phrase[0] not in ("and", "but", "yet", "still"):
                yield at - 1, end + 1
