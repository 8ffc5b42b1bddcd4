"""How often pages were shown to readers, to rows and back. Functions work on a connection, commit nothing.

A row is a page, a day and a number. Nothing is kept of who read, from where, when on that day or why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from wellsourced.library.schema import editions, page_reads

__all__ = ["add_read", "page_of_report", "read_counts"]


def add_read(connection: Connection, page_id: str, day: date, times: int = 1) -> None:
    """So many more readings of a page on that day (UTC)."""
    here = (page_reads.c.page_id == page_id, page_reads.c.day == day)
    more = update(page_reads).where(*here).values(reads=page_reads.c.reads + times)
    if connection.execute(more).rowcount == 0:
        connection.execute(insert(page_reads).values(page_id=page_id, day=day, reads=times))


def read_counts(connection: Connection, since: date) -> Mapping[str, int]:
    """How often each page was read from that day on, by its id; one that was not is left out."""
    counts = (
        select(page_reads.c.page_id, func.sum(page_reads.c.reads))
        .where(page_reads.c.day >= since)
        .group_by(page_reads.c.page_id)
    )
    return {page: int(reads) for page, reads in connection.execute(counts)}


def page_of_report(connection: Connection, report_id: str) -> str | None:
    """The page that a report is an edition of, the one published last where it is of several."""
    newest = (
        select(editions.c.page_id)
        .where(editions.c.report_id == report_id)
        .order_by(editions.c.published_at.desc(), editions.c.page_id)
        .limit(1)
    )
    return connection.execute(newest).scalar()
