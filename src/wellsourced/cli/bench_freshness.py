"""`wellsourced bench freshness`: how well pages are kept up to date, over histories of made-up sources."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from wellsourced.bench.freshness.events import Histories
from wellsourced.bench.freshness.exporting import export
from wellsourced.bench.freshness.histories import histories
from wellsourced.bench.freshness.lengthening import lengthened
from wellsourced.bench.freshness.outcomes import Outcome, read_outcomes, written_outcomes
from wellsourced.bench.freshness.own import OwnRefresh
from wellsourced.bench.freshness.refreshers import FullCheck, run
from wellsourced.bench.freshness.score import score
from wellsourced.bench.freshness.site import serving_histories
from wellsourced.bench.freshness.tools import open_tools
from wellsourced.cli.bench import print_figures
from wellsourced.cli.bench_ingest import bench
from wellsourced.cli.options import Common, option, settings_of
from wellsourced.cli.output import print_json, progress
from wellsourced.errors import InputError
from wellsourced.outputs import plan_output, write_output
from wellsourced.ports import Progress
from wellsourced.settings import Settings

__all__ = ["FreshnessOptions", "bench", "freshness"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class FreshnessOptions(Common):
    """What `bench freshness` can be told."""

    seed: Annotated[
        int, option("Which histories are made up: the same seed makes the same.", show_default=True)
    ] = 0
    sources: Annotated[int, option("Sources, 20 a matter.", show_default=True)] = 300
    steps: Annotated[int, option("Steps of a week, the first edition's included.", show_default=True)] = 12
    topics: Annotated[int | None, option("Keep only so many topics up to date, the first ones.")] = None
    page_kilobytes: Annotated[
        int, option("Make every page so many kilobytes longer, a fifth of it text.", show_default=True)
    ] = 0
    refresher: Annotated[
        Literal["refresh", "full-check"],
        option("What is measured: the project's refresh, or a whole new check each time.", show_default=True),
    ] = "refresh"
    outcomes: Annotated[
        Path | None, option("Write what was said of each topic and step to this file (JSON Lines).")
    ] = None
    export: Annotated[
        Path | None, option("Write the histories to this folder for other systems, and measure nothing.")
    ] = None
    score: Annotated[Path | None, option("Score this file of outcomes (JSON Lines), and run nothing.")] = None


FRESHNESS = FreshnessOptions()


@bench.command(sort_key=8)
def freshness(*, options: FreshnessOptions = FRESHNESS) -> int:
    """How well pages are kept up to date: real changes found, false alarms, and what it costs.

    Made-up sources are served on this machine and change week by week, with known truth. Cost is relative to
    a whole new check at the same step. See docs/freshness-benchmark.md.
    """
    made = _histories(options)
    if options.export is not None:
        count = export(made, options.export)
        return _print({"topics": len(made.topics), "sources": made.sources, "bodies": count}, options)
    if options.outcomes is not None:
        plan_output(options.outcomes, "--outcomes")
    if options.score is not None:
        told = read_outcomes(options.score)
    else:
        with progress(options.quiet, options.log_json) as tell:
            told = _measured(made, options.refresher, settings_of(options), tell)
    if options.outcomes is not None:
        write_output(options.outcomes, written_outcomes(told))
    return _print(score(made, told), options)


def _print(figures: Mapping[str, object], options: FreshnessOptions) -> int:
    if options.json:
        print_json(figures)
    else:
        print_figures(figures)
    return 0


def _histories(options: FreshnessOptions) -> Histories:
    if options.topics is not None and options.topics < 1:
        raise InputError(f"--topics {options.topics}: keep one topic or more")
    if options.page_kilobytes < 0:
        raise InputError(f"--page-kilobytes {options.page_kilobytes}: give a number from 0 up")
    made = histories(options.seed, options.sources, options.steps)
    made = lengthened(made, options.page_kilobytes)
    return made if options.topics is None else replace(made, topics=made.topics[: options.topics])


def _measured(made: Histories, refresher: str, settings: Settings, tell: Progress) -> list[Outcome]:
    with serving_histories(made) as site:
        tools = open_tools(settings, site)
        full = FullCheck(tools)
        if refresher == full.name:
            return list(run(made, full, tools, tell))
        with closing(OwnRefresh(tools)) as own:
            return list(run(made, own, tools, tell, full))
