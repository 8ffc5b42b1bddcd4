"""Sources that stopped answering when a page was confirmed, or answer again. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC

from wellsourced.diff.pairing import plain
from wellsourced.model.editions import Change, ChangeKind, Confirmation, Edition
from wellsourced.model.reports import Report
from wellsourced.render import parts, words
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import NumberedSource, number_sources

__all__ = ["answering_changes", "asked_by", "asked_last"]


def asked_last(confirmations: Iterable[Confirmation]) -> Confirmation | None:
    """The last one for which sources were asked: one made offline tells nothing of whether they answer."""
    asked = [one for one in confirmations if one.asked]
    return max(asked, key=lambda one: one.confirmed_at, default=None)


def asked_by(
    edition: Edition, chain: Iterable[Edition], confirmations: Iterable[Confirmation]
) -> Confirmation | None:
    """What was last known of a page's sources while an edition stood; `chain` are the page's editions."""
    by_then = {one.id for one in chain if one.page == edition.page and one.number <= edition.number}
    return asked_last(one for one in confirmations if one.edition in by_then)


def answering_changes(after: Report, was: Confirmation | None, now: Confirmation | None) -> Iterator[Change]:
    """Of each source of the newer page whether it stopped answering between two times it was asked.

    A source that answers once more is told too. Of an address that answers no longer what we archived
    stands, and is named by its day.
    """
    if now is None or now == was:
        return
    gone_before: Sequence[str] = () if was is None else was.dead
    day = words.long_date(now.confirmed_at.astimezone(UTC).date())
    for numbered in number_sources(shareable(after)):
        gone, was_gone = (numbered.source.uri in dead for dead in (now.dead, gone_before))
        if gone != was_gone:
            yield Change(
                kind=ChangeKind.SOURCE,
                before=parts.GONE if was_gone else parts.ANSWERS,
                after=f"{parts.GONE}, asked on {day}; {_stands(numbered)}"
                if gone
                else f"{parts.ANSWERS} again, asked on {day}",
                where=parts.within(parts.SOURCES, plain(numbered.source.title)),
            )


def _stands(numbered: NumberedSource) -> str:
    if numbered.captured_at is None or not numbered.archived:
        return "our note stands"
    day = words.long_date(numbered.captured_at.astimezone(UTC).date())
    return f"the archived copy of {day} stands"
