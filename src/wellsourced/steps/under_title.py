"""A claim on a body as that body's own papers say it: 'the board', where the title names the harbor board.

Minutes do not call the board by its whole name in each sentence. So "The harbor board raised the fare" is
borne out under "Minutes of the harbor board" by "The board raised the fare". Only a proof or a contrast is
heard so, and only where neither the lines over the passage nor the passage name another board.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wellsourced.model.claims import Claim, Evidence
from wellsourced.ports import Hit, Verifier, View
from wellsourced.steps.lines_over import lines_over
from wellsourced.steps.verify import proved_or_contradicted
from wellsourced.text.names import names
from wellsourced.text.tokens import tokens
from wellsourced.text.wordlists import words

__all__ = ["by_short_name", "said_under_title"]

_HEADS = (
    "agency|assembly|association|authority|board|bureau|commission|committee|company|council|court|department"
    "|district|foundation|institute|legislature|ministry|office|panel|tribunal|union|university"
)
_SUBJECT = re.compile(
    rf"^(?:[Tt]he )?(?P<own>(?:[\w.'’&-]+ ){{1,5}}?)(?P<head>{_HEADS})(?= )(?! of\b)", re.IGNORECASE
)
_PLAIN = frozenset(
    words(
        "the this that a an its his her their our whole full entire same and or of by to for with from in "
        "on at"
    )
)


def by_short_name(claim: str, over: Sequence[str], text: str) -> str | None:
    """The claim with its subject as 'the board', where a line `over` the text names that board alone."""
    found = _SUBJECT.match(claim)
    if found is None:
        return None
    own = tuple(token.norm for token in tokens(found["own"]))
    head = found["head"].lower()
    named = any(_in_a_row((*own, head), line) for line in over)
    if not named or any(_names_another(head, own, one) for one in (*over, text)):
        return None
    return f"The {head}{claim[found.end() :]}"


def _in_a_row(wanted: Sequence[str], line: str) -> bool:
    told = [token.norm for token in tokens(line)]
    return any(told[at : at + len(wanted)] == list(wanted) for at in range(len(told)))


def _names_another(head: str, own: Sequence[str], text: str) -> bool:
    """Whether a board is called otherwise there: 'the school board', 'Board of Health', 'two boards'."""
    told = [token.norm for token in tokens(text)]
    for at, word in enumerate(told):
        if word in (f"{head}s", f"{head[:-1]}ies"):
            return True
        if word != head:
            continue
        before, after = told[at - 1] if at else "the", told[at + 1] if at + 1 < len(told) else ""
        if before not in _PLAIN and before != own[-1]:
            return True
        if before == own[-1] and not _is_all_of(own, told[:at]):
            return True
        if after == "of":
            return True
    return False


def _is_all_of(own: Sequence[str], before: Sequence[str]) -> bool:
    """Whether what stands before a head is its own name and no longer one: not 'the upper harbor board'."""
    rest = before[: len(before) - len(own)]
    return list(before[len(rest) :]) == list(own) and (not rest or rest[-1] in _PLAIN)


def said_under_title(claim: Claim, hit: Hit, view: View, verifier: Verifier) -> Evidence | None:
    """What a passage of the claim's own body says of it by a short name; None where neither is decided."""
    passage = hit.passage
    if passage.note is not None:
        return None
    over = lines_over(passage, view)
    short = by_short_name(claim.text, over, passage.text)
    if short is None:
        return None
    found = proved_or_contradicted(replace(claim, text=short), hit, verifier)
    if found is None:
        return None
    known = {token.norm for line in (claim.text, *over) for token in tokens(line)}
    told = {word for name in names(found.quote) for word in name.norm.split()}
    return None if told - known else replace(found, claim=claim.id)
