from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes import outline, wording
from programmes.models import OutlineNode
from regions.rights import Rights
from tests.factories import (
    ActionFactory,
    ActionLineFactory,
    BuildingBlockFactory,
    CatalogueEditionFactory,
    CatalogueEntryFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
    RegionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2021, 7, 12)


@pytest.fixture
def programme():
    return RegionalProgrammeFactory(valid_from=date(2019, 1, 1))


def test_programme_for_is_the_one_that_ran_at_the_end_of_the_half_year(programme):
    later = RegionalProgrammeFactory(region=programme.region, valid_from=date(2021, 7, 1))
    assert outline.programme_for(programme.region, HalfYear(2021, 1), on=TODAY) == programme
    assert outline.programme_for(programme.region, HalfYear(2021, 2), on=TODAY) == later


def test_programme_for_before_the_first_programme_is_the_running_one(programme):
    assert outline.programme_for(programme.region, HalfYear(2018, 2), on=TODAY) == programme
    assert outline.programme_for(RegionFactory(), HalfYear(2018, 2), on=TODAY) is None


def test_current_or_coming_falls_back_on_what_is_to_come():
    coming = RegionalProgrammeFactory(valid_from=date(2022, 1, 1))
    assert outline.current_or_coming(coming.region, on=TODAY) == coming


def test_national_programme_without_any_says_what_to_do():
    with pytest.raises(ValidationError, match="Vraag de beheerder"):
        outline.national_programme(TODAY)


def test_outline_rows_read_as_a_tree_with_blocks_in_the_words_of_the_edition(programme):
    first = OutlineNodeFactory(programme=programme, code="1", position=1)
    OutlineNodeFactory(programme=programme, code="2", position=2)
    OutlineNodeFactory(programme=programme, code="1.1", parent=first, position=3)
    block = BuildingBlockFactory()
    old = CatalogueEditionFactory(code="vgr2", valid_from=date(2019, 7, 1))
    CatalogueEntryFactory(edition=old, block=block, code="1.1", title="Oude naam")
    CatalogueEntryFactory(block=block, code="1.2", title="Nieuwe naam")
    first.blocks.add(block)
    rows = outline.outline_rows(programme, Rights(), on=TODAY)
    assert [(row.node.code, row.level) for row in rows] == [("1", 1), ("1.1", 2), ("2", 1)]
    assert rows[0].blocks == ("1.2 Nieuwe naam",)
    before = outline.outline_rows(programme, Rights(), on=date(2020, 4, 30))
    assert before[0].blocks == ("1.1 Oude naam",)


@pytest.mark.parametrize("number", [1, 3])
def test_outline_rows_take_the_same_queries_for_more_nodes(programme, number, django_assert_num_queries):
    CatalogueEditionFactory()
    for _ in range(number):
        OutlineNodeFactory(programme=programme).blocks.add(BuildingBlockFactory())
    with django_assert_num_queries(6):
        outline.outline_rows(programme, Rights(), on=TODAY)


def test_parent_choices_allow_three_levels_and_no_loop(programme):
    top = OutlineNodeFactory(programme=programme, code="1", position=1)
    second = OutlineNodeFactory(programme=programme, code="1.1", parent=top, position=2)
    third = OutlineNodeFactory(programme=programme, code="1.1.1", parent=second, position=3)
    other = OutlineNodeFactory(programme=programme, code="2", position=4)
    OutlineNodeFactory(code="9")
    assert outline.parent_choices(programme) == [top, second, other]
    assert outline.parent_choices(programme, top) == []
    assert outline.parent_choices(programme, second) == [top, other]
    assert outline.parent_choices(programme, third) == [top, second, other]


def test_add_node_puts_it_last_with_its_blocks_in_history(programme):
    OutlineNodeFactory(programme=programme, position=7)
    block = BuildingBlockFactory()
    node = outline.add_node(node=OutlineNode(programme=programme, code="9", title="Nieuw"), blocks=[block])
    assert node.position == 8
    assert [row.buildingblock for row in node.history.first().blocks.all()] == [block]


def test_change_node_with_an_old_version_is_a_conflict(programme):
    node = OutlineNodeFactory(programme=programme, title="Eerst")
    stale = OutlineNode.objects.get(pk=node.pk)
    node.title = "Daarna"
    outline.change_node(node=node, blocks=[], seen_version=0)
    stale.title = "Te laat"
    with pytest.raises(EditConflictError):
        outline.change_node(node=stale, blocks=[], seen_version=0)
    assert OutlineNode.objects.get(pk=node.pk).title == "Daarna"


def test_remove_node_refuses_while_something_hangs_on_it(programme):
    with_child, with_action = (OutlineNodeFactory(programme=programme) for _ in range(2))
    child = OutlineNodeFactory(programme=programme, parent=with_child)
    ActionFactory(node=with_action)
    leader = UserFactory()
    with pytest.raises(ValidationError, match="nog 1 onderdeel"):
        outline.remove_node(node=with_child, by=leader)
    with pytest.raises(ValidationError, match="valt nog 1 actie"):
        outline.remove_node(node=with_action, by=leader)
    outline.remove_node(node=child, by=leader)
    outline.remove_node(node=with_child, by=leader)
    assert list(OutlineNode.objects.of(programme)) == [with_action]


def test_choices_keep_chosen_blocks_of_another_edition(programme):
    line = CatalogueEntryFactory(line=ActionLineFactory(), code="1", title="Lijn")
    block, gone = BuildingBlockFactory(), BuildingBlockFactory()
    CatalogueEntryFactory(block=block, parent=line, code="1.1", title="Blok")
    old = CatalogueEditionFactory(code="vgr2", valid_from=date(2019, 7, 1))
    CatalogueEntryFactory(edition=old, block=gone, code="1.9", title="Verdwenen")
    titles = wording.titles_in_force(programme.programme, on=TODAY)
    offered = wording.choices(titles.block_groups(), titles.blocks, [gone.pk])
    assert offered == [
        ("1 Lijn", [(block.pk, "1.1 Blok")]),
        ("Uit een andere editie", [(gone.pk, "1.9 Verdwenen")]),
    ]
    assert wording.choices(titles.block_groups(), titles.blocks, []) == offered[:1]
