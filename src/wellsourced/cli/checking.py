"""`wellsourced check`: a question or a claim in, a page out."""

import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from wellsourced.check import check as make_report
from wellsourced.cli.options import Common, flag, option, read_day, read_text, settings_of
from wellsourced.cli.output import console, print_json, progress
from wellsourced.cli.pages import plan_library, plan_pages, write_pages
from wellsourced.cli.publishing import imprint_in
from wellsourced.cli.terminal import print_report
from wellsourced.config import load_casebooks, open_desk
from wellsourced.errors import InputError, NotCheckable
from wellsourced.model.claims import Inquiry
from wellsourced.model.reports import Report
from wellsourced.publish import publish as make_edition
from wellsourced.render.imprint import Imprint, imprint_line
from wellsourced.render.json import report_json
from wellsourced.rules.casebook import action_words
from wellsourced.rules.places import find_place
from wellsourced.settings import Settings, casebook_folder
from wellsourced.steps.classify import read_inquiry
from wellsourced.text.private import private

__all__ = ["CheckOptions", "check", "inquiry_asked"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class CheckOptions(Common):
    """What `check` can be told."""

    place: Annotated[str | None, option('Where it is asked for: "Texas", "Mecklenburg County, NC".')] = None
    on: Annotated[str | None, option("Law and evidence as of this day, YYYY-MM-DD; default: today.")] = None
    agency: Annotated[
        str | None, option("Whose powers are asked about: `police`, `jail`, ... of the casebooks.")
    ] = None
    offline: Annotated[bool, flag("Search the library only, whatever providers the settings name.")] = False
    search: Annotated[
        tuple[str, ...],
        option("Search the web with this provider too. Repeatable."),
    ] = ()
    writer: Annotated[
        Literal["extractive", "llm"] | None,
        option("Who words the page: the sources, or a language model held to them; default: `writer`."),
    ] = None
    out: Annotated[
        tuple[Path, ...], option("Write the page to FILE.html, .md, .json or .pdf; repeatable.")
    ] = ()
    publish: Annotated[bool, flag("Make an edition of the report; see `publish`.")] = False
    casebook: Annotated[
        str | None,
        option(
            "Use only this casebook, by name or folder (./NAME); `none` leaves them all out; default: all."
        ),
    ] = None


DEFAULTS = CheckOptions()


def check(
    text: Annotated[
        str,
        Parameter(
            help="The question or claim, in quotes; `-` reads standard input.", allow_leading_hyphen=True
        ),
    ],
    /,
    *,
    options: CheckOptions = DEFAULTS,
) -> int:
    """Answer a question or check a claim with a dated, cited page.

    Everything asked for is looked at before work starts: a wrong date, place or file name changes nothing.
    """
    _refuse_what_is_not_there(text, options)
    settings = _settings(options)
    pages = plan_pages(options.out)
    try:
        inquiry = inquiry_asked(read_text(text), options, settings)
    except NotCheckable as refusal:
        if refusal.kind != "about_us":
            raise
        return _about_us(refusal, options)
    plan_library(settings)
    report, phrases, imprint = _checked(inquiry, settings, options)
    # Asked before in other words: the page there is has its own report, and this one is no edition of it.
    ours = imprint if imprint is not None and imprint.edition.report == report.id else None
    write_pages(report, pages, phrases, ours)
    if options.json:
        print_json({**report_json(report, ours), "edition": imprint and imprint.edition.id})
        return 0
    print_report(report, console(), [str(page.path) for page in pages], phrases, ours)
    if imprint is not None:
        of = "Published as" if ours else f"Asked before in other words. {imprint_line(imprint)}:"
        console().print(f"{of} {imprint.edition.id}", soft_wrap=True)
    return 0


def _refuse_what_is_not_there(text: str, options: CheckOptions) -> None:
    """Raise `InputError` for options that cannot be, before anything is touched."""
    if text.startswith("--"):
        raise InputError(f"unknown option {text}; see `wellsourced check --help`")
    if options.search and options.offline:
        raise InputError("--offline and --search contradict each other: give one of them")


def _settings(options: CheckOptions) -> Settings:
    said: dict[str, object] = {}
    if options.search or options.offline:
        said["search"] = options.search
    if options.writer is not None:
        said["writer"] = options.writer
    if options.casebook is not None:
        if options.casebook != "none":
            casebook_folder(options.casebook)
        said["casebooks"] = () if options.casebook == "none" else (options.casebook,)
    return settings_of(options, **said)


def inquiry_asked(text: str, options: CheckOptions, settings: Settings) -> Inquiry:
    """What a text asks with these options. Raises `InputError` where that cannot be checked."""
    today = datetime.now(UTC).date()
    on = today if options.on is None else read_day(options.on)
    if on > today:
        raise InputError(f"--on {on} is still to come: name a day up to today, {today} (UTC)")
    place = None if options.place is None else find_place(options.place)
    if options.agency is not None:
        _refuse_unknown_agency(options.agency, settings)
    inquiry = read_inquiry(text, on=on, place=place, agency=options.agency)
    if private(text):
        # Not repeated here either: what is asked becomes the title, the address and the search log of a page.
        raise InputError(
            "leave out e-mail addresses, telephone numbers and keys: a page is for everyone to read"
        )
    return inquiry


def _refuse_unknown_agency(agency: str, settings: Settings) -> None:
    """Raise `InputError` where no casebook in use speaks of the agency."""
    known = dict.fromkeys(code for book in load_casebooks(settings) for code in book.agencies)
    if not known:
        raise InputError("--agency is of a casebook, and none is in use: leave it out")
    if agency not in known:
        raise InputError(f"no agency is called {agency!r}: choose one of {', '.join(known)}")


def _checked(
    inquiry: Inquiry, settings: Settings, options: CheckOptions
) -> tuple[Report, Mapping[str, str], Imprint | None]:
    """The report, kept in the library; the casebooks' words for their actions; its edition's imprint."""
    imprint = None
    with progress(options.quiet, options.log_json) as tell:
        desk = open_desk(settings, tell)
        with closing(desk.library):
            report = make_report(inquiry, desk)
            desk.library.save_report(report)
            if options.publish:
                imprint = imprint_in(desk.library, make_edition(report.id, desk))
    phrases = action_words(matter.casebook for matter in desk.matters)
    return report, phrases, imprint


def _about_us(refusal: NotCheckable, options: CheckOptions) -> int:
    """A question about this service is answered by the page on method and limits."""
    method = files("wellsourced").joinpath("templates", "method-and-limits.md").read_text(encoding="utf-8")
    if options.json:
        print_json({**refusal.as_json(), "method": method})
    else:
        sys.stdout.write(method)
    return 0
