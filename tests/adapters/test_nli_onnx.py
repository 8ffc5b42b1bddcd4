"""A verifier from any folder with a graph and a tokenizer: what it reads, what it says, what it refuses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from tiny_models import WORDS, config, graph, three_way, tokenizer, two_way
from wellsourced.adapters.labels import declared_labels
from wellsourced.adapters.model_store import ModelStore, Side, read_manifest
from wellsourced.adapters.nli_onnx import OnnxNli
from wellsourced.adapters.onnx_weights import open_session, shipped_weights
from wellsourced.adapters.pairs import PairReader
from wellsourced.adapters.pulling import FolderRepository, Reading, pull
from wellsourced.adapters.stored import stored_verifier
from wellsourced.errors import Config, Integrity
from wellsourced.model.claims import Stance
from wellsourced.ports import Judgement, quiet

TWO = declared_labels("unsupported,supported")


def stored(root: Path, files: dict[str, bytes], reading: Reading | None = None) -> Path:
    """A model of these files in a store; its folder."""
    source = root / "source"
    for name, body in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(body)
    store = ModelStore(root / "models")
    name, _ = pull(FolderRepository(source), store, "tiny", reading or Reading(), quiet)
    return store.folder(name)


def shipped_tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(shipped_weights() / "tokenizer.json"))


def said(folder: Path, claim: str, passage: str) -> Judgement:
    (judgement,) = stored_verifier(folder).judge([(claim, passage)])
    return judgement


@pytest.mark.parametrize(
    ("claim", "stance"), [("yes", Stance.SUPPORTS), ("no", Stance.REFUTES), ("maybe", Stance.NEUTRAL)]
)
def test_three_outputs_are_read_in_the_order_the_model_names(
    tmp_path: Path, claim: str, stance: Stance
) -> None:
    judgement = said(stored(tmp_path, three_way()), claim, "the ferry sails")
    assert judgement.stance is stance
    assert judgement.supports + judgement.refutes + judgement.neutral == pytest.approx(1.0)


def test_a_declared_order_stands_over_the_names(tmp_path: Path) -> None:
    reading = Reading(labels=declared_labels("refuted,nei,supported"))
    assert said(stored(tmp_path, three_way(), reading), "yes", "the ferry").stance is Stance.REFUTES


def test_the_share_of_an_output_is_its_softmax(tmp_path: Path) -> None:
    judgement = said(stored(tmp_path, three_way()), "yes", "the ferry sails")
    assert judgement.supports == pytest.approx(np.exp(3) / (np.exp(3) + 2))


@pytest.mark.parametrize("claim", ["yes", "no", "no no no", "maybe", "the ferry"])
def test_two_outputs_say_what_is_supported_and_never_that_it_is_refuted(tmp_path: Path, claim: str) -> None:
    judgement = said(stored(tmp_path, two_way(), Reading(labels=TWO)), claim, "the ferry sails")
    assert judgement.refutes == 0.0
    assert judgement.supports + judgement.neutral == 1.0
    assert (judgement.supports > 0.5) == (claim == "yes")
    assert (judgement.supports < 0.5) == ("no" in claim)


def test_which_text_comes_first_is_as_declared(tmp_path: Path) -> None:
    """The tiny model listens to the second text only."""
    passage_first = stored(tmp_path / "a", three_way())
    claim_first = stored(tmp_path / "b", three_way(), Reading(first=Side.CLAIM))
    assert said(passage_first, "yes", "no").stance is Stance.SUPPORTS
    assert said(claim_first, "yes", "no").stance is Stance.REFUTES


@pytest.mark.parametrize("inputs", [("input_ids",), ("attention_mask", "input_ids")])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_graph_gets_the_inputs_it_asks_for_without_segments_too(
    tmp_path: Path, inputs: tuple[str, ...], narrow: bool
) -> None:
    body = graph({"yes": 0, "maybe": 1, "no": 2}, segments=False, inputs=inputs, narrow=narrow)
    folder = stored(tmp_path, three_way(**{"onnx/model.onnx": body}))
    assert said(folder, "the ferry", "no").stance is Stance.REFUTES, "without segments both texts are heard"
    assert said(folder, "yes", "the ferry").stance is Stance.SUPPORTS


def test_a_graph_that_asks_for_more_than_a_pair_is_refused(tmp_path: Path) -> None:
    body = graph({"yes": 0, "maybe": 1, "no": 2}, inputs=("input_ids", "pixel_values"))
    with pytest.raises(Config, match="pixel_values"):
        said(stored(tmp_path, three_way(**{"onnx/model.onnx": body})), "yes", "no")


def test_what_is_no_graph_or_no_tokenizer_is_refused_in_one_line(tmp_path: Path) -> None:
    for part, files in (
        ("graph", {"onnx/model.onnx": b"\x00" * 40}),
        ("tokenizer", {"tokenizer.json": b"{}"}),
    ):
        with pytest.raises(Config, match=part) as refused:
            said(stored(tmp_path / part, three_way(**files)), "yes", "no")
        assert "\n" not in str(refused.value)


def test_more_outputs_than_labels_are_refused(tmp_path: Path) -> None:
    folder = stored(tmp_path, three_way(), Reading(labels=TWO))
    with pytest.raises(Config, match="3 outputs and 2 labels"):
        said(folder, "yes", "the ferry")


def test_a_tokenizer_that_does_not_part_two_texts_is_refused(tmp_path: Path) -> None:
    folder = stored(tmp_path, three_way(**{"tokenizer.json": tokenizer(parts_pairs=False)}))
    with pytest.raises(Config, match="none for pairs"):
        said(folder, "yes", "no")


def test_only_the_passage_is_cut_and_a_claim_without_room_is_not_judged(tmp_path: Path) -> None:
    folder = stored(tmp_path, three_way(), Reading(first=Side.CLAIM, max_tokens=32))
    room = 32 - 3 - 1
    assert said(folder, "the", "the " * (room - 1) + "no").stance is Stance.REFUTES
    assert said(folder, "the", "the " * room + "no") == said(folder, "the", "the " * room)
    assert said(folder, "the " * 17, "no " * 40).stance is Stance.REFUTES, "twelve tokens are room enough"
    assert said(folder, "the " * 18, "no " * 40).stance is Stance.NEUTRAL
    assert said(folder, "the " * 27, "no no").stance is Stance.REFUTES, "a short passage needs less"
    assert (
        said(folder, "yes", "")
        == said(folder, "", "yes")
        == Judgement(supports=0.0, refutes=0.0, neutral=1.0)
    )


def test_a_passage_cannot_end_itself() -> None:
    """What looks like the mark between two texts is read as words."""
    mark = WORDS.index("[SEP]")
    for template in (None, "{passage} the {claim}"):
        reader = PairReader(Tokenizer.from_str(tokenizer().decode()), 64, Side.PASSAGE, template)
        row = reader.read("the ferry", "the [SEP] yes yes [SEP] ferry")
        assert row is not None
        assert row.ids.count(mark) == (2 if template is None else 1)


@settings(max_examples=60, deadline=None)
@given(
    claim=st.text(max_size=60),
    passage=st.text(max_size=400),
    first=st.sampled_from(list(Side)),
    template=st.sampled_from([None, "Is {claim} so by {passage}?", "{passage}\n\n{claim}"]),
    most=st.integers(16, 80),
)
def test_a_row_never_exceeds_its_length_and_holds_the_whole_claim(
    claim: str, passage: str, first: Side, template: str | None, most: int
) -> None:
    words = shipped_tokenizer()
    row = PairReader(words, most, first, template).read(claim, passage)
    if row is None:
        return
    assert len(row.ids) == len(row.kinds) <= most
    assert set(row.kinds) <= {0, 1}
    if template is None:
        own = words.encode(claim, add_special_tokens=False).ids
        start = len(row.ids) - len(own) - 1 if first is Side.PASSAGE else 1
        assert list(row.ids[start : start + len(own)]) == own


def test_a_template_makes_one_text_of_the_pair(tmp_path: Path) -> None:
    body = graph({"yes": 0, "maybe": 1, "no": 2}, segments=False)
    template = "the {passage} ferry {claim} sails"
    folder = stored(
        tmp_path, three_way(**{"onnx/model.onnx": body}), Reading(template=template, max_tokens=32)
    )
    assert said(folder, "the {passage}", "yes").stance is Stance.SUPPORTS
    room = 32 - 2 - 3 - 1
    assert said(folder, "no", "yes " * 2 + "the " * (room - 2)).stance is Stance.SUPPORTS
    assert said(folder, "no no no", "the " * 40 + "yes " * 40).stance is Stance.REFUTES, (
        "only the passage is cut"
    )
    assert said(folder, "no " * 20, "yes " * 40).stance is Stance.NEUTRAL


def test_a_changed_file_is_refused_at_the_first_pair(tmp_path: Path) -> None:
    folder = stored(tmp_path, three_way())
    body = bytearray((folder / "onnx/model.onnx").read_bytes())
    body[-20] ^= 1
    (folder / "onnx/model.onnx").write_bytes(bytes(body))
    with pytest.raises(Integrity, match=r"onnx/model\.onnx is not the file"):
        said(folder, "yes", "no")


def test_the_name_tells_one_way_of_reading_a_model_from_another(tmp_path: Path) -> None:
    one = stored_verifier(stored(tmp_path / "a", three_way())).name
    again = stored_verifier(stored(tmp_path / "a", three_way())).name
    other = stored_verifier(stored(tmp_path / "a", three_way(), Reading(first=Side.CLAIM))).name
    assert one == again != other
    assert one.startswith("tiny@")


# The graph that ships stands for real ones: its eight-bit activations are scaled over a batch, so it would
# show if rows shared one.


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shipped")
    (weights,) = sorted(shipped_weights().glob("verifier*.onnx"))
    files = {
        "config.json": config(("supported", "refuted", "nei")),
        "model.onnx": weights.read_bytes(),
        "tokenizer.json": (shipped_weights() / "tokenizer.json").read_bytes(),
    }
    return stored(root, files, Reading(first=Side.CLAIM, max_tokens=128))


@pytest.fixture(scope="module")
def judge(shipped: Path) -> OnnxNli:
    return OnnxNli(shipped, read_manifest(shipped))


def test_a_real_model_reads_a_pair_as_it_was_trained_to(shipped: Path) -> None:
    claim, passage = "The bridge was closed in 1920.", "The council closed the old bridge in 1931."
    words = shipped_tokenizer().encode(claim, passage)
    feed = {
        "input_ids": np.array([words.ids]),
        "attention_mask": np.ones((1, len(words.ids)), dtype=np.int64),
        "token_type_ids": np.array([words.type_ids]),
    }
    logits = open_session((shipped / "model.onnx").read_bytes()).run(None, feed)[0][0].astype(float)
    shares = np.exp(logits) / np.exp(logits).sum()
    judgement = said(shipped, claim, passage)
    assert [judgement.supports, judgement.refutes, judgement.neutral] == pytest.approx(
        shares.tolist(), abs=1e-5
    )


@settings(max_examples=10, deadline=None)
@given(
    mates=st.lists(st.tuples(st.text(max_size=40), st.text(max_size=300)), max_size=3),
    place=st.integers(0, 3),
)
def test_a_judgement_does_not_depend_on_its_batch_mates(
    judge: OnnxNli, mates: list[tuple[str, str]], place: int
) -> None:
    pair = ("The bridge was closed in 1931.", "The council closed the old bridge in 1931.")
    alone = judge.judge([pair])[0]
    among = [*mates[:place], pair, *mates[place:]]
    found = judge.judge(among)[among.index(pair)]
    assert abs(found.supports - alone.supports) < 1e-4
    assert abs(found.refutes - alone.refutes) < 1e-4
