"""Build the gate fixture: sentences beside the passages they cite, half borne out and half not.

    python -m tools.gate_fixture [--check]

Reads the hand-written files of `benchmarks/gate/` (`passages.jsonl`, `factbook.jsonl`, `edits.jsonl`,
`paraphrases.jsonl`) and `notes.jsonl`, the notes of the bundled casebook as they were when it was written: a
fixture stays what it is when law moves on. Writes `tuning.jsonl` and `report.jsonl` beside them. The same
input gives the same bytes. `--check` writes nothing and exits 1 when a written half is stale.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from tools.gate_joins import LEANS, Joiner, rank, stands_alone
from tools.halves import HALVES, write_halves

ROOT = Path(__file__).resolve().parent.parent
GATE = ROOT / "benchmarks/gate"
NOTES = GATE / "notes.jsonl"

SOUND = ("verbatim", "shortened", "merged", "paraphrase")
CORRUPTED = (
    *("wrong_number", "wrong_date", "wrong_section", "wrong_place", "wrong_actor", "wrong_name"),
    *("wrong_outcome", "inverted_condition", "stronger_modality", "added_qualifier", "merged_attribution"),
    "dropped_limit",
)
SALT = "gate"  # with it both halves have enough of every kind; see `half_of`
ROWS_A_KIND = 44  # corrupted rows of one kind in one half, where there are so many
MORE_ROWS = {"wrong_number": 64, "wrong_date": 64}  # kinds of which one in a hundred may pass
MERGED_ROWS = 125  # sound merged rows in one half
LONGEST_JOINED = 28  # words of a sentence that is joined to another
EDITS_A_SENTENCE = 2  # corrupted rows from one sentence or one paraphrase

ABBREVIATED = re.compile(r"\b(v|No|ch|U\.S|Cal|Gov|Gen|Stat|Fla|Tex|Ind|Mass|Pub|Admin|F|Ill|rel)\.$")
TOPICS = (
    ("US-TX", r"El Cenizo|SB 4"),
    ("US-PA", r"Galarza"),
    ("US-RI", r"Morales|Rhode Island"),
    ("US-CA", r"Gonzalez|San Francisco v|Los Angeles"),
    ("US-NJ", r"Murphy|Executive Order 12,|CoreCivic|Ocean County"),
    ("US-status", r"1373"),
    ("US-lists", r"sanctuary|Executive Order"),
    ("US-agreements", r"287\(g\)"),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """What a sentence cites: `text` is what a reader of the source sees, `sentences` its sentences."""

    id: str
    document: str
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be taken; `base` is the sentence it was made from, so that no sentence fills a half."""

    sentence: str
    passages: tuple[str, ...]
    document: str
    kind: str
    form: str
    base: str


def half_of(document: str) -> str:
    """Tell which half a document, with everything made from it, belongs to."""
    return HALVES[sha256(f"{SALT}:{document}".encode()).digest()[0] % 2]


def read(name: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GATE / name).read_text(encoding="utf-8").splitlines()]


def note_document(note: dict[str, Any]) -> str:
    """Group the notes on one state, or on one federal matter, since they tell of the same things."""
    place = str(note["place"])
    if place != "US":
        return f"casebook/{place[:5]}"
    topic = next((topic for topic, mark in TOPICS if re.search(mark, str(note["text"]))), "US-detainers")
    return f"casebook/{topic}"


def split(text: str) -> tuple[str, ...]:
    """Split a note into its sentences."""
    sentences: list[str] = []
    for piece in re.split(r"(?<=[.]) (?=[A-Z])", text):
        last = sentences[-1] if sentences else "."
        if ABBREVIATED.search(last) or last.count("(") > last.count(")"):
            sentences[-1] = f"{last} {piece}"
        else:
            sentences.append(piece)
    return tuple(sentences)


def read_passages() -> dict[str, Passage]:
    """Read every passage: written for this fixture, of the Factbook, and the casebook's notes."""
    passages = []
    for raw in chain(read("passages.jsonl"), read("factbook.jsonl")):
        title = raw.get("title") or f"{raw['country']}: {raw['field']}"
        body = tuple(map(str, raw["sentences"]))
        text = " ".join((f"{title}.", *body))
        passages.append(Passage(str(raw["id"]), str(raw["document"]), text, body))
    for note in read(NOTES):
        text = str(note["text"])
        passages.append(Passage(str(note["id"]), note_document(note), text, split(text)))
    return {passage.id: passage for passage in passages}


def alone(passage: Passage) -> list[str]:
    return [sentence for sentence in passage.sentences if stands_alone(sentence, passage.document)]


def partners(passages: dict[str, Passage]) -> dict[str, list[tuple[str, str]]]:
    """Give for each document the sentences, with their passage, that may be joined to another."""
    found = defaultdict(list)
    for passage in passages.values():
        for sentence in alone(passage):
            if len(sentence.split()) <= LONGEST_JOINED:
                found[passage.document].append((passage.id, sentence))
    return {document: sorted(some, key=lambda one: rank(one[1])) for document, some in found.items()}


def partner_of(sentence: str, passage: Passage, some: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Choose a sentence of another passage of the same document, other ones for other sentences."""
    mine = set(sentence.lower().split())
    others = [
        (id, other)
        for id, other in some
        if id != passage.id and len(mine & set(other.lower().split())) < len(mine) / 3
    ]
    if not others or len(sentence.split()) > LONGEST_JOINED:
        return None
    return min(others, key=lambda one: rank(sentence + one[1]))


def verbatim(passages: dict[str, Passage]) -> Iterator[Candidate]:
    for passage in passages.values():
        for sentence in alone(passage):
            yield Candidate(sentence, (passage.id,), passage.document, "verbatim", "verbatim", sentence)


def merged(passages: dict[str, Passage], joiner: Joiner) -> Iterator[Candidate]:
    """Join sentences of two passages of one document; each passage gives one opening sentence at most."""
    places = partners(passages)
    seen = set()
    for passage in passages.values():
        for sentence in sorted(alone(passage), key=rank)[:2]:
            partner = partner_of(sentence, passage, places.get(passage.document, []))
            if partner and (pair := frozenset((sentence, partner[1]))) not in seen:
                seen.add(pair)
                joined = joiner.join(sentence, partner[1])
                yield Candidate(
                    joined, (passage.id, partner[0]), passage.document, "merged", "merged", sentence
                )


def edited(passages: dict[str, Passage], joiner: Joiner) -> Iterator[Candidate]:
    """Take the hand-made edits of single sentences; a third of the corruptions is joined to a partner."""
    places = partners(passages)
    for raw in read("edits.jsonl"):
        passage = passages[str(raw["passage"])]
        sentence, new, kind = str(raw["sentence"]), str(raw["edited"]), str(raw["kind"])
        if sentence not in passage.text or new in passage.sentences:
            raise SystemExit(f"{passage.id}: an edit does not fit its passage: {new}")
        if LEANS.match(new):
            continue
        partner = partner_of(sentence, passage, places.get(passage.document, []))
        joins = kind in CORRUPTED and stands_alone(new, passage.document) and int(rank(new)[0], 16) % 3 == 0
        if partner and joins:
            both = (passage.id, partner[0])
            new = joiner.join(new, partner[1])
            yield Candidate(new, both, passage.document, kind, "merged", sentence)
        else:
            form = "shortened" if kind == "shortened" else "verbatim"
            yield Candidate(new, (passage.id,), passage.document, kind, form, sentence)


def paraphrased(passages: dict[str, Passage]) -> Iterator[Candidate]:
    for raw in read("paraphrases.jsonl"):
        ids = tuple(map(str, raw["passages"]))
        document, sentence = passages[ids[0]].document, str(raw["sentence"])
        yield Candidate(sentence, ids, document, "paraphrase", "paraphrase", sentence)
        for one in raw["corrupted"]:
            yield Candidate(one["sentence"], ids, document, one["kind"], "paraphrase", sentence)


def alternating(some: Iterable[Candidate]) -> Iterator[Candidate]:
    """Go through candidates by form in turn, so that a kind is not all of one form."""
    forms = defaultdict(list)
    for one in sorted(some, key=lambda one: rank(one.sentence)):
        forms[one.form].append(one)
    for turn in zip_longest(*(forms[form] for form in sorted(forms))):
        yield from (one for one in turn if one is not None)


def corrupted_half(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Choose the corrupted rows of one half, the scarcest kinds first."""
    kinds: dict[str, list[Candidate]] = {kind: [] for kind in CORRUPTED}
    for one in candidates:
        if one.kind in kinds:
            kinds[one.kind].append(one)
    chosen: dict[str, Candidate] = {}
    used: Counter[str] = Counter()
    for kind in sorted(kinds, key=lambda kind: (len(kinds[kind]), kind)):
        taken = 0
        for one in alternating(kinds[kind]):
            if (
                taken < MORE_ROWS.get(kind, ROWS_A_KIND)
                and used[one.base] < EDITS_A_SENTENCE
                and one.sentence not in chosen
            ):
                chosen[one.sentence] = one
                used[one.base] += 1
                taken += 1
    return list(chosen.values())


def sound_half(candidates: Sequence[Candidate], wanted: int) -> list[Candidate]:
    """Choose as many sound rows: every paraphrase and shortening, some merged, the rest verbatim."""
    ordered = sorted(candidates, key=lambda one: rank(one.sentence))
    chosen = [one for one in ordered if one.kind in ("paraphrase", "shortened")]
    chosen += [one for one in ordered if one.kind == "merged"][:MERGED_ROWS]
    left = [one for one in ordered if one.kind == "verbatim"]
    return chosen + left[: max(0, wanted - len(chosen))]


def row_of(one: Candidate, passages: dict[str, Passage]) -> dict[str, object]:
    """Write a candidate as a row; its name opens with the form that the sentence has."""
    name = rank("|".join((one.sentence, *one.passages)))[:12]
    return {
        "id": f"{one.form}-{name}",
        "sentence": one.sentence,
        "evidence": [{"text": passages[id].text} for id in one.passages],
        "borne_out": one.kind in SOUND,
        "kind": one.kind,
        "document": one.document,
    }


def build() -> dict[str, list[dict[str, object]]]:
    """Build both halves: rows by half, in the order of their names."""
    passages = read_passages()
    joiner = Joiner(passage.text for passage in passages.values())
    everything = [
        *verbatim(passages),
        *merged(passages, joiner),
        *edited(passages, joiner),
        *paraphrased(passages),
    ]
    halves = {}
    for half in HALVES:
        mine = [one for one in everything if half_of(one.document) == half]
        wrong = corrupted_half(mine)
        rows = [row_of(one, passages) for one in (*wrong, *sound_half(mine, len(wrong)))]
        halves[half] = sorted(rows, key=lambda row: str(row["id"]))
    return halves


def counted(rows: Sequence[dict[str, object]]) -> str:
    """How many rows there are of each kind."""
    kinds = Counter(str(row["kind"]) for row in rows)
    return f"{len(rows)} rows, " + ", ".join(f"{kind} {kinds[kind]}" for kind in SOUND + CORRUPTED)


if __name__ == "__main__":
    sys.exit(write_halves(GATE, __doc__ or "", build, counted))
