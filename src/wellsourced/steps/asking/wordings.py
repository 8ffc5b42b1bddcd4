"""The wordings in which evidence for a claim is searched: its own, its core, its contrary, its names."""

from __future__ import annotations

import re

from wellsourced.model.claims import Claim, Topic
from wellsourced.text.dates import dates
from wellsourced.text.figures import identifiers
from wellsourced.text.names import names
from wellsourced.text.tokens import MODALS, NEGATIONS, STOPWORDS, stem, tokens

__all__ = ["MOST", "query_wordings"]

MOST = 5
"""Wordings of one claim, at most."""

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
