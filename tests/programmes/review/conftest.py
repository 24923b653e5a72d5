"""A region with two municipalities and their officers, and a meeting that concluded on two proposals."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from ghnt.accounts.models import User
from programmes.models import Conclusion, Meeting, ReviewAddressee, ReviewBundle
from programmes.review import open_bundle
from regions.models import Municipality, Region, Role
from tests import factories

ON = date(2021, 7, 12)
MET = date(2021, 7, 8)
BY = date(2021, 7, 20)


@dataclass
class Scene:
    region: Region
    municipalities: list[Municipality]
    officers: list[User]
    leader: User
    meeting: Meeting
    conclusions: list[Conclusion] = field(default_factory=list)

    def conclude(self, subject="Plan van aanpak", **proposal):
        """A conclusion of the meeting on a new proposal."""
        step = factories.RouteStepFactory(
            round__proposal__region=self.region,
            round__proposal__subject=subject,
            body=self.meeting.body,
            meeting=self.meeting,
            **{f"round__proposal__{name}": value for name, value in proposal.items()},
        )
        conclusion = factories.ConclusionFactory(step=step, date=self.meeting.date, text=f"{subject}: akkoord.")
        self.conclusions.append(conclusion)
        return conclusion

    def open(self) -> ReviewBundle:
        return open_bundle(meeting=self.meeting, by=self.leader)

    def asked(self) -> ReviewBundle:
        """The bundle with a reaction asked for everything."""
        bundle = self.open()
        bundle.items.update(asks_reaction=True)
        bundle.react_by = BY
        bundle.save()
        return bundle

    def addressee(self, conclusion, municipality=None) -> ReviewAddressee:
        return ReviewAddressee.objects.get(
            item__conclusion=conclusion, municipality=municipality or self.municipalities[0]
        )


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = ON


@pytest.fixture
def scene(db):
    region = factories.RegionFactory(name="Heidestreek", slug="heidestreek")
    members = [factories.RegionMembershipFactory(target=region, municipality__name=name) for name in ("Aa", "Berg")]
    municipalities = [member.municipality for member in members]
    officers = [
        factories.RoleAssignmentFactory(
            role=Role.MUNICIPAL, municipality=one, region=None, user__name=f"Medewerker {one}"
        ).user
        for one in municipalities
    ]
    leader = factories.RoleAssignmentFactory(role=Role.LEADER, region=region, user__name="Leider").user
    meeting = factories.MeetingFactory(body__region=region, body__name="Stuurgroep", date=MET)
    scene = Scene(region, municipalities, officers, leader, meeting)
    scene.conclude("Plan van aanpak")
    scene.conclude("Begroting")
    return scene
