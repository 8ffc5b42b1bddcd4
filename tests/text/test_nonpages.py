"""Errors, walls and shells are told from articles, also from articles about errors and walls."""

from __future__ import annotations

import pytest

from wellsourced.text.nonpages import NonPage, non_page

ARTICLE = "The harbor board met on Friday and heard islanders who asked for a second ferry. " * 12


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("404 Not Found", "nginx", NonPage.ERROR),
        ("Page not found | Harbor News", "Try the search, or go back to our home page.", NonPage.ERROR),
        ("Harbor News", "Sorry, we couldn't find that page. Here is our search.", NonPage.ERROR),
        ("Harbor News", "The page you were looking for has moved or was deleted.", NonPage.ERROR),
        ("403 Forbidden", "You don't have permission to access this resource.", NonPage.ERROR),
        ("502 Bad Gateway", "", NonPage.ERROR),
        ("Error 404 (Not Found)!!1", "The requested URL was not found on this server.", NonPage.ERROR),
        ("Seite nicht gefunden - Hafenblatt", "Leider gibt es diese Seite nicht.", NonPage.ERROR),
        ("Just a moment...", "Enable JavaScript and cookies to continue", NonPage.GATE),
        ("Attention Required! | Cloudflare", "Why do I have to complete a CAPTCHA?", NonPage.GATE),
        ("Harbor News", "Our systems have detected unusual traffic from your network.", NonPage.GATE),
        ("App", "You need to enable JavaScript to run this app.", NonPage.SHELL),
        ("gull.example", "This domain is for sale. Buy this domain.", NonPage.PARKED),
    ],
)
def test_what_is_no_page_is_named(title: str, text: str, kind: NonPage) -> None:
    assert non_page(title, "", text) is kind


def test_a_heading_tells_as_a_title_does() -> None:
    assert non_page("Harbor News", "Page not found", "Our best stories of the week.") is NonPage.ERROR


def test_a_login_page_has_a_field_for_a_password() -> None:
    form = "Sign in to continue. Forgot your password?"
    assert non_page("Sign in - Harbor Club", "", form, asks_password=True) is NonPage.LOGIN
    assert non_page("Sign in - Harbor Club", "", form) is None
    assert non_page("Harbor Club", "", form, asks_password=True) is NonPage.LOGIN


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found: how the web learned to say no",
        "Page not found",
        "Just a moment...",
        "Sign in",
        "The 404 people who built the harbor",
    ],
)
def test_a_text_as_long_as_an_article_is_one_whatever_its_title(title: str) -> None:
    assert non_page(title, title, ARTICLE, asks_password=True) is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ferry halts", "The ferry to Gull Island did not sail on Friday because of the storm."),
        ("Why error 404 is called so", "A myth says that it was a room. " * 4),
        ("404 deaths", "The fever took 404 lives in one summer."),
        ("Gone fishing", "The harbor master is on leave until Monday."),
        ("Harbor News", "The ferry's password was stolen from an account of the board, it said. " * 4),
    ],
)
def test_a_short_text_about_something_is_a_page(title: str, text: str) -> None:
    assert non_page(title, title, text) is None


def test_scripts_asked_for_beside_a_text_are_no_shell() -> None:
    text = "The ferry to Gull Island will sail once a day from May, the harbor board said on Friday."
    aside = "Please enable JavaScript to view the comments."
    assert non_page("Ferry cuts", "Ferry cuts", text, aside=aside) is None
    assert non_page("Ferry cuts", "", "Loading", aside=aside) is NonPage.SHELL
