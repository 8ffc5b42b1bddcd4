"""What a text cites as law, in one spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["CitationKind", "LegalCitation"]


class CitationKind(StrEnum):
    """What kind of authority is cited."""

    STATUTE = "statute"
    REGULATION = "regulation"
    SESSION_LAW = "session_law"
    CONSTITUTION = "constitution"
    CASE = "case"


_PART_OF = re.compile(r"[(,]")
_CHAPTER = re.compile(r"(?P<code>.+) (?:ch|pt|art)\. (?P<number>\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalCitation:
    """An authority cited at `text[start:end]`; equal `authority` means the same authority.

    `authority` is its canonical spelling, after the Bluebook where it has one: "8 U.S.C. § 1373(a)",
    "8 C.F.R. § 287.7", "Cal. Gov. Code § 7284.6", "Pub. L. 104-208", "477 Mass. 517". Two reporters that
    print one case are two authorities: only their texts know that they are one.
    """

    start: int
    end: int
    kind: CitationKind
    authority: str

    def within(self, other: LegalCitation) -> bool:
        """Whether this is the other authority or a part of it: § 1373(a) of § 1373, § 287.7 of part 287."""
        if self.authority.startswith(other.authority):
            rest = self.authority[len(other.authority) :]
            return not rest or bool(_PART_OF.match(rest))
        chapter = _CHAPTER.fullmatch(other.authority)
        # Where sections are numbered by chapter, as in C.F.R., Florida or Iowa: "§ 908.11" is in "ch. 908".
        return chapter is not None and self.authority.startswith(f"{chapter['code']} § {chapter['number']}.")
