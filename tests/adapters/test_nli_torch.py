"""Verifiers whose weights are safetensors, run by transformers: real models of a few thousand weights.

They need the `torch` extra, which developing does without: `make endurance` runs them where it is installed
and says where it is not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tiny_models import THREE, TWO, WORDS, tokenizer
from wellsourced.adapters.labels import declared_labels
from wellsourced.adapters.model_store import MANIFEST, Kind, ModelStore, Side, check_files, pin, read_manifest
from wellsourced.adapters.pulling import FolderRepository, Reading, pull
from wellsourced.adapters.stored import stored_verifier
from wellsourced.errors import Config, Integrity, Permanent
from wellsourced.ports import Judgement, quiet

pytestmark = pytest.mark.endurance

SMALL = {
    "vocab_size": len(WORDS),
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "max_position_embeddings": 64,
}
PAIRS = [("yes the ferry", "no the ferry sails"), ("no", "maybe maybe"), ("the ferry sails", "yes")]


@pytest.fixture(scope="module")
def transformers() -> Any:
    pytest.importorskip("torch", reason="the `torch` extra is not installed")
    return pytest.importorskip("transformers", reason="the `torch` extra is not installed")


def network(transformers: Any, family: str, labels: tuple[str, ...], **more: Any) -> Any:
    """A model of that family with weights drawn by chance, the same each time."""
    import torch

    torch.manual_seed(7)
    named = {"id2label": dict(enumerate(labels)), "label2id": {name: n for n, name in enumerate(labels)}}
    config = getattr(transformers, f"{family}Config")(**SMALL, **named, initializer_range=0.6, **more)
    return getattr(transformers, f"{family}ForSequenceClassification")(config).eval()


def stored(root: Path, model: Any, reading: Reading | None = None, **how: Any) -> Path:
    """The folder of a model in a store, saved as its makers would."""
    source = root / "source"
    model.save_pretrained(source, **how)
    (source / "tokenizer.json").write_bytes(tokenizer())
    store = ModelStore(root / "models")
    name, manifest = pull(FolderRepository(source), store, "tiny", reading or Reading(), quiet)
    assert manifest.kind is Kind.SAFETENSORS
    return store.folder(name)


def shares(model: Any, first: str, second: str) -> list[float]:
    """What the model itself says of two texts, worked out apart from our adapter."""
    import torch
    from tokenizers import Tokenizer

    words = Tokenizer.from_str(tokenizer().decode()).encode(first, second)
    given = {"input_ids": torch.tensor([words.ids])}
    if model.config.type_vocab_size:
        given["token_type_ids"] = torch.tensor([words.type_ids])
    with torch.no_grad():
        found: list[float] = torch.softmax(model(**given).logits[0].double(), dim=-1).tolist()
    return found


def row(judgement: Judgement) -> list[float]:
    return [judgement.supports, judgement.neutral, judgement.refutes]


@pytest.mark.parametrize(
    ("family", "more"),
    [
        ("DebertaV2", {"relative_attention": True, "pos_att_type": ["p2c", "c2p"], "type_vocab_size": 0}),
        ("Bert", {"type_vocab_size": 2}),
    ],
)
@pytest.mark.parametrize("first", list(Side))
def test_a_pair_is_judged_as_the_model_judges_it(
    transformers: Any, tmp_path: Path, family: str, more: dict[str, Any], first: Side
) -> None:
    model = network(transformers, family, THREE, **more)
    verifier = stored_verifier(stored(tmp_path, model, Reading(first=first)))
    judged = [row(one) for one in verifier.judge(PAIRS)]
    expected = [
        shares(model, *((passage, claim) if first is Side.PASSAGE else (claim, passage)))
        for claim, passage in PAIRS
    ]
    assert np.allclose(judged, expected, atol=1e-5)
    assert max(max(one) for one in expected) > 0.5, "the model says something"


def test_two_outputs_say_what_is_supported_and_never_that_it_is_refuted(
    transformers: Any, tmp_path: Path
) -> None:
    model = network(transformers, "Bert", TWO)
    reading = Reading(labels=declared_labels("unsupported,supported"))
    verifier = stored_verifier(stored(tmp_path, model, reading))
    for (claim, passage), judgement in zip(PAIRS, verifier.judge(PAIRS), strict=True):
        assert judgement.refutes == 0.0
        assert judgement.supports == pytest.approx(shares(model, passage, claim)[1], abs=1e-5)
        assert judgement.supports + judgement.neutral == 1.0


def test_a_judgement_does_not_depend_on_its_batch_mates(transformers: Any, tmp_path: Path) -> None:
    verifier = stored_verifier(stored(tmp_path, network(transformers, "Bert", THREE)))
    alone = row(verifier.judge(PAIRS[:1])[0])
    among = verifier.judge([("no " * 20, "yes " * 40), *PAIRS, PAIRS[0], ("yes", "")])
    assert np.allclose(row(among[1]), alone, atol=1e-6) and np.allclose(row(among[4]), alone, atol=1e-6)
    assert row(among[5]) == [0.0, 1.0, 0.0], "without a passage it abstains"


def test_weights_in_several_files_and_in_half_precision_are_read(transformers: Any, tmp_path: Path) -> None:
    import torch

    model = network(transformers, "Bert", THREE)
    folder = stored(tmp_path, model.to(torch.float16), max_shard_size="5KB")
    assert len(list(folder.glob("*.safetensors"))) > 1
    model = model.to(torch.float32)
    (judgement,) = stored_verifier(folder).judge(PAIRS[:1])
    assert np.allclose(row(judgement), shares(model, PAIRS[0][1], PAIRS[0][0]), atol=1e-4)


def test_a_plain_encoder_is_refused_when_pulled_and_one_in_disguise_when_opened(
    transformers: Any, tmp_path: Path
) -> None:
    """Transformers would fill the part that is not there with chance, and warn."""
    whole = network(transformers, "Bert", THREE)
    with pytest.raises(Permanent, match="BertModel"):
        stored(tmp_path / "plain", whole.bert)
    source = tmp_path / "plain" / "source"
    settings = json.loads((source / "config.json").read_text())
    settings["architectures"] = ["BertForSequenceClassification"]
    (source / "config.json").write_text(json.dumps(settings))
    store = ModelStore(tmp_path / "models")
    name, _ = pull(FolderRepository(source), store, "disguised", Reading(), quiet)
    with pytest.raises(Config, match=r"lack classifier\.(bias|weight)"):
        stored_verifier(store.folder(name)).judge(PAIRS[:1])


@pytest.mark.parametrize("change", ["weights", "pickle"])
def test_what_is_not_as_it_was_pinned_is_never_loaded(transformers: Any, tmp_path: Path, change: str) -> None:
    folder = stored(tmp_path, network(transformers, "Bert", THREE))
    if change == "weights":
        body = bytearray((folder / "model.safetensors").read_bytes())
        body[-1] ^= 1
        (folder / "model.safetensors").write_bytes(bytes(body))
    else:
        (folder / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    with pytest.raises(Integrity):
        stored_verifier(folder).judge(PAIRS[:1])


@pytest.mark.parametrize(
    "settings", [{"auto_map": {"AutoConfig": "ours.Config"}}, {"quantization_config": {"bits": 4}}]
)
def test_settings_that_ask_for_code_are_refused_when_opened_too(
    transformers: Any, tmp_path: Path, settings: dict[str, object]
) -> None:
    folder = stored(tmp_path, network(transformers, "Bert", THREE))
    told = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**told, **settings}))
    repin(folder)
    with pytest.raises(Config, match=next(iter(settings))):
        stored_verifier(folder).judge(PAIRS[:1])


def test_settings_of_an_unknown_family_are_one_line(transformers: Any, tmp_path: Path) -> None:
    folder = stored(tmp_path, network(transformers, "Bert", THREE))
    told = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**told, "model_type": "ferry", "architectures": None}))
    repin(folder)
    with pytest.raises(Config, match="cannot be loaded") as refused:
        stored_verifier(folder).judge(PAIRS[:1])
    assert "\n" not in str(refused.value)


def repin(folder: Path) -> None:
    """Pin the folder as it is now, as someone who writes manifests by hand could."""
    told = json.loads((folder / MANIFEST).read_text())
    for name in told["files"]:
        found = pin(folder / name)
        told["files"][name] = {"sha256": found.sha256, "size": found.size}
    (folder / MANIFEST).write_text(json.dumps(told))
    check_files(folder, read_manifest(folder))
