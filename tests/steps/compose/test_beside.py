"""Of a passage only those sentences are told that bear on what is asked; all places and rules are made up."""

from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import Claim, Evidence, Inquiry, InquiryKind, Label, Stance, Tier
from wellsourced.model.reports import Draft, Verdict
from wellsourced.model.sources import Passage, Source, SourceKind, Span
from wellsourced.steps.compose.beside import bearing, told_with
from wellsourced.steps.compose.case import Case, Judged, pieces_of
from wellsourced.steps.compose.page import compose
from wellsourced.steps.weighed import Weighed

CASES = yaml.safe_load((Path(__file__).parent.parent.parent / "cases/beside.yaml").read_text())
FENCES = "The town of Cobble Hill requires a permit for a fence."
PERMIT = "A building permit is required in Cobble Hill before a fence is put up."
LETTERS = "Letters may be sent to the clerk at 12 Elm Street."
TALK = "We have talked about this for years."
LOW = "It does not apply to fences of four feet or less."
FEE = "The fee is $40."


def told(asked: str, *texts: str, deciding: int = 0) -> list[str]:
    return [texts[n] for n in sorted(told_with((asked,), texts, {deciding}))]


def test_what_stands_beside_the_answer_by_chance_is_not_told() -> None:
    assert told(FENCES, PERMIT, LETTERS, TALK) == [PERMIT]


def test_an_exception_and_a_price_are_told() -> None:
    assert told(FENCES, PERMIT, LOW, FEE) == [PERMIT, LOW, FEE]


def test_a_price_of_something_else_is_not() -> None:
    assert told(FENCES, PERMIT, "Maps are sold at the counter.", FEE) == [PERMIT]


def test_what_the_answer_points_back_at_is_told_with_it() -> None:
    met = "The school board met at Lincoln Middle School."
    voted = "It approved a four-day week for all schools."
    assert told("The board approved a four-day week.", met, voted, deciding=1) == [met, voted]


def test_sharing_only_the_name_of_the_place_is_not_enough() -> None:
    assert told(FENCES, PERMIT, "Cobble Hill has 4,100 people.") == [PERMIT]


def test_furniture_is_told_where_it_is_what_is_asked() -> None:
    hours = "The gift shop opens at ten."
    assert told("The museum has a gift shop.", "The museum has a gift shop.", hours)[1:] == [hours]


@given(st.lists(st.sampled_from([PERMIT, LETTERS, TALK, LOW, FEE]), min_size=1, max_size=6), st.data())
def test_what_decides_is_always_told(texts: list[str], data: st.DataObject) -> None:
    deciding = data.draw(st.sets(st.integers(0, len(texts) - 1)))
    assert deciding <= told_with((FENCES,), texts, deciding) <= set(range(len(texts)))


def test_of_all_labeled_neighbors_nearly_all_that_are_needed_are_told_and_few_others() -> None:
    marks = [mark for case in CASES for mark in _kept(case)]
    needed_told = marks.count(("+", True))
    assert needed_told / (needed_told + marks.count(("+", False))) >= 0.95
    assert needed_told / (needed_told + marks.count(("-", True))) >= 0.85


def _kept(case: dict[str, list[str]]) -> list[tuple[str, bool]]:
    lines = case["passage"]
    deciding = {n for n, line in enumerate(lines) if line[0] == "*"}
    kept = told_with((str(case["asked"]),), [line[2:] for line in lines], deciding)
    return [(line[0], n in kept) for n, line in enumerate(lines) if n not in deciding]


def a_case(*passages: tuple[str, str]) -> Case:
    """A case of one claim, with each passage's text and the sentence of it that bears the claim out."""
    claim = Claim(text=FENCES)
    source = Source(uri="https://cobblehill.example/fences", title="T", publisher="P", kind=SourceKind.NEWS)
    pieces, weighed = [], []
    for text, quote in passages:
        passage = Passage(document=f"document-{text}", span=Span(start=0, end=len(text)), text=text)
        stances = {quote: Stance.SUPPORTS} if quote else {}
        pieces += pieces_of(passage, source, 0.7, stances)
        if quote:
            evidence = Evidence(
                claim=claim.id,
                passage=passage.id,
                quote=quote,
                stance=Stance.SUPPORTS,
                score=0.9,
                tier=Tier.PROOF,
                verifier="rules",
            )
            weighed.append(Weighed(evidence=evidence, passage=passage, source=source))
    verdict = Verdict(
        claim=claim.text,
        label=Label.SUPPORTED,
        confidence=0.7,
        supports=1,
        refutes=0,
        independent_sources=1,
        searched=1,
    )
    return Case(
        inquiry=Inquiry(
            text=FENCES, on=date(2026, 11, 22), kind=InquiryKind.CLAIM, title=FENCES, slug="fences"
        ),
        judged=(Judged(claim=claim, verdict=verdict, weighed=tuple(weighed)),),
        pieces=tuple(pieces),
    )


def sentences_of(draft: Draft) -> list[str]:
    return [p.text for p in chain.from_iterable(section.proposals for section in draft.sections)]


def test_a_page_of_a_document_tells_only_what_bears() -> None:
    page = compose(a_case((f"{PERMIT} {LOW} {FEE} {LETTERS} {TALK}", PERMIT)))
    assert sentences_of(page) == [LOW, FEE]


def test_an_event_to_come_is_to_be_watched_only_if_it_bears() -> None:
    fair = "The harvest fair will begin in the park on May 3, 2027."
    ends = "The rule on fence permits ends on June 1, 2027."
    page = compose(
        a_case(
            (f"{PERMIT} {ends}", PERMIT), (f"The orchards of Cobble Hill were planted in 1890. {fair}", "")
        )
    )
    assert [one.text for one in page.watch] == [ends]


def test_where_nothing_bears_beside_the_answer_no_section_tells_it_again() -> None:
    assert compose(a_case((f"{PERMIT} {LETTERS}", PERMIT))).sections == ()


@pytest.mark.parametrize("quote", [PERMIT, f"{TALK} {PERMIT}"])
def test_a_quote_that_leans_on_the_sentence_before_decides_by_its_last(quote: str) -> None:
    kept = bearing(a_case((f"{LETTERS} {TALK} {PERMIT}", quote)))
    assert PERMIT in [piece.text for piece in kept]


def test_a_section_does_not_repeat_its_title_where_more_is_told() -> None:
    other = "Whoever encloses a yard in Cobble Hill must first obtain a permit."
    page = compose(a_case((PERMIT, PERMIT), (f"{other} {FEE}", other)))
    (section,) = page.sections
    assert section.titles[0].text == other.rstrip(".")
    assert [one.text for one in section.proposals] == [FEE]
