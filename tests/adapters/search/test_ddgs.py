"""ddgs is an extra: without it the door says what to install; with it, silence is told from failure.

The engines it reads are outside, so these tests put a package of the same shape in its place; the last one,
run by `make endurance` where the extra is installed, holds that shape against the real package.
"""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from wellsourced.adapters.search.ddgs import ENGINES, Ddgs
from wellsourced.errors import Config, MissingExtra, Permanent, Transient, WellsourcedError

PACKAGE = """
from ddgs.exceptions import DDGSException, RatelimitException, TimeoutException

ASKED = []


class DDGS:
    def __init__(self, proxy=None, timeout=5, *, verify=True):
        self.timeout = timeout

    def text(self, query, **asked):
        ASKED.append((query, self.timeout, asked))
        {does}
"""
EXCEPTIONS = """
class DDGSException(Exception): ...
class RatelimitException(DDGSException): ...
class TimeoutException(DDGSException): ...
"""

Install = Callable[[str], None]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a package `ddgs` in place whose `text` does what is said."""

    def install(does: str) -> None:
        (tmp_path / "ddgs").mkdir()
        (tmp_path / "ddgs" / "__init__.py").write_text(PACKAGE.replace("{does}", does))
        (tmp_path / "ddgs" / "exceptions.py").write_text(EXCEPTIONS)
        monkeypatch.syspath_prepend(str(tmp_path))

    real = {name: sys.modules.pop(name) for name in ("ddgs", "ddgs.exceptions") if name in sys.modules}
    yield install
    for name in ("ddgs", "ddgs.exceptions"):
        sys.modules.pop(name, None)
    sys.modules.update(real)


def test_without_the_package_the_door_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ddgs", None)
    with pytest.raises(MissingExtra, match=r"pip install 'wellsourced\[ddgs\]'"):
        Ddgs()


def test_importing_the_adapter_does_not_import_the_package(tmp_path: Path) -> None:
    (tmp_path / "ddgs.py").write_text("raise SystemExit('imported')")
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import wellsourced.adapters.search.ddgs"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_the_engines_list_becomes_sources(installed: Install) -> None:
    installed('return [{"title": "The ferry", "href": "https://paper.example/a?utm_x=1"}, {"href": "x"}]')
    [[found]] = Ddgs(seconds="9").search(['"ferry"'])
    assert (found.uri, found.title) == ("https://paper.example/a", "The ferry")
    [(query, timeout, asked)] = sys.modules["ddgs"].ASKED
    assert (query, timeout, asked["backend"]) == ("ferry", 9, ENGINES)


def test_no_articles_written_by_a_language_model_are_asked_for() -> None:
    assert not {"auto", "all", "grokipedia"} & set(ENGINES.split(","))


def test_an_empty_page_is_nothing_found(installed: Install) -> None:
    installed('raise DDGSException("No results found.")')
    assert Ddgs().search(["ferry", "?"]) == [[], []]


@pytest.mark.parametrize(
    ("does", "kind", "words"),
    [
        ('raise RatelimitException("202 for https://x.example")', Transient, "wait"),
        ('raise TimeoutException("timed out")', Transient, "in time"),
        ('raise DDGSException("ConnectError x.example")', Transient, "could not read its engines"),
        ('return "odd"', Permanent, "form unknown"),
    ],
)
def test_engines_that_fail_could_not_be_asked(
    installed: Install, does: str, kind: type[WellsourcedError], words: str
) -> None:
    installed(does)
    with pytest.raises(kind, match=words) as failed:
        Ddgs().search(["ferry"])
    assert "x.example" not in str(failed.value)


def test_a_time_that_is_no_number_is_a_setting_at_fault(installed: Install) -> None:
    installed("return []")
    with pytest.raises(Config, match=r"providers\.ddgs\.seconds"):
        Ddgs(seconds="soon")


@pytest.mark.endurance
def test_the_real_package_has_the_shape_we_use() -> None:
    if find_spec("ddgs") is None:
        pytest.skip("the `ddgs` extra is not installed")
    from ddgs import exceptions
    from ddgs.ddgs import DDGS
    from ddgs.engines import ENGINES as KNOWN

    assert {"region", "safesearch", "max_results", "backend"} <= set(
        inspect.signature(DDGS._search_sync).parameters
    )
    assert "timeout" in inspect.signature(DDGS).parameters
    assert issubclass(exceptions.RatelimitException, exceptions.DDGSException)
    assert issubclass(exceptions.TimeoutException, exceptions.DDGSException)
    assert 'DDGSException(err or "No results found.")' in inspect.getsource(DDGS._search_sync)
    assert set(ENGINES.split(",")) <= set(KNOWN["text"])
