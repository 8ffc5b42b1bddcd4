"""Pulling from a server that speaks the hub's addresses: what is asked, what is refused, what is left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hub_server import COMMIT, Hub, Served, serving
from tiny_models import TWO, config, three_way, tokenizer
from wellsourced.adapters.hub import HubRepository
from wellsourced.adapters.labels import declared_labels
from wellsourced.adapters.model_store import Kind, Manifest, ModelStore, check_files, read_manifest
from wellsourced.adapters.pulling import Reading, pull
from wellsourced.errors import Config, InputError, Integrity, Permanent, Transient
from wellsourced.ports import quiet

NAME = "fennmouth/ferry-nli"
GRAPH = "onnx/model.onnx"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(fennmouth__ferry_nli=Served({})) as made:
        made.served = {NAME: Served(three_way(**{".gitattributes": b"*", "README.md": b"# Ferry"}))}
        yield made


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def pulled(
    hub: Hub,
    store: ModelStore,
    reading: Reading | None = None,
    *,
    repository: str = NAME,
    revision: str = "main",
    token: str | None = None,
) -> Manifest:
    made = HubRepository(
        repository, revision=revision, endpoint=hub.address, token=token, pause=lambda _: None
    )
    with closing(made):
        return pull(made, store, None, reading or Reading(), quiet)[1]


def nothing_is_there(store: ModelStore) -> bool:
    return store.names() == () and not [path for path in store.root.glob("*") if path.name != ".partial"]


def test_only_what_is_needed_is_pulled_at_one_commit(hub: Hub, store: ModelStore) -> None:
    manifest = pulled(hub, store)
    assert (manifest.repository, manifest.revision, manifest.licence) == (NAME, COMMIT, "apache-2.0")
    assert sorted(manifest.files) == ["config.json", GRAPH, "tokenizer.json"]
    assert sorted(hub.paths()) == [
        f"/api/models/{NAME}/revision/main?blobs=true",
        f"/{NAME}/resolve/{COMMIT}/config.json",
        f"/{NAME}/resolve/{COMMIT}/{GRAPH}",
        f"/{NAME}/resolve/{COMMIT}/tokenizer.json",
    ]
    check_files(store.folder("ferry-nli"), read_manifest(store.folder("ferry-nli")))
    assert (store.folder("ferry-nli") / GRAPH).read_bytes() == three_way()[GRAPH]


def test_a_branch_with_a_slash_is_one_part_of_the_address(hub: Hub, store: ModelStore) -> None:
    pulled(hub, store, revision="some/branch")
    assert f"/api/models/{NAME}/revision/some%2Fbranch?blobs=true" in hub.paths()


def test_a_file_that_is_cut_off_is_gone_on_with(hub: Hub, store: ModelStore) -> None:
    hub.cuts = {GRAPH: [100, 50]}
    manifest = pulled(hub, store)
    ranges = [headers.get("Range") for path, headers in hub.asked if path.endswith(GRAPH)]
    assert ranges == [None, "bytes=100-", "bytes=150-"]
    check_files(store.folder("ferry-nli"), manifest)


def test_a_pull_that_fails_leaves_nothing_and_the_next_goes_on_from_there(
    hub: Hub, store: ModelStore
) -> None:
    hub.cuts = {GRAPH: [20] * 5}
    with pytest.raises(Transient, match="goes on from there"):
        pulled(hub, store)
    assert nothing_is_there(store)
    hub.asked.clear()
    pulled(hub, store)
    asked = [(path, headers.get("Range")) for path, headers in hub.asked if "resolve" in path]
    assert (f"/{NAME}/resolve/{COMMIT}/{GRAPH}", "bytes=100-") in asked
    assert f"/{NAME}/resolve/{COMMIT}/config.json" not in dict(asked), "what was whole is not asked for again"


def test_a_server_that_knows_no_ranges_starts_again(hub: Hub, store: ModelStore) -> None:
    hub.cuts, hub.no_ranges = {GRAPH: [100]}, True
    check_files(store.folder("ferry-nli"), pulled(hub, store))


def test_a_rest_that_is_not_there_starts_again(hub: Hub, store: ModelStore) -> None:
    """The listing says no size, and what is here of an older try is longer than the file."""
    repository = HubRepository(NAME, endpoint=hub.address, pause=lambda _: None)
    listing = repository.listing()
    (store.root / "work").mkdir(parents=True)
    (store.root / "work" / "config.json").write_bytes(b"x" * 5000)
    unsized = type(listing.files["config.json"])(blob=listing.files["config.json"].blob)
    sizeless = type(listing)(repository=NAME, revision=COMMIT, licence=None, files={"config.json": unsized})
    with closing(repository):
        repository.fetch("config.json", sizeless, store.root / "work", 10_000, lambda _: None)
    assert (store.root / "work" / "config.json").read_bytes() == config()


@pytest.mark.parametrize("name", [GRAPH, "tokenizer.json"])
def test_a_file_other_than_listed_is_refused_and_taken_away(hub: Hub, store: ModelStore, name: str) -> None:
    """Weights are listed with their SHA-256, small files with their git blob."""
    true = hub.served[NAME].files[name]
    hub.served[NAME].lies[name] = bytes([true[0] ^ 1]) + true[1:]
    with pytest.raises(Integrity, match="not the file the hub lists"):
        pulled(hub, store)
    assert nothing_is_there(store)
    assert not list(store.root.rglob(Path(name).name))
    hub.served[NAME].lies.clear()
    pulled(hub, store)


def test_a_file_longer_than_it_may_be_is_broken_off(hub: Hub, tmp_path: Path) -> None:
    hub.served[NAME].lies["config.json"] = b" " * 300_000
    with closing(HubRepository(NAME, endpoint=hub.address)) as repository:
        listing = repository.listing()
        with pytest.raises(Permanent, match="longer than 1000 bytes"):
            repository.fetch("config.json", listing, tmp_path, 1000, lambda _: None)
        with pytest.raises(Permanent, match="more than 10"):
            repository.fetch("config.json", listing, tmp_path, 10, lambda _: None)


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, Config, "HF_TOKEN"),
        (403, Config, "HF_TOKEN"),
        (404, Permanent, "check the name"),
        (400, Permanent, "HTTP 400"),
        (500, Transient, "try again"),
        (429, Transient, "try again"),
    ],
)
@pytest.mark.parametrize("place", ["/api", f"/{NAME}"])
def test_a_refusal_is_one_line_that_says_what_to_do(
    hub: Hub, store: ModelStore, status: int, kind: type[Exception], words: str, place: str
) -> None:
    hub.answers = {place: (status, {})}
    with pytest.raises(kind, match=words) as refused:
        pulled(hub, store, token="hf_secret")
    assert "\n" not in str(refused.value)
    assert "hf_secret" not in str(refused.value)
    assert nothing_is_there(store)


def test_a_repository_that_is_not_there_is_said(hub: Hub, store: ModelStore) -> None:
    with pytest.raises(Permanent, match="nobody/nothing at main"):
        pulled(hub, store, repository="nobody/nothing")
    with pytest.raises(Permanent, match=f"{NAME} at v9"):
        pulled(hub, store, revision="v9")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": "Sun, 22 Nov 2099 10:00:00 GMT"}, None),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_when_to_come_back_is_told(
    hub: Hub, store: ModelStore, headers: dict[str, str], seconds: float | None
) -> None:
    hub.answers = {"/api": (503, headers)}
    with pytest.raises(Transient) as refused:
        pulled(hub, store)
    found = refused.value.retry_after
    if "2099" in headers.get("Retry-After", ""):
        assert found is not None and found > 1e9, "a date is held against the server's own"
    else:
        assert found == seconds
        assert ("120 seconds" in str(refused.value)) == (seconds == 120.0)


def test_a_hub_that_is_not_there_is_worth_another_try(store: ModelStore) -> None:
    with serving() as gone:
        pass
    with pytest.raises(Transient, match="cannot be reached"):
        pulled(gone, store)


def test_the_token_goes_to_the_hub_and_not_where_it_sends_us(hub: Hub, store: ModelStore) -> None:
    with serving() as elsewhere:
        elsewhere.served = {NAME: hub.served[NAME]}
        file = f"/{NAME}/resolve/{COMMIT}/{GRAPH}"
        hub.answers = {file: (302, {"Location": elsewhere.address + file})}
        pulled(hub, store, token="hf_secret")
        assert elsewhere.paths() == [file]
        assert [headers.get("Authorization") for _, headers in elsewhere.asked] == [None]
    assert {headers.get("Authorization") for _, headers in hub.asked} == {"Bearer hf_secret"}


def test_without_a_token_none_is_sent(hub: Hub, store: ModelStore) -> None:
    pulled(hub, store)
    assert {headers.get("Authorization") for _, headers in hub.asked} == {None}


def test_a_token_is_never_sent_in_the_clear_over_a_network() -> None:
    for endpoint, sent in (
        ("http://hub.example", None),
        ("https://hub.example", "t"),
        ("http://[::1]:1", "t"),
    ):
        repository = HubRepository(NAME, endpoint=endpoint, token="t")
        with closing(repository):
            assert repository._token == sent, endpoint


@pytest.mark.parametrize("token", ["hf_sécret", "hf_secret\n", "hf secret"])
def test_what_is_no_token_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(Config, match="hub_token") as refused:
        HubRepository(NAME, endpoint="https://hub.example", token=token)
    assert "hf" not in str(refused.value)


def test_a_redirect_to_a_new_name_is_followed(hub: Hub, store: ModelStore) -> None:
    hub.answers = {
        "/api/models/old/name/": (307, {"Location": f"/api/models/{NAME}/revision/main?blobs=true"})
    }
    hub.served["old/name"] = hub.served[NAME]
    assert pulled(hub, store, repository="old/name").repository == "old/name"


@pytest.mark.parametrize(
    "location",
    ["/api/models/x/y/revision/main", "ftp://127.0.0.1/x", "file:///etc/passwd", "http://", "gopher:x"],
)
def test_a_redirect_that_leads_nowhere_is_refused(hub: Hub, store: ModelStore, location: str) -> None:
    hub.answers = {"/api": (302, {"Location": location})}
    with pytest.raises(Permanent, match=r"from one address to the next|no safe address"):
        pulled(hub, store)
    assert len(hub.asked) <= 6


@pytest.mark.parametrize(
    "name", ["../x", "onnx/../../model.onnx", "/etc/model.onnx", "a\\b.onnx", "a\nb.onnx"]
)
def test_a_listing_that_leads_out_of_its_folder_is_refused(hub: Hub, store: ModelStore, name: str) -> None:
    hub.served[NAME].files[name] = b""
    with pytest.raises(Permanent, match="leads out of its folder"):
        pulled(hub, store)
    assert nothing_is_there(store)
    assert len(hub.asked) == 1


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"sha": "main", "siblings": []}', b"\xff"])
def test_what_is_no_hub_is_told_from_one(body: bytes) -> None:
    with serving() as other:
        other.answers = {"/": (200, {})}
        other.body = body
        repository = HubRepository(NAME, endpoint=other.address)
        with closing(repository), pytest.raises(Permanent, match="no hub"):
            repository.listing()


@pytest.mark.parametrize("repository", ["", "name", "a/b/c", "../..", "a b/c", "a/../b", "http://x/y"])
def test_what_is_no_repository_is_refused_before_anything_is_asked(
    hub: Hub, store: ModelStore, repository: str
) -> None:
    with pytest.raises(InputError, match="OWNER/NAME"):
        pulled(hub, store, repository=repository)
    assert hub.asked == []


@pytest.mark.parametrize("revision", ["", "../main", "-x", "a b"])
def test_what_is_no_revision_is_refused(hub: Hub, store: ModelStore, revision: str) -> None:
    with pytest.raises(InputError, match="--revision"):
        pulled(hub, store, revision=revision)


@pytest.mark.parametrize("endpoint", ["", "hub.example", "ftp://hub.example", "https://", "http://[::1"])
def test_what_is_no_hub_address_names_the_setting(endpoint: str) -> None:
    with pytest.raises(Config, match="setting 'hub'"):
        HubRepository(NAME, endpoint=endpoint)


# What of a repository is taken, and what is refused whole.


def weights_of(names: list[str], reading: Reading, hub: Hub, store: ModelStore) -> str:
    body = three_way()[GRAPH]
    hub.served[NAME] = Served(
        {"config.json": config(), "tokenizer.json": tokenizer(), **dict.fromkeys(names, body)}
    )
    return pulled(hub, store, reading).weights


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (
            ["onnx/model.onnx", "onnx/model_quantized.onnx", "onnx/model_fp16.onnx"],
            "onnx/model_quantized.onnx",
        ),
        (["model.onnx", "model_int8.onnx", "model_bnb4.onnx", "model_q4.onnx"], "model_int8.onnx"),
        (["onnx/model_qint8_arm64.onnx", "onnx/model_quint8_avx2.onnx"], "onnx/model_quint8_avx2.onnx"),
        (["onnx/model.onnx", "onnx/model_O4.onnx", "onnx/model_O2.onnx"], "onnx/model.onnx"),
        (["model.safetensors", "model.onnx"], "model.onnx"),
        (["model.onnx", "model.onnx_data", "model.safetensors"], "model.safetensors"),
        (["verifier.onnx"], "verifier.onnx"),
        (["pytorch_model.bin", "model.safetensors"], "model.safetensors"),
    ],
)
def test_the_smallest_exact_form_is_taken(names: list[str], taken: str, hub: Hub, store: ModelStore) -> None:
    assert weights_of(names, Reading(), hub, store) == taken


def test_the_form_can_be_chosen(hub: Hub, store: ModelStore) -> None:
    reading = Reading(file="onnx/model_O2.onnx")
    assert weights_of(["onnx/model.onnx", "onnx/model_O2.onnx"], reading, hub, store) == "onnx/model_O2.onnx"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("pytorch_model.bin", "a pickle runs code"),
        ("../x.onnx", "name an .onnx"),
        ("/x.onnx", "name an .onnx"),
        ("model.py", "name an .onnx"),
        ("other.onnx", "has no file"),
        ("model.onnx", "second file"),
    ],
)
def test_a_form_that_cannot_be_is_refused(file: str, words: str, hub: Hub, store: ModelStore) -> None:
    with pytest.raises(InputError, match=words):
        weights_of(["model.onnx", "model.onnx.data", "pytorch_model.bin"], Reading(file=file), hub, store)


def test_several_graphs_without_a_usual_name_are_asked_about(hub: Hub, store: ModelStore) -> None:
    with pytest.raises(InputError, match=r"encoder\.onnx, verifier\.onnx"):
        weights_of(["encoder.onnx", "verifier.onnx"], Reading(), hub, store)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.ckpt", "weights.pt", "model.pkl"])
def test_a_repository_of_pickles_is_refused(hub: Hub, store: ModelStore, name: str) -> None:
    with pytest.raises(Permanent, match=f"only pickles .{name}"):
        weights_of([name], Reading(), hub, store)
    assert len(hub.asked) == 1, "nothing of it was read"


def test_a_repository_without_a_model_is_refused(hub: Hub, store: ModelStore) -> None:
    with pytest.raises(Permanent, match="no model as ONNX or safetensors"):
        weights_of(["tf_model.h5"], Reading(), hub, store)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"auto_map": {"AutoModel": "modeling.Ours"}}, "needs Python code of its own"),
        ({"architectures": ["T5ForConditionalGeneration"]}, "only models that classify pairs"),
    ],
)
def test_weights_that_need_code_are_refused_before_they_are_read(
    hub: Hub, store: ModelStore, settings: dict[str, object], words: str
) -> None:
    hub.served[NAME] = Served({"config.json": config(**settings), "model.safetensors": b"x" * 100})
    with pytest.raises(Permanent, match=words):
        pulled(hub, store)
    assert not [path for path in hub.paths() if path.endswith("safetensors")]
    assert list(store.root.rglob("*")) == []


def test_a_graph_needs_no_code_whatever_its_settings_say(hub: Hub, store: ModelStore) -> None:
    hub.served[NAME].files["config.json"] = config(auto_map={"AutoModel": "modeling.Ours"})
    assert pulled(hub, store).kind is Kind.ONNX


def test_outputs_without_names_are_asked_about_before_weights_are_read(hub: Hub, store: ModelStore) -> None:
    hub.served[NAME].files["config.json"] = config(TWO)
    with pytest.raises(Config, match=r"LABEL_0, LABEL_1.*--labels"):
        pulled(hub, store)
    assert not [path for path in hub.paths() if path.endswith("onnx")]
    assert nothing_is_there(store)


def test_another_reading_of_the_same_commit_downloads_nothing_again(hub: Hub, store: ModelStore) -> None:
    before = pulled(hub, store)
    hub.asked.clear()
    after = pulled(hub, store, Reading(labels=declared_labels("refuted,nei,supported")))
    assert [path for path in hub.paths() if "resolve" in path] == []
    assert (after.files, after.version != before.version) == (before.files, True)


def test_a_new_commit_takes_the_place_of_the_old(hub: Hub, store: ModelStore) -> None:
    pulled(hub, store)
    hub.served[NAME].commit = COMMIT[::-1]
    hub.served[NAME].files["config.json"] = config(max_position_embeddings=40)
    assert (pulled(hub, store).revision, read_manifest(store.folder("ferry-nli")).max_tokens) == (
        COMMIT[::-1],
        40,
    )


@pytest.mark.parametrize(
    ("settings", "tokens"),
    [
        ({"max_position_embeddings": 512}, 512),
        ({"max_position_embeddings": 8192}, 512),
        ({"max_position_embeddings": 130, "model_type": "xlm-roberta", "pad_token_id": 1}, 128),
        ({"max_position_embeddings": None}, 512),
    ],
)
def test_a_pair_is_as_long_as_the_model_has_positions(
    hub: Hub, store: ModelStore, settings: dict[str, object], tokens: int
) -> None:
    hub.served[NAME].files["config.json"] = config(**settings)
    assert pulled(hub, store).max_tokens == tokens


def test_a_model_without_settings_needs_its_outputs_declared(hub: Hub, store: ModelStore) -> None:
    del hub.served[NAME].files["config.json"]
    with pytest.raises(Permanent, match="--labels"):
        pulled(hub, store)
    manifest = pulled(hub, store, Reading(labels=declared_labels("supported,nei,refuted")))
    assert (sorted(manifest.files), manifest.max_tokens) == ([GRAPH, "tokenizer.json"], 512)


def test_a_model_without_a_tokenizer_is_refused(hub: Hub, store: ModelStore) -> None:
    del hub.served[NAME].files["tokenizer.json"]
    with pytest.raises(Permanent, match=r"no tokenizer\.json"):
        pulled(hub, store)


def index(*shards: str) -> bytes:
    return json.dumps({"weight_map": {f"layer.{n}": shard for n, shard in enumerate(shards)}}).encode()


def sharded(*shards: str) -> Served:
    files = {"model-1.safetensors": b"one", "model-2.safetensors": b"two", "other.safetensors": b"three"}
    return Served(
        {
            **files,
            "config.json": config(),
            "tokenizer.json": tokenizer(),
            "model.safetensors.index.json": index(*shards),
        }
    )


def test_weights_in_several_files_come_with_their_index(hub: Hub, store: ModelStore) -> None:
    hub.served[NAME] = sharded("model-1.safetensors", "model-2.safetensors", "model-1.safetensors")
    manifest = pulled(hub, store)
    assert manifest.kind is Kind.SAFETENSORS
    assert sorted(manifest.files) == [
        "config.json",
        "model-1.safetensors",
        "model-2.safetensors",
        "model.safetensors.index.json",
        "tokenizer.json",
    ]


@pytest.mark.parametrize("shard", ["../../x.safetensors", "pytorch_model.bin", "gone.safetensors"])
def test_an_index_that_leads_elsewhere_is_refused(hub: Hub, store: ModelStore, shard: str) -> None:
    hub.served[NAME] = sharded("model-1.safetensors", shard)
    with pytest.raises(Permanent, match="the index"):
        pulled(hub, store)
    assert nothing_is_there(store)
