"""Every form of a page names the statement that made it due, in one wording, and marks overtaken figures."""

from __future__ import annotations

import io
from datetime import timedelta

from rich.console import Console

from builders import ALDER, E_WIRE, NOW, cite, noted, report, say
from reading import body_text
from wellsourced.cli.terminal import print_report
from wellsourced.model.editions import Edition
from wellsourced.model.freshness import Shelf, Stale
from wellsourced.render.imprint import Imprint, imprint_of
from wellsourced.render.json import report_json
from wellsourced.render.markdown import page_markdown
from wellsourced.render.page import page_html
from wellsourced.render.staleness import newer_marks, stale_notice
from wellsourced.steps.due import overtaken
from wellsourced.steps.quantities import newer, passage_quantities

COUNT = say("There were 212 active permits in May 2030.", cite(E_WIRE))
PAGE = report(summary=(COUNT,))
EDITION = Edition(page="page-a", number=1, report=PAGE.id, published_at=NOW)
LATER = noted(ALDER, "There were 250 active permits in April 2031.")
DUE = Stale(
    statement=COUNT.text,
    shelf=Shelf.COUNT,
    expired="212 active permits",
    checked_at=NOW,
    due_at=NOW + timedelta(days=30),
    why="The count of 212 is of May 2030 and was last checked on May 4, 2031.",
)


def imprint(*stale: Stale) -> Imprint:
    return imprint_of(EDITION, (), None, stale)


def forms(told: Imprint | None) -> list[str]:
    """The page as HTML, as Markdown and on a terminal, each without its markup."""
    printed = io.StringIO()
    print_report(PAGE, Console(file=printed, width=4000, color_system=None), (), {}, told)
    markdown = page_markdown(PAGE, imprint=told).replace("\\", "").replace("**", "")
    return [
        " ".join(page.split())
        for page in (body_text(page_html(PAGE, imprint=told)), markdown, printed.getvalue())
    ]


def test_the_statement_that_made_the_page_due_is_named_in_the_same_words_everywhere() -> None:
    notice = stale_notice([DUE])
    assert notice == f"Due to be checked again: “{COUNT.text}” {DUE.why}"
    for page in forms(imprint(DUE)):
        assert notice in page
        assert "Edition 1, published May 4, 2031." in page
    for page in forms(imprint()):
        assert "Due to be checked again" not in page


def test_a_newer_figure_stands_behind_the_older_one_in_every_form() -> None:
    marks = newer(PAGE, passage_quantities(LATER))
    stale = overtaken(marks, NOW)
    [told] = newer_marks(stale).values()
    assert "A newer figure than 212 is on file: 250, of April 2031" in told
    for page in forms(imprint(*stale)):
        assert page.index("Due to be checked again") < page.index(f"[{told}]")
        said = page.index(COUNT.text, page.index("Due to be checked again") + len(stale_notice(stale)))
        assert said < page.index(f" [{told}]") < said + len(COUNT.text) + 40
    for page in forms(None):
        assert "A newer figure" not in page


def test_a_statement_due_by_its_age_has_no_mark_of_its_own() -> None:
    assert newer_marks([DUE]) == {}
    assert not any(f"[{DUE.why}]" in page for page in forms(imprint(DUE)))


def test_scripts_are_told_which_of_both_it_is() -> None:
    stale = (*overtaken(newer(PAGE, passage_quantities(LATER)), NOW), DUE)
    rows = report_json(PAGE, imprint(*stale))["stale"]
    assert [(one["statement"], one["newer_figure"]) for one in rows] == [  # type: ignore[attr-defined]
        (COUNT.text, True),
        (COUNT.text, False),
    ]
