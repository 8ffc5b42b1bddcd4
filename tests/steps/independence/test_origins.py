"""Who speaks for whom in a library: told by text, by the addresses a page goes by, and by what it cites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from holdings import ENCODER, capture
from wellsourced.library.store import SqlLibrary, open_library
from wellsourced.model.reports import SourceCircle
from wellsourced.model.sources import SourceKind
from wellsourced.ports import Capture, Extracted
from wellsourced.steps.independence.origins import Voices, joined, origins_of, voices_of

FERRY = (
    "The ferry to Gull Island sailed twice a day until the harbor board cut its winter service in May. "
    "It carried 412 cars that year, and islanders have bought a barge of their own since."
)
LAMP = (
    "Keeper Ada Brill lit an oil lamp in the gallery at Eldon Point when the storm tore the cable. "
    "Eleven ships were warned by radio, and a tug from Stanmouth stood by until the morning."
)
MINE = (
    "The last slate was cut at Tamsin in 1988, and the engine house has been a school of music since. "
    "Forty miles of its tramway can still be walked, though two of the bridges are closed."
)


class Told:
    """An extractor that reads the text and is told the rest by the test."""

    def __init__(self, **told: dict[str, object]) -> None:
        self._told = told

    def extract(self, captures: list[Capture]) -> list[Extracted]:
        return [self._one(one) for one in captures]

    def _one(self, one: Capture) -> Extracted:
        text = one.body.decode()
        read = Extracted(
            text=text,
            title=one.source.title,
            language="en",
            published=None,
            blocks=((0, len(text), (), None),),
            extractor="told@1",
        )
        return replace(read, **self._told.get(one.source.title, {}))  # type: ignore[arg-type]


def at(name: str) -> str:
    return f"https://{name}.example/page"


def held(folder: Path, *captures: Capture, **told: dict[str, object]) -> SqlLibrary:
    library = open_library(folder, ENCODER)
    answers = library.add(captures, Told(**told))  # type: ignore[arg-type]
    assert not any(isinstance(answer, Exception) for answer in answers), answers
    return library


def voices(library: SqlLibrary) -> Voices:
    view = library.view(date(2026, 11, 23))
    return voices_of(view.passages(), view)


def speakers(found: Voices, *captures: Capture) -> dict[str, str]:
    """By the name of each page, whose voice it has."""
    return {one.source.title: found.of.get(one.source.id, one.source).title for one in captures}


def test_pages_that_give_one_address_for_their_own_are_one(tmp_path: Path) -> None:
    one, other = capture("ferry", FERRY, published="2024-05"), capture("mirror", LAMP, published="2024-07")
    library = held(tmp_path, one, other, mirror={"canonical": at("ferry")})
    assert speakers(voices(library), one, other) == {"ferry": "ferry", "mirror": "ferry"}
    library.close()


def test_a_page_that_was_found_elsewhere_is_the_page_there(tmp_path: Path) -> None:
    one = capture("ferry", FERRY, published="2024-05")
    short = replace(capture("short", LAMP, published="2024-07"), address=at("ferry") + "?utm_source=x")
    library = held(tmp_path, one, short)
    view = library.view(date(2026, 11, 23))
    assert origins_of(view.passages(), view) == {short.source.id: one.source}
    library.close()


def test_two_that_cite_only_one_another_have_the_voice_of_the_earlier(tmp_path: Path) -> None:
    one, other = capture("ferry", FERRY, published="2024-07"), capture("lamp", LAMP, published="2024-05")
    library = held(tmp_path, one, other, ferry={"links": (at("lamp"),)}, lamp={"links": (at("ferry"),)})
    found = voices(library)
    assert speakers(found, one, other) == {"ferry": "lamp", "lamp": "lamp"}
    [circle] = found.circles
    assert circle.closed and {source.title for source in circle.sources} == {"ferry", "lamp"}
    library.close()


def test_one_way_out_leaves_both_their_voices(tmp_path: Path) -> None:
    one, other = capture("ferry", FERRY), capture("lamp", LAMP)
    library = held(
        tmp_path,
        one,
        other,
        ferry={"links": (at("lamp"), "https://records.example/7")},
        lamp={"links": (at("ferry"),)},
    )
    found = voices(library)
    assert found.of == {} and [circle.closed for circle in found.circles] == [False]
    library.close()


def test_a_copy_in_a_circle_brings_its_original(tmp_path: Path) -> None:
    first = capture("first", FERRY, published="2024-01")
    copy, other = capture("copy", FERRY, published="2024-05"), capture("lamp", LAMP, published="2024-03")
    library = held(tmp_path, first, copy, other, copy={"links": (at("lamp"),)}, lamp={"links": (at("copy"),)})
    assert set(speakers(voices(library), first, copy, other).values()) == {"first"}
    library.close()


def test_a_copy_and_its_original_that_name_one_another_are_told_as_copies_alone(tmp_path: Path) -> None:
    first, copy = capture("first", FERRY, published="2024-01"), capture("copy", FERRY, published="2024-05")
    library = held(tmp_path, first, copy, first={"links": (at("copy"),)}, copy={"links": (at("first"),)})
    found = voices(library)
    assert found.circles == () and speakers(found, first, copy) == {"first": "first", "copy": "first"}
    library.close()


def test_what_a_ruling_cites_makes_no_circle_and_citing_it_is_a_way_out(tmp_path: Path) -> None:
    ruling = capture("ruling", MINE)
    ruling = replace(ruling, source=replace(ruling.source, kind=SourceKind.COURT))
    one, other = capture("ferry", FERRY), capture("lamp", LAMP)
    library = held(
        tmp_path,
        ruling,
        one,
        other,
        ruling={"links": (at("ferry"),)},
        ferry={"links": (at("lamp"), at("ruling"))},
        lamp={"links": (at("ferry"),)},
    )
    [circle] = voices(library).circles
    assert {source.title for source in circle.sources} == {"ferry", "lamp"} and not circle.closed
    library.close()


def test_circles_seen_from_several_claims_are_told_once() -> None:
    a, b, c = (capture(name, FERRY).source for name in "abc")
    wide, narrow = SourceCircle(sources=(a, b, c), closed=True), SourceCircle(sources=(a, b), closed=True)
    opened = SourceCircle(sources=(a, b), closed=False)
    other = SourceCircle(sources=(a, capture("d", FERRY).source), closed=True)
    assert joined([narrow, wide, narrow, other]) == (wide, other)
    assert joined([narrow, opened]) == (opened,)
