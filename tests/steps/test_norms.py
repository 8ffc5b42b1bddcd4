"""What a sentence lets, makes or forbids an agency to do, and what that says of a claim.

The matter here is invented (harbor wardens and berth requests): nothing in the module knows another.
"""

from __future__ import annotations

import pytest

from wellsourced.model.claims import Claim, Stance
from wellsourced.model.scope import PartialDate, Scope
from wellsourced.model.sources import Authority, Confidence, Nature, Note, Passage, Source, SourceKind, Span
from wellsourced.steps.norms import Act, Vocabulary, World, norm_stance, norms

HARBOR = Vocabulary(
    actions={
        "honor_berth_request": Act(verbs=("honor", "comply", "hold"), objects=("berth request", "berth")),
        "sign_pilot_pact": Act(verbs=("sign", "enter", "join"), objects=("pilot pact",)),
    },
    general=Act(verbs=("cooperat", "assist"), objects=("the coast office",)),
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
        ("The act does not require wardens to honor berth requests.", {FREE, MUST_NOT}),
        ("No court had described a berth request as mandatory.", {FREE, MUST_NOT}),
        ("Wardens stopped honoring berth requests in 2014.", {FREE, MUST_NOT}),
        ("The court held that berth notices on a berth are requests.", {FREE}),
        ("Berth requests are voluntary.", {FREE}),
        ("Wardens may honor berth requests.", {FREE, MUST}),
        ("The act does not bar wardens from honoring berth requests.", {FREE, MUST}),
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
    ],
)
def test_a_duty_to_do_something_else_is_no_norm_of_the_matter(sentence: str) -> None:
    assert norms(sentence, HARBOR) == []


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


def note(text: str, place: str = "US", authority: Authority = Authority.STATE) -> Passage:
    about = Source(uri="https://example.org/a", title="A", publisher="A", kind=SourceKind.LAW)
    return Passage(
        document="document-1",
        span=Span(start=0, end=len(text)),
        text=text,
        scope=Scope(place=place),
        note=Note(
            about=about,
            nature=Nature.RULE,
            confidence=Confidence.HIGH,
            authority=authority,
            dated=PartialDate(text="2019"),
        ),
    )


@pytest.mark.parametrize(
    ("claim", "passage", "stance"),
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
def test_a_passage_supports_refutes_or_says_nothing(claim: str, passage: str, stance: Stance | None) -> None:
    found = norm_stance(Claim(text=claim), note(passage), passage, HARBOR)
    assert (found[0] if found else None) is stance


def test_another_place_says_nothing_of_a_claim_about_this_one() -> None:
    claim = Claim(text="Wardens must honor berth requests.", scope=Scope(place="US-TX"))
    text = "Berth requests are voluntary."
    assert norm_stance(claim, note(text, place="US-OR"), text, HARBOR) is None
    assert norm_stance(claim, note(text, place="US"), text, HARBOR) is None
    assert norm_stance(claim, note(text, place="US-TX-county-Harris"), text, HARBOR) is not None


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
