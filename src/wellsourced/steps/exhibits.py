"""What a reader is shown of each passage that a page cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wellsourced.model.anchors import Anchor, is_anchored
from wellsourced.model.reports import AnchorExhibit, Exhibit
from wellsourced.model.sources import Passage, Source
from wellsourced.ports import View
from wellsourced.steps.independence.origins import origins_of

__all__ = ["exhibit", "exhibits"]


def exhibits(passage_ids: Sequence[str], view: View) -> tuple[Exhibit, ...]:
    """Each passage with all a reader needs to judge it, in their order; `KeyError` where one is not held."""
    passages = [view.passage(one) for one in passage_ids]
    origins = origins_of(passages, view)
    return tuple(exhibit(passage, view, origins) for passage in passages)


def exhibit(passage: Passage, view: View, origins: Mapping[str, Source]) -> Exhibit:
    """One passage as exhibited; `origins` are the sources that others copied, by the copy's id."""
    source = view.source_of(passage)
    origin = origins.get(source.id)
    anchors = _anchors(passage, view)
    document = view.document_of(passage)
    own = passage.note is None
    before, after = view.neighbours(passage) if own else ("", "")
    return Exhibit(
        passage=passage,
        source=source,
        document_title=document.title,
        captured_at=view.snapshot_of(passage).captured_at,
        archived=own or bool(anchors),
        before=before,
        after=after,
        copy_of=None if origin is None else origin.id,
        authors=document.authors if own else (),
        updated=document.updated if own else None,
        anchors=anchors,
    )


def _anchors(note: Passage, view: View) -> tuple[AnchorExhibit, ...]:
    """The archived passages that bear a note out; none unless every part of it is borne out."""
    found = view.anchors(note) if note.note is not None else ()
    return tuple(_anchor(one, view) for one in found) if is_anchored(found) else ()


def _anchor(anchor: Anchor, view: View) -> AnchorExhibit:
    passage = view.passage(anchor.passage)
    before, after = view.neighbours(passage)
    return AnchorExhibit(
        part=anchor.text,
        passage=passage,
        quote=anchor.quote,
        document_title=view.document_of(passage).title,
        captured_at=view.snapshot_of(passage).captured_at,
        before=before,
        after=after,
    )
