"""Front-runners: state × role, one of a block, and what the region reads."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.learning import front_runners
from actions.learning.front_runners import Verb, may_do
from actions.models import FrontRunner, FrontRunnerState
from ghnt.notices.models import Notice
from regions.models import Role
from regions.rights import rights_of
from tests.at_once import at_once
from tests.factories import BuildingBlockFactory, FrontRunnerFactory, RegionFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)
WHERE = "1.2 Meldcode"
OFFERED, CONFIRMED, DECLINED, ENDED = FrontRunnerState

# What each role may do in each state; everything else nobody may.
TABLE = {
    (OFFERED, Role.LEADER): {Verb.CHANGE, Verb.WITHDRAW},
    (OFFERED, Role.NATIONAL): {Verb.CONFIRM, Verb.DECLINE},
    (CONFIRMED, Role.LEADER): {Verb.CHANGE, Verb.END},
    (CONFIRMED, Role.NATIONAL): {Verb.END},
}


def person(role, region):
    scope = {} if role == Role.NATIONAL else {"region": region}
    return RoleAssignmentFactory(role=role, **scope).user


def rights(user):
    return rights_of(user, on=TODAY)


@pytest.mark.parametrize("role", [Role.LEADER, Role.EDITOR, Role.READER, Role.ADVISER, Role.NATIONAL])
@pytest.mark.parametrize("state", FrontRunnerState)
def test_front_runner_state_and_role_decide(region, state, role):
    claim = FrontRunnerFactory(region=region, state=state)
    held = rights(person(role, region))
    assert {verb for verb in Verb if may_do(verb, claim, held)} == TABLE.get((state, role), set())


@pytest.mark.parametrize("state", FrontRunnerState)
def test_front_runner_person_with_two_roles_may_what_either_may(region, state):
    claim = FrontRunnerFactory(region=region, state=state)
    both = person(Role.LEADER, region)
    RoleAssignmentFactory(role=Role.NATIONAL, user=both)
    expected = TABLE.get((state, Role.LEADER), set()) | TABLE.get((state, Role.NATIONAL), set())
    assert {verb for verb in Verb if may_do(verb, claim, rights(both))} == expected


def test_front_runner_leader_of_another_region_may_nothing(region):
    claim = FrontRunnerFactory(region=region)
    held = rights(person(Role.LEADER, RegionFactory(name="Overkant", slug="overkant")))
    assert not any(may_do(verb, claim, held) for verb in Verb)


def test_second_front_runner_is_refused_naming_the_first(client, region):
    first = FrontRunnerFactory(region=region, state=CONFIRMED)
    second = FrontRunnerFactory(region=RegionFactory(name="Overkant", slug="overkant"), block=first.block)
    client.force_login(person(Role.NATIONAL, region))
    url = reverse("actions:front_runner_decide", args=[second.pk])
    text = client.post(url, {"answer": "Ja", "confirm": "x"}).content.decode()
    assert "Regio Rivierenland is al voorloper op" in text
    assert "Beëindig die eerst. Daarna kunt u regio Overkant bevestigen." in text
    client.post(reverse("actions:front_runner_end", args=[first.pk]), {"answer": "Ruimte voor een ander"})
    client.post(url, {"answer": "Ja", "confirm": "x"})
    assert [FrontRunner.objects.get(pk=one.pk).state for one in (first, second)] == [ENDED, CONFIRMED]


def test_own_second_offer_is_refused_and_the_same_again_is_one(region):
    leader, block = person(Role.LEADER, region), BuildingBlockFactory()
    said = {"region": region, "block": block, "contact": "", "where": WHERE, "by": leader}
    first = front_runners.offer(text="Wij hebben dit", **said)
    assert front_runners.offer(text="Wij hebben dit", **said) == first
    with pytest.raises(ValidationError, match=r"al aangeboden voor 1\.2 Meldcode"):
        front_runners.offer(text="Nog iets", **said)


def test_offer_and_decision_are_told(region):
    leader, national = person(Role.LEADER, region), person(Role.NATIONAL, region)
    said = {"text": "Wij hebben dit", "contact": "", "where": WHERE, "by": leader}
    claim = front_runners.offer(region=region, block=BuildingBlockFactory(), **said)
    answer = {"where": WHERE, "rights": rights(national), "by": national}
    with pytest.raises(ValidationError, match="Schrijf kort waarom"):
        front_runners.decide(claim=claim, verb=Verb.DECLINE, answer=" ", **answer)
    front_runners.decide(claim=claim, verb=Verb.CONFIRM, answer="Mooi", **answer)
    with pytest.raises(ValidationError, match="de stand is nu “voorloper”"):
        front_runners.decide(claim=claim, verb=Verb.CONFIRM, answer="Mooi", **answer)
    assert list(Notice.objects.order_by("pk").values_list("user", "what")) == [
        (national.pk, "regio Rivierenland biedt zich aan als voorloper op 1.2 Meldcode"),
        (leader.pk, "regio Rivierenland is nu voorloper op 1.2 Meldcode"),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_confirmed_at_once_leave_one_and_name_it(region):
    block, national = BuildingBlockFactory(), person(Role.NATIONAL, region)
    regions = [region, RegionFactory(name="Overkant", slug="overkant")]
    claims = [FrontRunnerFactory(region=one, block=block) for one in regions]
    held = rights(national)

    def confirm(claim):
        try:
            front_runners.decide(claim=claim, verb=Verb.CONFIRM, answer="", where=WHERE, rights=held, by=national)
        except ValidationError as refusal:
            return refusal.messages[0]
        return "ja"

    said = sorted(at_once(lambda: confirm(claims.pop())))
    assert (said[1], FrontRunner.objects.filter(state=CONFIRMED).count()) == ("ja", 1)
    assert "Beëindig die eerst." in said[0]
