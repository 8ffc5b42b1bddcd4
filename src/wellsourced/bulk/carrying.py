"""Settings on their way to workers, and what of them, and of the program, answers depend on."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from wellsourced.config import open_encoder, open_verifier
from wellsourced.settings import OWN, Settings, casebook_folder

__all__ = ["portable", "resting_on"]


def portable(settings: Settings) -> Settings:
    """The settings as another process, or another machine, reads them: own paths in full, keys left out.

    Nothing outside is asked in bulk. A casebook that comes along is where the program is installed there.
    """
    casebooks = tuple(
        str(casebook_folder(name).resolve()) if name.startswith(OWN) else name for name in settings.casebooks
    )
    own = {"library": settings.library.absolute()} if isinstance(settings.library, Path) else {}
    left_out = dict[str, object](search=(), providers={}, hub_token=None)
    return settings.model_copy(update={**left_out, **own, "casebooks": casebooks})


def resting_on(settings: Settings) -> dict[str, object]:
    """What an answer rests on beside the library: the program, its models, the casebooks, the rounds."""
    return {
        "program": version("wellsourced"),
        "encoder": open_encoder(settings).name,
        "verifier": open_verifier(settings).name,
        "rounds": settings.rounds,
        "casebooks": [_digest_of(casebook_folder(name)) for name in settings.casebooks],
    }


def _digest_of(folder: Path) -> str:
    sum_ = hashlib.sha256()
    for file in sorted(one for one in folder.iterdir() if one.is_file()):
        sum_.update(f"{file.name}\0".encode())
        sum_.update(hashlib.sha256(file.read_bytes()).digest())
    return sum_.hexdigest()
