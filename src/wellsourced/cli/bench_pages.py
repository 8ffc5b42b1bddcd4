"""`wellsourced bench pages` and `bench dates`: how well web pages are read."""

from typing import Annotated

from cyclopts import Parameter

from wellsourced.bench import pages as run
from wellsourced.bench.datasets import sample
from wellsourced.bench.frozen import UNLABELED
from wellsourced.bench.page_sets import find_pages, read_dated, read_pages
from wellsourced.cli.bench import BENCH, BenchOptions, bench, checked_settings, finish, frozen_run
from wellsourced.cli.output import progress
from wellsourced.config import SystemClock, open_extractor, open_measured

__all__ = ["bench", "dates", "pages"]

PageSet = Annotated[
    str,
    Parameter(help="A folder with pages.jsonl, or a name such as htmldate_eval under WELLSOURCED_BENCH."),
]


@bench.command(sort_key=5)
def pages(name: PageSet, /, *, options: BenchOptions = BENCH) -> int:
    """The main text read out of web pages, and what the extraction library alone finds in the same run.

    Whole texts are compared by shingles of four tokens; sets that name pieces, by whether each is there.
    """
    settings = checked_settings(options)
    rows = sample(read_pages(find_pages(name, settings.bench)), options.limit, options.seed)
    before = frozen_run({row.id: UNLABELED for row in rows}, options)
    with progress(options.quiet, options.log_json) as tell:
        outcome = run.main_text(
            rows, open_extractor(settings), open_measured("text-alone"), SystemClock().now(), tell
        )
    return finish(outcome, before, options)


@bench.command(sort_key=6)
def dates(name: PageSet, /, *, options: BenchOptions = BENCH) -> int:
    """The day web pages were published, and what the dating library alone finds in the same run.

    Pages are dated whether or not they hold text.
    """
    settings = checked_settings(options)
    rows = sample(read_dated(find_pages(name, settings.bench)), options.limit, options.seed)
    before = frozen_run({row.id: row.date for row in rows}, options)
    with progress(options.quiet, options.log_json) as tell:
        outcome = run.dates(
            rows, open_measured("dates"), open_measured("dates-alone"), SystemClock().now(), tell
        )
    return finish(outcome, before, options)
