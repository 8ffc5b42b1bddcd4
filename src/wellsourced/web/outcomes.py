"""Where what came of a job is read, and what a page's refresh came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from wellsourced.diff import diff
from wellsourced.jobs.orders import Job, Kind, State
from wellsourced.model.editions import Edition
from wellsourced.render.changes import changes_html
from wellsourced.render.words import counted
from wellsourced.web.catalogue import Listing, Withheld
from wellsourced.web.site import Site

__all__ = ["Refreshing", "outcome_address", "refreshing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshing:
    """What a refresh came to: a new edition with its `changes`, or that the page stands as it was."""

    listing: Listing
    edition: Edition
    new: bool
    line: str
    changes: Markup


def outcome_address(job: Job, site: Site) -> str | None:
    """Where what came of a job is read; None where nothing did yet."""
    if job.state is not State.DONE or job.result is None:
        return None
    if job.kind in (Kind.REFRESH, Kind.ADD):
        return site.at.job(job.id)
    if job.kind is Kind.AUDIT:
        return site.at.audited(str(job.result["audit"]))
    edition, report = job.result.get("edition"), job.result.get("report")
    if edition is not None:
        listing = _listing(site, str(edition))
        found = _withheld(site, str(edition)) if listing is None else listing
        return None if found is None else site.at.page(found.key)
    return None if report is None else site.at.report(str(report))


def refreshing(job: Job, site: Site) -> Refreshing | None:
    """What came of a page's refresh; None for a job that is none, or not done."""
    if job.state is not State.DONE or job.result is None or "new" not in job.result:
        return None
    listing = _listing(site, str(job.result["edition"]))
    if listing is None:
        return None
    edition, new = site.library.edition(str(job.result["edition"])), bool(job.result["new"])
    changes = Markup("")
    if new and edition.previous is not None:
        before = site.library.report(site.library.edition(edition.previous).report)
        changes = changes_html(diff(before, site.library.report(edition.report), actions=site.actions))
    line = f"Edition {edition.number} was published" if new else _confirmed(edition, site)
    return Refreshing(listing=listing, edition=edition, new=new, line=line, changes=changes)


def _confirmed(edition: Edition, site: Site) -> str:
    last = site.library.last_confirmation(edition.id)
    if last is None:
        return "Nothing that a reader would see changed; none of its sources could be asked"
    asked = f"{counted(last.asked, 'source')} asked again" if last.asked else "it rests on what is on file"
    gone = f", {len(last.dead)} of them no longer there" if last.dead else ""
    return f"Nothing changed: confirmed on {_moment(last.confirmed_at)} ({asked}{gone})"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%B} {moment.astimezone(UTC).day}, {moment.astimezone(UTC):%Y, %H:%M} UTC"


def _listing(site: Site, edition_id: str) -> Listing | None:
    """The page of an edition, published a moment ago perhaps; None for one that is withheld."""
    page = site.library.edition(edition_id).page
    found = site.directory.catalogue().by_page.get(page)
    if found is None or all(one.id != edition_id for one in found.editions):
        site.directory.look_again()
        found = site.directory.catalogue().by_page.get(page)
    return found


def _withheld(site: Site, edition_id: str) -> Withheld | None:
    return site.directory.catalogue().withheld_page(site.library.edition(edition_id).page)
