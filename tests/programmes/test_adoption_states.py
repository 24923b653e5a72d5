from datetime import date

import pytest

from programmes.models import AdoptionResult
from programmes.municipal_acts import acts_of
from programmes.municipal_acts.states import ALLOWED, ActStage, ActVerb, Writer
from regions.models import Role
from regions.rights import rights_of
from tests import factories
from tests.programmes.adopting import *  # noqa: F403  fixtures

ON = date(2021, 7, 12)
STAGES = {
    ActStage.NO_PLAN: None,
    ActStage.OPEN: {},
    ActStage.PLANNED: {"planned_on": date(2021, 9, 1)},
    ActStage.DECIDED: {"result": AdoptionResult.ADOPTED, "decided_on": date(2021, 6, 1)},
}
WRITE = {ActVerb.WRITE_RESULT, ActVerb.WRITE_STEPS, ActVerb.WRITE_MOTIONS}
EVERYTHING = set(ActVerb)
# What somebody may do with the own municipality and with another one, while it is not decided and after that.
EXPECTED = {
    "leader": (EVERYTHING, EVERYTHING, WRITE, WRITE),
    "editor": (EVERYTHING, EVERYTHING, WRITE, WRITE),
    "municipal": (WRITE, set(), WRITE, set()),
    "leader elsewhere, officer here": (WRITE, set(), WRITE, set()),
    "leader and officer": (EVERYTHING, EVERYTHING, WRITE, WRITE),
    "secretary": (set(), set(), set(), set()),
    "reader": (set(), set(), set(), set()),
    "national": (set(), set(), set(), set()),
    "adviser": (set(), set(), set(), set()),
    "administrator": (set(), set(), set(), set()),
    "leader elsewhere": (set(), set(), set(), set()),
}


@pytest.fixture
def people(region, municipalities):
    elsewhere = {"region": factories.RegionFactory()}
    here, officer = {"region": region}, {"municipality": municipalities[0]}
    held = {
        "leader": [(Role.LEADER, here)],
        "editor": [(Role.EDITOR, here)],
        "municipal": [(Role.MUNICIPAL, officer)],
        "leader elsewhere, officer here": [(Role.LEADER, elsewhere), (Role.MUNICIPAL, officer)],
        "leader and officer": [(Role.LEADER, here), (Role.MUNICIPAL, officer)],
        "secretary": [(Role.SECRETARY, {"body": factories.BodyFactory(region=region)})],
        "reader": [(Role.READER, here)],
        "national": [(Role.NATIONAL, {})],
        "adviser": [(Role.ADVISER, here)],
        "administrator": [(Role.ADMINISTRATOR, {})],
        "leader elsewhere": [(Role.LEADER, elsewhere)],
    }
    found = {}
    for name, roles in held.items():
        user = factories.UserFactory()
        for role, scope in roles:
            factories.RoleAssignmentFactory(user=user, role=role, **scope)
        found[name] = rights_of(user, on=ON)
    return found


@pytest.mark.parametrize("stage", ActStage)
def test_every_cell_of_the_table(version, municipalities, people, stage):
    if STAGES[stage] is not None:
        for one in municipalities:
            factories.AdoptionFactory(programme_version=version, municipality=one, **STAGES[stage])
    for name, (own, other, own_decided, other_decided) in EXPECTED.items():
        lines = {line.municipality.name: line for line in acts_of(version, people[name])}
        decided = stage is ActStage.DECIDED
        expected = {"Buren": own_decided if decided else own, "Tiel": other_decided if decided else other}
        for municipality, verbs in expected.items():
            found = {verb for verb in ActVerb if lines[municipality].may(verb)}
            assert found == verbs, (name, municipality)


def test_table_knows_every_stage_and_verb():
    assert {stage: set(verbs) for stage, verbs in ALLOWED.items()} == {stage: set(ActVerb) for stage in ActStage}


def test_successor_writes_what_the_old_municipality_left_open(version, municipalities, region):
    old, heir = municipalities[0], factories.MunicipalityFactory(name="West Betuwe")
    old.valid_to = date(2021, 6, 1)
    old.save()
    factories.MunicipalitySuccessionFactory(predecessor=old, successor=heir, on=date(2021, 6, 1))
    user = factories.RoleAssignmentFactory(role=Role.MUNICIPAL, municipality=heir).user
    line = acts_of(version, rights_of(user, on=ON))[0]
    assert (line.name, line.writers) == ("Buren (sinds 1 juni 2021 West Betuwe)", {Writer.SUCCESSOR})
    assert {verb for verb in ActVerb if line.may(verb)} == WRITE
    factories.AdoptionFactory(
        programme_version=version, municipality=old, result=AdoptionResult.ADOPTED, decided_on=date(2021, 5, 1)
    )
    line = acts_of(version, rights_of(user, on=ON))[0]
    assert not any(line.may(verb) for verb in ActVerb)
