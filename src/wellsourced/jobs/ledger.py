"""What the queue keeps beside the engine's own tables: whose turn it was, who works, what was judged.

One database for all, SQLite beside the library or PostgreSQL. Who changes whose turn it is holds the gate,
so of all processes on all machines one at a time does.
"""

from __future__ import annotations

import fcntl
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

from sqlalchemy import URL, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from wellsourced.errors import Config, Transient
from wellsourced.jobs import tables
from wellsourced.jobs.databases import PASSING, connect_to, passing
from wellsourced.ports import Judgement

__all__ = ["Ledger", "Worker"]

PATIENCE = 60.0
"""Seconds to wait at the gate."""

_COUNTER = "\x1fcounter"
"""In place of a user: how many turns were given out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A process that works on a queue: where it runs, and how often it said that it is alive."""

    id: str
    place: str
    beat: int


class Ledger:
    """The tables of one queue. `folder` is this machine's own, for its locks."""

    def __init__(self, url: URL, folder: Path, queue: str) -> None:
        self.folder = folder
        self.queue = queue
        self.url = url
        self.is_local = url.get_backend_name() == "sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Config(f"{folder} cannot be made ({error.strerror}): choose another library") from error
        self._engine = connect_to(url)

    def prepare(self) -> None:
        """Make the tables where they are not there yet."""
        with self.gate():
            tables.ALL.create_all(self._engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Nobody else changes whose turn it is meanwhile. Raises `Transient` where others take too long."""
        with self.alone("gate", PATIENCE) as ours:
            if not ours:
                raise Transient("the queue is busy: try again.", 5.0)
            yield

    @contextmanager
    def reached(self) -> Iterator[None]:
        """What is done meanwhile raises `Transient` where the database is out of reach."""
        try:
            yield
        except PASSING as error:
            raise passing(error) from error

    @contextmanager
    def alone(self, office: str, patience: float = 0.0) -> Iterator[bool]:
        """Whether we hold an office that one process at a time has, for as long as this lasts.

        It goes with the process, however that ends. Others are waited for `patience` seconds.
        """
        if self.is_local:
            with self._lock_file(office).open("a", encoding="utf-8") as file:
                yield taken(file, patience)
            return
        key = self._key(office)
        with self._engine.connect() as connection:
            # No transaction stays open, nor waits in the server: changes of its tables would wait for it.
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            take, let_go = select(func.pg_try_advisory_lock(key)), select(func.pg_advisory_unlock(key))
            ours = _in_time(lambda: bool(connection.execute(take).scalar()), patience)
            try:
                yield ours
            finally:
                if ours and not connection.invalidated:
                    with suppress(*PASSING):  # with a session that broke its lock went
                        connection.execute(let_go)

    @contextmanager
    def office(self, name: str) -> Iterator[Callable[[], bool]]:
        """Tells whether we hold an office as in `alone`; it is taken as soon as it is free.

        Where the database went away our lock went too, so it is asked for anew each time.
        """
        if self.is_local:
            with self._lock_file(name).open("a", encoding="utf-8") as file:
                yield lambda: taken(file, 0.0)
            return
        take = select(func.pg_try_advisory_lock(self._key(name)))
        connection: Connection | None = None

        def end() -> None:
            nonlocal connection
            if connection is not None:
                connection.invalidate()  # closed, and the lock with it
                connection.close()
            connection = None

        def holds() -> bool:
            nonlocal connection
            try:
                if connection is None:
                    connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                return bool(connection.execute(take).scalar())  # a session may take a lock that it has
            except PASSING:
                end()
                return False

        try:
            yield holds
        finally:
            end()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to look things up; a database out of reach is `Transient`."""
        with self.reached(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at its end; a database out of reach is `Transient`."""
        with self.reached(), self._engine.begin() as connection:
            yield connection

    def turns(self) -> Mapping[str, int]:
        """The number of each user's last turn."""
        query = select(tables.turns.c.person, tables.turns.c.turn).where(tables.turns.c.queue == self.queue)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {person: turn for person, turn in rows if person != _COUNTER}

    def take_turn(self, user: str) -> None:
        """It is the user's turn, after all that were. Only at the gate."""
        with self._engine.begin() as connection:
            self._put(connection, user, self._count(connection))

    def number(self) -> int:
        """The next number of the order of asking. Only at the gate."""
        with self._engine.begin() as connection:
            return self._count(connection)

    def asked(self, user: str, day: date) -> int:
        """How many jobs a user asked for on a day."""
        ours = (
            (tables.asked.c.queue == self.queue)
            & (tables.asked.c.person == user)
            & (tables.asked.c.day == day.isoformat())
        )
        with self._engine.connect() as connection:
            return connection.execute(select(tables.asked.c.jobs).where(ours)).scalar() or 0

    def count_asked(self, user: str, day: date) -> None:
        """One job more was asked for. Only at the gate."""
        jobs = self.asked(user, day) + 1
        with self._engine.begin() as connection:
            ours = (tables.asked.c.queue == self.queue) & (tables.asked.c.person == user)
            # Days that are over; yesterday is not quite where a clock is set back over midnight.
            over = tables.asked.c.day < (day - timedelta(days=1)).isoformat()
            today = tables.asked.c.day == day.isoformat()
            connection.execute(delete(tables.asked).where(ours & (over | today)))
            connection.execute(
                insert(tables.asked).values(queue=self.queue, person=user, day=day.isoformat(), jobs=jobs)
            )

    def workers(self) -> list[Worker]:
        """Who works on this queue, the dead among them."""
        query = select(tables.workers.c.id, tables.workers.c.place, tables.workers.c.beat).where(
            tables.workers.c.queue == self.queue
        )
        with self._engine.connect() as connection:
            return [Worker(id=one, place=where, beat=beat) for one, where, beat in connection.execute(query)]

    def enroll(self, worker: str, place: str) -> None:
        """A worker begins."""
        with self._engine.begin() as connection:
            connection.execute(
                insert(tables.workers).values(id=worker, queue=self.queue, place=place, beat=0)
            )

    def beat(self, worker: str) -> bool:
        """A worker says that it is alive; false where it was struck off meanwhile."""
        query = (
            update(tables.workers).where(tables.workers.c.id == worker).values(beat=tables.workers.c.beat + 1)
        )
        with self._engine.begin() as connection:
            return connection.execute(query).rowcount == 1

    def strike_off(self, worker: str) -> None:
        """A worker has ended."""
        with self._engine.begin() as connection:
            connection.execute(delete(tables.workers).where(tables.workers.c.id == worker))

    def judged(self, names: Collection[str]) -> dict[str, Judgement]:
        """What was judged before, by the names it was kept under."""
        query = select(tables.judgements).where(tables.judgements.c.id.in_(names))
        with self._engine.connect() as connection:
            return {
                row.id: Judgement(supports=row.supports, refutes=row.refutes, neutral=row.neutral)
                for row in connection.execute(query)
            }

    def keep(self, judgements: Mapping[str, Judgement], day: date) -> None:
        """Keep judgements of a day (UTC); of one that another worker kept meanwhile, its own stands."""
        rows = [{"id": name, "day": day.isoformat(), **asdict(one)} for name, one in judgements.items()]
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(tables.judgements), rows)
        except IntegrityError:
            there = self.judged(list(judgements))
            rest = {name: one for name, one in judgements.items() if name not in there}
            if rest:
                self.keep(rest, day)

    def forget_judged(self, before: date) -> None:
        """Let go of the judgements of earlier days."""
        old = delete(tables.judgements).where(tables.judgements.c.day < before.isoformat())
        with self._engine.begin() as connection:
            connection.execute(old)

    def _count(self, connection: Connection) -> int:
        ours = (tables.turns.c.queue == self.queue) & (tables.turns.c.person == _COUNTER)
        number = (connection.execute(select(tables.turns.c.turn).where(ours)).scalar() or 0) + 1
        self._put(connection, _COUNTER, number)
        return number

    def _put(self, connection: Connection, person: str, turn: int) -> None:
        ours = (tables.turns.c.queue == self.queue) & (tables.turns.c.person == person)
        if connection.execute(update(tables.turns).where(ours).values(turn=turn)).rowcount == 0:
            connection.execute(insert(tables.turns).values(queue=self.queue, person=person, turn=turn))

    def _key(self, office: str) -> int:
        return zlib.crc32(f"wellsourced {self.queue} {office}".encode())

    def _lock_file(self, name: str) -> Path:
        return self.folder / f"{name}.lock"


def taken(file: TextIO, patience: float) -> bool:
    """Whether we have the lock on an open file; it goes when the file is closed or the process dies."""

    def locked() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    return _in_time(locked, patience)


def _in_time(done: Callable[[], bool], patience: float) -> bool:
    """Whether it is done within so many seconds, tried again and again; at least once."""
    deadline = time.monotonic() + patience
    while not done():
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.005)
    return True
