import json
from datetime import date, time

import pytest
from django.urls import reverse

from ghnt.documents import jobs
from programmes import agenda_document, decision_list_document, meetings
from programmes.models import (
    Attendance,
    ConclusionDraft,
    DecisionDocumentKind,
    DecisionRendering,
    FollowUp,
    Meeting,
    Outcome,
    Presence,
    ProposalAttachment,
    ProposalFile,
)
from regions.models import Contact, Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = date(2021, 7, 12)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def meeting(region):
    body = factories.BodyFactory(region=region, name="Directieoverleg", papers_days=7)
    return factories.MeetingFactory(body=body, date=date(2021, 7, 6), place="Bussum", starts_at=time(14))


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


@pytest.fixture
def item(meeting):
    return put(meeting, "Uitvoeringsplan")


def put(meeting, subject, **values):
    round_ = factories.RoundFactory(proposal__region=meeting.body.region, proposal__subject=subject)
    for name, value in values.items():
        setattr(round_.proposal, name, value)
    round_.proposal.save()
    factories.ProposedDecisionFactory(proposal=round_.proposal, text=f"Stel {subject} vast.")
    return meetings.put_on_agenda(meeting=meeting, step=factories.RouteStepFactory(round=round_, body=meeting.body))


def ask(client, meeting, name):
    answer = client.post(reverse(f"programmes:{name}", args=[meeting.pk]))
    rendering = DecisionRendering.objects.latest("pk")
    assert answer.url == reverse("programmes:decision_document", args=["eigen", rendering.pk])
    return rendering


def words_of(document):
    return json.dumps(json.loads(document), ensure_ascii=False)


def test_agenda_says_what_is_asked_and_what_belongs_to_it(client, leader, meeting, item):
    proposal = item.step.round.proposal
    ProposalAttachment.objects.create(proposal=proposal, number=1, title="Begroting")
    ProposalFile.objects.create(proposal=proposal, file=factories.StoredFileFactory(), title="Begroting")
    ProposalFile.objects.create(proposal=proposal, file=factories.StoredFileFactory(), title="Planning")
    meetings.add_subject(meeting=meeting, subject="Mededelingen")
    rendering = ask(client, meeting, "meeting_agenda_pdf")
    assert (rendering.kind, rendering.meeting, rendering.asked_by) == (DecisionDocumentKind.AGENDA, meeting, leader)
    document = agenda_document.document_of(rendering.content)
    assert document.facts == (
        ("Overleg", "Directieoverleg"),
        ("Datum", "6 juli 2021"),
        ("Tijd", "14.00 uur"),
        ("Plaats", "Bussum"),
        ("Stukken uiterlijk", "29 juni 2021"),
    )
    first, second = document.items
    assert (first.subject, first.decisions) == ("Uitvoeringsplan", ("Stel Uitvoeringsplan vast.",))
    assert first.attachments == ("Begroting", "Planning")
    assert (second.number, second.subject, second.purpose) == (2, "Mededelingen", "")


def test_documents_leave_out_what_the_asker_may_not_read(client, meeting, item, region):
    put(meeting, "Geheim plan", may_distribute=False)
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
    for name in ("meeting_agenda_pdf", "meeting_decision_list_pdf"):
        content = words_of(ask(client, meeting, name).content)
        assert ("Uitvoeringsplan" in content, "Geheim" in content) == (True, False)


def test_actiepunt_of_a_hidden_item_stays_out(client, meeting, item, region):
    hidden = put(meeting, "Geheim plan", may_distribute=False)
    FollowUp.objects.create(meeting=meeting, item=hidden, text="Bel over het geheim", who="De Brug")
    FollowUp.objects.create(meeting=meeting, item=item, text="Maak een planning", who="De Brug", due=date(2021, 8, 1))
    FollowUp.objects.create(meeting=meeting, text="Prik een datum", who="Secretaris")
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
    rendering = ask(client, meeting, "meeting_decision_list_pdf")
    told = decision_list_document.document_of(rendering.content).follow_ups
    assert {row.text for row in told} == {"Punt 1: Maak een planning", "Prik een datum"}


def concept(item, by):
    return ConclusionDraft.objects.create(
        meeting=item.meeting,
        item=item,
        outcome=Outcome.objects.get(code="agreed"),
        text="Akkoord met het plan.",
        remarks=["Maak een planning."],
        follow_ups=[["Stuur de planning", "De Brug", "morgen"]],
        saved_by=by,
    )


def test_decision_list_is_a_concept_until_it_is_fixed(client, leader, meeting, item):
    concept(item, leader)
    document = decision_list_document.document_of(ask(client, meeting, "meeting_decision_list_pdf").content)
    assert document.head.is_concept
    (decision,) = document.decisions
    assert (decision.outcome.label, decision.conclusion) == ("Akkoord", "Akkoord met het plan.")
    assert decision.remarks == ("Maak een planning.",)
    assert [(row.text, row.due) for row in document.follow_ups] == [("Stuur de planning", "morgen")]


def test_concepts_are_for_who_types_them(client, leader, meeting, item, region):
    concept(item, leader)
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
    document = decision_list_document.document_of(ask(client, meeting, "meeting_decision_list_pdf").content)
    (decision,) = document.decisions
    assert (decision.outcome.label, decision.conclusion) == ("Nog niet behandeld", "")
    assert document.follow_ups == ()


def test_decision_list_names_who_fixed_it_and_who_was_there(client, leader, meeting, item):
    factories.ConclusionFactory(step=item.step, text="Conform het voorstel.")
    Attendance.objects.create(
        meeting=meeting, organisation_name="De Brug", name="Ida Houwink", presence=Presence.REPLACED
    )
    Meeting.objects.filter(pk=meeting.pk).update(recorded_at="2021-07-07T10:00:00Z", recorded_by=leader)
    document = decision_list_document.document_of(ask(client, meeting, "meeting_decision_list_pdf").content)
    assert document.head.is_concept is False
    assert document.state == f"Vastgelegd door {leader} op 7 juli 2021, 12.00 uur."
    assert [(row.organisation, row.name, row.presence) for row in document.attendance] == [
        ("De Brug", "Ida Houwink", "Vervangen")
    ]
    assert document.decisions[0].conclusion == "Conform het voorstel."


def test_contacts_of_seats_stand_in_no_document(client, leader, meeting, item):
    organisation = factories.OrganisationFactory(region=meeting.body.region)
    person = Contact.objects.create(organisation=organisation, name="Ida Houwink", email="ida@demo.example")
    factories.SeatFactory(body=meeting.body, organisation=organisation, contact=person)
    for name in ("meeting_agenda_pdf", "meeting_decision_list_pdf"):
        assert "ida@demo.example" not in ask(client, meeting, name).content


@pytest.mark.parametrize("rows", [1, 3])
def test_documents_take_the_same_queries(leader, meeting, django_assert_num_queries, rows):
    for number in range(rows):
        step = put(meeting, f"Plan {number}").step
        ProposalAttachment.objects.create(proposal=step.round.proposal, number=1, title="Begroting")
        factories.RemarkFactory(conclusion=factories.ConclusionFactory(step=step))
    rights = rights_of(leader, on=date(2021, 7, 12))
    with django_assert_num_queries(9):
        agenda_document.content_of(meeting, meeting.body.region, rights)
    with django_assert_num_queries(10):
        decision_list_document.content_of(meeting, meeting.body.region, rights, with_drafts=True)


NASTY = "Meervoudigegezinsproblematiekondersteuningsoverleg" * 4


def test_documents_are_made_by_the_worker_and_downloaded(client, leader, meeting, item):
    for name in ("meeting_agenda_pdf", "meeting_decision_list_pdf"):
        rendering = ask(client, meeting, name)
        jobs.run(DecisionRendering._meta.label_lower, rendering.pk)
        rendering.refresh_from_db()
        assert rendering.error == ""
        answer = client.get(reverse("programmes:decision_document_download", args=["eigen", rendering.pk]))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_filled_documents_are_archival_and_accessible(leader, meeting, item, assert_accessible_pdf):
    concept(item, leader)
    put(meeting, NASTY, may_distribute=False)
    meetings.add_subject(meeting=meeting, subject="Rondvraag")
    Attendance.objects.create(meeting=meeting, organisation_name="De Brug", name=NASTY[:150])
    for drawn in drawings(meeting, leader):
        assert_accessible_pdf(drawn.body)


def test_empty_documents_are_archival_and_accessible(leader, meeting, assert_accessible_pdf):
    for drawn in drawings(meeting, leader):
        assert_accessible_pdf(drawn.body)


def drawings(meeting, user):
    region, rights = meeting.body.region, rights_of(user, on=date(2021, 7, 12))
    yield agenda_document.draw(agenda_document.content_of(meeting, region, rights))
    yield decision_list_document.draw(decision_list_document.content_of(meeting, region, rights, with_drafts=True))
