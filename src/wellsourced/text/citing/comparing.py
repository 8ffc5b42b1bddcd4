"""Whether one text cites what another does, in whatever spelling."""

from __future__ import annotations

from wellsourced.model.citations import LegalCitation
from wellsourced.text.citing.reading import legal_citations
from wellsourced.text.identifiers import identifiers

__all__ = ["missing_authorities", "missing_citations", "respelled"]


def missing_authorities(said: str, told: str) -> list[LegalCitation]:
    """The legal authorities that `said` cites and `told` does not.

    A part told bears out the whole said ("§ 1373(a)" tells of "§ 1373"), never the other way round.
    """
    there = legal_citations(told)
    return [cite for cite in legal_citations(said) if not any(one.within(cite) for one in there)]


def missing_citations(said: str, told: str) -> list[str]:
    """The authorities, sections, dockets, bills and forms of `said` that `told` has not, as written."""
    missing = [said[cite.start : cite.end] for cite in missing_authorities(said, told)]
    legal = legal_citations(said)
    found = {one.norm for one in identifiers(told)}
    for one in identifiers(said):
        read = any(cite.start < one.end and one.start < cite.end for cite in legal)
        if not read and one.norm not in found:
            missing.append(one.text)
    return missing


def respelled(said: str, told: str) -> str:
    """`said` with each authority that `told` cites too spelled as there, so that words can be compared."""
    spelled = {
        cite.authority: told[cite.start : cite.end]
        for cite in reversed(legal_citations(told))
        if _stands_alone(told, cite)
    }
    for cite in reversed(legal_citations(said)):
        if cite.authority in spelled and _stands_alone(said, cite):
            said = said[: cite.start] + spelled[cite.authority] + said[cite.end :]
    return said


def _stands_alone(text: str, cite: LegalCitation) -> bool:
    """Whether the words cited say by themselves what is meant; in a list ("§§ 1226 and 1231") they do not."""
    alone = legal_citations(text[cite.start : cite.end])
    return len(alone) == 1 and alone[0].authority == cite.authority and alone[0].end == cite.end - cite.start
