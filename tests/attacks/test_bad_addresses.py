"""Addresses that nobody typed by accident: the answer is a page that says so, never an error of ours."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.sqlite  # what is read and refused hangs on no database

HUGE = "9" * 20
ENDLESS = "9" * 5000


NUMBERS = (HUGE, ENDLESS, "0", "٣", "-1", "1.5", "%00", "1%0a")


@pytest.mark.parametrize(
    "address",
    [
        "/vergaderingen/{}/",
        "/vergaderingen/{}/wijzigen/",
        "/vergaderingen/{}/agenda/",
        "/vergaderingen/{}/conclusies/",
        "/regio/eigen/besluiten/{}/",
        "/regio/eigen/besluiten/{}/route/",
        "/regio/eigen/programma/onderdelen/{}/",
        "/regio/eigen/programma/onderdelen/{}/wijzigen/",
        "/regio/eigen/acties/{}/",
        "/regio/eigen/acties/{}/gemeenten/",
        "/regio/eigen/rapportages/2020-H2/versies/{}/",
        "/regio/eigen/rapportages/2020-H2/versies/{}/pdf/",
    ],
)
def test_number_that_does_not_exist_is_an_unknown_page(world, sign_in, address):
    client = sign_in("leader")
    assert {number[:20]: client.get(address.format(number)).status_code for number in NUMBERS} == {
        number[:20]: 404 for number in NUMBERS
    }


@pytest.mark.parametrize("number", [HUGE, ENDLESS, "٣"])
def test_agenda_item_that_does_not_exist_is_an_unknown_page(world, sign_in, number):
    client, meeting = sign_in("leader"), world.own.meeting.pk
    assert client.post(f"/vergaderingen/{meeting}/agenda/{number}/omhoog/").status_code == 404
    assert client.post(f"/vergaderingen/{number}/agenda/1/omhoog/").status_code == 404


@pytest.mark.parametrize("number", [HUGE, ENDLESS])
def test_route_part_that_does_not_exist_is_an_unknown_page(world, sign_in, number):
    client = sign_in("leader")
    route = f"/regio/eigen/besluiten/{world.own.proposal.pk}"
    for address in (
        f"{route}/route/rondes/{number}/toevoegen/",
        f"{route}/route/rondes/{number}/verwijderen/",
        f"{route}/route/stappen/{number}/wijzigen/",
        f"{route}/conclusies/{number}/verbeteren/",
    ):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("half_year", ["2021-H3", "1999-H1", "2021-h1", "20211-H1", "2099-H2"])
def test_half_year_that_does_not_exist_is_an_unknown_page(world, sign_in, half_year):
    client = sign_in("leader")
    for page in ("rapportages/{}/", "rapportages/{}/voorbeeld/", "voortgang/{}/"):
        assert client.get(f"/regio/eigen/{page.format(half_year)}").status_code == 404


QUERIES = [
    "page=abc",
    "page=0",
    "page=-1",
    f"page={ENDLESS}",
    "page=%00",
    "sorteer=__",
    "sorteer=-__class__",
    "sorteer=%00",
    "zoek=%00",
    "zoek=%25%27%22%3B--",
    "onderdeel=abc",
    f"onderdeel={HUGE}",
    "onderdeel=%00",
    "fase=x",
    "koers=x",
    f"trekker={HUGE}",
    "bouwsteen=-1",
    "gemeente=%00",
    "periode=2099-H9",
    "body=abc",
    f"body={HUGE}",
    "body=%00",
    "state=x",
    "round=%00",
    f"round={ENDLESS}",
    "ronde=%00",
    "ronde=x",
    "stand=x",
    "editie=%00",
    "editie=x",
    f"onder={HUGE}",
    f"onder={ENDLESS}",
    "onder=²",
    "datum=31-2-2021",
    "datum=1-1-0001",
    "datum=31-12-9999",
    "datum=%00",
    "toon=%00",
    "onderdeel=1&onderdeel=2",
]


def test_query_that_means_nothing_is_no_error_of_ours(world, sign_in):
    leader, national = sign_in("leader"), sign_in("national")
    for client, address in (
        (leader, reverse("actions:action_list", args=["eigen"])),
        (leader, reverse("actions:action_create", args=["eigen"])),
        (leader, reverse("actions:progress", args=["eigen", "2021-H1"])),
        (leader, reverse("programmes:proposal_list", args=["eigen"])),
        (leader, reverse("programmes:meeting_list", args=["eigen"])),
        (leader, reverse("programmes:node_create", args=["eigen"])),
        (leader, reverse("programmes:catalogue_changes")),
        (leader, reverse("regions:region_detail", args=["eigen"])),
        (national, reverse("reporting:inbox")),
        (national, reverse("national_overview")),
    ):
        for query in QUERIES:
            assert client.get(f"{address}?{query}").status_code in (200, 404), (address, query[:40])


def test_filters_with_ids_of_another_region_show_nothing_of_it(world, sign_in):
    client, other = sign_in("leader"), world.other
    for query in (f"onderdeel={other.node.pk}", f"gemeente={other.municipality.slug}"):
        page = client.get(reverse("actions:action_list", args=["eigen"]) + f"?{query}").content.decode()
        assert other.municipality.name not in page
        assert other.action.title not in page
    page = client.get(reverse("programmes:proposal_list", args=["eigen"]) + f"?body={other.body.pk}").content.decode()
    assert "Plan Ander" not in page
