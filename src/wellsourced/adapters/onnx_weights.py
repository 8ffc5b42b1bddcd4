"""Open the ONNX files and the tokenizer under `weights/`, each checked against its pinned digest first."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wellsourced.adapters.wordpiece import WordPiece, wordpiece
from wellsourced.errors import Config, Integrity

# From 1.29 on ONNX Runtime reports each use to its makers, with an identifier it keeps in the user's
# cache, unless this is said before it is loaded. Nothing leaves the machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # type: ignore[import-untyped]  # ships no types; loaded last, see above

__all__ = ["Network", "open_session", "open_tokenizer", "shipped_weights"]

SUMS = "SHA256SUMS"


def shipped_weights() -> Path:
    """Return the folder of weights that comes with the package."""
    return Path(str(files("wellsourced").joinpath("weights")))


def _checked(directory: Path, name: str) -> bytes:
    """Return a file's bytes if `SHA256SUMS` beside it vouches for them.

    Raises `Config` where a file is missing, `Integrity` where it is not the one that was pinned.
    """
    try:
        sums = (directory / SUMS).read_text(encoding="utf-8")
        body = (directory / name).read_bytes()
    except OSError as error:
        missing = error.filename or directory / name
        raise Config(f"Cannot read {missing}: reinstall wellsourced or name another folder.") from error
    lines = [line.split(maxsplit=1) for line in sums.splitlines() if line.strip()]
    pinned = {file: value for value, file in lines}
    found = hashlib.sha256(body).hexdigest()
    if name not in pinned:
        raise Integrity(f"{directory / SUMS} does not list {name}: reinstall wellsourced.")
    if found != pinned[name]:
        raise Integrity(f"{directory / name} is not the file that {SUMS} pins: reinstall wellsourced.")
    return body


def open_session(graph: bytes) -> onnxruntime.InferenceSession:
    """Open a graph on the CPU, with one thread a core, or as many as `OMP_NUM_THREADS` says.

    Threads do not spin while they wait: rows run one at a time, and a spinning thread would cost more
    CPU than the rows do.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(graph, sess_options=options, providers=["CPUExecutionProvider"])


def _threads() -> int:
    """By the variable that other numeric libraries heed too: workers side by side are given one each."""
    said = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0].strip()
    return int(said) if said.isdecimal() and int(said) > 0 else os.cpu_count() or 1


class Network:
    """A checked ONNX file, ready to run; it is built from the very bytes that were checked."""

    def __init__(self, directory: Path, name: str) -> None:
        self._session = open_session(_checked(directory, name))

    def run(self, feed: Mapping[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """Return the first row of the network's only output, for a batch of one."""
        row: NDArray[np.float32] = self._session.run(None, dict(feed))[0][0]
        return row


def open_tokenizer(directory: Path) -> WordPiece:
    """Return the checked tokenizer."""
    return wordpiece(_checked(directory, "tokenizer.json"))
