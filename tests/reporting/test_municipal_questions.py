"""A municipality answers its own questions in the report of its region, and sees nothing else of the draft."""

import pytest
from django.urls import reverse

from ghnt.site.work import work_of
from regions.rights import rights_of
from reporting import workflow
from reporting.chapter_list import ChapterState
from reporting.chapters import chapters_of
from reporting.models import Answer
from tests import factories
from tests.reporting.writing_scene import make_scene
from tests.world import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings):
    settings.TODAY = TODAY
    return make_scene()


@pytest.fixture
def officer(client, scene):
    client.force_login(scene.officer)
    return client


def page_url(scene, slug="eigendorp"):
    return reverse("reporting:municipal_report", args=[slug, scene.round.code])


def save_url(scene, slug="eigendorp", key="bijdrage"):
    return reverse("reporting:municipal_answer", args=[slug, scene.round.code, scene.questions[key].pk])


def typed(scene, text, seen="", key="bijdrage"):
    return {f"text_{scene.questions[key].pk}": text, f"seen_{scene.questions[key].pk}": seen}


def chapter(scene):
    return chapters_of(scene.region, scene.round).find("gemeenten")


def tasks(user, on=TODAY):
    work = work_of(rights_of(user, on=on), on=on, user=user)
    return [row.task.title for group in work.groups for row in group.rows]


def hand_in(scene):
    scene.answer("samenvatting", text="Kern.")
    for key in ("bereikt", "hoe-ver"):
        scene.answer(key, node=scene.node, text="Klaar")
    for town in (scene.municipality, scene.neighbour):
        Answer.objects.get_or_create(
            report=scene.report, question=scene.questions["bijdrage"], municipality=town, defaults={"text": "Wij ook."}
        )
    return workflow.submit(report=scene.report, by=scene.leader)


def test_officer_answers_for_the_own_municipality(scene, officer):
    assert "Wat deed uw gemeente?" in officer.get(page_url(scene)).content.decode()
    assert officer.post(page_url(scene), typed(scene, "Twee trainingen.")).url == page_url(scene)
    answer = Answer.objects.get()
    assert (answer.text, answer.municipality, answer.node) == ("Twee trainingen.", scene.municipality, None)
    assert (answer.updated_by, answer.report.region) == (scene.officer, scene.region)


def test_officer_reads_what_is_still_to_be_answered(scene, officer):
    for text, told in (("", "Nog 1 verplichte vraag heeft geen antwoord."), ("Ja.", "Alle verplichte vragen zijn be")):
        answer = officer.post(page_url(scene), typed(scene, text), follow=True)
        assert told in answer.content.decode()


def test_officer_does_not_reach_another_municipality(scene, officer):
    assert officer.get(page_url(scene, "eigenstad")).status_code == 404
    assert officer.post(save_url(scene, "eigenstad"), typed(scene, "X")).status_code == 404
    assert officer.post(save_url(scene, key="samenvatting"), typed(scene, "X", key="samenvatting")).status_code == 404
    assert not Answer.objects.exists()


def test_officer_sees_nothing_else_of_the_draft(scene, officer):
    scene.answer("samenvatting", text="Geheim van de regio.")
    scene.answer("bijdrage", municipality=scene.neighbour, text="Geheim van de buren.")
    page = officer.get(page_url(scene)).content.decode()
    assert "Geheim" not in page
    assert reverse("reporting:report_detail", args=["eigen", scene.round.code]) not in page
    for name, *more in (("report_detail",), ("report_chapter", "gemeenten"), ("report_preview",), ("report_plan",)):
        assert officer.get(reverse(f"reporting:{name}", args=["eigen", scene.round.code, *more])).status_code == 404


def test_answer_of_a_municipality_saves_itself(scene, officer):
    answer = officer.post(save_url(scene), typed(scene, "Twee trainingen."))
    assert (answer.status_code, 'data-result="saved"' in answer.content.decode()) == (200, True)
    assert Answer.objects.get().municipality == scene.municipality


def test_officer_takes_over_what_the_municipality_said_last_time(scene, officer):
    question = scene.questions["bijdrage"]
    for town, text in ((scene.municipality, "Vorige keer."), (scene.neighbour, "Van de buren.")):
        factories.AnswerFactory(report=scene.earlier, question=question, municipality=town, text=text)
    assert "Van de buren." not in officer.get(page_url(scene)).content.decode()
    officer.post(page_url(scene), typed(scene, "") | {"confirm": f"answer-{question.pk}"})
    answer = Answer.objects.get(report=scene.report)
    assert (answer.text, answer.carried_from) == ("Vorige keer.", scene.earlier.round)


def test_leader_answers_for_every_municipality(scene, client):
    client.force_login(scene.leader)
    for slug in ("eigendorp", "eigenstad"):
        client.post(page_url(scene, slug), typed(scene, f"Namens {slug}."))
    assert set(Answer.objects.values_list("municipality__slug", "text")) == {
        ("eigendorp", "Namens eigendorp."),
        ("eigenstad", "Namens eigenstad."),
    }
    assert chapter(scene).state is ChapterState.READY


def test_chapter_counts_municipalities_and_links_to_those_without(scene, client):
    scene.answer("bijdrage", municipality=scene.municipality)
    found = chapter(scene)
    assert (found.progress, found.state) == ("1 van 2 gemeenten vulden dit in", ChapterState.BUSY)
    assert [(gap.text, gap.municipality) for gap in found.gaps] == [("Eigenstad: 1 verplichte vraag", "eigenstad")]
    client.force_login(scene.leader)
    check = client.get(reverse("reporting:report_check", args=["eigen", scene.round.code])).content.decode()
    assert page_url(scene, "eigenstad") in check
    assert page_url(scene, "eigendorp") not in check


def test_municipal_answers_are_closed_once_the_report_is_handed_in(scene, officer):
    officer.post(page_url(scene), typed(scene, "Twee trainingen."))
    hand_in(scene)
    assert "Twee trainingen." in officer.get(page_url(scene)).content.decode()
    answer = officer.post(page_url(scene), typed(scene, "Nog een.", 0))
    assert answer.status_code == 409
    assert "Nog een." in answer.content.decode()
    assert not Answer.objects.filter(text="Nog een.").exists()


def test_round_without_municipal_questions_has_no_page(scene, officer):
    scene.questions["bijdrage"].delete()
    assert officer.get(page_url(scene)).status_code == 404


def test_officer_is_told_of_open_questions(scene, officer):
    title = "1 vraag voor de rapportage beantwoorden, Eigendorp"
    assert title in tasks(scene.officer)
    assert title not in tasks(scene.leader)
    officer.post(page_url(scene), typed(scene, "Twee trainingen."))
    assert title not in tasks(scene.officer)


@pytest.mark.parametrize("rows", [1, 3])
def test_municipal_page_takes_the_same_queries(scene, officer, rows, django_assert_num_queries):
    for number in range(rows):
        question = factories.QuestionFactory(
            question_set=scene.round.question_set, section=scene.questions["bijdrage"].section, key=f"meer-{number}"
        )
        factories.AnswerFactory(report=scene.earlier, question=question, municipality=scene.municipality)
    with django_assert_num_queries(21):
        officer.get(page_url(scene))
