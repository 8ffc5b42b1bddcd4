"""Where sentences begin and end (nupunkt, a Punkt model trained on legal prose)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from nupunkt import sent_spans

from wellsourced.text.tokens import STOPWORDS
from wellsourced.text.wordlists import US_STATES, words

__all__ = ["sentences"]

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
# Where the model splits although the sentence goes on: an abbreviation that never ends one before a
# number, a section sign or a name. Joined back when the piece before ends in it.
_NEVER_ENDS = re.compile(
    r"(?:^|[\s(\[“\"])(?:v|vs|No|Nos|Fed|Civ|Crim|Cir|App|Dist|Ct|Stat|Ann|Rev|Gen|Gov|Mr|Mrs|Ms|Dr|Hon|Sen|Rep|Gov't|"
    r"Att'y|St|Ste|Ft|Mt|Sgt|Lt|Capt|Cmdr|Col|Ala|Ariz|Ark|Cal|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|"
    r"Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Or|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Supp|Reg|Pub|Res|Ord|Art|"
    r"Sec|Ch|cf|e\.g|i\.e|ca|approx)\.$"
)
_GOES_ON = re.compile(r"[§\d(]|[A-Z][\w']*\.|[a-z]")
_BEFORE_NUMERAL = re.compile(r"(?:^|[\s(\[“\"])(?:[Aa]rt|[Aa]mend|[Cc]l|[Pp]t|[Tt]it|[Cc]h|[Ss]ec|[Vv]ol)\.$")
_NUMERAL = re.compile(r"[IVXLC]+(?=[,.;:)\]]|\s?§|\s(?:of|and|or|to)\b|$)|§|\d")
_LONGEST_SHORT = 20
"""Characters: more than the longest of these abbreviations, with what stands before it."""
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\.$")
_NAME_NEXT = re.compile(r"[A-Z][a-z]+")
# Where the model goes on although the sentence ends: it takes a plain word or a letter ("the wall. To
# avoid", "vitamin D. Only") for an abbreviation. Only a word that opens many a sentence tells.
_MISSED = re.compile(
    r"(?:\b(?P<word>[A-Z]?[a-z]{3,})|(?<=[a-z])\s[A-Z])\.[\"”’)]*\s+(?=(?P<next>[A-Z][a-z]*)\b[^.])"
)
_SHORTENED = frozenset(
    words(
        "approx dept dist est vol vols fig figs nos sec secs app supp art arts inc corp ltd ave blvd cir "
        "univ assn gov gen rep rev sen capt col sgt hon mrs eds stat ann crim civ fed cal calif mass mich "
        "minn tex tenn ariz ark ala colo conn del fla ill ind kan miss mont neb nev okla ore wash wis wyo"
    )
)
_NOUN_ENDS = re.compile(
    r"\b(?:the|a|an|this|that|these|its|their|his|her|each|every|another)\s(?P<word>[a-z]{4,})\.[\"”’)]*\s+(?=[A-Z][a-z])"
)
"""A plain noun after its article: no abbreviation, whatever the model takes it for."""
_PLAIN_END = re.compile(r"\s(?:so|it|do|go|us|me|him|them|this)\.[\"”’)]*\s+(?=[A-Z])")
"""Small words that close a sentence; "so." looks to the model like the Southern Reporter."""
_OPENERS = STOPWORDS - frozenset(words("may will an do so can no us own most might i"))
_AT_A_TIME, _LOOKED_BACK = 4_000, 1_000
"""Characters the model is asked about at once, and of their end searched for a place to part them."""
_LONGEST_KEPT = 10_000
"""Characters of a text whose sentences are remembered."""
_WITHIN = re.compile(r"[a-z,;]\s(?=[a-z])")
_MARK_ONLY = re.compile(r"[\W_]+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open code point spans of the sentences of `text`, in order, without white space around.

    A blank line always ends a sentence; an abbreviation ("8 U.S.C.", "v.", "3d Cir.") never does
    where the sentence goes on. Text of white space only has none. The model loads with the first call.
    """
    return list(_kept(text) if len(text) <= _LONGEST_KEPT else _spans(text))


@lru_cache(maxsize=8192)
def _kept(text: str) -> tuple[tuple[int, int], ...]:
    return _spans(text)


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for brk in _PARAGRAPH_BREAK.finditer(text):
        spans += _in_paragraph(text, start, brk.start())
        start = brk.end()
    return (*spans, *_in_paragraph(text, start, len(text)))


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    paragraph = text[start:end]
    if not paragraph.strip():
        return []
    cuts = sorted({start + s for s in (*_modeled(paragraph), *_missed(paragraph))})
    bounds = [start, *(c for c in cuts if start < c < end), end]
    spans: list[tuple[int, int]] = []
    for raw_start, raw_end in pairwise(bounds):
        trimmed = _trim(text, raw_start, raw_end)
        if trimmed is None:
            continue
        if spans and _belong_together(text, spans[-1], trimmed):
            spans[-1] = (spans[-1][0], trimmed[1])
        else:
            spans.append(trimmed)
    return spans


def _modeled(paragraph: str) -> Iterator[int]:
    """Where the model says that sentences begin, asked about no more at a time than it reads quickly.

    What it takes grows with the square of a run of marks without white space.
    """
    start = 0
    while start < len(paragraph):
        end = _parted(paragraph, start)
        begins = (start + first for first, _ in sent_spans(paragraph[start:end]))
        yield from (at for at in begins if at > start)
        start = end


def _parted(paragraph: str, start: int) -> int:
    """Where to stop asking: within a sentence for certain where there is such a place, else anywhere."""
    end = start + _AT_A_TIME
    if end >= len(paragraph):
        return len(paragraph)
    places = [found.end() for found in _WITHIN.finditer(paragraph, end - _LOOKED_BACK, end)]
    return places[-1] if places else end


def _missed(paragraph: str) -> Iterator[int]:
    """Where sentences begin that the model may not have seen."""
    for found in _MISSED.finditer(paragraph):
        word = found["word"] or ""
        opens = found["next"].lower() in _OPENERS and word.islower() == bool(word)
        if (opens and word not in _SHORTENED) or word.lower() in US_STATES:
            yield found.end()
    for found in _NOUN_ENDS.finditer(paragraph):
        if found["word"] not in _SHORTENED:
            yield found.end()
    for found in _PLAIN_END.finditer(paragraph):
        yield found.end()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    body = piece.strip()
    if not body:
        return None
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + lead + len(body)


def _belong_together(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    # Of what was joined already only the end is read: it may be long, and is joined to many times.
    start, end = left
    before, after = text[max(start, end - _LONGEST_SHORT) : end], text[slice(*right)]
    if _MARK_ONLY.fullmatch(after) and "\n" not in after:
        return True
    if after.startswith("& ") or (_NEVER_ENDS.search(before) and _GOES_ON.match(after)):
        return True
    if _BEFORE_NUMERAL.search(before) and _NUMERAL.match(after):
        return True
    if not _INITIAL.search(before) or not _NAME_NEXT.match(after):
        return False
    return len(text[start:end].split(maxsplit=3)) <= 3
