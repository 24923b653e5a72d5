"""What covers a block or measure, and the answers that a region gives."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.coverage import covered, covering
from actions.coverage_page import coverage_of
from actions.models import Action
from ghnt.ui.editing import EditConflictError
from programmes.coverage import Answer, StanceConflictError, Subject, set_stance, set_stances
from programmes.models import BlockStance, MeasureStance, Stance
from tests.factories import (
    ActionFactory,
    ActionLineFactory,
    BuildingBlockFactory,
    CatalogueEditionFactory,
    CatalogueEntryFactory,
    MeasureFactory,
    OutlineNodeFactory,
    ProgrammeFactory,
    UserFactory,
)

TODAY = date(2021, 7, 12)


@pytest.fixture
def edition(programme):
    return CatalogueEditionFactory(programme=programme.programme)


@pytest.fixture
def line(edition):
    line = ActionLineFactory(programme=edition.programme)
    return CatalogueEntryFactory(edition=edition, line=line, code="1", title="In beeld")


@pytest.fixture
def block(edition, line):
    block = BuildingBlockFactory(programme=edition.programme)
    CatalogueEntryFactory(edition=edition, block=block, parent=line, code="1.1", title="Signaleren")
    return block


@pytest.fixture
def other_block(edition, line):
    block = BuildingBlockFactory(programme=edition.programme)
    CatalogueEntryFactory(edition=edition, block=block, parent=line, code="1.2", title="Meldcode")
    return block


@pytest.fixture
def measure(edition, block):
    measure = MeasureFactory(programme=edition.programme)
    entry = edition.entries.get(block=block)
    CatalogueEntryFactory(edition=edition, measure=measure, parent=entry, code="1.1.1", title="Lesgeven")
    return measure


def actions_of(block, programme, edition, subject=Subject.BLOCKS):
    return covering(subject, programme, block.pk, edition)


# The rule


def test_action_covers_the_blocks_of_its_node(programme, node, edition, block, other_block):
    node.blocks.add(block)
    action = ActionFactory(node=node)
    assert actions_of(block, programme, edition) == [action.pk]
    assert actions_of(other_block, programme, edition) == []


def test_action_covers_the_blocks_of_the_nearest_node_that_names_any(programme, node, edition, block, other_block):
    node.blocks.add(block)
    below = OutlineNodeFactory(programme=programme, parent=node)
    lowest = OutlineNodeFactory(programme=programme, parent=below)
    action = ActionFactory(node=lowest)
    assert actions_of(block, programme, edition) == [action.pk]
    below.blocks.add(other_block)
    assert actions_of(block, programme, edition) == []
    assert actions_of(other_block, programme, edition) == [action.pk]


def test_action_with_blocks_of_its_own_covers_those_alone(programme, node, edition, block, other_block):
    node.blocks.add(block)
    action = ActionFactory(node=node)
    action.blocks.add(other_block)
    assert actions_of(block, programme, edition) == []
    assert actions_of(other_block, programme, edition) == [action.pk]


def test_action_covers_its_measures_and_the_block_above_them(programme, node, edition, block, measure):
    action = ActionFactory(node=node)
    action.measures.add(measure)
    assert actions_of(measure, programme, edition, Subject.MEASURES) == [action.pk]
    assert actions_of(block, programme, edition) == [action.pk]


def test_archived_and_removed_actions_and_nodes_cover_nothing(programme, node, edition, block):
    node.blocks.add(block)
    ActionFactory(node=node, archived_at=timezone.now())
    ActionFactory(node=node, removed_at=timezone.now())
    OutlineNodeFactory(programme=programme, removed_at=timezone.now()).blocks.add(block)
    found = covered(Subject.BLOCKS, [programme], edition)[programme.pk]
    assert found.actions[block.pk] == []
    assert found.nodes[block.pk] == [node.pk]


def test_an_action_of_another_programme_covers_nothing_here(programme, node, edition, block):
    ActionFactory(node__programme__programme=programme.programme).blocks.add(block)
    assert actions_of(block, programme, edition) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("subject", Subject)
def test_coverage_asks_the_same_number_of_queries(
    programme, node, edition, block, measure, django_assert_num_queries, count, subject
):
    node.blocks.add(block)
    for _ in range(count):
        action = ActionFactory(node=OutlineNodeFactory(programme=programme, parent=node))
        action.measures.add(measure)
        BuildingBlockFactory(programme=edition.programme)
    with django_assert_num_queries(11 if subject is Subject.BLOCKS else 5):
        coverage_of(programme, subject, on=TODAY)


# The page


def test_coverage_counts_answers_actions_and_refusals(programme, node, edition, block, other_block):
    node.blocks.add(block)
    ActionFactory(node=node)
    BlockStance.objects.create(programme=programme, block=block, stance=Stance.PRIORITY)
    BlockStance.objects.create(programme=programme, block=other_block, stance=Stance.NOT, reason="Elders geregeld")
    coverage = coverage_of(programme, Subject.BLOCKS, on=TODAY)
    assert coverage.sentence == "2 van 2 bouwstenen hebben een antwoord; 1 gedekt door acties; 1 bewust niet."
    ((first, second),) = [group.rows for group in coverage.groups]
    assert (str(first.entry), first.stance, first.nodes, first.action_words) == (
        "1.1 Signaleren",
        Stance.PRIORITY,
        (node,),
        "1 actie",
    )
    assert (second.stance, second.reason, second.action_words) == (Stance.NOT, "Elders geregeld", "0 acties")


def test_coverage_of_another_edition_comes_last_under_its_name(programme, node, edition, block):
    old = CatalogueEditionFactory(
        programme=edition.programme, code="vgr2", name="Editie juli 2019", valid_from=date(2019, 7, 1)
    )
    dropped, unused = (BuildingBlockFactory(programme=edition.programme) for _ in range(2))
    for number, item in enumerate((dropped, unused)):
        CatalogueEntryFactory(edition=old, block=item, code=f"9.{number}", title="Vervallen")
    node.blocks.add(dropped)
    coverage = coverage_of(programme, Subject.BLOCKS, on=TODAY)
    assert [(group.title, [row.entry.code for row in group.rows]) for group in coverage.groups] == [
        ("1 In beeld", ["1.1"]),
        ("Alleen in Editie juli 2019", ["9.0"]),
    ]
    assert coverage.sentence.startswith("0 van 1 bouwstenen")


# The answers


@pytest.fixture
def answer(programme, block):
    def answer(stance, reason="", seen=None, subject=block):
        set_stance(programme, subject, stance=stance, reason=reason, seen_version=seen, by=None)

    return answer


def test_stance_is_given_changed_and_taken_back_with_its_history(programme, block, answer):
    user = UserFactory()
    set_stance(programme, block, stance=Stance.LATER, reason="Na 2022", seen_version=None, by=user)
    row = BlockStance.objects.get(block=block)
    assert (row.stance, row.reason, row.version) == (Stance.LATER, "Na 2022", 0)
    answer(Stance.PRIORITY, seen=0)
    answer(None, seen=1)
    assert not BlockStance.objects.exists()
    told = BlockStance.history.order_by("history_id").values_list("history_type", "stance", "history_user")
    assert list(told) == [("+", "later", user.pk), ("~", "priority", None), ("-", "priority", None)]


def test_stance_of_a_measure_is_kept_apart(programme, measure, answer):
    answer(Stance.NOT, "Te duur", subject=measure)
    assert MeasureStance.objects.get(measure=measure).reason == "Te duur"
    assert not BlockStance.objects.exists()


def test_stance_deliberately_not_needs_a_reason(answer):
    with pytest.raises(ValidationError, match="waarom"):
        answer(Stance.NOT, "  ")


def test_stance_about_a_block_of_another_programme_is_refused(answer):
    foreign = BuildingBlockFactory(programme=ProgrammeFactory(slug="tks", name="Toekomstscenario"))
    with pytest.raises(ValidationError, match="hoort niet bij"):
        answer(Stance.LATER, subject=foreign)


def test_stance_that_a_colleague_changed_meanwhile_is_refused(block, answer):
    answer(Stance.LATER)
    answer(Stance.PRIORITY, seen=0)
    with pytest.raises(EditConflictError) as refused:
        answer(Stance.NOT, "Geen geld", seen=0)
    assert refused.value.current.stance == Stance.PRIORITY
    assert BlockStance.objects.get(block=block).stance == Stance.PRIORITY


def test_stance_that_a_colleague_gave_first_is_refused(answer):
    answer(Stance.LATER)
    with pytest.raises(EditConflictError):
        answer(Stance.PRIORITY, seen=None)


def test_stance_that_was_taken_back_and_given_anew_is_not_the_one_seen(answer):
    answer(Stance.LATER)
    answer(None, seen=0)
    answer(Stance.LATER, "Opnieuw")
    with pytest.raises(EditConflictError):
        answer(Stance.NOT, "Nee", seen=0)


def test_stance_the_same_as_a_colleague_chose_is_no_conflict(block, answer):
    answer(Stance.LATER)
    answer(Stance.LATER, seen=None)
    assert BlockStance.objects.get(block=block).version == 0


def test_stances_left_alone_do_not_undo_a_colleague(programme, block, other_block, answer):
    answer(Stance.LATER)
    answer(Stance.PRIORITY, seen=0)
    count = set_stances(
        programme,
        Subject.BLOCKS,
        answers=[Answer(block.pk, Stance.LATER, "", 0), Answer(other_block.pk, Stance.LATER, "", None)],
        by=None,
    )
    assert count == 1
    assert BlockStance.objects.get(block=block).stance == Stance.PRIORITY


def test_stances_are_saved_all_or_none(programme, block, other_block, answer):
    answer(Stance.LATER)
    with pytest.raises(StanceConflictError) as refused:
        set_stances(
            programme,
            Subject.BLOCKS,
            answers=[Answer(other_block.pk, Stance.LATER, "", None), Answer(block.pk, Stance.PRIORITY, "", None)],
            by=None,
        )
    assert set(refused.value.current) == {block.pk}
    assert not BlockStance.objects.filter(block=other_block).exists()


def test_list_of_actions_filters_on_what_covers_a_block_or_measure(
    client, leader, programme, node, edition, block, measure
):
    below = OutlineNodeFactory(programme=programme, parent=node)
    node.blocks.add(block)
    first, second = ActionFactory(node=below, title="Via onderdeel"), ActionFactory(node=below, title="Via maatregel")
    second.measures.add(measure)
    ActionFactory(node=OutlineNodeFactory(programme=programme), title="Erbuiten")
    assert Action.objects.count() == 3
    by_block = coverage_of(programme, Subject.BLOCKS, on=TODAY).groups[0].rows[0].actions_url
    by_measure = coverage_of(programme, Subject.MEASURES, on=TODAY).groups[0].rows[0].actions_url
    assert {item.pk for item in client.get(by_block).context["actions"]} == {first.pk, second.pk}
    assert [item.pk for item in client.get(by_measure).context["actions"]] == [second.pk]
