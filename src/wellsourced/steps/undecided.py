"""Sentences that speak of what is claimed, and of which no tier could say which side they take.

A page tells them in their own words rather than not at all: that nothing was decided by them is no reason
to keep them from a reader. Which way they seem to point only orders them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wellsourced.model.claims import Label, Stance
from wellsourced.model.sources import Passage
from wellsourced.ports import View
from wellsourced.steps.proving.restated import without_speaker
from wellsourced.steps.proving.turning import turned
from wellsourced.steps.weigh import Finding
from wellsourced.text.grammar import is_sentence
from wellsourced.text.names import names
from wellsourced.text.tokens import content_stems, tokens

__all__ = ["Spoken", "speaking"]

LEAST_SHARED = 0.6
"""Share of a claim's content words from which a sentence speaks of the same."""
LEAST_SHARED_TURNED = 0.5
"""The same where it seems to say the opposite: what turns it stands in the place of the claim's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A sentence of a passage that speaks of a claim; `turned` where it seems to say the opposite.

    `shared` is the share of the claim's content words that it has, 0 to 1.
    """

    quote: str
    passage: Passage
    turned: bool
    shared: float

    def is_against(self, label: Label) -> bool:
        """Whether it seems to speak against a verdict; of one that decides nothing, against the claim."""
        return self.turned is not (label is Label.REFUTED)


def speaking(finding: Finding, view: View) -> Iterator[Spoken]:
    """Of a finding's evidence that takes no side, what speaks of the claim itself; notes are left out."""
    claim = without_speaker(finding.claim.text)
    passages = {hit.passage.id: hit.passage for hit, _ in finding.hits if hit.passage.note is None}
    sided = {item.passage for item in finding.evidence if item.stance is not Stance.NEUTRAL}
    wanted = content_stems(claim)
    named = [name.norm.split() for name in names(claim)]
    for item in finding.evidence:
        passage = passages.get(item.passage)
        if passage is None or item.passage in sided or not is_sentence(item.quote):
            continue
        shared = len(wanted & content_stems(item.quote)) / len(wanted) if wanted else 0.0
        seems_turned = turned(claim, item.quote)
        if shared < (LEAST_SHARED_TURNED if seems_turned else LEAST_SHARED):
            continue
        heard = _words_before_a_reader(item.quote, passage, view)
        if not named or any(heard.issuperset(name) for name in named):
            yield Spoken(quote=item.quote, passage=passage, turned=seems_turned, shared=shared)


def _words_before_a_reader(quote: str, passage: Passage, view: View) -> set[str]:
    """The words of a sentence and of what it stands under: who it speaks of is often said there alone."""
    over = (view.document_of(passage).title, *passage.headings, quote)
    return {token.norm for text in over for token in tokens(text)}
