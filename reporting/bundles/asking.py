"""Asking for a bundle, stopping it, asking again; and who may. A bundle of the same content is made once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents import jobs
from ghnt.documents.files import MadeFile
from ghnt.documents.models import RenderingState
from ghnt.documents.sealing import canonical_json
from programmes.models import Proposal
from regions.models import Region
from regions.rights import Right, Rights
from reporting.bundles.choosing import order_of
from reporting.bundles.dossier_order import dossier_order, read_dossier
from reporting.bundles.order import RoundOrder, read_order
from reporting.models import Bundle, BundleKind, ReportRound
from reporting.reading import readable_versions

NO_CHAPTERS = "Kies minstens één hoofdstuk."
NOTHING_THERE = "Van uw keuze is nog niets geaccepteerd. Kies andere regio’s, of neem ook ingediende rapportages op."
NOTHING_SUBMITTED = "Van deze ronde is nog niets ingediend. Er is dus nog niets om in een bestand te zetten."
STOPPED = "Gestopt door {name}."


def may_ask(rights: Rights, region: Region | None) -> bool:
    """Books and zips of a round are for who judges reports; a dossier also for who submits the region's report."""
    if rights.may(Right.JUDGE_REPORT):
        return True
    return region is not None and rights.may(Right.SUBMIT_REPORT, region)


def may_still_read(bundle: Bundle, rights: Rights) -> bool:
    """Whether somebody with these rights may still have the file."""
    return bool(readable_bundles([bundle], rights))


def readable_bundles(bundles: Iterable[Bundle], rights: Rights) -> list[Bundle]:
    """Those of which somebody with these rights may still have the file: roles end, a region takes a version back,
    and proposals become hidden. Three queries at most, however many bundles.
    """
    asked = [(one, *_told_in(one)) for one in bundles if may_ask(rights, one.region)]
    versions = {pk for _, found, _ in asked for pk in found}
    readable = set(readable_versions(rights).filter(pk__in=versions).values_list("pk", flat=True))
    hidden = _hidden({pk for _, _, found in asked for pk in found}, rights)
    return [one for one, told, proposals in asked if told <= readable and not proposals & hidden]


def _told_in(bundle: Bundle) -> tuple[set[int], set[int]]:
    """The versions of reports in it, and the proposals of which it tells."""
    if bundle.kind == BundleKind.DOSSIER:
        dossier = read_dossier(bundle.content)
        return {part.version for part in dossier.reports}, set(dossier.proposals)
    return {part.version for part in read_order(bundle.content).parts}, set()


def _hidden(proposals: Collection[int], rights: Rights) -> set[int]:
    """Those that these rights no longer show, except what was only thrown away."""
    if not proposals:
        return set()
    told = Proposal.objects.filter(pk__in=proposals)
    binned = told.filter(removed_at__isnull=False, may_distribute=True)
    hidden = told.exclude(pk__in=Proposal.objects.visible_to(rights).values("pk"))
    return set(hidden.exclude(pk__in=binned.values("pk")).values_list("pk", flat=True))


def ask_book(
    *,
    round: ReportRound,
    chapters: Collection[str],
    regions: Collection[str] | None,
    with_concepts: bool,
    by: User,
) -> tuple[Bundle, bool]:
    """The job for a book, and whether it is new. Raises ValidationError when there is nothing to put in."""
    order = book_order(round, chapters=chapters, regions=regions, with_concepts=with_concepts)
    return _ask(BundleKind.BOOK, round, None, canonical_json(order), by)


def book_order(
    round: ReportRound, *, chapters: Collection[str], regions: Collection[str] | None, with_concepts: bool
) -> RoundOrder:
    """What such a book holds. Raises ValidationError when that is nothing."""
    order = order_of(
        round,
        kind=BundleKind.BOOK,
        on=clock.today(),
        chapters=chapters,
        regions=regions,
        with_concepts=with_concepts,
    )
    if not order.chapters:
        raise ValidationError(NO_CHAPTERS)
    if not order.parts:
        raise ValidationError(NOTHING_THERE)
    return order


def keep_book(*, order: RoundOrder, round: ReportRound, made: MadeFile) -> Bundle:
    """Keep a book that was made beside the queue, so that it is among what was made and can be verified later."""
    bundle, _ = Bundle.ask(content=canonical_json(order), by=None, kind=BundleKind.BOOK, round=round, region=None)
    if bundle.claim():
        bundle.finish(made)
    return bundle


def ask_round_zip(*, round: ReportRound, by: User) -> tuple[Bundle, bool]:
    """The job for a zip of everything that was submitted. Raises ValidationError when nothing was."""
    order = order_of(round, kind=BundleKind.ROUND, on=clock.today(), with_concepts=True)
    if not order.parts:
        raise ValidationError(NOTHING_SUBMITTED)
    return _ask(BundleKind.ROUND, round, None, canonical_json(order), by)


def ask_dossier(*, region: Region, round: ReportRound, by: User) -> tuple[Bundle, bool]:
    """The job for the dossier of a region. Raises ValidationError when it submitted nothing."""
    order = dossier_order(region, round)
    if not order.reports:
        raise ValidationError(NOTHING_SUBMITTED)
    return _ask(BundleKind.DOSSIER, round, region, canonical_json(order), by)


def ask_again(*, bundle: Bundle, by: User) -> tuple[Bundle, bool]:
    """A new job for the same content, for one that failed, was stopped or whose file is no longer kept."""
    return _ask(BundleKind(bundle.kind), bundle.round, bundle.region, bundle.content, by)


def stop(*, bundle: Bundle, by: User) -> bool:
    """Nobody waits for it any more; False when it was ready, stopped or failed already.

    A worker that is at it sees so after the part at hand, and leaves nothing behind.
    """
    busy = Bundle.objects.filter(pk=bundle.pk, state__in=(RenderingState.WAITING, RenderingState.RUNNING))
    words = STOPPED.format(name=by.name or by.email)
    return bool(busy.update(state=RenderingState.FAILED, error=words, cancelled_at=clock.now(), lease_until=None))


@transaction.atomic
def _ask(kind: BundleKind, round: ReportRound, region: Region | None, content: str, by: User) -> tuple[Bundle, bool]:
    """One after another for a round, so that asking twice at the same moment makes one job."""
    ReportRound.objects.select_for_update().get(pk=round.pk)
    about = {"kind": kind, "round": round, "region": region, "content": content}
    there = Bundle.objects.filter(**about).exclude(state=RenderingState.FAILED)
    same = there.exclude(state=RenderingState.DONE, file="").first()
    if same is not None:
        return same, False
    bundle = Bundle.objects.create(**about, asked_by=by)
    jobs.wake_after_commit(bundle)
    return bundle, True
