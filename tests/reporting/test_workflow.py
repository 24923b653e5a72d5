from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actions.models import DisclosedHalfYear
from ghnt import clock
from ghnt.documents.sealing import canonical_json, fingerprint
from ghnt.periods import HalfYear
from regions.models import Region
from reporting import workflow
from reporting.content import SCHEMA, read_content
from reporting.marks import marks_of
from reporting.models import EventKind, ReportEvent, ReportRendering, ReportVersion, ReturnReason
from reporting.states import ReportState, state_of
from tests import factories

pytestmark = pytest.mark.django_db

ON = date(2021, 7, 12)


@pytest.fixture(autouse=True)
def _in_july():
    with clock.standing_at(ON):
        yield


@pytest.fixture
def leader():
    return factories.UserFactory(name="Noor de Wit")


@pytest.fixture
def national():
    return factories.UserFactory(name="Bas Verlinden")


@pytest.fixture
def report(region):
    report = factories.ReportFactory(region=region)
    question = factories.QuestionFactory(question_set=report.round.question_set)
    factories.AnswerFactory(report=report, question=question, text="Er is veel bereikt.")
    return report


@pytest.fixture
def region() -> Region:
    return factories.RegionFactory(name="Eigen")


@pytest.fixture
def action(region):
    node = factories.OutlineNodeFactory(programme__region=region, code="1", title="Eerder in beeld")
    action = factories.ActionFactory(node=node, title="Scholing", number=1)
    factories.ActionUpdateFactory(action=action, results="Twaalf mensen geschoold.")
    return action


def refusal(error) -> list[str]:
    return error.value.messages


def test_submit_seals_what_stands(report, action, leader):
    version = workflow.submit(report=report, by=leader)
    content = read_content(version.content)
    assert (version.number, version.schema, version.by_name) == (1, SCHEMA, "Noor de Wit")
    assert version.sha256 == fingerprint(version.content)
    assert content.answers[0].text == "Er is veel bereikt."
    assert content.actions[0].results == "Twaalf mensen geschoold."
    assert state_of(report) is ReportState.SUBMITTED


def test_submit_discloses_the_half_year_and_asks_for_a_pdf(report, leader):
    version = workflow.submit(report=report, by=leader)
    disclosed = DisclosedHalfYear.objects.get()
    assert (disclosed.region, disclosed.half_year) == (report.region, HalfYear(2021, 1))
    assert ReportRendering.objects.get().report_version == version


def test_submit_refuses_gaps_and_names_them(report, action, leader):
    action.updates.all().delete()
    factories.QuestionFactory(
        question_set=report.round.question_set, text="Wat gaat u doen?", section__key="vooruitblik"
    )
    with pytest.raises(ValidationError) as error:
        workflow.submit(report=report, by=leader)
    assert refusal(error) == [
        "Nog niet ingevuld bij 1 Eerder in beeld: 1.1 Scholing",
        "Nog niet ingevuld bij Vooruitblik: Wat gaat u doen?",
    ]
    assert not ReportVersion.objects.exists()
    assert not ReportEvent.objects.exists()


def test_submit_asks_nothing_of_an_action_that_ended_before(report, action, leader):
    action.updates.all().delete()
    factories.ActionUpdateFactory(action=action, half_year=HalfYear(2020, 2), phase="finished")
    assert workflow.submit(report=report, by=leader).number == 1


def test_second_submit_is_refused_and_leaves_one_event(report, leader):
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError) as error:
        workflow.submit(report=report, by=leader)
    assert refusal(error) == ["U kunt deze rapportage nu niet indienen: zij is al ingediend."]
    assert ReportEvent.objects.count() == 1
    assert ReportVersion.objects.count() == 1


def test_live_changes_leave_a_seal_as_it_was(report, action, leader):
    version = workflow.submit(report=report, by=leader)
    text, sha256 = version.content, version.sha256
    action.title = "Iets anders"
    action.save()
    update = action.updates.get()
    update.results = "Iets anders."
    update.save()
    answer = report.answers.get()
    answer.text = "Iets anders."
    answer.save()
    report.region.name = "Anders"
    report.region.save()
    stored = ReportVersion.objects.get()
    assert (stored.content, stored.sha256) == (text, sha256)
    assert fingerprint(stored.content) == sha256
    assert "Scholing" in stored.content
    assert "Iets anders" not in stored.content


def test_return_keeps_a_reason_per_chapter(report, action, leader, national):
    workflow.submit(report=report, by=leader)
    key = f"onderdeel-{action.node_id}"
    workflow.return_report(report=report, reasons={key: " Noem de aantallen. ", "samenvatting": ""}, by=national)
    reason = ReturnReason.objects.get()
    assert (reason.chapter, reason.title, reason.text) == (key, "1 Eerder in beeld", "Noem de aantallen.")
    assert state_of(report) is ReportState.RETURNED


@pytest.mark.parametrize("reasons", [{}, {"samenvatting": "  "}])
def test_return_without_reason_is_refused(report, leader, national, reasons):
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError) as error:
        workflow.return_report(report=report, reasons=reasons, by=national)
    assert refusal(error) == ["Schrijf bij minstens één hoofdstuk waarom u de rapportage terugstuurt."]
    assert state_of(report) is ReportState.SUBMITTED


def test_return_of_an_unknown_chapter_is_refused(report, leader, national):
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError, match="staat niet in de rapportage"):
        workflow.return_report(report=report, reasons={"onderdeel-99": "Hier niet."}, by=national)
    assert ReportEvent.objects.count() == 1


def test_a_returned_report_is_submitted_again_as_a_new_version(report, leader, national):
    first = workflow.submit(report=report, by=leader)
    workflow.return_report(report=report, reasons={"samenvatting": "Te kort."}, by=national)
    answer = report.answers.get()
    answer.text = "Er is heel veel bereikt."
    answer.save()
    second = workflow.submit(report=report, by=leader)
    assert second.number == 2
    assert read_content(second.content).version == 2
    assert read_content(second.content).answers[0].text == "Er is heel veel bereikt."
    assert read_content(ReportVersion.objects.get(pk=first.pk).content).answers[0].text == "Er is veel bereikt."


def test_accept_takes_the_concept_away(report, leader, national):
    version = workflow.submit(report=report, by=leader)
    assert marks_of(version).is_concept
    workflow.accept(report=report, version_number=1, by=national)
    marks = marks_of(version)
    assert not marks.is_concept
    assert (marks.accepted_on, marks.accepted_by) == ("2021-07-12", "Bas Verlinden")
    assert ReportRendering.objects.get().marks == canonical_json(marks)


def test_accept_of_an_older_version_is_refused(report, leader, national):
    workflow.submit(report=report, by=leader)
    workflow.return_report(report=report, reasons={"samenvatting": "Te kort."}, by=national)
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError) as error:
        workflow.accept(report=report, version_number=1, by=national)
    assert refusal(error) == ["U las versie 1, maar versie 2 is de laatste. Lees eerst versie 2."]
    assert state_of(report) is ReportState.SUBMITTED


def test_return_of_an_older_version_is_refused(report, leader, national):
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError, match="U las versie 7"):
        workflow.return_report(report=report, reasons={"samenvatting": "Te kort."}, version_number=7, by=national)


def test_second_accept_is_refused(report, leader, national):
    workflow.submit(report=report, by=leader)
    workflow.accept(report=report, version_number=1, by=national)
    with pytest.raises(ValidationError) as error:
        workflow.accept(report=report, version_number=1, by=national)
    assert refusal(error) == ["U kunt deze rapportage nu niet accepteren: zij is al geaccepteerd."]
    assert ReportEvent.objects.filter(kind=EventKind.ACCEPTED).count() == 1


def test_adopt_names_a_version_beside_its_state(report, leader):
    version = workflow.submit(report=report, by=leader)
    workflow.adopt(report=report, body_name="Stuurgroep", date=ON, by=leader)
    marks = marks_of(version)
    assert (marks.adopted_by_body, marks.adopted_on, marks.is_concept) == ("Stuurgroep", "2021-07-12", False)
    assert state_of(report) is ReportState.SUBMITTED


def test_adopt_is_possible_after_acceptance_but_not_twice(report, leader, national):
    workflow.submit(report=report, by=leader)
    workflow.accept(report=report, version_number=1, by=national)
    workflow.adopt(report=report, body_name="Stuurgroep", date=ON, by=leader)
    with pytest.raises(ValidationError) as error:
        workflow.adopt(report=report, body_name="Stuurgroep", date=ON, by=leader)
    assert refusal(error) == ["Versie 1 is al vastgesteld door de regio."]
    assert ReportEvent.objects.filter(kind=EventKind.ADOPTED).count() == 1


def test_adopt_on_a_day_to_come_is_refused(report, leader):
    workflow.submit(report=report, by=leader)
    with pytest.raises(ValidationError) as error:
        workflow.adopt(report=report, body_name="Stuurgroep", date=date(2021, 7, 13), by=leader)
    assert error.value.message_dict == {
        "date": ["13 juli 2021 is nog niet geweest. Kies een datum tot en met vandaag."]
    }


def test_marks_of_one_version_do_not_count_for_another(report, leader, national):
    first = workflow.submit(report=report, by=leader)
    workflow.adopt(report=report, body_name="Stuurgroep", date=ON, by=leader)
    workflow.return_report(report=report, reasons={"samenvatting": "Te kort."}, by=national)
    second = workflow.submit(report=report, by=leader)
    assert not marks_of(first).is_concept
    assert marks_of(second).is_concept


def test_the_same_person_may_submit_and_accept(report, leader):
    workflow.submit(report=report, by=leader)
    workflow.accept(report=report, version_number=1, by=leader)
    assert [event.by_name for event in ReportEvent.objects.all()] == ["Noor de Wit", "Noor de Wit"]
