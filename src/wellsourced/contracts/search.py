"""The contract of search providers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from wellsourced.contracts.broken import named, one_line, require
from wellsourced.errors import Permanent, Transient
from wellsourced.model.scope import PartialDate
from wellsourced.model.sources import Source, SourceKind
from wellsourced.ports import SearchProvider

__all__ = ["CHECKS", "Case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A provider over a service that answers: for `query` with something, for `nothing` with nothing.

    `failing` is the same over a service that refuses or is away; `secret` is a key it was given.
    """

    make: Callable[[], SearchProvider]
    query: str
    nothing: str | None = None
    failing: Callable[[], SearchProvider] | None = None
    secret: str = ""


def it_has_a_name(case: Case) -> None:
    """The name that settings and the search log call it by."""
    named(case.make())


def each_query_has_its_own_list(case: Case) -> None:
    """As many lists as queries, in their order; none for none."""
    provider = case.make()
    require(len(provider.search([])) == 0, "no query, no list")
    twice = provider.search([case.query, case.query])
    require(len(twice) == 2, "as many lists as queries", len(twice))
    require(
        all(len(one) > 0 for one in twice), f"{case.query!r} finds something, whatever was asked before it"
    )


def what_is_found_is_a_source(case: Case) -> None:
    """A page of the web with a title, a kind and a publisher, and its day where that is known."""
    (found,) = case.make().search([case.query])
    for one in found:
        require(isinstance(one, Source), "what is found are `Source`s", one)
        parts = urlsplit(one.uri)
        require(
            parts.scheme in ("http", "https") and bool(parts.hostname), "addresses are of the web", one.uri
        )
        require("@" not in parts.netloc, "addresses hold no names and passwords", one.uri)
        require(isinstance(one.kind, SourceKind), "each has a kind", one.kind)
        require(one.published is None or isinstance(one.published, PartialDate), "a day is a `PartialDate`")
        require(
            "<" not in one.title and "\n" not in one.title, "titles are one line of plain text", one.title
        )


def words_are_needed_to_ask(case: Case) -> None:
    """A query without words finds nothing, and is no error."""
    for query in ("", "  ", "?!"):
        (found,) = case.make().search([query])
        require(len(found) == 0, f"a query without words, {query!r}, finds nothing", found)


def nothing_found_is_an_empty_list(case: Case) -> None:
    """Nothing found is an answer: what could not be asked is another."""
    if case.nothing is not None:
        (found,) = case.make().search([case.nothing])
        require(len(found) == 0, f"{case.nothing!r} finds nothing", found)


def what_could_not_be_asked_is_told(case: Case) -> None:
    """`Transient` where asking again may help, `Permanent` where it will not: never an empty list."""
    if case.failing is None:
        return
    provider = case.failing()
    try:
        found = provider.search([case.query])
    except (Transient, Permanent) as error:
        one_line(error)
        require(not case.secret or case.secret not in str(error), "the key is in no message")
    except Exception as error:
        require(False, "it raises `Transient` or `Permanent`", error)
    else:
        require(False, "a service that could not be asked is not taken for one that found nothing", found)


def the_key_is_not_shown(case: Case) -> None:
    """Whoever prints the provider prints no key."""
    require(not case.secret or case.secret not in repr(case.make()), "the key is in no repr")


CHECKS = (
    it_has_a_name,
    each_query_has_its_own_list,
    what_is_found_is_a_source,
    words_are_needed_to_ask,
    nothing_found_is_an_empty_list,
    what_could_not_be_asked_is_told,
    the_key_is_not_shown,
)
