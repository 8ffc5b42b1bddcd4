"""Whatever happens to a page: a difference is told where a reader sees one, and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import E_COPY, E_STATUTE, E_STUDY, E_WIRE, LEAD, archived, cite, day, report, say, verdict
from wellsourced.diff import diff
from wellsourced.model.claims import Label
from wellsourced.model.editions import Change, ChangeKind
from wellsourced.model.ids import digest
from wellsourced.model.provisions import RuleValue
from wellsourced.model.reports import Exhibit, Report, Section, Statement, Unknown
from wellsourced.model.scope import PartialDate
from wellsourced.render.markdown import page_markdown

SENTENCES = (
    "Nineteen of 31 counties let shops sell day permits as of January 2031.",
    "21 of 31 counties let shops sell day permits as of June 2031.",
    "Twenty-one of 31 counties now let shops sell day permits as of June 2031.",
    "No shop may sell a season permit under the Act.",
    "A day permit costs 9 marks.",
    "A day permit costs  9 marks.",
    "A day permit costs 12 marks.",
    "The fee is set in the budget of May 3, 2031.",
)
QUOTES = (None, "19 let shops sell day permits", "19 let shops  sell day permits", "12 do not")


def captured_again(exhibit: Exhibit) -> Exhibit:
    """The same passage in another capture, with other words around it."""
    again = archived(exhibit.source, f"{exhibit.passage.text} A line that was added later.", start=90)
    passage = replace(again.passage, document=digest("document", f"{exhibit.source.uri} again"))
    return replace(again, passage=passage, captured_at=again.captured_at + timedelta(days=9))


AGAIN = captured_again(E_WIRE)
CITED = (E_WIRE, AGAIN, E_COPY, E_STATUTE, E_STUDY)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    exhibits = draw(
        st.lists(st.sampled_from(CITED), min_size=1, max_size=2, unique_by=lambda e: e.passage.id)
    )
    news = (E_WIRE, AGAIN, E_COPY)
    return say(
        draw(st.sampled_from(SENTENCES)),
        *(cite(one, draw(st.sampled_from(QUOTES)) if one in news else None) for one in exhibits),
    )


SAID = st.lists(statements(), max_size=3).map(tuple)
VALUES = st.sampled_from((RuleValue.MAY, RuleValue.MUST_NOT, RuleValue.UNRESOLVED))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """The sample page with some of its parts drawn anew, from so few things that many come out alike."""
    base = report()
    drawn: dict[str, object] = {
        "checked_at": base.checked_at + timedelta(days=draw(st.integers(0, 1))),
        "summary": draw(SAID),
        "bottom_line": draw(SAID),
        "watch": draw(SAID),
        "sections": tuple(
            Section(title=draw(statements()), statements=draw(SAID)) for _ in range(draw(st.integers(0, 2)))
        ),
    }
    if draw(st.booleans()):
        label = draw(st.sampled_from((Label.SUPPORTED, Label.REFUTED, Label.NOT_ENOUGH_EVIDENCE)))
        answer = None if label is Label.NOT_ENOUGH_EVIDENCE else draw(st.none() | statements())
        sure = draw(st.sampled_from((0.5, 0.7, 0.75)))
        drawn["verdicts"] = (verdict(label, answer, confidence=sure),)
    if draw(st.booleans()):
        first, *rest = base.provisions
        since = draw(st.sampled_from((None, day("2025-03-01"))))
        drawn["provisions"] = (replace(first, value=draw(VALUES), since=since), *rest)
    if draw(st.booleans()):
        drawn["unknowns"] = (Unknown(text=draw(st.sampled_from(SENTENCES)), origin="query:9"),)
    drawn["leads"] = draw(st.sampled_from(((), (LEAD,))))
    drawn["method"] = replace(base.method, verifier=draw(st.sampled_from(("tiny@3", "tiny@4"))))
    return replace(base, exhibits=draw(exhibits(base)), **drawn)  # type: ignore[arg-type]


def exhibits(base: Report) -> st.SearchStrategy[tuple[Exhibit, ...]]:
    """The exhibits in any order, with another title, date or no archived copy for one of them."""
    dates: tuple[PartialDate | None, ...] = (None, day("2030"))

    def told(order: list[Exhibit], title: str, at: PartialDate | None, held: bool) -> tuple[Exhibit, ...]:
        source = replace(E_STUDY.source, title=title, published=at)
        study = replace(E_STUDY, source=source, archived=held)
        return tuple(study if one.passage.id == E_STUDY.passage.id else one for one in order)

    titles = st.sampled_from((E_STUDY.source.title, "Permit sales and trout stocks"))
    shuffled = st.permutations([*base.exhibits, AGAIN])
    return st.builds(told, shuffled, titles, st.sampled_from(dates), st.booleans())


UNLIKE = re.compile(r"\[\[(\d+)\]\]\(#source-(\d+)\)|\\\[(\d+)\\\]")
NUMBERED = re.compile(r'<a id="source-(\d+)"></a>\*\*\S+\*\* (.*)')


def seen(page: Report) -> Counter[str]:
    """The lines of the page in Markdown that a reader compares: every sentence with the words it cites.

    Left out are clocks and ids, where a sentence stands, the numbers of sources and sections, passages
    beyond the words cited, and what only tells of the work or leads on.
    """
    about = {one.passage.id: one.source.uri for one in page.exhibits}

    def quoting(said: Statement) -> Statement:
        quotes = sorted({f"{about[c.passage]} {' '.join(c.quote.split())}" for c in said.citations})
        return replace(said, text=f"{said.text} {' '.join(quotes)}")

    def line(said: Statement) -> Section:
        return Section(title=quoting(said), statements=())

    body = [*page.summary, *page.bottom_line, *page.watch]
    body += [said for section in page.sections for said in section.statements]
    lined = replace(
        page,
        verdicts=tuple(
            v if v.answer is None else replace(v, answer=quoting(v.answer)) for v in page.verdicts
        ),
        summary=(),
        bottom_line=(),
        watch=tuple(quoting(said) for said in body),
        sections=tuple(line(section.title) for section in page.sections),
        followups=(),
        topics=(),
        search_log=(),
        withheld=(),
    )
    text = page_markdown(lined)
    names = {n: said.partition(". ")[0] for n, said in NUMBERED.findall(text)}
    text = NUMBERED.sub(r"\2", re.sub(r"captured \w+ \d+, \d+", "captured", text))
    found = Counter[str]()
    for one in text.splitlines():
        if one and not one.startswith((">", "Our note:", "Checked on", "As of", "## Where")):
            numbers = sorted(names[n] for groups in UNLIKE.findall(one) for n in {*groups} - {""})
            found[re.sub(r"^## \d+\. ", "## ", UNLIKE.sub("", one)).strip() + " ".join(numbers)] += 1
    return found


def words_of(page: Report) -> str:
    """The text of the page without its markup, on one line."""
    plain = re.sub(r"(?<!\\)<[^>]*>|\[\[\d+\]\]\(#[^)]*\)|\*\*|\\", "", page_markdown(page))
    return " ".join(re.sub(r"\]\((https?:[^)]*)\)", r"] \1", plain).split())


def on_page(change: Change, text: str, page: str) -> bool:
    """Sentences, figures and labels stand there as they are; rows and names at least by all their words."""
    if change.kind in (ChangeKind.STATEMENT, ChangeKind.FIGURE, ChangeKind.VERDICT, ChangeKind.METHOD):
        return text in page
    return all(word.strip("(),;.") in page for word in text.split())


def swapped(changes: tuple[Change, ...]) -> Counter[tuple[ChangeKind, str | None, str | None]]:
    return Counter((one.kind, one.after, one.before) for one in changes)


@given(reports())
@settings(max_examples=20, deadline=None)
def test_a_page_does_not_differ_from_itself(page: Report) -> None:
    assert diff(page, page) == ()


@given(reports(), reports())
@settings(max_examples=60, deadline=None)
def test_swapping_the_pages_swaps_the_changes_and_each_stands_on_its_page(a: Report, b: Report) -> None:
    changes = diff(a, b)
    there = Counter((one.kind, one.before, one.after) for one in changes)
    assert there == swapped(diff(b, a))
    old, new = words_of(a), words_of(b)
    for one in changes:
        assert one.before is None or on_page(one, one.before, old), one
        assert one.after is None or on_page(one, one.after, new), one


def shuffled_within(page: Report) -> Report:
    """The page with its sentences in another order, recited from another capture, at another time."""

    def recited(said: Statement) -> Statement:
        other = {E_WIRE.passage.id: AGAIN.passage.id}
        moved = [replace(c, passage=other.get(c.passage, c.passage)) for c in said.citations]
        return replace(said, citations=tuple(moved), score=0.5)

    return replace(
        page,
        checked_at=page.checked_at + timedelta(days=3),
        summary=tuple(recited(said) for said in reversed(page.summary)),
        bottom_line=page.watch,
        watch=page.bottom_line,
        sections=tuple(reversed(page.sections)),
        exhibits=tuple(reversed(page.exhibits)),
    )


@given(reports(), reports(), st.data())
@settings(max_examples=60, deadline=None)
def test_nothing_differs_where_a_reader_sees_the_same_and_only_there(
    a: Report, b: Report, data: st.DataObject
) -> None:
    same = shuffled_within(a)
    assert seen(a) == seen(same)
    assert diff(a, same) == ()
    mixed = data.draw(st.sets(st.sampled_from(sorted(set(Report.__dataclass_fields__) - {"exhibits"}))))
    other = replace(a, **{name: getattr(b, name) for name in mixed})
    assert (diff(a, other) == ()) == (seen(a) == seen(other))
    assert (diff(a, b) == ()) == (seen(a) == seen(b))
