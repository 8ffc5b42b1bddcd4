"""Auditing on the site: what is given, how it is watched, who reads what came of it, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.responses import Response

from documents import docx, paragraph
from newsroom_site import EDITOR, NOBODY, OFFICE, READER, REPORTER, Newsroom, newsroom, text_of
from pdfs import pdf
from wellsourced.jobs.giving import Given
from wellsourced.jobs.orders import order_to_audit
from wellsourced.jobs.turns import Limits
from wellsourced.model.standing import Rule, Withholding
from wellsourced.ports import quiet
from wellsourced.render.words import MACHINE_MADE
from wellsourced.web.export.exporting import export_site
from wellsourced.web.giving import MOST_LETTERS
from wellsourced.web.rooms.auditing import PART

PRICE = "A fishing permit in Alderford costs $27 a year as of May 2026."
WRONG = "A fishing permit in Alderford costs $90 a year as of May 2026."
DRAFT = f"Permits in Alderford\n\n{PRICE} It is a nice town.\n\n{WRONG}\n"
ONLY_MINE = "The zeppelin hangar of Alderford was painted green in 1987."


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path, Limits(a_day=20), fetch_delay=0.0) as made:
        made.door.visitor_now = REPORTER
        yield made


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A room for what comes to nothing: none of it is a job in the end."""
    with newsroom(tmp_path_factory.mktemp("idle")) as made:
        made.door.visitor_now = REPORTER
        yield made
        assert made.queue.jobs() == []


def upload(room: Newsroom, name: str, body: bytes, **said: str) -> Response:
    form = {"csrf": room.door.visitor_now.csrf, **said}
    return room.client.post("/audit", data=form, files={"file": (name, body)}, follow_redirects=False)


def worked(room: Newsroom, given: Response) -> str:
    """Where the audit of what was given is."""
    assert given.status_code == 303, text_of(given)
    room.work()
    moved = room.get(given.headers["location"])
    assert moved.status_code == 303, text_of(moved)
    return moved.headers["location"]


def audited(room: Newsroom, text: str = DRAFT, **said: object) -> str:
    return worked(room, room.post("/audit", text=text, **said))


def test_a_draft_is_pasted_watched_and_read_marked_up(room: Newsroom) -> None:
    given = room.post("/audit", text=DRAFT)
    job = given.headers["location"]
    waiting = room.get(job)
    assert "Waiting for its turn" in waiting.text and "Permits in Alderford" in waiting.text
    room.work()
    told = room.client.get(f"{job}/events").text
    assert '"name": "Weighed"' in told and '"address": "/audits/audit-' in told
    address = room.get(job).headers["location"]
    page = room.get(address)
    words = text_of(page)
    assert "Permits in Alderford" in words and "worth checking" in words
    assert f'class="supported">{PRICE}</mark>' in page.text
    assert f'class="refuted">{WRONG}</mark>' in page.text
    assert "contradicted in the draft" in words.lower()
    assert page.headers["x-robots-tag"] == "noindex" and page.headers["cache-control"] == "no-store"
    assert [action for _, action, _ in room.logged] == ["audit"]


def test_it_is_read_as_json_and_markdown(room: Newsroom) -> None:
    address = audited(room)
    by_name, by_form = room.get(f"{address}.json").json(), room.json(address)
    assert by_name == by_form and by_name["counts"]["refuted"] == 1
    text = room.get(f"{address}.md")
    assert text.headers["content-type"].startswith("text/markdown") and "# Audit: Permits" in text.text
    assert text.headers["x-robots-tag"] == "noindex"


def test_evidence_opens_its_passage_where_that_may_be_read(room: Newsroom) -> None:
    address = audited(room)
    # No page cites it: a reporter sees the quotation, an editor may open the passage.
    assert "/passages/" not in room.get(address).text
    room.door.visitor_now = EDITOR
    [first, *_] = room.get(address).text.split('href="/passages/')[1:]
    passage = f"/passages/{first.split(chr(34))[0]}"
    assert room.get(passage).status_code == 200
    room.publish()
    room.door.visitor_now = NOBODY
    assert f'href="{passage}"' in room.get(address).text and room.get(passage).status_code == 200


def test_what_a_withheld_page_shows_does_not_come_back_by_an_audit(room: Newsroom) -> None:
    says = "A fishing permit in Alderford costs $27 a year as of May 2026"
    address = audited(room, f"{WRONG} The office says “a fishing permit in Alderford costs $72 a year”.")
    before = [room.get(f"{address}{form}").text for form in ("", ".json", ".md")]
    assert all(says in text.replace("\\", "") for text in before)
    page = room.publish().page
    rule = Withholding(page=page, withheld_at=room.clock.now(), rule=Rule.RIGHTS, why="Its owner objected.")
    room.site.library.withhold(rule)
    room.site.directory.look_again()
    after = [room.get(f"{address}{form}").text for form in ("", ".json", ".md")]
    assert not any("$27" in text for text in after)
    assert 'class="refuted"' in after[0]  # the verdict stands
    room.door.visitor_now = EDITOR
    assert says in room.get(address).text


def test_what_is_audited_is_in_no_list_feed_search_or_export(room: Newsroom, tmp_path: Path) -> None:
    room.publish()
    address = audited(room, f"{ONLY_MINE} {PRICE}")
    room.door.visitor_now = NOBODY
    listed = "/ /index.json /feed.atom /sitemap.xml /sources /sources.json /topics.json /corrections.atom"
    for one in (*listed.split(), "/search?q=zeppelin+hangar", "/search?q=zeppelin&what=passages"):
        answer = room.get(one)
        assert answer.status_code == 200, one
        assert address not in answer.text and "painted green" not in answer.text, one
    assert "Disallow: /audit" in room.get("/robots.txt").text
    export_site(room.site, tmp_path / "out", None, quiet)
    for file in (tmp_path / "out").rglob("*"):
        assert not file.is_file() or b"painted green" not in file.read_bytes(), file
    assert not (tmp_path / "out" / "audits").exists() and not (tmp_path / "out" / "audit.html").exists()
    assert room.get(address).status_code == 200  # whoever knows the address


def test_nobody_guesses_the_address(room: Newsroom) -> None:
    name = audited(room).removeprefix("/audits/")
    assert len(name.removeprefix("audit-")) == 32
    for guess in (name[:20], name[:-1], f"{name[:-1]}%25", "audit-", f"{name}.html", "x"):
        assert room.get(f"/audits/{guess}").status_code == 404, guess
    # The same words of somebody else lie elsewhere.
    room.door.visitor_now = EDITOR
    assert audited(room) != f"/audits/{name}"


def test_the_same_draft_given_twice_is_one_job(room: Newsroom) -> None:
    first, second = room.post("/audit", text=DRAFT), room.post("/audit", text=DRAFT)
    assert first.headers["location"] == second.headers["location"]
    assert room.post("/audit", text=DRAFT, place="Texas").headers["location"] != first.headers["location"]
    assert len(room.queue.jobs()) == 2


def test_what_the_address_says_fills_in_the_form_and_begins_nothing(idle: Newsroom) -> None:
    form = idle.get("/audit?text=Permits+cost+%3Cb%3E%2427.&place=Texas&address=https://a.example/")
    assert "Permits cost &lt;b&gt;$27.</textarea>" in form.text and 'value="Texas"' in form.text
    assert idle.queue.jobs() == []


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"text": " \n "}, "There is nothing to audit yet: paste a text, or choose a file that has one."),
        ({"text": PRICE, "address": "https://a.example/"}, "Give one draft at a time"),
        ({"text": "word " * 40_001}, f"audit it in parts of {MOST_LETTERS:,} at most."),
        ({"text": f"{PRICE} {MACHINE_MADE}"}, "a page Wellsourced made: audit the text it came from."),
        ({"address": "/etc/passwd"}, "Give the address of a page of the web: https://..."),
        ({"address": "file:///etc/passwd"}, "Give the address of a page of the web: https://..."),
        ({"address": "http://user:secret@a.example/"}, "names a user or a password"),
        ({"text": PRICE, "found": "javascript:ran()"}, "Give the address of a page of the web"),
        ({"text": PRICE, "place": "Nowhereville"}, "no place called"),
    ],
)
def test_what_is_not_audited_is_told_in_one_line_and_the_text_is_kept(
    idle: Newsroom, said: dict[str, str], line: str
) -> None:
    reply = idle.post("/audit", **said)
    assert reply.status_code == 422 and line in text_of(reply)
    assert reply.text.count('role="alert"') == 1
    if said.get("text", "").strip():
        assert said["text"].split()[0] in reply.text.split("<textarea")[1]
    told = idle.client.post(
        "/audit", data={**said, "csrf": REPORTER.csrf}, headers={"accept": "application/json"}
    ).json()
    assert line in told["error"]["message"] and "\n" not in told["error"]["message"]
    assert idle.queue.jobs() == []


def test_a_page_of_ours_is_refused_as_a_file_too(room: Newsroom) -> None:
    mine = room.get(audited(room)).content
    reply = upload(room, "audit.html", mine)
    assert reply.status_code == 422 and "a page Wellsourced made" in text_of(reply)


def test_of_several_places_one_is_chosen(room: Newsroom) -> None:
    reply = room.post("/audit", text=PRICE, place="Portland")
    assert reply.status_code == 422 and "Which place?" in reply.text and PRICE in reply.text
    first = reply.text.split('name="among" value="')[1].split('"')[0]
    assert room.post("/audit", text=PRICE, place="Portland", among=first).status_code == 303


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("draft.md", f"# Permits\n\n{WRONG}\n".encode()),
        ("draft.txt", WRONG.encode()),
        ("../../etc/draft.html", f"<title>Permits</title><article><p>{WRONG}</p></article>".encode()),
        ("draft.docx", docx(paragraph(WRONG))),
        ("draft.pdf", pdf([[WRONG]])),
    ],
)
def test_files_are_read_by_what_they_are(room: Newsroom, name: str, body: bytes) -> None:
    found = room.json(worked(room, upload(room, name, body)))
    assert [one["label"] for one in found["sentences"] if one["checkable"]] == ["refuted"]
    assert ".." not in found["document"]["uri"]


def test_a_file_of_another_kind_is_refused(idle: Newsroom) -> None:
    reply = upload(idle, "picture.png", b"\x89PNG\r\n\x1a\n\x00\x00")
    assert reply.status_code == 422 and "not text, Markdown, HTML, DOCX or PDF" in text_of(reply)
    assert upload(idle, "empty.txt", b"").status_code == 422


def test_a_page_of_the_web_is_audited_and_not_kept(room: Newsroom) -> None:
    room.shelf.bodies["https://paper.example/story"] = f"{WRONG} {ONLY_MINE}"
    found = room.json(audited(room, "", address="https://paper.example/story"))
    assert found["document"]["uri"] == "https://paper.example/story" and found["counts"]["refuted"] == 1
    held = room.site.library.shelf("", 0, 100)[1]
    assert all("paper.example" not in one.uri for one in held)
    # One that is gone ends the job, with its reason.
    job = room.post("/audit", address="https://paper.example/gone").headers["location"]
    room.work()
    assert "https://paper.example/gone is gone: name another" in text_of(room.get(job))


def test_a_page_that_is_held_is_no_evidence_for_itself(room: Newsroom) -> None:
    assert OFFICE.uri is not None
    as_new = room.json(audited(room, PRICE))
    as_held = room.json(audited(room, PRICE, found=OFFICE.uri))
    urls = [{shown["source"]["url"] for one in told["sentences"] for shown in one["evidence"]}
            for told in (as_new, as_held)]  # fmt: skip
    assert OFFICE.uri in urls[0] and OFFICE.uri not in urls[1]


def test_where_only_files_are_read_no_address_is_taken(tmp_path: Path) -> None:
    with newsroom(tmp_path, fetcher="files") as room:
        room.door.visitor_now = REPORTER
        assert 'name="address"' not in room.get("/audit").text
        for said in ({"address": "https://a.example/"}, {"text": PRICE, "sources": "true"}):
            reply = room.post("/audit", **said)
            assert reply.status_code == 422 and "reads no pages of the web" in text_of(reply)


def test_what_a_draft_cites_is_read_where_one_may_add_sources(room: Newsroom) -> None:
    room.shelf.bodies["https://gazette.example/fee"] = "The gazette says nothing of fees."
    text = f"{WRONG[:-1]} [(Gazette)](https://gazette.example/fee)."
    sentence = room.json(audited(room, text, sources="true"))["sentences"][0]
    assert [one["carries"] for one in sentence["citations"]] == [False]
    sentence = room.json(audited(room, text))["sentences"][0]
    assert [one["url"] for one in sentence["citations"]] == ["https://gazette.example/fee"]
    # No link of a draft leads to a file of this machine.
    room.post("/audit", text="It is so [1](file:///etc/passwd). [2](/etc/passwd)", sources="true")
    room.work()
    assert all(not one.uri.startswith("file:") for one in room.site.library.shelf("", 0, 100)[1])


def test_who_asked_enough_today_is_told_so(tmp_path: Path) -> None:
    with newsroom(tmp_path, Limits(a_day=1)) as room:
        room.door.visitor_now = REPORTER
        assert room.post("/audit", text=PRICE).status_code == 303
        reply = room.post("/audit", text=WRONG)
        assert reply.status_code == 429 and int(reply.headers["retry-after"]) > 0
        assert "ask again tomorrow" in reply.text and WRONG in reply.text


def test_a_long_draft_comes_in_parts_and_its_table_leads_into_each(room: Newsroom) -> None:
    many = PART + 20
    text = "\n\n".join(
        f"A fishing permit in Alderford costs ${number + 100} a year." for number in range(many)
    )
    address = audited(room, text)
    first, second = room.get(address).text, room.get(f"{address}?part=2").text
    assert f'href="#s{PART}"' in first and f'href="?part=2#s{PART + 1}"' in first
    assert f'id="s{PART + 1}"' in second and f'href="?part=1#s{PART}"' in second
    assert f'id="s{PART}"' not in second and "part 2 of 2" in text_of(room.get(f"{address}?part=2"))
    assert len(first) < 100_000
    assert room.get(f"{address}?part=3").status_code == 404
    assert len(room.json(address)["sentences"]) == many


def test_it_is_deleted_by_whose_it_is_with_its_job(room: Newsroom) -> None:
    given = room.post("/audit", text=DRAFT)
    job, address = given.headers["location"], worked(room, given)
    for visitor, status in ((NOBODY, 401), (READER, 403)):
        room.door.visitor_now = visitor
        assert "Delete it" not in room.get(address).text
        assert room.post(f"{address}/delete", sure="true").status_code == status
    room.door.visitor_now = REPORTER
    assert "Delete it" in room.get(address).text
    assert room.done(f"{address}/delete") == "/audit"
    assert room.get(address).status_code == room.get(job).status_code == 404
    assert room.queue.jobs() == [] and room.queue.drafts.audited(address.removeprefix("/audits/")) is None
    # It can be given again on the same day, and lies elsewhere then.
    assert audited(room) != address


def test_it_is_forgotten_with_its_job(room: Newsroom) -> None:
    name = audited(room).removeprefix("/audits/")
    room.queue.clock.moment += timedelta(days=29)  # type: ignore[attr-defined]
    room.queue.forget()
    assert room.queue.drafts.audited(name) is not None
    room.queue.clock.moment += timedelta(days=3)  # type: ignore[attr-defined]
    room.queue.forget()
    assert room.queue.drafts.audited(name) is None


def test_a_draft_that_is_gone_before_its_turn_is_told_so(room: Newsroom) -> None:
    name = room.queue.drafts.put(Given(title="Gone", address="https://a.example/"), "")
    room.queue.drafts.drop(name)
    job = room.queue.submit(order_to_audit(name, "Gone"))
    room.work()
    assert "The draft is not kept any more: give it again." in text_of(room.get(f"/jobs/{job.id}"))


def test_programs_are_told_what_the_form_must_carry(room: Newsroom) -> None:
    assert room.json("/audit") == {"csrf": REPORTER.csrf, "may": True, "most_characters": MOST_LETTERS}
    room.door.visitor_now = NOBODY
    assert room.json("/audit")["may"] is False


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
        {"origin": "chrome-extension://abcdefghijklmnopabcdefghijklmnop", "sec-fetch-site": "cross-site"},
    ],
)
def test_another_site_cannot_have_anything_audited(idle: Newsroom, headers: dict[str, str]) -> None:
    said = {"text": PRICE, "csrf": REPORTER.csrf}
    assert idle.client.post("/audit", data=said, headers=headers).status_code == 403
    assert idle.queue.jobs() == []


@pytest.mark.parametrize("csrf", ["", "forged"])
def test_nor_can_a_form_without_our_token_whatever_else_it_says(idle: Newsroom, csrf: str) -> None:
    for headers in ({}, {"sec-fetch-site": "none"}, {"authorization": "Bearer ws_x"}, {"origin": "null"}):
        reply = idle.client.post("/audit", data={"text": PRICE, "csrf": csrf}, headers=headers)
        assert reply.status_code == 403, headers
    assert idle.queue.jobs() == []
    answer = idle.get("/audit", accept="application/json", origin="https://evil.example")
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
