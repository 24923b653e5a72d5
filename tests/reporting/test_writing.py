"""Writing a chapter: what is known is offered, confirmed or changed; every question saves itself."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from actions.models import ActionUpdate, Assessment, Phase
from regions import rights as table
from regions.models import Role
from regions.rights import Right
from reporting import workflow
from reporting.chapter_list import ChapterState
from reporting.chapters import chapters_of
from reporting.models import Answer
from tests import factories
from tests.reporting.writing_scene import make_scene
from tests.world import HALF_YEAR, PREVIOUS, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings):
    settings.TODAY = TODAY
    return make_scene()


@pytest.fixture
def leader(client, scene):
    client.force_login(scene.leader)
    return client


def chapter_url(scene, key="samenvatting"):
    return reverse("reporting:report_chapter", args=["eigen", scene.round.code, key])


def line_url(scene):
    return chapter_url(scene, f"onderdeel-{scene.node.pk}")


def answer_url(scene, key, chapter="samenvatting"):
    question = scene.questions[key].pk
    return reverse("reporting:report_answer", args=["eigen", scene.round.code, chapter, question])


def typed(scene, key, text, seen=""):
    return {f"text_{scene.questions[key].pk}": text, f"seen_{scene.questions[key].pk}": seen}


def chapter_of(scene, key):
    return chapters_of(scene.region, scene.round).find(key)


def older_action(scene, **kwargs):
    """An action that was on course last half year and was not updated since."""
    action = factories.ActionFactory(node=scene.node, **kwargs)
    factories.ActionUpdateFactory(
        action=action,
        half_year=PREVIOUS,
        phase=Phase.IN_PROGRESS,
        assessment=Assessment.ATTENTION,
        explanation="Twee van de drie gemeenten doen mee.",
    )
    return action


def said_of(action):
    return ActionUpdate.objects.get(action=action, half_year=HALF_YEAR)


def test_action_of_before_is_confirmed_with_one_button(scene, leader):
    action, other = older_action(scene), older_action(scene)
    assert "Twee van de drie gemeenten doen mee." in leader.get(line_url(scene)).content.decode()
    answer = leader.post(line_url(scene), {"confirm": f"action-{action.pk}"})
    assert answer.url == f"{line_url(scene)}#actie-{other.pk}"
    update = said_of(action)
    assert (update.phase, update.assessment, update.is_unchanged) == (Phase.IN_PROGRESS, Assessment.ATTENTION, True)
    assert (update.explanation, update.updated_by) == ("Twee van de drie gemeenten doen mee.", scene.leader)
    assert not ActionUpdate.objects.filter(action=other, half_year=HALF_YEAR).exists()


def test_actions_of_a_chapter_are_confirmed_at_once_and_once(scene, leader):
    actions = [older_action(scene) for _ in range(3)]
    new = factories.ActionFactory(node=scene.node)
    data = {"confirm": "actions", "shown_action": [one.pk for one in actions[:2]]}
    for _ in range(2):
        leader.post(line_url(scene), data)
    assert set(ActionUpdate.objects.filter(half_year=HALF_YEAR).values_list("action", "is_unchanged")) == {
        (actions[0].pk, True),
        (actions[1].pk, True),
    }
    assert ActionUpdate.history.filter(half_year=HALF_YEAR).count() == 2
    assert [gap.action for gap in chapter_of(scene, f"onderdeel-{scene.node.pk}").gaps if gap.action] == [
        actions[2].pk,
        new.pk,
    ]


def test_action_updated_meanwhile_stays_as_it_is(scene, leader):
    action = older_action(scene)
    factories.ActionUpdateFactory(action=action, half_year=HALF_YEAR, explanation="Alle drie.")
    leader.post(line_url(scene), {"confirm": f"action-{action.pk}"})
    assert said_of(action).explanation == "Alle drie."


def test_confirming_actions_keeps_what_was_typed_beside_it(scene, leader):
    action = older_action(scene)
    leader.post(line_url(scene), typed(scene, "bereikt", "Veel.") | {"confirm": f"action-{action.pk}"})
    assert Answer.objects.get(report=scene.report).text == "Veel."
    assert said_of(action).is_unchanged


def test_confirming_actions_needs_the_right_to_write_actions(scene, leader, monkeypatch):
    action, other = older_action(scene), older_action(scene)
    monkeypatch.setitem(table.RIGHTS, Role.LEADER, table.RIGHTS[Role.LEADER] - {Right.WRITE_ACTIONS})
    page = leader.get(line_url(scene)).content.decode()
    assert 'name="confirm"' not in page
    assert other.title in page
    assert leader.post(line_url(scene), {"confirm": f"action-{action.pk}"}).status_code == 403
    assert not ActionUpdate.objects.filter(half_year=HALF_YEAR).exists()


def test_answer_of_last_time_is_offered_and_never_saved_by_itself(scene, leader):
    factories.AnswerFactory(report=scene.earlier, question=scene.questions["samenvatting"], text="Vorige keer.")
    page = leader.get(chapter_url(scene)).content.decode()
    assert "Uit vorig halfjaar, 2e halfjaar 2020:" in page
    assert "Vorige keer." in page
    leader.post(chapter_url(scene), typed(scene, "samenvatting", ""))
    assert not Answer.objects.filter(report=scene.report).exists()
    assert chapter_of(scene, "samenvatting").badge.label == "Nog 1 te bevestigen"


def test_answer_of_last_time_is_confirmed_with_its_origin(scene, leader):
    factories.AnswerFactory(report=scene.earlier, question=scene.questions["samenvatting"], text="Vorige keer.")
    question = scene.questions["samenvatting"].pk
    leader.post(chapter_url(scene), typed(scene, "samenvatting", "") | {"confirm": f"answer-{question}"})
    answer = Answer.objects.get(report=scene.report)
    assert (answer.text, answer.carried_from, answer.updated_by) == ("Vorige keer.", scene.earlier.round, scene.leader)
    assert chapter_of(scene, "samenvatting").state is ChapterState.READY
    leader.post(chapter_url(scene), typed(scene, "samenvatting", "Nu anders.", answer.version))
    answer.refresh_from_db()
    assert (answer.text, answer.carried_from) == ("Nu anders.", None)


def test_answers_of_a_chapter_are_confirmed_at_once(scene, leader):
    for key, text in (("bereikt", "Veel."), ("hoe-ver", "Halverwege")):
        factories.AnswerFactory(report=scene.earlier, question=scene.questions[key], node=scene.node, text=text)
    shown = [scene.questions[key].pk for key in ("bereikt", "hoe-ver")]
    leader.post(line_url(scene), {"confirm": "answers", "shown_answer": shown})
    found = Answer.objects.filter(report=scene.report, node=scene.node, carried_from=scene.earlier.round)
    assert set(found.values_list("text", flat=True)) == {"Veel.", "Halverwege"}


def test_confirming_an_answer_never_takes_typed_text_away(scene, leader):
    factories.AnswerFactory(report=scene.earlier, question=scene.questions["samenvatting"], text="Vorige keer.")
    data = typed(scene, "samenvatting", "Net getypt.") | {"confirm": f"answer-{scene.questions['samenvatting'].pk}"}
    leader.post(chapter_url(scene), data)
    answer = Answer.objects.get(report=scene.report)
    assert (answer.text, answer.carried_from) == ("Net getypt.", None)


def test_answer_to_a_question_that_changed_is_not_offered(scene, leader):
    question = scene.questions["hoe-ver"]
    other_set = factories.QuestionSetFactory(number=77)
    section = factories.QuestionSectionFactory(question_set=other_set, key="onderdeel", place="line", order=1)
    old = factories.QuestionFactory(
        question_set=other_set, section=section, key="hoe-ver", kind="scale", options="Begonnen\nKlaar", text="Hoe ver?"
    )
    factories.AnswerFactory(report=scene.earlier, question=old, node=scene.node, text="Klaar")
    assert chapter_of(scene, f"onderdeel-{scene.node.pk}").proposed == {}
    page = leader.get(line_url(scene)).content.decode()
    assert f"answer-{question.pk}" not in page
    assert "Antwoord van vorig halfjaar" in page


def test_adjusting_puts_the_text_in_the_field_and_saves_nothing(scene, leader):
    factories.AnswerFactory(report=scene.earlier, question=scene.questions["samenvatting"], text="Vorige keer.")
    question = scene.questions["samenvatting"].pk
    form = leader.get(f"{chapter_url(scene)}?aanpassen={question}").context["form"]
    assert form[f"text_{question}"].value() == "Vorige keer."
    assert form[f"seen_{question}"].value() is None
    assert not Answer.objects.filter(report__round=scene.round).exists()


def test_question_saves_itself(scene, leader):
    answer = leader.post(answer_url(scene, "samenvatting"), typed(scene, "samenvatting", "Een begin."))
    assert answer.status_code == 200
    assert "Opgeslagen om" in answer.content.decode()
    assert 'data-version="0"' in answer.content.decode()
    stored = Answer.objects.get(report=scene.report)
    assert (stored.text, stored.node, stored.updated_by) == ("Een begin.", None, scene.leader)


def test_question_of_another_chapter_does_not_save_itself(scene, leader):
    assert leader.post(answer_url(scene, "bereikt"), typed(scene, "bereikt", "X")).status_code == 404
    assert leader.post(answer_url(scene, "bijdrage", "gemeenten"), typed(scene, "bijdrage", "X")).status_code == 404
    assert not Answer.objects.exists()


def test_question_that_a_colleague_changed_answers_with_both_texts(scene, leader):
    scene.answer("samenvatting", text="Van Joost.", version=4, updated_by=scene.colleague)
    answer = leader.post(answer_url(scene, "samenvatting"), typed(scene, "samenvatting", "Van mij.", 3))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'data-result="conflict"' in page
    assert 'data-version="4"' in page
    assert "Van Joost." in page
    assert Answer.objects.get(report=scene.report).text == "Van Joost."


def test_question_with_a_wrong_answer_says_what_to_do(scene, leader):
    chapter = f"onderdeel-{scene.node.pk}"
    answer = leader.post(answer_url(scene, "hoe-ver", chapter), typed(scene, "hoe-ver", "Ergens"))
    assert answer.status_code == 422
    assert 'data-result="invalid"' in answer.content.decode()
    assert not Answer.objects.filter(report=scene.report).exists()


def test_question_of_a_report_that_was_handed_in_is_refused(scene, leader):
    scene.answer("samenvatting", text="Kern.")
    for key in ("bereikt", "hoe-ver"):
        scene.answer(key, node=scene.node, text="Klaar")
    for town in (scene.municipality, scene.neighbour):
        scene.answer("bijdrage", municipality=town)
    workflow.submit(report=scene.report, by=scene.leader)
    answer = leader.post(answer_url(scene, "samenvatting"), typed(scene, "samenvatting", "Nog iets.", 0))
    assert answer.status_code == 409
    assert "intussen ingediend" in answer.content.decode()
    assert not Answer.objects.filter(text="Nog iets.").exists()


def test_question_without_a_session_gets_401(scene, client):
    answer = client.post(answer_url(scene, "samenvatting"), headers={"hx-request": "true"})
    assert answer.status_code == 401


def saves(client, scene, *texts, minutes=1):
    """Each text a while after the one before."""
    for number, text in enumerate(texts):
        with time_machine.travel(datetime(2026, 3, 2, 9, minutes * number, tzinfo=UTC), tick=False):
            stored = Answer.objects.filter(report=scene.report).first()
            data = typed(scene, "samenvatting", text, stored.version if stored else "")
            assert client.post(answer_url(scene, "samenvatting"), data).status_code == 200


def test_history_keeps_one_row_for_each_pause(scene, leader):
    saves(leader, scene, "E", "Een", "Een begin.", minutes=4)
    answer = Answer.objects.get(report=scene.report)
    assert list(answer.history.values_list("text", flat=True)) == ["Een begin."]


def test_history_keeps_a_row_after_ten_minutes(scene, leader):
    saves(leader, scene, "Een begin.", "Een einde.", minutes=10)
    answer = Answer.objects.get(report=scene.report)
    assert list(answer.history.values_list("text", flat=True)) == ["Een einde.", "Een begin."]


def test_history_keeps_a_row_for_each_writer(scene, leader):
    saves(leader, scene, "Van Marit.")
    colleague = Client()
    colleague.force_login(scene.colleague)
    saves(colleague, scene, "Van Marit en Joost.")
    rows = Answer.objects.get(report=scene.report).history.values_list("text", "updated_by__name")
    assert list(rows) == [("Van Marit en Joost.", "Joost Vlaming"), ("Van Marit.", "Marit Hoekzema")]


@pytest.mark.parametrize("rows", [1, 3])
def test_chapter_takes_the_same_queries(scene, leader, rows, django_assert_num_queries):
    for number in range(rows):
        older_action(scene)
        factories.ActionUpdateFactory(action__node=scene.node, updated_by=factories.UserFactory())
        question = factories.QuestionFactory(
            question_set=scene.round.question_set, section=scene.questions["bereikt"].section, key=f"meer-{number}"
        )
        factories.AnswerFactory(report=scene.earlier, question=question, node=scene.node)
        factories.ChapterCommentFactory(report=scene.report, chapter=f"onderdeel-{scene.node.pk}")
    with django_assert_num_queries(109):
        leader.get(line_url(scene))


@pytest.mark.parametrize("rows", [1, 3])
def test_task_list_takes_the_same_queries(scene, leader, rows, django_assert_num_queries):
    for number in range(rows):
        older_action(scene)
        node = factories.OutlineNodeFactory(programme=scene.node.programme, code=f"9{number}")
        factories.AnswerFactory(report=scene.earlier, question=scene.questions["bereikt"], node=node)
        scene.answer("bereikt", node=node, updated_by=factories.UserFactory())
        factories.ChapterAssignmentFactory(
            report=scene.report, chapter=f"onderdeel-{node.pk}", writer=factories.UserFactory()
        )
        factories.ChapterCommentFactory(report=scene.report, chapter=f"onderdeel-{node.pk}")
    with django_assert_num_queries(50):
        leader.get(reverse("reporting:report_detail", args=["eigen", scene.round.code]))
