"""The tool `check`: a question or claim in, a verdict out with the passages it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from wellsourced.check import check as make_report
from wellsourced.errors import InputError
from wellsourced.mcp.addresses import edition_uri, report_uri
from wellsourced.mcp.calls import STRICT, Call, Told, Tool
from wellsourced.mcp.in_sight import refuse_withheld
from wellsourced.mcp.service import Service, refuse_read_only
from wellsourced.mcp.shapes import BRIEF, CHECK, DETAILS
from wellsourced.mcp.sources_told import numbers_of, sources_told, statements_of
from wellsourced.model.claims import Inquiry
from wellsourced.model.reports import Report
from wellsourced.render.json import report_json
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import number_sources, passage_numbers
from wellsourced.render.words import counted, disclaimers, label_word
from wellsourced.rules.places import find_place
from wellsourced.steps.classify import read_inquiry
from wellsourced.text.private import private
from wellsourced.web.out_of_sight import withheld_for, withheld_in
from wellsourced.web.visitors import May

__all__ = ["CHECKING", "day_named"]

LONGEST = 2_000
"""Characters of a question or claim."""
_FULL = ("provisions", "rules", "leads", "circles", "topics", "search_log", "withheld", "method", "undecided")
"""What of a report only the full form has, beside details of its sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """What `check` takes."""

    text: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST, description="The question or claim. It must stand alone."),
    ]
    place: Annotated[
        str | None, Field(max_length=200, description="Where it is asked for: Texas; Mecklenburg County, NC.")
    ] = None
    agency: Annotated[
        str | None,
        Field(max_length=60, description="Whose powers are asked about: police, sheriff, jail, ..."),
    ] = None
    on: Annotated[
        str | None, Field(description="Law and evidence as of this day, YYYY-MM-DD; without it today.")
    ] = None
    detail: Annotated[
        Literal["brief", "full"],
        Field(
            description="brief: verdict, page, sources. full: also rules of every place, searches, method."
        ),
    ] = "brief"

    __pydantic_config__ = STRICT


def run(said: Checking, call: Call) -> Told:
    """Check it, keep the report, tell it. What would bring a withheld page back is refused."""
    service = call.service
    refuse_read_only(service)
    inquiry = _inquiry(said, service)
    refuse_withheld(withheld_for(inquiry, service))
    report = make_report(inquiry, call.desk)
    refuse_withheld(withheld_in(report, service))
    service.library.save_report(report)
    told = _json(report, said.detail)
    published = _published(inquiry, service)
    structured = {
        **told,
        "resource": report_uri(report.id),
        "published_as": None if published is None else edition_uri(published),
        "disclaimers": list(disclaimers(report)),
    }
    return Told(structured=structured, ours=_head(report), quoted=_body(told), notes=_notes(structured))


def _inquiry(said: Checking, service: Service) -> Inquiry:
    """What is asked. Raises `InputError` where it cannot be checked."""
    on = day_named(said.on, service.today())
    if on > service.today():
        raise InputError(f"on: {on} is still to come: name a day up to today, {service.today()} (UTC)")
    if private(said.text):
        raise InputError("leave out e-mail addresses, telephone numbers and keys: a page is for everyone")
    agencies = dict.fromkeys(code for book in service.casebooks for code in book.agencies)
    if said.agency is not None and said.agency not in agencies:
        known = f"choose one of {', '.join(agencies)}" if agencies else "no casebook is in use, leave it out"
        raise InputError(f"no agency is called {said.agency!r}: {known}")
    place = None if said.place is None else find_place(said.place)
    return read_inquiry(said.text, on=on, place=place, agency=said.agency)


def day_named(text: str | None, today: date) -> date:
    """The day that is named, else today. Raises `InputError`."""
    try:
        return today if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is no day: write it as YYYY-MM-DD, for example 2026-11-22") from error


def _published(inquiry: Inquiry, service: Service) -> str | None:
    """The edition that stands for the question in these words, of this place and agency, if there is one."""
    wanted = (inquiry.place, inquiry.agency)
    for one in service.directory.catalogue().shown:
        if (one.page.place, one.page.agency) == wanted and one.page.is_worded(inquiry.title):
            return one.stands.id
    return None


def _json(report: Report, detail: str) -> Mapping[str, Any]:
    """The report's JSON, its answers with their citations; in brief only the sources that are cited in it."""
    whole: dict[str, Any] = {**report_json(report), "verdicts": _verdicts(report)}
    if detail == "full":
        return whole
    brief = {name: whole[name] for name in BRIEF}
    wanted = {number for one in statements_of(brief) for number in numbers_of(one)}
    sources = [
        {key: value for key, value in one.items() if key not in DETAILS}
        for one in whole["sources"]
        if one["n"] in wanted
    ]
    here = [one for one in whole["rules"] if one["place"] is not None]
    return {**brief, "sources": sources, "rules": here}


def _verdicts(report: Report) -> list[dict[str, Any]]:
    shown = shareable(report)
    numbers = passage_numbers(number_sources(shown))
    told: Any = report_json(report)["verdicts"]
    answers = [() if one.answer is None else one.answer.citations for one in shown.verdicts]
    return [
        {
            **one,
            "citations": [
                {"source": numbers[c.passage], "passage": c.passage, "quote": c.quote} for c in citations
            ],
        }
        for one, citations in zip(told, answers, strict=True)
    ]


def _head(report: Report) -> str:
    verdicts = [
        f"Verdict: {label_word(one.label)} ({one.label.value}), confidence {one.confidence:.2f}, "
        f"{counted(one.supports, 'passage')} for it and {one.refutes} against, "
        f"{counted(one.independent_sources, 'independent source')}."
        for one in report.verdicts
    ]
    dated = f"Checked {report.checked_at:%Y-%m-%d %H:%M} UTC, law and evidence as of {report.inquiry.on}."
    return "\n".join([*verdicts, dated])


def _body(told: Mapping[str, Any]) -> str:
    """The page in its order; `[n]` is the number of a source."""
    parts = [f"# {told['inquiry']['title']}"]
    parts += [f"Claim: {one['claim']}\nAnswer: {one['answer']} {_marks(one)}" for one in told["verdicts"]]
    parts += _part("Summary", [_paragraph(told["summary"])])
    for number, section in enumerate(told["sections"], start=1):
        parts += _part(f"{number}. {section['title']}", [_paragraph(section["statements"])])
    parts += _part("Bottom line", [_paragraph(told["bottom_line"])])
    parts += _part("What the evidence does not show", told["unknowns"])
    parts += _part("What to watch next", [_paragraph([one]) for one in told["watch"]])
    parts += _part("Sources, with what is cited of them", sources_told(told))
    parts += _part("Follow-up questions", told["followups"])
    return "\n\n".join(parts)


def _part(title: str, lines: Sequence[str]) -> Iterator[str]:
    filled = [line for line in lines if line]
    if filled:
        yield "\n".join([f"## {title}", *filled])


def _paragraph(statements: Sequence[Mapping[str, Any]]) -> str:
    return " ".join(f"{one['text']} {_marks(one)}" for one in statements)


def _marks(cited: Mapping[str, Any]) -> str:
    return "".join(f"[{number}]" for number in numbers_of(cited))


def _notes(told: Mapping[str, Any]) -> str:
    lines = [*told["disclaimers"], f"The whole report: {told['resource']} (.md to read it as Markdown)."]
    if told["published_as"] is not None:
        lines.append(f"A page on this question is published: {told['published_as']}.")
    return "\n".join([*lines, "Open a passage with its neighbors: open_passage with its id."])


CHECKING = Tool(
    name="check",
    title="Check a claim or question",
    description=(
        "Answer a question or check a claim with a verdict (supported, refuted, qualified, conflicting, "
        "not_enough_evidence) and a dated page on which every sentence cites the passage it rests on. "
        "Takes seconds. Not enough evidence is not a denial: say it as it is. Give the reader the label, "
        "the day it was checked and the sources; what is an archived passage may be quoted, a note of "
        "ours may not."
    ),
    arguments=Checking,
    result=CHECK,
    run=run,
    may=May.ASK,
    slow=True,
    outside=True,
)
