"""The program `wellsourced`: its commands, and how each of its endings becomes an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version

from cyclopts import App, CycloptsError, UnusedCliTokensError

from wellsourced.cli.agents import mcp
from wellsourced.cli.archives import export
from wellsourced.cli.auditing import audit
from wellsourced.cli.backups import backup, merge, restore
from wellsourced.cli.checking import check
from wellsourced.cli.diagnosis import doctor
from wellsourced.cli.differences import diff
from wellsourced.cli.holdings import add, search, show, verify
from wellsourced.cli.jobs import jobs
from wellsourced.cli.output import Terminal, print_error
from wellsourced.cli.publishing import corrections, editions, publish, retract
from wellsourced.cli.refreshing import refresh
from wellsourced.cli.rules import rules
from wellsourced.cli.serving import serve
from wellsourced.cli.submitting import submit
from wellsourced.cli.watching import watch
from wellsourced.cli.working import work
from wellsourced.errors import Config, InputError, Transient, WellsourcedError

__all__ = ["app", "main"]

INTERRUPTED = 130
OUR_FAULT = 70
"""What BSD's sysexits calls an internal software error: none of the codes that say what to do fits."""

COMMON_OPTIONS = {"--library": 1, "--config": 1, "--json": 0, "--quiet": 0, "--log-json": 0}
"""The options of every command, and how many words follow each."""

app = App(
    name="wellsourced",
    help="Check a claim or a question against a library of sources, on your own machine.",
    help_epilogue=(
        "Exit codes: 0 done, 1 findings, 2 the input or the command is at fault, 3 temporary failure, "
        "4 configuration or a missing extra, 70 a fault of ours, 130 interrupted."
    ),
    version=lambda: version("wellsourced"),
    help_format="plaintext",
    suppress_keyboard_interrupt=False,
)
COMMANDS: tuple[Callable[..., int] | App | str, ...] = (
    check,
    audit,
    rules,
    refresh,
    serve,
    mcp,
    "accounts",
    submit,
    jobs,
    work,
    watch,
    add,
    search,
    show,
    diff,
    verify,
    publish,
    editions,
    corrections,
    retract,
    export,
    backup,
    restore,
    merge,
    "casebook",
    "bulk",
    "models",
    doctor,
    "bench",
)
"""In the order of `--help`; those that are only named are loaded when they are asked for."""

LATER = {
    "accounts": (
        "wellsourced.cli.accounts:accounts",
        "Say who may sign in to the site, and what they may do; see the setting `accounts`.",
    ),
    "casebook": (
        "wellsourced.cli.casebooks:casebook",
        "Write, check and archive casebooks: rules of law and notes on one matter.",
    ),
    "bulk": (
        "wellsourced.cli.bulk:bulk",
        "Check many claims or add many files, with several workers or on a Ray cluster.",
    ),
    "models": (
        "wellsourced.cli.models:models",
        "List, fetch and choose the model that judges what rules leave open.",
    ),
    "bench": (
        "wellsourced.cli.bench_drafts:bench",
        "Measure the product on labeled sets (JSONL files), case by case.",
    ),
}
"""Where each is, and what `--help` says of it. Every start would wait for them a sixth of its time."""

GROUPS = frozenset({*LATER, *(name for one in COMMANDS if isinstance(one, App) for name in one.name)})
"""Commands that take a second word, which says what to do."""
for place, command in enumerate(COMMANDS):
    if isinstance(command, str):
        where, said = LATER[command]
        app.command(where, name=command, help=said, sort_key=place)
    elif isinstance(command, App):
        command.sort_key = place
        app.command(command)
    else:
        app.command(command, sort_key=place)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error is one line."""
    tokens = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = run(tokens)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def run(tokens: list[str]) -> int:
    """Run one command; turn what it raises into a line and an exit code."""
    tokens = _command_first(tokens)
    try:
        code = app(
            tokens,
            console=Terminal(),
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
        return code if isinstance(code, int) else 0
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except WellsourcedError as error:
        problem: WellsourcedError = error
        code = error.exit_code
    except CycloptsError as error:
        problem = InputError(_usage(error, tokens))
        code = problem.exit_code
    except OSError as error:
        problem = _machine(error)
        code = problem.exit_code
    except Exception as error:
        if os.environ.get("WELLSOURCED_TRACEBACK"):
            raise
        problem = WellsourcedError(
            f"a fault of ours ({type(error).__name__}: {error}): run it again with "
            "WELLSOURCED_TRACEBACK=1 and report what it prints"
        )
        code = OUR_FAULT
    print_error(problem, as_json="--json" in tokens)
    return code


def _command_first(tokens: list[str]) -> list[str]:
    """Common options may stand before the command too, or between its two words: move them behind it."""
    words: list[str] = []
    options: list[str] = []
    taken = 0
    while taken < len(tokens):
        name, equals, _ = tokens[taken].partition("=")
        if name in COMMON_OPTIONS:
            after = taken + (1 if equals else 1 + COMMON_OPTIONS[name])
            options += tokens[taken:after]
            taken = after
            continue
        if words and words[0] not in GROUPS:
            break
        words.append(tokens[taken])
        taken += 1
        if len(words) == 2:
            break
    return [*words, *options, *tokens[taken:]]


def _usage(error: CycloptsError, tokens: Sequence[str]) -> str:
    commands = set(app) - {"--help", "-h", "--version"}
    command = next((token for token in tokens if token in commands), None)
    advice = f"see `wellsourced {command} --help`" if command else "see `wellsourced --help`"
    if isinstance(error, UnusedCliTokensError):
        extra = " ".join(error.unused_tokens or ())
        return f"unexpected {extra!r}: put text of several words in quotes; {advice}"
    return f"{' '.join(str(error).split()).rstrip('.')}; {advice}"


def _machine(error: OSError) -> WellsourcedError:
    where = f"{error.filename}: " if error.filename else ""
    words = f"{where}{error.strerror or error}"
    if isinstance(error, PermissionError):
        return Config(f"{words}: allow it, or choose another place")
    return Transient(f"{words}: free the disk or the file and try again")
