"""Choosing, cutting, merging and ordering sentences. The matter is invented: tide gates and their wardens."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import Claim, Inquiry, InquiryKind, Label, Stance
from wellsourced.model.reports import Verdict
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import Authority, Confidence, Nature, Note, Passage, Source, SourceKind, Span
from wellsourced.steps.compose.case import Case, Facet, Judged, Piece
from wellsourced.steps.compose.merge import conjoin, is_plain_rule, merge, rules_alike
from wellsourced.steps.compose.page import compose
from wellsourced.steps.compose.sections import Said, lowered, plan
from wellsourced.steps.compose.shorten import finding, shorten, to_the_point
from wellsourced.steps.compose.standing import stands_alone
from wellsourced.steps.proving.proof import prove
from wellsourced.text.grammar import is_sentence

ON = date(2026, 11, 22)


def piece(
    text: str,
    place: str = "US",
    authority: Authority = Authority.STATE,
    stance: Stance = Stance.NEUTRAL,
    relevance: float = 0.7,
) -> Piece:
    about = Source(
        uri=f"https://example.org/{abs(hash(text))}", title="T", publisher="P", kind=SourceKind.LAW
    )
    passage = Passage(
        document=f"document-{text}",
        span=Span(start=0, end=len(text)),
        text=text,
        scope=Scope(place=place),
        note=Note(
            about=about,
            nature=Nature.RULE,
            confidence=Confidence.HIGH,
            authority=authority,
            dated=PartialDate(text="2020"),
        ),
    )
    return Piece(text=text, passage=passage, source=about, relevance=relevance, stance=stance)


OREGON = piece("Oregon law requires wardens and pilots to open the tide gates.", "US-OR")
TEXAS = piece("Texas law requires wardens, pilots and divers to open the tide gates.", "US-TX")
IOWA = piece("Iowa law requires wardens and divers to open the tide gates.", "US-IA")
MAINE = piece("Maine law bars wardens from opening the tide gates.", "US-ME")
UTAH = piece("Utah law requires wardens to open the tide gates, except where a storm is near.", "US-UT")


class TestMerging:
    def test_what_places_share_is_said_once_of_the_agents_all_of_them_name(self) -> None:
        (rules,) = rules_alike([OREGON, TEXAS]).values()
        merged = merge(rules)
        assert merged is not None
        assert merged.text == "Oregon and Texas law requires wardens and pilots to open the tide gates."
        assert [p.passage.scope.place for p in merged.pieces] == ["US-OR", "US-TX"]

    def test_of_one_agent_only_those_rules_that_name_it(self) -> None:
        (rules,) = rules_alike([OREGON, TEXAS, IOWA]).values()
        merged = merge(rules, "divers")
        assert merged is not None
        assert merged.text == "Texas and Iowa law requires divers to open the tide gates."

    def test_opposite_rules_are_never_merged(self) -> None:
        assert all(len(rules) == 1 for rules in rules_alike([OREGON, MAINE]).values())

    def test_a_rule_with_an_exception_is_told_by_itself(self) -> None:
        assert not is_plain_rule(UTAH)
        assert merge([rule for rules in rules_alike([UTAH, OREGON]).values() for rule in rules]) is None

    def test_what_is_merged_is_proven_by_the_sentences_merged(self) -> None:
        (rules,) = rules_alike([OREGON, TEXAS]).values()
        merged = merge(rules)
        assert merged is not None
        assert prove(merged.text, [p.text for p in merged.pieces]) is not None

    @given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=5))
    def test_a_list_names_every_item(self, items: list[str]) -> None:
        assert conjoin(items).replace(" and ", ", ").split(", ") == items


class TestCutting:
    LONG = "The board voted 3-1 to close the gate, and the warden (an elected officer) agreed to it."

    def test_a_cut_fits_and_is_proven(self) -> None:
        cut = shorten(self.LONG, 12)
        assert cut is not None and len(cut.split()) <= 12
        assert prove(cut, [self.LONG]) is not None

    def test_a_sentence_that_fits_stays_whole(self) -> None:
        assert shorten(self.LONG, 40) == self.LONG

    def test_what_limits_a_sentence_is_never_cut(self) -> None:
        limited = "Wardens must open the gate unless a storm is near the harbor mouth on that day."
        assert shorten(limited, 8) is None

    def test_a_headline_has_no_full_stop(self) -> None:
        assert finding("Wardens must open the gate.") == "Wardens must open the gate"

    def test_to_the_point_keeps_the_words_asked_about(self) -> None:
        text = "Oregon law requires wardens, pilots and divers to open the tide gates."
        told = to_the_point(text, frozenset({"pilot", "gate"}), 20)
        assert told is not None and "pilots" in told and "gates" in told


@pytest.mark.parametrize(
    ("text", "place", "alone"),
    [
        ("Maine law bars wardens from opening gates.", "Maine", True),
        ("It reversed the ruling.", "", False),
        ("The act says nothing of divers.", "", False),
        ("Wardens may not open gates.", "Maine", False),
        ("Wardens in Maine may not open gates.", "Maine", True),
    ],
)
def test_a_sentence_lifted_out_must_name_what_and_where(text: str, place: str, alone: bool) -> None:
    assert stands_alone(text, place) is alone


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The gate opened in 1990.", True),
        ("The Kestrel Gate No. 1", False),
        ("Contact us | Privacy", False),
        ("Cookies and similar things.", False),
    ],
)
def test_headings_and_menus_are_no_sentences(text: str, sentence: bool) -> None:
    assert is_sentence(text) is sentence


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("In 2019 the gate closed.", "in 2019 the gate closed."),
        ("Oregon closed the gate.", "Oregon closed the gate."),
        ("ICE closed the gate.", "ICE closed the gate."),
    ],
)
def test_after_a_connective_only_names_keep_their_capital(text: str, after: str) -> None:
    assert lowered(text) == after


def case(*pieces: Piece, facets: tuple[Facet, ...] = (), label: Label = Label.SUPPORTED) -> Case:
    claim = Claim(text="Wardens must open the gate.")
    inquiry = Inquiry(
        text="Must wardens open the gate?",
        title="Must wardens open the gate?",
        slug="must-wardens-open-the-gate",
        kind=InquiryKind.QUESTION,
        on=ON,
    )
    verdict = Verdict(
        claim=claim.text,
        label=label,
        confidence=0.5,
        supports=1,
        refutes=1,
        independent_sources=2,
        searched=3,
    )
    judged = Judged(claim=claim, verdict=verdict, weighed=())
    return Case(inquiry=inquiry, judged=(judged,), pieces=pieces, facets=facets)


RULES = Facet(code="rules", role="section", order=1, beats=("^Maine", "^Oregon"), terms=("law",))


class TestPlanning:
    def test_a_section_argues_in_the_order_of_its_beats(self) -> None:
        (planned,) = plan(case(OREGON, UTAH, MAINE, facets=(RULES,)), Said(), fewest_words=5)
        assert [p.text.split()[0] for p in planned.pieces][:2] == ["Maine", "Oregon"]

    def test_nothing_is_said_twice(self) -> None:
        again = piece("Maine law bars wardens from the opening of the tide gates.", "US-ME")
        (planned,) = plan(case(MAINE, again, facets=(RULES,)), Said(), fewest_words=5)
        assert len(planned.pieces) == 1

    def test_a_section_the_evidence_does_not_fill_is_left_out(self) -> None:
        assert plan(case(MAINE, facets=(RULES,)), Said(), fewest_words=50) == []

    def test_what_is_still_to_come_is_told_under_what_to_watch(self) -> None:
        coming = piece("Oregon law requires wardens to repair the gates from May 1, 2030.", "US-OR")
        draft = compose(case(coming, OREGON, MAINE, facets=(RULES,)))
        assert [p.text for p in draft.watch] == [coming.text]
        assert all(coming.text != p.text for s in draft.sections for p in s.proposals)

    def test_a_turn_of_the_argument_says_so(self) -> None:
        one = piece(
            "Oregon law lets wardens keep the old mill's gates shut.", "US-OR", stance=Stance.SUPPORTS
        )
        like = piece("Utah leaves its sluices to the pilots.", "US-UT", stance=Stance.SUPPORTS)
        other = piece("In Maine the wardens must open them by law at dawn.", "US-ME", stance=Stance.REFUTES)
        facet = Facet(code="f", role="section", order=1, beats=("^Oregon", "^Utah", "^In Maine"))
        draft = compose(case(one, like, other, facets=(facet,)))
        assert draft.sections[0].proposals[-1].text.startswith("By contrast, in Maine")


def test_not_enough_evidence_is_a_page_without_sections_or_citations() -> None:
    draft = compose(case(OREGON, facets=(RULES,), label=Label.NOT_ENOUGH_EVIDENCE))
    assert (draft.sections, draft.summary, draft.provisions, draft.followups) == ((), (), (), ())
    assert "wardens must open the gate" in draft.unknowns[0].text.lower()
