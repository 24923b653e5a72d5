from datetime import date

import pytest

from actions import figures
from actions.models import Action, Assessment, Phase
from ghnt.periods import HalfYear
from tests.factories import (
    ActionFactory,
    ActionUpdateFactory,
    OutlineNodeFactory,
    RegionalProgrammeFactory,
)

pytestmark = pytest.mark.django_db

H2_2020, H1_2021 = HalfYear(2020, 2), HalfYear(2021, 1)


@pytest.fixture
def programme():
    return RegionalProgrammeFactory()


def make_action(programme, *states, node=None, **fields):
    action = ActionFactory(node=node or OutlineNodeFactory(programme=programme), **fields)
    for half_year, phase, assessment in states:
        explanation = "Het team mist mensen." if assessment else ""
        ActionUpdateFactory(
            action=action, half_year=half_year, phase=phase, assessment=assessment, explanation=explanation
        )
    return action


def test_programme_counts_takes_the_last_state_before_the_half_year_ends(programme):
    make_action(
        programme,
        (H2_2020, Phase.PREPARATION, Assessment.STALLED),
        (H1_2021, Phase.IN_PROGRESS, Assessment.ON_COURSE),
    )
    make_action(programme, (H2_2020, Phase.IN_PROGRESS, Assessment.ATTENTION))
    make_action(programme, (H1_2021, Phase.FINISHED, ""))
    make_action(programme, (H1_2021, Phase.DROPPED, ""))
    make_action(programme)
    counts = figures.programme_counts(programme, H1_2021)
    assert (counts.total, counts.on_course, counts.attention, counts.stalled) == (5, 1, 1, 0)
    assert (counts.not_filled_in, counts.ended, counts.finished) == (1, 2, 1)
    assert dict(counts.by_phase)[Phase.IN_PROGRESS] == 2
    assert dict(counts.by_phase)[None] == 1
    before = figures.programme_counts(programme, H2_2020)
    assert (before.stalled, before.attention, before.not_filled_in, before.ended) == (1, 1, 3, 0)


def test_programme_counts_without_a_half_year_shows_no_state(programme):
    make_action(programme, (H1_2021, Phase.IN_PROGRESS, Assessment.STALLED))
    counts = figures.programme_counts(programme, None)
    assert (counts.total, counts.stalled, counts.not_filled_in) == (1, 0, 1)


def test_counts_sentence_leaves_out_what_is_zero():
    states = [(Phase.IN_PROGRESS, "on_course")] * 2 + [(Phase.FINISHED, ""), (Phase.DROPPED, "")]
    assert figures.count(states).sentence == "4 acties: 2 op koers, 1 afgerond, 1 vervallen."
    assert figures.count([(Phase.IN_PROGRESS, "stalled")]).sentence == "1 actie: 1 stagneert."
    assert figures.count([]).sentence == "Nog geen acties."


def test_state_counts_adds_children_to_their_top_node(programme):
    first = OutlineNodeFactory(programme=programme, code="1", position=1)
    second = OutlineNodeFactory(programme=programme, code="2", position=2)
    child = OutlineNodeFactory(programme=programme, code="1.1", parent=first, position=3)
    make_action(programme, (H1_2021, Phase.IN_PROGRESS, Assessment.ON_COURSE), node=first)
    make_action(programme, (H1_2021, Phase.IN_PROGRESS, Assessment.STALLED), node=child)
    make_action(RegionalProgrammeFactory(), (H1_2021, Phase.IN_PROGRESS, Assessment.STALLED))
    counts = figures.state_counts(programme, H1_2021)
    assert [(c.code, c.total, c.on_course, c.stalled) for c in counts] == [("1", 2, 1, 1), ("2", 0, 0, 0)]
    assert counts[1].node_id == second.pk


@pytest.mark.parametrize("number", [1, 3])
def test_state_counts_takes_two_queries(programme, number, django_assert_num_queries):
    for _ in range(number):
        make_action(programme, (H1_2021, Phase.IN_PROGRESS, Assessment.ON_COURSE))
    with django_assert_num_queries(2):
        figures.state_counts(programme, H1_2021)


def test_not_on_course_gives_stalled_first_and_the_limit(programme):
    node = OutlineNodeFactory(programme=programme, code="1")
    make_action(programme, (H1_2021, Phase.IN_PROGRESS, Assessment.ATTENTION), node=node, number=1)
    stalled = make_action(programme, (H2_2020, Phase.IN_PROGRESS, Assessment.STALLED), node=node, number=2)
    make_action(programme, (H1_2021, Phase.IN_PROGRESS, Assessment.ON_COURSE), node=node, number=3)
    found = figures.not_on_course(programme, H1_2021, 5)
    assert [(item.code, item.assessment) for item in found] == [("1.2", "stalled"), ("1.1", "attention")]
    assert found[0].url == stalled.get_absolute_url()
    assert found[0].half_year == H2_2020
    assert len(figures.not_on_course(programme, H1_2021, 1)) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_not_on_course_takes_one_query(programme, number, django_assert_num_queries):
    for _ in range(number):
        make_action(programme, (H1_2021, Phase.IN_PROGRESS, Assessment.STALLED))
    with django_assert_num_queries(1):
        figures.not_on_course(programme, H1_2021, 5)


def test_updated_count_leaves_out_what_ended_in_an_earlier_half_year(programme):
    make_action(programme, (H2_2020, Phase.FINISHED, ""))
    make_action(programme, (H2_2020, Phase.IN_PROGRESS, "on_course"), (H1_2021, Phase.FINISHED, ""))
    make_action(programme, (H2_2020, Phase.IN_PROGRESS, Assessment.ON_COURSE))
    make_action(programme)
    assert figures.updated_count(programme, H1_2021) == (1, 3)
    assert figures.updated_count(programme, H2_2020) == (3, 4)


@pytest.mark.parametrize("half_year", [HalfYear(2020, 1), H2_2020, H1_2021, HalfYear(2021, 2), None])
def test_with_state_agrees_with_state_as_of(programme, half_year):
    make_action(
        programme,
        (H2_2020, Phase.PREPARATION, Assessment.STALLED),
        (H1_2021, Phase.IN_PROGRESS, Assessment.ON_COURSE),
    )
    make_action(programme, (H2_2020, Phase.IN_PROGRESS, Assessment.ATTENTION))
    make_action(programme)
    for action in Action.objects.in_programme(programme).with_state(half_year):
        state = action.state_as_of(half_year)
        assert action.state == state
        assert (action.phase, action.assessment) == ((state.phase, state.assessment) if state else (None, None))


def test_half_year_of_a_state_turns_on_the_first_of_july():
    assert HalfYear.of(date(2021, 6, 30)) == H1_2021
    assert HalfYear.of(date(2021, 7, 1)) == HalfYear(2021, 2)
