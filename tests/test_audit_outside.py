"""What an audit asks of search providers: so many claims and no more, and it says what was not asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from desks import desk_of
from test_audit import HELD, draft_of
from wellsourced.adapters.extractors import Extractors
from wellsourced.adapters.files import FileFetcher
from wellsourced.audit import audit
from wellsourced.errors import Transient
from wellsourced.model.audits import Audit
from wellsourced.model.sources import Source
from wellsourced.render.audit_json import audit_json
from wellsourced.render.audit_markdown import audit_markdown
from wellsourced.render.audit_page import audit_html
from wellsourced.steps.gather import Web

FIGURES = "The Otter ferry carried 41,000 cars in 2023."
PLAIN = "The Otter ferry has a blue funnel."
LAW = "Alder County banned night fishing in 2021."
TEXT = f"{PLAIN} {FIGURES} {LAW}"


@dataclass
class Answering:
    """A provider that finds nothing, or does not answer at all."""

    down: bool = False
    asked: list[str] = field(default_factory=list)
    name: str = "lookout"

    def search(self, queries: Sequence[str]) -> Sequence[Sequence[Source]]:
        self.asked += queries
        if self.down:
            raise Transient("lookout does not answer")
        return [()] * len(queries)


@pytest.fixture
def lookout() -> Answering:
    return Answering()


def audited(folder: Path, lookout: Answering, most: int = 100) -> Audit:
    web = Web(providers=(lookout,), fetcher=FileFetcher(), extractor=Extractors())
    return audit(draft_of(TEXT), replace(desk_of(HELD, folder), web=web, sought_an_audit=most))


def wording(claim: str) -> str:
    """A claim as it is first looked for."""
    return claim.removesuffix(".")


def everywhere(found: Audit, words: str) -> bool:
    return all(words in form(found) for form in (audit_html, audit_markdown))


def test_all_claims_are_asked_about_and_the_searches_told(tmp_path: Path, lookout: Answering) -> None:
    found = audited(tmp_path, lookout)
    assert {wording(claim.text) for one in found.sentences for claim in one.claims} <= set(lookout.asked)
    assert everywhere(found, f"and {len(lookout.asked)} outside")
    log = audit_json(found)["search_log"]
    assert [entry["query"] for entry in log] == lookout.asked  # type: ignore[attr-defined]


def test_of_many_claims_those_most_worth_checking_are_asked_about(tmp_path: Path, lookout: Answering) -> None:
    sentences = audited(tmp_path, lookout).sentences
    claims = {wording(claim.text): one.worth for one in sentences for claim in one.claims}
    best = max(claims, key=claims.__getitem__)
    lookout.asked.clear()
    found = audited(tmp_path / "bounded", lookout, most=1)
    assert best in lookout.asked and not (set(claims) - {best}) & set(lookout.asked)
    assert found.unsought == len(claims) - 1 > 0
    assert everywhere(found, f"{len(claims) - 1} less worth checking were looked for in the library only.")


def test_a_provider_that_does_not_answer_is_told_in_every_form(tmp_path: Path, lookout: Answering) -> None:
    lookout.down = True
    found = audited(tmp_path, lookout)
    assert everywhere(found, "got no answer, so evidence may have been missed.")


def test_an_audit_says_when_it_was_made(tmp_path: Path, lookout: Answering) -> None:
    found = audited(tmp_path, lookout)
    assert everywhere(found, "on November 22, 2026, 16:00 UTC")
    assert audit_json(found)["checked_at"] == "2026-11-22T16:00:00Z"
