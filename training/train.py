"""Train the verifier on the CPU: `python train.py RUN.json`; the same command again goes on where it stopped.

A run file names its data, where it starts from and for how long; everything it writes lies in `runs/NAME`.
Weights are kept in single precision and used in bfloat16, in batches of equal token count.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from cross_encoder import CrossEncoder, load_weights, save_weights
from numpy.typing import NDArray
from rows import Pairs, held_out, read_rows, tokenise
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

HERE = Path(__file__).resolve().parent
CHECKPOINT_SECONDS = 180.0
LOG_STEPS = 50
STEP = 16
"""Lengths are rounded up to a multiple of this: each new shape costs time to prepare, and memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One training run. `data` maps a file of rows to how many times an epoch it is read (a share below
    1 draws that share anew each epoch); `start` is a file of weights; lengths are in pairs. `stop`
    ends a run before its schedule does."""

    name: str
    data: dict[str, float]
    start: str
    tokenizer: str
    pairs: int
    stop: int | None = None
    lr: float
    lr_end: float = 0.0
    warmup: int = 10_000
    tokens_a_batch: int = 4096
    label_smoothing: float = 0.0
    dropout: float = 0.1
    decay: float = 0.01
    averaged: float = 0.999
    seed: int = 1
    threads: int = 2
    held_out: bool = field(default=True)


def load_run(file: Path) -> Run:
    """Read a run file; an unknown key is an error."""
    return Run(**json.loads(file.read_text(encoding="utf-8")))


def load_pairs(run: Run) -> list[tuple[Pairs, float]]:
    """Read and encode the data of a run, without the held-out fifth."""
    tokenizer = Tokenizer.from_file(run.tokenizer)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    loaded = []
    for name, times in run.data.items():
        rows = [row for row in read_rows(Path(name)) if not held_out(row)]
        loaded.append((tokenise(rows, tokenizer), times))
        print(f"{name}: {len(rows):,} rows, {loaded[-1][0].lengths.mean():.0f} tokens", flush=True)
    return loaded


def batches(loaded: list[tuple[Pairs, float]], run: Run) -> Iterator[tuple[Pairs, NDArray[np.int64]]]:
    """Yield batches for ever, the same ones for the same run: pairs of like length, in shuffled order."""
    epoch = 0
    while True:
        draw = np.random.default_rng((run.seed, epoch))
        made = []
        for which, (pairs, times) in enumerate(loaded):
            whole, part = int(times), times - int(times)
            chosen = [np.arange(len(pairs))] * whole + [
                draw.permutation(len(pairs))[: int(part * len(pairs))]
            ]
            made.append(np.stack([np.full(sum(map(len, chosen)), which), np.concatenate(chosen)], axis=1))
        order = draw.permutation(np.concatenate(made))
        lengths = np.array([loaded[which][0].lengths[at] for which, at in order])
        for pool in np.array_split(np.arange(len(order)), max(1, len(order) // 8192)):
            sizes = -(-lengths[pool] // STEP) * STEP
            cuts = []
            for size in np.unique(sizes):
                alike, rows = pool[sizes == size], run.tokens_a_batch // int(size)
                whole = len(alike) // rows * rows or len(alike)  # a broken last batch waits for another epoch
                cuts += [alike[at : at + rows] for at in range(0, whole, rows)]
            for which in draw.permutation(len(cuts)):
                yield order[cuts[which]]
        epoch += 1


def feed(
    loaded: list[tuple[Pairs, float]], batch: NDArray[np.int64]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, mask, kinds of shape (rows, longest) and labels of shape (rows,)."""
    taken = []
    for which, at in batch:
        pairs = loaded[which][0]
        taken.append((pairs.ids[pairs.starts[at] : pairs.starts[at + 1]], pairs.heads[at], pairs.labels[at]))
    longest = -(-max(len(ids) for ids, _, _ in taken) // STEP) * STEP
    ids = np.zeros((len(taken), longest), dtype=np.int64)
    mask, kinds = np.zeros_like(ids), np.zeros_like(ids)
    for row, (tokens, head, _) in enumerate(taken):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
        kinds[row, head : len(tokens)] = 1
    labels = np.array([label for _, _, label in taken], dtype=np.int64)
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(kinds), torch.from_numpy(labels)


class Trainer:
    """The moving parts of a run: network, full-precision weights, optimiser, running average, progress."""

    def __init__(self, run: Run) -> None:
        torch.manual_seed(run.seed)
        self.run = run
        self.folder = HERE / "runs" / run.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.model = CrossEncoder(dropout=run.dropout)
        load_weights(self.model, Path(run.start))
        self.model.words.weight.requires_grad_(False)  # a rare word keeps what pretraining knew of it
        full = {name: tensor.detach().clone() for name, tensor in self.model.named_parameters()}
        self.model.bfloat16()
        self.used = {name: tensor for name, tensor in self.model.named_parameters() if tensor.requires_grad}
        self.full = {name: full[name].requires_grad_(True) for name in self.used}
        self.frozen = {name: tensor for name, tensor in full.items() if name not in self.used}
        self.average = {name: tensor.detach().clone() for name, tensor in self.full.items()}
        matrices = [tensor for tensor in self.full.values() if tensor.ndim > 1]
        others = [tensor for tensor in self.full.values() if tensor.ndim <= 1]
        groups = [{"params": matrices, "weight_decay": run.decay}, {"params": others, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(groups, lr=run.lr, fused=True)
        self.done_steps, self.done_pairs = 0, 0
        self._resume()

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def _resume(self) -> None:
        if not self.checkpoint.exists():
            return
        kept = torch.load(self.checkpoint, weights_only=True)
        with torch.no_grad():
            for name, tensor in self.full.items():
                tensor.copy_(kept["full"][name])
                self.average[name].copy_(kept["average"][name])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.done_steps, self.done_pairs = kept["steps"], kept["pairs"]
        torch.set_rng_state(kept["random"])
        self._use()

    def save(self) -> None:
        """Write a checkpoint, whole or not at all, and the averaged weights beside it."""
        kept = {
            "full": {name: tensor.detach() for name, tensor in self.full.items()},
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "steps": self.done_steps,
            "pairs": self.done_pairs,
            "random": torch.get_rng_state(),
        }
        part = self.checkpoint.with_suffix(".part")
        torch.save(kept, part)
        part.replace(self.checkpoint)
        save_weights(self.frozen | self.average, self.folder / "averaged.safetensors")
        save_weights(
            self.frozen | {n: t.detach() for n, t in self.full.items()}, self.folder / "last.safetensors"
        )

    def _use(self) -> None:
        with torch.no_grad():
            torch._foreach_copy_(list(self.used.values()), [tensor.detach() for tensor in self.full.values()])

    def step(self, ids: Tensor, mask: Tensor, kinds: Tensor, labels: Tensor) -> float:
        """Learn from one batch; return its mean loss in nats."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate(self.run, self.done_pairs)
        logits = self.model(ids, mask, kinds).float()
        loss = functional.cross_entropy(logits, labels, label_smoothing=self.run.label_smoothing)
        loss.backward()
        for name, tensor in self.used.items():
            self.full[name].grad = tensor.grad.float() if tensor.grad is not None else None
            tensor.grad = None
        torch.nn.utils.clip_grad_norm_(list(self.full.values()), 1.0)
        self.optimiser.step()
        self._use()
        held = min(self.run.averaged, (1 + self.done_steps) / (10 + self.done_steps))
        torch._foreach_lerp_(
            list(self.average.values()), [t.detach() for t in self.full.values()], 1.0 - held
        )
        self.done_steps += 1
        self.done_pairs += len(labels)
        return float(loss.detach())


def rate(run: Run, pairs: int) -> float:
    """The learning rate after so many pairs: a linear rise, then a line down to `lr_end`."""
    if pairs < run.warmup:
        return run.lr * (pairs + 1) / run.warmup
    left = max(0.0, 1.0 - (pairs - run.warmup) / max(1, run.pairs - run.warmup))
    return run.lr_end + (run.lr - run.lr_end) * left


def main(file: Path) -> None:
    """Train until the run has seen its pairs."""
    run = load_run(file)
    torch.set_num_threads(run.threads)
    loaded = load_pairs(run)
    trainer = Trainer(run)
    trainer.model.train()
    began, saved, seen, losses = time.monotonic(), time.monotonic(), trainer.done_pairs, []
    for number, batch in enumerate(batches(loaded, run)):
        if number < trainer.done_steps:
            continue
        if trainer.done_pairs >= (run.stop or run.pairs):
            break
        losses.append(trainer.step(*feed(loaded, batch)))
        if not math.isfinite(losses[-1]):
            raise SystemExit(f"the loss of step {trainer.done_steps} is {losses[-1]}: nothing was saved")
        if trainer.done_steps % LOG_STEPS == 0:
            speed = (trainer.done_pairs - seen) / (time.monotonic() - began)
            print(f"{trainer.done_pairs:,} pairs, loss {np.mean(losses):.4f}, {speed:.0f}/s", flush=True)
            losses = []
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            trainer.save()
            saved = time.monotonic()
    trainer.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
