"""`wellsourced bench ingest`: how fast pages become passages that can be found."""

from dataclasses import dataclass
from typing import Annotated

from cyclopts import Parameter

from wellsourced.bench import ingest as run
from wellsourced.cli.bench import print_figures
from wellsourced.cli.bench_pages import bench
from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import print_json, progress
from wellsourced.config import open_bare_library, open_encoder, open_extractor, open_stand_in
from wellsourced.errors import InputError

__all__ = ["IngestOptions", "bench", "ingest"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class IngestOptions(Common):
    """What `bench ingest` can be told."""

    passages: Annotated[int, option("Passages to make searchable.", show_default=True)] = 1000
    seed: Annotated[
        int, option("Which pages are made up: the same seed makes the same.", show_default=True)
    ] = 0


INGEST = IngestOptions()


@bench.command(sort_key=7)
def ingest(*, options: IngestOptions = INGEST) -> int:
    """How fast pages become passages that can be found: extraction, cutting, encoding, index, a question.

    On made-up pages, in a library of their own that is gone at the end. Above 50,000 passages the index is
    filled with seeded vectors, and encoding is measured on 10,000.
    """
    if options.passages < 1:
        raise InputError(f"--passages {options.passages}: measure one passage or more")
    settings = settings_of(options)
    encoder = open_encoder(settings)
    tools = run.Tools(
        extractor=open_extractor(settings),
        encoder=encoder,
        stand_in=open_stand_in(encoder.dimension),
        open_library=open_bare_library,
    )
    with progress(options.quiet, options.log_json) as tell:
        figures = run.measure(options.passages, options.seed, tools, tell)
    if options.json:
        print_json(figures)
    else:
        print_figures(figures)
    return 0
