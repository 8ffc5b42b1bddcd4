"""Figures: what is a quantity, and what only has digits in it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.figures import figures, identifiers, ordinals


def read(text: str) -> list[tuple[str, str | None]]:
    return [(f"{figure.value.normalize():f}", figure.unit) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The county paid $1,000 in fees.", [("1000", "dollar")]),
        ("A jury gave him $14 million.", [("14000000", "dollar")]),
        ("The fund holds 14 million dollars.", [("14000000", "dollar")]),
        ("It costs $2.5M a year.", [("2500000", "dollar")]),
        ("Fourteen deputies and twenty-one guards left.", [("14", None), ("21", None)]),
        ("Two dozen towns signed.", [("24", None)]),
        ("A dozen towns signed.", [("12", None)]),
        ("About two hundred and five thousand people came.", [("205000", None)]),
        ("Half a million people left.", [("500000", None)]),
        ("Turnout was 70 to 75 percent.", [("70", "percent"), ("75", "percent")]),
        ("It rose by 3.5% and then 2 percentage points.", [("3.5", "percent"), ("2", "percentage point")]),
        ("Between 3 and 5 million people voted.", [("3000000", None), ("5000000", None)]),
        ("It costs $3-5 million.", [("3000000", "dollar"), ("5000000", "dollar")]),
        ("They held him 48 hours, then one day more.", [("48", "hour"), ("1", "day")]),
        ("One of the men paid two-thirds.", [("0.6666666666666666666666666667", "fraction")]),
        ("The vote was 9-2.", [("9", None), ("2", None)]),
        ("A 48-hour hold is too long.", [("48", "hour")]),
        ("It cost 75 cents.", [("75", "cent")]),
        ("Two and a half percent left.", [("2.5", "percent")]),
        ("It rose by 1.2 points to 8.1 percent.", [("1.2", "percentage point"), ("8.1", "percent")]),
        ("In 2,018 cases nothing happened.", [("2018", None)]),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See 8 U.S.C. 1357(g) and 287(g).",
        "HB 318 and SB 4 became law.",
        "Lunn v. Commonwealth, 477 Mass. 517 (2017)",
        "He was served Form I-247A.",
        "The case is No. 13-cv-04416.",
        "Chapter 1015 was repealed.",
        "It began on May 8, 2018, and ended in 2020.",
        "She left on May 8.",
        "The Fourth Amendment and the 14th apply.",
        "Dozens of people and hundreds of cars waited.",
        "No one came in the 1990s.",
    ],
)
def test_citations_dates_ordinals_and_vague_words_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize("hedge", ["about", "nearly", "more than", "at least", "up to", "roughly"])
def test_a_hedged_figure_is_approximate(hedge: str) -> None:
    (figure,) = figures(f"They arrested {hedge} 400 men.")
    assert figure.approximate
    assert figure.value == 400


def test_a_plain_figure_is_exact() -> None:
    (figure,) = figures("They arrested 400 men.")
    assert not figure.approximate


def test_ordinals_are_kept_apart() -> None:
    assert [int(o.value) for o in ordinals("The 4th man cited the Fifth Amendment.")] == [4, 5]


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("Under 8 U.S.C. § 1357(g)(10) it may.", ["8usc1357(g)(10)"]),
        ("Under 8 USC 1357(g)(10) it may.", ["8usc1357(g)(10)"]),
        ("Section 287(g), or 287(g) for short.", ["287(g)", "287(g)"]),
        ("House Bill 318 is HB 318 and H.B. 318.", ["hb318", "hb318", "hb318"]),
        ("745 F.3d 634, and 925 F. Supp. 2d 1063.", ["745f3d634", "925fsupp2d1063"]),
        ("5 ILCS 805/1 and Ala. Code § 31-13-5.", ["5ilcs805/1", "31-13-5"]),
        ("Form I-247A and the I-200.", ["i-247a", "i-200"]),
        ("No. 1:17-cv-05720 was dismissed.", ["1:17-cv-05720"]),
        ("RCW 10.93.160 controls.", ["rcw10.93.160"]),
        ("8 C.F.R. § 287.7(d)", ["8cfr287.7(d)"]),
        ("Gov. Code § 7284.6(a)(1)(C).", ["7284.6(a)(1)(c)"]),
        ("Executive Order 12 and Act 2019 differ.", ["order12"]),
        ("The U.S. 14 times refused.", []),
    ],
)
def test_identifiers(text: str, norms: list[str]) -> None:
    assert [found.norm for found in identifiers(text)] == norms


_BITS = st.sampled_from(
    [
        "$14 million",
        "70 to 75 percent",
        "two dozen",
        "8 U.S.C. § 1357(g)",
        "May 8, 2018",
        "HB 318",
        "1,234.5",
        "one",
        "half a million",
        "about",
        "3d Cir.",
        "between 3 and 5",
        "-",
        "(",
        ").",
        "No. 13-cv-04416",
        "one-third",
        "§ 9",
        "US$3",
        "% of",
    ]
)


@given(st.lists(_BITS, max_size=7).map(" ".join) | st.text(alphabet="0123456789.,$%-§()ab ofs", max_size=40))
def test_spans_are_exact_and_never_overlap(text: str) -> None:
    for found in (figures(text), identifiers(text), ordinals(text)):
        end = 0
        for item in found:
            assert item.text == text[item.start : item.end]
            assert item.text == item.text.strip()
            assert item.start >= end
            end = item.end


@given(st.integers(min_value=2, max_value=999_999_999))
def test_a_written_number_reads_back(number: int) -> None:
    (figure,) = (
        figures(f"They counted {number:,} ballots.") if number >= 2101 else figures(f"It took {number} days.")
    )
    assert figure.value == Decimal(number)
