"""What is asked, as a model takes it apart and words it: from the reader's own text, never from a source's.

A claim of the model's stands only where it says no more than the text and all claims together no less, for
what is checked is what was asked; else the claims read by rule stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from wellsourced.model.claims import Claim, Inquiry, Topic
from wellsourced.steps.asking.declare import capitalised
from wellsourced.steps.vetoing.veto import DETAILS, veto
from wellsourced.steps.vetoing.written import has_address
from wellsourced.steps.writing.forms import texts_form
from wellsourced.steps.writing.scribe import Ask, Scribe
from wellsourced.steps.writing.sheets import prompt
from wellsourced.text.machine_talk import machine_talk
from wellsourced.text.private import private
from wellsourced.text.tokens import MODALS, NEGATIONS, content_stems, tokens

__all__ = ["other_wordings", "statements_of"]

MOST_CLAIMS = 4
LONGEST_CLAIM = 240
MOST_QUERIES = 4
LONGEST_QUERY = 90
FEWEST_WORDS = 2


def statements_of(inquiry: Inquiry, known: Sequence[Claim | Topic], scribe: Scribe) -> tuple[str, ...]:
    """The statements that the model finds in what is asked; none where those read by rule are to stand."""
    if any(isinstance(one, Topic) for one in known):
        return ()  # who, what or how many: its answers are found in the evidence, not in the question
    form = texts_form("claims", MOST_CLAIMS, LONGEST_CLAIM)
    asked = prompt("claims", form.schema, asked=inquiry.text)
    [given] = scribe.ask([Ask(prompt=asked, form=form, what="Claims")])
    if given is None:
        return ()
    told = tuple(dict.fromkeys(capitalised(one.strip(" .")) + "." for one in given))
    why = _not_what_is_asked(told, inquiry.text, known)
    if why is not None:
        scribe.fell_back("Claims", f"the model's claims {why}")
        return ()
    return told


def _not_what_is_asked(told: Sequence[str], asked: str, known: Sequence[Claim | Topic]) -> str | None:
    """How the model's claims differ from what is asked; None where they do not."""
    texts = [asked, *(one.text for one in known)]
    words = content_stems("\n".join(texts))
    for one in told:
        if one.endswith("?") or has_address(one) or machine_talk(one) or content_stems(one) - words:
            return "bring in what was not asked"
        if veto(one, texts, DETAILS) is not None:
            return "name what was not asked about"
    if content_stems("\n".join(one.text for one in known)) - content_stems("\n".join(told)):
        return "leave out part of what was asked"
    if len(told) < len(known) or _turns(told) != _turns([one.text for one in known]):
        return "turn what was asked round"
    return None


def _turns(texts: Sequence[str]) -> frozenset[str]:
    """The words that turn or soften a statement: 'not', 'may', 'must'."""
    return frozenset(token.norm for text in texts for token in tokens(text)) & (NEGATIONS | MODALS)


def other_wordings(item: Claim | Topic, scribe: Scribe) -> tuple[str, ...]:
    """Other words in which evidence for a claim may stand; they are searched for, and say nothing."""
    form = texts_form("queries", MOST_QUERIES, LONGEST_QUERY)
    asked = prompt("wordings", form.schema, asked=item.text)
    [given] = scribe.ask([Ask(prompt=asked, form=form, what="Other wordings to search with")])
    return tuple(one for one in given or () if _may_be_searched(one))


def _may_be_searched(query: str) -> bool:
    """Whether a query is a few words: no address, no operator, nothing private, nothing said to a machine."""
    plain = all(letter.isalnum() or letter in " '’.,-$%&§" for letter in query)
    outside = has_address(query) or private(query) or machine_talk(query)
    return plain and not outside and len(query.split()) >= FEWEST_WORDS
