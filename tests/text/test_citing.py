"""Legal citations: one authority whatever the spelling, and parts that lie within it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model.citations import CitationKind, LegalCitation
from wellsourced.text.citing.codes import usc_section_of
from wellsourced.text.citing.comparing import missing_authorities, missing_citations, respelled
from wellsourced.text.citing.reading import authority_words, legal_citations


def cited(text: str) -> list[str]:
    return [one.authority for one in legal_citations(text)]


SPELLINGS = {
    "8 U.S.C. § 1373(a)": (
        "8 USC 1373(a)",
        "8 U.S.C. 1373(a)",
        "8 U. S. C. §1373(a)",
        "8 U.S.C.A. § 1373(a)",
        "8 U.S. Code § 1373(a)",
        "8 U.S.C. section 1373(a)",
        "Section 1373(a) of Title 8",
        "section 1373 (a) of title 8, United States Code",
        "title 8, section 1373(a) of the United States Code",
        "Title 8 of the U.S. Code, Section 1373(a)",
        "8 U.S.C.\n§ 1373(a)",
        "8\u00a0U.S.C.\u00a0§\u00a01373(a)",
    ),
    "8 U.S.C. § 1357(g)": (
        "INA § 287(g)",
        "section 287(g) of the Immigration and Nationality Act",
        "Sec. 287(g) of the INA",
        "Immigration and Nationality Act (INA) § 287(g)",
    ),
    "8 U.S.C. § 1324a": ("INA § 274A", "8 USC 1324A"),
    "8 C.F.R. § 287.7": ("8 CFR 287.7", "8 C.F.R. section 287.7", "section 287.7 of title 8, C.F.R."),
    "8 C.F.R. pt. 287": ("8 CFR Part 287", "title 8, part 287 of the Code of Federal Regulations"),
    "Cal. Gov. Code § 7284.6": (
        "California Government Code section 7284.6",
        "Cal. Gov't Code § 7284.6",
        "Cal. Gov. Code 7284.6",
        "section 7284.6 of the California Government Code",
    ),
    "Tex. Gov. Code § 752.053": ("Tex. Gov't Code Ann. § 752.053", "Texas Government Code Section 752.053"),
    "Wash. Rev. Code § 10.93.160": ("RCW 10.93.160", "Wash. Rev. Code Ann. § 10.93.160"),
    "Mass. Gen. Laws ch. 41, § 98": (
        "M.G.L. c. 41, § 98",
        "Massachusetts General Laws chapter 41, section 98",
    ),
    "5 Ill. Comp. Stat. 805/15": ("5 ILCS 805/15", "5 Ill. Comp. Stat. Ann. 805/15"),
    "477 Mass. 517": ("Lunn v. Commonwealth, 477 Mass. 517 (2017)", "477 Mass. 517, 520"),
    "584 U.S. 453": ("Murphy v. NCAA, 584 U. S. 453 (2018)", "584 U.S. 453, 470-71"),
    "123 F. Supp. 3d 456": ("123 F.Supp.3d 456", "123 F. Supp.3d 456 (D. Mass. 2015)"),
    "26 I. & N. Dec. 485": ("26 I&N Dec. 485 (BIA 2015)", "26 I. & N. Dec. 485"),
    "741 F. App'x 12": ("741 Fed. Appx. 12", "741 Fed. App’x 12", "741 F. App'x 12"),
    "Pub. L. 104-208": ("Public Law 104-208", "Pub. L. No. 104–208", "P.L. 104-208"),
    "Pub. L. 104-208, § 642": ("section 642 of Public Law 104-208", "Pub. L. 104-208, sec. 642"),
    "110 Stat. 3009": ("110 Stat. 3009",),
    "82 Fed. Reg. 8799": ("82 FR 8799", "82 Fed. Reg. 8,799"),
    "U.S. Const. art. I, § 8, cl. 3": ("Article I, Section 8, Clause 3 of the United States Constitution",),
    "U.S. Const. amend. X": ("the Tenth Amendment", "the 10th Amendment", "U.S. Const. amend. X"),
    "U.S. Const. amend. XIV, § 1": ("Section 1 of the Fourteenth Amendment", "US Const., amend. XIV, § 1"),
}


@pytest.mark.parametrize(
    ("authority", "text"), [(one, text) for one, texts in SPELLINGS.items() for text in (one, *texts)]
)
def test_every_spelling_names_one_authority(authority: str, text: str) -> None:
    assert cited(f"The clerk relied on {text}, and no more.") == [authority]


@pytest.mark.parametrize(
    ("text", "authorities"),
    [
        ("8 U.S.C. §§ 1226 and 1231", ["8 U.S.C. § 1226", "8 U.S.C. § 1231"]),
        ("8 U.S.C. 1373 and 1644 as tools", ["8 U.S.C. § 1373", "8 U.S.C. § 1644"]),
        ("8 U.S.C. 1373 and 12 others", ["8 U.S.C. § 1373"]),
        ("8 U.S.C. 1373 and 2017 orders", ["8 U.S.C. § 1373"]),
        ("8 U.S.C. § 1373(a)-(b)", ["8 U.S.C. § 1373(a)", "8 U.S.C. § 1373(b)"]),
        ("8 U.S.C. § 1226(a)(1), (2)", ["8 U.S.C. § 1226(a)(1)", "8 U.S.C. § 1226(a)(2)"]),
        ("8 U.S.C. §§ 1101–1107", ["8 U.S.C. § 1101", "8 U.S.C. § 1107"]),
        ("8 U.S.C. §§ 1373, 8 C.F.R. § 287.7", ["8 U.S.C. § 1373", "8 C.F.R. § 287.7"]),
        ("42 U.S.C. § 2000e-5(k)", ["42 U.S.C. § 2000e-5(k)"]),
        (
            "Cal. Gov. Code 7284-7284.12 and 7282.5",
            ["Cal. Gov. Code § 7284", "Cal. Gov. Code § 7284.12", "Cal. Gov. Code § 7282.5"],
        ),
        ("Tex. Gov't Code 752.051-.057", ["Tex. Gov. Code § 752.051", "Tex. Gov. Code § 752.057"]),
        ("A.R.S. § 11-1051(B)", ["Ariz. Rev. Stat. § 11-1051(B)"]),
        ("Ind. Code 5-2-18.2", ["Ind. Code § 5-2-18.2"]),
    ],
)
def test_lists_and_ranges_are_read_one_by_one(text: str, authorities: list[str]) -> None:
    assert cited(text) == authorities


@pytest.mark.parametrize(
    "text",
    [
        "Section 12 says who may vote.",
        "Section 5 of Title 11 of the Delaware Code",
        "The council offered a second amendment to the bill.",
        "In 2017 U.S. 66 was closed for 12 days.",
        "8 USC students passed.",
        "The board met in room 1373 at 8.",
        "Title 8 has 1373 lines.",
        "She read 12 Cal magazines.",
        "",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert cited(text) == []


def test_a_year_in_brackets_is_no_subsection() -> None:
    assert cited("8 U.S.C. § 1373 (2018)") == cited("8 U.S.C. § 1373(2018)") == ["8 U.S.C. § 1373"]


def test_spans_show_what_was_read() -> None:
    text = "Under 8 U.S.C. §§ 1226(a) and 1231, and Lunn v. Commonwealth, 477 Mass. 517 (2017)."
    assert [text[one.start : one.end] for one in legal_citations(text)] == [
        "8 U.S.C. §§ 1226(a)",
        "1231",
        "477 Mass. 517",
    ]


def test_kinds_are_told_apart() -> None:
    text = "8 U.S.C. § 1373; 8 C.F.R. § 287.7; Pub. L. 104-208; U.S. Const. amend. X; 477 Mass. 517"
    assert [one.kind for one in legal_citations(text)] == [
        CitationKind.STATUTE,
        CitationKind.REGULATION,
        CitationKind.SESSION_LAW,
        CitationKind.CONSTITUTION,
        CitationKind.CASE,
    ]


def one(text: str) -> LegalCitation:
    (found,) = legal_citations(text)
    return found


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("8 U.S.C. § 1373(a)", "8 U.S.C. § 1373"),
        ("8 U.S.C. § 1373(a)(1)", "8 U.S.C. § 1373(a)"),
        ("8 C.F.R. § 287.7(d)", "8 C.F.R. part 287"),
        ("Pub. L. 104-208, § 642", "Pub. L. 104-208"),
        ("U.S. Const. art. I, § 8", "U.S. Const. art. I"),
        ("Fla. Stat. § 908.11", "Fla. Stat. ch. 908"),
        ("Iowa Code 27A.2", "Iowa Code ch. 27A"),
    ],
)
def test_a_part_lies_within_the_whole_and_never_the_other_way_round(part: str, whole: str) -> None:
    assert one(part).within(one(whole))
    assert one(part).within(one(part))
    assert not one(whole).within(one(part))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("8 U.S.C. § 1373", "8 U.S.C. § 137"),
        ("8 U.S.C. § 1324a", "8 U.S.C. § 1324"),
        ("8 C.F.R. § 287.70", "8 C.F.R. § 287.7"),
        ("8 C.F.R. § 287.7", "8 C.F.R. part 28"),
        ("18 U.S.C. § 1373", "8 U.S.C. § 1373"),
        ("477 Mass. 5170", "477 Mass. 517"),
    ],
)
def test_a_number_that_only_begins_alike_is_another_authority(text: str, other: str) -> None:
    assert not one(text).within(one(other))
    assert not one(other).within(one(text))


@pytest.mark.parametrize(
    ("act", "code"),
    [("101", "1101"), ("212", "1182"), ("236", "1226"), ("274A", "1324a"), ("287", "1357"), ("316", "1427")],
)
def test_sections_of_the_immigration_act_are_known_by_their_place_in_the_code(act: str, code: str) -> None:
    assert usc_section_of(act) == code


def test_a_section_of_the_act_that_no_table_has_keeps_its_name() -> None:
    assert cited("INA § 999(a)") == ["INA § 999(a)"]


def test_what_is_said_may_be_wider_but_never_narrower_than_what_is_told() -> None:
    assert not missing_authorities("8 U.S.C. § 1373 forbids it.", "See section 1373(a) of title 8.")
    (missing,) = missing_authorities("8 U.S.C. § 1373(a) forbids it.", "See section 1373 of title 8.")
    assert missing.authority == "8 U.S.C. § 1373(a)"


def test_other_numbers_are_compared_as_they_are_written() -> None:
    assert missing_citations("House Bill 4 and Form I-200 apply.", "HB 4 applies.") == ["Form I-200"]
    assert missing_citations("Section 1373 of Title 8 applies.", "8 USC 1373 applies.") == []


def test_a_sentence_can_be_given_the_spelling_of_its_passage() -> None:
    told = "The rule of Cal. Gov. Code § 7284.6 and 8 U.S.C. §§ 1373 and 1644 stands."
    said = "California Government Code section 7284.6 stands beside section 1644 of title 8."
    # 1644 is told in a list, where "1644" alone would name nothing.
    assert respelled(said, told) == "Cal. Gov. Code § 7284.6 stands beside section 1644 of title 8."


def test_every_spelling_gives_the_index_the_same_words() -> None:
    for texts in SPELLINGS.values():
        assert len({tuple(authority_words(legal_citations(text))) for text in texts}) == 1
    assert authority_words(legal_citations("8 U.S.C. § 1373(a)(1)")) == [
        "8usc1373",
        "8usc1373xa",
        "8usc1373xax1",
    ]


def test_different_authorities_give_different_words_of_letters_and_digits() -> None:
    words = [authority_words(legal_citations(authority))[-1] for authority in SPELLINGS]
    assert len(set(words)) == len(SPELLINGS)
    assert all(re.fullmatch(r"[a-z0-9]{1,40}", word) for word in words)


@pytest.mark.parametrize(
    "piece",
    [
        "8 U.S.C. § ",
        "8 U.S.C. § 1373, ",
        "1373, ",
        "section 1 of ",
        "California of the ",
        "(a)",
        "1.1-",
        "12 Mass. ",
        "title 8, ",
        "1",
        "Cal. Gov. Code of the ",
        "Article I, ",
    ],
)
def test_hostile_text_takes_bounded_time(piece: str) -> None:
    text = "8 U.S.C. §§ 1 " + piece * (100_000 // len(piece))
    began = time.process_time()
    legal_citations(text)
    assert time.process_time() - began < 2.0


PIECES = [
    "8 ",
    "U.S.C.",
    "§",
    "§§",
    " ",
    "1373",
    "(a)",
    "-",
    ",",
    "and ",
    "Mass.",
    "title 8",
    "INA ",
    "\n",
    "Pub. L.",
    "\x00",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_can_be_read_and_spans_lie_in_order(text: str) -> None:
    end = 0
    for found in legal_citations(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
