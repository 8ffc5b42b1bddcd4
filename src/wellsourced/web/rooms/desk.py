"""What editors do to a page: dispute, take back, correct, add a source, retract, withhold, show again."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.errors import InputError
from wellsourced.jobs.orders import Job, Urgency, order_to_add_to, order_to_correct, order_to_refresh
from wellsourced.model.editions import Correction, Retraction
from wellsourced.model.sources import SourceKind
from wellsourced.model.standing import Dispute, Rule, Withholding
from wellsourced.refresh import checked_at
from wellsourced.steps.taking_out import without
from wellsourced.web.catalogue import Listing
from wellsourced.web.confirming import Asking, confirm
from wellsourced.web.desk.adding import source_at
from wellsourced.web.desk.flags import MOST_WORDS
from wellsourced.web.desk.statements import parts_of, sentences_of
from wellsourced.web.desk.uploading import Uploaded, keep
from wellsourced.web.desk.words import required
from wellsourced.web.gates import allowed, require
from wellsourced.web.lookup import RULES, listing_at, withheld_at
from wellsourced.web.replies import moved, page, told, wants_json
from wellsourced.web.site import Site, site_of
from wellsourced.web.visitors import May, Visitor
from wellsourced.web.visits import note

__all__ = ["router"]

router = APIRouter()

SAY_WHY = "Say why: readers are told."


class Deed(BaseModel):
    """What a form of the desk says; `sure` once it was asked whether one is."""

    statement: tuple[str, ...] = ()
    what: str = ""
    why: str = ""
    dispute: str = ""
    address: str = ""
    kind: str = SourceKind.OTHER.value
    publisher: str = ""
    rule: str = ""
    titled: bool = False
    sure: bool = False
    csrf: str = ""


Said = Annotated[Deed, Form()]


@router.get("/p/{key}/desk")
def work(request: Request, key: str) -> Response:
    """All that can be done to a page, with its sentences and what readers say is wrong with it."""
    allowed(request, May.EDIT)
    return _desk(request, listing_at(request, key), Deed())


@router.post("/p/{key}/desk/dispute")
def dispute(request: Request, key: str, said: Said) -> Response:
    """Mark sentences of the edition that stands as disputed."""
    site, _visitor, listing = _begun(request, key, said)
    try:
        why, sentences = required(said.why, MOST_WORDS, SAY_WHY), _chosen(site, listing, said)
    except InputError as error:
        return _desk(request, listing, said, str(error))
    if not said.sure:
        asking = Asking(
            question="Dispute this?",
            then="Readers are told so behind each sentence, until the next edition or until you lift it.",
            button="Dispute it",
            shown=(*sentences, why),
        )
        return confirm(request, asking, {"statement": said.statement, "why": why})
    for sentence in sentences:
        site.library.dispute(
            Dispute(
                page=listing.page.id,
                edition=listing.stands.id,
                statement=sentence,
                disputed_at=site.clock.now(),
                why=why,
            )
        )
    return _done(request, "dispute", listing)


@router.post("/p/{key}/desk/let-stand")
def let_stand(request: Request, key: str, said: Said) -> Response:
    """Lift a dispute."""
    site, _visitor, listing = _begun(request, key, said)
    if said.dispute not in {one.id for one in site.library.disputes(listing.page.id)}:
        raise InputError("This page has no such dispute: load its desk again.")
    site.library.lift_dispute(said.dispute, site.clock.now())
    return _done(request, "lift dispute", listing)


@router.post("/p/{key}/desk/correct")
def correct(request: Request, key: str, said: Said) -> Response:
    """Take sentences back: a new edition goes without them, and the log of corrections tells of it."""
    site, visitor, listing = _begun(request, key, said)
    try:
        why, sentences = required(said.why, MOST_WORDS, SAY_WHY), _chosen(site, listing, said)
        without(site.library.report(listing.stands.report), sentences)
    except InputError as error:
        return _desk(request, listing, said, str(error))
    if not said.sure:
        asking = Asking(
            question="Take this back?",
            then="A new edition is made without it, every other sentence is held against its passage again, "
            "and the public log of corrections says what was taken back and why.",
            button="Take it back",
            shown=(*sentences, why),
        )
        return confirm(request, asking, {"statement": said.statement, "why": why})
    order = order_to_correct(listing.stands, sentences, why, listing.page.title, user=visitor.name)
    return _submitted(request, "correct", listing, site.queue.submit(order))


@router.post("/p/{key}/desk/log")
def enter(request: Request, key: str, said: Said) -> Response:
    """Enter a correction in the public log."""
    site, _visitor, listing = _begun(request, key, said)
    what = required(said.what, MOST_WORDS, "Say what was wrong.")
    why = required(said.why, MOST_WORDS, "Say what is right, and why.")
    if not said.sure:
        asking = Asking(
            question="Enter this in the log?",
            then="It is in the public log of corrections from then on, and in its feed.",
            button="Enter it",
            shown=(what, why),
        )
        return confirm(request, asking, {"what": what, "why": why})
    entry = Correction(
        page=listing.page.id, edition=listing.stands.id, corrected_at=site.clock.now(), what=what, why=why
    )
    site.library.correct(entry)
    return _done(request, "enter correction", listing)


@router.post("/p/{key}/desk/add")
def add(request: Request, key: str, said: Said) -> Response:
    """Have a source captured, and the page checked again with it."""
    allowed(request, May.ADD)
    site, visitor, listing = _begun(request, key, said)
    if listing.retraction is not None:
        raise InputError("This page was retracted: nothing about it is checked again.")
    try:
        source = source_at(said.address, said.kind, said.publisher)
    except InputError as error:
        return _desk(request, listing, said, str(error))
    last = checked_at(listing.stands, site.library)
    order = order_to_add_to(listing.stands, last, [source], listing.page.title, user=visitor.name)
    return _submitted(request, "add source", listing, site.queue.submit(order))


@router.post("/p/{key}/desk/upload")
def upload(
    request: Request, key: str, said: Said, file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Keep a file as a source, and have the page checked again with it."""
    allowed(request, May.ADD)
    site, visitor, listing = _begun(request, key, said)
    if listing.retraction is not None:
        raise InputError("This page was retracted: nothing about it is checked again.")
    try:
        if file is None:
            raise InputError("Choose a file.")
        sent = Uploaded(
            name=file.filename or "",
            body=file.file.read(),
            address=said.address,
            kind=said.kind,
            publisher=said.publisher,
        )
        added = keep(sent, site)
    except InputError as error:
        return _desk(request, listing, said, str(error))
    last = checked_at(listing.stands, site.library)
    order = order_to_refresh(
        listing.stands, last, listing.page.title, user=visitor.name, urgency=Urgency.ASKED
    )
    # Another job than the one that asked today already, before the file was there.
    order = replace(order, key=f"{order.key} {added.document}")
    return _submitted(request, "upload source", listing, site.queue.submit(order))


@router.post("/p/{key}/desk/retract")
def retract(request: Request, key: str, said: Said) -> Response:
    """Take a page back: it stays where it is, and says so."""
    site, _visitor, listing = _begun(request, key, said)
    why = required(said.why, MOST_WORDS, SAY_WHY)
    if not said.sure:
        asking = Asking(
            question=f"Retract “{listing.page.title}”?",
            then="It is in no list from then on, gets no new editions, and says so. For good.",
            button="Retract it",
            shown=(why,),
        )
        return confirm(request, asking, {"why": why})
    site.library.retract(Retraction(page=listing.page.id, retracted_at=site.clock.now(), why=why))
    return _done(request, "retract", listing)


@router.post("/p/{key}/desk/withhold")
def withhold(request: Request, key: str, said: Said) -> Response:
    """Take a page out of sight: its address says that, and by which rule."""
    site, _visitor, listing = _begun(request, key, said)
    why = required(said.why, MOST_WORDS, SAY_WHY)
    if said.rule not in set(Rule):
        raise InputError("Say by which rule: choose one of the list.")
    if not said.sure:
        asking = Asking(
            question=f"Withhold “{listing.page.title}”?",
            then="Nobody reads any of its editions, nor passages that only it cites; its address says why.",
            button="Withhold it",
            shown=(f"By rule: {RULES[Rule(said.rule)]}", why),
        )
        titled = "true" if said.titled else "false"
        return confirm(request, asking, {"why": why, "rule": said.rule, "titled": titled})
    site.library.withhold(
        Withholding(
            page=listing.page.id,
            withheld_at=site.clock.now(),
            rule=Rule(said.rule),
            why=why,
            titled=said.titled,
        )
    )
    return _done(request, "withhold", listing)


@router.post("/p/{key}/desk/show")
def show(request: Request, key: str, said: Said) -> Response:
    """Show a page again that was withheld."""
    site = site_of(request)
    require(request, May.EDIT, said.csrf)
    withheld = withheld_at(request, key)
    if withheld is None:
        return moved(site.at.page(listing_at(request, key).key))
    if not said.sure:
        asking = Asking(
            question=f"Show “{withheld.page.title}” again?",
            then="Everybody can read all of its editions again.",
            button="Show it",
        )
        return confirm(request, asking, {})
    site.library.show_again(withheld.page.id, site.clock.now())
    site.directory.look_again()
    note(request, "show again", withheld.page.id)
    return moved(site.at.page(key))


def _begun(request: Request, key: str, said: Deed) -> tuple[Site, Visitor, Listing]:
    """Who does it to which page. Raises `NotAllowed`, `PageWithheld` or that there is none."""
    visitor = require(request, May.EDIT, said.csrf)
    return site_of(request), visitor, listing_at(request, key)


def _chosen(site: Site, listing: Listing, said: Deed) -> list[str]:
    """The sentences chosen. Raises `InputError` where there are none, or the page says one no more."""
    sentences = sentences_of(site.library.report(listing.stands.report))
    if not said.statement:
        raise InputError("Choose the sentences that you mean.")
    if any(key not in sentences for key in said.statement):
        raise InputError("The page has a newer edition, without that sentence: choose again.")
    return [sentences[key] for key in dict.fromkeys(said.statement)]


def _desk(request: Request, listing: Listing, said: Deed, refused: str = "") -> Response:
    site = site_of(request)
    if refused and wants_json(request):
        raise InputError(refused)
    parts = parts_of(site.library.report(listing.stands.report))
    stands = listing.stands.id
    disputes = [
        one
        for one in site.library.disputes(listing.page.id)
        if one.lifted_at is None and one.edition == stands
    ]
    flags = site.flags.open(listing.page.id)
    if wants_json(request):
        sentences = [{"key": one.key, "text": one.text} for _, some in parts for one in some]
        return told({"statements": sentences, "disputes": [one.id for one in disputes], "flags": len(flags)})
    values = {
        "listing": listing,
        "parts": parts,
        "chosen": said.statement,
        "why": said.why,
        "refused": refused,
        "disputes": disputes,
        "flags": flags,
        "rules": RULES,
        "kinds": list(SourceKind),
        "megabytes": site.settings.limit_upload,
        "visitor": site.gate.visitor(request),
    }
    return page(request, "site/page_desk.html.j2", values, 422 if refused else 200)


def _done(request: Request, action: str, listing: Listing) -> Response:
    site = site_of(request)
    site.directory.look_again()
    note(request, action, listing.page.id)
    return moved(site.at.page(listing.key))


def _submitted(request: Request, action: str, listing: Listing, job: Job) -> Response:
    note(request, action, listing.page.id)
    return moved(site_of(request).at.job(job.id))
