"""The dated quantities and statuses of sentences, and which figures are of one measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

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

__all__ = ["newer", "passage_quantities", "quantities", "same_measure", "spliced", "statuses"]

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
    for sentence, figure, others in _measures(statement.text):
        giving = [e for e in cited if figure.value in {f.value for f in figures(e.passage.text)}]
        found += _quantity(sentence, figure, others, giving[0] if giving else None)
    return tuple(q for q in found if q.as_of is None or q.as_of.earliest <= day)


def passage_quantities(exhibit: Exhibit) -> tuple[Quantity, ...]:
    """The quantities of a passage, dated by their sentences, else by its note or document."""
    measures = _measures(exhibit.passage.text)
    return tuple(
        q for sentence, figure, others in measures for q in _quantity(sentence, figure, others, exhibit)
    )


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of the same thing in the same place; unclear ones never are."""
    if _UNCLEAR.search(one.definition) or _UNCLEAR.search(other.definition):
        return False
    stems = content_stems(one.definition)
    same = (one.unit, one.place) == (other.unit, other.place)
    return same and bool(stems) and stems == content_stems(other.definition)


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
    exhibits = {exhibit.passage.id: exhibit for exhibit in report.exhibits}
    known = [q for q in others if q.as_of is not None]
    marks = {}
    for statement in report.statements():
        for old in quantities(statement, exhibits, report.inquiry.on):
            later = [q for q in known if q.value != old.value and _later(q, old) and same_measure(q, old)]
            if later:
                new = max(later, key=_latest)
                marks[statement.text, old.written] = Newer(statement=statement.text, old=old, new=new)
    return tuple(marks.values())


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


def _latest(quantity: Quantity) -> date:
    return date.min if quantity.as_of is None else quantity.as_of.latest


def _later(new: Quantity, old: Quantity) -> bool:
    return new.as_of is not None and old.as_of is not None and new.as_of.earliest > old.as_of.latest


def _given(told: Quantity, cited: Sequence[Exhibit]) -> bool:
    return any(told.value in {f.value for f in figures(e.passage.text)} for e in cited)


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


def _quantity(
    sentence: str, figure: Figure, found: Sequence[Figure], exhibit: Exhibit | None
) -> Iterator[Quantity]:
    definition = _definition(sentence, figure, found)
    if not content_stems(definition):
        return
    written = as_of(sentence, figure, found)
    dated, by = _dated(exhibit) if written is None else (None, DatedBy.NOTHING)
    if written:
        dated, by = PartialDate(text=written), DatedBy.SENTENCE
    yield Quantity(
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
