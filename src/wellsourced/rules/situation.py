"""What is asked of the engine: a place, an agency, an action, the paper in hand and the grounds at hand."""

from __future__ import annotations

from dataclasses import dataclass

from wellsourced.model.provisions import Paper

__all__ = ["COURT_PAPERS", "Situation", "papers_held"]

COURT_PAPERS = frozenset[str]({Paper.JUDICIAL_WARRANT, Paper.CRIMINAL_WARRANT, Paper.COURT_ORDER})
"""The papers that a judge has signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One question to a casebook. `place` is a place code; `grounds` are codes the casebook declares.

    `paper` is a `Paper`, or the code of one that the casebook declares.
    """

    place: str
    agency: str
    action: str
    paper: str = Paper.NONE
    grounds: frozenset[str] = frozenset()


# A warrant to arrest for a crime is signed by a judge, so it is what "a judicial warrant" asks for.
_CRIMINAL = frozenset[str]({Paper.CRIMINAL_WARRANT, Paper.JUDICIAL_WARRANT})


def papers_held(paper: str) -> frozenset[str]:
    """Every paper that a rule may ask for and that this one is."""
    return _CRIMINAL if paper == Paper.CRIMINAL_WARRANT else frozenset({paper})
