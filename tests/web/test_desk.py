"""What editors do to a page: public only once they are sure, told where it is read, and logged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.responses import Response

from newsroom_site import EDITOR, NOBODY, PRICE, REPORTER, Newsroom, newsroom, text_of
from wellsourced.ports import quiet
from wellsourced.web.export.exporting import export_site
from wellsourced.web.export.folder import LIST
from wellsourced.web.visitors import Visitor

SLUG = "how-much-does-a-fishing-permit-in-alderford-cost"
PAGE, DESK = f"/p/{SLUG}", f"/p/{SLUG}/desk"
AGE = "The harbor office must refuse a fishing permit to anyone under 12."
ANSWER = "A fishing permit in Alderford costs $27 a year as of May 2026."


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with newsroom(tmp_path) as made:
        made.publish()
        yield made


def test_the_desk_is_for_editors(room: Newsroom) -> None:
    assert AGE in text_of(room.get(DESK))
    deeds = ("dispute", "let-stand", "correct", "log", "add", "upload", "retract", "withhold", "show")
    for who, status in ((NOBODY, 401), (REPORTER, 403), (Visitor(csrf=""), 401)):
        room.door.visitor_now = who
        assert room.get(DESK).status_code == status
        for deed in deeds:
            assert room.post(f"{DESK}/{deed}", why="x", sure="true").status_code == status
    room.door.visitor_now = EDITOR
    for deed in deeds:
        forged = room.client.post(f"{DESK}/{deed}", data={"why": "x", "sure": "true", "csrf": "forged"})
        assert forged.status_code == 403
    assert room.logged == [] and room.queue.jobs(user="edda") == []


def test_a_disputed_statement_says_so_until_it_is_let_stand(room: Newsroom) -> None:
    before = room.get(PAGE)
    key, why = room.key_of(AGE, PAGE), "The office's new rule says 10."
    assert room.done(f"{DESK}/dispute", statement=key, why=why) == PAGE
    mark = f"Disputed by an editor on November 22, 2026: {why[:-1]}"
    after = room.get(PAGE)
    assert mark in text_of(after) and after.headers["etag"] != before.headers["etag"]
    assert mark in room.get(f"{PAGE}.md").text
    imprint = room.json(f"{PAGE}.json")["imprint"]
    assert [one["statement"] for one in imprint["disputes"]] == [AGE]
    [disputed] = room.site.library.disputes(room.site.directory.catalogue().shown[0].page.id)
    assert room.post(f"{DESK}/let-stand", dispute=disputed.id).headers["location"] == PAGE
    assert room.get(PAGE).headers["etag"] == before.headers["etag"]
    assert room.post(f"{DESK}/let-stand", dispute="dispute-x").status_code == 422
    assert [action for _, action, _ in room.logged] == ["dispute", "lift dispute"]


def test_what_is_taken_back_is_gone_from_the_next_edition_and_in_the_log(room: Newsroom) -> None:
    key, why = room.key_of(AGE, PAGE), "The passage speaks of boats."
    room.done(f"{DESK}/dispute", statement=key, why=why)
    job = room.done(f"{DESK}/correct", statement=key, why=why)
    room.work()
    assert room.get(job).headers["location"] == PAGE
    told = room.json(f"{PAGE}.json")
    assert told["imprint"]["number"] == 2 and told["imprint"]["disputes"] == []
    assert AGE not in str(told["sections"]) and ANSWER[:-1] in str(told["sections"])
    assert "isputed" not in text_of(room.get(PAGE))
    assert AGE in text_of(room.get(f"{PAGE}/1")) and "Disputed by an editor" in text_of(room.get(f"{PAGE}/1"))
    assert AGE in text_of(room.get(f"{PAGE}/changes/1/2"))
    [logged] = room.site.library.corrections()
    assert (logged.what, logged.why) == (AGE, why)
    assert room.site.library.verify() == []


def test_the_answer_of_a_page_is_not_taken_back_by_itself(room: Newsroom) -> None:
    key = room.key_of(ANSWER, PAGE)
    reply = room.post(f"{DESK}/correct", statement=key, why="It is $31.")
    assert reply.status_code == 422 and "check the page again" in text_of(reply)
    assert f'id="{key}" name="statement" value="{key}" checked' in reply.text
    assert ">It is $31.</textarea>" in reply.text


def test_an_unfit_choice_is_told_with_the_words_kept(room: Newsroom) -> None:
    for deed in ("dispute", "correct"):
        for said, why in (
            ({"why": "So."}, "Choose the sentences"),
            ({"why": "So.", "statement": "s-gone"}, "choose again"),
            ({"statement": room.key_of(AGE, PAGE)}, "Say why"),
        ):
            reply = room.post(f"{DESK}/{deed}", **said)
            assert reply.status_code == 422 and why in text_of(reply)


def test_a_correction_is_entered_in_the_log(room: Newsroom) -> None:
    assert room.done(f"{DESK}/log", what="The price was given as $72.", why="It is $27.") == PAGE
    [logged] = room.site.library.corrections()
    assert (logged.what, logged.why) == ("The price was given as $72.", "It is $27.")
    assert room.post(f"{DESK}/log", what=" ", why="x").status_code == 422


def test_a_source_is_added_and_the_page_checked_again_with_it(room: Newsroom) -> None:
    room.shelf.bodies["https://rope.example/permits"] = (
        "A fishing permit in Alderford costs $31 a year as of May 2026."
    )
    room.clock.moment += timedelta(days=1)
    said = {"address": "https://rope.example/permits?utm_source=x", "kind": "news", "publisher": "Rope Paper"}
    job = room.post(f"{DESK}/add", **said).headers["location"]
    room.work()
    told = text_of(room.get(job))
    assert "Edition 2 was published" in told and "Rope Paper" in told
    assert "Rope Paper" in text_of(room.get(PAGE))
    assert room.json(job)["address"] == job


@pytest.mark.parametrize(
    "address", ["", "/etc/passwd", "file:///etc/passwd", "http://user@host.example/", "https://1.2.3/x y"]
)
def test_only_an_address_of_the_web_is_added(room: Newsroom, address: str) -> None:
    jobs = len(room.queue.jobs())
    assert room.post(f"{DESK}/add", address=address).status_code == 422
    assert room.post(f"{DESK}/add", address="https://a.example/", kind="rumor").status_code == 422
    assert len(room.queue.jobs()) == jobs


def upload(room: Newsroom, name: str, body: bytes, **said: str) -> Response:
    form = {"csrf": room.door.visitor_now.csrf, "kind": "news", **said}
    return room.client.post(f"{DESK}/upload", data=form, files={"file": (name, body)}, follow_redirects=False)


PRICES = b"A fishing permit in Alderford costs $31 a year as of May 2026."


def test_an_uploaded_file_is_a_source_and_the_page_checked_again_with_it(room: Newsroom) -> None:
    room.clock.moment += timedelta(days=1)
    job = upload(room, "C:\\papers\\prices.txt", PRICES, publisher="Rope Paper").headers["location"]
    room.work()
    assert "Edition 2 was published" in text_of(room.get(job))
    page = text_of(room.get(PAGE))
    assert "Rope Paper" in page and "no longer answered" not in page
    [source] = [one for one in room.json("/sources.json")["sources"] if one["publisher"] == "Rope Paper"]
    assert source["uri"].startswith("uploaded:") and source["uri"].endswith("/prices.txt")
    assert [action for _, action, _ in room.logged] == ["upload source"]


def test_an_uploaded_file_may_have_an_address(room: Newsroom) -> None:
    room.clock.moment += timedelta(days=1)
    room.shelf.bodies["https://rope.example/p"] = PRICES.decode()
    said = {"address": "https://rope.example/p?utm_source=x", "publisher": "Rope Paper"}
    assert upload(room, "p.html", b"<p>" + PRICES + b"</p>", **said).status_code == 303
    room.work()
    [source] = [one for one in room.json("/sources.json")["sources"] if one["publisher"] == "Rope Paper"]
    assert source["uri"] == "https://rope.example/p"


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("movie.mp4", b"\x00\x00\x00\x18ftypmp42", "is not text, Markdown, HTML, DOCX or PDF"),
        ("empty.txt", b"", "Choose a file that has something in it"),
        ("broken.pdf", b"%PDF-1.7 and nothing else", "broken.pdf"),
        ("broken.docx", b"PK\x03\x04 word/document.xml", "broken.docx"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(
    room: Newsroom, name: str, body: bytes, why: str
) -> None:
    jobs = len(room.queue.jobs())
    reply = upload(room, name, body)
    assert reply.status_code == 422 and why in text_of(reply)
    assert len(room.queue.jobs()) == jobs


def test_an_upload_is_an_editors_own_short_enough_and_of_a_named_kind(room: Newsroom) -> None:
    assert upload(room, "a.txt", PRICES, csrf="forged").status_code == 403
    assert upload(room, "a.txt", PRICES, kind="rumor").status_code == 422
    assert upload(room, "a.txt", PRICES, address="file:///etc/passwd").status_code == 422
    assert upload(room, "a.txt", b"x" * 20_000_001).status_code == 413
    assert room.post(f"{DESK}/upload").status_code == 422
    room.door.visitor_now = REPORTER
    assert upload(room, "a.txt", PRICES).status_code == 403
    assert room.logged == []


def test_a_retracted_page_stays_and_says_so(room: Newsroom) -> None:
    assert room.done(f"{DESK}/retract", why="It was made from a draft.") == PAGE
    assert "Retracted on November 22, 2026: It was made from a draft" in text_of(room.get(PAGE))
    assert room.json("/index.json")["newest"] == []
    assert room.post(f"{PAGE}/refresh").status_code == 422


def withhold(room: Newsroom, **said: str) -> None:
    told = {"rule": "privacy", "why": "A resident asked us to.", **said}
    assert room.done(f"{DESK}/withhold", **told) == PAGE


def test_of_a_withheld_page_nothing_is_read_anywhere(room: Newsroom) -> None:
    edition = room.site.directory.catalogue().shown[0].stands
    cited = next(iter(room.site.directory.catalogue().citing))
    assert room.get(f"/passages/{cited}").status_code == 200
    withhold(room)
    room.door.visitor_now = NOBODY
    under = ("", ".json", ".md", ".pdf", "/editions", "/1", "/1.json", "/changes/1/1", "/flag", "/refresh")
    for address in [f"{PAGE}{ending}" for ending in under] + [f"/reports/{edition.report}"]:
        reply = room.get(address)
        assert reply.status_code == 410, address
        assert "27" not in reply.text.replace(edition.id, "") and "permit" not in text_of(reply)
    words = text_of(room.get(PAGE))
    assert "withheld on November 22, 2026. A resident asked us to." in words
    assert "privacy" in words.lower() and edition.id in words
    told = json.loads(room.get(f"{PAGE}.json").text)
    assert told["withheld"]["rule"] == "privacy" and told["title"] is None
    assert told["editions"][0]["id"] == edition.id
    assert room.get(f"/passages/{cited}").status_code == 404
    catalogue = room.site.directory.catalogue()
    assert not catalogue.listings and not catalogue.keys and not catalogue.citing and not catalogue.by_page
    assert SLUG not in room.get("/").text and "Alderford" not in room.get("/").text


def test_a_withheld_page_may_keep_its_title_and_can_be_shown_again(room: Newsroom) -> None:
    before = room.get(PAGE)
    withhold(room, titled="true")
    assert "How much does a fishing permit" in text_of(room.get(PAGE))
    assert "Show it again" in room.get(PAGE).text
    assert room.get(DESK).status_code == 410
    room.door.visitor_now = NOBODY
    assert "Show it again" not in room.get(PAGE).text
    assert room.post(f"{DESK}/show", sure="true").status_code == 401
    room.door.visitor_now = EDITOR
    assert "How much" in text_of(room.get("/desk"))
    assert room.done(f"{DESK}/show") == PAGE
    assert room.get(PAGE).headers["etag"] == before.headers["etag"]
    assert room.post(f"{DESK}/show", sure="true").headers["location"] == PAGE
    assert [action for _, action, _ in room.logged] == ["withhold", "show again"]
    assert room.post(f"{DESK}/withhold", rule="mood", why="x").status_code == 422


def test_a_page_checked_again_is_confirmed_or_followed_by_an_edition(room: Newsroom) -> None:
    form = text_of(room.get(f"{PAGE}/refresh"))
    assert "Last found to be so on November 22, 2026" in form and "Check it again" in form
    job = room.post(f"{PAGE}/refresh").headers["location"]
    room.work()
    told = text_of(room.get(job))
    assert "Nothing changed: confirmed on November 22, 2026, 16:00 UTC (1 source asked again)" in told
    assert room.json(f"{PAGE}/refresh")["checked_at"] == "2026-11-22T16:00:00Z"
    room.door.visitor_now = NOBODY
    assert "Sign in" in text_of(room.get(f"{PAGE}/refresh"))
    assert room.post(f"{PAGE}/refresh").status_code == 401


def test_a_new_edition_tells_what_changed(room: Newsroom) -> None:
    address = next(iter(room.shelf.bodies))
    room.shelf.bodies[address] = room.shelf.bodies[address].replace("$27", "$29")
    job = room.post(f"{PAGE}/refresh").headers["location"]
    room.work()
    told = text_of(room.get(job))
    assert "Edition 2 was published" in told and "$29" in told and "What changed" in told
    assert f'href="{PAGE}/changes/1/2"' in room.get(job).text


def test_asked_again_what_is_withheld_is_told_and_not_checked(room: Newsroom) -> None:
    withhold(room)
    room.door.visitor_now = REPORTER
    for asked in (
        room.get(f"/ask?q={PRICE}"),
        room.post("/ask", q=PRICE),
        room.post("/ask", q=PRICE, again="true"),
        room.post("/ask", q=PRICE.upper(), on="2026-11-01"),
    ):
        assert asked.status_code == 410
        words = text_of(asked)
        assert "It was withheld on November 22, 2026. A resident asked us to." in words
        assert "privacy: it showed" in words and "Only an editor may have it checked anew" in words
        assert "There is a page already" not in words and "$27" not in words
    said = {"q": PRICE, "again": "true", "csrf": REPORTER.csrf}
    told = room.client.post("/ask", data=said, headers={"accept": "application/json"})
    assert told.status_code == 410 and told.json()["withheld"]["rule"] == "privacy"
    assert len(room.queue.jobs()) == 1  # that which made the page
    # Of another agency it is another question.
    assert room.post("/ask", q=PRICE, agency="police").status_code == 303


def test_an_editor_has_what_is_withheld_checked_anew_and_nobody_else_reads_it(room: Newsroom) -> None:
    withhold(room)
    assert "Check it anew, for editors to read" in room.post("/ask", q=PRICE).text
    draft = _draft(room, q=PRICE, again="true", on="2026-11-21")
    shown = room.get(draft)
    assert ANSWER in text_of(shown) and "a page that is withheld" in text_of(shown)
    room.door.visitor_now = REPORTER
    for reply in (room.get(draft), room.get(draft, accept="application/json")):
        assert reply.status_code == 410 and "$27" not in reply.text


def test_other_words_do_not_bring_back_what_a_withheld_page_said(room: Newsroom) -> None:
    withhold(room)
    room.door.visitor_now = REPORTER
    draft = _draft(room, q="A fishing permit in Alderford costs $27 a year.")
    assert room.get(draft).status_code == 410
    room.door.visitor_now = EDITOR
    assert "a page that is withheld" in text_of(room.get(draft))
    assert room.done(f"{DESK}/show") == PAGE
    assert "a page that is withheld" not in text_of(room.get(draft))


def test_who_flagged_a_page_reads_its_words_no_more_once_it_is_withheld(room: Newsroom) -> None:
    said = {"reason": "wrong", "words": "It is 10 by now.", "statement": room.key_of(AGE, PAGE)}
    receipt = room.post(f"{PAGE}/flag", **said).headers["location"]
    assert AGE in text_of(room.get(receipt))
    withhold(room)
    assert AGE not in text_of(room.get(receipt)) and "It is 10 by now." in text_of(room.get(receipt))
    assert room.json(receipt)["statement"] is None


def test_nothing_kept_beside_the_library_says_what_is_withheld(room: Newsroom, tmp_path: Path) -> None:
    edition = room.site.directory.catalogue().shown[0].stands
    for ending in ("", ".json", ".md"):
        assert room.get(f"{PAGE}{ending}").status_code == 200
    kept = tmp_path / "library.site"
    assert len(list(kept.rglob(f"{edition.id}.*"))) >= 4
    withhold(room)
    assert room.get("/").status_code == 200
    assert not list(kept.rglob(f"{edition.id}.*"))


def test_what_is_withheld_is_gone_from_the_exported_files_though_the_export_is_cut_off(
    room: Newsroom, tmp_path: Path
) -> None:
    class CutOff(Exception):
        pass

    def cut_off(_: object) -> None:
        raise CutOff

    place = tmp_path / "out"
    export_site(room.site, place, None, quiet)
    withhold(room)
    with pytest.raises(CutOff):
        export_site(room.site, place, None, cut_off)
    told = "".join(file.read_text("utf-8") for file in place.rglob("*") if "search/" in str(file))
    assert not (place / "p" / f"{SLUG}.html").exists() and "Alderford" not in told
    assert SLUG not in (place / LIST).read_text("utf-8")
    export_site(room.site, place, None, quiet)
    left = [file for file in place.rglob("*") if file.is_file()]
    assert left and not [file for file in left if b"Alderford" in file.read_bytes()]


def _draft(room: Newsroom, **said: str) -> str:
    """Where the draft of a question is, once it was worked on."""
    job = room.post("/ask", **said).headers["location"]
    room.work()
    return room.get(job).headers["location"]


def test_the_desk_lists_the_newest_pages(room: Newsroom) -> None:
    assert f'href="{DESK}"' in room.get("/desk").text
    assert f'href="{DESK}"' in room.get(f"{PAGE}/flag").text
    room.door.visitor_now = NOBODY
    assert f'href="{DESK}"' not in room.get(f"{PAGE}/flag").text


def test_odd_names_are_no_names(room: Newsroom) -> None:
    for address in ("/jobs/job-%00", "/jobs/job-%25", "/reports/report-%00", "/p/%00/flag", "/p/%00/desk"):
        assert room.get(address).status_code == 404
    assert room.get("/flags/%00").status_code == 422


def test_whatever_people_write_is_shown_as_text(room: Newsroom) -> None:
    odd = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    key = room.key_of(AGE, PAGE)
    room.done(f"{DESK}/dispute", statement=key, why=odd)
    room.done(f"{DESK}/log", what=odd, why=odd)
    receipt = room.post(f"{PAGE}/flag", reason="wrong", words=odd).headers["location"]
    kept = room.post(f"{DESK}/dispute", statement="s-gone", why=odd)
    asked = room.post("/ask", q=f"Do shops sell {odd}?", place=odd)
    told = [room.get(one) for one in (PAGE, "/desk", DESK, receipt)]
    for reply in (*told, kept, asked, room.post(f"{DESK}/retract", why=odd)):
        assert "<script>alert" not in reply.text and "<img src=x" not in reply.text
    assert "&lt;script&gt;" in told[0].text
    withhold(room, why=odd)
    assert "<script>alert" not in room.get(PAGE).text and "&lt;script&gt;" in room.get(PAGE).text
