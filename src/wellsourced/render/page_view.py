"""What the page's template prints: a report in reading order, numbered, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from wellsourced.model.claims import Label
from wellsourced.model.provisions import in_places
from wellsourced.model.reports import Citation, Exhibit, Report, Statement, Verdict
from wellsourced.render import parts, words
from wellsourced.render.anchor_view import AnchorView, anchor_views
from wellsourced.render.charts import kinds_chart, timeline_chart
from wellsourced.render.markers import Marker, Marking, Said
from wellsourced.render.marking import Segment, segments
from wellsourced.render.rules_table import split_by_place
from wellsourced.render.rules_view import PlaceView, RuleState, map_note, place_views, rule_map, rule_states
from wellsourced.render.sources import NumberedSource, circle_notes, number_sources, source_counts
from wellsourced.render.words import NO_PHRASES

__all__ = [
    "ExhibitView",
    "Marker",
    "PageView",
    "Part",
    "Said",
    "VerdictView",
    "page_view",
    "settled_by",
]

PLACES_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictView:
    """A verdict line. `claim` is empty where the page has one verdict only, and
    `confidence` where the label says that nothing was decided."""

    claim: str
    label: str
    word: str
    confidence: str
    level: int
    answer: Said | None
    unanswered: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A headed stretch of the page; `number` is empty for parts that are no numbered section."""

    anchor: str
    name: str
    number: str = ""
    title: Said | None = None
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitView:
    """A cited passage as its panel shows it. `siblings` are the other passages of its source."""

    anchor: str
    numbered: NumberedSource
    exhibit: Exhibit
    position: int
    siblings: tuple[tuple[int, str], ...]
    segments: tuple[Segment, ...]
    cited_in: tuple[tuple[str, str], ...]
    anchors: tuple[AnchorView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Everything the template prints, nothing it must work out."""

    report: Report
    as_of: str
    checked_iso: str
    verdicts: tuple[VerdictView, ...]
    summary: Part
    sections: tuple[Part, ...]
    here: tuple[PlaceView, ...]
    map: Markup
    map_note: str
    rules: tuple[RuleState, ...]
    more_rules: tuple[RuleState, ...]
    more_places: int
    bottom_line: Part
    undecided: Part
    watch: Part
    sources: tuple[NumberedSource, ...]
    table_sources: tuple[NumberedSource, ...]
    source_counts: tuple[str, ...]
    timeline: Markup
    kinds: Markup
    circles: tuple[str, ...]
    exhibits: tuple[ExhibitView, ...]
    numbers: Mapping[str, int]
    settled_by: tuple[str, ...]
    thin: bool


def page_view(
    report: Report,
    actions: Mapping[str, str],
    newer: Mapping[str, str] = NO_PHRASES,
    disputed: Mapping[str, str] = NO_PHRASES,
) -> PageView:
    """Number, mark and word a report.

    `actions` maps action codes to infinitives, `newer` statements to newer figures than they give,
    `disputed` those that an editor disputes to why.
    """
    sources = number_sources(report)
    marking = Marking.of(report, sources, newer, disputed)
    shown, rest = split_by_place(report.provisions, PLACES_SHOWN)
    agencies = dict(report.agencies)
    return PageView(
        report=report,
        as_of=words.as_of_line(report.inquiry.on, report.checked_at),
        checked_iso=words.utc_stamp(report.checked_at),
        verdicts=tuple(_verdict(v, report, marking) for v in report.verdicts),
        summary=Part(anchor="summary", name="Executive summary", said=marking.all_said(report.summary)),
        sections=tuple(
            Part(
                anchor=f"section-{n}",
                name=section.title.text,
                number=str(n),
                title=marking.said(section.title),
                said=marking.all_said(section.statements),
            )
            for n, section in enumerate(report.sections, start=1)
        ),
        here=place_views(report.resolutions, marking, actions, agencies),
        map=rule_map(report, actions),
        map_note=map_note(report),
        rules=rule_states(shown, marking, actions, agencies),
        more_rules=rule_states(rest, marking, actions, agencies),
        more_places=len({provision.place for provision in rest}),
        bottom_line=Part(anchor="bottom-line", name="Bottom line", said=marking.all_said(report.bottom_line)),
        undecided=Part(
            anchor="undecided",
            name=parts.UNDECIDED,
            said=tuple(marking.said(said, quoted=True) for said in report.undecided),
        ),
        watch=Part(anchor="watch", name="What to watch next", said=marking.all_said(report.watch)),
        sources=tuple(source for source in sources if source.in_text),
        table_sources=tuple(source for source in sources if not source.in_text),
        source_counts=source_counts(sources),
        timeline=timeline_chart(report, sources),
        kinds=kinds_chart(sources),
        circles=circle_notes(report, sources),
        exhibits=_exhibits(report, marking),
        numbers={source.id: source.n for source in sources},
        settled_by=settled_by(report),
        thin=report.is_thin,
    )


def _verdict(verdict: Verdict, report: Report, marking: Marking) -> VerdictView:
    # "Low confidence" beside "Not enough evidence" would read as doubt about the doubt.
    open_ended = verdict.label in (Label.NOT_ENOUGH_EVIDENCE, Label.NOT_CHECKABLE)
    weight = (
        f"{words.counted(verdict.supports, 'passage')} for, {verdict.refutes:,} against, "
        f"{words.counted(verdict.independent_sources, 'independent source')}, "
        f"{words.counted(verdict.searched, 'search', 'searches')}"
    )
    return VerdictView(
        claim="" if len(report.verdicts) == 1 else verdict.claim,
        label=verdict.label.value,
        word=words.label_word(verdict.label),
        confidence="" if open_ended else words.capitalized(words.confidence_phrase(verdict.confidence)),
        level=words.confidence_level(verdict.confidence),
        answer=None if verdict.answer is None else marking.said(verdict.answer),
        unanswered=words.unanswered(verdict.label, report.search_log, report.resolutions, report.undecided),
        weight=weight,
    )


def _exhibits(report: Report, marking: Marking) -> tuple[ExhibitView, ...]:
    cited_in = _cited_in(report)
    views = []
    for source in marking.sources:
        anchors = [(k, marking.anchors[e.passage.id]) for k, e in enumerate(source.exhibits, start=1)]
        for position, exhibit in enumerate(source.exhibits, start=1):
            passage = exhibit.passage
            views.append(
                ExhibitView(
                    anchor=marking.anchors[passage.id],
                    numbered=source,
                    exhibit=exhibit,
                    position=position,
                    siblings=tuple(anchors) if len(anchors) > 1 else (),
                    segments=segments(passage.text, marking.quotes.get(passage.id, ())),
                    cited_in=cited_in.get(passage.id, ()),
                    anchors=anchor_views(exhibit),
                )
            )
    return tuple(views)


def _cited_in(report: Report) -> dict[str, tuple[tuple[str, str], ...]]:
    """Where each passage is cited: names and anchors of the parts, in reading order."""
    answers = [verdict.answer for verdict in report.verdicts if verdict.answer is not None]
    places: list[tuple[tuple[str, str], Iterable[Citation]]] = [
        (("Verdict", "verdict"), _citations(answers)),
        (("Executive summary", "summary"), _citations(report.summary)),
    ]
    for n, section in enumerate(report.sections, start=1):
        places.append(((f"Section {n}", f"section-{n}"), _citations((section.title, *section.statements))))
    places.append((("Bottom line", "bottom-line"), _citations(report.bottom_line)))
    places.append(((parts.UNDECIDED, "undecided"), _citations(report.undecided)))
    places.append((("What to watch next", "watch"), _citations(report.watch)))
    found: dict[str, dict[tuple[str, str], None]] = {}
    for part, citations in places:
        for citation in citations:
            found.setdefault(citation.passage, {})[part] = None
    for resolution in in_places(report.resolutions):
        for passage in resolution.passages:
            found.setdefault(passage, {})[(f"The rule in {resolution.place_name}", "here")] = None
    for provision in report.provisions:
        for passage in provision.passages:
            found.setdefault(passage, {})[("Where it depends", "where")] = None
    return {passage: tuple(places) for passage, places in found.items()}


def _citations(statements: Iterable[Statement]) -> list[Citation]:
    return [citation for said in statements for citation in said.citations]


def settled_by(report: Report) -> tuple[str, ...]:
    """What would settle a page that decides nothing: what we know to be missing, else the claims."""
    if not report.is_thin:
        return ()
    if report.unknowns:
        return tuple(unknown.text for unknown in report.unknowns)
    return tuple(
        f"A dated law, ruling, official record or first-hand report that speaks to this: {verdict.claim}"
        for verdict in report.verdicts
    )
