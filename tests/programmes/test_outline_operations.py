"""Moving, merging, splitting, renumbering, removing: what changes, what stays, what is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.models import Action, ActionChange, LocalAction
from ghnt import clock
from ghnt.ui.editing import EditConflictError
from programmes import outline, wording
from programmes.models import OutlineNode
from tests.at_once import at_once
from tests.factories import (
    ActionFactory,
    BuildingBlockFactory,
    GoalFactory,
    LocalActionFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def on_12_july_2021(settings):
    settings.TODAY = TODAY


@pytest.fixture
def programme():
    return RegionalProgrammeFactory()


@pytest.fixture
def nodes(programme):
    """1 (with 1.1, which has 1.1.1), 2 (with 2.1), 3."""
    made = {}
    for position, code in enumerate(["1", "1.1", "1.1.1", "2", "2.1", "3"]):
        above = made.get(code.rpartition(".")[0])
        made[code] = OutlineNodeFactory(
            programme=programme, code=code, title=f"Onderdeel {code}", parent=above, position=position
        )
    return made


@pytest.fixture
def leader():
    return UserFactory()


def codes(programme):
    return [node.code for node in OutlineNode.objects.of(programme)]


def mark(programme):
    return outline.outline_mark(programme)


def test_step_node_changes_places_with_its_neighbour(programme, nodes):
    outline.step_node(node=nodes["3"], up=True, seen=mark(programme))
    assert codes(programme) == ["1", "1.1", "1.1.1", "3", "2", "2.1"]
    outline.step_node(node=nodes["3"], up=False, seen=mark(programme))
    assert codes(programme) == ["1", "1.1", "1.1.1", "2", "2.1", "3"]


def test_step_node_leaves_the_first_and_the_last_where_they_are(programme, nodes):
    outline.step_node(node=nodes["1"], up=True, seen=mark(programme))
    outline.step_node(node=nodes["3"], up=False, seen=mark(programme))
    outline.step_node(node=nodes["2.1"], up=True, seen=mark(programme))
    assert codes(programme) == ["1", "1.1", "1.1.1", "2", "2.1", "3"]


def test_place_node_takes_what_is_below_and_its_actions_along(programme, nodes):
    action = ActionFactory(node=nodes["2.1"], number=4)
    outline.place_node(node=nodes["2"], parent=nodes["1"], seen=mark(programme))
    assert codes(programme) == ["1", "1.1", "1.1.1", "2", "2.1", "3"]
    tree = outline.Tree.of(programme)
    assert [tree.level(nodes[code].pk) for code in ("2", "2.1")] == [2, 3]
    action.refresh_from_db()
    assert (action.node, action.code) == (nodes["2.1"], "2.1.4")


def test_place_node_in_an_order_puts_it_there(programme, nodes):
    order = [nodes["1.1"].pk, nodes["3"].pk]
    outline.place_node(node=nodes["3"], parent=nodes["1"], order=order[::-1], seen=mark(programme))
    assert codes(programme) == ["1", "3", "1.1", "1.1.1", "2", "2.1"]


def test_place_node_refuses_a_loop_a_fourth_level_another_programme_and_an_order_of_others(programme, nodes):
    foreign = OutlineNodeFactory()
    seen = mark(programme)
    refused = [
        (nodes["1"], nodes["1.1"], None, "valt zelf onder"),
        (nodes["1"], nodes["1"], None, "valt zelf onder"),
        (nodes["1"], nodes["2"], None, "vierde niveau"),
        (nodes["2"], nodes["1.1"], None, "vierde niveau"),
        (nodes["3"], foreign, None, "niet meer in dit programma"),
        (nodes["3"], None, [nodes["3"].pk], "De volgorde is niet"),
        (nodes["3"], None, [nodes[code].pk for code in ("3", "3", "2")], "De volgorde is niet"),
    ]
    for node, parent, order, words in refused:
        with pytest.raises(ValidationError, match=words):
            outline.place_node(node=node, parent=parent, order=order, seen=seen)
    assert mark(programme) == seen


def test_place_node_in_an_outline_that_a_colleague_changed_says_so(programme, nodes):
    seen = mark(programme)
    outline.step_node(node=nodes["3"], up=True, seen=seen)
    with pytest.raises(ValidationError) as refusal:
        outline.place_node(node=nodes["2"], parent=nodes["1"], seen=seen)
    assert refusal.value.code == "changed"
    assert codes(programme) == ["1", "1.1", "1.1.1", "3", "2", "2.1"]


def test_place_node_makes_an_open_form_of_the_node_a_conflict(programme, nodes):
    opened = OutlineNode.objects.get(pk=nodes["3"].pk)
    outline.place_node(node=nodes["3"], parent=nodes["2"], seen=mark(programme))
    with pytest.raises(EditConflictError):
        outline.change_node(node=opened, blocks=[], seen_version=0)


def test_change_node_keeps_the_place_that_a_colleague_gave_it(programme, nodes):
    opened = OutlineNode.objects.get(pk=nodes["3"].pk)
    outline.step_node(node=nodes["3"], up=True, seen=mark(programme))
    opened.title = "Anders"
    outline.change_node(node=opened, blocks=[], seen_version=0)
    assert codes(programme) == ["1", "1.1", "1.1.1", "3", "2", "2.1"]
    assert OutlineNode.objects.get(pk=opened.pk).title == "Anders"


def test_change_node_refuses_a_number_in_use_and_a_loop(programme, nodes):
    taken = OutlineNode.objects.get(pk=nodes["3"].pk)
    taken.code = "2"
    with pytest.raises(ValidationError, match="al in gebruik bij 2 Onderdeel 2"):
        outline.change_node(node=taken, blocks=[], seen_version=0)
    turned = OutlineNode.objects.get(pk=nodes["1"].pk)
    turned.parent = nodes["1.1"]
    with pytest.raises(ValidationError, match="valt zelf onder"):
        outline.change_node(node=turned, blocks=[], seen_version=0)


def test_add_node_refuses_a_fourth_level(programme, nodes):
    below = OutlineNode(programme=programme, parent=nodes["1.1.1"], code="9", title="Te diep")
    with pytest.raises(ValidationError, match="hooguit drie niveaus"):
        outline.add_node(node=below, blocks=[])


def test_renumber_gives_each_node_the_number_of_its_place_and_actions_follow(programme, nodes):
    action = ActionFactory(node=nodes["3"], number=2)
    outline.step_node(node=nodes["3"], up=True, seen=mark(programme))
    outline.place_node(node=nodes["1.1"], parent=nodes["3"], seen=mark(programme))
    told = [(change.old, change.new) for change in outline.new_codes(outline.Tree.of(programme))]
    assert told == [("3", "2"), ("1.1", "2.1"), ("1.1.1", "2.1.1"), ("2", "3"), ("2.1", "3.1")]
    outline.renumber(programme=programme, seen=mark(programme))
    assert codes(programme) == ["1", "2", "2.1", "2.1.1", "3", "3.1"]
    assert Action.objects.get(pk=action.pk).code == "2.2"
    assert outline.new_codes(outline.Tree.of(programme)) == ()
    assert [row.code for row in nodes["3"].history.all()[:2]] == ["2", "3"]


def test_merge_nodes_unites_actions_goals_children_blocks_and_text(programme, nodes, leader):
    source, target = nodes["2"], nodes["1.1"]
    nodes["1.1.1"].delete()
    nodes["2.1"].delete()
    child = OutlineNodeFactory(programme=programme, parent=source, code="2.9", position=9)
    mine, shared = BuildingBlockFactory(), BuildingBlockFactory()
    source.blocks.add(mine, shared)
    target.blocks.add(shared)
    source.text, target.text = "Van twee.", "Van één."
    source.save()
    target.save()
    goal = GoalFactory(node=source)
    ActionFactory(node=target, number=5, title="Eigen")
    ActionFactory(node=source, number=5, title="Mee")
    ActionFactory(node=source, number=7, title="Weg", removed_at=clock.now())
    local = LocalActionFactory(node=source)
    plan = outline.merge_plan(source, target)
    assert (plan.actions, plan.goals, plan.children, plan.blocks, plan.has_text) == (1, 1, (child,), 1, True)

    outline.merge_nodes(source=source, target=target, seen=mark(programme), by=leader)

    kept, gone = (OutlineNode.objects.get(pk=node.pk) for node in (target, source))
    assert kept.text == "Van één.\n\nUit 2 Onderdeel 2:\n\nVan twee."
    assert set(kept.blocks.all()) == {mine, shared}
    assert list(kept.goals.all()) == [goal]
    assert list(kept.children.all()) == [child]
    numbers = Action.objects.filter(node=kept).order_by("number").values_list("number", "title")
    assert list(numbers) == [(5, "Eigen"), (6, "Mee"), (7, "Weg")]
    assert LocalAction.objects.get(pk=local.pk).node == kept
    assert (gone.is_removed, gone.removed_by, gone.actions.count()) == (True, leader, 0)
    assert codes(programme) == ["1", "1.1", "2.9", "3"]


def test_merge_nodes_tells_the_history_of_each_action_where_it_went(programme, nodes, leader):
    action = ActionFactory(node=nodes["3"], number=1)
    outline.merge_nodes(source=nodes["3"], target=nodes["2"], seen=mark(programme), by=leader)
    change = ActionChange.objects.get(action=action, field="node")
    assert (change.before, change.after, change.by) == ("3 Onderdeel 3", "2 Onderdeel 2", leader)


def test_merge_nodes_refuses_itself_what_is_below_and_a_fourth_level(programme, nodes, leader):
    refused = [("1", "1", "ander onderdeel"), ("1", "1.1", "valt onder"), ("1", "2.1", "vierde niveau")]
    for source, target, words in refused:
        with pytest.raises(ValidationError, match=words):
            outline.merge_nodes(source=nodes[source], target=nodes[target], seen=mark(programme), by=leader)
        with pytest.raises(ValidationError, match=words):
            outline.merge_plan(nodes[source], nodes[target])
    assert codes(programme) == ["1", "1.1", "1.1.1", "2", "2.1", "3"]


def test_merge_nodes_whose_words_changed_since_is_a_conflict_and_changes_nothing(programme, nodes, leader):
    ActionFactory(node=nodes["3"])
    seen = mark(programme)
    other = OutlineNode.objects.get(pk=nodes["3"].pk)
    other.text = "Van een collega."
    outline.change_node(node=other, blocks=[], seen_version=0)
    with pytest.raises(EditConflictError):
        outline.merge_nodes(source=nodes["3"], target=nodes["2"], seen=seen, by=leader)
    assert nodes["3"].actions.count() == 1
    assert OutlineNode.objects.get(pk=nodes["2"].pk).version == 0


def test_split_node_takes_what_was_chosen_and_leaves_the_rest(programme, nodes, leader):
    source = nodes["2"]
    block = BuildingBlockFactory()
    source.blocks.add(block)
    stays, goes = ActionFactory(node=source, number=1), ActionFactory(node=source, number=2)
    elsewhere = ActionFactory(node=nodes["3"], number=1)
    goal_stays, goal_goes = GoalFactory(node=source), GoalFactory(node=source)
    made = outline.split_node(
        source=source,
        title="Tweede helft",
        code="2b",
        actions=[goes.pk, elsewhere.pk],
        goals=[goal_goes.pk],
        children=[nodes["2.1"].pk, nodes["1.1"].pk],
        seen=mark(programme),
        by=leader,
    )
    assert codes(programme) == ["1", "1.1", "1.1.1", "2", "2b", "2.1", "3"]
    assert (list(made.actions.all()), list(source.actions.all())) == ([goes], [stays])
    assert (list(made.goals.all()), list(source.goals.all())) == ([goal_goes], [goal_stays])
    assert list(made.blocks.all()) == [block]
    assert Action.objects.get(pk=goes.pk).code == "2b.1"
    assert Action.objects.get(pk=elsewhere.pk).node == nodes["3"]


def test_split_node_refuses_a_number_in_use_and_makes_nothing(programme, nodes, leader):
    with pytest.raises(ValidationError, match="Nummer 3 is al in gebruik"):
        outline.split_node(source=nodes["2"], title="Nieuw", code="3", seen=mark(programme), by=leader)
    assert OutlineNode.objects.filter(programme=programme).count() == 6


def test_remove_node_keeps_it_in_the_bin_and_its_number_is_free(programme, nodes, leader):
    outline.remove_node(node=nodes["3"], by=leader)
    gone = OutlineNode.objects.get(pk=nodes["3"].pk)
    assert (timezone.localdate(gone.removed_at), gone.removed_by) == (TODAY, leader)
    assert codes(programme) == ["1", "1.1", "1.1.1", "2", "2.1"]
    outline.add_node(node=OutlineNode(programme=programme, code="3", title="Nieuw"), blocks=[])
    assert codes(programme)[-1] == "3"


def test_remove_node_with_only_removed_actions_and_nodes_goes(programme, nodes, leader):
    ActionFactory(node=nodes["2"], removed_at=clock.now())
    outline.remove_node(node=nodes["2.1"], by=leader)
    outline.remove_node(node=nodes["2"], by=leader)
    assert codes(programme) == ["1", "1.1", "1.1.1", "3"]


def test_restore_node_brings_it_back_to_its_place(programme, nodes, leader):
    outline.remove_node(node=nodes["2.1"], by=leader)
    outline.restore_node(node=nodes["2.1"])
    assert codes(programme) == ["1", "1.1", "1.1.1", "2", "2.1", "3"]


def test_restore_node_refuses_a_taken_number_a_removed_parent_and_a_fourth_level(programme, nodes, leader):
    outline.remove_node(node=nodes["3"], by=leader)
    outline.add_node(node=OutlineNode(programme=programme, code="3", title="Nieuw"), blocks=[])
    with pytest.raises(ValidationError, match="Nummer 3 is al in gebruik bij 3 Nieuw"):
        outline.restore_node(node=nodes["3"])
    outline.remove_node(node=nodes["2.1"], by=leader)
    outline.remove_node(node=nodes["2"], by=leader)
    with pytest.raises(ValidationError, match="Zet dat eerst terug"):
        outline.restore_node(node=nodes["2.1"])
    outline.remove_node(node=nodes["1.1.1"], by=leader)
    outline.restore_node(node=nodes["2"])
    outline.place_node(node=nodes["2"], parent=nodes["1.1"], seen=mark(programme))
    with pytest.raises(ValidationError, match="vierde niveau"):
        outline.restore_node(node=nodes["2.1"])


def test_node_history_says_who_changed_what_from_and_to(programme, nodes):
    node, block = nodes["3"], BuildingBlockFactory()
    node.title = "Anders"
    outline.change_node(node=node, blocks=[block], seen_version=0)
    outline.place_node(node=node, parent=nodes["2"], seen=mark(programme))
    titles = wording.titles_in_force(programme.programme, on=TODAY)
    changes = outline.node_history(OutlineNode.objects.get(pk=node.pk), titles)
    told = [[(field.label, field.before, field.after) for field in change.fields] for change in changes]
    assert told[0] == [("Valt onder", "", "2 Onderdeel 2")]
    assert [("Titel", "Onderdeel 3", "Anders")] in told
    assert told[-1] == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_never_make_a_loop():
    programme = RegionalProgrammeFactory()
    first, second = (OutlineNodeFactory(programme=programme, position=place) for place in (1, 2))
    seen = mark(programme)
    pairs = iter([(first, second), (second, first)])

    def move():
        node, parent = next(pairs)
        return outline.place_node(node=node, parent=parent, seen=seen).pk

    answers = at_once(move)
    assert {type(answer) for answer in answers} == {int, list}
    assert OutlineNode.objects.of(programme).count() == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_node_is_removed_once_when_two_do_so_at_once():
    node, leader = OutlineNodeFactory(), UserFactory()
    answers = at_once(lambda: outline.remove_node(node=node, by=leader).pk)
    assert {type(answer) for answer in answers} == {int, list}
    assert OutlineNode.objects.get(pk=node.pk).version == 1


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (["P2", "P1", "P7"], ["P1", "P2", "P3"]),
        (["B", "A", "7"], ["A", "B", "C"]),
        (["4", "P1", "2.2"], ["1", "2", "3"]),
    ],
)
def test_new_codes_keep_the_way_a_region_writes_its_numbers(written, codes):
    programme = RegionalProgrammeFactory()
    nodes = [OutlineNodeFactory(programme=programme, code=code, position=at) for at, code in enumerate(written)]
    below = OutlineNodeFactory(programme=programme, code="x", parent=nodes[0], position=9)
    outline.renumber(programme=programme, seen=mark(programme))
    for node in (*nodes, below):
        node.refresh_from_db()
    assert [node.code for node in nodes] == codes
    assert below.code == f"{codes[0]}.1"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ([], "1"),
        (["1", "2"], "3"),
        (["P8", "P9"], "P10"),
        (["A", "B"], "C"),
        (["1", "3", "2"], "4"),
        (["Zorg"], "Zorg2"),
        (["1a"], "1b"),
    ],
)
def test_next_code_follows_the_last_one(written, code):
    programme = RegionalProgrammeFactory()
    for at, one in enumerate(written):
        OutlineNodeFactory(programme=programme, code=one, position=at)
    assert outline.next_code(outline.Tree.of(programme), None) == code
