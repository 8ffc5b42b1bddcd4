"""`wellsourced models`: which verification models are here, fetching one, and choosing one."""

import os
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal, Protocol, cast

from cyclopts import App, Parameter
from rich.console import Console
from rich.text import Text

from wellsourced.adapters.known import KNOWN, KnownModel, known
from wellsourced.adapters.labels import declared_labels
from wellsourced.adapters.model_store import Manifest, ModelStore, Side, read_manifest, template_parts
from wellsourced.adapters.pulling import FolderRepository, Origin, Reading
from wellsourced.adapters.pulling import pull as bring
from wellsourced.cli.diagnosis import EXTRAS
from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import console, print_json, print_text, progress
from wellsourced.cli.settings_edit import set_key
from wellsourced.config import open_verifier
from wellsourced.errors import Config, InputError, WellsourcedError
from wellsourced.plugins import Port, names
from wellsourced.settings import BUNDLED, FOLDER, PREFIX, STORED, Settings, settings_file

__all__ = ["PullOptions", "models"]

HUB = "wellsourced.adapters.hub:HubRepository"
TRIAL = ("The bridge was closed in 1931.", "The council closed the old bridge in 1931.")
FEWEST_TOKENS, MOST_TOKENS = 32, 8192


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class PullOptions(Common):
    """What `models pull` can be told."""

    revision: Annotated[str, option("Branch, tag or commit; its commit is kept.", show_default=True)] = "main"
    labels: Annotated[
        str | None,
        option("What the outputs stand for, in order: supported,nei,refuted or supported,unsupported."),
    ] = None
    name: Annotated[str | None, option("Name to keep it under; default: its repository's.", name="--as")] = (
        None
    )
    file: Annotated[
        str | None, option("The .onnx or .safetensors file to take, where there are several.")
    ] = None
    first: Annotated[
        Literal["passage", "claim"], option("Which text the model reads first.", show_default=True)
    ] = "passage"
    max_tokens: Annotated[
        int | None, option("Longest pair it reads; default: what its settings say, at most 512.")
    ] = None
    template: Annotated[
        str | None, option("How a pair is worded, with {passage} and {claim}, for models that need it.")
    ] = None


LISTING = Common()
PULLING = PullOptions()

models = App(
    name="models",
    help="List, fetch and choose the model that judges what rules leave open.",
    help_format="plaintext",
    version_flags=(),
)


@models.command(name="list", sort_key=0)
def list_models(*, options: Common = LISTING) -> int:
    """Show the verifiers that are here, which one is chosen, and known models elsewhere."""
    settings = settings_of(options)
    here = [_installed(name) for name in names(Port.VERIFIER) if name not in (STORED, FOLDER)]
    here += [_stored(name, ModelStore(settings.models)) for name in ModelStore(settings.models).names()]
    elsewhere = [_known(one) for one in KNOWN]
    if options.json:
        print_json({"verifier": settings.verifier, "here": here, "known": elsewhere})
        return 0
    page = console()
    page.print(Text("Here", style="bold"))
    for one in here:
        _show_here(page, one, settings)
    page.print(Text("\nElsewhere", style="bold"))
    for one in elsewhere:
        _show_known(page, one)
    return 0


@models.command(sort_key=1)
def pull(
    repository: Annotated[
        str, Parameter(name="REPO", help="OWNER/NAME on the hub, or a folder (./NAME, /PATH) to copy from.")
    ],
    /,
    *,
    options: PullOptions = PULLING,
) -> int:
    """Fetch a model as ONNX or safetensors, and pin every file by its digest.

    Opens a connection to the hub of your settings.

    A pull that was cut off goes on where it stopped.

    Models that are pickles, or need code of their own, are refused.
    """
    settings = settings_of(options)
    reading = _reading(options, known(repository))
    folder = Path(repository).expanduser()
    with progress(options.quiet, options.log_json) as tell:
        store = ModelStore(settings.models)
        if repository.startswith((".", "/", "~")):
            if not folder.is_dir():
                raise InputError(f"{repository} is no folder: name one, or OWNER/NAME on the hub")
            name, manifest = bring(FolderRepository(folder), store, options.name, reading, tell)
        else:
            with closing(_hub(repository, options.revision, settings)) as hub:
                name, manifest = bring(hub, store, options.name, reading, tell)
    _tell_pulled(name, manifest, options)
    return 0


@models.command(sort_key=2)
def use(
    name: Annotated[str, Parameter(name="NAME", help="A model of `models list`, or dir:FOLDER.")],
    /,
    *,
    options: Common = LISTING,
) -> int:
    """Choose the model that judges from now on: try it on one pair, then write it to your settings file.

    With `--config` the choice is written to that file, and holds where it is named.
    """
    file = options.config or settings_file()
    settings = settings_of(_without_missing(options))
    chosen = _verifier(name, settings)
    tried = open_verifier(settings.model_copy(update={"verifier": chosen}))
    tried.judge([TRIAL])
    set_key(file, "verifier", chosen)
    variable = f"{PREFIX}VERIFIER"
    over = os.environ.get(variable)
    if options.json:
        print_json(
            {
                "verifier": chosen,
                "name": tried.name,
                "file": str(file),
                "overridden_by": variable if over else None,
            }
        )
        return 0
    page = console()
    page.print(Text(f"{tried.name} judges from now on; written to {file}"), soft_wrap=True)
    if over:
        page.print(Text(f"But {variable}={over} is set, and stands over the file: unset it."), soft_wrap=True)
    return 0


def _reading(options: PullOptions, entry: KnownModel | None) -> Reading:
    """What is declared: by the options, else by what is known of the repository. Raises `InputError`."""
    limit = options.max_tokens
    if limit is not None and not FEWEST_TOKENS <= limit <= MOST_TOKENS:
        raise InputError(f"--max-tokens {limit}: give {FEWEST_TOKENS} to {MOST_TOKENS}")
    if options.template is not None:
        try:
            template_parts(options.template)
        except Config as error:
            raise InputError(f"--template: {error}") from error
    labels = None if options.labels is None else declared_labels(options.labels)
    return Reading(
        labels=labels or (entry.labels if entry else None),
        first=Side(options.first),
        template=options.template or (entry.template if entry else None),
        max_tokens=limit or (entry.max_tokens if entry else None),
        file=options.file,
    )


class _Hub(Origin, Protocol):
    """A repository on a hub, with connections to close."""

    def close(self) -> None: ...


def _hub(repository: str, revision: str, settings: Settings) -> _Hub:
    """Open the repository; what speaks to the network is imported only here."""
    module, _, attribute = HUB.partition(":")
    make = cast(Callable[..., _Hub], getattr(import_module(module), attribute))
    token = settings.hub_token
    return make(
        repository,
        revision=revision,
        endpoint=settings.hub,
        token=None if token is None else token.get_secret_value(),
    )


def _without_missing(options: Common) -> Common:
    """A settings file that `use` is to make is not read first."""
    missing = options.config is not None and not options.config.exists()
    return replace(options, config=None) if missing else options


def _verifier(name: str, settings: Settings) -> str:
    """The setting for a name. Raises `InputError` where there is no such verifier here."""
    here = ModelStore(settings.models).names()
    installed = [one for one in names(Port.VERIFIER) if one not in (STORED, FOLDER)]
    if name in here:
        return f"{STORED}:{name}"
    kind, colon, opened = name.partition(":")
    if name in installed or (colon and opened and kind in names(Port.VERIFIER)):
        return f"{FOLDER}:{Path(opened).expanduser().absolute()}" if kind == FOLDER else name
    known_here = ", ".join([*installed, *here])
    raise InputError(f"no verifier is called {name!r} here: `models pull` it, or choose of {known_here}")


def _installed(name: str) -> Mapping[str, object]:
    return {"name": name, "verifier": name, "bundled": name == BUNDLED}


def _stored(name: str, store: ModelStore) -> Mapping[str, object]:
    base = {"name": name, "verifier": f"{STORED}:{name}", "bundled": False}
    try:
        manifest = read_manifest(store.folder(name))
    except WellsourcedError as error:
        return {**base, "error": str(error)}
    return {**base, **_manifest_json(manifest)}


def _manifest_json(manifest: Manifest) -> Mapping[str, object]:
    return {
        "repository": manifest.repository,
        "revision": manifest.revision,
        "version": manifest.version,
        "licence": manifest.licence,
        "kind": manifest.kind.value,
        "weights": manifest.weights,
        "labels": [label.value for label in manifest.labels],
        "first": manifest.first.value,
        "max_tokens": manifest.max_tokens,
        "bytes": manifest.size,
        "files": {name: file.sha256 for name, file in sorted(manifest.files.items())},
    }


def _known(one: KnownModel) -> Mapping[str, object]:
    return {
        "repository": one.repository,
        "size": one.size,
        "licence": one.licence,
        "good_at": one.good_at,
        "extra": one.needs,
        "refused": one.refused,
        "pull": None if one.refused else f"wellsourced models pull {one.repository}",
    }


def _show_here(page: Console, one: Mapping[str, object], settings: Settings) -> None:
    mark = "* " if one["verifier"] == settings.verifier else "  "
    if "error" in one:
        words = f"cannot be used: {one['error']}"
    elif "kind" in one:
        size, outputs = cast(int, one["bytes"]) / 1e6, ", ".join(cast(list[str], one["labels"]))
        words = (
            f"{one['kind']}, {size:.0f} MB, {one['licence'] or 'no licence stated'}; says {outputs}; from "
        )
        words += f"{one['repository']} at {str(one['revision'])[:12]}"
    else:
        words = "comes with wellsourced" if one["bundled"] else "installed as a plugin"
    print_text(page, Text(f"{mark}{one['name']}: {words}"), hang=4)


def _show_known(page: Console, one: Mapping[str, object]) -> None:
    print_text(page, Text(f"{one['repository']}: {one['size']}, {one['licence']}"), indent=2, hang=2)
    print_text(page, Text(str(one["good_at"]), style="dim"), indent=6)
    if one["refused"]:
        print_text(page, Text(f"cannot be used: {one['refused']}", style="dim"), indent=6, hang=2)
        return
    if one["extra"]:
        page.print(Text(f"      pip install 'wellsourced[{one['extra']}]'", style="dim"), soft_wrap=True)
    page.print(Text(f"      {one['pull']}", style="dim"), soft_wrap=True)


def _tell_pulled(name: str, manifest: Manifest, options: PullOptions) -> None:
    if options.json:
        print_json({"name": name, "verifier": f"{STORED}:{name}", **_manifest_json(manifest)})
        return
    page = console()
    lines = [
        f"{name}: {len(manifest.files)} files, {manifest.size / 1e6:.1f} MB, {manifest.repository} at "
        f"{manifest.revision[:12]}",
        f"Licence, as stated there: {manifest.licence or 'none'}. Look whether it lets you.",
        f"It says {', '.join(label.value for label in manifest.labels)}, and reads the "
        f"{manifest.first.value} first.",
    ]
    if len(manifest.labels) == 2:
        lines.append("With two outputs it says what is borne out, and never that something is refuted.")
    extra = manifest.kind.extra
    if find_spec(EXTRAS[extra]) is None:
        lines.append(f"It needs an extra: pip install 'wellsourced[{extra}]'")
    lines.append(f"Choose it with: wellsourced models use {name}")
    for line in lines:
        print_text(page, Text(line), hang=2)
