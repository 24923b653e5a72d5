from datetime import date

import pytest
from django.urls import reverse

from programmes.models import OutlineNode, RegionalProgramme
from regions.models import Role
from tests.factories import (
    ActionFactory,
    BuildingBlockFactory,
    OutlineNodeFactory,
    ProgrammeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RoleAssignmentFactory,
)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region(db):
    return RegionFactory(name="Rivierenland", slug="rivierenland")


@pytest.fixture
def programme(region):
    return RegionalProgrammeFactory(region=region, title="Veilig thuis")


@pytest.fixture
def node(programme):
    return OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld")


@pytest.fixture
def sign_in(client, region):
    def sign_in(role):
        scope = {} if role == Role.NATIONAL else {"region": region}
        user = RoleAssignmentFactory(role=role, **scope).user
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def leader(sign_in):
    return sign_in(Role.LEADER)


def url(name, *args):
    return reverse(f"programmes:{name}", args=["rivierenland", *args])


def body(answer):
    return answer.content.decode()


def test_programme_detail_without_a_programme_offers_to_begin(client, leader):
    assert "Programma beginnen" in body(client.get(url("programme_detail")))


def test_programme_detail_without_a_programme_offers_a_reader_nothing(client, sign_in):
    sign_in(Role.READER)
    assert "Programma beginnen" not in body(client.get(url("programme_detail")))


def test_programme_update_begins_the_programme(client, leader, region):
    ProgrammeFactory()
    assert "<h1>Programma beginnen, Rivierenland</h1>" in body(client.get(url("programme_update")))
    assert not RegionalProgramme.objects.exists()
    data = {
        "title": "Samen veilig",
        "valid_from": "1 januari 2021",
        "top_level_name": "opgave",
        "second_level_name": "doel",
        "third_level_name": "stap",
    }
    assert client.post(url("programme_update"), data).url == url("programme_detail")
    made = RegionalProgramme.objects.get()
    assert (made.region, made.title, made.valid_from) == (region, "Samen veilig", date(2021, 1, 1))


PROGRAMME = {
    "title": "Anders",
    "valid_from": "1-1-2019",
    "top_level_name": "lijn",
    "second_level_name": "doel",
    "third_level_name": "stap",
}


def test_programme_update_says_that_the_end_lies_before_the_start(client, leader, programme):
    answer = client.post(url("programme_update"), PROGRAMME | {"valid_to": "31-12-2018"})
    assert "De einddatum ligt vóór de begindatum, 1 januari 2019. Kies een latere datum." in body(answer)


def test_programme_update_that_lost_the_race_shows_both_texts(client, leader, programme):
    RegionalProgramme.objects.update(version=3, title="Van een collega.")
    answer = client.post(url("programme_update"), PROGRAMME | {"seen_version": 0, "title": "Van mij."})
    assert answer.status_code == 409
    assert "Van een collega." in body(answer)
    assert "Van mij." in body(answer)
    assert RegionalProgramme.objects.get().title == "Van een collega."


def test_programme_detail_shows_outline_and_actions_in_words(client, leader, node):
    OutlineNodeFactory(title="Van een andere regio")
    ActionFactory(node=node)
    text = body(client.get(url("programme_detail")))
    assert "1 Eerder in beeld" in text
    assert "1 actie: 1 nog niet ingevuld." in text
    assert "Van een andere regio" not in text


def test_node_create_adds_a_node_with_its_blocks(client, leader, programme, node):
    block = BuildingBlockFactory()
    data = {"code": "1.1", "title": "Scholing", "parent": node.pk, "blocks": [block.pk]}
    assert client.post(url("node_create"), data).status_code == 302
    made = OutlineNode.objects.get(code="1.1")
    assert (made.parent, made.programme, list(made.blocks.all())) == (node, programme, [block])


def test_node_create_without_a_number_gives_the_next_one(client, leader, programme, node):
    for data in ({"title": "Scholing"}, {"title": "Wijken", "parent": node.pk}, {"title": "Regie", "parent": node.pk}):
        assert client.post(url("node_create"), data).status_code == 302
    codes = OutlineNode.objects.of(programme).values_list("code", "title")
    assert set(codes) == {("1", "Eerder in beeld"), ("2", "Scholing"), ("1.1", "Wijken"), ("1.2", "Regie")}


def test_node_create_goes_on_with_one_more_under_the_same_parent(client, leader, programme, node):
    data = {"title": "Wijken", "parent": node.pk, "volgende": "Opslaan en nog een toevoegen"}
    answer = client.post(url("node_create"), data)
    assert answer.url == url("node_create") + f"?onder={node.pk}"
    assert f'<option value="{node.pk}" selected>' in body(client.get(answer.url))


def test_goal_create_goes_on_with_one_more_at_the_same_node(client, leader, programme, node):
    data = {"statement": "Elke school doet mee", "node": node.pk, "volgende": "Opslaan en nog een toevoegen"}
    answer = client.post(url("goal_create"), data)
    assert answer.url == url("goal_create") + f"?onderdeel={node.pk}"


def test_node_create_without_a_programme_begins_with_one(client, leader):
    assert client.get(url("node_create")).url == url("programme_update")
    assert client.post(url("node_create"), {"code": "1", "title": "x"}).url == url("programme_update")


def test_node_form_refuses_foreign_parents_and_blocks_and_a_code_in_use(client, leader, programme, node):
    foreign = OutlineNodeFactory(code="1")
    elsewhere = BuildingBlockFactory(programme=ProgrammeFactory(slug="ander", name="Ander"))
    for wrong in ({"parent": foreign.pk}, {"blocks": [elsewhere.pk]}, {"code": "1"}, {"title": ""}):
        answer = client.post(url("node_create"), {"code": "7", "title": "Nieuw"} | wrong)
        assert answer.status_code == 200, wrong
        assert "<title>Fout: " in body(answer)
    assert OutlineNode.objects.filter(programme=programme).count() == 1


def test_node_update_changes_it_and_a_second_one_is_a_conflict(client, leader, node):
    data = {"code": "1", "title": "Anders", "text": "Van mij.", "seen_version": 0}
    assert client.post(url("node_update", node.pk), data).url == url("node_detail", node.pk)
    answer = client.post(url("node_update", node.pk), data | {"text": "Te laat."})
    assert answer.status_code == 409
    assert "Van mij." in body(answer)
    node.refresh_from_db()
    assert (node.title, node.text) == ("Anders", "Van mij.")


def test_node_delete_asks_first_and_then_deletes(client, leader, node):
    assert "Onderdeel verwijderen" in body(client.get(url("node_delete", node.pk)))
    assert OutlineNode.objects.count() == 1
    assert client.post(url("node_delete", node.pk)).url == url("outline")
    assert OutlineNode.objects.get().is_removed


def test_node_delete_with_actions_gives_the_reason_and_the_way_on(client, leader, node):
    ActionFactory(node=node)
    text = body(client.get(url("node_delete", node.pk)))
    assert "Onder dit onderdeel valt nog 1 actie." in text
    assert "Acties van dit onderdeel bekijken" in text
    answer = client.post(url("node_delete", node.pk), follow=True)
    assert "Onder dit onderdeel valt nog 1 actie." in body(answer)
    assert OutlineNode.objects.count() == 1


def test_node_pages_of_another_region_do_not_exist(client, leader, programme):
    foreign = OutlineNodeFactory()
    for name in ("node_detail", "node_update", "node_delete"):
        assert client.get(url(name, foreign.pk)).status_code == 404
        assert (
            client.get(reverse(f"programmes:{name}", args=[foreign.programme.region.slug, foreign.pk])).status_code
            == 404
        )


@pytest.mark.parametrize("role", [Role.READER, Role.NATIONAL, Role.ADVISER])
def test_outline_forms_refuse_who_only_reads(client, sign_in, node, role):
    sign_in(role)
    for page in (url("programme_update"), url("node_create"), url("node_update", node.pk), url("node_delete", node.pk)):
        assert client.get(page).status_code == 403
        assert client.post(page, {"code": "1", "title": "Anders"}).status_code == 403
    assert client.get(url("programme_detail")).status_code == 200
    assert client.get(url("node_detail", node.pk)).status_code == 200
    node.refresh_from_db()
    assert node.title == "Eerder in beeld"
