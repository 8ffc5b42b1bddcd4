"""Wrappers that remember: the same text or pair is worked out once a process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from wellsourced.ports import Encoder, Judgement, Verifier

__all__ = ["RememberingEncoder", "RememberingVerifier"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class _Memory(Generic[K, V]):
    """The values of the `capacity` keys used last; safe to share between threads."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"a memory holds at least one value: {capacity}")
        self._capacity = capacity
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def recall(self, keys: Sequence[K], work_out: Callable[[Sequence[K]], Sequence[V]]) -> list[V]:
        """Return one value a key; only keys not kept are worked out, each once, in order."""
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
        new = [key for key in dict.fromkeys(keys) if key not in known]
        if new:
            known.update(zip(new, work_out(new), strict=True))
        with self._lock:
            for key in dict.fromkeys(keys):
                self._kept[key] = known[key]
                self._kept.move_to_end(key)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return [known[key] for key in keys]


class RememberingVerifier:
    """A `Verifier` over another that judges each pair once; at most `capacity` judgements are kept."""

    def __init__(self, verifier: Verifier, capacity: int = 100_000) -> None:
        self.name = verifier.name
        self._verifier = verifier
        self._memory: _Memory[tuple[str, str], Judgement] = _Memory(capacity)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        """Return one judgement a pair, asking the verifier only for pairs it has not judged yet."""
        return self._memory.recall(pairs, self._verifier.judge)


class RememberingEncoder:
    """An `Encoder` over another that encodes each text once; it keeps at most `capacity` rows of 1.5 kB."""

    def __init__(self, encoder: Encoder, capacity: int = 20_000) -> None:
        self.name = encoder.name
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._memory: _Memory[str, NDArray[np.float32]] = _Memory(capacity)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array of shape (texts, dimension), float32, every row of length 1."""
        rows = self._memory.recall(texts, self._encode)
        if not rows:
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.stack(rows)

    def _encode(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        return list(np.asarray(self._encoder.encode(texts), dtype=np.float32))
