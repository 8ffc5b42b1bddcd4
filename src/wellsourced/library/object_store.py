"""An S3-compatible object store as archive and index reach it: one set of options, one reading of its errors.

Address and keys are those of the environment that every tool of S3 reads: `AWS_ENDPOINT_URL`,
`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from wellsourced.errors import Config, Transient, WellsourcedError

__all__ = [
    "ANSWER_WITHIN",
    "CONNECT_WITHIN",
    "RETRIES",
    "RETRY_WITHIN",
    "SCHEME",
    "allows_http",
    "bucket_of",
    "connection_options",
    "lance_options",
    "told",
]

SCHEME = "s3://"
CONNECT_WITHIN, ANSWER_WITHIN = "5s", "60s"
"""How long a connection, and one request, may take before it counts as refused."""
RETRIES, RETRY_WITHIN = 4, 20
"""How often a request is tried again on its own, and for how many seconds in all."""
TRY_AGAIN_AFTER = 5.0

_REFUSED = re.compile(
    r"\b(401 Unauthorized|403 Forbidden|AccessDenied|NoSuchBucket|InvalidAccessKeyId|SignatureDoesNotMatch"
    r"|lacked the necessary privileges|UnauthenticatedError|missing credentials?|MissingAccessKeyId"
    r"|MissingSecretAccessKey)\b"
)
_FAILED = re.compile(
    r"Generic S3 error|HTTP error|error sending request|max_retries"
    r"|\b(429 |5\d\d (Internal|Bad|Service|Gateway|Insufficient))"
)
_REASON = re.compile(r"<Code>(\w+)</Code>|HTTP error: ([\w ]+)|\b([45]\d\d [A-Z][A-Za-z ]+?)(?=[:,]|$)")


def bucket_of(place: str) -> tuple[str, str]:
    """Bucket and prefix of `s3://BUCKET/PREFIX`. Raises `Config` where it names no bucket."""
    bucket, _, prefix = place.removeprefix(SCHEME).partition("/")
    if not place.startswith(SCHEME) or not bucket:
        raise Config(f"setting 'library': {place!r} names no bucket: write s3://BUCKET/PREFIX")
    return bucket, prefix.strip("/")


def connection_options() -> Mapping[str, str]:
    """What is told to reach the store, beside what the environment says of keys."""
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    options = {"aws_region": region}
    if endpoint:
        options["aws_endpoint"] = endpoint
    return options


def allows_http() -> bool:
    """Whether the address of the store is one without encryption: a server of one's own."""
    return connection_options().get("aws_endpoint", "").startswith("http://")


def lance_options() -> dict[str, str]:
    """The same for Lance, which takes all of it in one."""
    return {
        **connection_options(),
        "allow_http": str(allows_http()).lower(),
        "connect_timeout": CONNECT_WITHIN,
        "timeout": ANSWER_WITHIN,
        "client_max_retries": str(RETRIES),
        "client_retry_timeout": str(RETRY_WITHIN),
    }


def told(error: Exception, place: str) -> WellsourcedError | None:
    """What an error of a library that speaks to the store means; None where it is not about the store."""
    words = str(error)
    if _REFUSED.search(words):
        return Config(f"the object store refuses {place} ({_reason(words)}): check bucket and keys.")
    if _FAILED.search(words):
        why = f"the object store does not answer for {place} ({_reason(words)})"
        return Transient(f"{why}: try again.", TRY_AGAIN_AFTER)
    return None


def _reason(words: str) -> str:
    found = _REASON.search(words)
    return next(filter(None, found.groups()), "refused").strip() if found else "refused"
