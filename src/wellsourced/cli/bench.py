"""`wellsourced bench`: how good the product is on labeled sets, and what changed case by case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from rich.text import Text

from wellsourced.bench import independence as independence_bench
from wellsourced.bench import run
from wellsourced.bench.corpora import open_corpus
from wellsourced.bench.datasets import (
    Row,
    find_set,
    read_copies,
    read_corpus,
    read_gate,
    read_qrels,
    read_queries,
    read_rows,
    sample,
)
from wellsourced.bench.frozen import (
    UNLABELED,
    Case,
    Comparison,
    compare,
    read_frozen,
    refuse_other_set,
    write_frozen,
)
from wellsourced.bench.retrieval import BASELINES, Stage
from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import console, print_json, progress
from wellsourced.config import open_verifier
from wellsourced.errors import InputError, Integrity
from wellsourced.outputs import plan_output
from wellsourced.settings import Settings

__all__ = [
    "BENCH",
    "BenchOptions",
    "CorpusOptions",
    "RetrievalOptions",
    "bench",
    "checked_settings",
    "finish",
    "frozen_run",
    "print_figures",
]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class BenchOptions(Common):
    """What every benchmark can be told."""

    limit: Annotated[int | None, option("Measure this many cases only, drawn by chance.")] = None
    seed: Annotated[
        int, option("Which cases are drawn: the same seed draws the same.", show_default=True)
    ] = 0
    freeze: Annotated[
        Path | None, option("Keep what was said of each case in this file; no text is kept.")
    ] = None
    against: Annotated[
        Path | None, option("Print gains and losses by case against this frozen run; exit 1 on more losses.")
    ] = None
    tolerance: Annotated[
        int, option("How many more losses than gains `--against` lets pass.", show_default=True)
    ] = 0


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class CorpusOptions(BenchOptions):
    """What a benchmark over a corpus can be told besides."""

    work: Annotated[
        Path | None, option("Keep the built index in this folder, for the next run over the same corpus.")
    ] = None


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class RetrievalOptions(CorpusOptions):
    """What `bench retrieval` can be told besides."""

    stage: Annotated[Stage, option("How far searching goes.", show_default=True)] = "hybrid"
    baselines: Annotated[
        bool, flag("Measure words alone, meaning alone, their plain fusion and hybrid in the same run.")
    ] = False


BENCH = BenchOptions()
OVER_CORPUS = CorpusOptions()
RETRIEVAL = RetrievalOptions()

Set = Annotated[str, Parameter(help="A file, or a name such as scifact/pairs under WELLSOURCED_BENCH.")]
CorpusSet = Annotated[str, option("Documents: JSONL of id, title, text.")]

bench = App(
    name="bench",
    help="Measure the product on labeled sets (JSONL files), case by case.",
    help_format="plaintext",
    version_flags=(),
)


@bench.command(sort_key=0)
def pairs(name: Set, /, *, options: BenchOptions = BENCH) -> int:
    """What one piece of evidence says of a claim: supported, refuted or nei.

    A set with two labels is scored as supported or not.
    """
    settings = checked_settings(options)
    part, other, before = _labeled(name, settings, options)
    with progress(options.quiet, options.log_json) as tell:
        outcome = run.pairs(part, open_verifier(settings), other, tell)
    return finish(outcome, before, options)


@bench.command(sort_key=1)
def claims(name: Set, /, *, options: BenchOptions = BENCH) -> int:
    """The verdict on a claim from all the evidence given: supported, refuted, conflicting or nei.

    A set with two labels is scored as supported or not.
    """
    settings = checked_settings(options)
    part, other, before = _labeled(name, settings, options)
    with progress(options.quiet, options.log_json) as tell:
        outcome = run.claims(part, open_verifier(settings), other, tell)
    return finish(outcome, before, options)


@bench.command(sort_key=2)
def gate(name: Set, /, *, options: BenchOptions = BENCH) -> int:
    """What the gate lets through that its evidence does not bear out, and withholds that it does."""
    settings = checked_settings(options)
    rows = sample(read_gate(find_set(name, settings.bench)), options.limit, options.seed)
    before = frozen_run({row.id: run.gate_gold(row) for row in rows}, options)
    with progress(options.quiet, options.log_json) as tell:
        outcome = run.gate(rows, open_verifier(settings), tell)
    return finish(outcome, before, options)


@bench.command(sort_key=3)
def retrieval(
    *,
    corpus: CorpusSet,
    queries: Annotated[str, option("Queries: JSONL of id, claim (or query, text).")],
    qrels: Annotated[str, option("Answers: query, document and grade with tabs between.")],
    options: RetrievalOptions = RETRIEVAL,
) -> int:
    """How well searching finds the documents that answer a query, in a library of the corpus alone."""
    settings = checked_settings(options)
    documents = read_corpus(find_set(corpus, settings.bench))
    answers = read_qrels(find_set(qrels, settings.bench))
    asked = sample(read_queries(find_set(queries, settings.bench), answers), options.limit, options.seed)
    before = frozen_run({query.id: UNLABELED for query in asked}, options)
    beside = [stage for stage in BASELINES if stage != options.stage] if options.baselines else []
    with (
        progress(options.quiet, options.log_json) as tell,
        open_corpus(documents, settings, _folder(options.work), tell) as opened,
    ):
        outcome = run.retrieval(asked, opened, options.stage, beside, tell)
    return finish(outcome, before, options)


@bench.command(sort_key=4)
def end_to_end(
    *,
    claims: Annotated[str, option("Claims: JSONL of id, claim, evidence, label.")],
    corpus: CorpusSet,
    options: CorpusOptions = OVER_CORPUS,
) -> int:
    """The verdict on a claim from what the product finds in a corpus by itself."""
    settings = checked_settings(options)
    rows = read_rows(find_set(claims, settings.bench), with_texts=False)
    documents = read_corpus(find_set(corpus, settings.bench))
    part = sample(rows, options.limit, options.seed)
    before = frozen_run({row.id: row.label for row in part}, options)
    with (
        progress(options.quiet, options.log_json) as tell,
        open_corpus(documents, settings, _folder(options.work), tell) as opened,
    ):
        outcome = run.end_to_end(part, opened, run.other_of_two(rows), tell)
    return finish(outcome, before, options)


@bench.command(sort_key=5)
def independence(name: Set, /, *, options: BenchOptions = BENCH) -> int:
    """Which pages are copies or rewrites of one text: pairs of pages put together, against gold."""
    settings = checked_settings(options)
    rows = sample(read_copies(find_set(name, settings.bench)), options.limit, options.seed)
    before = frozen_run({row.id: UNLABELED for row in rows}, options)
    return finish(independence_bench.measure(rows), before, options)


def checked_settings(options: BenchOptions) -> Settings:
    """The settings; whatever is wrong with the options is said before anything is read."""
    if options.limit is not None and options.limit < 1:
        raise InputError(f"--limit {options.limit}: measure one case or more")
    if options.tolerance < 0:
        raise InputError(f"--tolerance {options.tolerance}: give 0 or more")
    if options.freeze is not None:
        plan_output(options.freeze, "--freeze")
    return settings_of(options)


def _folder(work: Path | None) -> Path | None:
    if work is not None and work.exists() and not work.is_dir():
        raise InputError(f"--work {work} is no folder: name another")
    return work


def _labeled(
    name: str, settings: Settings, options: BenchOptions
) -> tuple[list[Row], str | None, list[Case] | None]:
    """The rows to measure, the other label of a set that has two, and the run to hold them against."""
    rows = read_rows(find_set(name, settings.bench))
    part = sample(rows, options.limit, options.seed)
    return part, run.other_of_two(rows), frozen_run({row.id: row.label for row in part}, options)


def frozen_run(gold: Mapping[str, str], options: BenchOptions) -> list[Case] | None:
    """The frozen run to compare with, if one is named; refused before a long run if it is of another set."""
    if options.against is None:
        return None
    cases = read_frozen(options.against)
    refuse_other_set(cases, gold)
    return cases


def finish(outcome: run.Outcome, before: Sequence[Case] | None, options: BenchOptions) -> int:
    """Print the figures, keep the cases where wanted, and say whether more was lost than gained."""
    if options.freeze is not None:
        write_frozen(options.freeze, outcome.cases)
    change = None if before is None else compare(before, outcome.cases)
    if options.json:
        told = {} if change is None else {"against": _change_json(change)}
        print_json({**outcome.figures, **told})
    else:
        print_figures(outcome.figures)
        if change is not None:
            _print_change(change)
    return Integrity.exit_code if change is not None and change.net_losses > options.tolerance else 0


def _change_json(change: Comparison) -> Mapping[str, object]:
    return {
        "gains": list(change.gains),
        "losses": list(change.losses),
        "both": change.both,
        "only_now": change.only_now,
        "only_before": change.only_before,
    }


def print_figures(figures: Mapping[str, object], indent: int = 0) -> None:
    """Print figures for people, a line each, those that belong together set in."""
    page = console()
    width = max((len(name) for name in figures), default=0) + 2
    for name, value in figures.items():
        lead = " " * indent + name.ljust(width)
        if isinstance(value, Mapping):
            page.print(Text(lead.rstrip()))
            print_figures(value, indent + 2)
        else:
            page.print(Text(f"{lead}{'none' if value is None else value}"), soft_wrap=True)


def _print_change(change: Comparison) -> None:
    page = console()
    for word, names in (("gained", change.gains), ("lost", change.losses)):
        for name in names:
            page.print(Text(f"{word}  {name}"), soft_wrap=True)
    page.print(
        Text(
            f"{len(change.gains)} gained, {len(change.losses)} lost of {change.both} in both runs; "
            f"{change.only_now} in this one only, {change.only_before} in the other only"
        )
    )
