"""Our templates, with everything escaped that is put into them, and the assets that go with them."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wellsourced.model.claims import Label
from wellsourced.render import words
from wellsourced.render.sources import web_address

__all__ = ["asset", "fragment", "templates"]


def fragment(name: str, **values: object) -> Markup:
    """A template of ours filled in, to stand in a page; every text in `values` is escaped."""
    return Markup(templates().get_template(name).render(**values))


@cache
def asset(name: str) -> Markup:
    """A file of ours as it is: the only text that is not escaped."""
    return Markup(resources.files("wellsourced").joinpath("templates", name).read_text("utf-8"))


@cache
def templates() -> Environment:
    """Where templates are found, and what all of them may say."""
    environment = Environment(
        loader=PackageLoader("wellsourced", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        kind=words.kind_word,
        label=words.label_word,
        long_date=words.long_date,
        short_date=words.short_date,
        told_date=words.told_date,
        checked_on=words.checked_on,
        utc=words.utc_stamp,
        counted=words.counted,
        joined=words.joined,
        byline=words.byline,
        web=web_address,
        address_words=words.address_words,
    )
    environment.globals.update(
        labels=[(words.label_word(label), words.label_meaning(label)) for label in Label],
        disclaimers=words.disclaimers,
        method=words.METHOD,
        leads_hint=words.LEADS,
        undecided_hint=words.UNDECIDED,
        not_advice=words.NOT_ADVICE_HERE,
    )
    return environment
