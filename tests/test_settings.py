"""Settings: where they come from, which wins, and what is refused."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import pytest

from wellsourced.config import SystemClock, open_fetcher, open_search
from wellsourced.errors import Config
from wellsourced.settings import bundled_casebooks, names_an_option, read_settings


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LIBRARY", "CASEBOOKS", "ROUNDS", "SEARCH"):
        monkeypatch.delenv(f"WELLSOURCED_{name}", raising=False)
    for variable in [name for name in os.environ if name.startswith("WELLSOURCED_PROVIDERS")]:
        monkeypatch.delenv(variable)


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


def test_casebooks_are_all_of_them_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().casebooks == tuple(bundled_casebooks())
    assert read_settings(casebooks="none").casebooks == ()
    none = written(tmp_path, 'casebooks = ["none"]')
    assert read_settings(none).casebooks == ()
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


def test_nothing_is_asked_outside_unless_a_provider_is_named() -> None:
    assert open_search(read_settings()) == ()


def test_providers_are_opened_by_name_in_the_order_given(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        'search = ["wikipedia", "searxng", "wikipedia"]\n'
        '[providers.searxng]\naddress = "http://127.0.0.1:8080"\n[providers.brave]\nkey = "unused"\n',
    )
    assert [provider.name for provider in open_search(read_settings(file))] == ["wikipedia", "searxng"]


def test_a_key_is_set_in_the_environment_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, '[providers.brave]\nkey = "from-file"\ncountry = "CA"\n')
    monkeypatch.setenv("WELLSOURCED_PROVIDERS__BRAVE__KEY", "12345")
    monkeypatch.setenv("WELLSOURCED_PROVIDERS__GOOGLE_FACT_CHECK__KEY", "true")
    monkeypatch.setenv("WELLSOURCED_SEARCH", "brave, google_fact_check")
    settings = read_settings(file)
    shown = {
        name: {k: v.get_secret_value() for k, v in table.items()}
        for name, table in settings.providers.items()
    }
    assert shown == {"brave": {"key": "12345", "country": "CA"}, "google_fact_check": {"key": "true"}}
    assert [provider.name for provider in open_search(settings)] == ["brave", "google_fact_check"]
    assert read_settings().providers["brave"]["key"].get_secret_value() == "12345"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('search = ["gopher"]\n', "no search is called 'gopher'"),
        ('search = ["brave"]\n', r"needs the setting 'providers\.brave\.key'"),
        ('search = ["brave"]\n[providers.brave]\nkey = ""\n', r"needs the setting 'providers\.brave\.key'"),
        (
            'search = ["brave"]\n[providers.brave]\nkee = "hidden-1"\n',
            r"'providers\.brave\.kee' is not known",
        ),
        ('search = ["brave"]\n[providers.barve]\nkey = "hidden-1"\n', r"'providers\.brave\.key'"),
        ('search = ["wikipedia"]\n[providers.barve]\nkey = "hidden-1"\n', r"'providers\.barve': no such"),
        ('search = ["searxng"]\n[providers.searxng]\naddress = "hidden-1"\n', "write https://HOST"),
        ('[providers.brave]\nkey = ["hidden-1"]\n', r"providers\.brave\.key"),
        ('[providers]\nbrave = "hidden-1"\n', r"providers\.brave"),
        ('providers = "hidden-1"\n', "providers"),
    ],
)
def test_a_provider_set_wrongly_is_told_without_what_was_set(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(Config, match=words) as refused:
        open_search(read_settings(written(tmp_path, text)))
    told = "".join(traceback.format_exception(refused.value))
    assert "hidden-1" not in told and "\n" not in str(refused.value)


def test_keys_do_not_show_in_the_settings(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, '[providers.brave]\nkey = "hidden-1"\n'))
    assert "hidden-1" not in repr(settings) + str(settings.model_dump())


def test_a_variable_that_sets_an_option_is_told_from_a_slip() -> None:
    assert names_an_option("WELLSOURCED_PROVIDERS__GOOGLE_FACT_CHECK__KEY")
    assert not names_an_option("WELLSOURCED_PROVIDERS") and not names_an_option("WELLSOURCED_BRAVE__KEY")
