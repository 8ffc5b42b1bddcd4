"""What `doctor` says of plugins, with packages of somebody else's put where an installer puts them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

GOOD = """
class Good:
    name = "good@1"
    def judge(self, pairs):
        return []
"""


@dataclass
class Site:
    """A folder of packages on the path; `doctor` tells of them, in this process."""

    folder: Path
    ask: Callable[..., tuple[int, Any]]
    patch: pytest.MonkeyPatch

    def put(self, package: str, group: str, points: dict[str, str], module: str, code: str) -> None:
        """What an installer leaves of a package."""
        (self.folder / f"{module}.py").write_text(code)
        about = self.folder / f"{package.replace('-', '_')}-1.2.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {package}\nVersion: 1.2\n")
        lines = "".join(f"{name} = {value}\n" for name, value in points.items())
        (about / "entry_points.txt").write_text(f"[wellsourced.{group}]\n{lines}")
        self.patch.delitem(sys.modules, module, raising=False)  # of another test
        importlib.invalidate_caches()

    def doctor(self, **settings: str) -> dict[str, list[tuple[str, bool]]]:
        """What is found of each part, and whether it is good."""
        with self.patch.context() as patch:
            for name, value in settings.items():
                patch.setenv(f"WELLSOURCED_{name.upper()}", value)
            code, document = self.ask("doctor")
        assert code == (0 if document["sound"] else 4)
        found: dict[str, list[tuple[str, bool]]] = {}
        for one in document["checks"]:
            found.setdefault(one["name"], []).append((one["found"], one["good"]))
        return found


@pytest.fixture
def site(
    tmp_path: Path, ask: Callable[..., tuple[int, Any]], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    yield Site(tmp_path, ask, monkeypatch)
    for module in ("acme_judge", "acme_find", "other_judge"):
        sys.modules.pop(module, None)


def test_what_is_installed_is_told_and_what_is_not_named_is_not_imported(site: Site) -> None:
    """Importing either of these would leave a file, and then fail."""
    mark = site.folder / "imported"
    trap = f"open({str(mark)!r}, 'w').close()\nraise RuntimeError('imported')\n"
    site.put("acme-judge", "verifier", {"acme": "acme_judge:Judge"}, "acme_judge", trap)
    site.put("acme-find", "search", {"acme_find": "acme_find:Find"}, "acme_find", trap)
    told = site.doctor()
    ((verifier, verifier_good),) = told["verifier"]
    assert verifier_good and verifier.startswith("bundled (also installed: ")
    assert "acme of acme-judge 1.2" in verifier
    ((search, search_good),) = told["search"]
    assert search_good and search.startswith("none is chosen") and "acme_find of acme-find 1.2" in search
    assert not mark.exists()
    ((named, good),) = site.doctor(verifier="acme")["verifier"]
    assert mark.exists() and not good and "fails when it is imported (RuntimeError: imported)" in named


def test_one_that_is_chosen_is_told_with_whose_it_is(site: Site) -> None:
    site.put("acme-judge", "verifier", {"acme": "acme_judge:Good"}, "acme_judge", GOOD)
    ((found, good),) = site.doctor(verifier="acme")["verifier"]
    assert good and found.startswith("acme of acme-judge 1.2 (also installed: bundled")


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("no_such_module:Judge", GOOD, "cannot be loaded: No module named 'no_such_module'"),
        ("acme_judge:Nothing", GOOD, "cannot be loaded"),
        ("acme_judge:Good", GOOD.replace("judge", "weigh"), "is no verifier: Good has no method 'judge'"),
        ("acme_judge:Good", "Good = 3", "is no factory"),
        (
            "acme_judge:Good",
            "import a_package_that_is_missing",
            "No module named 'a_package_that_is_missing'",
        ),
    ],
)
def test_what_is_wrong_with_the_chosen_one_is_told_in_a_line(
    site: Site, value: str, code: str, words: str
) -> None:
    site.put("acme-judge", "verifier", {"acme": value}, "acme_judge", code)
    ((found, good),) = site.doctor(verifier="acme")["verifier"]
    assert not good and words in found and "\n" not in found


def test_a_setting_that_is_missing_or_unknown_is_told_by_name(site: Site) -> None:
    ((found, good),) = site.doctor(search="brave")["search"]
    assert not good and "'providers.brave.key'" in found
    ((found, good),) = site.doctor(search="brave", providers__brave__kee="x")["search"]
    assert not good and "'providers.brave.kee' is not known" in found
    ((found, good),) = site.doctor(search="brave", providers__brave__key="s3cret")["search"]
    assert good and found.startswith("brave (also installed: ") and "s3cret" not in found


def test_a_name_that_is_not_installed_is_told_with_those_that_are(site: Site) -> None:
    told = site.doctor(encoder="abacus", fetcher="carrier-pigeon", writer="llm", llm="parrot")
    for port, name, other in (
        ("encoder", "abacus", "minilm"),
        ("fetcher", "carrier-pigeon", "web"),
        ("model", "parrot", "openai"),
    ):
        ((found, good),) = told[port]
        assert not good and repr(name) in found and other in found


def test_a_name_that_two_packages_register_is_told(site: Site) -> None:
    site.put("acme-judge", "verifier", {"acme": "acme_judge:Good"}, "acme_judge", GOOD)
    site.put("other-judge", "verifier", {"acme": "other_judge:Good"}, "other_judge", GOOD)
    found = site.doctor()["verifier"]
    assert [good for _, good in found] == [True, False]
    assert "'acme' is registered by acme-judge and other-judge" in found[1][0]
