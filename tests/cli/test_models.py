"""`models list`, `pull` and `use`: from a hub on loopback to the page that says who judged."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from held_documents import holds
from hub_server import COMMIT, Hub, Served, serving
from tiny_models import config, three_way, tokenizer, two_way
from wellsourced.adapters import known
from wellsourced.cli import main
from wellsourced.config import open_verifier
from wellsourced.settings import read_settings, settings_file

NAME = "fennmouth/ferry-nli"
PAIR = "fennmouth/two"
CLAIM = "The ferry to Otter Island sails every day in winter."
PASSAGE = (
    "Otter Island ferry timetable. In winter the ferry sails to Otter Island on Tuesdays and Fridays only."
)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving() as made:
        made.served = {NAME: Served(three_way()), PAIR: Served(two_way(), licence=None)}
        yield made


@pytest.fixture(autouse=True)
def home(tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of our own for settings, models and library, and the hub on loopback."""
    monkeypatch.chdir(tmp_path)
    for name in ("VERIFIER", "CONFIG", "HUB_TOKEN"):
        monkeypatch.delenv(f"WELLSOURCED_{name}", raising=False)
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("WELLSOURCED_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("WELLSOURCED_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("WELLSOURCED_CASEBOOKS", "none")
    monkeypatch.setenv("WELLSOURCED_HUB", hub.address)
    return tmp_path


def test_what_is_here_and_what_is_known_is_listed(ask: Any) -> None:
    code, told = ask("models", "list")
    assert (code, told["verifier"]) == (0, "bundled")
    assert [one["name"] for one in told["here"]] == ["bundled"]
    holds("models", told)
    by_name = {one["repository"]: one for one in told["known"]}
    assert by_name["vectara/hallucination_evaluation_model"]["pull"] is None
    assert "code of its own" in by_name["vectara/hallucination_evaluation_model"]["refused"]
    assert by_name["yaxili96/FactCG-DeBERTa-v3-Large"]["licence"] == "MIT"
    assert {one["licence"] for one in told["known"] if one["pull"]} <= {"MIT", "Apache-2.0"}


def test_pull_use_check_and_the_page_says_who_judged(ask: Any, home: Path) -> None:
    (home / "ferry.txt").write_text(PASSAGE)
    assert ask("add", "ferry.txt")[0] == 0
    _, before = ask("check", CLAIM)
    assert before["method"]["verifier"] != ""

    code, pulled = ask("models", "pull", NAME)
    assert (code, pulled["name"], pulled["revision"]) == (0, "ferry-nli", COMMIT)
    assert pulled["labels"] == ["supported", "nei", "refuted"]
    holds("models-pull", pulled)
    assert [one["name"] for one in ask("models", "list")[1]["here"]] == ["bundled", "ferry-nli"]

    code, chosen = ask("models", "use", "ferry-nli")
    assert (code, chosen["verifier"]) == (0, "model:ferry-nli")
    holds("models-use", chosen)
    assert Path(chosen["file"]) == settings_file()
    assert tomllib.loads(settings_file().read_text()) == {"verifier": "model:ferry-nli"}
    assert ask("models", "list")[1]["verifier"] == "model:ferry-nli"

    code, page = ask("check", CLAIM)
    assert (code, page["method"]["verifier"]) == (0, chosen["name"])
    assert page["method"]["verifier"] == f"ferry-nli@{pulled['version']}"

    assert ask("models", "use", "bundled")[1]["verifier"] == "bundled"
    assert ask("check", CLAIM)[1]["method"]["verifier"] == before["method"]["verifier"]


def test_the_doctor_proves_the_chosen_model(ask: Any, home: Path) -> None:
    ask("models", "pull", NAME)
    ask("models", "use", "ferry-nli")
    code, told = ask("doctor")
    found = {check["name"]: check for check in told["checks"]}
    assert (code, found["verifier"]["found"]) == (0, "model:ferry-nli (also installed: bundled, dir)")
    assert COMMIT[:12] in found["model"]["found"]
    assert found["settings file"]["found"] == str(settings_file())
    (home / "models/ferry-nli/tokenizer.json").write_text("{}")
    code, told = ask("doctor")
    found = {check["name"]: check for check in told["checks"]}
    assert (code, found["model"]["good"]) == (4, False)


def test_a_model_that_changed_is_not_asked(ask: Any, home: Path) -> None:
    ask("models", "pull", NAME)
    (home / "models/ferry-nli/onnx/model.onnx").write_bytes(b"changed")
    code, told = ask("models", "use", "ferry-nli")
    assert (code, told["kind"]) == (1, "Integrity")
    assert not settings_file().exists()


def test_a_choice_is_written_to_the_file_named_and_the_rest_of_it_stays(ask: Any, home: Path) -> None:
    ask("models", "pull", NAME)
    mine = home / "mine.toml"
    mine.write_text('# my settings\nrounds = 3   # enough\nverifier = "bundled"  # for now\n')
    mine.chmod(0o600)
    assert ask("models", "use", "ferry-nli", "--config", "mine.toml")[0] == 0
    assert mine.read_text() == '# my settings\nrounds = 3   # enough\nverifier = "model:ferry-nli"\n'
    assert mine.stat().st_mode & 0o777 == 0o600
    assert read_settings(mine).rounds == 3
    assert not settings_file().exists()
    assert ask("models", "list")[1]["verifier"] == "bundled", "it holds where the file is named"
    assert ask("models", "list", "--config", "mine.toml")[1]["verifier"] == "model:ferry-nli"


def test_a_file_to_be_made_is_made(ask: Any, home: Path) -> None:
    assert ask("models", "use", "bundled", "--config", "new/mine.toml")[0] == 0
    assert (home / "new/mine.toml").read_text() == 'verifier = "bundled"\n'


@pytest.mark.parametrize(
    "text", ['rounds = 3\n"verifier" = "bundled"\n', 'casebooks = """\nverifier = "x"\n"""\n', "rounds = [\n"]
)
def test_a_file_laid_out_oddly_is_left_alone(ask: Any, home: Path, text: str) -> None:
    mine = home / "config/wellsourced/config.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(text)
    code, told = ask("models", "use", "bundled")
    assert (code, told["kind"]) == (4, "Config")
    assert mine.read_text() == text


def test_the_users_own_file_is_read_and_its_unknown_keys_refused(ask: Any, home: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('hubb = "typo"\n')
    code, told = ask("models", "list")
    assert (code, "'hubb' is not known" in told["message"]) == (4, True)


def test_a_variable_that_stands_over_the_choice_is_told(
    ask: Any, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WELLSOURCED_VERIFIER", "bundled")
    assert ask("models", "use", "bundled")[1]["overridden_by"] == "WELLSOURCED_VERIFIER"
    assert main(["models", "use", "bundled"]) == 0
    assert "unset it" in capsys.readouterr().out


def test_a_folder_is_pulled_and_opened_by_its_path(ask: Any, home: Path) -> None:
    for name, body in two_way().items():
        (home / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (home / "folder" / name).write_bytes(body)
    code, told = ask("models", "pull", "./folder", "--as", "two", "--labels", "unsupported,supported")
    assert (code, told["revision"], told["licence"]) == (0, "local", None)
    code, chosen = ask("models", "use", "dir:models/two")
    assert (code, chosen["verifier"]) == (0, f"dir:{home / 'models/two'}")
    assert ask("models", "pull", "./nowhere")[0] == 2


def test_what_is_declared_is_kept(ask: Any, home: Path) -> None:
    _, told = ask(
        *("models", "pull", PAIR, "--as", "mine", "--labels", "unsupported,supported", "--first", "claim"),
        *("--max-tokens", "48", "--revision", "v1.0", "--file", "model.onnx"),
        *("--template", "{passage} the {claim}"),
    )
    kept = json.loads((home / "models/mine/model.json").read_text())
    assert (kept["first"], kept["max_tokens"], kept["template"]) == ("claim", 48, "{passage} the {claim}")
    assert (kept["labels"], kept["weights"]) == (["unsupported", "supported"], "model.onnx")
    assert told["licence"] is None


def test_a_known_model_is_read_as_its_authors_do(
    ask: Any, hub: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = "yaxili96/FactCG-DeBERTa-v3-Large"
    hub.served[repository] = Served(two_way())
    _, told = ask("models", "pull", repository)
    assert (told["labels"], told["max_tokens"]) == (["unsupported", "supported"], 2048)
    kept = json.loads((home / "models/factcg-deberta-v3-large/model.json").read_text())
    assert kept["template"].startswith("{passage}\n\n")
    assert known.known(repository) is not None


def test_a_plugin_is_given_what_stands_behind_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    class Overlap:
        def __init__(self, words: str = "all") -> None:
            self.name = f"overlap-{words}@1"

    monkeypatch.setattr("wellsourced.config.load", lambda *_: Overlap)
    for choice, name in {"overlap": "overlap-all@1", "overlap:a:b": "overlap-a:b@1"}.items():
        assert open_verifier(read_settings(verifier=choice)).name == name


REFUSED = [
    (["pull", "name"], 2, "OWNER/NAME"),
    (["pull", "nobody/nothing"], 2, "HTTP 404"),
    (["pull", NAME, "--labels", "yes,no"], 2, "--labels"),
    (["pull", NAME, "--max-tokens", "4"], 2, "--max-tokens"),
    (["pull", NAME, "--template", "{claim}"], 2, "--template"),
    (["pull", NAME, "--first", "both"], 2, "claim"),
    (["pull", NAME, "--file", "../x.onnx"], 2, "--file"),
    (["pull", NAME, "--as", "../x"], 2, "no name for a model"),
    (["pull", NAME, "--revision", "../x"], 2, "--revision"),
    (["pull", PAIR], 4, "--labels"),
    (["use", "nothing"], 2, "no verifier is called"),
    (["use", "dir:nowhere"], 4, "models pull"),
    (["use", "model:nothing"], 4, "models pull"),
    (["use", "bundled:x"], 4, "opens nothing"),
    (["use"], 2, "requires an argument"),
    (["push"], 2, "push"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), REFUSED)
def test_a_refusal_is_one_line_and_changes_nothing(
    arguments: list[str], code: int, words: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", *arguments, "--quiet"]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: ") and printed.err.count("\n") == 1
    assert words in printed.err
    assert not settings_file().exists()
    assert not [path for path in (home / "models").glob("*") if path.name != ".partial"]


@pytest.mark.parametrize(("status", "code"), [(401, 4), (403, 4), (404, 2), (503, 3)])
def test_each_answer_of_the_hub_has_its_exit_code_and_no_token_is_shown(
    hub: Hub,
    home: Path,
    status: int,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.answers = {"/api": (status, {"Retry-After": "7"})}
    assert main(["models", "pull", NAME]) == code
    printed = capsys.readouterr()
    assert "hf_secret" not in printed.out + printed.err
    assert [headers["Authorization"] for _, headers in hub.asked] == ["Bearer hf_secret"]
    assert ("in 7 seconds" in printed.err) == (status == 503)


def test_a_token_shows_in_no_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLSOURCED_HUB_TOKEN", "hf_secret")
    settings = read_settings()
    assert settings.hub_token is not None and settings.hub_token.get_secret_value() == "hf_secret"
    assert "hf_secret" not in f"{settings!r} {settings}"


def test_the_hub_of_other_tools_is_honored(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example")
    assert read_settings().hub != "https://mirror.example", "ours stands over it"
    monkeypatch.delenv("WELLSOURCED_HUB")
    assert read_settings().hub == "https://mirror.example"
    monkeypatch.delenv("HF_ENDPOINT")
    assert read_settings().hub == "https://huggingface.co"


def test_weights_without_the_extra_name_it_and_are_not_chosen(
    hub: Hub, ask: Any, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"config.json": config(), "tokenizer.json": tokenizer(), "model.safetensors": b"weights"}
    hub.served[NAME] = Served(files)
    assert ask("models", "pull", NAME)[1]["kind"] == "safetensors"

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr("wellsourced.adapters.stored.import_module", missing)
    code, told = ask("models", "use", "ferry-nli")
    assert (code, "pip install 'wellsourced[torch]'" in told["message"]) == (4, True)
    assert not settings_file().exists()


def test_pages_for_people_say_the_same(hub: Hub, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "pull", PAIR, "--labels", "unsupported,supported", "--quiet"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "never that something is refuted" in told
    assert "Licence, as stated there: none" in told
    assert main(["models", "use", "two"]) == 0
    capsys.readouterr()
    (home / "models/spoilt").mkdir()
    (home / "models/spoilt/model.json").write_text("{")
    assert main(["models", "list"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "* two: onnx, 0 MB, no licence stated; says unsupported, supported" in told
    assert "spoilt: cannot be used" in told
    assert "cannot be used: its weights are a pickle" in told


def test_nothing_that_speaks_to_the_network_is_loaded_to_list(home: Path) -> None:
    program = (
        "import sys; from wellsourced.cli import main; main(['models', 'list', '--json']); "
        "print(sorted({'httpx2', 'onnxruntime', 'tokenizers', 'torch'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"
