"""One number a source, in the order a reader meets it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    CAPTURED,
    E_ALDER,
    E_COPY,
    E_RULING,
    E_STATUTE,
    E_STATUTE_FEE,
    E_WIRE,
    EXHIBITS,
    STATUTE,
    WIRE,
    archived,
    cite,
    noted,
    report,
    say,
    thin_report,
    verdict,
)
from wellsourced.errors import Integrity
from wellsourced.model.reports import Report
from wellsourced.render.sources import citation_numbers, number_sources, passage_numbers, source_counts


def test_numbers_follow_the_page_from_the_answer_down() -> None:
    titles = [source.source.title for source in number_sources(report())]
    assert titles[:4] == [
        "Avonia Inland Waters Act",
        "Alder County Code, chapter 14",
        "Reed v. Alder County, opinion",
        "Counties split on day permits",
    ]


def test_two_passages_of_one_source_share_a_number() -> None:
    sources = number_sources(report())
    act = sources[0]
    assert act.id == STATUTE.id
    assert act.exhibits == (E_STATUTE, E_STATUTE_FEE)
    numbers = passage_numbers(sources)
    both = say("The fee is 9 marks.", cite(E_STATUTE_FEE), cite(E_STATUTE), cite(E_RULING))
    assert citation_numbers(both, numbers) == (act.n, numbers[E_RULING.passage.id])


def test_a_copy_and_its_original_know_each_other() -> None:
    sources = {source.id: source for source in number_sources(report())}
    original, copy = sources[WIRE.id], sources[E_COPY.source.id]
    assert copy.copy_of == WIRE.id
    assert original.copies == (copy.n,)
    assert original.copy_of is None


def test_a_note_is_never_archived_and_has_no_capture_time() -> None:
    sources = {source.source.title: source for source in number_sources(report())}
    note, act = sources["Alder County Code, chapter 14"], sources["Avonia Inland Waters Act"]
    assert (note.note, note.archived, note.captured_at) == (True, False, None)
    assert (act.note, act.archived, act.captured_at) == (False, True, CAPTURED)


def test_a_source_that_only_the_table_cites_comes_last_and_says_so() -> None:
    few = report(summary=(), sections=(), bottom_line=(), watch=(), verdicts=(verdict(),))
    assert [source.in_text for source in number_sources(few)] == [False, False, False]
    only_wire = replace(few, summary=(say("Nineteen counties let shops sell.", cite(E_WIRE)),))
    assert [source.in_text for source in number_sources(only_wire)] == [True, False, False, False]


def test_a_rule_whose_passage_is_not_shown_is_refused() -> None:
    shown = (E_STATUTE, E_ALDER)
    with pytest.raises(Integrity, match="does not exhibit"):
        number_sources(
            report(exhibits=shown, verdicts=(verdict(),), summary=(), sections=(), bottom_line=(), watch=())
        )


def test_the_page_says_how_much_is_archived_and_how_much_is_our_word() -> None:
    counts = " ".join(source_counts(number_sources(report())))
    assert "8 sources: 5 archived here, 3 notes of ours." in counts
    assert "news 2" in counts
    assert "Every sentence opens an archived passage" not in counts


def test_the_promise_of_archived_passages_is_made_only_without_notes() -> None:
    said = (say("Nineteen counties let shops sell.", cite(E_WIRE)),)
    pure = report(verdicts=(verdict(),), summary=said, sections=(), bottom_line=(), watch=(), provisions=())
    assert source_counts(number_sources(pure))[0] == "1 source. Every sentence opens an archived passage."


def test_a_page_without_citations_counts_no_sources() -> None:
    assert number_sources(thin_report()) == ()
    assert source_counts(()) == ()


def test_a_source_known_by_text_and_by_note_is_both() -> None:
    text, note = archived(WIRE, "Nineteen of 31 counties."), noted(WIRE, "The service counted 19.", start=900)
    said = (say("Nineteen.", cite(text), cite(note)),)
    mixed = report(
        verdicts=(verdict(),),
        summary=said,
        sections=(),
        bottom_line=(),
        watch=(),
        provisions=(),
        exhibits=(text, note),
    )
    (only,) = number_sources(mixed)
    assert only.note and only.archived


def page_citing(picks: list[list[int]]) -> Report:
    summary = tuple(say(f"Sentence {i}.", *(cite(EXHIBITS[p]) for p in row)) for i, row in enumerate(picks))
    return report(
        verdicts=(verdict(),), summary=summary, sections=(), bottom_line=(), watch=(), provisions=()
    )


@given(st.lists(st.lists(st.integers(0, len(EXHIBITS) - 1), min_size=1, max_size=4), max_size=8))
def test_numbers_run_from_one_without_gaps_in_order_of_first_citation(picks: list[list[int]]) -> None:
    page = page_citing(picks)
    sources = number_sources(page)
    cited = [EXHIBITS[pick].source.id for row in picks for pick in row]
    assert [source.n for source in sources] == list(range(1, len(sources) + 1))
    assert [source.id for source in sources] == list(dict.fromkeys(cited))
    numbers = passage_numbers(sources)
    shown = [exhibit.passage.id for source in sources for exhibit in source.exhibits]
    assert len(shown) == len(set(shown)) == len({pick for row in picks for pick in row})
    for said, row in zip(page.summary, picks, strict=True):
        wanted = {EXHIBITS[pick].source.id for pick in row}
        assert {sources[n - 1].id for n in citation_numbers(said, numbers)} == wanted
