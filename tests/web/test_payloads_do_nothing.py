"""Questions, titles, sources and names that are attacks: a browser reads every page, and nothing runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

import pytest
from fastapi.routing import APIRoute
from playwright.sync_api import Browser, Page, Request, sync_playwright

from guarded_sites import PASSWORD, Told, guarded, published, served
from payloads import ADDRESSES, PAYLOADS
from site_audits import audited
from wellsourced.jobs.orders import order_to_check
from wellsourced.model.claims import Inquiry, InquiryKind
from wellsourced.web.app import ROOMS
from wellsourced.web.site import Site

WATCH = """
window.ran = () => { window.didRun = true };
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = window.ran;
document.addEventListener("securitypolicyviolation", event => { window.tried = event.violatedDirective });
"""
LOOK = """() => {
  const held = document.querySelectorAll(
    "script:not([src]):not([type='application/ld+json']), iframe, object, embed, base, " +
    "meta[http-equiv], style, svg a:not([href^='/places/']), math");
  const wrong = Array.from(held, one => one.outerHTML.slice(0, 80));
  // What programs read is data: whole, and nothing else.
  for (const one of document.querySelectorAll("script[type='application/ld+json']")) JSON.parse(one.text);
  for (const one of document.querySelectorAll("*"))
    for (const { name, value } of one.attributes)
      if (name.startsWith("on") || name === "style" || name === "srcdoc"
          || (["href", "src", "action", "formaction", "cite"].includes(name)
              && /^[\\s\\x00-\\x1f]*(javascript|vbscript|data:text)/i.test(value)))
        wrong.push(`${name}=${value}`.slice(0, 80));
  return { ran: window.didRun === true, tried: window.tried ?? null, wrong };
}"""
OTHER_FORMS = (".json", ".md", ".pdf", ".atom", ".xml", ".txt")


# A link of a drawing has no plain text for its `href`.
LINKS = 'all => all.map(one => new URL(one.getAttribute("href"), document.baseURI).href)'


@dataclass
class Reader:
    """A browser on the site, which tells what it saw happen."""

    page: Page
    base: str
    outside: list[str] = field(default_factory=list)
    amiss: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("request", self._note)
        self.page.on("dialog", lambda dialog: self.amiss.append(f"a dialog: {dialog.message}"))

    def reads(self, address: str) -> list[str]:
        """Open a page; the links on it."""
        answer = self.page.goto(self.base + address, wait_until="load")
        assert answer is not None and answer.status < 500, address
        self.looks(address)
        links: list[str] = self.page.eval_on_selector_all("a[href]", LINKS)
        return [link.removeprefix(self.base) for link in links if link.startswith(self.base + "/")]

    def looks(self, at: str) -> None:
        """Look at the page that is open."""
        seen = self.page.evaluate(LOOK)
        if seen["ran"] or seen["tried"] or seen["wrong"]:
            self.amiss.append(f"{at}: {seen}")

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:,", "about:", "blob:")):
            self.outside.append(request.url)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A page for each payload, which is in everything the page and its source say."""
    with guarded(tmp_path_factory.mktemp("payloads"), "open") as made:
        published(made, *(poisoned(text, number) for number, text in enumerate((*PAYLOADS, *ADDRESSES))))
        yield made


def poisoned(text: str, number: int) -> Told:
    return Told(
        title=f"{text} {number}",
        place=text,
        source=text,
        publisher=text,
        uri=text if text in ADDRESSES else f"https://s{number}.example/{quote(text)}?{text}",
        text=f"The clerk of county {number} said that shops may sell day permits there. She wrote: {text} "
        "The county will look at its ordinance again after the summer, she said.",
        note=text,
        topic=text,
        slug=f"payload-{number}",
    )


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=chromium,
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield opened
        opened.close()


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Reader]:
    with served(site) as base:
        context = browser.new_context()
        yield Reader(context.new_page(), base)
        context.close()


def test_there_are_sixty_of_them() -> None:
    assert len({*PAYLOADS, *ADDRESSES}) >= 60


@pytest.mark.parametrize(
    "text", ["<script>ran()</script>", "<img src=x onerror=ran()>", "<svg onload=ran()>"]
)
def test_a_page_that_let_one_run_would_be_seen(browser: Browser, text: str) -> None:
    page = browser.new_page()
    page.route(
        "http://leaky.example/", lambda route: route.fulfill(body=f"<p>{text}", content_type="text/html")
    )
    seen = Reader(page, "http://leaky.example")
    seen.reads("/")
    page.wait_for_timeout(50)
    seen.looks("/")
    assert any("'ran': True" in line for line in seen.amiss)
    page.close()


def test_every_page_is_read_and_nothing_runs(reader: Reader, site: Site) -> None:
    pages = [site.at.page(one.key) for one in site.directory.catalogue().shown]
    passages = [site.at.passage(one) for one in site.directory.catalogue().citing]
    for address in (*rooms(), *pages, *passages):
        reader.reads(address)
    assert len(pages) == len(passages) == len({*PAYLOADS, *ADDRESSES})
    assert (reader.amiss, reader.outside) == ([], [])


def test_every_link_of_some_pages_is_followed_and_nothing_runs(reader: Reader) -> None:
    read = follow(reader, [f"/p/payload-{number}" for number in (0, 27, 49)], 40)
    assert len(read) == 40 and any(address.endswith("/editions") for address in read)
    assert (reader.amiss, reader.outside) == ([], [])


@pytest.mark.endurance
def test_every_link_of_the_site_is_followed_and_nothing_runs(reader: Reader, site: Site) -> None:
    pages = [site.at.page(one.key) for one in site.directory.catalogue().shown]
    read = follow(reader, [*rooms(), *pages], 5000)
    assert {*rooms(), *pages} < read and len(read) > 4 * len(pages)
    assert (reader.amiss, reader.outside) == ([], [])


def rooms() -> list[str]:
    """Every page without a name in its address; what is no HTML a browser shows in its own way."""
    found = [route for room in ROOMS for route in room.router.routes if isinstance(route, APIRoute)]
    pages = [one.path for one in found if "{" not in one.path and "GET" in (one.methods or ())]
    return [path for path in pages if not path.endswith((*OTHER_FORMS, "/metrics"))]


def follow(reader: Reader, waiting: list[str], most: int) -> set[str]:
    """Read so many pages, link by link; those that were read."""
    read: set[str] = set()
    while waiting and len(read) < most:
        address = urljoin("/", waiting.pop(0)).partition("#")[0]
        if address not in read and not urlsplit(address).path.endswith(OTHER_FORMS):
            read.add(address)
            waiting += reader.reads(address)
    return read


def test_what_is_in_an_address_is_said_back_as_text(reader: Reader) -> None:
    said_back = (
        ("/ask?q={0}&place={0}&on={0}", 1),
        ("/audit?text={0}&place={0}&address={0}", 4),
        ("/audits/{0}", 10),
        ("/account?then={0}", 4),
        ("/p/{0}", 6),
        ("/jobs/{0}", 10),
        ("/reports/{0}", 10),
        ("/account/join?invitation={0}", 10),
    )
    for address, every in said_back:
        for text in PAYLOADS[::every]:
            reader.reads(address.format(quote(text, safe="")))
    assert (reader.amiss, reader.outside) == ([], [])


def test_what_a_person_types_is_said_back_as_text(reader: Reader) -> None:
    page = reader.page
    for text in PAYLOADS[::6]:
        reader.reads("/account")
        page.fill("#name", text)
        page.fill("#password", text)
        page.click("main button")
        reader.looks(f"signing in as {text}")
        assert text.startswith(page.input_value("#name"))  # a browser sends no more than the field takes
    reader.reads("/account")
    page.fill("#name", "reporter-anna")
    page.fill("#password", PASSWORD)
    page.click("main button")
    for text in PAYLOADS[1::6]:
        reader.reads("/ask")
        page.fill("#q", f"Is {text} allowed?")
        page.fill("#place", text)
        page.click("main button")
        reader.looks(f"asking of {text}")
        assert page.is_visible(".refused")
    assert (reader.amiss, reader.outside) == ([], [])


def test_a_draft_that_is_an_attack_is_marked_up_as_text(reader: Reader, site: Site) -> None:
    lines = [f"The clerk of county {n} wrote: {text} to the shops." for n, text in enumerate(PAYLOADS)]
    cites = [f"[{n}] {text} https://s{n}.example/{text}" for n, text in enumerate(ADDRESSES, start=1)]
    for title, text in ((PAYLOADS[0], "\n\n".join(lines)), (PAYLOADS[12], "\n".join([*lines[:9], *cites]))):
        address = audited(site, text, title)
        for part in (1, 2):
            reader.reads(f"{address}?part={part}")
        reader.reads(address)
        assert reader.page.inner_text("h1") == title
    assert (reader.amiss, reader.outside) == ([], [])


def test_a_question_that_is_an_attack_waits_as_text(reader: Reader, site: Site) -> None:
    today = site.clock.now().date()
    for text in PAYLOADS[2::8]:
        asked = Inquiry(text=text, title=text, slug="x", kind=InquiryKind.QUESTION, on=today)
        job = site.queue.submit(order_to_check(asked, user=text))
        reader.reads(site.at.job(job.id))
        assert reader.page.inner_text("h1") == " ".join(text.split())
    assert (reader.amiss, reader.outside) == ([], [])


def test_other_forms_of_a_page_are_no_html(reader: Reader) -> None:
    for form, kind in (("json", "application/json"), ("md", "text/markdown; charset=utf-8")):
        answer = reader.page.request.get(f"{reader.base}/p/payload-0.{form}")
        assert answer.headers["content-type"] == kind
        assert answer.headers["x-content-type-options"] == "nosniff"
