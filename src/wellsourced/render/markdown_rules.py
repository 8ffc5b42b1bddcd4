"""What a page in Markdown says of rules: the place asked about, the states in words, and the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wellsourced.model.provisions import DECIDED, Resolution, RuleValue
from wellsourced.model.reports import Report
from wellsourced.render import words
from wellsourced.render.markdown_text import Numbers, escaped, links, listed
from wellsourced.render.rules_table import RuleLine, group_rules
from wellsourced.render.rules_view import PlaceLine, map_title, mapped, place_lines, state_values
from wellsourced.render.us_map import map_words

__all__ = ["map_block", "place_block", "rule_blocks"]


def place_block(
    resolution: Resolution, numbers: Numbers, actions: Mapping[str, str], agencies: Mapping[str, str]
) -> str:
    """The rule in one place: what holds, what does not decide and why, and where we looked."""
    aside = {(one.instrument, one.why): one.passage for rule in resolution.rules for one in rule.displaced}
    put_aside = [
        f"Does not decide here: {escaped(instrument)}: {escaped(why)}{links([numbers[passage]])}"
        for (instrument, why), passage in aside.items()
    ]
    notes = (note for rule in resolution.rules if rule.value in DECIDED for note in rule.notes)
    last = [
        *dict.fromkeys(notes),
        f"Looked up in: {' › '.join(resolution.chain)}.",
        words.NOT_ADVICE_HERE,
    ]
    lines = [_place_line(line, numbers) for line in place_lines(resolution, actions, agencies)]
    return f"{listed([*lines, *put_aside])}\n\n{escaped(' '.join(last))}"


def _place_line(line: PlaceLine, numbers: Numbers) -> str:
    facts = "; ".join(escaped(part) for part in (line.since, line.instrument) if part)
    cited = links(dict.fromkeys(numbers[passage] for passage in line.passages))
    beside = "".join(f" {escaped(text)}" for text in line.beside)
    said = f"{escaped(line.who)} **{line.deciding}** {escaped(line.rest)}"
    return f"{said}{f' ({facts})' if facts else ''}{cited}{'.' if beside else ''}{beside}"


def map_block(report: Report, actions: Mapping[str, str]) -> Iterator[str]:
    """The map of the states in words."""
    for resolution in mapped(report)[:1]:
        title = map_title(resolution, actions)
        yield f"**{escaped(title)}** (as of {words.long_date(report.inquiry.on)})"
        yield listed(
            f"**{word}** ({len(places)}): {escaped('; '.join(places))}"
            for word, places in map_words(state_values(resolution))
        )


def rule_blocks(report: Report, numbers: Numbers, actions: Mapping[str, str]) -> Iterator[str]:
    """The table of rules, state by state."""
    agencies = dict(report.agencies)
    for state in group_rules(report.provisions, agencies):
        yield f"### {escaped(state.name)}"
        yield listed(
            (f"{escaped(place.name)}: " if place.name else "") + _rule(line, numbers, actions, agencies)
            for place in state.places
            for line in place.lines
        )


def _rule(line: RuleLine, numbers: Numbers, actions: Mapping[str, str], agencies: Mapping[str, str]) -> str:
    who = words.joined(words.phrase(agency, agencies) for agency in line.agencies)
    phrases = [words.phrase(code, actions) for code in line.actions]
    deciding, what, condition = words.rule_phrase(line.value, phrases)
    unsaid = "in doubt" if line.value is RuleValue.UNRESOLVED else "start date not verified"
    since = unsaid if line.since is None else f"since {words.short_date(line.since)}"
    colon = "" if deciding in ("must", "may", "must not") else ":"
    said = f"{escaped(who)}{colon} **{deciding}** {escaped(what)}" + (
        f" **{condition}**" if condition else ""
    )
    cited = dict.fromkeys(numbers[passage] for passage in line.passages)
    return f"{said} ({since}; {escaped(line.instrument)}){links(cited)}"
