"""The shipped models' tokenizer gives the ids of the `tokenizers` package, the one they were trained with."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from wellsourced.adapters.model_store import Side
from wellsourced.adapters.onnx_verifier import MAX_TOKENS, pair_row
from wellsourced.adapters.onnx_weights import open_tokenizer, shipped_weights
from wellsourced.adapters.pairs import PairReader
from wellsourced.adapters.wordpiece import WordPiece, wordpiece
from wellsourced.errors import Config

ROOT = Path(__file__).parent.parent.parent
FILE = shipped_weights() / "tokenizer.json"

HABITS = st.sampled_from(
    [
        "[SEP]",
        "[CLS]",
        "[MASK",
        "##ing",
        "\u00ad",
        "\u200b",
        "é",
        "e\u0301",
        "İ",
        "ß",
        "ﬁ",
        "…",
        "中",
        "§",
        "’s",
    ]
)
LETTERS = st.characters(max_codepoint=0x05FF, categories=("L", "M", "N", "P", "S", "Z", "Cc"))
TEXTS = st.lists(
    st.one_of(st.text(LETTERS, max_size=30), HABITS, st.sampled_from([" ", "\n", "a" * 101]))
).map("".join)


@cache
def theirs() -> Tokenizer:
    return Tokenizer.from_file(str(FILE))


@cache
def ours() -> WordPiece:
    return open_tokenizer(shipped_weights())


@cache
def reader() -> PairReader:
    """The package reading pairs; it takes what looks like a special token for words."""
    return PairReader(Tokenizer.from_file(str(FILE)), MAX_TOKENS, Side.CLAIM, None)


def real_texts() -> Iterator[str]:
    for file in sorted((ROOT / "src/wellsourced/casebooks").rglob("*.jsonl")):
        yield from file.read_text(encoding="utf-8").splitlines()
    for file in sorted((ROOT / "docs").glob("*.md")):
        yield from file.read_text(encoding="utf-8").splitlines()


def test_every_line_of_the_casebooks_and_of_our_pages_has_the_same_ids() -> None:
    lines = list(real_texts())
    assert len(lines) > 1_000
    for line in lines:
        assert ours().text(line, 1 << 20) == theirs().encode(line).ids


def test_every_character_europeans_write_with_has_the_same_ids() -> None:
    """Of other scripts the package knows what Unicode 8 knew, and Python more with every version."""
    differ = [
        f"{code:04x}"
        for code in (*range(0x0600), *range(0x1E00, 0x2E00))
        if unicodedata.category(chr(code)) != "Cn"
        and ours().text(f"a{chr(code)}b", 99) != theirs().encode(f"a{chr(code)}b").ids
    ]
    assert differ == []


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, limit=st.integers(3, 40))
def test_any_text_has_the_same_ids_whole_and_cut(text: str, limit: int) -> None:
    whole = theirs().encode(text).ids
    assert ours().text(text, 1 << 20) == whole
    assert ours().text(text, limit) == [*whole[:-1][: limit - 1], whole[-1]]


@settings(max_examples=200, deadline=None)
@given(claim=TEXTS, passage=TEXTS, repeated=st.integers(1, 60))
def test_a_pair_is_the_row_that_the_package_makes(claim: str, passage: str, repeated: int) -> None:
    long = " ".join([passage] * repeated)
    assert pair_row(ours(), claim, long) == reader().read(claim, long)
    assert pair_row(ours(), long, claim) == reader().read(long, claim)


@pytest.mark.parametrize("part", ["normalizer", "pre_tokenizer", "model"])
def test_a_file_that_asks_for_something_else_is_refused(part: str) -> None:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    told[part] = {**told[part], "type": "BPE"}
    with pytest.raises(Config, match="not that of the shipped models"):
        wordpiece(json.dumps(told).encode())


def test_the_shipped_models_run_where_the_package_is_missing() -> None:
    program = (
        "import sys; sys.modules['tokenizers'] = None\n"
        "from wellsourced.adapters.onnx_encoder import OnnxEncoder\n"
        "from wellsourced.adapters.onnx_verifier import OnnxVerifier\n"
        "assert OnnxEncoder().encode(['The bridge was closed.']).shape == (1, 384)\n"
        "claim, passage = 'The bridge was closed in 1920.', 'The council closed the old bridge in 1931.'\n"
        "assert OnnxVerifier().judge([(claim, passage)])[0].refutes > 0.5\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_pulled_model_says_which_extra_it_needs(tmp_path: Path) -> None:
    manifest = {"kind": "onnx"}
    program = (
        "import sys; sys.modules['tokenizers'] = None\n"
        "from wellsourced.adapters import stored\n"
        "from types import SimpleNamespace\n"
        f"kind = stored.Kind({manifest['kind']!r})\n"
        "stored.read_manifest = lambda place: SimpleNamespace(kind=kind)\n"
        f"stored.stored_verifier({str(tmp_path)!r})\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "MissingExtra" in ended.stderr and "pip install 'wellsourced[models]'" in ended.stderr
