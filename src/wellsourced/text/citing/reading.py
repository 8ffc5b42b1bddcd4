"""What a text cites as law, whatever the spelling: pure, quick, and the same wherever it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from wellsourced.model.citations import CitationKind, LegalCitation
from wellsourced.text.citing.reporters import REPORTER, reporter_name
from wellsourced.text.citing.sections import sections_at
from wellsourced.text.citing.statutes import statutes

__all__ = ["authority_words", "in_order", "legal_citations"]

_WORTH_READING = re.compile(r"\d|[a-z] [Aa]mendment|[Cc]onst(?:itution|\.)")
_PUBLIC_LAW = re.compile(
    r"(?:(?P<owned>\b[Ss]ection\s(?P<before>\d{1,4}[A-Z]?(?:\([0-9A-Za-z]{1,5}\)){0,5})\sof\s))?"
    r"\b(?:Pub(?:lic|\.)\s?L(?:aw\b|\.)|P\.\s?L\.|PL(?=\s\d))\s?(?:Nos?\.|Number)?\s?"
    r"(?P<number>\d{2,3}[-–]\d{1,4})\b(?:,?\s(?:§|[Ss]ec(?:\.|tion))\s?(?=\d))?"
)
_SIGNS_OF_LAW = ("Pub", "P.", "PL")
"""One of them is wherever a public law is named; to look for these first costs a tenth of the pattern."""
_PAGE = re.compile(
    r"(?<![\w.$])(?P<volume>\d{1,3})\s(?P<what>Fed\.?\s?Reg\.?|F\.?R\.?|Stat\.)\s(?P<page>\d{1,3},\d{3}|\d{1,6})\b(?!,\d{3})"
)
_CASE = re.compile(
    rf"(?<![\w.$§-])(?P<volume>\d{{1,4}})\s(?P<reporter>{REPORTER})\s(?P<page>\d{{1,8}})(?![\w%]|[.,]\d|-\w)"
)
_BY_YEAR = ("WL", "LEXIS")


@lru_cache(maxsize=8192)
def legal_citations(text: str) -> tuple[LegalCitation, ...]:
    """The authorities that `text` cites, in order, never overlapping.

    Statutes, regulations, public laws and constitutions in any usual spelling, also in words ("section 1373
    of title 8"), and cases by their place in the reporters of federal and State courts. Left out: cases by
    name alone, "Id." and "supra", sections without their code.
    """
    if not _WORTH_READING.search(text):
        return ()
    return in_order([*statutes(text), *_session_laws(text), *_pages(text), *_cases(text)])


def in_order(found: Iterable[LegalCitation]) -> tuple[LegalCitation, ...]:
    """Sorted by place; of two that overlap the one that begins first, then the longer."""
    kept: list[LegalCitation] = []
    for one in sorted(found, key=lambda cite: (cite.start, -cite.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def authority_words(citations: Iterable[LegalCitation]) -> list[str]:
    """One word for each authority cited and each it is part of, as an index can hold them: "8usc1373xa".

    Every spelling gives the same words, so that one finds the other.
    """
    wholes = (whole for cite in citations for whole in _wholes(cite.authority))
    return list(dict.fromkeys(_word(whole) for whole in wholes))


def _wholes(authority: str) -> Iterator[str]:
    """The authority and what it is part of, the largest first: § 1373, § 1373(a), § 1373(a)(1)."""
    for brk in re.finditer(r"(?<=[\w)])\(|,\s", authority):
        yield authority[: brk.start()]
    yield authority


def _word(authority: str) -> str:
    plain = re.sub(r"[§.\s]+(?=\D)|(?<=\D)[§.\s]+|[)’']", "", authority.lower())
    return re.sub(r"[^a-z0-9]+", "x", plain)


def _session_laws(text: str) -> Iterator[LegalCitation]:
    for found in _PUBLIC_LAW.finditer(text) if any(sign in text for sign in _SIGNS_OF_LAW) else ():
        name, end = f"Pub. L. {found['number'].replace('–', '-')}", found.end()
        section = found["before"]
        if (
            section is None
            and (inner := sections_at(text, end, False))
            and text[end - 1] not in found["number"]
        ):
            section, end = inner[0].number + inner[0].parts, inner[0].end
        yield LegalCitation(
            start=found.start(),
            end=end,
            kind=CitationKind.SESSION_LAW,
            authority=f"{name}, § {section}" if section else name,
        )


def _pages(text: str) -> Iterator[LegalCitation]:
    for found in _PAGE.finditer(text) if "F" in text or "Stat." in text else ():
        law = found["what"].startswith("Stat")
        yield LegalCitation(
            start=found.start(),
            end=found.end(),
            kind=CitationKind.SESSION_LAW if law else CitationKind.REGULATION,
            authority=f"{found['volume']} {'Stat.' if law else 'Fed. Reg.'} {found['page'].replace(',', '')}",
        )


def _cases(text: str) -> Iterator[LegalCitation]:
    for found in _CASE.finditer(text):
        name = reporter_name(found["reporter"])
        if len(found["volume"]) == 4 and not name.endswith(_BY_YEAR):
            continue
        yield LegalCitation(
            start=found.start(),
            end=found.end(),
            kind=CitationKind.CASE,
            authority=f"{found['volume']} {name} {found['page']}",
        )
