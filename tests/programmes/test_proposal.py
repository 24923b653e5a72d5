from datetime import date

import pytest
from django.urls import reverse

from programmes.models import Proposal, RouteStep
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(f"programmes:{name}", args=["eigen", *args])


def fields(**changes):
    management = {
        f"{prefix}-{name}": value
        for prefix in ("decisions", "attachments")
        for name, value in (("TOTAL_FORMS", 3), ("INITIAL_FORMS", 0))
    }
    values = {"subject": "Projectplan", "distribution": "yes", "date": "3 mrt 2021", "seen": "0"}
    return management | values | changes


def test_proposal_list_without_proposals_shows_the_way_on(client, leader):
    page = client.get(url("proposal_list"))
    assert "Nog geen voorstellen. Plak een formulier of maak een voorstel." in page.text
    assert url("proposal_create") in page.text


def test_proposal_list_filters_by_body_and_state(client, leader, region):
    body, other = factories.BodyFactory.create_batch(2, region=region)
    for subject, treated in (("Eerste plan", body), ("Tweede plan", other)):
        round_ = factories.RoundFactory(proposal__region=region, proposal__subject=subject)
        factories.RouteStepFactory(round=round_, body=treated)
    factories.ConclusionFactory(step=RouteStep.objects.get(body=other))
    page = client.get(url("proposal_list"), {"body": body.pk})
    assert ("Eerste plan" in page.text, "Tweede plan" in page.text) == (True, False)
    assert "1 van 2 voorstellen" in page.text
    page = client.get(url("proposal_list"), {"state": "concluded"})
    assert ("Eerste plan" in page.text, "Tweede plan" in page.text) == (False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_proposal_list_takes_the_same_queries(client, leader, region, django_assert_num_queries, rows):
    for _ in range(rows):
        round_ = factories.RoundFactory(proposal__region=region)
        body = factories.BodyFactory(region=region)
        factories.ConclusionFactory(step=factories.RouteStepFactory(round=round_, body=body))
        factories.RouteStepFactory(round=round_, body=body, meeting=factories.MeetingFactory(body=body))
    client.get(url("proposal_list"))
    with django_assert_num_queries(14):
        client.get(url("proposal_list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_proposal_detail_takes_the_same_queries(client, leader, region, django_assert_num_queries, rows):
    round_ = factories.RoundFactory(proposal__region=region)
    for _ in range(rows):
        step = factories.RouteStepFactory(round=round_, body=factories.BodyFactory(region=region))
        factories.RemarkFactory(conclusion=factories.ConclusionFactory(step=step))
        factories.ProposedDecisionFactory(proposal=round_.proposal)
    address = url("proposal_detail", round_.proposal.pk)
    client.get(address)
    with django_assert_num_queries(22):
        client.get(address)


def test_proposal_create_saves_decisions_and_attachments_in_order(client, leader):
    page = client.post(
        url("proposal_create"),
        fields(
            **{"decisions-0-text": "Stel vast.", "decisions-2-text": "Regel geld.", "attachments-0-text": "Plan.pdf"}
        ),
        follow=True,
    )
    proposal = Proposal.objects.get()
    assert (proposal.subject, proposal.date, proposal.may_distribute) == ("Projectplan", date(2021, 3, 3), True)
    assert list(proposal.decisions.values_list("number", "text")) == [(1, "Stel vast."), (2, "Regel geld.")]
    assert proposal.attachments.get().title == "Plan.pdf"
    assert "Voorstel ‘Projectplan’ opgeslagen." in page.text


def test_proposal_create_posted_twice_makes_one(client, leader):
    token = "0b7c5f4e-9d13-4d8c-8b1e-3c5a1f2e4d6b"
    for _ in range(2):
        page = client.post(url("proposal_create"), fields(token=token))
        assert page.status_code == 302
    assert Proposal.objects.count() == 1


def test_proposal_create_with_an_impossible_date_keeps_what_was_typed(client, leader):
    page = client.post(url("proposal_create"), fields(date="31-2-2021", **{"decisions-0-text": "Stel vast."}))
    assert "Vul een datum in, bijvoorbeeld 3 maart 2027." in page.text
    assert ("31-2-2021" in page.text, "Stel vast." in page.text) == (True, True)
    assert Proposal.objects.count() == 0


def test_proposal_create_cleans_pasted_tags(client, leader):
    client.post(
        url("proposal_create"),
        fields(**{"decisions-0-text": "<p>Stel <b>vast</b></p>", "explanation": "<ul><li>Een</li></ul>"}),
    )
    proposal = Proposal.objects.get()
    assert (proposal.decisions.get().text, proposal.explanation) == ("Stel vast", "- Een")


def test_proposal_update_after_a_colleague_is_a_conflict_with_both_texts(client, leader, region):
    proposal = factories.ProposalFactory(region=region, subject="Oud")
    client.post(url("proposal_update", proposal.pk), fields(subject="Van een collega"))
    page = client.post(
        url("proposal_update", proposal.pk), fields(subject="Van mij", **{"decisions-0-text": "Mijn besluit"})
    )
    assert page.status_code == 409
    for text in ("Van een collega", "Van mij", "Mijn besluit", str(leader)):
        assert text in page.text
    assert Proposal.objects.get().subject == "Van een collega"


def test_proposal_update_writes_history(client, leader, region):
    proposal = factories.ProposalFactory(region=region, subject="Oud")
    client.post(url("proposal_update", proposal.pk), fields(subject="Nieuw"))
    assert list(proposal.history.values_list("subject", flat=True)) == ["Nieuw", "Oud"]


def test_proposal_detail_shows_no_tags_of_the_source(client, leader, region):
    from programmes.models import ProposalSource

    proposal = factories.ProposalFactory(region=region)
    ProposalSource.objects.create(
        proposal=proposal,
        text='Akkoord: <ul style="list-style-type: none"> - Een',
        unrecognised="<p>Financiën</p><p>Later</p>",
        by_name="Marit",
    )
    page = client.get(url("proposal_detail", proposal.pk))
    assert "Financiën\nLater" in page.text
    assert ("list-style-type" in page.text, "&lt;" in page.text) == (False, False)


def test_proposal_detail_says_loudly_that_it_stays_within_the_region(client, leader, region):
    proposal = factories.ProposalFactory(region=region, may_distribute=False)
    assert "Blijft binnen de regio." in client.get(url("proposal_detail", proposal.pk)).text
    proposal.may_distribute = True
    proposal.save()
    assert "Blijft binnen de regio." not in client.get(url("proposal_detail", proposal.pk)).text


def step_fields(body, **changes):
    from programmes.models import Purpose

    return {"body": body.pk, "purpose": Purpose.objects.get(code="adopt").pk, "seen": "0"} | changes


def test_route_pages_build_a_route(client, leader, region):
    proposal = factories.ProposalFactory(region=region)
    body = factories.BodyFactory(region=region, name="Directieoverleg")
    for _ in range(2):
        client.post(url("route_detail", proposal.pk), {"kind": "direction", "number": "1"})
    assert [str(round_) for round_ in proposal.rounds.all()] == ["Ronde 1 richting geven"]
    client.post(url("route_step_create", proposal.pk, 1), step_fields(body, planned_date="1-9-2021"))
    page = client.get(url("proposal_detail", proposal.pk))
    assert "Volgende stap" in page.text
    assert "1 sep 2021" in page.text
    step = RouteStep.objects.get()
    proposal.refresh_from_db()
    client.post(url("route_step_update", proposal.pk, step.pk), step_fields(body, seen=proposal.version))
    assert RouteStep.objects.get().planned_date is None
    client.post(url("route_step_delete", proposal.pk, step.pk), {"seen": proposal.version + 1})
    assert RouteStep.objects.count() == 0


def test_route_step_of_another_region_changes_nothing(client, leader, region):
    proposal = factories.RoundFactory(proposal__region=region).proposal
    foreign = factories.RouteStepFactory()
    meeting = factories.MeetingFactory()
    body = factories.BodyFactory(region=region)
    page = client.post(url("route_step_create", proposal.pk, 1), step_fields(foreign.body))
    assert page.status_code == 200
    assert "Kies een overleg uit de lijst." in page.text
    page = client.post(url("route_step_create", proposal.pk, 1), step_fields(body, meeting=meeting.pk))
    assert "Kies een vergadering uit de lijst." in page.text
    assert client.post(url("route_step_update", proposal.pk, foreign.pk), step_fields(body)).status_code == 404
    assert client.post(url("route_step_delete", proposal.pk, foreign.pk), {"seen": 0}).status_code == 404
    assert list(RouteStep.objects.all()) == [foreign]


def test_route_step_with_a_conclusion_is_refused_with_a_message(client, leader, region):
    body = factories.BodyFactory(region=region)
    step = factories.RouteStepFactory(round=factories.RoundFactory(proposal__region=region), body=body)
    factories.ConclusionFactory(step=step)
    proposal = step.round.proposal
    for name in ("route_step_update", "route_step_delete"):
        page = client.post(url(name, proposal.pk, step.pk), step_fields(body), follow=True)
        assert "Deze behandeling heeft al een conclusie." in page.text
    assert RouteStep.objects.get() == step


@pytest.mark.parametrize("role", [Role.READER, Role.ADVISER, Role.NATIONAL])
def test_proposal_forms_are_for_writers(client, region, role):
    scope = {} if role == Role.NATIONAL else {"region": region}
    client.force_login(factories.RoleAssignmentFactory(role=role, **scope).user)
    proposal = factories.RoundFactory(proposal__region=region).proposal
    for name, args in (
        ("proposal_create", ()),
        ("proposal_paste", ()),
        ("proposal_update", (proposal.pk,)),
        ("route_detail", (proposal.pk,)),
        ("route_step_create", (proposal.pk, 1)),
        ("route_round_delete", (proposal.pk, 1)),
    ):
        assert client.get(url(name, *args)).status_code == 403, name
    hidden = factories.ProposalFactory(region=region, may_distribute=False)
    assert client.get(url("proposal_update", hidden.pk)).status_code == 404
