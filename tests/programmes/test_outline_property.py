"""Whatever a region does to its outline, it stays a tree of three levels in which nothing gets lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.models import Action
from programmes import outline
from programmes.models import Goal, OutlineNode
from tests.factories import ActionFactory, GoalFactory, OutlineNodeFactory, RegionalProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db

KINDS = ("place", "step", "merge", "split", "renumber", "remove", "restore")
steps = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 40), st.integers(0, 40), st.booleans()), min_size=1, max_size=12
)


def make_outline():
    programme = RegionalProgrammeFactory()
    tops = [OutlineNodeFactory(programme=programme, code=str(n), position=n) for n in range(1, 4)]
    for top in tops:
        for n in (1, 2):
            below = OutlineNodeFactory(programme=programme, code=f"{top.code}.{n}", parent=top, position=n)
            ActionFactory(node=below, number=1)
            GoalFactory(node=below)
    OutlineNodeFactory(programme=programme, code="1.1.1", parent=tops[0].children.first(), position=1)
    return programme


def carry_out(programme, kind, first, second, yes, by):
    nodes = list(OutlineNode.objects.of(programme))
    node, other = nodes[first % len(nodes)], nodes[second % len(nodes)]
    seen = outline.outline_mark(programme)
    if kind == "place":
        outline.place_node(node=node, parent=other if yes else None, seen=seen)
    elif kind == "step":
        outline.step_node(node=node, up=yes, seen=seen)
    elif kind == "merge":
        outline.merge_nodes(source=node, target=other, seen=seen, by=by)
    elif kind == "split":
        chosen = list(node.actions.values_list("pk", flat=True))[: 1 + yes]
        below = list(node.children.values_list("pk", flat=True))[: 1 + yes]
        code = f"s{OutlineNode.objects.count()}"
        outline.split_node(source=node, title="Deel", code=code, actions=chosen, children=below, seen=seen, by=by)
    elif kind == "renumber":
        outline.renumber(programme=programme, seen=seen)
    elif kind == "remove":
        outline.remove_node(node=node, by=by)
    elif gone := OutlineNode.objects.filter(programme=programme, removed_at__isnull=False).first():
        outline.restore_node(node=gone)


def check(programme, actions, goals):
    nodes = list(OutlineNode.objects.of(programme))
    tree = outline.Tree(nodes)
    present = set(tree.nodes)
    reached = set().union(*(tree.with_below(top.pk) for top in tree.children(None)))
    assert reached == present
    assert all(node.parent_id is None or node.parent_id in present for node in nodes)
    assert max((tree.level(pk) for pk in present), default=0) <= 3
    for parent in (None, *present):
        places = [node.position for node in tree.children(parent)]
        assert places == sorted(set(places))
    assert len({node.code for node in nodes}) == len(nodes)
    held = Action.objects.filter(programme=programme).values_list("pk", "node")
    assert {pk for pk, _node in held} == actions
    assert {node for _pk, node in held} <= present
    pairs = list(Action.objects.filter(programme=programme).values_list("node", "number"))
    assert len(pairs) == len(set(pairs))
    assert set(Goal.objects.filter(programme=programme).values_list("pk", flat=True)) == goals


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=steps)
def test_outline_stays_whole_whatever_is_done(db, done):
    with transaction.atomic():
        programme, by = make_outline(), UserFactory()
        actions = set(Action.objects.filter(programme=programme).values_list("pk", flat=True))
        goals = set(Goal.objects.filter(programme=programme).values_list("pk", flat=True))
        known = set(OutlineNode.objects.filter(programme=programme).values_list("pk", flat=True))
        for kind, first, second, yes in done:
            present = set(OutlineNode.objects.of(programme).values_list("pk", flat=True))
            try:
                with transaction.atomic():
                    carry_out(programme, kind, first, second, yes, by)
            except ValidationError:
                pass
            after = set(OutlineNode.objects.of(programme).values_list("pk", flat=True))
            assert kind in ("merge", "remove") or present <= after
            assert len(present - after) <= 1
            check(programme, actions, goals)
        assert known <= set(OutlineNode.objects.filter(programme=programme).values_list("pk", flat=True))
        transaction.set_rollback(True)
