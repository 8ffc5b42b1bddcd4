"""Which way a sentence points: how often its words turn round what it speaks of.

"No one may dig without a permit" turns twice, and so says what "a permit is required" says; "the permit
requirement was dropped" turns once. A count of words and no reading: it says where to look, it proves
nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from wellsourced.steps.proving.contrast_words import opposed
from wellsourced.text.dates import dates, may_be_one
from wellsourced.text.figures import figures
from wellsourced.text.tokens import content_stems, stem, tokens
from wellsourced.text.wordlists import words

__all__ = ["tells_otherwise", "turned"]

_NOT = frozenset(words("not no never none nor neither without nobody nothing cannot former formerly"))
_ENDING = frozenset(
    stem(word)
    for word in words(
        "resigned quit retired ousted removed fired dismissed lifted repealed rescinded revoked dissolved "
        "vacated overturned quashed annulled voided void invalid struck dropped scrapped abolished ended "
        "stopped ceased halted paused suspended canceled withdrew withdrawn expired lapsed closed shut "
        "waived exempt optional free barred banned prohibited forbidden denied refused rejected enjoined "
        "blocked unlawful illegal"
    )
)
"""Stems of what ends, undoes or rules out the thing it is said of."""
_ENDING_PHRASES = re.compile(
    r"\b(?:step(?:s|ped|ping)? (?:down|aside)|left (?:the )?(?:office|post|job|position)|ruled out"
    r"|g[ai]ve[sn]? up|used to|hand(?:s|ed) over|(?:replaced|succeeded|followed) by"
    r"|in place of|instead of|rather than|on hold|(?:keep|prevent)(?:s|ed|ing)? (?:\S+ ){1,8}?from"
    r"|kept from)\b",
    re.IGNORECASE,
)
_BAR = r"(?:(?:injunction|moratorium|stay|restriction|freeze)s?|orders? (?:against|blocking|barring|staying))"
_LIFT = (
    r"(?:dissolv|lift|vacat|overturn|quash|revers|rescind|repeal|revok|suspend|stay|end|drop|scrap)"
    r"(?:e?s|ed)?"
)
_UNBARRED = re.compile(
    rf"\b{_LIFT} (?:\S+ ){{0,4}}?{_BAR}\b"
    rf"|\b{_BAR} (?:\S+ ){{0,6}}?(?:was|were|is|are|been|has|have) (?:\S+ )?{_LIFT}\b",
    re.IGNORECASE,
)
"""A bar that is taken away: what it barred goes on."""
_FREE_TO = re.compile(r"\b(?:is|are|was|were) free to ", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:,]\s|\s[—–-]\s|\b(?:but|and|while|whereas|although|though|so|after|who|which)\b")


def turned(claim: str, sentence: str) -> bool:
    """Whether a sentence seems to say the opposite: one of them turns, or words of theirs are opposites.

    Both together are neither: "phones are not allowed" says what "phones are banned" says.
    """
    said, told = content_stems(claim), content_stems(sentence)
    both = said & told
    pairs = product(said - both - _ENDING, told - both - _ENDING)
    opposites = any(opposed(one, other) for one, other in pairs)
    return opposites is not (_turns(claim, both) is not _turns(sentence, both))


def tells_otherwise(claim: str, sentence: str) -> bool:
    """Whether a sentence of the same days has another figure where the claim has one of its unit."""
    told = figures(sentence)
    ours, theirs = ({one.date for one in dates(text)} for text in (claim, sentence))
    if (theirs and not ours) or not all(any(may_be_one(one, other) for other in theirs) for one in ours):
        return False
    for said in figures(claim):
        alike = [one.value for one in told if one.unit == said.unit]
        if alike and said.value not in alike and not said.approximate:
            return True
    return False


@lru_cache(maxsize=4096)
def _turns(text: str, shared: frozenset[str]) -> bool:
    """Whether a clause of a text is turned round, once or three times: twice is not at all.

    Stems that the other text has too tell the two not apart.
    """
    clauses = [piece for piece in _CLAUSE.split(text) if len(content_stems(piece)) > 1]
    return any(_count(clause, shared) % 2 for clause in clauses or [text])


def _count(clause: str, shared: frozenset[str]) -> int:
    """How many words of a clause turn it round."""
    plain = _FREE_TO.sub("may ", clause)
    heard = [token.norm for token in tokens(plain)]
    ending = _ENDING - shared
    found = sum(word in _NOT or word.endswith("n't") or stem(word) in ending for word in heard)
    found += len(_ENDING_PHRASES.findall(plain)) + len(_UNBARRED.findall(plain))
    # "No barge may moor unless" turns twice; "barges may moor unless" makes an exception.
    return found + heard.count("unless") if found else 0
