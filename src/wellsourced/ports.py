"""The doors to the outside: narrow Protocols, batches in and out. An adapter is one file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from wellsourced.model.anchors import Anchor
from wellsourced.model.calls import Call
from wellsourced.model.claims import Stance
from wellsourced.model.editions import Confirmation, Correction, Edition, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Document, Passage, Snapshot, Source, SourceKind
from wellsourced.model.standing import Dispute, Withholding

Headers = tuple[tuple[str, str], ...]
"""Names and values in the order they were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """How a page was asked for and what its server answered beside the body, for the archive.

    `status` is the first line of the answer ("HTTP/1.1 200 OK"), `request` that of the question
    ("GET /a HTTP/1.1"), empty where nobody knows it. Cookies and credentials are left out by who fills it in.
    """

    status: str
    headers: Headers
    request: str = ""
    request_headers: Headers = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A source's bytes, just read: what `Fetcher` returns and the library archives.

    `body` is without transfer and content codings, whatever the headers of the `exchange` say of them.
    `address` is where it came from in the end, where a redirect led elsewhere than the source's address.
    """

    source: Source
    body: bytes
    media_type: str
    captured_at: datetime
    revision: str | None = None
    imported: bool = False
    exchange: Exchange | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What could not be captured: its address, or where in a file it stands, and why."""

    address: str
    error: Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A document's text with its blocks: `(start, end, headings, page)`, offsets into `text`.

    `published_certain` is false for a date guessed from running text: good to show, too weak to decide
    what was known when. `publisher` (empty where unknown), `authors`, `updated` and `kind` are what the
    document says of itself or its address tells; what a user says of the source stands over them.
    `canonical` is the address it gives as its own; `links` are those its text cites, not its menus, each
    page once, in order.
    """

    text: str
    title: str
    language: str
    published: PartialDate | None
    blocks: tuple[tuple[int, int, tuple[str, ...], int | None], ...]
    extractor: str
    published_certain: bool = True
    updated: PartialDate | None = None
    authors: tuple[str, ...] = ()
    publisher: str = ""
    kind: SourceKind = SourceKind.OTHER
    canonical: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a query, as in TREC: `score` is comparable within one list only.

    `similarity` is the cosine of query and passage, -1 to 1, comparable across lists and layers.
    """

    passage: Passage
    score: float
    similarity: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a verifier says of one pair: probabilities that sum to 1."""

    supports: float
    refutes: float
    neutral: float

    @property
    def stance(self) -> Stance:
        """The likeliest stance."""
        ranked = {Stance.SUPPORTS: self.supports, Stance.REFUTES: self.refutes, Stance.NEUTRAL: self.neutral}
        return max(ranked, key=lambda stance: ranked[stance])


class Vectors(Protocol):
    """Rows of 32-bit floats, unit length (a numpy array is one)."""

    @property
    def shape(self) -> tuple[int, ...]: ...
    def tolist(self) -> list[list[float]]: ...


class SearchProvider(Protocol):
    """Finds addresses for a query; raises `Transient` or `Permanent` where it could not ask."""

    name: str

    def search(self, queries: Sequence[str]) -> Sequence[Sequence[Source]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """What a fetcher may do, as set by the user; the factory of every fetcher takes one.

    `allowed_hosts` (`HOST` or `HOST:PORT`) may be read although their addresses are not public; `delay`
    is the pause in seconds between two requests to one host; `kept` is a folder for pages that can be
    asked for again, or `None` to keep none.
    """

    allowed_hosts: tuple[str, ...] = ()
    delay: float = 1.0
    kept: Path | None = None


class Fetcher(Protocol):
    """Reads sources' bytes; a source that cannot be read comes back as the error that says why.

    One that holds as many bytes as it may at once gives `Postponed` for the rest, and is asked again.
    """

    def fetch(self, sources: Sequence[Source]) -> Sequence[Capture | Exception]: ...


class Extractor(Protocol):
    """Reads text out of captured bytes; one that cannot be read comes back as the error."""

    def extract(self, captures: Sequence[Capture]) -> Sequence[Extracted | Exception]: ...


class Encoder(Protocol):
    """Turns texts into unit vectors of `dimension` floats."""

    name: str
    dimension: int

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Verifier(Protocol):
    """Judges pairs of (claim, passage text), one row at a time: batch-mates change nothing."""

    name: str

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a language model is asked: instructions, then the text, then the form its answer must have.

    `use` names the prompt; `schema` is the JSON Schema of the answer; `most_tokens` bounds its length.
    """

    use: str
    system: str
    text: str
    schema: Mapping[str, object]
    most_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What a model answered, and the tokens that both ways took; `failed` says why nothing came.

    `call` is the id under which it is kept, empty where nothing is.
    """

    text: str
    prompt_tokens: int = 0
    answer_tokens: int = 0
    failed: str = ""
    call: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a language model answers, as set by the user; the factory of every model takes one.

    `timeout` is in seconds, from asking to the end of an answer; `at_once` how many prompts may be asked side
    by side; `seed` makes answers repeatable where the endpoint heeds it.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    at_once: int = 4
    seed: int = 0


class LanguageModel(Protocol):
    """Answers prompts with JSON text, one answer a prompt; what could not be asked comes back as failed."""

    name: str

    def complete(self, prompts: Sequence[Prompt]) -> Sequence[Completion]: ...


class View(Protocol):
    """A library as of a day, read-only: nothing in it is later than that day."""

    as_of: date

    def search(self, query: str, k: int) -> Sequence[Hit]:
        """The `k` best passages for a query, lexical and dense fused, best first.

        Of a source captured several times only its current capture is searched: that seen last by the day.
        """
        ...

    def passage(self, passage_id: str) -> Passage:
        """The passage, of whichever capture; `KeyError` if the view has none of that id."""
        ...

    def source_of(self, passage: Passage) -> Source:
        """Who speaks: for a note what it is about, else the document's source."""
        ...

    def document_of(self, passage: Passage) -> Document: ...

    def snapshot_of(self, passage: Passage) -> Snapshot: ...

    def neighbours(self, passage: Passage) -> tuple[str, str]:
        """The text before and after, one passage each side, empty at an end."""
        ...

    def passages(self) -> Iterator[Passage]:
        """Every passage of current captures, in document order."""
        ...

    def captures(self, source_id: str) -> Sequence[Snapshot]:
        """The source's captures by the end of the day, oldest first: how often its bytes changed.

        One that came back after another stood is told again, captured when it was seen to be back.
        """
        ...

    def sightings(self, source_id: str) -> Sequence[tuple[datetime, str]]:
        """When the source was seen to give which bytes, by their digest, by the end of the day, oldest first.

        Of each time in which it gave the same whenever it was asked, the first sighting and the last.
        """
        ...

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of one document that the view may show, in order."""
        ...

    def new_since(self, moment: datetime, but: Collection[str] = ()) -> Sequence[Passage]:
        """What sources say since a moment and did not before; `but` are ids of sources left out.

        Notes of casebooks are never among it.
        """
        ...

    def measured(self, passages: Sequence[Passage], query: str) -> Sequence[Hit]:
        """These passages as hits for a query, in their order: `score` is their similarity."""
        ...

    def anchors(self, note: Passage) -> tuple[Anchor, ...]:
        """What bears the parts of a note out, in their order, as far as its passage is in the view."""
        ...


class DamageKind(StrEnum):
    """What `verify` can find wrong."""

    BYTES = "bytes"
    TEXT = "text"
    SPAN = "span"
    QUOTE = "quote"
    INDEX = "index"
    EDITION = "edition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that does not match: which record, and what to do."""

    kind: DamageKind
    record: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one capture became; `new` is false where the library already held it."""

    source: Source
    snapshot: str
    document: str
    passages: int
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A library looked at: how much it holds, how its parts are, and what a sample of it proved.

    `newest` is when a source was last seen, by the clock of the time; `waiting` are documents that are not
    in the index yet; `index` is empty where there is none; `proven` says how much was in the sample.
    """

    snapshots: int
    passages: int
    editions: int
    newest: datetime | None
    database: str
    index: str
    index_bytes: int
    waiting: int
    proven: str
    damage: tuple[Damage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup of a library: when and by what it was made, what it holds, and its size in bytes."""

    made_at: datetime
    software: str
    snapshots: int
    files: int
    size: int


class Library(Protocol):
    """Where the world is written down: records, archive and index behind one door."""

    def view(self, as_of: date) -> View: ...

    def add(self, captures: Sequence[Capture], extractor: Extractor) -> Sequence[Added | Exception]:
        """Archive, extract, cut into passages and index; adding again is resuming."""
        ...

    def keep_anchors(self, found: Mapping[str, Sequence[Anchor]]) -> None:
        """Keep what bears notes out, by their ids, in the place of what was kept of them before."""
        ...

    def save_report(self, report: Report) -> str: ...

    def keep_call(self, call: Call) -> None:
        """Keep a call to a language model for good; keeping it again changes nothing."""
        ...

    def answered(self, key: str) -> Call | None:
        """The call of that key that was answered, None where none was."""
        ...

    def transcript(self, ids: Sequence[str]) -> Sequence[Call]:
        """The calls of these ids, in their order; what is not held is left out."""
        ...

    def report(self, report_id: str) -> Report: ...

    def pages(self) -> Sequence[Page]:
        """Every published page with its variants."""
        ...

    def page(self, page_id: str) -> Page:
        """The page; `InputError` where there is none."""
        ...

    def editions(self, page_id: str) -> Sequence[Edition]:
        """The chain of a page, oldest first."""
        ...

    def edition(self, name: str) -> Edition:
        """The edition of that id, or whose id alone starts so; `InputError` where there is no such."""
        ...

    def publish(
        self, page: Page, report_id: str, at: datetime, note: str, corrected: Mapping[str, str]
    ) -> Edition:
        """Put a report at the end of a page's chain, whole or not at all; the newest's own adds nothing.

        `corrected` is what it takes back, each with why, for the log of corrections.
        """
        ...

    def add_variant(self, page_id: str, wording: str) -> None: ...

    def confirm(self, confirmation: Confirmation) -> None: ...

    def confirmations(self, page_id: str) -> Sequence[Confirmation]:
        """When any edition of a page was found to stand, oldest first."""
        ...

    def last_confirmation(self, edition_id: str) -> Confirmation | None:
        """The last time an edition was found to stand, `None` where it never was."""
        ...

    def correct(self, correction: Correction) -> None: ...

    def corrections(self) -> Sequence[Correction]:
        """The public log, newest first."""
        ...

    def retract(self, retraction: Retraction) -> None: ...

    def retraction(self, page_id: str) -> Retraction | None: ...

    def dispute(self, dispute: Dispute) -> None: ...

    def lift_dispute(self, name: str, at: datetime) -> None: ...

    def disputes(self, page_id: str) -> Sequence[Dispute]:
        """The disputes over statements of any edition of a page, oldest first; lifted ones too."""
        ...

    def withhold(self, withholding: Withholding) -> None: ...

    def show_again(self, page_id: str, at: datetime) -> None: ...

    def withholdings(self) -> Mapping[str, Withholding]:
        """All pages that are withheld now, by their ids."""
        ...

    def count_read(self, page_id: str, day: date, times: int = 1) -> None:
        """Count that a page was shown to readers on a day (UTC), and nothing about them."""
        ...

    def reads(self, since: date) -> Mapping[str, int]:
        """How often each page was shown from a day (UTC) on, by its id; unread ones are left out."""
        ...

    def state(self) -> str:
        """A digest of what the user's own layer shows; the same for as long as nothing is written to it."""
        ...

    def verify(self) -> Sequence[Damage]:
        """Prove every digest, span and quote; empty means sound."""
        ...

    def close(self) -> None: ...


class Clock(Protocol):
    """The one source of now."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Progress: a step's name, what it does now, and how far it is."""

    step: str
    message: str
    done: int | None = None
    total: int | None = None


Progress = Callable[[Event], None]


@runtime_checkable
class Counting(Protocol):
    """Progress that also hears how often tools were used: `open_desk` gives it tools that say so."""

    def __call__(self, event: Event) -> None: ...

    def count(self, what: str, number: int) -> None:
        """That something was done so many times in the step at hand."""
        ...


def quiet(event: Event) -> None:
    """Progress for callers who want none."""
