"""Decomposing: from what is asked to statements that can be true or false."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.claims import Claim, Inquiry, InquiryKind, Topic
from wellsourced.model.sources import Authority
from wellsourced.steps.decompose import MOST, decompose
from wellsourced.text.tokens import content_words

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases/decompose.yaml").read_text()
)


def inquiry(text: str, place: str | None = None, agency: str | None = None) -> Inquiry:
    return Inquiry(
        text=text,
        title=text,
        slug="x",
        kind=InquiryKind.QUESTION,
        on=date(2026, 11, 22),
        place=place,
        agency=agency,
    )


def spot(text: str) -> list[tuple[int, int, str]]:
    known = {"Texas": "US-TX", "Oregon": "US-OR", "Harris County": "US-TX-county-Harris"}
    return [
        (text.index(name), text.index(name) + len(name), code) for name, code in known.items() if name in text
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["asks"])
def test_what_is_asked_becomes_what_can_be_checked(case: dict[str, Any]) -> None:
    items = decompose(inquiry(case["asks"]), spot_places=spot)
    assert [item.text for item in items if isinstance(item, Claim)] == case.get("claims", [])
    topics = [[item.subject, item.asked.value] for item in items if isinstance(item, Topic)]
    assert topics == case.get("topics", [])
    if authority := case.get("authority"):
        assert items[0].authority is Authority(authority)
    else:
        assert items[0].authority is None
    author = items[0].author if isinstance(items[0], Claim) else None
    assert author == case.get("author")


_SUBJECTS = st.sampled_from(
    [
        "Ohio",
        "the county jail",
        "local police",
        "a sheriff",
        "ICE",
        "Harris County",
        "state prisons",
        "the old law",
        "HB 318",
    ]
)
_VERBS = st.sampled_from(
    [
        "refuse",
        "honor",
        "hold",
        "require",
        "ban",
        "carry",
        "pay",
        "notify",
        "arrest",
        "begin",
        "teach",
        "allow",
        "uphold",
        "deny",
    ]
)
_OBJECTS = st.sampled_from(
    [
        "detainers",
        "a judicial warrant",
        "the $4 million fine",
        "people in 2021",
        "the request of 9 deputies",
        "8 U.S.C. § 1357(g) training",
    ]
)
_AUXILIARIES = st.sampled_from(["Does", "Did", "Do", "Can", "Must", "May", "Could", "Doesn't", "Didn't"])


@given(_AUXILIARIES, _SUBJECTS, _VERBS, _OBJECTS)
def test_a_claim_is_a_sentence_with_every_content_word_of_its_question(
    auxiliary: str, subject: str, verb: str, thing: str
) -> None:
    (claim,) = decompose(inquiry(f"{auxiliary} {subject} {verb} {thing}?"))
    assert isinstance(claim, Claim)
    assert claim.text[0].isupper() or claim.text[0].isdigit()
    assert claim.text.endswith(".") and not claim.text.endswith("..")
    assert sorted(content_words(claim.text)) == sorted(content_words(f"{subject} {verb} {thing}"))
    assert claim.text.lower().startswith(subject.lower())


@given(
    st.text(alphabet="abc DdoesIs?.,; andthe-'\n“”(", min_size=1, max_size=120).filter(
        lambda text: text.strip(" \n?.,;-'“”(")
    )
)
def test_any_text_gives_at_least_one_and_at_most_six(text: str) -> None:
    items = decompose(inquiry(text))
    assert 1 <= len(items) <= MOST
    assert len({item.text for item in items}) == len(items)


def test_the_place_asked_for_stands_over_the_place_named() -> None:
    (claim,) = decompose(
        inquiry("Does Texas require it by law?", place="US-TX-county-Harris"), spot_places=spot
    )
    assert claim.scope.place == "US-TX-county-Harris"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Does Texas require bail?", "US-TX"),
        ("Must Harris County, Texas honor detainers?", "US-TX-county-Harris"),
        ("Did Texas and Oregon sue?", None),
        ("Are detainers orders?", None),
    ],
)
def test_a_place_named_in_the_text_is_its_scope(text: str, place: str | None) -> None:
    (claim,) = decompose(inquiry(text), spot_places=spot)
    assert claim.scope.place == place


AGENCIES = {
    "police": ["police", "police department"],
    "state_police": ["state police"],
    "sheriff": ["sheriff"],
}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Can state police refuse?", {"state_police"}),
        ("Can police and sheriffs refuse?", {"police", "sheriff"}),
        ("Can jails refuse?", set()),
    ],
)
def test_agencies_named_are_the_parties(text: str, parties: set[str]) -> None:
    (claim,) = decompose(inquiry(text), agencies=AGENCIES)
    assert claim.scope.parties == parties


def test_the_agency_asked_for_is_the_party() -> None:
    (claim,) = decompose(inquiry("Can police refuse?", agency="jail"), agencies=AGENCIES)
    assert claim.scope.parties == {"jail"}
