"""eyecite finds what our own reading leaves, and is not loaded before there is something for it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from wellsourced.adapters.eyecite_reading import eyecite_citations
from wellsourced.adapters.legal_citations import read_citations
from wellsourced.model.citations import CitationKind
from wellsourced.text.citing.reading import legal_citations


def test_a_reporter_that_only_eyecite_knows_is_read() -> None:
    text = "See Smith v. Jones, 12 Okla. Crim. 345 (1915), and 8 U.S.C. § 1373(a)."
    assert [one.authority for one in legal_citations(text)] == ["8 U.S.C. § 1373(a)"]
    found = read_citations(text)
    assert [one.authority for one in found] == ["12 Okla. Crim. 345", "8 U.S.C. § 1373(a)"]
    assert [text[one.start : one.end] for one in found] == ["12 Okla. Crim. 345", "8 U.S.C. § 1373(a)"]
    assert found[0].kind is CitationKind.CASE


def test_a_code_that_only_eyecite_knows_is_read() -> None:
    (found,) = read_citations("It follows N.D. Cent. Code § 12.1-01-04 to the letter.")
    assert (found.authority, found.kind) == ("N.D. Cent. Code § 12.1-01-04", CitationKind.STATUTE)


@pytest.mark.parametrize(
    "text",
    [
        "Lunn v. Commonwealth, 477 Mass. 517 (2017)",
        "Murphy v. NCAA, 584 U.S. 453 (2018)",
        "Arizona v. United States, 567 U. S. 387 (2012)",
        "Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)",
        "Roe v. Poe, 123 F.Supp.3d 456 (D. Mass. 2015)",
        "People ex rel. Wells v. DeMarco, 168 A.D.3d 31 (2018)",
        "A v. B, 78 N.E.3d 1143",
        "A v. B, 94 N.Y.S.3d 205",
        "A v. B, 12 Cal. App. 4th 345",
        "A v. B, 138 S.Ct. 1461",
        "A v. B, 110 So. 3d 419",
        "8 U.S.C. § 1373",
        "8 C.F.R. § 287.7",
        "Fla. Stat. § 908.11",
        "Neb. Rev. Stat. § 29-401",
        "Wyo. Stat. Ann. § 7-2-101",
    ],
)
def test_where_both_read_they_read_the_same(text: str) -> None:
    (ours,) = legal_citations(text)
    (theirs,) = eyecite_citations(text)
    assert (ours.authority, ours.kind, ours.start, ours.end) == (
        theirs.authority,
        theirs.kind,
        theirs.start,
        theirs.end,
    )


def loads_eyecite(text: str) -> bool:
    program = (
        "import sys; from wellsourced.adapters.legal_citations import read_citations; "
        f"read_citations({text!r}); print('eyecite' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return ended.stdout.strip() == "True"


def test_eyecite_is_loaded_with_the_first_text_that_has_something_for_it() -> None:
    assert not loads_eyecite(
        "The 12 members of the board met in 2017 under 8 U.S.C. § 1373 and 477 Mass. 517."
    )
    assert loads_eyecite("Smith v. Jones, 12 Okla. Crim. 345 (1915)")


@pytest.mark.parametrize(
    "piece", ["8 U.S.C. § ", "12 Okla. Crim. 345, ", "N.D. Cent. Code § ", "1 A. ", "Smith v. "]
)
def test_hostile_text_takes_bounded_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    read_citations("12 Okla. Crim. 345")  # loaded
    began = time.process_time()
    read_citations(text)
    assert time.process_time() - began < 2.0


def test_no_text_breaks_it() -> None:
    dice = random.Random(4)
    pieces = [
        *(
            "8 ",
            "U.S.C.",
            "§",
            "§§",
            " ",
            "\n",
            "(",
            ")",
            "12",
            "F.3d",
            " v. ",
            "Id. at",
            "supra",
            "Okla. Crim.",
        ),
        *("Cal. Code", "\x00", "é", "\u2028", "¶", "[", "*", "___", "1990)", "—", "N.D. Cent. Code"),
    ]
    for _ in range(300):
        text = "".join(dice.choice(pieces) for _ in range(dice.randint(1, 40)))
        end = 0
        for found in read_citations(text):
            assert end <= found.start < found.end <= len(text)
            end = found.end


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_which_law_of_a_state_is_meant_is_the_same_in_every_process(seed: str) -> None:
    text = "as N.Y. Civ. Rights Law § 79 and N.Y. Penal Law § 120.05 provide"
    code = f"from {eyecite_citations.__module__} import eyecite_citations as e\n"
    code += f"print([one.authority for one in e({text!r})])"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "['N.Y. Civ. Rights Law § 79', 'N.Y. Penal Law § 120.05']"
