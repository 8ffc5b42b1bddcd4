"""The two cookies there are: of a session, and of a form of somebody who is not signed in."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cookies"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookies:
    """Their names and how they are kept. Over TLS no other site, not even a neighbor's, can plant one."""

    secure: bool

    @property
    def session(self) -> str:
        """The name of the cookie of a session."""
        return self._named("wellsourced")

    @property
    def form(self) -> str:
        """The name of the cookie that forms are bound to before anybody signs in."""
        return self._named("wellsourced-form")

    def keep(self, name: str, value: str, seconds: int) -> str:
        """The `Set-Cookie` line that has a browser keep it."""
        secure = "; Secure" if self.secure else ""
        return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"

    def drop(self, name: str) -> str:
        """The `Set-Cookie` line that has a browser forget it."""
        return self.keep(name, "", 0)

    def _named(self, name: str) -> str:
        return f"__Host-{name}" if self.secure else name
