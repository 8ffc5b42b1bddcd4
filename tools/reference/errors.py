"""`docs/reference/errors.md`: every error, its exit code, and what the caller should do."""

from __future__ import annotations

import inspect

from wellsourced import errors
from wellsourced.cli.app import INTERRUPTED, OUR_FAULT
from wellsourced.errors import WellsourcedError

from .wording import as_markdown, page, plain, table

LEAD = """\
Every error is a `WellsourcedError` of `wellsourced.errors`, sorted by what the caller should do about it. Its
message is one line that says what is wrong and what to do. On the command line it is one line on standard
error; with `--json` one [document](json.md#error) on standard output."""

CODES = {
    0: "done",
    1: "findings: `verify` found damage; what `audit --fail-on` and `diff --exit-code` were told to look for",
    2: "the input or the command is at fault: change it",
    3: "a temporary failure: try again",
    4: "a setting is wrong, or an extra is missing",
    OUR_FAULT: "a fault of ours: run it again with `WELLSOURCED_TRACEBACK=1` and report what it prints",
    INTERRUPTED: "interrupted",
}
"""Every exit code there is."""


def every_error() -> list[type[WellsourcedError]]:
    """Every class of `wellsourced.errors`, as written there."""
    return [
        one
        for one in vars(errors).values()
        if inspect.isclass(one) and one.__module__ == errors.__name__ and issubclass(one, WellsourcedError)
    ]


def errors_page() -> str:
    """The page."""
    codes = table(("exit code", "means"), [(str(code), words) for code, words in CODES.items()])
    rows = [
        (f"[`{one.__name__}`](#{one.__name__.lower()})", str(one.exit_code), _summary(one))
        for one in every_error()
    ]
    listed = table(("error", "exit code", "what to do"), rows)
    return page(
        "Errors",
        LEAD,
        f"## Exit codes\n\n{codes}",
        f"## Which there are\n\n{listed}",
        *map(_one, every_error()),
    )


def _summary(kind: type[WellsourcedError]) -> str:
    return plain(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " "))


def _one(kind: type[WellsourcedError]) -> str:
    above = kind.__mro__[1]
    rests = f"Is caught as `{above.__name__}` too; exit code {kind.exit_code}."
    return f"### {kind.__name__}\n\n{as_markdown(kind.__doc__ or '')}\n\n{rests}"
