from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ghnt.ui.editing import EditConflictError
from programmes import municipal_acts
from programmes.models import Adoption, AdoptionResult, RequiredAct
from programmes.municipal_acts import Pattern
from regions.models import Role
from regions.rights import Rights
from tests.factories import (
    AdoptionFactory,
    AdoptionStepFactory,
    CentreMunicipalityFactory,
    CouncilMotionFactory,
    MunicipalityFactory,
    ProgrammeEventFactory,
    ProgrammeVersionFactory,
    RecessFactory,
    RegionFactory,
    RegionMembershipFactory,
    RoleAssignmentFactory,
)

NAMES = ("Buren", "Culemborg", "Tiel")


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region(db):
    return RegionFactory(name="Rivierenland", slug="rivierenland")


@pytest.fixture
def municipalities(region):
    return [
        RegionMembershipFactory(target=region, municipality__name=name, municipality__slug=name.lower()).municipality
        for name in NAMES
    ]


@pytest.fixture
def version(region, municipalities):
    return ProgrammeVersionFactory(programme__region=region, number=1, at=datetime(2021, 3, 1, 12, tzinfo=UTC))


@pytest.fixture
def sign_in(client):
    def sign_in(role, **scope):
        user = RoleAssignmentFactory(role=role, **scope).user
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def leader(sign_in, region):
    return sign_in(Role.LEADER, region=region)


def url(name, *args):
    return reverse(f"programmes:{name}", args=["rivierenland", *args])


def acts(version):
    return {line.municipality.name: line.adoption.required_act for line in municipal_acts.acts_of(version, Rights())}


def test_acts_have_a_line_per_municipality_of_the_day_of_the_version(version, region):
    RegionMembershipFactory(target=region, municipality__name="Later", valid_from=date(2021, 5, 1))
    MunicipalityFactory(name="Elders")
    lines = municipal_acts.acts_of(version, Rights())
    assert [line.municipality.name for line in lines] == ["Buren", "Culemborg", "Tiel"]
    assert [line.state.label for line in lines] == ["Nog geen datum"] * 3
    assert not any(line.is_known for line in lines)


@pytest.mark.parametrize(
    ("pattern", "acting", "expected"),
    [
        (Pattern.COUNCILS, None, ["council", "council", "council"]),
        (Pattern.COLLEGE_THEN_COUNCIL, None, ["council", "council", "council"]),
        (Pattern.COLLEGES, None, ["college", "college", "college"]),
        (Pattern.REGIONAL_BODY, None, ["none", "none", "none"]),
        (Pattern.ONE_COLLEGE, "Culemborg", ["none", "college", "none"]),
        (Pattern.CENTRE, "Culemborg", ["opinion", "council", "opinion"]),
        (Pattern.CENTRE, None, ["opinion", "opinion", "council"]),
        (Pattern.LETTER, None, ["informed", "informed", "informed"]),
    ],
)
def test_set_for_all_gives_every_municipality_the_act_of_the_pattern(
    version, region, municipalities, pattern, acting, expected
):
    CentreMunicipalityFactory(region=region, municipality=municipalities[2], valid_from=date(2018, 1, 1))
    chosen = next((one for one in municipalities if one.name == acting), None)
    assert municipal_acts.set_for_all(version=version, pattern=pattern, acting=chosen) == 3
    assert acts(version) == dict(zip(NAMES, expected, strict=True))


@pytest.mark.parametrize("pattern", [Pattern.ONE_COLLEGE, Pattern.CENTRE])
def test_set_for_all_asks_which_municipality_acts(version, pattern):
    with pytest.raises(ValidationError, match="Kies de gemeente die voor de andere besluit"):
        municipal_acts.set_for_all(version=version, pattern=pattern, acting=None)
    assert not Adoption.objects.exists()


def test_set_for_all_leaves_an_outcome_alone_and_raises_the_version_of_the_rest(version, municipalities):
    done = AdoptionFactory(
        programme_version=version,
        municipality=municipalities[0],
        result=AdoptionResult.ADOPTED,
        decided_on=date(2021, 6, 1),
    )
    open_row = AdoptionFactory(programme_version=version, municipality=municipalities[1])
    assert municipal_acts.set_for_all(version=version, pattern=Pattern.COLLEGES, acting=None) == 2
    assert acts(version) == {"Buren": "council", "Culemborg": "college", "Tiel": "college"}
    done.refresh_from_db()
    open_row.refresh_from_db()
    assert (done.version, open_row.version) == (0, 1)
    assert open_row.history.count() == 2


def test_summary_counts_where_everybody_is(version, municipalities):
    assert municipal_acts.summary(version).sentence == "Vastgesteld in 0 van 3 gemeenten; 3 zonder datum."
    decided = {"result": AdoptionResult.AMENDED, "decided_on": date(2021, 6, 1)}
    AdoptionFactory(programme_version=version, municipality=municipalities[0], **decided)
    AdoptionFactory(programme_version=version, municipality=municipalities[1], planned_on=date(2021, 9, 30))
    found = municipal_acts.summary(version)
    assert found.sentence == "Vastgesteld in 1 van 3 gemeenten; 1 gepland, 1 zonder datum."
    assert found.short == "vastgesteld in 1 van 3 gemeenten"
    said = {"result": AdoptionResult.OPINION, "decided_on": date(2021, 6, 8)}
    AdoptionFactory(programme_version=version, municipality=municipalities[2], **said)
    assert (
        municipal_acts.summary(version).sentence == "Vastgesteld in 1 van 3 gemeenten; 1 met een zienswijze, 1 gepland."
    )


def test_summary_tells_of_opinions_beside_the_centre_municipality(version, municipalities):
    municipal_acts.set_for_all(version=version, pattern=Pattern.CENTRE, acting=municipalities[0])
    Adoption.objects.filter(municipality=municipalities[1]).update(
        result=AdoptionResult.OPINION, decided_on=date(2021, 6, 1)
    )
    words = "Vastgesteld in 0 van 1 gemeente; zienswijze van 1 van 2 gemeenten; 2 zonder datum."
    assert municipal_acts.summary(version).sentence == words


def test_summary_without_any_act_to_wait_for(version):
    municipal_acts.set_for_all(version=version, pattern=Pattern.REGIONAL_BODY, acting=None)
    assert municipal_acts.summary(version).sentence == "Geen gemeente hoeft zelf te besluiten."


def test_save_act_that_lost_the_race_is_refused(version, municipalities):
    first, second = (Adoption(programme_version=version, municipality=municipalities[0]) for _ in range(2))
    municipal_acts.save_act(adoption=first, seen_version=None)
    with pytest.raises(EditConflictError):
        municipal_acts.save_act(adoption=second, seen_version=None)
    assert Adoption.objects.count() == 1


def test_version_to_tell_is_the_adopted_one_before_a_newer_concept(version):
    newer = ProgrammeVersionFactory(programme=version.programme, number=2)
    assert municipal_acts.version_to_tell(version.programme) == newer
    ProgrammeEventFactory(version=version, date=date(2021, 4, 1))
    assert municipal_acts.version_to_tell(version.programme) == version


def test_adoption_list_sets_one_way_for_all(client, leader, version):
    answer = client.post(url("adoption_list", 1), {"pattern": "colleges"}, follow=True)
    text = answer.content.decode()
    assert "Ingesteld voor 3 gemeenten." in text
    assert text.count('<span class="act-cell small">Het college stelt vast</span>') == 3


def test_adoption_list_says_which_municipality_is_missing(client, leader, version):
    text = client.post(url("adoption_list", 1), {"pattern": "one_college"}).content.decode()
    assert "Kies de gemeente die voor de andere besluit." in text
    assert "<title>Fout: " in text
    foreign = MunicipalityFactory()
    client.post(url("adoption_list", 1), {"pattern": "one_college", "acting": foreign.pk})
    assert not Adoption.objects.exists()


@pytest.mark.parametrize("number", [1, 3, 25])
def test_adoption_list_takes_the_same_queries_for_more_municipalities(
    client, sign_in, region, number, django_assert_num_queries
):
    version = ProgrammeVersionFactory(programme__region=region, number=1, at=datetime(2021, 3, 1, 12, tzinfo=UTC))
    for place in range(number):
        member = RegionMembershipFactory(target=region, municipality__name=f"Gemeente {place}")
        adoption = AdoptionFactory(programme_version=version, municipality=member.municipality)
        for position, name in enumerate(("College", f"Eigen avond {place % 4}", "Raad"), start=1):
            AdoptionStepFactory(adoption=adoption, name=name, position=position, planned_on=date(2021, 7, 1))
        CouncilMotionFactory(adoption=adoption)
    RecessFactory(region=region)
    sign_in(Role.LEADER, region=region)
    client.get(url("adoption_list", 1))
    with django_assert_num_queries(15):
        client.get(url("adoption_list", 1))


ROW = {"required_act": "council", "planned_on": "", "result": "adopted", "decided_on": "1 juni 2021", "note": ""}


def test_adoption_update_saves_the_row_and_shows_it(client, leader, version):
    link = "https://raad.voorbeeld.nl/besluit"
    answer = client.post(url("adoption_update", 1, "buren"), ROW | {"link": link}, follow=True)
    assert "Het besluit van Buren is opgeslagen." in answer.content.decode()
    text = client.get(url("adoption_list", 1)).content.decode()
    assert "Vastgesteld in 1 van 3 gemeenten; 2 zonder datum." in text
    assert f'href="{link}"' in text
    saved = Adoption.objects.get()
    assert (saved.municipality.name, saved.result, saved.decided_on) == ("Buren", "adopted", date(2021, 6, 1))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"decided_on": ""}, "Vul in wanneer de gemeente besloot."),
        ({"result": ""}, "Kies wat de uitkomst is"),
        ({"decided_on": "31-2-2021"}, "Vul een datum in, bijvoorbeeld 3 maart 2027."),
        ({"decided_on": "13 juli 2021"}, "Deze dag moet nog komen."),
        ({"link": "javascript:alert(1)"}, "Vul een adres in dat begint met https://."),
        ({"required_act": "anders"}, "Fout: "),
    ],
)
def test_adoption_update_refuses_what_cannot_be(client, leader, version, wrong, words):
    answer = client.post(url("adoption_update", 1, "buren"), ROW | wrong)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Adoption.objects.exists()


def test_adoption_update_that_lost_the_race_shows_both_texts(client, leader, version, municipalities):
    AdoptionFactory(programme_version=version, municipality=municipalities[0], version=2, note="Van een collega.")
    answer = client.post(url("adoption_update", 1, "buren"), ROW | {"seen_version": 1, "note": "Van mij."})
    assert answer.status_code == 409
    assert "Van een collega." in answer.content.decode()
    assert "Van mij." in answer.content.decode()
    assert Adoption.objects.get().note == "Van een collega."


def test_municipal_officer_writes_the_own_row_only(client, sign_in, version, municipalities):
    sign_in(Role.MUNICIPAL, municipality=municipalities[0])
    text = client.get(url("adoption_list", 1)).content.decode()
    assert "Besluitvorming van Buren" in text
    assert "Besluitvorming van Tiel" not in text
    assert "Manier van vaststellen" not in text
    assert url("adoption_update", 1, "buren") in client.get(url("adoption_detail", 1, "buren")).content.decode()
    assert url("adoption_update", 1, "tiel") not in client.get(url("adoption_detail", 1, "tiel")).content.decode()
    assert client.post(url("adoption_update", 1, "buren"), ROW).status_code == 302
    assert client.post(url("adoption_update", 1, "tiel"), ROW).status_code == 403
    assert client.post(url("adoption_list", 1), {"pattern": "colleges"}).status_code == 403
    assert [row.required_act for row in Adoption.objects.all()] == [RequiredAct.COUNCIL]


def test_adoption_list_tells_who_chose_another_way_meanwhile(client, leader, version):
    client.post(url("adoption_list", 1), {"pattern": "colleges"})
    answer = client.post(url("adoption_list", 1), {"pattern": "letter"})
    assert answer.status_code == 409
    assert acts(version) == dict.fromkeys(NAMES, "college")
    client.post(url("adoption_list", 1), {"pattern": "letter", "seen_version": 0})
    assert acts(version) == dict.fromkeys(NAMES, "informed")


def test_adoption_list_gives_the_steps_of_an_own_way(client, leader, version):
    own = {"pattern": "own", "description": "Twee raden samen.", "own_steps": "- Avond\n\nRaad\nRaad\n"}
    text = client.post(url("adoption_list", 1), own, follow=True).content.decode()
    assert "Twee raden samen." in text
    steps = Adoption.objects.get(municipality__name="Tiel").steps.order_by("position")
    assert list(steps.values_list("name", flat=True)) == ["Avond", "Raad"]
    text = client.post(url("adoption_list", 1), {"pattern": "own", "seen_version": 0}).content.decode()
    assert "Beschrijf hoe de gemeenten dit programma vaststellen." in text


def test_adoption_pages_of_an_unknown_version_or_municipality_do_not_exist(client, leader, version):
    elsewhere = ProgrammeVersionFactory(number=7)
    for page in (url("adoption_list", elsewhere.number), url("adoption_update", 1, "elders")):
        assert client.get(page).status_code == 404
        assert client.post(page).status_code == 404


def test_overview_tells_how_far_the_municipalities_are(client, leader, version):
    text = client.get(reverse("region_overview", args=["rivierenland"])).content.decode()
    assert f'<a href="{url("adoption_list", 1)}">versie 1: vastgesteld in 0 van 3 gemeenten</a>' in text
