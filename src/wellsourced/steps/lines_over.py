"""What stands over a passage and says of what it speaks: its document's title, its headings, its government.

A city's page names the city in its title or nowhere but in its letterhead. A newspaper's name says nothing:
it reports on other places too.
"""

from __future__ import annotations

import re

from wellsourced.model.sources import Passage
from wellsourced.ports import View

__all__ = ["lines_over"]

_GOVERNMENT = re.compile(
    r"\b(?:City|Town|Township|Village|Borough|County|Parish|State|Commonwealth)\b(?! \d)"
)


def lines_over(passage: Passage, view: View) -> tuple[str, ...]:
    """The lines, outermost first; the publisher's name where it is that of a government."""
    publisher = view.source_of(passage).publisher
    letterhead = (publisher,) if _GOVERNMENT.search(publisher) else ()
    return (*letterhead, view.document_of(passage).title, *passage.headings)
