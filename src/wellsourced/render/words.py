"""Words for what the model holds as codes: labels, confidence, dates, rules, kinds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from wellsourced.model.claims import Label
from wellsourced.model.provisions import Resolution, RuleValue, in_places
from wellsourced.model.reports import Report, Statement
from wellsourced.model.scope import PartialDate
from wellsourced.model.search_log import SearchLogEntry, unasked, unread
from wellsourced.model.sources import SourceKind

__all__ = [
    "DEVELOPING",
    "IN_DOUBT",
    "LEADS",
    "MACHINE_MADE",
    "METHOD",
    "NOT_ADVICE",
    "NOT_ADVICE_HERE",
    "NOT_ADVICE_ON_RULES",
    "NO_ANSWER",
    "NO_PHRASES",
    "UNDECIDED",
    "UNWEIGHED",
    "address_words",
    "as_of_line",
    "byline",
    "capitalized",
    "checked_on",
    "confidence_level",
    "confidence_phrase",
    "counted",
    "disclaimers",
    "is_developing",
    "joined",
    "kind_word",
    "label_meaning",
    "label_word",
    "long_date",
    "phrase",
    "rule_phrase",
    "short_date",
    "shortened",
    "told_date",
    "unanswered",
    "utc_stamp",
]

UNDECIDED = "These speak of what is asked. Whether they bear it out or contradict it, we could not tell."
LEADS = "What others concluded on the same, to look at. No verdict and no sentence here rests on them."
NO_PHRASES: Mapping[str, str] = MappingProxyType({})
"""No wording for actions: their codes are printed without underscores."""
UNWEIGHED = "Sources speak of this, but none in words that could be weighed."
NO_ANSWER = "The sources searched neither bear this out nor contradict it."
"""The one sentence of a page without enough evidence: it denies nothing."""
IN_DOUBT = "The rules on file for this place leave it unresolved."

NAMED = 3
"""Authors of a source that are named; of the rest it is said that there are some."""

MACHINE_MADE = "This check was made by machine and can be wrong: open the passages and judge for yourself."
"""The disclaimer of every page."""

NOT_ADVICE = "It is not legal advice; ask a lawyer or the agency itself about a case of your own."
"""The disclaimer of pages that speak of law."""

NOT_ADVICE_HERE = "Not legal advice: ask the agency or a lawyer before you rely on it."
"""The disclaimer below the rule in a place."""

NOT_ADVICE_ON_RULES = (
    "This is not legal advice: we may lack a rule, or a newer one. Ask the agency for its written policy, "
    "and a lawyer or a legal aid office about a case of your own."
)
"""The disclaimer of rules asked for by themselves."""

METHOD = (
    "The question is split into claims, and each is searched for in several wordings. The passages "
    "found are weighed one by one, by a small model and by rules that compare figures, dates, names "
    "and the reach of a statement. The verdict follows from those weights by fixed rules. Each "
    "sentence of the page is then checked against the very words it cites, and is left out where "
    "they do not bear it out.",
    "Confidence says how well the evidence bears out the verdict. It is not the likelihood of "
    "anything. It stays at 0.8 or below while every deciding source is known by our notes alone.",
    "A machine can misread a passage, and it can miss a source or a newer one. The page speaks for "
    "the day it names and is advice on no one's case. Where nothing was found, that is never taken "
    "as a sign that a claim is false.",
)
"""Method and limits in paragraphs; the meanings of the labels stand after the first."""

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_LABELS = {
    Label.SUPPORTED: (
        "Supported",
        "sources of weight bear it out, and none of the same scope contradicts it",
    ),
    Label.REFUTED: ("Refuted", "at least one source of weight contradicts it"),
    Label.QUALIFIED: ("Qualified: it depends", "true under stated conditions: place, date or kind of case"),
    Label.CONFLICTING: ("Conflicting", "sources that speak of the same thing disagree"),
    Label.NOT_ENOUGH_EVIDENCE: (
        "Not enough evidence",
        "the sources searched settle it neither way; that is no sign that it is false",
    ),
    Label.NOT_CHECKABLE: ("Not checkable", "no evidence could bear it out or contradict it"),
}

_KINDS = {
    SourceKind.LAW: "law",
    SourceKind.COURT: "court",
    SourceKind.GOVERNMENT: "government",
    SourceKind.NEWS: "news",
    SourceKind.ADVOCACY: "advocacy",
    SourceKind.ACADEMIC: "academic",
    SourceKind.REFERENCE: "reference",
    SourceKind.SOCIAL: "social media",
    SourceKind.FACT_CHECK: "fact check",
    SourceKind.OTHER: "other",
}


def label_word(label: Label) -> str:
    """The label as the verdict line prints it."""
    return _LABELS[label][0]


def label_meaning(label: Label) -> str:
    """What the label means, for the method section."""
    return _LABELS[label][1]


def unanswered(
    label: Label,
    log: Sequence[SearchLogEntry],
    resolutions: Sequence[Resolution] = (),
    undecided: Sequence[Statement] = (),
) -> str:
    """What stands in an answer's place where no sentence could be lifted as one; it agrees with the label.

    Where something could not be asked or read, that nothing was found tells less, and that is said; so is
    that the rules of a place are in doubt, or that something `undecided` was found.
    """
    if label is Label.NOT_ENOUGH_EVIDENCE:
        in_doubt = any(one.in_doubt for one in in_places(resolutions))
        found = UNWEIGHED if undecided else NO_ANSWER
        return " ".join(part for part in (IN_DOUBT if in_doubt else found, not_reached(log)) if part)
    return f"{capitalized(label_meaning(label))}."


def not_reached(log: Sequence[SearchLogEntry]) -> str:
    """How many searches and pages came to nothing, and what that means; empty where all was answered."""
    searches, pages = len(unasked(log)), len(unread(log))
    failed = [counted(searches, "search", "searches") + " got no answer"] if searches else []
    failed += [counted(pages, "page") + " could not be read"] if pages else []
    return f"{joined(failed)}, so evidence may have been missed." if failed else ""


def confidence_level(confidence: float) -> int:
    """1 low, 2 moderate, 3 high. 0.8 is moderate: it is the most that notes alone can carry."""
    if confidence > 0.8:
        return 3
    return 2 if confidence >= 0.6 else 1


def confidence_phrase(confidence: float) -> str:
    """How well the evidence bears the label out, in words that are no likelihood."""
    return ("low", "moderate", "high")[confidence_level(confidence) - 1] + " confidence"


def long_date(day: PartialDate | date) -> str:
    """`May 8, 2018`, `July 2026` or `2026`: no more precise than the date is."""
    return _dated(day, _MONTHS)


def told_date(text: str) -> str:
    """A date as it is written down (`2018`, `2018-05`, `2018-05-08`), as it is read."""
    return long_date(PartialDate(text=text))


def short_date(day: PartialDate | date) -> str:
    """As `long_date` with months of three letters, for tables and lists."""
    return _dated(day, tuple(month[:3] for month in _MONTHS))


def _dated(day: PartialDate | date, months: Sequence[str]) -> str:
    text = day.text if isinstance(day, PartialDate) else day.strftime("%Y-%m-%d")
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return f"{year:04d}"
    month = months[rest[0] - 1]
    return f"{month} {rest[1]}, {year:04d}" if len(rest) > 1 else f"{month} {year:04d}"


def utc_stamp(moment: datetime) -> str:
    """`2026-11-22T16:00:00Z`: to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_quotes(text: str) -> str:
    """A sentence told as its source's own words."""
    return f"“{text}”"


def checked_on(moment: datetime) -> str:
    """`November 22, 2026, 16:00 UTC`."""
    utc = moment.astimezone(UTC)
    return f"{long_date(utc.date())}, {utc:%H:%M} UTC"


def as_of_line(on: date, moment: datetime) -> str:
    """`Checked on …`, led by `As of …` where the page speaks of another day."""
    stamp = f"hecked on {checked_on(moment)}"
    if on == moment.astimezone(UTC).date():
        return f"C{stamp}"
    return f"As of {long_date(on)}, c{stamp}"


def kind_word(kind: SourceKind) -> str:
    """The kind of publisher as readers know it."""
    return _KINDS[kind]


def phrase(code: str, phrases: Mapping[str, str]) -> str:
    """An action as an infinitive, an agency in the plural: the casebook's words, else those of the code."""
    return phrases.get(code, code.replace("_", " "))


def rule_phrase(value: RuleValue, actions: Sequence[str]) -> tuple[str, str, str]:
    """A rule in three parts: the word that decides, the actions, and what it hangs on.

    `("may", "sell permits", "only with a judicial warrant")`; any part after the first may be empty.
    """
    every, either = joined(actions), joined(actions, "or")
    match value:
        case RuleValue.MUST:
            return "must", every, ""
        case RuleValue.MAY:
            return "may", every, ""
        case RuleValue.MUST_NOT:
            return "must not", either, ""
        case RuleValue.ONLY_WITH_JUDICIAL_WARRANT:
            return "may", either, "only with a judicial warrant"
        case RuleValue.ONLY_WITH:
            return "may", either, "only with the papers or grounds the rule names"
        case RuleValue.UNRESOLVED:
            return "unresolved", f"whether to {either}", ""
        case RuleValue.NOT_FOUND:
            return "no rule found", f"on whether to {either}", ""


LATELY = timedelta(days=2)
"""How long news is taken to be of something that is still going on."""
DEVELOPING = "Developing: this rests on news of the last days, and later reports may change it."


def disclaimers(report: Report) -> tuple[str, ...]:
    """What a reader is told before the summary: made by machine and, of law, that it is no advice."""
    law = (SourceKind.LAW, SourceKind.COURT)
    ruled = report.provisions or report.resolutions
    legal = bool(ruled) or any(exhibit.source.kind in law for exhibit in report.exhibits)
    told = (MACHINE_MADE, NOT_ADVICE) if legal else (MACHINE_MADE,)
    return (DEVELOPING, *told) if is_developing(report) else told


def is_developing(report: Report) -> bool:
    """Whether an answer rests on news of the last days before the day the page speaks of."""
    cited = {one.passage for v in report.verdicts if v.answer is not None for one in v.answer.citations}
    since = report.inquiry.on - LATELY
    return any(
        exhibit.source.kind is SourceKind.NEWS
        and exhibit.source.published is not None
        and exhibit.source.published.earliest >= since
        for exhibit in report.exhibits
        if exhibit.passage.id in cited
    )


def joined(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; a word with a comma in it makes the separators semicolons."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    return f"{comma.join(items[:-1])} {last} {items[-1]}"


def byline(authors: Sequence[str]) -> str:
    """Who wrote it, the first three of them by name; empty where nobody is named."""
    if not authors:
        return ""
    named = list(authors) if len(authors) <= NAMED else [*authors[:NAMED], "others"]
    return f"by {joined(named)}"


def address_words(path: str) -> str:
    """What the last part of an address says in words: `/p/may-shops-sell` says "may shops sell"."""
    last = path.rstrip("/").rpartition("/")[2].partition(".")[0]
    return " ".join(part for part in last.replace("_", "-").split("-") if part.isalpha())[:300]


def counted(n: int, one: str, many: str | None = None) -> str:
    """`1 source`, `12 sources`, `1,200 sources`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def capitalized(text: str) -> str:
    """The text with its first letter raised and nothing else changed."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int = 200) -> str:
    """The text, cut after a whole word where it is longer."""
    if len(text) <= most:
        return text.strip()
    return f"{text[:most].rpartition(' ')[0].rstrip(' ,;.:')} …"
