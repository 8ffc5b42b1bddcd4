"""What can be set, and where it is read from: the environment, the settings file, the defaults."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from wellsourced.errors import Config, InputError

__all__ = [
    "BUNDLED",
    "FOLDER",
    "PREFIX",
    "STORE",
    "STORED",
    "Settings",
    "bundled_casebooks",
    "casebook_folder",
    "casebooks_at_hand",
    "names_an_option",
    "read_settings",
    "settings_file",
    "site_address",
]

PREFIX = "WELLSOURCED_"

APART = ","
"""What stands between the names of a list."""

STORE = "s3://"
"""What the address of a library in an object store begins with; anything else is a folder."""

HUB = "https://huggingface.co"

BUNDLED, STORED, FOLDER = "bundled", "model", "dir"
"""The verifier that comes with the package, and those that open a model: a pulled one as `model:NAME`, one in
a folder as `dir:FOLDER`."""


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


_CONTACT = re.compile(r"mailto:[^@\s]+@[^@\s]+|https://\S+")


def site_address(text: str) -> str:
    """The address of a site: scheme, host and port, the default one left out. Raises `ValueError`."""
    parts = urlsplit(text.strip())
    default = {"http": 80, "https": 443}.get(parts.scheme)
    path = parts.path.strip("/") + parts.query + parts.fragment
    if default is None or not parts.hostname or path or "@" in parts.netloc:
        raise ValueError("write https://HOST or http://HOST:PORT, without a path")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, default) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


class Settings(BaseSettings):
    """What can be set; each field is `WELLSOURCED_<FIELD>` in the environment. Unknown keys are refused."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    library: Annotated[
        Path | str,
        Field(
            description="Folder of the user's library, or `s3://BUCKET/PREFIX` with a `database`; address "
            "and keys of the store as its tools read them, `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, "
            "`AWS_SECRET_ACCESS_KEY`, `AWS_REGION`."
        ),
    ] = Field(default_factory=lambda: user_data_path("wellsourced") / "library")
    database: Annotated[
        SecretStr | None,
        Field(
            description="PostgreSQL database that keeps the library's records, "
            "`postgresql://USER:PASSWORD@HOST/NAME`; default a file in the library's folder."
        ),
    ] = None
    read_only: Annotated[
        bool, Field(description="Whether the library is only read; what would write to it is refused.")
    ] = False
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
    sought_an_audit: Annotated[
        int,
        Field(
            ge=0,
            description="Claims of one draft that search providers are asked about, those most worth "
            "checking first; the rest are held against the library. A claim takes up to ten searches.",
        ),
    ] = 50
    writer: Annotated[
        Literal["extractive", "llm"],
        Field(
            description="Who words the pages: `extractive`, the sources' own sentences; `llm`, a language "
            "model that is held to them."
        ),
    ] = "extractive"
    llm: Annotated[str, Field(description="Installed way to reach a language model, by name.")] = "openai"
    llm_address: Annotated[
        str,
        Field(
            description="Address of an OpenAI-compatible endpoint, up to `/v1`: `https://api.openai.com/v1`, "
            "`http://127.0.0.1:11434/v1`."
        ),
    ] = ""
    llm_model: Annotated[str, Field(description="Name by which the endpoint knows the model.")] = ""
    llm_key: Annotated[
        SecretStr | None, Field(description="Key of the endpoint; sent to `llm_address` and nowhere else.")
    ] = None
    llm_timeout: Annotated[
        float, Field(gt=0, le=3600, description="Seconds the model may take for one answer.")
    ] = 120.0
    llm_at_once: Annotated[
        int, Field(ge=1, le=64, description="Prompts that are asked of the model side by side.")
    ] = 4
    llm_seed: Annotated[
        int, Field(ge=0, description="Seed of the model's answers, where its endpoint heeds it.")
    ] = 0
    llm_tokens_a_check: Annotated[
        int,
        Field(ge=0, description="Tokens one check may use, prompts and answers together; never exceeded."),
    ] = 60_000
    llm_money_a_check: Annotated[
        float | None,
        Field(ge=0, description="Money one check may use, in the currency of the prices; default: no bound."),
    ] = None
    llm_price_in: Annotated[
        float, Field(ge=0, description="Price of a million tokens of prompts, for `llm_money_a_check`.")
    ] = 0.0
    llm_price_out: Annotated[
        float, Field(ge=0, description="Price of a million tokens of answers, for `llm_money_a_check`.")
    ] = 0.0
    jobs_database: Annotated[
        SecretStr | None,
        Field(
            description="Where jobs are kept, as `postgresql://USER:PASSWORD@HOST/NAME`; "
            "default: `database`, else a file beside the library."
        ),
    ] = None
    jobs_at_once: Annotated[
        int | None, Field(ge=1, description="Jobs of one user that may run at once; default: no bound.")
    ] = None
    jobs_a_day: Annotated[
        int | None, Field(ge=1, description="Jobs one user may ask for in a day (UTC); default: no bound.")
    ] = None
    jobs_tries: Annotated[
        int, Field(ge=1, le=20, description="How often a job is tried whose failures may pass.")
    ] = 5
    accounts: Annotated[
        Literal["none", "closed", "invited", "open"],
        Field(
            description="Who may sign in to the site: `none` has no accounts, answers on this machine only, "
            "and whoever is on it may do everything; `closed`: whom `accounts add` adds; `invited`: also "
            "whom an admin invites; `open`: everybody may join, as a reader."
        ),
    ] = "none"
    site_url: Annotated[
        str | None,
        Field(
            description="Address people know the site by, `https://HOST` or `http://HOST:PORT`: decides how "
            "cookies are kept, requests to another host are refused, and feeds, the sitemap and a site that "
            "is exported name it."
        ),
    ] = None
    site_name: Annotated[
        str,
        Field(min_length=1, max_length=80, description="Who publishes the site, as its ClaimReviews say."),
    ] = "Wellsourced"
    site_contact: Annotated[
        str | None,
        Field(description="Where faults of security are told: `mailto:NAME@HOST` or `https://...`."),
    ] = None
    site_database: Annotated[
        SecretStr | None,
        Field(
            description="Where accounts are kept, as `postgresql://USER:PASSWORD@HOST/NAME`; "
            "default: `database`, else a file beside the library."
        ),
    ] = None
    site_proxies: Annotated[
        tuple[str, ...],
        NoDecode,
        Field(
            description="Addresses of reverse proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are "
            "believed; with none, whoever connects is who asks."
        ),
    ] = ()
    limit_sign_ins: Annotated[
        int,
        Field(
            ge=1,
            description="Tries at signing in by one name in a quarter of an hour; thrice as many by "
            "one address.",
        ),
    ] = 10
    limit_actions: Annotated[
        int, Field(ge=0, description="Forms one user or address may send in a minute; 0: no bound.")
    ] = 60
    limit_reads: Annotated[
        int, Field(ge=0, description="Pages one address may read in a minute; 0: no bound.")
    ] = 6000
    limit_upload: Annotated[
        int, Field(ge=1, le=1000, description="Megabytes of a file that is uploaded, at most.")
    ] = 20
    bench: Annotated[
        Path | None,
        Field(description="Folder of benchmark sets, where `bench` looks up names such as `scifact/pairs`."),
    ] = None

    @field_validator("library", mode="before")
    @classmethod
    def _folder_or_store(cls, value: object) -> object:
        return Path(value) if isinstance(value, str) and not value.startswith(STORE) else value

    @field_validator("site_url")
    @classmethod
    def _site(cls, value: str | None) -> str | None:
        return None if value is None else site_address(value)

    @field_validator("site_contact")
    @classmethod
    def _contact(cls, value: str | None) -> str | None:
        if value is not None and _CONTACT.fullmatch(value) is None:
            raise ValueError("write mailto:NAME@HOST or https://...")
        return value

    @field_validator("casebooks", "fetch_allowed_hosts", "search", "site_proxies", mode="before")
    @classmethod
    def _names(cls, value: object) -> object:
        if isinstance(value, str):
            value = [name for part in value.split(APART) if (name := part.strip())]
        return tuple(name for name in value if name != "none") if isinstance(value, list) else value

    @field_validator("casebooks")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            try:
                casebook_folder(name)
            except InputError as error:
                raise ValueError(str(error)) from error
        return value


def casebooks_at_hand(settings: Settings) -> list[tuple[str, Path, bool]]:
    """Name, folder and whether it is in use: the casebooks that come along, then others that are named."""
    named = {casebook_folder(name).resolve(): name for name in settings.casebooks}
    bundled = {folder.resolve(): name for name, folder in bundled_casebooks().items()}
    others = {folder: name for folder, name in named.items() if folder not in bundled}
    return [(name, folder, folder in named) for folder, name in {**bundled, **others}.items()]


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
