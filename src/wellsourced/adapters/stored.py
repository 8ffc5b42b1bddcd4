"""The verifiers `model:NAME` and `dir:FOLDER`: a folder with a `model.json`, opened as what it says it is."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from wellsourced.adapters.model_store import Kind, Manifest, read_manifest
from wellsourced.errors import Config, MissingExtra
from wellsourced.ports import Verifier

__all__ = ["stored_verifier"]

_OPENED_BY = {
    Kind.ONNX: ("wellsourced.adapters.nli_onnx", "OnnxNli"),
    Kind.SAFETENSORS: ("wellsourced.adapters.nli_torch", "TorchNli"),
}
"""What opens each form."""


def stored_verifier(folder: str | Path | None = None) -> Verifier:
    """Open the model of a folder; its files are proven and loaded at the first pair.

    Raises `Config` where there is no manifest, `MissingExtra` where its form needs what is not installed.
    """
    if folder is None:
        raise Config("setting 'verifier': say which, as model:NAME or dir:FOLDER (see `models list`)")
    place = Path(folder).expanduser().absolute()
    manifest = read_manifest(place)
    module, made = _OPENED_BY[manifest.kind]
    try:
        loaded = import_module(module)
    except ImportError as error:
        raise MissingExtra(f"the model {place.name} ({manifest.kind.value})", manifest.kind.extra) from error
    make = cast(Callable[[Path, Manifest], Verifier], getattr(loaded, made))
    return make(place, manifest)
