"""Whether two wordings ask the same thing, so that one page answers both: by claims, never by strings.

A wrong merge answers a question with another's page, a missed one makes a second page: so everything must
agree, and only wordings that agree in all but a few words are put to the models. In this order:

- the places and the agency are the same;
- *norms*: both say what the same agencies must or may do about the same things, and nothing else differs.
  "May they refuse?" and "Do they have to?" are one question; as claims they are opposites;
- *words*: both are the same words in the same order, up to number and what carries no meaning;
- *near misses*: one or two words differ, and verifier and encoder find that each says the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from wellsourced.model.editions import Page
from wellsourced.ports import Encoder, Verifier
from wellsourced.steps.asking.scoping import SpotPlaces, no_places
from wellsourced.steps.asking.topics import asks_wh
from wellsourced.steps.norm_words import MAY, MUST, MUST_NOT, NEED_NOT, REFUSAL, Worlds
from wellsourced.steps.norms import Norm, Vocabulary, norms, parties_in, words_pattern
from wellsourced.steps.proving.contrast import contrast, missing_details
from wellsourced.steps.vetoing.veto import veto
from wellsourced.text.names import names
from wellsourced.text.tokens import MODALS, NEGATIONS, STOPWORDS, content_stems, stem, tokens
from wellsourced.text.wordlists import words

__all__ = ["Reader", "canonical", "same_claims"]

ALIKE = 0.85
"""The cosine of two wordings before a near miss is one question."""
SURE = 0.7
"""What the verifier must give each way; it is never surer than 0.8 of any pair."""
MOST_APART = 2
"""Content words that one wording may have and the other not."""

_OPPOSITE: dict[Worlds, Worlds] = {MUST: NEED_NOT, NEED_NOT: MUST, MAY: MUST_NOT, MUST_NOT: MAY}
_EMPTY = frozenset(
    words(
        "a an the this that these those is are am be been being do does has have it its there of in on at by "
        "for as to which who"
    )
)
"""Words that may stand in one wording and not in the other; of the other stopwords each one counts."""
_DUTY = re.compile(
    r"\b(?:(?:not )?(?:allowed|permitted|required|obliged|obligated|forced|compelled|bound|free|able"
    r"|forbidden|prohibited|banned|barred|authorized|legal|legally|lawful|lawfully|illegal|illegally|unlawful|mandatory"
    r"|voluntary|optional|obligatory|must|may|can|cannot|could|shall|should|have|has|had|need|needs|law|laws"
    r"|let|lets|allow|allows|permit|permits|require|requires|forbid|forbids|prohibit|prohibits|ban|bans|not))\b",
    re.IGNORECASE,
)
"""How a norm says what it leaves open; the worlds of two norms are compared instead."""
_FORCES = (
    (re.compile(r"\bcannot\b|\bcan['’]t\b", re.IGNORECASE), "may not"),
    (re.compile(r"\bcan\b|\b(?:is|are) (?:allowed|permitted) to\b", re.IGNORECASE), "may"),
    (
        re.compile(r"\b(?:is|are) (?:required|obliged|obligated) to\b|\bha(?:s|ve) to\b", re.IGNORECASE),
        "must",
    ),
)
"""Ways to say "may" and "must"."""
_BODY = frozenset(stem(word) for word in words("local department agency office officer force official"))
"""What a kind of agency may be called besides its name ("police", "local police departments")."""
_AGO = frozenset(words("was were did had"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What two wordings are read with: the casebooks' words, the places known, and the models.

    Without an encoder or a verifier no near miss is taken for the same.
    """

    vocabularies: tuple[Vocabulary, ...] = ()
    encoder: Encoder | None = None
    verifier: Verifier | None = None
    spot_places: SpotPlaces = no_places


def canonical(page: Page, pages: Sequence[Page], reader: Reader) -> Page | None:
    """Which of the pages asks what this one would, if any does: the same, a known wording, or by claims."""
    for known in pages:
        if known.id == page.id:
            return known
    near = [known for known in pages if known.agency == page.agency]
    for known in near:
        if known.place == page.place and known.is_worded(page.title):
            return known
    return next((known for known in near if _same_page(page, known, reader)), None)


def _same_page(one: Page, other: Page, reader: Reader) -> bool:
    if _places(one, reader) != _places(other, reader):
        return False
    both_ask = _is_question(one) and _is_question(other)
    return same_claims(one.claims, other.claims, reader, questions=both_ask)


def same_claims(one: Sequence[str], other: Sequence[str], reader: Reader, *, questions: bool) -> bool:
    """Whether each claim of one is a claim of the other, in any order.

    With `questions` a claim and its opposite are the same, since asking whether is asking whether not.
    """
    if len(one) != len(other):
        return False
    left = list(other)
    for claim in one:
        found = next((known for known in left if _same(claim, known, reader, questions)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _same(one: str, other: str, reader: Reader, questions: bool) -> bool:
    if one == other:
        return True
    if asks_wh(one) != asks_wh(other):
        return False
    first, second = (_placeless(text, reader) for text in (one, other))
    for vocabulary in reader.vocabularies:
        ours, theirs = norms(first, vocabulary), norms(second, vocabulary)
        if len(ours) == len(theirs) == 1:
            return _same_norm((first, ours[0]), (second, theirs[0]), vocabulary, questions)
        if ours or theirs:
            return _said(first, questions) == _said(second, questions)
    if _said(first, questions) == _said(second, questions):
        return True
    return not asks_wh(one) and _near(first, second, reader, questions)


def _same_norm(
    one: tuple[str, Norm], other: tuple[str, Norm], vocabulary: Vocabulary, questions: bool
) -> bool:
    """Whether two norms leave the same open (or, asked, the opposite) for the same agencies and actions."""
    (first, ours), (second, theirs) = one, other
    if ours.actions != theirs.actions or ours.only_with != theirs.only_with:
        return False
    worlds = {theirs.worlds, _OPPOSITE.get(theirs.worlds, theirs.worlds)} if questions else {theirs.worlds}
    return ours.worlds in worlds and _matter(first, vocabulary) == _matter(second, vocabulary)


def _matter(text: str, vocabulary: Vocabulary) -> tuple[object, ...]:
    """What a norm is about: who, which things it names, its tense, and the words nothing accounts for."""
    acts = {code: act for code, act in vocabulary.actions.items() if words_pattern(act.objects).search(text)}
    parties = parties_in(text, vocabulary)
    rest = text
    spoken = [vocabulary.general, *acts.values()]
    known = [word for act in spoken for word in (*act.objects, *act.verbs)]
    known += [word for named in vocabulary.parties.values() for word in named]
    for word in sorted(known, key=len, reverse=True):  # "ICE requests" before "with ICE"
        rest = words_pattern((word,)).sub(" ", rest)
    rest = _DUTY.sub(" ", REFUSAL.sub(" ", rest))
    left = content_stems(rest) - (_BODY if parties else frozenset())
    return parties, frozenset(acts), _is_past(text), _relations(rest) - {"with"}, left


def _said(text: str, questions: bool) -> tuple[str, ...]:
    """The words of a text that mean something, in order; for a question without what only turns it round."""
    for phrase, modal in _FORCES:
        text = phrase.sub(modal, text)
    kept = (token.norm for token in tokens(text) if token.norm not in _EMPTY)
    return tuple(_key(word) for word in kept if not (questions and word == "not"))


def _near(one: str, other: str, reader: Reader, questions: bool) -> bool:
    """Whether two texts that differ in a word or two say each other, by rules and then by both models."""
    if reader.encoder is None or reader.verifier is None:
        return False
    ours, theirs = content_stems(one), content_stems(other)
    apart = max(len(ours - theirs), len(theirs - ours))
    if apart > MOST_APART or len(ours & theirs) < max(2, apart + 1) or not _in_order(one, other):
        return False
    if _details(one) != _details(other) or _frame(one, questions) != _frame(other, questions):
        return False
    for claim, text in ((one, other), (other, one)):
        if missing_details(claim, text) or veto(claim, [text]) is not None or contrast(claim, text):
            return False
    vector, another = reader.encoder.encode([one, other]).tolist()
    if sum(map(mul, vector, another)) < ALIKE:
        return False
    told = reader.verifier.judge([(one, other), (other, one)])
    return all(judgement.supports >= SURE for judgement in told)


def _frame(text: str, questions: bool) -> tuple[object, ...]:
    """What turns a text without being its content: tense, modals, negations, relations."""
    heard = {token.norm for token in tokens(text)}
    turned = NEGATIONS - {"not"} if questions else NEGATIONS
    return _is_past(text), frozenset(heard & MODALS), frozenset(heard & turned), _relations(text)


def _relations(text: str) -> frozenset[str]:
    """The stopwords that change what is said: "before" and "after", "all" and "most"."""
    heard = {token.norm for token in tokens(text)}
    return frozenset(heard & STOPWORDS) - _EMPTY - _AGO - MODALS - {"not"}


def _details(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the numbers of a text."""
    numbers = frozenset(token.norm for token in tokens(text) if any(sign.isdigit() for sign in token.norm))
    return frozenset(name.norm for name in names(text)), numbers


def _in_order(one: str, other: str) -> bool:
    """Whether the words that both have come in the same order: who does what to whom."""
    shared = content_stems(one) & content_stems(other)
    first, second = ([s for t in tokens(text) if (s := stem(t.text)) in shared] for text in (one, other))
    return first == second


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    """A word without its number; a verb keeps its tense, for "closed" is not "closes"."""
    return word if word.endswith(("ed", "ing")) else stem(word)


def _is_past(text: str) -> bool:
    return any(token.norm in _AGO for token in tokens(text))


def _placeless(text: str, reader: Reader) -> str:
    """A text without the places it names, which are compared by what they are."""
    for start, end, _ in sorted(reader.spot_places(text), reverse=True):
        text = f"{text[:start].rstrip(' ,')} {text[end:].lstrip(' ,')}"
    return text


def _places(page: Page, reader: Reader) -> frozenset[str]:
    """The places a page is of, by code: the narrowest of those asked for and named."""
    codes = {code for claim in page.claims for _, _, code in reader.spot_places(claim)}
    codes |= {page.place} if page.place else set()
    return frozenset(one for one in codes if not any(other.startswith(f"{one}-") for other in codes))


def _is_question(page: Page) -> bool:
    return page.title.rstrip().endswith("?")
