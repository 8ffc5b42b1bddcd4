"""From the rules that apply to one answer: the fold down the order of law.

Every rule handed in comes out again, among those that decide or among the displaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wellsourced.model.provisions import RuleValue
from wellsourced.rules.effects import NO_NEEDS, Effect, only_with
from wellsourced.rules.instruments import Instrument, Needs
from wellsourced.rules.precedence import Rank

__all__ = ["Applied", "Outcome", "decide"]

_BINDING = (RuleValue.MUST, RuleValue.MUST_NOT)
_ONLY = (RuleValue.ONLY_WITH, RuleValue.ONLY_WITH_JUDICIAL_WARRANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A rule that speaks to the situation. `weak` ones persuade only: they bind nobody here."""

    row: Instrument
    rank: Rank
    effect: Effect
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer so far: its value, what it asks for, the rules it rests on and those put aside."""

    value: RuleValue = RuleValue.NOT_FOUND
    needs: Needs = NO_NEEDS
    because: tuple[Applied, ...] = ()
    displaced: tuple[tuple[Applied, str], ...] = ()

    def aside(self, rules: Sequence[Applied], why: str) -> Outcome:
        """The same answer with these rules displaced."""
        return replace(self, displaced=(*self.displaced, *((rule, why) for rule in rules)))


def decide(rules: Sequence[Applied]) -> Outcome:
    """The answer of the rules that apply, higher law first."""
    out = Outcome()
    strong = sorted((rule for rule in rules if not rule.weak), key=lambda rule: rule.rank)
    for _, group in groupby(strong, key=lambda rule: rule.rank):
        out = _next(out, list(group))
    weak = [rule for rule in rules if rule.weak]
    if not weak:
        return out
    if out.value is RuleValue.NOT_FOUND:
        return replace(out, value=RuleValue.UNRESOLVED, because=tuple(weak))
    return out.aside(weak, "it does not bind here")


def _next(out: Outcome, group: list[Applied]) -> Outcome:
    """The answer after the rules of the next rank."""
    if _is_narrowed(out, group):
        # A bar that gives way to a judge's paper, and a lower rule that says what that paper must come
        # with, say one thing: the lower rule says it in full.
        both = _both([rule.effect for rule in group])
        return replace(out, value=both.value, needs=both.needs, because=(*group, *out.because))
    if out.value in _BINDING:
        same = [rule for rule in group if rule.effect.value is out.value]
        rest = [rule for rule in group if rule.effect.value is not out.value]
        out = replace(out, because=(*out.because, *same))
        return out.aside(rest, f"{out.because[0].row.name} decides")
    if out.value is RuleValue.UNRESOLVED:
        return _under_doubt(out, group)
    settled = [rule for rule in group if rule.effect.value is not RuleValue.UNRESOLVED]
    doubtful = [rule for rule in group if rule.effect.value is RuleValue.UNRESOLVED]
    merged = _merge([rule.effect for rule in settled]) if settled else None
    if merged is not None and merged.value is not RuleValue.UNRESOLVED:
        before = out
        out = _under(out, settled, merged)
        idle = [rule for rule in doubtful if _idle(rule, out, settled)]
        out = out.aside(idle, "not verified, and it would not change the answer")
        doubtful = [rule for rule in doubtful if rule not in idle]
        return _doubted(out, doubtful, before) if doubtful else out
    if merged is not None:
        return _doubted(out, [*settled, *doubtful], out)
    idle = [rule for rule in doubtful if _idle(rule, out, ())]
    out = out.aside(idle, "not verified, and it would not change the answer")
    doubtful = [rule for rule in doubtful if rule not in idle]
    return _doubted(out, doubtful, out) if doubtful else out


def _is_narrowed(out: Outcome, group: Sequence[Applied]) -> bool:
    """Whether every rule of a group allows the action only with papers to which the bar above gives way."""
    if out.value is not RuleValue.MUST_NOT:
        return False
    opened = frozenset[str].intersection(*(rule.effect.gives_way_to for rule in out.because))
    return all(
        rule.effect.value in _ONLY and rule.effect.needs.papers and rule.effect.needs.papers <= opened
        for rule in group
    )


def _merge(effects: Sequence[Effect]) -> Effect:
    """What rules of one rank say together; against each other they settle nothing."""
    values = {effect.value for effect in effects}
    if RuleValue.MUST in values and values <= {RuleValue.MUST, RuleValue.MAY}:
        return Effect(value=RuleValue.MUST)
    if RuleValue.MUST in values:
        return Effect(value=RuleValue.UNRESOLVED)
    if len(values) == 1 and values <= {RuleValue.MAY, RuleValue.MUST_NOT}:
        return effects[0]
    if values <= {*_ONLY, RuleValue.MAY}:
        return _both([effect for effect in effects if effect.value in _ONLY])
    if RuleValue.MAY in values:
        return Effect(value=RuleValue.UNRESOLVED)
    return Effect(value=RuleValue.MUST_NOT)


def _both(effects: Sequence[Effect]) -> Effect:
    """Several "only with" together. Each keeps asking, so their needs are put together."""
    needs = [effect.needs for effect in effects]
    if any(one.papers != needs[0].papers and one.papers and needs[0].papers for one in needs):
        # Papers that differ cannot be told as one list of which one is enough.
        common = frozenset.intersection(*(one.papers for one in needs if one.papers))
        if not common:
            return Effect(value=RuleValue.UNRESOLVED)
        papers = common
    else:
        papers = frozenset().union(*(one.papers for one in needs))
    return only_with(Needs(papers=papers, grounds=frozenset().union(*(one.grounds for one in needs))))


def _under(out: Outcome, settled: Sequence[Applied], merged: Effect) -> Outcome:
    """A settled rule below what higher law leaves open."""
    if out.value in _ONLY:
        if merged.value in (RuleValue.MAY, RuleValue.MUST):
            return out.aside(settled, f"{out.because[0].row.name} asks for more")
        if merged.value in _ONLY:
            merged = _both([Effect(value=out.value, needs=out.needs), merged])
    if out.value is RuleValue.MAY and merged.value is not RuleValue.MAY and _is_right(out):
        # What a constitution or a high court allows, a lower rule may not simply take away.
        merged = Effect(value=RuleValue.UNRESOLVED)
    settled = sorted(settled, key=lambda rule: rule.effect.value is not merged.value)
    # The rule that restricts decides; the higher one that leaves it room stands behind it.
    because = (
        (*out.because, *settled)
        if merged.value is RuleValue.MAY or (merged.value, merged.needs) == (out.value, out.needs)
        else (*settled, *out.because)
    )
    return replace(out, value=merged.value, needs=merged.needs, because=because)


def _is_right(out: Outcome) -> bool:
    return any(rule.rank <= Rank.HIGH_COURT and rule.effect.value is RuleValue.MAY for rule in out.because)


def _idle(rule: Applied, out: Outcome, settled: Sequence[Applied]) -> bool:
    """Whether an unsettled rule could change nothing, whatever it turns out to say."""
    leaning = rule.effect.leaning
    if out.value is RuleValue.NOT_FOUND or leaning is None:
        return False
    if leaning is out.value or (leaning is RuleValue.MAY and out.value is RuleValue.MUST):
        return True
    if out.value in _ONLY and leaning in (RuleValue.MAY, RuleValue.MUST):
        return not settled
    # A later act of the same rank goes before an earlier one.
    return bool(settled) and all(_later(one.row, rule.row) for one in settled)


def _later(new: Instrument, old: Instrument) -> bool:
    if new.since is None or old.since is None:
        return False
    return new.since.earliest > old.since.latest


def _doubted(out: Outcome, doubtful: Sequence[Applied], before: Outcome) -> Outcome:
    """Unresolved, resting on what was decided so far and on the rules in doubt."""
    grounds = frozenset().union(*(rule.effect.needs.grounds for rule in doubtful), before.needs.grounds)
    papers = frozenset().union(*(rule.effect.needs.papers for rule in doubtful), before.needs.papers)
    return replace(
        out,
        value=RuleValue.UNRESOLVED,
        needs=Needs(papers=papers, grounds=grounds),
        because=(*out.because, *doubtful),
    )


def _under_doubt(out: Outcome, group: Sequence[Applied]) -> Outcome:
    """Below an unresolved rule: a settled rule decides where it says what all of those lean to."""
    settled = [rule for rule in group if rule.effect.value is not RuleValue.UNRESOLVED]
    values = {rule.effect.value for rule in settled}
    leanings = {_leaning(rule) for rule in out.because}
    # Only a bar is safe: what a higher rule in doubt would permit or require may be narrower.
    if values == leanings == {RuleValue.MUST_NOT} and all(
        not rule.effect.needs.grounds for rule in out.because
    ):
        doubtful = tuple(rule for rule in group if rule not in settled)
        agreeing = replace(out, value=RuleValue.MUST_NOT, because=tuple(settled), needs=NO_NEEDS)
        return agreeing.aside((*out.because, *doubtful), "not verified, and it would not change the answer")
    return replace(out, because=(*out.because, *group))


def _leaning(rule: Applied) -> RuleValue | None:
    return rule.effect.leaning if rule.effect.value is RuleValue.UNRESOLVED else rule.effect.value
