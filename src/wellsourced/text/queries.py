"""A query as plain words: what a search service would take for a command is taken out."""

from __future__ import annotations

import re

__all__ = ["plain_query"]

# SearXNG switches engines on `!bang`, `!!bang`, `:en` and `?x`; others exclude on `-word`, quote on `"`,
# group on brackets, and look into fields on `site:x`.
_LEADING = re.compile(r"(?<!\S)[!:?<>~^+*|\\=\-]+(?=\S)")
_FIELD = re.compile(r"(?<=[^\W\d_]):(?=\S)")
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['‘’](?!\w)")
_MARKS = re.compile(r"[!?;|~^*\\{}\[\]<>]+|[.,:](?=\s|$)|(?<!\S)[()&=+*-]+(?!\S)")
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT|NEAR)\b")


def plain_query(text: str, *, letters: int = 300, words: int = 40) -> str:
    """The words of a query on one line, without operators, cut between words to the lengths a service takes.

    Citations (`8 U.S.C. § 1357(g)`), dockets and figures stay as they are written. May be empty.
    """
    text = _FIELD.sub(" ", _QUOTES.sub(" ", text))
    text = _OPERATORS.sub(lambda found: found[0].lower(), text)
    text = _LEADING.sub(" ", _MARKS.sub(" ", text))
    kept: list[str] = []
    for word in text.split()[:words]:
        if len(" ".join([*kept, word])) > letters:
            break
        kept.append(word)
    return " ".join(kept)
