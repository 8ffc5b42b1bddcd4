"""Every address of the site, in one place: templates, feeds, redirects and the export ask here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

__all__ = ["Addresses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Paths within the site, each after `root`: the address people know it by, or nothing for paths alone.

    A page is known by its `key` (its slug, where no older page has that), an edition by its number there.
    """

    root: str = ""

    def home(self) -> str:
        return f"{self.root}/"

    def method(self) -> str:
        return f"{self.root}/method"

    def ask(self) -> str:
        return f"{self.root}/ask"

    def audit(self) -> str:
        """Where one gives a draft to be audited."""
        return f"{self.root}/audit"

    def audited(self, name: str, form: str = "") -> str:
        """An audit, for who knows the address; `form`: `json` or `md` instead of HTML."""
        return f"{self.root}/audits/{quote(name)}{_ending(form)}"

    def account(self, *parts: str) -> str:
        """Where one signs in, and sees who one is; with parts what one does there (`sign-in`, `tokens`)."""
        return "/".join([f"{self.root}/account", *map(_part, parts)])

    def join(self, invitation: str) -> str:
        """Where an invitation is accepted."""
        return f"{self.root}/account/join?{urlencode({'invitation': invitation})}"

    def people(self, *parts: str) -> str:
        """Where an admin sees who has an account; with parts what is done about them."""
        return "/".join([f"{self.root}/people", *map(_part, parts)])

    def question(self, text: str) -> str:
        """The form to ask with, the words filled in."""
        return f"{self.root}/ask?{urlencode({'q': text})}"

    def job(self, job_id: str) -> str:
        """What becomes of a question, while it is worked on and after."""
        return f"{self.root}/jobs/{quote(job_id)}"

    def jobs(self) -> str:
        """What one asked; for editors what everybody did."""
        return f"{self.root}/jobs"

    def report(self, report_id: str) -> str:
        """A report that is not published, for who knows the address."""
        return f"{self.root}/reports/{quote(report_id)}"

    def page(self, key: str, form: str = "") -> str:
        """The edition of a page that stands; `form`: `json`, `md`, `pdf` or `atom` instead of HTML."""
        return f"{self.root}/p/{quote(key)}{_ending(form)}"

    def editions(self, key: str) -> str:
        return f"{self.root}/p/{quote(key)}/editions"

    def edition(self, key: str, number: int, form: str = "") -> str:
        return f"{self.root}/p/{quote(key)}/{number}{_ending(form)}"

    def changes(self, key: str, before: int, after: int) -> str:
        """What changed from one edition to another."""
        return f"{self.root}/p/{quote(key)}/changes/{before}/{after}"

    def flag(self, key: str) -> str:
        """Where a reader says what is wrong with a page."""
        return f"{self.root}/p/{quote(key)}/flag"

    def refresh(self, key: str) -> str:
        return f"{self.root}/p/{quote(key)}/refresh"

    def desk(self, key: str) -> str:
        """Where an editor works on a page."""
        return f"{self.root}/p/{quote(key)}/desk"

    def desks(self) -> str:
        """Where editors see what readers say is wrong."""
        return f"{self.root}/desk"

    def flagged(self, flag_id: str) -> str:
        """What became of a flag, for who raised it."""
        return f"{self.root}/flags/{quote(flag_id)}"

    def passage(self, passage_id: str) -> str:
        """A passage in its archived document."""
        return f"{self.root}/passages/{quote(passage_id)}"

    def about(self, place: str) -> str:
        """The form to ask with, the place filled in."""
        return f"{self.root}/ask?{urlencode({'place': place})}"

    def read_most(self, days: int) -> str:
        """The front page with what was read most in so many days."""
        return f"{self.root}/?{urlencode({'days': days})}#read-h"

    def sources(self, kind: str = "", publisher: str = "") -> str:
        """All sources, or those of a kind or a publisher."""
        asked = {name: one for name, one in (("kind", kind), ("publisher", publisher)) if one}
        return f"{self.root}/sources?{urlencode(asked)}" if asked else f"{self.root}/sources"

    def source(self, source_id: str) -> str:
        return f"{self.root}/sources/{quote(source_id)}"

    def topics(self) -> str:
        return f"{self.root}/topics"

    def topic(self, name: str, form: str = "") -> str:
        return f"{self.root}/topics/{quote(topic_key(name))}{_ending(form)}"

    def places(self) -> str:
        return f"{self.root}/places"

    def place(self, code: str, form: str = "") -> str:
        return f"{self.root}/places/{quote(code)}{_ending(form)}"

    def search(self, query: str = "") -> str:
        return f"{self.root}/search?{urlencode({'q': query})}" if query else f"{self.root}/search"

    def library(self, part: str = "", name: str = "") -> str:
        """Where editors browse what is archived: `search`, or one of `sources`, `documents` or `captures`."""
        return "/".join([f"{self.root}/library", *(quote(one) for one in (part, name) if one)])

    def corrections(self, form: str = "") -> str:
        return f"{self.root}/corrections{_ending(form)}"

    def feed(self) -> str:
        """The feed of all pages."""
        return f"{self.root}/feed.atom"

    def sitemap(self, part: int = 0) -> str:
        """The list of all pages for search engines, or one part of a long one."""
        return f"{self.root}/sitemap-{part}.xml" if part else f"{self.root}/sitemap.xml"

    def security(self) -> str:
        return f"{self.root}/.well-known/security.txt"

    def asset(self, name: str) -> str:
        """A style sheet or script of ours, its content's digest in its name."""
        return f"{self.root}/assets/{name}"


def topic_key(name: str) -> str:
    """A topic as its address has it: a slash would end that part of the address."""
    return "-".join(name.casefold().replace("/", " ").split())


def _part(text: str) -> str:
    return quote(text, safe="")


def _ending(form: str) -> str:
    return f".{form}" if form else ""
