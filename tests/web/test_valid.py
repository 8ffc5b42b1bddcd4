"""Pages are valid HTML to the W3C's checker, and what they tell search engines is of schema.org's types."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from every_page import ELSEWHERE, EveryPage, Way, every_page, templates

MODULES = Path(__file__).parents[2] / "tools" / "validators" / "node_modules"
QUIET = ["--stdout", "--skip-non-html"]
STRICT = ["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "--module", "nodenext"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EveryPage]:
    with every_page(tmp_path_factory.mktemp("every")) as made:
        yield made


@pytest.fixture(scope="module")
def modules() -> Path:
    """The validators; without them their tests are skipped, which CI counts as failing."""
    if not MODULES.is_dir() or shutil.which("java") is None or shutil.which("node") is None:
        pytest.skip("no validators here: install node, npm and Java, then `make unit`")
    return MODULES


def html_of(site: EveryPage, way: Way) -> str:
    who = site.admin if way.signed_in else site.nobody
    if way.said:
        reply = who.client.post(way.address, data={"csrf": who.csrf(), **way.said})
    else:
        reply = who.client.get(way.address)
    assert reply.status_code == way.status, way
    return reply.text


def test_there_is_a_way_to_a_page_of_each_template(site: EveryPage) -> None:
    assert templates() == {*site.ways, *ELSEWHERE}


def test_a_page_of_each_template_is_valid_html(site: EveryPage, modules: Path, tmp_path: Path) -> None:
    for name, way in site.ways.items():
        (tmp_path / f"{name}.html").write_text(html_of(site, way), "utf-8")
    jar = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-Xss4m", "-jar", str(jar), *QUIET, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout + done.stderr == ""


def test_what_search_engines_read_is_of_schema_orgs_types(
    site: EveryPage, modules: Path, tmp_path: Path
) -> None:
    reviews = reviews_of(html_of(site, site.ways["edition"]))
    assert reviews and reviews[0]["@type"] == "ClaimReview"
    assert compiled(reviews, modules, tmp_path) == ""


@pytest.mark.parametrize(
    ("right", "wrong"), [('"claimReviewed"', '"claimReveiwed"'), ('"Rating"', '"Grating"')]
)
def test_a_name_that_schema_org_does_not_have_is_found(
    site: EveryPage, modules: Path, tmp_path: Path, right: str, wrong: str
) -> None:
    told = json.dumps(reviews_of(html_of(site, site.ways["edition"]))).replace(right, wrong)
    assert "error TS" in compiled(json.loads(told), modules, tmp_path)


def reviews_of(page: str) -> list[dict[str, object]]:
    """What the page's data block tells."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found is not None
    told = json.loads(found[1])
    return told if isinstance(told, list) else [told]


def compiled(reviews: Sequence[object], modules: Path, folder: Path) -> str:
    """What the compiler says of reviews that are to be ClaimReviews."""
    (folder / "node_modules").symlink_to(modules)
    source = folder / "found.ts"
    source.write_text(
        'import type { ClaimReview, WithContext } from "schema-dts";\n'
        f"export const found: WithContext<ClaimReview>[] = {json.dumps(reviews)};\n"
    )
    command = [str(modules / ".bin" / "tsc"), *STRICT, "--moduleResolution", "nodenext", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr
