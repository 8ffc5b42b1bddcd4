"""What users import is documented, and nothing of it is ever taken away or called otherwise."""

from __future__ import annotations

import dataclasses
import enum
import inspect
from pathlib import Path

import pytest

import wellsourced

FROZEN = Path(__file__).parent / "cases" / "public_api.txt"
"""A line a name: what it takes, or what it holds. Lines are added with `told`, and none is changed."""
FUNCTIONS = [name for name in wellsourced.__all__ if inspect.isfunction(getattr(wellsourced, name))]


def told(name: str) -> str:
    """A name with its arguments, fields or members, as users depend on them."""
    item = getattr(wellsourced, name)
    if isinstance(item, type) and issubclass(item, enum.Enum):
        return f"{name}: {' '.join(member.value for member in item)}"
    if dataclasses.is_dataclass(item):
        return f"{name}: {' '.join(field.name for field in dataclasses.fields(item))}"
    if inspect.isfunction(item):
        return f"{name}({', '.join(inspect.signature(item).parameters)})"
    return name


def test_all_that_was_public_still_is() -> None:
    frozen = dict(
        (line.split(":")[0].split("(")[0], line) for line in FROZEN.read_text(encoding="utf-8").splitlines()
    )
    assert set(frozen) == set(wellsourced.__all__), "name what is new in tests/cases/public_api.txt"
    for name, line in frozen.items():
        now = told(name)
        if "(" in line:  # what is called may take more, at its end
            assert now.rstrip(")").startswith(line.rstrip(")")), line
        else:
            assert set(line.partition(": ")[2].split()) <= set(now.partition(": ")[2].split()), line


def test_names_are_listed_in_order() -> None:
    classes = [name for name in wellsourced.__all__ if name[0].isupper()]
    assert wellsourced.__all__ == [*sorted(classes), *sorted(set(wellsourced.__all__) - set(classes))]


@pytest.mark.parametrize("name", wellsourced.__all__)
def test_each_has_words_of_its_own(name: str) -> None:
    item = getattr(wellsourced, name)
    own = vars(item).get("__doc__") if isinstance(item, type) else item.__doc__
    assert own and not own.startswith(f"{name}("), "a dataclass without words has its signature for them"
    assert own.strip().split("\n")[0].rstrip().endswith((".", ")", ":")), own


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_tells_what_it_raises(name: str) -> None:
    words = inspect.getdoc(getattr(wellsourced, name)) or ""
    assert "aises" in words or "InputError" in words or name == "diff", words


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_annotated_whole(name: str) -> None:
    signature = inspect.signature(getattr(wellsourced, name))
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())
