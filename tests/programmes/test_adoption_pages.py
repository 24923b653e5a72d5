from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from programmes import municipal_acts
from programmes.models import Adoption, AdoptionResult, AdoptionStep, CouncilMotion, Recess
from programmes.municipal_acts.matrix import StepState, matrix_of
from regions.models import Role
from regions.rights import Rights
from tests import factories
from tests.programmes.adopting import *  # noqa: F403  fixtures
from tests.programmes.adopting import url

ON = date(2021, 7, 12)


@pytest.fixture
def stepped(version, municipalities):
    """Buren is late, Culemborg plans in the recess, Tiel decided."""
    factories.RecessFactory(region=version.programme.region)
    rows = {
        name: factories.AdoptionFactory(programme_version=version, municipality=one)
        for name, one in zip(("buren", "culemborg", "tiel"), municipalities, strict=True)
    }
    step = factories.AdoptionStepFactory
    step(adoption=rows["buren"], name="College", position=1, done_on=date(2021, 6, 1), result="Akkoord.")
    step(adoption=rows["buren"], name="Raad", position=2, planned_on=date(2021, 7, 1))
    step(adoption=rows["culemborg"], name="Raad", position=1, planned_on=date(2021, 7, 20))
    step(adoption=rows["tiel"], name="Beeldvormende avond", position=1)
    decided = {"result": AdoptionResult.AMENDED, "decided_on": date(2021, 6, 3)}
    Adoption.objects.filter(pk=rows["tiel"].pk).update(**decided)
    for name in ("buren", "culemborg"):
        last = rows[name].steps.last()
        Adoption.objects.filter(pk=rows[name].pk).update(planned_on=last.planned_on)
    factories.CouncilMotionFactory(adoption=rows["tiel"], title="Ook voor ouderen")
    factories.CouncilMotionFactory(adoption=rows["buren"], title="Een meldpunt", result="lost")
    return rows


def matrix(version):
    return matrix_of(version, municipal_acts.acts_of(version, Rights()), on=ON)


def test_matrix_has_the_steps_of_all_and_says_how_each_stands(version, stepped):
    found = matrix(version)
    assert found.columns == ("College", "Raad", "Beeldvormende avond")
    states = {row.line.name: [cell.state if cell else None for _name, cell in row.cells] for row in found.rows}
    assert states == {
        "Buren": [StepState.DONE, StepState.LATE, None],
        "Culemborg": [None, StepState.PLANNED, None],
        "Tiel": [None, None, StepState.PASSED],
    }
    assert [row.line.name for row in found.late] == ["Buren"]
    assert found.rows[1].steps[0].warning == "Valt in het zomerreces van de regio, tot en met 29 augustus 2021."


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Buren", "Culemborg", "Tiel"]),
        ("stand=te-laat", ["Buren"]),
        ("stand=gepland", ["Buren", "Culemborg"]),
        ("stand=zonder-datum", []),
        ("stand=besloten", ["Tiel"]),
        ("stap=Raad", ["Buren", "Culemborg"]),
        ("stand=te-laat&stap=College", []),
        ("stand=onzin", ["Buren", "Culemborg", "Tiel"]),
    ],
)
def test_adoption_list_filters(client, leader, version, stepped, query, shown):
    answer = client.get(f"{url('adoption_list', 1)}?{query}")
    assert [row.line.name for row in answer.context["acts"].shown.rows] == shown
    assert f"{len(shown)} van 3 gemeenten" in answer.content.decode()


def test_adoption_list_tells_what_is_late_and_what_amendments_changed(client, leader, version, stepped):
    text = client.get(url("adoption_list", 1)).content.decode()
    assert "raad, gepland op 1 juli 2021, nog geen uitkomst" in text
    assert "Tiel: Ook voor ouderen" in text
    assert "Een meldpunt" not in text


def test_adoption_workbook_holds_the_matrix_steps_and_motions(client, leader, version, stepped):
    answer = client.get(url("adoption_workbook", 1))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.sheetnames == ["Gemeenten", "Stappen", "Moties en amendementen", "Toelichting"]
    rows = list(book["Gemeenten"].values)
    assert rows[0][5:8] == ("College", "Raad", "Beeldvormende avond")
    assert rows[1][0] == "Buren"
    assert rows[1][5:7] == ("Gedaan, 01-06-2021", "Te laat, 01-07-2021")
    assert [row[:2] for row in book["Stappen"].values][1:3] == [("Buren", "College"), ("Buren", "Raad")]
    assert [row[2] for row in book["Moties en amendementen"].values][1:] == ["Een meldpunt", "Ook voor ouderen"]


def test_adoption_dates_fill_one_day_for_those_chosen(client, leader, version, stepped):
    page = f"{url('adoption_dates', 1)}?stap=Raad"
    text = client.get(page).content.decode()
    assert "Buren, nu 1 jul 2021" in text
    assert "Tiel" not in text
    step = stepped["buren"].steps.get(name="Raad")
    chosen = {"planned_on": "2 augustus 2021", "steps": [f"{step.pk}-{step.version}"]}
    text = client.post(page, chosen, follow=True).content.decode()
    assert "De datum is ingevuld bij 1 gemeente." in text
    assert "Buren: Valt in het zomerreces" in text
    assert Adoption.objects.get(pk=stepped["buren"].pk).planned_on == date(2021, 8, 2)
    assert AdoptionStep.objects.get(adoption=stepped["culemborg"]).planned_on == date(2021, 7, 20)


def test_adoption_dates_refuse_a_step_that_changed_meanwhile(client, leader, version, stepped):
    step = stepped["buren"].steps.get(name="Raad")
    AdoptionStep.objects.filter(pk=step.pk).update(version=4)
    chosen = {"planned_on": "2 augustus 2021", "steps": [f"{step.pk}-{step.version}"]}
    text = client.post(f"{url('adoption_dates', 1)}?stap=Raad", chosen).content.decode()
    assert "iemand wijzigde dit intussen" in text
    step.refresh_from_db()
    assert step.planned_on == date(2021, 7, 1)


def test_adoption_dates_take_no_step_of_another_version(client, leader, version, stepped):
    foreign = factories.AdoptionStepFactory()
    chosen = {"planned_on": "2 augustus 2021", "steps": [f"{foreign.pk}-0"]}
    client.post(f"{url('adoption_dates', 1)}?stap=Raad", chosen)
    foreign.refresh_from_db()
    assert foreign.planned_on is None


def test_adoption_detail_tells_everything_with_its_history(client, leader, version, stepped):
    page = url("adoption_update", 1, "tiel")
    seen = Adoption.objects.get(pk=stepped["tiel"].pk).version
    row = {"required_act": "council", "result": "amended", "decided_on": "3 juni 2021", "note": "Met een wijziging."}
    client.post(page, row | {"seen_version": seen})
    text = client.get(url("adoption_detail", 1, "tiel")).content.decode()
    assert "Met een wijziging." in text
    assert "Amendement: Ook voor ouderen" in text
    assert "Toelichting: ‘Met een wijziging.’" in text
    assert str(leader) in text


@pytest.mark.parametrize("number", [1, 12])
def test_adoption_detail_takes_the_same_queries_for_more_steps(
    client, leader, adoption, number, django_assert_num_queries
):
    for place in range(number):
        factories.AdoptionStepFactory(adoption=adoption, name=f"Stap {place}", position=place)
        factories.CouncilMotionFactory(adoption=adoption)
    client.get(url("adoption_detail", 1, "buren"))
    with django_assert_num_queries(15):
        client.get(url("adoption_detail", 1, "buren"))


def test_adoption_form_asks_the_planned_day_only_without_steps(client, leader, version, stepped, municipalities):
    assert 'name="planned_on"' not in client.get(url("adoption_update", 1, "buren")).content.decode()
    AdoptionStep.objects.all().delete()
    assert 'name="planned_on"' in client.get(url("adoption_update", 1, "buren")).content.decode()


MOTION = {"kind": "amendment", "title": "Ook ouderen", "text": "Voeg ouderen toe.", "result": "carried"}


def test_motion_is_added_once_changed_and_removed(client, leader, version, adoption):
    create = url("adoption_motion_create", 1, "buren")
    for _ in range(2):
        client.post(create, MOTION | {"date": "1 juni 2021"})
    motion = CouncilMotion.objects.get()
    update = url("adoption_motion_update", 1, "buren", motion.pk)
    client.post(update, MOTION | {"title": "Ook voor ouderen", "seen_version": 0})
    assert client.post(update, MOTION | {"title": "Te laat", "seen_version": 0}).status_code == 409
    motion.refresh_from_db()
    assert (motion.title, motion.version) == ("Ook voor ouderen", 1)
    remove = url("adoption_motion_remove", 1, "buren", motion.pk)
    client.post(remove, {"seen_version": 0})
    assert CouncilMotion.objects.exists()
    client.post(remove, {"seen_version": 1})
    assert not CouncilMotion.objects.exists()
    assert "‘Ook voor ouderen’ verwijderd" in client.get(url("adoption_detail", 1, "buren")).content.decode()


def test_motion_with_an_outcome_on_a_day_to_come_is_refused(client, leader, version, adoption):
    text = client.post(url("adoption_motion_create", 1, "buren"), MOTION | {"date": "1 september 2021"})
    assert "Deze dag moet nog komen." in text.content.decode()
    assert not CouncilMotion.objects.exists()
    client.post(url("adoption_motion_create", 1, "buren"), MOTION | {"date": "1 september 2021", "result": ""})
    assert CouncilMotion.objects.count() == 1


def test_recess_is_kept_by_the_region_and_by_a_municipality_for_itself(
    client, sign_in, version, municipalities, region
):
    sign_in(Role.MUNICIPAL, municipality=municipalities[0])
    said = {"name": "Herfstreces", "starts_on": "16 oktober 2021", "ends_on": "24 oktober 2021"}
    client.post(url("recess_list"), said)
    assert not Recess.objects.exists()
    client.post(url("recess_list"), said | {"municipality": municipalities[1].pk})
    assert not Recess.objects.exists()
    client.post(url("recess_list"), said | {"municipality": municipalities[0].pk})
    assert Recess.objects.get().municipality == municipalities[0]
    text = client.post(url("recess_list"), said | {"municipality": municipalities[0].pk, "ends_on": "1-10-2021"})
    assert "De einddatum ligt vóór de begindatum, 16 oktober 2021." in text.content.decode()
    whole = factories.RecessFactory(region=region)
    assert client.post(url("recess_remove", whole.pk)).status_code == 403
    assert client.post(url("recess_remove", Recess.objects.get(name="Herfstreces").pk)).status_code == 302


def test_own_page_of_a_municipality_shows_its_steps_and_promises(client, sign_in, version, stepped, municipalities):
    factories.CouncilPromiseFactory(region=version.programme.region, municipality=municipalities[0], text="Een brief.")
    factories.CouncilPromiseFactory(region=version.programme.region, municipality=municipalities[1], text="Geheim.")
    sign_in(Role.MUNICIPAL, municipality=municipalities[0])
    text = client.get(reverse("programmes:municipality_adoption", args=["buren"])).content.decode()
    assert "Besluitvorming bijwerken" in text
    assert "Een brief." in text
    assert "Geheim." not in text
    text = client.get(reverse("programmes:municipality_adoption", args=["tiel"])).content.decode()
    assert "Besluitvorming bijwerken" not in text


def test_officer_of_the_successor_in_another_region_writes_what_was_left_open(client, sign_in, version, municipalities):
    old = municipalities[0]
    heir = factories.RegionMembershipFactory(municipality__name="Betuwe", municipality__slug="betuwe").municipality
    adoption = factories.AdoptionFactory(programme_version=version, municipality=old)
    old.valid_to = date(2021, 6, 1)
    old.save()
    factories.MunicipalitySuccessionFactory(predecessor=old, successor=heir, on=date(2021, 6, 1))
    sign_in(Role.MUNICIPAL, municipality=heir)
    own = client.get(reverse("programmes:municipality_adoption", args=["betuwe"])).content.decode()
    page = f"{url('adoption_detail', 1, 'buren')}?programma={version.programme_id}"
    assert page in own
    text = client.get(page).content.decode()
    assert "Besluitvorming van Buren (sinds 1 juni 2021 Betuwe)" in text
    row = {"required_act": "council", "result": "adopted", "decided_on": "20 juni 2021", "seen_version": 0}
    assert client.post(url("adoption_update", 1, "buren"), row).status_code == 302
    adoption.refresh_from_db()
    assert adoption.result == AdoptionResult.ADOPTED
    assert client.post(url("adoption_update", 1, "buren"), row | {"seen_version": 1}).status_code == 403
    for name in ("culemborg", "tiel"):
        assert client.get(url("adoption_detail", 1, name)).status_code == 404
    assert client.get(url("adoption_list", 1)).status_code == 404
