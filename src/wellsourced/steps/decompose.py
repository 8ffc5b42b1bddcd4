"""From an inquiry to claims that stand alone, and topics for questions that ask who, what or how many."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wellsourced.model.claims import Claim, Inquiry, Topic
from wellsourced.steps.asking.clauses import clauses, questions
from wellsourced.steps.asking.declare import capitalised, declare
from wellsourced.steps.asking.scoping import SpotPlaces, in_scope, no_places
from wellsourced.steps.asking.titles import tidy_title
from wellsourced.steps.asking.topics import asks_wh, topic_of
from wellsourced.steps.asking.wordings import query_wordings
from wellsourced.text.grammar import DETERMINERS, finite_index, is_plural, join, split_words
from wellsourced.text.sentences import sentences

__all__ = ["MOST", "author_of", "decompose", "query_wordings"]

MOST = 6
"""Claims and topics made of one inquiry, at most."""

_POLITE = re.compile(
    r"^(?:(?:please |hi,? |hello,? )*(?:can|could|would|will) you (?:please )?"
    r"(?:tell me|explain|check|verify|confirm|say)|"
    r"(?:please )?(?:tell me|check|verify|confirm|explain)|"
    r"do you know|i wonder|i(?: want| would like|['’]d like) to know|"
    r"i(?:['’]ve| have)? (?:heard|read|saw|seen)|"
    r"is(?:n['’]t)? it (?:true|correct|right|a fact)|is it the case|it is (?:said|claimed)|"
    r"fact[- ]?check|true or false|is this true)[:,]?\s+(?P<link>if|whether|that)?\s*",
    re.IGNORECASE,
)
_TAG = re.compile(
    r",\s*(?:right|correct|true|no|yes|is(?:n['’]t)? (?:it|that|he|she)|are(?:n['’]t)? they|"
    r"do(?:n['’]t)? they|does(?:n['’]t)? (?:it|he|she)|did(?:n['’]t)? (?:they|he|she|it)|"
    r"is (?:that|this) (?:true|right|correct))\s*\?+$",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"^(?P<who>[^,;:]{2,80}?),?\s+(?:has |have |had |also |once |recently |later |publicly )*(?:ruled|"
    r"says?|said|held|found|told \w+|"
    r"argue[sd]?|claim(?:s|ed)?|announced|testified|wrote|writes|state[sd]|concluded|stated|declared|"
    r"insist(?:s|ed)|"
    r"maintain(?:s|ed)|estimate[sd]|reported|asserted?|alleged?s?) (?:in \d{4} |"
    r"on [A-Z]\w+ \d{1,2}(?:, \d{4})?,? )?that\b"
)
_ACCORDING = re.compile(r"^According to (?P<who>[^,]{2,80}), ")
_LEANS = re.compile(
    r"^(?:it|they|he|she|this|that|these|those)\b(?! (?:is|was) \w+ (?:to|that|for)\b)", re.IGNORECASE
)
_LAST_NAMED = re.compile(r"\b(?:the|an?)\s+([\w’'-]+(?:\s[A-Z][\w’'-]+)*)")
_PRONOUN_START = re.compile(r"^(?P<word>they|it|he|she)\b", re.IGNORECASE)


def decompose(
    inquiry: Inquiry,
    *,
    spot_places: SpotPlaces = no_places,
    agencies: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Claim | Topic, ...]:
    """The claims and topics of an inquiry, in its order, at least one and at most `MOST`.

    A yes/no question becomes the statement it asks about; a question with who, what, how many, ...
    becomes a topic; what is joined is taken apart. `spot_places` finds `(start, end, place code)` in
    a text; `agencies` maps agency codes to the words that name them.
    """
    made: list[Claim | Topic] = []
    for item in _items(inquiry.text):
        scoped = in_scope(item, inquiry, spot_places, agencies or {})
        if scoped.text not in {known.text for known in made}:
            made.append(scoped)
    return tuple(made[:MOST])


def _items(text: str) -> list[Claim | Topic]:
    """The claims and topics of a text, each standing alone, without scope."""
    items: list[Claim | Topic] = []
    subject = ""
    for sentence in _asked(text):
        before = ""
        for piece in _pieces(sentence):
            last = items[-1] if items else None
            short = _completed(piece, last)
            item, subject = (short, subject) if short else _read(_resolved(piece, before), subject)
            before = piece
            if isinstance(item, Claim) and isinstance(last, Claim):
                item = replace(item, text=_with_object(item.text, last.text))
            if isinstance(item, Claim) and isinstance(last, Claim) and _LEANS.match(item.text):
                # What "it" is cannot be told by rule: the two are one claim.
                joined = f"{last.text[:-1]}, and {item.text[:1].lower()}{item.text[1:]}"
                items[-1] = Claim(text=joined, author=last.author)
            else:
                items.append(item)
    return items


_BARE_ASK = re.compile(
    r"^(?:does|do|did|is|are|was|were|can|could|may|must|has|have|should) (?P<subject>[^,;?]+?)\s*\??$", re.I
)
_OBJECT = re.compile(r"(?<=\w )(?P<pronoun>them|it)(?=[.,]|$)")


def _completed(piece: str, last: Claim | Topic | None) -> Claim | None:
    """'... and does Oregon?' after a claim: the same of another subject; None where the piece is whole."""
    asked = _BARE_ASK.match(piece.strip(" ."))
    if asked is None or not isinstance(last, Claim):
        return None
    known = _subject_of(last.text)
    subject = split_words(asked["subject"])
    named = all(word.text[:1].isupper() for word in subject)
    if not known or not (named or (len(subject) == 2 and subject[0].low in DETERMINERS)):
        return None
    return Claim(text=capitalised(asked["subject"]) + last.text[len(known) :])


def _with_object(text: str, before: str) -> str:
    """A claim whose last "them" or "it" is the thing the claim before ended with."""
    named = split_words(before.rstrip("."))[-1:]
    found = _OBJECT.search(text)
    if found is None or not named or not named[0].low.isalpha():
        return text
    thing = named[0].text
    fits = is_plural(named[0].low) == (found["pronoun"] == "them")
    told = thing if found["pronoun"] == "them" else f"the {thing}"
    return text[: found.start()] + told + text[found.end() :] if fits else text


def _resolved(piece: str, before: str) -> str:
    """A piece of a question whose "it" or "them" is named in the piece before it."""
    if not before or not asks_wh(piece):
        return piece
    named = _LAST_NAMED.findall(before.rstrip(" ?."))
    if named:
        piece = re.sub(r"\bit\b", f"the {named[-1]}", piece, count=1)
    topic = topic_of(before) if asks_wh(before) else None
    return re.sub(r"\bthem\b", topic.subject, piece, count=1) if topic else piece


def _asked(text: str) -> list[str]:
    """The sentences of a text, tidied, without what only introduces them."""
    kept = []
    for paragraph in re.split(r"\n\s*\n", re.sub(r"https?://\S+", " ", text)):
        tidy = tidy_title(paragraph)
        kept += [_bare(tidy[start:end]) for start, end in sentences(tidy)]
    kept = [sentence for sentence in kept if re.search(r"\w", sentence)]
    return kept or [tidy_title(text)]


def _bare(sentence: str) -> str:
    """A sentence without politeness before and a tag question after it."""
    tagged = _TAG.search(sentence)
    if tagged:
        sentence = sentence[: tagged.start()] + "."
    opened = _POLITE.match(sentence)
    if opened and (opened["link"] or not _starts_with_ask(opened[0])) and len(sentence) - opened.end() > 8:
        rest = sentence[opened.end() :]
        sentence = rest.rstrip("?! ") if opened["link"] else rest
    return sentence


def _starts_with_ask(opening: str) -> bool:
    """Whether an opening reads as a question of its own unless "that" or "whether" follows."""
    return opening.lower().startswith(("is it", "isn", "is this", "it is", "i "))


def _pieces(sentence: str) -> list[str]:
    if sentence.rstrip().endswith("?") or asks_wh(sentence) or declare(sentence):
        return questions(sentence)
    return clauses(sentence)


def _read(piece: str, known_subject: str) -> tuple[Claim | Topic, str]:
    """A piece as claim or topic, and the subject that a pronoun in the next piece stands for."""
    if asks_wh(piece):
        topic = topic_of(piece)
        return topic, known_subject or topic.subject
    declared = declare(piece)
    text = declared.text if declared else capitalised(piece.strip(" .?!;,"))
    found = _PRONOUN_START.match(text)
    if (
        declared
        and found
        and known_subject
        and not re.match(r"it (?:is|was) (?:\w+ )?\w+ (?:to|that|for)\b", text, re.IGNORECASE)
    ):
        text = capitalised(known_subject + text[found.end() :])
        subject = known_subject
    else:
        subject = declared.subject if declared else _subject_of(text)
    return Claim(text=f"{text}.", author=author_of(text)), subject


def author_of(statement: str) -> str | None:
    """Who is said to have said it, where the statement is "X ruled that Y"."""
    told = _ACCORDING.match(statement)
    if told:
        return told["who"].strip()
    found = _SAYING.match(statement)
    if found is None or statement.lower().startswith(("there ", "it ")):
        return None
    who = found["who"].strip()
    return (
        None
        if finite_index(split_words(who)) is not None or who.lower().endswith((" to", "support"))
        else who
    )


def _subject_of(statement: str) -> str:
    parts = split_words(statement)
    at = finite_index(parts)
    return join(parts[:at]).rstrip(",") if at else ""
