"""Work out the vectors of every bundled casebook again; with `--check` fail where they are stale.

A casebook whose vectors do not fit still works: they are then encoded at every start, in some seconds.
"""

from __future__ import annotations

import sys

from wellsourced.adapters.onnx_encoder import OnnxEncoder
from wellsourced.library.bundled import read_vectors, write_vectors
from wellsourced.library.layers import index_text
from wellsourced.rules.casebook import load_casebook
from wellsourced.settings import bundled_casebooks


def main(arguments: list[str]) -> int:
    """Write, or check, one file of vectors a casebook; return 1 where one is stale."""
    encoder = OnnxEncoder()
    stale = []
    for name, folder in bundled_casebooks().items():
        texts = [index_text(passage) for passage in load_casebook(folder).passages]
        if read_vectors(folder, texts, encoder) is not None:
            continue
        if "--check" in arguments:
            stale.append(name)
        else:
            write_vectors(folder, texts, encoder)
    for name in stale:
        print(f"the vectors of {name} are stale: run `make vectors`", file=sys.stderr)
    print("casebook vectors: fresh" if not stale else f"casebook vectors: {len(stale)} stale")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
