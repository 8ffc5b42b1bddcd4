"""A page brought up to date for the price of what changed.

Its sources are asked again, and what they say now is compared with what it quotes, not byte by byte but as
a reader sees it. Where nothing moved the page is confirmed as it is. Where something did it is answered
anew from what the library holds; a new edition is made only if a reader would see it differ.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from wellsourced.check import Desk, answer, claims_worded, discovered
from wellsourced.diff import diff
from wellsourced.errors import InputError, Transient
from wellsourced.model.claims import Claim, Topic
from wellsourced.model.editions import Change, ChangeKind, Confirmation, Edition
from wellsourced.model.reports import Report
from wellsourced.model.search_log import LIBRARY, SearchLogEntry
from wellsourced.model.sources import Source
from wellsourced.ports import Event, Library, View
from wellsourced.publish import next_edition
from wellsourced.render.change_notes import summed_up
from wellsourced.rules.casebook import action_words
from wellsourced.steps.asking.premises import premises_of
from wellsourced.steps.gather import Gathered, Web, gather
from wellsourced.steps.moves import Moves, days_passed, moves, notes_moved
from wellsourced.steps.reask import Answer, Reasked, asked_plainly, cited_sources, reasked
from wellsourced.steps.rivals import rivals
from wellsourced.steps.taking_out import can_go, without
from wellsourced.steps.weigh import Weighing
from wellsourced.text.addresses import canonical_address, host_of

__all__ = ["Refreshed", "checked_at", "refresh"]


QUIET = frozenset({ChangeKind.METHOD, ChangeKind.SOURCE})
"""What alone makes no edition: the page says the same, by another judge or from a source redated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a refresh came to: a new `edition`, the `confirmation` of the one that stands, or neither.

    Neither is where no source was asked of a page that rests on the web: nothing was seen to differ, but
    that does not confirm it.
    `changes` are what a reader sees differ, and who judged; `asked` the sources with their answers;
    `moves` what had to be looked at again and why. What the sources of a new edition answered is kept with
    it in the library, so that its page names those that are gone.
    """

    stands: Edition
    edition: Edition | None
    confirmation: Confirmation | None
    changes: tuple[Change, ...]
    asked: tuple[Reasked, ...]
    moves: Moves

    @property
    def outcome(self) -> str:
        """In a word, for those who count: `edition`, `confirmed` or `unconfirmed`."""
        if self.edition is not None:
            return "edition"
        return "unconfirmed" if self.confirmation is None else "confirmed"


def refresh(edition: Edition, desk: Desk, reader: Web | None) -> Refreshed:
    """Ask the sources of a page's newest edition again; `reader` reads them, `None` asks nothing outside.

    Refreshing again at once changes nothing. A page that speaks of an earlier day than the one it was
    checked on keeps that day. Raises `InputError` where the page was retracted or is withheld, `Transient`
    where none of its sources could be reached: then it is not confirmed. What is seen to differ all the same
    makes an edition.
    """
    taken_back = desk.library.retraction(edition.page)
    if taken_back is not None:
        raise InputError(f"this page was retracted ({taken_back.why}): nothing about it is checked again.")
    if edition.page in desk.library.withholdings():
        raise InputError("this page is withheld: nothing about it is checked again until that is lifted.")
    report = desk.library.report(edition.report)
    before = desk.library.last_confirmation(edition.id)
    last = _weighed_last(report, before, desk.library)
    scribe = desk.scribe()
    claims = claims_worded(report.inquiry, desk, scribe)
    asked, read = _asked_again(cited_sources(report, last), claims, desk, reader)
    # What comes into the library from here on is new the next time.
    now = desk.clock.now()
    inquiry = replace(report.inquiry, on=_day(report, now))
    weighing = Weighing(
        asked=(), view=desk.library.view(inquiry.on), verifier=desk.verifier, matters=desk.matters
    )
    known = {exhibit.source.id for exhibit in last.exhibits}
    moved = _moved(report, last, asked, weighing.view, desk)
    moved += rivals(claims, _last_so(report, before), known, weighing)
    changes: tuple[Change, ...] = ()
    weighed = last
    if moved:
        desk.progress(Event(step="verify", message="Weighing what changed"))
        searched = [*_asked_before(report, read.log), *read.log]
        unsaid = _unsaid(edition, desk.library)
        weighed = _less(answer(inquiry, claims, searched, desk, scribe), unsaid)
        late = _ask_the_new(weighed, asked, read, reader, desk)
        if moves(weighed, late, desk.library.view(inquiry.on), weighed):
            weighed = _less(answer(inquiry, claims, searched, desk, scribe), unsaid)
        asked = (*asked, *late)
        books = (matter.casebook for matter in desk.matters)
        changes = diff(report, weighed, actions=action_words(books))
        desk.library.save_report(weighed)
        if _is_seen(changes, moved):
            made = _published(edition, weighed, changes, moved, desk)
            if _reached(asked):
                desk.library.confirm(_answers(made, weighed, asked, now, before))
            return Refreshed(
                stands=made, edition=made, confirmation=None, changes=changes, asked=asked, moves=moved
            )
    confirmation = None
    if _is_confirmed(report, asked):
        answers = _answers(edition, report, asked, now, before)
        confirmation = replace(answers, weighed=None if weighed.id == report.id else weighed.id)
        desk.library.confirm(confirmation)
    return Refreshed(
        stands=edition, edition=None, confirmation=confirmation, changes=changes, asked=asked, moves=moved
    )


def _unsaid(edition: Edition, library: Library) -> frozenset[str]:
    """What editors took back of a page, or an earlier edition's verdict: it does not come back by itself."""
    return frozenset(one.what for one in library.corrections() if one.page == edition.page)


def _less(report: Report, unsaid: Collection[str]) -> Report:
    """The report without what was taken back."""
    gone = can_go(report, unsaid)
    return without(report, gone) if gone else report


def _weighed_last(report: Report, confirmed: Confirmation | None, library: Library) -> Report:
    """The page's own report, or the last that was made since and told readers the same."""
    weighed = None if confirmed is None else confirmed.weighed
    return report if weighed is None else library.report(weighed)


def _asked_again(
    sources: Sequence[Source], claims: Sequence[Claim | Topic], desk: Desk, reader: Web | None
) -> tuple[tuple[Reasked, ...], Gathered]:
    """What the sources and the web say now, each page asked once."""
    asked = [*premises_of(claims), *claims]
    found = [] if desk.web is None else discovered(asked, desk.web, desk)
    web, again = (desk.web, ()) if reader is None else (reader, sources)
    if web is None:
        return (), Gathered()
    desk.progress(Event(step="capture", message="Asking the page's sources again"))
    gathered = gather(found, web, desk.library, asked_plainly(again))
    return reasked(again, gathered.answers), gathered


def _ask_the_new(
    fresh: Report, asked: Sequence[Reasked], read: Gathered, reader: Web | None, desk: Desk
) -> tuple[Reasked, ...]:
    """What sources say that the page did not cite before: the library may hold an old capture.

    Those that were not read in this refresh are asked.
    """
    if reader is None:
        return ()
    known = {one.source.id for one in asked}
    new = [one for one in cited_sources(fresh) if one.id not in known]
    answers = dict(read.read)
    rest = [one for one in new if canonical_address(one.uri) not in answers]
    answers |= gather((), reader, desk.library, asked_plainly(rest)).read
    return reasked(new, [answers[canonical_address(one.uri)] for one in new])


def _is_seen(changes: Sequence[Change], moved: Moves) -> bool:
    """Whether a reader would see the page say something else.

    What a source took back is not left on a page either, though another source still says the same.
    """
    kinds = {change.kind for change in changes}
    return bool(kinds - QUIET) or (bool(moved.touched) and ChangeKind.SOURCE in kinds)


def _published(
    edition: Edition, fresh: Report, changes: Sequence[Change], moved: Moves, desk: Desk
) -> Edition:
    """The next edition of the page, with what it takes back in the log of corrections."""
    page = desk.library.page(edition.page)
    verdicts = [change for change in changes if change.kind is ChangeKind.VERDICT]
    corrected = {summed_up(verdicts).rstrip("."): " ".join(moved.because)} if verdicts else {}
    return next_edition(page, fresh.id, desk, note=summed_up(changes), corrected=corrected)


def _reached(asked: Sequence[Reasked]) -> bool:
    return any(one.answer is not Answer.UNREACHED for one in asked)


def _is_confirmed(report: Report, asked: Sequence[Reasked]) -> bool:
    """Whether a page under which nothing was seen to differ may be said to be confirmed.

    A page of the web on which nobody asked is not; one that rests on files and notes alone has nobody to
    ask. Raises `Transient` where all that were asked are out of reach.
    """
    if asked and not _reached(asked):
        silent = "its source" if len(asked) == 1 else f"each of its {len(asked)} sources"
        raise Transient(f"not confirmed, for {silent} is out of reach: try again later. {asked[0].error}")
    return bool(asked) or not any(host_of(source.uri) for source in cited_sources(report))


def _answers(
    edition: Edition,
    report: Report,
    asked: Sequence[Reasked],
    now: datetime,
    before: Confirmation | None,
) -> Confirmation:
    """What the sources asked for an edition answered; `report` is what it says, and so what it cites.

    One that was gone when asked `before` and is out of reach now is gone still.
    """
    cited = {source.id for source in cited_sources(report)}
    gone = {one.source.uri for one in asked if one.answer is Answer.DEAD}
    silent = {one.source.uri for one in asked if one.answer is Answer.UNREACHED}
    gone |= silent.intersection(() if before is None else before.dead)
    return Confirmation(
        edition=edition.id,
        confirmed_at=now,
        asked=len(asked),
        dead=tuple(one.source.uri for one in asked if one.source.uri in gone and one.source.id in cited),
        unreached=len(silent - gone),
    )


def checked_at(edition: Edition, library: Library) -> datetime:
    """When an edition was last found to be so: when it was made, or confirmed since."""
    return _last_so(library.report(edition.report), library.last_confirmation(edition.id))


def _last_so(report: Report, confirmed: Confirmation | None) -> datetime:
    return report.checked_at if confirmed is None else max(report.checked_at, confirmed.confirmed_at)


def _day(report: Report, now: datetime) -> date:
    """The day the refreshed page speaks of: today, but for a page on the past."""
    of_its_day = report.inquiry.on == report.checked_at.astimezone(UTC).date()
    return now.astimezone(UTC).date() if of_its_day else report.inquiry.on


def _moved(report: Report, last: Report, asked: Sequence[Reasked], view: View, desk: Desk) -> Moves:
    """All that moved under the page itself since it was made, or weighed `last`."""
    casebooks = [matter.casebook for matter in desk.matters]
    return (
        moves(report, asked, view, last)
        + notes_moved(report, casebooks, last)
        + days_passed(report, last.inquiry.on, view.as_of, casebooks)
        + _by_another(last, desk)
    )


def _by_another(report: Report, desk: Desk) -> Moves:
    """A page is weighed again where another verifier is in use than the one that judged it."""
    if report.method.verifier == desk.verifier.name:
        return Moves()
    return Moves(because=(f"The verifier is now {desk.verifier.name}.",))


def _asked_before(report: Report, log: Sequence[SearchLogEntry]) -> list[SearchLogEntry]:
    """What was asked outside for the page before, where it was not asked again."""
    again = {(entry.where, entry.query) for entry in log}
    return [e for e in report.search_log if e.where != LIBRARY and (e.where, e.query) not in again]
