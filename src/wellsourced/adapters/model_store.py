"""Models on this machine: one folder each, with a `model.json` that pins every file by its digest.

A model is put there whole or not at all. What a folder holds beside its pinned files is refused: a loader
might read it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePosixPath

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from wellsourced.errors import Config, InputError, Integrity, Permanent, Transient
from wellsourced.model.ids import digest

__all__ = [
    "CLAIM",
    "CONFIG",
    "MANIFEST",
    "PASSAGE",
    "TOKENIZER",
    "Kind",
    "Label",
    "Manifest",
    "ModelStore",
    "PinnedFile",
    "Side",
    "check_files",
    "checked_bytes",
    "pin",
    "plain_path",
    "read_manifest",
    "template_parts",
    "verifier_name",
]

MANIFEST = "model.json"
CONFIG, TOKENIZER = "config.json", "tokenizer.json"
CLAIM, PASSAGE = "{claim}", "{passage}"
CHUNK = 1 << 20

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}", re.ASCII)
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]*", re.ASCII)


class Kind(StrEnum):
    """The forms a model may have: both are data only, loading them runs none of their code."""

    ONNX = "onnx"
    SAFETENSORS = "safetensors"

    @property
    def extra(self) -> str:
        """The extra of the package that loads it."""
        return "models" if self is Kind.ONNX else "torch"


class Label(StrEnum):
    """What one output of a model can stand for; `UNSUPPORTED` is whatever is not support."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    NEI = "nei"
    UNSUPPORTED = "unsupported"


class Side(StrEnum):
    """Which of the two texts a model was trained to read first."""

    PASSAGE = "passage"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedFile:
    """A file as it was when the model was put here: SHA-256 in hexadecimal, and size in bytes."""

    sha256: str
    size: int


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`model.json`: where a model is from and how it is read.

    `revision` is a commit of `repository`, or `local` for a folder. `weights` is the graph, or the file (or
    index) of weights. `files` are all its files by their path in the folder.
    """

    repository: str
    revision: str
    licence: str | None
    kind: Kind
    weights: str
    labels: tuple[Label, ...]
    max_tokens: int
    first: Side
    template: str | None
    files: Mapping[str, PinnedFile]

    @property
    def version(self) -> str:
        """What tells this model from any other, or from itself read otherwise: 12 letters and digits."""
        return digest("model", self).removeprefix("model-")[:12]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files.values())


@cache
def _manifests() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)


def template_parts(template: str) -> tuple[str, str, str]:
    """Cut a template at its `{passage}` and `{claim}`: what stands before, between and after them.

    Raises `Config` unless it has each once.
    """
    if template.count(CLAIM) != 1 or template.count(PASSAGE) != 1:
        raise Config(f"a template of a model needs {PASSAGE} and {CLAIM}, each once")
    first, second = sorted((CLAIM, PASSAGE), key=template.index)
    before, _, rest = template.partition(first)
    between, _, after = rest.partition(second)
    return before, between, after


def plain_path(name: str) -> bool:
    """Whether a name is a plain path inside a folder: no `..`, nothing absolute, hidden or odd."""
    return bool(name) and all(_PART.fullmatch(part) for part in name.split("/"))


def pin(file: Path) -> PinnedFile:
    """Read a file through and say what it is."""
    found = hashlib.sha256()
    with file.open("rb") as body:
        while chunk := body.read(CHUNK):
            found.update(chunk)
        return PinnedFile(sha256=found.hexdigest(), size=body.tell())


def read_manifest(folder: Path) -> Manifest:
    """Read `model.json` of a folder. Raises `Config` where it is missing or no manifest."""
    file = folder / MANIFEST
    try:
        manifest = _manifests().validate_json(file.read_bytes())
    except OSError as error:
        raise Config(
            f"{file} cannot be read ({error.strerror}): put the model there with `wellsourced models pull`"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "it"
        raise Config(f"{file} is no manifest of a model ({where}: {first['msg']}): pull it again") from error
    if not all(plain_path(name) for name in (manifest.weights, *manifest.files)):
        raise Config(f"{file} names a file outside its folder: pull the model again")
    return manifest


def verifier_name(folder: Path, manifest: Manifest) -> str:
    """What a page calls the model that judged: its name here and its version."""
    return f"{folder.name[:80]}@{manifest.version}"


def _present(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield PurePosixPath(Path(place, name).relative_to(folder)).as_posix()


def _refuse_unlisted(folder: Path, manifest: Manifest) -> None:
    extra = sorted(set(_present(folder)) - set(manifest.files) - {MANIFEST})
    if extra:
        raise Integrity(f"{folder / extra[0]} is not listed in {MANIFEST}: take it away, or pull again")


def _mismatch(file: Path) -> Integrity:
    return Integrity(f"{file} is not the file that {MANIFEST} pins: pull the model again")


def check_files(folder: Path, manifest: Manifest) -> None:
    """Prove every file of a model. Raises `Integrity` for one that differs, is missing or not listed."""
    _refuse_unlisted(folder, manifest)
    for name, pinned in manifest.files.items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != pinned.size or pin(file) != pinned:
            raise _mismatch(file)


def checked_bytes(folder: Path, manifest: Manifest, name: str) -> bytes:
    """The bytes of one pinned file, proven. Raises `Integrity` where they are others, or it is not listed."""
    file = folder / name
    pinned = manifest.files.get(name)
    if pinned is None:
        raise Integrity(f"{folder / MANIFEST} does not list {name}: pull the model again")
    try:
        body = file.read_bytes()
    except OSError as error:
        raise _mismatch(file) from error
    if hashlib.sha256(body).hexdigest() != pinned.sha256:
        raise _mismatch(file)
    return body


class ModelStore:
    """The folder of models; nothing is made before a model is put there."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> tuple[str, ...]:
        """The models that are here, sorted."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(place.parent.name for place in self.root.glob(f"[!.]*/{MANIFEST}")))

    def folder(self, name: str) -> Path:
        """Where the model of that name is, or would be. Raises `InputError` for what is no name."""
        if not _NAME.fullmatch(name):
            raise InputError(
                f"{name!r} is no name for a model: use lower-case letters, digits, dots, - and _, at most 64"
            )
        return self.root / name

    def manifest(self, name: str) -> Manifest:
        """The manifest of a model that is here. Raises `InputError` where there is none of that name."""
        if name not in self.names():
            known = ", ".join(self.names()) or "none yet"
            raise InputError(f"no model is called {name!r} here: `models pull` it, or choose of {known}")
        return read_manifest(self.folder(name))

    @contextmanager
    def work(self, key: str) -> Iterator[Path]:
        """A hidden folder to download into, ours alone; what was cut off there is gone on with.

        A model that is refused leaves nothing. Raises `Transient` where another process is at the same work.
        """
        folder = self.root / ".partial" / digest("pull", key)
        folder.mkdir(parents=True, exist_ok=True)
        with folder.with_suffix(".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Transient("another process is pulling this model: wait for it", 60.0) from error
            try:
                yield folder
            except (Config, InputError, Permanent):
                shutil.rmtree(folder)
                raise
            finally:
                Path(lock.name).unlink()
                with suppress(OSError):  # not empty: something is left to go on with
                    folder.rmdir()
                with suppress(OSError):
                    folder.parent.rmdir()

    def refuse_taken(self, name: str, repository: str) -> None:
        """Raise `InputError` where that name belongs to a model from elsewhere, or to another folder."""
        folder = self.folder(name)
        if not folder.exists():
            return
        if not (folder / MANIFEST).is_file():
            raise InputError(f"{folder} is there and is no model: move it away, or give a name with --as")
        try:
            owner = read_manifest(folder).repository
        except Config:  # spoilt: to be replaced
            return
        if owner != repository:
            raise InputError(f"there is a model {name!r} already, from {owner}: give another name with --as")

    def put(self, name: str, manifest: Manifest, work: Path) -> Path:
        """Move a finished work folder into place under a name, instead of an older model of that name."""
        self.refuse_taken(name, manifest.repository)
        (work / MANIFEST).write_bytes(_manifests().dump_json(manifest, indent=1) + b"\n")
        check_files(work, manifest)
        place, old = self.folder(name), self.root / ".partial" / f"old-{name}"
        shutil.rmtree(old, ignore_errors=True)
        if place.exists():
            place.rename(old)
        work.rename(place)
        shutil.rmtree(old, ignore_errors=True)
        return place
