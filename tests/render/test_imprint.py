"""What a page says of itself as an edition."""

from __future__ import annotations

from datetime import timedelta

from builders import NOW, report
from reading import body_text
from wellsourced.model.editions import Confirmation, Edition, Retraction
from wellsourced.render.imprint import imprint_json, imprint_line, imprint_of
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html

EDITION = Edition(
    page="page-a", number=3, report="report-a", published_at=NOW, previous="edition-b", note="More"
)
CONFIRMED = [
    Confirmation(edition=EDITION.id, confirmed_at=NOW + timedelta(days=days), asked=2) for days in (9, 2)
] + [Confirmation(edition="edition-b", confirmed_at=NOW + timedelta(days=30), asked=2)]
TAKEN_BACK = Retraction(page="page-a", retracted_at=NOW + timedelta(days=40), why="Of another lake.")


def test_an_edition_tells_its_number_and_when_it_was_last_found_to_stand() -> None:
    assert imprint_line(imprint_of(EDITION, [], None)) == "Edition 3, published May 4, 2031"
    line = imprint_line(imprint_of(EDITION, CONFIRMED, None))
    assert line == "Edition 3, published May 4, 2031, confirmed on May 13, 2031"
    assert imprint_line(imprint_of(EDITION, CONFIRMED, TAKEN_BACK)) == (
        f"{line}. Retracted on June 13, 2031: Of another lake"
    )


def test_every_form_of_the_page_carries_it_and_only_where_there_is_one() -> None:
    imprint = imprint_of(EDITION, CONFIRMED, TAKEN_BACK)
    line = imprint_line(imprint)
    assert line in body_text(page_html(report(), imprint=imprint))
    assert f"\n\n{line}.\n\n" in page_markdown(report(), imprint=imprint)
    printed = report_json(report(), imprint)
    assert (printed["edition"], printed["imprint"]) == (EDITION.id, imprint_json(imprint))
    assert imprint_json(imprint)["confirmed_at"] == "2031-05-13T16:30:00Z"
    for page in (page_html(report()), page_markdown(report())):
        assert "Edition 3" not in page
    assert (report_json(report())["edition"], report_json(report())["imprint"]) == (None, None)
