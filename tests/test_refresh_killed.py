"""Whenever a refresh is killed, the page has its old edition or its new one, whole; the next one finishes."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from dying_refresh import Texts, desk_over, refresh_and_die
from hashing_encoder import HashingEncoder
from test_refresh import CLAIM, PAGES, START, source_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.check import check
from wellsourced.library.store import open_library
from wellsourced.publish import publish
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.collect import collect

NEW = {uri: text.replace("412", "398") for uri, text in PAGES.items()}


@dataclass(frozen=True)
class Prepared:
    """A library with a first edition, the pages as they are now, and how a refresh that lives ends."""

    library: Path
    pages: Path
    statements: int
    ends: tuple[str, ...]


def editions(library: Path) -> tuple[str, ...]:
    """The ids of the page's editions; each is whole and the library is sound."""
    opened = open_library(library, HashingEncoder())
    assert opened.verify() == []
    (page,) = opened.pages()
    chain = opened.editions(page.id)
    assert all(opened.report(one.report).id == one.report for one in chain)
    assert [one.previous for one in chain] == [None, *(one.id for one in chain[:-1])]
    return tuple(one.id for one in chain)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("killed")
    library = open_library(folder / "library", HashingEncoder())
    desk = desk_over(library, START)
    collect([source_of(uri) for uri in PAGES], Texts(PAGES, START), Extractors(), library)
    report = check(read_inquiry(CLAIM, on=START.date()), desk)
    library.save_report(report)
    publish(report.id, desk)
    library.close()
    pages = folder / "pages.json"
    pages.write_text(json.dumps(NEW), encoding="utf-8")
    lived = shutil.copytree(folder / "library", folder / "lived")
    return Prepared(
        library=folder / "library",
        pages=pages,
        statements=refresh_and_die(lived, pages),
        ends=editions(lived),
    )


def kill_at(prepared: Prepared, share: float, folder: Path) -> None:
    library = shutil.copytree(prepared.library, folder / "library")
    statement = max(1, round(share * prepared.statements))
    assert refresh_and_die(library, prepared.pages, statement) == -1
    assert editions(library) in (prepared.ends[:1], prepared.ends)
    assert refresh_and_die(library, prepared.pages) > 0
    assert editions(library) == prepared.ends


def test_a_refresh_that_lives_makes_the_second_edition(prepared: Prepared) -> None:
    assert len(prepared.ends) == 2
    assert prepared.statements > 20


@pytest.mark.parametrize("share", [0.3, 0.7, 0.97])
def test_killed_it_leaves_the_old_edition_or_the_new_one(
    prepared: Prepared, share: float, tmp_path: Path
) -> None:
    kill_at(prepared, share, tmp_path)


@pytest.mark.endurance
@pytest.mark.parametrize("step", range(40))
def test_killed_anywhere_it_leaves_the_old_edition_or_the_new_one(
    prepared: Prepared, step: int, tmp_path: Path
) -> None:
    kill_at(prepared, (step + 1) / 40, tmp_path)
