"""The network: MiniLM-L6 read as a cross-encoder with a three-way head, in plain torch.

Layout of the weights: `bert.*` as published in `all-MiniLM-L6-v2` (Apache-2.0), then `dense` (the first
token and the mean of all, side by side, to 384) and `out` (supported, refuted, not enough information).
"""

from __future__ import annotations

from pathlib import Path

import torch
from rows import LABELS
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["CrossEncoder", "load_weights", "save_weights"]

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536


class Layer(nn.Module):
    """One transformer layer, normalised after each of its two halves."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.narrow_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Shapes: x (rows, tokens, 384); mask (rows, 1, 1, tokens), 0 where a token is read."""
        rows, tokens, _ = x.shape
        split = (rows, tokens, HEADS, WIDTH // HEADS)
        query, key, value = (f(x).view(split).transpose(1, 2) for f in (self.query, self.key, self.value))
        # By hand: torch's fused attention spends 40% of a CPU step in its backward pass, this 5%.
        scores = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask
        seen = torch.softmax(scores, dim=-1, dtype=scores.dtype) @ value
        seen = self.attended(seen.transpose(1, 2).reshape(rows, tokens, WIDTH))
        x = self.attended_norm(x + self._dropped(seen, dropout))
        wide = self.narrow(functional.gelu(self.widen(x)))
        return self.narrow_norm(x + self._dropped(wide, dropout))

    def _dropped(self, x: Tensor, share: float) -> Tensor:
        """Drop the same features at every token of a row: drawing a mask a token costs 11% of a CPU step."""
        if not self.training or share == 0.0:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= share
        return x * (kept.to(x.dtype) / (1.0 - share))


class CrossEncoder(nn.Module):
    """Reads claim and passage together; returns three logits in the order of `LABELS`."""

    def __init__(self, vocabulary: int = 30522, positions: int = 512, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dense = nn.Linear(2 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(LABELS))
        self.dropout = dropout

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Shapes: each input (rows, tokens), integers; returns (rows, 3)."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        x = self.norm(self.words(input_ids) + self.positions(places) + self.kinds(token_type_ids))
        unread = ((1 - attention_mask) * -1e4)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, unread, self.dropout)
        weights = attention_mask.unsqueeze(-1).to(x.dtype)
        mean = (x * weights).sum(1) / weights.sum(1)
        pooled = torch.tanh(self.dense(torch.cat([x[:, 0], mean], dim=-1)))
        return self.out(functional.dropout(pooled, self.dropout, self.training))


PUBLISHED = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "positions",
    "embeddings.token_type_embeddings": "kinds",
    "embeddings.LayerNorm": "norm",
}
PUBLISHED_LAYER = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "attended_norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "narrow_norm",
}


def _own_name(published: str) -> str | None:
    """Return our name of a published weight, None for one we do not use (the pooler)."""
    stem, _, part = published.removeprefix("bert.").rpartition(".")
    if stem in PUBLISHED:
        return f"{PUBLISHED[stem]}.{part}"
    if stem.startswith("encoder.layer."):
        number, _, rest = stem.removeprefix("encoder.layer.").partition(".")
        return f"layers.{number}.{PUBLISHED_LAYER[rest]}.{part}"
    return f"{stem}.{part}" if stem in ("dense", "out") else None


def load_weights(model: CrossEncoder, file: Path) -> None:
    """Fill a model from safetensors, in the published naming (with or without a head) or in our own."""
    named = {}
    for name, tensor in load_file(file).items():
        own = name if name in model.state_dict() else _own_name(name)
        if own is not None:
            named[own] = tensor.float()
    missing, unexpected = model.load_state_dict(named, strict=False)
    if unexpected or any(not name.startswith(("dense", "out")) for name in missing):
        raise ValueError(f"{file} does not hold this network: missing {missing}, unknown {unexpected}")


def save_weights(weights: dict[str, Tensor], file: Path) -> None:
    """Write weights as half-precision safetensors, whole or not at all."""
    part = file.with_suffix(".part")
    save_file({name: tensor.detach().half().contiguous() for name, tensor in weights.items()}, part)
    part.replace(file)
