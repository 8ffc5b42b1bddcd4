"""Hard negatives from the product's own search: `python negatives.py OUT ROWS...` (product environment).

Each evidence is a document; a claim that it decides is searched for, and the best hit that
nobody paired with it becomes a row that says nothing of it. A hit that has every word of the claim that the
claim's own evidence has may decide it as well, and is passed over.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rows import Row, held_out, read_rows

from wellsourced.bench.corpora import Corpus, open_corpus
from wellsourced.bench.datasets import CorpusDocument
from wellsourced.ports import quiet
from wellsourced.settings import read_settings
from wellsourced.text.tokens import content_stems

__all__ = ["negatives"]

DEPTH = 12
"""Hits looked at for each claim."""
SOURCES = ("written_general", "written_legal", "written_science", "written_stance", "written_citations")
"""Sources whose passages are of different things: of revisions of one text another may decide the claim."""


def negatives(rows: Sequence[Row], corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Row]:
    """One row a passage at most, for its last claim, where a passage is found that does not decide it."""
    own: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        own[row.claim].add(row.evidence)
    decided = {row.evidence: row for row in rows if row.label != "nei"}
    for row in decided.values():
        claim = row.claim
        needed = content_stems(claim) & content_stems(row.evidence)
        for hit in corpus.view.search(claim, DEPTH):
            text = texts[corpus.names[hit.passage.document]]
            if text not in own[claim] and not needed <= content_stems(text):
                yield Row(claim, text, "nei", "search")
                break


def main(out: Path, files: Sequence[Path]) -> None:
    """Write the negatives of all the files' rows that are trained on."""
    rows = [
        row
        for file in files
        for row in read_rows(file)
        if row.source.startswith(SOURCES) and not held_out(row)
    ]
    names = {text: f"{number}" for number, text in enumerate(dict.fromkeys(row.evidence for row in rows))}
    documents = [CorpusDocument(id=name, title="", text=text) for text, name in names.items()]
    texts = {name: text for text, name in names.items()}
    with open_corpus(documents, read_settings(), None, quiet) as corpus:
        found = [row for row in negatives(rows, corpus, texts) if not held_out(row)]
    with out.open("w", encoding="utf-8") as lines:
        for row in found:
            made = {"claim": row.claim, "evidence": row.evidence, "label": row.label, "source": row.source}
            lines.write(json.dumps(made, ensure_ascii=False) + "\n")
    print(f"{len(rows):,} rows, {len(documents):,} passages, {len(found):,} negatives")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
