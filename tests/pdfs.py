"""Small PDF files written by hand, so that tests need no sample files."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = b"0123456789abcdef"


def pdf(pages: Sequence[Sequence[str]], title: str = "", password: str | None = None) -> bytes:
    """A PDF with these lines on its pages; with a password it is encrypted (RC4, 40 bits)."""
    key = None if password is None else _key(password.encode("latin-1"))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", _page_tree(len(pages))]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
    for number, lines in enumerate(pages):
        content = 6 + 2 * number
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        shown = b"BT /F1 11 Tf 14 TL 60 740 Td " + b" ".join(_line(line) for line in lines) + b" ET"
        if key is not None:
            shown = _rc4(hashlib.md5(key + content.to_bytes(3, "little") + b"\0\0").digest()[:10], shown)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
    trailer = b"/Root 1 0 R /Info 4 0 R"
    if key is not None and password is not None:
        owner = _owner(password.encode("latin-1")).hex().encode()
        user = _rc4(key, PAD).hex().encode()
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (owner, user))
        trailer += b" /Encrypt %d 0 R /ID [<%s> <%s>]" % ((len(objects),) + (FILE_ID.hex().encode(),) * 2)
    return _file(objects, trailer)


def _page_tree(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(count))
    return b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)


def _line(text: str) -> bytes:
    safe = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(%s) Tj T*" % safe.encode("cp1252")


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            trailer,
            len(out),
        )
    )


def _padded(password: bytes) -> bytes:
    return (password + PAD)[:32]


def _owner(password: bytes) -> bytes:
    return _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))


def _key(password: bytes) -> bytes:
    permissions = (-4).to_bytes(4, "little", signed=True)
    return hashlib.md5(_padded(password) + _owner(password) + permissions + FILE_ID).digest()[:5]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def looping_pdf() -> bytes:
    """A page tree whose only branch is itself."""
    return _file(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"], b"/Root 1 0 R"
    )


def boasting_pdf(count: int = 10**9) -> bytes:
    """One page that claims to be so many."""
    return pdf([["It sails."]]).replace(b"/Count 1 ", b"/Count %d " % count)


def swollen_pdf(unpacked: int) -> bytes:
    """A page whose content is packed a thousand times smaller than what it unpacks to."""
    shown = b"BT /F1 11 Tf 60 740 Td " + b"(It sails daily.) Tj " * (unpacked // 21) + b"ET"
    packed = zlib.compress(shown, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return _file(objects, b"/Root 1 0 R")


def form_in_itself_pdf() -> bytes:
    """A page that shows a form, which shows itself."""
    shown = b"/X Do BT /F1 11 Tf 60 740 Td (It sails daily.) Tj ET"
    resources = b"/Resources << /XObject << /X 4 0 R >> /Font << /F1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 6 0 R %s >>" % resources,
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Length 11 %s >>\n" % resources
        + b"stream\n/X Do /X Do\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
    ]
    return _file(objects, b"/Root 1 0 R")
