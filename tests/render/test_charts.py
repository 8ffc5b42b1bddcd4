"""Charts tell what a page's sources are, and tell it in words too."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest

from builders import report, thin_report
from wellsourced.render.charts import Use, kinds_chart, timeline_chart, uses_of, years_of
from wellsourced.render.page import page_html
from wellsourced.render.sources import number_sources

SVG = "{http://www.w3.org/2000/svg}"


def tree(markup: str) -> Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(markup)


def test_the_timeline_counts_every_dated_source_once_in_drawing_and_table() -> None:
    page = report()
    sources = number_sources(page)
    drawn = tree(timeline_chart(page, sources))
    dated = [one for one in sources if one.source.published is not None]
    numbers = [int(one.text or "") for one in drawn.iter(f"{SVG}text") if one.get("class") == "n"]
    assert sum(numbers) == len(dated)
    links = [one.get("href") for one in drawn.iter("a")]
    assert sorted(links) == sorted(f"#source-{one.n}" for one in dated)
    assert "1 source of unknown date not drawn" in "".join(drawn.itertext())


def test_a_source_is_told_by_the_first_thing_it_is_cited_for() -> None:
    page = report()
    sources = number_sources(page)
    used = {one.source.title: use for one, use in zip(sources, uses_of(page, sources).values(), strict=True)}
    assert used["Avonia Inland Waters Act"] is Use.VERDICT
    assert used["Why shops should sell permits"] is Use.FINDINGS
    assert set(used.values()) <= set(Use)


def test_kinds_are_in_a_table_with_a_bar_each() -> None:
    rows = tree(kinds_chart(number_sources(report())))
    told = ["".join(row.itertext()).strip() for row in rows.iter("tr")][1:]
    assert told[0] in ("Law2", "News2")
    widths = [float(one.get("width") or 0) for one in rows.iter(f"{SVG}rect")]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == 100.0


def test_where_there_is_next_to_nothing_nothing_is_drawn() -> None:
    page = thin_report()
    assert not timeline_chart(page, number_sources(page))
    assert not kinds_chart(number_sources(page))
    assert 'class="chart' not in page_html(page)


@pytest.mark.parametrize(
    ("years", "names"),
    [
        ([2019, 2021], ["2019", "2020", "2021"]),
        ([1871, *range(2018, 2027)], ["to 2017", *map(str, range(2018, 2027))]),
        ([1900, 1950, 2000, 2026], None),
        ([2026], ["2026"]),
    ],
)
def test_a_scale_has_room_for_old_law_and_new_reports(years: list[int], names: list[str] | None) -> None:
    columns = years_of(years)
    if names is not None:
        assert [name for name in columns.names if name] == names
    assert len(columns.names) <= 12
    for year in years:
        assert columns.names[columns.of(year)]
    assert columns.of(max(years)) == len(columns.names) - 1


def test_no_chart_has_a_style_of_its_own() -> None:
    markup = page_html(report())
    assert 'class="chart"' in markup
    assert "style=" not in markup.partition("<body>")[2]
