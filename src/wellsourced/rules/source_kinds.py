"""What kind of publisher speaks, from its address and, where that says nothing, from the page's own word.

A page may call itself anything. So law, courts, governments and scholars are known by their address alone,
and a page's own word never gives it more weight than an unknown page has.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from wellsourced.model.sources import SourceKind
from wellsourced.rules.known_sites import KNOWN_SITES
from wellsourced.text.addresses import host_of

__all__ = ["kind_of"]

_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/(https?://.+)", re.IGNORECASE | re.DOTALL)
"""An address at web.archive.org: the page it is a copy of."""

_GOVERNMENT_ABROAD = re.compile(
    r"(?:.+\.)?(?:gov|gob|gouv|gub|govt|gv|go|gc|admin|bund|government)\."
    r"(?:[a-z]{2})|(?:.+\.)?(?:admin\.ch|bund\.de|europa\.eu|parliament\.uk|overheid\.nl|regjeringen\.no|"
    r"regeringen\.se|kormany\.hu|nhs\.uk|police\.uk|mil\.[a-z]{2})"
)
_STATE_OR_TOWN_US = re.compile(
    r"(?:.+\.)?(?:state|(?:ci|co|city|county|town|village)\.[a-z-]+|[a-z-]+\.(?:state|gen))\.[a-z]{2}\.us"
    r"|(?:.+\.)?(?:state|gen|courts?|leg|legis)\.[a-z]{2}\.us|(?:.+\.)?(?:ci|co)\.[a-z-]+\.[a-z]{2}\.us"
)
_COURT = re.compile(
    r"(?:[a-z0-9-]*courts?|uscourts|supremecourt|judicial|judiciary|judicialbranch|appellate)"
)
_LEGISLATURE = re.compile(
    r"(?:[a-z]*legislature|[a-z]*legis|leg|leginfo|lis|revisor|statutes|uscode|legislation|ecfr|law|laws|"
    r"municipalcode|lawfilesext)"
)
_COMMITTEES = ("house.gov", "senate.gov")
"""Congress's own sites: a committee on the judiciary is no court."""

_FACT_CHECKS = re.compile(r"/(?:ap-)?fact-?check(?:s|er|ers|ing)?(?:/|$)", re.IGNORECASE)

_BY_TYPE = (
    (SourceKind.FACT_CHECK, ("ClaimReview",)),
    (
        SourceKind.NEWS,
        ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
    ),
    (SourceKind.SOCIAL, ("SocialMediaPosting", "DiscussionForumPosting", "QAPage")),
    (SourceKind.REFERENCE, ("DefinedTerm", "DefinedTermSet")),
)
_CLAIMABLE = frozenset(
    {SourceKind.NEWS, SourceKind.ADVOCACY, SourceKind.REFERENCE, SourceKind.SOCIAL, SourceKind.FACT_CHECK}
)


def kind_of(uri: str, *, types: Collection[str] = (), canonical: str = "") -> SourceKind:
    """The kind of a source at an address; `OTHER` where nothing tells.

    `types` are the schema.org types a page states, `canonical` the address it gives as its own, which
    is asked where the real one is that of a file.
    """
    kind = _by_address(uri)
    if kind is not SourceKind.OTHER:
        return kind
    claimed = _by_address(canonical) if canonical and not host_of(uri) else SourceKind.OTHER
    if claimed in _CLAIMABLE:
        return claimed
    return next((kind for kind, named in _BY_TYPE if not set(named).isdisjoint(types)), SourceKind.OTHER)


def _by_address(uri: str) -> SourceKind:
    host = host_of(uri)
    if host == "web.archive.org" and (copied := _ARCHIVED.search(uri)) is not None:
        uri, host = copied[1], host_of(copied[1])
    if not host or not uri.strip().lower().startswith(("http://", "https://")):
        return SourceKind.OTHER
    kind = _by_table(host) or _by_suffix(host)
    if kind is SourceKind.NEWS and _FACT_CHECKS.search(urlsplit(uri).path):
        return SourceKind.FACT_CHECK
    return kind


def _by_table(host: str) -> SourceKind | None:
    """The longest part of the host that is known: `law.cornell.edu` before `cornell.edu`."""
    labels = host.split(".")
    parts = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((kind for part in parts if (kind := KNOWN_SITES.get(part)) is not None), None)


def _by_suffix(host: str) -> SourceKind:
    """By endings that only governments, armies and universities are given."""
    labels = host.split(".")
    if len(labels) < 2:
        return SourceKind.OTHER
    public = labels[-1] in ("gov", "mil", "int") or any(
        pattern.fullmatch(host) for pattern in (_GOVERNMENT_ABROAD, _STATE_OR_TOWN_US)
    )
    if public:
        names = labels[:-1] if not host.endswith(_COMMITTEES) else []
        if any(_COURT.fullmatch(label) for label in names):
            return SourceKind.COURT
        return SourceKind.LAW if any(_LEGISLATURE.fullmatch(x) for x in names) else SourceKind.GOVERNMENT
    if labels[-1] == "edu" or (len(labels) > 2 and labels[-2] in ("ac", "edu") and len(labels[-1]) == 2):
        return SourceKind.ACADEMIC
    return SourceKind.OTHER
