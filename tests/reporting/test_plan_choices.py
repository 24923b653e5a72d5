"""Changes of the plan after the half year, and texts of an onderdeel that is gone: chosen one by one, never lost."""

from datetime import datetime

import pytest
from django.urls import reverse

from ghnt.periods import AMSTERDAM
from reporting.chapters import chapters_of
from reporting.models import Answer, PlanChoice
from tests import factories
from tests.reporting.test_municipal_questions import hand_in
from tests.reporting.writing_scene import make_scene
from tests.world import TODAY

pytestmark = pytest.mark.django_db
JULY = datetime(2021, 7, 3, 10, 0, tzinfo=AMSTERDAM)


@pytest.fixture
def scene(settings):
    settings.TODAY = TODAY
    return make_scene()


@pytest.fixture
def leader(client, scene):
    client.force_login(scene.leader)
    return client


def plan_url(scene):
    return reverse("reporting:report_plan", args=["eigen", scene.round.code])


def changed_action(scene, at=JULY):
    """The end of an action moved after the half year."""
    action = factories.ActionUpdateFactory(action__node=scene.node).action
    return action.changes.create(field="end", before="1 juli 2021", after="1 september 2021", at=at)


def page(client, scene):
    return client.get(plan_url(scene)).content.decode()


def gone(scene, key="bereikt", text="Over wat er niet meer is.", **kwargs):
    """An answer about a top node that was removed."""
    node = factories.OutlineNodeFactory(programme=scene.node.programme, code="8", title="Oud", removed_at=JULY)
    return scene.answer(key, node=node, text=text, **kwargs)


def move(client, scene, answer, question, node, seen=None):
    target = f"{scene.questions[question].pk}-{node.pk if node else 0}"
    data = {"move": answer.pk, "target": target, "seen": answer.version if seen is None else seen}
    return client.post(plan_url(scene), data, follow=True).content.decode()


def test_change_after_the_half_year_is_offered_and_chosen(scene, leader):
    change = changed_action(scene)
    assert "Einddatum: van 1 juli 2021 naar 1 september 2021." in page(leader, scene)
    assert "U koos nog niet." in page(leader, scene)
    task_list = leader.get(reverse("reporting:report_detail", args=["eigen", scene.round.code])).content.decode()
    assert "1 wijziging na dit halfjaar, 1 nog te kiezen" in task_list
    for _ in range(2):
        answer = leader.post(plan_url(scene), {"choice": f"{change.pk}-taken"})
        assert answer.url == f"{plan_url(scene)}#wijziging-{change.pk}"
    assert list(PlanChoice.objects.values_list("change", "is_taken", "by")) == [(change.pk, True, scene.leader.pk)]
    assert "Overgenomen in de rapportage." in page(leader, scene)
    leader.post(plan_url(scene), {"choice": f"{change.pk}-left"})
    assert PlanChoice.objects.get().is_taken is False


def test_change_that_is_not_offered_is_not_chosen(scene, leader):
    elsewhere = factories.ActionFactory().changes.create(field="end", before="", after="1 september 2021", at=JULY)
    assert leader.post(plan_url(scene), {"choice": f"{elsewhere.pk}-taken"}).status_code == 404
    assert not PlanChoice.objects.exists()


def test_change_is_not_chosen_once_the_report_is_handed_in(scene, leader):
    change = changed_action(scene)
    hand_in(scene)
    answer = leader.post(plan_url(scene), {"choice": f"{change.pk}-taken"}, follow=True)
    assert "intussen ingediend" in answer.content.decode()
    assert not PlanChoice.objects.exists()


def test_text_of_an_onderdeel_that_is_gone_stays_until_it_is_moved(scene, leader):
    answer = gone(scene)
    assert "Tekst van een onderdeel dat er niet meer is" in page(leader, scene)
    assert "Over wat er niet meer is." in page(leader, scene)
    move(leader, scene, answer, "bereikt", scene.node)
    moved = Answer.objects.get(report=scene.report)
    assert (moved.text, moved.node) == ("Over wat er niet meer is.", scene.node)
    assert "Over wat er niet meer is." not in page(leader, scene)
    assert Answer.history.filter(id=answer.pk, history_type="-", text="Over wat er niet meer is.").exists()


def test_moved_text_comes_below_what_stands_there(scene, leader):
    scene.answer("samenvatting", text="Kern.", version=2)
    move(leader, scene, gone(scene), "samenvatting", None)
    moved = Answer.objects.get(report=scene.report)
    assert (moved.text, moved.version) == ("Kern.\n\nOver wat er niet meer is.", 3)


def test_text_is_moved_once(scene, leader):
    answer = gone(scene)
    move(leader, scene, answer, "samenvatting", None)
    assert "Deze tekst is al verplaatst." in move(leader, scene, answer, "samenvatting", None)
    assert Answer.objects.get(report=scene.report).text == "Over wat er niet meer is."


def test_text_that_a_colleague_changed_stays(scene, leader):
    answer = gone(scene, version=3)
    assert "Een collega verplaatste of wijzigde deze tekst" in move(leader, scene, answer, "samenvatting", None, seen=2)
    assert Answer.objects.get(report=scene.report) == answer


def test_answer_of_another_kind_goes_to_the_same_question_where_nothing_stands(scene, leader):
    scene.answer("hoe-ver", node=scene.node, text="Klaar")
    free = factories.OutlineNodeFactory(programme=scene.node.programme, code="2", title="Vrij")
    answer = gone(scene, "hoe-ver", "Halverwege")
    assert "Kies eerst waar de tekst naartoe gaat." in move(leader, scene, answer, "hoe-ver", scene.node)
    assert "Kies eerst waar de tekst naartoe gaat." in move(leader, scene, answer, "samenvatting", None)
    move(leader, scene, answer, "hoe-ver", free)
    assert Answer.objects.get(report=scene.report, node=free).text == "Halverwege"


def test_text_of_an_onderdeel_that_is_gone_is_in_no_chapter(scene):
    gone(scene)
    assert [chapter.key for chapter in chapters_of(scene.region, scene.round).all] == [
        "samenvatting",
        f"onderdeel-{scene.node.pk}",
        "besluitvorming",
        "gemeenten",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_page_takes_the_same_queries(scene, leader, rows, django_assert_num_queries):
    for number in range(rows):
        changed_action(scene)
        node = factories.OutlineNodeFactory(programme=scene.node.programme, code=f"9{number}", removed_at=JULY)
        scene.answer("bereikt", node=node, updated_by=factories.UserFactory())
    with django_assert_num_queries(30):
        leader.get(plan_url(scene))
