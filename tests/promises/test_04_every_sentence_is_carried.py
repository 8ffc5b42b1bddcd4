"""Promise 4: a sentence is published only where its citation carries it.

The gate is fed the flagship page's own sentences, each made false in one way: another figure, another date,
another name, a "not" put in or taken out, the verb of duty turned, or the citation of another sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from desks import NOW, TODAY, bundled_desk, flagship
from wellsourced.model.claims import Inquiry, InquiryKind, Label
from wellsourced.model.reports import (
    Citation,
    Draft,
    DraftSection,
    DraftVerdict,
    Method,
    Proposal,
    Report,
    Statement,
    Verdict,
)
from wellsourced.steps.attribute import attribute
from wellsourced.text.figures import figures
from wellsourced.text.names import names

pytestmark = pytest.mark.promise(4)

METHOD = Method(verifier="none", encoder="none", writer="corrupted", seconds=0.0)


def gated(proposals: list[Proposal], on: date = TODAY) -> Report:
    """What the gate makes of sentences put to it as a summary, as section and title, and as an answer."""
    inquiry = Inquiry(text="Is it so?", title="Is it so?", slug="is-it-so", kind=InquiryKind.QUESTION, on=on)
    verdict = Verdict(
        claim="It is so.",
        label=Label.SUPPORTED,
        confidence=0.5,
        supports=1,
        refutes=0,
        independent_sources=1,
        searched=1,
    )
    draft = Draft(
        inquiry=inquiry,
        verdicts=(DraftVerdict(verdict=verdict, answers=tuple(proposals)),),
        summary=tuple(proposals),
        sections=(DraftSection(titles=tuple(proposals), proposals=tuple(proposals)),),
        bottom_line=tuple(proposals),
        watch=(),
        unknowns=(),
        provisions=(),
        followups=(),
        topics=(),
        search_log=(),
    )
    desk = bundled_desk()
    return attribute(draft, desk.library.view(on), desk.verifier, method=lambda: METHOD, now=NOW)


def published(proposal: Proposal) -> list[str]:
    return [statement.text for statement in gated([proposal]).statements()]


@cache
def sentences() -> tuple[Statement, ...]:
    """Every distinct sentence of the flagship page."""
    return tuple({said.text: said for said in flagship().statements()}.values())


def other_figures(said: Statement) -> Iterator[str]:
    for found in figures(said.text):
        written = re.search(r"\d[\d,.]*\d|\d", found.text)
        if written is not None:
            at = found.start + written.start()
            number = written[0]
            yield said.text[:at] + str(int(number[0]) % 9 + 1) + said.text[at + 1 :]


def other_dates(said: Statement) -> Iterator[str]:
    for found in re.finditer(r"\b(?:19|20)\d\d\b", said.text):
        yield f"{said.text[: found.start()]}{int(found[0]) - 3}{said.text[found.end() :]}"
    for month, other in (("March", "August"), ("October", "June"), ("July", "January"), ("May", "November")):
        if re.search(rf"\b{month} \d", said.text):
            yield re.sub(rf"\b{month}(?= \d)", other, said.text, count=1)


STATES = ["Texas", "Oregon", "Florida", "Illinois", "Vermont", "Iowa", "Louisiana", "Washington", "Indiana"]
COURTS = ["Third Circuit", "Ninth Circuit", "First Circuit", "Fifth Circuit"]


def other_names(said: Statement) -> Iterator[str]:
    for group in (STATES, COURTS):
        for name in group:
            if name in said.text:
                stranger = next(other for other in group if other not in said.text)
                yield said.text.replace(name, stranger)
    for found in names(said.text):
        if " " in found.text and not found.text.startswith("ICE"):
            yield f"{said.text[: found.start]}Wick Harbor{said.text[found.end :]}"


TURNS = [
    (r"\brequires\b", "bars"),
    (r"\bbars\b", "requires"),
    (r"\bmust not\b", "must"),
    (r"\bmay\b", "must"),
    (r"\bheld\b", "did not hold"),
    (r"\bvoluntary\b", "mandatory"),
    (r"\bargued\b", "denied"),
    (r"\bonly with\b", "without"),
    (r"\bis\b", "is not"),
    (r"\bat most\b", "at least"),
]


def turned(said: Statement) -> Iterator[str]:
    for pattern, other in TURNS:
        if re.search(pattern, said.text):
            yield re.sub(pattern, other, said.text, count=1)


def widened(said: Statement) -> Iterator[str]:
    """What limits a sentence, dropped; and its place, made the whole country."""
    without = re.sub(r",? (?:except|unless|only|as long as)\b.*(?=\.$)", "", said.text)
    if without != said.text:
        yield without
    for state in STATES:
        if said.text.startswith(f"{state} "):
            yield f"Every state's{said.text[len(state) :]}"


CORRUPTIONS = [other_figures, other_dates, other_names, turned, widened]


@pytest.mark.parametrize("corrupt", CORRUPTIONS, ids=lambda way: way.__name__)
def test_no_corrupted_sentence_is_published(corrupt: object) -> None:
    tried = 0
    passed = []
    for said in sentences():
        for text in dict.fromkeys(corrupt(said)):  # type: ignore[operator]
            if text == said.text:
                continue
            tried += 1
            passed += published(Proposal(text=text, citations=said.citations))
    assert tried >= 5, "the page has too little to corrupt: this test would show nothing"
    assert passed == []


def test_the_same_sentences_pass_when_they_are_left_alone() -> None:
    """Without this the gate could pass the other tests by refusing everything."""
    for said in sentences():
        if said.text not in {ahead.text for ahead in flagship().watch}:
            assert published(Proposal(text=said.text, citations=said.citations)), said.text


def test_no_sentence_passes_with_the_citations_of_another() -> None:
    """A claim and a source that are both real, and do not belong together."""
    shown = sentences()
    passed = []
    for number, said in enumerate(shown):
        for step in (1, 5, 11):
            other = shown[(number + step) % len(shown)]
            if {c.passage for c in other.citations} & {c.passage for c in said.citations}:
                continue
            if published(Proposal(text=said.text, citations=other.citations)):
                passed.append((said.text, other.text))
    # A wider sentence may truly bear out a narrower one of another source; it must then say the same.
    assert [pair for pair in passed if not _says_the_same(*pair)] == []


def _says_the_same(one: str, other: str) -> bool:
    first, second = (set(re.findall(r"[a-z]{4,}", text.lower())) for text in (one, other))
    return len(first & second) >= 0.8 * min(len(first), len(second))


MERGED = re.compile(r"^(?P<who>[A-Z][\w.' ]+?(?:law|ordinance|order|Circuit|act|Act)) (?P<what>\w+s .*)$")


def test_what_one_said_is_never_put_in_the_mouth_of_another() -> None:
    """ "A requires X" and "B bars Y" do not make "A bars Y", even with both cited."""
    rules = [(found, said) for said in sentences() if (found := MERGED.match(said.text))]
    tried = 0
    for number, (found, said) in enumerate(rules):
        other_found, other = rules[(number + 1) % len(rules)]
        if found["what"] == other_found["what"] or found["who"] == other_found["who"]:
            continue
        citations = (*said.citations, *other.citations)[:3]
        tried += 1
        assert published(Proposal(text=f"{found['who']} {other_found['what']}", citations=citations)) == []
    assert tried >= 4


def test_a_quote_that_is_not_in_its_passage_carries_nothing() -> None:
    for said in sentences()[:10]:
        first = said.citations[0]
        made_up = Citation(passage=first.passage, quote=said.text + " It was so decided.")
        report = gated([Proposal(text=said.text, citations=(made_up,))])
        assert not report.statements()
        assert "quote" in report.withheld[0].why


def test_a_passage_the_library_does_not_hold_carries_nothing() -> None:
    said = sentences()[0]
    report = gated([Proposal(text=said.text, citations=(Citation(passage="passage-x", quote=said.text),))])
    assert not report.statements()
    assert "does not hold" in report.withheld[0].why


def test_what_is_withheld_is_listed_with_its_reason() -> None:
    said = sentences()[0]
    report = gated([Proposal(text="The moon is a county jail.", citations=said.citations)])
    assert not report.statements()
    assert all(one.text == "The moon is a county jail." and one.why for one in report.withheld)
    assert report.verdicts[0].label is Label.NOT_ENOUGH_EVIDENCE
