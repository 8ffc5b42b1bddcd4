"""Pairs as a pulled model reads them, by its own tokenizer, and its outputs as a judgement.

Needs `tokenizers`, which the extra `models` brings.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from wellsourced.adapters.model_store import (
    CLAIM,
    PASSAGE,
    TOKENIZER,
    Label,
    Manifest,
    Side,
    checked_bytes,
    template_parts,
)
from wellsourced.adapters.pair_rows import MIN_ROOM, Row, probabilities
from wellsourced.errors import Config
from wellsourced.ports import Judgement

__all__ = ["PairReader", "judgement_of", "open_reader"]


class PairReader:
    """Writes pairs as rows of at most `max_tokens`, with the special tokens the tokenizer's file names.

    With a template the pair is one text, as models trained on an instruction expect. Words of a text that
    look like special tokens are read as words: a passage cannot end itself.
    """

    def __init__(self, tokenizer: Tokenizer, max_tokens: int, first: Side, template: str | None) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        self._tokenizer = tokenizer
        self._max_tokens = max_tokens
        self._first = first
        self._template = template
        if template is not None:
            self._parts = template_parts(template)
            self._passage_first = template.index(PASSAGE) < template.index(CLAIM)
        elif tokenizer.num_special_tokens_to_add(True) < 2:
            raise Config("the tokenizer of this model does not part two texts: it is none for pairs")

    def read(self, claim: str, passage: str) -> Row | None:
        """The row of a pair, the passage cut to fit; `None` where the claim leaves it too little room."""
        words = self._tokenizer.encode(passage, add_special_tokens=False)
        if not words.ids or not claim.strip():
            return None
        row = (
            self._two_texts(claim, words) if self._template is None else self._one_text(claim, passage, words)
        )
        return None if row is None else Row(ids=tuple(row.ids), kinds=tuple(row.type_ids))

    def _two_texts(self, claim: str, passage: Encoding) -> Encoding | None:
        said = self._tokenizer.encode(claim, add_special_tokens=False)
        room = self._max_tokens - self._tokenizer.num_special_tokens_to_add(True) - len(said)
        if room < min(MIN_ROOM, len(passage)):
            return None
        if room < len(passage):
            passage.truncate(room)
        pair = (passage, said) if self._first is Side.PASSAGE else (said, passage)
        return self._tokenizer.post_process(*pair)

    def _one_text(self, claim: str, passage: str, words: Encoding) -> Encoding | None:
        whole = self._tokenizer.encode(self._filled(claim, passage))
        kept = len(words)
        # Where a text is cut its last word can be cut into other tokens: look again until it fits.
        while len(whole) > self._max_tokens:
            kept -= len(whole) - self._max_tokens
            if kept < min(MIN_ROOM, len(words)):
                return None
            whole = self._tokenizer.encode(self._filled(claim, passage[: words.offsets[kept - 1][1]]))
        return whole

    def _filled(self, claim: str, passage: str) -> str:
        before, between, after = self._parts
        first, second = (passage, claim) if self._passage_first else (claim, passage)
        return f"{before}{first}{between}{second}{after}"


def open_reader(folder: Path, manifest: Manifest) -> PairReader:
    """The reader of a stored model, from its proven tokenizer. Raises `Integrity` or `Config`."""
    body = checked_bytes(folder, manifest, TOKENIZER)
    try:
        tokenizer = Tokenizer.from_str(body.decode("utf-8"))
    except Exception as error:  # the library raises no narrower one
        raise Config(f"{folder / TOKENIZER} is no tokenizer: pull the model again") from error
    return PairReader(tokenizer, manifest.max_tokens, manifest.first, manifest.template)


def judgement_of(logits: NDArray[np.floating], manifest: Manifest, folder: Path) -> Judgement:
    """Turn one row of logits, in the order of the manifest's labels, into probabilities.

    Two outputs give support and neutral only: what is not borne out is not thereby refuted.
    Raises `Config` where there are more or fewer outputs than labels.
    """
    labels = manifest.labels
    if logits.shape != (len(labels),):
        raise Config(
            f"{folder.name} has {logits.size} outputs and {len(labels)} labels: pull it again with --labels"
        )
    shares = dict(zip(labels, probabilities(logits), strict=True))
    supports = shares[Label.SUPPORTED]
    if len(shares) == 2:
        return Judgement(supports=supports, refutes=0.0, neutral=1.0 - supports)
    return Judgement(supports=supports, refutes=shares[Label.REFUTED], neutral=shares[Label.NEI])
