"""Which sentences of a passage are told beside the one that decides: those that bear on what is asked.

A sentence bears on it if it speaks of it in its words, or completes one that does: a condition, an
exception, a price, a penalty, a day from which it holds. What only stands beside it ("Letters may be sent
to the clerk") is left where it stands: a reader who opens the passage sees it there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wellsourced.model.claims import Stance
from wellsourced.steps.compose.case import Case, Judged, Piece
from wellsourced.steps.compose.standing import opens_with_pronoun
from wellsourced.steps.proving.restated import without_speaker
from wellsourced.text.names import names
from wellsourced.text.tokens import content_stems
from wellsourced.text.word_families import of_one_family

__all__ = ["bearing", "told_with"]

ENOUGH_SHARED = 2
"""Content words in common from which a sentence speaks of what is asked; of few words half will do."""

NEAR_START = 5
"""Characters before which a name opens a sentence: "The" may stand before it."""

_WHO = content_stems(
    "city town village county state federal government council board commission department office agency "
    "mayor official member resident people person public say tell"
)
"""Who governs, speaks and lives there: what such a word is shared of is not yet what is asked."""

_LIMIT = re.compile(
    r"\b(?:must|(?-i:may)|shall|can|cannot|needs?|needed|has to|have to|requir\w+|allow\w*|permit(?:s|ted)?"
    r"|legal|illegal|compl(?:y|ies)|lawful|prohibit\w*|forbidden|banned|free|only|if|unless|except|until"
    r"|within|after|before|valid|no|not|never|without|pays?|costs?|the (?:rule|ban|law|order)|lose"
    r"|\d+ (?:days|hours|weeks|months|years))\b|[$€£]\s?\d",
    re.I,
)
"""Marks of what orders or limits: with them one word in common will do."""
_COMPLETES = re.compile(
    r"\b(?:exempt(?:s|ed|ions?)?|exceptions?|excepted|left out|excluded|waived?|waivers?|appeals?|sue[sd]?"
    r"|lawsuits?|blame[ds]?|because of|due to|violat(?:ors?|ions?|ing|es?|ed)|offenders?|offen[sc]es?"
    r"|misdemeanors?|felony|infractions?|punishable|penalt(?:y|ies)|fined|in fines|fines? of"
    r"|face (?:a |an )?fines?|(?:takes?|took|taking|comes? into|goes? into) (?:effect|force)"
    r"|(?:is|are|stays?|remains?) in (?:effect|force)|no longer (?:applies|apply)|do(?:es)? not apply"
    r"|appl(?:y|ies) (?:only )?(?:to|from|in)|in (?:the )?(?:cases?|event) of"
    r"|(?:remains?|still|are|is) (?:legal|lawful|illegal|allowed|permitted|prohibited|forbidden)"
    r"|(?:remains?|stays?|still) (?:open|closed|possible|available))\b"
    r"|^(?:the|this) (?:[a-z]+ )?(?:ban|rule|order|law|ordinance|requirement|restriction|limit|measure"
    r"|policy|permit|exemption|penalty|change|increase|closure|deadline)\b"
    r"|^no [\w-]+(?: [\w-]+)? (?:is|are) (?:needed|required|necessary)\b"
    r"|\b(?:begins?|starts?|expires?|ends?) (?:on |in |by )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.I,
)
"""Exceptions, penalties, causes and the days between which a rule holds: they complete what was told last."""
_PRICES = re.compile(
    r"^the (?:fee|cost|price|charge|fare|penalty|fine|deposit|limit|deadline)\b|\bbilled\b", re.I
)
"""A price is of what stands right before it."""
_RULES = re.compile(
    r"\b(?:must|(?-i:may)|shall|should|requir(?:es?|ed)|needs? to|(?:have|has) to|will be|until then"
    r"|otherwise|(?:is|are|not) (?:allowed|permitted|covered|counted|taxed))\b",
    re.I,
)
"""What orders or allows, said after the answer: mostly more of the same rule. An offer ("can") is not."""
_REFERS = re.compile(
    r"^(?:for|of|in|on|under|during|after|before|until|to|with|without|beyond) "
    r"(?:it|them|this|that|these|those|such|the same)\b|\b(?:them|it)\b"
    r"|\b(?:now|instead|otherwise|however|still)\b|^no\b",
    re.I,
)
"""What takes up the sentence before: "for those", "must leave them", "are now"."""
_WHEN = re.compile(
    r"^(?:in|on|from|between|during|until|since|by|after|before|at) (?:the )?(?:\d|other\b|winter|spring"
    r"|summer|fall|autumn|weekends?|weekdays?|nights?|holidays?|ice\b|snow|emergenc"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)"
    r"|^(?:if|when|where|unless)\b",
    re.I,
)
"""The case or the time for which what was just told is different."""
_ADDRESS = re.compile(
    r"\b\d+ (?:[A-Z]\w+ )+(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Square|Way|Place|Court)\b"
)
_FIGURE = re.compile(
    r"(?<![\w.,])(?!(?:1[5-9]|20)\d\d\b)\d|\b(?:twice|half|double|percent|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""A figure or a day, but for a bare year: numbers told right after an answer mostly bear on it."""
_FURNITURE = re.compile(
    r"\b(?:letters?|forms?|translat\w+|interpreters?|newsletters?|website|social media|e-?mails?|telephones?"
    r"|by phone|office hours|office is|archives?|annual report|records|employees|employs|staff|volunteers?"
    r"|directors?|meets|serves|sells?|sold|gift shop|snack|cafe|coffee|cafeteria|parking|maps?|founded"
    r"|settled|renovated|designed|painted|home to|known for|named (?:after|for)|award|prize|sponsors?"
    r"|unincorporated|business day|office closes|founders?|born|grew up|retired|enjoy\w*|loved?|meeting"
    r"|crew)\b",
    re.I,
)
"""What stands on the pages of any office or in any report: how to reach it, what else it does, its past."""
_TRAIT = re.compile(
    r"\bin 1[5-9]\d\d\b|^the (?:[\w-]+ ){1,3}(?:has|owns) (?!been\b|to\b|not\b|\d+ days\b|\w+ed\b)", re.I
)
"""What somebody has, or a year long past."""
_OPENING = re.compile(r"^(?:(?:the|these|this|such|each|every|all|both|a|an) )?(?:[\w-]+ ?){1,3}", re.I)
"""Its first words, where a sentence names what it is about."""
_ANYONE = re.compile(r"^(?:those|such|he|she|they) (?:who|whose|that|with|without|as)\b", re.I)
_CHATS = re.compile(
    r"^[\"“'‘]|^(?:we|our|us|i|my|please|thank|thanks|welcome|follow|subscribe|sign up|contact|call|visit"
    r"|click|read|see|learn|questions?)\b",
    re.I,
)
"""Said to the reader or by a bystander: it points at nothing that was told."""


def bearing(case: Case) -> tuple[Piece, ...]:
    """The case's pieces that bear on what is asked, in their order, and all notes of its casebooks."""
    of_passage: dict[str, list[Piece]] = {}
    for piece in case.pieces:
        if piece.passage.note is None:
            of_passage.setdefault(piece.passage.id, []).append(piece)
    kept: set[tuple[str, str]] = set()
    for name, group in of_passage.items():
        ordered = sorted(group, key=lambda p: p.passage.text.find(p.text))
        texts = [piece.text for piece in ordered]
        for item in _askers(case, name):
            deciding = {n for n, piece in enumerate(ordered) if _decides(piece, item)}
            asked = (item.claim.text, item.topic.text) if item.topic is not None else (item.claim.text,)
            kept |= {(name, texts[n]) for n in told_with(asked, texts, deciding)}
    return tuple(p for p in case.pieces if p.passage.note is not None or (p.passage.id, p.text) in kept)


def _askers(case: Case, passage: str) -> Sequence[Judged]:
    """The claims that a passage takes a side on; all of them where it takes none."""
    own = [item for item in case.judged if any(w.passage.id == passage for w in item.weighed)]
    return own or case.judged


def _decides(piece: Piece, item: Judged) -> bool:
    quoted = (w.evidence.quote for w in item.weighed if w.passage.id == piece.passage.id)
    return piece.stance is not Stance.NEUTRAL or any(quote.endswith(piece.text) for quote in quoted)


def told_with(asked: Sequence[str], texts: Sequence[str], deciding: Collection[int]) -> frozenset[int]:
    """Which of a passage's sentences, in their order, are told of what is asked (wordings of it).

    `deciding` are the places of those that take a side: they are told, and what they lean on.
    """
    common, question = " ".join(texts), " ".join(asked)
    wanted = _matter(question, common)
    named = content_stems(question) - wanted
    decided = frozenset().union(*(_matter(without_speaker(texts[n]), common) for n in deciding)) - named
    matter = _Matter(asked=wanted, decided=decided, named=named)
    kept: set[int] = set()
    speaking: set[int] = set()
    completing = False
    for n, text in enumerate(texts):
        speaks = n in deciding or matter.has(text, alone=not completing)
        if speaks:
            speaking.add(n)
        told, spoke = n - 1 in kept, n - 1 in speaking
        if speaks or matter.is_completed(text, after_told=told, follows=spoke, after_rule=completing):
            kept.add(n)
            completing = True
        if n > 0 and speaks and opens_with_pronoun(text) and _ANYONE.match(text) is None:
            kept.add(n - 1)
    return frozenset(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """The stems of what is asked, of the sentences that decide it, and of the names in what is asked."""

    asked: frozenset[str]
    decided: frozenset[str]
    named: frozenset[str]

    def has(self, text: str, *, alone: bool) -> bool:
        """Whether a sentence speaks of what is asked: by enough words, or by one where it limits.

        `alone`: nothing of it is told yet, and one word will not do.
        """
        stems = content_stems(text)
        asked = _shared(stems, self.asked)
        either = _shared(stems, self.asked | self.decided)
        if asked and (either >= ENOUGH_SHARED or asked * 2 >= len(self.asked)):
            return True
        if alone:
            return False  # what comes before the answer must speak for itself
        limits = _LIMIT.search(text) is not None and not _aside(text) and not self._is_furniture(text)
        return either > 0 and limits

    def is_completed(self, text: str, *, after_told: bool, follows: bool, after_rule: bool) -> bool:
        """Whether a sentence completes what is told.

        `after_told`: the sentence before it is told; `follows`: that one speaks of what is asked itself;
        `after_rule`: some sentence before it is told.
        """
        if _aside(text) or not after_rule:
            return False
        if _COMPLETES.search(text) or (after_told and opens_with_pronoun(text)):
            return True
        if self._is_furniture(text):
            return False
        if _RULES.search(text) or (after_told and any(one.search(text) for one in (_PRICES, _REFERS, _WHEN))):
            return True
        if self._is_of_name(text):
            return False
        return follows or self._is_of_it(text) or (after_told and bool(_FIGURE.search(text)))

    def _is_of_it(self, text: str) -> bool:
        """Whether a sentence opens with a thing that is asked about."""
        opening = _OPENING.match(text)
        return opening is not None and _shared(content_stems(opening[0]), self.asked | self.decided) > 0

    def _is_furniture(self, text: str) -> bool:
        """Whether a sentence speaks of what any office or report speaks of, and that is not what is asked."""
        if _TRAIT.search(text):
            return True
        found = (one[0] for one in _FURNITURE.finditer(text))
        return any(not _shared(content_stems(words), self.asked | self.decided) for words in found)

    def _is_of_name(self, text: str) -> bool:
        """Whether a sentence is of the place or body named, and not of what is asked of it."""
        return any(name.start < NEAR_START and content_stems(name.text) & self.named for name in names(text))


def _aside(text: str) -> bool:
    """Whether a sentence is said to the reader or by a bystander, or tells where to write."""
    return _CHATS.match(text) is not None or _ADDRESS.search(text) is not None


def _shared(stems: frozenset[str], wanted: frozenset[str]) -> int:
    """How many of a sentence's stems are among the wanted, or of one family: "inspector", "inspection"."""
    return sum(1 for stem in stems if stem in wanted or any(of_one_family(stem, one) for one in wanted))


def _matter(text: str, common: str) -> frozenset[str]:
    """The content words of a text but for the names in it; all of them where no other is left.

    A lone word at the start of a sentence is no name if `common`, the passage, has it in small letters.
    """
    named = frozenset(
        stem
        for name in names(text)
        if " " in name.text or "-" in name.text or not re.search(rf"\b{re.escape(name.text.lower())}", common)
        for stem in content_stems(name.text)
    )
    stems = content_stems(text) - _WHO
    return (stems - named) or stems
