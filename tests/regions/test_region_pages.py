from datetime import date
from html import unescape

import pytest

from regions.models import Municipality, Region
from tests import factories

TODAY = date(2021, 7, 12)


@pytest.fixture
def visitor(client, db, settings):
    settings.TODAY = TODAY
    client.force_login(factories.UserFactory())
    return client


def text_of(response):
    """The words of the main part, with single spaces."""
    import re

    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_region_list_names_every_region_once(visitor, loaded):
    response = visitor.get("/regios/")
    rows = response.context["rows"]
    assert (len(rows), sum(row.municipalities for row in rows)) == (28, 352)
    assert {row.region.name: row.municipalities for row in rows}["Gooi en Vechtstreek"] == 8
    assert sum(len(row.centres) for row in rows) == 35
    assert "Nederland heeft 28 regio’s op 12 juli 2021." in text_of(response)
    assert response.content.decode().count('href="/regios/groningen/"') == 2  # on the map and in the list


def test_region_list_is_ordered_by_name(visitor, loaded):
    names = [row.region.name for row in visitor.get("/regios/").context["rows"]]
    assert names[:2] == ["Alkmaar en West-Friesland", "Amsterdam-Amstelland"]
    assert names == sorted(names)


def test_region_list_without_regions_says_what_to_do(visitor):
    assert "Een beheerder leest de referentiebestanden in." in text_of(visitor.get("/regios/"))


@pytest.mark.parametrize("number", [1, 3])
def test_region_list_asks_as_much_for_any_number(visitor, number, django_assert_num_queries):
    for region in factories.RegionFactory.create_batch(number):
        factories.RegionMembershipFactory(target=region)
        factories.CentreMunicipalityFactory(region=region)
        factories.PostFactory(region=region)
    with django_assert_num_queries(7):  # session, user, rights and four for the list
        visitor.get("/regios/")


def test_region_detail_shows_facts_of_today(visitor, loaded):
    region = Region.objects.get(slug="zuidoost-brabant")
    steering = Municipality.objects.filter(name__in=("Eindhoven", "Helmond"))
    factories.PostFactory(region=region).steering_municipalities.set(steering)
    words = text_of(visitor.get("/regios/zuidoost-brabant/"))
    assert "Gemeenten op 12 juli 2021" in words
    assert "21 gemeenten" in words
    assert "Centrumgemeenten Eindhoven , Helmond" in words
    assert "Veilig Thuis-regio’s Zuidoost-Brabant (VT26)" in words
    assert "Regionaal projectleider Marit Hoekzema, 21 uur per week" in words
    assert "Stuurt aan Eindhoven , Helmond" in words


@pytest.mark.parametrize(
    ("on", "number", "shown", "hidden"),
    [
        ("31-12-2020", 12, "Appingedam tot 1 jan 2021, daarna Eemsdelta", "Eemsdelta sinds"),
        ("1 januari 2021", 10, "Eemsdelta sinds 1 jan 2021, uit Appingedam, Delfzijl, Loppersum", "Appingedam tot"),
    ],
)
def test_region_detail_shows_merged_municipalities_before_and_after(visitor, loaded, on, number, shown, hidden):
    words = text_of(visitor.get("/regios/groningen/", {"datum": on}))
    assert f"{number} gemeenten" in words
    assert shown in words
    assert hidden not in words


def test_region_detail_before_and_after_weesp_left(visitor, loaded):
    before = text_of(visitor.get("/regios/gooi-en-vechtstreek/", {"datum": "23-3-2022"}))
    after = text_of(visitor.get("/regios/gooi-en-vechtstreek/", {"datum": "24-3-2022"}))
    assert "Weesp tot 24 mrt 2022, daarna Amsterdam" in before
    assert "Weesp" not in after


def test_region_detail_refuses_an_impossible_date_and_shows_today(visitor, loaded):
    response = visitor.get("/regios/groningen/", {"datum": "30 februari 2021"})
    assert "<title>Fout: Regio Groningen op 12 juli 2021 - ghnt</title>" in response.content.decode()
    assert text_of(response).count("Vul een datum in, bijvoorbeeld 3 maart 2027.") == 2  # summary and field
    assert 'value="30 februari 2021"' in response.content.decode()


def test_region_detail_before_the_records_says_what_to_do(visitor, loaded):
    words = text_of(visitor.get("/regios/groningen/", {"datum": "1-1-2010"}))
    assert "Op deze datum hoorden bij deze regio geen gemeenten. Kies een datum vanaf 1 januari 2018." in words


@pytest.mark.parametrize("number", [1, 3])
def test_region_detail_asks_as_much_for_any_number(visitor, number, django_assert_num_queries):
    region = factories.RegionFactory()
    for _ in range(number):
        ended = factories.MunicipalityFactory(valid_to=date(2022, 1, 1))
        factories.RegionMembershipFactory(target=region, municipality=ended)
        factories.PostFactory(region=region).steering_municipalities.add(ended)
    with django_assert_num_queries(12):
        visitor.get(region.get_absolute_url())


def test_region_detail_leads_readers_to_the_overview(visitor, loaded, client):
    region = Region.objects.get(slug="groningen")
    assert "/regio/groningen/" not in visitor.get("/regios/groningen/").content.decode()
    reader = factories.RoleAssignmentFactory(role="reader", region=region).user
    client.force_login(reader)
    assert 'href="/regio/groningen/"' in client.get("/regios/groningen/").content.decode()


def test_municipality_detail_of_an_ended_municipality(visitor, loaded):
    words = text_of(visitor.get("/gemeente/delfzijl/"))
    assert "Deze gemeente bestaat niet meer sinds 1 januari 2021." in words
    assert "Laatste regio Groningen" in words
    assert "Hoort nu bij Regio Groningen , via Eemsdelta" in words
    assert "Bestaat al vóór 2018, tot 1 januari 2021" in words
    assert "1 januari 2021: Delfzijl samengevoegd tot Eemsdelta ." in words
    assert "Regio Groningen niet bekend 1 jan 2021 Hoog, afgeleid Afgeleid van Eemsdelta" in words


def test_municipality_detail_of_a_new_municipality(visitor, loaded):
    words = text_of(visitor.get("/gemeente/eemsdelta/"))
    assert "niet meer" not in words
    assert "Bestaat vanaf 1 januari 2021" in words
    for name in ("Appingedam", "Delfzijl", "Loppersum"):
        assert f"1 januari 2021: {name} samengevoegd tot Eemsdelta." in words
    assert "Regio Groningen 1 jan 2021 nu Hoog" in words


def test_municipality_detail_before_and_after_weesp_ended(visitor, loaded, settings):
    before = text_of(visitor.get("/gemeente/weesp/"))
    settings.TODAY = date(2022, 3, 24)
    after = text_of(visitor.get("/gemeente/weesp/"))
    assert "Deze gemeente bestaat niet meer" not in before
    assert "Hoort nu bij" not in before
    assert "Regio Gooi en Vechtstreek" in before
    assert "Deze gemeente bestaat niet meer sinds 24 maart 2022." in after
    assert "Hoort nu bij Regio Amsterdam-Amstelland , via Amsterdam" in after


def test_municipality_detail_shows_a_changed_area(visitor, loaded):
    words = text_of(visitor.get("/gemeente/helmond/"))
    assert "Veilig Thuis-regio Zuidoost-Brabant niet bekend 1 jan 2023 Hoog" in words
    assert "Veilig Thuis-regio Oost-Brabant 1 jan 2023 nu Hoog" in words


def test_municipality_detail_of_a_split_municipality(visitor, loaded):
    words = text_of(visitor.get("/gemeente/haaren/"))
    for name in ("Boxtel", "Oisterwijk", "Tilburg", "Vught"):
        assert f"1 januari 2021: Haaren deels overgegaan naar {name} ." in words


@pytest.mark.parametrize("number", [1, 3])
def test_municipality_detail_asks_as_much_for_any_number(visitor, number, django_assert_num_queries):
    ended = factories.MunicipalityFactory(valid_to=date(2021, 1, 1))
    for _ in range(number):
        successor = factories.RegionMembershipFactory().municipality
        ended.successions.create(successor=successor, on=date(2021, 1, 1), kind="split")
    with django_assert_num_queries(12):
        visitor.get(ended.get_absolute_url())


@pytest.mark.parametrize("url", ["/regios/atlantis/", "/gemeente/atlantis/"])
def test_unknown_place_is_not_found(visitor, url):
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/regios/", "/regios/groningen/", "/gemeente/weesp/"])
def test_pages_ask_to_sign_in(client, db, url):
    assert client.get(url).headers["Location"] == f"/aanmelden/?next={url}"


def test_region_detail_leads_readers_of_other_regions_to_the_adopted_programme(client, settings, loaded):
    settings.TODAY = TODAY
    client.force_login(factories.RoleAssignmentFactory(region=Region.objects.get(slug="drenthe")).user)
    address = "/regio/groningen/programma/versies/"
    programme = factories.RegionalProgrammeFactory(region=Region.objects.get(slug="groningen"))
    version = factories.ProgrammeVersionFactory(programme=programme)
    assert address not in client.get("/regios/groningen/").content.decode()
    factories.ProgrammeEventFactory(version=version, kind="adopted", date=date(2021, 6, 1), basis="Besluit")
    assert f'href="{address}"' in client.get("/regios/groningen/").content.decode()
    assert client.get(address).status_code == 200
