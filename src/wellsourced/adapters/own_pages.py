"""Our own pages are never evidence: they are recognised when somebody adds one, and refused."""

from __future__ import annotations

import re

from wellsourced.render.words import MACHINE_MADE

__all__ = ["is_own_page"]

_GENERATOR = re.compile(
    rb"<meta\b(?=[^<>]*\bname\s*=\s*[\"']?generator\b)(?=[^<>]*\bcontent\s*=\s*[\"']?wellsourced\b)",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(r"[\s*_\\]+".join(map(re.escape, MACHINE_MADE.split())), re.IGNORECASE)
_SEARCHED = 200_000
"""Bytes of a page looked at for its generator; our style and script stand behind it."""


def is_own_page(body: bytes, text: str) -> bool:
    """Whether captured bytes, or the text read out of them, are a page of ours in any of its forms.

    By the generator HTML names, or by the disclaimer each page carries, wherever lines were broken.
    """
    if _GENERATOR.search(body[:_SEARCHED]):
        return True
    return _DISCLAIMER.search(text) is not None
