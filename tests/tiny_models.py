"""Verification models of a few hundred bytes, whose answers can be worked out by hand.

A graph adds up what each word says for each output: `yes` for support, `no` against, `maybe` for neither.
With segments it listens to the second text of a pair only. Graphs are written as the bytes ONNX defines
(protocol buffers), so that no test needs the library that usually writes them.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "yes", "no", "maybe", "the", "ferry", "sails")
WEIGHT = 3.0
"""What one of the three words adds to its output."""

THREE = ("entailment", "neutral", "contradiction")
TWO = ("LABEL_0", "LABEL_1")


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    body = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _tensor(name: str, rows: Sequence[Sequence[float]]) -> bytes:
    flat = [number for row in rows for number in row]
    shape = _field(1, len(rows)) + _field(1, len(rows[0]))
    return shape + _field(2, 1) + _field(8, name) + _field(9, struct.pack(f"<{len(flat)}f", *flat))


def _value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    dims = b"".join(_field(1, _field(1 if isinstance(one, int) else 2, one)) for one in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, dims)))


def _node(operation: str, inputs: Sequence[str], output: str, attributes: bytes = b"") -> bytes:
    named = b"".join(_field(1, one) for one in inputs)
    return named + _field(2, output) + _field(4, operation) + attributes


def _integers(name: str, values: Sequence[int]) -> bytes:
    return _field(5, _field(1, name) + b"".join(_field(8, one) for one in values) + _field(20, 7))


def _integer(name: str, value: int) -> bytes:
    return _field(5, _field(1, name) + _field(3, value) + _field(20, 2))


def graph(
    outputs: Mapping[str, int],
    *,
    segments: bool = True,
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    narrow: bool = False,
) -> bytes:
    """An ONNX graph; `outputs` says which output each of `yes`, `no` and `maybe` adds to."""
    size = max(outputs.values()) + 1
    table = [[WEIGHT if outputs.get(word) == one else 0.0 for one in range(size)] for word in WORDS]
    names = [*inputs, *(["token_type_ids"] if segments else [])]
    nodes = [_node("Gather", ["table", "input_ids"], "said")]
    weights = [_tensor("table", table)]
    last = "said"
    if segments:
        weights.append(_tensor("sides", [[0.0], [1.0]]))
        nodes.append(_node("Gather", ["sides", "token_type_ids"], "heard"))
        nodes.append(_node("Mul", ["said", "heard"], "kept"))
        last = "kept"
    nodes.append(_node("ReduceSum", [last], "logits", _integers("axes", [1]) + _integer("keepdims", 0)))
    body = b"".join(_field(1, node) for node in nodes) + _field(2, "tiny")
    body += b"".join(_field(5, weight) for weight in weights)
    whole_number = 6 if narrow else 7
    body += b"".join(_field(11, _value(name, whole_number, ["batch", "length"])) for name in names)
    body += _field(12, _value("logits", 1, ["batch", size]))
    return _field(1, 8) + _field(8, _field(1, "") + _field(2, 11)) + _field(7, body)


def tokenizer(*, parts_pairs: bool = True) -> bytes:
    """A tokenizer of whole words, with BERT's special tokens."""
    made = Tokenizer(WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    made.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
    if parts_pairs:
        made.post_processor = TemplateProcessing(
            single="[CLS] $A [SEP]",
            pair="[CLS] $A [SEP] $B:1 [SEP]:1",
            special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
        )
    return made.to_str().encode()


def config(labels: Sequence[str] = THREE, **more: Any) -> bytes:
    """A `config.json` that names its outputs."""
    named = {"id2label": {str(place): label for place, label in enumerate(labels)}}
    return json.dumps({"model_type": "bert", "max_position_embeddings": 64, **named, **more}).encode()


def three_way(**files: bytes) -> dict[str, bytes]:
    """A repository with a three-way graph that names its outputs; passage first, so the claim is heard."""
    body = graph({"yes": 0, "maybe": 1, "no": 2})
    return {"config.json": config(), "tokenizer.json": tokenizer(), "onnx/model.onnx": body, **files}


def two_way(**files: bytes) -> dict[str, bytes]:
    """A repository with a two-way graph whose outputs have no names: unsupported, supported."""
    body = graph({"no": 0, "yes": 1})
    return {"config.json": config(TWO), "tokenizer.json": tokenizer(), "model.onnx": body, **files}
