"""Proving anchors: each quotes words that stand in an archived passage of the source its note is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection

from wellsourced.library import records
from wellsourced.library.anchor_records import anchor_keys, read_anchor
from wellsourced.model.anchors import Anchor
from wellsourced.model.sources import Passage
from wellsourced.ports import Damage, DamageKind

__all__ = ["anchor_damage"]


def anchor_damage(
    connection: Connection,
    held: Callable[[str], Passage | None],
    among: Iterable[tuple[str, int]] | None = None,
) -> Iterator[Damage]:
    """Anchors that are not what was kept, or whose quote is not in the passage they name.

    A note that no casebook has any more, as after its casebook changed, leaves its anchors without use
    and without harm: nobody asks for them. They are still held to their passages. `among` are notes and
    parts, else all are proven.
    """
    for note, part in anchor_keys(connection) if among is None else among:
        try:
            anchor = read_anchor(connection, note, part)
        except ValueError:
            yield _damage(note, part, "its record cannot be read")
            continue
        fault = _fault(anchor, note, part, held, connection)
        if fault is not None:
            yield _damage(note, part, fault)


def _fault(
    anchor: Anchor, note: str, part: int, held: Callable[[str], Passage | None], connection: Connection
) -> str | None:
    if (anchor.note, anchor.part) != (note, part):
        return "it was moved from another note or part"
    passage = held(anchor.passage)
    if passage is None:
        return f"the library no longer holds its passage {anchor.passage}"
    if passage.note is not None:
        return f"its passage {anchor.passage} is a note itself"
    if anchor.quote not in passage.text:
        return f"its quote does not occur in the passage {anchor.passage}"
    about = held(note)
    if about is None or about.note is None:
        return None
    if " ".join(anchor.text.split()) not in " ".join(about.text.split()):
        return "its words are not its note's"
    if _source(passage, connection) != about.note.about.id:
        return f"its passage {anchor.passage} is of another source than its note is about"
    return None


def _source(passage: Passage, connection: Connection) -> str | None:
    document = records.read_document(connection, passage.document)
    found = None if document is None else records.read_snapshot(connection, document.snapshot)
    return None if found is None else found[0].source


def _damage(note: str, part: int, what: str) -> Damage:
    message = f"part {part + 1} of what bears the note out: {what}: run `wellsourced casebook fetch` again."
    return Damage(kind=DamageKind.QUOTE, record=note, message=message)
