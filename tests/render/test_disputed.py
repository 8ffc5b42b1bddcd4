"""A statement in dispute says so where it stands, in every form, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime

from builders import report
from reading import body_text
from wellsourced.model.editions import Edition, Page
from wellsourced.model.standing import Dispute
from wellsourced.render.atom import atom_feed, dispute_entry
from wellsourced.render.imprint import Imprint, imprint_of
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html

AT = datetime(2031, 5, 4, 17, 0, tzinfo=UTC)
WHY = "The office says otherwise; write to clerk@avonia.example"
EDITION = Edition(page="page-x", number=1, report=report().id, published_at=AT)
SAID = report().summary[0].text
MARK = "[Disputed by an editor on May 4, 2031: The office says otherwise; write to"


def imprint(edition: str = EDITION.id, lifted_at: datetime | None = None) -> Imprint:
    dispute = Dispute(
        page="page-x", edition=edition, statement=SAID, disputed_at=AT, why=WHY, lifted_at=lifted_at
    )
    return imprint_of(EDITION, (), None, (), (dispute,))


def forms(imprint: Imprint) -> tuple[str, str]:
    return body_text(page_html(report(), imprint=imprint)), page_markdown(report(), imprint=imprint)


def test_the_mark_stands_behind_its_statement() -> None:
    html, markdown = forms(imprint())
    assert html.count(MARK) == 1 and html.index(SAID[-20:]) < html.index(MARK)
    assert "1 statement of this edition is disputed by an editor" in html
    assert "Disputed by an editor on May 4, 2031" in markdown
    [told] = report_json(report(), imprint())["imprint"]["disputes"]  # type: ignore[index]
    assert (told["statement"], told["disputed_at"]) == (SAID, "2031-05-04T17:00:00Z")


def test_nothing_private_is_in_it() -> None:
    everything = "".join([*forms(imprint()), str(report_json(report(), imprint()))])
    assert "clerk@" not in everything


def test_what_was_lifted_or_is_of_another_edition_is_not_told() -> None:
    for other in (imprint(lifted_at=AT), imprint(edition="edition-y")):
        assert not any("isputed" in form for form in forms(other))
        assert report_json(report(), other)["imprint"]["disputes"] == []  # type: ignore[index]


def test_the_feed_tells_of_a_dispute_and_of_its_end() -> None:
    page = Page(claims=("A.",), place=None, agency=None, title="A?", slug="a")
    open_, lifted = imprint().disputes[0], AT.replace(day=6)
    ended = Dispute(page="p", edition=EDITION.id, statement=SAID, disputed_at=AT, why="x", lifted_at=lifted)
    assert "(statement disputed)" in atom_feed(page, [dispute_entry(open_, title="A?")])
    told = atom_feed(page, [dispute_entry(ended, title="A?")])
    assert "(dispute lifted)" in told and "2031-05-06" in told
    assert dispute_entry(open_, title="A?").name == dispute_entry(ended, title="A?").name
