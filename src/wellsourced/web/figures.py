"""The dated figures that pages show, read out of each edition once and held by what they measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wellsourced.config import Shelves
from wellsourced.jobs.refreshing import figures_of
from wellsourced.model.quantities import Quantity
from wellsourced.model.reports import Report
from wellsourced.steps.quantities import Measure, given, measure_of
from wellsourced.web.cards import Card
from wellsourced.web.catalogue import Catalogue
from wellsourced.web.kept_files import KeptFiles
from wellsourced.web.made_by import VERSION

__all__ = ["Figures", "Given"]

Given = tuple[tuple[str, Quantity], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The figures of an edition that others can be held against: those its passages give, by what they
    measure, and those it gives itself, each with its statement."""

    figures: tuple[tuple[Measure, Quantity], ...]
    given: Given


SHOWN = TypeAdapter(Shown)

OnFile = dict[Measure, list[tuple[str, Quantity]]]
"""Figures with the page that shows them, by what they measure, the latest first."""


class Figures:
    """What pages show, by measure. Several threads may ask at once."""

    def __init__(self, library: Shelves, kept: KeptFiles) -> None:
        self._library, self._kept = library, kept
        self._lock = Lock()
        self._same: dict[Any, Any] = {}
        self._by_edition: dict[str, tuple[tuple[Measure, date, Quantity], ...]] = {}
        self._given: dict[str, Given] = {}
        self._on_file: tuple[Catalogue, OnFile] | None = None

    def open(self, catalogue: Catalogue) -> None:
        """Read what all pages show."""
        self._all(catalogue)

    def given(self, card: Card) -> Given:
        """The figures that an edition gives, each with its statement."""
        known = self._given.get(card.edition)
        return self._shown(card).given if known is None else known

    def elsewhere(self, measure: Measure, page: str, catalogue: Catalogue) -> Iterator[Quantity]:
        """The figures of a measure that other pages show, the latest first."""
        on_file = self._all(catalogue).get(measure, ())
        return (one for other, one in on_file if other != page)

    def _all(self, catalogue: Catalogue) -> OnFile:
        with self._lock:
            if self._on_file is not None and self._on_file[0] is catalogue:
                return self._on_file[1]
            told = [(one.page.id, figure) for one in catalogue.shown for figure in self._of(one.card)]
            found: OnFile = {}
            for page, (measure, _, quantity) in sorted(told, key=lambda one: one[1][1], reverse=True):
                found.setdefault(measure, []).append((page, quantity))
            self._on_file = catalogue, found
            return found

    def _of(self, card: Card) -> tuple[tuple[Measure, date, Quantity], ...]:
        if card.edition not in self._by_edition:
            shown = self._shown(card)
            self._given[card.edition] = tuple(
                (self._one(text), self._slim(quantity)) for text, quantity in shown.given
            )
            self._by_edition[card.edition] = tuple(
                (self._one(measure), self._one(quantity.as_of.latest), self._slim(quantity))
                for measure, quantity in shown.figures
                if quantity.as_of is not None
            )
        return self._by_edition[card.edition]

    def _slim(self, quantity: Quantity) -> Quantity:
        """The same, with what thousands share held once."""
        return replace(
            quantity,
            source=self._one(quantity.source),
            as_of=self._one(quantity.as_of),
            value=self._one(quantity.value),
            definition=self._one(quantity.definition),
            written=self._one(quantity.written),
        )

    def _one(self, value: Any) -> Any:
        return self._same.setdefault(value, value)

    def _shown(self, card: Card) -> Shown:
        name = f"{card.edition}.figures-{VERSION}.json"
        body = self._kept.read(name)
        try:
            if body is not None:
                return SHOWN.validate_json(body)
        except ValidationError:
            pass
        made = _read(self._library.report(card.report))
        self._kept.keep(name, SHOWN.dump_json(made))
        return made


def _read(report: Report) -> Shown:
    measured = ((measure_of(one), one) for one in figures_of(report) if one.as_of is not None)
    return Shown(figures=tuple((m, one) for m, one in measured if m is not None), given=given(report))
