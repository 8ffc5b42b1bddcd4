"""A site with something in every room, and the way to one page of each template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path

from fastapi import FastAPI

from guarded_sites import Guest, guarded, guest
from halls import FEE, GONE, ODD, SHOPS, TOPIC, filled, key_of
from site_audits import audited
from wellsourced.jobs.orders import order_to_check
from wellsourced.model.standing import Rule, Withholding
from wellsourced.steps.classify import read_inquiry
from wellsourced.web.app import make_app
from wellsourced.web.site import Site
from wellsourced.web.subjects import topic_key

__all__ = ["ELSEWHERE", "EveryPage", "Way", "every_page", "templates"]

SHOPS_AT, FEE_AT = f"/p/{key_of(SHOPS)}", f"/p/{key_of(FEE)}"
DRAFT = f"""What permits cost, by {ODD}

A day permit costs nine marks [1]. A day permit costs ten marks, says the “schedule of fees”. It is nice.

Shops in Salem sold 300 day permits in May 2026. Shops in Salem sold 400 day permits in May 2026, 120%
of which they sold to 36 of 72 visitors, or 60 percent. This angered many. Will it be enough?

[1] Schedule of fees, https://fees.example/schedule
"""
ELSEWHERE = frozenset({"account_none", "exported_search"})
"""Templates of a site without accounts, and of the exported files: those have tests of their own."""


@dataclass(frozen=True)
class Way:
    """How one comes to a page: by its address, or by sending a form there."""

    address: str
    said: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    signed_in: bool = True


@dataclass(frozen=True)
class EveryPage:
    """The site, somebody who may do everything and somebody who is unknown, and the way to each template."""

    app: FastAPI
    admin: Guest
    nobody: Guest
    ways: Mapping[str, Way]


def templates() -> set[str]:
    """The names of all templates that are a page of the site."""
    folder = resources.files("wellsourced").joinpath("templates/site")
    pages = [one for one in folder.iterdir() if one.name.endswith(".html.j2")]
    framed = [one for one in pages if '{% extends "site/frame.html.j2" %}' in one.read_text("utf-8")]
    return {one.name.removesuffix(".html.j2") for one in framed}


@contextmanager
def every_page(folder: Path) -> Iterator[EveryPage]:
    """The site, open meanwhile."""
    filled(folder / "library")
    with guarded(folder) as site:
        app = make_app(site)

        def broken() -> None:
            raise RuntimeError("This is broken.")

        app.add_api_route("/broken", broken)
        admin, nobody = guest(app).signs_in("admin-anna"), guest(app)
        object.__setattr__(admin.client, "raise_server_exceptions", False)
        yield EveryPage(app, admin, nobody, _ways(site, admin, nobody))


def _ways(site: Site, admin: Guest, nobody: Guest) -> dict[str, Way]:
    catalogue = site.directory.catalogue()
    passage = next(iter(catalogue.keys[key_of(SHOPS)].card.quotes))
    source = catalogue.keys[key_of(SHOPS)].card.sources[0].id
    report = site.library.report(catalogue.keys[key_of(FEE)].stands.report)
    draft = site.library.save_report(replace(report, topics=("Drafts",)))
    job = site.queue.submit(order_to_check(read_inquiry(FEE, on=site.clock.now().date()), user="admin-anna"))
    said = {"reason": "wrong", "words": "It is ten marks by now.", "csrf": nobody.csrf()}
    receipt = nobody.client.post(f"{FEE_AT}/flag", data=said).headers["location"]
    gone = catalogue.keys[key_of(GONE)].page.id
    site.library.withhold(
        Withholding(page=gone, withheld_at=site.clock.now(), rule=Rule.RIGHTS, why="Its owner objected.")
    )
    site.directory.look_again()
    accounts = site.accounts
    assert accounts is not None
    document = admin.client.get(f"/library/sources/{source}").text.split('href="/library/documents/')[1]
    invite = {"role": "reporter", "csrf": admin.csrf()}
    shown = admin.client.post("/people/invitations", data=invite).text
    invitation = shown.partition("/account/join")[2].split('"')[0]
    return {
        "account": Way("/account"),
        "account_join": Way(f"/account/join{invitation}", signed_in=False),
        "account_sign_in": Way("/account", signed_in=False),
        "ask": Way("/ask?q=May+shops+in+Oregon+sell+day+permits%3F&place=Oregon"),
        "audit": Way("/audit?text=May+shops+in+Oregon+sell+day+permits%3F&place=Oregon"),
        "audited": Way(audited(site, DRAFT)),
        "changes": Way(f"{SHOPS_AT}/changes/1/2"),
        "confirm": Way(f"{SHOPS_AT}/desk/retract", {"why": "It was made from a draft."}),
        "corrections": Way("/corrections"),
        "desk": Way("/desk"),
        "draft": Way(f"/reports/{draft}"),
        "edition": Way(SHOPS_AT),
        "editions": Way(f"{SHOPS_AT}/editions"),
        "fault": Way("/broken", status=500),
        "flag": Way(f"{SHOPS_AT}/flag"),
        "flagged": Way(receipt),
        "home": Way("/"),
        "job": Way(f"/jobs/{job.id}"),
        "jobs": Way("/jobs"),
        "library": Way("/library"),
        "library_document": Way(f"/library/documents/{document.split(chr(34))[0]}"),
        "library_search": Way("/library/search?q=permits"),
        "library_source": Way(f"/library/sources/{source}"),
        "method": Way("/method"),
        "not_found": Way("/nowhere", status=404),
        "page_desk": Way(f"{SHOPS_AT}/desk"),
        "passage": Way(f"/passages/{passage}"),
        "people": Way("/people"),
        "people_log": Way("/people/log"),
        "place": Way("/places/US-OR"),
        "places": Way("/places"),
        "refresh": Way(f"{SHOPS_AT}/refresh"),
        "refused": Way("/p/x/desk/show", {"csrf": "forged"}, status=403),
        "search": Way("/search?q=permits"),
        "shown_once": Way("/people/invitations", {"role": "reader"}, status=201),
        "source": Way(f"/sources/{source}"),
        "sources": Way("/sources"),
        "topic": Way(f"/topics/{topic_key(TOPIC)}"),
        "topics": Way("/topics"),
        "withheld": Way(f"/p/{key_of(GONE)}", status=410),
    }
