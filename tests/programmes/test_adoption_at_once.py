"""Two people write about the same municipality at the same moment, on real transactions."""

from datetime import date

import pytest

from ghnt.ui.editing import EditConflictError
from programmes import municipal_acts
from programmes.dossier_links import make_link
from programmes.models import Adoption, AdoptionPlan, AdoptionStep, DossierLink, Pattern
from programmes.municipal_acts.steps import save_steps
from tests import factories
from tests.at_once import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


def told(operation):
    try:
        operation()
    except EditConflictError:
        return "conflict"
    return "saved"


def test_one_of_two_saves_the_step_and_the_other_is_told():
    for _time in range(5):
        step = factories.AdoptionStepFactory()

        def save(pk=step.pk):
            mine = AdoptionStep.objects.select_related("adoption__programme_version").get(pk=pk)
            mine.planned_on = date(2021, 9, 1)
            save_steps(adoption=mine.adoption, steps=[(mine, 0)])

        assert sorted(at_once(lambda: told(save))) == ["conflict", "saved"]
        assert AdoptionStep.objects.get(pk=step.pk).version == 1


def test_one_of_two_begins_the_row_of_a_municipality():
    version, municipality = factories.ProgrammeVersionFactory(), factories.MunicipalityFactory()

    def save():
        adoption = Adoption(programme_version=version, municipality=municipality)
        municipal_acts.save_act(adoption=adoption, seen_version=None)

    assert sorted(at_once(lambda: told(save))) == ["conflict", "saved"]
    assert Adoption.objects.count() == 1


def test_one_of_two_chooses_the_pattern():
    version = factories.ProgrammeVersionFactory()
    factories.AdoptionFactory(programme_version=version)

    def choose():
        municipal_acts.set_for_all(version=version, pattern=Pattern.COUNCILS, acting=None)

    assert sorted(at_once(lambda: told(choose))) == ["conflict", "saved"]
    assert AdoptionPlan.objects.count() == 1
    assert AdoptionStep.objects.count() == 2


def test_the_same_link_asked_twice_is_one():
    version, by = factories.ProgrammeVersionFactory(), factories.UserFactory()
    asked = {"version": version, "addressee": "Griffie", "valid_to": date(2021, 9, 1), "nonce": "n" * 43, "by": by}
    links = at_once(lambda: make_link(**asked))
    assert links[0] == links[1]
    assert DossierLink.objects.count() == 1
