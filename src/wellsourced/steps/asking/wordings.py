"""The wordings in which evidence for a claim is searched: its own, its core, its contrary, its names.

On the web, where no index of ours knows what is alike, also other words for its words, its place, and its
dates drawn wider. A negative result is accepted only after all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wellsourced.model.claims import Claim, Topic
from wellsourced.rules.gazetteer import printed
from wellsourced.steps.asking.synonyms import synonym
from wellsourced.text.citing.reading import legal_citations
from wellsourced.text.dates import FoundDate, dates
from wellsourced.text.figures import identifiers
from wellsourced.text.names import names
from wellsourced.text.private import MASK, masked
from wellsourced.text.tokens import MODALS, NEGATIONS, STOPWORDS, content_stems, stem, tokens

__all__ = ["MOST", "MOST_ON_THE_WEB", "query_wordings", "web_wordings"]

MOST = 5
"""Wordings of one claim, at most."""
MOST_ON_THE_WEB = 10
"""As `MOST`, for services outside, each of which costs a second or a cent."""
_REPLACED = 3
"""Words another word is put for in one wording; with more it is another question."""
_TELLING = 2
"""Words of content without which a wording finds anything at all."""
_NO_END = " .?!;:,"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

# Either side is searched with the other's words: who denies a claim seldom uses its own.
_CONTRARY = {
    "refuse": "honor comply",
    "decline": "honor comply",
    "ignore": "honor comply",
    "honor": "refuse decline",
    "comply": "refuse",
    "cooperate": "refuse limit cooperation",
    "mandatory": "voluntary request",
    "compulsory": "voluntary",
    "voluntary": "mandatory required",
    "optional": "mandatory required",
    "require": "forbid prohibit voluntary",
    "oblige": "voluntary",
    "forbid": "require allow",
    "prohibit": "require allow",
    "ban": "allow permit",
    "bar": "allow permit",
    "allow": "prohibit bar",
    "permit": "prohibit bar",
    "let": "prohibit bar",
    "legal": "illegal unlawful",
    "lawful": "unlawful",
    "illegal": "lawful legal",
    "unlawful": "lawful",
    "constitutional": "unconstitutional violates",
    "unconstitutional": "constitutional upheld",
    "uphold": "struck down enjoined",
    "rise": "fell decreased",
    "increase": "decreased fell",
    "fall": "rose increased",
    "decrease": "increased rose",
    "reduce": "increased",
    "guilty": "acquitted",
    "convict": "acquitted",
    "acquit": "convicted",
    "support": "oppose",
    "oppose": "support",
    "approve": "reject",
    "reject": "approve",
    "cause": "no link",
    "effective": "ineffective",
    "safe": "harm risk",
    "resign": "remain in office",
    "repeal": "in force",
}
_BY_STEM = {stem(word): contrary for word, contrary in _CONTRARY.items()}


def query_wordings(item: Claim | Topic) -> list[str]:
    """At most `MOST` queries for a claim or topic, the best first, without repeats.

    The text as it is; its content words; the contrary wording; its names, citations and dates with
    its subject words; and the content words without the names.
    """
    core = _content(item.text)
    candidates = [
        item.text,
        " ".join(core),
        _contrary(core, item.text),
        _named(item.text),
        item.subject if isinstance(item, Topic) else _unnamed(item.text),
    ]
    kept: list[str] = []
    for wording in candidates:
        if wording and wording.lower() not in {known.lower() for known in kept}:
            kept.append(wording)
    return kept[:MOST]


def web_wordings(item: Claim | Topic, also: Sequence[str] = ()) -> list[str]:
    """At most `MOST_ON_THE_WEB` queries for services outside, the best first, none that asks the same again.

    As `query_wordings`; the laws and cases it cites in their usual spelling; then other words for its words,
    its place by name, its dates drawn wider and left out, and its names alone. `also` are ways in which a
    casebook says it. What is private (an e-mail address, a telephone number, a key) is not sent out.
    """
    text = " ".join(masked(item.text).replace(MASK, " ").split()).strip(_NO_END)
    core = _words(text)
    contrary = _contrary(core, text).strip(_NO_END)
    candidates = [
        text,
        " ".join(dict.fromkeys(cite.authority for cite in legal_citations(text))),
        _named(text),
        _with_synonyms(core),
        contrary,
        _in_place(item, core),
        *_other_dates(text),
        _names_alone(text),
        *also,
        item.subject if isinstance(item, Topic) else _unnamed(text),
    ]
    kept: list[str] = []
    asked = set()
    for wording in candidates:
        # Services drop small words and endings, but "must not" is kept apart from "must".
        key = (content_stems(wording), wording == contrary)
        if len(key[0]) >= _TELLING and key not in asked:
            asked.add(key)
            kept.append(wording)
    return kept[:MOST_ON_THE_WEB] or [text or item.text]


def _content(text: str) -> list[str]:
    """The words that carry content, as written."""
    return [token.text for token in tokens(text) if token.norm not in STOPWORDS]


def _contrary(core: list[str], text: str) -> str:
    """The content words with the first that decides turned round, or the text with its modal denied."""
    at = next((i for i, word in enumerate(core) if stem(word) in _BY_STEM), None)
    if at is not None:
        return " ".join([*core[:at], _BY_STEM[stem(core[at])], *core[at + 1 :]])
    if any(token.norm in NEGATIONS for token in tokens(text)):
        return ""
    denied = re.sub(rf"\b({'|'.join(sorted(MODALS - {'need', 'cannot'}))})\b", r"\1 not", text, count=1)
    return denied if denied != text else ""


def _named(text: str) -> str:
    """Names, citations and dates, with the two longest other words."""
    spans = [(n.start, n.text) for n in names(text)] + [(i.start, i.text) for i in identifiers(text)]
    spans += [(d.start, d.text) for d in dates(text)]
    if not spans:
        return ""
    named = list(dict.fromkeys(found for _, found in sorted(spans)))
    left = _unnamed(text).split()
    longest = sorted(left, key=len, reverse=True)[:2]
    return " ".join([*named, *(word for word in left if word in longest)])


def _unnamed(text: str) -> str:
    """The content words outside names, citations and dates."""
    spans = [(n.start, n.end) for n in names(text)] + [(i.start, i.end) for i in identifiers(text)]
    for start, end in [*spans, *((d.start, d.end) for d in dates(text))]:
        text = text[:start] + " " * (end - start) + text[end:]
    return " ".join(_content(re.sub(r"\s+", " ", text)))


def _words(text: str) -> list[str]:
    """The words that carry content as written, with citations and dates in one piece each."""
    whole = [(i.start, i.end) for i in identifiers(text)] + [(d.start, d.end) for d in dates(text)]
    found, at = [], 0
    for start, end in [*sorted(whole), (len(text), len(text))]:
        found += [word.strip('"“”()[],.;:?!') for word in text[at:start].split()]
        found.append(text[max(start, at) : end])
        at = max(at, end)
    return [word for word in found if any(token.norm not in STOPWORDS for token in tokens(word))]


def _with_synonyms(core: Sequence[str]) -> str:
    """The content words with other words for the first few that have one; names stay."""
    found = [(i, synonym(word)) for i, word in enumerate(core) if word[:1].islower()]
    other = dict([(i, word) for i, word in found if word][:_REPLACED])
    return " ".join(other.get(i, word) for i, word in enumerate(core)) if other else ""


def _in_place(item: Claim | Topic, core: Sequence[str]) -> str:
    """The content words with the name of the place asked for, where the text does not say it."""
    if item.scope.place is None:
        return ""
    place = printed(item.scope.place)
    said = content_stems(item.text)
    return " ".join([*core, place]) if content_stems(place) - said else ""


def _other_dates(text: str) -> Iterator[str]:
    """The content words with each date drawn wider (a day to its month, a month to its year), then without.

    A source that tells of it seldom has the date as the claim has it, least of all where the claim is wrong.
    """
    found = dates(text)
    if found:
        yield _redated(text, [_wider(date) for date in found])
        yield _redated(text, [""] * len(found))


def _redated(text: str, other: Sequence[str]) -> str:
    for date, instead in reversed(list(zip(dates(text), other, strict=True))):
        text = f"{text[: date.start]} {instead} {text[date.end :]}"
    return " ".join(_words(text))


def _wider(date: FoundDate) -> str:
    year, *rest = date.date.split("-")
    if len(rest) < 2:  # a month, or a year: which the years beside it draw wider
        return year if rest else f"{int(year) - 1} {year} {int(year) + 1}"
    return f"{_MONTHS[int(rest[0]) - 1]} {year}"


def _names_alone(text: str) -> str:
    spans = [(n.start, n.text) for n in names(text)] + [(i.start, i.text) for i in identifiers(text)]
    return " ".join(dict.fromkeys(found for _, found in sorted(spans)))
