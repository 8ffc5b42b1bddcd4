"""What `casebook check` finds: nothing in the casebooks that ship, a line for each thing that is spoiled."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import wellsourced
from wellsourced.errors import InputError
from wellsourced.rules.casebook import load_casebook
from wellsourced.rules.checks import check_casebook
from wellsourced.rules.checks.links import AGGREGATORS
from wellsourced.rules.checks.schema import ACTION, BOOK, CONDITION, EXCEPTION, FACT, INSTRUMENT, NOTE, SOURCE
from wellsourced.settings import bundled_casebooks

DOCS = Path(wellsourced.__file__).parents[2] / "docs/casebook-format.md"
ROW = {
    "id": "ACT",
    "name": "The Harbor Act",
    "cite": "Harbor Code 1",
    "kind": "statute",
    "level": "state",
    "authority": "state",
    "nature": "rule",
    "place": "US-TX",
    "applies_to": ["wardens"],
    "actions": {"rent_boat": "must_not", "sell_boat": "silent"},
    "decides": {"rent_boat": ["wardens"]},
    "status": "in_force",
    "enacted": "2020-01",
    "effective": "2020-06-01",
    "ended": None,
    "as_of": None,
    "supersedes": [],
    "enjoined": [],
    "binds": {"scope": "place", "places": []},
    "exceptions": [
        {"action": "rent_boat", "value": "may", "when": "with a permit", "papers": ["permit"], "grounds": []}
    ],
    "bars_lower_law": [{"action": "rent_boat", "barred_values": ["must"]}],
    "unverified": [],
    "use": "cite",
    "text": "The Harbor Act bars wardens in Texas from renting boats.",
    "basis": "text_seen",
    "confidence": "high",
    "source": {
        "url": "https://harbor.example.org/act",
        "title": "The Harbor Act, text",
        "publisher": "Harbor Legislature",
        "kind": "law",
        "published": "2020-05",
    },
}
NOTE_ROW = {
    "id": "ACT",
    "text": ROW["text"],
    "place": "US-TX",
    "parties": ["wardens"],
    "authority": "state",
    "nature": "rule",
    "dated": "2020-06-01",
    "confidence": "high",
    "heading": "The Harbor Act (Texas)",
    "instrument": "ACT",
    "about": ROW["source"],
}
OLD = {
    **ROW,
    "id": "OLD",
    "name": "The Old Harbor Act",
    "decides": {},
    "status": "superseded",
    "enacted": "1990",
    "effective": "1990",
    "text": None,
    "use": "background",
    "basis": "background",
    "exceptions": [],
}
BOOK_ROW = {
    "format": 1,
    "name": "harbor",
    "title": "Harbors",
    "version": "1",
    "built": "2026-01-31",
    "matter": "Boats.",
    "actions": {
        "rent_boat": {"infinitive": "rent boats", "gerund": "renting boats", "terms": ["boat"]},
        "sell_boat": {"infinitive": "sell boats", "gerund": "selling boats", "terms": ["boat"]},
    },
    "agencies": {"wardens": "wardens"},
    "papers": {"permit": "a permit"},
    "grounds": {},
    "places": {"US-TX": "Texas"},
    "unknowns": [
        {"text": "We do not know the fee.", "origin": "ACT", "place": "US-TX", "since": "2021-01-01"}
    ],
    "corrections": [{"row": "OLD", "change": "Its date was wrong."}],
    "facets": [],
}
Rows = dict[str, Any]


def harbor(folder: Path) -> Rows:
    """A sound casebook, as rows that a test may spoil before `write`."""
    return json.loads(
        json.dumps(
            {
                "folder": str(folder),
                "book": BOOK_ROW,
                "notes": [NOTE_ROW],
                "rows": [{**ROW, "supersedes": ["OLD"]}, OLD],
            }
        )
    )


def write(rows: Rows) -> Path:
    folder = Path(rows["folder"])
    folder.mkdir(exist_ok=True)
    (folder / "casebook.json").write_text(json.dumps(rows["book"]))
    for name, key in (("notes.jsonl", "notes"), ("instruments.jsonl", "rows"), ("facts.jsonl", "facts")):
        if key in rows:
            (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows[key]))
    return folder


@pytest.mark.parametrize("name", bundled_casebooks())
def test_the_casebooks_that_ship_are_sound(name: str) -> None:
    assert [str(finding) for finding in check_casebook(bundled_casebooks()[name])] == []


def test_a_sound_casebook_has_no_findings_and_can_be_read(tmp_path: Path) -> None:
    folder = write(harbor(tmp_path / "harbor"))
    assert check_casebook(folder) == ()
    assert load_casebook(folder).name == "harbor"


def test_a_finding_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    rows = harbor(tmp_path)
    rows["rows"][1]["place"] = "US-OR"
    (finding,) = check_casebook(write(rows))
    assert str(finding) == (
        "instruments.jsonl:2: OLD: the place US-OR has no name in casebook.json; "
        "add it to places, or correct it"
    )


def paid(rows: Rows) -> None:
    """A second note on another page."""
    rows["notes"].append(
        {**rows["notes"][0], "id": "F1", "instrument": None, "about": dict(rows["notes"][0]["about"])}
    )


def changed(key: str, number: int, **fields: object) -> Callable[[Rows], None]:
    return lambda rows: rows[key][number].update(fields)


def address(url: str) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        rows["notes"][0]["about"]["url"] = rows["rows"][0]["source"]["url"] = url

    return spoil


def second_publisher(rows: Rows) -> None:
    paid(rows)
    rows["notes"][1]["about"]["publisher"] = "Another"


def twice(rows: Rows) -> None:
    rows["notes"].append(rows["notes"][0])


def in_a_ring(rows: Rows) -> None:
    rows["rows"][1]["supersedes"] = ["ACT"]
    rows["rows"][0].update(status="superseded", decides={}, ended="2025")


SPOILED: dict[str, tuple[Callable[[Rows], object], str]] = {
    "a word that is none of a status": (changed("rows", 0, status="live"), "status is 'live', not one of"),
    "a field nobody knows": (changed("rows", 0, stance="pro"), "stance is no field of this format"),
    "a field that is missing": (lambda r: r["rows"][0].pop("kind"), "kind is missing"),
    "a date that is none": (changed("rows", 0, enacted="May 2020"), "enacted is 'May 2020', not a date"),
    "a value inside an object": (
        lambda r: r["rows"][0]["actions"].update(rent_boat="should"),
        "actions.rent_boat is 'should'",
    ),
    "an object where a list belongs": (changed("rows", 0, supersedes={}), "supersedes is dict, not a list"),
    "an id used twice": (twice, "this id occurs twice"),
    "a row replaced that is not there": (changed("rows", 0, supersedes=["NONE"]), "supersedes NONE"),
    "rows that replace one another in a ring": (in_a_ring, "it supersedes itself"),
    "a note on a row that is not there": (changed("notes", 0, instrument="NONE"), "a note on NONE"),
    "a place without a name": (changed("notes", 0, place="US-OR"), "US-OR has no name"),
    "a place nobody knows": (
        lambda r: r["book"]["places"].update({"US-TX-city-Nowhere Springs": "Nowhere Springs, Texas"}),
        "no place has the code",
    ),
    "an agency nobody declared": (changed("rows", 0, applies_to=["pilots"]), "the agency 'pilots'"),
    "an action nobody declared": (
        lambda r: r["rows"][0]["actions"].update(sink_boat="may"),
        "the action 'sink_boat'",
    ),
    "an action that is not spoken of": (
        lambda r: r["rows"][0]["actions"].pop("sell_boat"),
        "actions says nothing of sell_boat",
    ),
    "a paper nobody declared": (
        lambda r: r["rows"][0]["exceptions"][0].update(papers=["passport"]),
        "the paper 'passport'",
    ),
    "a ground nobody declared": (
        lambda r: r["rows"][0]["exceptions"][0].update(grounds=["storm"]),
        "the ground 'storm'",
    ),
    "only with something, and not with what": (
        lambda r: r["rows"][0]["actions"].update(sell_boat="only_with"),
        "does not say with what",
    ),
    "a law in effect before it was enacted": (
        changed("rows", 0, effective="2019"),
        "effective 2019 is before",
    ),
    "a page seen after the casebook was built": (changed("rows", 0, as_of="2027"), "as_of 2027 is after"),
    "a replaced row that is still in force": (
        changed("rows", 1, status="in_force"),
        "ACT replaced it, and its status is in_force",
    ),
    "a row that is over since no day": (changed("rows", 0, supersedes=[]), "superseded since no day"),
    "a row that ended and is in force": (
        changed("rows", 0, ended="2025", supersedes=[]),
        "its status is in_force, and it ended 2025",
    ),
    "an unverified value that decides": (
        changed("rows", 0, unverified=["actions.rent_boat"]),
        "rent_boat may not decide: actions.rent_boat is unverified",
    ),
    "an unverified exception to what decides": (
        changed("rows", 0, unverified=["exceptions"]),
        "its exceptions are unverified",
    ),
    "a blocked row that decides": (changed("rows", 0, status="enjoined"), "the row is enjoined"),
    "an enjoined action that decides": (
        changed("rows", 0, status="partly_enjoined", enjoined=["rent_boat"]),
        "it is enjoined",
    ),
    "a row blocked in nobody says what": (
        changed("rows", 0, status="partly_enjoined"),
        "does not say in what",
    ),
    "silence that decides": (
        changed("rows", 0, decides={"sell_boat": ["wardens"]}),
        "the row is silent on it",
    ),
    "a decision no note carries": (changed("notes", 0, instrument=None), "no note carries the row"),
    "a city's rule with a state's place": (changed("rows", 0, level="city"), "the level is city"),
    "a ruling that binds nobody knows whom": (changed("rows", 0, level="court"), "whom it binds"),
    "a circuit without its states": (
        changed("rows", 0, level="court", binds={"scope": "circuit", "places": []}),
        "names no states",
    ),
    "a circuit that is none": (
        changed("rows", 0, level="court", binds={"scope": "circuit", "places": ["US-circuit-14"]}),
        "binds.places names 'US-circuit-14', which is no place",
    ),
    "an unverified field that is none": (changed("rows", 0, unverified=["fee"]), "fee is no field"),
    "a cited row nobody saw": (changed("rows", 0, basis="background", decides={}), "no page shows it"),
    "a cited row without a page": (changed("rows", 0, source=None), "has no source"),
    "a lead that a note tells": (changed("rows", 0, use="lead", decides={}), "no more than lead"),
    "a note that says another thing than its row": (
        changed("notes", 0, text="The Harbor Act is old."),
        "its text is not that of its row",
    ),
    "half a sentence": (
        lambda r: [item.update(text="bars boats") for item in (r["notes"][0], r["rows"][0])],
        "whole sentences",
    ),
    "an address that follows its readers": (
        address("https://harbor.example.org/act?utm_source=x"),
        "tracks the reader by utm_source",
    ),
    "an address that is a bare number": (address("http://192.0.2.7/act"), "names nobody"),
    "an address under a made-up number": (address("https://360990.example.asia/act"), "names nobody"),
    "a cited row without a note that repeats others": (
        lambda r: (
            r["notes"].clear(),
            r["rows"][0].update(decides={}, source=r["rows"][0]["source"] | {"url": "https://jhb.news/act"}),
        ),
        "repeats what others published",
    ),
    "an address of a file": (address("file:///etc/passwd"), "no address of the web"),
    "an address with a password": (address("https://me:secret@harbor.example.org/act"), "a name or password"),
    "a page that repeats others": (
        address(f"https://www.{min(AGGREGATORS)}/act"),
        "repeats what others published",
    ),
    "a home page as the official text": (
        changed("rows", 0, official="https://harbor.example.org/"),
        "official is a home page",
    ),
    "two publishers of one page": (second_publisher, "another kind, publisher, title or date"),
    "an unknown from a row that is not there": (
        lambda r: r["book"]["unknowns"][0].update(origin="NONE"),
        "an unknown comes from NONE",
    ),
    "a correction of a row that is not there": (
        lambda r: r["book"]["corrections"][0].update(row="NONE"),
        "a correction names NONE",
    ),
    "an action settled on a lead": (
        changed("rows", 1, settles={"rent_boat": ["wardens"]}, status="in_force", ended="2027"),
        "settles actions without a source that is cited",
    ),
    "an unverified value that is settled": (
        changed("rows", 0, settles={"rent_boat": ["wardens"]}, unverified=["actions.rent_boat"]),
        "rent_boat may not be settled: actions.rent_boat is unverified",
    ),
    "an action settled for nobody we know": (
        changed("rows", 0, settles={"rent_boat": ["pilots"]}),
        "settles.rent_boat names the agency 'pilots'",
    ),
    "an exception for nobody we know": (
        lambda r: r["rows"][0]["exceptions"][0].update(agencies=["pilots"]),
        "exceptions names the agency 'pilots'",
    ),
    "an exception that says what no rule does": (
        lambda r: r["rows"][0]["exceptions"][0].update(value="only_with"),
        "exceptions[0].value is 'only_with'",
    ),
    "a condition of an action nobody declared": (
        changed("rows", 0, only_if={"sink_boat": {"papers": ["permit"]}}),
        "only_if names the action 'sink_boat'",
    ),
    "a condition of nothing that is said": (
        changed("rows", 0, only_if={"sell_boat": {"papers": ["permit"]}}),
        "only_if.sell_boat stands beside no value",
    ),
    "a condition that asks for nothing": (
        changed("rows", 0, only_if={"rent_boat": {}}),
        "only_if.rent_boat asks for nothing",
    ),
    "a condition on a ground nobody declared": (
        changed("rows", 0, only_if={"rent_boat": {"grounds": ["storm"]}}),
        "only_if.rent_boat names the ground 'storm'",
    ),
    "a bar that needs something": (
        changed("rows", 0, needs={"rent_boat": {"papers": ["permit"]}}),
        "needs.rent_boat narrows what is allowed, and the value is must_not",
    ),
    "a court's paper that no judge signs": (
        changed("rows", 0, court_papers={"rent_boat": ["detainer"]}),
        "court_papers.rent_boat names detainer, which no judge signs",
    ),
    "a rule that ends before it began": (
        changed("rows", 0, sunsets={"rent_boat": "2020-06-01"}),
        "sunsets.rent_boat 2020-06-01 is not after 2020-06-01",
    ),
    "a sunset of no day": (changed("rows", 0, sunsets={"rent_boat": "2028"}), "is '2028', not a day"),
    "a rule in force before it was enacted": (
        changed("rows", 0, in_force_by="2019"),
        "in_force_by 2019 is before enacted",
    ),
    "a dispute with a row that is not there": (changed("rows", 0, contests=["NONE"]), "NONE, which is no"),
    "a row that confirms itself": (changed("rows", 0, confirmed_by="ACT"), "ACT, which is no other row"),
    "a statute that waits to be confirmed": (
        changed("rows", 0, confirmed_by="OLD"),
        "confirmed_by is for local rules",
    ),
    "a duty that is no sentence": (changed("rows", 0, duties=["report it"]), "no whole sentence"),
    "an overriding ground nobody declared": (
        lambda r: r["book"].update(overriding_grounds=["storm"]),
        "overriding_grounds names the ground 'storm'",
    ),
    "a paper that asks for nothing, and nobody declared it": (
        lambda r: r["book"]["actions"]["rent_boat"].update(not_asked_by=["passport"]),
        "actions.rent_boat.not_asked_by names the paper 'passport'",
    ),
    "a casebook without a title": (lambda r: r["book"].pop("title"), "title is missing"),
}


@pytest.mark.parametrize(("spoil", "said"), SPOILED.values(), ids=SPOILED.keys())
def test_what_is_spoiled_is_found(spoil: Callable[[Rows], object], said: str, tmp_path: Path) -> None:
    rows = harbor(tmp_path)
    spoil(rows)
    found = [str(finding) for finding in check_casebook(write(rows))]
    assert any(said in line for line in found), found
    assert all("\n" not in line for line in found)


def test_every_field_of_the_engine_may_stand_in_a_sound_casebook(tmp_path: Path) -> None:
    rows = harbor(tmp_path / "harbor")
    rows["book"].update(grounds={"storm": "a storm is near"}, overriding_grounds=["storm"])
    rows["book"]["actions"]["rent_boat"].update(paper_matters=True, not_asked_by=["permit", "detainer"])
    rows["rows"][0] |= {
        "actions": {"rent_boat": "must_not", "sell_boat": "only_with"},
        "settles": {"sell_boat": ["wardens"]},
        "needs": {"sell_boat": {"papers": ["permit"]}},
        "only_if": {"rent_boat": {"grounds": ["storm"]}},
        "court_papers": {"rent_boat": ["court_order"]},
        "in_force_by": "2020-06",
        "sunsets": {"sell_boat": "2030-01-01"},
        "contests": ["OLD"],
        "confirmed_by": None,
        "duties": ["Wardens keep a log of every boat."],
    }
    rows["rows"][0]["exceptions"][0]["agencies"] = ["wardens"]
    folder = write(rows)
    assert [str(finding) for finding in check_casebook(folder)] == []
    row = load_casebook(folder).instruments[0]
    assert row.settles == {"rent_boat": ("wardens",), "sell_boat": ("wardens",)}
    assert row.needs["sell_boat"].papers == {"permit"}


def test_every_address_of_an_aggregator_is_a_host() -> None:
    assert all("/" not in host and "." in host for host in AGGREGATORS)


def test_a_date_of_a_month_is_not_before_a_day_in_it(tmp_path: Path) -> None:
    """Enacted in June, in effect on June 1: only what is certainly out of order is told."""
    rows = harbor(tmp_path)
    rows["rows"][0].update(enacted="2020-06", effective="2020-06-01")
    assert check_casebook(write(rows)) == ()


@pytest.mark.parametrize("read", [check_casebook, load_casebook])
def test_a_format_to_come_is_refused_in_one_line(read: Callable[[Path], object], tmp_path: Path) -> None:
    rows = harbor(tmp_path)
    rows["book"] |= {"format": 2, "what_nobody_knows_yet": True}
    with pytest.raises(InputError, match=r"of format 2, and this version reads up to 1: update") as refused:
        read(write(rows))
    assert "\n" not in str(refused.value)


def test_a_casebook_that_names_no_format_is_read_as_the_first(tmp_path: Path) -> None:
    rows = harbor(tmp_path)
    del rows["book"]["format"]
    folder = write(rows)
    assert load_casebook(folder).name == "harbor"
    assert [str(finding) for finding in check_casebook(folder)] == [
        "casebook.json:1: format is missing; add it (docs/casebook-format.md)"
    ]


@pytest.mark.parametrize("file", ["casebook.json", "notes.jsonl", "instruments.jsonl"])
def test_what_is_no_json_is_refused(file: str, tmp_path: Path) -> None:
    folder = write(harbor(tmp_path))
    (folder / file).write_text("{\n")
    with pytest.raises(InputError, match=r"Correct the JSON"):
        check_casebook(folder)


def test_any_one_value_of_a_shipped_casebook_may_be_spoiled_without_a_crash(tmp_path: Path) -> None:
    """Whatever stands in a field, the answer is findings, not an error of the program."""
    source = bundled_casebooks()["recording-the-police"]
    folder = tmp_path / "copy"
    shutil.copytree(source, folder)
    lines = (source / "instruments.jsonl").read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    for field in first:
        for odd in (None, 7, "", [], {}, [[]], {"a": []}, "1066-13"):
            spoiled = json.dumps({**first, field: odd})
            (folder / "instruments.jsonl").write_text("\n".join([spoiled, *lines[1:]]), encoding="utf-8")
            check_casebook(folder)


@pytest.mark.parametrize("table", [BOOK, NOTE, INSTRUMENT, FACT, SOURCE, EXCEPTION, CONDITION, ACTION])
def test_every_field_is_documented(table: Any) -> None:
    told = DOCS.read_text(encoding="utf-8")
    assert [name for name in table.fields if f"`{name}`" not in told] == []
