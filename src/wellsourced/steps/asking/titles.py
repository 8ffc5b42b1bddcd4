"""Titles and permalinks, by rule: spelling and capitals change, words never."""

from __future__ import annotations

import re
import unicodedata

from wellsourced.text.wordlists import US_STATES, words

__all__ = ["slug", "tidy_title"]

_ACRONYMS = {
    name.lower(): name
    for name in words("DHS FBI ACLU DOJ CBP USA NATO FTC FDA CDC EPA IRS GOP NYPD LAPD UN EU AI TSA")
}
# Words of their own in lower case: upper case only before what marks them as the name.
_ICE = re.compile(
    r"\bice(?=(?:['’]s)?\s(?:agents?|detainers?|arrests?|requests?|raids?|officers?|detention|custody|deport\w*|holds?|warrants?|"
    r"enforcement|facilit\w+)\b)"
)
_US = re.compile(
    r"\bus(?=\s(?:citizens?|government|congress|senate|house|president|military|army|law|constitution|states?|courts?|"
    r"supreme|immigration|border|economy|elections?|marshals?)\b)"
)
_QUESTION = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|am|do|does|did|can|could|may|might|must|shall|"
    r"should|will|would|has|have|had|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|can['’]t|"
    r"couldn['’]t|won['’]t|wouldn['’]t|shouldn['’]t|hasn['’]t|haven['’]t|hadn['’]t)\b",
    re.IGNORECASE,
)
_LONGEST_SLUG = 120


def tidy_title(text: str) -> str:
    """The question or claim as a title: one space, first letter capital, known acronyms, end mark.

    No word is added, dropped or moved.
    """
    title = " ".join(text.split())
    title = re.sub(r"\s+([?!.,;:])", r"\1", title)
    title = re.sub(r"([?!])[?!]+$", r"\1", title)
    if title.isupper() and title.count(" ") >= 3:
        title = _lowered(title)
    title = re.sub(r"\b[a-z]{2,4}\b", lambda found: _ACRONYMS.get(found[0], found[0]), title)
    title = _US.sub("US", _ICE.sub("ICE", title))
    title = title[:1].upper() + title[1:]
    if _QUESTION.match(title) and title[-1:] not in {"?", "!"}:
        title = title.rstrip(".") + "?"
    return title


def slug(title: str) -> str:
    """The permalink of a title: its words, lower case, ASCII, joined by hyphens, at most 120 characters.

    A title without a Latin letter or digit is "untitled".
    """
    plain = (
        unicodedata.normalize("NFKD", re.sub(r"['’‘]", "", title)).encode("ascii", "ignore").decode().lower()
    )
    kept: list[str] = []
    for word in re.findall(r"[a-z0-9]+", plain):
        if sum(len(w) + 1 for w in kept) + len(word) > _LONGEST_SLUG:
            break
        kept.append(word)
    return "-".join(kept) or "untitled"


def _lowered(title: str) -> str:
    """A title all in capitals, in lower case but for states and acronyms."""
    low = title.lower()
    for state in US_STATES:
        low = re.sub(rf"\b{state}\b", state.title(), low)
    return low
