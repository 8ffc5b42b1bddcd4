"""A reporter's file: put documents in a library, publish a page, add what is new, and see what changed.

python examples/own_documents.py library minutes-may.md minutes-june.md
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from wellsourced import (
    Desk,
    SourceKind,
    add,
    check,
    diff,
    open_desk,
    open_reader,
    publish,
    read_inquiry,
    read_settings,
    refresh,
)

CLAIM = "The fare for a car is $14."


def put(document: Path, desk: Desk) -> None:
    reader = open_reader(read_settings())
    (answer,) = add([document], desk, reader, kind=SourceKind.GOVERNMENT, publisher="Harbor board")
    if isinstance(answer, Exception):
        raise answer
    print(f"{document.name}: {answer.passages} passages{'' if answer.new else ', held already'}")


def main(library: Path, first: Path, later: Path) -> None:
    today = datetime.now(UTC).date()
    with open_desk(read_settings(library=library, casebooks=())) as desk:
        put(first, desk)
        report = check(read_inquiry(CLAIM, on=today), desk)
        edition = publish(desk.library.save_report(report), desk)
        print(f"edition {edition.number}: {report.verdicts[0].label.value}")

        put(later, desk)
        done = refresh(edition, desk, None)
        stands = done.edition or done.stands
        now = desk.library.report(stands.report)
        print(f"edition {stands.number}: {now.verdicts[0].label.value}")
        for change in diff(report, now):
            print(f"  {change.kind.value}: {change.before or 'nothing'} -> {change.after or 'nothing'}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
