"""From a yes/no question to the statement it asks about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wellsourced.text import verbs
from wellsourced.text.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    WH,
    Word,
    auxiliary,
    is_adverb,
    is_modifier,
    is_plural,
    join,
    split_words,
)
from wellsourced.text.wordlists import words

__all__ = ["Declared", "asks_after", "capitalised", "declare"]

_MODALS = frozenset(words("can could may might must shall should will would"))
_LONE_SUBJECTS = frozenset(words("i he she it they we you there"))
_RELATIVES = frozenset(words("who which that"))
_CONJUNCTIONS = frozenset(words("and or nor but"))
_AFTER_ADJECTIVE = (
    PREPOSITIONS | _CONJUNCTIONS | frozenset(words("that if when because unless while where and or enough"))
)
# After these a bare verb is no second verb of the sentence ("lets jails hold and release").
_OPENS_CLAUSE = frozenset(
    words("to let lets make makes help helps have that who which if whether when can may must will")
)
_ADJECTIVES = frozenset(
    words(
        "sufficient efficient different independent consistent violent evident urgent relevant "
        "important significant compliant reluctant pregnant enough true false legal illegal lawful "
        "unlawful mandatory voluntary binding valid invalid void constitutional unconstitutional safe "
        "unsafe guilty innocent open closed free liable immune exempt subject eligible able unable "
        "public private optional necessary possible impossible common rare effective responsible real "
        "fake dead alive present absent aware alone up down good bad fair right wrong ready full empty "
        "enforceable permanent temporary"
    )
)
_ADJECTIVE_ENDINGS = ("able", "ible", "ous", "ful", "less", "ive", "ary", "ory", "ical", "ional")
_NOUNS_LIKE_ADJECTIVES = frozenset(
    words(
        "secretary military boundary salary library commentary directive executive objective detective "
        "native representative initiative incentive relative collective territory history category "
        "inventory factory laboratory table vegetable constable bible handful professional national"
    )
)
_PREDICATIVE = frozenset(
    words(
        "entitled required allowed obligated obliged permitted released barred bound forced expected "
        "supposed protected deported counted treated banned prohibited held detained sent charged "
        "authorized paid covered excluded exempted eligible considered"
    )
)
# Plural nouns that read as verbs too ("Are detainer requests ...").
_NOUNS_IN_S = frozenset(verbs.third_person(base) for base in verbs.NOUN_TOO) - {"uses"}
_GOVERNMENTS = frozenset(words("state city county town"))
_ONE_OF_THEM = frozenset(words("a any no one each every another"))
_RULING = frozenset(words("bar ban permit let order limit mandate"))
_SOME = {
    "any": "some",
    "anyone": "someone",
    "anybody": "somebody",
    "anything": "something",
    "anywhere": "somewhere",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A statement without its full stop, and the subject it begins with."""

    text: str
    subject: str


def declare(question: str) -> Declared | None:
    """The statement a yes/no question asks about; `None` if the text does not begin with an auxiliary.

    A leading circumstance ("Under Texas law, must ...") stays in front.
    """
    parts = split_words(question.rstrip(" ?!."))
    lead = _lead_length(parts, asked=question.rstrip().endswith("?"))
    head, rest = parts[:lead], parts[lead:]
    if len(rest) < 2 or (aux := auxiliary(rest[0])) is None:
        return None
    plain, negated = aux
    subject, predicate = _turn(plain, rest[1:], negated)
    if not subject:
        return None
    subject, predicate = _affirm(plain, subject, predicate, negated)
    text = " ".join(part for part in (_with_comma(head), subject, predicate) if part)
    return Declared(text=capitalised(text), subject=subject)


def asks_after(text: str) -> str | None:
    """The circumstance a yes/no question opens with ("If a judge signs it,"), or `None` if it has none."""
    parts = split_words(text.rstrip(" ?!."))
    lead = _lead_length(parts, asked=text.rstrip().endswith("?"))
    return join(parts[:lead]) if lead else None


def capitalised(text: str) -> str:
    """The text with its first letter a capital, past an opening quotation mark."""
    return re.sub(r"^([\"“‘'(]*)(\w)", lambda found: found[1] + found[2].upper(), text, count=1)


def _with_comma(head: Sequence[Word]) -> str:
    text = join(head)
    return text if not text or text.endswith(",") else f"{text},"


def _lead_length(parts: Sequence[Word], asked: bool) -> int:
    """How many words stand before the auxiliary: a circumstance that the question opens with.

    Without a comma after it, only a text with a question mark (`asked`) is read so.
    """
    if not parts or auxiliary(parts[0]):
        return 0
    if parts[0].low not in PREPOSITIONS | {"if", "when", "because", "unless", "although", "while", "given"}:
        return 0
    for i in range(1, len(parts) - 2):
        if parts[i - 1].text.endswith(",") and auxiliary(parts[i]):
            return i
    if asked and parts[0].low in PREPOSITIONS and not any(word.text.endswith(",") for word in parts[:8]):
        return next((i for i in range(2, min(8, len(parts) - 2)) if auxiliary(parts[i])), 0)
    return 0


def _turn(aux: str, rest: Sequence[Word], negated: bool) -> tuple[str, str]:
    """Subject and predicate of the statement; the predicate begins with its finite verb or adverb."""
    if aux in verbs.BE:
        at = _be_boundary(rest)
        if not negated and _has_own_verb(rest):
            return join(rest[:1]), join(rest[1:])
    elif aux in verbs.HAVE:
        at = _before_adverbs(rest, _boundary(rest, _is_participle_here))
    else:
        verb = _boundary(rest, _is_verb_here)
        at = _before_adverbs(rest, verb)
        if aux in {"do", "does", "did"}:
            return join(rest[:at]), _without_do(aux, rest[at:verb], rest[verb:], negated)
    return join(rest[:at]), " ".join(filter(None, (aux, "not" if negated else "", join(rest[at:])))).replace(
        "can not ", "cannot "
    )


def _has_own_verb(rest: Sequence[Word]) -> bool:
    """Whether a verb follows the subject at once: "is" was one verb too many ("Is it uses ...")."""
    return (
        len(rest) > 2
        and verbs.is_third_person(rest[1].low)
        and not verbs.is_third_person(rest[0].low)
        and rest[1].low not in _NOUNS_IN_S
        and rest[0].low not in DETERMINERS
        and not _modifies(rest, 0)
    )


def _without_do(aux: str, adverbs: Sequence[Word], predicate: Sequence[Word], negated: bool) -> str:
    """The predicate with the tense of "do" on its own verb; a negated one keeps "do"."""
    kept = [word for word in adverbs if word.low != "not"]
    if negated or len(kept) < len(adverbs):
        return f"{aux} not {join([*kept, *predicate])}"
    return join(kept) + (" " if kept else "") + _conjugated(aux, predicate)


def _before_adverbs(rest: Sequence[Word], at: int) -> int:
    while at > 1 and is_adverb(rest[at - 1].low):
        at -= 1
    return at


def _boundary(rest: Sequence[Word], fits: Callable[[Sequence[Word], int], bool]) -> int:
    """Where the predicate begins: the first word that fits as its verb; else a guess after the first noun."""
    if rest[0].low in _LONE_SUBJECTS:
        return 1
    found = next((i for i in range(1, len(rest)) if fits(rest, i)), None)
    if found is not None:
        return found
    # An unknown or misspelled verb: what stands before an object.
    objects = (
        i - 1
        for i in range(2, len(rest))
        if rest[i].low in DETERMINERS and rest[i - 1].low not in PREPOSITIONS
    )
    after_adverb = (i for i in range(2, len(rest)) if is_adverb(rest[i - 1].low))
    free = (i for i in range(1, len(rest)) if not _is_noun_position(rest, i))
    return next(objects, next(after_adverb, next(free, len(rest) - 1)))


def _is_verb_here(rest: Sequence[Word], i: int) -> bool:
    low = rest[i].low
    if not verbs.is_base(low) or _is_noun_position(rest, i):
        return False
    if low in {"be", "have"} or not verbs.noun_too(low):
        return True
    return not _verb_comes_later(rest, i)


def _is_noun_position(rest: Sequence[Word], i: int) -> bool:
    before, low = rest[i - 1].low, rest[i].low
    if before in PREPOSITIONS or before in {"who", "that", "which"} or before in _CONJUNCTIONS:
        return True
    named = rest[i].text[:1].isupper() and rest[i - 1].text[:1].isupper()
    titled = sum(word.text[:1].isupper() for word in rest) > 0.7 * len(rest)
    if named and not titled and verbs.noun_too(low):
        return True
    return _modifies(rest, i - 1) and (verbs.noun_too(low) or before in DETERMINERS)


def _modifies(rest: Sequence[Word], i: int) -> bool:
    """Whether the word at `i` has its noun still to come; "County" after a name is that noun."""
    if i > 0 and rest[i].low == "county" and rest[i].text[0].isupper():
        return False
    return is_modifier(rest[i].low) and not _is_a_government(rest, i)


def _is_a_government(rest: Sequence[Word], i: int) -> bool:
    """Whether "state" is the State itself: "any state bar sheriffs", and not "any state bar exam"."""
    if i == 0 or rest[i].low not in _GOVERNMENTS or rest[i - 1].low not in _ONE_OF_THEM:
        return False
    return i + 2 < len(rest) and rest[i + 1].low in _RULING and is_plural(rest[i + 2].low)


def _verb_comes_later(rest: Sequence[Word], i: int) -> bool:
    """Whether a plainer verb follows with only nouns between ("an arrest warrant be ignored")."""
    for j in range(i + 1, min(i + 4, len(rest))):
        low = rest[j].low
        if low in {"be", "have"} or (verbs.is_base(low) and not verbs.noun_too(low)):
            return j == i + 1 or is_plural(rest[j - 1].low)
        if low in PREPOSITIONS | DETERMINERS | _CONJUNCTIONS | WH or is_adverb(low) or rest[j - 1].ends_piece:
            return False
    return False


def _is_participle_here(rest: Sequence[Word], i: int) -> bool:
    low, before = rest[i].low, rest[i - 1].low
    if not (verbs.is_participle(low) or low == "been"):
        return False
    return before not in PREPOSITIONS and not _modifies(rest, i - 1) and before not in _CONJUNCTIONS


def _conjugated(aux: str, predicate: Sequence[Word]) -> str:
    """The predicate after "do", "does" or "did": its verb, and verbs joined to it, take the ending."""
    shape = {"does": verbs.third_person, "did": verbs.past}.get(aux, str)
    out = [word.text for word in predicate]
    out[0] = _reshaped(predicate[0], shape)
    for i in range(1, len(predicate)):
        if predicate[i].low in _OPENS_CLAUSE:
            break
        if _is_joined_verb(predicate, i):
            out[i] = _reshaped(predicate[i], shape)
    return " ".join(out)


def _is_joined_verb(predicate: Sequence[Word], i: int) -> bool:
    """Whether the verb at `i` shares the subject of the first ("use or alter", "bars X and requires Y")."""
    low, before = predicate[i].low, predicate[i - 1]
    if not verbs.is_base(low):
        return False
    beside = i == 1 or (i == 2 and before.low in _CONJUNCTIONS)
    if before.low in _CONJUNCTIONS:
        return beside or not verbs.noun_too(low)
    return beside and before.text.endswith(",")


def _reshaped(word: Word, shape: Callable[[str], str]) -> str:
    tail = word.text[len(word.text.rstrip("\"'”’.,;:)")) :]
    return shape(word.low) + tail


def _be_boundary(rest: Sequence[Word]) -> int:
    """Where the predicate begins after a form of "be"."""
    if rest[0].low in _LONE_SUBJECTS or len(rest) == 1:
        return 1
    preposition: int | None = None
    depth = 0
    for i in range(len(rest)):
        opened = rest[i].text.count("(") - rest[i].text.count(")")
        if i and not depth and opened <= 0 and _starts_predicate(rest, i):
            return _later_participle(rest, i)
        depth += opened
        if i and rest[i].low in PREPOSITIONS - {"of", "as", "than"} and preposition is None:
            preposition = i
    return preposition or _last_noun(rest)


def _last_noun(rest: Sequence[Word]) -> int:
    """Where a predicate of bare nouns begins ("detainers | requests or orders")."""
    at = len(rest) - 1
    while at > 2 and rest[at - 1].low in _CONJUNCTIONS:
        at -= 2
    return at


def _starts_predicate(rest: Sequence[Word], i: int) -> bool:
    low, before = rest[i].low, rest[i - 1].low
    if before in PREPOSITIONS | _CONJUNCTIONS | _RELATIVES or (before in DETERMINERS and before != "all"):
        return False
    if is_adverb(low) or (low in WH and before not in {"that"} and low != "who" and low != "which"):
        return True
    if low in DETERMINERS:
        return not (verbs.is_gerund(before) or verbs.base_of(before) is not None or before in {"that", "all"})
    after = rest[i + 1].low if i + 1 < len(rest) else ""
    ends = not after or rest[i].ends_piece or after in _AFTER_ADJECTIVE or is_adverb(after)
    if _is_adjective(low) and ends:
        return True
    if low.endswith("er") and after == "than":
        return True
    verbal = verbs.is_participle(low) or (verbs.is_gerund(low) and not _is_what_is_done(rest, i))
    return (
        verbal and not _modifies(rest, i - 1) and not before.endswith(("al", "ar", "ic", "ive", "ous", "ary"))
    )


def _is_what_is_done(rest: Sequence[Word], i: int) -> bool:
    """Whether a gerund is a noun, with its predicate right behind it: "street parking | prohibited here"."""
    at = next((j for j in range(i + 1, len(rest)) if not is_adverb(rest[j].low)), len(rest))
    if at == len(rest) or rest[i].ends_piece:
        return False
    low, after = rest[at].low, rest[at + 1].low if at + 1 < len(rest) else ""
    if at == i + 1 and verbs.is_gerund(low):
        return True
    ends = not after or rest[at].ends_piece or after in _AFTER_ADJECTIVE or is_adverb(after)
    return ends and (verbs.is_participle(low) or _is_adjective(low))


def _is_adjective(low: str) -> bool:
    shaped = low.endswith(_ADJECTIVE_ENDINGS) and len(low) > 5 and low not in _NOUNS_LIKE_ADJECTIVES
    return low in _ADJECTIVES or shaped


def _later_participle(rest: Sequence[Word], i: int) -> int:
    """In "people arrested by ICE entitled to bond" the later participle is the predicate."""
    after = rest[i + 1].low if i + 1 < len(rest) else ""
    if not verbs.is_participle(rest[i].low) or after not in PREPOSITIONS:
        return i
    for j in range(i + 2, len(rest)):
        low = rest[j].low
        if low in WH | {"that", "to"} or rest[j].ends_piece:
            return i
        if (low in _PREDICATIVE or low in _ADJECTIVES) and not _modifies(rest, j - 1):
            return j if rest[j - 1].low not in PREPOSITIONS | _CONJUNCTIONS else i
    return i


def _affirm(aux: str, subject: str, predicate: str, negated: bool) -> tuple[str, str]:
    """Words that only a question carries ("any", "ever", "yet") as a statement has them."""
    if not negated and subject.lower().startswith("any "):
        singular = aux in {"does", "is", "was", "has"}
        subject = ("At least one " if singular else "Some ") + subject[4:]
    if negated or re.search(r"\b(?:not|never|without|than|refuse|bar|ban|forbid|prohibit)", predicate):
        return subject, predicate
    subject = _SOME.get(subject.lower(), subject)
    predicate = re.sub(r"\bany(?:one|body|thing|where)?\b", lambda found: _SOME[found[0].lower()], predicate)
    predicate = re.sub(r"\bever\s", "", predicate)
    predicate = re.sub(r"\byet$", "already", predicate)
    return re.sub(r"\s+ever$", "", subject), predicate
