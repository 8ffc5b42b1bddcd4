"""Sample reports for tests: fishing permits in the invented state of Avonia."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from wellsourced.model.claims import Inquiry, InquiryKind, Label, Tier
from wellsourced.model.ids import digest
from wellsourced.model.provisions import Provision, RuleValue
from wellsourced.model.reports import (
    Citation,
    Exhibit,
    Method,
    Report,
    Section,
    Statement,
    Unknown,
    Verdict,
    Withheld,
)
from wellsourced.model.scope import PartialDate
from wellsourced.model.search_log import SearchLogEntry
from wellsourced.model.sources import Confidence, Nature, Note, Passage, Source, SourceKind, Span

NOW = datetime(2031, 5, 4, 16, 30, tzinfo=UTC)
TODAY = NOW.date()
CAPTURED = datetime(2031, 4, 2, 9, 15, tzinfo=UTC)
BUILT = datetime(2031, 3, 1, tzinfo=UTC)


def day(text: str) -> PartialDate:
    return PartialDate(text=text)


def source(slug: str, title: str, publisher: str, kind: SourceKind, published: str | None = None) -> Source:
    return Source(
        uri=f"https://{slug}.example/page",
        title=title,
        publisher=publisher,
        kind=kind,
        published=None if published is None else day(published),
    )


def archived(about: Source, text: str, *, start: int = 0, before: str = "", after: str = "") -> Exhibit:
    """An archived passage of a source, with its neighbours."""
    passage = Passage(
        document=digest("document", about.uri),
        span=Span(start=start, end=start + len(text)),
        text=text,
        headings=("Part 2", "Permits"),
    )
    return Exhibit(
        passage=passage,
        source=about,
        document_title=about.title,
        captured_at=CAPTURED,
        archived=True,
        before=before,
        after=after,
    )


def noted(about: Source, text: str, *, start: int = 0, dated: str | None = None) -> Exhibit:
    """A note of the invented casebook on a source that is not archived."""
    note = Note(
        about=about,
        nature=Nature.RULE,
        confidence=Confidence.HIGH,
        dated=None if dated is None else day(dated),
    )
    passage = Passage(
        document=digest("document", "casebook"),
        span=Span(start=start, end=start + len(text)),
        text=text,
        note=note,
    )
    return Exhibit(
        passage=passage,
        source=about,
        document_title="Fishing permits in Avonia",
        captured_at=BUILT,
        archived=False,
        before="A note on another source.",
        after="A note on a third source.",
    )


def cite(exhibit: Exhibit, quote: str | None = None) -> Citation:
    """A citation of an exhibit; all of its text unless a quote is given."""
    return Citation(passage=exhibit.passage.id, quote=quote or exhibit.passage.text)


def say(text: str, *citations: Citation, score: float = 0.93) -> Statement:
    return Statement(text=text, citations=citations, tier=Tier.MODEL, score=score)


def provision(
    exhibit: Exhibit,
    place: tuple[str, str],
    rule: tuple[str, RuleValue, str],
    since: str | None = "2024-09-01",
) -> Provision:
    """A rule: `place` is code and name, `rule` agency, value and action."""
    agency, value, subject = rule
    return Provision(
        subject=subject,
        place=place[0],
        place_name=place[1],
        agency=agency,
        value=value,
        instrument=exhibit.source.title,
        instrument_id=exhibit.source.uri,
        citation="",
        since=None if since is None else day(since),
        passages=(exhibit.passage.id,),
    )


ACTIONS = {
    "sell_permits": "sell day permits",
    "check_catch": "inspect a catch",
    "share_records": "share permit records",
}

STATUTE = source("law", "Avonia Inland Waters Act", "Legislature of Avonia", SourceKind.LAW, "2024-06-11")
RULING = source(
    "court", "Reed v. Alder County, opinion", "Supreme Court of Avonia", SourceKind.COURT, "2027-02-19"
)
ALDER = source("alder", "Alder County Code, chapter 14", "Alder County", SourceKind.LAW, "2025")
BIRCH = source(
    "birch", "Birch County permit desk: who may sell", "Birch County", SourceKind.GOVERNMENT, "2030-07"
)
WIRE = source("wire", "Counties split on day permits", "Avonia Press Service", SourceKind.NEWS, "2031-01-15")
COPY = source("herald", "Counties split on permits", "Tarn Herald", SourceKind.NEWS, "2031-01-15")
ANGLERS = source(
    "anglers", "Why shops should sell permits", "Anglers' Union of Avonia", SourceKind.ADVOCACY, "2029"
)
STUDY = source(
    "univ", "Permit sales and trout stocks, 2020 to 2029", "University of Tarn", SourceKind.ACADEMIC
)

E_STATUTE = archived(
    STATUTE,
    "A county clerk shall sell day permits during office hours. A county may by ordinance let shops "
    "sell day permits. Nothing in this section lets a shop sell season permits.",
    start=4200,
    before="Section 11 defines a day permit as one that is good until midnight.",
    after="Section 13 sets the fee for a day permit at 9 marks.",
)
E_STATUTE_FEE = archived(STATUTE, "Section 13 sets the fee for a day permit at 9 marks.", start=4420)
E_RULING = archived(
    RULING,
    "The Act leaves the choice to each county. A county that forbids sales by shops does not offend it, "
    "and a county that lets shops sell must treat all shops alike.",
    start=810,
    before="We turn to the second question.",
    after="The judgment below is affirmed.",
)
E_ALDER = noted(
    ALDER,
    "Alder County's ordinance bars shops from selling day permits. It has been in force since March 1, 2025.",
    dated="2025-03-01",
)
E_BIRCH = noted(
    BIRCH, "Birch County lets licensed tackle shops sell day permits.", start=300, dated="2030-07"
)
E_WIRE = archived(
    WIRE,
    "Of the state's 31 counties, 19 let shops sell day permits as of January 2031, and 12 do not.",
    before="TARN (APS)",
)
E_COPY = replace(archived(COPY, E_WIRE.passage.text), copy_of=WIRE.id)
E_ANGLERS = noted(
    ANGLERS, "The Anglers' Union of Avonia argues that sales by shops bring in visitors.", start=500
)
E_STUDY = archived(
    STUDY, "We found no difference in trout stocks between counties with and without sales by shops."
)

EXHIBITS = (E_STUDY, E_ANGLERS, E_COPY, E_WIRE, E_BIRCH, E_ALDER, E_RULING, E_STATUTE_FEE, E_STATUTE)


def inquiry(title: str = "Can tackle shops in Avonia sell fishing permits?", on: date = TODAY) -> Inquiry:
    return Inquiry(
        text=title.lower(),
        title=title,
        slug="can-tackle-shops-in-avonia-sell-fishing-permits",
        kind=InquiryKind.QUESTION,
        on=on,
        place="ZZ-AV",
    )


def verdict(label: Label = Label.QUALIFIED, answer: Statement | None = None, **changes: object) -> Verdict:
    base = Verdict(
        claim="Tackle shops in Avonia can sell fishing permits.",
        label=label,
        confidence=0.78,
        supports=6,
        refutes=2,
        independent_sources=5,
        searched=9,
        answer=answer,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


ANSWER = say(
    "Yes for day permits where the county lets them, no elsewhere, and nowhere for season permits.",
    cite(E_STATUTE, "A county may by ordinance let shops sell day permits."),
    cite(E_ALDER, "Alder County's ordinance bars shops from selling day permits."),
)


def sections() -> tuple[Section, ...]:
    """Three findings, each with its sentences."""
    shop_sale = "A county may by ordinance let shops sell day permits."
    no_season = "Nothing in this section lets a shop sell season permits."
    return (
        Section(
            title=say(
                "State law hands the choice to the counties",
                cite(E_RULING, "The Act leaves the choice to each county."),
            ),
            statements=(
                say(
                    "The Inland Waters Act of 2024 makes county clerks sell day permits during office hours.",
                    cite(E_STATUTE, "A county clerk shall sell day permits during office hours."),
                ),
                say(
                    "It lets a county open those sales to shops by ordinance, "
                    "but it does not reach season permits.",
                    cite(E_STATUTE, shop_sale),
                    cite(E_STATUTE, no_season),
                ),
                say(
                    "The state's highest court held on February 19, 2027 that a county may also say no, "
                    "as long as it treats all shops alike.",
                    cite(E_RULING),
                ),
                say(
                    "A day permit costs 9 marks wherever it is sold.",
                    cite(E_STATUTE_FEE),
                    cite(E_STATUTE, "A county clerk shall sell day permits"),
                ),
            ),
        ),
        Section(
            title=say("Nineteen of 31 counties let shops sell", cite(E_WIRE)),
            statements=(
                say(
                    "As of January 2031, 19 of Avonia's 31 counties let shops sell day permits, "
                    "and 12 did not.",
                    cite(E_WIRE),
                    cite(E_COPY),
                ),
                say("Birch County lets licensed tackle shops sell them.", cite(E_BIRCH)),
                say("Alder County has barred such sales since March 1, 2025.", cite(E_ALDER)),
            ),
        ),
        Section(
            title=say(
                "Anglers want sales by shops, and trout stocks do not seem to suffer",
                cite(E_ANGLERS),
                cite(E_STUDY),
            ),
            statements=(
                say("The Anglers' Union argues that sales by shops bring in visitors.", cite(E_ANGLERS)),
                say(
                    "A study at the University of Tarn found no difference in trout stocks "
                    "between counties with such sales and counties without.",
                    cite(E_STUDY),
                ),
            ),
        ),
    )


def provisions() -> tuple[Provision, ...]:
    """Rules of the state and of two counties."""
    state = ("ZZ-AV", "Avonia")
    alder = ("ZZ-AV-county-Alder", "Alder County, Avonia")
    birch = ("ZZ-AV-county-Birch", "Birch County, Avonia")
    sell, inspect, share = ACTIONS
    return (
        provision(E_STATUTE, state, ("clerk", RuleValue.MUST, sell)),
        provision(E_ALDER, alder, ("shop", RuleValue.MUST_NOT, sell), "2025-03-01"),
        provision(E_ALDER, alder, ("shop", RuleValue.MUST_NOT, inspect), "2025-03-01"),
        provision(E_BIRCH, birch, ("clerk", RuleValue.MAY, sell), None),
        provision(E_BIRCH, birch, ("shop", RuleValue.MAY, sell), None),
        provision(E_BIRCH, birch, ("clerk", RuleValue.ONLY_WITH_JUDICIAL_WARRANT, share), "2030-07"),
    )


LEAD = source(
    "checked-by-others",
    "May shops sell permits? <Half true>",
    "The Checkers",
    SourceKind.FACT_CHECK,
    "2030-11",
)


def report(**changes: object) -> Report:
    """The whole sample page; keyword arguments replace its fields."""
    base = Report(
        inquiry=inquiry(),
        checked_at=NOW,
        verdicts=(verdict(answer=ANSWER),),
        summary=(
            say(
                "Whether a tackle shop in Avonia can sell a fishing permit depends "
                "on the county and on the permit.",
                cite(E_RULING, "The Act leaves the choice to each county."),
                cite(E_STATUTE, "A county may by ordinance let shops sell day permits."),
            ),
            say("Nineteen of 31 counties let shops sell day permits as of January 2031.", cite(E_WIRE)),
            say(
                "No shop may sell a season permit under the Act.",
                cite(E_STATUTE, "Nothing in this section lets a shop sell season permits."),
            ),
        ),
        sections=sections(),
        bottom_line=(
            say(
                "Buy a day permit at the county clerk's window if your county bars sales by shops, "
                "as Alder County does.",
                cite(E_STATUTE, "A county clerk shall sell day permits during office hours."),
                cite(E_ALDER),
            ),
        ),
        watch=(
            say(
                "The fee of 9 marks is set by section 13, so only the legislature can change it.",
                cite(E_STATUTE_FEE),
            ),
        ),
        unknowns=(Unknown(text="We found no count of shops that sell permits.", origin="query:1"),),
        provisions=provisions(),
        followups=(
            "How much does a day permit cost in Avonia?",
            "Which counties of Avonia bar shops from selling permits?",
        ),
        topics=("Avonia Inland Waters Act", "Alder County", "Birch County"),
        exhibits=EXHIBITS,
        search_log=(
            SearchLogEntry(where="library", query="tackle shops sell fishing permits Avonia", hits=14),
            SearchLogEntry(where="library", query="county bars permit sales by shops", hits=6),
            SearchLogEntry(where="library", query="angling licences sold by dealers", hits=0),
            SearchLogEntry(
                where="searxng", query="Avonia fishing permits shops", hits=0, error="timed out after 10 s"
            ),
        ),
        withheld=(
            Withheld(
                text="Twenty counties let shops sell season permits.",
                why="The cited words say 19, and day permits.",
            ),
        ),
        method=Method(
            verifier="tiny-verifier@3", encoder="tiny-encoder@1", writer="extractive", seconds=2.4142
        ),
        leads=(LEAD,),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def thin_report() -> Report:
    """A page on which nothing was found."""
    thin = verdict(
        label=Label.NOT_ENOUGH_EVIDENCE, confidence=0.3, supports=0, refutes=0, independent_sources=0
    )
    return report(
        verdicts=(thin,),
        summary=(),
        sections=(),
        bottom_line=(),
        watch=(),
        leads=(),
        unknowns=(),
        provisions=(),
        followups=(),
        topics=(),
        exhibits=(),
        withheld=(),
    )


def texts(statements: Sequence[Statement]) -> list[str]:
    return [statement.text for statement in statements]
