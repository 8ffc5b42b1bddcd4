"""How long a server asks us to wait, in either of the two ways it may say so."""

from __future__ import annotations

import pytest

from wellsourced.adapters.wire import retry_after

NOW = "Mon, 23 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": " 0 "}, 0.0),
        ({"Retry-After": "Mon, 23 Nov 2026 10:02:00 GMT", "Date": NOW}, 120.0),
        ({"Retry-After": "Mon, 23 Nov 2026 09:00:00 GMT", "Date": NOW}, 0.0),
        ({"Retry-After": "Mon, 23 Nov 2026 10:02:00 GMT"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "soon", "Date": NOW}, None),
        ({}, None),
    ],
)
def test_seconds_from_a_number_or_from_a_date_by_the_servers_clock(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers.get("Retry-After", ""), headers.get("Date", "")) == seconds
