"""Training rows: what is trained on, what is held out for calibration, and how a pair becomes numbers."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["LABELS", "MAX_TOKENS", "Pairs", "Row", "held_out", "read_rows", "tokenise"]

LABELS = ("supported", "refuted", "nei")
"""In the order of the network's outputs."""
MAX_TOKENS = 128
START, SEPARATOR = 101, 102
LONGEST_CLAIM = 80


@dataclass(frozen=True, slots=True)
class Row:
    """A claim beside evidence; `label` is one of `LABELS`, `source` the data set it came from."""

    claim: str
    evidence: str
    label: str
    source: str


def read_rows(file: Path) -> Iterator[Row]:
    """Read rows of JSON lines, packed with xz or not."""
    with lzma.open(file, "rt") if file.suffix == ".xz" else file.open(encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            yield Row(raw["claim"], raw["evidence"], raw["label"], raw["source"])


def held_out(row: Row) -> bool:
    """Whether a row is in the fifth that is never trained on; rows on one text fall on one side.

    A Factbook row goes by its country, any other by its evidence.
    """
    if row.source.startswith("synth_factbook"):
        text = row.evidence.removeprefix("Country profile: ")
        group = min(text.split(mark)[0] for mark in (" — ", ". "))
    else:
        group = row.evidence
    return hashlib.sha256(group.strip().lower().encode()).digest()[0] < 51


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs as numbers, one after another: pair `i` is `ids[starts[i]:starts[i + 1]]`.

    `heads[i]` tokens belong to the claim (both marks around it counted); `labels` index `LABELS`.
    """

    ids: NDArray[np.uint16]
    starts: NDArray[np.int64]
    heads: NDArray[np.int64]
    labels: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Tokens in each pair."""
        return np.diff(self.starts)


def tokenise(rows: Iterable[Row], tokenizer: Tokenizer) -> Pairs:
    """Encode rows; evidence that does not fit is cut to the run of tokens nearest to the claim."""
    kept = list(rows)
    ids: list[int] = []
    starts, heads, labels = [0], [], []
    for at in range(0, len(kept), 2000):
        part = kept[at : at + 2000]
        claims = tokenizer.encode_batch([row.claim for row in part], add_special_tokens=False)
        passages = tokenizer.encode_batch([row.evidence for row in part], add_special_tokens=False)
        for row, claim, passage in zip(part, claims, passages, strict=True):
            first = claim.ids[:LONGEST_CLAIM]
            second = _nearest(first, passage.ids, MAX_TOKENS - 3 - len(first))
            ids += [START, *first, SEPARATOR, *second, SEPARATOR]
            starts.append(len(ids))
            heads.append(len(first) + 2)
            labels.append(LABELS.index(row.label))
    return Pairs(
        np.array(ids, dtype=np.uint16),
        np.array(starts, dtype=np.int64),
        np.array(heads, dtype=np.int64),
        np.array(labels, dtype=np.int64),
    )


def _nearest(claim: Sequence[int], passage: Sequence[int], room: int) -> Sequence[int]:
    """The `room` tokens in a row that hold most of the claim's rarer ones (ids grow with rarity)."""
    if len(passage) <= room:
        return passage
    wanted = {token for token in claim if token > 2100}
    best, best_at = -1, 0
    for at in range(0, len(passage) - room + 16, 16):
        held = len(wanted.intersection(passage[at : at + room]))
        if held > best:
            best, best_at = held, at
    return passage[best_at : best_at + room]
