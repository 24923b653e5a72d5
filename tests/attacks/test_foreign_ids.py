"""Ids of another region or another proposal, posted or in the address, change nothing and open nothing."""

import pytest
from django.urls import reverse

from actions.models import Action, ActionPartner
from programmes.models import (
    AgendaItem,
    Conclusion,
    ConclusionDraft,
    Outcome,
    OutlineNode,
    Proposal,
    Purpose,
    RouteStep,
)
from programmes.reference import lists
from regions.models import Role
from tests import factories

NO_PARTNERS = {"partners-TOTAL_FORMS": 0, "partners-INITIAL_FORMS": 0}


@pytest.fixture
def leader(sign_in):
    return sign_in("leader")


def refused(response, *fields):
    """The form came back, with an error at each of the fields."""
    assert response.status_code == 200
    return set(fields) <= set(response.context["form"].errors)


def test_action_takes_no_foreign_node_or_organisation(world, leader):
    foreign = factories.OrganisationFactory(region=world.other.region)
    form = {"title": "Kaping", "node": world.other.node.pk, "puller": foreign.pk, "owner": foreign.pk} | NO_PARTNERS
    assert refused(leader.post(reverse("actions:action_create", args=["eigen"]), form), "node", "puller", "owner")
    form |= {"seen_version": world.own.action.version}
    address = reverse("actions:action_update", args=["eigen", world.own.action.pk])
    assert refused(leader.post(address, form), "node", "puller", "owner")
    assert not Action.objects.filter(title="Kaping").exists()


def test_action_takes_no_foreign_partner(world, leader):
    foreign = factories.OrganisationFactory(region=world.other.region)
    form = {"title": "Kaping", "node": world.own.node.pk, "partners-TOTAL_FORMS": 1, "partners-INITIAL_FORMS": 0}
    response = leader.post(
        reverse("actions:action_create", args=["eigen"]), form | {"partners-0-organisation": foreign.pk}
    )
    assert response.status_code == 200
    assert not ActionPartner.objects.filter(organisation=foreign).exists()
    assert not Action.objects.filter(title="Kaping").exists()


def test_node_takes_no_foreign_parent(world, leader):
    form = {"code": "9", "title": "Kaping", "parent": world.other.node.pk, "seen_version": 0}
    assert refused(leader.post(reverse("programmes:node_create", args=["eigen"]), form), "parent")
    assert not OutlineNode.objects.filter(title="Kaping").exists()


@pytest.mark.parametrize("page", ["programmes:node_detail", "programmes:node_update", "programmes:node_delete"])
def test_foreign_node_under_the_own_region_is_unknown(world, leader, page):
    address = reverse(page, args=["eigen", world.other.node.pk])
    assert leader.get(address).status_code == 404
    assert leader.post(address).status_code in (404, 405)
    assert OutlineNode.objects.filter(pk=world.other.node.pk).exists()


def test_foreign_proposal_under_the_own_region_is_unknown(world, leader):
    foreign = world.other
    for name, more in (
        ("proposal_detail", ()),
        ("proposal_update", ()),
        ("route_detail", ()),
        ("route_step_create", (1,)),
        ("route_round_delete", (1,)),
        ("route_step_update", (foreign.planned_step.pk,)),
        ("route_step_delete", (foreign.planned_step.pk,)),
        ("conclusion_correct", (foreign.conclusion.pk,)),
    ):
        address = reverse(f"programmes:{name}", args=["eigen", foreign.proposal.pk, *more])
        assert leader.get(address).status_code == 404, address
        assert leader.post(address, {"seen": 0}).status_code == 404, address


def test_step_and_conclusion_of_another_proposal_are_unknown(world, leader):
    """Also when that other proposal is one of the own region."""
    hidden = world.own.hidden_proposal
    for home in (world.own, world.other):
        for name, pk in (
            ("route_step_update", home.planned_step.pk),
            ("route_step_delete", home.planned_step.pk),
            ("conclusion_correct", home.conclusion.pk),
        ):
            address = reverse(f"programmes:{name}", args=["eigen", hidden.pk, pk])
            assert leader.post(address, {"seen": 0, "reason": "x"}).status_code == 404, address
    assert RouteStep.objects.filter(pk=world.own.planned_step.pk).exists()
    assert Conclusion.objects.count() == 2


def test_step_takes_no_foreign_body_or_meeting(world, leader):
    foreign = world.other
    address = reverse("programmes:route_step_create", args=["eigen", world.own.proposal.pk, 1])
    purpose = Purpose.objects.first().pk
    form = {"body": foreign.body.pk, "purpose": purpose, "meeting": foreign.meeting.pk}
    assert refused(leader.post(address, form), "body", "meeting")
    assert refused(leader.post(address, form | {"body": world.own.body.pk}), "meeting")


def test_meeting_takes_no_foreign_body(world, leader, sign_in):
    form = {"body": world.other.body.pk, "date": "1-9-2021", "state": "planned", "seen": 0}
    assert refused(leader.post(reverse("programmes:meeting_create", args=["eigen"]), form), "body")
    update = reverse("programmes:meeting_update", args=[world.own.meeting.pk])
    assert refused(leader.post(update, form), "body")
    second = factories.BodyFactory(region=world.own.region)  # of which the secretary is no secretary
    assert refused(sign_in("secretary").post(update, form | {"body": second.pk}), "body")


def test_agenda_takes_no_foreign_step(world, leader, sign_in):
    second = factories.BodyFactory(region=world.own.region)
    other_body = factories.RouteStepFactory(round=world.own.round, body=second)
    address = reverse("programmes:meeting_agenda", args=[world.own.meeting.pk])
    for client in (leader, sign_in("secretary")):
        for step in (world.other.planned_step, other_body, world.own.step):
            assert refused(client.post(address, {"step": step.pk}), "step")
    assert AgendaItem.objects.filter(meeting__recorded_at=None).count() == 2


def test_agenda_item_of_another_meeting_is_unknown(world, leader):
    second = factories.MeetingFactory(body=world.own.body, date="2021-06-20")
    factories.AgendaItemFactory(meeting=second, subject="Rondvraag")
    for item in (second.items.get().pk, world.other.meeting.items.get().pk):
        for change in ("omhoog", "omlaag", "weg"):
            address = reverse("programmes:meeting_item_change", args=[world.own.meeting.pk, item, change])
            assert leader.post(address).status_code == 404
    assert AgendaItem.objects.filter(meeting__recorded_at=None).count() == 3


def test_concepts_at_items_of_another_meeting_are_not_saved(world, leader):
    second = factories.MeetingFactory(body=world.own.body, date="2021-06-20")
    item = factories.AgendaItemFactory(meeting=second, step=world.own.planned_step, subject="")
    agreed = Outcome.objects.get(code="agreed").pk
    for pk in (item.pk, world.other.meeting.items.get().pk):
        form = {f"item-{pk}-outcome": agreed, f"item-{pk}-text": "Kaping"}
        leader.post(reverse("programmes:meeting_conclusions", args=[world.own.meeting.pk]), form)
        assert (
            leader.post(reverse("programmes:meeting_draft", args=[world.own.meeting.pk, pk]), form).status_code == 404
        )
    assert not ConclusionDraft.objects.exists()


def test_secretary_corrects_no_conclusion_of_another_body(world, sign_in):
    second = factories.BodyFactory(region=world.own.region)
    step = factories.RouteStepFactory(round=world.own.round, body=second)
    conclusion = factories.ConclusionFactory(step=step)
    form = {"outcome": Outcome.objects.first().pk, "text": "Kaping", "reason": "Omdat het kan"}
    address = reverse("programmes:conclusion_correct", args=["eigen", world.own.proposal.pk, conclusion.pk])
    assert sign_in("secretary").post(address, form).status_code == 403
    assert Conclusion.objects.filter(step=step).count() == 1


def test_pasted_form_takes_no_foreign_body(world, leader):
    lists.load_lists()
    source = "Algemeen\t\nOnderwerp\tKaping\nBehandeling\t\n1-3-2021\tKlankbordgroep\tinformeren\t\n"
    form = {"source": source, "save": "new", "proposal-subject": "Kaping", "proposal-distribution": "yes"}
    form |= {
        "step-0-body": world.other.body.pk,
        "step-0-purpose": Purpose.objects.first().pk,
        "step-0-date": "1-3-2021",
    }
    assert leader.post(reverse("programmes:proposal_paste", args=["eigen"]), form).status_code == 200
    assert not Proposal.objects.filter(subject="Kaping").exists()


def test_pasting_updates_no_proposal_of_another_region(world, leader):
    lists.load_lists()
    world.other.proposal.reference = "KM-1"
    world.other.proposal.save()
    source = "Algemeen\t\nOnderwerp\tKaping\nKenmerk\tKM-1\nBehandeling\t\n1-3-2021\tKlankbordgroep\tinformeren\t\n"
    form = {"source": source, "save": "update", "known": world.other.proposal.pk}
    response = leader.post(reverse("programmes:proposal_paste", args=["eigen"]), form)
    assert world.other.proposal.subject not in response.content.decode()
    assert not world.other.proposal.sources.filter(text=source).exists()


def test_officer_writes_no_row_of_another_municipality(world, sign_in):
    client, own, other = sign_in("municipal"), world.own, world.other
    form = {"takes_part": "yes"}
    for slug, action, municipality, status in (
        ("eigen", own.action.pk, own.neighbour.slug, 403),
        ("eigen", own.action.pk, other.municipality.slug, 404),
        ("eigen", other.action.pk, own.municipality.slug, 404),
        ("ander", other.action.pk, own.municipality.slug, 404),
        ("ander", other.action.pk, other.municipality.slug, 404),
    ):
        address = reverse("actions:action_municipality_row", args=[slug, action, municipality])
        assert client.post(address, form).status_code == status, address
    assert own.action.municipal_rows.count() == other.action.municipal_rows.count() == 0


def test_progress_of_a_foreign_action_is_not_written(world, leader):
    pk = world.other.action.pk
    form = {f"row-{pk}-phase": "dropped", f"row-{pk}-version": 0, f"row-{pk}-explanation": "Kaping"}
    leader.post(reverse("actions:progress", args=["eigen", "2021-H1"]), form)
    assert leader.post(reverse("actions:progress_row", args=["eigen", "2021-H1", pk]), form).status_code == 404
    assert not world.other.action.updates.filter(phase="dropped").exists()


def test_chapter_of_a_foreign_line_is_unknown(world, leader):
    foreign = f"onderdeel-{world.other.node.pk}"
    address = reverse("reporting:report_chapter", args=["eigen", "2021-H1", foreign])
    assert leader.get(address).status_code == 404
    assert leader.post(address, {}).status_code == 404


def test_chapter_saves_no_answer_to_a_question_of_another_chapter(world, leader):
    questions = world.report_round.question_set.questions
    elsewhere = questions.exclude(section__key="samenvatting").exclude(section__place="line").first()
    address = reverse("reporting:report_chapter", args=["eigen", "2021-H1", "samenvatting"])
    leader.post(address, {f"text_{elsewhere.pk}": "Kaping"})
    assert not world.own.draft.answers.filter(text="Kaping").exists()


def test_report_of_another_region_is_not_handed_in_or_adopted(world, leader):
    for page, status in (("report_check", 404), ("report_adopt", 404), ("report_return", 404), ("report_accept", 404)):
        address = reverse(f"reporting:{page}", args=["ander", "2020-H2"])
        assert leader.post(address, {"version": 1}).status_code == status, page
    assert world.other.submitted.events.count() == 1


def test_adviser_of_one_region_reads_no_report_of_another(world, sign_in):
    client = sign_in("adviser")
    for page in ("", "versies/1/", "versies/1/pdf/"):
        assert client.get(f"/regio/ander/rapportages/2020-H2/{page}").status_code == 404
    inbox = client.get(reverse("reporting:inbox")).content.decode()
    assert "Ander" not in inbox


def test_leader_of_two_regions_cannot_move_things_between_them(world, leader):
    factories.RoleAssignmentFactory(user=world.users["leader"], role=Role.LEADER, region=world.other.region)
    form = {"title": "Kaping", "node": world.other.node.pk, "seen_version": world.own.action.version} | NO_PARTNERS
    assert refused(leader.post(reverse("actions:action_update", args=["eigen", world.own.action.pk]), form), "node")
    assert leader.get(reverse("actions:action_detail", args=["ander", world.own.action.pk])).status_code == 404
    assert leader.get(reverse("programmes:proposal_detail", args=["ander", world.own.proposal.pk])).status_code == 404
