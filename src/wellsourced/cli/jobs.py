"""`wellsourced jobs`: what workers were asked to do, and how it stands."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

from cyclopts import App, Parameter
from rich.text import Text

from wellsourced.cli.options import Common, flag, option, settings_of
from wellsourced.cli.output import console, print_json, progress
from wellsourced.config import open_queue
from wellsourced.errors import InputError, Permanent, Transient
from wellsourced.jobs.orders import Job, State
from wellsourced.render.words import utc_stamp

__all__ = ["JobsOptions", "job_json", "jobs", "tell_jobs"]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class JobsOptions(Common):
    """Which jobs `jobs` lists."""

    failed: Annotated[bool, flag("Only those that failed for good: what a person is to look at.")] = False
    user: Annotated[str | None, option("Only those of this user.")] = None
    most: Annotated[int, option("So many, the newest.", show_default=True)] = 100


LISTING = JobsOptions()
COMMON = Common()

Ids = Annotated[str, Parameter(name="ID", help="A job's id, or its first letters.")]

jobs = App(
    name="jobs",
    help="Look at, call off and retry what workers were asked to do; see `submit` and `work`.",
    help_format="plaintext",
    version_flags=(),
)


@jobs.default
def list_jobs(*, options: JobsOptions = LISTING) -> int:
    """List jobs, newest first."""
    if options.most < 1:
        raise InputError(f"--most {options.most}: give a number from 1 up")
    with closing(open_queue(settings_of(options))) as queue:
        states = [State.FAILED] if options.failed else []
        found = queue.jobs(states, options.user, options.most)
    if options.json:
        print_json({"jobs": [job_json(one) for one in found]})
    elif found:
        tell_jobs(found, as_json=False)
    else:
        console().print("No job failed." if options.failed else "No jobs. Ask for some with `submit`.")
    return 0


@jobs.command(sort_key=0)
def follow(name: Ids, /, *, options: Common = COMMON) -> int:
    """Tell what a job does from its beginning, as it happens, until it ends."""
    with (
        progress(options.quiet, options.log_json) as tell,
        closing(open_queue(settings_of(options))) as queue,
    ):
        for event in queue.events(name):
            tell(event)
        job = queue.job(name)
    tell_jobs([job], options.json)
    if job.state is State.DONE:
        return 0
    kind = (job.error or {}).get("kind")
    return Transient.exit_code if kind == Transient.__name__ else Permanent.exit_code


@jobs.command(sort_key=1)
def cancel(*names: Ids, options: Common = COMMON) -> int:
    """Call jobs off. One that runs stops at its next step; what it wrote stays."""
    with closing(open_queue(settings_of(options))) as queue:
        tell_jobs([queue.cancel(one) for one in _some(names)], options.json)
    return 0


@jobs.command(sort_key=2)
def retry(*names: Ids, options: Common = COMMON) -> int:
    """Begin jobs anew that failed or were called off."""
    with closing(open_queue(settings_of(options))) as queue:
        tell_jobs([queue.retry(one) for one in _some(names)], options.json)
    return 0


def tell_jobs(found: Sequence[Job], as_json: bool) -> None:
    """Jobs as one document, or a line each for people."""
    if as_json:
        print_json({"jobs": [job_json(one) for one in found]})
        return
    page = console()
    for one in found:
        page.print(Text(f"{one.id}  {one.state.value}  {one.title}"), soft_wrap=True)
        if one.error is not None:
            page.print(Text(f"    {one.error['message']}"), soft_wrap=True)
        if one.again_at is not None:
            page.print(Text(f"    tried again from {utc_stamp(one.again_at)}"), soft_wrap=True)


def job_json(job: Job) -> dict[str, object]:
    """A job as `--json` prints it."""
    return {
        "id": job.id,
        "kind": job.kind.value,
        "title": job.title,
        "user": job.user,
        "urgency": job.urgency.name.lower(),
        "state": job.state.value,
        "tries": job.tries,
        "made_at": utc_stamp(job.made_at),
        "ended_at": None if job.ended_at is None else utc_stamp(job.ended_at),
        "again_at": None if job.again_at is None else utc_stamp(job.again_at),
        "result": job.result,
        "error": job.error,
    }


def _some(names: Sequence[str]) -> Sequence[str]:
    if not names:
        raise InputError("name a job by its id: see `wellsourced jobs`")
    return names
