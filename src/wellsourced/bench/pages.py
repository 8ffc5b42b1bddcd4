"""How well web pages are read: the main text, and the day of publication; the libraries alone beside it.

Main text is scored as the article extraction benchmark of Zyte does (github.com/scrapinghub/
article-extraction-benchmark): shingles of four tokens, precision and recall a page, their means, and
the harmonic mean of those two means. Sets that only name pieces are scored as trafilatura's own
evaluation does: a piece is there or it is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

from wellsourced.bench.frozen import UNLABELED, Case
from wellsourced.bench.page_sets import Dated, Page, capture_of
from wellsourced.bench.run import Figures, Outcome, rounded, told
from wellsourced.ports import Capture, Extracted, Extractor, Progress

__all__ = ["SHINGLE", "dates", "main_text", "overlap", "shingles"]

SHINGLE = 4
"""Tokens of a shingle."""
NO_DATE = "none"
WARM_UP = b"<html><body><p class='date'>12 brumaire 2019</p><p>A page.</p></body></html>"
"""Read before the clock starts: a date in no form that is known makes htmldate load its last resort."""

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Precision and recall of one page, 0 to 1; None where the measure has nothing to divide by."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float:
        """Their harmonic mean, 0 where either is 0 or missing."""
        return _harmonic(self.precision or 0.0, self.recall or 0.0)


def main_text(
    pages: Sequence[Page], extractor: Extractor, alone: Extractor, at: datetime, progress: Progress
) -> Outcome:
    """The main text of pages, ours and by the library alone, in one run."""
    captures = [capture_of(page, at) for page in pages]
    ours, refused, speed = _texts(captures, extractor, "pages", progress)
    theirs, _, their_speed = _texts(captures, alone, "alone", progress)
    score = _by_pieces if pages[0].body is None else _by_shingles
    figures, overlaps = score(pages, ours)
    baseline, _ = score(pages, theirs)
    cases = [
        Case(id=page.id, gold=UNLABELED, predicted=UNLABELED, score=one.f1)
        for page, one in zip(pages, overlaps, strict=True)
    ]
    figures = {"n": len(pages), **figures, "refused": refused, **speed}
    return Outcome(figures={**figures, "library_alone": {**baseline, **their_speed}}, cases=tuple(cases))


def dates(
    pages: Sequence[Dated], extractor: Extractor, alone: Extractor, at: datetime, progress: Progress
) -> Outcome:
    """The day of publication, ours and by the library alone, in one run.

    `accuracy` is the share of all pages dated right, a partial date is wrong; `coverage` the share dated
    at all. `certain` is the same for dates that the page states, guesses from its text left out.
    """
    captures = [capture_of(page, at) for page in pages]
    extracted, speed = _extracted(captures, extractor, "pages", progress)
    theirs, their_speed = _extracted(captures, alone, "alone", progress)
    said = [_day(one, certain=False) for one in extracted]
    cases = [
        Case(id=page.id, gold=page.date, predicted=day, score=float(day == page.date))
        for page, day in zip(pages, said, strict=True)
    ]
    figures: Figures = {
        "n": len(pages),
        **_dated(pages, said),
        "certain": _dated(pages, [_day(one, certain=True) for one in extracted]),
        "refused": sum(isinstance(one, Exception) for one in extracted),
        **speed,
        "library_alone": {**_dated(pages, [_day(one, certain=False) for one in theirs]), **their_speed},
    }
    return Outcome(figures=figures, cases=tuple(cases))


def shingles(text: str, size: int = SHINGLE) -> Counter[tuple[str, ...]]:
    """The runs of `size` tokens; a text of fewer tokens is one run, one of none has none."""
    tokens = _TOKEN.findall(text)
    runs = (tuple(tokens[at : at + size]) for at in range(max(1, len(tokens) - size + 1)))
    return Counter(run for run in runs if run)


def overlap(gold: str, read: str) -> Overlap:
    """How much of what was read is in gold, and how much of gold was read, by shingles.

    As in the benchmark: a side that is empty where the other is not scores 0, and two empty texts agree
    but count in neither mean.
    """
    wanted, found = shingles(gold), shingles(read)
    both = (wanted & found).total()
    return Overlap(
        precision=both / found.total() if found else None,
        recall=both / wanted.total() if wanted else None,
    )


def _by_shingles(pages: Sequence[Page], texts: Sequence[str]) -> tuple[Figures, list[Overlap]]:
    overlaps = [overlap(page.body or "", text) for page, text in zip(pages, texts, strict=True)]
    precision = _mean([one.precision for one in overlaps if one.precision is not None])
    recall = _mean([one.recall for one in overlaps if one.recall is not None])
    return _figures(precision, recall), overlaps


def _by_pieces(pages: Sequence[Page], texts: Sequence[str]) -> tuple[Figures, list[Overlap]]:
    right = missed = wrong = 0
    overlaps = []
    for page, text in zip(pages, texts, strict=True):
        there = sum(piece in text for piece in page.wanted)
        stray = sum(piece in text for piece in page.unwanted)
        right, missed, wrong = right + there, missed + len(page.wanted) - there, wrong + stray
        overlaps.append(
            Overlap(precision=_share(there, stray), recall=_share(there, len(page.wanted) - there))
        )
    return _figures(_share(right, wrong) or 0.0, _share(right, missed) or 0.0), overlaps


def _figures(precision: float, recall: float) -> Figures:
    return {
        "precision": rounded(precision),
        "recall": rounded(recall),
        "f1": rounded(_harmonic(precision, recall)),
    }


def _dated(pages: Sequence[Dated], said: Sequence[str]) -> Figures:
    right = sum(day == page.date for page, day in zip(pages, said, strict=True))
    return {
        "accuracy": rounded(right / len(pages)),
        "coverage": rounded(sum(day != NO_DATE for day in said) / len(pages)),
    }


def _day(one: Extracted | Exception, *, certain: bool) -> str:
    if isinstance(one, Exception) or one.published is None or (certain and not one.published_certain):
        return NO_DATE
    return one.published.text


def _texts(
    captures: Sequence[Capture], extractor: Extractor, step: str, progress: Progress
) -> tuple[list[str], int, Figures]:
    """What was read of each page, nothing of a refused one; how many were refused; and how fast."""
    extracted, speed = _extracted(captures, extractor, step, progress)
    texts = ["" if isinstance(one, Exception) else one.text for one in extracted]
    return texts, sum(isinstance(one, Exception) for one in extracted), speed


def _extracted(
    captures: Sequence[Capture], extractor: Extractor, step: str, progress: Progress
) -> tuple[list[Extracted | Exception], Figures]:
    extractor.extract([replace(captures[0], body=WARM_UP), *captures[:1]])  # loading is not measured
    started = perf_counter()
    found = [one for capture in told(captures, step, progress) for one in extractor.extract([capture])]
    seconds = perf_counter() - started
    return found, {"pages_per_second": round(len(captures) / seconds, 2), "seconds": round(seconds, 2)}


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
