"""Published pages: their editions, what changed between two, what was confirmed, corrected or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wellsourced.model.ids import digest

__all__ = [
    "Change",
    "ChangeKind",
    "Confirmation",
    "Correction",
    "Edition",
    "Page",
    "Retraction",
    "flat_wording",
]


def _has_zone(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("a stored time has a zone")


def flat_wording(wording: str) -> str:
    """A wording as two are held against each other: case, spaces and the mark at its end aside."""
    return " ".join(wording.split()).casefold().rstrip(".?! ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What editions are of: the claims asked about, where, and of which agency.

    `variants` are other wordings that resolve to it, in the order they were asked. The first question
    gives title and slug.
    """

    claims: tuple[str, ...]
    place: str | None
    agency: str | None
    title: str
    slug: str
    variants: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError("a page is of a claim")

    def is_worded(self, wording: str) -> bool:
        """Whether it is asked so, by its title or a variant."""
        return flat_wording(wording) in {flat_wording(known) for known in (self.title, *self.variants)}

    @property
    def id(self) -> str:
        """Claims, place and agency; the day is an edition's."""
        of = {"claims": sorted(self.claims), "place": self.place, "agency": self.agency}
        return digest("page", of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A published report, immutable, with its place in the chain of its page (a PROV revision).

    `page` and `report` are ids; `number` counts from 1; `published_at` has a zone; `previous` is the id of
    the edition before, None for the first; `note` says why it was made. Raises `ValueError` where these do
    not agree.
    """

    page: str
    number: int
    report: str
    published_at: datetime
    previous: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.number < 1 or (self.previous is None) != (self.number == 1):
            raise ValueError("the first edition, and only it, has no previous")
        _has_zone(self.published_at)

    @property
    def id(self) -> str:
        """Page, number, report and previous."""
        of = {"page": self.page, "number": self.number, "report": self.report, "previous": self.previous}
        return digest("edition", of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A refresh that found nothing a reader would see differ: the edition still stands.

    One not later than its edition is of the refresh that made it: it tells what the sources answered then.
    Of the sources `asked`, `dead` are the addresses that no longer answer; their archived copies stand. So
    many as are `unreached` did not answer this time. `weighed` is the id of the
    report that was made to see that, where something had to be weighed again: the next refresh starts
    from it, and weighs nothing twice.
    """

    edition: str
    confirmed_at: datetime
    asked: int
    dead: tuple[str, ...] = ()
    unreached: int = 0
    weighed: str | None = None

    def __post_init__(self) -> None:
        _has_zone(self.confirmed_at)

    def confirms(self, edition: Edition) -> bool:
        """Whether it found an edition to stand that was published before."""
        return self.edition == edition.id and self.confirmed_at > edition.published_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An entry of the public log: a verdict or statement that an edition took back, and why."""

    page: str
    edition: str
    corrected_at: datetime
    what: str
    why: str

    def __post_init__(self) -> None:
        _has_zone(self.corrected_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A page taken back: its editions stay where they are, and say so."""

    page: str
    retracted_at: datetime
    why: str

    def __post_init__(self) -> None:
        _has_zone(self.retracted_at)
        if not self.why.strip():
            raise ValueError("a retraction says why")


class ChangeKind(StrEnum):
    """What a reader would see differ between two editions.

    A `verdict`, a `statement`, a `figure` in one, a `provision` of the rules, a `source`, or the `method`.
    """

    VERDICT = "verdict"
    STATEMENT = "statement"
    FIGURE = "figure"
    PROVISION = "provision"
    SOURCE = "source"
    METHOD = "method"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference, in readers' words; `before` is absent where something was added, `after` where removed.

    `where` is the part of the page it is in, as a reader finds it; `why` what brought it about, where that
    is known. Raises `ValueError` where nothing differs.
    """

    kind: ChangeKind
    before: str | None
    after: str | None
    where: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.before == self.after:
            raise ValueError("a change changes something")
