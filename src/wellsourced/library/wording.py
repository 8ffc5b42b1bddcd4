"""How texts are worded for the word index, and what the folder of an index of that wording is called."""

from __future__ import annotations

import re

from wellsourced.adapters.legal_citations import read_citations
from wellsourced.text.citing.reading import authority_words
from wellsourced.text.tokens import norms

__all__ = ["fold", "folder_name", "older_folder_names"]

_WORDING = "w4"
"""Changes whenever `fold` or the tables do: a folder is of one wording, and another is built anew."""


def fold(text: str) -> str:
    """The text as it is indexed and asked for: American spelling, no accents, "U.S.C." as one word.

    Behind it one word for each legal authority cited, so that "title 8, section 1373" finds "8 USC 1373(a)".
    """
    cited = authority_words(read_citations(text))
    return " ".join([*norms(text), *cited])


def folder_name(encoder: str) -> str:
    """Where in a library's `index` its passages are, as this encoder and this program word them.

    Documents are marked as indexed under this name too, so that programs of two wordings do not take
    each other's work for their own.
    """
    return f"{_plain(encoder)}.{_WORDING}"


def older_folder_names(encoder: str) -> tuple[str, ...]:
    """Folders of earlier wordings, which nothing reads any more."""
    return (_plain(encoder), *(f"{_plain(encoder)}.{earlier}" for earlier in ("w2", "w3")))


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", name)
