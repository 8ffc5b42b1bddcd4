"""The tools that agents are offered, by name."""

from collections.abc import Mapping

from wellsourced.mcp.calls import Tool
from wellsourced.mcp.tools.auditing import AUDITING
from wellsourced.mcp.tools.checking import CHECKING
from wellsourced.mcp.tools.publications import COMPARING, LISTING
from wellsourced.mcp.tools.ruling import RULING
from wellsourced.mcp.tools.searching import OPENING, SEARCHING

__all__ = ["TOOLS"]

TOOLS: Mapping[str, Tool] = {
    one.name: one for one in (CHECKING, AUDITING, SEARCHING, OPENING, RULING, LISTING, COMPARING)
}
"""In the order they are listed."""
