"""The shipped encoder and verifier: what they return, and that they refuse changed weights."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from wellsourced.adapters.onnx_encoder import OnnxEncoder
from wellsourced.adapters.onnx_verifier import OnnxVerifier
from wellsourced.adapters.onnx_weights import open_session, shipped_weights
from wellsourced.errors import Config, Integrity
from wellsourced.model.claims import Stance

BRIDGE = "The council closed the old bridge in 1931 after two piers had moved."


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder()


@pytest.fixture(scope="module")
def verifier() -> OnnxVerifier:
    return OnnxVerifier()


def test_rows_are_unit_vectors_of_the_promised_shape(encoder: OnnxEncoder) -> None:
    rows = encoder.encode([BRIDGE, "", "Trout spawn in cold water. " * 200])
    assert rows.shape == (3, encoder.dimension) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_like_meanings_lie_closer_than_unlike_ones(encoder: OnnxEncoder) -> None:
    bridge, same, other = encoder.encode(
        [BRIDGE, "The old bridge was shut in 1931.", "Trout spawn in cold water."]
    )
    assert bridge @ same > 0.6 > 0.3 > bridge @ other


def test_a_row_does_not_depend_on_its_batch_mates(encoder: OnnxEncoder) -> None:
    alone = encoder.encode([BRIDGE])[0]
    among = encoder.encode(["Trout spawn in cold water. " * 30, BRIDGE, "No."])[1]
    assert np.abs(alone - among).max() < 1e-4


def test_a_judgement_does_not_depend_on_its_batch_mates(verifier: OnnxVerifier) -> None:
    pair = ("The bridge was closed in 1931.", BRIDGE)
    alone = verifier.judge([pair])[0]
    among = verifier.judge([("Trout spawn.", "Trout spawn in cold water. " * 30), pair, pair])
    for judgement in among[1:]:
        assert abs(judgement.supports - alone.supports) < 1e-4
        assert abs(judgement.refutes - alone.refutes) < 1e-4
        assert abs(judgement.neutral - alone.neutral) < 1e-4


@pytest.mark.parametrize(
    ("claim", "passage", "stance"),
    [
        (
            "Paris is the capital of France.",
            "Paris is the capital and largest city of France.",
            Stance.SUPPORTS,
        ),
        ("The bridge was closed in 1920.", BRIDGE, Stance.REFUTES),
        ("The film won an award.", "The river rises in the northern hills.", Stance.NEUTRAL),
    ],
)
def test_labels_are_in_the_order_the_model_was_trained_with(
    verifier: OnnxVerifier, claim: str, passage: str, stance: Stance
) -> None:
    (judgement,) = verifier.judge([(claim, passage)])
    assert judgement.stance is stance
    assert judgement.supports + judgement.refutes + judgement.neutral == pytest.approx(1.0)


def test_only_the_passage_is_cut(verifier: OnnxVerifier) -> None:
    long = "The council met again and talked about the ferry. " * 60
    claim = "The council closed the bridge."
    assert verifier.judge([(claim, long)]) == verifier.judge([(claim, long + "The bridge stayed open.")])
    (judgement,) = verifier.judge([(long, claim * 10)])
    assert judgement.stance is Stance.NEUTRAL, "a claim that leaves no room for the passage is not judged"


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    for file in shipped_weights().iterdir():
        shutil.copy(file, tmp_path / file.name)
    model = tmp_path / "encoder.int8.onnx"
    body = bytearray(model.read_bytes())
    body[len(body) // 2] ^= 1
    model.write_bytes(bytes(body))
    with pytest.raises(Integrity, match=r"encoder\.int8\.onnx is not the file"):
        OnnxEncoder(tmp_path).encode(["a"])
    (tmp_path / "SHA256SUMS").write_text("", encoding="utf-8")
    with pytest.raises(Integrity, match="does not list"):
        OnnxVerifier(tmp_path).judge([("a", "b")])


def test_missing_weights_are_a_setting_to_fix(tmp_path: Path) -> None:
    with pytest.raises(Config, match="Cannot read"):
        OnnxEncoder(tmp_path / "nowhere").encode(["a"])


def test_every_shipped_file_is_pinned() -> None:
    weights = shipped_weights()
    pinned = {}
    for line in (weights / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        value, name = line.split()
        pinned[name] = value
    shipped = {file.name for file in weights.iterdir() if file.suffix in {".onnx", ".json"}}
    assert set(pinned) == shipped
    assert all(hashlib.sha256((weights / name).read_bytes()).hexdigest() == pinned[name] for name in shipped)


@pytest.mark.parametrize(
    ("said", "threads"), [("3", 3), ("2,4", 2), ("", None), ("0", None), ("many", None), ("-1", None)]
)
def test_a_model_runs_on_as_many_threads_as_numeric_libraries_are_told(
    said: str, threads: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", said)
    graph = (shipped_weights() / "encoder.int8.onnx").read_bytes()
    options = open_session(graph).get_session_options()
    assert options.intra_op_num_threads == (threads or os.cpu_count())
