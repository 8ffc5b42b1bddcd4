"""What a question after a number wants measured: "how much is a permit" money, "how long" a time. Pure."""

from __future__ import annotations

import re

from wellsourced.text.figures import figures

__all__ = ["PRICED", "measures"]

PRICED = r"(?:costs?|prices?|fees?|fares?|fines?|tolls?|rents?|salar(?:y|ies)|wages?)"
"""What is told in money."""

_MONEY = frozenset({"cent", "dollar", "euro", "pound"})
_SHARE = frozenset({"percent", "percentage point", "fraction"})
_TIME = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "century"})
_DISTANCE = frozenset({"mile", "kilometer"})
_FAMILIES = (_MONEY, _SHARE, _TIME, _DISTANCE)

_HELPERS = r"(?:do|does|did|will|would|can|could|may|might|must|should|has|have|had)"
_PAID = r"(?:cost|charged?|pay|paid|owed?|spen[dt]|earn|fined?|price|sell|sold|worth)"
_FOR_MONEY = re.compile(
    rf"\bhow much (?:(?:is|are|was|were)\b|money\b|{_HELPERS} .*\b{_PAID}\b)"
    rf"|\bwhat (?:is|was|are|were) the (?:\w+ )?{PRICED}\b",
    re.I,
)
_FOR_SHARE = re.compile(
    r"\bwhat (?:percent\w*|share|proportion|fraction)\b|\bwhat (?:is|was) the percentage\b", re.I
)
_FOR_COUNT = re.compile(r"\bhow many (?P<what>[\w-]+)", re.I)
_FOR_LENGTH_OF_TIME = re.compile(r"\bhow long\b", re.I)
_FOR_AGE = re.compile(r"\bhow old\b", re.I)
_FOR_DISTANCE = re.compile(r"\bhow far\b", re.I)
_FOR_FREQUENCY = re.compile(r"\bhow often\b", re.I)

# Units that `figures` does not know, and answers without a digit.
_OTHER_MONEY = re.compile(
    r"[¥₹₽₩]\s?\d|\d\s(?:yen|yuan|rupees?|francs?|crowns?|kron(?:a|or|er)|pesos?|rubles?|won)\b"
    r"|\b(?:free of charge|without charge|no (?:charge|fee|cost)|costs? nothing|(?:is|are|was|were) free)\b",
    re.I,
)
_DURATION = re.compile(r"\b[\w,]+[ -](?:second|minute|hour|day|week|month|year)s?\b", re.I)
_OTHER_DISTANCE = re.compile(r"\d\s(?:feet|foot|met(?:er|re)s?|yards?|blocks?)\b", re.I)
_FREQUENCY = re.compile(
    r"\b(?:every|each|once|twice|times|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|hourly"
    r"|(?:an?|per) (?:hour|day|week|month|quarter|year|decade))\b",
    re.I,
)


def measures(sentence: str, question: str) -> bool:
    """Whether a sentence has a quantity of the kind a question asks for; any, where it names no kind.

    "How many" wants a count or a share, unless it names a unit ("how many days"); "how much is" an amount
    of money or a share. "412 permits" tells nobody what a permit costs.
    """
    units = {figure.unit for figure in figures(sentence)}
    if _FOR_MONEY.search(question):
        return bool(units & (_MONEY | _SHARE)) or _OTHER_MONEY.search(sentence) is not None
    if _FOR_SHARE.search(question):
        return bool(units & _SHARE)
    if counted := _FOR_COUNT.search(question):
        named = {figure.unit for figure in figures(f"2 {counted['what']}")} - {None}
        family = next((family for family in _FAMILIES if named & family), _SHARE | {None})
        return bool(units & family)
    if _FOR_LENGTH_OF_TIME.search(question):
        return _DURATION.search(sentence) is not None
    if _FOR_AGE.search(question):
        return bool(units & _TIME)
    if _FOR_DISTANCE.search(question):
        return bool(units & (_DISTANCE | _TIME)) or _OTHER_DISTANCE.search(sentence) is not None
    if _FOR_FREQUENCY.search(question):
        return _FREQUENCY.search(sentence) is not None
    return bool(units)
