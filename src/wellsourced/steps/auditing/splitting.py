"""A sentence taken apart into the claims in it, each with its own subject; nothing is put in that it lacks.

Only words of the sentence are used, and only where the cut is plain: joined clauses, verbs that share a
subject, what is said of somebody between commas. A sentence that cannot be cut is one claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellsourced.steps.asking.clauses import clauses
from wellsourced.text import verbs
from wellsourced.text.grammar import (
    PREPOSITIONS,
    Word,
    auxiliary,
    finite_index,
    is_adverb,
    is_plural,
    join,
    split_words,
)
from wellsourced.text.wordlists import words

__all__ = ["split"]

MOST_SUBJECT = 12
"""Words of a subject that is repeated; a longer one is no plain subject."""
FEWEST = 3
"""Words of a claim."""
_HOLDS_BACK = frozenset(
    words(
        "that if because when whether unless while although though since whereas until whom whose where "
        "said says argued claimed argues claims how why"
    )
)
"""With one of these before a cut, what follows may be only said, or hold only then."""
_ASIDE = re.compile(
    r"^(?P<subject>[^,;:]{2,90}), (?P<aside>[^,;:]{3,140}(?:, [^;:]{3,90}?)?), (?P<rest>[^;]+)$"
)
_TAIL = re.compile(
    r"^(?P<head>[^;]*?[\s(](?P<name>(?:[A-Z][\w.'’-]*\s?)+)), (?P<relative>which|who) "
    r"(?P<rest>(?:is|was|are|were|has|had|can|[a-z]+(?:ed|s)) [^;]+)$"
)
_CUTS = (re.compile(r"(?<=[a-z]): "), re.compile(r", (?:but|while|whereas|yet) (?=[a-z])"))
_SAID = frozenset(words("said says say added wrote told reported argued claimed asked according"))
_ARTICLE = re.compile(r"^(?:an? |the )(?!result|year|month|week|day)", re.IGNORECASE)
_NOT_JOINED = re.compile(r"\b(?:both|either|neither|between|not only)\b")


def split(sentence: str) -> tuple[str, ...]:
    """The claims of a sentence in its order, each ending in a full stop; at least one."""
    found: list[str] = []
    for part in _at_marks(sentence.strip()):
        for clause in clauses(part):
            for whole in _told_aside(clause):
                found += _by_verb(whole)
    kept = dict.fromkeys(_closed(one) for one in found if len(one.split()) >= FEWEST)
    return tuple(kept) or (_closed(sentence),)


def _at_marks(sentence: str) -> list[str]:
    """A sentence cut at its colon, and before ", but" and ", while", where each part is a sentence."""
    parts = [sentence]
    for mark in _CUTS:
        cut = [piece for part in parts for piece in mark.split(part)]
        if all(_is_whole(piece) for piece in cut):
            parts = cut
    return parts


def _is_whole(piece: str) -> bool:
    words_of = split_words(piece)
    verb = finite_index(words_of)
    led = bool(words_of) and (words_of[0].low in _HOLDS_BACK or words_of[0].low in PREPOSITIONS)
    quoted = piece.count("“") != piece.count("”") or piece.count('"') % 2 == 1
    said = any(word.low in _SAID for word in words_of[: (verb or 0) + 1])
    return verb is not None and not led and not said and not quoted and piece.count("(") == piece.count(")")


def _closed(text: str) -> str:
    plain = text.strip().rstrip(",;: ")
    ended = plain if plain.rstrip("\"”’')]").endswith((".", "!", "?")) else f"{plain}."
    return ended[:1].upper() + ended[1:]


def _told_aside(clause: str) -> Iterator[str]:
    """The clause without what it says of its subject between commas, or of a name at its end; and that."""
    found = _ASIDE.match(clause)
    if found is not None:
        told = _of_subject(found["subject"], found["aside"], found["rest"])
        if told is not None:
            yield f"{found['subject']} {found['rest']}"
            yield told
            return
    tail = _TAIL.match(clause)
    if tail is not None and not _held_back(split_words(tail["head"])):
        yield tail["head"]
        yield f"{tail['name'].strip()} {tail['rest']}"
        return
    yield clause


def _of_subject(subject: str, aside: str, rest: str) -> str | None:
    """'Ruth Okafor' and 'a lawyer' or 'who won in 2022' as a sentence; None where it is something else."""
    after = split_words(rest)
    if finite_index(split_words(subject)) is not None or not after or not _opens_predicate(after):
        return None
    first, _, more = aside.partition(" ")
    if first in ("who", "which") and more and _opens_predicate(split_words(more)):
        return f"{subject} {more}"
    named = subject.split()[-1][:1].isupper()
    if named and _ARTICLE.match(aside) and finite_index(split_words(aside)) is None:
        was = _is_past(after[0])
        plural = is_plural(subject.split()[-1].lower()) and not named
        return f"{subject} {('were' if plural else 'was') if was else ('are' if plural else 'is')} {aside}"
    return None


def _opens_predicate(parts: list[Word]) -> bool:
    """Whether words begin with a finite verb, or an adverb and one."""
    at = 1 if is_adverb(parts[0].low) and len(parts) > 1 else 0
    low = parts[at].low
    return auxiliary(parts[at]) is not None or verbs.is_third_person(low) or verbs.is_past(low)


def _is_past(word: Word) -> bool:
    helper = auxiliary(word)
    return helper[0] in {"was", "were", "had", "did"} if helper is not None else verbs.is_past(word.low)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb of a sentence and the links before it: where its predicate begins, where what is before ends."""

    start: int
    end: int


def _by_verb(clause: str) -> list[str]:
    """One claim for each of the verbs that share a subject: 'She sings and dances' is two."""
    parts = split_words(clause)
    main = finite_index(parts)
    if main is None or main > MOST_SUBJECT or _NOT_JOINED.search(clause) or clause.rstrip().endswith("?"):
        return [clause]
    subject = parts[:main]
    while subject and is_adverb(subject[-1].low):
        subject = subject[:-1]
    joined = list(_joined_verbs(parts, main))
    if not joined or not subject or _main_comes_later(parts, main):
        return [clause]
    pieces = [join(parts[: joined[0].end]).rstrip(",")]
    for one, following in zip(joined, [*joined[1:], None], strict=True):
        end = following.end if following is not None else len(parts)
        pieces.append(f"{join(subject)} {join(parts[one.start : end]).rstrip(',')}")
    torn = any(piece.count('"') % 2 or piece.count("“") != piece.count("”") for piece in pieces)
    return [clause] if torn else pieces


def _main_comes_later(parts: list[Word], main: int) -> bool:
    """Whether the verb found may be a participle of the subject: 'detainers seen in Ohio ... show that'."""
    if auxiliary(parts[main]) is not None or not _is_past(parts[main]):
        return False
    later = (word.low for word in parts[main + 1 :])
    return any(verbs.is_third_person(low) and not verbs.noun_too(verbs.base_of(low) or "") for low in later)


def _joined_verbs(parts: list[Word], main: int) -> Iterator[_Verb]:
    """The further verbs of the subject: after 'and' or 'but', a finite verb of the main verb's kind."""
    for i in range(main + 2, len(parts) - 1):
        if parts[i].low not in {"and", "but"} or _held_back(parts[main + 1 : i]):
            continue
        at = i + 1
        while at < len(parts) - 1 and is_adverb(parts[at].low):
            at += 1
        if at < len(parts) - 1 and _same_kind(parts, main, at) and parts[at + 1].low not in {"and", "or"}:
            yield _Verb(start=i + 1, end=i)


def _held_back(parts: list[Word]) -> bool:
    return any(word.low in _HOLDS_BACK for word in parts)


def _same_kind(parts: list[Word], main: int, at: int) -> bool:
    """Whether a word after a link is a verb of the same subject: an auxiliary, a past, a third person."""
    word, first = parts[at], parts[main]
    if word.text[:1].isupper() or word.text[:1] in "\"“'‘":
        return False
    helper = auxiliary(word)
    if helper is not None:
        return parts[at - 1].low in {"and", "but"} or is_adverb(parts[at - 1].low)
    if auxiliary(first) is not None and not _is_past(first):
        # After 'is' and 'has' a past form may still be their participle.
        return verbs.is_third_person(word.low) and not verbs.noun_too(verbs.base_of(word.low) or "")
    if _is_past(first):
        before = parts[at - 2].low if at >= 2 else ""
        helped = auxiliary(first) is not None
        return verbs.is_past(word.low) and not helped and before not in PREPOSITIONS
    third = verbs.is_third_person(first.low)
    return third and verbs.is_third_person(word.low) and not verbs.noun_too(verbs.base_of(word.low) or "")
