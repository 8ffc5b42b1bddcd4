"""`docs/reference/python.md`: every public name of `wellsourced`, with what it says of itself."""

from __future__ import annotations

import inspect
from typing import Any

import wellsourced

from .wording import fields_of, method_words, methods_of, page, signature_of, table, words_of

LEAD = """\
What `import wellsourced` gives. The verbs do the work; the types are what they take and give: frozen
dataclasses and closed lists of words. Names that are not here may change at any time.
[Embedding](../how-to/embedding.md) shows them at work."""


def public() -> dict[str, Any]:
    """Every public name: functions first, as listed."""
    return {name: getattr(wellsourced, name) for name in wellsourced.__all__}


def api_page() -> str:
    """The page."""
    verbs = {name: one for name, one in public().items() if not inspect.isclass(one)}
    types = {name: one for name, one in public().items() if inspect.isclass(one)}
    rows = [(f"[`{name}`](#{_anchor(name, one)})", _first(one)) for name, one in {**verbs, **types}.items()]
    parts = [table(("name", "what it is"), rows), "## Verbs", *(_verb(*one) for one in verbs.items())]
    return page("Python", LEAD, *parts, "## Types", *(_type(*one) for one in types.items()))


def _anchor(name: str, thing: Any) -> str:
    """Verbs are headed with the package: `audit` and `Audit` would have one anchor."""
    return name.lower() if inspect.isclass(thing) else f"wellsourced{name}"


def _first(thing: Any) -> str:
    return words_of(thing).partition("\n\n")[0].replace("\n", " ")


def _verb(name: str, function: Any) -> str:
    signature = f"```text\n{signature_of(name, function)}\n```"
    return "\n\n".join(part for part in (f"### wellsourced.{name}", signature, words_of(function)) if part)


def _type(name: str, kind: type) -> str:
    parts = [f"### {name}", words_of(kind), fields_of(kind)]
    parts += [method_words(method, member) for method, member in methods_of(kind)]
    return "\n\n".join(part for part in parts if part)
