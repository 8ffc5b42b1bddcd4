"""What a job of each kind does, step by step; a step that was done is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from dying_refresh import NOW, Texts, desk_over
from hashing_encoder import HashingEncoder
from test_refresh import CLAIM, PAGES, START, source_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import InputError, Permanent, Transient
from wellsourced.jobs.doing import BATCH, JSON, Tools, do
from wellsourced.jobs.giving import Audited, Given
from wellsourced.jobs.orders import (
    Order,
    order_to_add,
    order_to_add_to,
    order_to_audit,
    order_to_check,
    order_to_correct,
    order_to_publish,
    order_to_refresh,
)
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.audits import Audit
from wellsourced.model.editions import Edition
from wellsourced.model.sources import Source
from wellsourced.ports import Capture, Fetcher, Progress, quiet
from wellsourced.refresh import checked_at
from wellsourced.steps.classify import read_inquiry
from wellsourced.steps.gather import Web
from wellsourced.steps.taking_out import answers_of


@pytest.fixture
def library(tmp_path: Path) -> Iterator[SqlLibrary]:
    with closing(open_library(tmp_path / "library", HashingEncoder())) as made:
        yield made


class Journal:
    """Steps by the order they are asked for in; those done before are not done again."""

    def __init__(self) -> None:
        self.done: list[tuple[str, JSON]] = []
        self._at = 0

    def step(self, name: str, call: Callable[[Progress], JSON]) -> JSON:
        if self._at == len(self.done):
            self.done.append((name, call(quiet)))
        self._at += 1
        assert self.done[self._at - 1][0] == name
        return self.done[self._at - 1][1]

    def again(self) -> Journal:
        """The same journal before a worker that begins from the start."""
        self._at = 0
        return self


@dataclass
class Shelf:
    """A shelf of drafts in memory."""

    held: dict[str, Given] = field(default_factory=dict)
    audits: dict[str, Audit] = field(default_factory=dict)

    def put(self, given: Given, person: str) -> str:
        self.held[name := f"audit-{len(self.held)}"] = given
        return name

    def given(self, name: str) -> Given:
        return self.held[name]

    def keep(self, name: str, audit: Audit) -> None:
        self.audits[name] = audit

    def audited(self, name: str) -> Audited | None:
        return Audited(person="", audit=self.audits[name]) if name in self.audits else None

    def drop(self, name: str) -> None:
        del self.held[name]


def tools(library: SqlLibrary, fetcher: Fetcher | None = None) -> Tools:
    site = fetcher or Texts(PAGES, NOW)
    reader = Web(providers=(), fetcher=site, extractor=Extractors())
    return Tools(desk=desk_over(library, NOW), reader=reader, drafts=Shelf())


def published(library: SqlLibrary, claim: str = CLAIM, pages: Mapping[str, str] = PAGES) -> Order:
    """A page published at the start, and the order to refresh it."""
    do(order_to_add([source_of(uri) for uri in pages]), tools(library, Texts(pages, START)), Journal().step)
    asked = order_to_check(read_inquiry(claim, on=START.date()), publish=True)
    early = replace(tools(library), desk=desk_over(library, START))
    edition = library.edition(do(asked, early, Journal().step)["edition"])
    return order_to_refresh(edition, checked_at(edition, library), CLAIM)


def test_an_order_is_the_same_after_it_was_written_down(library: SqlLibrary) -> None:
    for order in (
        published(library),
        order_to_check(read_inquiry(CLAIM, on=START.date()), user="ann"),
        order_to_add([source_of(uri) for uri in PAGES]),
    ):
        assert Order.of_json(order.as_json()) == order


def test_the_report_that_was_made_is_the_one_that_is_published(library: SqlLibrary) -> None:
    do(order_to_add([source_of(uri) for uri in PAGES]), tools(library), Journal().step)
    order = order_to_check(read_inquiry(CLAIM, on=NOW.date()), publish=True)
    journal = Journal()
    first = do(order, tools(library), journal.step)
    assert [name for name, _ in journal.done] == ["check", "publish"]
    assert library.edition(first["edition"]).report == first["report"]
    # The worker died before it could say that it published; meanwhile the library came to hold more.
    journal.done.pop()
    told = {"https://rope.example/pier": "The Alderford ferry pier had 431 boats in April 2026."}
    do(order_to_add([source_of(uri) for uri in told]), tools(library, Texts(told, NOW)), Journal().step)
    assert do(order, tools(library), journal.again().step) == first


def test_a_check_need_not_be_published(library: SqlLibrary) -> None:
    done = do(order_to_check(read_inquiry(CLAIM, on=NOW.date())), tools(library), Journal().step)
    assert done["edition"] is None
    assert library.report(done["report"]).inquiry.text == CLAIM
    assert library.pages() == []


def test_a_page_refreshed_since_it_was_asked_for_is_not_refreshed_again(library: SqlLibrary) -> None:
    order = published(library)
    changed = tools(library, Texts({uri: text.replace("412", "398") for uri, text in PAGES.items()}, NOW))
    first = do(order, changed, Journal().step)
    assert first["new"]
    edition = library.edition(first["edition"])
    assert edition.number == 2

    class Unasked:
        def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
            raise AssertionError("nothing is asked again")

    assert do(order, tools(library, Unasked()), Journal().step) == first
    assert len(library.editions(edition.page)) == 2
    later = order_to_refresh(edition, checked_at(edition, library), CLAIM)
    assert later.job_on(NOW.date(), "here") != order.job_on(NOW.date(), "here")


class Patchy:
    """A site of which some pages are busy until they were asked for twice, and one is gone."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
        return [self._one(source) for source in sources]

    def _one(self, source: Source) -> Capture | Exception:
        self.asked.append(source.uri)
        if source.uri.endswith("/gone"):
            return Permanent("that page is gone: look elsewhere")
        if source.uri.endswith("3") and self.asked.count(source.uri) < 2:
            return Transient("that page is busy: try again", 90.0)
        return Capture(
            source=source,
            body=f"This is told at {source.uri}, and at length.".encode(),
            media_type="text/plain",
            captured_at=NOW,
        )


def test_what_is_out_of_reach_is_tried_again_and_what_is_gone_is_told(library: SqlLibrary) -> None:
    wanted = [source_of(f"https://tarn.example/{n}") for n in (*range(2 * BATCH), "gone")]
    site, journal = Patchy(), Journal()
    with pytest.raises(Transient, match=r"3 of 33 sources are out of reach: try again") as busy:
        do(order_to_add(wanted), tools(library, site), journal.step)
    assert busy.value.retry_after == 90.0
    assert [name for name, _ in journal.done] == ["add"] * 3
    done = do(order_to_add(wanted), tools(library, site), Journal().step)
    assert len(done["added"]) == 2 * BATCH
    assert done["failed"] == {
        "https://tarn.example/gone": {"kind": "Permanent", "message": "that page is gone: look elsewhere"}
    }
    assert library.verify() == []


def test_batches_that_were_added_are_not_asked_for_again(library: SqlLibrary) -> None:
    wanted = [source_of(f"https://tarn.example/{n}x") for n in range(2 * BATCH)]
    site, journal = Patchy(), Journal()
    do(order_to_add(wanted), tools(library, site), journal.step)
    journal.done.pop()  # the worker died in the second batch
    do(order_to_add(wanted), tools(library, site), journal.again().step)
    assert len(site.asked) == 3 * BATCH


def test_what_one_user_adds_is_not_what_another_adds() -> None:
    sources = [source_of("https://tarn.example/1")]
    ids = {order_to_add(sources, user=user).job_on(NOW.date(), "here") for user in ("ann", "ben", "ann")}
    assert len(ids) == 2
    asked = read_inquiry(CLAIM, on=NOW.date())
    assert order_to_check(asked, user="ann").job_on(NOW.date(), "here") == order_to_check(
        asked, user="ben"
    ).job_on(NOW.date(), "here")
    tomorrow = NOW.date() + timedelta(days=1)
    assert order_to_check(asked).job_on(NOW.date(), "here") != order_to_check(asked).job_on(tomorrow, "here")


ROPE = {"https://rope.example/permits": "A fishing permit in Alderford costs $31 a year as of May 2026."}
PRICE = "How much does a fishing permit in Alderford cost?"
OFFICE = {
    "https://harbor.example/permits": (
        "The Alderford harbor office sells fishing permits. A fishing permit in Alderford costs $27 a year "
        "as of May 2026. The harbor office must refuse a fishing permit to anyone under 12."
    )
}


def on_permits(library: SqlLibrary) -> Edition:
    """The first edition of a page that says more than its answer."""
    published(library, PRICE, OFFICE)
    [[first]] = library.chains().values()
    return first


def test_a_kept_report_is_published_with_its_note(library: SqlLibrary) -> None:
    do(order_to_add([source_of(uri) for uri in PAGES]), tools(library), Journal().step)
    checked = do(order_to_check(read_inquiry(CLAIM, on=NOW.date())), tools(library), Journal().step)
    order = order_to_publish(checked["report"], CLAIM, note="For the harbor day.", user="ann")
    assert Order.of_json(order.as_json()) == order
    edition = library.edition(do(order, tools(library), Journal().step)["edition"])
    assert (edition.report, edition.note) == (checked["report"], "For the harbor day.")


def said_beside_its_answer(library: SqlLibrary, edition: Edition) -> str:
    report = library.report(edition.report)
    return next(one.text for one in report.statements() if one.text not in answers_of(report))


def test_an_edition_goes_without_what_an_editor_takes_back(library: SqlLibrary) -> None:
    first = on_permits(library)
    taken_back = said_beside_its_answer(library, first)
    order = order_to_correct(first, [taken_back], "The office has a new rule.", PRICE)
    assert Order.of_json(order.as_json()) == order
    second = library.edition(do(order, tools(library), Journal().step)["edition"])
    assert (second.previous, second.note) == (first.id, "Corrected: a sentence taken back.")
    assert taken_back not in {one.text for one in library.report(second.report).statements()}
    [logged] = library.corrections()
    assert (logged.edition, logged.what, logged.why) == (second.id, taken_back, "The office has a new rule.")
    assert library.verify() == []
    # A worker that died before it could say so does it again, and nothing is done twice.
    assert do(order, tools(library), Journal().step) == {"edition": second.id}
    assert len(library.editions(first.page)) == 2
    with pytest.raises(InputError, match="newer edition"):
        other = order_to_correct(first, [taken_back], "Another reason.", PRICE)
        library.publish(library.page(first.page), first.report, NOW + timedelta(days=1), "", {})
        do(other, tools(library), Journal().step)


def test_what_an_editor_took_back_does_not_come_back_with_a_refresh(library: SqlLibrary) -> None:
    first = on_permits(library)
    taken_back = said_beside_its_answer(library, first)
    do(order_to_correct(first, [taken_back], "It was misread.", PRICE), tools(library), Journal().step)
    second = library.editions(first.page)[-1]
    later = Tools(
        desk=desk_over(library, NOW + timedelta(days=1)),
        reader=Web(
            providers=(), fetcher=Texts({**OFFICE, **ROPE}, NOW + timedelta(days=1)), extractor=Extractors()
        ),
        drafts=Shelf(),
    )
    sources = [source_of(uri) for uri in ROPE]
    order = order_to_add_to(second, checked_at(second, library), sources, PRICE, user="ann")
    assert Order.of_json(order.as_json()) == order
    done = do(order, later, Journal().step)
    third = library.edition(done["edition"])
    assert done["new"] and third.previous == second.id
    cited = {exhibit.source.uri for exhibit in library.report(third.report).exhibits}
    assert set(ROPE) <= cited
    assert taken_back not in {one.text for one in library.report(third.report).statements()}


def test_where_the_source_to_add_cannot_be_read_the_page_is_left_alone(library: SqlLibrary) -> None:
    first = on_permits(library)

    class Gone:
        def fetch(self, sources: Sequence[Source]) -> Sequence[Capture | Exception]:
            return [Permanent("gone: name another") for _ in sources]

    order = order_to_add_to(first, checked_at(first, library), [source_of(uri) for uri in ROPE], PRICE)
    with pytest.raises(Permanent, match="gone: name another"):
        do(order, tools(library, Gone()), Journal().step)
    assert library.last_confirmation(first.id) is None


def test_an_audit_is_laid_on_the_shelf_and_nothing_of_it_is_in_the_job(library: SqlLibrary) -> None:
    at_hand = tools(library, Texts({**PAGES, "https://draft.example/": "Brackwater has 412 boats."}, NOW))
    do(order_to_add([source_of(uri) for uri in PAGES]), at_hand, Journal().step)
    name = at_hand.drafts.put(Given(title="A draft", address="https://draft.example/", place="US-TX"), "ann")
    order = order_to_audit(name, "A draft", user="ann")
    assert Order.of_json(order.as_json()) == order
    journal = Journal()
    assert do(order, at_hand, journal.step) == {"audit": name} == journal.done[0][1]
    found = at_hand.drafts.audited(name)
    assert found is not None and found.audit.document.text == "Brackwater has 412 boats."
    # What is audited is not put in the library.
    assert all("draft.example" not in one.uri for one in library.shelf("", 0, 100)[1])


def test_a_draft_that_is_not_there_is_told_so(library: SqlLibrary) -> None:
    class Gone:
        def fetch(self, sources: Sequence[Source]) -> list[Capture | Exception]:
            return [Permanent(f"{one.uri} is gone: name another") for one in sources]

    at_hand = tools(library, Gone())
    name = at_hand.drafts.put(Given(title="x", address="https://draft.example/gone"), "")
    with pytest.raises(Permanent, match="is gone: name another"):
        do(order_to_audit(name, "x"), at_hand, Journal().step)
    assert at_hand.drafts.audited(name) is None
