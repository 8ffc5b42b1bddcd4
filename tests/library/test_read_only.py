"""A library that is only read: by many at once, and nobody can change it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from builders import report
from holdings import BARRAGE, ENCODER, FERRY, add, capture
from servers import Postgres
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Config
from wellsourced.library.home import Home
from wellsourced.library.store import SqlLibrary, open_library

TODAY = date(2026, 11, 22)


def reader(home: Path | Home) -> SqlLibrary:
    """The library as it is opened by one who only reads it."""
    home = Home(place=home) if isinstance(home, Path) else home
    return open_library(replace(home, read_only=True), ENCODER)


def test_everything_can_be_read_and_nothing_written(home: Path | Home) -> None:
    with closing(open_library(home, ENCODER)) as writer:
        add(writer, capture("ferry", FERRY))
    with closing(reader(home)) as library:
        [hit] = library.view(TODAY).search("Does the ferry carry cars?", 3)
        assert hit.passage.text == FERRY and library.verify() == []
        for write in (
            lambda: library.add([capture("barrage", BARRAGE)], Extractors()),
            lambda: library.save_report(report()),
            lambda: library.remember([]),
        ):
            with pytest.raises(Config, match=r"is opened to be read only: .* unset the setting 'read_only'"):
                write()
        library.count_read("page-x", TODAY)  # not counted, and nobody is refused for it
        assert library.add([capture("ferry", FERRY)], Extractors())[0].new is False  # type: ignore[union-attr]


def test_readers_see_at_once_what_is_written_beside_them(home: Path | Home) -> None:
    with closing(open_library(home, ENCODER)) as writer, closing(reader(home)) as one:
        assert list(one.view(TODAY).passages()) == []
        add(writer, capture("ferry", FERRY))
        with closing(reader(home)) as other:
            for library in (one, other):
                assert [hit.passage.text for hit in library.view(TODAY).search("ferry", 3)] == [FERRY]
        add(writer, capture("barrage", BARRAGE))
        assert {passage.text for passage in one.view(TODAY).passages()} == {FERRY, BARRAGE}


def test_what_was_interrupted_waits_for_one_who_may_write(
    home: Path | Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_library(home, ENCODER)) as writer, monkeypatch.context() as patch:
        patch.setattr(SqlLibrary, "_index_rest", lambda *any: None)
        add(writer, capture("ferry", FERRY))
    with closing(reader(home)) as library:
        assert library.view(TODAY).search("ferry", 3) == []
        assert [passage.text for passage in library.view(TODAY).passages()] == [FERRY]
    with closing(open_library(home, ENCODER)), closing(reader(home)) as library:
        assert [hit.passage.text for hit in library.view(TODAY).search("ferry", 3)] == [FERRY]


def test_a_folder_stays_as_it_was_byte_for_byte(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with closing(open_library(folder, ENCODER)) as writer:
        add(writer, capture("ferry", FERRY))

    def held() -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".sqlite3-shm")
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in files if path.stat().st_size}

    before = held()
    with closing(reader(folder)) as library:
        assert library.verify() == [] and library.view(TODAY).search("ferry", 3)
    assert held() == before


def test_there_need_be_no_library_yet(tmp_path: Path) -> None:
    with closing(reader(tmp_path / "nowhere")) as library:
        assert library.view(TODAY).search("ferry", 3) == []
    assert not (tmp_path / "nowhere").exists()


def test_a_role_that_may_only_select_is_enough_to_read(on_servers: Home, postgres: Postgres) -> None:
    with closing(open_library(on_servers, ENCODER)) as writer:
        add(writer, capture("ferry", FERRY))
    address = str(on_servers.database)
    name = address.rpartition("/")[2]
    postgres.run(f"CREATE ROLE reader_{name} LOGIN")
    postgres.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_{name}", name)
    home = replace(on_servers, database=address.replace("tester@", f"reader_{name}@"))
    with closing(reader(home)) as library:
        assert [hit.passage.text for hit in library.view(TODAY).search("ferry", 3)] == [FERRY]
        assert library.verify() == []
    refused = pytest.raises(Config, match=r"refuses .*permission denied.*: check the setting 'database'")
    with closing(open_library(home, ENCODER)) as library, refused:
        library.add([capture("barrage", BARRAGE)], Extractors())
