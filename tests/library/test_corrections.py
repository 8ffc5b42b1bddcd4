"""Adding a source again corrects what is said of it, and only that."""

from __future__ import annotations

from wellsourced.library.corrections import UNKNOWN_PUBLISHER, corrected
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import Source, SourceKind

URI = "file:///home/me/harbor%20board.txt"
BARE = Source(uri=URI, title="harbor board.txt", publisher=UNKNOWN_PUBLISHER, kind=SourceKind.OTHER)
FULL = Source(
    uri=URI,
    title="Minutes of the harbor board",
    publisher="Harbor Board",
    kind=SourceKind.GOVERNMENT,
    published=PartialDate(text="2021-04"),
    coverage=Scope(place="US-ME"),
)


def test_what_is_newly_said_replaces_what_was_known() -> None:
    assert corrected(BARE, FULL) == FULL


def test_what_is_left_at_its_default_says_nothing() -> None:
    assert corrected(FULL, BARE) == FULL
