"""Addresses that may be printed: clean, of someone with a name, and no copy of a copy."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from wellsourced.rules.checks.files import Check, Files, Finding, Line, Row

__all__ = ["AGGREGATORS", "LINKS"]

TRACKING = frozenset({"os", "oref", "loc", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src"})
"""Parameters that say where a reader came from; `utm_...` besides."""

MADE_UP = 4
"""The digits from which a host's part that is only digits names nobody."""

AGGREGATORS = frozenset(
    {
        *("jhb.news", "worldnewsdaily.online", "daily8.com", "misryoum.com", "warptechlab.com", "jknioh.com"),
        *("citizenportal.ai", "cpo.soar.com", "detention-pipeline.transparencycascade.org", "newsbreak.com"),
        *("ground.news", "msn.com", "news.google.com", "uslive.com", "newsfinale.com", "celebjam.com"),
        *("todayheadline.co", "conservdailyusa.com", "infointeract.com", "gopbriefingroom.com"),
        *("bbcgossip.com", "etud.net", "civicintelligence.news"),
        *("firstnorthwestern.com", "nationoutlook.com", "particle.news", "particlenews.pages.dev"),
        *("casebriefsco.com", "lexplug.com", "studicata.com", "courtgpt.ai", "sporos.ai"),
        *("enwikipedia.net", "zyfc.asia"),
    }
)
"""Sites that reprint, reword or digest what others wrote, mirrors and look-alikes: a lead to the publisher,
never the source cited."""


def _cited(files: Files) -> Iterator[tuple[Line, str, str]]:
    """Every address a reader may be shown, as `(line, field, address)`."""
    for line in files.notes:
        yield line, "about.url", line.row["about"]["url"]
    for line in (*files.instruments, *files.facts):
        if line.row["source"] is not None and line.row["source"]["url"] is not None:
            yield line, "source.url", line.row["source"]["url"]
        if line.row.get("official") is not None:
            yield line, "official", line.row["official"]
        for field, url in line.row.get("verified_in", {}).items():
            yield line, f"verified_in.{field}", url


def _addresses(files: Files) -> Iterator[Finding]:
    for line, field, url in _cited(files):
        wrong = _wrong(url)
        if wrong is not None:
            yield line.finding(f"{field} {wrong[0]}: {url}", wrong[1])
        elif field == "official" and urlsplit(url).path in ("", "/"):
            yield line.finding(f"official is a home page: {url}", "name the page of the text, or write null")


def _wrong(url: str) -> tuple[str, str] | None:
    """What is wrong with an address, and what to do; None where it is clean."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "is no address", "write one of the web: https://..."
    if parts.scheme not in ("http", "https") or not host:
        return "is no address of the web", "write https://..."
    if parts.username or parts.password:
        return "has a name or password in it", "take it out"
    if _is_numeric(host) or "." not in host or any(_is_made_up(label) for label in host.split(".")[:-2]):
        return "names nobody", "cite the publisher's own address"
    keys = {key for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    tracking = sorted(key for key in keys if key in TRACKING or key.startswith("utm_"))
    if tracking:
        return f"tracks the reader by {tracking[0]}", "take the parameter out"
    return None


def _is_numeric(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _is_made_up(label: str) -> bool:
    """Whether a host under another's name is a mere number, as those of sites made by the hundred are."""
    return len(label) >= MADE_UP and label.isdigit()


def _leads(files: Files) -> Iterator[Finding]:
    """No note, and no row that is cited, rests on a page that only repeats others."""
    noted = {line.id for line in files.notes}
    cited = [
        (line, line.row["source"])
        for line in (*files.instruments, *files.facts)
        if line.row["use"] == "cite" and line.id not in noted
    ]
    for line, source in [*((line, line.row["about"]) for line in files.notes), *cited]:
        url = (source or {}).get("url") or ""
        host = (urlsplit(url).hostname or "") if url and _wrong(url) is None else ""
        if any(host == site or host.endswith(f".{site}") for site in AGGREGATORS):
            yield line.finding(
                f"{host} repeats what others published", "cite the publisher, or make the row a lead"
            )


def _one_source(files: Files) -> Iterator[Finding]:
    """One kind, publisher, title and date for an address."""
    seen: dict[str, Mapping[str, object]] = {}
    sources: list[tuple[Line, Row | None]] = [(line, line.row["about"]) for line in files.notes]
    sources += [(line, line.row["source"]) for line in (*files.instruments, *files.facts)]
    for line, source in sources:
        if source is None or source["url"] is None:
            continue
        if seen.setdefault(source["url"], source) != source:
            yield line.finding(
                f"{source['url']} has another kind, publisher, title or date elsewhere",
                "make the two the same",
            )


LINKS: tuple[Check, ...] = (_addresses, _leads, _one_source)
