"""What is to be done, cut into shards that are known by their content, and what is done of it on disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from wellsourced.model.ids import digest
from wellsourced.outputs import write_output

__all__ = ["Parts", "Shard", "cut"]

T = TypeVar("T")

_SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard(Generic[T]):
    """A piece of the work, done by one worker in one go. `key` tells what is asked under what settings."""

    key: str
    items: tuple[T, ...]


def cut(items: Sequence[T], size: int, under: Mapping[str, object]) -> list[Shard[T]]:
    """Shards of `size` items each (the last may be smaller), in order.

    The key is a digest of the items and of all they are answered `under`: settings, versions, the library.
    So what was done before is done still, unless something in it, or something it rests on, has changed.
    """
    if size < 1:
        raise ValueError(f"a shard holds at least one item: {size}")
    groups = [tuple(items[at : at + size]) for at in range(0, len(items), size)]
    return [Shard(key=digest("shard", {"items": group, "under": under}), items=group) for group in groups]


class Parts:
    """The answers to shards in a folder: a file each, `<key>.jsonl`, with one line an item.

    A file is written beside its place and moved there, so what is there is whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, shard: Shard[T]) -> bytes | None:
        """The shard's answer, None where it is yet to be found: nothing is there, or not one line an item."""
        try:
            body = self._place(shard.key).read_bytes()
        except FileNotFoundError:
            return None
        whole = body.endswith(b"\n") and body.count(b"\n") == len(shard.items)
        return body if whole else None

    def keep(self, key: str, body: bytes) -> None:
        """Write an answer down."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_output(self._place(key), body)

    def leave_only(self, keys: Collection[str]) -> None:
        """Drop the answers to all other shards, and the folder where none is left."""
        if not self.folder.is_dir():
            return
        for one in self.folder.glob(f"shard-*{_SUFFIX}"):
            if one.stem not in keys:
                one.unlink(missing_ok=True)
        if not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _place(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"
