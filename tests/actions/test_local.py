import pytest

from actions import local
from actions.models import LocalAction
from regions.models import Role
from tests.factories import (
    LocalActionFactory,
    MunicipalityFactory,
    OutlineNodeFactory,
    RegionMembershipFactory,
    UserFactory,
)


@pytest.fixture
def page(municipality):
    return f"/gemeente/{municipality.slug}/acties/"


def values(**more):
    return {"title": "Wijkteam scholen", "phase": "in_progress"} | more


def test_local_action_is_added_by_the_officer_of_the_municipality(client, sign_in, municipality, node, page):
    officer = sign_in(Role.MUNICIPAL, municipality=municipality)
    client.post(f"{page}nieuw/", values(node=node.pk, occasion="Zelfscan 2021"))
    action = LocalAction.objects.get()
    assert (action.municipality, action.node, action.occasion) == (municipality, node, "Zelfscan 2021")
    assert action.history.get().history_user == officer
    assert "Zelfscan 2021" in client.get(page).content.decode()


def test_local_action_of_a_neighbour_is_read_and_not_written(client, sign_in, region, municipality, page):
    LocalActionFactory(municipality=municipality, title="Van Beekdal")
    neighbour = RegionMembershipFactory(target=region).municipality
    sign_in(Role.MUNICIPAL, municipality=neighbour)
    assert "Van Beekdal" in client.get(page).content.decode()
    assert client.post(f"{page}nieuw/", values()).status_code == 403


def test_local_action_takes_no_node_of_another_region(client, leader, page):
    answer = client.post(f"{page}nieuw/", values(node=OutlineNodeFactory().pk))
    assert answer.status_code == 200
    assert LocalAction.objects.count() == 0


def test_local_action_is_not_reached_through_another_municipality(client, leader, region, municipality, page):
    other = LocalActionFactory(municipality=RegionMembershipFactory(target=region).municipality)
    assert client.get(f"{page}{other.pk}/").status_code == 404
    assert client.post(f"{page}{other.pk}/verwijderen/").status_code == 404


def test_local_action_changed_meanwhile_gives_both_texts(client, leader, municipality, page):
    action = LocalActionFactory(municipality=municipality, title="Eerst")
    client.post(f"{page}{action.pk}/", values(seen_version=0, title="Van de een"))
    answer = client.post(f"{page}{action.pk}/", values(seen_version=0, title="Van de ander"))
    assert answer.status_code == 409
    assert "Van de een" in answer.content.decode()


def test_local_action_goes_to_the_bin_and_comes_back(client, leader, municipality, page):
    action = LocalActionFactory(municipality=municipality, title="Weg ermee")
    client.post(f"{page}{action.pk}/verwijderen/")
    assert "Weg ermee" not in client.get(page).context["actions"]
    assert local.local_actions_of(municipality, None) == []
    assert LocalAction.objects.in_bin().get().removed_by == leader
    local.restore_local_action(action=action)
    assert local.local_actions_of(municipality, None) == [action]


def test_local_actions_of_a_municipality_without_region_do_not_exist(client, leader):
    assert client.get(f"/gemeente/{MunicipalityFactory().slug}/acties/").status_code == 404


def test_local_action_counts_on_its_node(programme, node, municipality):
    from regions.rights import rights_of
    from tests.factories import RoleAssignmentFactory

    LocalActionFactory(municipality=municipality, node=node)
    LocalActionFactory(municipality=MunicipalityFactory(), node=node)
    from datetime import date

    day = date(2021, 7, 12)
    reader = rights_of(RoleAssignmentFactory(role=Role.READER, region=programme.region).user, on=day)
    assert local.local_node_sentences(programme, reader, day) == {node.pk: "Lokale acties bij dit onderdeel: 1."}
    assert local.local_node_sentences(programme, rights_of(UserFactory(), on=day), day) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_local_list_takes_as_many_queries_for_one_row_as_for_three(
    client, leader, municipality, node, page, rows, django_assert_num_queries
):
    for _ in range(rows):
        LocalActionFactory(municipality=municipality, node=node)
    with django_assert_num_queries(8):
        client.get(page)
