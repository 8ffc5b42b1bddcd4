"""Citations and other names made of numbers: statutes, reporters, dockets, bills, forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wellsourced.text.tokens import fold

__all__ = ["Identifier", "identifiers"]

_SUB = r"(?:\([0-9A-Za-z]{1,5}\))*"
_NUM = r"\d[\w]*(?:[.:/\-–]\w+)*"
# Whatever may fail after a run begins where the run begins, or is bounded: time goes with a text's length.
_PATTERNS = (
    # 8 U.S.C. § 1357(g), 8 C.F.R. 287.7, 89 Fed. Reg. 1234
    r"(?<!\d)\d+\s+(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?|Fed\.\s?Reg\.|Stat\.)\s*(?:§+\s*)?"
    + _NUM
    + _SUB,
    # 745 F.3d 634, 477 Mass. 517, 567 U.S. 387, 5 ILCS 805/1
    r"\d{1,4}\s+(?:(?:[A-Z][A-Za-z']{0,8}\.\s?){1,4}(?:\d?(?:d|th|nd|rd|st)\b)?(?:\s?Supp\.\s?(?:\dd)?)?|ILCS|WL|F\d?d?|P\d?d)\s+"
    + _NUM
    + _SUB,
    # Ala. Code § 31-13-5, § 752.051, §§ 1 and 2
    r"(?<!§)§+\s*[\dA-Z][\w]*(?:[.:/\-–]\w+)*" + _SUB,
    # RCW 10.93.160, A.R.S. 11-1051, O.C.G.A. 36-80-23, ORS 181A.820
    r"\b(?:[A-Z]{2,6}|RSMo|NMSA(?:\s1978)?|(?!U\.S\.|D\.C\.)(?:[A-Z]\.){3,8})\s+(?:§+\s*)?\d+[A-Z]?[.:\-]\d[\w.:\-]*"
    + _SUB,
    # 1:17-cv-05720, 13-cv-04416
    r"\b(?:\d{1,2}:)?\d{2,4}-(?:cv|cr|mc|md|ap|bk|po|mj)-\d+(?:-[A-Z]+)*",
    # House Bill 318, HB 318, H.B. 318, SB4
    r"\b(?:(?:House|Senate|Assembly)\s+(?:Bill|File|Joint\s+Resolution|Resolution)|Legislative\s+Bill|"
    r"H\.?\s?B\.?|S\.?\s?B\.?|A\.?\s?B\.?|H\.?\s?R\.?|L\.?\s?D\.?|H\.?F\.?|S\.?F\.?|L\.?B\.?|[HS]\.?[JC]\.?R\.?|E\.?O\.?)"
    r"(?:\s+No\.)?\s?\d{1,5}\b(?!\s*(?:%|percent))",
    # Section 287(g), Form I-247A, Chapter 1015, Act 71, No. 22-123, Public Law 104-208, Article III
    r"\b(?:[Ss]ections?|[Ss]ecs?\.|Forms?|[Cc]hapters?|Chs?\.|ch\.|c\.|Pub\.\s?L\.|P\.L\.|Public\s+Law|Public\s+Act|Act|"
    r"Titles?|title|Articles?|Arts?\.|art\.|Rules?|Parts?|Orders?|Proclamation|Prop\.|Proposition|Measure|Ordinance|"
    r"Resolution|Directive|Bulletin|Opinion|Memorandum|Docket|Case|Policy|Amendment|subsections?|Subsections?|"
    r"paragraph|¶+|Exhibit|Ex\.|Tables?|Figs?\.|Figure|pp?\.)\s?(?:Nos?\.\s?|Numbers?\s)?"
    r"(?:\d[\w]*(?:[.:/\-–]\w+)*|[A-Z]{1,3}-\d[\w\-]*|[IVX]+\b)" + _SUB,
    r"\b(?:Nos?\.)\s?\d[\w]*(?:[.:/\-–]\w+)*" + _SUB,
    # 287(g), 7284.6(a)(1)
    r"\b\d+[A-Za-z]?(?:[.\-]\d+){0,8}(?:\([0-9A-Za-z]{1,4}\))+",
    # I-247A, MS-13, COVID-19
    r"\b[A-Z]{1,5}-\d{1,4}[A-Z]?\b",
)
_PATTERN = re.compile("|".join(f"(?:{p})" for p in _PATTERNS))
_TRAILING = ".:/-–"
_YEAR_SPAN = re.compile(
    r"(?:Act|Amendment|Order|Policy|Resolution|Case|Opinion|Measure|Memorandum)\s(?:1[789]|20)\d\d$"
)
_BILLS = {
    "house bill": "hb",
    "senate bill": "sb",
    "assembly bill": "ab",
    "house file": "hf",
    "senate file": "sf",
}
_DROPPED = re.compile(r"^(?:sections?|secs?\.|§+|forms?|nos?\.|case|docket)(?:\s*nos?\.)?\s*", re.IGNORECASE)
_SHORTER = (
    (re.compile(r"^(?:chapters?|chs?\.|c\.)\s*"), "chapter"),
    (re.compile(r"^(?:pub\.\s?l\.|p\.l\.|public law)"), "pl"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A citation or numbered name: `text[start:end]`; equal `norm` means the same thing is named."""

    text: str
    start: int
    end: int
    norm: str


def identifiers(text: str) -> list[Identifier]:
    """The citations, dockets, bills, sections and forms of `text`, in order, never overlapping."""
    found = []
    for match in _PATTERN.finditer(text):
        body = match[0].rstrip(_TRAILING)
        if _YEAR_SPAN.fullmatch(body):
            continue
        found.append(
            Identifier(text=body, start=match.start(), end=match.start() + len(body), norm=_normal(body))
        )
    return found


def _normal(text: str) -> str:
    """ "8 U.S.C. § 1357(g)" is "8usc1357(g)"; "Section 287(g)" is "287(g)"; "House Bill 4" is "hb4"."""
    plain = " ".join(fold(text).replace("–", "-").split())
    for long, short in _BILLS.items():
        plain = plain.replace(long, short)
    for pattern, short in _SHORTER:
        plain = pattern.sub(short, plain)
    plain = re.sub(r"\bno\.\s*", "", _DROPPED.sub("", plain) or plain)
    # Dots between letters are spelling; dots between digits are part of the number.
    plain = re.sub(r"(?<!\d)\.|\.(?!\d)", "", plain)
    return re.sub(r"[\s§]+", "", plain)
