"""Fill a library with published pages of made-up texts: `python -m tools.crowd FOLDER [-n 2000]`.

The texts are of invented towns. Documents are added, reports kept and editions published by the library's own
means; only the writing and the weighing are left out, so that thousands take a minute or two. The same number
gives the same library.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wellsourced.config import Shelves, open_extractor, open_library
from wellsourced.model.claims import Inquiry, InquiryKind, Label, Tier
from wellsourced.model.editions import Page, Retraction
from wellsourced.model.reports import Citation, Exhibit, Method, Report, Section, Statement, Unknown, Verdict
from wellsourced.model.scope import PartialDate
from wellsourced.model.search_log import SearchLogEntry
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Added, Capture
from wellsourced.settings import Settings, read_settings
from wellsourced.steps.asking.titles import slug

__all__ = ["crowd", "fill"]

BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)
TOWNS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kauri")
THINGS = ("bridge", "ferry", "harbor", "library", "market", "mill", "pier", "railway", "school", "theater")
DEEDS = ("opened", "closed for repair", "was rebuilt", "was sold", "changed hands", "got a new roof")
WHO = ("the county board", "the town clerk", "a state auditor", "the harbor office", "a local paper")
STATES = (None, "US-OR", "US-TX", None, "US-CA", "US-NY", None, "US-ME")
KINDS = (SourceKind.GOVERNMENT, SourceKind.NEWS, SourceKind.LAW, SourceKind.COURT, SourceKind.ACADEMIC)
LABELS = (Label.SUPPORTED, Label.QUALIFIED, Label.REFUTED, Label.CONFLICTING, Label.NOT_ENOUGH_EVIDENCE)
PARAGRAPHS, SENTENCES = 8, 3
PAGES_A_DOCUMENT = 8
SECTIONS, SAID = 8, 5
TWO_EDITIONS_EVERY, TAKEN_BACK_EVERY = 10, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What a page can cite of one document."""

    exhibits: tuple[Exhibit, ...]


def crowd(folder: Path, pages: int) -> Settings:
    """A library in that folder with so many published pages; its settings."""
    settings = read_settings(library=folder, casebooks=())
    with closing(open_library(settings)) as library:
        fill(library, settings, pages)
    return settings


def fill(library: Shelves, settings: Settings, pages: int) -> None:
    """Add the documents and publish the pages."""
    shelves = tuple(_shelves(library, settings, max(4, pages // PAGES_A_DOCUMENT)))
    for number in range(pages):
        made = random.Random(number)
        report = _report(number, made, made.sample(shelves, 4))
        page = Page(
            claims=tuple(one.claim for one in report.verdicts),
            place=report.inquiry.place,
            agency=None,
            title=report.inquiry.title,
            slug=report.inquiry.slug,
        )
        at = report.checked_at
        library.publish(page, library.save_report(report), at, "", {})
        if number % TWO_EDITIONS_EVERY == 0 and report.summary:
            lost, *kept = report.summary
            again = replace(report, summary=tuple(kept), checked_at=at + timedelta(days=20))
            name = library.save_report(again)
            library.publish(
                page, name, again.checked_at, "Looked at again.", {lost.text: "Its source was amended."}
            )
        if number % TAKEN_BACK_EVERY == TAKEN_BACK_EVERY - 1:
            why = "It was asked of the wrong town."
            library.retract(Retraction(page=page.id, retracted_at=at + timedelta(days=30), why=why))


def _shelves(library: Shelves, settings: Settings, documents: int) -> Iterator[Shelf]:
    captures = [_capture(number) for number in range(documents)]
    answers = library.add(captures, open_extractor(settings))
    view = library.view(date.max)
    for answer in answers:
        if not isinstance(answer, Added):
            raise answer
        exhibits = []
        for passage in view.passages_of(answer.document):
            before, after = view.neighbours(passage)
            exhibits.append(
                Exhibit(
                    passage=passage,
                    source=answer.source,
                    document_title=answer.source.title,
                    captured_at=BEGAN,
                    archived=True,
                    before=before,
                    after=after,
                )
            )
        yield Shelf(exhibits=tuple(exhibits))


def _capture(number: int) -> Capture:
    made = random.Random(f"document {number}")
    town, thing = made.choice(TOWNS), made.choice(THINGS)
    source = Source(
        uri=f"https://{town.lower()}-{number}.example/{thing}",
        title=f"On the {thing} of {town}, paper {number}",
        publisher=f"Papers of {town} {number % 40}",
        kind=KINDS[number % len(KINDS)],
        published=PartialDate(text=f"{2010 + number % 15}-0{1 + number % 9}-11"),
    )
    body = "\n\n".join(
        " ".join(_sentence(made, town, thing, number) for _ in range(SENTENCES)) for _ in range(PARAGRAPHS)
    )
    return Capture(source=source, body=body.encode(), media_type="text/plain", captured_at=BEGAN)


def _sentence(made: random.Random, town: str, thing: str, number: int) -> str:
    return (
        f"In {1900 + made.randrange(120)} the {thing} of {town} {made.choice(DEEDS)}, as {made.choice(WHO)} "
        f"wrote in entry {number}-{made.randrange(10_000)}, at a cost to the {town} {thing} fund of "
        f"{made.randrange(2, 900)},000 dollars and with {made.randrange(2, 400)} hands of the {town} {thing}."
    )


def _report(number: int, made: random.Random, shelves: Sequence[Shelf]) -> Report:
    town, thing = TOWNS[number % len(TOWNS)], THINGS[number // len(TOWNS) % len(THINGS)]
    title = f"Was the {thing} of {town} ever closed, as notice {number} says?"
    label = LABELS[number % len(LABELS)]
    on = BEGAN + timedelta(hours=3 * number)
    exhibits = [made.choice(shelf.exhibits) for shelf in shelves for _ in range(5)]
    exhibits = list({one.passage.id: one for one in exhibits}.values())
    silent = label is Label.NOT_ENOUGH_EVIDENCE
    said = () if silent else tuple(_said(made, exhibits) for _ in range(SECTIONS * SAID + 8))
    body = iter(said)
    sections = tuple(
        Section(title=next(body), statements=tuple(next(body) for _ in range(SAID - 1)))
        for _ in range(0 if silent else SECTIONS)
    )
    rest = tuple(body)
    shown = {one.passage for statement in said for one in statement.citations}
    verdict = Verdict(
        claim=f"The {thing} of {town} was closed, as notice {number} says.",
        label=label,
        confidence=0.3 if silent else 0.81,
        supports=0 if silent else 4,
        refutes=2 if label in (Label.REFUTED, Label.CONFLICTING, Label.QUALIFIED) else 0,
        independent_sources=0 if silent else 3,
        searched=3,
        answer=None if silent else rest[0],
    )
    return Report(
        inquiry=Inquiry(
            text=title.lower(),
            title=title,
            slug=slug(title),
            kind=InquiryKind.QUESTION,
            on=on.date(),
            place=STATES[number % len(STATES)],
        ),
        checked_at=on,
        verdicts=(verdict,),
        summary=rest[1:4],
        sections=sections,
        bottom_line=rest[4:6],
        watch=rest[6:7],
        unknowns=(Unknown(text=f"We found no list of who used the {thing}.", origin="query:1"),),
        provisions=(),
        followups=(f"When was the {thing} of {town} built?", f"Who owns the {thing} of {town} today?"),
        topics=(f"{town} {thing}", f"The {thing}s"),
        exhibits=tuple(one for one in exhibits if one.passage.id in shown),
        search_log=(
            SearchLogEntry(where="library", query=f"{thing} {town} closed", hits=0 if silent else 12),
            SearchLogEntry(where="library", query=f"{town} {thing} shut", hits=0),
        ),
        withheld=(),
        method=Method(verifier="made-up@1", encoder="made-up@1", writer="made-up", seconds=0.5),
    )


def _said(made: random.Random, exhibits: Sequence[Exhibit]) -> Statement:
    """A sentence of a passage, which bears itself out; now and then with a second passage beside it."""
    one, other = made.sample(exhibits, 2)
    sentence = made.choice(one.passage.text.split(". ")).rstrip(".") + "."
    citations = [Citation(passage=one.passage.id, quote=sentence)]
    if made.random() < 0.4:
        citations.append(Citation(passage=other.passage.id, quote=other.passage.text))
    return Statement(text=sentence, citations=tuple(citations), tier=Tier.MODEL, score=0.97)


def main() -> None:
    """Make the library that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=2000, help="pages (default 2000)")
    given = parser.parse_args()
    crowd(given.folder, given.n)


if __name__ == "__main__":
    main()
