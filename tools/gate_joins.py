"""How the gate fixture joins two sentences into one, and which sentences can be read alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

# A sentence that opens so leans on the one before it, and nobody would publish it alone.
LEANS = re.compile(
    r"(It|They|He|She|This|These|Those|Its|His|Her|Their|Most of it|Outside those|Five years later|"
    r"The following year|That same|As a result|Two thirds of them|A second|One |There)\b"
)
# In the casebook such a subject is named in the sentence before, which in another note is another one.
UNNAMED = re.compile(
    r"((Under|By|After|In|Through) )?[Tt]he (\w+ )?(act|agency|agreements?|attorney general|bill|board|case|"
    r"conditions?|count(?:y|ies)|court|decision|department|directive|dismissal|draft|exceptions?|form|hold|"
    r"injunction|jail|judgment|law|legislature|list|memorandum|opinion|orders?|ordinance|plaintiffs|policy|"
    r"procedure|provisions?|resolution|rules?|ruling|settlement|sheriff|state|statutes?|versions?)\b"
    r"(?! (of|that|in) (the )?[A-Z0-9])|"
    r"After remand|An attempt to move|As (that|recorded)|For now|Interviews|Quarterly|Transfers"
)
# A sentence with a time or a source in front, with a condition, or that reports what somebody said, would
# reach over what is joined to it with "and".
REACHES = re.compile(
    r"^(In|On|At|After|Under|As|If|From|With|Since|For|During|Until|Between|When|By|Without|Although)\b|"
    r"\b(said|says|found|finding|wrote|argued|held|holding|warned|reported|testified|estimated|reads|"
    r"announced|caution|ruled|counted|if|unless|until|when|because|although|before|once|except)\b|;"
)
# Words that open a sentence here and stand nowhere in the passages with a small letter, but are no names.
PLAIN = {
    *("advocates", "article", "attempted", "benefits", "car", "cells", "discovered", "employers", "former"),
    *("fourteen", "from", "golf", "low-income", "multiple", "parking", "primary", "quarterly", "spawning"),
    *("self-governing", "self-government", "tourism", "two", "unvaccinated"),
}
CASE = re.compile(r"(City|County|People|State|Town) (of|and|ex) .* v\. ")
OPENS_WITH_TIME = re.compile(
    r"(If|As|Since|For|In|Under|On|From|With|When|Until|By|At|After|During|Although)\b"
)


def rank(text: str) -> str:
    """Give the place of a text in an order that is arbitrary and always the same."""
    return sha256(text.encode()).hexdigest()


def stands_alone(sentence: str, document: str) -> bool:
    """Tell whether a sentence can be read without the one before it in its passage."""
    if len(sentence.split()) < 7 or LEANS.match(sentence):
        return False
    if not document.startswith("casebook/"):
        return True
    return re.search(r" [A-Z][a-z]{2}", sentence) is not None and not UNNAMED.match(sentence)


class Joiner:
    """Joins two sentences into one; knows from the passages which opening words are no names."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.common = PLAIN.union(*(re.findall(r"\b[a-z]+\b", text) for text in texts))

    def lowered(self, sentence: str) -> str:
        """Lower the first letter, unless it opens a name."""
        first, _, rest = sentence.partition(" ")
        opens_name = first not in {"The", "A", "An", "In", "On", "At", "Under", "As", "Since", "After", "By"}
        if first[1:] != first[1:].lower() or first.lower().strip(",") not in self.common:
            return sentence
        if (opens_name and rest[:1].isupper()) or CASE.match(sentence):
            return sentence
        return first.lower() + " " + rest

    def join(self, first: str, second: str) -> str:
        """Join with "and" or "while" where the first does not reach over the second, else with ";"."""
        head, tail = first.removesuffix("."), self.lowered(second)
        if REACHES.search(first) or OPENS_WITH_TIME.match(second):
            return f"{head}; {tail}"
        return head + (", while ", ", and ")[int(rank(first)[0], 16) % 2] + tail
