"""The addresses of resources: `wellsourced://editions/ID` and its kin."""

from __future__ import annotations

__all__ = ["EDITIONS", "METHOD", "SCHEME", "edition_uri", "passage_uri", "report_uri"]

SCHEME = "wellsourced://"
EDITIONS = f"{SCHEME}editions"
METHOD = f"{SCHEME}method"


def edition_uri(edition_id: str, form: str = "") -> str:
    """Where an edition is read, as JSON unless another form (`md`) is named."""
    return f"{EDITIONS}/{edition_id}" + (f".{form}" if form else "")


def report_uri(report_id: str, form: str = "") -> str:
    """Where a report is read that may not be published."""
    return f"{SCHEME}reports/{report_id}" + (f".{form}" if form else "")


def passage_uri(passage_id: str) -> str:
    """Where a passage is read."""
    return f"{SCHEME}passages/{passage_id}"
