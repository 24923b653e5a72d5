"""Besluitenlijst vastleggen: read back, all or none, once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programmes.decision_list.fixing import CHANGED, NOTHING, record_decision_list
from programmes.decision_list.reading_back import read_back
from programmes.decision_list.subjects import FIRST, correct_subject
from programmes.models import (
    AgendaItem,
    Conclusion,
    ConclusionDraft,
    FollowUp,
    Meeting,
    MeetingState,
    Outcome,
    RouteStep,
    SubjectConclusion,
)
from tests import factories
from tests.programmes.decision_list.agendas import draft, put

pytestmark = pytest.mark.django_db


def record_url(meeting):
    return reverse("programmes:meeting_record", args=[meeting.pk])


def test_record_page_reads_back_and_says_what_stays_open(client, secretary, meeting):
    draft(put(meeting), text="Akkoord met het plan", remarks=["Eerste"], follow_ups=[["Bel", "Ad", "3-8-2021"]])
    put(meeting, "Blijft open")
    page = client.get(record_url(meeting))
    assert "Daarna kunt u een conclusie alleen verbeteren met een reden." in page.text
    assert ("Akkoord met het plan" in page.text, "Opmerkingen (1)" in page.text) == (True, True)
    assert "Uiterlijk 3 augustus 2021." in page.text
    assert "Zij gaan van de agenda en blijven wachten: de datum volgt." in page.text
    assert page.context["page"].told.left_open[0].subject == "Blijft open"
    assert Conclusion.objects.count() == 0


def test_record_makes_everything_at_once(client, secretary, meeting, region):
    laren = factories.OrganisationFactory(region=region, name="Gemeente Laren")
    item, open_item = put(meeting), put(meeting, "Blijft open")
    subject = factories.AgendaItemFactory(meeting=meeting, subject="Rondvraag")
    sources = {"text": "<p>Akkoord</p>", "follow-up-1": "<b>Bel</b>"}
    todo = [["Bel", "gemeente laren", "3-8-2021"]]
    draft(item, text="Akkoord", remarks=["Eerste", "Tweede"], follow_ups=todo, sources=sources)
    draft(subject, outcome="", text="Geen vragen.", follow_ups=[["Mail", "Ad", ""]])
    factories.ConclusionDraftFactory(item=None, meeting=meeting, text="", follow_ups=[["Zaal huren", "Secretaris", ""]])
    seen = read_back(meeting).seen
    page = client.post(record_url(meeting), {"seen": seen}, follow=True)
    assert (
        "Besluitenlijst vastgelegd: 1 conclusie, 1 conclusie bij een eigen onderwerp, 3 actiepunten. "
        "1 voorstel wacht op een nieuwe datum." in page.text
    )
    conclusion = Conclusion.objects.get()
    assert (conclusion.step, conclusion.date, conclusion.by) == (item.step, meeting.date, secretary)
    assert (conclusion.text, conclusion.source) == ("Akkoord", "<p>Akkoord</p>")
    assert list(conclusion.remarks.values_list("text", flat=True)) == ["Eerste", "Tweede"]
    assert SubjectConclusion.objects.get().text == "Geen vragen."
    made = set(FollowUp.objects.values_list("item", "text", "who", "organisation", "due"))
    assert made == {
        (item.pk, "Bel", "gemeente laren", laren.pk, date(2021, 8, 3)),
        (subject.pk, "Mail", "Ad", None, None),
        (None, "Zaal huren", "Secretaris", None, None),
    }
    assert ConclusionDraft.objects.count() == 0
    assert not AgendaItem.objects.filter(pk=open_item.pk).exists()
    assert RouteStep.objects.get(pk=open_item.step_id).date is None
    meeting.refresh_from_db()
    assert (meeting.state, meeting.is_recorded, meeting.recorded_by) == (MeetingState.HELD, True, secretary)


def test_record_twice_makes_one(client, secretary, meeting):
    draft(put(meeting), text="Akkoord.", remarks=["Eerste"], follow_ups=[["Bel", "Ad", ""]])
    seen = read_back(meeting).seen
    for _ in range(2):
        assert client.post(record_url(meeting), {"seen": seen}).status_code == 302
    assert (Conclusion.objects.count(), FollowUp.objects.count()) == (1, 1)


def test_record_of_a_concept_that_changed_is_refused(client, secretary, meeting, colleague):
    item = put(meeting)
    draft(item, text="Akkoord.")
    seen = read_back(meeting).seen
    ConclusionDraft.objects.update(text="Aangehouden.", version=1)
    page = client.post(record_url(meeting), {"seen": seen})
    assert page.status_code == 409
    assert (CHANGED in page.text, "Aangehouden." in page.text) == (True, True)
    assert Conclusion.objects.count() == 0


def test_record_after_a_colleague_says_who_was_first(meeting, colleague):
    draft(put(meeting), text="Akkoord.")
    seen = read_back(meeting).seen
    record_decision_list(meeting=meeting, seen=seen, by=colleague)
    with pytest.raises(ValidationError, match="Bram Bos legde de besluitenlijst al vast, op 12 juli 2021"):
        record_decision_list(meeting=meeting, seen=seen, by=factories.UserFactory())


@pytest.mark.parametrize(
    ("outcome", "values", "gap"),
    [
        ("", {"text": "Goed plan."}, "Punt 1: kies een uitkomst bij deze conclusie, of maak de tekst leeg."),
        ("", {"remarks": ["Let op."]}, "Punt 1: kies een uitkomst bij deze conclusie, of maak de tekst leeg."),
        ("agreed", {"follow_ups": [["Bel", "", ""]]}, "Punt 1: vul in wie dit doet: ‘Bel’."),
        ("agreed", {"follow_ups": [["", "Ad", ""]]}, "Punt 1: schrijf wat het actiepunt van Ad is."),
        ("agreed", {"follow_ups": [["Bel", "Ad", "gauw"]]}, "Punt 1: ‘gauw’ is geen datum."),
    ],
)
def test_record_with_a_gap_is_refused_and_shows_it(client, secretary, meeting, outcome, values, gap):
    draft(put(meeting), outcome=outcome, **values)
    page = client.get(record_url(meeting))
    assert gap in page.text
    assert "Besluitenlijst vastleggen</button>" not in page.text
    page = client.post(record_url(meeting), {"seen": read_back(meeting).seen})
    assert (page.status_code, gap in page.text) == (409, True)
    assert (Conclusion.objects.count(), ConclusionDraft.objects.count()) == (0, 1)


def test_record_of_nothing_says_so(client, secretary, meeting):
    put(meeting)
    page = client.post(record_url(meeting), {"seen": read_back(meeting).seen})
    assert NOTHING in page.text
    assert AgendaItem.objects.count() == 1


def test_record_before_the_day_is_refused_but_the_concept_stays(client, secretary, meeting):
    Meeting.objects.update(date=date(2021, 7, 13))
    meeting.refresh_from_db()
    draft(put(meeting), text="Vooraf getypt.")
    assert (
        "Vastleggen kan vanaf 13 juli 2021"
        in client.get(reverse("programmes:meeting_conclusions", args=[meeting.pk])).text
    )
    assert "Besluitenlijst vastleggen</button>" not in client.get(record_url(meeting)).text
    page = client.post(record_url(meeting), {"seen": read_back(meeting).seen})
    assert "Deze vergadering is op 13 juli 2021. Leg de conclusies daarna vast." in page.text
    assert (Conclusion.objects.count(), ConclusionDraft.objects.get().text) == (0, "Vooraf getypt.")


def test_record_after_a_pasted_form_keeps_both(client, secretary, meeting, colleague):
    first, second = put(meeting, "Een"), put(meeting, "Twee")
    draft(first, text="Mijn eigen woorden.")
    draft(second, text="Ook akkoord.")
    seen = read_back(meeting).seen
    factories.ConclusionFactory(step=first.step, text="Uit het formulier.", by=colleague, by_name="Bram Bos")
    page = client.post(record_url(meeting), {"seen": seen})
    assert CHANGED in page.text
    assert Conclusion.objects.count() == 1
    assert ConclusionDraft.objects.filter(text="Mijn eigen woorden.").exists()


def test_recorded_meeting_shows_conclusions_and_takes_no_more(client, secretary, meeting):
    subject = factories.AgendaItemFactory(meeting=meeting, subject="Rondvraag")
    draft(put(meeting), text="Akkoord met het plan")
    draft(subject, outcome="", text="Geen vragen.")
    client.post(record_url(meeting), {"seen": read_back(meeting).seen})
    page = client.get(meeting.get_absolute_url())
    assert ("Akkoord met het plan" in page.text, "Geen vragen." in page.text) == (True, True)
    assert "Besluitenlijst vastgelegd op 12 juli 2021" in page.text
    for name in ("meeting_conclusions", "meeting_record"):
        assert client.get(reverse(f"programmes:{name}", args=[meeting.pk])).url == meeting.get_absolute_url()


def test_subject_conclusion_is_corrected_with_a_reason(client, secretary, meeting):
    said = factories.SubjectConclusionFactory(item__meeting=meeting, text="Geen vragen.")
    Meeting.objects.update(recorded_at="2021-07-07T12:00Z")
    url = reverse("programmes:subject_correct", args=[meeting.pk, said.pk])
    assert "Schrijf waarom u de conclusie verbetert." in client.post(url, {"text": "Eén vraag."}).text
    assert "U hebt nog niets verbeterd." in client.post(url, {"text": "Geen vragen.", "reason": "Zo."}).text
    for _ in range(2):
        assert client.post(url, {"text": "Eén vraag.", "reason": "Ad stelde een vraag."}).status_code == 302
    assert SubjectConclusion.objects.count() == 2
    page = client.get(meeting.get_absolute_url())
    assert ("Eén vraag." in page.text, "Geen vragen." in page.text, "Ad stelde een vraag." in page.text) == (True,) * 3
    with pytest.raises(ValidationError, match=FIRST[:30]):
        correct_subject(conclusion=said, text="Twee vragen.", reason="Geteld.", by=factories.UserFactory())


def test_step_without_a_meeting_gets_its_conclusion(client, secretary, meeting, region):
    proposal = factories.ProposalFactory(region=region, subject="Convenant")
    round_ = factories.RoundFactory(proposal=proposal)
    step = factories.RouteStepFactory(round=round_, body=meeting.body, planned_date=date(2021, 7, 1))
    url = reverse("programmes:step_conclude", args=["eigen", proposal.pk, step.pk])
    assert url in client.get(proposal.get_absolute_url()).text
    agreed = Outcome.objects.get(code="agreed").pk
    page = client.post(url, {"outcome": agreed, "text": "Akkoord.", "date": "13-7-2021"})
    assert "Een conclusie kan niet in de toekomst liggen." in page.text
    page = client.post(url, {"outcome": "", "date": "1-7-2021"})
    assert "Kies een uitkomst." in page.text
    for _ in range(2):
        client.post(url, {"outcome": agreed, "text": "Akkoord.", "date": "1-7-2021", "remark": ["Let op."]})
    conclusion = Conclusion.objects.get()
    assert (conclusion.step, conclusion.date, conclusion.remarks.get().text) == (step, date(2021, 7, 1), "Let op.")
    assert client.get(url).status_code == 302


def test_step_on_an_agenda_is_recorded_with_its_meeting(client, secretary, meeting):
    item = put(meeting)
    proposal = item.step.round.proposal
    url = reverse("programmes:step_conclude", args=["eigen", proposal.pk, item.step_id])
    assert client.get(url).url == meeting.get_absolute_url()
    agreed = Outcome.objects.get(code="agreed").pk
    page = client.post(url, {"outcome": agreed, "date": "1-7-2021"})
    assert "Leg haar vast bij de vergadering." in page.text
    assert Conclusion.objects.count() == 0


def test_step_of_another_body_is_not_concluded_by_its_secretary(client, secretary, meeting, region):
    item = put(meeting)
    other = factories.RouteStepFactory(round=item.step.round, body=factories.BodyFactory(region=region))
    url = reverse("programmes:step_conclude", args=["eigen", item.step.round.proposal_id, other.pk])
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_record_page_takes_the_same_queries(client, secretary, meeting, django_assert_num_queries, rows):
    for number in range(rows):
        draft(put(meeting, f"Plan {number}"), text="Akkoord.", follow_ups=[["Bel", "Ad", ""]])
    client.get(record_url(meeting))
    with django_assert_num_queries(9):
        client.get(record_url(meeting))
