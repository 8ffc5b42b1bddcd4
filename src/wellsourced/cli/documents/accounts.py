"""Who may sign in to the site: the commands of `accounts`."""

from __future__ import annotations

from wellsourced.cli.documents.document import Document, Documents
from wellsourced.render.json_shapes import COUNT, NUMBER, STAMP, TEXT, YES, each, has, one_of, or_null, said
from wellsourced.web.visitors import Role

__all__ = ["ACCOUNTS"]

_ACCOUNT = has(
    name=TEXT,
    role=one_of(Role),
    invited_by=or_null(TEXT),
    made_at=STAMP,
    disabled=said(YES, "whether they are kept out"),
)
_ACTION = has(
    number=NUMBER,
    at=STAMP,
    who=said(or_null(TEXT), "null for a guest"),
    what=TEXT,
    on=TEXT,
    outcome=said(COUNT, "the HTTP status of the answer; 0 on the command line"),
    network=said(or_null(TEXT), "of the address"),
)

ACCOUNTS: Documents = {
    "accounts": Document(
        commands=("accounts list",), title="All accounts, by name", shape=has(accounts=each(_ACCOUNT))
    ),
    "account": Document(
        commands=(
            "accounts add",
            "accounts role",
            "accounts password",
            "accounts disable",
            "accounts enable",
        ),
        title="An account as it is from now on",
        shape=_ACCOUNT,
    ),
    "accounts-invite": Document(
        commands=("accounts invite",),
        title="An invitation, told this once",
        shape=has(address=TEXT, role=one_of(Role), days=said(NUMBER, "that it is good for")),
    ),
    "accounts-token": Document(
        commands=("accounts token",), title="A token, told this once", shape=has(token=TEXT)
    ),
    "accounts-log": Document(
        commands=("accounts log",),
        title="What was done on the site, newest first",
        shape=has(actions=each(_ACTION)),
    ),
}
