"""Bytes in, JSON out, by way of a process that hostile files cannot use to harm this one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wellsourced.errors import Permanent

__all__ = ["WALL_SECONDS", "Bounds", "read_in_child"]

WALL_SECONDS = 120

_LIMITED = Path(__file__).with_name("limited.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bytes of address space, which is little more than what is held, and seconds of CPU time."""

    memory: int = 1_000_000_000
    seconds: int = 60


ORDINARY = Bounds()


def read_in_child(
    script: str, body: bytes, name: str, why: Mapping[str, str], bounds: Bounds = ORDINARY
) -> dict[str, object]:
    """What a script of this folder reads out of the bytes, within limits of time and memory.

    It prints one JSON object, or one with `error`. Raises `Permanent` with the words that `why` has for
    it, or for `limits` where the process was ended or died. An `error` that `why` has no words for is a
    whole message.
    """
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-B", str(_LIMITED), script, str(bounds.memory), str(bounds.seconds)],
            input=body,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Permanent(f"{name} {why['limits']}") from error
    if child.returncode != 0:
        raise Permanent(f"{name} {why['limits']}")
    found: dict[str, object] = json.loads(child.stdout)
    if "error" in found:
        said = str(found["error"])
        raise Permanent(f"{name} {why[said]}" if said in why else said)
    return found
