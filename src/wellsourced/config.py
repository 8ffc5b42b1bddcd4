"""Settings, and the one place that picks tools: `open_desk`.

Whatever is heavy is named here and imported only when a desk or a library is opened.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Protocol, cast

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from wellsourced.check import Desk
from wellsourced.errors import Config, InputError
from wellsourced.model.reports import Report
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.plugins import Port, build, load, names
from wellsourced.ports import (
    Capture,
    Encoder,
    Extractor,
    Fetcher,
    Fetching,
    Library,
    Progress,
    Refused,
    SearchProvider,
    Verifier,
)
from wellsourced.rules.casebook import LoadedCasebook, load_casebook
from wellsourced.steps.gather import Web
from wellsourced.steps.matter import read_matter

__all__ = [
    "Settings",
    "Shelves",
    "SystemClock",
    "build_casebook",
    "bundled_casebooks",
    "casebook_folder",
    "names_an_option",
    "open_bare_library",
    "open_desk",
    "open_encoder",
    "open_extractor",
    "open_fetcher",
    "open_library",
    "open_measured",
    "open_search",
    "open_verifier",
    "open_warc",
    "read_feed",
    "read_settings",
    "settings_file",
]

PREFIX = "WELLSOURCED_"

APART = ","
"""What stands between the names of a list."""

HUB = "https://huggingface.co"

BUNDLED, STORED, FOLDER = "bundled", "model", "dir"
"""The verifier that comes with the package, and those that open a model: a pulled one as `model:NAME`, one in
a folder as `dir:FOLDER`."""

_MEASURED = {
    "text-alone": "wellsourced.adapters.library_alone:TextAlone",
    "dates": "wellsourced.adapters.extract_html:Dating",
    "dates-alone": "wellsourced.adapters.library_alone:DatesAlone",
}


def settings_file() -> Path:
    """The user's own settings file, which need not be there."""
    return user_config_path("wellsourced") / "config.toml"


def _hub_token() -> SecretStr | None:
    token = os.environ.get("HF_TOKEN", "").strip()
    return SecretStr(token) if token else None


_OPTION = re.compile(rf"{PREFIX}PROVIDERS__([A-Z0-9_]+?)__([A-Z0-9_]+)")


def names_an_option(variable: str) -> bool:
    """Whether a variable of the environment sets an option of a provider: `..PROVIDERS__BRAVE__KEY`."""
    return _OPTION.fullmatch(variable) is not None


def _options_outside() -> dict[str, dict[str, str]]:
    """The options of providers that the environment sets: provider, option, value."""
    options: dict[str, dict[str, str]] = {}
    for variable, value in os.environ.items():
        if found := _OPTION.fullmatch(variable):
            options.setdefault(found[1].lower(), {})[found[2].lower()] = value
    return options


def bundled_casebooks() -> Mapping[str, Path]:
    """The casebooks that come with the package: name and folder, sorted."""
    root = Path(str(files("wellsourced").joinpath("casebooks")))
    folders = sorted(path.parent for path in root.glob("*/casebook.json"))
    return {folder.name: folder for folder in folders}


OWN = (".", "/", "~")
"""What a casebook's folder begins with, to be told from the name of one that comes along."""


def casebook_folder(name: str) -> Path:
    """Where a casebook is: one that comes along, by name, or a folder (`./NAME`, `/PATH`, `~/PATH`).

    Raises `InputError` where there is none.
    """
    if name.startswith(OWN):
        folder = Path(name).expanduser()
        if not (folder / "casebook.json").is_file():
            raise InputError(f"no casebook is in {name}: name a folder with a casebook.json")
        return folder
    bundled = bundled_casebooks()
    if name not in bundled:
        choices = ", ".join([*bundled, "none"])
        raise InputError(f"no casebook is called {name!r}: choose of {choices}, or name a folder (./NAME)")
    return bundled[name]


class Settings(BaseSettings):
    """What can be set; each field is `WELLSOURCED_<FIELD>` in the environment. Unknown keys are refused."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    library: Annotated[Path, Field(description="Folder of the user's library.")] = Field(
        default_factory=lambda: user_data_path("wellsourced") / "library"
    )
    casebooks: Annotated[
        tuple[str, ...],
        NoDecode,
        Field(
            description="Casebooks laid under the library, by name or folder (`./NAME`); `none` for none, "
            "default all that come along."
        ),
    ] = Field(default_factory=lambda: tuple(bundled_casebooks()))
    encoder: Annotated[str, Field(description="Installed encoder, by name.")] = "minilm"
    verifier: Annotated[
        str,
        Field(description="Installed verifier, by name; `model:NAME` for a pulled model, `dir:FOLDER`."),
    ] = BUNDLED
    extractor: Annotated[str, Field(description="Installed extractor, by name.")] = "documents"
    fetcher: Annotated[
        str, Field(description="Installed reader of sources, by name: `files`, `web`, or `any` for both.")
    ] = "any"
    fetch_allowed_hosts: Annotated[
        tuple[str, ...],
        NoDecode,
        Field(description="Hosts that may be read though they are not public: `HOST` or `HOST:PORT`."),
    ] = ()
    fetch_delay: Annotated[
        float, Field(ge=0, le=60, description="Seconds between two requests to one host of the web.")
    ] = 1.0
    fetch_cache: Annotated[
        Path, Field(description="Folder of pages kept, so that unchanged ones need not come again.")
    ] = Field(default_factory=lambda: user_cache_path("wellsourced") / "pages")
    models: Annotated[Path, Field(description="Folder of the models that were pulled.")] = Field(
        default_factory=lambda: user_data_path("wellsourced") / "models"
    )
    hub: Annotated[
        str, Field(description="Where models are pulled from; default `HF_ENDPOINT`, else " + HUB)
    ] = Field(default_factory=lambda: os.environ.get("HF_ENDPOINT") or HUB)
    hub_token: Annotated[
        SecretStr | None, Field(description="Token for the hub, for gated models; default `HF_TOKEN`.")
    ] = Field(default_factory=_hub_token)
    search: Annotated[
        tuple[str, ...],
        NoDecode,
        Field(
            description="Search providers asked beside the library, by name; with none, nothing is sent out."
        ),
    ] = ()
    providers: Annotated[
        Mapping[str, Mapping[str, SecretStr]],
        NoDecode,
        Field(
            description="Keys, addresses and other options of search providers: a table each, "
            "`[providers.brave]` with `key = ...`; in the environment `WELLSOURCED_PROVIDERS__BRAVE__KEY`."
        ),
    ] = Field(default_factory=_options_outside, validate_default=True)
    rounds: Annotated[
        int, Field(ge=1, le=5, description="How often a search is worded anew while evidence is thin.")
    ] = 2
    bench: Annotated[
        Path | None,
        Field(description="Folder of benchmark sets, where `bench` looks up names such as `scifact/pairs`."),
    ] = None

    @field_validator("casebooks", "fetch_allowed_hosts", "search", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(APART) if name.strip() not in ("", "none"))
        return value

    @field_validator("casebooks")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            try:
                casebook_folder(name)
            except InputError as error:
                raise ValueError(str(error)) from error
        return value


def read_settings(file: Path | None = None, **overrides: object) -> Settings:
    """Return the settings: overrides, then the environment, then the file, then defaults.

    Raises `Config` with one line that names the key at fault.
    """
    from_file = {} if file is None else _read_toml(file)
    set_outside = {key for key in from_file if f"{PREFIX}{key}".upper() in os.environ}
    values: dict[str, Any] = {key: value for key, value in from_file.items() if key not in set_outside}
    if isinstance(tables := values.get("providers"), dict):
        values["providers"] = _under(tables, _options_outside())
    try:
        return Settings(**{**values, **overrides})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "settings"
        if first["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            raise Config(f"setting {key!r} is not known: use one of {known}") from error
        raise Config(f"setting {key!r}: {first['msg'].removeprefix('Value error, ')}") from error


def _under(tables: Mapping[str, Any], outside: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The tables of a file with what the environment sets of them, option by option."""
    merged = {**outside, **tables}
    for name, options in outside.items():
        if isinstance(own := merged[name], Mapping):
            merged[name] = {**own, **options}
    return merged


def _read_toml(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Config(f"the settings file {file} cannot be read ({error.strerror}): name another") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Config(f"the settings file {file} is no TOML: {error}") from error


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """This moment, with its zone."""
        return datetime.now(UTC)


def _by_name(path: str) -> Any:
    """Import `module:attribute`; heavy modules are only ever reached through here."""
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)


def open_encoder(settings: Settings) -> Encoder:
    """The tool that turns texts into vectors; a text encoded once is remembered."""
    remember = _by_name("wellsourced.adapters.remember:RememberingEncoder")
    return cast(Encoder, remember(load(Port.ENCODER, settings.encoder)()))


def open_verifier(settings: Settings) -> Verifier:
    """The tool that judges pairs, as NAME or NAME:WHAT-IT-OPENS; a pair judged once is remembered."""
    remember = _by_name("wellsourced.adapters.remember:RememberingVerifier")
    name, _, opened = settings.verifier.partition(":")
    make = load(Port.VERIFIER, name)
    if opened and name == BUNDLED:
        raise Config(
            f"setting 'verifier': {BUNDLED} opens nothing, so write it alone; for a folder dir:FOLDER"
        )
    if not opened:
        return cast(Verifier, remember(make()))
    return cast(Verifier, remember(make(settings.models / opened if name == STORED else opened)))


def open_fetcher(settings: Settings) -> Fetcher:
    """The tool that reads sources' bytes. Raises `Config` where an allowed host is none."""
    fetching = Fetching(
        allowed_hosts=settings.fetch_allowed_hosts, delay=settings.fetch_delay, kept=settings.fetch_cache
    )
    return cast(Fetcher, load(Port.FETCHER, settings.fetcher)(fetching))


def open_search(settings: Settings) -> tuple[SearchProvider, ...]:
    """The search providers named in the settings, each with its options; nothing is asked yet.

    Raises `Config` where one is not installed, or an option is missing, unknown or at fault.
    """
    made = []
    for name in dict.fromkeys(settings.search):
        hidden = settings.providers.get(name, {})
        options = {key: value.get_secret_value() for key, value in hidden.items()}
        made.append(cast(SearchProvider, build(Port.SEARCH, name, options, f"providers.{name}")))
    installed = names(Port.SEARCH)
    for name in settings.providers if made else ():
        if name not in installed:
            known = ", ".join(installed)
            raise Config(f"setting 'providers.{name}': no such search provider is installed ({known})")
    return tuple(made)


def open_warc(path: Path, said: Source) -> Iterator[Capture | Refused]:
    """The pages of a WARC file, with what is said of all of them; see `adapters.warc_files.read_warc`."""
    read_warc = _by_name("wellsourced.adapters.warc_files:read_warc")
    return cast("Iterator[Capture | Refused]", read_warc(path, said, SystemClock().now()))


def read_feed(capture: Capture) -> list[Source | Refused] | None:
    """The pages that a captured feed names, none where it is no feed; see `adapters.feeds.read_feed`."""
    read = _by_name("wellsourced.adapters.feeds:read_feed")
    return cast("list[Source | Refused] | None", read(capture, SystemClock().now()))


def open_extractor(settings: Settings) -> Extractor:
    """The tool that reads text out of files."""
    return cast(Extractor, load(Port.EXTRACTOR, settings.extractor)())


def open_measured(name: str) -> Extractor:
    """A part of the extractor by itself, or the library under it with nothing of ours, for `bench`."""
    return cast(Extractor, _by_name(_MEASURED[name])())


def _casebooks(settings: Settings) -> dict[Path, LoadedCasebook]:
    folders = {casebook_folder(name).resolve(): name for name in settings.casebooks}
    loaded = {folder: load_casebook(folder) for folder in folders}
    names: dict[str, str] = {}
    for folder, casebook in loaded.items():
        other = names.setdefault(casebook.name, folders[folder])
        if other != folders[folder]:
            raise Config(
                f"setting 'casebooks': {other} and {folders[folder]} are both called {casebook.name!r}: "
                "use one of them, or give one another name"
            )
    return loaded


def build_casebook(folder: Path, settings: Settings) -> LoadedCasebook:
    """Encode a casebook's notes and write the vectors beside them; the casebook.

    Raises `InputError` where its rows are at fault, or its folder cannot be written.
    """
    casebook = load_casebook(folder)
    texts = [_by_name("wellsourced.library.layers:index_text")(passage) for passage in casebook.passages]
    try:
        _by_name("wellsourced.library.bundled:write_vectors")(folder, texts, open_encoder(settings))
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written ({error.strerror}): copy it to your own place"
        ) from error
    return casebook


class Shelves(Library, Protocol):
    """A library one can look things up in and take the archive out of."""

    def export_warc(self, target: Path, software: str) -> int:
        """Write the archive as one WARC file; how many snapshots it holds."""
        ...

    def find(self, name: str) -> Source | Snapshot | Document | Passage | Report:
        """What has this id, or the only thing whose id starts so; `InputError` where there is no such."""
        ...


def _library(settings: Settings, casebooks: Mapping[Path, LoadedCasebook], encoder: Encoder) -> Shelves:
    as_layer = _by_name("wellsourced.library.bundled:casebook_layer")
    layers = [as_layer(casebook, folder, encoder) for folder, casebook in casebooks.items()]
    return cast(
        Shelves, _by_name("wellsourced.library.store:open_library")(settings.library, encoder, layers)
    )


def open_library(settings: Settings) -> Shelves:
    """The user's library over the casebooks; nothing is written before something is added."""
    return _library(settings, _casebooks(settings), open_encoder(settings))


def open_bare_library(folder: Path, encoder: Encoder) -> Library:
    """A library in a folder over an encoder of the caller's choice, without casebooks, for `bench`."""
    return cast(Library, _by_name("wellsourced.library.store:open_library")(folder, encoder))


def _open_web(settings: Settings) -> Web | None:
    """The tools that reach outside, where a search provider is named."""
    providers = open_search(settings)
    if not providers:
        return None
    return Web(providers=providers, fetcher=open_fetcher(settings), extractor=open_extractor(settings))


def open_desk(settings: Settings, progress: Progress) -> Desk:
    """Pick every tool one check needs. Raises `Config` where one is not installed."""
    encoder = open_encoder(settings)
    casebooks = _casebooks(settings)
    return Desk(
        library=_library(settings, casebooks, encoder),
        verifier=open_verifier(settings),
        encoder=encoder,
        matters=tuple(read_matter(casebook) for casebook in casebooks.values()),
        clock=SystemClock(),
        web=_open_web(settings),
        progress=progress,
        rounds=settings.rounds,
    )
