"""Promise 28: no tracking parameter, e-mail address, telephone number or key in any form of a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import process_time

import pytest

from desks import Text, ask, desk_of, flagship, html, labels, markdown, said, terminal
from wellsourced.cli import main
from wellsourced.model.reports import Report
from wellsourced.render.json import report_json
from wellsourced.render.sharing import shareable
from wellsourced.rules.casebook import load_casebook
from wellsourced.settings import bundled_casebooks
from wellsourced.text.private import private

pytestmark = pytest.mark.promise(28)

SEEDED = {
    "e-mail": "clerk.jones@alder.example",
    "telephone": "(555) 010-4477",
    "international": "+44 20 7946 0958",
    "identity number": "078-05-1120",
    "key": "sk_live_9aF3kQ81LmZx77PpQ2w",
    "tracking": "utm_campaign=spring",
    "click": "gclid=Ab12Cd34",
    "session": "session_id=ff00aa11",
}
BODY = (
    "Alder County raised its fishing permit fee to $12 in 2024, said {e-mail}. "
    "Alder County raised its fishing permit fee to $12 in 2024. "
    "Call {telephone} or {international} about it. The clerk, {identity number}, has the key {key}. "
    "Read https://alder.example/fees?{tracking}&{click}&page=2 or https://alder.example/in?{session} "
    "for more."
).format(**SEEDED)
ADDRESS = "https://gazette.example/story?id=7&utm_source=mail&fbclid=Zx81kqq&token=s3cr3t"
ASKED = "Did Alder County raise its fishing permit fee to $12 in 2024?"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A page over one document that is full of what must not get out."""
    text = Text(publisher="Gazette", body=BODY, uri=ADDRESS)
    return ask(ASKED, desk_of([text], tmp_path_factory.mktemp("gazette")))


def forms(report: Report) -> dict[str, str]:
    return {
        "html": html(report),
        "markdown": markdown(report),
        "terminal": terminal(report),
        "json": json.dumps(report_json(report)),
    }


@pytest.mark.parametrize("form", ["html", "markdown", "terminal", "json"])
@pytest.mark.parametrize("kind", list(SEEDED))
def test_it_is_in_no_form_of_the_page(kind: str, form: str, report: Report) -> None:
    assert labels(report) == ["supported"]
    assert SEEDED[kind] not in forms(report)[form]


@pytest.mark.parametrize("form", ["html", "markdown", "terminal", "json"])
def test_an_address_is_shown_without_what_follows_readers(form: str, report: Report) -> None:
    shown = forms(report)[form]
    assert not re.search(r"utm_|fbclid|gclid|s3cr3t", shown)
    if form != "terminal":
        assert "https://gazette.example/story?id=7" in shown


def test_no_sentence_speaks_of_it(report: Report) -> None:
    assert said(report)
    assert private(said(report)) == []


def test_the_rest_of_the_passage_is_still_shown_and_marked(report: Report) -> None:
    page = html(report)
    assert "<mark" in page
    assert "about it" in page and "for more" in page


def test_hiding_changes_no_page_that_has_nothing_private() -> None:
    assert shareable(flagship()) == flagship()
    assert json.dumps(report_json(flagship())).count("•") == 0


def test_the_id_printed_is_the_one_the_report_is_kept_under(report: Report) -> None:
    assert shareable(report) != report
    assert report_json(report)["id"] == report.id
    assert report.id[:19] in html(report)


@pytest.mark.parametrize("seeded", [SEEDED["e-mail"], SEEDED["telephone"], SEEDED["key"]])
def test_a_question_that_holds_it_is_asked_back(
    seeded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(["check", f"Did {seeded} raise the fee of Alder County?", "--library", "library", "--json"])
    printed = capsys.readouterr()
    assert code == 2
    assert seeded not in printed.out + printed.err
    assert list(tmp_path.iterdir()) == []


def test_no_bundled_casebook_holds_any() -> None:
    for folder in bundled_casebooks().values():
        for passage in load_casebook(folder).passages:
            assert private(passage.text) == []
            assert passage.note is not None
            assert not re.search(r"[?&](?:utm_\w+|fbclid|gclid|mc_cid|ref)=", passage.note.about.uri)


@pytest.mark.parametrize("unit", ["a", "1-", "a.", "555 ", "x@", "eyJ", "a1B-"])
def test_a_long_text_is_looked_through_in_a_moment(unit: str) -> None:
    """A search that goes back over what it has read would take minutes here."""
    started = process_time()
    private(unit * (400_000 // len(unit)))
    assert process_time() - started < 5
