"""Research and evaluations that follow what regions do: who, what, until when, where, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from actions.models import Action, Research
from actions.models.learning import ResearchQuerySet
from ghnt.accounts.models import User
from programmes.models import BuildingBlock
from regions.models import Region
from regions.rights import Right, Rights

AUDIENCE = "alle regio’s en het landelijk team"


@dataclass(frozen=True)
class Links:
    regions: Collection[Region] = ()
    blocks: Collection[BuildingBlock] = ()
    actions: Collection[Action] = ()


def visible_research(rights: Rights) -> ResearchQuerySet:
    """Everybody who reads a region reads all research: it is meant to be used elsewhere too."""
    found = Research.objects.present() if rights.may_anywhere(Right.READ_REGION) else Research.objects.none()
    return found.select_related("owner")


def listed(
    rights: Rights, *, words: str = "", region: int | None = None, running_on: date | None = None
) -> ResearchQuerySet:
    """Narrowed to words, to a region it is about, and to what runs on a date."""
    found = visible_research(rights).prefetch_related("regions")
    for word in words.split()[:8]:
        texts = Q(title__icontains=word) | Q(question__icontains=word) | Q(done_by__icontains=word)
        found = found.filter(texts | Q(results__icontains=word))
    if region:
        found = found.filter(Q(regions=region) | Q(owner=region)).distinct()
    return found.running(running_on) if running_on else found


def may_write(rights: Rights, owner: Region | int | None) -> bool:
    """Whether somebody keeps the research of the region; without one that of the national team."""
    return rights.may(Right.WRITE_ACTIONS, owner) if owner else Right.WRITE_NATIONAL in rights.national


def without_results(on: date) -> ResearchQuerySet:
    """What is over and of which nobody wrote what came of it."""
    return Research.objects.present().filter(until__lt=on, results="").select_related("owner")


def following(action: Action) -> ResearchQuerySet:
    """The research that follows an action."""
    return Research.objects.present().filter(actions=action)


@transaction.atomic
def save_research(*, research: Research, links: Links, seen_version: int | None, by: User) -> Research:
    """Save new research (None), or changed as it was seen; of actions the person may not choose the links stay.

    The same new one a second time gives the one that stands there. Raises EditConflictError.
    """
    if seen_version is None:
        User.objects.select_for_update().get(pk=by.pk)  # a second click waits for the first
        said = ("title", "kind", "question", "done_by", "start", "until", "owner")
        same = Research.objects.present().filter(**{name: getattr(research, name) for name in said})
        if standing := same.first():
            return standing
    else:
        research.claim(seen_version)
    research.save()
    research.regions.set(links.regions)
    research.blocks.set(links.blocks)
    research.actions.set(links.actions)
    return research
