"""A file of claims: one a line, each with its number, and what is wrong with those that are no claims."""

from __future__ import annotations

from datetime import date

import pytest

from wellsourced.bulk.claims import Line, claim_lines, name_of, read_line
from wellsourced.errors import InputError, NotCheckable

DAY = date(2031, 5, 4)
FERRY = "The Tarn ferry carries cars on Sundays."


def line(text: str | None) -> Line:
    return Line(number=1, text=text)


def test_lines_keep_the_numbers_an_editor_shows() -> None:
    body = b'\xef\xbb\xbf{"claim": "one"}\r\n\r\n  \n{"claim": "four"}\n\xff\xfe\n{"claim": "six"}'
    assert [(one.number, one.text) for one in claim_lines(body)] == [
        (1, '{"claim": "one"}'),
        (4, '{"claim": "four"}'),
        (5, None),
        (6, '{"claim": "six"}'),
    ]


def test_a_line_is_asked_as_of_its_own_day_and_else_of_the_runs() -> None:
    asked = read_line(
        line(f'{{"claim": "{FERRY}", "id": 7, "on": "2030-01-02", "label": "refuted"}}'), DAY, ()
    )
    assert (asked.id, asked.inquiry.text, asked.inquiry.on) == (7, FERRY, date(2030, 1, 2))
    assert read_line(line(f'{{"claim": "{FERRY}"}}'), DAY, ()).inquiry.on == DAY


def test_a_place_and_an_agency_are_asked_for_too() -> None:
    text = f'{{"claim": "{FERRY}", "place": "Texas", "agency": "police"}}'
    asked = read_line(line(text), DAY, {"police"}).inquiry
    assert (asked.place, asked.agency) == ("US-TX", "police")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "no UTF-8"),
        ("The Tarn ferry", "no JSON: write it as"),
        ('["claim"]', "no JSON object"),
        ("[" * 100_000, "no JSON"),
        ('{"text": "no claim"}', 'a line has a "claim"'),
        ('{"claim": ""}', '"claim" is text'),
        ('{"claim": 5}', '"claim" is text'),
        (f'{{"claim": "{FERRY}", "on": "May 4"}}', "is no day"),
        (f'{{"claim": "{FERRY}", "on": "2031-05-05"}}', "is later than 2031-05-04"),
        (f'{{"claim": "{FERRY}", "place": "Nowhere at all"}}', "Nowhere at all"),
        (f'{{"claim": "{FERRY}", "agency": "navy"}}', "no agency is called 'navy'"),
        ('{"claim": "Is ann@example.org a member of the Tarn ferry board?"}', "leave out e-mail"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(text: str | None, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_line(line(text), DAY, ())


def test_what_cannot_be_checked_is_no_claim() -> None:
    with pytest.raises(NotCheckable):
        read_line(line('{"claim": "hello"}'), DAY, ())


@pytest.mark.parametrize(
    ("text", "name"),
    [('{"id": "a"}', "a"), ('{"id": 3}', 3), ('{"id": true}', None), ('{"id": [1]}', None), ("?", None)],
)
def test_a_line_at_fault_keeps_its_name_where_it_has_one(text: str, name: object) -> None:
    assert name_of(line(text)) == name
