from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action, ActionUpdate, Assessment, DisclosedHalfYear, Phase
from ghnt.periods import HalfYear
from regions.models import Organisation, Role
from tests.factories import (
    ActionFactory,
    ActionMunicipalityFactory,
    ActionPartnerFactory,
    ActionUpdateFactory,
    BodyFactory,
    BuildingBlockFactory,
    CatalogueEntryFactory,
    MeasureFactory,
    MunicipalityFactory,
    OrganisationFactory,
    OutlineNodeFactory,
    RegionFactory,
    RegionMembershipFactory,
)

H2_2020, H1_2021 = HalfYear(2020, 2), HalfYear(2021, 1)
LIST_URL = "/regio/rivierenland/acties/"


@pytest.fixture
def action(node):
    return ActionFactory(node=node, number=3, title="Training voor wijkteams", description="Twee dagdelen.")


@pytest.fixture
def updates(action):
    for half_year, assessment, explanation in (
        (H2_2020, Assessment.ATTENTION, "Toen liep het stroef."),
        (H1_2021, Assessment.STALLED, "Nu staat het stil."),
    ):
        ActionUpdateFactory(
            action=action,
            half_year=half_year,
            phase=Phase.IN_PROGRESS,
            assessment=assessment,
            explanation=explanation,
        )


def url(name, *args):
    return reverse(f"actions:{name}", args=["rivierenland", *args])


def body(answer):
    return answer.content.decode()


def titles(answer):
    return [action.title for action in answer.context["actions"]]


# The list


def test_action_list_groups_by_node_in_the_order_of_the_outline(client, leader, programme, node, action, updates):
    child = OutlineNodeFactory(programme=programme, parent=node, code="1.1", title="Scholing", position=90)
    second = OutlineNodeFactory(programme=programme, code="2", title="Stoppen", position=80)
    ActionFactory(node=second, title="Achteraan")
    ActionFactory(node=child, title="In het midden")
    answer = client.get(LIST_URL)
    assert titles(answer) == ["Training voor wijkteams", "In het midden", "Achteraan"]
    text = body(answer)
    assert "1.3 Training voor wijkteams" in text
    assert "Stagneert" in text
    assert "3 acties" in text
    assert 'aria-sort="ascending"' in text


def test_action_list_leaves_other_regions_out(client, leader, action):
    ActionFactory(title="Elders")
    assert titles(client.get(LIST_URL)) == ["Training voor wijkteams"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zoek=wijkteams", ["Training voor wijkteams"]),
        ("zoek=dagdelen+training", ["Training voor wijkteams"]),
        ("zoek=onvindbaar", []),
        ("fase=in_progress", ["Training voor wijkteams"]),
        ("fase=preparation", []),
        ("koers=stalled", ["Training voor wijkteams"]),
        ("koers=geen", ["Zonder stand"]),
        ("koers=attention&periode=2020-H2", ["Training voor wijkteams"]),
        ("koers=stalled&periode=2020-H2", []),
        ("fase=onzin", ["Training voor wijkteams", "Zonder stand"]),
        ("periode=2030-H1", ["Training voor wijkteams", "Zonder stand"]),
        ("page=99", None),
    ],
)
def test_action_list_filters(client, leader, node, action, updates, query, found):
    ActionFactory(node=node, number=4, title="Zonder stand")
    answer = client.get(f"{LIST_URL}?{query}")
    if found is None:
        assert answer.status_code == 404
    else:
        assert titles(answer) == found


def test_action_list_filters_on_node_block_puller_and_municipality(
    client, leader, region, programme, node, municipality
):
    block = BuildingBlockFactory()
    CatalogueEntryFactory(block=block, code="1.1")
    node.blocks.add(block)
    child = OutlineNodeFactory(programme=programme, parent=node, code="1.1")
    puller = OrganisationFactory(region=region)
    wanted = ActionFactory(node=node, title="Gezocht", puller=puller)
    ActionFactory(node=child, title="Eronder")
    ActionFactory(node=OutlineNodeFactory(programme=programme), title="Ernaast")
    ActionMunicipalityFactory(action=wanted, municipality=municipality)
    assert titles(client.get(f"{LIST_URL}?onderdeel={node.pk}")) == ["Gezocht", "Eronder"]
    assert titles(client.get(f"{LIST_URL}?bouwsteen={block.pk}")) == ["Gezocht", "Eronder"]
    assert titles(client.get(f"{LIST_URL}?trekker={puller.pk}")) == ["Gezocht"]
    assert titles(client.get(f"{LIST_URL}?gemeente={municipality.slug}")) == ["Gezocht"]


def test_action_list_says_how_many_and_how_to_take_a_filter_away(client, leader, node, action, updates):
    ActionFactory(node=node, number=4)
    text = body(client.get(f"{LIST_URL}?fase=in_progress&sorteer=-einddatum"))
    assert "1 van 2 acties" in text
    assert "Fase: In uitvoering" in text
    assert 'href="?sorteer=-einddatum"' in text
    assert 'aria-sort="descending"' in text


def test_action_list_sorts_with_what_is_missing_last(client, leader, node):
    ActionFactory(node=node, title="Zonder datum")
    ActionFactory(node=node, title="Laat", end=date(2022, 1, 1))
    ActionFactory(node=node, title="Vroeg", end=date(2021, 1, 1))
    assert titles(client.get(f"{LIST_URL}?sorteer=einddatum")) == ["Vroeg", "Laat", "Zonder datum"]
    assert titles(client.get(f"{LIST_URL}?sorteer=-einddatum")) == ["Laat", "Vroeg", "Zonder datum"]


def test_action_list_shows_fifty_a_page(client, leader, node):
    for number in range(1, 53):
        ActionFactory(node=node, number=number)
    answer = client.get(LIST_URL)
    assert len(answer.context["actions"]) == 50
    assert len(client.get(f"{LIST_URL}?page=2").context["actions"]) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_action_list_takes_the_same_queries_for_more_rows(client, leader, node, number, django_assert_num_queries):
    for _ in range(number):
        ActionUpdateFactory(action__node=node, action__puller=OrganisationFactory())
    client.get(LIST_URL)
    with django_assert_num_queries(20):
        client.get(LIST_URL)


def test_action_list_of_a_region_without_programme_says_how_to_go_on(client, leader, region):
    assert "nog geen programma" in body(client.get(LIST_URL))


# What others may read of a half year that is not submitted yet


@pytest.mark.parametrize("role", [Role.NATIONAL, Role.ADVISER])
def test_action_pages_hide_the_running_half_year_from_the_national_team(client, sign_in, region, action, updates, role):
    sign_in(role)
    for page in (client.get(LIST_URL), client.get(url("action_detail", action.pk))):
        assert page.status_code == 200
        assert "Stagneert</span>" not in body(page)
        assert "Nu staat het stil." not in body(page)
        assert "Toen liep het stroef." not in body(page)
    DisclosedHalfYear.objects.create(region=region, half_year=H2_2020)
    detail = body(client.get(url("action_detail", action.pk)))
    assert "Toen liep het stroef." in detail
    assert "Nu staat het stil." not in detail
    assert "Aandacht</span>" in body(client.get(LIST_URL))
    assert titles(client.get(f"{LIST_URL}?koers=stalled")) == []
    assert titles(client.get(f"{LIST_URL}?koers=stalled&periode=2021-H1")) == []


def test_action_pages_of_another_region_disclose_nothing(client, sign_in, action, updates):
    sign_in(Role.NATIONAL)
    DisclosedHalfYear.objects.create(region=RegionFactory(), half_year=H1_2021)
    assert "Nu staat het stil." not in body(client.get(url("action_detail", action.pk)))


def test_action_detail_hides_the_state_from_the_programme_page_too(client, sign_in, action, updates):
    sign_in(Role.NATIONAL)
    text = body(client.get("/regio/rivierenland/programma/"))
    assert "1 actie: 1 nog niet ingevuld." in text
    sign_in(Role.READER)
    assert "1 actie: 1 stagneert." in body(client.get("/regio/rivierenland/programma/"))


# One action


def test_action_detail_shows_all_that_is_known(client, leader, action, updates, municipality):
    measure = MeasureFactory()
    CatalogueEntryFactory(measure=measure, code="1.1a", title="Meldcode toepassen")
    action.measures.add(measure)
    ActionPartnerFactory(action=action, organisation__name="GGD", responsible_for="de werving")
    text = body(client.get(url("action_detail", action.pk)))
    assert "<h1>1.3 Training voor wijkteams</h1>" in text
    assert "1.1a Meldcode toepassen" in text
    assert "de werving" in text
    assert "Nog geen antwoord" in text
    assert text.index("Nu staat het stil.") < text.index("Toen liep het stroef.")


def test_action_detail_of_another_region_does_not_exist(client, leader, programme):
    foreign = ActionFactory()
    assert client.get(url("action_detail", foreign.pk)).status_code == 404
    assert client.get(foreign.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_action_detail_takes_the_same_queries_for_more_rows(client, leader, action, number, django_assert_num_queries):
    for half in range(number):
        ActionUpdateFactory(action=action, half_year=HalfYear(2018 + half, 1), updated_by=leader)
        ActionPartnerFactory(action=action)
        ActionMunicipalityFactory(action=action)
    client.get(url("action_detail", action.pk))
    with django_assert_num_queries(29):
        client.get(url("action_detail", action.pk))


# Making and changing


def form_data(node, **values):
    empty = {"partners-TOTAL_FORMS": 0, "partners-INITIAL_FORMS": 0}
    return empty | {"title": "Nieuwe actie", "node": node.pk} | values


def test_action_create_needs_only_title_and_node(client, leader, action, node):
    answer = client.post(url("action_create"), form_data(node))
    made = Action.objects.get(title="Nieuwe actie")
    assert answer.url == made.get_absolute_url()
    assert (made.number, made.code, made.changed_by) == (4, "1.4", leader)
    assert made.programme == node.programme


def test_action_create_without_title_keeps_the_rest(client, leader, node):
    answer = client.post(url("action_create"), form_data(node, title="", description="Mijn tekst"))
    assert "<title>Fout: " in body(answer)
    assert "Mijn tekst</textarea>" in body(answer)
    assert not Action.objects.exists()


def test_action_create_says_that_the_end_lies_before_the_start(client, leader, node):
    data = form_data(node, start="1 april 2026", end="3-3-2026")
    text = body(client.post(url("action_create"), data))
    assert "De einddatum ligt vóór de begindatum, 1 april 2026. Kies een latere datum." in text
    assert "Vul een datum in, bijvoorbeeld 3 maart 2027." in body(
        client.post(url("action_create"), form_data(node, start="31 februari 2021"))
    )
    assert not Action.objects.exists()


def test_action_create_adds_organisations_by_name_once(client, leader, region, node):
    known = OrganisationFactory(region=region, name="Veilig Thuis")
    data = form_data(node, new_puller="veilig thuis", new_owner="Stichting Nieuw")
    data |= {
        "partners-TOTAL_FORMS": 1,
        "partners-0-new_organisation": "Stichting Nieuw",
        "partners-0-responsible_for": "de opvang",
    }
    client.post(url("action_create"), data)
    made = Action.objects.get()
    assert made.puller == known
    assert (made.owner.name, made.owner.region) == ("Stichting Nieuw", region)
    partner = made.partners.get()
    assert (partner.organisation, partner.responsible_for) == (made.owner, "de opvang")
    assert Organisation.objects.count() == 2


def test_action_create_refuses_a_choice_and_a_name_together(client, leader, region, node):
    data = form_data(node, puller=OrganisationFactory(region=region).pk, new_puller="Ook een")
    assert "niet allebei" in body(client.post(url("action_create"), data))
    assert not Action.objects.exists()


def test_action_create_without_outline_sends_to_the_programme(client, leader, programme):
    assert client.get(url("action_create")).url == "/regio/rivierenland/programma/"


def test_action_form_refuses_what_belongs_to_another_region(client, leader, action, node):
    foreign_node = OutlineNodeFactory()
    stranger = OrganisationFactory(name="Van elders")
    page = body(client.get(url("action_update", action.pk)))
    assert "Van elders" not in page
    assert str(foreign_node) not in page
    for foreign in (
        {"node": foreign_node.pk},
        {"puller": stranger.pk},
        {"owner": stranger.pk},
        {"partners-TOTAL_FORMS": 1, "partners-0-organisation": stranger.pk},
        {"measures": MeasureFactory(programme__slug="ander", programme__name="Ander").pk},
    ):
        data = form_data(node, title="Gewijzigd") | {"seen_version": action.version} | foreign
        assert client.post(url("action_update", action.pk), data).status_code == 200, foreign
    action.refresh_from_db()
    assert action.title == "Training voor wijkteams"


def test_action_update_changes_partners_and_measures_together(client, leader, region, action, node):
    old = ActionPartnerFactory(action=action, organisation__region=region)
    new = OrganisationFactory(region=region)
    measure = MeasureFactory()
    data = form_data(node, title="Gewijzigd", seen_version=action.version, measures=[measure.pk]) | {
        "partners-TOTAL_FORMS": 2,
        "partners-INITIAL_FORMS": 1,
        "partners-0-organisation": old.organisation.pk,
        "partners-0-DELETE": "on",
        "partners-1-organisation": new.pk,
        "partners-1-responsible_for": "de cursus",
    }
    assert client.post(url("action_update", action.pk), data).status_code == 302
    action.refresh_from_db()
    assert (action.title, action.version) == ("Gewijzigd", 1)
    assert [partner.organisation for partner in action.partners.all()] == [new]
    assert list(action.measures.all()) == [measure]
    assert action.history.first().title == "Gewijzigd"


def test_action_update_to_another_node_gets_the_next_number_there(client, leader, programme, action):
    other = OutlineNodeFactory(programme=programme, code="2")
    ActionFactory(node=other, number=7)
    client.post(url("action_update", action.pk), form_data(other, seen_version=action.version))
    action.refresh_from_db()
    assert action.code == "2.8"


def test_action_update_that_lost_the_race_shows_both_texts(client, leader, action, node):
    Action.objects.filter(pk=action.pk).update(version=5, description="Van een collega.")
    data = form_data(node, seen_version=0, description="Van mij.")
    answer = client.post(url("action_update", action.pk), data)
    assert answer.status_code == 409
    assert "Van een collega." in body(answer)
    assert "Van mij." in body(answer)
    action.refresh_from_db()
    assert action.description == "Van een collega."


@pytest.mark.parametrize("role", [Role.READER, Role.NATIONAL, Role.ADVISER])
def test_action_forms_refuse_who_only_reads(client, sign_in, action, node, role):
    sign_in(role)
    assert client.get(url("action_create")).status_code == 403
    assert client.post(url("action_create"), form_data(node)).status_code == 403
    assert client.post(url("action_update", action.pk), form_data(node)).status_code == 403
    assert "Actie wijzigen" not in body(client.get(url("action_detail", action.pk)))
    assert Action.objects.count() == 1


def test_action_pages_do_not_exist_for_a_secretary(client, sign_in, region, action):
    sign_in(Role.SECRETARY, body=BodyFactory(region=region))
    assert client.get(LIST_URL).status_code == 404
    assert client.get(url("action_detail", action.pk)).status_code == 404


# What municipalities say


ANSWER = {"takes_part": "yes", "since": "1-1-2021", "elaboration": "Eigen trainer.", "consequence": ""}


@pytest.mark.parametrize("role", [Role.LEADER, Role.EDITOR])
def test_action_municipality_row_is_for_every_municipality_of_the_region(client, sign_in, action, municipality, role):
    sign_in(role)
    answer = client.post(url("action_municipality_row", action.pk, municipality.slug), ANSWER)
    assert answer.url == url("action_municipalities", action.pk)
    row = action.municipal_rows.get()
    assert (row.municipality, row.takes_part, row.since) == (municipality, "yes", date(2021, 1, 1))
    assert row.history.count() == 1


def test_action_municipality_row_lets_an_officer_write_the_own_row_alone(client, sign_in, region, action, municipality):

    neighbour = RegionMembershipFactory(target=region).municipality
    sign_in(Role.MUNICIPAL, municipality=municipality)
    assert client.post(url("action_municipality_row", action.pk, municipality.slug), ANSWER).status_code == 302
    assert client.post(url("action_municipality_row", action.pk, neighbour.slug), ANSWER).status_code == 403
    page = body(client.get(url("action_municipalities", action.pk)))
    assert f"{municipality} wijzigen" in page
    assert f"{neighbour} invullen" not in page
    assert action.municipal_rows.count() == 1


def test_action_municipality_row_of_a_municipality_elsewhere_does_not_exist(client, leader, action):

    foreign = RegionMembershipFactory().municipality
    assert client.get(url("action_municipality_row", action.pk, foreign.slug)).status_code == 404


def test_action_municipality_row_that_lost_the_race_is_a_conflict(client, leader, action, municipality):
    page = url("action_municipality_row", action.pk, municipality.slug)
    ActionMunicipalityFactory(action=action, municipality=municipality, elaboration="Van een collega.", version=2)
    for seen in ("", "1"):
        answer = client.post(page, ANSWER | {"seen_version": seen})
        assert answer.status_code == 409
        assert "Van een collega." in body(answer)
    assert client.post(page, ANSWER | {"seen_version": "2"}).status_code == 302
    assert action.municipal_rows.get().elaboration == "Eigen trainer."


def test_action_municipalities_keeps_the_row_of_a_merged_municipality(client, leader, region, action):

    ended = MunicipalityFactory(name="Oudedorp", valid_to=date(2021, 1, 1))
    RegionMembershipFactory(target=region, municipality=ended)
    ActionMunicipalityFactory(action=action, municipality=ended, elaboration="Toen al begonnen.")
    text = body(client.get(url("action_municipalities", action.pk)))
    assert "Oudedorp" in text
    assert "hoort niet meer bij de regio" in text
    assert client.get(url("action_municipality_row", action.pk, ended.slug)).status_code == 404


def test_action_pages_change_nothing_on_reading(client, leader, action, municipality):
    for page in (
        LIST_URL,
        url("action_detail", action.pk),
        url("action_update", action.pk),
        url("action_create"),
        url("action_municipality_row", action.pk, municipality.slug),
    ):
        assert client.get(page).status_code == 200
    assert Action.history.count() == 1
    assert not ActionUpdate.objects.exists()
    assert not action.municipal_rows.exists()
