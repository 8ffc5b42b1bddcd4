"""Names by their capitals, without the words that a sentence start capitalised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.names import names, normal_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On May 8, 2018, Los Angeles County settled.", ["Los Angeles County"]),
        ("Texas and Los Angeles sued Joe Rivera.", ["Texas", "Los Angeles", "Joe Rivera"]),
        ("Sheriffs told the ACLU and DHS nothing.", ["ACLU", "DHS"]),
        ("Federal law leaves Oregon free.", ["Oregon"]),
        ("The Department of Homeland Security and Ohio agreed.", ["Department of Homeland Security", "Ohio"]),
        ("Citizenship and Immigration Services moved.", ["Citizenship and Immigration Services"]),
        ("The City and County of San Francisco won.", ["City and County of San Francisco"]),
        ("Galarza v. Szalczyk ended it.", ["Galarza v. Szalczyk"]),
        (
            "Did Harris County's jail call the Board of Supervisors?",
            ["Harris County", "Board of Supervisors"],
        ),
        ("It cites the 14th Amendment.", ["14th Amendment"]),
        ("Officials left in January.", []),
        ("Nobody came. Quickly it ended.", []),
        ("Because ICE left, Oregon paid.", ["ICE", "Oregon"]),
        ("Kowalski refused.", ["Kowalski"]),
        ("He met J. R. Okafor of the University of Texas.", ["J. R. Okafor", "University of Texas"]),
    ],
)
def test_names_found(text: str, expected: list[str]) -> None:
    assert [name.text for name in names(text)] == expected


@pytest.mark.parametrize(
    "spelling",
    [
        "Third Circuit",
        "3d Cir.",
        "3rd Circuit",
        "Court of Appeals for the Third Circuit",
        "U.S. Court of Appeals for the Third Circuit",
    ],
)
def test_a_circuit_has_one_norm(spelling: str) -> None:
    (name,) = names(f"It was the {spelling} that ruled.")
    assert name.norm == "third circuit"


def test_norms_make_spellings_one() -> None:
    assert normal_name("U.S.") == normal_name("the United States") == "united states"
    assert normal_name("14th Amendment") == normal_name("Fourteenth Amendment")
    assert normal_name("New Orleans") != normal_name("New Mexico")


@given(
    st.lists(
        st.sampled_from(
            [
                "Texas",
                "the",
                "Third",
                "Circuit",
                "of",
                "and",
                "County",
                "v.",
                "ICE",
                "3d Cir.",
                "law.",
                "Los",
                "in",
                "May 2018",
                "’s",
                "&",
            ]
        ),
        max_size=9,
    )
)
def test_spans_are_exact_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for name in names(text):
        assert name.text == text[name.start : name.end]
        assert name.text == name.text.strip()
        assert name.start >= end
        end = name.end
