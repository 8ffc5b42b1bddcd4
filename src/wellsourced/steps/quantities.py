"""The dated quantities and statuses of sentences, and which figures are of one measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, takewhile

from wellsourced.model.quantities import DatedBy, Newer, Quantity, Status
from wellsourced.model.reports import Exhibit, Proposal, Report, Statement
from wellsourced.model.scope import PartialDate
from wellsourced.rules.places import places_in
from wellsourced.steps.as_of import AMBIGUOUS, as_of
from wellsourced.text.dates import date_mentions
from wellsourced.text.figures import Figure, figures
from wellsourced.text.identifiers import identifiers
from wellsourced.text.sentences import sentences
from wellsourced.text.tokens import content_stems

__all__ = [
    "Measure",
    "by_measure",
    "given",
    "measure_of",
    "newer",
    "overtaking",
    "passage_quantities",
    "quantities",
    "same_measure",
    "spliced",
    "statuses",
]

Measure = str
"""Unit, place, and the stems of what is measured, in one line."""

_TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "century"})
_NO_MEASURE = re.compile(
    r"\b(?:must|shall|may(?!\s\d)|might|could|would|should|will|requires?|expected"
    r"|projected|if|planned|proposed)\b"
)
_BEFORE = re.compile(r"(?:\bage[ds]?(?:\sof)?|\b(?!(?:In|On|By|Of|At|For|About|Over)\s)[A-Z][a-z]+)\s$")
_RANGE = re.compile(r"\s?(?:to|-|–|or)\s?")
_SAYS = re.compile(
    r"^(?P<who>.*?)\b(?:show(?:s|ed)|list(?:s|ed)|report(?:s|ed)|count(?:s|ed)|record(?:s|ed))\b", re.I
)
_LEVEL = re.compile(
    r"\b(?:exceed(?:s|ed)|reach(?:es|ed)|total(?:s|ed)|number(?:s|ed)|stood at|(?:rose"
    r"|fell|climbed|grew) to)\b",
    re.I,
)
_SINCE = re.compile(r"\bsince (?:[A-Z][a-z]+ )?(?:\d{1,2}, )?\d{4}")
"""From when on it is counted: another start is another measure."""
_JOINT = re.compile(r";\s|,\s(?:and|but|while)\s")
"""Where one clause ends and another is joined to it."""
_CUT = re.compile(r"[,;]|\b(?:and|but|while|plus)\b")
_UNCLEAR = re.compile(
    r"\b(?:it|they|he|she|we|its|their|his|her|ones|this|these|those)\b|^\s*(?:The|An?)\s[a-z]\w*\s\w+ed\b",
    re.I,
)
_STATUS = re.compile(
    r"^(?P<subject>.{3,80}?)\s(?P<is>is|are|remains?)\s(?:still\s|currently\s|now\s)?"
    r"(?P<value>enjoined|blocked|on hold|stayed|suspended|pending|vacant|in (?:force"
    r"|effect)|under (?:review|appeal)"
    r"|the (?:sheriff|mayor|governor|president|director|chief|secretary|attorney general)\b[^,.;]{0,50})"
)


def quantities(
    statement: Statement | Proposal, exhibits: Mapping[str, Exhibit], day: date
) -> tuple[Quantity, ...]:
    """The quantities of a statement, each dated by its sentence, else by a passage that gives the figure.

    `exhibits` are by passage id; figures of a day after `day` are forecasts and left out.
    """
    cited = [exhibits[one.passage] for one in statement.citations]
    found: list[Quantity] = []
    for figure, definition, written in _told(statement.text):
        giving = [e for e in cited if figure.value in _values(e.passage.text)]
        found.append(_quantity(figure, definition, written, giving[0] if giving else None))
    return tuple(q for q in found if q.as_of is None or q.as_of.earliest <= day)


def passage_quantities(exhibit: Exhibit) -> tuple[Quantity, ...]:
    """The quantities of a passage, dated by their sentences, else by its note or document."""
    return tuple(_quantity(*told, exhibit) for told in _told(exhibit.passage.text))


def measure_of(quantity: Quantity) -> Measure | None:
    """What it measures, the same for two that can be held against each other; None where that is unclear."""
    if _UNCLEAR.search(quantity.definition):
        return None
    stems = content_stems(quantity.definition)
    return "\t".join([quantity.unit or "", quantity.place or "", *sorted(stems)]) if stems else None


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of the same thing in the same place; unclear ones never are."""
    measure = measure_of(one)
    return measure is not None and measure == measure_of(other)


def spliced(said: Statement | Proposal, exhibits: Mapping[str, Exhibit]) -> tuple[Quantity, ...]:
    """The quantities of a sentence that gives a figure the date of another passage or sentence.

    A figure is taken to be of a date of its own clause only: of what two joined clauses tell, the date of
    one says nothing of the figure of the other.
    """
    clauses = [replace(said, text=clause) for clause in _JOINT.split(said.text)]
    told = [q for one in clauses for q in quantities(one, exhibits, date.max)]
    told = [q for q in told if q.dated_by is DatedBy.SENTENCE]
    cited = [exhibits[one.passage] for one in said.citations]
    return tuple(q for q in told if _given(q, cited) and not any(_dated_so(q, e) for e in cited))


def newer(report: Report, others: Iterable[Quantity]) -> tuple[Newer, ...]:
    """The statements of a report that give an older figure of a measure than `others` have.

    The newest other figure marks it; it counts only where both dates are known and certainly apart.
    """
    kept = by_measure(others)
    return overtaking(given(report), lambda measure: kept.get(measure, ()))


def given(report: Report) -> tuple[tuple[str, Quantity], ...]:
    """The dated figures of a report that others can be held against, each with its statement's text."""
    exhibits = {exhibit.passage.id: exhibit for exhibit in report.exhibits}
    told = [
        (said.text, one)
        for said in report.statements()
        for one in quantities(said, exhibits, report.inquiry.on)
    ]
    return tuple(pair for pair in told if pair[1].as_of is not None and measure_of(pair[1]) is not None)


def by_measure(found: Iterable[Quantity]) -> dict[Measure, list[Quantity]]:
    """The dated ones by what they measure, the latest first."""
    kept: dict[Measure, list[Quantity]] = {}
    for one in sorted(found, key=_latest, reverse=True):
        measure = None if one.as_of is None else measure_of(one)
        if measure is not None:
            kept.setdefault(measure, []).append(one)
    return kept


def overtaking(
    told: Iterable[tuple[str, Quantity]], others: Callable[[Measure], Iterable[Quantity]]
) -> tuple[Newer, ...]:
    """As `newer`, of what is `given` and the other figures of a measure, the latest first."""
    marks = {}
    for text, old in told:
        measure = measure_of(old)
        new = None if measure is None else _first_newer(old, others(measure))
        if new is not None:
            marks[text, old.written] = Newer(statement=text, old=old, new=new)
    return tuple(marks.values())


def _first_newer(old: Quantity, latest_first: Iterable[Quantity]) -> Quantity | None:
    last = _latest(old)
    after = takewhile(lambda one: _latest(one) > last, latest_first)
    return next((one for one in after if one.value != old.value and _later(one, old)), None)


def statuses(statement: Statement, exhibits: Mapping[str, Exhibit]) -> tuple[Status, ...]:
    """How the statement says that something stands, as of its own date, else its first passage's."""
    found = _STATUS.match(statement.text)
    if found is None:
        return ()
    exhibit = exhibits[statement.citations[0].passage]
    own = [PartialDate(text=d.date) for d in date_mentions(statement.text) if d.date]
    dated = own[0] if own else _dated(exhibit)[0]
    return (
        Status(
            subject=found["subject"],
            predicate=found["is"],
            value=found["value"],
            as_of=dated,
            place=exhibit.passage.scope.place,
            source=exhibit.source,
        ),
    )


@lru_cache(maxsize=4096)
def _values(text: str) -> frozenset[Decimal]:
    """The figures of a passage, which is read for every sentence that cites it."""
    return frozenset(figure.value for figure in figures(text))


def _latest(quantity: Quantity) -> date:
    return date.min if quantity.as_of is None else quantity.as_of.latest


def _later(new: Quantity, old: Quantity) -> bool:
    return new.as_of is not None and old.as_of is not None and new.as_of.earliest > old.as_of.latest


def _given(told: Quantity, cited: Sequence[Exhibit]) -> bool:
    return any(told.value in _values(e.passage.text) for e in cited)


def _dated_so(told: Quantity, exhibit: Exhibit) -> bool:
    """Whether a passage gives the figure with that date: in one sentence, or as of its own date."""
    assert told.as_of is not None
    wanted = told.as_of.text
    for start, end in sentences(exhibit.passage.text):
        sentence = exhibit.passage.text[start:end]
        found = figures(sentence)
        for figure in (f for f in found if (f.value, f.unit) == (told.value, told.unit)):
            dated = as_of(sentence, figure, found)
            fallback = _dated(exhibit)[0]
            there = {d.date for d in date_mentions(sentence)} if dated == AMBIGUOUS else {dated or ""}
            there |= {fallback.text} if fallback is not None and not dated else set()
            if any(text and (text.startswith(wanted) or wanted.startswith(text)) for text in there):
                return True
    return False


def _measures(text: str) -> Iterator[tuple[str, Figure, Sequence[Figure]]]:
    """Each sentence's figures that measure something: no rules, durations, ages, ranges or small words."""
    for start, end in sentences(text):
        sentence = text[start:end]
        found = figures(sentence)
        if _NO_MEASURE.search(sentence):
            continue
        for i, figure in enumerate(found):
            near = (*found[max(0, i - 1) : i], figure, *found[i + 1 : i + 2])
            ranged = any(_RANGE.fullmatch(sentence, a.end, b.start) for a, b in pairwise(near))
            small = figure.unit is None and figure.text.isalpha() and figure.value < 10
            named = "," not in figure.text and _BEFORE.search(sentence[: figure.start])
            if not (ranged or small or named or figure.unit in _TIMES):
                yield sentence, figure, found


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[tuple[Figure, str, str | None], ...]:
    """Each figure that measures something, with what it measures and its date in its sentence, if any.

    Pages cite the same passages, and sentences are passages' own: a text is read once.
    """
    found = [
        (figure, _definition(sentence, figure, others), as_of(sentence, figure, others))
        for sentence, figure, others in _measures(text)
    ]
    return tuple(one for one in found if content_stems(one[1]))


def _quantity(figure: Figure, definition: str, written: str | None, exhibit: Exhibit | None) -> Quantity:
    dated, by = _dated(exhibit) if written is None else (None, DatedBy.NOTHING)
    if written:
        dated, by = PartialDate(text=written), DatedBy.SENTENCE
    return Quantity(
        value=figure.value,
        unit=figure.unit,
        definition=definition,
        written=figure.text,
        approximate=figure.approximate,
        as_of=dated,
        dated_by=by,
        place=None if exhibit is None else exhibit.passage.scope.place,
        source=None if exhibit is None else exhibit.source,
    )


def _dated(exhibit: Exhibit | None) -> tuple[PartialDate | None, DatedBy]:
    if exhibit is None:
        return None, DatedBy.NOTHING
    note = exhibit.passage.note
    if note is not None:
        return note.dated, DatedBy.NOTHING if note.dated is None else DatedBy.NOTE
    dated = exhibit.updated or exhibit.source.published
    return dated, DatedBy.NOTHING if dated is None else DatedBy.DOCUMENT


def _definition(sentence: str, figure: Figure, found: Sequence[Figure]) -> str:
    """What is measured: the words around a figure up to its neighbors', without figures and dates."""
    earlier = [other for other in found if other.end <= figure.start]
    blank = _blanked(sentence, found)
    begin = earlier[-1].end if earlier else 0
    cuts = [cut.end() for cut in _CUT.finditer(blank, begin, figure.start)] if earlier else []
    before = blank[(cuts[-1] if cuts else begin) : figure.start]
    stop = min((other.start for other in found if other.start >= figure.end), default=len(sentence))
    last = [cut.start() for cut in _CUT.finditer(blank, figure.end, stop)] if stop < len(sentence) else []
    after = blank[figure.end : last[0] if last else stop]
    if earlier and not content_stems(before):
        before = blank[: earlier[0].start]
    if earlier and not content_stems(after):
        after = blank[earlier[0].end : found[found.index(earlier[0]) + 1].start]
    names = [i.text for i in identifiers(sentence)]
    names += _SINCE.findall(sentence)
    said = _SAYS.match(before)
    if said and names and not earlier:
        # Whose list it is tells nothing of what is counted; of which place it is does.
        names += [said["who"][start:end] for start, end, _ in places_in(said["who"])]
        before = before[said.end("who") :]
        before = _SAYS.sub("", before)
    whole = _LEVEL.sub(" ", f"{before} {after}")
    missing = " ".join(name for name in names if name not in whole)
    return " ".join(f"{missing} {whole}".split()).strip(" ,.;")


def _blanked(sentence: str, found: Sequence[Figure]) -> str:
    text = list(sentence)
    spans = [(f.start, f.end) for f in found] + [(d.start, d.end) for d in date_mentions(sentence)]
    for start, end in spans:
        text[start:end] = " " * (end - start)
    return "".join(text)
