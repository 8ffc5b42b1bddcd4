"""A later sentence of a passage, read with its subject: 'It cost $5' after 'The Tarn Bridge opened in 1990.'

Only where there is one thing the subject can mean: the passage opens with its name, every sentence up to
here speaks of it, and nothing else that fits is named on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellsourced.steps.proving.items import Item, Kind, read
from wellsourced.steps.proving.words import MODAL, PREPOSITIONS, TIMES, VERBS
from wellsourced.text.names import Name, names
from wellsourced.text.sentences import sentences
from wellsourced.text.verbs import is_past, is_third_person
from wellsourced.text.wordlists import words

__all__ = ["InContext", "opening_name", "read_in_context"]

MOST_SENTENCES = 8

# What is called by one noun of a row may be called by another; the first words are the nouns, those
# after the bar the last words of names of such things.
_CLASSES = """
building structure construction facility landmark | bridge tower hall house building station museum library
 church cathedral castle dam tunnel stadium arena hospital theater hotel mill courthouse jail prison center
 pier lighthouse temple palace airport depot harbor barracks plant
company firm business corporation manufacturer enterprise | company inc corp corporation ltd llc industries
 motors airlines bank mills works holdings enterprises partners systems technologies press co
agency department bureau body | agency department bureau administration service commission authority ministry
group organization association alliance union league society | group alliance union association society league
 club foundation network coalition federation organization project
law act statute measure legislation bill ordinance | act law bill statute code ordinance amendment
school university college institution academy | school university college academy institute
event festival fair race battle war | festival fair race battle war games cup marathon
program project initiative plan | program project initiative plan
book novel work | novel book
film movie | film movie
"""


def _classes() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    rows = _CLASSES.strip().replace("\n ", " ").splitlines()
    halves = [row.split("|") for row in rows]
    return tuple((frozenset(words(nouns)), frozenset(words(heads))) for nouns, heads in halves)


_CLASS_ROWS = _classes()
_OPENER = re.compile(r"(It|He|She|The ([a-z]+))(?= )")
_BE = frozenset({"is", "was", "are", "were"})
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "this", "that", "another", "one"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A sentence with its subject named; `passage[start:end]` runs from the name to the sentence's end.

    `by_pronoun` says that its own subject is a pronoun, the surest of the ways to point back.
    """

    text: str
    start: int
    end: int
    by_pronoun: bool


def opening_name(text: str) -> Name | None:
    """The name that opens a text as its subject ('The Tarn Bridge opened'), if one does."""
    end = next((end for _, end in sentences(text)), 0)
    found = names(text[:end])
    opens = found and text[: found[0].start] in ("", "The ")
    # 'The Marlow council met' is not about Marlow: the name alone is the subject where a verb follows.
    after = read(text[found[0].end : end])[:1] if opens else ()
    return found[0] if opens and after and _is_verb(after[0].key) else None


def _is_verb(word: str) -> bool:
    """Whether a word after a name is its verb: no base form, which would be a noun there."""
    return word in VERBS | MODAL or is_past(word) or is_third_person(word)


def read_in_context(claim: str, passage: str) -> Iterator[InContext]:
    """The later sentences of a passage that speak of the claim's subject without its name."""
    spans = sentences(passage)[:MOST_SENTENCES]
    wanted = opening_name(claim)
    if wanted is None or len(spans) < 2 or wanted.text.split()[-1] not in passage[slice(*spans[0])]:
        return
    first = passage[slice(*spans[0])]
    main = opening_name(first)
    if main is None or main.norm != wanted.norm:
        return
    called = _called(first[main.end :])
    for at, (start, end) in enumerate(spans):
        sentence = passage[start:end]
        if at == 0:
            rest = first[main.end :]
        else:
            opener = _OPENER.match(sentence)
            if opener is None or not _can_mean(opener, main, called):
                return
            rest = sentence[opener.end() :]
            yield InContext(
                text=f"{first[: main.end]}{rest}",
                start=spans[0][0],
                end=end,
                by_pronoun=opener[2] is None,
            )
        if not _names_nothing_else(rest, main):
            return


def _called(rest: str) -> str | None:
    """What the first sentence says its subject is: 'novel' of ' is a short novel by Rowe.'"""
    items = read(rest)
    if len(items) < 3 or items[0].key not in _BE or items[1].key not in ("a", "an", "the"):
        return None
    head = None
    for item in items[2:]:
        if item.kind is not Kind.WORD or item.key in PREPOSITIONS | {"that", "which", "who", "and"}:
            break
        head = item.key
    return head


def _can_mean(opener: re.Match[str], main: Name, called: str | None) -> bool:
    """Whether a sentence's first words can mean the name: 'He' a person, 'The building' a bridge."""
    head = main.norm.split()[-1]
    kinds = [row for row in _CLASS_ROWS if head in row[1] or called in row[0] | row[1]]
    noun = opener[2]
    if noun is not None:
        return noun in (head, called) or any(noun in nouns for nouns, _ in kinds)
    # A name of several words that is of no kind we know may be a person's; 'it' is for the others.
    person = not kinds and " " in main.norm
    return person if opener[1] in ("He", "She") else bool(kinds or called)


def _names_nothing_else(rest: str, main: Name) -> bool:
    """Whether what a sentence says of its subject brings in nothing that a later 'it' could mean."""
    for name in names(rest):
        before = read(rest[: name.start])
        head = name.norm.split()[-1]
        aside = bool(before) and before[-1].key in ("by", "in", "at", "of", "from", "for")
        if not aside or any(head in heads for _, heads in _CLASS_ROWS) or head in main.norm.split():
            return False
    return not any(_brings_in(read(rest), at) for at in range(len(read(rest))))


def _brings_in(items: Sequence[Item], at: int) -> bool:
    """Whether a thing is brought in here: 'replaced a ferry', but not 'is a ferry' or 'in the spring'."""
    if items[at].key not in _DETERMINERS:
        return False
    said_to_be = at == 1 and items[0].key in _BE
    time = any(item.key in TIMES for item in items[at + 1 : at + 3])
    return not said_to_be and not time
