"""What a sentence lets, makes or forbids an agency to do, and what that says of a claim.

The matter here is invented (harbor wardens and berth requests): nothing in the module knows another.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import Claim, Stance
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import Authority, Confidence, Nature, Note, Passage, Source, SourceKind, Span
from wellsourced.steps.bearing import ON_A_CONDITION, norm_stance, states_a_norm
from wellsourced.steps.norms import Act, Vocabulary, World, norms, parties_in

HARBOR = Vocabulary(
    actions={
        "honor_berth_request": Act(verbs=("honor", "comply", "hold"), objects=("berth request", "berth")),
        "sign_pilot_pact": Act(verbs=("sign", "enter", "join"), objects=("pilot pact",)),
    },
    general=Act(verbs=("cooperat", "assist"), objects=("the coast office",)),
    parties={"warden": ("warden",), "pilot": ("harbor pilot",), "chief_pilot": ("chief harbor pilot",)},
    bound=("county", "official"),
    papers=("permit", "signed order"),
)
MUST, FREE, MUST_NOT = World.OBLIGATORY, World.FREE, World.FORBIDDEN


@pytest.mark.parametrize(
    ("sentence", "worlds"),
    [
        ("Marland law requires wardens to honor berth requests.", {MUST}),
        ("Wardens must comply with a berth request.", {MUST}),
        ("The 2019 act makes wardens hold a berth.", {MUST}),
        ("Berth requests are mandatory.", {MUST}),
        ("Marland law bars wardens from honoring berth requests.", {MUST_NOT}),
        ("Wardens may not honor a berth request.", {MUST_NOT}),
        ("State law does not let wardens hold a berth.", {MUST_NOT}),
        ("Wardens must decline berth requests.", {MUST_NOT}),
        ("Marland law lets wardens honor berth requests only with a signed order.", {MUST_NOT}),
        ("Wardens may refuse berth requests.", {FREE, MUST_NOT}),
        ("Wardens can and do refuse berth requests.", {FREE, MUST_NOT}),
        ("The act does not require wardens to honor berth requests.", {FREE, MUST_NOT}),
        ("No court had described a berth request as mandatory.", {FREE, MUST_NOT}),
        ("Wardens stopped honoring berth requests in 2014.", {FREE, MUST_NOT}),
        ("The court held that berth notices on a berth are requests.", {FREE}),
        ("Berth requests are voluntary.", {FREE}),
        ("Wardens may honor berth requests.", {FREE, MUST}),
        ("The act does not bar wardens from honoring berth requests.", {FREE, MUST}),
        ("The act does not by its terms forbid wardens to honor berth requests.", {FREE, MUST}),
        ("No law may bar officials from honoring berth requests.", {FREE, MUST}),
        ("The act forbids any county from restricting wardens in honoring berth requests.", {FREE, MUST}),
        ("It is illegal for wardens to honor berth requests.", {MUST_NOT}),
        ("It is illegal to honor a berth request.", {MUST_NOT}),
        ("It is not illegal to honor a berth request.", {FREE, MUST}),
        ("It is legal to honor a berth request.", {FREE, MUST}),
        ("The mayor may not stop wardens from honoring berth requests.", {FREE, MUST}),
        ("The mayor cannot keep wardens from honoring berth requests.", {FREE, MUST}),
        ("Wardens may choose whether to honor berth requests.", {FREE}),
        ("Berth requests stay discretionary for wardens.", {FREE}),
    ],
)
def test_a_sentence_leaves_worlds_open(sentence: str, worlds: set[World]) -> None:
    (norm,) = norms(sentence, HARBOR)
    assert norm.worlds == worlds
    assert norm.actions == {"honor_berth_request"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Berth requests must be signed by a judge.",  # a duty, but on those who send them
        "The harbor opened in 1987.",
        "Wardens must wear a cap.",
        "The storm may close the port.",
        "Wardens signed a berth request in May 2025.",  # a month, not a permission
        "The attempt to let wardens honor berth requests failed.",
        "The court struck down the duty on wardens to honor berth requests.",
        "Parliament may require wardens to honor berth requests.",  # a power to rule, not the rule
        "The county's pact is softer than a ban for wardens who hold a berth.",
        "Schools may refuse to cooperate with the coast office.",  # nobody the rules bind
        "The act lets landlords hold a berth.",
    ],
)
def test_a_duty_to_do_something_else_is_no_norm_of_the_matter(sentence: str) -> None:
    assert norms(sentence, HARBOR) == ()


def test_a_refusal_elsewhere_in_the_sentence_turns_nothing_round() -> None:
    sentence = (
        "The court upheld the duty on wardens to comply with berth requests and rejected the towns' case."
    )
    assert [norm.worlds for norm in norms(sentence, HARBOR)] == [{MUST}]


def test_the_clauses_of_a_sentence_are_read_apart() -> None:
    sentence = "Wardens are not required to honor berth requests and may sign a pilot pact."
    read = {(tuple(norm.actions), norm.worlds) for norm in norms(sentence, HARBOR)}
    assert read == {
        (("honor_berth_request",), frozenset({FREE, MUST_NOT})),
        (("sign_pilot_pact",), frozenset({FREE, MUST})),
    }


def test_words_that_are_not_there_match_nothing() -> None:
    """A matter without words of its own hears no norm, instead of hearing one in every sentence."""
    empty = Vocabulary(actions={}, general=Act(verbs=(), objects=()))
    assert norms("Wardens must honor berth requests.", empty) == ()
    assert norms("Wardens may refuse berth requests.", empty) == ()


def test_a_longer_agency_name_hides_a_shorter_one() -> None:
    assert parties_in("Chief harbor pilots and wardens", HARBOR) == {"chief_pilot", "warden"}
    assert parties_in("The harbor pilot", HARBOR) == {"pilot"}


def note(
    text: str,
    place: str = "US",
    authority: Authority = Authority.STATE,
    nature: Nature = Nature.RULE,
    dated: str = "2019",
    parties: frozenset[str] = frozenset(),
) -> Passage:
    about = Source(uri="https://example.org/a", title="A", publisher="A", kind=SourceKind.LAW)
    return Passage(
        document="document-1",
        span=Span(start=0, end=len(text)),
        text=text,
        scope=Scope(place=place, parties=parties),
        note=Note(
            about=about,
            nature=nature,
            confidence=Confidence.HIGH,
            authority=authority,
            dated=PartialDate(text=dated),
        ),
    )


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        (
            "Wardens can refuse to cooperate with the coast office.",
            "Wardens must honor berth requests.",
            Stance.REFUTES,
        ),
        (
            "Wardens can refuse to cooperate with the coast office.",
            "Berth requests are voluntary.",
            Stance.SUPPORTS,
        ),
        ("Wardens can refuse to cooperate with the coast office.", "Wardens may honor berth requests.", None),
        ("Wardens must honor berth requests.", "Berth requests are voluntary.", Stance.REFUTES),
        ("Wardens must honor berth requests.", "The act makes wardens hold a berth.", Stance.SUPPORTS),
        ("Wardens must honor berth requests.", "Wardens must sign a pilot pact.", None),
        (
            "Wardens may honor berth requests.",
            "The act bars wardens from honoring berth requests.",
            Stance.REFUTES,
        ),
    ],
)
def test_a_passage_supports_refutes_or_says_nothing(
    claim: str, passage: str, expected: Stance | None
) -> None:
    found = norm_stance(Claim(text=claim), note(passage), passage, HARBOR)
    assert (found[0] if found else None) is expected


def test_another_place_says_nothing_of_a_claim_about_this_one() -> None:
    claim = Claim(text="Wardens must honor berth requests.", scope=Scope(place="US-TX"))
    text = "Berth requests are voluntary."
    assert norm_stance(claim, note(text, place="US-OR"), text, HARBOR) is None
    assert norm_stance(claim, note(text, place="US"), text, HARBOR) is None
    assert norm_stance(claim, note(text, place="US-TX"), text, HARBOR) is not None


def test_another_level_of_law_says_nothing_of_a_claim_about_this_one() -> None:
    claim = Claim(text="Berth requests are mandatory under federal law.", authority=Authority.FEDERAL)
    text = "Wardens must honor berth requests."
    assert norm_stance(claim, note(text, authority=Authority.STATE), text, HARBOR) is None
    assert norm_stance(claim, note(text, authority=Authority.FEDERAL), text, HARBOR) is not None


def test_what_one_court_said_is_not_borne_out_by_another() -> None:
    claim = Claim(
        text="The Third Circuit ruled that berth requests are mandatory.", author="The Third Circuit"
    )
    ninth = "The Ninth Circuit held that berth requests are voluntary."
    third = "In Dock v. Quay the 3d Cir. held that berth requests are voluntary."
    assert norm_stance(claim, note(ninth), ninth, HARBOR) is None
    found = norm_stance(claim, note(third), third, HARBOR)
    assert found is not None and found[0] is Stance.REFUTES


def stance(claim: Claim, passage: Passage, on: date | None = None) -> Stance | None:
    found = norm_stance(claim, passage, passage.text, HARBOR, on)
    return found[0] if found else None


def test_a_state_s_duty_binds_its_counties_but_what_it_leaves_open_a_county_may_close() -> None:
    claim = Claim(text="Wardens may honor berth requests.", scope=Scope(place="US-TX-county-Harris"))
    assert stance(claim, note("Wardens must honor berth requests.", place="US-TX")) is Stance.SUPPORTS
    assert stance(claim, note("Wardens may not honor berth requests.", place="US-TX")) is Stance.REFUTES
    assert stance(claim, note("Wardens may honor berth requests.", place="US-TX")) is None
    assert stance(claim, note("Wardens must honor berth requests.", place="US")) is None


def test_a_county_s_ban_is_an_exception_for_its_state_and_its_habits_are_none() -> None:
    claim = Claim(text="Wardens may honor berth requests.", scope=Scope(place="US-TX"))
    ban = "Wardens may not honor berth requests."
    assert stance(claim, note(ban, place="US-TX-county-Harris")) is Stance.REFUTES
    assert stance(claim, note(ban, place="US-TX-county-Harris", nature=Nature.STATUS)) is None
    assert stance(claim, note("Berth requests are voluntary.", place="US-TX-county-Harris")) is None
    by_law = Claim(text="Texas lets wardens honor berth requests.", scope=Scope(place="US-TX"))
    assert stance(by_law, note(ban, place="US-TX-county-Harris")) is None


@pytest.mark.parametrize("nature", [Nature.VIEW, Nature.EVENT, Nature.COUNT])
def test_an_opinion_an_event_or_a_count_is_no_rule(nature: Nature) -> None:
    claim = Claim(text="Wardens must honor berth requests.")
    assert stance(claim, note("Wardens stopped honoring berth requests.", nature=nature)) is None


def test_a_rule_that_starts_later_is_not_heard() -> None:
    claim = Claim(text="Wardens must honor berth requests.")
    rule = note("Wardens must honor berth requests.", dated="2026-07")
    assert stance(claim, rule, date(2026, 6, 30)) is None
    assert stance(claim, rule, date(2026, 7, 1)) is Stance.SUPPORTS


def test_a_rule_for_other_agencies_says_nothing() -> None:
    claim = Claim(text="Harbor pilots must honor berth requests.")
    assert stance(claim, note("The act requires wardens to honor berth requests.")) is None
    bound = note("The act makes officials honor berth requests.", parties=frozenset({"warden"}))
    assert stance(claim, bound) is None


def test_the_law_or_court_a_claim_names_must_be_what_the_passage_is_about() -> None:
    claim = Claim(text="The Quay Act requires wardens to honor berth requests.")
    other = note("The Dock Act requires wardens to honor berth requests.")
    in_passing = note("Wardens must honor berth requests. The fee is set by the Quay Act.")
    own = note("The Quay Act is a statute. Wardens must honor berth requests.")
    sentence = "Wardens must honor berth requests."
    assert stance(claim, other) is None
    assert norm_stance(claim, in_passing, sentence, HARBOR) is None
    assert norm_stance(claim, own, sentence, HARBOR) is not None


def test_what_is_allowed_on_a_condition_speaks_on_both_sides() -> None:
    passage = note("Marland law lets wardens honor berth requests only with a signed order.")
    asked = {
        "Wardens may honor berth requests.": (Stance.SUPPORTS, ON_A_CONDITION),
        "Wardens must honor berth requests.": (Stance.REFUTES, "the passage says it is forbidden"),
        "Wardens may honor berth requests without a signed order.": (
            Stance.REFUTES,
            "the passage says it is forbidden",
        ),
        "Wardens may honor berth requests with a signed order.": (
            Stance.SUPPORTS,
            "the passage says it is forbidden",
        ),
        # The word nearest before the paper links it, whatever stands before that one.
        "Wardens may hold a boat on a berth without a signed order.": (
            Stance.REFUTES,
            "the passage says it is forbidden",
        ),
    }
    for text, (side, why) in asked.items():
        found = norm_stance(Claim(text=text), passage, passage.text, HARBOR)
        assert found is not None, text
        assert found[0] is side, text
        assert (found[2] == ON_A_CONDITION) == (why == ON_A_CONDITION), text


def test_a_ban_says_nothing_of_who_has_the_paper_that_lifts_bans() -> None:
    claim = Claim(text="Wardens may honor berth requests if there is a signed order.")
    assert stance(claim, note("Wardens may not honor berth requests.")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Only Texas requires wardens to honor berth requests.",
        "Most states require wardens to honor berth requests.",
        "No state requires wardens to honor berth requests.",
    ],
)
def test_no_one_place_s_rule_bears_out_a_claim_on_how_many_have_it(text: str) -> None:
    claim = Claim(text=text)
    assert states_a_norm(claim, HARBOR)
    assert stance(claim, note("The act requires wardens to honor berth requests.")) is None


sentences_of = {
    frozenset({MUST}): "Wardens must honor berth requests.",
    frozenset({MUST_NOT}): "Wardens may not honor berth requests.",
    frozenset({FREE}): "Berth requests are voluntary.",
    frozenset({FREE, MUST}): "Wardens may honor berth requests.",
    frozenset({FREE, MUST_NOT}): "Wardens may refuse berth requests.",
}


@given(st.sampled_from(sorted(sentences_of.values())), st.sampled_from(sorted(sentences_of.values())))
def test_no_rule_supports_a_claim_and_its_denial(claimed: str, said: str) -> None:
    """Where a passage supports a claim, it never supports one that allows none of the same worlds."""
    by_text = {text: worlds for worlds, text in sentences_of.items()}
    found = stance(Claim(text=claimed), note(said))
    expected = by_text[said] <= by_text[claimed]
    assert (found is Stance.SUPPORTS) == expected
    assert (found is Stance.REFUTES) == (not by_text[said] & by_text[claimed])
