"""Word documents: their text under its headings, and nothing that a hostile one can do but be refused."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import archive, docx, paragraph
from wellsourced.adapters.docx_child import read
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.files import DOCX_TYPE, media_type_of
from wellsourced.errors import Permanent
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import Capture, Extracted

TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


def outcome(body: bytes) -> Extracted | Exception:
    capture = Capture(
        source=Source(uri="file:///a/ferry.docx", title="ferry.docx", publisher="P", kind=SourceKind.OTHER),
        body=body,
        media_type=DOCX_TYPE,
        captured_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    [answer] = Extractors().extract([capture])
    return answer


def extracted(body: bytes) -> Extracted:
    answer = outcome(body)
    assert isinstance(answer, Extracted), answer
    return answer


def refusal(body: bytes) -> str:
    answer = outcome(body)
    assert isinstance(answer, Permanent), answer
    assert "\n" not in str(answer) and str(answer).startswith("ferry.docx ")
    return str(answer)


def test_text_stands_under_its_headings_whatever_language_names_them() -> None:
    document = extracted(
        docx(
            paragraph("Ferries", "berschrift1"),
            paragraph("The ferry sails twice a day."),
            paragraph("Cars", "House"),
            paragraph("It carries 412 cars."),
            TABLE.format(paragraph("Year"), paragraph("2020") + paragraph("2021")),
            title="Harbor report",
            author="R. Tern; Microsoft Office User",
            modified="2024-05-03T10:00:00Z",
        )
    )
    assert [(document.text[s:e], headings) for s, e, headings, _ in document.blocks] == [
        ("The ferry sails twice a day.", ("Ferries",)),
        ("It carries 412 cars.", ("Ferries", "Cars")),
        ("Year | 2020 2021", ("Ferries", "Cars")),
    ]
    assert (document.title, document.authors) == ("Harbor report", ("R. Tern",))
    assert (document.published, document.updated) == (None, PartialDate(text="2024-05-03"))


def test_text_added_under_tracked_changes_is_read_and_deleted_text_is_not() -> None:
    changed = (
        "<w:p><w:r><w:t>The fare is </w:t></w:r><w:del><w:r><w:delText>4</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:tab/><w:t>dollars.</w:t></w:r></w:p>"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph('Children sail free.')}</w:sdtContent></w:sdt>"
    document = extracted(docx(changed, control))
    assert document.text == "The fare is 5 dollars.\n\nChildren sail free."
    assert document.title == "ferry.docx"


def test_a_document_without_text_is_refused() -> None:
    assert "holds no text" in refusal(docx(paragraph("")))


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 and then nothing", archive({"a.txt": "no document"})])
def test_a_broken_one_is_refused(body: bytes) -> None:
    assert "not a readable DOCX" in refusal(body)


def test_an_encrypted_one_or_an_old_doc_is_refused() -> None:
    assert "encrypted, or an old DOC" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_file_is_never_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The ferry master's password.")
    dtd = f'<!DOCTYPE x [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>'
    assert "not a readable DOCX" in refusal(docx(paragraph("It says: &leak;"), dtd=dtd))


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    dtd = f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]>'
    assert "not a readable DOCX" in refusal(docx(paragraph("&e8;"), dtd=dtd))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "room unpacked" in refusal(docx(paragraph("ha" * 35_000_000)))


def test_a_bomb_that_states_too_small_a_size_is_refused() -> None:
    body = docx(paragraph("ha" * 5_000_000))
    size = max(part.file_size for part in zipfile.ZipFile(io.BytesIO(body)).infolist())
    lying = body.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lying != body
    assert "not a readable DOCX" in refusal(lying)


def test_thousands_of_parts_are_refused() -> None:
    assert "room unpacked" in refusal(archive({f"word/{n}.xml": "<a/>" for n in range(5_001)}))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_one_is_read_or_refused(data: st.DataObject) -> None:
    """In this process, so that what would end the child is seen."""
    body = bytearray(docx(paragraph("Ferries", "berschrift1"), paragraph("It sails."), title="T"))
    for _ in range(data.draw(st.integers(1, 8))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    found = read(bytes(body[: data.draw(st.integers(0, len(body)))]))
    assert set(found) == {"error"} or {"blocks", "title"} <= set(found)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='<>&/w:ptrabc "=', max_size=60))
def test_a_strange_body_is_read_or_refused(body: str) -> None:
    found = read(docx(body))
    assert set(found) == {"error"} or {"blocks", "title"} <= set(found)


def test_a_docx_is_known_by_name_and_by_what_it_holds() -> None:
    body = docx(paragraph("It sails."))
    assert media_type_of(Path("ferry.docx"), b"") == DOCX_TYPE
    assert media_type_of(Path("ferry.bin"), body) == DOCX_TYPE
    assert media_type_of(Path("ferry.zip"), archive({"a.txt": "a"})) == "application/zip"
