from datetime import date

import pytest

from ghnt.site.adoption_waiting import councils_to_follow
from programmes.models import Adoption, AdoptionResult, CouncilPromise
from regions.models import Role
from regions.rights import rights_of
from tests import factories
from tests.programmes.adopting import *  # noqa: F403  fixtures

ON = date(2021, 7, 12)


@pytest.fixture
def rows(version, municipalities, region):
    made = {one.slug: factories.AdoptionFactory(programme_version=version, municipality=one) for one in municipalities}
    step = factories.AdoptionStepFactory
    step(adoption=made["buren"], name="Raad", planned_on=date(2021, 7, 1))
    step(adoption=made["culemborg"], name="Commissie", deliver_by=date(2021, 7, 20), planned_on=date(2021, 9, 1))
    step(adoption=made["culemborg"], name="Raad", position=2, deliver_by=date(2021, 9, 1))
    Adoption.objects.filter(pk=made["tiel"].pk).update(planned_on=date(2021, 7, 5))
    promise = factories.CouncilPromiseFactory
    promise(region=region, municipality=municipalities[0], due=date(2021, 8, 1), text="Een brief.")
    promise(region=region, municipality=municipalities[0], due=date(2021, 12, 1), text="Later.")
    promise(region=region, municipality=municipalities[1], due=date(2021, 7, 1), text="Een overzicht.")
    return made


def titles(role, **scope):
    user = factories.RoleAssignmentFactory(role=role, **scope).user
    return sorted(task.title for task in councils_to_follow(rights_of(user, on=ON), on=ON))


EVERYTHING = [
    "Stukken aanleveren: commissie, Culemborg",
    "Toezegging beantwoorden aan de raad van Buren",
    "Toezegging beantwoorden aan de raad van Culemborg",
    "Uitkomst invullen: besluit van Tiel",
    "Uitkomst invullen: raad, Buren",
]


def test_leader_sees_what_waits_in_all_municipalities(rows, region):
    assert titles(Role.LEADER, region=region) == EVERYTHING
    assert titles(Role.READER, region=region) == []


def test_promise_is_not_cut_within_a_word(rows, region):
    text = "Het college vertelt de raad wat er met de motie over ervaringsdeskundigen bij de evaluatie is gedaan."
    CouncilPromise.objects.update(text=text)
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    told = {task.why for task in councils_to_follow(rights_of(user, on=ON), on=ON) if "Toezegging" in task.title}
    assert told == {text}


def test_officer_sees_what_waits_in_the_own_one(rows, municipalities):
    own = ["Toezegging beantwoorden aan de raad van Buren", "Uitkomst invullen: raad, Buren"]
    assert titles(Role.MUNICIPAL, municipality=municipalities[0]) == own


def test_nothing_waits_once_a_municipality_decided_or_another_version_was_adopted(rows, region, version):
    for row in Adoption.objects.all():
        row.result, row.decided_on = AdoptionResult.ADOPTED, date(2021, 7, 5)
        row.save()
    promises = [title for title in EVERYTHING if title.startswith("Toezegging")]
    assert titles(Role.LEADER, region=region) == promises
    Adoption.objects.update(result="", decided_on=None)
    assert titles(Role.EDITOR, region=region) == EVERYTHING
    factories.ProgrammeEventFactory(
        version=factories.ProgrammeVersionFactory(programme=version.programme, number=2), date=date(2021, 7, 1)
    )
    assert titles(Role.LEADER, region=region) == promises


def test_what_waits_takes_the_same_queries_for_more_rows(rows, region, django_assert_num_queries):
    rights = rights_of(factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user, on=ON)
    with django_assert_num_queries(4):
        assert len(list(councils_to_follow(rights, on=ON))) == 5
    factories.AdoptionStepFactory(adoption=rows["tiel"], planned_on=date(2021, 7, 2))
    factories.AdoptionStepFactory(adoption=rows["buren"], name="Extra raad", planned_on=date(2021, 7, 2))
    with django_assert_num_queries(4):
        list(councils_to_follow(rights, on=ON))
