"""Reporters of American courts in the spelling of the Bluebook (tables T1.1 and T1.3)."""

from __future__ import annotations

import re

__all__ = ["REPORTER", "reporter_name"]

_NAMES = (
    *("U.S.", "S. Ct.", "L. Ed.", "L. Ed. 2d", "F.", "F.2d", "F.3d", "F.4th", "F. App'x", "F. Supp."),
    *(
        "F. Supp. 2d",
        "F. Supp. 3d",
        "F.R.D.",
        "Fed. Cl.",
        "B.R.",
        "I. & N. Dec.",
        "T.C.",
        "M.J.",
        "Vet. App.",
    ),
    *("A.", "A.2d", "A.3d", "N.E.", "N.E.2d", "N.E.3d", "N.W.", "N.W.2d", "N.W.3d", "P.", "P.2d", "P.3d"),
    *("S.E.", "S.E.2d", "S.E.3d", "S.W.", "S.W.2d", "S.W.3d", "So.", "So. 2d", "So. 3d"),
    *("N.Y.", "N.Y.2d", "N.Y.3d", "N.Y.S.", "N.Y.S.2d", "N.Y.S.3d", "A.D.", "A.D.2d", "A.D.3d", "Misc. 2d"),
    *("Misc. 3d", "Cal.", "Cal. 2d", "Cal. 3d", "Cal. 4th", "Cal. 5th", "Cal. App.", "Cal. App. 2d"),
    *("Cal. App. 3d", "Cal. App. 4th", "Cal. App. 5th", "Cal. Rptr.", "Cal. Rptr. 2d", "Cal. Rptr. 3d"),
    *("Mass.", "Mass. App. Ct.", "Ill.", "Ill. 2d", "Ill. App.", "Ill. App. 2d", "Ill. App. 3d", "Ohio St."),
    *(
        "Ohio St. 2d",
        "Ohio St. 3d",
        "Pa.",
        "Wash.",
        "Wash. 2d",
        "Wash. App.",
        "Wash. App. 2d",
        "Wis.",
        "Wis. 2d",
    ),
    *("Mich.", "Mich. App.", "Minn.", "N.J.", "N.J. Super.", "Md.", "Md. App.", "Conn.", "Conn. App.", "Va."),
    *("Va. App.", "Ga.", "Ga. App.", "N.C.", "N.C. App.", "S.C.", "Ariz.", "Colo.", "Kan.", "Kan. App. 2d"),
    *("Neb.", "Nev.", "N.H.", "N.M.", "Or.", "Or. App.", "R.I.", "Vt.", "Haw.", "Ind.", "Me."),
    *(
        "Mont.",
        "Okla.",
        "Utah 2d",
        "W. Va.",
        "D.C.",
        "WL",
        "U.S. LEXIS",
        "U.S. Dist. LEXIS",
        "U.S. App. LEXIS",
    ),
)
_KEYS = {re.sub(r"[\s.'’]", "", name).lower(): name for name in _NAMES}


def _spelled(name: str) -> str:
    """A pattern for the name with points and spaces as anybody sets them ("F.Supp.2d", "S.Ct.", "U. S.")."""
    parts = re.findall(r"App'x|[A-Za-z]+|&|\d\w*", name)
    return r"\s?".join(
        r"App(?:['’]x|x)\.?" if part == "App'x" else rf"{part}\.?" if part[0].isalpha() else part
        for part in parts
    )


REPORTER = r"Fed\.?\s?App(?:['’]x|x)\.?|" + "|".join(
    _spelled(name) for name in sorted(_NAMES, key=len, reverse=True)
)
"""The alternatives, longest first. Reporters with the plain name of a State (Iowa, Idaho) are left out."""


def reporter_name(written: str) -> str:
    """The reporter as the Bluebook spells it; as written where it is not in the table."""
    key = re.sub(r"[\s.'’]", "", written).lower().replace("fedapp", "fapp")
    return _KEYS.get(key) or " ".join(written.split())
