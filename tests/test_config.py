"""Settings: where they come from, which wins, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from wellsourced.config import SystemClock, bundled_casebooks, open_fetcher, read_settings
from wellsourced.errors import Config


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIBRARY", "CASEBOOKS", "ROUNDS"):
        monkeypatch.delenv(f"WELLSOURCED_{name}", raising=False)


def written(folder: Path, text: str) -> Path:
    file = folder / "settings.toml"
    file.write_text(text)
    return file


def test_an_option_stands_over_the_environment_and_that_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, 'library = "from-file"\nrounds = 3\n')
    assert read_settings(file).library == Path("from-file")
    monkeypatch.setenv("WELLSOURCED_LIBRARY", "from-environment")
    assert read_settings(file).library == Path("from-environment")
    assert read_settings(file).rounds == 3
    assert read_settings(file, library=Path("from-option")).library == Path("from-option")


def test_an_unknown_key_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Config, match=r"'libary' is not known: use one of library"):
        read_settings(written(tmp_path, 'libary = "typo"\n'))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rounds = 0\n", "rounds"),
        ('rounds = "many"\n', "rounds"),
        ("rounds = \n", "no TOML"),
        ('casebooks = ["tide-tables"]\n', "tide-tables"),
        ("fetch_delay = -1\n", "fetch_delay"),
        ("fetch_allowed_hosts = 5\n", "fetch_allowed_hosts"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_it(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Config, match=words) as refused:
        read_settings(written(tmp_path, text))
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(Config, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


def test_casebooks_are_all_of_them_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().casebooks == tuple(bundled_casebooks())
    assert read_settings(casebooks="none").casebooks == ()
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", ",".join(bundled_casebooks()))
    assert read_settings().casebooks == tuple(bundled_casebooks())


def test_hosts_that_may_be_read_are_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = ("wiki.inside.example", "127.0.0.1:8000")
    assert read_settings().fetch_allowed_hosts == ()
    file = written(tmp_path, f"fetch_allowed_hosts = {list(named)}\n")
    assert read_settings(file).fetch_allowed_hosts == named
    monkeypatch.setenv("WELLSOURCED_FETCH_ALLOWED_HOSTS", " wiki.inside.example,127.0.0.1:8000 ")
    assert read_settings().fetch_allowed_hosts == named


def test_a_host_that_is_none_is_told_before_anything_is_read() -> None:
    with pytest.raises(Config, match="'fetch_allowed_hosts': 'http://wiki' is no host"):
        open_fetcher(read_settings(fetch_allowed_hosts=("http://wiki",)))


def test_the_clock_has_a_zone() -> None:
    assert SystemClock().now().tzinfo is not None
