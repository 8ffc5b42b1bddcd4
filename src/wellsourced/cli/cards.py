"""What `search` and `show` print of anything that has an id, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from wellsourced.cli.output import print_text
from wellsourced.model.anchors import Anchor, is_anchored
from wellsourced.model.editions import Edition, Page
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.ports import Hit, View
from wellsourced.render.holdings_json import Held
from wellsourced.render.words import counted, kind_word, short_date, utc_stamp

__all__ = ["print_card", "print_hit"]

SHOWN = 600
"""Letters of a document's text shown on a terminal; `--json` gives it all."""


def print_hit(page: Console, rank: int, hit: Hit, source: Source) -> None:
    """A hit in three lines: who, what, and the id to `show`."""
    line = Text(f"{rank}. ", style="bold")
    line.append(source.title or source.uri)
    line.append(f"  {_who(source)}", style="dim")
    print_text(page, line)
    print_text(page, _words_of(hit.passage), indent=3)
    print_text(page, Text(hit.passage.id[:24], style="dim"), indent=3)
    page.print()


def print_card(page: Console, item: Held, view: View) -> None:
    """One thing for people: what it says first, then where it is from."""
    match item:
        case Page():
            page.print(Text(item.title, style="bold"))
            _print_facts(page, _page_facts(item))
        case Edition():
            page.print(Text(f"Edition {item.number}, {utc_stamp(item.published_at)}", style="bold"))
            _print_facts(page, _edition_facts(item))
        case Source():
            page.print(Text(item.title or item.uri, style="bold"))
            _print_facts(page, _source_facts(item))
            for one in view.captures(item.id):
                page.print(Text(f"  from {utc_stamp(one.captured_at)} on: {one.id}"), soft_wrap=True)
        case Snapshot():
            page.print(Text(f"{item.media_type}, captured {utc_stamp(item.captured_at)}", style="bold"))
            _print_facts(page, _snapshot_facts(item))
        case Document():
            page.print(Text(item.title, style="bold"))
            cut = len(item.text) > SHOWN
            print_text(page, Text(item.text[:SHOWN] + (" … (all of it with --json)" if cut else "")))
            ids = {"id": item.id, "extracted by": item.extractor, "snapshot": item.snapshot}
            _print_facts(page, {**_document_facts(item), **ids})
        case Passage():
            _print_passage(page, item, view)


def _print_passage(page: Console, passage: Passage, view: View) -> None:
    source, snapshot = view.source_of(passage), view.snapshot_of(passage)
    print_text(page, _words_of(passage))
    facts = {"id": passage.id, **_source_facts(source)}
    if passage.note is None:
        facts |= _told_by(view.document_of(passage))
    if passage.headings:
        facts["under"] = " > ".join(passage.headings)
    if passage.page is not None:
        facts["page"] = str(passage.page)
    if passage.note is not None:
        facts |= _anchor_facts(view.anchors(passage))
    else:
        facts["archived"] = f"yes, {snapshot.content}, captured {utc_stamp(snapshot.captured_at)}"
    _print_facts(page, facts)


def _anchor_facts(anchors: Sequence[Anchor]) -> dict[str, str]:
    """Whether a note of ours rests on archived passages, and on which."""
    if not is_anchored(anchors):
        return {"archived": "no: this is our own note on a source that is linked"}
    passages = ", ".join(dict.fromkeys(one.passage for one in anchors))
    return {"archived": "yes: our own note, borne out by archived passages", "borne out by": passages}


def _words_of(passage: Passage) -> Text:
    """A passage in quotation marks, a note without them and labelled as ours."""
    if passage.note is None:
        return Text(f"“{passage.text}”")
    return Text("Our note: ", style="italic").append(passage.text, style="not italic")


def _source_facts(source: Source) -> dict[str, str]:
    published = "unknown" if source.published is None else short_date(source.published)
    return {
        "source": source.title,
        "publisher": f"{source.publisher or 'unknown'} ({kind_word(source.kind)})",
        "published": published,
        "address": source.uri,
        "source id": source.id,
    }


def _told_by(document: Document) -> dict[str, str]:
    """Who wrote it and when it was changed, as far as it says."""
    told = {"written by": ", ".join(document.authors)}
    if document.updated is not None:
        told["updated"] = short_date(document.updated)
    return {name: value for name, value in told.items() if value}


def _document_facts(document: Document) -> dict[str, str]:
    published = "unknown" if document.published is None else short_date(document.published)
    facts = {"published": published, **_told_by(document)}
    if document.canonical is not None:
        facts["own address"] = document.canonical
    if document.links:
        facts["cites"] = counted(len(document.links), "address", "addresses")
    return facts


def _snapshot_facts(snapshot: Snapshot) -> dict[str, str]:
    facts = {"id": snapshot.id, "content": snapshot.content, "source": snapshot.source}
    return facts if snapshot.address is None else {**facts, "redirected to": snapshot.address}


def _page_facts(page: Page) -> dict[str, str]:
    facts = {
        "id": page.id,
        "claims": " | ".join(page.claims),
        "place": page.place or "",
        "agency": page.agency or "",
        "also asked": " | ".join(page.variants),
    }
    return {name: value for name, value in facts.items() if value}


def _edition_facts(edition: Edition) -> dict[str, str]:
    facts = {
        "id": edition.id,
        "page": edition.page,
        "report": edition.report,
        "previous": edition.previous or "",
        "note": edition.note,
    }
    return {name: value for name, value in facts.items() if value}


def _print_facts(page: Console, facts: Mapping[str, str]) -> None:
    width = max(len(name) for name in facts) + 2
    for name, value in facts.items():
        line = Text(name.ljust(width), style="dim")
        line.append(value, style="default")
        page.print(Text("  ").append_text(line), soft_wrap=True)


def _who(source: Source) -> str:
    parts = [source.publisher, kind_word(source.kind)]
    if source.published is not None:
        parts.append(short_date(source.published))
    return ", ".join(part for part in parts if part)
