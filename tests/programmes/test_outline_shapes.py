"""Outlines as different as regions make them fit the same tree."""

from datetime import date

import pytest
from django.urls import reverse

from programmes import outline
from programmes.models import OutlineNode, RegionalProgramme
from regions.models import Role
from regions.rights import Rights
from tests.factories import ProgrammeFactory, RegionalProgrammeFactory, RegionFactory, RoleAssignmentFactory
from tests.programmes.outlines import OUTLINES, THREE_OWN_LINES, build

pytestmark = pytest.mark.django_db

TODAY = date(2021, 7, 12)
SHAPES = {
    "three_national_lines": [3, 0, 0],
    "six_tasks": [6, 13, 0],
    "nine_projects": [9, 0, 0],
    "eleven_objectives": [11, 0, 0],
    "three_own_lines": [3, 1, 1],
}


@pytest.mark.parametrize("name", OUTLINES)
def test_outline_reads_in_order_with_the_regions_own_names(name):
    written = OUTLINES[name]
    programme = RegionalProgrammeFactory()
    build(programme, written)
    rows = outline.outline_rows(programme, Rights(), on=TODAY)
    assert [(row.node.code, row.node.title) for row in rows] == [(node.code, node.title) for node in written.nodes]
    assert [row.level_name for row in rows] == [written.levels[row.level - 1] for row in rows]
    assert [sum(row.level == level for row in rows) for level in (1, 2, 3)] == SHAPES[name]


def test_outline_with_measurable_goals_shows_them_at_their_node():
    programme = RegionalProgrammeFactory()
    build(programme, THREE_OWN_LINES)
    rows = {row.node.code: row for row in outline.outline_rows(programme, Rights(), on=TODAY)}
    told = [(goal.statement, goal.measure, goal.target, goal.due) for goal in rows["A"].goals]
    assert told == [
        (
            "Meer inwoners bellen als zij zich zorgen maken",
            "adviesvragen per jaar",
            "20 procent meer dan in 2019",
            date(2022, 12, 31),
        ),
        ("Elke school heeft een aandachtsfunctionaris", "scholen", "alle 84", None),
    ]
    assert [len(rows[code].goals) for code in ("A", "A.1", "A.1.1", "B", "C")] == [2, 0, 0, 1, 1]


@pytest.mark.parametrize("name", OUTLINES)
def test_outline_entered_through_the_forms_reads_the_same(client, settings, name):
    settings.TODAY = TODAY
    written = OUTLINES[name]
    region = RegionFactory(name="Rivierenland", slug="rivierenland")
    ProgrammeFactory()
    client.force_login(RoleAssignmentFactory(role=Role.LEADER, region=region).user)
    enter(client, region, written)
    page = client.get(reverse("programmes:outline", args=[region.slug])).content.decode()
    places = [page.index(f">{node.code} {node.title}</a>") for node in written.nodes]
    assert places == sorted(places)
    for node in written.nodes:
        for goal in node.goals:
            assert goal.statement in page


def enter(client, region, written):
    """As a leader types it: the programme with the names of its levels, then node by node, then the goals."""
    names = ("top_level_name", "second_level_name", "third_level_name")
    programme = {"title": "Samen veilig", "valid_from": "1-1-2021"} | dict(zip(names, written.levels, strict=True))
    assert client.post(reverse("programmes:programme_update", args=[region.slug]), programme).status_code == 302
    for node in written.nodes:
        above = OutlineNode.objects.filter(code=node.under).first()
        data = {"code": node.code, "title": node.title, "parent": above.pk if above else ""}
        assert client.post(reverse("programmes:node_create", args=[region.slug]), data).status_code == 302
        made = OutlineNode.objects.get(programme=RegionalProgramme.objects.get(), code=node.code)
        for goal in node.goals:
            due = f"{goal.due:%d-%m-%Y}" if goal.due else ""
            data = {"statement": goal.statement, "measure": goal.measure, "target": goal.target, "due": due}
            address = reverse("programmes:goal_create", args=[region.slug])
            assert client.post(address, data | {"node": made.pk}).status_code == 302
