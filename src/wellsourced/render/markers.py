"""The numbers a page prints behind its sentences, and the passages they open. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wellsourced.model.reports import Report, Statement
from wellsourced.render import words
from wellsourced.render.sources import NumberedSource

__all__ = ["Marker", "Marking", "Said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A printed `[n]`: the passage it opens, which of its marked quotes it means, and who speaks."""

    n: int
    anchor: str
    quotes: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence, cut before its last word so that no line starts with a marker.

    `newer` tells of a newer figure than the sentence gives, where one is on file; `disputed` why an editor
    disputes it, where one does.
    """

    head: str
    last: str
    markers: tuple[Marker, ...]
    newer: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """What markers need: numbers, anchors and the distinct quotes of every cited passage.

    `newer` are the newer figures on file, told by statement, `disputed` why editors dispute one.
    """

    sources: tuple[NumberedSource, ...]
    numbered: dict[str, NumberedSource] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    newer: Mapping[str, str] = field(default_factory=dict)
    disputed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        report: Report,
        sources: tuple[NumberedSource, ...],
        newer: Mapping[str, str],
        disputed: Mapping[str, str],
    ) -> Marking:
        numbered = {e.passage.id: source for source in sources for e in source.exhibits}
        anchors = {
            e.passage.id: f"passage-{source.n}-{position}"
            for source in sources
            for position, e in enumerate(source.exhibits, start=1)
        }
        quotes: dict[str, dict[str, None]] = {}
        for citation in (c for said in report.statements() for c in said.citations):
            quotes.setdefault(citation.passage, {})[citation.quote] = None
        told = {passage: tuple(found) for passage, found in quotes.items()}
        return cls(sources, numbered, anchors, told, newer, disputed)

    def markers(self, cited: Iterable[tuple[str, str | None]]) -> tuple[Marker, ...]:
        """One marker a source, to the first of its passages cited here."""
        made: dict[int, Marker] = {}
        opened: dict[int, list[str]] = {}
        for passage, quote in cited:
            source = self.numbered[passage]
            if source.n not in made:
                made[source.n] = Marker(
                    n=source.n, anchor=self.anchors[passage], quotes="", about=_about(source)
                )
            if quote is not None and self.anchors[passage] == made[source.n].anchor:
                opened.setdefault(source.n, []).append(str(self.quotes[passage].index(quote)))
        return tuple(
            Marker(n=n, anchor=m.anchor, quotes=" ".join(opened.get(n, [])), about=m.about)
            for n, m in made.items()
        )

    def said(self, statement: Statement, *, quoted: bool = False) -> Said:
        """A statement with its marks; `quoted` where it is told as its source's own words."""
        text = words.in_quotes(statement.text) if quoted else statement.text
        head, _, last = text.rpartition(" ")
        cited = [(citation.passage, citation.quote) for citation in statement.citations]
        return Said(
            head=f"{head} " if head else "",
            last=last,
            markers=self.markers(cited),
            newer=self.newer.get(statement.text, ""),
            disputed=self.disputed.get(statement.text, ""),
        )

    def all_said(self, statements: Iterable[Statement]) -> tuple[Said, ...]:
        return tuple(self.said(statement) for statement in statements)


def _about(source: NumberedSource) -> str:
    parts = [source.source.publisher, words.kind_word(source.source.kind)]
    if source.source.published is not None:
        parts.append(words.short_date(source.source.published))
    if all(exhibit.passage.note is not None for exhibit in source.exhibits):
        parts.append("our note" if source.unarchived else "our note, borne out by an archived passage")
    return ", ".join(parts)
