"""The sentences that pages print: whole, one paragraph, and the same as their row's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wellsourced.rules.checks.files import Check, Files, Finding

__all__ = ["NOTES"]

BEGINS = re.compile(r"[A-Z\d\"“‘']")
ENDS = (".", '."', ".”", ".)")


def _texts(files: Files) -> Iterator[Finding]:
    for line in files.notes:
        text = line.row["text"]
        if text != unicodedata.normalize("NFC", text).strip() or "\n" in text:
            yield line.finding(
                "the text is not one paragraph in NFC without spaces at its ends", "write it so"
            )
        elif not BEGINS.match(text) or not text.endswith(ENDS):
            yield line.finding(
                "the text is not made of whole sentences", "begin with a capital and end with a period"
            )


def _same(files: Files) -> Iterator[Finding]:
    rows = {line.id: line.row for line in (*files.instruments, *files.facts)}
    for line in files.notes:
        row = rows.get(line.id)
        if row is None:
            continue
        for field, own, other in (
            ("text", line.row["text"], row["text"]),
            ("place", line.row["place"], row["place"]),
            ("source", line.row["about"], row["source"]),
        ):
            if other is not None and own != other:
                yield line.finding(f"its {field} is not that of its row", "make the two the same")


NOTES: tuple[Check, ...] = (_texts, _same)
