"""Models on this machine: every file pinned, put there whole, and opened only as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tiny_models import three_way
from wellsourced.adapters.model_store import (
    MANIFEST,
    ModelStore,
    check_files,
    checked_bytes,
    plain_path,
    read_manifest,
    template_parts,
)
from wellsourced.adapters.pulling import FolderRepository, Reading, pull
from wellsourced.adapters.stored import stored_verifier
from wellsourced.errors import Config, InputError, Integrity, Transient
from wellsourced.ports import quiet


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    for name, body in three_way().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def folder(source: Path, store: ModelStore) -> Path:
    name, _ = pull(FolderRepository(source), store, "tiny", Reading(), quiet)
    return store.folder(name)


def test_a_model_lies_there_with_the_digest_of_every_file(folder: Path, store: ModelStore) -> None:
    told = json.loads((folder / MANIFEST).read_text())
    assert set(told["files"]) == {"config.json", "tokenizer.json", "onnx/model.onnx"}
    assert told["labels"] == ["supported", "nei", "refuted"]
    assert (told["revision"], told["kind"], told["first"]) == ("local", "onnx", "passage")
    assert store.names() == ("tiny",)
    check_files(folder, read_manifest(folder))


def test_nothing_is_made_before_a_model_is_put_there(store: ModelStore) -> None:
    assert store.names() == ()
    with pytest.raises(InputError, match="none yet"):
        store.manifest("tiny")
    assert not store.root.exists()


@pytest.mark.parametrize("change", ["other bytes", "same length", "gone", "one more", "hidden"])
def test_a_folder_that_is_not_as_it_was_is_refused(folder: Path, change: str) -> None:
    config = folder / "config.json"
    match change:
        case "other bytes":
            config.write_bytes(config.read_bytes() + b" ")
        case "same length":
            config.write_bytes(config.read_bytes().replace(b"entailment", b"entailmeNt"))
        case "gone":
            config.unlink()
        case "one more":
            (folder / "pytorch_model.bin").write_bytes(b"")
        case _:
            (folder / "onnx" / ".adapter.json").write_bytes(b"{}")
    with pytest.raises(Integrity, match="pull"):
        check_files(folder, read_manifest(folder))


def test_one_file_is_read_only_as_the_bytes_that_were_pinned(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert checked_bytes(folder, manifest, "config.json") == (folder / "config.json").read_bytes()
    (folder / "config.json").write_bytes(b"{}")
    with pytest.raises(Integrity, match="is not the file"):
        checked_bytes(folder, manifest, "config.json")
    with pytest.raises(Integrity, match="does not list"):
        checked_bytes(folder, manifest, "other.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("labels", ["supported", "perhaps"]),
        ("kind", "pickle"),
        ("max_tokens", "many"),
        ("code", "import os"),
        ("weights", "../../elsewhere.onnx"),
        ("weights", "/etc/passwd"),
        ("files", {"../x": {"sha256": "0", "size": 1}}),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(folder: Path, key: str, value: object) -> None:
    told = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**told, key: value}))
    with pytest.raises(Config) as refused:
        read_manifest(folder)
    assert "\n" not in str(refused.value)


def test_a_folder_without_a_manifest_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(Config, match="models pull"):
        stored_verifier(tmp_path)
    with pytest.raises(Config, match="dir:FOLDER"):
        stored_verifier()


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a/b", "A", "a b", "x" * 65])
def test_a_name_that_leads_elsewhere_is_refused(store: ModelStore, name: str) -> None:
    with pytest.raises(InputError, match="no name for a model"):
        store.folder(name)


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("model.onnx", True),
        ("onnx/model_quint8_avx2.onnx", True),
        ("model-00001-of-00002.safetensors", True),
        ("../model.onnx", False),
        ("onnx/../../model.onnx", False),
        ("/model.onnx", False),
        ("onnx//model.onnx", False),
        (".git/config", False),
        ("a\\b", False),
        ("a\nb", False),
        ("model.onnx\n", False),
        ("", False),
    ],
)
def test_a_plain_path_stays_in_its_folder(path: str, plain: bool) -> None:
    assert plain_path(path) == plain


def test_pulling_again_takes_the_place_of_the_older(source: Path, folder: Path, store: ModelStore) -> None:
    before = read_manifest(folder)
    (source / "config.json").write_bytes(b" " + (source / "config.json").read_bytes())
    pull(FolderRepository(source), store, "tiny", Reading(max_tokens=33), quiet)
    after = read_manifest(folder)
    assert (after.max_tokens, after.version != before.version) == (33, True)
    check_files(folder, after)
    assert [path.name for path in store.root.iterdir()] == ["tiny"]


def test_a_name_of_another_model_is_not_taken(source: Path, folder: Path, store: ModelStore) -> None:
    other = source.rename(source.with_name("other"))
    with pytest.raises(InputError, match="--as"):
        pull(FolderRepository(other), store, "tiny", Reading(), quiet)
    (store.root / "mine").mkdir()
    with pytest.raises(InputError, match="is no model"):
        pull(FolderRepository(other), store, "mine", Reading(), quiet)


def test_a_spoilt_manifest_can_be_pulled_over(source: Path, folder: Path, store: ModelStore) -> None:
    (folder / MANIFEST).write_text("{")
    pull(FolderRepository(source), store, "tiny", Reading(), quiet)
    check_files(folder, read_manifest(folder))


def test_two_pulls_of_one_model_do_not_mix(store: ModelStore) -> None:
    with store.work("a/b"), pytest.raises(Transient, match="another process"), store.work("a/b"):
        pass
    with store.work("a/b"), store.work("a/c"):
        pass


@pytest.mark.parametrize("template", ["", "{claim}", "{passage} {claim} {claim}", "{0} {claim}"])
def test_a_template_names_both_texts_once(template: str) -> None:
    with pytest.raises(Config, match="each once"):
        template_parts(template)


def test_a_template_is_cut_in_three(tmp_path: Path) -> None:
    assert template_parts("a {claim} b {passage} c") == ("a ", " b ", " c")
