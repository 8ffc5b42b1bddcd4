"""A call from the event loop into a thread and back: progress on the way, a stop where it is called off."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from anyio import CapacityLimiter, from_thread, to_thread

from wellsourced.mcp.calls import Call, Told, Tool
from wellsourced.mcp.service import Service
from wellsourced.ports import Event, Judgement, Verifier
from wellsourced.web.visitors import Visitor

__all__ = ["Tell", "Work"]

Tell = Callable[[float, float | None, str | None], Coroutine[Any, Any, None]]
"""Tells whoever called how far it is: a number that only grows, where it ends if known, what is done."""


@dataclass(slots=True)
class _Heeding:
    """A verifier that is asked nothing more once the call was called off."""

    verifier: Verifier
    name: str

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Judgement]:
        from_thread.check_cancelled()
        return self.verifier.judge(pairs)


class Work:
    """Runs tools over one service. Checks and audits take turns: each uses all cores that there are."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._turn = CapacityLimiter(1)

    async def use(self, tool: Tool, arguments: Mapping[str, Any], visitor: Visitor, tell: Tell) -> Told:
        """What came of it. Raises what the tool raises."""
        told = 0

        def progress(event: Event) -> None:
            nonlocal told
            from_thread.check_cancelled()
            told += 1
            from_thread.run(tell, float(told), None, event.message)

        def work() -> Told:
            desk = self.service.desk
            heeding = replace(desk, progress=progress, verifier=_Heeding(desk.verifier, desk.verifier.name))
            return tool.use(arguments, Call(service=self.service, visitor=visitor, desk=heeding))

        if tool.slow and self._turn.available_tokens < 1:
            told += 1
            await tell(float(told), None, "Waiting for the check before this one")
        return await to_thread.run_sync(work, limiter=self._turn if tool.slow else None)
