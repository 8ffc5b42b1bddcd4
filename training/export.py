"""Write weights as ONNX: `python export.py WEIGHTS OUT.onnx [--full]`, int8 per channel unless `--full`.

Activations are scaled at run time, over whatever is in the batch: run one row at a time.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from cross_encoder import CrossEncoder, load_weights
from onnxruntime.quantization import QuantType, quantize_dynamic

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(weights: Path, target: Path, full: bool) -> None:
    """Write the network with these weights; `full` keeps single precision."""
    model = CrossEncoder(dropout=0.0)
    load_weights(model, weights)
    ids = torch.tensor([[101, 1996, 2457, 102], [101, 2457, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    axes = {name: {0: "rows", 1: "tokens"} for name in INPUTS} | {"logits": {0: "rows"}}
    with tempfile.TemporaryDirectory() as folder:
        plain = target if full else Path(folder) / "full.onnx"
        torch.onnx.export(
            model.eval(),
            (ids, mask, torch.zeros_like(ids)),
            str(plain),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not full:
            quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QInt8)
    onnx.checker.check_model(str(target))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("weights", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("--full", action="store_true")
    chosen = arguments.parse_args()
    export(chosen.weights, chosen.target, chosen.full)
