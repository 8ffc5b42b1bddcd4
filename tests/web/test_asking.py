"""Asking: what is said to who asks, at the form, while it is worked on, and at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom_site import EDITOR, NOBODY, PRICE, READER, REPORTER, Newsroom, newsroom, text_of
from wellsourced.jobs.turns import Limits


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path, Limits(a_day=3)) as made:
        made.door.visitor_now = REPORTER
        yield made


def test_a_question_is_worked_on_read_as_a_draft_and_published(room: Newsroom) -> None:
    asked = room.post("/ask", q=PRICE)
    assert asked.status_code == 303
    job = asked.headers["location"]
    waiting = room.get(job)
    assert "Waiting for its turn" in waiting.text and '<noscript><meta http-equiv="refresh"' in waiting.text
    room.work()
    draft = room.get(job).headers["location"]
    assert draft.startswith("/reports/report-")
    assert "$27 a year" in room.get(draft).text and "Publish it" not in room.get(draft).text
    assert room.get(draft).headers["x-robots-tag"] == "noindex"
    room.door.visitor_now = EDITOR
    publishing = room.done(f"{draft}/publish", note="For the season.")
    room.work()
    page = room.get(publishing).headers["location"]
    assert page == "/p/how-much-does-a-fishing-permit-in-alderford-cost"
    assert "$27 a year" in room.get(page).text
    assert "For the season." in room.get(f"{page}/editions").text
    # Published, the draft is its page.
    assert room.get(draft).headers["location"] == page
    assert room.post(f"{draft}/publish").headers["location"] == page
    assert [action for _, action, _ in room.logged] == ["ask", "publish"]


def test_its_steps_are_told_as_they_happened(room: Newsroom) -> None:
    job = room.post("/ask", q=PRICE).headers["location"]
    room.work()
    told = room.client.get(f"{job}/events").text
    for name in ("Read", "Searched", "Weighed", "Written", "Held against its passages"):
        assert f'"name": "{name}"' in told
    assert "sentences are borne out, 0 withheld" in told
    assert told.rstrip().endswith("}") and "event: ended" in told and '"address": "/reports/report-' in told


def test_what_is_not_checked_is_said_kindly_and_the_text_is_kept(room: Newsroom) -> None:
    for words, why in (
        ("fishing", "question"),
        ("https://harbor.example/permits", "link"),
        ("Write to clerk@harbor.example about permits?", "e-mail"),
    ):
        reply = room.post("/ask", q=words)
        assert reply.status_code == 422
        assert why in text_of(reply).lower() and f">{words}</textarea>" in reply.text
    assert room.queue.jobs() == []
    told = room.client.post(
        "/ask", data={"q": "fishing", "csrf": REPORTER.csrf}, headers={"accept": "application/json"}
    ).json()
    assert told["error"]["next"]


def test_a_day_a_place_and_an_agency_are_read_or_refused(room: Newsroom) -> None:
    for said, why in (
        ({"on": "2999-01-01"}, "still to come"),
        ({"on": "yesterday"}, "YYYY-MM-DD"),
        ({"agency": "navy"}, "choose one of the list"),
        ({"place": "Nowhereville"}, "no place called"),
    ):
        reply = room.post("/ask", q=PRICE, **said)
        assert reply.status_code == 422 and why in text_of(reply)
    assert '<option value="jail"' in room.get("/ask").text
    assert room.post("/ask", q=PRICE, place="Texas", agency="jail", on="2026-11-01").status_code == 303


def test_of_several_places_one_is_chosen(room: Newsroom) -> None:
    reply = room.post("/ask", q=PRICE, place="Portland")
    assert reply.status_code == 422 and "Which place?" in reply.text
    choices = reply.text.split('name="among" value="')[1:]
    first = choices[0].split('"')[0]
    assert len(choices) > 1 and "Portland" in first
    assert room.post("/ask", q=PRICE, place="Portland", among=first).status_code == 303


def test_a_page_there_is_already_is_shown_and_can_be_asked_again(room: Newsroom) -> None:
    room.publish()
    reply = room.post("/ask", q=PRICE)
    assert reply.status_code == 200
    words = text_of(reply)
    for told in ("There is a page already", "Supported", "Checked November 22, 2026"):
        assert told in words
    assert "There is a page already" in room.get(f"/ask?q={PRICE}").text
    assert room.post("/ask", q=PRICE, again="true").status_code == 303
    # Of another place or agency it is another question.
    assert room.post("/ask", q=PRICE, agency="police").status_code == 303


def test_who_asked_enough_today_is_told_so(room: Newsroom) -> None:
    for number in range(3):
        assert (
            room.post("/ask", q=f"A fishing permit in Alderford costs ${number + 20} a year.").status_code
            == 303
        )
    reply = room.post("/ask", q=PRICE)
    assert reply.status_code == 429 and int(reply.headers["retry-after"]) > 0
    assert "ask again tomorrow" in reply.text and f">{PRICE}</textarea>" in reply.text


def test_ones_own_questions_are_listed_called_off_and_begun_anew(room: Newsroom) -> None:
    job = room.post("/ask", q=PRICE).headers["location"]
    assert PRICE in room.get("/jobs").text
    assert room.post(f"{job}/cancel").status_code == 303
    assert "It was called off" in room.get(job).text and "Begin it anew" in room.get(job).text
    assert room.json(job)["state"] == "cancelled"
    assert "called it off" in room.client.get(f"{job}/events").text
    assert room.post(f"{job}/retry").status_code == 303
    room.work()
    assert room.get(job).headers["location"].startswith("/reports/")


def test_others_questions_are_nobodys_business(room: Newsroom) -> None:
    job = room.post("/ask", q=PRICE).headers["location"]
    room.door.visitor_now = replace(REPORTER, name="ron")
    assert PRICE not in room.get("/jobs").text
    assert room.post(f"{job}/cancel").status_code == 403
    assert room.get(job[:12]).status_code == 404
    room.door.visitor_now = EDITOR
    assert PRICE in room.get("/jobs").text and "rob" in room.get("/jobs").text
    assert room.post(f"{job}/cancel").status_code == 303
    room.door.visitor_now = NOBODY
    assert room.get("/jobs").status_code == 401


def test_what_failed_says_why_and_what_to_do(room: Newsroom) -> None:
    edition = room.publish()
    room.door.visitor_now = EDITOR
    page = f"/p/{room.site.directory.catalogue().by_page[edition.page].key}"
    job = room.post(f"{page}/desk/add", address="https://gone.example/x").headers["location"]
    room.work()
    words = text_of(room.get(job))
    assert "It did not work out" in words and "is gone: name another" in words and "Begin it anew" in words


def test_asking_needs_the_right_and_the_form_of_ones_own(room: Newsroom) -> None:
    assert room.client.post("/ask", data={"q": PRICE, "csrf": "stolen"}).status_code == 403
    room.door.visitor_now = READER
    assert room.post("/ask", q=PRICE).status_code == 403
    room.door.visitor_now = NOBODY
    assert "Sign in to have something checked" in text_of(room.get("/ask"))
    assert room.post("/ask", q=PRICE).status_code == 401
    assert room.queue.jobs() == []


def test_a_draft_is_found_by_its_whole_address_only(room: Newsroom) -> None:
    job = room.post("/ask", q=PRICE).headers["location"]
    room.work()
    draft = room.get(job).headers["location"]
    assert room.json(draft)["edition"] is None
    assert room.get(draft[:-4]).status_code == room.get("/reports/report-x").status_code == 404
    assert room.get("/reports/page-x").status_code == 404
    assert room.post(f"{draft}/publish").status_code == 403
