"""The pages on which a leader shapes the outline and its goals."""

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action
from programmes import outline
from programmes.models import Goal, OutlineNode
from regions.models import Role
from tests.factories import (
    ActionFactory,
    BuildingBlockFactory,
    GoalFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    RoleAssignmentFactory,
)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def programme(db):
    region = RegionFactory(name="Rivierenland", slug="rivierenland")
    return RegionalProgrammeFactory(
        region=region, top_level_name="opgave", second_level_name="project", third_level_name="stap"
    )


@pytest.fixture
def nodes(programme):
    first = OutlineNodeFactory(programme=programme, code="1", title="Eerder in beeld", position=1)
    second = OutlineNodeFactory(programme=programme, code="2", title="Stoppen", position=2)
    below = OutlineNodeFactory(programme=programme, code="1.1", title="Scholing", parent=first, position=3)
    return first, second, below


@pytest.fixture
def leader(client, programme):
    user = RoleAssignmentFactory(role=Role.LEADER, region=programme.region).user
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"programmes:{name}", args=["rivierenland", *args])


def body(answer):
    return answer.content.decode()


def codes(programme):
    return [node.code for node in OutlineNode.objects.of(programme)]


def test_outline_calls_each_level_by_the_regions_own_name(client, leader, programme, nodes):
    OutlineNodeFactory(programme=programme, code="1.1.1", title="Modules", parent=nodes[2])
    text = body(client.get(url("outline")))
    for name in ("Opgave", "Project", "Stap"):
        assert f'<p class="outline__level">{name}</p>' in text


def test_outline_shows_goals_blocks_and_number_of_actions(client, leader, programme, nodes):
    GoalFactory(node=nodes[0], statement="Minder herhaling", target="70 procent", due=date(2022, 12, 31))
    GoalFactory(node=None, programme=programme, statement="Thuis is veilig")
    ActionFactory(node=nodes[0])
    text = body(client.get(url("outline")))
    for words in ("Minder herhaling", "Streefwaarde: 70 procent", "31 december 2022", "Thuis is veilig", "1 actie:"):
        assert words in text


def test_outline_offers_a_reader_no_changes(client, programme, nodes):
    client.force_login(RoleAssignmentFactory(role=Role.READER, region=programme.region).user)
    text = body(client.get(url("outline")))
    assert "1.1 Scholing" in text
    assert "Omhoog" not in text
    assert "Onderdeel toevoegen" not in text


def test_outline_without_nodes_offers_to_add_the_first(client, leader, programme):
    assert "Eerste onderdeel toevoegen" in body(client.get(url("outline")))


@pytest.mark.parametrize("number", [1, 3])
def test_outline_takes_the_same_queries_for_more_nodes(client, leader, programme, number, django_assert_num_queries):
    for place in range(number):
        top = OutlineNodeFactory(programme=programme, position=place)
        node = OutlineNodeFactory(programme=programme, parent=top)
        node.blocks.add(BuildingBlockFactory())
        GoalFactory(node=node)
        GoalFactory(node=None, programme=programme)
        ActionFactory(node=node)
    client.get(url("outline"))
    with django_assert_num_queries(16):
        client.get(url("outline"))


@pytest.mark.parametrize("number", [1, 3])
def test_node_detail_takes_the_same_queries_for_more(
    client, leader, programme, nodes, number, django_assert_num_queries
):
    for _ in range(number):
        OutlineNodeFactory(programme=programme, parent=nodes[0])
        GoalFactory(node=nodes[0])
        nodes[0].blocks.add(BuildingBlockFactory())
        nodes[0].save()
    client.get(url("node_detail", nodes[0].pk))
    with django_assert_num_queries(18):
        client.get(url("node_detail", nodes[0].pk))


def test_node_step_without_a_script_goes_back_to_the_node(client, leader, programme, nodes):
    answer = client.post(url("node_step", nodes[1].pk, "omhoog"), {"seen": outline.outline_mark(programme)})
    assert answer.url == f"{url('outline')}#onderdeel-{nodes[1].pk}"
    assert codes(programme) == ["2", "1", "1.1"]
    assert "2 Stoppen staat nu op plaats 1 van 2." in body(client.get(url("outline")))


def test_node_place_by_script_answers_the_new_tree_and_says_where(client, leader, programme, nodes):
    data = {
        "parent": nodes[0].pk,
        "order": f"{nodes[1].pk},{nodes[2].pk}",
        "seen": outline.outline_mark(programme),
    }
    answer = client.post(url("node_place", nodes[1].pk), data, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert "2 Stoppen staat nu op plaats 1 van 2, onder 1 Eerder in beeld." in body(answer)
    assert codes(programme) == ["1", "2", "1.1"]


@pytest.mark.parametrize(
    ("seen", "status", "words"),
    [("oud", 409, "Een collega heeft de onderdelen intussen gewijzigd."), (None, 422, "valt zelf onder")],
)
def test_node_place_by_script_that_is_refused_says_why(client, leader, programme, nodes, seen, status, words):
    data = {"parent": nodes[2].pk, "order": f"{nodes[0].pk}", "seen": seen or outline.outline_mark(programme)}
    answer = client.post(url("node_place", nodes[0].pk), data, headers={"hx-request": "true"})
    assert (answer.status_code, words in answer.json()["message"]) == (status, True)
    assert codes(programme) == ["1", "1.1", "2"]


def test_node_place_under_a_foreign_node_does_not_exist(client, leader, programme, nodes):
    foreign = OutlineNodeFactory()
    data = {"parent": foreign.pk, "order": f"{nodes[0].pk}", "seen": outline.outline_mark(programme)}
    assert client.post(url("node_place", nodes[0].pk), data).status_code == 404


def test_node_move_offers_no_loop_and_moves(client, leader, programme, nodes):
    page = client.get(url("node_move", nodes[0].pk))
    assert [key for key, _label in page.context["form"].fields["parent"].choices] == ["", nodes[1].pk]
    data = {"parent": nodes[1].pk, "seen": page.context["form"].initial["seen"]}
    assert client.post(url("node_move", nodes[0].pk), data).status_code == 302
    assert codes(programme) == ["2", "1", "1.1"]


def test_node_move_after_a_colleague_shows_the_form_of_now(client, leader, programme, nodes):
    answer = client.post(url("node_move", nodes[2].pk), {"parent": nodes[1].pk, "seen": "oud"})
    assert answer.status_code == 409
    assert outline.outline_mark(programme) in body(answer)
    assert OutlineNode.objects.get(pk=nodes[2].pk).parent == nodes[0]


def test_renumber_shows_old_and_new_first_and_then_does_it(client, leader, programme, nodes):
    outline.step_node(node=nodes[1], up=True, seen=outline.outline_mark(programme))
    page = client.get(url("outline_renumber"))
    assert [(change.old, change.new) for change in page.context["changes"]] == [("2", "1"), ("1", "2"), ("1.1", "2.1")]
    assert codes(programme) == ["2", "1", "1.1"]
    client.post(url("outline_renumber"), {"seen": page.context["mark"]})
    assert codes(programme) == ["1", "2", "2.1"]


def test_node_merge_tells_first_what_will_happen_and_then_does_it(client, leader, programme, nodes):
    ActionFactory(node=nodes[1], number=3)
    GoalFactory(node=nodes[1])
    page = client.get(url("node_merge", nodes[1].pk), {"doel": nodes[2].pk})
    assert "1 actie, met een nieuw nummer achteraan" in body(page)
    assert codes(programme) == ["1", "1.1", "2"]
    data = {"doel": nodes[2].pk, "seen": page.context["preview"].mark, "seen_source": 0, "seen_target": 0}
    answer = client.post(url("node_merge", nodes[1].pk), data)
    assert answer.url == url("node_detail", nodes[2].pk)
    assert codes(programme) == ["1", "1.1"]
    assert Action.objects.get().code == "1.1.1"


def test_node_merge_after_a_colleague_changes_nothing_and_says_so(client, leader, programme, nodes):
    data = {"doel": nodes[2].pk, "seen": "oud", "seen_source": 0, "seen_target": 0}
    answer = client.post(url("node_merge", nodes[1].pk), data, follow=True)
    assert "Een collega heeft de onderdelen intussen gewijzigd." in body(answer)
    assert codes(programme) == ["1", "1.1", "2"]


def test_node_split_offers_only_what_hangs_under_it(client, leader, programme, nodes):
    mine, other = ActionFactory(node=nodes[0], title="Van hier"), ActionFactory(node=nodes[1], title="Van elders")
    page = client.get(url("node_split", nodes[0].pk))
    data = {"code": "3", "title": "Nieuw", "seen": page.context["form"].initial["seen"]}
    refused = client.post(url("node_split", nodes[0].pk), data | {"actions": [other.pk]})
    assert refused.status_code == 200
    assert "<title>Fout: " in body(refused)
    client.post(url("node_split", nodes[0].pk), data | {"actions": [mine.pk], "children": [nodes[2].pk]})
    assert codes(programme) == ["1", "3", "1.1", "2"]
    assert Action.objects.get(pk=mine.pk).node.code == "3"


def test_node_pages_of_a_coming_programme_are_about_that_programme(client, leader, programme, nodes):
    coming = RegionalProgrammeFactory(region=programme.region, valid_from=date(2022, 1, 1), top_level_name="doel")
    node = OutlineNodeFactory(programme=coming, code="1", title="Straks")
    text = body(client.get(url("node_detail", node.pk)))
    assert "Doel in " in text
    assert f"?programma={coming.pk}" in text
    assert client.get(url("node_update", node.pk)).status_code == 200
    page = client.get(url("outline"), {"programma": coming.pk})
    assert "1 Straks" in body(page)
    assert "1 Eerder in beeld" not in body(page)


def test_node_detail_tells_its_history(client, leader, nodes):
    data = {"code": "2", "title": "Anders", "seen_version": 0}
    client.post(url("node_update", nodes[1].pk), data)
    text = body(client.get(url("node_detail", nodes[1].pk)))
    assert "Geschiedenis" in text
    assert "Stoppen<br><span" in text
    assert str(leader) in text


def test_goal_create_puts_a_measurable_goal_at_its_node(client, leader, programme, nodes):
    address = f"{url('goal_create')}?programma={programme.pk}&onderdeel={nodes[0].pk}"
    assert client.get(address).context["form"]["node"].value() == str(nodes[0].pk)
    data = {
        "statement": "Meer adviesvragen",
        "node": nodes[0].pk,
        "measure": "vragen per jaar",
        "target": "400",
        "due": "31-12-2022",
    }
    assert client.post(address, data).url == f"{url('node_detail', nodes[0].pk)}#doelen"
    goal = Goal.objects.get()
    assert (goal.programme, goal.node, goal.target, goal.due) == (programme, nodes[0], "400", date(2022, 12, 31))


def test_goal_form_refuses_a_foreign_node_and_an_empty_goal(client, leader, programme):
    for wrong in ({"statement": ""}, {"node": OutlineNodeFactory().pk}, {"due": "ooit"}):
        answer = client.post(url("goal_create"), {"statement": "Veilig"} | wrong)
        assert "<title>Fout: " in body(answer), wrong
    assert not Goal.objects.exists()


def test_goal_update_that_lost_the_race_shows_both_texts(client, leader, nodes):
    goal = GoalFactory(node=nodes[0], statement="Eerst")
    client.post(url("goal_update", goal.pk), {"statement": "Van een collega", "node": nodes[0].pk, "seen_version": 0})
    answer = client.post(url("goal_update", goal.pk), {"statement": "Van mij", "node": nodes[0].pk, "seen_version": 0})
    assert answer.status_code == 409
    assert "Van een collega" in body(answer)
    assert "Van mij" in body(answer)


def test_goal_step_and_delete_change_the_list(client, leader, nodes):
    first, second = GoalFactory(node=nodes[0], position=1), GoalFactory(node=nodes[0], position=2)
    client.post(url("goal_step", second.pk, "omhoog"))
    assert list(nodes[0].goals.all()) == [second, first]
    client.post(url("goal_delete", second.pk), {"seen_version": 7})
    assert Goal.objects.count() == 2
    client.post(url("goal_delete", second.pk), {"seen_version": 0})
    assert list(Goal.objects.all()) == [first]


def test_goal_pages_of_another_region_do_not_exist(client, leader, programme):
    foreign = GoalFactory()
    assert client.get(url("goal_update", foreign.pk)).status_code == 404
    assert client.post(url("goal_delete", foreign.pk)).status_code == 404
