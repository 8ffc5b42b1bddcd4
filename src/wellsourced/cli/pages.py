"""What a command writes: looked at before work starts; pages are written whole or not at all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from wellsourced.errors import Config, InputError, MissingExtra
from wellsourced.model.reports import Report
from wellsourced.outputs import plan_output, write_output
from wellsourced.render.imprint import Imprint
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html
from wellsourced.render.pdf import page_pdf
from wellsourced.settings import Settings

__all__ = ["Page", "plan_library", "plan_pages", "write_pages"]

Render = Callable[[Report, Mapping[str, str], Imprint | None], bytes]
"""A report, the casebooks' words for their actions and its imprint in, a file's bytes out."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A file to write and what makes its bytes."""

    path: Path
    render: Render


def _json(report: Report, _: Mapping[str, str], imprint: Imprint | None) -> bytes:
    return (json.dumps(report_json(report, imprint), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


RENDERERS: Mapping[str, Render] = {
    ".html": lambda report, actions, imprint: page_html(report, actions=actions, imprint=imprint).encode(),
    ".md": lambda report, actions, imprint: page_markdown(report, actions=actions, imprint=imprint).encode(),
    ".json": _json,
    ".pdf": lambda report, actions, imprint: page_pdf(report, actions=actions, imprint=imprint),
}


def plan_pages(paths: Sequence[Path]) -> tuple[Page, ...]:
    """Choose a renderer by suffix and make sure each file can be written.

    Raises `InputError` for another suffix, a missing folder or a file that cannot be written, and
    `MissingExtra` for PDF where its package is not installed.
    """
    return tuple(_plan(path) for path in paths)


def _plan(path: Path) -> Page:
    suffix = path.suffix.lower()
    if suffix not in RENDERERS:
        raise InputError(f"--out {path}: end the name in {', '.join(RENDERERS)}")
    if suffix == ".pdf" and find_spec("weasyprint") is None:
        raise MissingExtra("PDF export", "pdf")
    plan_output(path, "--out")
    return Page(path=path, render=RENDERERS[suffix])


def plan_library(settings: Settings) -> None:
    """Make sure the library can be written, or made where it is not there yet; make nothing.

    Raises `Config` where it cannot. One in an object store shows it when it is opened.
    """
    folder = settings.library
    if settings.read_only:
        raise Config(
            f"the library {folder} is opened to be read only: to write to it, unset the setting 'read_only'."
        )
    if isinstance(folder, str):
        return
    try:
        nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError as error:
        raise Config(
            f"the library {folder} cannot be written ({error.strerror}): choose another with --library"
        ) from error


def write_pages(
    report: Report, pages: Sequence[Page], actions: Mapping[str, str], imprint: Imprint | None = None
) -> None:
    """Render every page, then write each beside its place and move it there."""
    bodies = [(page.path, page.render(report, actions, imprint)) for page in pages]
    for path, body in bodies:
        write_output(path, body)
