"""A note is anchored in the passages of its own source, sentence by sentence, or it is said why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from holdings import CAPTURED, ENCODER, add, capture
from wellsourced.library.store import open_library
from wellsourced.model.claims import Tier
from wellsourced.model.ids import digest
from wellsourced.model.scope import Scope
from wellsourced.model.sources import (
    Confidence,
    Nature,
    Note,
    Passage,
    Source,
    SourceKind,
    Span,
)
from wellsourced.ports import Judgement
from wellsourced.steps.anchoring import DEPTH, ELSEWHERE, anchor, passages_by_source

ABOUT = Source(
    uri="https://dunmore.example/ferry", title="Ferry", publisher="Dunmore", kind=SourceKind.GOVERNMENT
)
LEASE = "The Dunmore board approved the ferry lease by five votes to two on March 4, 2021."
BOATS = "The ferry carries cars on Sundays only. The boats were built in Salem."
OTHER = "The town library lends ladders for three days."


class Says:
    """A verifier that is as sure of a passage as it was told, and not at all of others; it counts."""

    name = "says@1"

    def __init__(self, supports: Mapping[str, float] | None = None) -> None:
        self.supports = supports or {}
        self.asked: list[str] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        self.asked += [text for _, text in pairs]
        told = [self.supports.get(text, 0.01) for _, text in pairs]
        return [Judgement(supports=one, refutes=0.0, neutral=1.0 - one) for one in told]


def passages(*texts: str) -> list[Passage]:
    starts = [sum(len(text) + 2 for text in texts[:at]) for at in range(len(texts))]
    return [
        Passage(document=digest("document", "d"), span=Span(start=at, end=at + len(text)), text=text)
        for at, text in zip(starts, texts, strict=True)
    ]


def note(text: str, place: str | None = None) -> Passage:
    about = Note(about=ABOUT, nature=Nature.EVENT, confidence=Confidence.HIGH)
    document = digest("document", "casebook")
    scope = Scope(place=place)
    return Passage(document=document, span=Span(start=0, end=len(text)), text=text, scope=scope, note=about)


def test_a_note_that_stands_there_is_anchored_without_the_model() -> None:
    doubter = Says()
    held = passages(OTHER, LEASE)
    found = anchor(note(LEASE), held, doubter)
    assert found.borne_out
    assert [(one.passage, one.tier) for one in found.parts] == [(held[1].id, Tier.PROOF)]
    assert doubter.asked == []


def test_a_note_that_its_source_contradicts_is_not_borne_out_and_the_nearest_passage_is_named() -> None:
    held = passages(OTHER, LEASE)
    found = anchor(note(LEASE.replace("five votes", "nine votes")), held, Says({LEASE: 1.0}))
    (one,) = found.parts
    assert not found.borne_out
    assert (one.passage, one.nearest, one.tier) == (None, held[1].id, Tier.VETO)
    assert one.why.startswith("it ")


def test_each_sentence_has_a_passage_of_its_own() -> None:
    held = passages(BOATS, OTHER, LEASE)
    found = anchor(note(f"{LEASE} The ferry carries cars on Sundays only."), held, Says())
    assert found.borne_out
    assert [one.passage for one in found.parts] == [held[2].id, held[0].id]


def test_one_sentence_that_nothing_bears_out_leaves_the_note_without() -> None:
    held = passages(BOATS, LEASE)
    found = anchor(note(f"{LEASE} The ferry carries dogs on Mondays."), held, Says())
    assert not found.borne_out
    assert [one.passage for one in found.parts] == [held[1].id, None]


def test_a_sentence_that_points_back_is_not_anchored_in_what_speaks_of_something_else() -> None:
    library = "The library of Dunmore lends tools. It closes on Mondays."
    held = passages(library, LEASE)
    found = anchor(note(f"{LEASE} It closes on Mondays."), held, Says())
    assert [one.text for one in found.parts] == [f"{LEASE} It closes on Mondays."]
    assert not found.borne_out


@pytest.mark.parametrize(
    ("place", "page", "borne_out"),
    [
        ("US-GA", "Montana has a law on ferries. Ferries may not sail at night.", False),
        ("US-GA", "Georgia has a law on ferries. Ferries may not sail at night.", True),
        ("US-GA", "There is a law on ferries. Ferries may not sail at night.", True),
        ("US-GA-city-Savannah", "Georgia has a law on ferries. Ferries may not sail at night.", True),
        ("US-GA-city-Savannah", "Atlanta has a law on ferries. Ferries may not sail at night.", False),
        ("US-GA-city-Atlanta", "Fulton County, Georgia, has one. Ferries may not sail at night.", True),
        ("US", "Montana has a law on ferries. Ferries may not sail at night.", True),
        (None, "Montana has a law on ferries. Ferries may not sail at night.", True),
    ],
)
def test_what_a_page_says_of_another_place_bears_nothing_out(
    place: str | None, page: str, borne_out: bool
) -> None:
    found = anchor(note("Ferries may not sail at night.", place), passages(page), Says())
    assert found.borne_out is borne_out
    if not borne_out:
        assert (found.parts[0].tier, found.parts[0].why) == (Tier.VETO, ELSEWHERE)


def test_a_passage_on_the_place_of_the_note_is_found_behind_one_on_another() -> None:
    held = passages(
        "Montana has a law. Ferries may not sail at night.",
        "Georgia has a law on boats, as it has on trains. Ferries may not sail at night.",
    )
    (one,) = anchor(note("Ferries may not sail at night.", "US-GA"), held, Says()).parts
    assert one.passage == held[1].id


def test_of_several_paraphrases_the_surest_is_taken() -> None:
    said = "In March 2021 the lease of the ferry was approved by Dunmore's board."
    again = "Dunmore's board has approved the ferry lease in the spring, as of March 2021."
    held = passages(again, LEASE)
    for surest, doubtful, at in ((again, LEASE, 0), (LEASE, again, 1)):
        (one,) = anchor(note(said), held, Says({surest: 0.999, doubtful: 0.95})).parts
        assert (one.passage, one.tier) == (held[at].id, Tier.MODEL)


def test_only_the_nearest_passages_are_read() -> None:
    far = [f"Mile {number} of the road was paved with gravel." for number in range(40)]
    reader = Says()
    found = anchor(note("The town mended the road to the harbor with stones."), passages(*far), reader)
    assert not found.borne_out
    assert len(set(reader.asked)) <= DEPTH


def test_a_source_without_passages_bears_nothing_out() -> None:
    found = anchor(note(LEASE), [], Says())
    assert not found.borne_out
    assert found.parts[0].nearest is None


def test_a_source_speaks_by_the_capture_just_made(tmp_path: Path) -> None:
    library = open_library(tmp_path / "library", ENCODER)
    (old,) = add(library, capture("ferry", LEASE))
    add(library, capture("library", OTHER))
    source = old.source.id

    def told() -> dict[str, list[str]]:
        found = passages_by_source({source}, library.view(date.max))
        return {name: [one.text for one in held] for name, held in found.items()}

    assert told() == {source: [LEASE]}
    add(library, capture("ferry", BOATS, captured_at=CAPTURED + timedelta(days=3)))
    assert told() == {source: [BOATS]}
    add(library, capture("ferry", LEASE, captured_at=CAPTURED + timedelta(days=4)))
    assert told() == {source: [LEASE]}
