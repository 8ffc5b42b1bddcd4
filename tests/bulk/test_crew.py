"""Who does the work makes no difference to what comes of it, nor to what is told when it goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from toil import Toil
from wellsourced.bulk import crew as crews
from wellsourced.bulk.crew import Crew, done_by
from wellsourced.bulk.shards import cut
from wellsourced.errors import Config, MissingExtra, Transient

SHARDS = cut(range(10), 2, {})
DOUBLED = {shard.key: tuple(2 * item for item in shard.items) for shard in SHARDS}
ALONE, TWO = Crew(), Crew(size=2)


def noted(folder: Path, what: str) -> int:
    return len(list(folder.glob(f"{what}-*")))


@pytest.mark.parametrize("crew", [ALONE, TWO], ids=["alone", "two"])
def test_every_shard_is_done_once_and_a_worker_opens_its_tools_once(crew: Crew, tmp_path: Path) -> None:
    done = list(done_by(crew, Toil(notes=tmp_path), SHARDS))
    assert {shard.key: answer for shard, answer in done} == DOUBLED
    assert noted(tmp_path, "did") == len(SHARDS) == len(done)
    assert 1 <= noted(tmp_path, "opened") <= (crew.size or 1)


@pytest.mark.parametrize("crew", [ALONE, TWO], ids=["alone", "two"])
def test_where_nothing_is_to_be_done_nothing_is_opened(crew: Crew, tmp_path: Path) -> None:
    assert list(done_by(crew, Toil(notes=tmp_path), [])) == []
    assert noted(tmp_path, "opened") == 0


@pytest.mark.parametrize("crew", [ALONE, TWO], ids=["alone", "two"])
def test_what_goes_wrong_is_told_as_it_was(crew: Crew, tmp_path: Path) -> None:
    with pytest.raises(Transient, match="too tired"):
        list(done_by(crew, Toil(notes=tmp_path, at=8, trouble="fails"), SHARDS))
    with pytest.raises(Config, match=r"wellsourced\[strength\]"):
        next(done_by(crew, Toil(notes=tmp_path, trouble="cannot open"), SHARDS))


def test_a_worker_that_dies_is_told_and_leaves_the_rest_for_the_next_run(tmp_path: Path) -> None:
    given = done_by(TWO, Toil(notes=tmp_path, at=9, trouble="dies"), SHARDS)
    with pytest.raises(Transient, match="a worker died"):
        list(given)


def test_no_more_is_handed_out_than_workers_can_begin(tmp_path: Path) -> None:
    taken = 0

    class Counted(list):  # type: ignore[type-arg]
        def __iter__(self):  # type: ignore[no-untyped-def]
            nonlocal taken
            for one in super().__iter__():
                taken += 1
                yield one

    given = done_by(TWO, Toil(notes=tmp_path), Counted(cut(range(40), 1, {})))
    next(given)
    assert taken <= crews.AHEAD * 2
    assert len(list(given)) == 39


def test_without_ray_its_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"wellsourced\[ray\]"):
        done_by(Crew(ray="local"), Toil(notes=tmp_path), SHARDS)
