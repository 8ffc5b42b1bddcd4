"""Histories as files, so that any system can be run over them: bodies, answers, events and topics."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from wellsourced.bench.freshness.events import Histories, SourceHistory, day_of
from wellsourced.errors import InputError
from wellsourced.outputs import write_output

__all__ = ["export"]

Row = Mapping[str, object]


def export(histories: Histories, folder: Path) -> int:
    """Write the histories into a new or empty folder; how many bodies there are, each written once.

    Raises `InputError` where the folder holds something or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"--export {folder} is no empty folder: name a new one")
    sources = {source.id: source for topic in histories.topics for source in topic.sources}
    bodies = {_name(a.body): a.body for one in sources.values() for a in one.answers if a.status == 200}
    events = {event: None for topic in histories.topics for event in topic.events}
    try:
        (folder / "bodies").mkdir(parents=True)
        for name, body in bodies.items():
            write_output(folder / "bodies" / name, body)
        _rows(folder / "topics.jsonl", (_topic(histories, at) for at in range(len(histories.topics))))
        _rows(folder / "sources.jsonl", (_source(one) for one in sources.values()))
        _rows(folder / "answers.jsonl", (row for one in sources.values() for row in _answers(one)))
        _rows(
            folder / "events.jsonl",
            (
                {
                    "matter": event.matter,
                    "source": event.source,
                    "step": event.step,
                    "kind": event.kind.value,
                    "real": event.real,
                    "point": event.point,
                    "before": event.before,
                    "after": event.after,
                    "copy_of": event.of,
                }
                for event in events
            ),
        )
    except OSError as error:
        raise InputError(f"--export {folder} cannot be written ({error.strerror}): name another") from error
    return len(bodies)


def _rows(path: Path, rows: Iterable[Row]) -> None:
    write_output(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8"))


def _name(body: bytes) -> str:
    return f"{sha256(body).hexdigest()[:32]}.html"


def _topic(histories: Histories, at: int) -> Row:
    topic = histories.topics[at]
    return {
        "topic": topic.id,
        "question": topic.question,
        "point": topic.point,
        "sources": [source.id for source in topic.sources],
    }


def _source(one: SourceHistory) -> Row:
    return {
        "source": one.id,
        "address": f"http://{one.host}{one.path}",
        "publisher": one.publisher,
        "kind": one.kind,
        "title": one.title,
        "appears": one.appears,
    }


def _answers(one: SourceHistory) -> Iterable[Row]:
    for step, answer in enumerate(one.answers):
        yield {
            "source": one.id,
            "step": step,
            "day": day_of(step).isoformat(),
            "status": answer.status,
            "etag": answer.etag,
            "last_modified": answer.modified.isoformat() if answer.modified else None,
            "body": _name(answer.body) if answer.status == 200 else None,
            "bearing": list(one.sentences[step]),
        }
