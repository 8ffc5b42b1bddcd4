"""The style sheet and script of the site, each under an address that names its content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from wellsourced.render.templating import asset
from wellsourced.render.us_map import map_css
from wellsourced.web.bodies import Printed, printed

__all__ = ["ASSETS", "SCRIPT", "STYLE", "Asset", "newest"]

FOR_GOOD = "public, max-age=31536000, immutable"
"""Another content has another address."""


@dataclass(frozen=True)
class Asset:
    """A file of ours as it is sent; `name` has its digest in it."""

    stem: str
    ending: str
    media_type: str
    text: str

    @cached_property
    def name(self) -> str:
        digest = hashlib.sha256(self.text.encode("utf-8")).hexdigest()
        return f"{self.stem}-{digest[:12]}.{self.ending}"

    @cached_property
    def printed(self) -> Printed:
        return printed(self.text.encode("utf-8"))


_SHEETS = (asset("page.css"), map_css(), asset("site/site.css"), asset("audited.css"))
STYLE = Asset("site", "css", "text/css; charset=utf-8", "".join(_SHEETS))
SCRIPT = Asset("site", "js", "text/javascript; charset=utf-8", asset("page.js") + asset("site/site.js"))
ASSETS = {one.name: one for one in (STYLE, SCRIPT)}
"""By the last part of their addresses."""


def newest(name: str) -> Asset | None:
    """The file that an address meant whose content was another: pages kept elsewhere may still name it."""
    meant = (one for one in ASSETS.values() if name.startswith(f"{one.stem}-") and name.endswith(one.ending))
    return next(meant, None)
