"""Average the weights of runs (model soup; Wortsman et al., 2022): `python average.py OUT WEIGHTS...`."""

from __future__ import annotations

import sys
from pathlib import Path

from cross_encoder import save_weights
from safetensors.torch import load_file


def main(target: Path, files: list[Path]) -> None:
    """Write the mean of the files' weights."""
    loaded = [load_file(file) for file in files]
    mean = {name: sum(one[name].float() for one in loaded) / len(loaded) for name in loaded[0]}
    save_weights(mean, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
