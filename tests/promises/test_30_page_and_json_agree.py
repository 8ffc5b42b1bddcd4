"""Promise 30: every page is there for machines, and says there what it says to readers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from desks import FLAGSHIP, Desk, ask, bundled_answer, desk_of, html, markdown
from promises.samples import TARN, documents
from reading import tree
from wellsourced.cli import main
from wellsourced.model.reports import Report
from wellsourced.render.json import report_json
from wellsourced.render.words import label_word

pytestmark = pytest.mark.promise(30)

FIELDS = {
    "": "schema id edition checked_at on inquiry verdicts summary sections bottom_line unknowns watch "
    "provisions sources followups topics search_log withheld method",
    "inquiry": "text title slug kind place",
    "verdicts": "claim label answer confidence supports refutes independent_sources",
    "summary": "text citations",
    "sections": "title statements",
    "provisions": "place agency action value since instrument source",
    "sources": "n id title publisher kind url published captured_at archived note copy_of",
    "search_log": "where query hits error",
    "withheld": "text why",
    "method": "verifier encoder writer prompts fallbacks calls seconds",
}
"""What users' scripts rely on; a field may be added, none may go."""

ASKED = [
    FLAGSHIP,
    "Does Texas require sheriffs to honor detainers?",
    "Are ICE detainers mandatory under federal law?",
    "Is aspartame carcinogenic?",
]
LOCAL = [
    "Did the Tarn Bridge open in 1990, and did Alder County raise its fishing permit fee to $15 in 2024?",
    "Was Ruth Okafor elected mayor of Fennmouth in 2022?",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(documents(TARN), tmp_path_factory.mktemp("tarn"))


@pytest.fixture(params=[*ASKED, *LOCAL])
def report(request: pytest.FixtureRequest, desk: Desk) -> Report:
    return ask(request.param, desk) if request.param in LOCAL else bundled_answer(request.param)


def printed(report: Report) -> Any:
    """The JSON as a script reads it."""
    return json.loads(json.dumps(report_json(report)))


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def said_on(page: str) -> list[tuple[str, list[int]]]:
    """The sentences of the HTML page with the numbers they carry, in reading order."""
    found = []
    for element in tree(page).iter():
        if "said" in (element.get("class") or "").split():
            whole = text(element)
            plain = re.sub(r"\s*\[\d+\]", "", whole).strip()
            found.append((plain, [int(n) for n in re.findall(r"\[(\d+)\]", whole)]))
    return found


def said_in(document: Any) -> list[tuple[str, list[int]]]:
    """The sentences of the JSON with the numbers of their sources; titles carry none there."""
    parts = [document["summary"], *(s["statements"] for s in document["sections"])]
    parts += [document["bottom_line"], document["watch"]]
    return [
        (one["text"], list(dict.fromkeys(citation["source"] for citation in one["citations"])))
        for part in parts
        for one in part
    ]


def test_every_field_of_the_contract_is_there(report: Report) -> None:
    document = printed(report)
    for place, fields in FIELDS.items():
        found = document if not place else document[place]
        for one in found if isinstance(found, list) else [found]:
            assert set(fields.split()) <= set(one), place
    assert document["schema"] == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", document["checked_at"])


def test_page_and_json_say_the_same_sentences_with_the_same_numbers(report: Report) -> None:
    document, page = printed(report), said_on(html(report))
    titles = [section["title"] for section in document["sections"]]
    answers = [verdict["answer"] for verdict in document["verdicts"]]
    body = [one for one in page if one[0] not in [*titles, *answers] or one in said_in(document)]
    assert [one for one in said_in(document) if one not in page] == []
    assert [one for one in body if one not in said_in(document)] == []
    assert [title for title in titles if title not in [said for said, _ in page]] == []


def test_verdicts_agree(report: Report) -> None:
    shown = text(tree(html(report)))
    for verdict, held in zip(printed(report)["verdicts"], report.verdicts, strict=True):
        assert label_word(held.label) in shown
        assert verdict["answer"] in re.sub(r"\s*\[\d+\]", "", shown)


def test_sources_agree(report: Report) -> None:
    page, document = html(report), printed(report)
    shown = text(tree(page))
    assert [source["n"] for source in document["sources"]] == list(range(1, len(document["sources"]) + 1))
    for source in document["sources"]:
        assert " ".join(source["title"].split()) in shown
        if source["url"].startswith("http"):
            assert source["url"].replace("&", "&amp;") in page


def test_every_number_cited_is_a_source_and_every_source_is_cited(report: Report) -> None:
    document = printed(report)
    cited = {n for _, numbers in said_in(document) for n in numbers}
    cited |= {n for _, numbers in said_on(html(report)) for n in numbers}
    cited |= {rule["source"] for rule in document["provisions"]}
    assert cited == {source["n"] for source in document["sources"]}


def test_what_is_not_known_asked_next_and_searched_agree(report: Report) -> None:
    shown, document = text(tree(html(report))), printed(report)
    for line in (*document["unknowns"], *document["followups"], *document["topics"]):
        assert line in shown
    for entry in document["search_log"]:
        assert " ".join(entry["query"].split()) in shown
    for one in document["withheld"]:
        assert one["text"] in shown


def test_markdown_has_every_sentence_too(report: Report) -> None:
    plain = re.sub(r"\\(.)", r"\1", markdown(report))
    for sentence, _ in said_in(printed(report)):
        assert sentence in plain


def test_the_command_prints_the_document_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["check", "Is aspartame carcinogenic?", "--library", "library", "--json", "--quiet"]
    assert main([*command, "--out", "page.json", "--out", "page.html"]) == 0
    on_screen = json.loads(capsys.readouterr().out)
    assert json.loads((tmp_path / "page.json").read_text(encoding="utf-8")) == on_screen
    tree((tmp_path / "page.html").read_text(encoding="utf-8"))
