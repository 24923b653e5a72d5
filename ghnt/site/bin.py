"""The bin of a region: what was removed in the last thirty days, putting it back, and emptying it after that."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django_q.models import Schedule

from actions.bottlenecks.saving import restore_bottleneck
from actions.learning.bin import take_out_of_bin
from actions.local import restore_local_action
from actions.means.applications import restore_application
from actions.means.grants import restore_grant
from actions.models import (
    Action,
    ActionFile,
    Bottleneck,
    Grant,
    LearningCircle,
    Lesson,
    LessonFile,
    LocalAction,
    PoolApplication,
    Research,
)
from actions.planning import restore_action
from ghnt import clock
from ghnt.accounts.models import User
from ghnt.documents.attaching import purge_attachment, restore_attachment
from ghnt.ui.removing import KEPT_FOR, Removable, RemovableQuerySet
from programmes.council_promises import own_municipalities, restore_promise
from programmes.models import CouncilPromise, OutlineNode, ProgrammeFile, Proposal, ProposalFile
from programmes.outline import restore_node
from programmes.proposal_removal import removed_proposals, restore_proposal
from regions.models import Municipality, Region
from regions.rights import Right, Rights
from reporting.indicators.access import may_keep_region
from reporting.indicators.definitions import restore_indicator
from reporting.models import Indicator, ScanFile

logger = logging.getLogger(__name__)

EMPTYING = "Prullenbak legen"
FILE_KINDS = ("bijlage-programma", "bijlage-actie", "bijlage-voorstel", "bijlage-leerpunt", "bijlage-scan")


@dataclass(frozen=True)
class BinRow:
    """Something in the bin that the visitor may put back."""

    kind: str  # as in the address
    kind_label: str
    pk: int
    name: str
    removed_at: datetime
    removed_by: User | None
    stays: bool  # never deleted for good

    @property
    def kept_until(self) -> datetime:
        return self.removed_at + KEPT_FOR


@dataclass(frozen=True)
class Shelf:
    """One kind of thing that can lie in a bin."""

    label: str
    removed_in: Callable[[Region, Rights], Any]  # queryset of what the visitor may put back there
    restore: Callable[[Any], object]


def _nodes(region: Region, rights: Rights) -> Any:
    nodes = OutlineNode.objects.filter(programme__region=region)
    return RemovableQuerySet.in_bin(nodes) if rights.may(Right.WRITE_PROGRAMME, region) else nodes.none()


def _actions(region: Region, rights: Rights) -> Any:
    actions = Action.objects.filter(programme__region=region).select_related("node")
    return actions.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else actions.none()


def _programme_files(region: Region, rights: Rights) -> Any:
    files = ProgrammeFile.objects.filter(programme__region=region)
    return files.in_bin() if rights.may(Right.WRITE_PROGRAMME, region) else files.none()


def _action_files(region: Region, rights: Rights) -> Any:
    files = ActionFile.objects.filter(action__programme__region=region, action__removed_at__isnull=True)
    return files.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else files.none()


def _proposals(region: Region, rights: Rights) -> Any:
    proposals = Proposal.objects.filter(region=region)
    return removed_proposals(proposals) if rights.may(Right.WRITE_DECISIONS, region) else proposals.none()


def _proposal_files(region: Region, rights: Rights) -> Any:
    files = ProposalFile.objects.filter(proposal__in=Proposal.objects.visible_to(rights, region))
    return files.in_bin() if rights.may(Right.WRITE_DECISIONS, region) else files.none()


def _bottlenecks(region: Region, rights: Rights) -> Any:
    bottlenecks = Bottleneck.objects.filter(region=region)
    return bottlenecks.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else bottlenecks.none()


def _lessons(region: Region, rights: Rights) -> Any:
    lessons = Lesson.objects.filter(region=region)
    return lessons.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else lessons.none()


def _lesson_files(region: Region, rights: Rights) -> Any:
    files = LessonFile.objects.filter(lesson__region=region, lesson__removed_at__isnull=True)
    return files.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else files.none()


def _research(region: Region, rights: Rights) -> Any:
    research = Research.objects.filter(owner=region)
    return research.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else research.none()


def _scan_files(region: Region, rights: Rights) -> Any:
    files = ScanFile.objects.filter(scan__round__region=region)
    if rights.may(Right.WRITE_ACTIONS, region):
        return files.in_bin()
    own = rights.municipalities(Right.WRITE_MUNICIPAL_ROWS)
    return files.filter(scan__municipality__in=own).in_bin()


def _local_actions(region: Region, rights: Rights) -> Any:
    members = Municipality.objects.in_region(region, on=clock.today())
    own = [one.pk for one in members if rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, one, region)]
    return LocalAction.objects.filter(municipality__in=own).in_bin()


def _promises(region: Region, rights: Rights) -> Any:
    own = own_municipalities(rights, region, on=clock.today())
    promises = CouncilPromise.objects.filter(region=region)
    whole = rights.may(Right.WRITE_MUNICIPAL_ROWS, region)
    return promises.in_bin() if whole else promises.filter(municipality__in=own).in_bin()


def _grants(region: Region, rights: Rights) -> Any:
    grants = Grant.objects.filter(region=region)
    return grants.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else grants.none()


def _applications(region: Region, rights: Rights) -> Any:
    applications = PoolApplication.objects.filter(region=region)
    return applications.in_bin() if rights.may(Right.WRITE_ACTIONS, region) else applications.none()


def _indicators(region: Region, rights: Rights) -> Any:
    indicators = Indicator.objects.filter(region=region)
    return indicators.in_bin() if may_keep_region(rights, region) else indicators.none()


SHELVES: dict[str, Shelf] = {
    "indicator": Shelf("Indicator", _indicators, lambda one: restore_indicator(indicator=one)),
    "onderdeel": Shelf("Onderdeel", _nodes, lambda node: restore_node(node=node)),
    "actie": Shelf("Actie", _actions, lambda action: restore_action(action=action)),
    "lokale-actie": Shelf("Lokale actie", _local_actions, lambda action: restore_local_action(action=action)),
    "knelpunt": Shelf("Knelpunt", _bottlenecks, lambda bottleneck: restore_bottleneck(bottleneck=bottleneck)),
    "leerpunt": Shelf("Leerpunt", _lessons, lambda lesson: take_out_of_bin(one=lesson)),
    "onderzoek": Shelf("Onderzoek", _research, lambda research: take_out_of_bin(one=research)),
    "voorstel": Shelf("Voorstel", _proposals, lambda proposal: restore_proposal(proposal=proposal)),
    "bijdrage": Shelf("Bijdrage", _grants, lambda grant: restore_grant(grant=grant)),
    "aanvraag": Shelf("Aanvraag bij de projectenpool", _applications, lambda one: restore_application(application=one)),
    "toezegging": Shelf("Toezegging", _promises, lambda promise: restore_promise(promise=promise)),
    "bijlage-programma": Shelf(
        "Bijlage bij het programma", _programme_files, lambda file: restore_attachment(attachment=file)
    ),
    "bijlage-actie": Shelf("Bijlage bij een actie", _action_files, lambda file: restore_attachment(attachment=file)),
    "bijlage-leerpunt": Shelf(
        "Bijlage bij een leerpunt", _lesson_files, lambda file: restore_attachment(attachment=file)
    ),
    "bijlage-scan": Shelf("Bijlage bij een scan", _scan_files, lambda file: restore_attachment(attachment=file)),
    "bijlage-voorstel": Shelf(
        "Bijlage bij een voorstel", _proposal_files, lambda file: restore_attachment(attachment=file)
    ),
}


def may_use_bin(rights: Rights, region: Region) -> bool:
    """Whoever writes in the region, or for one of its municipalities."""
    members = Municipality.objects.in_region(region, on=clock.today())
    return rights.may(Right.WRITE_ACTIONS, region) or any(
        rights.may_for_municipality(Right.WRITE_MUNICIPAL_ROWS, one, region) for one in members
    )


def bin_rows(region: Region, rights: Rights) -> tuple[BinRow, ...]:
    """What the visitor may put back, removed last first. A constant number of queries."""
    rows = (
        BinRow(kind, shelf.label, one.pk, str(one), one.removed_at, one.removed_by, stays=getattr(one, "stays", False))
        for kind, shelf in SHELVES.items()
        for one in shelf.removed_in(region, rights).select_related("removed_by")
    )
    return tuple(sorted(rows, key=lambda row: row.removed_at, reverse=True))


@transaction.atomic
def put_back(*, region: Region, rights: Rights, kind: str, pk: int) -> Removable | None:
    """Take one thing out of the bin; None when it does not lie there for this visitor.

    Raises ValidationError when it cannot come back, such as an onderdeel whose number was given to another.
    """
    shelf = SHELVES.get(kind)
    found = shelf.removed_in(region, rights).filter(pk=pk).first() if shelf else None
    if shelf is None or found is None:
        return None
    shelf.restore(found)
    return found


def empty_bins() -> int:
    """Delete for good what lay in a bin for thirty days. Returns how much that was.

    What something else still needs stays, unseen, until that is gone too.
    """
    return sum(_delete(one) for one in _expired())


def schedule_emptying() -> bool:
    """Have the worker empty the bins each day; True when that was not so yet."""
    _, made = Schedule.objects.get_or_create(
        name=EMPTYING, defaults={"func": "ghnt.site.bin.empty_bins", "schedule_type": Schedule.DAILY}
    )
    return made


def _expired() -> Iterator[Removable]:
    """Files first: they keep what they hang on."""
    for model in (
        *(ProgrammeFile, ActionFile, ProposalFile, LocalAction, Bottleneck),
        *(ScanFile, LessonFile, Lesson, Research, LearningCircle),
        *(PoolApplication, Grant, Action, Proposal, CouncilPromise),
    ):
        yield from model.objects.expired()
    yield from Indicator.objects.expired()
    yield from RemovableQuerySet.expired(OutlineNode.objects.all())


@transaction.atomic
def _delete(one: Removable) -> bool:
    try:
        with transaction.atomic():
            if isinstance(one, Action | Proposal | Lesson):
                _delete_files_of(one)
            if isinstance(one, ProgrammeFile | ActionFile | ProposalFile | LessonFile | ScanFile):
                purge_attachment(attachment=one)
            else:
                one.delete()
    except ProtectedError:
        logger.info("Kept in the bin, something still points to it: %s %s", one._meta.label, one.pk)
        return False
    return True


def _delete_files_of(one: Action | Proposal | Lesson) -> None:
    """It goes with its attachments."""
    files: Any
    if isinstance(one, Action):
        files = ActionFile.objects.filter(action=one)
    elif isinstance(one, Proposal):
        files = ProposalFile.objects.filter(proposal=one)
    else:
        files = LessonFile.objects.filter(lesson=one)
    for file in files.select_related("file"):
        purge_attachment(attachment=file)
