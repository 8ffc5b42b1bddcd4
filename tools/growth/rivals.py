"""The word stage beside tantivy and bm25s: the same passages and questions, asked in turn in one process."""

from __future__ import annotations

import gc
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import lancedb
from tools.growth.corpus import Corpus
from tools.growth.figures import Figures
from tools.growth.holdings import Holdings
from tools.growth.measuring import Stopwatch, each, in_child, megabytes, spread
from tools.growth.passages import TOP, WARMED_BY

from wellsourced.library.index_tables import opened
from wellsourced.library.wording import fold
from wellsourced.text.tokens import STOPWORDS

__all__ = ["SIZES", "compare"]

SIZES = (200_000, 1_000_000)
NEEDED = ("tantivy", "bm25s", "Stemmer")
INSTALL = "install them with `pip install --group growth`"


def compare(folder: Path, figures: Figures, size: int, queries: int) -> None:
    """Measure it where it is missing; `folder` must hold the index of just that size.

    Where the other two are not installed a line says so, and nothing is measured.
    """
    if figures.of("tantivy", size) is not None:
        return
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        print(f"not compared at {size:,}: {', '.join(missing)} missing; {INSTALL}", file=sys.stderr)
        return
    for what, numbers in in_child("tools.growth.rivals", str(folder), str(size), str(queries)).items():
        figures.add(what, size, numbers)


def measure(folder: Path, size: int, queries: int) -> dict[str, dict[str, float]]:
    """Build the two, then ask all three each question, one after the other."""
    corpus, holdings = Corpus(), Holdings(folder)
    if (held := len(holdings.index.ids())) != size:
        raise SystemExit(f"the index holds {held:,} passages, not {size:,}: compare before it grows further")
    building: dict[str, Stopwatch] = {"tantivy": Stopwatch(), "bm25s": Stopwatch()}
    tantivy_found, tantivy_mb = _tantivy(folder, building["tantivy"])
    bm25s_found = _bm25s(folder, building["bm25s"])
    gc.freeze()  # what the other two hold in Python is no work for the collector while ours makes its answers
    ways: dict[str, Callable[[str], list[str]]] = {
        "ours": lambda text: [name for name, _ in holdings.index.lexical(text, TOP)],
        "tantivy": lambda text: tantivy_found(fold(text)),
        "tantivy_no_stop": lambda text: tantivy_found(
            " ".join(word for word in fold(text).split() if word not in STOPWORDS)
        ),
        "bm25s": lambda text: bm25s_found(fold(text)),
    }
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    same = dict.fromkeys(ways, 0.0)
    for turn, (_, text, _) in enumerate(corpus.queries(size, queries + WARMED_BY)):
        first: list[str] = []
        for name, ask in ways.items():
            found: list[str] = []
            [took] = each(lambda asked, ask=ask, found=found: found.extend(ask(asked)), [text])
            if turn >= WARMED_BY:
                spent[name].append(took)
                first = first or found
                same[name] += len(set(first[:10]) & set(found[:10])) / 10 / queries
    shutil.rmtree(folder / "tantivy")
    told = {name: {**spread(took), "same_of_10": same[name]} for name, took in spent.items()}
    for name, watch in building.items():
        told[name] |= {"build_wall_s": watch.wall, "build_cpu_s": watch.cpu}
    told["tantivy"]["disk_mb"] = tantivy_mb
    return told


def _tantivy(held: Path, watch: Stopwatch) -> tuple[Callable[[str], list[str]], float]:
    """How to ask tantivy, with its own English stemmer; and the megabytes it takes up."""
    import tantivy

    folder = held / "tantivy"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with watch:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("id", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", stored=False, tokenizer_name="en_stem", index_option="freq")
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(heap_size=256_000_000)
    for rows in _worded(held):
        with watch:
            for name, text in rows:
                writer.add_document(tantivy.Document(id=name, text=text))
    with watch:
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
    searcher = index.searcher()

    def found(text: str) -> list[str]:
        hits = searcher.search(index.parse_query(text, ["text"]), TOP, count=False).hits
        return [str(searcher.doc(address)["id"][0]) for _, address in hits]

    return found, megabytes(folder)


def _bm25s(held: Path, watch: Stopwatch) -> Callable[[str], list[str]]:
    """How to ask bm25s, with the same stemmer and its own list of stop words."""
    import bm25s
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    rows = [row for some in _worded(held) for row in some]
    names, texts = [name for name, _ in rows], [text for _, text in rows]
    with watch:
        retriever = bm25s.BM25()
        retriever.index(
            bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False
        )
    del texts

    def found(text: str) -> list[str]:
        asked: Any = bm25s.tokenize(text, stopwords="en", stemmer=stemmer, show_progress=False)
        rows, _ = retriever.retrieve(asked, k=TOP, show_progress=False, n_threads=1)
        return [names[at] for at in rows[0].tolist()]

    return found


def _worded(held: Path) -> Iterator[list[tuple[str, str]]]:
    """Ids and texts as our own index words them, so that all three are given the same tokens."""
    tables = opened(lancedb.connect(held / "index"))
    if tables is None:
        raise SystemExit(f"no index in {held}: measure passages first")
    for batch in tables.words.search().select(["id", "text"]).limit(None).to_batches():
        yield list(zip(batch["id"].to_pylist(), batch["text"].to_pylist(), strict=True))


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
