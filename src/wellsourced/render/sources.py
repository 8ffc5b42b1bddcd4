"""Numbers for the sources of a page: one a source, in the order a reader meets them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wellsourced.errors import Integrity
from wellsourced.model.reports import Exhibit, Report, SourceCircle, Statement
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.render import words
from wellsourced.text.private import clean_address

__all__ = [
    "NumberedSource",
    "circle_notes",
    "citation_numbers",
    "number_sources",
    "passage_numbers",
    "source_counts",
    "web_address",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedSource:
    """A source with its number and the passages of it that the page cites, in order of citation.

    `in_text` is false where only the table of rules cites it. `copy_of` is the id of the source it
    copies, `copies` the numbers of the sources on this page that copy it, `circle` those of the sources
    here with which it rests on itself.
    """

    n: int
    source: Source
    exhibits: tuple[Exhibit, ...]
    in_text: bool
    copy_of: str | None = None
    copies: tuple[int, ...] = ()
    circle: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id

    @property
    def archived(self) -> bool:
        """Whether a passage of its own bytes is shown, held in the archive."""
        return any(exhibit.archived for exhibit in self.exhibits)

    @property
    def note(self) -> bool:
        """Whether any passage shown for it is our own note."""
        return any(exhibit.passage.note is not None for exhibit in self.exhibits)

    @property
    def unarchived(self) -> bool:
        """Whether any passage shown for it is known by our word alone."""
        return not all(exhibit.archived for exhibit in self.exhibits)

    @property
    def captured_at(self) -> datetime | None:
        """When its bytes were last captured; `None` where we hold only notes on it."""
        times = [exhibit.captured_at for exhibit in self.exhibits if exhibit.passage.note is None]
        times += [anchor.captured_at for exhibit in self.exhibits for anchor in exhibit.anchors]
        return max(times, default=None)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it, as it says itself."""
        return tuple(dict.fromkeys(name for exhibit in self.exhibits for name in exhibit.authors))

    @property
    def updated(self) -> PartialDate | None:
        """When it was last changed, as it says itself; `None` where that is no other day than its first."""
        days = [exhibit.updated for exhibit in self.exhibits if exhibit.updated is not None]
        last = max(days, key=lambda day: day.latest, default=None)
        return None if last == self.source.published else last


def number_sources(report: Report) -> tuple[NumberedSource, ...]:
    """Number a report's cited sources 1, 2, 3 … by first citation in reading order.

    The order is answers, summary, sections (title first), bottom line, watch, resolutions, provisions.
    Raises `Integrity` where a rule cites a passage that the report does not exhibit.
    """
    exhibits = {exhibit.passage.id: exhibit for exhibit in report.exhibits}
    cited: dict[str, dict[str, Exhibit]] = {}
    for passage in _passages_in_text(report):
        cited.setdefault(exhibits[passage].source.id, {})[passage] = exhibits[passage]
    in_text = set(cited)
    ruled = [("what the rules come to", resolution.passages) for resolution in report.resolutions]
    ruled += [(f"the rule {p.subject!r} of {p.instrument!r}", p.passages) for p in report.provisions]
    for what, passages in ruled:
        for passage in passages:
            if passage not in exhibits:
                raise Integrity(
                    f"{what} cites passage {passage}, which the report does not exhibit: run the check again"
                )
            cited.setdefault(exhibits[passage].source.id, {})[passage] = exhibits[passage]
    originals = {
        source_id: next((e.copy_of for e in shown.values() if e.copy_of is not None), None)
        for source_id, shown in cited.items()
    }
    numbers = {source_id: n for n, source_id in enumerate(cited, start=1)}
    around = _around(report.circles)
    return tuple(
        NumberedSource(
            n=numbers[source_id],
            source=next(iter(shown.values())).source,
            exhibits=tuple(shown.values()),
            in_text=source_id in in_text,
            copy_of=originals[source_id],
            copies=tuple(numbers[copy] for copy, original in originals.items() if original == source_id),
            circle=tuple(sorted(numbers[one] for one in around.get(source_id, ()) if one in numbers)),
        )
        for source_id, shown in cited.items()
    )


def _around(circles: Sequence[SourceCircle]) -> Mapping[str, set[str]]:
    """By the id of a source, the ids of those it rests on itself with."""
    found: dict[str, set[str]] = defaultdict(set)
    for circle in circles:
        for source in circle.sources:
            found[source.id] |= {other.id for other in circle.sources} - {source.id}
    return found


def circle_notes(report: Report, sources: Sequence[NumberedSource]) -> tuple[str, ...]:
    """A sentence for each circle of sources that cite one another, and what that means for their weight."""
    numbers = {source.id: source.n for source in sources}
    return tuple(_circle_note(circle, numbers) for circle in report.circles)


def _circle_note(circle: SourceCircle, numbers: Mapping[str, int]) -> str:
    named = [
        f"[{numbers[one.id]}] {one.publisher or one.title}" if one.id in numbers else _uncited(one)
        for one in circle.sources
    ]
    told = f"These sources cite one another{', and nothing else' if circle.closed else ''}: "
    told += f"{words.joined(named)}."
    two = len(named) == 2
    if not circle.closed:
        return f"{told} What one of them says may come from {'the other' if two else 'another of them'}."
    adds = "Neither adds to what the other says" if two else "None adds to what the others say"
    return f"{told} {adds}, so they count as one source."


def _uncited(source: Source) -> str:
    return f"“{source.title}” ({source.publisher or 'unknown publisher'}, not cited here)"


def _passages_in_text(report: Report) -> Iterator[str]:
    return (citation.passage for said in report.statements() for citation in said.citations)


def passage_numbers(sources: Sequence[NumberedSource]) -> Mapping[str, int]:
    """The source number of every cited passage, by passage id."""
    return {exhibit.passage.id: source.n for source in sources for exhibit in source.exhibits}


def citation_numbers(statement: Statement, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers a statement prints: each source once, in the order of its citations."""
    return tuple(dict.fromkeys(numbers[citation.passage] for citation in statement.citations))


def source_counts(sources: Sequence[NumberedSource]) -> tuple[str, ...]:
    """What the page rests on, in sentences: archived, notes, kinds. Empty where nothing is cited."""
    if not sources:
        return ()
    archived = sum(source.archived for source in sources)
    notes = sum(source.note and source.unarchived for source in sources)
    anchored = sum(source.note and not source.unarchived for source in sources)
    total = words.counted(len(sources), "source")
    if not any(source.unarchived for source in sources):
        first = f"{total}. Every sentence opens an archived passage."
    else:
        first = f"{total}: {archived:,} archived here, {words.counted(notes, 'note')} of ours."
    kinds = {kind: sum(source.source.kind is kind for source in sources) for kind in SourceKind}
    by_kind = ", ".join(f"{words.kind_word(kind)} {n:,}" for kind, n in kinds.items() if n)
    said = [first, f"By kind: {by_kind}."]
    if notes:
        said.insert(
            1,
            "A note is our own sentence about a source whose text is not archived here; "
            "open the original to check it.",
        )
    if anchored:
        told = (
            "1 is told in notes of ours, borne out by archived passages that it opens."
            if anchored == 1
            else f"{anchored:,} are told in notes of ours, borne out by archived passages that they open."
        )
        said.insert(1, told)
    return tuple(said)


def web_address(uri: str) -> str:
    """The address, cleaned, if a browser may follow it, else empty: sources are data, never `javascript:`."""
    return clean_address(uri) if uri.lower().startswith(("https://", "http://")) else ""
