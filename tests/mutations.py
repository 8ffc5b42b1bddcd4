"""Damage done to small sound documents, for fuzzing: the same seed does the same."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

from documents import archive

__all__ = ["damaged", "damaged_part"]

STRANGE = (
    b"\x00",
    b"\x00" * 40,
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\x1b[2J",
    b"\x1a",
    b"\r",
    b"\r\n\r\n",
    "\u202e".encode(),
    "\u200b\u200d".encode(),
    ("e" + "\u0301" * 300).encode(),
    "\u2028\u0085".encode(),
    "\ufdd0\uffff".encode(),
    "\U0010ffff".encode(),
    "ﷺ漢字".encode(),
    b"&#xd800;&#0;&#x110000;",
    b"\\ud800",
    b"%00%0a%0d",
    b"\"'`",
    b"<![CDATA[",
    b"<!--",
    b"-->",
    b"]]>",
    b"<?xml version='1.1' encoding='utf-7'?>",
    b"<meta charset=utf-16>",
    b"<base href='http://['>",
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    b"<plaintext>",
    b"<svg><math>",
    b"<noscript><p title='</noscript>",
    b"99999999999999999999",
    b"-1",
    b"0",
    b"NaN",
    b"1e999",
    b"stream\n",
    b"endstream",
    b"endobj",
    b"obj",
    b" 0 R",
    b"<<",
    b">>",
    b"PK\x03\x04",
    b"WARC/1.0\r\n",
    b"Content-Length: 7\r\n",
    b"\x1f\x8b\x08",
    b"0000-00-00T99:99:99Z",
    b"[](){}",
    b"\\x",
    b"| - | - |",
)
"""Bytes that parsers have stumbled over."""

NESTED = (
    b"<div>",
    b"<b>",
    b"<table><tr><td>",
    b"[",
    b'{"a":',
    b"<<",
    b"> ",
    b"- ",
    b"(",
    b"<item>",
    b"<w:tbl><w:tr><w:tc>",
    b"<a href='",
)

Change = Callable[[random.Random, bytearray], None]


def damaged(body: bytes, seed: int) -> bytes:
    """The document with one to six changes of any kind."""
    rng = random.Random(seed)
    held = bytearray(body)
    for _ in range(rng.choice((1, 1, 2, 2, 3, 6))):
        rng.choice(CHANGES)(rng, held)
    return bytes(held)


def damaged_part(body: bytes, seed: int) -> bytes:
    """The zip with one of its parts changed: whole outside, so that what reads the parts is reached."""
    with zipfile.ZipFile(io.BytesIO(body)) as zipped:
        parts: dict[str, str | bytes] = {name: zipped.read(name) for name in zipped.namelist()}
        name = random.Random(seed).choice(sorted(parts))
        parts[name] = damaged(zipped.read(name), seed)
    return archive(parts)


def _place(rng: random.Random, held: bytearray) -> int:
    return rng.randint(0, len(held))


def _flip(rng: random.Random, held: bytearray) -> None:
    for _ in range(rng.randint(1, 12) if held else 0):
        held[rng.randrange(len(held))] ^= 1 << rng.randrange(8)


def _cut(rng: random.Random, held: bytearray) -> None:
    del held[_place(rng, held) :]


def _drop(rng: random.Random, held: bytearray) -> None:
    start = _place(rng, held)
    del held[start : start + rng.randint(1, 60)]


def _repeat(rng: random.Random, held: bytearray) -> None:
    start = _place(rng, held)
    chunk = held[start : start + rng.randint(1, 200)]
    held[start:start] = chunk * rng.choice((1, 3, 50))


def _swap(rng: random.Random, held: bytearray) -> None:
    first, second = sorted((_place(rng, held), _place(rng, held)))
    held[:] = held[second:] + held[first:second] + held[:first]


def _noise(rng: random.Random, held: bytearray) -> None:
    start = _place(rng, held)
    held[start : start + rng.choice((0, 10))] = rng.randbytes(rng.choice((1, 8, 300)))


def _strange(rng: random.Random, held: bytearray) -> None:
    start = _place(rng, held)
    held[start:start] = rng.choice(STRANGE)


def _nest(rng: random.Random, held: bytearray) -> None:
    start = _place(rng, held)
    held[start:start] = rng.choice(NESTED) * rng.choice((5, 500, 3000))


def _attribute(rng: random.Random, held: bytearray) -> None:
    start = held.find(b"=", _place(rng, held)) + 1
    held[start:start] = rng.choice((b"'", b'"', b"")) + rng.choice((b"a", b"<", b" x=", b"\\")) * 20_000


def _number(rng: random.Random, held: bytearray) -> None:
    """Another number where one stands: a length, an offset, a count."""
    figures = [at for at, byte in enumerate(held) if chr(byte).isdigit()]
    if figures:
        held[(at := rng.choice(figures)) : at + 1] = rng.choice(
            (b"0", b"9", b"-1", b"99999999", b"4294967296", b"")
        )


def _charset(rng: random.Random, held: bytearray) -> None:
    start = held.find(b"utf-8")
    if start >= 0:
        other = (
            b"utf-7",
            b"utf-16",
            b"utf-32",
            b"hz",
            b"base64",
            b"rot13",
            b"idna",
            b"\xff",
            b"shift_jis",
            b"x" * 999,
        )
        held[start : start + 5] = rng.choice(other)


CHANGES: tuple[Change, ...] = (
    _flip,
    _flip,
    _cut,
    _drop,
    _repeat,
    _swap,
    _noise,
    _strange,
    _strange,
    _nest,
    _attribute,
    _number,
    _charset,
)
