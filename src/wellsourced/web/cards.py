"""What lists tell of an edition: worked out once, since an edition never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter

from wellsourced.model.claims import Label
from wellsourced.model.editions import Edition
from wellsourced.model.provisions import in_places
from wellsourced.model.reports import Report
from wellsourced.model.sources import SourceKind
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import NumberedSource, number_sources

__all__ = ["CARD", "FORM", "Card", "SourceCard", "card_of"]

FORM = 2
"""Of a card as it is kept: another where a card tells more, so that what was kept before is made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """A source as lists of an edition's sources name it, with the ids of its passages that are cited."""

    id: str
    title: str
    publisher: str
    kind: SourceKind
    uri: str
    published: str | None
    passages: tuple[str, ...]
    copy_of: str | None
    """The id of the source that it copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An edition in short. `answer` is empty where nothing is answered; `text` is what is searched."""

    edition: str
    page: str
    number: int
    report: str
    published_at: datetime
    checked_at: datetime
    on: date
    title: str
    claims: tuple[str, ...]
    labels: tuple[Label, ...]
    answer: str
    place: str | None
    topics: tuple[str, ...]
    states: tuple[str, ...]
    """Codes of the places whose rules it tells."""
    names: Mapping[str, str]
    """The names of places as it prints them, by their codes."""
    sources: tuple[SourceCard, ...]
    quotes: Mapping[str, tuple[str, ...]]
    """The words it relies on, by the id of their passage; none for one that only a rule cites."""
    text: str


CARD = TypeAdapter(Card)
"""How a card is written down."""


def card_of(edition: Edition, report: Report) -> Card:
    """The card of an edition of that report; what is private is hidden in it."""
    report = shareable(report)
    answers = [verdict.answer.text for verdict in report.verdicts if verdict.answer is not None]
    said = [statement.text for section in report.sections for statement in section.statements]
    titles = [section.title.text for section in report.sections]
    parts = [*answers, *(one.text for one in report.summary), *titles, *said]
    ends = [*(one.text for one in report.bottom_line), *(one.text for one in report.watch)]
    return Card(
        edition=edition.id,
        page=edition.page,
        number=edition.number,
        report=edition.report,
        published_at=edition.published_at,
        checked_at=report.checked_at,
        on=report.inquiry.on,
        title=report.inquiry.title,
        claims=tuple(verdict.claim for verdict in report.verdicts),
        labels=tuple(verdict.label for verdict in report.verdicts),
        answer=answers[0] if answers else "",
        place=report.inquiry.place,
        topics=report.topics,
        states=tuple(sorted({one.place for one in report.provisions})),
        names=_names(report),
        sources=tuple(_source_card(one) for one in number_sources(report)),
        quotes=_quotes(report),
        text="\n".join(dict.fromkeys([*parts, *ends])),
    )


def _source_card(numbered: NumberedSource) -> SourceCard:
    source = numbered.source
    return SourceCard(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        kind=source.kind,
        uri=source.uri,
        published=None if source.published is None else source.published.text,
        passages=tuple(exhibit.passage.id for exhibit in numbered.exhibits),
        copy_of=numbered.copy_of,
    )


def _names(report: Report) -> dict[str, str]:
    told = {one.place: one.place_name for one in report.provisions}
    return told | {one.place: one.place_name for one in in_places(report.resolutions) if one.place}


def _quotes(report: Report) -> dict[str, tuple[str, ...]]:
    quotes: dict[str, dict[str, None]] = {exhibit.passage.id: {} for exhibit in report.exhibits}
    for citation in (one for said in report.statements() for one in said.citations):
        quotes.setdefault(citation.passage, {})[citation.quote] = None
    return {passage: tuple(found) for passage, found in quotes.items()}
