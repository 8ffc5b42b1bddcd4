"""What `wellsourced rules` prints: the word that decides, which rule says so, and what it displaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rich.console import Console
from rich.text import Text

from wellsourced.cli.output import print_text
from wellsourced.model.provisions import Paper, RuleValue
from wellsourced.render.ruled_json import Ruled
from wellsourced.render.words import (
    NOT_ADVICE_ON_RULES,
    capitalized,
    joined,
    long_date,
)
from wellsourced.rules import Answer, LoadedCasebook, Situation
from wellsourced.rules.gazetteer import printed
from wellsourced.rules.papers import paper_phrase
from wellsourced.rules.telling import (
    doubts_of,
    instrument_name,
    known_until,
    level_names,
    named,
    needs_words,
    since_words,
)

__all__ = ["Sheet", "print_sheet"]

_WORDS = {
    RuleValue.MUST: ("must", "bold cyan"),
    RuleValue.MAY: ("may", "bold green"),
    RuleValue.MUST_NOT: ("must not", "bold red"),
    RuleValue.ONLY_WITH: ("only with", "bold yellow"),
    RuleValue.ONLY_WITH_JUDICIAL_WARRANT: ("only with", "bold yellow"),
    RuleValue.UNRESOLVED: ("unresolved", "bold magenta"),
    RuleValue.NOT_FOUND: ("no rule on file", "dim"),
}
COLUMN = max(len(word) for word, _ in _WORDS.values()) + 2
"""Where the action stands, behind the deciding word, and all that is said of it."""
OPEN = (RuleValue.UNRESOLVED, RuleValue.NOT_FOUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The answers for one place on one day, by agency, with the casebook they are of and others in use."""

    casebook: LoadedCasebook
    day: date
    ruled: Sequence[Ruled]
    others: Sequence[LoadedCasebook]


def print_sheet(sheet: Sheet, page: Console) -> None:
    """Print the answers: a heading, a part for each agency, and what all of them rest on."""
    first = sheet.ruled[0].asked
    print_text(page, Text(printed(first.place), style="bold"))
    print_text(page, Text(f"{sheet.casebook.title}, as of {long_date(sheet.day)}"))
    print_text(page, Text(" > ".join(level_names(first.place)), style="dim"), hang=2)
    at_hand = _at_hand(sheet.casebook, first)
    if at_hand:
        print_text(page, Text(at_hand))
    for agencies, ruled in _parts(sheet):
        page.print()
        _Part(sheet=sheet, page=page, told=set()).print(agencies, ruled)
    _end(sheet, page)


def _parts(sheet: Sheet) -> Iterator[tuple[Sequence[str], Sequence[Ruled]]]:
    """The answers of each agency; neighbors with the same answers make one part."""
    by_agency = [list(part) for _, part in groupby(sheet.ruled, key=lambda one: one.asked.agency)]
    for _, group in groupby(by_agency, key=lambda part: [one.answer for one in part]):
        same = list(group)
        yield [part[0].asked.agency for part in same], same[0]


def _at_hand(casebook: LoadedCasebook, asked: Situation) -> str:
    """What is in hand, in words; empty where nothing was named."""
    grounds = [casebook.grounds[code] for code in sorted(asked.grounds)]
    paper = [] if asked.paper == Paper.NONE else [paper_phrase(asked.paper, casebook.papers)]
    return capitalized(f"asked with {'; '.join([*paper, *grounds])}") if paper or grounds else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The part of one agency. `told` is what was said already and is not said again."""

    sheet: Sheet
    page: Console
    told: set[str]

    def print(self, agencies: Sequence[str], ruled: Sequence[Ruled]) -> None:
        """A heading, what holds for every action, and a line with its details for each."""
        names = [self.sheet.casebook.agencies[code] for code in agencies]
        print_text(self.page, Text(capitalized(joined(names)), style="bold underline"))
        alone = len(ruled) == 1
        if not alone:
            self._tell(_in_all(ruled), indent=2)
        words = self.sheet.casebook.action_words
        for one in ruled:
            word, style = _WORDS[one.answer.value]
            line = Text(f"{word:<{COLUMN}}", style=style)
            line.append(words[one.asked.action], style="default not dim")
            print_text(self.page, line, hang=COLUMN)
            self._details(one.answer, alone=alone)

    def _details(self, answer: Answer, *, alone: bool) -> None:
        doubts = doubts_of(answer)
        if answer.value is RuleValue.UNRESOLVED:
            for rule in answer.because:
                doubt = f": {doubts[rule.name]}" if rule.name in doubts else ""
                self._say(f"{'in doubt' if doubt else 'beside it'}: {named(rule)}{doubt}")
        elif answer.value is not RuleValue.NOT_FOUND:
            for number, rule in enumerate(answer.because):
                self._say(
                    f"with {named(rule)}"
                    if number
                    else f"{named(rule)}, {since_words(self.sheet.casebook, rule.instrument)}"
                )
        elif alone and answer.because:
            self._say(f"Federal law on it: {joined([named(rule) for rule in answer.because])}")
        needed = needs_words(self.sheet.casebook, answer.needs)
        if needed:
            self._say(f"{'may hang on' if answer.value in OPEN else 'needs'}: {needed}", 2)
        for put_aside in answer.displaced:
            self._say(
                f"displaced: {instrument_name(self.sheet.casebook, put_aside.instrument)}: {put_aside.why}", 2
            )
        for exception in answer.exceptions:
            self._say(f"exception: {exception}", 2)
        told = {f"{name}: {doubt}" for name, doubt in doubts.items()}
        self._tell([note for note in answer.notes if note not in told], COLUMN)

    def _tell(self, notes: Sequence[str], indent: int) -> None:
        for note in notes:
            if note not in self.told:
                self.told.add(note)
                print_text(self.page, Text(note, style="dim"), indent=indent, hang=2)

    def _say(self, text: str, further: int = 0) -> None:
        print_text(self.page, Text(text), indent=COLUMN + further, hang=2)


def _in_all(ruled: Sequence[Ruled]) -> list[str]:
    """The notes that every answer has."""
    return [note for note in ruled[0].answer.notes if all(note in one.answer.notes for one in ruled)]


def _end(sheet: Sheet, page: Console) -> None:
    """Where to read the rules named, what the casebook is, and that none of it is advice."""
    one_action = len({one.asked.action for one in sheet.ruled}) == 1
    shown = [one.answer for one in sheet.ruled if one_action or one.answer.value is not RuleValue.NOT_FOUND]
    links = {rule.url: named(rule) for answer in shown for rule in answer.because if rule.url}
    if links:
        page.print()
        print_text(page, Text("Where to read it", style="bold"))
        for url, name in links.items():
            print_text(page, Text(f"{name}: {url}"), indent=2, hang=2)
    page.print()
    book = sheet.casebook
    about = f"From the casebook {book.name} {book.version}. No rule on file means that we hold none there."
    print_text(page, Text(" ".join([about, *known_until(book, sheet.day)]), style="dim"))
    for other in sheet.others:
        print_text(page, Text(f"Also on file: {other.title} (--casebook {other.name})", style="dim"))
    print_text(page, Text(NOT_ADVICE_ON_RULES, style="bold"))
