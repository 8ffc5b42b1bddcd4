"""The same clauses in another order."""

from __future__ import annotations

import re
from random import Random

__all__ = ["clauses_turned", "inverted", "moved_opening", "possessive"]

_CLAUSES = re.compile(r"[,;:]|\b(?:which|that|who|when|where|while|because|although|and then|but|if)\b")
_FIRST = re.compile(
    r"^(?P<word>If|When|Because|Although|Unless|While|Once|Before|After|Until) "
    r"(?P<one>[^,;]{8,110}), (?P<two>(?!then\b|but\b|and\b|or\b)[^;]{15,140})\.$"
)
_SECOND = re.compile(
    r"^(?P<two>[^,;]{15,120}[\w)]),? (?P<word>if|when|because|although|unless|once|until|before|"
    r"after) (?P<one>(?:the|a|an|it|they|he|she|there|this|no|any|all|its|their)\b [^,;]{8,110})\.$"
)
_IS_THE = re.compile(
    r"^(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}) (?P<be>is|was) (?P<what>the [^,;()]{6,60})\.$"
)
_OF = re.compile(
    r"\b(?P<the>[Tt]he) (?P<noun>capital|population|president|king|queen|author|director|founder|"
    r"government|economy|constitution|territory|father|mother|prime minister|currency|coast|army|"
    r"people|leader|parliament|inhabitants|debut|release|climate) of "
    r"(?P<name>[A-Z][a-z]+)(?=[ .,](?![A-Z]|of|and|or))"
)


def _low(text: str) -> str:
    return (
        text[0].lower() + text[1:]
        if re.match(
            r"(?:The|A|An|It|He|She|They|This|These|In|On|There|Its|His|Her|No|Each|All|Some|Most|Many|Such)\b",
            text,
        )
        else text
    )


def clauses_turned(sentence: str, rng: Random) -> list[str]:
    """ "If A, B." as "B if A.", and the other way round."""
    if match := _FIRST.match(sentence):
        if _CLAUSES.search(match["one"]) or ", " in match["two"]:
            return []
        two, word = match["two"], match["word"].lower()
        joint = ", " if word in ("although", "while") else " "
        return [f"{two[0].upper()}{two[1:]}{joint}{word} {match['one']}."]
    match = _SECOND.match(sentence)
    if (
        not match
        or _CLAUSES.search(match["two"])
        or re.search(
            r"\b(?:even|only|as|just|not|except|know|soon|long|years?|shortly|ask|see)$|\band\b", match["two"]
        )
    ):
        return []
    return [f"{match['word'].capitalize()} {match['one']}, {_low(match['two'])}."]


def inverted(sentence: str, rng: Random) -> list[str]:
    """ "X is the capital." as "The capital is X."."""
    match = _IS_THE.match(sentence)
    if (
        not match
        or match["name"] in ("It", "He", "She", "This", "That", "They", "There")
        or re.search(
            r"\b(?:that|which|who|when|where|same|first|second|third|by|with|from|as)\b|\d", match["what"]
        )
    ):
        return []
    return [f"T{match['what'][1:]} {match['be']} {match['name']}."]


def possessive(sentence: str, rng: Random) -> list[str]:
    """ "the capital of France" as "France's capital"."""
    made = []
    for match in _OF.finditer(sentence):
        own = f"{match['name']}'" if match["name"].endswith("s") else f"{match['name']}'s"
        made.append(f"{sentence[: match.start()]}{own} {match['noun']}{sentence[match.end() :]}")
    return made


_OPENER = re.compile(
    r"^(?P<phrase>(?:In|At|On|During|Within|Throughout|Under|After|Before|By|Since|For|From|Along|"
    r"Around|Inside|Outside|Near) "
    r"(?:[\w'’-]+ ?){1,9}), (?P<rest>(?!which|who|when|and\b|or\b)[^,;:]{15,110})\.$"
)
_END_TIME = re.compile(
    r"^(?P<rest>[^,;:]{20,140}[a-z]) (?P<phrase>(?:in|on|during|after|before|since) (?:(?:early|late|"
    r"the|mid) )*(?:[A-Z][a-z]+ )?"
    r"(?:\d{1,2}, )?(?:1[5-9]|20)\d\d)\.$"
)


def moved_opening(sentence: str, rng: Random) -> list[str]:
    """ "In 1990, X." as "X in 1990.", and the other way round."""
    match = _OPENER.match(sentence)
    if match and not _CLAUSES.search(match["rest"]) and not re.search(r"\d{4}$|\band\b", match["rest"]):
        phrase, rest = match["phrase"], match["rest"]
        return [rest[0].upper() + rest[1:] + " " + phrase[0].lower() + phrase[1:] + "."]
    match = _END_TIME.match(sentence)
    if (
        match
        and not _CLAUSES.search(match["rest"])
        and not re.search(r"\b(?:and|since|from|by)\b", match["rest"])
    ):
        phrase = match["phrase"]
        return [phrase[0].upper() + phrase[1:] + ", " + _low(match["rest"]) + "."]
    return []
