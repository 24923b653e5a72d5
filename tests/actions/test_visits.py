from datetime import UTC, datetime, timedelta

import pytest

from actions import visits
from actions.models import ActionChange, DisclosedHalfYear, RegionVisit
from ghnt import clock
from ghnt.periods import HalfYear
from regions.models import Role
from tests.factories import ActionFactory, ActionUpdateFactory

H1_2021 = HalfYear(2021, 1)
URL = "/regio/rivierenland/acties/"
LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)


@pytest.fixture
def old_action(node):
    return ActionFactory(node=node, title="Bestaand", created_at=LONG_AGO)


def visited(user, region, *, ago, previous=None):
    moment = clock.now() - ago
    return RegionVisit.objects.create(
        user=user, region=region, began_at=moment, last_at=moment, previous_at=previous and clock.now() - previous
    )


def test_visit_begins_anew_after_four_hours(leader, region):
    first = visited(leader, region, ago=timedelta(hours=4))
    again = visits.note_visit(user=leader, region=region)
    assert again.previous_at == first.last_at


def test_visit_goes_on_within_four_hours(leader, region):
    visited(leader, region, ago=timedelta(hours=3, minutes=59), previous=timedelta(days=7))
    before = RegionVisit.objects.get().previous_at
    again = visits.note_visit(user=leader, region=region)
    assert again.previous_at == before
    assert clock.now() - again.last_at < timedelta(minutes=1)


def test_first_visit_has_none_before_it(leader, region):
    assert visits.previous_visit(leader, region) is None
    visits.note_visit(user=leader, region=region)
    assert visits.previous_visit(leader, region) is None


def test_page_read_before_the_visit_is_told_compares_with_the_last_one(leader, region):
    visit = visited(leader, region, ago=timedelta(days=2), previous=timedelta(days=9))
    assert visits.previous_visit(leader, region) == visit.last_at


def test_everything_seen_leaves_only_what_comes_later(client, leader, region, old_action):
    visited(leader, region, ago=timedelta(days=2))
    ActionUpdateFactory(action=old_action, half_year=H1_2021, updated_at=clock.now() - timedelta(days=1))
    assert "Gewijzigd: voortgang" in client.get(URL).content.decode()
    client.post(f"{URL}gezien/", {"gezien": "1"})
    assert "Gewijzigd: voortgang" not in client.get(URL).content.decode()


def test_action_list_writes_nothing_on_reading(client, leader, old_action):
    client.get(URL)
    assert not RegionVisit.objects.exists()


def test_action_list_marks_and_filters_what_changed_since_the_visit(client, leader, region, node, old_action):
    visited(leader, region, ago=timedelta(days=2))
    ActionFactory(node=node, title="Nieuw erbij")
    ActionFactory(node=node, title="Onveranderd", created_at=LONG_AGO)
    for field in ("puller", "end"):
        ActionChange.objects.create(action=old_action, field=field, before="", after="x")
    answer = client.get(f"{URL}?gewijzigd=bezoek")
    assert [action.title for action in answer.context["actions"]] == ["Bestaand", "Nieuw erbij"]
    text = answer.content.decode()
    assert "Gewijzigd: trekker, einddatum" in text
    assert "Gewijzigd: nieuw" in text


def test_action_list_on_the_first_visit_marks_nothing(client, leader, old_action):
    ActionChange.objects.create(action=old_action, field="end")
    answer = client.get(f"{URL}?gewijzigd=bezoek")
    assert "Gewijzigd: einddatum" not in answer.content.decode()
    assert len(answer.context["actions"]) == 1


def test_national_team_sees_no_running_half_year_among_what_changed(client, sign_in, region, old_action):
    user = sign_in(Role.NATIONAL)
    visited(user, region, ago=timedelta(days=2))
    ActionUpdateFactory(action=old_action, half_year=H1_2021)
    answer = client.get(f"{URL}?gewijzigd=bezoek")
    assert list(answer.context["actions"]) == []
    DisclosedHalfYear.objects.create(region=region, half_year=H1_2021)
    assert "Gewijzigd: voortgang" in client.get(f"{URL}?gewijzigd=bezoek").content.decode()


def test_what_came_into_view_since_the_visit_counts_for_the_national_team(client, sign_in, region, old_action):
    user = sign_in(Role.NATIONAL)
    ActionUpdateFactory(action=old_action, half_year=H1_2021, updated_at=LONG_AGO)
    visited(user, region, ago=timedelta(days=2))
    DisclosedHalfYear.objects.create(region=region, half_year=H1_2021)
    assert "Gewijzigd: voortgang" in client.get(URL).content.decode()
