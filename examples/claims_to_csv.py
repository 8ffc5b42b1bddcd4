"""A researcher's table: a CSV of claims in, the same with verdict, confidence and first citation out.

    python examples/claims_to_csv.py claims.csv checked.csv

Columns: `claim`, and `place` where it matters. A claim that cannot be checked says why. For thousands of
claims, several workers or a cluster, use `wellsourced bulk check`.
"""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path

from wellsourced import Desk, check, find_place, open_desk, read_inquiry, read_settings
from wellsourced.errors import InputError


def checked(row: dict[str, str], desk: Desk) -> dict[str, str]:
    try:
        place = find_place(row["place"]) if row.get("place") else None
        inquiry = read_inquiry(row["claim"], on=datetime.now(UTC).date(), place=place)
    except InputError as error:
        return {**row, "label": "", "why": str(error)}
    report = check(inquiry, desk)
    verdict = report.verdicts[0]
    urls = {exhibit.passage.id: exhibit.source.uri for exhibit in report.exhibits}
    cited = verdict.answer.citations[0] if verdict.answer else None
    return {
        **row,
        "label": verdict.label.value,
        "confidence": f"{verdict.confidence:.2f}",
        "answer": verdict.answer.text if verdict.answer else "",
        "quote": cited.quote if cited else "",
        "url": urls[cited.passage] if cited else "",
    }


def main(claims: Path, out: Path) -> None:
    with claims.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open_desk(read_settings()) as desk, out.open("w", encoding="utf-8", newline="") as file:
        columns = ["claim", "place", "label", "confidence", "answer", "quote", "url", "why"]
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for row in rows:
            writer.writerow(checked(row, desk))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
