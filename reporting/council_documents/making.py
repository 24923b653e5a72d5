"""Making drafts and writing in them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.sealing import fingerprint
from programmes.models import (
    CouncilDocument,
    CouncilDocumentChapter,
    CouncilDocumentKind,
    ProgrammeVersion,
    RegionalProgramme,
)
from regions.models import Municipality
from regions.rights import Rights
from reporting.council_documents.first_texts import first_texts
from reporting.council_documents.kinds import title_of
from reporting.council_documents.sources import sources_of
from reporting.council_documents.wording import FILL_IN


class ChapterConflictError(Exception):
    """Somebody else saved the chapter since it was read; `current` is how it stands now."""

    def __init__(self, current: CouncilDocumentChapter) -> None:
        super().__init__(str(current))
        self.current = current


def drafts_of(version: ProgrammeVersion, rights: Rights) -> QuerySet[CouncilDocument]:
    """The drafts of a version that somebody may read, those for all first; `open_chapters` must still be written."""
    to_do = Q(chapters__text="") | Q(chapters__text__contains=FILL_IN)
    found = CouncilDocument.objects.visible_to(rights).filter(programme_version=version)
    counted = found.annotate(open_chapters=Count("chapters", filter=to_do, distinct=True))
    read = counted.select_related("municipality", "made_by", "programme_version__programme__region")
    return read.defer("programme_version__content").order_by(F("municipality__name").asc(nulls_first=True), "kind")


@transaction.atomic
def make_document(
    *,
    version: ProgrammeVersion,
    kind: CouncilDocumentKind,
    municipality: Municipality | None,
    exact_figures: bool,
    by: User,
) -> tuple[CouncilDocument, bool]:
    """The draft of a kind for a municipality, or for all, with its first texts, and whether it was made just now.

    There is one of each: asked for again it is the one that stands there, as it stands.
    """
    RegionalProgramme.objects.select_for_update().get(pk=version.programme_id)
    standing = CouncilDocument.objects.filter(programme_version=version, kind=kind, municipality=municipality).first()
    if standing is not None:
        return standing, False
    sources = sources_of(version, municipality, exact=exact_figures)
    document = CouncilDocument.objects.create(
        programme_version=version,
        municipality=municipality,
        kind=kind,
        title=title_of(kind, sources.content.facts.title, sources.municipality),
        exact_figures=exact_figures,
        made_by=by,
        made_at=clock.now(),
    )
    CouncilDocumentChapter.objects.bulk_create(
        CouncilDocumentChapter(
            document=document,
            key=first.plan.key,
            title=first.plan.title,
            position=position,
            text=first.text,
            origin=first.origin,
        )
        for position, first in enumerate(first_texts(kind, sources), start=1)
    )
    return document, True


def seen_text(chapter: CouncilDocumentChapter) -> str:
    """What a form remembers of the text that it shows."""
    return fingerprint(chapter.text)


@transaction.atomic
def write_chapter(*, chapter: CouncilDocumentChapter, seen: str) -> CouncilDocumentChapter:
    """Save the text of a chapter that was seen as it stood. Colleagues may write in other chapters meanwhile.

    Raises ChapterConflictError.
    """
    CouncilDocument.objects.select_for_update().get(pk=chapter.document_id)
    current = CouncilDocumentChapter.objects.get(pk=chapter.pk)
    if seen_text(current) != seen:
        raise ChapterConflictError(current)
    if current.text != chapter.text:
        chapter.save(update_fields=["text"])
        _touch(chapter.document)
    return chapter


@transaction.atomic
def rename_document(*, document: CouncilDocument, seen_version: int) -> CouncilDocument:
    """Save the title. Raises EditConflictError."""
    document.claim(seen_version)
    document.save()
    return document


def delete_document(*, document: CouncilDocument, seen_version: int) -> None:
    """Delete a draft with its chapters and PDFs, as it was seen. Raises EditConflictError."""
    document.delete_as_seen(seen_version)


def _touch(document: CouncilDocument) -> None:
    """Who has the whole draft in view, to delete it, is told that it changed."""
    current = CouncilDocument.objects.get(pk=document.pk)
    current.claim(current.version)
    current.save()
