"""Sentences read with their subject: only where there is one thing that 'it' or 'the building' can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import Claim, Evidence, Stance, Tier
from wellsourced.model.sources import Confidence, Nature, Note, Passage, Source, SourceKind, Span
from wellsourced.ports import Hit, Judgement
from wellsourced.steps.proving.context import opening_name, read_in_context
from wellsourced.steps.verify import verify


class Silent:
    """A verifier that is sure of nothing."""

    name = "silent@1"

    def judge(self, pairs: list[tuple[str, str]]) -> list[Judgement]:
        return [Judgement(supports=0.0, refutes=0.0, neutral=1.0) for _ in pairs]


def weighed(claim: str, text: str, note: Note | None = None) -> Evidence:
    passage = Passage(document="document", span=Span(start=0, end=len(text)), text=text, note=note)
    (evidence,) = verify(Claim(text=claim), [Hit(passage=passage, score=1.0)], Silent())
    return evidence


BRIDGE = "The Tarn Bridge opened in 1990. It was designed by Lind. The building cost $702,000."


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The Tarn Bridge cost $702,000.", BRIDGE),
        ("The Tarn Bridge was designed by Lind.", BRIDGE),
        ("The Tarn Bridge cost $702,000.", "The Tarn Bridge opened in 1990. The bridge cost $702,000."),
        (
            "Marlow Mills employs 40 people.",
            "Marlow Mills was founded in 1901. The company employs 40 people.",
        ),
        ("Dana Cole died in 1970.", "Dana Cole is a sculptor. The sculptor died in 1970."),
        ("Quiet Harbor sold 900 copies.", "Quiet Harbor is a short novel. It sold 900 copies."),
        (
            "The Tarn Bridge cost $702,000.",
            "The Tarn Bridge is a steel bridge in Ohio. It cost $702,000, which the town paid.",
        ),
    ],
)
def test_a_subject_is_read_from_the_opening(claim: str, text: str) -> None:
    evidence = weighed(claim, text)
    assert (evidence.stance, evidence.tier) == (Stance.SUPPORTS, Tier.PROOF)
    assert evidence.quote in text and evidence.quote.startswith(text.split(".")[0])
    assert "cost" not in claim or "cost" in evidence.quote


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # another name, or another thing, stands between
        (
            "The Tarn Bridge cost $702,000.",
            "The Tarn Bridge stands by the Marlow Tower. The building cost $702,000.",
        ),
        ("The Tarn Bridge cost $702,000.", "The Tarn Bridge replaced Cray Bridge. It cost $702,000."),
        ("The Tarn Bridge cost $702,000.", "The Tarn Bridge replaced a ferry. It cost $702,000."),
        (
            "The Tarn Bridge cost $702,000.",
            "The Tarn Bridge opened in 1990. A depot followed. The building cost $702,000.",
        ),
        (
            "The Tarn Bridge cost $702,000.",
            "The Tarn Bridge opened in 1990. Lind drew Cray Tower. It cost $702,000.",
        ),
        ("Dana Cole resigned in 1970.", "Dana Cole trained Ruth Hahn for years. She resigned in 1970."),
        # another kind of thing
        ("The Tarn Bridge cost $702,000.", "The Tarn Bridge opened in 1990. The council cost $702,000."),
        ("The Tarn Bridge sued Lind.", "The Tarn Bridge opened in 1990. The company sued Lind."),
        ("The Tarn Bridge died in 1970.", "The Tarn Bridge opened in 1990. She died in 1970."),
        ("Dana Cole cost $702,000.", "Dana Cole came in 1990. The building cost $702,000."),
        # another subject, or only part of one
        ("The Cray Bridge cost $702,000.", BRIDGE),
        (
            "The Tarn Bridge cost $702,000.",
            "The Tarn Bridge opened in 1990. The building fund cost $702,000.",
        ),
        ("The Tarn Bridge cost $702,000.", "The Tarn Bridge council met in 1990. It cost $702,000."),
        # the words themselves differ or are hedged
        ("The Tarn Bridge cost $702,000.", "The Tarn Bridge opened in 1990. It reportedly cost $702,000."),
        ("The Tarn Bridge cost $702,000.", "The Tarn Bridge opened in 1990. The building cost $720,000."),
    ],
)
def test_nothing_is_read_where_it_may_be_another(claim: str, text: str) -> None:
    assert weighed(claim, text).stance is Stance.NEUTRAL


def test_a_pronoun_may_also_contradict() -> None:
    text = "The Tarn Bridge opened in 1990. It was designed by Lind."
    evidence = weighed("The Tarn Bridge was designed by Cray.", text)
    assert (evidence.stance, evidence.tier) == (Stance.REFUTES, Tier.CONTRAST)
    assert evidence.quote == text


def test_a_note_is_read_sentence_by_sentence() -> None:
    source = Source(uri="https://tarn.example/", title="Tarn", publisher="Tarn", kind=SourceKind.NEWS)
    note = Note(about=source, nature=Nature.EVENT, confidence=Confidence.HIGH)
    assert weighed("The Tarn Bridge cost $702,000.", BRIDGE, note).stance is Stance.NEUTRAL


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Tarn Bridge opened.", "Tarn Bridge"),
        ("Dana Cole resigned.", "Dana Cole"),
        ("Dana Cole and Ruth Hahn resigned.", None),
        ("Dana Cole's house burned.", None),
        ("The Marlow council met.", None),
        ("In Dover, boats pass.", None),
        ("", None),
    ],
)
def test_the_name_that_opens(text: str, name: str | None) -> None:
    found = opening_name(text)
    assert (found.text if found else None) == name


@given(st.text(alphabet="TBabIt. ", max_size=60), st.text(max_size=60))
def test_any_text_can_be_read(claim: str, passage: str) -> None:
    for reading in read_in_context(claim, passage):
        assert 0 <= reading.start < reading.end <= len(passage)
