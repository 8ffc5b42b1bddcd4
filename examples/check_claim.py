"""Check a question or a claim, and print what each sentence of the answer rests on.

python examples/check_claim.py "Does Texas require sheriffs to honor ICE detainers?"
"""

import sys
from datetime import UTC, datetime

from wellsourced import check, open_desk, read_inquiry, read_settings


def main(question: str) -> None:
    inquiry = read_inquiry(question, on=datetime.now(UTC).date())
    with open_desk(read_settings()) as desk:
        report = check(inquiry, desk)

    shown = {exhibit.passage.id: exhibit for exhibit in report.exhibits}
    for verdict in report.verdicts:
        print(f"{verdict.label.value.replace('_', ' ')} ({verdict.confidence:.0%}): {verdict.claim}")
        if verdict.answer is None:
            continue
        print(f"  {verdict.answer.text}")
        for citation in verdict.answer.citations:
            exhibit = shown[citation.passage]
            kept = "archived" if exhibit.archived else "our note on it"
            print(f"  - {exhibit.source.publisher}, {exhibit.source.title} ({kept}): “{citation.quote}”")


if __name__ == "__main__":
    main(sys.argv[1])
