"""A model repository on a Hugging Face hub, or a server that speaks its addresses (httpx2).

Imported only while a model is pulled.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import httpx2

from wellsourced.adapters.choosing import Listing, Offered
from wellsourced.adapters.model_store import CHUNK
from wellsourced.adapters.pulling import Told
from wellsourced.adapters.wire import printable, retry_after, user_agent
from wellsourced.errors import Config, InputError, Integrity, Permanent, Transient

__all__ = ["HubRepository"]

ATTEMPTS = 5
"""How often a file is gone on with after its connection was cut, before we ask to be run again."""
MOST_REDIRECTS = 5
MOST_LISTED = 8_000_000
"""Bytes of the longest listing of a repository that is read."""

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_REVISION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_RANGE = re.compile(r"bytes (\d+)-", re.ASCII)


class _CutOff(Exception):
    """The connection ended before the file did."""


class HubRepository:
    """One repository at one revision; raises one-line errors that never repeat the token.

    The token goes to the hub's own origin only, never where a redirect leads, and not in the clear.
    """

    def __init__(
        self,
        repository: str,
        *,
        revision: str = "main",
        endpoint: str,
        token: str | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        if not _REPOSITORY.fullmatch(repository):
            raise InputError(f"{printable(repository)!r} is no repository: write OWNER/NAME as on the hub")
        if not _REVISION.fullmatch(revision) or ".." in revision:
            raise InputError(f"--revision {printable(revision)!r} is no branch, tag or commit")
        self.repository, self._revision, self._pause = repository, revision, pause
        self._endpoint = endpoint.rstrip("/")
        self._origin = _origin(self._endpoint)
        if self._origin[0] not in ("https", "http") or not self._origin[1]:
            raise Config(f"setting 'hub': {printable(endpoint)!r} is no address: write https://HOST")
        if token is not None and not (token.isascii() and token.isprintable() and " " not in token):
            raise Config("setting 'hub_token': it has letters no token has: copy it again from the hub")
        local = _is_loopback(self._origin[1])
        self._token = token if local or self._origin[0] == "https" else None
        self._client = httpx2.Client(
            headers={"User-Agent": user_agent(), "Accept-Encoding": "identity"},
            timeout=httpx2.Timeout(60.0, connect=15.0),
            trust_env=not local,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def listing(self) -> Listing:
        """Ask what the repository holds at the revision."""
        revision = quote(self._revision, safe="")
        url = f"{self._endpoint}/api/models/{self.repository}/revision/{revision}?blobs=true"
        try:
            with self._opened(url, {}) as response:
                return _listing(self.repository, _json(response))
        except httpx2.RequestError as error:
            raise self._unreachable(error) from error

    def fetch(self, name: str, listing: Listing, into: Path, limit: int, told: Told) -> None:
        """Bring one file into a folder, going on where an earlier call was cut off.

        Raises `Integrity` where it is not what the hub lists, `Permanent` where it is larger than `limit`
        bytes, `Transient` where the connection keeps being cut.
        """
        offered, file = listing.files[name], into / name
        if (offered.size or 0) > limit:
            raise Permanent(f"{name} of {self.repository} has {offered.size} bytes, more than {limit}")
        file.parent.mkdir(parents=True, exist_ok=True)
        url = f"{self._endpoint}/{self.repository}/resolve/{listing.revision}/{quote(name)}"
        for attempt in range(ATTEMPTS):
            if attempt:
                self._pause(float(attempt))
            try:
                self._go_on(url, file, offered.size, limit, told)
            except (_CutOff, httpx2.RequestError):
                continue
            _prove(file, offered, f"{name} of {self.repository}")
            return
        here = file.stat().st_size if file.exists() else 0
        raise Transient(f"{name} was cut off after {here / 1e6:.1f} MB: pull again, it goes on from there")

    def _go_on(self, url: str, file: Path, size: int | None, limit: int, told: Told) -> None:
        here = file.stat().st_size if file.exists() else 0
        if file.exists() and size is not None and here >= size:
            return
        with self._opened(url, {"Range": f"bytes={here}-"} if here else {}) as response:
            if response.status_code == 416:  # there is no such rest: what is here is no part of the file
                file.unlink(missing_ok=True)
                raise _CutOff
            if not _goes_on(response, here):
                here = 0
            with file.open("ab" if here else "wb") as out:
                for chunk in response.iter_bytes():  # as it comes: what waits to be whole is lost in a cut
                    here += len(chunk)
                    if here > limit:
                        raise Permanent(f"{file.name} of {self.repository} is longer than {limit} bytes")
                    out.write(chunk)
                    told(here)
        if size is not None and here < size:
            raise _CutOff

    @contextmanager
    def _opened(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx2.Response]:
        for _ in range(MOST_REDIRECTS + 1):
            own = {"Authorization": f"Bearer {self._token}"} if self._token else {}
            sent = {**headers, **(own if _origin(url) == self._origin else {})}
            with self._client.stream("GET", url, headers=sent) as response:
                if not response.has_redirect_location:
                    self._refuse(response)
                    yield response
                    return
                url = _next(url, response.headers["Location"])
        raise Permanent(f"the hub sends {self.repository} from one address to the next: try another hub")

    def _refuse(self, response: httpx2.Response) -> None:
        code, what = response.status_code, f"{self.repository} at {self._revision}"
        if code in (200, 206, 416):
            return
        if code in (401, 403):
            raise Config(
                f"the hub does not show {what} (HTTP {code}): check the name; if it is private or gated, "
                "accept its terms there and set HF_TOKEN"
            )
        if code == 404:
            raise Permanent(f"the hub has no {what} (HTTP 404): check the name and the revision")
        if code in (408, 429) or code >= 500:
            wait = retry_after(response.headers.get("Retry-After", ""), response.headers.get("Date", ""))
            when = "in a while" if wait is None else f"in {wait:.0f} seconds"
            raise Transient(f"the hub cannot serve {what} now (HTTP {code}): try again {when}", wait)
        raise Permanent(f"the hub answers HTTP {code} for {what}: check the setting 'hub'")

    def _unreachable(self, error: httpx2.RequestError) -> Transient:
        return Transient(
            f"the hub at {self._origin[1]} cannot be reached ({type(error).__name__}): look at the network "
            "and the setting 'hub', and try again"
        )


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        default = {"https": 443, "http": 80}.get(parts.scheme)
        return parts.scheme, (parts.hostname or "").lower(), parts.port or default
    except ValueError:
        return "", "", None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _next(url: str, location: str) -> str:
    """Where a redirect leads; never from https to anything less."""
    try:
        target = str(httpx2.URL(urljoin(url, location)))
    except (ValueError, httpx2.InvalidURL):
        target = ""
    if not _origin(target)[1] or _origin(target)[0] not in ("https", _origin(url)[0]):
        raise Permanent(f"the hub sends us on to {printable(location)!r}, which is no safe address")
    return target


def _goes_on(response: httpx2.Response, here: int) -> bool:
    """Whether an answer to a request for the rest starts where we are."""
    start = _RANGE.match(response.headers.get("Content-Range", ""))
    return response.status_code == 206 and start is not None and int(start.group(1)) == here


def _json(response: httpx2.Response) -> Mapping[str, object]:
    body = b""
    for chunk in response.iter_bytes(CHUNK):
        body += chunk
        if len(body) > MOST_LISTED:
            raise Permanent("the hub's listing of the repository is too long to be one")
    try:
        listed = json.loads(body)
    except ValueError:
        listed = None
    if not isinstance(listed, dict):
        raise Permanent("what answers is no hub (its listing is no JSON): check the setting 'hub'")
    return listed


def _listing(repository: str, listed: Mapping[str, object]) -> Listing:
    commit, siblings = listed.get("sha"), listed.get("siblings")
    if not isinstance(commit, str) or not _COMMIT.fullmatch(commit) or not isinstance(siblings, list):
        raise Permanent("what answers is no hub (its listing names no commit): check the setting 'hub'")
    files: dict[str, Offered] = {}
    for sibling in siblings:
        name = sibling.get("rfilename") if isinstance(sibling, dict) else None
        if not isinstance(name, str) or _escapes(name):
            raise Permanent(f"the hub lists a file {printable(str(name))!r}, which leads out of its folder")
        files[name] = _offered(sibling)
    return Listing(repository=repository, revision=commit, licence=_licence(listed), files=files)


def _escapes(name: str) -> bool:
    return (
        not name or name.startswith("/") or "\\" in name or not name.isprintable() or ".." in name.split("/")
    )


def _offered(sibling: Mapping[str, object]) -> Offered:
    stored = sibling.get("lfs")
    sha256 = stored.get("sha256") if isinstance(stored, dict) else None
    size, blob = sibling.get("size"), sibling.get("blobId")
    return Offered(
        size=size if isinstance(size, int) and size >= 0 else None,
        sha256=sha256 if isinstance(sha256, str) and _SHA256.fullmatch(sha256) else None,
        blob=blob if isinstance(blob, str) and _COMMIT.fullmatch(blob) and not stored else None,
    )


def _licence(listed: Mapping[str, object]) -> str | None:
    card, tags = listed.get("cardData"), listed.get("tags")
    stated = card.get("license") if isinstance(card, dict) else None
    if isinstance(stated, list):
        stated = ", ".join(str(one) for one in stated)
    if not stated and isinstance(tags, list):
        marked = (str(tag) for tag in tags)
        stated = next((tag.removeprefix("license:") for tag in marked if tag.startswith("license:")), None)
    return printable(stated) if isinstance(stated, str) and stated.strip() else None


def _prove(file: Path, offered: Offered, what: str) -> None:
    """Hold a file against the digest the hub lists; one that differs is taken away again."""
    size = file.stat().st_size
    sha256 = hashlib.sha256()
    blob = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with file.open("rb") as body:
        while chunk := body.read(CHUNK):
            sha256.update(chunk)
            blob.update(chunk)
    wrong = (
        (offered.size is not None and size != offered.size)
        or (offered.sha256 is not None and sha256.hexdigest() != offered.sha256)
        or (offered.blob is not None and blob.hexdigest() != offered.blob)
    )
    if wrong:
        file.unlink()
        raise Integrity(f"{what} is not the file the hub lists: pull again, or ask its owner")
