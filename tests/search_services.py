"""The search services as their documentation has them: what each answers, and how it is opened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from wellsourced.adapters.search.brave import Brave
from wellsourced.adapters.search.google_fact_check import GoogleFactCheck
from wellsourced.adapters.search.searxng import SearXNG
from wellsourced.adapters.search.wikipedia import Wikipedia
from wellsourced.model.sources import SourceKind
from wellsourced.ports import SearchProvider

PLUGINS = Path(__file__).parent.parent / "examples" / "plugins"
KEY = "k3y-N0body-may-see"
PAGE = "https://paper.example/news/ferry?id=7"


def plugin(name: str, attribute: str) -> Callable[..., SearchProvider]:
    """A class out of an example plugin, which is not installed."""
    folder = str(PLUGINS / name)
    if folder not in sys.path:
        sys.path.append(folder)
    factory: Callable[..., SearchProvider] = getattr(import_module(f"wellsourced_{name}"), attribute)
    return factory


@dataclass(frozen=True, kw_only=True)
class Documented:
    """A service: its class, whether it takes a key, the path asked, one result, none, and what it becomes."""

    make: Callable[..., SearchProvider]
    path: str
    one: object
    none: object
    becomes: tuple[str, str, str, SourceKind, str | None]
    """Address, title, publisher, kind and day of the one result; `{at}` stands for the server's address."""
    key_header: str = ""
    key_prefix: str = ""

    def open(self, address: str) -> SearchProvider:
        return self.make(address=address, **({"key": KEY} if self.key_header else {}))


SEARXNG = Documented(
    make=SearXNG,
    path="/search",
    one={
        "query": "ferry",
        "number_of_results": 0,
        "results": [
            {
                "url": f"{PAGE}&utm_source=searx",
                "title": "The ferry &amp; the town",
                "content": "It sails.",
                "engine": "mojeek",
                "template": "default.html",
                "parsed_url": ["https", "paper.example", "/news/ferry", "", "id=7", ""],
                "engines": ["mojeek"],
                "positions": [1],
                "publishedDate": "2024-05-03T00:00:00",
                "score": 1.0,
                "category": "general",
            }
        ],
        "answers": [],
        "corrections": [],
        "infoboxes": [],
        "suggestions": [],
        "unresponsive_engines": [["brave", "too many requests"]],
    },
    none={
        "query": "ferry",
        "number_of_results": 12000,
        "results": [],
        "answers": [],
        "corrections": [],
        "infoboxes": [],
        "suggestions": [],
        "unresponsive_engines": [],
    },
    becomes=(PAGE, "The ferry & the town", "paper.example", SourceKind.OTHER, None),
    key_header="Authorization",
    key_prefix="Bearer ",
)
BRAVE = Documented(
    make=Brave,
    path="/res/v1/web/search",
    one={
        "type": "search",
        "query": {"original": "ferry", "more_results_available": False},
        "web": {
            "type": "search",
            "results": [
                {
                    "title": "The <strong>ferry</strong>",
                    "url": PAGE,
                    "description": "It sails.",
                    "page_age": "2024-05-03T10:00:00",
                    "age": "May 3, 2024",
                    "profile": {"name": "Paper", "long_name": "The Paper", "url": PAGE, "img": ""},
                    "language": "en",
                    "family_friendly": True,
                }
            ],
        },
    },
    none={"type": "search", "query": {"original": "ferry"}},
    becomes=(PAGE, "The ferry", "The Paper", SourceKind.OTHER, None),
    key_header="X-Subscription-Token",
)
WIKIPEDIA = Documented(
    make=Wikipedia,
    path="/w/api.php",
    one={
        "batchcomplete": True,
        "query": {"search": [{"ns": 0, "title": "Ferry (Tarn), 50% & more?", "pageid": 11}]},
    },
    none={"batchcomplete": True, "query": {"search": []}},
    becomes=(
        "{at}/wiki/Ferry_(Tarn),_50%25_%26_more%3F",
        "Ferry (Tarn), 50% & more?",
        "127.0.0.1",
        SourceKind.REFERENCE,
        None,
    ),
)
GOOGLE = Documented(
    make=GoogleFactCheck,
    path="/v1alpha1/claims:search",
    one={
        "claims": [
            {
                "text": "The ferry sank twice.",
                "claimant": "A leaflet",
                "claimDate": "2024-05-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Checkers", "site": "checkers.example"},
                        "url": "https://checkers.example/ferry",
                        "title": "No, the ferry did not sink twice",
                        "reviewDate": "2024-05-03T00:00:00Z",
                        "textualRating": "False",
                        "languageCode": "en",
                    }
                ],
            }
        ],
        "nextPageToken": "CAo",
    },
    none={},
    becomes=(
        "https://checkers.example/ferry",
        "No, the ferry did not sink twice",
        "Checkers",
        SourceKind.FACT_CHECK,
        "2024-05-03",
    ),
    key_header="X-Goog-Api-Key",
)
TAVILY = Documented(
    make=plugin("tavily", "Tavily"),
    path="/search",
    one={
        "query": "ferry",
        "answer": None,
        "images": [],
        "results": [
            {"title": "The ferry", "url": PAGE, "content": "It sails.", "score": 0.9, "raw_content": None}
        ],
        "response_time": 1.1,
    },
    none={"query": "ferry", "answer": None, "images": [], "results": [], "response_time": 0.5},
    becomes=(PAGE, "The ferry", "paper.example", SourceKind.OTHER, None),
    key_header="Authorization",
    key_prefix="Bearer ",
)
COURTLISTENER = Documented(
    make=plugin("courtlistener", "CourtListener"),
    path="/api/rest/v4/search/",
    one={
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "absolute_url": "/opinion/6613686/foo-v-foo/",
                "caseName": "Foo v. Foo",
                "court": "Hawaii Intermediate Court of Appeals",
                "court_id": "hawapp",
                "dateFiled": "2003-01-10",
                "citation": ["101 Haw. 235"],
                "opinions": [{"id": 6489975, "snippet": "Affirmed."}],
            }
        ],
    },
    none={"count": 0, "next": None, "previous": None, "results": []},
    becomes=(
        "{at}/opinion/6613686/foo-v-foo/",
        "Foo v. Foo",
        "Hawaii Intermediate Court of Appeals",
        SourceKind.COURT,
        "2003-01-10",
    ),
    key_header="Authorization",
    key_prefix="Token ",
)
FEDERAL_REGISTER = Documented(
    make=plugin("federal_register", "FederalRegister"),
    path="/api/v1/documents.json",
    one={
        "count": 1,
        "description": "Documents matching 'ferry'",
        "total_pages": 1,
        "results": [
            {
                "title": "Ferry Safety",
                "type": "Rule",
                "html_url": "https://www.federalregister.gov/documents/2017/11/03/2017-23877/ferry-safety",
                "publication_date": "2017-11-03",
                "agencies": [{"raw_name": "COAST GUARD", "name": "Coast Guard", "id": 53}],
            }
        ],
    },
    none={"count": 0, "description": "Documents matching 'ferry'"},
    becomes=(
        "https://www.federalregister.gov/documents/2017/11/03/2017-23877/ferry-safety",
        "Ferry Safety",
        "Coast Guard",
        SourceKind.LAW,
        "2017-11-03",
    ),
)
ALL = {
    "searxng": SEARXNG,
    "brave": BRAVE,
    "wikipedia": WIKIPEDIA,
    "google_fact_check": GOOGLE,
    "tavily": TAVILY,
    "courtlistener": COURTLISTENER,
    "federal_register": FEDERAL_REGISTER,
}
