"""What moved under a page since it was made: quotes that stand no longer, new sentences, days that came.

Only this is weighed again. A page under which nothing moved is confirmed as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wellsourced.model.reports import Exhibit, Report
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Passage
from wellsourced.ports import View
from wellsourced.rules.casebook import LoadedCasebook
from wellsourced.steps.reanchor import Anchoring, as_read, new_sentences, reanchor
from wellsourced.steps.reask import Reasked
from wellsourced.text.dates import dates

__all__ = ["Moves", "days_passed", "moves", "notes_moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a page must be looked at again for; empty where nothing moved.

    `touched` are the statements whose quotes stand no longer as they were, `fresh` the sentences that
    sources and casebooks say now and did not, `because` a line for readers on each thing that moved.
    """

    touched: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.touched or self.fresh or self.because)

    def __add__(self, other: Moves) -> Moves:
        return Moves(
            touched=tuple(dict.fromkeys((*self.touched, *other.touched))),
            fresh=(*self.fresh, *other.fresh),
            because=tuple(dict.fromkeys((*self.because, *other.because))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    """Words that a statement rests on, in the capture they were read in: its own, or one a note rests on."""

    statement: str
    quote: str
    around: tuple[str, str]
    source: str
    publisher: str
    document: str


def moves(report: Report, answers: Sequence[Reasked], view: View, last: Report) -> Moves:
    """What the page's own sources say now that they were asked again.

    `last` is the report that was weighed last, the page's own or a later one that came to the same: what
    it was made from is not weighed again.
    """
    now = {answer.source.id: answer.document for answer in answers if answer.document is not None}
    shown, weighed = _by_source(report), _by_source(last)
    found = Moves()
    for source in dict.fromkeys((*weighed, *shown)):
        document, quotes = now.get(source), weighed.get(source) or shown[source]
        if document is not None and document not in {quoted.document for quoted in quotes}:
            others = [one for one in shown.get(source, ()) if one not in quotes]
            found += _moved([*quotes, *others], document, view)
    return found


def _by_source(report: Report) -> dict[str, list[_Quoted]]:
    found: dict[str, list[_Quoted]] = {}
    for quoted in _quoted(report):
        found.setdefault(quoted.source, []).append(quoted)
    return found


def _quoted(report: Report) -> Iterator[_Quoted]:
    shown = {exhibit.passage.id: exhibit for exhibit in report.exhibits}
    for statement in report.statements():
        for citation in statement.citations:
            exhibit = shown[citation.passage]
            for passage, quote, around in _places(exhibit, citation.quote):
                yield _Quoted(
                    statement=statement.text,
                    quote=quote,
                    around=around,
                    source=exhibit.source.id,
                    publisher=exhibit.source.publisher,
                    document=passage.document,
                )


def _places(exhibit: Exhibit, quote: str) -> Iterator[tuple[Passage, str, tuple[str, str]]]:
    """Where captured text bears a quote out: there, or for a note where its anchors are."""
    if exhibit.passage.note is None:
        yield exhibit.passage, quote, (exhibit.before, exhibit.after)
    for anchor in exhibit.anchors:
        yield anchor.passage, anchor.quote, (anchor.before, anchor.after)


def _moved(quotes: Sequence[_Quoted], document: str, view: View) -> Moves:
    """What one source's new text does to what the page quotes of its old one."""
    passages = view.passages_of(document)
    touched, because = [], []
    for quoted in quotes:
        anchored = reanchor(quoted.quote, quoted.around, passages)
        if anchored.anchoring is not Anchoring.STANDS:
            says = "no longer says" if anchored.anchoring is Anchoring.GONE else "now says otherwise than"
            touched.append(quoted.statement)
            because.append(f"{quoted.publisher} {says} “{as_read(quoted.quote)}”.")
    before = "\n\n".join(one.text for one in view.passages_of(quotes[0].document))
    after = "\n\n".join(one.text for one in passages)
    return Moves(
        touched=tuple(dict.fromkeys(touched)),
        fresh=new_sentences(before, after),
        because=tuple(dict.fromkeys(because)),
    )


def notes_moved(report: Report, casebooks: Sequence[LoadedCasebook], last: Report) -> Moves:
    """What casebooks in use now say otherwise than when the page, or the `last` report, was made."""
    held = {passage.id for book in casebooks for passage in book.passages}
    notes = [one.passage.id for one in last.exhibits if one.passage.note is not None]
    if notes and held.issuperset(notes):
        return Moves()
    texts = {as_read(passage.text) for book in casebooks for passage in book.passages}
    return _notes_gone(last, held, texts) + _notes_gone(report, held, texts)


def _notes_gone(report: Report, held: Collection[str], texts: Collection[str]) -> Moves:
    gone = [one for one in report.exhibits if one.passage.note is not None and one.passage.id not in held]
    if not gone:
        return Moves()
    lost = {one.passage.id for one in gone if as_read(one.passage.text) not in texts}
    touched = [s.text for s in report.statements() if any(c.passage in lost for c in s.citations)]
    return Moves(touched=tuple(touched), because=("The casebook was updated.",))


def days_passed(report: Report, since: date, today: date, casebooks: Sequence[LoadedCasebook]) -> Moves:
    """What came due since it was weighed: a day that the page names, or one a rule starts or ends on."""
    if since >= today:
        return Moves()

    def passed(day: PartialDate) -> bool:
        return since < day.latest <= today or since < day.earliest <= today

    named = [
        statement.text
        for statement in report.statements()
        if any(passed(PartialDate(text=found.date)) for found in dates(statement.text))
    ]
    ruled = report.provisions or report.resolutions
    turns = any(passed(day) for book in casebooks for row in book.instruments for day in row.days)
    because = [*(["A day that the page names has come."] if named else [])]
    if ruled and turns:
        because.append("A rule on file has started or ended.")
    return Moves(touched=tuple(named), because=tuple(because))
