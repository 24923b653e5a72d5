"""How the councils of the told regions decide: their steps, motions, promises, recesses, and links for clerks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

from ghnt import clock
from ghnt.accounts.models import User
from programmes import dossier_links
from programmes.council_promises import save_promise
from programmes.models import (
    Adoption,
    AdoptionStep,
    CouncilMotion,
    CouncilPromise,
    Pattern,
    ProgrammeVersion,
    Recess,
    RegionalProgramme,
)
from programmes.municipal_acts import plan_of, save_act, set_for_all, version_to_tell
from programmes.municipal_acts.motions import save_motion
from programmes.municipal_acts.steps import move_step, save_steps
from regions.models import Municipality, Region, Role, RoleAssignment

FILE = Path(__file__).parent / "councils.toml"
Row = dict[str, Any]


def let_councils_decide(slugs: Iterable[str]) -> None:
    """Once the programmes have their versions: everything that the file says of these regions."""
    said = tomllib.loads(FILE.read_text())
    for slug in slugs:
        region = Region.objects.get(slug=slug)
        programme = RegionalProgramme.objects.running(region, clock.today())
        version = version_to_tell(programme) if programme else None
        if version is not None:
            _Councils(region, version, said[slug]).tell()


class _Councils:
    def __init__(self, region: Region, version: ProgrammeVersion, data: Row) -> None:
        self.region, self.version, self.data = region, version, data
        self.by = _leader_of(region)

    def tell(self) -> None:
        self.choose()
        for row in self.data.get("recesses", ()):
            self.recess(dict(row))
        for row in self.data.get("acts", ()):
            self.decide(dict(row))
        for row in self.data.get("steps", ()):
            self.step(dict(row))
        for row in self.data.get("motions", ()):
            self.motion(dict(row))
        for row in self.data.get("promises", ()):
            self.promise(dict(row))
        for row in self.data.get("links", ()):
            self.link(row)

    def choose(self) -> None:
        plan = plan_of(self.version)
        pattern = Pattern(self.data["pattern"])
        seen = plan.version if plan else None
        set_for_all(version=self.version, pattern=pattern, acting=None, seen_version=seen)

    def recess(self, row: Row) -> None:
        slug = row.pop("municipality", None)
        municipality = Municipality.objects.get(slug=slug) if slug else None
        Recess.objects.create(region=self.region, municipality=municipality, **row)

    def decide(self, row: Row) -> None:
        adoption = self.adoption(row.pop("slug"))
        for name, value in row.items():
            setattr(adoption, name, value)
        save_act(adoption=adoption, seen_version=adoption.version)

    def step(self, row: Row) -> None:
        adoption = self.adoption(row.pop("slug"))
        found = AdoptionStep.objects.filter(adoption=adoption, name=row["name"]).first()
        step = found or AdoptionStep(adoption=adoption)
        for name, value in row.items():
            setattr(step, name, value)
        save_steps(adoption=adoption, steps=[(step, step.version if found else None)])
        if found is None:  # the council decides last
            move_step(step=step, up=True)

    def motion(self, row: Row) -> None:
        adoption = self.adoption(row.pop("slug"))
        save_motion(motion=CouncilMotion(**row), adoption=adoption, seen_version=None)

    def promise(self, row: Row) -> None:
        municipality = Municipality.objects.get(slug=row.pop("slug"))
        promise = CouncilPromise(region=self.region, municipality=municipality, **row)
        save_promise(promise=promise, seen_version=None)

    def link(self, row: Row) -> None:
        with clock.standing_at(row["on"]):
            link, _secret = dossier_links.make_link(
                version=self.version, addressee=row["addressee"], valid_to=row["valid_to"], nonce="", by=self.by
            )
        link.last_opened_at, link.revoked_at = _at(row.get("opened_on")), _at(row.get("revoked_on"))
        link.save()

    def adoption(self, slug: str) -> Adoption:
        return Adoption.objects.get(programme_version=self.version, municipality__slug=slug)


def _at(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(10, 15))) if day else None


def _leader_of(region: Region) -> User:
    return RoleAssignment.objects.select_related("user").filter(region=region, role=Role.LEADER)[0].user
