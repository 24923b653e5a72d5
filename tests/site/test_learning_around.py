"""Leren in the search, in calendars and in Mijn werk: within what somebody may read."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from actions.models import CircleMeetingState, Sharing
from ghnt.site.calendar import calendar_of
from ghnt.site.learning_waiting import circle_meetings_to_come, learning_to_do
from ghnt.site.search.finding import find, shown
from ghnt.site.search.index import Kind
from ghnt.site.search.query import parse
from regions.models import Role
from regions.rights import rights_of
from tests.factories import (
    BuildingBlockFactory,
    CircleMeetingFactory,
    FrontRunnerFactory,
    LearningCircleFactory,
    LessonFactory,
    RegionFactory,
    ResearchFactory,
    RoleAssignmentFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region():
    return RegionFactory(name="Rivierenland", slug="rivierenland")


def rights(role, **scope):
    return rights_of(RoleAssignmentFactory(role=role, **scope).user, on=TODAY)


def titles(typed, held):
    query = parse(typed)
    return [str(one.title) for found in find(query, held).values() for one in shown(found, query)]


def test_search_finds_shared_lessons_and_not_those_of_others(region):
    LessonFactory(region=region, title="Eigen")
    LessonFactory(region=region, title="Gedeeld", text="Kappers eigen taal", sharing=Sharing.ALL)
    LessonFactory(region=region, title="Kring eigen", sharing=Sharing.CIRCLE).circles.add(LearningCircleFactory())
    elsewhere = rights(Role.LEADER, region=RegionFactory(name="Overkant", slug="overkant"))
    assert titles("eigen", elsewhere) == ["Gedeeld"]
    assert len(titles("eigen", rights(Role.READER, region=region))) == 3
    assert titles("eigen", rights(Role.ADMINISTRATOR)) == []


def test_search_finds_research_and_forgets_what_is_thrown_away(region):
    one = ResearchFactory(title="Pilot kappers", results="Zeven op de tien", owner=None)
    held = rights(Role.READER, region=region)
    assert find(parse("zeven"), held).keys() == {Kind.RESEARCH}
    one.removed_at = timezone.now()
    one.save()
    assert find(parse("zeven"), held) == {}


def test_calendar_holds_meetings_of_own_circles_once_invited(region, client):
    circle = LearningCircleFactory(name="Midden", slug="midden")
    circle.regions.add(region)
    CircleMeetingFactory(circle=circle, subject="Stil")
    told = CircleMeetingFactory(circle=circle, subject="Luid", starts_at=time(13), invited_at=timezone.now())
    held = rights(Role.LEADER, region=region)
    assert [one.title for one in calendar_of(held, on=TODAY)] == ["Midden: Luid"]
    elsewhere = RoleAssignmentFactory(role=Role.LEADER, region=RegionFactory(name="Ver", slug="ver")).user
    assert calendar_of(rights_of(elsewhere, on=TODAY), on=TODAY) == []
    client.force_login(elsewhere)
    assert client.get(reverse("circle_meeting_calendar", args=["midden", told.pk])).status_code == 404
    client.force_login(RoleAssignmentFactory(role=Role.READER, region=region).user)
    text = client.get(reverse("circle_meeting_calendar", args=["midden", told.pk])).content.decode()
    assert "DTSTART:20210923T110000Z" in text


def test_work_asks_who_keeps_it_for_results_yields_and_answers(region):
    circle = LearningCircleFactory(name="Midden")
    circle.regions.add(region)
    CircleMeetingFactory(circle=circle, subject="Voorbij", date=date(2021, 7, 1))
    CircleMeetingFactory(circle=circle, subject="Af", date=date(2021, 7, 1), state=CircleMeetingState.CANCELLED)
    FrontRunnerFactory(region=region, block=BuildingBlockFactory())
    ResearchFactory(title="Van de regio", owner=region, until=date(2021, 6, 30))
    ResearchFactory(title="Van het land", owner=None, until=date(2021, 6, 30))
    ResearchFactory(title="Loopt", owner=region, until=TODAY)
    leader = [task.title for task in learning_to_do(rights(Role.LEADER, region=region), on=TODAY)]
    national = [task.title for task in learning_to_do(rights(Role.NATIONAL), on=TODAY)]
    assert leader == ["Uitkomsten invullen: Van de regio"]
    assert national == [
        "Uitkomsten invullen: Van het land",
        "Opbrengst vastleggen: Voorbij",
        "Aanbod als voorloper beantwoorden: regio Rivierenland",
    ]


def test_work_shows_coming_circle_meetings_to_its_regions(region):
    circle = LearningCircleFactory(name="Midden")
    circle.regions.add(region)
    CircleMeetingFactory(circle=circle, subject="Nazorg", date=date(2021, 7, 20), invited_at=timezone.now())
    CircleMeetingFactory(circle=circle, subject="Te ver", date=date(2021, 12, 1), invited_at=timezone.now())
    (group,) = circle_meetings_to_come(rights(Role.EDITOR, region=region), on=TODAY)
    assert [row.task.title for row in group.rows] == ["Nazorg"]
    assert list(circle_meetings_to_come(rights(Role.READER, region=region), on=TODAY)) == []
