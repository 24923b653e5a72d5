from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt.ui.editing import EditConflictError
from programmes import municipal_acts
from programmes.models import AdoptionPlan, AdoptionResult, AdoptionStep, Pattern
from programmes.municipal_acts.ordering import merged
from programmes.municipal_acts.steps import StepRefusedError, move_step, plan_steps, remove_step, save_steps
from regions.models import Role
from tests.factories import AdoptionFactory, AdoptionStepFactory, CentreMunicipalityFactory
from tests.programmes.adopting import *  # noqa: F403  fixtures
from tests.programmes.adopting import NAMES, url


def names(adoption):
    return list(adoption.steps.order_by("position").values_list("name", flat=True))


def steps_by_municipality(version):
    return {one.municipality.name: names(one) for one in version.adoptions.select_related("municipality")}


@pytest.mark.parametrize(
    ("routes", "order"),
    [
        ([], []),
        ([("Commissie", "Raad"), ("College", "Raad")], ["Commissie", "College", "Raad"]),
        ([("Raad",), ("College", "Commissie", "Raad")], ["College", "Commissie", "Raad"]),
        ([("College", "Raad"), ("Brief",)], ["College", "Raad", "Brief"]),
        ([("College", "Commissie", "Raad"), ("Avond", "Raad")], ["College", "Commissie", "Avond", "Raad"]),
    ],
)
def test_merged_follows_every_route(routes, order):
    assert merged(routes) == order


@pytest.mark.parametrize(
    ("pattern", "own", "others"),
    [
        (Pattern.COUNCILS, ["Commissie", "Raad"], ["Commissie", "Raad"]),
        (Pattern.COLLEGE_THEN_COUNCIL, ["College", "Commissie", "Raad"], ["College", "Commissie", "Raad"]),
        (Pattern.COLLEGES, ["College"], ["College"]),
        (Pattern.REGIONAL_BODY, [], []),
        (Pattern.ONE_COLLEGE, ["College"], []),
        (Pattern.CENTRE, ["College", "Commissie", "Raad"], ["Commissie", "Raad"]),
        (Pattern.LETTER, ["Raadsinformatiebrief"], ["Raadsinformatiebrief"]),
    ],
)
def test_every_pattern_gives_its_usual_steps(version, region, municipalities, pattern, own, others):
    CentreMunicipalityFactory(region=region, municipality=municipalities[2], valid_from=date(2018, 1, 1))
    municipal_acts.set_for_all(version=version, pattern=pattern, acting=municipalities[2])
    assert steps_by_municipality(version) == {"Buren": others, "Culemborg": others, "Tiel": own}
    assert AdoptionPlan.objects.get().pattern == pattern


def test_own_way_gives_its_own_steps_and_leaves_the_acts_alone(version, municipalities):
    AdoptionFactory(programme_version=version, municipality=municipalities[0], required_act="college")
    with pytest.raises(ValidationError, match="Beschrijf hoe"):
        municipal_acts.set_for_all(version=version, pattern=Pattern.OWN, acting=None)
    municipal_acts.set_for_all(
        version=version,
        pattern=Pattern.OWN,
        acting=None,
        description="Twee gemeenten samen.",
        own_steps=["Avond", "Raad"],
    )
    assert steps_by_municipality(version) == {name: ["Avond", "Raad"] for name in NAMES}
    acts = dict(version.adoptions.values_list("municipality__name", "required_act"))
    assert acts == {"Buren": "college", "Culemborg": "council", "Tiel": "council"}


def test_another_pattern_keeps_what_was_filled_in(version):
    municipal_acts.set_for_all(version=version, pattern=Pattern.COLLEGE_THEN_COUNCIL, acting=None)
    buren = version.adoptions.get(municipality__name="Buren")
    committee = buren.steps.get(name="Commissie")
    committee.planned_on = date(2021, 9, 1)
    committee.save()
    seen = AdoptionPlan.objects.get().version
    municipal_acts.set_for_all(version=version, pattern=Pattern.LETTER, acting=None, seen_version=seen)
    assert set(names(buren)) == {"Commissie", "Raadsinformatiebrief"}
    assert names(version.adoptions.get(municipality__name="Tiel")) == ["Raadsinformatiebrief"]
    committee.refresh_from_db()
    assert committee.planned_on == date(2021, 9, 1)


def test_steps_take_over_the_day_that_was_planned(version, adoption):
    adoption.planned_on = date(2021, 9, 30)
    adoption.save()
    municipal_acts.set_for_all(version=version, pattern=Pattern.COUNCILS, acting=None)
    assert adoption.steps.get(name="Raad").planned_on == date(2021, 9, 30)
    adoption.refresh_from_db()
    assert adoption.planned_on == date(2021, 9, 30)


def test_pattern_chosen_by_two_at_once_is_told(version):
    municipal_acts.set_for_all(version=version, pattern=Pattern.COUNCILS, acting=None)
    with pytest.raises(EditConflictError):
        municipal_acts.set_for_all(version=version, pattern=Pattern.COLLEGES, acting=None)
    assert AdoptionPlan.objects.get().pattern == Pattern.COUNCILS


def test_outcome_finishes_the_last_step(version, adoption):
    municipal_acts.set_for_all(version=version, pattern=Pattern.COUNCILS, acting=None)
    adoption.refresh_from_db()
    adoption.result, adoption.decided_on = AdoptionResult.ADOPTED, date(2021, 6, 1)
    municipal_acts.save_act(adoption=adoption, seen_version=adoption.version)
    done = dict(adoption.steps.values_list("name", "done_on"))
    assert done == {"Commissie": None, "Raad": date(2021, 6, 1)}


def test_planned_day_of_the_act_follows_the_last_step(adoption):
    last = AdoptionStep(name="Raad", planned_on=date(2021, 9, 30))
    save_steps(adoption=adoption, steps=[(AdoptionStep(name="College"), None), (last, None)])
    adoption.refresh_from_db()
    assert (names(adoption), adoption.planned_on) == (["College", "Raad"], date(2021, 9, 30))
    move_step(step=last, up=True)
    adoption.refresh_from_db()
    assert (names(adoption), adoption.planned_on) == (["Raad", "College"], None)


def test_save_steps_begins_the_row_of_a_municipality(version, municipalities):
    from programmes.models import Adoption

    fresh = Adoption(programme_version=version, municipality=municipalities[1])
    saved = save_steps(adoption=fresh, steps=[(AdoptionStep(name="Raad"), None)])
    assert (saved.pk is not None, names(saved)) == (True, ["Raad"])


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": "Avond", "done_on": date(2021, 7, 13)}, "done_on"), ({"name": "RAAD"}, "name")],
)
def test_save_steps_refuses_a_day_to_come_and_a_name_that_is_there(adoption, values, field):
    AdoptionStepFactory(adoption=adoption, name="Raad")
    with pytest.raises(StepRefusedError) as refusal:
        save_steps(adoption=adoption, steps=[(AdoptionStep(**values), None)])
    assert list(refusal.value.message_dict) == [field]
    assert names(adoption) == ["Raad"]


def test_filled_in_step_stays(adoption):
    filled = AdoptionStepFactory(adoption=adoption, name="College", position=1, done_on=date(2021, 6, 1))
    empty = AdoptionStepFactory(adoption=adoption, name="Raad", position=2)
    with pytest.raises(ValidationError, match="Maak die eerst leeg"):
        remove_step(step=filled, seen_version=0)
    with pytest.raises(EditConflictError):
        remove_step(step=empty, seen_version=7)
    remove_step(step=empty, seen_version=0)
    assert names(adoption) == ["College"]


def test_plan_steps_fills_one_day_or_changes_nothing(version, municipalities):
    rows = [AdoptionFactory(programme_version=version, municipality=one) for one in municipalities]
    steps = [AdoptionStepFactory(adoption=row) for row in rows]
    plan_steps(version=version, steps=[(one, 0) for one in steps[:2]], planned_on=date(2021, 9, 1), deliver_by=None)
    assert list(AdoptionStep.objects.order_by("pk").values_list("planned_on", flat=True)) == [
        date(2021, 9, 1),
        date(2021, 9, 1),
        None,
    ]
    assert [row.planned_on for row in version.adoptions.order_by("pk")] == [date(2021, 9, 1), date(2021, 9, 1), None]
    assert AdoptionStep.history.filter(id=steps[0].pk).count() == 2
    with pytest.raises(EditConflictError):
        plan_steps(version=version, steps=[(steps[2], 0), (steps[0], 0)], planned_on=date(2021, 9, 2), deliver_by=None)
    assert AdoptionStep.objects.get(pk=steps[2].pk).planned_on is None


def posted(steps, new=""):
    data = {"form-TOTAL_FORMS": len(steps) + 1, "form-INITIAL_FORMS": len(steps)}
    for place, (step, values) in enumerate(steps):
        own = {"id": step.pk, "seen_version": step.version, "name": step.name, **values}
        data |= {f"form-{place}-{name}": value for name, value in own.items()}
    return data | {f"form-{len(steps)}-name": new, f"form-{len(steps)}-id": ""}


def test_steps_page_saves_changes_and_a_new_step_and_warns_of_a_recess(client, leader, adoption, region):
    from tests.factories import RecessFactory

    RecessFactory(region=region)
    step = AdoptionStepFactory(adoption=adoption, name="College")
    page = url("adoption_steps", 1, "buren")
    answer = client.post(page, posted([(step, {"planned_on": "20 juli 2021"})], new="Raad"), follow=True)
    text = answer.content.decode()
    assert "De stappen van Buren zijn opgeslagen." in text
    assert "Valt in het zomerreces van de regio, tot en met 29 augustus 2021." in text
    assert names(adoption) == ["College", "Raad"]
    step.refresh_from_db()
    assert (step.planned_on, step.version) == (date(2021, 7, 20), 1)


def test_steps_page_tells_of_a_conflict_with_both_texts(client, leader, adoption):
    step = AdoptionStepFactory(adoption=adoption, name="College", version=3, result="Van een collega.")
    seen = AdoptionStep(pk=step.pk, name="College", version=2)
    answer = client.post(url("adoption_steps", 1, "buren"), posted([(seen, {"result": "Van mij."})]))
    assert answer.status_code == 409
    assert "Van een collega." in answer.content.decode()
    assert "Van mij." in answer.content.decode()


def test_steps_page_keeps_what_was_typed_of_a_removed_step(client, leader, adoption):
    gone = AdoptionStep(pk=999_999, name="Beeldvormende avond")
    answer = client.post(url("adoption_steps", 1, "buren"), posted([(gone, {"result": "Mijn tekst."})]))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Een collega verwijderde deze stap." in text
    assert "Mijn tekst." in text


def test_steps_page_says_at_the_field_what_is_wrong(client, leader, adoption):
    step = AdoptionStepFactory(adoption=adoption, name="College")
    page = url("adoption_steps", 1, "buren")
    text = client.post(page, posted([(step, {"done_on": "13-7-2021"})])).content.decode()
    assert "<title>Fout: " in text
    assert "Deze dag moet nog komen. Vul hem in bij ‘Gepland op’." in text


def test_foreign_step_stays_where_it_is(client, sign_in, version, municipalities, adoption):
    theirs = AdoptionStepFactory(adoption__programme_version=version, adoption__municipality=municipalities[1])
    sign_in(Role.MUNICIPAL, municipality=municipalities[0])
    for change in ("omhoog", "weg"):
        args = (1, "buren", theirs.pk, change)
        assert client.post(url("adoption_step_change", *args), {"seen_version": 0}).status_code == 404
        args = (1, "culemborg", theirs.pk, change)
        assert client.post(url("adoption_step_change", *args), {"seen_version": 0}).status_code == 403
    client.post(url("adoption_steps", 1, "buren"), posted([(theirs, {"result": "Kaping"})]))
    assert list(AdoptionStep.objects.values_list("result", flat=True)) == [""]
