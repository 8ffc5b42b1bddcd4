"""What a job of each kind does, in steps that are journaled: a step that was done is not done again.

A step is a whole call, and what it calls asks the library first (running again is resuming); so the journal
only keeps apart what must not be mixed: a report that was made is the one that is published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wellsourced.adapters.drafts import draft_at
from wellsourced.audit import audit
from wellsourced.check import Desk, check
from wellsourced.errors import InputError, Permanent, Transient
from wellsourced.jobs.adding import Adding, add_sources
from wellsourced.jobs.giving import DraftShelf, Given
from wellsourced.jobs.orders import Kind, Order, inquiry_of, sources_of
from wellsourced.jobs.refreshing import newest
from wellsourced.model.sources import Source
from wellsourced.ports import Added, Event, Progress
from wellsourced.publish import next_edition, publish
from wellsourced.refresh import checked_at, refresh
from wellsourced.steps.auditing.reading import Draft
from wellsourced.steps.gather import Web
from wellsourced.steps.taking_out import without

__all__ = ["BATCH", "JSON", "Step", "Tools", "do"]

JSON = dict[str, Any]
Step = Callable[[str, Callable[[Progress], JSON]], JSON]
"""Does what is called so, unless it was done before: then what came of it then."""
BATCH = 16
"""Sources a step: what is read again at most when a worker dies."""


TOLD = 20
"""About how often a step of an audit that counts tells how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What jobs are done with; `reader` asks sources again and reads what is added, `drafts` has what is
    to be audited."""

    desk: Desk
    reader: Web
    drafts: DraftShelf


def do(order: Order, tools: Tools, step: Step) -> JSON:
    """Do what an order asks for; what came of it, as JSON. Raises what stopped it."""
    return _DOING[order.kind](order.what, tools, step)


def _check(what: Mapping[str, Any], tools: Tools, step: Step) -> JSON:
    """`report`, its id, and the id of the `edition` made of it, None where none was asked for."""

    def checked(tell: Progress) -> JSON:
        desk = replace(tools.desk, progress=tell)
        return {"report": desk.library.save_report(check(inquiry_of(what), desk))}

    report = step("check", checked)["report"]
    if not what["publish"]:
        return {"report": report, "edition": None}

    def published(tell: Progress) -> JSON:
        return {"edition": publish(report, replace(tools.desk, progress=tell)).id}

    return {"report": report, **step("publish", published)}


def _refresh(what: Mapping[str, Any], tools: Tools, step: Step) -> JSON:
    """`edition`, the id of the page's newest, whether it is `new`, and the `outcome` of `Refreshed`."""
    library = tools.desk.library

    def brought(tell: Progress) -> JSON:
        stands = newest(library.page(what["page"]), library)
        if checked_at(stands, library) > datetime.fromisoformat(what["since"]):
            # Done already: by a worker that died before it could say so, or by another refresh.
            new = stands.published_at > datetime.fromisoformat(what["since"])
            return {"edition": stands.id, "new": new, "outcome": "edition" if new else "confirmed"}
        done = refresh(stands, replace(tools.desk, progress=tell), tools.reader)
        return {"edition": done.stands.id, "new": done.edition is not None, "outcome": done.outcome}

    return step("refresh", brought)


def _add(what: Mapping[str, Any], tools: Tools, step: Step) -> JSON:
    """`added`, a document id for each address, and `failed`, an error for each of those that were not.

    Raises `Transient` where trying again may help with some.
    """
    sources = sources_of(what)
    added: JSON = {}
    failed: JSON = {}
    out_of_reach: list[JSON] = []
    for at in range(0, len(sources), BATCH):
        batch = sources[at : at + BATCH]
        outcomes = step("add", _adding(batch, tools))["outcomes"]
        for source, (document, error) in zip(batch, outcomes, strict=True):
            if error is None:
                added[source.uri] = document
            else:
                failed[source.uri] = {"kind": error["kind"], "message": error["message"]}
                out_of_reach += [error] if error["temporary"] else []
    if out_of_reach:
        waits = [error["retry_after"] for error in out_of_reach if error["retry_after"] is not None]
        raise Transient(
            f"{len(out_of_reach)} of {len(sources)} sources are out of reach: try again. "
            f"{out_of_reach[0]['message']}",
            max(waits, default=None),
        )
    if "refresh" not in what:
        return {"added": added, "failed": failed}
    if not added:
        raise Permanent(" ".join(str(error["message"]) for error in failed.values()))
    return {"added": added, "failed": failed, **_refresh(what["refresh"], tools, step)}


def _publish(what: Mapping[str, Any], tools: Tools, step: Step) -> JSON:
    """`edition`, the id of the one that was made of the report."""

    def published(tell: Progress) -> JSON:
        desk = replace(tools.desk, progress=tell)
        tell(Event(step="attribute", message="Holding every sentence against its passage again"))
        return {"edition": publish(what["report"], desk, note=what["note"]).id}

    return step("publish", published)


def _correct(what: Mapping[str, Any], tools: Tools, step: Step) -> JSON:
    """`edition`, the id of the one that goes without what was taken back."""
    library, before = tools.desk.library, tools.desk.library.edition(what["edition"])

    def corrected(tell: Progress) -> JSON:
        desk = replace(tools.desk, progress=tell)
        page, stands = library.page(before.page), newest(library.page(before.page), library)
        left = without(library.report(before.report), what["statements"])
        if stands.previous == before.id and stands.report == left.id:
            return {"edition": stands.id}  # by a worker that died before it could say so
        if stands != before:
            raise InputError("the page has a newer edition by now: load its desk again and choose anew.")
        tell(Event(step="attribute", message="Holding what is left against its passages again"))
        taken_back = dict.fromkeys(what["statements"], what["why"])
        library.save_report(left)
        many = len(taken_back)
        note = f"Corrected: {many} sentences taken back." if many > 1 else "Corrected: a sentence taken back."
        return {"edition": next_edition(page, left.id, desk, note=note, corrected=taken_back).id}

    return step("correct", corrected)


def _audit(what: Mapping[str, Any], tools: Tools, step: Step) -> JSON:
    """`audit`, the id under which the shelf has it. Neither draft nor audit is part of the job itself."""
    name: str = what["draft"]

    def audited(tell: Progress) -> JSON:
        given = tools.drafts.given(name)
        desk = replace(tools.desk, progress=_sparing(tell))
        made = audit(_read(given, tools), desk, tools.reader if given.sources else None)
        tools.drafts.keep(name, made)
        return {"audit": name}

    return step("draft", audited)


def _read(given: Given, tools: Tools) -> Draft:
    """The draft as it was given, or as it stands at the address that was."""
    if given.draft is not None:
        return given.draft
    return replace(draft_at(given.address, tools.reader.fetcher, tools.reader.extractor), place=given.place)


def _sparing(tell: Progress) -> Progress:
    """Tells of a step that counts only now and then: each time is written down."""

    def told(event: Event) -> None:
        if not event.total or event.done is None or event.done % max(1, event.total // TOLD) == 0:
            tell(event)

    return told


def _adding(batch: tuple[Source, ...], tools: Tools) -> Callable[[Progress], JSON]:
    adding = Adding(
        fetcher=tools.reader.fetcher, extractor=tools.reader.extractor, library=tools.desk.library
    )

    def done(tell: Progress) -> JSON:
        return {"outcomes": [_outcome(answer) for answer in add_sources(batch, adding, tell)]}

    return done


def _outcome(answer: Added | Exception) -> tuple[str | None, JSON | None]:
    if isinstance(answer, Added):
        return answer.document, None
    temporary = isinstance(answer, Transient)
    return None, {
        "kind": type(answer).__name__,
        "message": str(answer),
        "temporary": temporary,
        "retry_after": answer.retry_after if isinstance(answer, Transient) else None,
    }


_DOING: Mapping[Kind, Callable[[Mapping[str, Any], Tools, Step], JSON]] = {
    Kind.CHECK: _check,
    Kind.REFRESH: _refresh,
    Kind.ADD: _add,
    Kind.PUBLISH: _publish,
    Kind.CORRECT: _correct,
    Kind.AUDIT: _audit,
}
"""A kind more is a function more here and a maker of its orders in `jobs.orders`."""
