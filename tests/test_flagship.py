"""The page the product is shown with, held to every bar it was promised to meet.

It is made from the bundled casebook alone, as on the day the clock of `desks` stands at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest

from desks import FLAGSHIP, TODAY, bundled_answer, flagship, html, labels, markdown, terminal
from reading import body_text, dates_said, first_words, words
from wellsourced.model.reports import Exhibit, Report, Statement
from wellsourced.model.sources import Authority, Nature, SourceKind
from wellsourced.render.sources import number_sources
from wellsourced.text.grammar import finite_index, split_words
from wellsourced.text.tokens import content_words

EARLIER = date(2025, 10, 13)


def body(report: Report) -> tuple[Statement, ...]:
    """The sentences of the sections, without their titles."""
    return tuple(said for section in report.sections for said in section.statements)


def sentences_of(report: Report) -> tuple[Statement, ...]:
    """Every sentence of the page but its titles."""
    answers = tuple(v.answer for v in report.verdicts if v.answer is not None)
    return (*answers, *report.summary, *body(report), *report.bottom_line, *report.watch)


def exhibits_of(report: Report) -> dict[str, Exhibit]:
    return {exhibit.passage.id: exhibit for exhibit in report.exhibits}


def cited(report: Report) -> Iterator[tuple[Statement, Exhibit]]:
    """Each sentence of the sections with each passage it cites."""
    shown = exhibits_of(report)
    for said in body(report):
        for citation in said.citations:
            yield said, shown[citation.passage]


# The verdict, first of all.


def test_the_verdict_is_qualified() -> None:
    assert labels(flagship()) == ["qualified"]


@pytest.mark.parametrize("form", [lambda r: body_text(html(r)), markdown, terminal])
def test_the_verdict_and_a_whole_answer_stand_in_the_first_forty_words(form: Callable[[Report], str]) -> None:
    opening = first_words(form(flagship()), 40)
    assert "qualified" in opening.lower()
    answer = flagship().verdicts[0].answer
    assert answer is not None
    assert " ".join(answer.text.split()[:12]) in opening


def test_confidence_is_said_apart_and_capped_while_all_is_known_from_notes() -> None:
    report = flagship()
    assert not any(exhibit.archived for exhibit in report.exhibits)
    assert 0.5 <= report.verdicts[0].confidence <= 0.8


# The page's frame: how many parts, how long.


def test_five_to_eight_sections_of_50_to_135_words() -> None:
    lengths = [words(" ".join(said.text for said in s.statements)) for s in flagship().sections]
    assert 5 <= len(lengths) <= 8, lengths
    assert all(50 <= length <= 135 for length in lengths), lengths


def test_the_summary_has_55_to_110_words() -> None:
    assert 55 <= words(" ".join(said.text for said in flagship().summary)) <= 110


def test_the_page_has_all_its_parts() -> None:
    report = flagship()
    assert report.bottom_line and report.unknowns and report.watch and report.provisions and report.topics
    assert 3 <= len(report.followups) <= 5
    assert report.search_log


def test_a_title_is_a_headline() -> None:
    """Short enough to be read at a glance, and a statement rather than a label."""
    for section in flagship().sections:
        assert words(section.title.text) <= 20, section.title.text
        assert has_verb(section.title.text), section.title.text


# What it rests on.


def test_fifteen_sources_of_four_kinds() -> None:
    in_text = [source for source in number_sources(flagship()) if source.in_text]
    assert len({source.id for source in in_text}) >= 15
    assert len({source.source.kind for source in in_text}) >= 4


def test_one_to_three_citations_a_statement() -> None:
    for said in flagship().statements():
        assert 1 <= len(said.citations) <= 3, said.text


def test_every_quote_stands_in_the_passage_it_cites() -> None:
    shown = exhibits_of(flagship())
    for said in flagship().statements():
        for citation in said.citations:
            assert citation.quote in shown[citation.passage].passage.text


def test_no_section_rests_on_one_source() -> None:
    shown = exhibits_of(flagship())
    for section in flagship().sections:
        sources = {shown[c.passage].source.id for said in section.statements for c in said.citations}
        assert len(sources) >= 2, section.title.text


def test_law_courts_and_governments_carry_more_than_half_of_what_is_said_of_the_rule() -> None:
    official = {SourceKind.LAW, SourceKind.COURT, SourceKind.GOVERNMENT}
    shown = exhibits_of(flagship())
    kinds = Counter(shown[c.passage].source.kind in official for v in _answers() for c in v.citations)
    assert kinds[True] >= kinds[False]


def _answers() -> list[Statement]:
    return [v.answer for v in flagship().verdicts if v.answer is not None]


# What it must speak of.

ORDERED = re.compile(r"\b(?:requires?|makes|must|shall)\b")
FORBIDDEN = re.compile(r"\b(?:bars?|forbids?|prohibits?|bans?|must decline|may not|no one may)\b")
DECIDED = re.compile(r"\b(?:held|ruled|upheld|found|struck down)\b")
JAIL = re.compile(r"\b(?:jails?|booked)\b", re.I)
FOR_LIMITS = re.compile(r"\b(?:voluntary|public safety|trust|own peril|community|crime victims)\b")
AGAINST_LIMITS = re.compile(r"\b(?:dangerous|opposed|stop officers|criminals|endanger\w*|safer|threat\w*)\b")


def has_state_mandate(said: Statement, exhibit: Exhibit) -> bool:
    note = exhibit.passage.note
    stated = bool(ORDERED.search(said.text)) and not FORBIDDEN.search(said.text)
    return note is not None and note.authority is Authority.STATE and stated


def has_state_ban(said: Statement, exhibit: Exhibit) -> bool:
    note = exhibit.passage.note
    return note is not None and note.authority is Authority.STATE and bool(FORBIDDEN.search(said.text))


def has_ruling(said: Statement, exhibit: Exhibit) -> bool:
    return bool(DECIDED.search(said.text)) and bool(re.search(r"Circuit|Court|judge", said.text))


def has_city(said: Statement, exhibit: Exhibit) -> bool:
    note = exhibit.passage.note
    return note is not None and note.authority is Authority.CITY


def has_jail_practice(said: Statement, exhibit: Exhibit) -> bool:
    note = exhibit.passage.note
    local = note is not None and note.authority in (Authority.COUNTY, Authority.CITY)
    return local and bool(JAIL.search(said.text))


def argues(pattern: re.Pattern[str]) -> Callable[[Statement, Exhibit], bool]:
    def found(said: Statement, exhibit: Exhibit) -> bool:
        note = exhibit.passage.note
        return note is not None and note.nature is Nature.VIEW and bool(pattern.search(said.text))

    return found


def has_dated_count(said: Statement, exhibit: Exhibit) -> bool:
    """A number of things, not of a year, a law or a form, with the day it was counted."""
    note = exhibit.passage.note
    plain = re.sub(r"\b(?:19|20)\d\d\b|\d+\(\w\)|\d+ (?:C\.F\.R|U\.S\.C)\S* \S+", " ", said.text)
    counted = re.search(r"\b\d[\d,]*(?:\.\d+)?\b", plain)
    return note is not None and note.nature is Nature.COUNT and bool(counted) and bool(dates_said(said.text))


@pytest.mark.parametrize(
    "kind",
    [
        has_state_mandate,
        has_state_ban,
        has_ruling,
        has_city,
        has_jail_practice,
        argues(FOR_LIMITS),
        argues(AGAINST_LIMITS),
        has_dated_count,
    ],
    ids=["mandate", "ban", "ruling", "city", "jail", "for limits", "against limits", "dated count"],
)
def test_the_sections_speak_of(kind: Callable[[Statement, Exhibit], bool]) -> None:
    assert any(kind(said, exhibit) for said, exhibit in cited(flagship()))


def test_every_count_has_a_date() -> None:
    for said, exhibit in cited(flagship()):
        note = exhibit.passage.note
        if note is not None and note.nature is Nature.COUNT:
            assert dates_said(said.text), said.text


# How it reads.


def normal(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def test_no_sentence_is_said_twice() -> None:
    counted = Counter(normal(said.text) for said in sentences_of(flagship()))
    assert [text for text, times in counted.items() if times > 1] == []


def test_no_title_is_said_again_word_for_word_by_another_title() -> None:
    titles = [normal(section.title.text) for section in flagship().sections]
    assert len(set(titles)) == len(titles)


def test_no_two_sentences_of_the_sections_say_the_same_in_other_words() -> None:
    said = [(s.text, frozenset(content_words(s.text))) for s in body(flagship())]
    for at, (one, stems) in enumerate(said):
        for other, others in said[at + 1 :]:
            shared = len(stems & others) / min(len(stems), len(others))
            assert shared < 0.85, (one, other)


def test_every_statement_is_a_whole_sentence() -> None:
    for said in sentences_of(flagship()):
        assert whole(said.text), said.text


def test_a_title_has_its_subject_and_its_verb() -> None:
    for section in flagship().sections:
        assert whole(section.title.text.rstrip(".") + "."), section.title.text


LOST_SUBJECT = re.compile(
    r"^(?:As of|In|Since|By|After|Under|Before) [^,]{2,40}, "
    r"(?:let|lets|bars?|barred|held|ruled|requires?|required|said)\b"
)
DANGLING = re.compile(r"\b(?:and|or|but|because|that|which|the|a|an|of|to|in|for|with|by|from)[.!?]$")


OF_LAW = re.compile(r"\b(?:bars?|requires?|lets?|leaves|makes|allows?|forbids?|tells|holds?|says)\b")


def has_verb(text: str) -> bool:
    """Whether a text has a finite verb; the verbs of rules are also plural nouns, so they are named."""
    return finite_index(split_words(text)) is not None or bool(OF_LAW.search(text))


def whole(text: str) -> bool:
    """Whether a text reads as one sentence: capital, verb, end mark, and nothing cut off or left open."""
    return (
        (text[:1].isupper() or text[:1].isdigit())
        and text.endswith((".", "!", "?", ".”", '."'))
        and has_verb(text)
        and not LOST_SUBJECT.search(text)
        and not DANGLING.search(text)
        and text.count("(") == text.count(")")
        and text.count("“") == text.count("”")
        and ",," not in text
        and "  " not in text
        and " ," not in text
        and " ." not in text
    )


@pytest.mark.parametrize(
    "broken",
    [
        "As of 2017 Minnesota, let the jail hold people.",
        "bars the police from holding people.",
        "A jail with a warrant and a bed.",
        "The council voted to.",
        "The court held (in 2014 that a county may refuse.",
        "The court held that a county may refuse",
    ],
)
def test_a_fragment_is_recognised(broken: str) -> None:
    assert not whole(broken)


def test_nothing_the_page_withheld_is_on_it() -> None:
    report = flagship()
    published = {normal(said.text) for said in report.statements()}
    assert not published & {normal(one.text) for one in report.withheld}


# Its day.


def late_exhibits(report: Report, day: date) -> list[str]:
    """Passages the page shows that were certainly published after a day."""
    found = []
    for exhibit in report.exhibits:
        published = exhibit.source.published
        if published is not None and published.earliest > day:
            found.append(exhibit.source.title)
    return found


def test_nothing_is_later_than_the_day_of_the_check() -> None:
    report = flagship()
    assert late_exhibits(report, TODAY) == []
    for said in (*report.summary, *body(report), *report.bottom_line, *_answers()):
        assert all(day <= TODAY for day in dates_said(said.text)), said.text


def test_as_of_an_earlier_day_what_came_after_is_left_out() -> None:
    now, then = flagship(), flagship(EARLIER)
    late = late_exhibits(now, EARLIER)
    assert late, "today's page has nothing that came later: this test would show nothing"
    assert late_exhibits(then, EARLIER) == []
    for said in (*then.summary, *body(then), *then.bottom_line):
        assert all(day <= EARLIER for day in dates_said(said.text)), said.text
    for provision in then.provisions:
        assert provision.since is None or provision.since.earliest <= EARLIER, provision


def test_as_of_an_earlier_day_there_is_still_a_page() -> None:
    then = flagship(EARLIER)
    assert labels(then) == ["qualified"]
    assert len(then.sections) >= 3
    assert "As of October 13, 2025" in terminal(then)


# The other questions that come with it.

EXPECTED = [
    ("What is an ICE detainer?", "supported"),
    ("Does Texas require sheriffs to honor detainers?", "supported"),
    ("Are ICE detainers mandatory under federal law?", "refuted"),
    ("The Third Circuit ruled that ICE detainers are mandatory.", "refuted"),
    ("Is aspartame carcinogenic?", "not_enough_evidence"),
]


@pytest.mark.parametrize(("asked", "label"), EXPECTED)
def test_other_questions_get_their_label(asked: str, label: str) -> None:
    assert labels(bundled_answer(asked)) == [label]


@pytest.mark.parametrize(
    "asked", [FLAGSHIP, *(asked for asked, label in EXPECTED if label != "not_enough_evidence")]
)
def test_what_is_answered_is_answered_in_whole_sentences_with_citations(asked: str) -> None:
    report = bundled_answer(asked)
    assert report.sections and report.summary
    assert all(verdict.answer is not None for verdict in report.verdicts)
    for said in sentences_of(report):
        assert whole(said.text), said.text
        assert said.citations
    counted = Counter(normal(said.text) for said in sentences_of(report))
    assert [text for text, times in counted.items() if times > 1] == []


def test_a_question_outside_the_library_shows_where_it_looked_and_cites_nothing() -> None:
    report = bundled_answer("Is aspartame carcinogenic?")
    assert not report.statements() and not report.exhibits and not report.sections
    assert report.verdicts[0].answer is None
    queries: Sequence[str] = [entry.query for entry in report.search_log]
    assert len(queries) >= 2
    assert any("aspartame" in query.lower() for query in queries)
