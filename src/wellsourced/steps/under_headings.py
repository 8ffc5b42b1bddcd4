"""What a passage speaks of by the title and headings over it, spelled out before it is judged.

A page called "Avonia's Trust Act" says "the Act" from then on. Here, and only where a note is anchored,
"the Act" is read as what the title calls so, and a rule under "Alder County" as one of Alder County.
Nothing else is taken from above: no figure, no date (a title's says when it was written), no deed. Where
what was said so far names two things of a kind, it cannot be told which is meant, and none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellsourced.model.scope import Relation, place_relation
from wellsourced.rules.places import places_in
from wellsourced.text.identifiers import identifiers
from wellsourced.text.names import names
from wellsourced.text.sentences import sentences
from wellsourced.text.wordlists import words

__all__ = ["Over", "spelled_out"]

_KINDS = (
    frozenset(words("act law statute bill measure legislation")),
    frozenset(words("ordinance")),
    frozenset(words("order directive")),
    frozenset(words("policy")),
    frozenset(words("resolution")),
    frozenset(words("county parish")),
    frozenset(words("city town village")),
    frozenset(words("sheriff")),
    frozenset(words("department agency bureau office")),
    frozenset(words("board council commission committee")),
    frozenset(words("court")),
    frozenset(words("agreement settlement decree")),
)
_CASE = frozenset(words("case suit lawsuit"))
"""What a short name may call a thing: 'the Act' and 'the law' are one thing, 'the Board' another."""
_BILL = re.compile(r"(?:House|Senate|Assembly|[HSA]\.?\s?B\b|Legislative\s+Bill)", re.ASCII)
_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_BEFORE = re.compile(r"([A-Z][\w.-]*)(?:['’]s)?\s+$")
_JOINED = re.compile(r"(?:['’]s)?\s+$")


@dataclass(frozen=True, slots=True)
class _Called:
    """A name of the part as it stands there, its own words, and what short names may stand for it."""

    phrase: str
    core: tuple[str, ...]
    kind: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """What stands over a passage: its document's title and its headings, and the passages before it.

    A short name may mean what any of them names; `known` is the place code of the note, if it has one.
    """

    lines: tuple[str, ...]
    before: tuple[str, ...] = ()
    known: str | None = None


def spelled_out(part: str, text: str, over: Over) -> str:
    """The text with what the part names, and the lines over it name too, put where it is meant."""
    for called in _called(part):
        if _stands_in(called.core, [text]) or not _stands_in(called.core, over.lines):
            continue
        told = "\n".join((*over.lines, *over.before, text))
        if set(_words(called.phrase)) <= set(_words(told)) and not _has_rival(called, told):
            text = _resolved(called, text)
    for place in _places(part, text, over):
        text = _sited(place, text)
    return text


def _called(part: str) -> Iterator[_Called]:
    """The names and citations of the part that a short name may stand for."""
    found = [(one.start, one.end) for one in names(part)]
    for start, end in found:
        core = _words(part[start:end])
        if "v" in core[1:-1] or "vs" in core[1:-1]:
            yield _Called(part[start:end], core, _CASE)
        for kind in _KINDS:
            if len(core) > 1 and core[-1] in kind:
                phrase = part[_reaching(part, start, found) : _with_state(part, end, found)]
                yield _Called(phrase, core, kind)
    for cited in identifiers(part):
        at = part.find(cited.text)
        core = _words(cited.text)
        for kind in _KINDS:
            if kind & set(core) or ("bill" in kind and _BILL.match(cited.text)):
                yield _Called(part[_reaching(part, at, found) : at + len(cited.text)], core, kind)


def _reaching(part: str, start: int, found: Sequence[tuple[int, int]]) -> int:
    """Where a name starts with the one before it: 'Avonia' in 'Avonia's Trust Act'."""
    before = (begin for begin, end in found if end <= start and _JOINED.fullmatch(part[end:start]))
    return next(before, start)


def _with_state(part: str, end: int, found: Sequence[tuple[int, int]]) -> int:
    """Where a name ends with the state after it: 'Illinois' in 'Cook County, Illinois'."""
    return next((last for start, last in found if part[end:start] == ", "), end)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(re.sub(r"['’]s\b", "", text)))


def _stands_in(core: tuple[str, ...], lines: Sequence[str]) -> bool:
    """Whether a line has the words in a row."""
    size = len(core)
    told = [_words(line) for line in lines]
    return any(line[at : at + size] == core for line in told for at in range(len(line) - size + 1))


def _has_rival(called: _Called, told: str) -> bool:
    """Whether title, headings or passage name another thing of the kind."""
    own = set(_words(called.phrase))
    if called.kind is _CASE:
        cases = (one.text for line in told.splitlines() for one in names(line) if " v" in one.text)
        return any(not set(_words(case)) <= own for case in cases)
    for match in re.finditer(rf"\b(?:{'|'.join(sorted(called.kind))})s?\b", told, re.IGNORECASE):
        before = _BEFORE.search(told[: match.start()].rpartition("\n")[2])
        if before is not None and match[0][0].isupper():
            word = before[1].lower()
            if word not in own | {"the", "this", "that", "a", "an"}:
                return True
    cited = [_words(one.text) for one in identifiers(told)]
    same = [
        one
        for one in cited
        if called.kind & set(one) or ("bill" in called.kind and one[:1] and one[0] in _BILLS)
    ]
    return any(not set(one) <= own for one in same)


_BILLS = frozenset(words("sb hb ab s.b h.b a.b house senate assembly"))


def _resolved(called: _Called, text: str) -> str:
    """The text with 'the Act' read as what the part calls so."""
    kinds = "|".join(sorted(called.kind))
    short = rf"\b([Tt]he|[Tt]his)\s+(?i:{kinds})\b(?!['’]s?\s+[A-Z]|\s+(?-i:[A-Z]|of\b|enforcement\b))"
    own = "" if re.search(r"['’]s\s", called.phrase) else "the "

    def named(found: re.Match[str]) -> str:
        said = f"{own}{called.phrase}"
        return said[0].upper() + said[1:] if found[1][0].isupper() else said

    return re.sub(short, named, text)


def _places(part: str, text: str, over: Over) -> Iterator[str]:
    """The places of the part, as it writes them, that the lines over the text name and the text does not.

    None where what was said so far names a place that is neither around it nor in it.
    """
    heard, above = _codes(text, over), _codes("\n".join(over.lines), over)
    for start, end, code in places_in(part, [] if over.known is None else [over.known]):
        if code in above and code not in heard:
            said = heard | above | _codes("\n".join(over.before), over)
            if not any(place_relation(one, code) is Relation.DISJOINT for one in said):
                yield part[start:end]


def _codes(text: str, over: Over) -> set[str]:
    return {code for _, _, code in places_in(text, [] if over.known is None else [over.known])}


def _sited(place: str, text: str) -> str:
    """Each sentence of the text as one on the place."""
    told = []
    for start, end in sentences(text):
        sentence = text[start:end]
        opens = any(one.start == 0 for one in names(sentence)) or sentence[:2].isupper()
        told.append(f"In {place}, {sentence if opens else sentence[0].lower() + sentence[1:]}")
    return " ".join(told)
