"""The tool `audit`: a draft in, what the evidence says of each of its sentences out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from wellsourced.adapters.web.addresses import is_web
from wellsourced.audit import audit as make_audit
from wellsourced.config import open_draft, open_reader
from wellsourced.errors import Config, InputError
from wellsourced.mcp.calls import STRICT, Call, Told, Tool
from wellsourced.mcp.service import Service, refuse_read_only
from wellsourced.mcp.shapes import AUDIT
from wellsourced.mcp.tools.searching import is_archived
from wellsourced.model.audits import Audit, AuditedSentence
from wellsourced.render.audit_json import audit_json
from wellsourced.render.audit_view import FAULT_WORDS, SIDES, method, summary
from wellsourced.render.words import label_word
from wellsourced.rules.places import find_place
from wellsourced.steps.auditing.reading import Draft
from wellsourced.web.out_of_sight import in_sight
from wellsourced.web.visitors import May

__all__ = ["AUDITING"]

LONGEST = 400_000
"""Characters of a draft."""
_TEXT = "draft"
"""What a draft is called that has no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditing:
    """What `audit` takes: a text or an address."""

    text: Annotated[
        str | None, Field(max_length=LONGEST, description="The draft itself, as plain text or Markdown.")
    ] = None
    url: Annotated[
        str | None,
        Field(
            max_length=2_000,
            description="Its web address (http or https), where this server may read the web. No files.",
        ),
    ] = None
    place: Annotated[str | None, Field(max_length=200, description="What place the draft is about.")] = None
    sources: Annotated[
        bool,
        Field(description="Read the web pages that the draft cites too, where this server may read the web."),
    ] = False
    only_checkable: Annotated[bool, Field(description="Leave out sentences that are not worth checking.")] = (
        True
    )

    __pydantic_config__ = STRICT


def run(said: Auditing, call: Call) -> Told:
    """Audit it; the draft is not kept."""
    service = call.service
    place = None if said.place is None else find_place(said.place)
    draft = replace(_draft(said, service), place=place)
    if said.sources or service.settings.search:
        refuse_read_only(service)
    reader = open_reader(service.settings, call.desk.progress) if said.sources else None
    done = in_sight(make_audit(draft, call.desk, reader), service)
    structured = audit_json(done, only_checkable=said.only_checkable)
    _tell_archived(structured, service)
    notes = f"{method(done)} {_NOTE}"
    return Told(structured=structured, ours=summary(done), quoted="\n".join(_lines(done)), notes=notes)


def _tell_archived(audit: Mapping[str, Any], service: Service) -> None:
    """Say of each piece of evidence whether its words are archived, or only a note of ours is held."""
    view, known = service.library.view(date.max), dict[str, bool]()
    for shown in (one for sentence in audit["sentences"] for one in sentence["evidence"]):
        name = shown["passage"]
        if name not in known:
            known[name] = is_archived(view.passage(name), view)
        shown["archived"] = known[name]


def _draft(said: Auditing, service: Service) -> Draft:
    """The draft that is named. Raises `InputError`, or `Config` where it would be read from the web."""
    if (said.text is None) is (said.url is None):
        raise InputError("give either the draft's text or its url")
    if said.url is not None and not is_web(said.url):
        raise InputError("url: give a web address (http or https); of a file, give the text instead")
    if (said.url is not None or said.sources) and not service.reads_web:
        raise Config("this server reads no web pages: give the text, or have it started with --read-web")
    if said.url is not None:
        return open_draft(said.url, None, service.settings, service.clock.now())
    if not (said.text or "").strip():
        raise InputError("text: there is nothing in it to audit")
    body = (said.text or "").encode("utf-8", errors="replace")
    return replace(open_draft("-", body, service.settings, service.clock.now()), uri=_TEXT)


def _lines(done: Audit) -> Iterator[str]:
    """Each sentence of which something is said, with the nearest evidence for it or against it."""
    for number, sentence in enumerate(done.sentences, start=1):
        if sentence.checkable or sentence.remarks:
            yield f"{number}. {label_word(sentence.label)}: {' '.join(sentence.text.split())}"
            yield from _details(sentence)
    for one in done.omissions:
        yield f"Left out of the draft: {one.text}"


def _details(sentence: AuditedSentence) -> Iterator[str]:
    for claim in sentence.claims:
        for shown in claim.evidence[:1]:
            quote = f"our note: {shown.quote}" if shown.note else f"“{shown.quote}”"
            yield f"    {SIDES[shown.stance]}: {quote} ({shown.publisher}, {shown.title}) {shown.passage}"
    for remark in sentence.remarks:
        yield f"    {FAULT_WORDS[remark.fault]}: {remark.detail}"


_NOTE = "Offsets of sentences are in the JSON."

AUDITING = Tool(
    name="audit",
    title="Audit a draft",
    description=(
        "Check a draft sentence by sentence: which can be checked, what the evidence says of each, "
        "whether its citations carry it, where its figures or quotes are wrong, what it leaves out. Give "
        "the text itself. The draft is not kept."
    ),
    arguments=Auditing,
    result=AUDIT,
    run=run,
    may=May.ASK,
    slow=True,
    outside=True,
)
