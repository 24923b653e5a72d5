"""Links with which a clerk (griffier) reads the dossier of one version without an account: dated, and revocable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ghnt import clock
from ghnt.accounts.models import User
from ghnt.accounts.secret_links import digest_of, make_secret
from programmes.models import DossierLink, ProgrammeVersion, RegionalProgramme

USUAL_TIME = timedelta(days=92)
LONGEST_TIME = timedelta(days=366)
MOST_OPEN = 50


class LinkClosedError(Exception):
    """The link was revoked, ran out, or never was."""


class LinkState(models.TextChoices):
    OPEN = "open", "Werkt"
    EXPIRED = "expired", "Verlopen"
    REVOKED = "revoked", "Ingetrokken"

    @property
    def icon(self) -> str:
        return {"open": "lock-open", "expired": "clock", "revoked": "ban"}[self.value]

    @property
    def tone(self) -> str:
        return "green" if self == LinkState.OPEN else "grey"


@dataclass(frozen=True)
class LinkLine:
    link: DossierLink
    state: LinkState


@transaction.atomic
def make_link(
    *, version: ProgrammeVersion, addressee: str, valid_to: date, nonce: str, by: User
) -> tuple[DossierLink, str]:
    """A link to the version and its secret, which is kept nowhere. The same nonce of the same person gives the same.

    Raises ValidationError when the last day is past or too far away, or when there are very many links.
    """
    today = clock.today()
    if not today <= valid_to <= today + LONGEST_TIME:
        raise ValidationError({"valid_to": "Kies een dag vanaf vandaag, hoogstens een jaar vooruit."})
    RegionalProgramme.objects.select_for_update().get(pk=version.programme_id)  # the same twice waits here
    secret = make_secret("programmes.dossier", f"{by.pk}:{version.pk}", nonce)
    made = DossierLink.objects.filter(digest=digest_of(secret)).first()
    if made is not None:
        return made, secret
    if version.dossier_links.filter(revoked_at__isnull=True, valid_to__gte=today).count() >= MOST_OPEN:
        raise ValidationError(f"Er werken al {MOST_OPEN} links. Trek er eerst een in.")
    link = DossierLink(programme_version=version, addressee=addressee, valid_to=valid_to, made_by=by)
    link.digest = digest_of(secret)
    link.save()
    return link, secret


@transaction.atomic
def revoke(*, link: DossierLink) -> None:
    """Close the link at once; done twice it changes nothing."""
    locked = DossierLink.objects.select_for_update().get(pk=link.pk)
    if locked.revoked_at is None:
        locked.revoked_at = clock.now()
        locked.save()


def link_behind(secret: str) -> DossierLink:
    """The link with the secret. Raises LinkClosedError, whatever the reason."""
    version = "programme_version__programme__region"
    found = DossierLink.objects.filter(digest=digest_of(secret)).select_related(version).first()
    if found is None or state_of(found, on=clock.today()) != LinkState.OPEN:
        raise LinkClosedError
    return found


def note_opening(link: DossierLink) -> None:
    """So that the leader sees whether the clerk read it. The only thing that reading a page here ever writes."""
    DossierLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(last_opened_at=clock.now())


def links_of(version: ProgrammeVersion, *, on: date) -> tuple[LinkLine, ...]:
    """The newest hundred, those that work and those that worked; one query."""
    links = version.dossier_links.select_related("made_by").order_by("-made_at", "-pk")[:100]
    return tuple(LinkLine(link, state_of(link, on=on)) for link in links)


def state_of(link: DossierLink, *, on: date) -> LinkState:
    if link.revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.OPEN if on <= link.valid_to else LinkState.EXPIRED
