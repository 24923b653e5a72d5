import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.models import ActionUpdate, Assessment, Phase
from actions.progress import UpdateValues, save_update, undo_update
from ghnt.periods import HalfYear
from ghnt.ui.editing import EditConflictError
from tests.factories import ActionFactory, UserFactory

H1_2021 = HalfYear(2021, 1)
FIRST = UpdateValues(phase=Phase.IN_PROGRESS, assessment=Assessment.ON_COURSE, explanation="Eerst.")
SECOND = UpdateValues(phase=Phase.IN_PROGRESS, assessment=Assessment.STALLED, explanation="Daarna.")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def action(node):
    return ActionFactory(node=node, number=3)


@pytest.fixture
def save(action, leader):
    def save(values, seen_version=None, by=leader):
        return save_update(action=action, half_year=H1_2021, seen_version=seen_version, values=values, by=by)

    return save


def url(name, *args):
    return reverse(f"actions:{name}", args=["rivierenland", H1_2021, *args])


def fields(action, version, **values):
    said = {"phase": Phase.IN_PROGRESS, "explanation": "", "version": version}
    return {f"row-{action.pk}-{name}": value for name, value in (said | values).items()}


def test_undo_of_the_first_save_leaves_no_update(save, action, leader):
    update = save(FIRST)
    assert undo_update(update=update, seen_version=update.version, by=leader) is None
    assert not action.updates.exists()
    assert [entry.history_type for entry in ActionUpdate.history.order_by("history_id")] == ["+", "-"]


def test_undo_puts_back_what_stood_there_and_who_said_it(save, action, leader):
    colleague = UserFactory()
    first = save(FIRST, by=colleague)
    update = save(SECOND, seen_version=first.version)
    undone = undo_update(update=update, seen_version=update.version, by=leader)
    assert UpdateValues.of(undone) == FIRST
    assert (undone.updated_by, undone.version) == (colleague, 2)
    assert UpdateValues.of(action.updates.get()) == FIRST


def test_undo_refuses_what_a_colleague_changed_since(save, action, leader):
    mine = save(FIRST)
    save(SECOND, seen_version=mine.version, by=UserFactory())
    with pytest.raises(EditConflictError):
        undo_update(update=mine, seen_version=mine.version, by=leader)
    assert UpdateValues.of(action.updates.get()) == SECOND


def test_undo_refuses_the_save_of_somebody_else(save, action, leader):
    theirs = save(FIRST, by=UserFactory())
    with pytest.raises(ValidationError, match="niet van u"):
        undo_update(update=theirs, seen_version=theirs.version, by=leader)
    assert (action.updates.get().explanation, action.updates.get().version) == ("Eerst.", 0)


def test_undo_twice_says_that_there_is_nothing_left(save, leader):
    update = save(FIRST)
    undo_update(update=ActionUpdate.objects.get(), seen_version=0, by=leader)
    with pytest.raises(ValidationError, match="niets meer"):
        undo_update(update=update, seen_version=0, by=leader)


def test_undo_by_htmx_gives_the_row_its_former_values(client, save, action):
    first = save(FIRST)
    update = save(SECOND, seen_version=first.version)
    posted = fields(action, update.version, explanation="Half getypt") | {"undo": action.pk}
    answer = client.post(url("progress_row", action.pk), posted, **HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'data-row-result="saved" data-version="2"' in text
    assert f'data-put="row-{action.pk}-explanation">Eerst.</span>' in text
    assert action.updates.get().explanation == "Eerst."


def test_undo_by_htmx_of_the_first_save_makes_it_a_row_to_do(client, save, action):
    update = save(FIRST)
    answer = client.post(url("progress_row", action.pk), fields(action, update.version) | {"undo": action.pk}, **HTMX)
    text = answer.content.decode()
    assert 'data-row-result="undone" data-version=""' in text
    assert "0 van 1 bijgewerkt" in text


def test_undo_by_htmx_of_what_a_colleague_changed_shows_their_text(client, save, action):
    first = save(FIRST)
    save(SECOND, seen_version=first.version, by=UserFactory(name="Saar Vonk"))
    answer = client.post(url("progress_row", action.pk), fields(action, first.version) | {"undo": action.pk}, **HTMX)
    assert answer.status_code == 409
    assert "Saar Vonk was u voor" in answer.content.decode()
    assert action.updates.get().explanation == "Daarna."


def test_undo_without_script_saves_the_other_rows_and_says_so(client, save, node, action):
    update, other = save(FIRST), ActionFactory(node=node, number=4)
    page = client.get(url("progress")).content.decode()
    assert f'name="undo" value="{action.pk}"' in page
    posted = fields(action, update.version) | fields(other, "", explanation="Ook dit.") | {"undo": action.pk}
    answer = client.post(url("progress"), posted, follow=True)
    assert "1.3: uw laatste wijziging is ongedaan gemaakt." in answer.content.decode()
    assert not action.updates.exists()
    assert other.updates.get().explanation == "Ook dit."


def test_undo_is_not_offered_for_what_a_colleague_saved(client, save, action):
    save(FIRST, by=UserFactory())
    assert 'name="undo"' not in client.get(url("progress")).content.decode()
