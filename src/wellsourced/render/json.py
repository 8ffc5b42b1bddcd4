"""A report as the JSON of `check --json` (schema 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wellsourced.model.provisions import Provision, Resolution, ResolvedRule
from wellsourced.model.reports import Report, SourceCircle, Statement, Verdict
from wellsourced.model.search_log import SearchLogEntry
from wellsourced.model.sources import Source
from wellsourced.render.imprint import Imprint, imprint_json
from wellsourced.render.sharing import shareable
from wellsourced.render.sources import NumberedSource, number_sources, passage_numbers
from wellsourced.render.staleness import stale_json
from wellsourced.render.words import unanswered, utc_stamp
from wellsourced.text.private import clean_address

__all__ = ["SCHEMA", "report_json", "searches_json"]

SCHEMA = 1
"""Raised when a field changes its meaning or goes; a new field does not raise it."""

Json = dict[str, object]


def report_json(report: Report, imprint: Imprint | None = None) -> Json:
    """Return the report as plain JSON types; source numbers are those of the page.

    `edition` and `imprint` are null where it is not published, and nothing is `stale`.
    """
    report_id, report = report.id, shareable(report)
    sources = number_sources(report)
    numbers = passage_numbers(sources)
    inquiry = report.inquiry
    return {
        "schema": SCHEMA,
        "id": report_id,
        "edition": None if imprint is None else imprint.edition.id,
        "imprint": None if imprint is None else imprint_json(imprint),
        "checked_at": utc_stamp(report.checked_at),
        "stale": stale_json(imprint.stale) if imprint is not None else [],
        "on": inquiry.on.isoformat(),
        "inquiry": {
            "text": inquiry.text,
            "title": inquiry.title,
            "slug": inquiry.slug,
            "kind": inquiry.kind.value,
            "place": inquiry.place,
        },
        "verdicts": [_verdict(verdict, report) for verdict in report.verdicts],
        "summary": _statements(report.summary, numbers),
        "sections": [
            {"title": section.title.text, "statements": _statements(section.statements, numbers)}
            for section in report.sections
        ],
        "bottom_line": _statements(report.bottom_line, numbers),
        "undecided": _statements(report.undecided, numbers),
        "unknowns": [unknown.text for unknown in report.unknowns],
        "watch": _statements(report.watch, numbers),
        "provisions": [_provision(provision, numbers) for provision in report.provisions],
        "rules": [_resolution(one, numbers) for one in report.resolutions],
        "sources": [_source(source) for source in sources],
        "leads": [_lead(source) for source in report.leads],
        "circles": [_circle(circle, sources) for circle in report.circles],
        "followups": list(report.followups),
        "topics": list(report.topics),
        "search_log": searches_json(report.search_log),
        "withheld": [{"text": withheld.text, "why": withheld.why} for withheld in report.withheld],
        "method": {
            "verifier": report.method.verifier,
            "encoder": report.method.encoder,
            "writer": report.method.writer,
            "prompts": report.method.prompts,
            "fallbacks": list(report.method.fallbacks),
            "calls": list(report.method.calls),
            "seconds": round(report.method.seconds, 3),
        },
    }


def searches_json(log: Iterable[SearchLogEntry]) -> list[Json]:
    """What was asked where, and what came of it, in order."""
    return [{"where": one.where, "query": one.query, "hits": one.hits, "error": one.error} for one in log]


def _verdict(verdict: Verdict, report: Report) -> Json:
    return {
        "claim": verdict.claim,
        "label": verdict.label.value,
        "answer": (
            unanswered(verdict.label, report.search_log, report.resolutions, report.undecided)
            if verdict.answer is None
            else verdict.answer.text
        ),
        "confidence": verdict.confidence,
        "supports": verdict.supports,
        "refutes": verdict.refutes,
        "independent_sources": verdict.independent_sources,
    }


def _statements(statements: Iterable[Statement], numbers: Mapping[str, int]) -> list[Json]:
    return [
        {
            "text": said.text,
            "citations": [
                {
                    "source": numbers[citation.passage],
                    "passage": citation.passage,
                    "quote": citation.quote,
                    "score": said.score,
                }
                for citation in said.citations
            ],
        }
        for said in statements
    ]


def _provision(provision: Provision, numbers: Mapping[str, int]) -> Json:
    return {
        "place": provision.place,
        "agency": provision.agency,
        "action": provision.subject,
        "value": provision.value.value,
        "since": None if provision.since is None else provision.since.text,
        "instrument": provision.instrument,
        "source": numbers[provision.passages[0]],
    }


def _resolution(resolution: Resolution, numbers: Mapping[str, int]) -> Json:
    """What the rules come to: by state where `place` is null, else in that place."""
    return {
        "place": resolution.place,
        "chain": list(resolution.chain),
        "action": resolution.action,
        "agency": resolution.agency,
        "agency_named": resolution.named,
        "answers": [_resolved(rule, numbers) for rule in resolution.rules],
    }


def _resolved(rule: ResolvedRule, numbers: Mapping[str, int]) -> Json:
    return {
        "place": rule.place,
        "agency": rule.agency,
        "action": rule.action,
        "value": rule.value.value,
        "since": None if rule.since is None else rule.since.text,
        "instrument": rule.instrument or None,
        "citation": rule.citation or None,
        "sources": list(dict.fromkeys(numbers[passage] for passage in rule.passages)),
        "needs": list(rule.needs),
        "value_with_needs": None if rule.met is None else rule.met.value,
        "exceptions": list(rule.exceptions),
        "displaced": [
            {"instrument": one.instrument, "why": one.why, "source": numbers[one.passage]}
            for one in rule.displaced
        ],
        "notes": list(rule.notes),
    }


def _lead(source: Source) -> Json:
    """A fact-check that others published: no evidence, so it has no number."""
    return {
        "title": source.title,
        "publisher": source.publisher,
        "url": clean_address(source.uri),
        "published": None if source.published is None else source.published.text,
    }


def _source(numbered: NumberedSource) -> Json:
    source = numbered.source
    return {
        "n": numbered.n,
        "id": numbered.id,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind.value,
        "url": clean_address(source.uri),
        "published": None if source.published is None else source.published.text,
        "captured_at": None if numbered.captured_at is None else utc_stamp(numbered.captured_at),
        "archived": numbered.archived,
        "note": numbered.note,
        "anchors": [
            {
                "note": exhibit.passage.id,
                "text": anchor.part,
                "passage": anchor.passage.id,
                "quote": anchor.quote,
                "document": anchor.document_title,
                "captured_at": utc_stamp(anchor.captured_at),
            }
            for exhibit in numbered.exhibits
            for anchor in exhibit.anchors
        ],
        "copy_of": numbered.copy_of,
        "authors": list(numbered.authors),
        "updated": None if numbered.updated is None else numbered.updated.text,
    }


def _circle(circle: SourceCircle, sources: Sequence[NumberedSource]) -> Json:
    """Sources that cite one another; `n` is absent for one the page does not cite."""
    numbers = {source.id: source.n for source in sources}
    return {
        "closed": circle.closed,
        "sources": [
            {
                "n": numbers.get(source.id),
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "url": clean_address(source.uri),
            }
            for source in circle.sources
        ],
    }
