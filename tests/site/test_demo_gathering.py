from datetime import date

import pytest

from ghnt import clock
from ghnt.site.demo.gathering import gather_in
from programmes.models import Attendance, Meeting, MeetingState
from regions.models import Body, BodyKind, Contact, Seat
from tests import factories

pytestmark = pytest.mark.django_db


def test_told_region_gets_seats_people_a_year_of_meetings_and_attendance():
    region = factories.RegionFactory(slug="eigen")
    factories.RegionMembershipFactory(target=region)
    body = factories.BodyFactory(region=region, kind=BodyKind.DIRECTORS)
    for _ in range(2):
        factories.SeatFactory(body=body, organisation=factories.OrganisationFactory(region=region))
    treated = factories.MeetingFactory(body=body, date=date(2021, 3, 4), state=MeetingState.HELD)
    factories.AgendaItemFactory(meeting=treated)
    with clock.standing_at(date(2021, 7, 12)):
        gather_in(["eigen"])
    body.refresh_from_db()
    assert body.papers_days == 10
    assert {seat.function for seat in Seat.objects.filter(body=body)} == {"directeur sociaal domein"}
    assert set(Contact.objects.values_list("organisation__region", flat=True)) == {region.pk}
    states = set(Meeting.objects.filter(body=body).values_list("state", flat=True))
    assert states == {MeetingState.HELD, MeetingState.PLANNED}
    assert Attendance.objects.filter(meeting=treated).count() == 3
    assert Attendance.objects.exclude(meeting=treated).count() == 0
    assert Body.objects.of_region(region).count() == 3
