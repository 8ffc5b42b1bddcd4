"""Changed figures and dates."""

from __future__ import annotations

import re
from calendar import month_name
from random import Random

from edits.helpers import date_mentions, figures, words
from edits.model import Change

__all__ = [
    "MONTHS",
    "SPELLED",
    "TENS",
    "changed_comparisons",
    "changed_dates",
    "changed_figures",
    "changed_units",
]

MONTHS = month_name[1:]
_NUMBER = re.compile(r"(?<![\w.,/–-])(\$?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\w/–-]|[.,]\d)")
SPELLED = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_YEAR = re.compile(r"(?<![\w.,/–-])(1[5-9]\d\d|20[0-4]\d)(?![\w/–-]|[.,]\d)")
_DAY_MONTH = re.compile(
    rf"\b({'|'.join(MONTHS)})\b(?= \d)|(?<=\d )\b({'|'.join(MONTHS)})\b|(?<=[Ii]n )\b({'|'.join(MONTHS)})\b"
)
_MAGNITUDES = ("thousand", "million", "billion", "trillion")
_UNIT_SWAPS = (
    ("percent", "percentage points"), ("years", "months"), ("months", "years"), ("days", "weeks"),
    ("weeks", "days"), ("hours", "minutes"), ("minutes", "hours"), ("seconds", "minutes"),
    ("meters", "kilometers"), ("kilometers", "meters"), ("miles", "feet"), ("feet", "miles"),
    ("dollars", "cents"), ("pounds", "ounces"), ("acres", "square miles"), ("grams", "kilograms"),
    ("bytes", "kilobytes"), ("millimeters", "centimeters"), ("mm", "cm"), ("cm", "mm"), ("km", "m"),
    ("daily", "weekly"), ("weekly", "monthly"), ("monthly", "annually"), ("annual", "monthly"),
    ("annually", "monthly"), ("yearly", "monthly"), ("per year", "per month"), ("per day", "per week"),
    ("per month", "per year"), ("a year", "a month"), ("a day", "a week"), ("decades", "years"),
    ("centuries", "decades"), ("century", "decade"), ("decade", "century"),
)  # fmt: skip
_COMPARED = (
    ("more than", "less than"), ("less than", "more than"), ("fewer than", "more than"),
    ("at least", "at most"), ("at most", "at least"), ("greater than", "less than"),
    ("higher than", "lower than"), ("lower than", "higher than"), ("larger than", "smaller than"),
    ("smaller than", "larger than"), ("longer than", "shorter than"), ("older than", "younger than"),
    ("younger than", "older than"), ("earlier than", "later than"), ("up to", "at least"),
    ("better than", "worse than"), ("no more than", "no fewer than"), ("exceeds", "falls short of"),
    ("exceeded", "fell short of"), ("above", "below"), ("nearly", "well over"), ("almost", "well over"),
    ("the largest", "the smallest"), ("the smallest", "the largest"), ("the highest", "the lowest"),
    ("the lowest", "the highest"), ("the oldest", "the youngest"), ("the longest", "the shortest"),
    ("the first", "the last"), ("the last", "the first"), ("the most", "the least"), ("twice", "half"),
    ("before", "after"), ("after", "before"), ("over half", "under half"), ("majority", "minority"),
    ("the second largest", "the largest"), ("the youngest", "the oldest"), ("faster", "slower"),
)  # fmt: skip


def changed_figures(sentence: str, rng: Random) -> list[Change]:
    """Another value for a figure in digits or words."""
    dated = [(found.start, found.end) for found in date_mentions(sentence)]
    counted = [(found.start, found.end) for found in figures(sentence)]
    changes = []
    for match in _NUMBER.finditer(sentence):
        start, end = match.span()
        if any(s < end and start < e for s, e in dated):
            continue
        if re.search(r"[—–-]\s*$", sentence[:start]):
            continue
        if not any(s <= start and end <= e + 1 for s, e in counted):
            continue
        changes.append(Change(match[0], _other_number(match, rng), "figure"))
    for match in re.finditer(rf"\b({'|'.join(SPELLED[2:] + TENS)})\b", sentence):
        words = SPELLED[2:13] if match[1] in SPELLED else TENS
        after = sentence[match.end() : match.end() + 1]
        if after != "-" and sentence[match.start() - 1 : match.start()] != "-":
            changes.append(Change(match[1], rng.choice([w for w in words if w != match[1]]), "figure"))
    return changes


def _other_number(match: re.Match[str], rng: Random) -> str:
    currency, whole, rest = match[1], match[2].replace(",", ""), match[3] or ""
    value = int(whole)
    way = rng.random()
    if value < 13:
        other = rng.choice([n for n in range(2, 14) if n != value])
    elif way < 0.3:
        other = max(1, round(value * rng.choice((0.5, 0.6, 0.7, 1.3, 1.5, 2, 3))))
    elif way < 0.6:
        at = rng.randrange(len(whole))
        digit = rng.choice([d for d in "123456789" if d != whole[at]])
        other = int(whole[:at] + digit + whole[at + 1 :])
    elif way < 0.8 and len(whole) > 1 and len(set(whole.rstrip("0"))) > 1:
        one, two = sorted(rng.sample(range(len(whole.rstrip("0"))), 2))
        digits = list(whole)
        digits[one], digits[two] = digits[two], digits[one]
        other = int("".join(digits))
    else:
        other = value + rng.choice((-1, 1)) * max(1, round(value * rng.choice((0.05, 0.1, 0.2))))
    if other == value:
        other += 1
    if rest and rng.random() < 0.4:
        other, rest = value, "." + rng.choice([d for d in "123456789" if d != rest[1]]) + rest[2:]
    return f"{currency}{other:,}{rest}" if "," in match[2] or other > 9999 else f"{currency}{other}{rest}"


def changed_units(sentence: str, rng: Random) -> list[Change]:
    """Another unit, magnitude word or period; percent for a number and the other way round."""
    changes = []
    for match in re.finditer(rf"(?<=\d )({'|'.join(_MAGNITUDES)})\b", sentence):
        other = rng.choice([word for word in _MAGNITUDES if word != match[1]])
        changes.append(Change(match[1], other, "unit"))
    for old, new in _UNIT_SWAPS:
        if re.search(rf"(?:\d|\b(?:{'|'.join(SPELLED + TENS)})) {old}\b", sentence) or (
            " " in old or old.endswith("ly")
        ):
            changes += [Change(old, new, "unit")] if f" {old}" in sentence else []
    for match in re.finditer(r"(?<![\w.,-])(\d[\d,.]*)(%| percent\b)(?: of the| of)?(?= [a-z])", sentence):
        changes.append(Change(match[1] + match[2], match[1], "unit") if " of" not in match[0] else
                       Change(match[0], match[1] + " of the", "unit"))  # fmt: skip
    return changes


def changed_dates(sentence: str, rng: Random) -> list[Change]:
    """Another year, month, day or century, or two years exchanged."""
    changes = []
    years = [match for match in _YEAR.finditer(sentence)]
    for match in years:
        near = rng.choice((1, 2, 3, 5, 10, 20, 100)) * rng.choice((-1, 1))
        other = min(int(match[1]) + near, 2029)
        if str(other) not in sentence:
            changes.append(Change(match[1], str(other), "date"))
    if len(years) == 2 and years[0][1] != years[1][1]:
        between = sentence[years[0].end() : years[1].start()]
        if not re.fullmatch(r"\s*(?:to|and|through|until|or|,|and from)\s*|.*\bto\s*", between):
            old = sentence[years[0].start() : years[1].end()]
            changes.append(Change(old, years[1][1] + between + years[0][1], "date_order"))
    for match in _DAY_MONTH.finditer(sentence):
        changes.append(Change(match[0], rng.choice([m for m in MONTHS if m != match[0]]), "date"))
    for match in re.finditer(r"\b(1\d|20|[2-9])(?:th|st|nd|rd)(?= century)", sentence):
        changes.append(Change(match[0], _ordinal(int(match[1]) + rng.choice((-1, 1))), "date"))
    for match in re.finditer(r"\b(1[5-9]|20)(\d)0s\b", sentence):
        digit = rng.choice([d for d in "0123456789" if d != match[2]])
        changes.append(Change(match[0], f"{match[1]}{digit}0s", "date"))
    return changes


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def changed_comparisons(sentence: str, rng: Random) -> list[Change]:
    """A comparison or an order of events the other way round."""
    changes = []
    for old, new in _COMPARED:
        if f" {old} " not in f" {sentence} ":
            continue
        if old in ("before", "after") and not re.search(
            rf"\b{old} (?:the (?:war|end|election|death|fall|year)\b|\d|\w+ing\b)", sentence
        ):
            continue
        if old in ("more than", "less than", "above", "up to", "nearly", "almost") and not re.search(
            rf"\b{old} \$?(?:\d|\w+ (?:percent|million|thousand|hundred|times)|half|all|every|a |the )",
            sentence,
        ):
            continue
        if old in ("nearly", "almost", "up to") and not re.search(rf"\b{old} \$?\d", sentence):
            continue
        changes.append(Change(old, new, "comparison"))
    return changes
