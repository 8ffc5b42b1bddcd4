"""Reports to rows and back. A report kept is kept for good."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from wellsourced.library import schema
from wellsourced.library.records import adapter
from wellsourced.model.reports import Report

__all__ = ["read_report", "write_report"]


def write_report(connection: Connection, report: Report, saved_at: datetime) -> None:
    """Insert the report; one of that id already there is kept."""
    if read_report(connection, report.id) is None:
        payload = adapter(Report).dump_python(report, mode="json")
        connection.execute(insert(schema.reports).values(id=report.id, saved_at=saved_at, payload=payload))


def read_report(connection: Connection, report_id: str) -> Report | None:
    """The report of that id."""
    query = select(schema.reports.c.payload).where(schema.reports.c.id == report_id)
    payload = connection.execute(query).scalar()
    return None if payload is None else adapter(Report).validate_python(payload)
