"""Patterns from lists of words and phrases."""

from __future__ import annotations

import re

__all__ = ["phrases", "words_before"]


def phrases(text: str) -> re.Pattern[str]:
    """Match any of the phrases, one a line; each is a regular expression of whole words."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.compile(rf"\b(?:{'|'.join(lines)})", re.IGNORECASE)


def words_before(text: str) -> re.Pattern[str]:
    """Match any of the phrases, one a line, at the end of a text."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.compile(rf"\b(?:{'|'.join(lines)})\s*$", re.IGNORECASE)
