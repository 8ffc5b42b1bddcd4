"""Words of a sentence with what grammar needs to know of them, and where its finite verb stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wellsourced.text import verbs
from wellsourced.text.wordlists import words

__all__ = [
    "ADVERBS",
    "DETERMINERS",
    "PREPOSITIONS",
    "PRONOUNS",
    "WH",
    "Word",
    "auxiliary",
    "finite_index",
    "is_adverb",
    "is_modifier",
    "is_plural",
    "join",
    "split_words",
]

DETERMINERS = frozenset(
    words(
        "a an the any some no every each this these those my your his her its our their another all "
        "both many few"
    )
)
PRONOUNS = frozenset(
    words("i he she it they we you there this that these those who someone somebody everyone nobody")
)
PREPOSITIONS = frozenset(
    words(
        "of in on at by for from with without under over into onto to toward about against between "
        "among through during before after since until within across near behind beyond despite per "
        "via upon like as than inside outside throughout around above below off out up down"
    )
)
WH = frozenset(words("who whom whose what which when where why how"))
ADVERBS = frozenset(
    words(
        "not never ever always still now already also even just only really actually currently often "
        "sometimes usually rarely ever again once then too yet soon almost nearly more most less least "
        "so quite very both"
    )
)
_NOT_ADVERBS = frozenset(
    words("family only assembly ally july supply reply bully rally italy monopoly anomaly fly rely apply")
)
_MODIFIERS = frozenset(
    words(
        "local state federal county city municipal national public private new old big small large "
        "high low other same such several most illegal legal judicial administrative criminal civil "
        "undocumented foreign american many military first second third next last former current more "
        "less own good bad major minor key long short detainer felony immigration border drug traffic"
    )
)
_GOVERNMENTS = frozenset(words("state county city military"))
_PLURALS = frozenset(words("police people men women children they we you i these those data media"))
_CONTRACTED = {
    "can't": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "cannot": "can not",
}
_RELATIVES = frozenset(words("who which that whom whose"))
_OBJECT_NEXT = DETERMINERS | frozenset(
    words(
        "that to him them me us it her you nothing something someone everyone nobody if whether what how why"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as written with the marks that touch it; `low` is the bare word, lower case, straight quotes."""

    text: str
    low: str

    @property
    def ends_piece(self) -> bool:
        """Whether a mark after it closes a piece of the sentence."""
        return self.text[-1:] in {",", ";", ":", ")", "—"}


def split_words(text: str) -> list[Word]:
    """The words of `text` between white space, in order."""
    return [
        Word(text=piece, low=piece.strip("\"'“”‘’()[]{}.,;:?!—–*").replace("’", "'").lower())
        for piece in text.split()
    ]


def join(parts: Sequence[Word]) -> str:
    """The words as written, one space between."""
    return " ".join(word.text for word in parts)


def auxiliary(word: Word) -> tuple[str, bool] | None:
    """A finite auxiliary as (its plain form, whether negated): "doesn't" is ("does", True)."""
    low = _CONTRACTED.get(word.low, word.low)
    if low.endswith(" not"):
        return low.removesuffix(" not"), True
    if low.endswith("n't") and low[:-3] in verbs.AUXILIARIES:
        return low[:-3], True
    return (low, False) if low in verbs.AUXILIARIES else None


def is_adverb(low: str) -> bool:
    """Whether a word is an adverb that can stand before a verb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS)


def is_modifier(low: str) -> bool:
    """Whether a word is mostly one that a noun follows ("local", "federal", "two")."""
    return low in _MODIFIERS or low in DETERMINERS or low.endswith("'s") or low.endswith("s'")


def is_plural(low: str) -> bool:
    """Whether a noun or pronoun takes a verb without -s."""
    if low in _PLURALS:
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "ics")) and len(low) > 3


def finite_index(parts: Sequence[Word]) -> int | None:
    """Where the main finite verb of a statement stands, or `None` for a phrase without one.

    A verb inside a relative clause does not count. The first word never counts: a statement has a
    subject before its verb.
    """
    titled = sum(w.text[:1].isupper() for w in parts) > 0.7 * len(parts)
    inside_relative = False
    for i in range(1, len(parts)):
        word, before = parts[i], parts[i - 1]
        if word.low in _RELATIVES and not _is_complement(parts, i):
            inside_relative = True
            continue
        if word.text[:1].isupper() and not titled:
            continue
        if inside_relative and before.low in _RELATIVES and verbs.base_of(word.low):
            inside_relative = False
            continue
        if not _is_finite(parts, i):
            continue
        if inside_relative:
            inside_relative = False
            continue
        if before.low not in {"to", "and"} or auxiliary(word):
            return i
    return _after_long_subject(parts)


def _after_long_subject(parts: Sequence[Word]) -> int | None:
    """The plain verb of a written-out sentence on a plural: "Riders with a pass ride free."

    Each of its words may be a noun; that it ends with a full stop says that it is no heading.
    """
    opening = next((i for i, word in enumerate(parts[:6]) if word.ends_piece), -1)
    start = opening + 1 if parts and parts[0].low in PREPOSITIONS else 0
    subject = parts[start : start + 2]
    if len(subject) < 2 or not is_plural(subject[0].low) or subject[1].low not in PREPOSITIONS:
        return None
    if not parts[-1].text.endswith((".", "!")):
        return None
    for i in range(start + 3, len(parts) - 1):
        before, after = parts[i - 1].low, parts[i + 1].low
        stands_alone = (
            not is_modifier(before) and before not in PREPOSITIONS and after not in {"of", "and", "or"}
        )
        if stands_alone and verbs.is_base(parts[i].low):
            return i
    return None


def _is_complement(parts: Sequence[Word], i: int) -> bool:
    return parts[i].low == "that" and verbs.base_of(parts[i - 1].low) is not None


def _is_finite(parts: Sequence[Word], i: int) -> bool:
    low, before = parts[i].low, parts[i - 1].low
    after = parts[i + 1].low if i + 1 < len(parts) else ""
    if auxiliary(parts[i]) or low.endswith("n't"):
        return before not in DETERMINERS or before in PRONOUNS
    if "'" in low and low.split("'")[-1] in {"re", "ve", "ll", "d", "m"}:
        return True
    base = verbs.base_of(low)
    if base is None or before in PREPOSITIONS or (before in DETERMINERS and before not in PRONOUNS):
        return False
    if verbs.is_third_person(low) and low != base:
        return _third_person_fits(parts, i, base)
    if low == "left" and before in _SIDES:
        return False
    if verbs.is_past(low) and (low != base or before not in {"to"}):
        return (
            after != "by"
            and before not in verbs.BE | verbs.HAVE | {"been", "being", "be"}
            and low not in _ADJECTIVAL
        )
    return _plural_fits(parts, i, base)


_SIDES = frozenset(words("extreme far radical hard political top bottom upper lower"))
_ADJECTIVAL = frozenset(
    words("alleged undocumented united unauthorized limited related based so-called supposed wanted")
)


def _third_person_fits(parts: Sequence[Word], i: int, base: str) -> bool:
    before = parts[i - 1]
    after = parts[i + 1].low if i + 1 < len(parts) and not parts[i].ends_piece else ""
    if is_modifier(before.low) and before.low not in _GOVERNMENTS:
        return False
    if not verbs.noun_too(base):
        return True
    if before.low in {"and", "or"} or (verbs.is_base(after) and not verbs.noun_too(after)):
        return False
    if after in _OBJECT_NEXT or is_adverb(after) or _is_amount(after):
        return True
    # "ICE pays jails", "The state bans it", "Ohio bars police": a short subject and an object.
    subject = i == 1 or parts[0].low in DETERMINERS or before.text[:1].isupper()
    return subject and after not in PREPOSITIONS | {"", "and", "or", "vs"}


def _is_amount(low: str) -> bool:
    """Whether a word is a figure, of money too: "$1,200"."""
    return low.lstrip("$€£")[:1].isdigit()


_OF_MANY = frozenset(words("all most both some many few several no other these those"))


def _plural_fits(parts: Sequence[Word], i: int, base: str) -> bool:
    before = parts[i - 1]
    after = parts[i + 1].low if i + 1 < len(parts) else ""
    if base in {"be", "have", "do"}:
        return False
    # "Anglers over the age of 70 pay no fee": a plural that opens the sentence may stand far from its verb.
    if is_plural(parts[0].low) and after in DETERMINERS | {"no"}:
        return True
    if not is_plural(before.low):
        return False
    if not verbs.noun_too(base):
        return True
    # "In Alder, riders with passes pay nothing": with its object after it, it may stand far from the start.
    if after in DETERMINERS | {"nothing", "something", "it", "them"} and not before.text[:1].isupper():
        return True
    # "United States travel ban" is a name with a noun, "sheriffs sign contracts" a sentence, as is
    # "All States bar police from it", however States are written.
    named = i > 1 and before.text[:1].isupper() and parts[i - 2].low not in _OF_MANY
    return i <= 4 and not named and after not in {"", "of", "and", "or", "vs", "comparison"}


FEWEST_WORDS = 4


def is_sentence(text: str) -> bool:
    """Whether a text ends like a sentence and has a finite verb: headings, captions and lists do not."""
    parts = split_words(text)
    closed = text.rstrip("\"'”’)").endswith((".", "!", "?"))
    listed = 3 * text.count(";") >= len(parts)
    return closed and not listed and len(parts) >= FEWEST_WORDS and finite_index(parts) is not None
