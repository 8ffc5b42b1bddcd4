"""The text helpers of the program, reached without its other requirements."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

__all__ = ["date_mentions", "figures", "names", "spans", "verbs", "words"]

_SOURCE = Path(__file__).resolve().parents[2] / "src" / "wellsourced"

try:
    import wellsourced  # noqa: F401
except ModuleNotFoundError:
    # The package opens its configuration on import, which the training environment has no packages for.
    sys.modules.pop("wellsourced", None)
    bare = ModuleType("wellsourced")
    bare.__path__ = [str(_SOURCE)]
    sys.modules["wellsourced"] = bare

from wellsourced.text import verbs  # noqa: E402
from wellsourced.text.dates import date_mentions  # noqa: E402
from wellsourced.text.figures import figures  # noqa: E402
from wellsourced.text.names import names  # noqa: E402
from wellsourced.text.sentences import sentences as spans  # noqa: E402
from wellsourced.text.wordlists import words  # noqa: E402
