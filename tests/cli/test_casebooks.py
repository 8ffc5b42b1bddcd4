"""`casebook fetch`: a note's source is archived, and the note rests on it or is told not to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from held_documents import holds
from web_server import Page, Site
from wellsourced import settings
from wellsourced.cli import main

TOLL = "The toll on the Tarn Bridge rose from $2 to $3 on June 1, 2021."
FERRY = "The ferry to Otter Island sails six times a day from May 1 to September 30."
LADDERS = "The public library of Fennmouth lends ladders for three days."
TOLL_PAGE = f"""Toll on the Tarn Bridge

{TOLL} The county council voted nine to four for it.
"""
# It has the ladders' sentence too, which is another source's to say.
FERRY_PAGE = f"""The ferry to Otter Island

The ferry to Otter Island sails four times a day from May 1 to September 30. {LADDERS}
"""
NOTES = {"toll": TOLL, "ferry": FERRY, "ladders": LADDERS}
TEXT = {"Content-Type": "text/plain"}


def write_casebook(folder: Path, notes: dict[str, tuple[str, str]]) -> Path:
    """A casebook without rows of law: for each note its text and the address of what it is about."""
    folder.mkdir()
    book = {
        "name": "fenn",
        "title": "Around Fennmouth",
        "version": "1",
        "built": "2026-01-31",
        "matter": "Fennmouth.",
        "actions": {},
        "agencies": {},
        "places": {"US-TX": "Texas"},
        "unknowns": [],
        "corrections": [],
        "facets": [],
    }
    row: dict[str, Any] = {
        "place": "US-TX",
        "parties": [],
        "authority": "city",
        "nature": "status",
        "dated": None,
    }
    row |= {"confidence": "high", "heading": "Fennmouth", "instrument": None}
    about = {"publisher": "Fennmouth Town", "kind": "government", "published": "2021-06"}
    rows = [
        {"id": name, "text": text, **row, "about": {"url": url, "title": name.title(), **about}}
        for name, (text, url) in notes.items()
    ]
    (folder / "casebook.json").write_text(json.dumps(book))
    (folder / "notes.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows))
    (folder / "instruments.jsonl").write_text("")
    return folder


@pytest.fixture
def site(site: Site) -> Site:
    """The page on the toll and the one on the ferry; the one on ladders is gone."""
    site.pages |= {
        "/toll": Page(TOLL_PAGE.encode(), headers=TEXT),
        "/ferry": Page(FERRY_PAGE.encode(), headers=TEXT),
    }
    return site


@pytest.fixture
def fenn(tmp_path: Path, site: Site) -> Path:
    notes = {name: (text, f"{site.address}/{name}") for name, text in NOTES.items()}
    return write_casebook(tmp_path / "fenn", notes)


Ask = Callable[..., tuple[int, Any]]


ACT = "The Fennmouth Toll Act raised the toll on the Tarn Bridge from $2 to $3 on June 1, 2021."
SHORT = "The Act raised the toll on the Tarn Bridge from $2 to $3 on June 1, 2021."
ACT_PAGE = f"""<!doctype html><html lang="en"><head><title>Fennmouth Toll Act</title></head><body><article>
<h1>Fennmouth Toll Act</h1><p>A short guide for drivers and for those who mend the roads.</p>
<p>{SHORT} The county council voted nine to four for it.</p></article></body></html>"""
HTML = {"Content-Type": "text/html"}


def act_book(folder: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """A casebook of one note, laid under the library as one that comes along.

    The page has no sentence of the note: what it calls "the Act" its title tells.
    """
    site.pages["/act"] = Page(ACT_PAGE.encode(), headers=HTML)
    book = write_casebook(folder / "fenn", {"act": (ACT, f"{site.address}/act")})
    general = {"verbs": ["dredge"], "objects": ["the harbor"]}
    declared = {"acts": {}, "general": general, "facets": [], "main_actions": [], "topics": {}}
    (book / "facets.json").write_text(json.dumps(declared))
    monkeypatch.setattr(settings, "bundled_casebooks", lambda: {"fenn": book})
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "fenn")
    return str(book)


def test_what_was_our_note_before_the_fetch_rests_on_the_archived_passage_after_it(
    tmp_path: Path, site: Site, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = act_book(tmp_path, site, monkeypatch)
    page = tmp_path / "page.html"

    before = ask("check", ACT, "--out", str(page))[1]
    (source,) = before["sources"]
    assert (source["archived"], source["note"], source["captured_at"], source["anchors"]) == (
        False,
        True,
        None,
        [],
    )
    assert "1 source: 0 archived here, 1 note of ours." in page.read_text()
    assert "Our note on a source that is not archived here" in page.read_text()

    assert ask("casebook", "fetch", book)[0] == 0
    after = ask("check", ACT, "--out", str(page))[1]
    (source,) = after["sources"]
    assert (source["archived"], source["note"]) == (True, True)
    assert source["captured_at"] is not None
    (anchor,) = source["anchors"]
    assert (anchor["text"], anchor["quote"]) == (ACT, SHORT)
    shown = page.read_text()
    assert "1 source. Every sentence opens an archived passage." in shown
    assert "Our note, borne out by the archived source" in shown
    assert "The county council voted nine to four for it." in shown, (
        "the passage is shown, not the note alone"
    )

    assert after["id"] != before["id"], "a page that rests on more is another page"
    assert ask("show", before["id"])[1]["sources"][0]["archived"] is False
    assert ask("verify") == (0, {"sound": True, "damage": []})
    note = ask("show", anchor["note"])[1]
    assert (note["note"], note["archived"]) == (True, True)
    assert note["anchors"] == [{"text": ACT, "passage": anchor["passage"], "quote": SHORT}]


def test_a_note_that_its_source_no_longer_bears_out_is_our_word_again(
    tmp_path: Path, site: Site, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = act_book(tmp_path, site, monkeypatch)
    ask("casebook", "fetch", book)
    site.pages["/act"] = Page(ACT_PAGE.replace("$3", "$4").encode(), headers=HTML)
    assert ask("casebook", "fetch", book)[0] == 1
    notes = [one for one in ask("check", ACT)[1]["sources"] if one["note"]]
    assert all(one["anchors"] == [] for one in notes)


def test_a_note_is_our_word_on_a_day_by_which_its_passage_was_not_public(
    tmp_path: Path, site: Site, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The casebook dates the source by its month: of July 2021 both count, of its middle neither does.
    book = act_book(tmp_path, site, monkeypatch)
    assert ask("casebook", "fetch", book)[0] == 0
    assert [one["archived"] for one in ask("check", ACT, "--on", "2021-07-01")[1]["sources"]] == [True]
    assert ask("check", ACT, "--on", "2021-06-15")[1]["sources"] == []


def test_casebooks_are_listed_with_how_much_of_them_is_archived(
    tmp_path: Path, site: Site, ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = {one["name"]: one for one in ask("casebook", "list")[1]["casebooks"]}
    assert set(shelf) == {"local-ice-cooperation", "recording-the-police"}
    bundled = shelf["local-ice-cooperation"]
    assert (bundled["anchored"], bundled["anchored_by"]) == (0, [])
    assert bundled["notes"] > 200 and bundled["instruments"] > 100
    assert not (tmp_path / "library").exists()

    book = act_book(tmp_path, site, monkeypatch)
    assert ask("casebook", "list")[1]["casebooks"][0]["anchored"] == 0
    ask("casebook", "fetch", book)
    (fenn,) = ask("casebook", "list")[1]["casebooks"]
    assert (fenn["name"], fenn["version"], fenn["notes"], fenn["anchored"]) == ("fenn", "1", 1, 1)
    assert len(fenn["anchored_by"]) == 1
    assert main(["casebook", "list"]) == 0
    assert "1 notes anchored in your library by " in capsys.readouterr().out


def test_another_verifier_judges_again_and_says_whose_word_it_replaces(
    tmp_path: Path, site: Site, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = act_book(tmp_path, site, monkeypatch)
    first = ask("casebook", "fetch", book)[1]
    assert first["rejudged"] == {}
    holds("casebook-fetch", first)
    assert ask("casebook", "fetch", book)[1]["rejudged"] == {}, "the same verifier replaces only its own word"
    database = sqlite3.connect(tmp_path / "library" / "records.sqlite3")
    with closing(database), database:
        change = "UPDATE anchors SET payload = json_set(payload, '$.verifier', 'elder@1')"
        assert database.execute(change).rowcount == 1
    assert ask("check", ACT)[1]["sources"][0]["archived"] is True, "an elder's word still counts"
    assert ask("casebook", "fetch", book)[1]["rejudged"] == {"elder@1": 1}
    assert ask("casebook", "fetch", book)[1]["rejudged"] == {}


def by_note(document: Any) -> dict[str, Any]:
    """The notes of a report, by the last part of their address."""
    return {one["url"].rsplit("/", 1)[-1]: one for one in document["notes"]}


def test_notes_are_anchored_in_their_own_sources_or_told(fenn: Path, site: Site, ask: Ask) -> None:
    code, found = ask("casebook", "fetch", str(fenn))
    assert code == 1
    assert found["casebook"] == "fenn"
    assert found["counts"] == {"captured": 2, "not_read": 1, "borne_out": 1, "not_borne_out": 2}
    assert sorted(site.paths()) == ["/ferry", "/ladders", "/toll"]

    toll, ferry, ladders = (by_note(found)[name] for name in NOTES)
    assert toll["borne_out"]
    (anchor,) = toll["anchors"]
    shown = ask("show", anchor["passage"])[1]
    assert TOLL in shown["text"]
    assert (shown["source"]["id"], shown["source"]["publisher"]) == (toll["source"], "Fennmouth Town")

    assert not ferry["borne_out"]
    (anchor,) = ferry["anchors"]
    assert anchor["passage"] is None and anchor["why"]
    assert "four times a day" in ask("show", anchor["nearest"])[1]["text"]

    assert not ladders["borne_out"], "the ferry's page has its words, and is not its source"
    assert ladders["anchors"][0]["nearest"] is None
    (gone,) = [one for one in found["sources"] if not one["captured"]]
    assert gone["url"] == f"{site.address}/ladders"
    assert "404" in gone["error"]


def test_what_all_stands_there_is_no_finding_and_fetching_again_adds_nothing(
    tmp_path: Path, site: Site, ask: Ask
) -> None:
    book = str(write_casebook(tmp_path / "one", {"toll": (TOLL, f"{site.address}/toll")}))
    code, first = ask("casebook", "fetch", book)
    assert (code, [one["new"] for one in first["sources"]]) == (0, [True])
    code, again = ask("casebook", "fetch", book)
    assert (code, [one["new"] for one in again["sources"]]) == (0, [False])
    assert again["notes"] == first["notes"]
    assert ask("verify") == (0, {"sound": True, "damage": []})


def test_a_page_that_changed_speaks_as_it_is_now_and_one_that_went_as_it_was_last(
    tmp_path: Path, site: Site, ask: Ask
) -> None:
    book = str(write_casebook(tmp_path / "one", {"toll": (TOLL, f"{site.address}/toll")}))
    assert ask("casebook", "fetch", book)[0] == 0
    site.pages["/toll"] = Page(TOLL_PAGE.replace("$3", "$4").encode(), headers=TEXT)
    code, changed = ask("casebook", "fetch", book)
    assert (code, changed["counts"]["not_borne_out"]) == (1, 1)

    site.pages["/toll"] = Page(status=410)
    code, went = ask("casebook", "fetch", book)
    assert (code, went["notes"]) == (1, changed["notes"])
    (source,) = went["sources"]
    assert (source["captured"], source["document"]) == (False, changed["sources"][0]["document"])
    assert "410" in source["error"]

    site.pages["/toll"] = Page(TOLL_PAGE.encode(), headers=TEXT)
    code, back = ask("casebook", "fetch", book)
    assert (code, back["counts"]["borne_out"]) == (0, 1)


def test_people_are_told_what_bears_what_out(
    fenn: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["casebook", "fetch", str(fenn), "--quiet"]) == 1
    printed = capsys.readouterr()
    borne_out, not_borne_out = printed.out.split("Not borne out\n")
    assert borne_out.startswith("Borne out\n") and TOLL in borne_out and "passage-" in borne_out
    assert FERRY in not_borne_out and LADDERS in not_borne_out
    assert "2 sources captured, 1 could not be read; 1 notes borne out, 2 that" in not_borne_out
    assert printed.err.startswith("error: ") and "404" in printed.err and printed.err.count("\n") == 1


def test_no_more_sources_are_read_than_asked_for(fenn: Path, site: Site, ask: Ask) -> None:
    code, found = ask("casebook", "fetch", str(fenn), "--limit", "1")
    assert (code, found["left_out"], list(by_note(found))) == (0, 2, ["toll"])
    assert site.paths() == ["/toll"]
    assert ask("casebook", "fetch", str(fenn), "--limit", "0")[0] == 2


def test_a_casebook_cannot_have_files_of_this_machine_read(tmp_path: Path, site: Site, ask: Ask) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(TOLL)
    book = write_casebook(tmp_path / "sly", {"toll": (TOLL, secret.as_uri())})
    code, found = ask("casebook", "fetch", str(book))
    assert (code, found["counts"]["captured"]) == (1, 0)
    assert "no page of the web" in found["sources"][0]["error"]
    assert ask("search", "toll")[1]["hits"] == []


def test_a_casebook_that_is_not_here_is_refused_and_nothing_is_made(
    tmp_path: Path, site: Site, ask: Ask
) -> None:
    code, refused = ask("casebook", "fetch", "no-such")
    assert code == 2
    assert "local-ice-cooperation" in refused["message"]
    assert ask("casebook", "fetch", str(tmp_path / "nowhere"))[0] == 2
    assert not (tmp_path / "library").exists()
