"""Rows of benchmark sets, read and checked whole before anything is measured.

Every fault raises `InputError` with one line that names the file and the line in it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from wellsourced.errors import InputError
from wellsourced.model.scope import PartialDate

__all__ = [
    "LABELS",
    "CopyRow",
    "CorpusDocument",
    "GateRow",
    "Line",
    "Qrels",
    "Query",
    "Row",
    "find_set",
    "read_copies",
    "read_corpus",
    "read_gate",
    "read_qrels",
    "read_queries",
    "read_rows",
    "sample",
    "unique_rows",
]

LABELS = ("supported", "refuted", "conflicting", "nei")
"""The four labels of the contract; `nei` is not enough evidence."""

Qrels = Mapping[str, Mapping[str, int]]
"""Query id to document id to grade, 0 or more, as in TREC."""

_EVIDENCE_IDS = ("doc_id", "evidence_id", "id")
_QUERY_TEXTS = ("claim", "query", "text")


class Named(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str: ...


T = TypeVar("T")
N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim with its evidence texts and gold label.

    `titles` are those of the texts' documents, one a text, empty where there is none;
    `evidence_ids` are the documents named as evidence that takes a side, where the set names them.
    """

    id: str
    claim: str
    texts: tuple[str, ...]
    label: str
    titles: tuple[str, ...] = ()
    evidence_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """A sentence with the texts it would cite; `kind` names what was done to it."""

    id: str
    sentence: str
    texts: tuple[str, ...]
    borne_out: bool
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusDocument:
    """A document to be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A page and the cluster it is in by gold; `kind` names what was done to make it."""

    id: str
    cluster: str
    kind: str
    url: str
    publisher: str
    title: str
    text: str
    published: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for, and the documents that answer it: id to grade, 0 or more."""

    id: str
    text: str
    grades: Mapping[str, int]


def find_set(name: str, root: Path | None) -> Path:
    """The file of a set: a path as it is, else a name under `root`, with or without its `.jsonl`."""
    given = Path(name)
    if given.is_file():
        return given
    if given.is_absolute():
        raise InputError(f"{name} is not there: check the path")
    if root is None:
        raise InputError(
            f"{name} is not there, and WELLSOURCED_BENCH is not set: "
            "give a path, or set it to the folder of the benchmark sets"
        )
    for found in (root / name, root / f"{name}.jsonl"):
        if found.is_file():
            return found
    raise InputError(f"{name} is neither here nor under {root} (WELLSOURCED_BENCH): check the name")


def sample(rows: Sequence[T], limit: int | None, seed: int) -> list[T]:
    """`limit` of the rows, in their order; the same seed takes the same ones."""
    if limit is None or limit >= len(rows):
        return list(rows)
    taken = random.Random(seed).sample(range(len(rows)), limit)
    return [rows[at] for at in sorted(taken)]


def read_rows(path: Path, *, with_texts: bool = True) -> list[Row]:
    """Rows `{"id", "claim", "evidence": [{"text"}], "label"}`.

    `with_texts` asks for at least one evidence text a row; without it none is kept.
    """

    def row(line: Line) -> Row:
        pieces = line.pieces()
        texts = _texts(line, pieces) if with_texts else []
        label = line.text("label")
        if label not in LABELS:
            raise line.fault(f"label {label!r} is none of {', '.join(LABELS)}")
        return Row(
            id=line.name(),
            claim=line.text("claim"),
            texts=tuple(text for text, _ in texts),
            titles=tuple(title for _, title in texts),
            label=label,
            evidence_ids=frozenset(_sided(pieces)),
        )

    return unique_rows(path, row)


def read_gate(path: Path) -> list[GateRow]:
    """Rows `{"id", "sentence", "evidence": [{"text"}], "borne_out": true|false, "kind"}`."""

    def row(line: Line) -> GateRow:
        borne_out = line.fields.get("borne_out")
        if not isinstance(borne_out, bool):
            raise line.fault("`borne_out` is neither true nor false")
        return GateRow(
            id=line.name(),
            sentence=line.text("sentence"),
            texts=tuple(text for text, _ in _texts(line, line.pieces())),
            borne_out=borne_out,
            kind=line.text("kind"),
        )

    return unique_rows(path, row)


def read_copies(path: Path) -> list[CopyRow]:
    """Rows `{"id", "cluster", "kind", "url", "publisher", "title", "text", "published"}`."""

    def row(line: Line) -> CopyRow:
        try:
            published = PartialDate(text=line.text("published")) if line.fields.get("published") else None
        except ValueError as error:
            raise line.fault(f"`published`: {error}") from error
        return CopyRow(
            id=line.name(),
            cluster=line.text("cluster"),
            kind=line.text("kind"),
            url=line.text("url"),
            publisher=line.text("publisher"),
            title=line.text("title"),
            text=line.text("text"),
            published=published,
        )

    return unique_rows(path, row)


def read_corpus(path: Path) -> list[CorpusDocument]:
    """Rows `{"id", "title", "text"}`; the title may be missing."""

    def row(line: Line) -> CorpusDocument:
        title = line.fields.get("title")
        return CorpusDocument(
            id=line.name(), title=title if isinstance(title, str) else "", text=line.text("text")
        )

    return unique_rows(path, row)


def read_queries(path: Path, qrels: Qrels) -> list[Query]:
    """Rows `{"id", "claim"}`, the text may be called `query` or `text` too: those that have an answer.

    Raises `InputError` where none has.
    """

    def row(line: Line) -> Query:
        key = next((key for key in _QUERY_TEXTS if key in line.fields), _QUERY_TEXTS[0])
        name = line.name()
        return Query(id=name, text=line.text(key), grades=qrels.get(name, {}))

    answered = [query for query in unique_rows(path, row) if any(query.grades.values())]
    if not answered:
        raise InputError(f"{path}: no query has a document graded above 0: give the qrels of these queries")
    return answered


def read_qrels(path: Path) -> Qrels:
    """Lines of query, document and whole-number grade with tabs between; a head line is passed over."""
    found: dict[str, dict[str, int]] = {}
    for number, raw in _lines(path):
        parts = raw.split("\t")
        if len(parts) != 3:
            raise _fault(path, number, "write query, document and grade with tabs between")
        query, document, grade = parts
        if not (grade.isascii() and grade.isdigit()):
            if number == 1:
                continue
            raise _fault(path, number, f"grade {grade!r} is no whole number")
        if document in found.setdefault(query, {}):
            raise _fault(path, number, f"{query} and {document} are graded twice")
        found[query][document] = int(grade)
    if not found:
        raise InputError(f"{path} holds no grades: give another file")
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a JSONL file, read as an object."""

    path: Path
    number: int
    fields: Mapping[str, object]

    def fault(self, words: str) -> InputError:
        return _fault(self.path, self.number, words)

    def text(self, key: str) -> str:
        value = self.fields.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"`{key}` is missing or no text")
        return value

    def name(self) -> str:
        found = self.text("id")
        if set(found) & set("\t\r\n"):
            raise self.fault("`id` holds a tab or a line break")
        return found

    def pieces(self) -> list[Mapping[str, object]]:
        evidence = self.fields.get("evidence")
        if not isinstance(evidence, list) or not all(isinstance(piece, dict) for piece in evidence):
            raise self.fault("`evidence` is no list of objects")
        return evidence


def _texts(line: Line, pieces: Sequence[Mapping[str, object]]) -> list[tuple[str, str]]:
    """The evidence texts with what they stand under; blank ones are left out, but one must be there.

    That is the question a text answers, where it answers one, else its document's title.
    """
    found = []
    for piece in pieces:
        text, title = piece.get("text"), piece.get("question") or piece.get("title")
        if not isinstance(text, str):
            raise line.fault("a piece of `evidence` has no `text`")
        if text.strip():
            found.append((text, title.strip() if isinstance(title, str) else ""))
    if not found:
        raise line.fault("`evidence` holds no text")
    return found


def _sided(pieces: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """The documents that evidence is from, where it is not said to take no side."""
    for piece in pieces:
        named = next((piece[key] for key in _EVIDENCE_IDS if key in piece), None)
        if isinstance(named, str) and piece.get("stance") != "nei":
            yield named


def unique_rows(path: Path, read: Callable[[Line], N]) -> list[N]:
    """Every line read; an id that comes twice is a fault, and so is a file without rows."""
    rows: dict[str, N] = {}
    for number, raw in _lines(path):
        try:
            fields = json.loads(raw)
        except (json.JSONDecodeError, RecursionError) as error:
            raise _fault(path, number, f"no JSON ({error})") from error
        if not isinstance(fields, dict):
            raise _fault(path, number, "no JSON object")
        row = read(Line(path, number, fields))
        if row.id in rows:
            raise _fault(path, number, f"id {row.id!r} was there before")
        rows[row.id] = row
    if not rows:
        raise InputError(f"{path} holds no rows: give another file")
    return list(rows.values())


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1."""
    number = 0
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, raw in enumerate(file, start=1):
                if raw.strip():
                    yield number, raw.rstrip("\r\n")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise _fault(path, number + 1, "no UTF-8 text from here on") from error


def _fault(path: Path, number: int, words: str) -> InputError:
    return InputError(f"{path}:{number}: {words}")
