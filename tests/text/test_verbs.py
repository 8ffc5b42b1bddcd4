"""Verb forms, and where the finite verb of a sentence stands."""

import pytest

from wellsourced.text import verbs
from wellsourced.text.grammar import finite_index, split_words
from wellsourced.text.tokens import stem


@pytest.mark.parametrize(
    ("base", "third", "past"),
    [
        ("require", "requires", "required"),
        ("comply", "complies", "complied"),
        ("pay", "pays", "paid"),
        ("ban", "bans", "banned"),
        ("offer", "offers", "offered"),
        ("pass", "passes", "passed"),
        ("teach", "teaches", "taught"),
        ("permit", "permits", "permitted"),
        ("have", "has", "had"),
        ("do", "does", "did"),
        ("visit", "visits", "visited"),
        ("obey", "obeys", "obeyed"),
        ("vow", "vows", "vowed"),
        ("fix", "fixes", "fixed"),
    ],
)
def test_forms(base: str, third: str, past: str) -> None:
    assert (verbs.third_person(base), verbs.past(base)) == (third, past)


# Their past is a word of its own as well ("found", "United"), and keeps its own stem.
_AMBIGUOUS = {"find", "grind", "wind", "bind", "lie", "lay", "bear", "feel", "see", "shed", "unite"}


@pytest.mark.parametrize("base", sorted(set(verbs.COMMON) - _AMBIGUOUS))
def test_the_forms_of_a_verb_share_its_stem_and_lead_back_to_it(base: str) -> None:
    assert stem(verbs.third_person(base)) == stem(verbs.past(base)) == stem(base)
    assert verbs.base_of(verbs.third_person(base)) is not None


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Halloween has Celtic roots", "has"),
        ("Local police protect ICE", "protect"),
        ("ICE pays jails for beds", "pays"),
        ("Counties that refuse detainers lose money", "lose"),
        ("The sheriff who refused it left", "left"),
        ("Three men were held", "were"),
        ("A court struck it down", "struck"),
        ("In Alder, riders with passes pay nothing to ride the night bus", "pay"),
        ("Riders with a pass ride free.", "ride"),
        ("The winter permit costs $25", "costs"),
        ("In Alder, riders with a pass ride free on the night bus.", "ride"),
    ],
)
def test_the_finite_verb_is_found(text: str, verb: str) -> None:
    parts = split_words(text)
    at = finite_index(parts)
    assert at is not None and parts[at].text == verb


@pytest.mark.parametrize(
    "text",
    [
        "Limits of police power",
        "Limits of police power.",
        "Riders with a pass",
        "Counties that refuse detainers",
        "Jail contracts and bed counts",
        "The mayor's resignation",
        "United States travel ban",
        "Sealed court files by county",
        "People arrested by ICE",
    ],
)
def test_a_phrase_has_none(text: str) -> None:
    assert finite_index(split_words(text)) is None
