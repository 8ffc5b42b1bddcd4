"""Sentences that speak of what is claimed, and of which no tier could say which side they take.

A page tells them in their own words rather than not at all: that nothing was decided by them is no reason
to keep them from a reader. Which way they seem to point only orders them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wellsourced.model.claims import Label, Stance
from wellsourced.model.sources import Passage
from wellsourced.ports import View
from wellsourced.steps.lines_over import lines_over
from wellsourced.steps.proving.restated import without_speaker
from wellsourced.steps.proving.turning import tells_otherwise, turned
from wellsourced.steps.weigh import Finding
from wellsourced.text.grammar import is_sentence
from wellsourced.text.names import names
from wellsourced.text.tokens import content_stems, content_words, stem
from wellsourced.text.word_families import of_one_family
from wellsourced.text.wordlists import words

__all__ = ["Spoken", "speaking"]

LEAST_SHARED = 0.6
"""Share of a claim's content words, its names aside, from which a sentence speaks of the same."""
LEAST_SHARED_TURNED = 0.5
"""The same where it seems to say the opposite: what turns it stands in the place of the claim's words."""


_KINDS = frozenset(
    stem(word)
    for word in words(
        "county city town township village borough parish district state department division office bureau "
        "agency authority administration service board council commission committee court police sheriff "
        "school university college high residents people students voters officers members island lake river "
        "mount mountain creek hill valley beach bridge street avenue road lane park north south east west"
    )
)
"""Stems of words for kinds of things with names: that a text says "county" does not say which."""


_FAMILIES = (
    "free fare fee charge charged cost pay paid price",
    "open opened opens close closed closes shut",
    "allow allowed permitted ban banned prohibit prohibited forbid forbidden bar barred outlaw",
    "require required requirement need needed mandatory must",
    "accept accepting apply application applicant",
    "block blocked enjoin enjoined injunction suspend suspended",
)
"""Words for one standing of a thing and for its opposite: who says the one speaks of the other too."""
_FAMILY = {stem(word): f"family {n}" for n, line in enumerate(_FAMILIES) for word in words(line)}
_ANYONE = frozenset(stem(word) for word in words("people person resident public everyone anyone somebody"))
"""Who is meant by a word that stands for all there are: no part of what is spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A sentence of a passage that speaks of a claim; `turned` where it seems to say something else.

    `shared` is the share of the claim's content words that it has, names aside, 0 to 1.
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
    named = _named(claim, passages.values())
    wanted = _matter(content_stems(claim).difference(*map(content_stems, named))) or _matter(
        content_stems(claim)
    )
    own = [_own(name) for name in named]
    for item in finding.evidence:
        passage = passages.get(item.passage)
        if passage is None or item.passage in sided or not is_sentence(item.quote):
            continue
        shared = _share(wanted, _matter(content_stems(item.quote)))
        seems_turned = turned(claim, item.quote)
        if shared < (LEAST_SHARED_TURNED if seems_turned else LEAST_SHARED):
            continue
        if _is_meant(own, _heard(item.quote, passage, view)):
            against = seems_turned or tells_otherwise(claim, item.quote)
            yield Spoken(quote=item.quote, passage=passage, turned=against, shared=shared)


def _share(wanted: frozenset[str], told: frozenset[str]) -> float:
    """The share of the wanted stems that are told, themselves or by one of their family; 0 to 1."""
    found = sum(any(one == other or of_one_family(one, other) for other in told) for one in wanted)
    return found / len(wanted) if wanted else 0.0


def _matter(stems: frozenset[str]) -> frozenset[str]:
    """What words speak of: those for one standing of a thing, and for its opposite, as one."""
    return frozenset(_FAMILY.get(one, one) for one in stems - _ANYONE)


def _named(claim: str, passages: Iterable[Passage]) -> list[str]:
    """The names of a claim; its first word is none where a passage has it in small letters."""
    small = {word for passage in passages for word in passage.text.split() if word.islower()}
    return [
        name.text for name in names(claim) if name.start or " " in name.text or name.text.lower() not in small
    ]


def _is_meant(own: Sequence[frozenset[str]], heard: frozenset[str]) -> bool:
    """Whether half of what tells one of the names from others of its kind is heard."""
    return not own or any(len(name & heard) * 2 >= len(name) for name in own)


def _own(name: str) -> frozenset[str]:
    """The stems that tell a name from others of its kind: "Alder" of "Alder County" and "City of Alder"."""
    stems = content_words(name)
    kind = next((at for at, one in enumerate(stems) if one in _KINDS), len(stems))
    return frozenset(stems[:kind]) or frozenset(stems) - _KINDS or frozenset(stems)


def _heard(quote: str, passage: Passage, view: View) -> frozenset[str]:
    """The stems of a sentence and of what it stands under: who it speaks of is often said there alone."""
    return content_stems(" ".join((*lines_over(passage, view), quote)))
