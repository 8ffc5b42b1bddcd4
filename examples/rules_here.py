"""What agencies of a place must, may or must not do today, by each paper that a request may come with.

    python examples/rules_here.py "Houston, TX" sheriff honor_detainer

No model and no library is opened: a casebook answers in milliseconds. Not legal advice.
"""

import sys
from datetime import UTC, datetime

from wellsourced import Situation, find_place, load_casebooks, read_settings, resolve
from wellsourced.errors import InputError


def main(place: str, agency: str, action: str) -> None:
    today = datetime.now(UTC).date()
    code = find_place(place)
    for book in load_casebooks(read_settings()):
        if action not in {one.code for one in book.actions}:
            continue
        for paper in ("none", "detainer", "administrative_warrant", "judicial_warrant"):
            answer = resolve(book, Situation(place=code, agency=agency, action=action, paper=paper), today)
            print(f"{paper.replace('_', ' ')}: {answer.value.value.replace('_', ' ')}")
            for rule in answer.because[:2]:
                print(f"  {rule.name}, {rule.citation}")
        return
    raise InputError(f"no casebook has the action {action!r}: see `wellsourced casebook list`")


if __name__ == "__main__":
    main(*sys.argv[1:])
