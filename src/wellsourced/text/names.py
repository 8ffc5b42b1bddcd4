"""Proper names by their capitals, with a few spellings made one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellsourced.text.dates import date_mentions
from wellsourced.text.identifiers import identifiers
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import STOPWORDS, fold
from wellsourced.text.wordlists import COMMON_OPENERS, COMMON_SUFFIXES, KNOWN_PLACES, NOT_NAMES, words

__all__ = ["Name", "names", "normal_name"]

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_](?:[^\W_]|['’](?=[^\W\d_]{2})|\.(?=[A-Z]\.))*|&|\d+(?:st|nd|rd|d|th)\b"
)
_CIRCUIT = re.compile(
    r"\b(?:U\.S\.\s)?(?:Court\sof\sAppeals\sfor\sthe\s)?"
    r"(First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal|D\.C\.|1st|2n?d|3r?d|\d{1,2}th|Fed\.)"
    r"\s(?:Circuit\b|Cir\.)"
)
_CIRCUIT_NAMES = {
    "1st": "first", "2d": "second", "2nd": "second", "3d": "third", "3rd": "third", "4th": "fourth",
    "5th": "fifth", "6th": "sixth", "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
    "11th": "eleventh", "fed.": "federal", "d.c.": "dc",
}  # fmt: skip
_ORDINAL_WORDS = {short: long for short, long in _CIRCUIT_NAMES.items() if short[0].isdigit()} | {
    "12th": "twelfth", "13th": "thirteenth", "14th": "fourteenth", "15th": "fifteenth", "19th": "nineteenth",
}  # fmt: skip
_UNITED_STATES = frozenset({"u.s.", "us", "usa", "u.s.a.", "united states of america", "united states"})
_OF_HEADS = frozenset(
    words("department departments office bureau ministry committee commission division secretary board")
)
_ABSTRACT = ("tion", "ship", "ment", "ture", "ics", "ing", "ety", "ity", "alth", "stoms")
_NEVER_FIRST = STOPWORDS | frozenset(
    words(
        "because although though whereas whether unless despite besides beyond among amid according following"
    )
)
_PARTICLES = frozenset(words("de la del von van der bin al el ibn da dos le du"))
_FOR_HEADS = frozenset(
    words(
        "appeals court center centre council institute students citizens society united alliance union "
        "project"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name at `text[start:end]`, without article or possessive; `norm` is what is compared."""

    text: str
    start: int
    end: int
    norm: str


def names(text: str) -> list[Name]:
    """The proper names of `text`, in order, never overlapping.

    Runs of capitalised words with the connectors inside them, acronyms and the federal circuits.
    A single capitalised word that opens a sentence is a name only if it is a known place, an acronym,
    capitalised elsewhere too, or no common word. Months, dates and citations are left out.
    """
    taken = [(d.start, d.end) for d in date_mentions(text)] + [(i.start, i.end) for i in identifiers(text)]
    found = []
    for match in _CIRCUIT.finditer(text):
        found.append(_name(text, match.start(), match.end()))
        taken.append(match.span())
    inside = {m[0] for s, e in sentences(text) for m in list(_WORD.finditer(text[s:e]))[1:]}
    for start, end in sentences(text):
        found += _in_sentence(text, start, end, taken, inside)
    return sorted(found, key=lambda name: name.start)


def normal_name(name: str) -> str:
    """The name as compared: folded, one space, no dots, without leading article; circuits spelled out."""
    if circuit := _CIRCUIT.fullmatch(name.strip()):
        word = circuit[1].lower()
        return f"{_CIRCUIT_NAMES.get(word, word)} circuit"
    plain = " ".join(fold(word) for word in name.split())
    if plain in _UNITED_STATES:
        return "united states"
    plain = " ".join(_ORDINAL_WORDS.get(word, word) for word in plain.split())
    plain = plain.removeprefix("the ").replace(".", "").replace("'", "").replace("&", "and")
    return " ".join(plain.split())


def _name(text: str, start: int, end: int) -> Name:
    return Name(text=text[start:end], start=start, end=end, norm=normal_name(text[start:end]))


def _in_sentence(
    text: str, start: int, end: int, taken: list[tuple[int, int]], inside: set[str]
) -> Iterator[Name]:
    parts = [
        (m.start(), m.end())
        for m in _WORD.finditer(text, start, end)
        if not any(s < m.end() and m.start() < e for s, e in taken)
    ]
    # All capitals or a title: capitals say nothing there.
    shouting = text[start:end].isupper() and len(parts) > 3
    i = 0
    while i < len(parts) and not shouting:
        if not _capital(text, parts[i]):
            i += 1
            continue
        last = _run_end(text, parts, i)
        first = _skip_openers(text, parts, i, last)
        if first <= last and not _is_common(text, parts[first : last + 1], start, inside):
            yield _name(text, parts[first][0], parts[last][1])
        i = last + 1


def _capital(text: str, word: tuple[int, int]) -> bool:
    """Whether a word can be part of a name: a capital, or an ordinal before one ("14th Amendment")."""
    if text[word[0]].isdigit():
        return bool(re.match(r" [A-Z]", text[word[1] : word[1] + 2]))
    return text[word[0]].isupper()


def _run_end(text: str, parts: list[tuple[int, int]], first: int) -> int:
    """The index of the last word of the name that begins at `first`."""
    last = first
    while last + 1 < len(parts):
        gap = text[parts[last][1] : parts[last + 1][0]]
        if _capital(text, parts[last + 1]) and gap in (" ", "-", ". ", "\n"):
            if gap == ". " and parts[last][1] - parts[last][0] > 4:
                break
            last += 1
            continue
        reach = _over_connector(text, parts, first, last)
        if reach is None:
            break
        last = reach
    return last


def _over_connector(text: str, parts: list[tuple[int, int]], first: int, last: int) -> int | None:
    """The index of the capital after connectors ("of", "of the", "and", "v."), if the name goes on there."""
    i = last + 1
    links: list[str] = []
    while i < len(parts) and not _capital(text, parts[i]) and len(links) < 2:
        links.append(text[slice(*parts[i])])
        i += 1
    if not links or i >= len(parts):
        return None
    stretch = text[parts[last][1] : parts[i][0]]
    if re.fullmatch(r" (?:of|v\.|vs\.|v|&|&amp;) ", stretch):
        return i
    if all(link in _PARTICLES for link in links) and stretch.strip(" ").count(" ") < 2:
        return i
    before = text[slice(*parts[last])]
    heads = {text[slice(*w)].lower() for w in parts[first : last + 1]}
    if stretch in (" for ", " for the ", " of the ") and heads & (_FOR_HEADS | _OF_HEADS):
        return i
    next_goes_on = i + 1 < len(parts) and (
        _capital(text, parts[i + 1]) or text[parts[i][1] : parts[i + 1][1]].startswith(" of")
    )
    of_department = last > first + 1 and text[slice(*parts[last - 1])] == "of" and heads & _OF_HEADS
    lead = [word for word in parts[first:last] if text[slice(*word)] not in ("U.S.", "US", "The", "the")]
    abstract = not lead and next_goes_on and before.lower().endswith(_ABSTRACT)
    return i if stretch == " and " and (of_department or abstract) else None


def _skip_openers(text: str, parts: list[tuple[int, int]], first: int, last: int) -> int:
    """Leave out a leading article, preposition or question word ("The Third ...", "Did Texas ...")."""
    while first <= last:
        word = text[slice(*parts[first])]
        if fold(word) in _NEVER_FIRST and not _acronym(word):
            first += 1
            # what followed a connector ("The of ...") is no name start
            while first <= last and not _capital(text, parts[first]):
                first += 1
            continue
        return first
    return first


def _acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1 and (word.isupper() or "." in word)


def _is_common(text: str, run: list[tuple[int, int]], sentence_start: int, inside: set[str]) -> bool:
    """Whether a run is no name: a lone common word that a sentence start (or habit) capitalised."""
    if len(run) > 1:
        lead = text[slice(*run[0])]
        opens = _opens(text, run[0][0], sentence_start)
        return opens and all(fold(text[slice(*w)]) in NOT_NAMES for w in run) and not _acronym(lead)
    word = text[slice(*run[0])]
    low = fold(word)
    if _acronym(word) or low in KNOWN_PLACES:
        return False
    if low in NOT_NAMES or len(word) == 1:
        return True
    if not _opens(text, run[0][0], sentence_start):
        return False
    if word in inside:
        return False
    return low in COMMON_OPENERS or low.endswith(COMMON_SUFFIXES)


def _opens(text: str, start: int, sentence_start: int) -> bool:
    return not re.search(r"\w", text[sentence_start:start]) or text[:start].rstrip()[-1:] in {
        "“",
        '"',
        ":",
        "•",
    }
