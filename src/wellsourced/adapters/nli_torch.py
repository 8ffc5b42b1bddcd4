"""Verification models whose weights are safetensors, run by transformers (the `torch` extra), on the CPU.

Only classes that transformers has itself are used: code, pickles or kernels that come with a model are
not. Import this module only where the extra is installed; importing it takes seconds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wellsourced.adapters.model_store import CONFIG, Manifest, check_files, checked_bytes, verifier_name
from wellsourced.adapters.pair_rows import ABSTAIN, Row
from wellsourced.adapters.pairs import PairReader, judgement_of, open_reader
from wellsourced.errors import Config
from wellsourced.ports import Judgement

# Said before they are loaded: nothing is reported, and nothing is looked for on a hub.
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import torch
from transformers import AutoConfig, AutoModelForSequenceClassification
from transformers.utils import logging

__all__ = ["TorchNli"]

UNFIT = ("auto_map", "quantization_config")
"""Settings that ask for code of the model's own, or for packages beyond the extra."""


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the library's own progress bar: what is shown is ours to say."""
    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


class TorchNli:
    """A `Verifier` from a folder with a `model.json`, one pair at a time, so batch-mates change nothing.

    Nothing is loaded before the first pair; then every file's digest is checked first.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.name = verifier_name(folder, manifest)
        self._folder, self._manifest = folder, manifest

    @cached_property
    def _model(self) -> Any:
        check_files(self._folder, self._manifest)
        settings = json.loads(checked_bytes(self._folder, self._manifest, CONFIG))
        for key in UNFIT:
            if settings.get(key):
                raise Config(f"{self._folder / CONFIG} has {key}, which is not supported: pull another model")
        try:
            with _quietly():
                model, told = self._loaded()
        except (
            ArithmeticError,
            AttributeError,
            ImportError,
            LookupError,
            OSError,
            RuntimeError,
            TypeError,
            ValueError,
        ) as error:
            line = " ".join(str(error).split())[:160]
            raise Config(f"{self._folder.name} cannot be loaded ({line}): pull another model") from error
        absent = sorted(map(str, (*told["missing_keys"], *told["mismatched_keys"])))
        if absent:
            raise Config(
                f"the weights of {self._folder.name} lack {absent[0]}: it was not trained to classify pairs"
            )
        return model.eval()

    def _loaded(self) -> tuple[Any, Mapping[str, Any]]:
        local = {"local_files_only": True, "trust_remote_code": False}
        config = AutoConfig.from_pretrained(self._folder, **local)
        loaded: tuple[Any, Mapping[str, Any]] = AutoModelForSequenceClassification.from_pretrained(
            self._folder,
            config=config,
            use_safetensors=True,
            output_loading_info=True,
            dtype=torch.float32,
            attn_implementation="eager",
            **local,
        )
        return loaded

    @cached_property
    def _reader(self) -> PairReader:
        return open_reader(self._folder, self._manifest)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """Return one judgement a (claim, passage text) pair.

        Raises `Integrity` where a file is not the pinned one, `Config` where the model cannot be used.
        """
        return [self._judge_one(claim, passage) for claim, passage in pairs]

    def _judge_one(self, claim: str, passage: str) -> Judgement:
        row = self._reader.read(claim, passage)
        return ABSTAIN if row is None else judgement_of(self._run(row), self._manifest, self._folder)

    def _run(self, row: Row) -> NDArray[np.float32]:
        given = {"input_ids": torch.tensor([row.ids])}
        given["attention_mask"] = torch.ones_like(given["input_ids"])
        if (getattr(self._model.config, "type_vocab_size", 0) or 0) > 1:
            given["token_type_ids"] = torch.tensor([row.kinds])
        with torch.inference_mode():
            logits: NDArray[np.float32] = self._model(**given).logits[0].numpy()
        return logits
