"""What is asked of the engine: a place, an agency, an action, the paper in hand and the grounds at hand."""

from __future__ import annotations

from dataclasses import dataclass

from wellsourced.model.provisions import Paper

__all__ = ["COURT_PAPERS", "Situation", "papers_held"]

COURT_PAPERS = frozenset({Paper.JUDICIAL_WARRANT, Paper.CRIMINAL_WARRANT, Paper.COURT_ORDER})
"""The papers that a judge has signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One question to a casebook. `place` is a place code; `grounds` are codes the casebook declares."""

    place: str
    agency: str
    action: str
    paper: Paper = Paper.NONE
    grounds: frozenset[str] = frozenset()


_HELD = {paper: frozenset({paper}) for paper in Paper} | {
    # A warrant to arrest for a crime is signed by a judge, so it is what "a judicial warrant" asks for.
    Paper.CRIMINAL_WARRANT: frozenset({Paper.CRIMINAL_WARRANT, Paper.JUDICIAL_WARRANT})
}


def papers_held(paper: Paper) -> frozenset[Paper]:
    """Every paper that a rule may ask for and that this one is."""
    return _HELD[paper]
