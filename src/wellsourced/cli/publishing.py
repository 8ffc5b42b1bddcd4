"""`publish`, `editions`, `retract` and `corrections`: what was published, and what befell it."""

import sys
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.text import Text

from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import console, print_json, print_text, progress
from wellsourced.cli.page_names import page_called
from wellsourced.config import SystemClock, load_casebooks, open_desk, open_library
from wellsourced.diff.feeds import page_feed
from wellsourced.errors import InputError
from wellsourced.jobs.refreshing import Figures, figures_shown, newest, stale
from wellsourced.model.claims import Label
from wellsourced.model.editions import Correction, Edition, Page, Retraction
from wellsourced.model.reports import Report
from wellsourced.ports import Library
from wellsourced.publish import publish as make_edition
from wellsourced.render.holdings_json import edition_json, page_json
from wellsourced.render.imprint import Imprint, imprint_json, imprint_line, imprint_of
from wellsourced.render.words import label_word, utc_stamp
from wellsourced.rules.casebook import action_words
from wellsourced.settings import Settings

__all__ = [
    "EditionsOptions",
    "PublishOptions",
    "RetractOptions",
    "corrections",
    "editions",
    "imprint_in",
    "publish",
    "retract",
]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class PublishOptions(Common):
    """What `publish` says of an edition."""

    note: Annotated[str, option("What this edition is for, in a sentence.")] = ""


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class EditionsOptions(Common):
    """How `editions` lists."""

    atom: Annotated[bool, flag("An Atom feed of the page: its editions and what changed, newest first.")] = (
        False
    )


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class RetractOptions(Common):
    """What `retract` says."""

    why: Annotated[str | None, option("Why the page is taken back; readers are told.")] = None


PUBLISHING = PublishOptions()
RETRACTING = RetractOptions()
LISTING = EditionsOptions()
SHOWING = Common()


def publish(
    report: Annotated[
        str, Parameter(help="The id of a report, as `check` printed it, or its first letters.")
    ],
    /,
    *,
    options: PublishOptions = PUBLISHING,
) -> int:
    """Make an edition of a saved report: every statement is first held against its passages again.

    Publishing the same report again changes nothing. A question asked before in other words has its page
    already: the wording is kept with that page, whose newest edition is given.
    """
    settings = settings_of(options)
    name = _report(report, settings)
    with progress(options.quiet, options.log_json) as tell:
        desk = open_desk(settings, tell)
        with closing(desk.library) as library:
            edition = make_edition(name, desk, note=options.note)
            page, imprint = library.page(edition.page), imprint_in(library, edition)
    if options.json:
        print_json({"edition": edition_json(edition), "page": page_json(page)})
    else:
        _print_published(console(), page, imprint, other=edition.report != name)
    return 0


def editions(
    page: Annotated[
        str | None, Parameter(help="A page's id or its first letters, or its question in any words.")
    ] = None,
    /,
    *,
    options: EditionsOptions = LISTING,
) -> int:
    """List the published pages, or the editions of one, oldest first; or give a page's Atom feed."""
    settings = settings_of(options)
    if options.atom:
        return _feed(page, options, settings)
    if page is None:
        with closing(open_library(settings)) as library:
            shown = figures_shown(library)
            listed = [_listed(one, library, shown) for one in library.pages()]
        if options.json:
            print_json({"pages": [one.as_json() for one in listed]})
        else:
            _print_pages(console(), listed)
        return 0
    found = page_called(page, settings)
    with closing(open_library(settings)) as library:
        chain = [imprint_in(library, one) for one in library.editions(found.id)]
        log = [one for one in library.corrections() if one.page == found.id]
    if options.json:
        told = [{"id": one.edition.id, "report": one.edition.report, **imprint_json(one)} for one in chain]
        entries = [_correction_json(one) for one in log]
        print_json({"page": page_json(found), "editions": told, "corrections": entries})
    else:
        _print_chain(console(), found, chain, log)
    return 0


def _feed(page: str | None, options: EditionsOptions, settings: Settings) -> int:
    if page is None:
        raise InputError("--atom is the feed of one page: name it, `wellsourced editions` lists them")
    if options.json:
        raise InputError("--atom and --json contradict each other: give one of them")
    found = page_called(page, settings)
    with closing(open_library(settings)) as library:
        sys.stdout.write(page_feed(found, library, action_words(load_casebooks(settings))))
    return 0


def retract(
    page: Annotated[str, Parameter(help="A page's id or its first letters, or its question.")],
    /,
    *,
    options: RetractOptions = RETRACTING,
) -> int:
    """Take a page back: its editions stay where they are, and say so."""
    if options.why is None or not options.why.strip():
        raise InputError("say why the page is retracted with --why: readers are told")
    settings = settings_of(options)
    found = page_called(page, settings)
    with closing(open_library(settings)) as library:
        library.retract(Retraction(page=found.id, retracted_at=SystemClock().now(), why=options.why.strip()))
        kept = library.retraction(found.id)
    assert kept is not None
    told = {"page": found.id, "retracted_at": utc_stamp(kept.retracted_at), "why": kept.why}
    if options.json:
        print_json(told)
    else:
        print_text(
            console(), Text(f"Retracted {found.title!r} on {utc_stamp(kept.retracted_at)}: {kept.why}")
        )
    return 0


def corrections(*, options: Common = SHOWING) -> int:
    """List what editions took back, newest first."""
    with closing(open_library(settings_of(options))) as library:
        log = [(one, library.page(one.page)) for one in library.corrections()]
    if options.json:
        print_json({"corrections": [_correction_json(one) for one, _ in log]})
        return 0
    page = console()
    for one, of in log:
        print_text(page, Text(f"{utc_stamp(one.corrected_at)}  {of.title}", style="bold"))
        print_text(page, Text(f"{one.what}: {one.why}"), indent=2)
    if not log:
        page.print(Text("Nothing was corrected."))
    return 0


def imprint_in(library: Library, edition: Edition, shown: Figures | None = None) -> Imprint:
    """What the library says of an edition; only the one that stands can be due. `shown` as for `stale`."""
    retraction = library.retraction(edition.page)
    stands = retraction is None and newest(library.page(edition.page), library) == edition
    due = stale(edition, library, SystemClock().now(), shown) if stands else ()
    befell = library.confirmations(edition.page), retraction, due, library.disputes(edition.page)
    return imprint_of(edition, *befell)


@dataclass(frozen=True, kw_only=True)
class _Listed:
    """A page with its newest edition and the verdicts of that."""

    page: Page
    newest: Imprint
    labels: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        newest = {"id": self.newest.edition.id, **imprint_json(self.newest)}
        return {**page_json(self.page), "labels": list(self.labels), "newest": newest}


def _listed(page: Page, library: Library, shown: Figures) -> _Listed:
    standing = newest(page, library)
    labels = tuple(verdict.label.value for verdict in library.report(standing.report).verdicts)
    return _Listed(page=page, newest=imprint_in(library, standing, shown), labels=labels)


def _report(name: str, settings: Settings) -> str:
    """The id of a report by its first letters. Raises `InputError` where it is none."""
    with closing(open_library(settings)) as library:
        found = library.find(name)
    if not isinstance(found, Report):
        raise InputError(f"{name!r} is no report: give the id that `check --json` printed")
    return found.id


def _correction_json(correction: Correction) -> dict[str, object]:
    return {
        "page": correction.page,
        "edition": correction.edition,
        "corrected_at": utc_stamp(correction.corrected_at),
        "what": correction.what,
        "why": correction.why,
    }


def _print_published(page: Console, of: Page, imprint: Imprint, *, other: bool) -> None:
    line = Text(f"{imprint_line(imprint)}: ").append(of.title, style="bold")
    print_text(page, line)
    if other:
        print_text(page, Text("This question was asked before in other words; its wording is kept there."))
    page.print(Text(imprint.edition.id, style="dim"), soft_wrap=True)


def _print_pages(page: Console, listed: list[_Listed]) -> None:
    for one in listed:
        print_text(page, Text(one.page.title, style="bold"))
        labels = ", ".join(label_word(Label(label)) for label in one.labels)
        print_text(page, Text(f"{labels}. {imprint_line(one.newest)}."), indent=2)
        if one.page.variants:
            print_text(page, Text(f"Also asked: {' '.join(one.page.variants)}"), indent=2)
        page.print(Text(f"  {one.page.id[:24]}", style="dim"))
    if not listed:
        page.print(Text("Nothing was published. Publish a report with `wellsourced publish`."))


def _print_chain(page: Console, of: Page, chain: list[Imprint], log: list[Correction]) -> None:
    print_text(page, Text(of.title, style="bold"))
    for variant in of.variants:
        print_text(page, Text(f"Also asked: {variant}"), indent=2)
    for one in chain:
        note = f". {one.edition.note}" if one.edition.note else ""
        print_text(page, Text(f"{imprint_line(one)}{note}"), indent=2)
        page.print(Text(f"    {one.edition.id[:24]}  {one.edition.report[:24]}", style="dim"))
    for entry in log:
        print_text(
            page, Text(f"Corrected {utc_stamp(entry.corrected_at)}: {entry.what}: {entry.why}"), indent=2
        )
