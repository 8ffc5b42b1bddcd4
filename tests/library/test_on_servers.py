"""A library on servers: who may write, what a server that goes away does to it, and that it comes back."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from holdings import BARRAGE, ENCODER, FERRY, LIGHTHOUSE, add, capture
from library_digest import contents
from servers import ObjectStore, Postgres
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Config, Permanent, Transient
from wellsourced.library import database as waiting
from wellsourced.library.home import Home, parts_of, reach
from wellsourced.library.schema import HEAD, metadata
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.ports import Capture, Extracted

TODAY = date(2026, 11, 22)


def opened(home: Path | Home) -> SqlLibrary:
    return open_library(home, ENCODER)


def texts(library: SqlLibrary) -> set[str]:
    return {passage.text for passage in library.view(TODAY).passages()}


def test_migrations_make_the_same_tables_on_postgresql(on_servers: Home) -> None:
    records = parts_of(on_servers).records
    assert records.engine() is None
    with records.writing() as writer, writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    assert records.engine() is not None


def test_a_library_of_a_newer_program_is_refused(on_servers: Home, postgres: Postgres) -> None:
    with parts_of(on_servers).records.writing():
        pass
    name = str(on_servers.database).rpartition("/")[2]
    postgres.run("UPDATE alembic_version SET version_num = '9999'", name)
    with pytest.raises(Config, match=r"postgresql://.* was written by a newer version \(revision 9999\)"):
        opened(on_servers)


def test_nothing_is_made_before_something_is_added(on_servers: Home, postgres: Postgres) -> None:
    library = opened(on_servers)
    assert list(library.view(TODAY).passages()) == [] and library.verify() == []
    name = str(on_servers.database).rpartition("/")[2]
    assert postgres.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", name) == [[0]]


def test_records_on_a_server_and_the_rest_in_a_folder(database: str, tmp_path: Path) -> None:
    home = Home(place=tmp_path / "library", database=database)
    with closing(opened(home)) as library:
        add(library, capture("ferry", FERRY))
    with closing(opened(home)) as library:
        assert texts(library) == {FERRY} and library.verify() == []
    assert sorted(entry.name for entry in (tmp_path / "library").iterdir()) == ["archive", "index"]


@pytest.mark.parametrize(
    ("home", "says"),
    [
        (Home(place="s3://bucket/library"), "name a PostgreSQL database in the setting 'database'"),
        (Home(place="s3://", database="postgresql://u@h/d"), "names no bucket"),
        (Home(place=Path("x"), database="mysql://u@h/d"), "write postgresql://"),
        (Home(place=Path("x"), database="nonsense"), "write postgresql://"),
        (Home(place=Path("x"), database="postgresql://u:secret@h/d?sslmode=odd"), "sslmode=odd is not known"),
    ],
)
def test_settings_that_do_not_fit_are_one_clear_line(home: Home, says: str) -> None:
    with pytest.raises(Config, match=says) as caught:
        opened(home)
    assert "\n" not in str(caught.value) and "secret" not in str(caught.value)


def test_one_writes_at_a_time_and_the_lock_goes_with_its_holder(
    on_servers: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = parts_of(on_servers).records, parts_of(on_servers).records
    monkeypatch.setattr("wellsourced.library.postgres.PATIENCE", 0.2)
    with one.writing():
        with other.trying_to_write() as held:
            assert held is None
        with pytest.raises(Transient, match="another process is writing to this library"), other.writing():
            pass
        with pytest.raises(Transient, match="another process"), one.writing():  # a thread of the same process
            pass
    with other.trying_to_write() as held:
        assert held is not None
    assert waiting.PATIENCE > 1


HOLDING = """
import sys, time
from pathlib import Path
from wellsourced.library.home import Home, parts_of, reach
with parts_of(Home(place=Path("nowhere"), database=sys.argv[1])).records.writing():
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_killed_writer_lets_go_at_once(database: str) -> None:
    command = [sys.executable, "-c", HOLDING, database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        records = parts_of(Home(place=Path("nowhere"), database=database)).records
        with records.trying_to_write() as held:
            assert held is None
        holder.kill()
    began = time.monotonic()
    with records.writing():
        assert time.monotonic() - began < 5


def test_a_writer_that_lost_its_lock_commits_nothing(on_servers: Home, postgres: Postgres) -> None:
    with closing(opened(on_servers)) as library:
        add(library, capture("ferry", FERRY))
    records = parts_of(on_servers).records
    with pytest.raises(Transient, match="try again"), records.writing() as writer:
        postgres.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'wellsourced' AND pid <> pg_backend_pid()"
        )
        for _ in range(2):  # the loss is met once, and stays
            with pytest.raises(Transient), writer.begin() as connection:
                connection.exec_driver_sql("DELETE FROM passages")
        with writer.begin() as connection:
            connection.exec_driver_sql("DELETE FROM passages")
    with closing(opened(on_servers)) as library:
        assert texts(library) == {FERRY} and library.verify() == []


def asking(library: SqlLibrary) -> list[Callable[[], object]]:
    """Everything one does with a library."""
    return [
        lambda: list(library.view(TODAY).passages()),
        lambda: library.view(TODAY).search("ferry", 3),
        lambda: library.add([capture("barrage", BARRAGE)], Extractors()),
        lambda: library.verify(),
        lambda: library.find("source-x"),
    ]


def test_a_database_that_is_down_is_one_clear_line_and_nothing_is_lost(
    on_servers: Home, postgres: Postgres
) -> None:
    library = opened(on_servers)
    add(library, capture("ferry", FERRY))
    postgres.stop()
    try:
        for ask in asking(library):
            with pytest.raises(Transient, match=r"^the database postgresql://.*try again\.$") as caught:
                ask()
            assert "\n" not in str(caught.value) and caught.value.exit_code == 3
        with pytest.raises(Transient, match="does not answer"):
            opened(on_servers)
        library.count_read("page-x", TODAY)  # no reader is refused for it
    finally:
        postgres.start()
    assert texts(library) == {FERRY}
    add(library, capture("barrage", BARRAGE))
    assert texts(library) == {FERRY, BARRAGE}
    assert library.verify() == []


def test_an_object_store_that_is_down_is_one_clear_line_and_nothing_is_lost(
    on_servers: Home, object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wellsourced.library.object_store.RETRIES", 1)  # by default it asks for longer
    library = opened(on_servers)
    add(library, capture("ferry", FERRY))
    object_store.stop()
    try:
        for ask in asking(library)[1:3]:
            with pytest.raises(
                Transient, match=r"^the object store does not answer .*try again\.$"
            ) as caught:
                ask()
            assert "\n" not in str(caught.value) and caught.value.retry_after is not None
        with closing(opened(on_servers)) as other:
            assert texts(other) == {FERRY}  # the records need no bucket
    finally:
        object_store.start()
    add(library, capture("barrage", BARRAGE))
    assert texts(library) == {FERRY, BARRAGE}
    assert library.verify() == []


def test_what_a_store_did_not_take_into_the_index_is_there_at_the_next_opening(
    on_servers: Home, object_store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened(on_servers)
    add(library, capture("ferry", FERRY))

    def refused(*rows: object) -> None:
        raise Transient("the object store does not answer: try again.")

    with monkeypatch.context() as patch:
        patch.setattr("wellsourced.library.index.Index.add", refused)
        with pytest.raises(Transient):
            library.add([capture("lighthouse", LIGHTHOUSE)], Extractors())
    assert [hit.passage.text for hit in library.view(TODAY).lexical("lighthouse keeper", 1)] == []
    again = opened(on_servers)
    assert [one.text for one in again.view(TODAY).lexical("lighthouse keeper", 1)] == [LIGHTHOUSE]
    assert again.verify() == []


def test_wrong_keys_and_wrong_names_are_settings_at_fault(
    on_servers: Home, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(opened(on_servers)) as library:
        add(library, capture("ferry", FERRY))
    with pytest.raises(Config, match=r"the database .* refuses .*does not exist.*: check the setting"):
        opened(Home(place=on_servers.place, database=postgres.url("nobody_made_this")))
    with pytest.raises(Config, match=r"^the object store refuses s3://nobodys.*: check bucket and keys\.$"):
        reach(Home(place="s3://nobodys/library", database=on_servers.database))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    with pytest.raises(Config, match=r"^the object store refuses s3://.*: check bucket and keys\.$"):
        opened(on_servers)


def test_a_name_that_is_taken_by_other_bytes_is_not_written_over(bucket: str) -> None:
    from wellsourced.library.s3_blobs import S3Blobs

    blobs = S3Blobs(bucket)
    assert blobs.write("a.warc.gz", lambda file: file.write(b"one") and None) == "a.warc.gz"
    assert blobs.write("a.warc.gz", lambda file: file.write(b"one") and None) == "a.warc.gz"
    other = blobs.write("a.warc.gz", lambda file: file.write(b"two") and None)
    assert blobs.names() == sorted(["a.warc.gz", other]) and other.endswith(".warc.gz")
    for name, body in {"a.warc.gz": b"one", other: b"two"}.items():
        with blobs.reading(name) as file:
            assert file.read() == body


class OddWords(Extractors):
    """Gives text that holds the character NUL, as no extractor of ours does."""

    def extract(self, captures: Sequence[Capture]) -> list[Extracted | Exception]:
        read = super().extract(captures)
        return [one if isinstance(one, Exception) else replace(one, title="NUL \0 within") for one in read]


def test_long_and_odd_words_are_kept_as_they_are(on_servers: Home) -> None:
    library = opened(on_servers)
    odd = "A ferry \U0001f6a2 of Doña Ana's \\ 'line' % {x} :y $1 sails at \u2028noon." + " It waits." * 3000
    long = "text/plain; charset=utf-8; boundary=" + "x" * 400  # a server may say what it likes
    [added] = add(library, capture("o'dd %s", odd, media_type=long))
    passage = next(iter(library.view(TODAY).passages()))
    assert library.view(TODAY).document_of(passage).id == added.document
    assert "Doña Ana's \\ 'line' % {x} :y $1" in passage.text
    assert library.view(TODAY).snapshot_of(passage).media_type == long
    [refused] = library.add([capture("ferry", FERRY)], OddWords())
    assert isinstance(refused, Permanent) and "NUL" in str(refused)
    assert library.verify() == []


def pages() -> list[Capture]:
    return [capture(f"page{number}", f"Page {number} of the log says so twice.") for number in range(24)]


@pytest.mark.parametrize(("which", "times"), [("postgres", 4), ("object_store", 1)])
def test_adding_goes_on_through_a_server_that_dies(
    on_servers: Home,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    which: str,
    times: int,
) -> None:
    monkeypatch.setattr("wellsourced.library.object_store.RETRIES", 1)
    server: Postgres | ObjectStore = request.getfixturevalue(which)
    rng, refusals, failed = random.Random(7), [], []

    def work() -> None:
        try:
            with closing(opened(on_servers)) as library:
                left = pages()
                while left:
                    try:
                        add(library, left[0])
                        left.pop(0)
                    except Transient as error:
                        refusals.append(error)
                        time.sleep(0.05)
        except BaseException as error:
            failed.append(error)

    with closing(opened(on_servers)) as library:
        add(library, capture("ferry", FERRY))
    worker = threading.Thread(target=work)
    worker.start()
    for _ in range(times):
        time.sleep(rng.uniform(0.1, 0.5))
        server.stop()
        time.sleep(0.2)
        server.start()
    worker.join()
    assert failed == []
    assert refusals or which == "object_store"  # whose clients ask again by themselves
    with closing(open_library(tmp_path / "undisturbed", ENCODER)) as library:
        add(library, capture("ferry", FERRY), *pages())
    with closing(opened(on_servers)) as library:
        assert library.verify() == []
    assert contents(on_servers) == contents(tmp_path / "undisturbed")


def test_writers_on_many_connections_take_turns(on_servers: Home) -> None:
    failed: list[BaseException] = []

    def write(part: int) -> None:
        try:
            with closing(opened(on_servers)) as library:
                for number in range(2):
                    add(library, capture(f"page{part}{number}", f"Page {number} of {part} says so."))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with closing(opened(on_servers)) as library:
        assert len(texts(library)) == 8 and library.verify() == []
