"""The JSON of a report: the contract's fields, plain types, and the page's numbers."""

from __future__ import annotations

import json

from builders import E_ALDER, E_STATUTE, report, thin_report
from wellsourced.model.claims import Label
from wellsourced.render.json import report_json
from wellsourced.render.words import NO_ANSWER

FIELDS = {
    "": "schema id edition imprint checked_at stale on inquiry verdicts summary sections bottom_line "
    "undecided unknowns watch provisions rules sources leads circles followups topics search_log "
    "withheld method",
    "inquiry": "text title slug kind place",
    "verdicts": "claim label answer confidence supports refutes independent_sources",
    "summary": "text citations",
    "sections": "title statements",
    "provisions": "place agency action value since instrument source",
    "leads": "title publisher url published",
    "sources": "n id title publisher kind url published captured_at archived note anchors copy_of authors "
    "updated",
    "search_log": "where query hits error",
    "withheld": "text why",
    "method": "verifier encoder writer prompts fallbacks calls seconds",
}


def test_each_part_has_exactly_the_fields_of_the_contract() -> None:
    printed = report_json(report())
    for part, fields in FIELDS.items():
        value = printed[part] if part else printed
        one = value[0] if isinstance(value, list) else value
        assert list(one) == fields.split(), part
    citation = printed["summary"][0]["citations"][0]
    assert list(citation) == ["source", "passage", "quote", "score"]


def test_the_document_survives_a_round_trip_as_text() -> None:
    printed = report_json(report())
    assert json.loads(json.dumps(printed)) == printed


def test_dates_keep_their_precision_and_times_their_zone() -> None:
    printed = report_json(report())
    assert printed["schema"] == 1
    assert printed["checked_at"] == "2031-05-04T16:30:00Z"
    assert printed["on"] == "2031-05-04"
    assert [source["published"] for source in printed["sources"]][:2] == ["2024-06-11", "2025"]
    assert [row["since"] for row in printed["provisions"]][-2:] == [None, "2030-07"]


def test_a_note_is_marked_and_carries_no_capture_time() -> None:
    printed = report_json(report())
    note = next(s for s in printed["sources"] if s["id"] == E_ALDER.source.id)
    assert (note["note"], note["archived"], note["captured_at"]) == (True, False, None)
    act = next(s for s in printed["sources"] if s["id"] == E_STATUTE.source.id)
    assert (act["note"], act["archived"], act["captured_at"]) == (False, True, "2031-04-02T09:15:00Z")


def test_a_page_without_evidence_has_an_answer_that_denies_nothing_and_cites_nothing() -> None:
    printed = report_json(thin_report())
    assert printed["verdicts"][0]["label"] == Label.NOT_ENOUGH_EVIDENCE.value
    assert printed["verdicts"][0]["answer"] == (
        f"{NO_ANSWER} 1 search got no answer, so evidence may have been missed."
    )
    assert printed["sources"] == printed["sections"] == printed["summary"] == []


def test_every_number_names_a_source() -> None:
    printed = report_json(report())
    numbers = [source["n"] for source in printed["sources"]]
    said = [*printed["summary"], *printed["bottom_line"], *printed["watch"]]
    said += [one for section in printed["sections"] for one in section["statements"]]
    cited = {citation["source"] for one in said for citation in one["citations"]}
    assert numbers == list(range(1, 9))
    assert cited | {row["source"] for row in printed["provisions"]} <= set(numbers)
