"""Sources that rest on one another: said on the page, and where they rest on nothing else, counted once."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from desks import Text, ask, body_of_page, desk_of, html, markdown, terminal
from wellsourced.library.records import adapter
from wellsourced.model.reports import Report
from wellsourced.model.sources import SourceKind
from wellsourced.render.json import report_json

HARBOR, QUARRY, MILL = (f"https://{name}.example/bridge" for name in ("harbor", "quarry", "mill"))
RECORDS = "https://records.example/file/7"
QUESTION = "Did the Tarn Bridge open in 1990?"


def paper(name: str, address: str, story: str, published: str | None = "2024-05-03", **more: str) -> Text:
    body = (
        f"<!doctype html><html lang='en'><head><title>{name}</title>{more.get('head', '')}</head><body>"
        f"<nav><a href='{RECORDS}'>Records</a></nav><article><h1>{name}</h1>{story}</article></body></html>"
    )
    return Text(
        body=body,
        publisher=name,
        published=published,
        kind=SourceKind(more.get("kind", "news")),
        media_type="text/html",
        uri=address,
    )


def harbor(*cited: str, **more: str) -> Text:
    links = "".join(f", as <a href='{one}'>a page on it that we found</a> has it" for one in cited)
    story = f"""<p>The Tarn Bridge opened in 1990{links}. It has two lanes and a path for those who walk, and
    ferries have not sailed since. The keeper of the old landing sells postcards of it to travelers.</p>"""
    return paper("Harbor Times", HARBOR, story, **more)


def quarry(*cited: str) -> Text:
    links = "".join(f" (<a href='{one}'>read what others wrote of it</a>)" for one in cited)
    story = f"""<p>Stone for its piers came from here by rail in 412 wagons, and the masons were
    paid by the block{links}. The Tarn Bridge opened in 1990. Nobody in the valley had seen so large
    an arch before.</p>"""
    return paper("Quarry News", QUARRY, story)


def mill(*cited: str) -> Text:
    links = "".join(f", <a href='{one}'>says the page of a neighbor</a>," for one in cited)
    story = f"""<p>Grain has gone to town over the water without a boat{links} for as long as the
    youngest millers can remember. The Tarn Bridge opened in 1990. Its toll of two marks was dropped
    a decade later.</p>"""
    return paper("Mill Gazette", MILL, story)


def told(report: Report) -> tuple[int, list[object]]:
    """The independent sources of the verdict, and the circles as the JSON has them."""
    answer = report_json(report)
    [verdict] = cast(list[dict[str, int]], answer["verdicts"])
    return verdict["independent_sources"], cast(list[object], answer["circles"])


def words(text: str) -> str:
    return " ".join(text.split())


def test_two_papers_that_cite_only_one_another_are_one_source_and_the_page_says_so(tmp_path: Path) -> None:
    report = ask(QUESTION, desk_of([harbor(QUARRY), quarry(HARBOR)], tmp_path))
    independent, [circle] = told(report)
    assert independent == 1
    numbers = {source["publisher"]: source["n"] for source in circle["sources"]}  # type: ignore[index]
    assert circle["closed"] is True and set(numbers) == {"Harbor Times", "Quarry News"}  # type: ignore[index]
    name = {n: publisher for publisher, n in numbers.items()}
    assert set(name) == {1, 2}
    page = words(body_of_page(report))
    for order in ((1, 2), (2, 1)):
        sentence = (
            "These sources cite one another, and nothing else: "
            f"[{order[0]}] {name[order[0]]} and [{order[1]}] {name[order[1]]}. "
            "Neither adds to what the other says, so they count as one source."
        )
        if sentence in page:
            break
    else:
        pytest.fail(page)
    assert sentence in words(markdown(report).replace("\\", ""))
    assert sentence in words(terminal(report))
    assert "in a circle of citations with [2]" in page and "in a circle of citations with [1]" in page
    assert "1 independent source" in page
    assert "in a circle of citations with [1]" in markdown(report).replace("\\", "")


def test_papers_that_do_not_cite_one_another_are_two_and_nothing_is_said(tmp_path: Path) -> None:
    report = ask(QUESTION, desk_of([harbor(QUARRY), quarry()], tmp_path))
    assert told(report) == (2, [])
    assert "cite one another" not in html(report) + markdown(report) + terminal(report)


def test_a_circle_with_a_way_out_is_said_and_weighs_as_before(tmp_path: Path) -> None:
    report = ask(QUESTION, desk_of([harbor(QUARRY, RECORDS), quarry(HARBOR)], tmp_path))
    independent, [circle] = told(report)
    assert independent == 2 and circle["closed"] is False  # type: ignore[index]
    page = words(body_of_page(report))
    assert "These sources cite one another: [" in page
    assert "What one of them says may come from the other." in page


def test_a_circle_of_three_counts_once_beside_one_who_saw_it(tmp_path: Path) -> None:
    seen = Text(
        publisher="Bridge Authority",
        body="The Tarn Bridge opened in 1990. The authority has kept its logbook since the first day.",
    )
    report = ask(QUESTION, desk_of([harbor(MILL), quarry(HARBOR), mill(QUARRY), seen], tmp_path))
    independent, [circle] = told(report)
    assert independent == 2
    assert len(circle["sources"]) == 3 and circle["closed"] is True  # type: ignore[index]
    page = words(body_of_page(report))
    assert "None adds to what the others say, so they count as one source." in page
    assert "“Page 2 of Mill Gazette” (Mill Gazette, not cited here)" in page  # but it was weighed


def test_a_ruling_rests_on_nobody_who_reports_it(tmp_path: Path) -> None:
    report = ask(QUESTION, desk_of([harbor(QUARRY, kind="court"), quarry(HARBOR)], tmp_path))
    assert told(report) == (2, [])


def test_a_saved_report_keeps_its_circles_and_one_from_before_has_none(tmp_path: Path) -> None:
    desk = desk_of([harbor(QUARRY), quarry(HARBOR)], tmp_path)
    report = ask(QUESTION, desk)
    name = desk.library.save_report(report)
    assert desk.library.report(name) == report and desk.library.verify() == []
    saved = adapter(Report).dump_python(report, mode="json")
    del saved["circles"]
    for exhibit in saved["exhibits"]:
        del exhibit["authors"], exhibit["updated"]
    before = adapter(Report).validate_python(saved)
    assert before.circles == () and before.id != name
    assert told(before)[1] == []


def test_who_wrote_a_source_and_when_it_changed_stand_beside_it(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-03", '
        '"dateModified": "2025-01-09", "author": [{"name": "Ann Reed"}, {"name": "Bo Alder"}, '
        '{"name": "Cy Elm"}, {"name": "Dee Ash"}]}</script>'
    )
    desk = desk_of([harbor(head=head)], tmp_path)
    report = ask(QUESTION, desk)
    page = words(body_of_page(report))
    assert "Harbor Times · by Ann Reed, Bo Alder, Cy Elm and others · news" in page
    assert "published May 3, 2024, updated Jan 9, 2025" in page
    assert "published May 3, 2024, updated Jan 9, 2025" in markdown(report)
    assert "by Ann Reed, Bo Alder, Cy Elm and others" in markdown(report)
    [source] = cast(list[dict[str, object]], report_json(report)["sources"])
    assert source["authors"] == ["Ann Reed", "Bo Alder", "Cy Elm", "Dee Ash"]
    assert (source["published"], source["updated"]) == ("2024-05-03", "2025-01-09")
