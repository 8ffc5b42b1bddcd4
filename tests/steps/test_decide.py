"""One table from evidence to verdict. Absence of evidence is never refutation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import Claim, Evidence, Label, Stance, Tier
from wellsourced.model.scope import PartialDate, Period, Scope
from wellsourced.model.sources import Authority, Confidence, Nature, Note, Passage, Source, SourceKind, Span
from wellsourced.steps.decide import NOTES_CAP, SINGLE_SOURCE_CAP, decide
from wellsourced.steps.weighed import Weighed, weigh

CLAIM = Claim(text="Ferries may refuse bicycles.")
S, R = Stance.SUPPORTS, Stance.REFUTES


def weighed(
    stance: Stance,
    *,
    place: str | None = "US",
    publisher: str = "Harbor Court",
    kind: SourceKind = SourceKind.LAW,
    dated: str | None = None,
    note: bool = False,
    nature: Nature = Nature.RULE,
) -> Weighed:
    text = f"{publisher} {stance} {place} {dated}"
    source = Source(
        uri=f"https://example.org/{publisher}",
        title="",
        publisher=publisher,
        kind=kind,
        published=PartialDate(text=dated) if dated else None,
    )
    about = Note(about=source, nature=nature, confidence=Confidence.HIGH, authority=Authority.STATE)
    passage = Passage(
        document=f"document-{text}",
        span=Span(start=0, end=len(text)),
        text=text,
        scope=Scope(place=place),
        note=about if note else None,
    )
    evidence = Evidence(
        claim=CLAIM.id,
        passage=passage.id,
        quote=text,
        stance=stance,
        score=0.9,
        tier=Tier.PROOF,
        verifier="v@1",
    )
    return Weighed(evidence=evidence, passage=passage, source=source)


def copy_of(first: Weighed, item: Weighed) -> Weighed:
    return replace(item, origin=first.source)


def test_a_copy_speaks_for_who_wrote_it() -> None:
    agency, paper = weighed(S, publisher="Agency"), weighed(S, publisher="Paper")
    own = weighed(S, publisher="Paper", place="US", dated="2024")
    assert decide(CLAIM, [agency, paper], searched=1).independent_sources == 2
    one = decide(CLAIM, [agency, copy_of(agency, paper)], searched=1)
    assert one.independent_sources == 1
    assert one.confidence == decide(CLAIM, [agency], searched=1).confidence
    # The paper that printed the copy also has a report of its own.
    assert decide(CLAIM, [agency, copy_of(agency, paper), own], searched=1).independent_sources == 2


def test_pages_that_rest_on_one_another_speak_once() -> None:
    first, second = weighed(S, publisher="Harbor Times"), weighed(S, publisher="Quarry News")
    origins = {item.source.id: first.source for item in (second,)}
    items = weigh(
        [item.evidence for item in (first, second)],
        {item.passage.id: item.passage for item in (first, second)},
        {item.passage.id: item.source for item in (first, second)},
        origins,
    )
    assert {item.speaker for item in items} == {"Harbor Times"}
    verdict = decide(CLAIM, items, searched=1)
    assert (verdict.supports, verdict.independent_sources) == (2, 1)
    assert verdict.confidence == decide(CLAIM, [first], searched=1).confidence


def test_what_was_changed_meanwhile_is_not_certainly_older() -> None:
    old, new = weighed(S, dated="2020-03-01"), weighed(R, publisher="Registry", dated="2022-03-01")
    assert label(old, new) is Label.REFUTED
    changed = replace(old, updated=PartialDate(text="2024-05"))
    assert label(changed, new) is Label.CONFLICTING
    assert label(replace(old, updated=PartialDate(text="2021")), new) is Label.REFUTED


def test_copies_do_not_outweigh_what_they_contradict() -> None:
    first = weighed(S, publisher="Agency")
    copies = [copy_of(first, weighed(S, publisher=f"Paper {n}")) for n in range(9)]
    assert label(first, *copies, weighed(R, publisher="Registry")) is Label.CONFLICTING
    assert label(first, *(replace(c, origin=None) for c in copies), weighed(R)) is Label.SUPPORTED


def test_an_old_text_under_a_new_date_replaces_nothing() -> None:
    first = weighed(S, publisher="Agency", dated="2021-03-01")
    since = weighed(R, publisher="Registry", dated="2023-05-02")
    redated = weighed(S, publisher="Paper", dated="2024-06-03")
    assert label(first, since) is Label.REFUTED
    assert label(first, since, copy_of(first, redated)) is Label.REFUTED
    assert label(first, since, redated) is Label.SUPPORTED, "were it a report of its own"


def label(*items: Weighed) -> Label:
    return decide(CLAIM, items, searched=3).label


def test_nothing_found_is_not_enough_evidence_and_never_a_denial() -> None:
    verdict = decide(CLAIM, (), searched=4)
    assert (verdict.label, verdict.confidence, verdict.searched) == (Label.NOT_ENOUGH_EVIDENCE, 0.0, 4)


def test_evidence_on_one_side_decides() -> None:
    assert label(weighed(S)) is Label.SUPPORTED
    assert label(weighed(R)) is Label.REFUTED


def test_different_places_qualify() -> None:
    assert label(weighed(S, place="US-OR"), weighed(R, place="US-TX")) is Label.QUALIFIED


def test_one_passage_on_both_sides_states_a_condition() -> None:
    allowed = weighed(S)
    barred = replace(allowed, evidence=replace(allowed.evidence, stance=R))
    assert label(allowed, barred) is Label.QUALIFIED
    assert decide(CLAIM, (allowed, barred), searched=1).evidence == (allowed.evidence.id,)


def test_a_condition_beside_a_plain_ban_of_the_same_place_leaves_the_ban() -> None:
    allowed = weighed(S)
    barred = replace(allowed, evidence=replace(allowed.evidence, stance=R))
    assert label(allowed, barred, weighed(R, publisher="Port Authority")) is Label.REFUTED


def test_an_exception_in_one_place_qualifies_the_general_rule() -> None:
    assert label(weighed(S, place="US"), weighed(R, place="US-TX")) is Label.QUALIFIED


def test_the_same_scope_conflicts() -> None:
    assert label(weighed(S, publisher="A"), weighed(R, publisher="B")) is Label.CONFLICTING


def test_a_lone_weak_voice_does_not_make_a_conflict_of_many_strong_ones() -> None:
    strong = [weighed(R, publisher=f"Court {n}") for n in range(5)]
    assert label(weighed(S, publisher="Campaign", kind=SourceKind.ADVOCACY), *strong) is Label.REFUTED


def test_a_later_rule_replaces_an_earlier_one_of_the_same_scope() -> None:
    old, new = weighed(S, publisher="A", dated="2019"), weighed(R, publisher="B", dated="2024-05")
    assert label(old, new) is Label.REFUTED


def test_two_of_the_same_time_conflict() -> None:
    one, other = weighed(S, publisher="A", dated="2024"), weighed(R, publisher="B", dated="2024-05")
    assert label(one, other) is Label.CONFLICTING


def test_an_event_is_history_and_replaces_nothing() -> None:
    old = weighed(S, publisher="A", dated="2019", note=True)
    new = weighed(R, publisher="B", dated="2024", note=True, nature=Nature.EVENT)
    assert label(old, new) is Label.CONFLICTING


def test_an_unknown_place_is_never_disjoint() -> None:
    assert (
        label(weighed(S, place=None, publisher="A"), weighed(R, place=None, publisher="B"))
        is Label.CONFLICTING
    )


def test_ten_copies_count_once() -> None:
    copies = [weighed(S, publisher="Wire") for _ in range(10)]
    assert decide(CLAIM, copies, searched=1).confidence == decide(CLAIM, copies[:1], searched=1).confidence
    assert decide(CLAIM, copies, searched=1).independent_sources == 1


def test_confidence_is_capped_while_every_source_is_a_note_or_there_is_only_one() -> None:
    notes = [weighed(S, publisher=f"P{n}", note=True) for n in range(9)]
    assert decide(CLAIM, notes, searched=1).confidence == NOTES_CAP
    assert decide(CLAIM, [weighed(S)], searched=1).confidence <= SINGLE_SOURCE_CAP


def test_one_deciding_source_that_is_archived_lifts_the_cap_of_notes() -> None:
    notes = [weighed(S, publisher=f"P{n}", note=True) for n in range(9)]
    assert decide(CLAIM, [replace(notes[0], anchored=True), *notes[1:]], searched=1).confidence > NOTES_CAP


def test_weighing_is_told_which_notes_are_anchored() -> None:
    first, second = weighed(S, note=True, publisher="P1"), weighed(S, note=True, publisher="P2")
    passages = {item.passage.id: item.passage for item in (first, second)}
    sources = {item.passage.id: item.source for item in (first, second)}
    found = weigh([first.evidence, second.evidence], passages, sources, {}, {}, {second.passage.id})
    assert {item.passage.id: item.known_by_note_alone for item in found} == {
        first.passage.id: True,
        second.passage.id: False,
    }


sides = st.lists(
    st.builds(
        weighed,
        st.sampled_from([S, R]),
        place=st.sampled_from([None, "US", "US-OR", "US-TX"]),
        publisher=st.sampled_from("ABCD"),
        kind=st.sampled_from(list(SourceKind)),
    ),
    max_size=8,
)


@given(sides)
def test_the_order_of_evidence_does_not_matter(items: list[Weighed]) -> None:
    assert label(*items) is label(*reversed(items))


@given(sides)
def test_refuted_always_has_a_passage_that_contradicts(items: list[Weighed]) -> None:
    verdict = decide(CLAIM, items, searched=1)
    assert verdict.label is not Label.REFUTED or verdict.refutes > 0
    assert (verdict.label is Label.NOT_ENOUGH_EVIDENCE) == (not any(item.weight for item in items))


def test_a_count_is_of_the_time_its_passage_speaks_of_and_not_of_its_printing() -> None:
    """A late report on an early year does not replace an earlier report on a later year."""

    def counted(stance: Stance, publisher: str, printed: str, year: int, figure: str) -> Weighed:
        one = weighed(stance, publisher=publisher, dated=printed)
        scope = replace(one.passage.scope, period=Period(start=date(year, 1, 1), end=date(year + 1, 1, 1)))
        quote = f"The harbor held {figure} boats."
        evidence = replace(one.evidence, quote=quote)
        return replace(one, passage=replace(one.passage, scope=scope), evidence=evidence)

    history = counted(S, "Historian", "2026", 2015, "40")
    census = counted(R, "Census", "2024", 2023, "55")
    assert label(history, census) is Label.REFUTED
    rule = replace(history, evidence=replace(history.evidence, quote="The harbor is closed at night."))
    assert label(rule, census) is Label.SUPPORTED, "a rule told in a later report still holds"


def test_what_two_count_of_one_month_is_no_news_of_each_other() -> None:
    """One sentence stands in a passage that speaks of other days too: its own month is what it counts."""

    def counted(stance: Stance, publisher: str, printed: str, figure: str) -> Weighed:
        one = weighed(stance, publisher=publisher, dated=printed)
        quote = f"The bridge carried {figure} cars a day in March 2026."
        return replace(one, evidence=replace(one.evidence, quote=quote))

    council, county = counted(S, "Council", "2026-05", "4,100"), counted(R, "County", "2026-06", "5,200")
    march = Period(start=date(2026, 3, 1), end=date(2026, 4, 1))
    scope = replace(county.passage.scope, period=march)
    county_alone = replace(county, passage=replace(county.passage, scope=scope))
    for other in (county, county_alone):
        assert label(council, other) is Label.CONFLICTING
