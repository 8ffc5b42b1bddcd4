"""Which licences may be shipped."""

from __future__ import annotations

from email.message import Message

import pytest
from tools.check_licences import is_permissive, licence_of, names_of


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "MIT License",
        "Apache-2.0 OR GPL-3.0-only",
        "(MIT OR Apache-2.0)",
        "BSD-3-Clause AND MIT",
        "ISC",
    ],
)
def test_permissive(licence: str) -> None:
    assert is_permissive(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only",
        "AGPL-3.0",
        "MIT AND GPL-2.0",
        "MPL-2.0",
        "LGPL-3.0-only",
        "",
        "Proprietary",
        "SSPL-1.0",
    ],
)
def test_not_permissive(licence: str) -> None:
    assert not is_permissive(licence)


def package(**fields: str) -> Message:
    made = Message()
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    return made


def test_the_expression_counts_before_classifiers_and_words() -> None:
    marked = package(Classifier="License :: OSI Approved :: MIT License", License="see file")
    assert licence_of(marked) == "MIT License"
    assert licence_of(package(License_Expression="ISC", License="MIT")) == "ISC"
    assert licence_of(package(License="Apache-2.0\n\nLong text")) == "Apache-2.0"
    assert licence_of(package(Name="bare")) == ""


def test_lines_for_other_machines_are_left_out() -> None:
    text = "# a comment\nattrs==26.1.0\ncolorama==0.4.6 ; sys_platform == 'no-such-system'\n"
    assert [requirement.name for requirement in names_of(text)] == ["attrs"]
