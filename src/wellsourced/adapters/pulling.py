"""Which files of a repository or a folder make a verification model, and their way into the store.

Only data is taken: a graph (ONNX) or weights (safetensors), a tokenizer and settings. What would have to
run code of its own is refused before anything large is read.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wellsourced.adapters.choosing import INDEX, Listing, Offered, choose_weights, json_of, shards_of
from wellsourced.adapters.labels import labels_of_config
from wellsourced.adapters.model_store import (
    CONFIG,
    TOKENIZER,
    Kind,
    Label,
    Manifest,
    ModelStore,
    Side,
    pin,
    read_manifest,
)
from wellsourced.adapters.wire import printable
from wellsourced.errors import Config, Permanent
from wellsourced.ports import Event, Progress

__all__ = ["FolderRepository", "Origin", "Reading", "Told", "pull"]

MOST_WEIGHTS = 8_000_000_000
"""Bytes of the largest file of weights that is taken."""
MOST_WORDS = 64_000_000
"""Bytes of the largest tokenizer, settings file or index that is taken."""
USUAL_TOKENS = 512
"""Where a pair is cut unless told otherwise; most such models were trained on no more."""
LOCAL = "local"

Told = Callable[[int], None]
"""Called with the bytes of a file that are here, while it comes in."""


class Origin(Protocol):
    """Where a model is pulled from."""

    def listing(self) -> Listing: ...

    def fetch(self, name: str, listing: Listing, into: Path, limit: int, told: Told) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is declared of a model; what is left open is read from its own settings."""

    labels: tuple[Label, ...] | None = None
    first: Side = Side.PASSAGE
    template: str | None = None
    max_tokens: int | None = None
    file: str | None = None


class FolderRepository:
    """A folder of this machine as a repository; its files are copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def listing(self) -> Listing:
        """What the folder holds, and the folders in it."""
        files = {
            path.relative_to(self._folder).as_posix(): Offered(size=path.stat().st_size)
            for path in sorted([*self._folder.glob("*"), *self._folder.glob("*/*")])
            if path.is_file()
        }
        return Listing(repository=str(self._folder), revision=LOCAL, licence=None, files=files)

    def fetch(self, name: str, listing: Listing, into: Path, limit: int, told: Told) -> None:
        """Copy one file. Raises `Permanent` where it is larger than `limit` bytes."""
        size = listing.files[name].size or 0
        if size > limit:
            raise Permanent(f"{self._folder / name} has {size} bytes, more than {limit}")
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copyfile(self._folder / name, target)
        told(size)


def pull(
    origin: Origin, store: ModelStore, name: str | None, reading: Reading, progress: Progress
) -> tuple[str, Manifest]:
    """Bring a model into the store; return the name it has there and its manifest.

    Raises one-line errors for what cannot be used; then nothing new is in the store.
    """
    listing = origin.listing()
    name = name or _usual_name(listing.repository)
    store.folder(name)
    store.refuse_taken(name, listing.repository)
    weights = choose_weights(listing, reading.file)
    kind = Kind.ONNX if weights.endswith(".onnx") else Kind.SAFETENSORS
    if CONFIG not in listing.files and (kind is Kind.SAFETENSORS or reading.labels is None):
        raise Permanent(
            f"{listing.repository} has no {CONFIG}: declare its outputs with --labels, or pull another"
        )
    with store.work(f"{listing.repository}@{listing.revision}:{weights}") as folder:
        work = _Work(origin, listing, folder, progress, _older(store, name, listing))
        config = _config(work)
        _refuse_code(config, kind, listing.repository)
        if TOKENIZER not in listing.files:
            raise Permanent(
                f"{listing.repository} has no {TOKENIZER}: ask its owner for one, or pull another"
            )
        where = f"{CONFIG} of {listing.repository}"
        labels = labels_of_config(config, where) if reading.labels is None else reading.labels
        brought = {TOKENIZER, *_bring_weights(work, weights), *({CONFIG} & set(listing.files))}
        work.bring(TOKENIZER, MOST_WORDS)
        manifest = Manifest(
            repository=listing.repository,
            revision=listing.revision,
            licence=listing.licence,
            kind=kind,
            weights=weights,
            labels=labels,
            max_tokens=reading.max_tokens or _usual_tokens(config),
            first=reading.first,
            template=reading.template,
            files={file: pin(folder / file) for file in sorted(brought)},
        )
        store.put(name, manifest, folder)
    return name, manifest


def _bring_weights(work: _Work, weights: str) -> tuple[str, ...]:
    """Bring the graph or the weights; where an index names several files, all of them."""
    if not weights.endswith(INDEX):
        work.bring(weights, MOST_WEIGHTS)
        return (weights,)
    shards = shards_of(work.bring(weights, MOST_WORDS), work.listing)
    for shard in shards:
        work.bring(shard, MOST_WEIGHTS)
    return (weights, *shards)


def _usual_name(repository: str) -> str:
    last = repository.rstrip("/").rpartition("/")[2].casefold()
    return re.sub(r"[^a-z0-9._-]", "-", last)[:64].lstrip("._-") or "model"


@dataclass(frozen=True, slots=True)
class _Work:
    """One pull under way: from where, into which folder, and what is here already of the same commit."""

    origin: Origin
    listing: Listing
    folder: Path
    progress: Progress
    older: Path | None

    def bring(self, name: str, limit: int) -> Path:
        """Bring one file, from the model that is here where it has it, and say how far it is."""
        listed, there = self.listing.files[name], self.folder / name

        def told(here: int) -> None:
            message = f"{name} of {self.listing.repository}, {here / 1e6:.1f} MB"
            self.progress(Event(step=name, message=message, done=here, total=listed.size))

        told(0)
        if self.older is not None and not there.exists():
            pinned = read_manifest(self.older).files.get(name)
            if pinned is not None and (self.older / name).is_file() and pin(self.older / name) == pinned:
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.older / name, there)
        self.origin.fetch(name, self.listing, self.folder, limit, told)
        return there


def _older(store: ModelStore, name: str, listing: Listing) -> Path | None:
    """The folder of that name, if it holds the same commit: nothing is to be downloaded twice."""
    try:
        manifest = read_manifest(store.folder(name))
    except Config:
        return None
    same = listing.revision != LOCAL and manifest.revision == listing.revision
    return store.folder(name) if same else None


def _config(work: _Work) -> Mapping[str, object]:
    if CONFIG not in work.listing.files:
        return {}
    return json_of(work.bring(CONFIG, MOST_WORDS), f"{CONFIG} of {work.listing.repository}")


def _refuse_code(config: Mapping[str, object], kind: Kind, repository: str) -> None:
    """Raise `Permanent` where weights are of no use without code that comes with them; graphs need none."""
    if kind is Kind.ONNX:
        return
    if config.get("auto_map"):
        raise Permanent(
            f"{repository} needs Python code of its own (auto_map in {CONFIG}): refused, no such code is run"
        )
    architectures = config.get("architectures")
    built = str(architectures[0]) if isinstance(architectures, list) and architectures else ""
    if built and not built.endswith("ForSequenceClassification"):
        raise Permanent(f"{repository} is a {printable(built)}: only models that classify pairs can be used")


def _usual_tokens(config: Mapping[str, object]) -> int:
    """Positions the model has, at most 512; RoBERTa's family counts its positions from the padding on."""
    positions = config.get("max_position_embeddings")
    if not isinstance(positions, int) or positions < 1:
        return USUAL_TOKENS
    padding = config.get("pad_token_id")
    offset = padding + 1 if "roberta" in str(config.get("model_type")) and isinstance(padding, int) else 0
    return min(USUAL_TOKENS, positions - offset)
