"""One name for one page: addresses that lead to the same page have the same canonical address.

It is a name to compare by, not an address to open: a page may answer at one of its addresses only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

__all__ = ["TRACKING", "canonical_address", "host_of", "is_variant"]

TRACKING = (
    r"(?:(?:utm|mtm|pk|piwik|matomo|hsa|pf_rd|itm|vero|oly_(?:anon|enc))_\w+|[a-z]?clid|fbclid|gclsrc|gbraid|"
    r"wbraid|dclid|msclkid|twclid|ttclid|igshid|igsh|srsltid|mc_[ce]id|mkt_tok|_ga|_gl|_hsenc|_hsmi|"
    r"hsctatracking|__s|s_cid|sc_cid|ref_src|ref_url|cmpid|ncid|ocid|icid|smid|smtyp|wt\.?mc(?:_\w+)?|"
    r"at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|guccounter|guce_referrer(?:_sig)?|"
    r"__twitter_impression|amp_(?:js_v|gsa)|usqp|spm|xtor|trk)"
)
"""Names of parameters that follow readers and change nothing on the page (a pattern, case ignored)."""

_TRACKED = re.compile(TRACKING, re.IGNORECASE)
_AMP_PARAMETER = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")}
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST_PREFIX = re.compile(r"(?:www\d?|amp|m|mobile|touch)\.(?=[^.]+\.[^.])")
_MIDDLE_M = re.compile(r"(?<=\.)m\.(?=[^.]+\.[^.])")
_VARIANT_HOST = re.compile(r"(?:amp|m|mobile|touch)\.(?=[^.]+\.[^.])")
_AMP_PATH = re.compile(r"^/amp(?=/.)|(?<=[^/])/amp/?$|\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"(?:(?:www\.)?google\.[a-z.]+/amp|[\w-]+\.cdn\.ampproject\.org/[a-z])/(?P<page>.+)", re.I
)
_DOTTED = re.compile(r"/\.{1,2}(?:/|$)")
_UNRESERVED = "-._~"
_AS_WRITTEN = "!$&'()*+,;=:@/"


@lru_cache(maxsize=4096)  # the same addresses come back with every wording that is searched for
def canonical_address(uri: str) -> str:
    """The one name of the page at a web address; anything else comes back trimmed and otherwise as it is.

    Left out are the fragment (unless it is a page of a script, `#!`), tracking parameters, user and password,
    the default port, `www.`, the host names and paths of mobile and AMP editions, and a slash or an
    `index.html` at the end. `http` is named `https`; host and escapes are written one way; parameters
    are sorted. Naming a name again changes nothing.
    """
    named = _named(uri)
    for _ in range(8):  # one rule may lay bare what another takes away: `/a/amp/index.html`
        again = _named(named)
        if again == named:
            break
        named = again
    return named


def host_of(uri: str) -> str:
    """The host of a web address in small letters without `www.`, or nothing where it has none."""
    try:
        return _ascii((urlsplit(uri).hostname or "").rstrip(".")).removeprefix("www.")
    except ValueError:
        return ""


def is_variant(uri: str) -> bool:
    """Whether the address is of an AMP or mobile edition, so that a plainer one is the better to open."""
    try:
        parts = urlsplit(uri.strip())
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    asked = parse_qsl(parts.query, keep_blank_values=True)
    return bool(
        _AMP_CACHE.match(f"{host}{parts.path}")
        or _VARIANT_HOST.match(host)
        or _MIDDLE_M.search(host)
        or _AMP_PATH.search(parts.path)
        or any((name.lower(), value.lower()) in _AMP_PARAMETER for name, value in asked)
    )


def _named(uri: str) -> str:
    uri = uri.strip()
    try:
        parts = urlsplit(uri)
        host, port, scheme = _ascii((parts.hostname or "").rstrip(".")), parts.port, parts.scheme
    except ValueError:  # no address a browser would follow either
        return uri
    if scheme not in _DEFAULT_PORTS or not host:
        return uri
    cached = _AMP_CACHE.match(f"{host}{parts.path}")
    if cached:
        page = cached["page"].removeprefix("s/")
        return f"https://{page}{'?' + parts.query if parts.query else ''}"
    host = _MIDDLE_M.sub("", _HOST_PREFIX.sub("", host))
    host = f"[{host}]" if ":" in host else host
    where = host if port in (None, *_DEFAULT_PORTS.values()) else f"{host}:{port}"
    query = _query(parts.query)
    page = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"https://{where}{_path(parts.path)}{'?' + query if query else ''}{page}"


def _ascii(host: str) -> str:
    """A host as the wire has it (punycode), in small letters."""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _path(path: str) -> str:
    """A path with one way of escaping, no dots, no AMP and no slash at the end; `/` for the front page."""
    path = quote(
        unquote_to_bytes(path.replace("%2F", "%252F").replace("%2f", "%252F")), safe=_UNRESERVED + _AS_WRITTEN
    )
    path = path.replace("%252F", "%2F")
    if _DOTTED.search(path):
        path = _without_dots(path)
    path = _AMP_PATH.sub("", path)
    path = re.sub(r"/(?:index|default)\.(?:html?|php|aspx?)$", "/", path, flags=re.IGNORECASE)
    return path.rstrip("/") or "/"


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    kept: list[str] = []
    for part in path.split("/")[1:]:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    asked = parse_qsl(query, keep_blank_values=True)
    kept = [
        (name, value)
        for name, value in asked
        if not _TRACKED.fullmatch(name) and (name.lower(), value.lower()) not in _AMP_PARAMETER
    ]
    # By name only: the order of values under one name may matter.
    return urlencode(sorted(kept, key=lambda pair: pair[0]))
