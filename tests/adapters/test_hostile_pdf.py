"""PDF files made to do harm: each is read, or refused in one line, and this process does not notice."""

from __future__ import annotations

import os
import resource
import time
from datetime import UTC, datetime

import pytest

from pdfs import boasting_pdf, form_in_itself_pdf, looping_pdf, pdf, swollen_pdf
from running import children
from wellsourced.adapters.extractors import Extractors
from wellsourced.errors import Permanent
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted


def read(body: bytes) -> Extracted | Exception:
    """What comes of a PDF; no process is left behind, and none took memory here."""
    capture = Capture(
        source=Source(uri="https://a.example/x.pdf", title="x.pdf", publisher="", kind=SourceKind.OTHER),
        body=body,
        media_type="application/pdf",
        captured_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    there = children(os.getpid())  # servers of other tests
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    [outcome] = Extractors().extract([capture])
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    assert children(os.getpid()) == there and time.monotonic() - began < 120
    return outcome


def text(body: bytes) -> str:
    outcome = read(body)
    assert isinstance(outcome, Extracted), outcome
    return outcome.text


def refusal(body: bytes) -> str:
    outcome = read(body)
    assert isinstance(outcome, Permanent), outcome
    assert str(outcome).isprintable()
    return str(outcome)


def test_a_page_tree_that_holds_itself_is_refused() -> None:
    assert refusal(looping_pdf()).startswith("x.pdf ")


def test_a_page_that_claims_to_be_a_thousand_million_is_refused_or_read_as_one() -> None:
    outcome = read(boasting_pdf())
    assert isinstance(outcome, Permanent) or outcome.text == "It sails."


def test_content_that_unpacks_to_more_than_a_child_may_hold_is_refused() -> None:
    body = swollen_pdf(400_000_000)
    assert len(body) < 2_000_000
    assert "split it" in refusal(body)


def test_content_that_unpacks_to_a_little_is_read() -> None:
    assert "It sails daily." in text(swollen_pdf(100_000))


def test_a_form_that_shows_itself_twice_ends_the_child_and_nothing_else() -> None:
    assert "split it" in refusal(form_in_itself_pdf())


def test_thousands_of_tiny_pages_are_read() -> None:
    assert text(pdf([["It sails."]] * 5_000)).count("It sails.") == 5_000


def test_an_empty_password_opens_and_another_is_asked_for() -> None:
    assert text(pdf([["It sails."]], password="")) == "It sails."
    assert "password" in refusal(pdf([["It sails."]], password="gull"))


@pytest.mark.parametrize("damage", [(b"startxref\n", b"startxref\n9"), (b"xref\n0 ", b"xxxx\n0 ")])
def test_a_broken_table_of_objects_is_built_anew(damage: tuple[bytes, bytes]) -> None:
    assert text(pdf([["It sails."]]).replace(*damage)) == "It sails."
