"""One spelling for what British and American English write differently."""

from __future__ import annotations

import re

from wellsourced.text.wordlists import words

__all__ = ["american"]

_OUR = re.compile(
    r"^((?:dis|mis|un)?(?:hon|lab|col|fav|behavi|neighb|harb|rum|endeav|hum|vap|vig|arm|od|tum|parl|savi|sav|splend|ard|"
    r"cand|clam|demean|ferv|flav|ranc|rig|val|glam))our(?=$|s|e|i|a|f|l|h|y)"
)
_ISE = re.compile(r"^([a-z]{3,})is(e|ed|es|er|ers|ing|ation|ations|able)$")
# Words whose -ise is part of the word, by what stands before it.
_ISE_KEPT = frozenset(
    words(
        "prom prem surm adv rev superv improv dev telev exerc exc inc prec conc circumc comprom surpr "
        "enterpr compr appr repr expert advert chast franch merchand desp dem treat otherw likew clockw "
        "conduc disfranch enfranch disenfranch ar"
    )
)
_YSE = re.compile(r"^(anal|paral|catal|dial)ys(e|ed|es|er|ers|ing)$")
_DOUBLE_L = re.compile(
    r"^(travel|cancel|label|model|counsel|signal|fuel|level|channel|marshal|quarrel|total|rival|equal|dial|tunnel)"
    r"l(ed|ing|er|ers|or|ors)$"
)
_WORDS = {
    "programme": "program",
    "licence": "license",
    "offence": "offense",
    "defence": "defense",
    "pretence": "pretense",
    "practise": "practice",
    "centre": "center",
    "theatre": "theater",
    "metre": "meter",
    "kilometre": "kilometer",
    "litre": "liter",
    "fibre": "fiber",
    "calibre": "caliber",
    "catalogue": "catalog",
    "cheque": "check",
    "grey": "gray",
    "judgement": "judgment",
    "acknowledgement": "acknowledgment",
    "gaol": "jail",
    "tyre": "tire",
    "kerb": "curb",
    "sceptic": "skeptic",
    "manoeuvre": "maneuver",
    "mould": "mold",
    "plough": "plow",
    "enrolment": "enrollment",
    "instalment": "installment",
    "fulfilment": "fulfillment",
    "aluminium": "aluminum",
}
_EXACT = {
    "practised": "practiced",
    "practising": "practicing",
    "licenced": "licensed",
    "licencing": "licensing",
    "centred": "centered",
    "ageing": "aging",
    "fulfil": "fulfill",
    "fulfils": "fulfills",
    "enrol": "enroll",
    "enrols": "enrolls",
    "wilful": "willful",
    "wilfully": "willfully",
    "skilful": "skillful",
    "towards": "toward",
    "whilst": "while",
    "amongst": "among",
    "learnt": "learned",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "paediatric": "pediatric",
    "storey": "story",
}


_WHOLE = {
    **{word + "s": better + "s" for word, better in _WORDS.items()},
    **_WORDS,
    **_EXACT,
}
"""Words that are looked up as they stand."""


def american(word: str) -> str:
    """A lower-case word in American spelling; other words come back as they are."""
    if word in _WHOLE:
        return _WHOLE[word]
    # A pattern is tried only where its letters are: most words have none of them.
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    if (
        "is" in word
        and (found := _ISE.match(word))
        and found[1] not in _ISE_KEPT
        and found[1][-1] not in "aou"
    ):
        return f"{found[1]}iz{found[2]}"
    if "ys" in word:
        word = _YSE.sub(r"\1yz\2", word)
    return _DOUBLE_L.sub(r"\1\2", word) if "ll" in word else word
