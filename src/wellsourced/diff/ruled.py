"""Rules of two pages: in the places asked about, in the table, on the map; each told once. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wellsourced.diff.pairing import plain, replaced, told
from wellsourced.diff.sourced import Cited, basis_changes
from wellsourced.model.editions import Change, ChangeKind
from wellsourced.model.provisions import (
    DECIDED,
    Provision,
    Resolution,
    ResolvedRule,
    RuleValue,
    in_places,
)
from wellsourced.model.reports import Report
from wellsourced.render import parts, words
from wellsourced.render.rules_view import map_title, mapped, place_lines, state_values
from wellsourced.render.us_map import VALUE_WORDS, place_words

__all__ = ["rule_changes"]

Key = tuple[str, str, str]
"""Place, agency and action, by their codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page's rules and the words it tells them in."""

    report: Report
    cited: Cited
    actions: Mapping[str, str]

    @property
    def agencies(self) -> Mapping[str, str]:
        return dict(self.report.agencies)


def rule_changes(
    before: Report, after: Report, old: Cited, new: Cited, actions: Mapping[str, str]
) -> Iterator[Change]:
    """Rules that came, went or say something else; a rule told of in a place's block is not told again."""
    was = _Page(report=before, cited=old, actions=actions)
    now = _Page(report=after, cited=new, actions=actions)
    seen: set[Key] = set()
    for found in (_in_places(was, now), _in_table(was, now), _on_map(was, now)):
        fresh = [(key, change) for key, change in found if key is None or key not in seen]
        yield from (change for _, change in fresh)
        seen |= {key for key, _ in fresh if key is not None}


def _in_places(was: _Page, now: _Page) -> Iterator[tuple[Key | None, Change]]:
    old = {(one.place, one.action, one.agency): one for one in in_places(was.report.resolutions)}
    new = {(one.place, one.action, one.agency): one for one in in_places(now.report.resolutions)}
    for key in dict.fromkeys((*new, *old)):
        yield from _in_place(old.get(key), new.get(key), was, now)


def _in_place(
    old: Resolution | None, new: Resolution | None, was: _Page, now: _Page
) -> Iterator[tuple[Key | None, Change]]:
    named = new or old
    assert named is not None
    where = parts.here(plain(named.place_name))
    before, after = _rules(old), _rules(new)
    for key in dict.fromkeys((*after, *before)):
        a, b = before.get(key, []), after.get(key, [])
        texts = _told({_resolved(old, rule, was) for rule in a}, {_resolved(new, rule, now) for rule in b})
        yield from ((key, change) for change in replaced(ChangeKind.PROVISION, *texts, where))
        if texts[0] == texts[1]:
            rests = was.cited.behind(_passages(a)), now.cited.behind(_passages(b))
            line = parts.within(where, f"“{texts[1][0]}”")
            yield from ((None, change) for change in basis_changes(*rests, line))
    beside = replaced(ChangeKind.PROVISION, _beside(old), _beside(new), where)
    yield from ((None, change) for change in beside)
    if old is not None and new is not None:
        chains = told(ChangeKind.PROVISION, _chain(old), _chain(new), where)
        yield from ((None, change) for change in chains)


def _rules(resolution: Resolution | None) -> dict[Key, list[ResolvedRule]]:
    found: dict[Key, list[ResolvedRule]] = defaultdict(list)
    for rule in () if resolution is None else resolution.rules:
        found[rule.place, rule.agency, rule.action].append(rule)
    return found


def _told(old: set[str], new: set[str]) -> tuple[list[str], list[str]]:
    """What both pages tell of one rule, each text once, as the pages do."""
    return sorted(old), sorted(new)


def _passages(rules: list[ResolvedRule]) -> list[str]:
    return [passage for rule in rules for passage in rule.passages]


def _resolved(resolution: Resolution | None, rule: ResolvedRule, page: _Page) -> str:
    """The line of a place's block that this rule alone would make."""
    assert resolution is not None
    line = place_lines(replace(resolution, rules=(rule,)), page.actions, page.agencies)[0]
    facts = "; ".join(part for part in (line.since, line.instrument) if part)
    said = f"{line.who} {line.deciding} {line.rest}{f' ({facts})' if facts else ''}"
    return plain(". ".join((said, *line.beside)) if line.beside else said)


def _beside(resolution: Resolution | None) -> set[str]:
    """What the block says beside the rules: what was put aside and why, and its notes."""
    if resolution is None:
        return set()
    aside = {f"{one.instrument}: {one.why}" for rule in resolution.rules for one in rule.displaced}
    return aside | {note for rule in resolution.rules if rule.value in DECIDED for note in rule.notes}


def _chain(resolution: Resolution) -> str:
    return " › ".join(resolution.chain)


def _in_table(was: _Page, now: _Page) -> Iterator[tuple[Key | None, Change]]:
    old, new = _provisions(was.report), _provisions(now.report)
    for key in dict.fromkeys((*new, *old)):
        a, b = old.get(key, []), new.get(key, [])
        where = parts.within(parts.RULES, plain((b or a)[0].place_name))
        texts = _told({_provided(one, was) for one in a}, {_provided(one, now) for one in b})
        yield from ((key, change) for change in replaced(ChangeKind.PROVISION, *texts, where))
        if texts[0] == texts[1]:
            before = was.cited.behind(passage for one in a for passage in one.passages)
            after = now.cited.behind(passage for one in b for passage in one.passages)
            line = parts.within(where, f"“{texts[1][0]}”")
            yield from ((None, change) for change in basis_changes(before, after, line))


def _provisions(report: Report) -> dict[Key, list[Provision]]:
    found: dict[Key, list[Provision]] = defaultdict(list)
    for one in report.provisions:
        found[one.place, one.agency, one.subject].append(one)
    return found


def _provided(one: Provision, page: _Page) -> str:
    """A rule as the table tells it, of one agency and one action."""
    who = words.phrase(one.agency, page.agencies)
    deciding, what, condition = words.rule_phrase(one.value, [words.phrase(one.subject, page.actions)])
    unsaid = "in doubt" if one.value is RuleValue.UNRESOLVED else "start date not verified"
    since = unsaid if one.since is None else f"since {words.short_date(one.since)}"
    colon = "" if deciding in ("must", "may", "must not") else ":"
    return plain(f"{who}{colon} {deciding} {what} {condition} ({since}; {one.instrument})")


def _on_map(was: _Page, now: _Page) -> Iterator[tuple[Key | None, Change]]:
    """What the map shows of each state; a map that came or went is one change."""
    old, new = mapped(was.report)[:1], mapped(now.report)[:1]
    titles = _titles(old, was), _titles(new, now)
    yield from ((None, change) for change in replaced(ChangeKind.PROVISION, *titles, parts.MAP))
    if not old or not new:
        return
    keys = {one: (one, new[0].agency, new[0].action) for one in _states(old[0]) | _states(new[0])}
    before, after = _states(old[0]), _states(new[0])
    for place in sorted(keys):
        changes = told(ChangeKind.PROVISION, before.get(place), after.get(place), parts.MAP)
        yield from ((keys[place], change) for change in changes)


def _titles(maps: tuple[Resolution, ...], page: _Page) -> list[str]:
    return [map_title(one, page.actions) for one in maps]


def _states(resolution: Resolution) -> dict[str, str]:
    return {
        place: f"{place_words(place, state)}: {VALUE_WORDS[state.value]}"
        for place, state in state_values(resolution).items()
    }
