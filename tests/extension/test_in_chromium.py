"""The extension in a real browser: what it sends, what comes of it, what it says where nothing does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from chromium_with import Browsing, browsing, elsewhere
from guarded_sites import guarded, guest, served
from newsroom_at_work import at_work, listening
from newsroom_site import EDITOR, NOBODY, Newsroom, newsroom
from wellsourced.jobs.orders import order_to_check
from wellsourced.steps.classify import read_inquiry
from wellsourced.web.app import make_app
from wellsourced.web.site import Site
from wellsourced.web.visitors import May

RIGHT = "Tackle shops in Alderford may sell fishing permits."
WRONG = "A fishing permit in Alderford costs $90 a year as of May 2026."
ASIDE = "The zeppelin hangar was painted green."
STORY = f"""<!DOCTYPE html><html lang="en"><title>Permits in Alderford</title>
<nav><a href="/">Front page of the paper</a></nav>
<main><h1>Permits in Alderford</h1><p id="right">{RIGHT}</p><p id="wrong">{WRONG}</p>
<form><input value="my own words"><textarea id="field">typed and not sent</textarea></form>
<p contenteditable="true">written by hand</p><p hidden>not to be seen</p>
<script>window.secret = "of the page"</script></main>
<aside><p>{ASIDE}</p></aside></html>"""
SELECT = "id => getSelection().selectAllChildren(document.getElementById(id))"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with newsroom(tmp_path_factory.mktemp("room")) as made, at_work(made):
        yield made


@pytest.fixture(scope="module")
def site(room: Newsroom) -> Iterator[str]:
    with listening(room) as address:
        yield address


@pytest.fixture(scope="module")
def story() -> Iterator[str]:
    with elsewhere(STORY) as address:
        yield address


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(
    playwright: Playwright, chromium: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browsing]:
    with browsing(playwright, chromium, tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.fixture
def page(browser: Browsing, site: str, story: str) -> Iterator[Page]:
    """The story, open in a browser whose extension knows the site."""
    browser.keep(server=site, token="")
    opened = browser.opened(story)
    browser.asked.clear()
    yield opened
    for one in browser.context.pages[1:]:
        one.close()


def test_a_selection_is_audited_on_the_users_own_server(
    browser: Browsing, room: Newsroom, page: Page, site: str, story: str
) -> None:
    page.evaluate(SELECT, "wrong")
    audit = browser.choose("selection", page)
    audit.wait_for_url(f"{site}/audits/audit-*")
    expect(audit.locator("mark.refuted")).to_have_text(WRONG)
    assert RIGHT not in audit.inner_text("main")
    [job] = room.queue.jobs(most=1)
    given = room.queue.drafts.given((job.result or {})["audit"])
    assert given.draft is not None and given.draft.extracted.text == WRONG and given.draft.uri == story
    assert [one for one in browser.asked if not one.startswith((site, story.rpartition("/")[0]))] == []


def test_the_main_part_of_a_page_is_audited_without_what_was_typed(
    browser: Browsing, room: Newsroom, page: Page, site: str, story: str
) -> None:
    page.fill("#field", "what I typed")
    audit = browser.choose("page", page)
    audit.wait_for_url(f"{site}/audits/audit-*")
    expect(audit.locator("mark.refuted")).to_have_text(WRONG)
    expect(audit.locator("mark.supported")).to_have_text(RIGHT)
    [job] = room.queue.jobs(most=1)
    given = room.queue.drafts.given((job.result or {})["audit"])
    assert given.draft is not None and given.draft.uri == story
    text = given.draft.extracted.text
    for left in (ASIDE, "typed", "my own words", "by hand", "not to be seen", "secret", "Front page"):
        assert left not in text, left


def test_a_claim_is_checked_and_a_page_that_is_there_is_shown(
    browser: Browsing, page: Page, site: str, room: Newsroom
) -> None:
    page.evaluate(SELECT, "right")
    draft = browser.choose("claim", page)
    draft.wait_for_url(f"{site}/reports/report-*")
    assert draft.inner_text("h1") == RIGHT
    asked = order_to_check(read_inquiry(RIGHT, on=room.clock.now().date()), publish=True)
    list(room.queue.events(room.queue.submit(asked).id))
    room.site.directory.look_again()
    known = browser.choose("claim", page)
    assert known.url.startswith(f"{site}/p/") and known.inner_text("h1") == RIGHT


def test_the_popup_does_the_same_and_says_its_line(browser: Browsing, page: Page, site: str) -> None:
    popup = browser.opened(f"{browser.home}popup.html")
    expect(popup.locator("#server")).to_have_text(site)
    # Opened as a tab, the popup is itself the page that is looked at: of that nothing is read.
    popup.get_by_role("button", name="Audit this selection").click()
    expect(popup.get_by_role("status")).to_have_text(
        re.compile("^Nothing is selected|^The browser does not let")
    )
    popup.close()


def test_what_comes_to_nothing_is_told_in_one_line(
    browser: Browsing, room: Newsroom, page: Page, site: str
) -> None:
    jobs = len(room.queue.jobs())
    page.evaluate("getSelection().removeAllRanges()")
    assert browser.line("selection", page).startswith("Nothing is selected")
    page.evaluate(SELECT, "wrong")
    browser.keep(server="http://127.0.0.1:9")
    assert "http://127.0.0.1:9 does not answer" in browser.line("selection", page)
    browser.keep(server=page.url.rpartition("/")[0])
    assert "is no Wellsourced server" in browser.line("selection", page)
    browser.keep(server="http://paper.example")
    assert "Use https:// for a server that is not this machine" in browser.line("selection", page)
    browser.keep(server=site)
    room.door.visitor_now = NOBODY
    assert browser.line("selection", page) == f"Sign in at {site} first, or put a token into the options."
    room.door.visitor_now = EDITOR
    page.evaluate("document.getElementById('wrong').textContent = 'Wellsourced? '.repeat(20000)")
    page.evaluate(SELECT, "wrong")
    assert "audit it in parts of 200,000" in browser.line("selection", page)
    assert "too long for one claim" in browser.line("claim", page)
    assert len(room.queue.jobs()) == jobs


def test_without_leave_nothing_is_sent(
    playwright: Playwright, chromium: str, site: str, story: str, room: Newsroom, tmp_path: Path
) -> None:
    jobs = len(room.queue.jobs())
    with browsing(playwright, chromium, tmp_path, allowed=False) as browser:
        # As installed it may reach nobody, and knows the server of this machine.
        assert browser.worker.evaluate("chrome.permissions.getAll()")["origins"] == []
        options = browser.opened(f"{browser.home}options.html")
        expect(options.locator("#server")).to_have_value("http://127.0.0.1:8080")
        for wrong in ("http://paper.example", "https://paper.example/path", "https://a:b@paper.example"):
            options.fill("#server", wrong)
            options.get_by_role("button", name="Save").click()
            expect(options.get_by_role("status")).to_have_text(re.compile("^(Use https|Write the server)"))
        assert browser.worker.evaluate("chrome.storage.local.get()") == {}
        browser.keep(server=site)
        page = browser.opened(story)
        browser.asked.clear()
        # Nor may it read a page on which nobody chose anything of its menus.
        assert browser.line("selection", page).startswith(
            "The browser does not let extensions read this page"
        )
        refused = browser.worker.evaluate(
            "site => fetch(`${site}/audit`).then(() => 'read', () => 'refused')", site
        )
        assert refused == "refused"
        popup = browser.opened(f"{browser.home}popup.html")
        expect(popup.locator("#server")).to_have_text(site)
    assert len(room.queue.jobs()) == jobs


@pytest.fixture(scope="module")
def guarded_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with guarded(tmp_path_factory.mktemp("guarded")) as made:
        yield made


def test_a_server_with_accounts_takes_its_token_or_the_browsers_own_session(
    browser: Browsing, page: Page, guarded_site: Site
) -> None:
    admin = guest(make_app(guarded_site)).signs_in("reporter-anna")
    accounts = guarded_site.accounts
    assert accounts is not None
    secrets = {
        may: accounts.tokens.make("reporter-anna", may, frozenset({may}), 1, accounts.clock.now())
        for may in (May.ASK, May.FLAG)
    }
    page.evaluate(SELECT, "wrong")
    with served(guarded_site) as site:
        browser.keep(server=site)
        assert browser.line("selection", page).startswith(f"Sign in at {site} first")
        browser.keep(token=secrets[May.FLAG])
        assert "The token in the options may not ask" in browser.line("selection", page)
        browser.keep(token="ws_nonsense")
        assert "This token is not good" in browser.line("selection", page)
        browser.keep(token=secrets[May.ASK])
        assert browser.choose("selection", page).url.startswith(f"{site}/jobs/job-")
        browser.keep(token="")
        cookies = [
            {"name": name, "value": value, "url": site} for name, value in admin.client.cookies.items()
        ]
        browser.context.add_cookies(cookies)
        assert browser.choose("selection", page).url.startswith(f"{site}/jobs/job-")
        browser.context.clear_cookies()
    jobs = guarded_site.queue.jobs()
    assert {one.user for one in jobs} == {"reporter-anna"}


HOSTILE = """async site => {
  const draft = new FormData();
  draft.append("text", "Have this audited.");
  const told = [];
  const attempts = [
    ["form", { method: "POST", body: draft, mode: "no-cors" }],
    ["with cookies", { method: "POST", body: draft, mode: "no-cors", credentials: "include" }],
    ["words", { method: "POST", body: new URLSearchParams({ text: "x y z." }), mode: "no-cors" }],
    ["token", { method: "POST", body: draft, headers: { authorization: "Bearer ws_x" } }],
    ["reading", { headers: { accept: "application/json" } }],
    ["blind", { mode: "no-cors" }],
  ];
  for (const [name, how] of attempts)
    try {
      const reply = await fetch(`${site}/audit`, how);
      told.push([name, reply.type, (await reply.text()).length]);
    } catch { told.push([name, "refused", 0]); }
  return told;
}"""
SUBMIT = """site => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: `${site}/audit` });
  form.append(Object.assign(document.createElement("input"), { name: "text", value: "Have this audited." }));
  document.body.append(form);
  form.submit();
}"""


def test_a_hostile_page_has_the_users_own_server_do_nothing(
    browser: Browsing, room: Newsroom, page: Page, site: str
) -> None:
    jobs = len(room.queue.jobs())
    told = page.evaluate(HOSTILE, site)
    # Whatever was sent, the page reads nothing of what came back.
    assert all(size == 0 for _, _, size in told) and len(told) == 6, told
    with page.expect_navigation():
        page.evaluate(SUBMIT, site)
    assert "This was sent by another site" in page.inner_text("main")
    page.goto(f"{site}/audit?text=Have+this+audited.")
    assert len(room.queue.jobs()) == jobs
