"""Which file of a repository is the model: an eight-bit graph before a graph, a graph before weights."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wellsourced.adapters.model_store import plain_path
from wellsourced.adapters.wire import printable
from wellsourced.errors import InputError, Permanent

__all__ = ["INDEX", "Listing", "Offered", "choose_weights", "json_of", "shards_of"]

INDEX = ".safetensors.index.json"

_PICKLED = re.compile(r"\.(bin|pt|pth|ckpt|pkl|pickle|joblib)$")
_COARSE = re.compile(r"fp16|bf16|float16|q4|bnb4|int4|_o\d", re.IGNORECASE)
"""Graphs for other hardware, or with more lost than eight bits lose."""
_SMALL = (re.compile(r"quint8"), re.compile(r"(quantized|int8)$"), re.compile(r"int8"))
"""Eight-bit graphs, best first: unsigned ones are exact on every processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file as the hub lists it: bytes, and the SHA-256 or git blob it says it has, where it says so."""

    size: int | None = None
    sha256: str | None = None
    blob: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A repository at one commit: its licence as stated there, and its files."""

    repository: str
    revision: str
    licence: str | None
    files: Mapping[str, Offered]


def json_of(file: Path, what: str) -> Mapping[str, object]:
    """Read a file that must be one JSON object. Raises `Permanent`."""
    try:
        read = json.loads(file.read_bytes())
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise Permanent(f"{what} is no JSON object: ask its owner, or pull another")
    return read


def choose_weights(listing: Listing, wanted: str | None) -> str:
    """The file to take: the one asked for, else an eight-bit graph, a graph, or weights as safetensors."""
    if wanted is not None:
        return _asked_for(listing, wanted)
    graphs = [name for name in listing.files if _graph(name) and not _split(name, listing)]
    usual = [name for name in graphs if name.rpartition("/")[2].startswith("model")]
    fit = [name for name in (usual or graphs) if not _COARSE.search(name)]
    if fit and (usual or len(fit) == 1):
        return min(fit, key=lambda name: (_rank(name), len(name), name))
    for name in ("model.safetensors", f"model{INDEX}"):
        if name in listing.files:
            return name
    if graphs:
        raise InputError(
            f"{listing.repository} has several graphs: choose with --file: {', '.join(graphs[:9])}"
        )
    raise _nothing_usable(listing)


def _asked_for(listing: Listing, wanted: str) -> str:
    if _PICKLED.search(wanted):
        raise InputError(f"--file {printable(wanted)}: a pickle runs code when it is loaded: refused")
    if not plain_path(wanted) or not wanted.endswith((".onnx", ".safetensors", INDEX)):
        raise InputError(
            f"--file {printable(wanted)!r}: name an .onnx or .safetensors file of the repository"
        )
    if wanted not in listing.files:
        raise InputError(f"{listing.repository} has no file {wanted}: choose another with --file")
    if _split(wanted, listing):
        raise InputError(f"--file {wanted}: its weights are in a second file, which is not supported")
    return wanted


def _graph(name: str) -> bool:
    return name.endswith(".onnx") and plain_path(name)


def _split(name: str, listing: Listing) -> bool:
    return any(f"{name}{ending}" in listing.files for ending in ("_data", ".data"))


def _rank(name: str) -> int:
    stem = name.rpartition("/")[2].removesuffix(".onnx")
    return next((rank for rank, form in enumerate(_SMALL) if form.search(stem)), len(_SMALL))


def _nothing_usable(listing: Listing) -> Permanent:
    pickles = sorted(name for name in listing.files if _PICKLED.search(name))
    if pickles:
        return Permanent(
            f"{listing.repository} has only pickles ({printable(pickles[0])}), which run code when loaded: "
            "refused; ask its owner for ONNX or safetensors"
        )
    return Permanent(f"{listing.repository} has no model as ONNX or safetensors: pull another")


def shards_of(index: Path, listing: Listing) -> tuple[str, ...]:
    """The files of weights an index names, all of the same folder."""
    parts = json_of(index, f"the index of {listing.repository}").get("weight_map")
    named = sorted({str(part) for part in parts.values()}) if isinstance(parts, dict) else []
    for name in named:
        if not plain_path(name) or not name.endswith(".safetensors") or name not in listing.files:
            raise Permanent(f"the index of {listing.repository} names {printable(name)!r}: refused")
    if not named:
        raise Permanent(f"the index of {listing.repository} names no weights")
    return tuple(named)
