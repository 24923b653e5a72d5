import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions import figures, progress_rows
from actions.models import ActionUpdate, Assessment, Phase
from actions.progress import RowChange, RowsChangedError, UpdateValues, save_update, save_updates
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from programmes.models import OutlineNode
from tests.factories import ActionFactory, ActionUpdateFactory, UserFactory

H2_2020, H1_2021 = HalfYear(2020, 2), HalfYear(2021, 1)
ON_COURSE = UpdateValues(phase=Phase.IN_PROGRESS, assessment=Assessment.ON_COURSE, explanation="Loopt.")


@pytest.fixture
def action(node):
    return ActionFactory(node=node, number=3)


@pytest.fixture
def save(action):
    person = UserFactory()

    def save(values, seen_version=None, by=person):
        return save_update(action=action, half_year=H1_2021, seen_version=seen_version, values=values, by=by)

    return save


def test_save_update_makes_the_first_one_with_its_author(save, action):
    update = save(ON_COURSE)
    assert (update.phase, update.assessment, update.explanation) == ("in_progress", "on_course", "Loopt.")
    assert update.updated_by is not None
    assert timezone.localdate(update.updated_at).isoformat() == "2021-07-12"
    assert action.updates.count() == 1


def test_save_update_again_with_the_same_content_changes_nothing(save):
    first = save(ON_COURSE)
    again = save(ON_COURSE, by=UserFactory())
    assert (again.pk, again.version, again.updated_by) == (first.pk, first.version, first.updated_by)
    assert ActionUpdate.history.count() == 1


def test_save_update_with_an_old_version_is_a_conflict_and_keeps_the_winner(save):
    first = save(ON_COURSE)
    save(UpdateValues(phase=Phase.IN_PROGRESS, explanation="Nieuw."), seen_version=first.version)
    with pytest.raises(EditConflictError) as conflict:
        save(UpdateValues(phase=Phase.PREPARATION, explanation="Ook nieuw."), seen_version=first.version)
    assert conflict.value.current.explanation == "Nieuw."
    assert ActionUpdate.objects.get().explanation == "Nieuw."


def test_save_update_that_saw_none_while_there_is_one_is_a_conflict(save):
    save(ON_COURSE)
    with pytest.raises(EditConflictError):
        save(UpdateValues(phase=Phase.PREPARATION))


@pytest.mark.parametrize("assessment", [Assessment.ATTENTION, Assessment.STALLED])
def test_save_update_refuses_an_assessment_without_its_explanation(save, assessment):
    with pytest.raises(ValidationError, match="Schrijf kort waarom deze actie aandacht vraagt"):
        save(UpdateValues(phase=Phase.IN_PROGRESS, assessment=assessment))
    assert not ActionUpdate.objects.exists()


@pytest.mark.parametrize("phase", [Phase.FINISHED, Phase.EMBEDDED, Phase.DROPPED])
def test_save_update_drops_the_assessment_of_an_ended_phase(save, phase):
    update = save(UpdateValues(phase=phase, assessment=Assessment.STALLED))
    assert update.assessment == ""


def test_save_update_is_unchanged_only_when_it_repeats_the_previous_half_year(save, action):
    ActionUpdateFactory(
        action=action,
        half_year=H2_2020,
        phase=Phase.IN_PROGRESS,
        assessment=Assessment.ON_COURSE,
        explanation="Loopt.",
    )
    first = save(ON_COURSE)
    assert first.is_unchanged is True
    changed = save(UpdateValues(phase=Phase.IN_PROGRESS, results="Klaar."), seen_version=first.version)
    assert changed.is_unchanged is False


def test_save_updates_saves_none_when_one_row_lost_the_race(node):
    person = UserFactory()
    free, taken = ActionFactory(node=node), ActionFactory(node=node)
    ActionUpdateFactory(action=taken, half_year=H1_2021, explanation="Van een ander.")
    changes = [RowChange(free, None, ON_COURSE), RowChange(taken, None, ON_COURSE)]
    with pytest.raises(RowsChangedError) as refusal:
        save_updates(changes=changes, half_year=H1_2021, by=person)
    assert list(refusal.value.current) == [taken.pk]
    assert not free.updates.exists()


def test_save_updates_of_another_half_year_leave_this_one_alone(save, action):
    ActionUpdateFactory(action=action, half_year=H2_2020, explanation="Toen.")
    save(ON_COURSE)
    assert action.updates.get(half_year=H2_2020).explanation == "Toen."


def read_lines(programme):
    return progress_rows.lines(programme, H1_2021, OutlineNode.objects.of(programme))


def test_tally_agrees_with_updated_count(programme, node):
    ended, done, todo = (ActionFactory(node=node) for _ in range(3))
    ActionUpdateFactory(action=ended, half_year=H2_2020, phase=Phase.EMBEDDED)
    ActionUpdateFactory(action=done, half_year=H1_2021, phase=Phase.EMBEDDED)
    lines = read_lines(programme)
    tally = progress_rows.tally(lines)
    states = progress_rows.row_states(lines, H1_2021, {line.pk for line in lines})
    assert (tally.done, tally.total, tally.to_do, tally.rows) == (1, 2, 1, 3)
    assert figures.updated_count(programme, H1_2021) == (tally.done, tally.total)
    assert [state.name for state in states] == ["ended", "done", "todo"]
    assert todo.pk == states[2].action.pk


@pytest.mark.parametrize("number", [1, 3])
def test_rows_take_five_queries(programme, node, number, django_assert_num_queries):
    for _ in range(number):
        ActionUpdateFactory(action__node=node, half_year=H2_2020)
    with django_assert_num_queries(5):
        lines = read_lines(programme)
        states = progress_rows.row_states(lines, H1_2021, {line.pk for line in lines})
    assert len(states) == number
