"""An editor's gate: audit a draft, write it with notes in the margin, and fail where something is wrong.

    python examples/audit_draft.py draft.md notes.html

Ends with 1 where a sentence is refuted, contradicts another, misquotes or miscalculates: for an editor's CI.
"""

import sys
from pathlib import Path

from wellsourced import Fault, Label, audit, open_desk, read_draft, read_settings
from wellsourced.render.audit_page import audit_html

WRONG = (Label.REFUTED, Fault.CONTRADICTED, Fault.MISQUOTED, Fault.MISCALCULATED, Fault.NOT_CARRIED)


def main(draft: Path, notes: Path) -> int:
    settings = read_settings()
    with open_desk(settings) as desk:
        done = audit(read_draft(draft, settings), desk)
    notes.write_text(audit_html(done), encoding="utf-8")

    wrong = [one for one in done.sentences if any(one.has(outcome) for outcome in WRONG)]
    for one in wrong:
        print(f"{draft}:{one.start}-{one.end}: {one.label.value}: {one.text}")
        for remark in one.remarks:
            print(f"  {remark.fault.value}: {remark.detail}")
    checkable = sum(one.checkable for one in done.sentences)
    print(f"{len(done.sentences)} sentences, {checkable} checkable, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
