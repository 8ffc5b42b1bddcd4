"""The queue's own tables, beside those of its engine; one database may have several libraries' queues."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, String, Table

__all__ = ["ALL", "asked", "drafts", "judgements", "turns", "workers"]

ALL = MetaData()
turns = Table(
    "wellsourced_turns",
    ALL,
    Column("queue", String(64), primary_key=True),
    Column("person", String(200), primary_key=True),
    Column("turn", Integer, nullable=False),
)
asked = Table(
    "wellsourced_asked",
    ALL,
    Column("queue", String(64), primary_key=True),
    Column("person", String(200), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("jobs", Integer, nullable=False),
)
workers = Table(
    "wellsourced_workers",
    ALL,
    Column("id", String(64), primary_key=True),
    Column("queue", String(64), nullable=False),
    Column("place", String(200), nullable=False),
    Column("beat", Integer, nullable=False),
)
judgements = Table(
    "wellsourced_judged",
    ALL,
    Column("id", String(80), primary_key=True),
    Column("day", String(10), nullable=False, index=True),
    Column("supports", Float(53), nullable=False),
    Column("refutes", Float(53), nullable=False),
    Column("neutral", Float(53), nullable=False),
)
drafts = Table(
    "wellsourced_drafts",
    ALL,
    Column("id", String(64), primary_key=True),
    Column("queue", String(64), nullable=False),
    Column("person", String(200), nullable=False),
    Column("digest", String(80), nullable=False),
    Column("day", String(10), nullable=False, index=True),
    Column("given", LargeBinary, nullable=False),
    Column("audit", LargeBinary, nullable=True),
)
"""What was given to be audited and what was said of it: packed JSON, `audit` null until there is one."""
