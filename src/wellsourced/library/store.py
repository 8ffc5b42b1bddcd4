"""The library: records, archive and index behind one door (`ports.Library`).

Adding goes bytes, records, index, mark, in that order, and each step finds out by content what an
earlier run left to do; so a process killed at any moment is finished by the next, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from wellsourced.errors import InputError, Integrity, Transient
from wellsourced.library import (
    browsing,
    call_records,
    edition_records,
    evidence_records,
    records,
    report_records,
    verifying,
)
from wellsourced.library.anchor_proof import anchor_damage
from wellsourced.library.anchor_records import write_anchors
from wellsourced.library.captures import keep_read_as, known_to_read_as, reading_the_same
from wellsourced.library.corrections import corrected
from wellsourced.library.database import Database, Writer
from wellsourced.library.edition_proof import edition_damage
from wellsourced.library.exporting import export_warc
from wellsourced.library.home import Home, belong_together, parts_of
from wellsourced.library.layers import Layer, held_in, index_text
from wellsourced.library.merging import merge_into
from wellsourced.library.published import Published
from wellsourced.library.reading import Read, read_all, snapshot_of
from wellsourced.library.records import Entry
from wellsourced.library.sightings import Seen, is_news, see
from wellsourced.library.sql_layer import SqlLayer
from wellsourced.library.state import contents_of, state_of
from wellsourced.library.view import LayeredView
from wellsourced.library.wording import folder_name, older_folder_names
from wellsourced.model.anchors import Anchor
from wellsourced.model.calls import Call
from wellsourced.model.claims import Evidence
from wellsourced.model.editions import Edition, Page
from wellsourced.model.reports import Report
from wellsourced.model.sources import Document, Passage, Snapshot, Source
from wellsourced.ports import Added, Capture, Damage, Encoder, Extractor

__all__ = ["Item", "SqlLibrary", "open_library"]

Item = Source | Snapshot | Document | Passage | Report | Page | Edition
"""What has an id."""

_BATCH = 64
"""Documents indexed at a time."""
_ROWS = 2000
"""Passages written to the index at a time, however many a document has."""


def open_library(home: Path | Home, encoder: Encoder, casebooks: Sequence[Layer] = ()) -> SqlLibrary:
    """Open the library in a directory or on servers, with read-only casebooks under it.

    One that is not there is an empty library and is made by the first write. What an
    interrupted `add` left unindexed is indexed now. Raises `Config` where the path is no directory
    or the library is newer than this program, `Integrity` where its database cannot be read,
    `Transient` where a server does not answer.
    """
    library = SqlLibrary(home, encoder, casebooks)
    library.finish()
    return library


class SqlLibrary(Published):
    """A `Library`: `records.sqlite3`, `archive/*.warc.gz`, `index/<encoder>/` in a directory.

    The records may be on a server instead, archive and index in an object store.
    """

    def __init__(self, home: Path | Home, encoder: Encoder, casebooks: Sequence[Layer] = ()) -> None:
        parts = parts_of(home)
        super().__init__(parts.records)
        self._archive = parts.archive
        self._indexed_as = folder_name(encoder.name)
        self._index_at = parts.index
        self._index = parts.index(self._indexed_as)
        self._encoder = encoder
        self._casebooks = tuple(casebooks)
        self._added = False
        self._to_be_paired = isinstance(home, Home) and home.database is not None

    def view(self, as_of: date) -> LayeredView:
        """The user's layer over the casebooks, with nothing later than `as_of` in sight."""
        return LayeredView(as_of, self._layers(), self._encoder)

    def add(self, captures: Sequence[Capture], extractor: Extractor) -> list[Added | Exception]:
        """Archive, extract, cut into passages and index; one answer a capture, in order.

        A capture the library holds already changes nothing but what is newly said of its source and when
        it was last seen, which makes it the source's current one; so does a page asked for again that reads
        as it did, whatever its bytes, which are not read a second time. One that cannot be read comes back
        as its error and leaves no trace.
        """
        snapshots = [snapshot_of(capture) for capture in captures]
        names = [one.id for one in snapshots]
        known = self._held(names)
        same = self._database.ask(partial(known_to_read_as, snapshot_ids=set(names) - known.keys())) or {}
        again = [pair for pair in zip(snapshots, captures, strict=True) if pair[0].id in {*known, *same}]
        read = read_all(captures, snapshots, {*known, *same}, extractor)
        good = [outcome for outcome in read.values() if isinstance(outcome, Read)]
        if good:
            same |= self._database.ask(partial(reading_the_same, new=good)) or {}
            good = [one for one in good if one.snapshot.id not in same]
        unreported = self._write(good, again, _seen(snapshots, same), same)
        held = known | self._held({*same.values(), *names} - known.keys())
        answers: list[Added | Exception] = []
        for capture, snapshot in zip(captures, snapshots, strict=True):
            outcome = read.get(snapshot.id)
            if isinstance(outcome, Exception):
                answers.append(outcome)
                continue
            stands = same.get(snapshot.id, snapshot.id)
            answers.append(
                Added(
                    source=capture.source,
                    snapshot=stands,
                    document=held[stands].document,
                    passages=held[stands].passages,
                    new=stands in unreported,
                )
            )
            unreported.discard(snapshot.id)
        return answers

    def finish(self) -> None:
        """Index what an interrupted run left; nothing where another process is at it or nothing is left.

        Where the index does not answer just now that waits for another opening: what needs no index goes on.
        """
        engine = self._database.engine()
        if engine is None:
            return
        with suppress(Transient):
            if self._unfinished(engine):
                with self._database.trying_to_write() as held:
                    if held is not None:
                        self._pair(held)
                        self._index_rest(held)

    def keep_anchors(self, found: Mapping[str, Sequence[Anchor]]) -> None:
        """Keep what bears notes out, by their ids; of a note judged again only what is found now stands."""
        with self._database.writing() as engine, engine.begin() as connection:
            write_anchors(connection, found)

    def save_report(self, report: Report) -> str:
        """Keep the report for good and return its id; saving it again changes nothing."""
        with self._database.writing() as engine, engine.begin() as connection:
            report_records.write_report(connection, report, datetime.now(UTC))
        return report.id

    def report(self, report_id: str) -> Report:
        """The saved report; `InputError` where there is none of that id."""
        found = self._database.ask(lambda connection: report_records.read_report(connection, report_id))
        if found is None:
            raise InputError(f"no report {report_id!r} in this library: give the id that `check` printed.")
        return found

    def keep_call(self, call: Call) -> None:
        """Keep a call to a language model for good; keeping it again changes nothing."""
        with self._database.writing() as engine, engine.begin() as connection:
            call_records.write_call(connection, call, datetime.now(UTC))

    def answered(self, key: str) -> Call | None:
        """The call of that key that was answered, None where none was."""
        return self._database.ask(partial(call_records.read_answered, key=key))

    def transcript(self, ids: Sequence[str]) -> Sequence[Call]:
        """The calls of these ids, in their order; what is not held is left out."""
        return self._database.ask(partial(call_records.read_calls, ids=ids)) or []

    def find(self, name: str) -> Item:
        """What has this id, or the only thing whose id starts so, in the library or a casebook.

        Raises `InputError` where nothing or more than one thing does.
        """
        found = self._database.ask(lambda connection: records.find_ids(connection, name, 3)) or []
        bundled = {item.id: item for item in held_in(self._casebooks) if item.id.startswith(name)}
        choices = [name] if name in found or name in bundled else sorted({*found, *bundled})
        if not name or not choices:
            raise InputError(f"nothing here is called {name!r}: give an id as printed, or its first letters.")
        if len(choices) > 1:
            raise InputError(f"{name!r} fits {', '.join(choices[:3])}: give more of the id.")
        if choices[0] in bundled:
            return bundled[choices[0]]
        return self._read_one(choices[0])

    def remember(self, items: Sequence[Evidence]) -> None:
        """Keep judgements; the newest of a claim, passage and verifier stands."""
        with self._database.writing() as engine, engine.begin() as connection:
            evidence_records.write_evidence(connection, items)

    def recall(self, claim: str, passages: Sequence[str], verifier: str) -> dict[str, Evidence]:
        """What a verifier said of a claim before, by passage id; all are ids but the verifier's name."""
        return (
            self._database.ask(lambda c: evidence_records.read_evidence(c, claim, passages, verifier)) or {}
        )

    def state(self) -> str:
        """A digest of what the user's own layer shows; the same for as long as nothing is written to it."""
        return self._database.ask(state_of) or ""

    def contents(self, source_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """The digests of the bytes that are held of each of the sources, by the source's id."""
        return self._database.ask(partial(contents_of, source_ids=source_ids)) or {}

    def shelf(self, words: str, start: int, count: int) -> tuple[int, Sequence[Source]]:
        """How many of the user's sources have the words, and a stretch of those by address."""
        total = self._database.ask(partial(browsing.count_sources, words=words)) or 0
        asked = partial(browsing.read_shelf, words=words, start=start, count=count)
        return total, self._database.ask(asked) or []

    def captured(self, source_id: str) -> Sequence[tuple[Snapshot, str | None]]:
        """The captures of a source, newest first, each with the id of the document read of it, if any was."""
        return self._database.ask(partial(browsing.read_captured, source_id=source_id)) or []

    def body(self, snapshot_id: str) -> bytes:
        """The bytes of a capture as archived. Raises `InputError` where there is none of that id."""
        found = self._database.ask(partial(records.read_snapshot, snapshot_id=snapshot_id))
        if found is None:
            raise InputError(f"no capture {snapshot_id!r} in this library: give the id as it is printed.")
        return self._archive.read(found[1])

    def verify(self) -> list[Damage]:
        """Prove every digest, span, quote, index entry and chain of editions, here and in the casebooks."""
        damage = [found for layer in self._casebooks for found in verifying.layer_damage(layer)]
        engine = self._database.engine()
        if engine is None:
            return damage
        everything = LayeredView(date.max, self._layers(), self._encoder)

        def held(passage_id: str) -> Passage | None:
            try:
                return everything.passage(passage_id)
            except KeyError:
                return None

        try:
            with engine.connect() as connection:
                parts = (
                    verifying.bytes_damage(connection, self._archive),
                    verifying.text_damage(connection),
                    verifying.index_damage(connection, self._index, self._indexed_as),
                    verifying.quote_damage(connection, held),
                    anchor_damage(connection, held),
                    edition_damage(connection),
                )
                return damage + list(chain.from_iterable(parts))
        except DatabaseError as error:
            raise Integrity(f"{self._database.name} cannot be read: restore it from a backup.") from error

    def merge(self, other: Path) -> Mapping[str, int]:
        """Bring in all that the library in another folder holds; how much of each kind was new.

        Killed on the way, it is finished by merging again. See `merging.merge_into`.
        """
        if Path(self._database.name).resolve() == Path(Database(other).name).resolve():
            raise InputError(f"{other} is this library: name another.")
        with self._database.writing() as engine:
            self._pair(engine)
            with engine.begin() as connection:
                new = merge_into(connection, self._archive, other)
        self.finish()
        return new

    def export_warc(self, target: Path, software: str) -> int:
        """Write the archive as one WARC file; how many snapshots it holds. See `exporting.export_warc`."""
        snapshots = self._database.ask(records.snapshot_ids) or []
        return export_warc(self._archive, snapshots, target, software)

    def close(self) -> None:
        """Let go of the files; after much was added, with the index merged for those who search next."""
        if self._added:
            self._added = False
            # What is not merged now will be after the next adding.
            with suppress(Transient), self._database.trying_to_write() as held:
                if held is not None:
                    self._index.settle()
        self._database.close()

    def _layers(self) -> list[Layer]:
        engine = self._database.engine()
        own: list[Layer] = [] if engine is None else [SqlLayer(engine, self._index)]
        return own + list(self._casebooks)

    def _held(self, names: Collection[str]) -> dict[str, records.Held]:
        return self._database.ask(lambda connection: records.held(connection, names)) or {}

    def _read_one(self, name: str) -> Item:
        readers: dict[str, Callable[[Connection], Item | None]] = {
            "source": lambda c: records.read_source(c, name),
            "snapshot": lambda c: found[0] if (found := records.read_snapshot(c, name)) else None,
            "document": lambda c: records.read_document(c, name),
            "passage": lambda c: records.read_one_passage(c, name),
            "report": lambda c: report_records.read_report(c, name),
            "page": lambda c: edition_records.read_page(c, name),
            "edition": lambda c: edition_records.read_edition(c, name),
        }
        found = self._database.ask(readers[name.partition("-")[0]])
        if found is None:
            raise InputError(f"nothing here is called {name!r}: it was removed meanwhile.")
        return found

    def _write(
        self,
        new: Sequence[Read],
        again: Sequence[tuple[Snapshot, Capture]],
        seen: Seen,
        same: Mapping[str, str],
    ) -> set[str]:
        """Archive, record and index; the ids of the snapshots that were not there before.

        `again` are captures of what is here already: of a page just asked for, that it has not changed is
        archived; a file, or a page from another archive, was only read again. `seen` tells when which
        snapshots were, `same` which bytes are not kept since they read as those of a snapshot.
        """
        corrections = self._corrections([capture.source for _, capture in again])
        returns = [
            (one, capture)
            for one, capture in again
            if one.id not in same and capture.exchange is not None and not capture.imported
        ]
        moved = self._database.ask(partial(is_news, seen=seen))
        if not (new or corrections or returns or moved):
            return set()
        with self._database.writing() as engine:
            self._pair(engine)
            # Another process may have added some of them since we looked.
            there = self._held([one.snapshot.id for one in new])
            new = [one for one in new if one.snapshot.id not in there]
            places = self._archive.write([(one.snapshot, one.capture) for one in new], self._first(returns))
            entries = [
                Entry(
                    source=one.capture.source,
                    told=one.told,
                    snapshot=one.snapshot,
                    document=one.document,
                    passages=one.passages,
                    place=place,
                )
                for one, place in zip(new, places, strict=True)
            ]
            with engine.begin() as connection:
                for source in corrections:
                    records.write_source(connection, source)
                records.write_entries(connection, entries)
                keep_read_as(connection, same)
                see(connection, seen)
            self._index_rest(engine)
        return {one.snapshot.id for one in new}

    def _pair(self, engine: Writer) -> None:
        """Before the first writing to places that are named apart: see that they are of one library."""
        if self._to_be_paired:
            with engine.connect() as connection:
                belong_together(connection, self._archive)
            self._to_be_paired = False

    def _first(self, returns: Sequence[tuple[Snapshot, Capture]]) -> list[tuple[Snapshot, Capture]]:
        """Captures of bytes held already, each with the snapshot as it was first captured."""
        stored = (
            (self._database.ask(partial(records.read_snapshot, snapshot_id=snapshot.id)), capture)
            for snapshot, capture in returns
        )
        return [(found[0], capture) for found, capture in stored if found is not None]

    def _corrections(self, again: Sequence[Source]) -> list[Source]:
        """The sources known already of which something new is said."""
        if not again:
            return []
        known = self._database.ask(partial(records.read_sources, source_ids={one.id for one in again})) or {}
        found: dict[str, Source] = {}
        for source in again:
            before = found.get(source.id) or known.get(source.id)
            if before is not None and (better := corrected(before, source)) != before:
                found[source.id] = better
        return list(found.values())

    def _unfinished(self, engine: Engine) -> bool:
        with engine.connect() as connection:
            if not self._index.is_made():
                return records.any_passages(connection)
            return bool(records.unindexed(connection, self._indexed_as, 1))

    def _index_rest(self, engine: Writer) -> None:
        """Index every document that is not marked as indexed; the caller holds the lock."""
        if not self._index.is_made():
            self._index = self._index_at(self._indexed_as)
            for name in older_folder_names(self._encoder.name):
                self._index_at(name).drop()
            with engine.begin() as connection:
                records.unmark_all(connection, self._indexed_as)
        while True:
            with engine.connect() as connection:
                documents = records.unindexed(connection, self._indexed_as, _BATCH)
                passages = records.passages_of(connection, documents)
            if not documents:
                return
            for at in range(0, len(passages), _ROWS):
                some = passages[at : at + _ROWS]
                texts = [index_text(one.passage, one.title) for one in some]
                vectors = np.asarray(self._encoder.encode(texts), dtype=np.float32)
                self._index.add([one.passage.id for one in some], texts, vectors)
                self._added = True
            with engine.begin() as connection:
                records.mark_indexed(connection, self._indexed_as, documents)


def _seen(snapshots: Sequence[Snapshot], same: Mapping[str, str]) -> Seen:
    """When each of them was captured; `same` are captures that read as another that is held."""
    return [(same.get(one.id, one.id), one.captured_at) for one in snapshots]
