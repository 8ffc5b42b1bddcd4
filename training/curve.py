"""A reliability curve as SVG: confidence across, share right up, a dot a bin (Guo et al., 2017)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Bin", "drawn"]

SIZE, EDGE = 320, 44
"""Pixels of the square, and of the margin around it."""
LARGEST = 11.0
"""Radius of the fullest bin's dot; areas go with the share of the pairs."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs of like confidence: their mean confidence, share right, and share of all pairs."""

    confidence: float
    right: float
    share: float


def drawn(bins: Sequence[Bin], title: str) -> str:
    """The picture; on the diagonal a probability is as often right as it says."""
    whole = SIZE + 2 * EDGE
    fullest = max(one.share for one in bins)
    dots = "".join(
        f'<circle cx="{_x(one.confidence):.1f}" cy="{_y(one.right):.1f}" '
        f'r="{LARGEST * (one.share / fullest) ** 0.5:.1f}" fill="#1f5f8b" fill-opacity="0.8"/>'
        for one in bins
    )
    marks = "".join(
        f'<text x="{_x(at):.1f}" y="{SIZE + EDGE + 18}" text-anchor="middle">{at:.1f}</text>'
        f'<text x="{EDGE - 8}" y="{_y(at) + 4:.1f}" text-anchor="end">{at:.1f}</text>'
        for at in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        f'width="{whole}" height="{whole}" role="img" font-family="sans-serif" font-size="12" fill="#222">'
        f"<title>{title}</title>"
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>'
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 4"/>{marks}'
        f'<text x="{whole / 2}" y="24" text-anchor="middle">{title}</text>'
        f'<text x="{whole / 2}" y="{whole - 6}" text-anchor="middle">confidence</text>'
        f'<text transform="translate(13 {whole / 2}) rotate(-90)" text-anchor="middle">share right</text>'
        f"{dots}</svg>\n"
    )


def _x(value: float) -> float:
    return EDGE + value * SIZE


def _y(value: float) -> float:
    return EDGE + (1.0 - value) * SIZE
