"""Desks for tests of the whole product: the tools that ship, over small libraries or the bundled casebook.

The clock stands still, so that a page says the same on every day the tests run.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from rich.console import Console

from reading import body_text
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.remember import RememberingEncoder, RememberingVerifier
from wellsourced.check import Desk, check
from wellsourced.cli.terminal import print_report
from wellsourced.library.bundled import casebook_layer
from wellsourced.library.layers import MemoryLayer
from wellsourced.library.store import open_library
from wellsourced.model.reports import Report
from wellsourced.model.scope import EVERYWHERE, PartialDate, Scope
from wellsourced.model.sources import Source, SourceKind
from wellsourced.plugins import Port, load
from wellsourced.ports import Added, Capture, Encoder, Verifier
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html
from wellsourced.rules.casebook import load_casebook
from wellsourced.settings import bundled_casebooks
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.matter import Matter, read_matter

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
TODAY = NOW.date()
FLAGSHIP = "Can local police departments refuse to cooperate with ICE requests?"


@dataclass(frozen=True)
class Stopped:
    """A clock that stands still."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True, kw_only=True)
class Text:
    """A document to put in a library: who says what, and when."""

    body: str
    publisher: str
    published: str | None = "2024-05-03"
    kind: SourceKind = SourceKind.GOVERNMENT
    place: str | None = None
    media_type: str = "text/plain"
    uri: str | None = None


@cache
def encoder() -> Encoder:
    """The encoder that ships, loaded once."""
    return RememberingEncoder(load(Port.ENCODER, "minilm")())


@cache
def verifier() -> Verifier:
    """The verifier that ships, loaded once."""
    return RememberingVerifier(load(Port.VERIFIER, "bundled")())


@cache
def _bundled() -> tuple[tuple[MemoryLayer, Matter], ...]:
    found = [(load_casebook(folder), folder) for folder in bundled_casebooks().values()]
    return tuple((casebook_layer(book, folder, encoder()), read_matter(book)) for book, folder in found)


def desk_of(texts: Iterable[Text], directory: Path, *, bundled: bool = False) -> Desk:
    """A desk over a library of these documents, and over the bundled casebooks where wanted."""
    books = _bundled() if bundled else ()
    library = open_library(directory / "library", encoder(), [layer for layer, _ in books])
    captures = [capture_of(text, number) for number, text in enumerate(texts)]
    answers = library.add(captures, Extractors())
    assert all(isinstance(answer, Added) for answer in answers), answers
    return Desk(
        library=library,
        encoder=encoder(),
        verifier=verifier(),
        clock=Stopped(),
        matters=tuple(matter for _, matter in books),
    )


def capture_of(text: Text, number: int) -> Capture:
    """A document as it is captured on the day before the clock's."""
    source = Source(
        uri=text.uri or f"https://site{number}.example/page",
        title=f"Page {number} of {text.publisher}",
        publisher=text.publisher,
        kind=text.kind,
        published=None if text.published is None else PartialDate(text=text.published),
        coverage=EVERYWHERE if text.place is None else Scope(place=text.place),
    )
    return Capture(
        source=source,
        body=text.body.encode(),
        media_type=text.media_type,
        captured_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
    )


def ask(text: str, desk: Desk, *, on: date = TODAY, place: str | None = None) -> Report:
    """The report on a question or claim."""
    return check(read_inquiry(text, on=on, place=place), desk)


@cache
def bundled_desk() -> Desk:
    """A desk over the bundled casebooks and nothing else; nothing is written."""
    return desk_of((), Path(tempfile.gettempdir()) / "wellsourced-tests-have-no-library", bundled=True)


@cache
def bundled_answer(text: str, on: date = TODAY) -> Report:
    """What the bundled casebooks say, asked once."""
    return ask(text, bundled_desk(), on=on)


def flagship(on: date = TODAY) -> Report:
    """The page the product is shown with, as of a day."""
    return bundled_answer(FLAGSHIP, on)


def action_words() -> Mapping[str, str]:
    """The bundled casebooks' words for their actions."""
    return {a.code: a.infinitive for _, matter in _bundled() for a in matter.casebook.actions}


def html(report: Report) -> str:
    return page_html(report, actions=action_words())


def markdown(report: Report) -> str:
    return page_markdown(report, actions=action_words())


def terminal(report: Report, width: int = 100) -> str:
    printed = io.StringIO()
    print_report(report, Console(file=printed, width=width, force_terminal=False), (), action_words())
    return printed.getvalue()


def labels(report: Report) -> list[str]:
    return [verdict.label.value for verdict in report.verdicts]


def said(report: Report) -> str:
    """Every sentence the page publishes, its unknowns and follow-ups included, one a line."""
    lines = [statement.text for statement in report.statements()]
    return "\n".join([*lines, *(gap.text for gap in report.unknowns), *report.followups])


def body_of_page(report: Report) -> str:
    """What a reader is shown of the HTML page, in order."""
    return body_text(html(report))
