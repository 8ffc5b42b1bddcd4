"""From an inquiry to claims that stand alone, and topics for questions that ask who, what or how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from wellsourced.model.claims import AnswerKind, Claim, Inquiry, Topic
from wellsourced.model.scope import Relation, Scope, place_relation
from wellsourced.model.sources import Authority
from wellsourced.steps.clauses import clauses, questions
from wellsourced.steps.declare import capitalised, declare
from wellsourced.steps.titles import tidy_title
from wellsourced.steps.wordings import query_wordings
from wellsourced.text.grammar import finite_index, join, split_words
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import stem, tokens

__all__ = ["MOST", "decompose", "query_wordings"]

MOST = 6
"""Claims and topics made of one inquiry, at most."""

SpotPlaces = Callable[[str], list[tuple[int, int, str]]]

_POLITE = re.compile(
    r"^(?:(?:please |hi,? |hello,? )*(?:can|could|would|will) you (?:please )?(?:tell me|explain|check|"
    r"verify|confirm|say)|"
    r"(?:please )?(?:tell me|check|verify|confirm|explain)|do you know|i (?:want|would like|"
    r"['’]d like) to know|i wonder|"
    r"i(?:['’]ve| have)? (?:heard|read|saw|seen)|is it (?:true|correct|right|a fact)|is it the case|"
    r"it is (?:said|claimed)|"
    r"fact[- ]?check|true or false|is this true)[:,]?\s+(?P<link>if|whether|that)?\s*",
    re.IGNORECASE,
)
_TAG = re.compile(
    r",\s*(?:right|correct|true|no|yes|is(?:n['’]t)? (?:it|that|he|she)|are(?:n['’]t)? they|"
    r"does(?:n['’]t)? (?:it|he|she)|"
    r"do(?:n['’]t)? they|did(?:n['’]t)? (?:they|he|she|it)|is (?:that|this) (?:true|right|correct))\s*\?+$",
    re.IGNORECASE,
)
_WH = re.compile(r"^(?:[^.?!]{3,60}: )?(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_ASKED = (
    (re.compile(r"^(?:who|whom|whose)\b"), AnswerKind.PERSON),
    (re.compile(r"^(?:where|(?:in )?(?:which|what) (?:\w+ )?(?:states?|count(?:y|ies)|cit(?:y|ies)|"
    r"towns?|countr(?:y|ies)|places?|"
                r"jurisdictions?|parish(?:es)?))\b"), AnswerKind.PLACE),
    (re.compile(r"^(?:when|since when|(?:what|which) (?:year|date|day|month))\b"), AnswerKind.DATE),
    (re.compile(r"^(?:how (?:many|much|often|long|old|far|high|big|large)|what (?:percent\w*|number|"
    r"share|proportion|fraction|"
                r"amount)|what (?:is|was) the (?:number|rate|cost|price|average|total|"
                r"percentage))\b"), AnswerKind.NUMBER),
    (re.compile(r"^(?:why|what (?:caused|causes|led|explains)|what (?:is|was|are|were) the (?:reasons?|"
    r"causes?))\b"), AnswerKind.REASON),
    (re.compile(r"^what (?:(?:is|are|was|were) (?!the (?![A-Z]))|constitutes|"
    r"does .* mean$)"), AnswerKind.DEFINITION),
)  # fmt: skip
_WH_PHRASE = re.compile(
    r"^(?:how (?:many|much|often|long|old|far|likely)|which|what|whose|who|whom|where|when|why|how)\s+"
    r"(?:(?P<aux>is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should|will|"
    r"would)\s+|constitutes?\s+)?",
    re.IGNORECASE,
)
_LEVELS = (
    (re.compile(r"\b(?:under|by|in|violates?|per) (?:\w+ )?federal (?:\w+ )?(?:law|statute|regulation|"
    r"constitution)|\bfederally\b|\bunder the (?:us |"
    r"u\.s\. )?constitution\b", re.IGNORECASE), Authority.FEDERAL),
    (re.compile(r"\b(?:under|by|in|violates?|per) state (?:\w+ )?(?:law|statute|"
    r"constitution)\b", re.IGNORECASE), Authority.STATE),
    (re.compile(r"\b(?:under|by|in) (?:the )?(?:county|parish) (?:law|ordinance|policy|"
    r"code)\b", re.IGNORECASE), Authority.COUNTY),
    (re.compile(r"\b(?:under|by|in) (?:the )?(?:city|municipal) (?:law|ordinance|policy|"
    r"code)\b", re.IGNORECASE), Authority.CITY),
)  # fmt: skip
_UNDER = re.compile(r"\bunder (?P<place>[A-Z][\w. ]*?)(?:['’]s?)? (?:state )?(?:law|statute|constitution)\b")
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


def no_places(text: str) -> list[tuple[int, int, str]]:
    """A spotter that knows no place."""
    return []


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
        scoped = _scoped(item, inquiry, spot_places, agencies or {})
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
            item, subject = _read(_resolved(piece, before), subject)
            before = piece
            last = items[-1] if items else None
            if isinstance(item, Claim) and isinstance(last, Claim) and _LEANS.match(item.text):
                # What "it" is cannot be told by rule: the two are one claim.
                joined = f"{last.text[:-1]}, and {item.text[:1].lower()}{item.text[1:]}"
                items[-1] = Claim(text=joined, author=last.author)
            else:
                items.append(item)
    return items


def _resolved(piece: str, before: str) -> str:
    """A piece of a question whose "it" or "them" is named in the piece before it."""
    if not before or not _WH.match(piece):
        return piece
    named = _LAST_NAMED.findall(before.rstrip(" ?."))
    if named:
        piece = re.sub(r"\bit\b", f"the {named[-1]}", piece, count=1)
    topic = _topic(before) if _WH.match(before) else None
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
    return opening.lower().startswith(("is it", "is this", "it is", "i "))


def _pieces(sentence: str) -> list[str]:
    if sentence.rstrip().endswith("?") or _WH.match(sentence) or declare(sentence):
        return questions(sentence)
    return clauses(sentence)


def _read(piece: str, known_subject: str) -> tuple[Claim | Topic, str]:
    """A piece as claim or topic, and the subject that a pronoun in the next piece stands for."""
    if _WH.match(piece):
        topic = _topic(piece)
        return topic, known_subject or topic.subject
    declared = declare(piece)
    text = declared.text if declared else capitalised(piece.strip(" .?!;,"))
    found = _PRONOUN_START.match(text)
    if (
        found
        and known_subject
        and not re.match(r"it (?:is|was) (?:\w+ )?\w+ (?:to|that|for)\b", text, re.IGNORECASE)
    ):
        text = capitalised(known_subject + text[found.end() :])
        subject = known_subject
    else:
        subject = declared.subject if declared else _subject_of(text)
    return Claim(text=f"{text}.", author=_author(text)), subject


def _author(statement: str) -> str | None:
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


def _topic(question: str) -> Topic:
    text = question.strip(" ?!.")
    body = re.sub(
        r"^[^.?!]{3,60}: (?=(?:who|what|which|when|where|why|how)\b)", "", text, flags=re.IGNORECASE
    )
    asked = next(
        (kind for pattern, kind in _ASKED if pattern.match(body[:1].lower() + body[1:])), AnswerKind.THING
    )
    mark = "..." if question.rstrip().endswith(("..", "…")) else "?"
    return Topic(text=f"{capitalised(text)}{mark}", subject=_subject_asked(body) or text, asked=asked)


def _subject_asked(question: str) -> str:
    """What a question with who, what, how many, ... asks about."""
    opened = _WH_PHRASE.match(question)
    if opened is None:
        return question
    rest = question[opened.end() :]
    if rest.endswith(" mean"):
        return rest.removesuffix(" mean")
    helper = opened["aux"]
    if helper and helper.lower() not in {"is", "are", "was", "were"}:
        declared = declare(f"{helper} {rest}")
        return declared.subject if declared else rest.strip(" ,")
    parts = split_words(rest)
    at = next((i for i, word in enumerate(parts) if word.low in {"do", "does", "did"}), None)
    if not helper and at and (declared := declare(join(parts[at:]))):
        # "what role do jails play in it" is about the role jails play in it
        return f"{join(parts[:at])} {declared.subject[:1]}{declared.text[1:]}"
    return rest.strip(" ,")


def _scoped(
    item: Claim | Topic, inquiry: Inquiry, spot_places: SpotPlaces, agencies: Mapping[str, Sequence[str]]
) -> Claim | Topic:
    codes = [code for _, _, code in spot_places(item.text)]
    place = inquiry.place or _one_place(codes)
    parties = frozenset({inquiry.agency}) if inquiry.agency else _parties(item.text, agencies)
    scope = Scope(place=place, parties=parties)
    authority = _authority(item.text, spot_places)
    if isinstance(item, Topic):
        return Topic(text=item.text, subject=item.subject, asked=item.asked, scope=scope, authority=authority)
    return Claim(text=item.text, scope=scope, authority=authority, author=item.author)


def _one_place(codes: Iterable[str]) -> str | None:
    """The narrowest of the places if each of them contains it; several places are no one place."""
    distinct = sorted(set(codes), key=lambda code: (-code.count("-"), code))
    if not distinct:
        return None
    narrowest = distinct[0]
    inside = all(place_relation(narrowest, other) is Relation.NARROWER for other in distinct[1:])
    return narrowest if inside else None


def _parties(text: str, agencies: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The agencies a text names; a longer name hides a shorter one inside it ("state police", "police")."""
    stems = [stem(token.norm) for token in tokens(text)]
    named = sorted(
        (
            (tuple(stem(token.norm) for token in tokens(name)), code)
            for code, names in agencies.items()
            for name in names
        ),
        key=lambda entry: -len(entry[0]),
    )
    taken = [False] * len(stems)
    found = set()
    for phrase, code in named:
        for i in range(len(stems) - len(phrase) + 1 if phrase else 0):
            here = slice(i, i + len(phrase))
            if tuple(stems[here]) == phrase and not any(taken[here]):
                taken[here] = [True] * len(phrase)
                found.add(code)
    return frozenset(found)


def _authority(text: str, spot_places: SpotPlaces) -> Authority | None:
    for pattern, level in _LEVELS:
        if pattern.search(text):
            return level
    named = _UNDER.search(text)
    if named and any(code.count("-") == 1 for _, _, code in spot_places(named["place"])):
        return Authority.STATE
    return None
