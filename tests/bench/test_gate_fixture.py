"""The gate fixture: its halves, kinds and labels, and that it is built again from the hand-written files."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from typing import Any

import pytest
from tools.gate_fixture import CORRUPTED, GATE, SOUND, build, half_of, split
from tools.gate_joins import Joiner, stands_alone
from tools.halves import HALVES, as_lines

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (GATE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


HALF: dict[str, list[Row]] = {half: rows(half) for half in HALVES}
ALL = [row for half in HALVES for row in HALF[half]]


def evidence(row: Row) -> str:
    return " ".join(one["text"] for one in row["evidence"])


def test_it_is_built_again_from_what_was_written() -> None:
    for half, built in build().items():
        assert as_lines(built) == (GATE / f"{half}.jsonl").read_text(encoding="utf-8")


def test_there_are_enough_rows_of_the_agreed_form() -> None:
    assert 1800 <= len(ALL) <= 2400
    assert {tuple(row) for row in ALL} == {("id", "sentence", "evidence", "borne_out", "kind", "document")}
    assert len({row["id"] for row in ALL}) == len(ALL)
    assert all(row["evidence"] and all(one["text"] for one in row["evidence"]) for row in ALL)


@pytest.mark.parametrize("half", HALVES)
def test_half_of_each_half_is_borne_out(half: str) -> None:
    sound = sum(row["borne_out"] for row in HALF[half])
    assert 0.48 <= sound / len(HALF[half]) <= 0.52


@pytest.mark.parametrize("half", HALVES)
def test_each_half_has_enough_of_every_kind(half: str) -> None:
    kinds = Counter(row["kind"] for row in HALF[half])
    assert set(kinds) == {*SOUND, *CORRUPTED}
    assert min(kinds.values()) >= 40


def test_the_kind_tells_whether_a_row_is_borne_out() -> None:
    assert {row["kind"] for row in ALL if row["borne_out"]} == set(SOUND)
    assert {row["kind"] for row in ALL if not row["borne_out"]} == set(CORRUPTED)


@pytest.mark.parametrize("half", HALVES)
def test_no_corruption_is_only_found_in_sentences_copied_whole(half: str) -> None:
    forms = {row["kind"]: set() for row in HALF[half]}
    for row in HALF[half]:
        forms[row["kind"]].add(row["id"].partition("-")[0])
    assert all({"verbatim", "paraphrase"} <= forms[kind] for kind in CORRUPTED if kind != "dropped_limit")


def test_no_document_and_no_passage_is_in_both_halves() -> None:
    tuning, report = ({row["document"] for row in HALF[half]} for half in HALVES)
    assert not tuning & report
    texts = [{one["text"] for row in HALF[half] for one in row["evidence"]} for half in HALVES]
    assert not texts[0] & texts[1]


def test_the_half_goes_by_the_document() -> None:
    assert all(half_of(row["document"]) == half for half in HALVES for row in HALF[half])


def test_verbatim_sentences_stand_in_their_passage() -> None:
    copied = [row for row in ALL if row["kind"] == "verbatim"]
    assert all(row["sentence"] in evidence(row) for row in copied)


def test_shortened_sentences_only_leave_words_out() -> None:
    for row in ALL:
        if row["kind"] == "shortened":
            left = iter(re.findall(r"\w+", evidence(row).lower()))
            assert all(word in left for word in re.findall(r"\w+", row["sentence"].lower())), row["sentence"]


def test_merged_sentences_rest_on_two_passages() -> None:
    assert all(len(row["evidence"]) == 2 for row in ALL if row["kind"] == "merged")


def test_a_corrupted_sentence_is_no_sound_one_and_stands_in_no_passage_of_its_own() -> None:
    sound = {row["sentence"] for row in ALL if row["borne_out"]}
    wrong = [row for row in ALL if not row["borne_out"]]
    assert not sound & {row["sentence"] for row in wrong}
    # A dropped limit may leave the rest of a sentence standing word for word: there the cut is the fault.
    assert not [
        row["sentence"]
        for row in wrong
        if row["kind"] != "dropped_limit" and row["sentence"] in evidence(row)
    ]


def test_a_dropped_limit_only_leaves_words_out() -> None:
    edits = [json.loads(line) for line in (GATE / "edits.jsonl").read_text(encoding="utf-8").splitlines()]
    dropped = [edit for edit in edits if edit["kind"] == "dropped_limit"]
    assert len(dropped) > 80
    for edit in dropped:
        left = iter(re.findall(r"\w+", edit["sentence"].lower()))
        assert all(word in left for word in re.findall(r"\w+", edit["edited"].lower())), edit["edited"]


def test_the_countries_are_held_out_of_training() -> None:
    for row in rows("factbook"):
        assert sha256(row["country"].lower().encode()).digest()[0] < 51, row["country"]


def test_enough_of_it_is_written_by_hand() -> None:
    written = rows("paraphrases")
    assert len(rows("passages")) >= 90
    assert len(written) >= 300
    assert sum(len(row["corrupted"]) for row in written) >= 300


def test_the_card_gives_the_counts_there_are() -> None:
    card = (GATE / "README.md").read_text(encoding="utf-8")
    counts = [Counter(row["kind"] for row in HALF[half]) for half in HALVES]
    for kind in (*SOUND, *CORRUPTED):
        assert f"| `{kind}` | {counts[0][kind]} | {counts[1][kind]} |" in card
    assert f"| all | {len(HALF['tuning'])} | {len(HALF['report'])} |" in card


def test_a_note_is_split_at_its_sentences_and_not_at_its_abbreviations() -> None:
    assert split("Galarza v. Szalczyk came first. Then Lunn (477 Mass. 517) did.") == (
        "Galarza v. Szalczyk came first.",
        "Then Lunn (477 Mass. 517) did.",
    )


def test_a_sentence_is_joined_with_a_small_letter_and_a_name_with_its_own() -> None:
    joiner = Joiner(["the council and the mayor met"])
    assert joiner.join("Rents rose.", "Council members left.").endswith("council members left.")
    assert joiner.join("Rents rose.", "Marlow closed.").endswith("Marlow closed.")
    assert joiner.join("The mayor said that rents rose.", "The council met.") == (
        "The mayor said that rents rose; the council met."
    )


def test_a_sentence_that_leans_on_the_one_before_is_not_taken_alone() -> None:
    assert not stands_alone("It gave the board until the end of June.", "own/a")
    assert stands_alone("The board gave the town until the end of June.", "own/a")
    assert not stands_alone("The act gave the state of Maine until the end of June.", "casebook/US-ME")
