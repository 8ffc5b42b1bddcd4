"""Least squares through what was measured: how a thing grows, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Line", "line", "power"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`intercept + slope * x`, with the standard error of the slope (0 through two points)."""

    intercept: float
    slope: float
    error: float

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x


def line(xs: Sequence[float], ys: Sequence[float]) -> Line:
    """The line nearest to the points by least squares; at least two of different `xs`."""
    x, y = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    spread = float(np.sum((x - x.mean()) ** 2))
    slope = float(np.sum((x - x.mean()) * (y - y.mean()))) / spread
    intercept = float(y.mean()) - slope * float(x.mean())
    left: NDArray[np.float64] = y - intercept - slope * x
    free = len(x) - 2
    error = float(np.sqrt(np.sum(left**2) / free / spread)) if free > 0 else 0.0
    return Line(intercept=intercept, slope=slope, error=error)


def power(xs: Sequence[float], ys: Sequence[float]) -> Line:
    """The same through logarithms to base 10: `y = 10 ** intercept * x ** slope`."""
    return line(np.log10(xs).tolist(), np.log10(ys).tolist())
