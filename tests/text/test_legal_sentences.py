"""Sentences full of citations end where they end: every template with every citation, exactly."""

from __future__ import annotations

import pytest

from wellsourced.text.sentences import sentences

STATUTES = (
    *("8 U.S.C. § 1373(a)", "8 U.S.C. §§ 1226-1231", "8 U.S.C. § 1101 et seq.", "8 C.F.R. § 287.7(d)"),
    *(
        "Cal. Gov. Code § 7284.6",
        "Tex. Gov't Code Ann. § 752.053",
        "N.Y. Exec. Law § 63",
        "Ala. Code § 31-13-5",
    ),
    *("U.S. Const. art. I, § 8, cl. 3", "Art. I, § 8", "Mass. Gen. Laws ch. 41, § 98", "Pub. L. No. 104-208"),
    *("110 Stat. 3009", "82 Fed. Reg. 8799", "INA § 287(g)", "Fed. R. Civ. P. 23(b)", "§§ 1-2"),
)
CASES = (
    *("Lunn v. Commonwealth, 477 Mass. 517 (2017)", "Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)"),
    *(
        "Roe v. Poe, No. 23-cv-1234 (D. Mass. Mar. 3, 2024)",
        "City of Reo v. Ames, 123 F. Supp. 3d 456 (N.D. Cal. 2015)",
    ),
    *(
        "People ex rel. Wells v. DeMarco, 88 N.Y.S.2d 518 (App. Div. 2018)",
        "In re Reyes, 12 Cal. App. 4th 345 (1993)",
    ),
    *(
        "Bell v. Acme Ferry Co., Inc., 110 So. 3d 419 (Fla. 2013)",
        "Murphy v. NCAA, 584 U.S. 453, 470-71 (2018)",
    ),
    *("Matter of Ortiz, 26 I. & N. Dec. 485 (B.I.A. 2015)", "Ames v. Reo, 138 S. Ct. 1461 (2018)"),
)
ENDING = (
    "The county relies on {0}.",
    "A deputy may act under {0}, once trained.",
    "Nothing in {0} says so.",
    "The judge read {0} as a request (and so did the sheriff).",
    "Under {0} the jail let him go.",
    "Both {0} and the county code bind it.",
    "Read it with {0}, they said; the clerk did so.",
    'The memo says that "{0} leaves the choice open."',
)
CASE_ENDING = (
    "See {0}.",
    "The panel in {0} found no duty to hold him.",
    "Mr. Ruiz cites {0}, but the clerk did not.",
    "Compare {0}, with the rule of the county.",
    "That was settled in {0}.",
    "He lost {0}; the appeal failed.",
    "In {0}, the court let it stand.",
)
FOLLOWING = (
    "The sheriff agreed.",
    "Id. at 5.",
    "No other court has said so.",
    "In May the board met again.",
    "Dr. Okafor left the U.S. in 2019.",
    "It was the first of its kind.",
)


def texts() -> list[tuple[str, ...]]:
    """Three sentences each: one with a citation between two others."""
    made = [(form, cite) for form in ENDING for cite in STATUTES] + [
        (form, cite) for form in CASE_ENDING for cite in CASES
    ]
    out = []
    for number, (form, cite) in enumerate(made):
        before = ("Detainers are requests.", "Nobody asked why.")[number % 2]
        out.append((before, form.format(cite).replace("..", "."), FOLLOWING[number % len(FOLLOWING)]))
    return out


CORPUS = texts()


def split(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in sentences(text))


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len({middle for _, middle, _ in CORPUS}) >= 200


@pytest.mark.parametrize("three", CORPUS, ids=lambda three: three[1])
def test_a_sentence_with_a_citation_is_cut_at_its_ends(three: tuple[str, ...]) -> None:
    assert split(" ".join(three)) == three
