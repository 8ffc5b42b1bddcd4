"""The sentences of an edition by the part of the page they stand in, as forms offer them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wellsourced.model.ids import digest
from wellsourced.model.reports import Report, Statement
from wellsourced.render import parts

__all__ = ["Sentence", "parts_of", "sentence_key", "sentences_of"]

_LETTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with the key that stands for it in a form; `heads` where it is a section's headline."""

    key: str
    text: str
    heads: bool = False


def sentence_key(text: str) -> str:
    """What stands for a sentence in a form, whichever edition says it."""
    _, _, letters = digest("sentence", text).partition("-")
    return f"s-{letters[:_LETTERS]}"


def parts_of(report: Report) -> list[tuple[str, list[Sentence]]]:
    """The parts of the page that say something, in reading order; a sentence is where it stands first."""
    answers = [verdict.answer for verdict in report.verdicts if verdict.answer is not None]
    told: list[tuple[str, Iterable[Statement]]] = [(parts.VERDICT, answers), (parts.SUMMARY, report.summary)]
    for number, section in enumerate(report.sections, start=1):
        told.append((f"Section {number}", (section.title, *section.statements)))
    told += [(parts.BOTTOM_LINE, report.bottom_line), (parts.UNDECIDED, report.undecided)]
    told.append((parts.WATCH, report.watch))
    places: dict[str, str] = {}
    for name, statements in told:
        for one in statements:
            places.setdefault(one.text, name)
    headlines = {section.title.text for section in report.sections}
    found: dict[str, list[Sentence]] = {}
    for text, name in places.items():
        found.setdefault(name, []).append(
            Sentence(key=sentence_key(text), text=text, heads=text in headlines)
        )
    return list(found.items())


def sentences_of(report: Report) -> dict[str, str]:
    """The page's sentences by their keys."""
    return {one.key: one.text for _, sentences in parts_of(report) for one in sentences}
