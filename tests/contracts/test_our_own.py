"""Our own adapters against the contracts that anyone's plugin is held to: every one that is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from model_server import Reply
from model_server import serving as model_serving
from search_server import Says, answering
from search_services import ALL, KEY
from tiny_models import three_way, two_way
from web_server import Page, serving
from wellsourced.adapters.files import file_sources
from wellsourced.adapters.labels import declared_labels
from wellsourced.adapters.model_store import ModelStore
from wellsourced.adapters.pulling import FolderRepository, Reading, pull
from wellsourced.adapters.remember import RememberingEncoder, RememberingVerifier
from wellsourced.adapters.scripted_model import ScriptedModel, failing
from wellsourced.adapters.web.sources import web_sources
from wellsourced.contracts import encoder, extractor, fetcher, model, search, verifier
from wellsourced.model.sources import Source, SourceKind
from wellsourced.plugins import Port, load, names
from wellsourced.ports import Capture, Endpoint, Fetching, quiet

NOW = datetime(2026, 11, 22, tzinfo=UTC)
GONE = "file:///no/such/file.txt"
PROSE = "The harbor office sells fishing permits to residents. They cost $27 a year as of May 2026."


def source(uri: str) -> Source:
    return Source(uri=uri, title="x", publisher="x", kind=SourceKind.OTHER)


def capture(body: bytes, media_type: str) -> Capture:
    return Capture(source=source("https://a.example/"), body=body, media_type=media_type, captured_at=NOW)


@contextmanager
def searching(name: str) -> Iterator[search.Case]:
    """A provider over servers on this machine that answer as its service does."""
    service = ALL[name]
    with answering() as answers, answering(Says(status=400, body={"error": "no"})) as refuses:
        finds, none = Says(body=service.one), Says(body=service.none)

        def open_one() -> Any:
            provider = service.open(answers.address)
            asked = provider.search

            def search_(queries: Any) -> Any:
                answers.script = [
                    none if "nothing" in one else finds for one in queries if any(map(str.isalnum, one))
                ]
                return asked(queries)

            provider.search = search_
            return provider

        yield search.Case(
            make=open_one,
            query="Does the ferry sail?",
            nothing="nothing of the kind",
            failing=lambda: service.open(refuses.address),
            secret=KEY if service.key_header else "",
        )


@contextmanager
def fetching(name: str, folder: Path) -> Iterator[fetcher.Case]:
    """A fetcher over a file and a page."""
    (folder / "a.txt").write_text("On disk.")
    (on_disk,) = file_sources([folder / "a.txt"])
    with serving(b=Page(b"On the web.")) as site:
        page, missing = web_sources([f"{site.address}/b", f"{site.address}/c"])
        web = name != "files"
        yield fetcher.Case(
            make=load(Port.FETCHER, name),
            there=page if web else on_disk,
            body=b"On the web." if web else b"On disk.",
            missing=missing if web else replace(on_disk, uri=GONE),
            fetching=Fetching(delay=0, allowed_hosts=(f"127.0.0.1:{site.port}",)),
        )


def tiny(folder: Path, files: dict[str, bytes], reading: Reading) -> Path:
    """A model of a few bytes in a store: one that is pulled, and one of a folder."""
    for name, body in files.items():
        (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "source" / name).write_bytes(body)
    store = ModelStore(folder / "models")
    name, _ = pull(FolderRepository(folder / "source"), store, "tiny", reading, quiet)
    return store.folder(name)


def case_of_model(**more: Any) -> verifier.Case:
    """What the models of a few bytes know: `yes` supports, `maybe` takes no side."""
    return verifier.Case(supported=("yes", "the ferry sails"), unrelated=("maybe", "the ferry"), **more)


READABLE = {
    "text": capture(PROSE.encode(), "text/plain"),
    "web page": capture(
        f"<html><head><title>T</title></head><body><article><h1>T</h1><p>{PROSE}</p></article></body></html>".encode(),
        "text/html",
    ),
    "markdown": capture(f"# Permits\n\n{PROSE}\n".encode(), "text/markdown"),
}


def held(suite: ModuleType, case: Any) -> None:
    """Run a suite; each of its checks must hold."""
    for check in suite.CHECKS:
        check(case)


@pytest.mark.parametrize("name", ALL)
def test_search_providers_and_those_of_the_examples(name: str) -> None:
    with searching(name) as case:
        held(search, case)


def test_every_registered_search_provider_is_among_them() -> None:
    # One reads engines' pages by a package that may be missing; its own tests have that package stand in.
    assert set(names(Port.SEARCH)) - {"ddgs"} <= set(ALL)


@pytest.mark.parametrize("name", names(Port.FETCHER))
def test_fetchers(name: str, tmp_path: Path) -> None:
    with fetching(name, tmp_path) as case:
        held(fetcher, case)


@pytest.mark.parametrize("form", READABLE)
@pytest.mark.parametrize("name", names(Port.EXTRACTOR))
def test_extractors(name: str, form: str) -> None:
    unreadable = capture(b"%PDF-1.7 and then nothing", "application/pdf")
    held(
        extractor,
        extractor.Case(
            make=load(Port.EXTRACTOR, name), readable=READABLE[form], says=PROSE, unreadable=unreadable
        ),
    )


@pytest.mark.parametrize("name", names(Port.ENCODER))
def test_encoders_alone_and_remembered(name: str) -> None:
    made = load(Port.ENCODER, name)()
    held(encoder, encoder.Case(make=lambda: made))
    held(encoder, encoder.Case(make=lambda: RememberingEncoder(made)))


def test_the_bundled_verifier_alone_and_remembered() -> None:
    made = load(Port.VERIFIER, "bundled")()
    held(verifier, verifier.Case(make=lambda: made))
    held(verifier, verifier.Case(make=lambda: RememberingVerifier(made)))


TWO = Reading(labels=declared_labels("unsupported,supported"))
VERIFIERS: Mapping[str, tuple[Callable[[], dict[str, bytes]], Reading, dict[str, bool]]] = {
    "model": (three_way, Reading(), {}),
    "dir": (two_way, TWO, {"supports_only": True}),
}


@pytest.mark.parametrize("name", VERIFIERS)
def test_verifiers_of_a_folder(name: str, tmp_path: Path) -> None:
    files, reading, more = VERIFIERS[name]
    made = load(Port.VERIFIER, name)(tiny(tmp_path, files(), reading))
    case = case_of_model(make=lambda: made, **more)
    own_words = (
        "silence_is_no_denial",
        "what_is_borne_out_is_supported",
        "one_that_only_supports_never_refutes",
    )
    for check in verifier.CHECKS:
        if check.__name__ not in own_words:  # they know three words and no sentence
            check(case)


def test_every_registered_verifier_is_among_them() -> None:
    assert set(names(Port.VERIFIER)) == {"bundled", *VERIFIERS}


def test_a_language_model_over_an_endpoint() -> None:
    with model_serving(Reply(text='{"claims": ["x"]}')) as there, model_serving(Reply(status=401)) as refuses:
        make = load(Port.MODEL, "openai")

        def opened(address: str) -> Any:
            return make(Endpoint(address=address, model="m", key=KEY, timeout=5))

        held(
            model,
            model.Case(
                make=lambda: opened(there.address), failing=lambda: opened(refuses.address), secret=KEY
            ),
        )


def test_the_scripted_language_model() -> None:
    held(model, model.Case(make=ScriptedModel, failing=lambda: ScriptedModel(failing)))


def test_every_registered_model_is_among_them() -> None:
    assert set(names(Port.MODEL)) == {"openai", "scripted"}
