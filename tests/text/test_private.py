"""What is private is recognised and hidden in place; figures, laws and dates are not taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.text.private import MASK, clean_address, masked, private

PRIVATE = [
    "clerk.jones@alder.example",
    "dana+press@mail.paper.example",
    "(555) 010-4477",
    "555-010-4477",
    "555.010.4477",
    "+1 555 010-4477",
    "+44 20 7946 0958",
    "078-05-1120",
    "sk_live_9aF3kQ81LmZx77",
    "ghp_aB3dE6gH9jK2mN5pQ8sT1vW4",
    "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSM",
    "Bearer aB3dE6gH9jK2mN5p",
    "aB3dE6gH9jK2mN5pQ8sT1vW4xY7zA0",
]

PUBLIC = [
    "The vote of 2024-05-03 was 5 to 2.",
    "8 C.F.R. 287.7(a) and 8 U.S.C. 1357(g)",
    "The fee rose from $1,200 to $12,000 between 2018 and 2024.",
    "Form I-247A, section 12-4.5, chapter 908.",
    "Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)",
    "at 16:00 UTC on 22 November 2026",
    "https://alder.example/news/2024/05/03/board-raises-the-fishing-permit-fee-by-a-third?page=2",
    "The key is that the token price rose.",
    "counterrevolutionaries and institutionalization",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_private_matters_are_found_and_hidden_in_place(text: str) -> None:
    sentence = f"Write to {text} about it."
    assert private(sentence) == [text]
    assert masked(sentence) == f"Write to {MASK * len(text)} about it."


@pytest.mark.parametrize("text", PUBLIC)
def test_what_anyone_may_read_stays(text: str) -> None:
    assert private(text) == []


@given(st.lists(st.sampled_from([*PRIVATE, *PUBLIC, " ", "\n", "•"])).map(" ".join))
def test_hiding_keeps_every_offset_and_is_done_once(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert all(kept in (char, MASK) for kept, char in zip(hidden, text, strict=True))
    assert masked(hidden) == hidden
    assert private(hidden) == []


@pytest.mark.parametrize(
    ("given_address", "clean"),
    [
        ("https://a.example/x?utm_source=mail&utm_medium=b", "https://a.example/x"),
        ("https://a.example/x?id=7&fbclid=Zx81", "https://a.example/x?id=7"),
        ("https://a.example/x?gclid=1#part", "https://a.example/x#part"),
        ("https://a.example/x?access_token=s3cret&q=fee", "https://a.example/x?q=fee"),
        ("https://dana:pw@a.example/x", "https://a.example/x"),
        ("https://a.example/x?b=2&a=1&b=", "https://a.example/x?b=2&a=1&b="),
        ("https://a.example/x?q=caf%C3%A9+fee", "https://a.example/x?q=caf%C3%A9+fee"),
        ("http://[broken/x?utm_source=1", "http://[broken/x?utm_source=1"),
    ],
)
def test_an_address_loses_what_follows_readers_and_nothing_else(given_address: str, clean: str) -> None:
    assert clean_address(given_address) == clean
    assert clean_address(clean) == clean


def test_tracking_in_an_address_within_a_text_is_hidden() -> None:
    assert masked("See https://a.example/x?utm_source=mail now.") == (
        f"See https://a.example/x?{MASK * len('utm_source=mail')} now."
    )
