"""`wellsourced accounts`: who may sign in to the site, from the machine that it runs on."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

from cyclopts import App, Parameter
from rich.text import Text

from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import console, print_json
from wellsourced.config import SystemClock
from wellsourced.errors import InputError
from wellsourced.render.words import utc_stamp

__all__ = ["InviteOptions", "RoleOptions", "TokenOptions", "accounts"]

HERE = "(command line)"
"""Who did it, in the log of actions: no account can be called so."""
LONGEST_LOG = 1000


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class RoleOptions(Common):
    """What somebody is on the site."""

    role: Annotated[
        str, option("reader (flags), reporter (asks), editor (publishes) or admin.", show_default=True)
    ] = "reader"


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class InviteOptions(RoleOptions):
    """Whom an invitation is for, and how long."""

    days: Annotated[int, option("Days it is good for.", show_default=True)] = 7


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class TokenOptions(Common):
    """What a token is for, and how long."""

    may: Annotated[
        tuple[str, ...], option("What it may do: flag, ask, refresh, add, edit; repeat it for several.")
    ] = ()
    days: Annotated[int, option("Days it lasts.", show_default=True)] = 90
    label: Annotated[str, option("What it is for, in your words.")] = ""


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class LogOptions(Common):
    """How much of the log."""

    most: Annotated[int, option("So many actions, the newest.", show_default=True)] = 100


COMMON = Common()
AS_READER = RoleOptions()
INVITING = InviteOptions()
NO_SCOPE = TokenOptions()
LOGGED = LogOptions()

Name = Annotated[str, Parameter(name="NAME", help="The account's name.")]

accounts = App(
    name="accounts",
    help="Say who may sign in to the site, and what they may do; see the setting `accounts`.",
    help_format="plaintext",
    version_flags=(),
)


@accounts.command(name="list", sort_key=0)
def list_accounts(*, options: Common = COMMON) -> int:
    """List accounts by name."""
    with _opened(options) as held:
        found = held.people.all()
    if options.json:
        print_json({"accounts": [_as_json(one) for one in found]})
        return 0
    for one in found:
        kept_out = "  (kept out)" if one.disabled else ""
        _say(f"{one.name}  {one.role.value}  since {utc_stamp(one.made_at)}{kept_out}")
    if not found:
        _say("No accounts. Make the first one: wellsourced accounts add NAME --role admin")
    return 0


@accounts.command(sort_key=1)
def add(name: Name, /, *, options: RoleOptions = AS_READER) -> int:
    """Make an account; its password is asked for, or read as a line of standard input."""
    role = _people().read_role(options.role)
    with _opened(options) as held:
        made = held.add(name, role, _password())
        _write_down(held, "accounts.add", f"{made.name} as {role.value}")
    return _told(options, made, f"{made.name} may sign in, as {role.value}.")


@accounts.command(sort_key=2)
def role(name: Name, role: Annotated[str, Parameter(name="ROLE")], /, *, options: Common = COMMON) -> int:
    """Give somebody a role: reader, reporter, editor or admin."""
    given = _people().read_role(role)
    with _opened(options) as held:
        held.people.set_role(name, given)
        _write_down(held, "accounts.role", f"{name} as {given.value}")
        found = held.people.find(name)
    return _told(options, found, f"{name} is {given.value} from now on.")


@accounts.command(sort_key=3)
def password(name: Name, /, *, options: Common = COMMON) -> int:
    """Give somebody another password; their sessions and tokens end."""
    with _opened(options) as held:
        held.people.find(name)
        held.reset_password(name, _password())
        _write_down(held, "accounts.password", name)
        found = held.people.find(name)
    return _told(options, found, f"{name} has another password, and is signed in nowhere.")


@accounts.command(sort_key=4)
def disable(name: Name, /, *, options: Common = COMMON) -> int:
    """Keep somebody out at once; what they did stays."""
    return _let(name, options, disabled=True)


@accounts.command(sort_key=5)
def enable(name: Name, /, *, options: Common = COMMON) -> int:
    """Let somebody sign in again."""
    return _let(name, options, disabled=False)


@accounts.command(sort_key=6)
def invite(*, options: InviteOptions = INVITING) -> int:
    """Make an invitation, which lets one person in; its address is printed this once."""
    given, settings = _people().read_role(options.role), settings_of(options)
    addresses = import_module("wellsourced.web.addresses").Addresses(root=settings.site_url or "")
    with _opened(options) as held:
        secret = held.invitations.make(given, HERE, options.days, held.clock.now())
        _write_down(held, "accounts.invite", f"as {given.value}")
    address = addresses.join(secret)
    if options.json:
        print_json({"address": address, "role": given.value, "days": options.days})
    else:
        _say(address)
    return 0


@accounts.command(sort_key=7)
def token(name: Name, /, *, options: TokenOptions = NO_SCOPE) -> int:
    """Make a token by which a program signs in as somebody; it is printed this once."""
    scopes = import_module("wellsourced.web.accounts.tokens").read_scopes(options.may)
    with _opened(options) as held:
        owner = held.people.find(name)
        secret = held.tokens.make(owner.name, options.label, scopes, options.days, held.clock.now())
        _write_down(held, "accounts.token", f"{owner.name}: {', '.join(sorted(scopes))}")
    if options.json:
        print_json({"token": secret})
    else:
        _say(secret)
    return 0


@accounts.command(sort_key=8)
def log(*, options: LogOptions = LOGGED) -> int:
    """Tell what was done on the site, newest first."""
    if not 1 <= options.most <= LONGEST_LOG:
        raise InputError(f"--most {options.most}: give a number from 1 to {LONGEST_LOG}")
    with _opened(options) as held:
        found = held.actions.newest(options.most)
    if options.json:
        print_json({"actions": [_action_json(one) for one in found]})
        return 0
    for one in found:
        _say(
            f"{utc_stamp(one.at)}  {one.who or 'a guest'}  {one.what}  {one.on}  {one.outcome or ''}".rstrip()
        )
    return 0


@contextmanager
def _opened(options: Common) -> Iterator[Any]:
    """The accounts of the settings; the database is imported here and not with the command."""
    opening = import_module("wellsourced.web.accounts.opening")
    with closing(opening.open_accounts(settings_of(options), SystemClock())) as held:
        yield held


def _people() -> Any:
    return import_module("wellsourced.web.accounts.people")


def _let(name: str, options: Common, *, disabled: bool) -> int:
    with _opened(options) as held:
        held.set_disabled(name, disabled)
        _write_down(held, "accounts.disable" if disabled else "accounts.enable", name)
        found = held.people.find(name)
    return _told(options, found, f"{name} is kept out." if disabled else f"{name} may sign in again.")


def _password() -> str:
    """A password that is typed twice and not shown, or a line of standard input; never an argument."""
    if not sys.stdin.isatty():
        typed = sys.stdin.readline().rstrip("\r\n")
        if not typed:
            raise InputError("no password: give it as a line of standard input")
        return typed
    typed = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != typed:
        raise InputError("the two passwords differ: try again")
    return typed


def _write_down(held: Any, what: str, on: str) -> None:
    held.actions.write(HERE, what, on, held.clock.now())


def _told(options: Common, account: Any, line: str) -> int:
    if options.json:
        print_json(_as_json(account))
    else:
        _say(line)
    return 0


def _say(line: str) -> None:
    console().print(Text(line), soft_wrap=True)


def _as_json(one: Any) -> dict[str, object]:
    return {
        "name": one.name,
        "role": one.role.value,
        "invited_by": one.invited_by or None,
        "made_at": utc_stamp(one.made_at),
        "disabled": one.disabled,
    }


def _action_json(one: Any) -> dict[str, object]:
    return {
        "number": one.number,
        "at": utc_stamp(one.at),
        "who": one.who or None,
        "what": one.what,
        "on": one.on,
        "outcome": one.outcome,
        "network": one.network or None,
    }
