"""What an installation is made of: `doctor` and the commands of `models`."""

from __future__ import annotations

from wellsourced.adapters.model_store import Kind, Label, Side
from wellsourced.cli.documents.document import Document, Documents
from wellsourced.render.json_shapes import (
    COUNT,
    NUMBER,
    TEXT,
    YES,
    Schema,
    by_name,
    each,
    has,
    one_of,
    or_null,
    said,
)

__all__ = ["INSTALLATION"]

_NAMED: Schema = {"name": TEXT, "verifier": said(TEXT, "the value of the setting `verifier` that names it")}
_HERE: Schema = {**_NAMED, "bundled": YES}
_MANIFEST: Schema = {
    "repository": TEXT,
    "revision": said(TEXT, "a commit, or `local` for a folder"),
    "version": TEXT,
    "licence": said(or_null(TEXT), "as it is stated there"),
    "kind": one_of(Kind),
    "weights": said(TEXT, "their file"),
    "labels": said(each(one_of(Label)), "what the outputs stand for, in order"),
    "first": said(one_of(Side), "which text the model reads first"),
    "max_tokens": NUMBER,
    "bytes": COUNT,
    "files": said(by_name(TEXT), "the SHA-256 of each by its path"),
}
_KNOWN = has(
    repository=TEXT,
    size=TEXT,
    licence=TEXT,
    good_at=TEXT,
    extra=said(or_null(TEXT), "the extra that it needs"),
    refused=said(or_null(TEXT), "why it cannot be used"),
    pull=said(or_null(TEXT), "the command that fetches it"),
)

INSTALLATION: Documents = {
    "doctor": Document(
        commands=("doctor",),
        title="What an installation was found to be like",
        shape=has(sound=YES, checks=each(has(name=TEXT, good=YES, found=TEXT))),
    ),
    "models": Document(
        commands=("models list",),
        title="The verifiers that are here, the one that is chosen, and some known elsewhere",
        shape=has(
            verifier=said(TEXT, "the one that is chosen"),
            here=said(
                each({"anyOf": [has(**_HERE), has(**_HERE, **_MANIFEST), has(**_HERE, error=TEXT)]}),
                "with where it is from if it was pulled, or with why it cannot be used",
            ),
            known=each(_KNOWN),
        ),
    ),
    "models-pull": Document(
        commands=("models pull",), title="The model that was fetched", shape=has(**_NAMED, **_MANIFEST)
    ),
    "models-use": Document(
        commands=("models use",),
        title="The verifier that judges from now on",
        shape=has(
            verifier=TEXT,
            name=said(TEXT, "as pages name it"),
            file=said(TEXT, "the settings file with the choice"),
            overridden_by=said(or_null(TEXT), "the variable that is set and stands over the file"),
        ),
    ),
}
