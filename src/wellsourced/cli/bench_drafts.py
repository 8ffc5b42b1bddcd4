"""`wellsourced bench checkworthy` and `bench facts`: how well a draft is read."""

from wellsourced.bench import drafts as run
from wellsourced.bench.datasets import find_set, sample
from wellsourced.bench.frozen import UNLABELED
from wellsourced.cli.bench import BENCH, BenchOptions, Set, checked_settings, finish, frozen_run
from wellsourced.cli.bench_freshness import bench
from wellsourced.cli.output import progress
from wellsourced.config import open_verifier

__all__ = ["bench", "checkworthy", "facts"]


@bench.command(sort_key=8)
def checkworthy(name: Set, /, *, options: BenchOptions = BENCH) -> int:
    """Which sentences are worth checking, against people's choice; rules of length and numbers beside it."""
    settings = checked_settings(options)
    rows = sample(run.read_worth(find_set(name, settings.bench)), options.limit, options.seed)
    before = frozen_run({row.id: row.label for row in rows}, options)
    with progress(options.quiet, options.log_json) as tell:
        outcome = run.checkworthy(rows, tell)
    return finish(outcome, before, options)


@bench.command(sort_key=9)
def facts(name: Set, /, *, options: BenchOptions = BENCH) -> int:
    """What sentences claim, against the facts people found in them: covered by our claims, or invented."""
    settings = checked_settings(options)
    rows = sample(run.read_facts(find_set(name, settings.bench)), options.limit, options.seed)
    before = frozen_run({row.id: UNLABELED for row in rows}, options)
    with progress(options.quiet, options.log_json) as tell:
        outcome = run.facts(rows, open_verifier(settings), tell)
    return finish(outcome, before, options)
