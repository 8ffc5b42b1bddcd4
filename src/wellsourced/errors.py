"""What can go wrong, sorted by what the caller should do about it.

Every message is one line, says what to do, and is part of the public API.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class WellsourcedError(Exception):
    """Base of all our errors. `exit_code` is what the command line returns for it."""

    exit_code: int = 2

    def as_json(self) -> Mapping[str, object]:
        """The error as the command line prints it under `--json`."""
        return {"kind": type(self).__name__, "message": str(self)}


class InputError(WellsourcedError):
    """The text, file, date or place given is at fault; change it and call again."""


class NotCheckable(InputError):
    """The input is no claim or question; `next` says what to do instead."""

    def __init__(self, kind: str, message: str, next_step: str) -> None:
        super().__init__(f"{message} {next_step}".strip())
        self.kind = kind
        self.message = message
        self.next_step = next_step

    def as_json(self) -> Mapping[str, object]:
        return {"kind": self.kind, "message": self.message, "next": self.next_step}


class AmbiguousPlace(InputError):
    """A place name fits several places; `choices` are their full names."""

    def __init__(self, name: str, choices: Sequence[str]) -> None:
        super().__init__(f"{name!r} could be {', '.join(choices)}: say which one.")
        self.choices: tuple[str, ...] = tuple(choices)

    def as_json(self) -> Mapping[str, object]:
        return {"kind": "ambiguous_place", "message": str(self), "choices": list(self.choices)}


class Transient(WellsourcedError):
    """Try again, after `retry_after` seconds where it is known."""

    exit_code = 3

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Postponed(Transient):
    """Not read yet, since as much is held as may be at once: ask again when that is let go."""


class Permanent(WellsourcedError):
    """Trying again will not help (a document that cannot be read, an address that is gone)."""


class Integrity(WellsourcedError):
    """Stored material no longer matches its digest, span or quote."""

    exit_code = 1


class Config(WellsourcedError):
    """A setting is wrong or missing; the message names it."""

    exit_code = 4


class MissingExtra(Config):
    """An optional package is needed; the message names the extra to install."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra: pip install 'wellsourced[{extra}]'")
        self.extra = extra
