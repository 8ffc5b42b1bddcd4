"""The types hold by construction what a reader relies on, and identity comes from content alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from wellsourced.model.claims import Claim, Evidence, Inquiry, InquiryKind, Label, Stance, Tier
from wellsourced.model.editions import Change, ChangeKind, Edition
from wellsourced.model.ids import bytes_digest, canonical, digest
from wellsourced.model.reports import Citation, Proposal, Statement, Verdict
from wellsourced.model.scope import Scope
from wellsourced.model.sources import Passage, Snapshot, Source, SourceKind, Span

NOW = datetime(2026, 11, 22, 16, tzinfo=UTC)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_the_same_content_has_the_same_digest_and_carries_its_tag(value: object) -> None:
    assert digest("claim", value) == digest("claim", value)
    assert digest("claim", value).startswith("claim-")
    assert digest("claim", value) != digest("passage", value)


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert digest("x", value) == digest("x", dict(reversed(value.items())))


@given(st.binary(), st.binary())
def test_bytes_and_digests_go_together(one: bytes, other: bytes) -> None:
    assert (bytes_digest(one) == bytes_digest(other)) == (one == other)


def test_only_plain_values_have_a_canonical_form() -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(object())


def test_a_statement_cites_something() -> None:
    with pytest.raises(ValueError, match="cites something"):
        Statement(text="It rained.", citations=(), tier=Tier.PROOF, score=1.0)
    with pytest.raises(ValueError, match="cites something"):
        Proposal(text="It rained.", citations=())
    with pytest.raises(ValueError, match="quotes something"):
        Citation(passage="passage-1", quote=" ")


@pytest.mark.parametrize("score", [-0.01, 1.01])
def test_a_score_is_a_probability(score: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        Evidence(
            claim="c",
            passage="p",
            quote="q",
            stance=Stance.SUPPORTS,
            score=score,
            tier=Tier.PROOF,
            verifier="v",
        )


def test_refuted_needs_a_passage_that_contradicts() -> None:
    with pytest.raises(ValueError, match="contradicts"):
        Verdict(
            claim="c",
            label=Label.REFUTED,
            confidence=0.5,
            supports=0,
            refutes=0,
            independent_sources=0,
            searched=3,
        )


def test_a_time_has_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Snapshot(source="s", content="bytes-1", media_type="text/plain", captured_at=NOW.replace(tzinfo=None))


def test_an_edition_chain_starts_at_one() -> None:
    first = Edition(page="page-1", number=1, report="report-1", published_at=NOW)
    second = Edition(page="page-1", number=2, report="report-2", published_at=NOW, previous=first.id)
    assert first.id != second.id
    with pytest.raises(ValueError, match="first edition"):
        Edition(page="page-1", number=2, report="report-2", published_at=NOW)


def test_a_change_changes_something() -> None:
    with pytest.raises(ValueError, match="changes something"):
        Change(kind=ChangeKind.FIGURE, before="4", after="4")


def test_a_passage_is_as_long_as_its_span() -> None:
    with pytest.raises(ValueError, match="span"):
        Passage(document="d", span=Span(start=0, end=3), text="rain!")


def test_a_correction_of_title_or_kind_makes_no_new_source() -> None:
    source = Source(uri="https://example.org/a", title="A", publisher="P", kind=SourceKind.NEWS)
    assert replace(source, title="B", kind=SourceKind.LAW).id == source.id
    assert replace(source, uri="https://example.org/b").id != source.id


@given(st.text(min_size=1), st.sampled_from([None, "US", "US-OR"]))
def test_types_survive_json(text: str, place: str | None) -> None:
    claim = Claim(text=text, scope=Scope(place=place, parties=frozenset({"police", "jail"})))
    inquiry = Inquiry(
        text=text, title=text, slug="a", kind=InquiryKind.CLAIM, on=date(2026, 11, 22), place=place
    )
    for value, kind in ((claim, Claim), (inquiry, Inquiry)):
        adapter = TypeAdapter(kind)
        assert adapter.validate_json(adapter.dump_json(value)) == value
