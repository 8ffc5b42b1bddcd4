"""`wellsourced audit`: a draft in, the same draft out with what the evidence says of each sentence."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table
from rich.text import Text

from wellsourced.audit import audit as make_audit
from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import console, print_json, print_text, progress
from wellsourced.cli.pages import plan_library
from wellsourced.config import open_desk, open_draft, open_reader
from wellsourced.errors import InputError, Integrity
from wellsourced.model.audits import Audit, Fault
from wellsourced.model.claims import Label
from wellsourced.outputs import plan_output, write_output
from wellsourced.render.audit_json import audit_json
from wellsourced.render.audit_markdown import audit_markdown
from wellsourced.render.audit_page import audit_html
from wellsourced.render.audit_view import FAULT_WORDS, SIDES, method, outcomes, summary
from wellsourced.render.words import label_word
from wellsourced.rules.places import find_place
from wellsourced.settings import Settings, casebook_folder

__all__ = ["AuditOptions", "audit"]

OUTCOMES = (*(label.value for label in Label), *(fault.value for fault in Fault))
SUFFIXES = (".html", ".md", ".json")
STDIN = "-"


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class AuditOptions(Common):
    """What `audit` can be told."""

    out: Annotated[
        tuple[Path, ...], option("Write the annotated draft to FILE.html, .md or .json; repeatable.")
    ] = ()
    only_checkable: Annotated[bool, flag("Leave out sentences that are not worth checking, in JSON.")] = False
    fail_on: Annotated[
        str | None,
        option(f"Exit 1 where a sentence has one of these outcomes, commas between: {', '.join(OUTCOMES)}."),
    ] = None
    sources: Annotated[
        bool, flag("Read the web pages that the draft cites, and keep them in the library.")
    ] = False
    search: Annotated[
        tuple[str, ...],
        option("Search the web with this provider for the claims most worth checking. Repeatable."),
    ] = ()
    offline: Annotated[bool, flag("Ask the library only, whatever providers the settings name.")] = False
    place: Annotated[str | None, option('What place the draft is about: "Texas", "Wake County, NC".')] = None
    casebook: Annotated[
        str | None,
        option("Use only this casebook, by name or folder; `none` leaves them all out; default: all."),
    ] = None


DEFAULTS = AuditOptions()


def audit(
    draft: Annotated[
        str,
        Parameter(
            help="A file or web address: text, Markdown, HTML, DOCX, PDF; `-` reads standard input.",
            allow_leading_hyphen=True,
        ),
    ],
    /,
    *,
    options: AuditOptions = DEFAULTS,
) -> int:
    """Check a document sentence by sentence: what the evidence says, and whether its citations carry it.

    The draft itself is not kept. Nothing is asked outside unless --sources, --search or the settings say so.
    """
    if draft.startswith("--"):
        raise InputError(f"unknown option {draft}; see `wellsourced audit --help`")
    watched = _watched(options.fail_on)
    if options.search and options.offline:
        raise InputError("--offline and --search contradict each other: give one of them")
    for path in options.out:
        if path.suffix.lower() not in SUFFIXES:
            raise InputError(f"--out {path}: end the name in {', '.join(SUFFIXES)}")
        plan_output(path, "--out")
    settings = _settings(options)
    place = None if options.place is None else find_place(options.place)
    if options.sources or settings.search:
        plan_library(settings)
    with progress(options.quiet, options.log_json) as tell:
        body = sys.stdin.buffer.read() if draft == STDIN else None
        read = open_draft(draft, body, settings, datetime.now(UTC))
        desk = open_desk(settings, tell)
        with closing(desk.library):
            reader = open_reader(settings, tell) if options.sources else None
            done = make_audit(replace(read, place=place), desk, reader)
    _write(done, options.out, options.only_checkable)
    if options.json:
        print_json(audit_json(done, only_checkable=options.only_checkable))
    else:
        _print(done, options.out)
    return Integrity.exit_code if any(one.has(name) for one in done.sentences for name in watched) else 0


def _watched(fail_on: str | None) -> tuple[str, ...]:
    """The outcomes of `--fail-on`. Raises `InputError` where one is none."""
    names = tuple(name.strip() for name in (fail_on or "").split(",") if name.strip())
    unknown = next((name for name in names if name not in OUTCOMES), None)
    if unknown is not None:
        raise InputError(f"--fail-on {unknown!r} is no outcome: choose from {', '.join(OUTCOMES)}")
    return names


def _settings(options: AuditOptions) -> Settings:
    said: dict[str, object] = {}
    if options.search or options.offline:
        said["search"] = options.search
    if options.casebook is not None:
        if options.casebook != "none":
            casebook_folder(options.casebook)
        said["casebooks"] = () if options.casebook == "none" else (options.casebook,)
    return settings_of(options, **said)


def _write(done: Audit, paths: Sequence[Path], only_checkable: bool) -> None:
    for path in paths:
        write_output(path, _rendered(done, path.suffix.lower(), only_checkable).encode("utf-8"))


def _rendered(done: Audit, suffix: str, only_checkable: bool) -> str:
    if suffix == ".html":
        return audit_html(done)
    if suffix == ".md":
        return audit_markdown(done)
    document: Mapping[str, object] = audit_json(done, only_checkable=only_checkable)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _print(done: Audit, paths: Sequence[Path]) -> None:
    """The table by outcome, what is left out, and each sentence of which something is said."""
    page = console()
    print_text(page, Text(summary(done)))
    table = Table(box=None, pad_edge=False)
    for head in ("outcome", "sentences", "which"):
        table.add_column(head)
    for _, words, numbers in outcomes(done):
        table.add_row(words, str(len(numbers)), ", ".join(map(str, numbers)))
    page.print(table)
    for one in done.omissions:
        print_text(page, Text(one.text), hang=2)
    for number, sentence in enumerate(done.sentences, start=1):
        if not sentence.checkable and not sentence.remarks:
            continue
        page.print()
        print_text(
            page, Text(f"{number}. {label_word(sentence.label)}: {' '.join(sentence.text.split())}"), hang=3
        )
        for claim in sentence.claims:
            for shown in claim.evidence[:1]:
                who = f"our note on {shown.title}" if shown.note else shown.title
                print_text(page, Text(f"{SIDES[shown.stance]}: {shown.quote} ({who})"), indent=3, hang=2)
        for remark in sentence.remarks:
            print_text(page, Text(f"{FAULT_WORDS[remark.fault]}: {remark.detail}"), indent=3, hang=2)
    page.print()
    print_text(page, Text(method(done), style="dim"))
    for path in paths:
        page.print(f"\nWritten: {path}", soft_wrap=True)
