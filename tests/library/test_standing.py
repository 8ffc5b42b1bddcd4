"""What editors say of pages beside their editions: records of their own, so editions stay as they are."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import report
from hashing_encoder import HashingEncoder
from wellsourced.errors import InputError
from wellsourced.jobs.refreshing import figures_shown, in_public
from wellsourced.library.home import Home
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.editions import Edition, Page
from wellsourced.model.standing import Dispute, Rule, Withholding

AT = datetime(2031, 5, 4, 17, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
PAGE = Page(
    claims=("Tackle shops may sell permits.",),
    place="ZZ-AV",
    agency=None,
    title="May shops sell permits?",
    slug="may-shops-sell-permits",
)
STATEMENT = report().summary[0].text


@pytest.fixture
def library(home: Path | Home) -> SqlLibrary:
    return open_library(home, HashingEncoder())


@pytest.fixture
def edition(library: SqlLibrary) -> Edition:
    return library.publish(PAGE, library.save_report(report()), AT, "", {})


def dispute(edition: Edition, **changes: object) -> Dispute:
    told = {"statement": STATEMENT, "disputed_at": AT, "why": "The office says otherwise.", **changes}
    return Dispute(page=edition.page, edition=edition.id, **told)  # type: ignore[arg-type]


def withheld(edition: Edition, **changes: object) -> Withholding:
    told = {"withheld_at": AT, "rule": Rule.PRIVACY, "why": "It names a resident.", **changes}
    return Withholding(page=edition.page, **told)  # type: ignore[arg-type]


def test_a_statement_is_in_dispute_until_that_is_lifted(library: SqlLibrary, edition: Edition) -> None:
    before = library.befallen()
    library.dispute(dispute(edition))
    disputed = library.befallen()
    assert library.disputes(PAGE.id) == [dispute(edition)] and disputed != before
    library.lift_dispute(dispute(edition).id, LATER)
    assert library.disputes(PAGE.id) == [dispute(edition, lifted_at=LATER)]
    assert library.befallen() not in (before, disputed)
    library.lift_dispute(dispute(edition).id, LATER + timedelta(days=1))
    assert library.disputes(PAGE.id)[0].lifted_at == LATER


def test_a_statement_in_dispute_is_disputed_once(library: SqlLibrary, edition: Edition) -> None:
    library.dispute(dispute(edition))
    library.dispute(dispute(edition, disputed_at=LATER, why="Another reason."))
    assert [one.why for one in library.disputes(PAGE.id)] == ["The office says otherwise."]
    library.lift_dispute(dispute(edition).id, LATER)
    library.dispute(dispute(edition, disputed_at=LATER, why="Another reason."))
    assert [one.lifted_at for one in library.disputes(PAGE.id)] == [LATER, None]


def test_only_what_an_edition_says_can_be_disputed(library: SqlLibrary, edition: Edition) -> None:
    with pytest.raises(InputError, match="no such statement"):
        library.dispute(dispute(edition, statement="Fish are birds."))
    with pytest.raises(InputError, match="no edition of"):
        library.dispute(Dispute(page="page-x", edition=edition.id, statement="x", disputed_at=AT, why="y"))
    with pytest.raises(InputError, match="no dispute"):
        library.lift_dispute("dispute-x", AT)
    with pytest.raises(ValueError, match="says why"):
        dispute(edition, why=" ")


def test_a_withheld_page_is_not_in_public_until_that_is_lifted(library: SqlLibrary, edition: Edition) -> None:
    assert [page.id for page in in_public(library)] == [PAGE.id]
    library.withhold(withheld(edition))
    library.withhold(withheld(edition, withheld_at=LATER, why="Another reason."))
    assert library.withholdings() == {PAGE.id: withheld(edition)}
    assert in_public(library) == [] and figures_shown(library) == {}
    assert [one.id for one in library.editions(PAGE.id)] == [edition.id]
    before = library.befallen()
    library.show_again(PAGE.id, LATER)
    assert library.withholdings() == {} and library.befallen() != before
    assert [page.id for page in in_public(library)] == [PAGE.id]
    with pytest.raises(InputError, match="not withheld"):
        library.show_again(PAGE.id, LATER)
    with pytest.raises(InputError, match="no page"):
        library.withhold(Withholding(page="page-x", withheld_at=AT, rule=Rule.FAULT, why="y"))


def test_merging_brings_disputes_and_what_was_lifted_on_either_side(tmp_path: Path) -> None:
    folders = [tmp_path / "here", tmp_path / "there"]
    for folder in folders:
        with closing(open_library(folder, HashingEncoder())) as library:
            edition = library.publish(PAGE, library.save_report(report()), AT, "", {})
            library.dispute(dispute(edition))
            library.withhold(withheld(edition))
            if folder is folders[1]:
                library.lift_dispute(dispute(edition).id, LATER)
                library.show_again(PAGE.id, LATER)
                library.withhold(withheld(edition, withheld_at=LATER))
    with closing(open_library(folders[0], HashingEncoder())) as library:
        new = library.merge(folders[1])
        assert (new["disputes"], new["withholdings"]) == (0, 1)
        assert [one.lifted_at for one in library.disputes(PAGE.id)] == [LATER]
        assert library.withholdings()[PAGE.id].withheld_at == LATER
