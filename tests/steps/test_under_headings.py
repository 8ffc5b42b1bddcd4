"""What a page's title and headings name may be put for "the Act" below them; nothing else is taken over."""

from __future__ import annotations

import pytest

from wellsourced.steps.under_headings import Over, spelled_out

TRUST = "Maryland's Community Trust Act bars jail holds without a judicial warrant."
BARS = "The Act bars jail holds without a judicial warrant."


def read(part: str, text: str, *lines: str, before: tuple[str, ...] = (), known: str | None = None) -> str:
    return spelled_out(part, text, Over(lines=lines, before=before, known=known))


def test_a_short_name_is_read_as_what_the_title_calls_so() -> None:
    assert read(TRUST, BARS, "Maryland Community Trust Act") == TRUST
    assert read(TRUST, BARS, "A brief", "Maryland's Community Trust Act") == TRUST


def test_nothing_is_read_into_a_text_by_the_note_alone() -> None:
    assert read(TRUST, BARS, "A brief for officials") == BARS
    assert "Maryland" not in read(TRUST, BARS, "Community Trust Act"), "the title does not say whose act"
    assert read(TRUST, BARS, "Virginia Community Values Act") == BARS


@pytest.mark.parametrize(
    ("lines", "before", "text"),
    [
        (("Maryland Community Trust Act and Values Act",), (), BARS),
        (("Maryland Community Trust Act",), ("The Values Act of Virginia came first.",), BARS),
        (("Maryland Community Trust Act",), (), f"Unlike the Values Act it is new. {BARS}"),
    ],
)
def test_where_two_acts_were_named_neither_is_meant(
    lines: tuple[str, ...], before: tuple[str, ...], text: str
) -> None:
    shown = read(TRUST, text, *lines, before=before)
    assert "the Act bars" in shown or "The Act bars" in shown
    assert "Community" not in shown


def test_a_bill_is_known_by_its_number_and_not_by_another() -> None:
    part = "Texas SB 8 makes sheriffs seek an agreement."
    told = "The bill makes sheriffs seek an agreement."
    assert (
        read(part, told, "Texas SB 8 and jails", known="US-TX")
        == "The Texas SB 8 makes sheriffs seek an agreement."
    )
    assert "SB 8" not in read(part, told, "Texas SB 4 and jails", known="US-TX")
    assert "SB 8" not in read(part, told, "Texas SB 8 and jails", before=("SB 4 came first.",), known="US-TX")


def test_a_rule_under_a_county_is_one_of_that_county_unless_another_was_named() -> None:
    part = "The sheriff of Manatee County, Florida, signed an agreement in 2018."
    told = "The sheriff signed an agreement in 2018."
    place = "US-FL-county-Manatee"
    sited = read(part, told, "Manatee County, Florida", known=place)
    assert sited.startswith("In Manatee County") and sited.endswith(
        "the sheriff signed an agreement in 2018."
    )
    assert read(part, told, "Sarasota County, Florida", known=place) == told
    assert read(part, told, "Manatee County and Sarasota County, Florida", known=place) == told
    other = ("Sarasota County, Florida, is next.",)
    assert read(part, told, "Manatee County, Florida", before=other, known=place) == told


def test_dates_and_figures_of_a_title_are_not_taken_over() -> None:
    part = "In June 2025 Alder County ended 12 agreements."
    told = "The county ended agreements."
    shown = read(part, told, "Alder County, June 2025: 12 agreements")
    assert "2025" not in shown and "12" not in shown
    assert "Alder County" in shown


def test_a_name_that_goes_on_is_no_short_name() -> None:
    part = "The Alder County Board may refuse."
    for told in ("The County Board may refuse.", "The board of trustees may refuse."):
        assert read(part, told, "Alder County Board") == told
