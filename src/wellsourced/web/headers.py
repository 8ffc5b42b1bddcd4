"""What every answer tells the browser to refuse, after OWASP's list of secure headers."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FORGET", "HEADERS", "POLICY", "SecureHeaders"]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
"""Nothing is loaded from elsewhere, nothing inline runs, nobody frames us, no script makes HTML of text."""

_REFUSED = (
    *("accelerometer", "autoplay", "camera", "clipboard-read", "cross-origin-isolated", "display-capture"),
    *("encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("keyboard-map", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "sync-xhr", "usb"),
    "xr-spatial-tracking",
)
"""What browsers could let a page do, and none of ours does; writing to the clipboard is left."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": ", ".join(f"{name}=()" for name in _REFUSED),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
    "x-dns-prefetch-control": "off",
    "cache-control": "no-store",
}
"""Each is put where an answer has none of its own: editions and assets say how long they may be kept."""

OVER_TLS = {
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "content-security-policy": f"{POLICY}; upgrade-insecure-requests",
}

FORGET = '"cache", "cookies", "storage"'
"""`Clear-Site-Data` where somebody signs out."""


class SecureHeaders:
    """Puts the headers on every answer, over TLS also that it is to stay so."""

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        self._app, self._secure = app, secure
        self._plain, self._over_tls = _raw(HEADERS), _raw({**HEADERS, **OVER_TLS})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        secure = self._secure or scope.get("scheme") == "https"
        added = self._over_tls if secure else self._plain

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = list(message.get("headers", ()))
                own = {name for name, _ in said}
                message["headers"] = said + [one for one in added if one[0] not in own]
            await send(message)

        await self._app(scope, receive, with_headers)


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
