"""The life of a report through its pages, as each of the people round it."""

from datetime import date

import pytest
from django.urls import reverse

from actions.models import ActionUpdate
from ghnt.periods import HalfYear
from reporting import workflow
from reporting.chapter_list import ChapterState
from reporting.models import Answer, EventKind, ReportEvent, ReportVersion
from reporting.states import ReportState, state_of
from tests import factories
from tests.world import HALF_YEAR, PREVIOUS, fill_in


def url(name, *args, half_year=HALF_YEAR, slug="eigen"):
    return reverse(f"reporting:{name}", args=[slug, half_year, *args])


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def ready(world):
    """The draft of the region with everything filled in."""
    fill_in(world.own.draft)
    return world.own.draft


@pytest.fixture
def submitted(world, ready):
    workflow.submit(report=ready, by=world.users["leader"])
    return ready


def test_report_list_shows_rounds_without_a_report(as_role, world):
    factories.ReportRoundFactory(half_year=HalfYear(2019, 2), opens=date(2020, 1, 1), due=date(2020, 3, 1))
    page = text(as_role("reader").get(reverse("reporting:report_list", args=["eigen"])))
    assert "Niet begonnen" in page
    assert url("report_detail", half_year=PREVIOUS) in page
    assert url("report_detail") not in page


def test_report_detail_is_a_task_list_for_the_leader(as_role):
    response = as_role("leader").get(url("report_detail"))
    assert response.context["page"].chapters.sentence == "7 van 11 hoofdstukken klaar"
    assert "<strong>7 van 11 hoofdstukken klaar</strong>, indienen vóór 15 september 2021" in text(response)
    assert "Controleren en indienen" in text(response)


def test_report_detail_shows_readers_what_was_submitted(as_role):
    client = as_role("municipal")
    assert client.get(url("report_detail")).status_code == 404
    response = client.get(url("report_detail", half_year=PREVIOUS))
    assert response.url == url("version_detail", 1, half_year=PREVIOUS)


@pytest.mark.parametrize("name", ["report_detail", "report_check", "report_preview"])
@pytest.mark.parametrize("role", ["national", "adviser", "municipal", "reader", "secretary"])
def test_drafts_are_for_their_writers(as_role, role, name):
    assert as_role(role).get(url(name)).status_code == 404


def test_report_chapter_saves_an_answer(as_role, world):
    client = as_role("leader")
    form = client.get(url("report_chapter", "samenvatting")).context["form"]
    (question,) = form.questions
    data = {f"text_{question.pk}": "Kern.", f"seen_{question.pk}": ""}
    response = client.post(url("report_chapter", "samenvatting"), data)
    assert response.url == url("report_detail")
    answer = Answer.objects.get(report=world.own.draft, question=question)
    assert (answer.text, answer.updated_by) == ("Kern.", world.users["leader"])
    assert answer.history.count() == 1


def test_report_chapter_of_a_node_shows_what_its_actions_say(as_role, world):
    update = ActionUpdate.objects.get(action=world.own.action, half_year=HALF_YEAR)
    update.results = "Twaalf mensen geschoold."
    update.save()
    page = text(as_role("leader").get(url("report_chapter", f"onderdeel-{world.own.node.pk}")))
    assert "Twaalf mensen geschoold." in page
    assert f"Uit actie {world.own.action.code}" in page
    assert "Uit vorig halfjaar, 2e halfjaar 2020:" in page


def test_report_chapter_of_another_region_does_not_exist(as_role, world):
    chapter = f"onderdeel-{world.other.node.pk}"
    assert as_role("leader").get(url("report_chapter", chapter)).status_code == 404


def test_report_chapter_refuses_a_lost_race_with_both_texts(as_role, world):
    client = as_role("leader")
    (question,) = client.get(url("report_chapter", "samenvatting")).context["form"].questions
    factories.AnswerFactory(report=world.own.draft, question=question, text="Van mijn collega.")
    data = {f"text_{question.pk}": "Van mij.", f"seen_{question.pk}": ""}
    response = client.post(url("report_chapter", "samenvatting"), data)
    assert response.status_code == 409
    assert "Van mijn collega." in text(response)
    assert "Van mij." in text(response)
    assert "<title>Fout: " in text(response)
    assert Answer.objects.get(report=world.own.draft).text == "Van mijn collega."
    data[f"seen_{question.pk}"] = response.context["form"][f"seen_{question.pk}"].value()
    assert client.post(url("report_chapter", "samenvatting"), data).status_code == 302
    assert Answer.objects.get(report=world.own.draft).text == "Van mij."


def test_report_chapter_keeps_text_when_submitted_meanwhile(as_role, submitted):
    client = as_role("leader")
    (question,) = client.get(url("report_chapter", "samenvatting")).context["form"].questions
    response = client.post(
        url("report_chapter", "samenvatting"), {f"text_{question.pk}": "Nog iets.", f"seen_{question.pk}": "0"}
    )
    assert response.status_code == 409
    assert "Nog iets." in text(response)
    assert "intussen ingediend" in text(response)
    assert not Answer.objects.filter(text="Nog iets.").exists()


def test_report_chapter_keeps_sixty_kilobytes_on_the_page(as_role):
    client = as_role("leader")
    (question,) = client.get(url("report_chapter", "samenvatting")).context["form"].questions
    response = client.post(url("report_chapter", "samenvatting"), {f"text_{question.pk}": "woord " * 10_000})
    assert response.status_code == 200
    assert "te lang" in text(response)
    assert not Answer.objects.filter(text__startswith="woord").exists()


def test_report_chapter_is_not_for_a_question_of_another_chapter(as_role, world):
    """Posted ids of other questions change nothing."""
    client = as_role("leader")
    other = world.report_round.question_set.questions.get(key="vooruitblik")
    client.post(url("report_chapter", "samenvatting"), {f"text_{other.pk}": "Elders."})
    assert not Answer.objects.filter(report=world.own.draft).exists()


def test_report_check_links_to_every_gap(as_role, world):
    ActionUpdate.objects.filter(half_year=HALF_YEAR).delete()
    page = text(as_role("leader").get(url("report_check")))
    assert f"{url('report_chapter', f'onderdeel-{world.own.node.pk}')}#actie-{world.own.action.pk}" in page
    question = world.report_round.question_set.questions.get(key="vooruitblik")
    assert f"{url('report_chapter', 'vooruitblik')}#vraag-{question.pk}" in page
    assert "Rapportage indienen" in page
    assert "disabled" not in page


def test_report_check_shows_gaps_as_errors_when_pressed(as_role):
    response = as_role("leader").post(url("report_check"))
    assert response.status_code == 200
    assert "<title>Fout: " in text(response)
    assert "De rapportage is nog niet ingediend" in text(response)
    assert ReportVersion.objects.filter(report__round__half_year=HALF_YEAR).count() == 0


def test_report_check_submits_with_a_receipt(as_role, ready):
    client = as_role("leader")
    response = client.post(url("report_check"), follow=True)
    assert response.redirect_chain[-1][0] == url("version_detail", 1)
    assert "Versie 1 is ingediend op 12 juli 2021" in text(response)
    assert state_of(ready) is ReportState.SUBMITTED


def test_report_check_refuses_a_second_submit(as_role, submitted):
    response = as_role("leader").post(url("report_check"))
    assert "zij is al ingediend" in text(response)
    assert ReportEvent.objects.filter(report=submitted).count() == 1


def test_report_check_is_for_editors_without_submitting(as_role, ready):
    client = as_role("editor")
    assert "Alleen de projectleider kan de rapportage indienen" in text(client.get(url("report_check")))
    assert client.post(url("report_check")).status_code == 403
    assert not ReportVersion.objects.filter(report=ready).exists()


def test_version_detail_shows_the_sealed_text_not_the_live_one(as_role, submitted):
    version = submitted.versions.get()
    answer = submitted.answers.filter(question__key="samenvatting").get()
    answer.text = "Later veranderd."
    answer.save()
    page = text(as_role("national").get(url("version_detail", 1)))
    assert "Een half jaar werk." in page
    assert "Later veranderd." not in page
    assert version.sha256[:8] + " " + version.sha256[8:16] in page


def test_version_detail_of_an_unknown_number_does_not_exist(as_role, submitted):
    assert as_role("national").get(url("version_detail", 2)).status_code == 404


@pytest.mark.parametrize("role", ["national", "adviser", "leader", "editor", "municipal", "reader"])
def test_version_detail_is_read_from_submission_on(as_role, submitted, role):
    assert as_role(role).get(url("version_detail", 1)).status_code == 200


@pytest.mark.parametrize("role", ["adviser", "leader", "editor", "municipal", "reader"])
def test_version_detail_of_another_region_does_not_exist(as_role, world, role):
    assert as_role(role).get(url("version_detail", 1, half_year=PREVIOUS, slug="ander")).status_code == 404


@pytest.mark.parametrize("name", ["report_return", "report_accept"])
@pytest.mark.parametrize(("role", "status"), [("leader", 403), ("reader", 403), ("adviser", 403), ("national", 200)])
def test_judging_is_for_the_national_team(as_role, submitted, role, status, name):
    assert as_role(role).get(url(name)).status_code == status


def test_report_return_needs_a_reason(as_role, submitted):
    client = as_role("national")
    response = client.post(url("report_return"), {"version": "1", "reason_samenvatting": " "})
    assert response.status_code == 200
    assert "Schrijf bij minstens één hoofdstuk" in text(response)
    assert state_of(submitted) is ReportState.SUBMITTED


def test_report_return_shows_its_reasons_to_the_region(as_role, submitted, world):
    response = as_role("national").post(
        url("report_return"), {"version": "1", "reason_samenvatting": "Noem de aantallen."}
    )
    assert response.url == reverse("reporting:inbox")
    client = as_role("leader")
    assert "Noem de aantallen." in text(client.get(url("report_detail")))
    assert "Noem de aantallen." in text(client.get(url("report_chapter", "samenvatting")))
    chapters = client.get(url("report_detail")).context["page"].chapters
    assert chapters.find("samenvatting").state is ChapterState.RETURNED


def test_report_accept_refuses_a_version_that_was_not_the_last(as_role, submitted, world):
    workflow.return_report(report=submitted, reasons={"samenvatting": "Kort."}, by=world.users["national"])
    workflow.submit(report=submitted, by=world.users["leader"])
    response = as_role("national").post(url("report_accept"), {"version": "1"})
    assert "Lees eerst versie 2" in text(response)
    assert state_of(submitted) is ReportState.SUBMITTED


def test_report_accept_happens_once(as_role, submitted):
    client = as_role("national")
    assert client.post(url("report_accept"), {"version": "1"}).status_code == 302
    assert "zij is al geaccepteerd" in text(client.post(url("report_accept"), {"version": "1"}))
    assert ReportEvent.objects.filter(report=submitted, kind=EventKind.ACCEPTED).count() == 1
    assert client.get(url("report_accept")).status_code == 403


def test_report_adopt_by_the_leader(as_role, submitted):
    client = as_role("leader")
    data = {"version_number": "1", "body_name": "Stuurgroep", "date": "13 juli 2021"}
    other = client.post(url("report_adopt"), data | {"version_number": "2", "date": "9-7-2021"})
    assert other.status_code == 200
    refused = client.post(url("report_adopt"), data)
    assert "13 juli 2021 is nog niet geweest" in text(refused)
    assert client.post(url("report_adopt"), data | {"date": "9-7-2021"}).status_code == 302
    event = ReportEvent.objects.get(report=submitted, kind=EventKind.ADOPTED)
    assert (event.body_name, event.date) == ("Stuurgroep", date(2021, 7, 9))


@pytest.mark.parametrize("role", ["editor", "reader", "municipal", "national"])
def test_report_adopt_is_for_the_leader(as_role, submitted, role):
    assert as_role(role).get(url("report_adopt")).status_code == 403


def test_progress_now_follows_the_report(as_role, ready, world):
    client = as_role("leader")
    now = reverse("reporting:progress_now", args=["eigen"])
    assert client.get(now).url == reverse("actions:progress", args=["eigen", HALF_YEAR])
    workflow.submit(report=ready, by=world.users["leader"])
    assert client.get(now).url == reverse("actions:progress", args=["eigen", HALF_YEAR.next])
    workflow.return_report(report=ready, reasons={"samenvatting": "Kort."}, by=world.users["national"])
    assert client.get(now).url == reverse("actions:progress", args=["eigen", HALF_YEAR])


def test_report_preview_never_shows_what_may_not_be_distributed(as_role, world):
    page = text(as_role("leader").get(url("report_preview")))
    assert "Plan Eigen" in page
    assert "Besloten Eigen" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_report_pages_take_the_same_number_of_queries(as_role, world, rows, django_assert_num_queries):
    client = as_role("leader")
    for _ in range(rows):
        action = factories.ActionFactory(node=world.own.node)
        factories.ActionUpdateFactory(action=action, updated_by=factories.UserFactory())
        factories.RouteStepFactory(round__proposal__region=world.own.region)
    with django_assert_num_queries(QUERIES["report_detail"]):
        client.get(url("report_detail"))
    with django_assert_num_queries(QUERIES["report_preview"]):
        client.get(url("report_preview"))


QUERIES = {"report_detail": 53, "report_preview": 92}
