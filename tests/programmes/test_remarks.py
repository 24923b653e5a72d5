"""What became of remarks: saying it, the list, corrections that carry it along, and versions that answer them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.remark_actions import choose_actions
from ghnt import clock
from ghnt.site.remarks_waiting import open_remarks_of, remarks_to_follow_up
from ghnt.ui.editing import EditConflictError
from programmes import conclusions
from programmes.models import OutlineNode, ProposalVersion, Remark, RemarkFollowUp, RemarkState
from programmes.outline import merge_nodes, outline_mark
from programmes.remarks import Following, Standing, Verb, answer_with, answered_by, follow_up, may, standing_of
from programmes.remarks.states import ALLOWED
from regions.models import Role
from regions.rights import rights_of
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2021, 7, 12)
OPEN = Following(RemarkState.OPEN, who="Programmamanager", due=date(2021, 8, 1))
LATE = Following(RemarkState.OPEN, who="Beleid", due=date(2021, 7, 1))


@pytest.fixture(autouse=True)
def in_july(settings):
    settings.TODAY = TODAY


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def remark(region):
    return make_remark(region)


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def make_remark(region, text="Noem de kosten.", **proposal):
    proposal = factories.ProposalFactory(region=region, **proposal)
    body = factories.BodyFactory(region=region)
    step = factories.RouteStepFactory(round__proposal=proposal, body=body)
    return factories.RemarkFactory(conclusion__step=step, text=text, number=1)


def fresh(remark):
    return Remark.objects.select_related("conclusion__replaced_by").get(pk=remark.pk)


def node_of(region):
    return factories.OutlineNodeFactory(programme__region=region, code="1.2", title="Scholing")


class TestFollowUp:
    def test_processed_says_where(self, remark, leader, region):
        node = node_of(region)
        row = follow_up(remark=remark, seen_version=0, values=Following(RemarkState.PROCESSED, node=node), by=leader)
        assert (row.state, row.node, row.version) == ("processed", node, 1)
        assert row.history.get().history_user == leader

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            (Following(RemarkState.PROCESSED), "state"),
            (Following(RemarkState.NOT_TAKEN, explanation="  "), "explanation"),
            (Following(RemarkState.OPEN, due=date(2021, 8, 1)), "who"),
            (Following(RemarkState.OPEN, who="Wethouder"), "due"),
        ],
    )
    def test_incomplete_is_refused_at_its_field(self, remark, leader, values, field):
        with pytest.raises(ValidationError) as refusal:
            follow_up(remark=remark, seen_version=0, values=values, by=leader)
        assert list(refusal.value.message_dict) == [field]
        assert RemarkFollowUp.objects.count() == 0

    def test_an_action_is_a_place_too(self, remark, leader, region):
        action = factories.ActionFactory(node=node_of(region), title="Training")
        choose_actions(remark=remark, actions=[action.pk], by=leader)
        row = follow_up(remark=remark, seen_version=0, values=Following(RemarkState.PROCESSED), by=leader)
        assert row.state == RemarkState.PROCESSED

    def test_what_belongs_to_another_state_is_left_out(self, remark, leader, region):
        values = Following(RemarkState.NOT_TAKEN, "Valt buiten de opdracht.", "Iemand", TODAY, node_of(region))
        row = follow_up(remark=remark, seen_version=0, values=values, by=leader)
        assert (row.explanation, row.who, row.due, row.node) == ("Valt buiten de opdracht.", "", None, None)

    def test_a_node_of_another_region_is_refused(self, remark, leader):
        foreign = node_of(factories.RegionFactory())
        with pytest.raises(ValidationError, match="van deze regio"):
            follow_up(remark=remark, seen_version=0, values=Following(RemarkState.PROCESSED, node=foreign), by=leader)

    def test_the_second_of_two_people_is_told(self, remark, leader):
        follow_up(remark=remark, seen_version=0, values=OPEN, by=leader)
        with pytest.raises(EditConflictError):
            follow_up(remark=remark, seen_version=0, values=OPEN, by=leader)


class TestCorrection:
    def correct(self, remark, leader, *texts):
        conclusion = remark.conclusion
        return conclusions.correct(
            conclusion=conclusion, outcome=conclusion.outcome, text="Beter", remarks=texts, reason="Fout", by=leader
        )

    def test_a_remark_that_stays_takes_its_follow_up_and_actions_along(self, remark, leader, region):
        action = factories.ActionFactory(node=node_of(region))
        choose_actions(remark=remark, actions=[action.pk], by=leader)
        follow_up(remark=remark, seen_version=0, values=OPEN, by=leader)
        new = self.correct(remark, leader, "Iets anders.", "Noem de  kosten.").remarks.get(number=2)
        assert RemarkFollowUp.objects.get().remark == new
        assert list(action.remarks.all()) == [new]
        assert standing_of(fresh(remark)) == Standing.REPLACED

    def test_a_remark_that_vanished_keeps_its_follow_up_and_takes_no_new_one(self, remark, leader):
        follow_up(remark=remark, seen_version=0, values=OPEN, by=leader)
        self.correct(remark, leader, "Noem de baten.")
        assert RemarkFollowUp.objects.get().remark == remark
        with pytest.raises(ValidationError, match="is verbeterd"):
            follow_up(remark=fresh(remark), seen_version=1, values=OPEN, by=leader)


def test_a_merged_node_brings_the_remarks_along_and_a_removed_one_has_no_link(client, remark, leader, region):
    node = node_of(region)
    kept = factories.OutlineNodeFactory(programme=node.programme, code="1.3", title="Zorg", position=9)
    follow_up(remark=remark, seen_version=0, values=Following(RemarkState.PROCESSED, node=node), by=leader)
    merge_nodes(source=node, target=kept, seen=outline_mark(node.programme), by=leader)
    assert RemarkFollowUp.objects.get().node == kept
    OutlineNode.objects.filter(pk=kept.pk).update(removed_at=clock.now())
    page = client.get(remark.conclusion.step.round.proposal.get_absolute_url())
    assert "<li>Onderdeel 1.3 Zorg, verwijderd</li>" in page.text


def sealed(proposal, number=1):
    return ProposalVersion.objects.create(
        proposal=proposal, number=number, schema=1, content="{}", sha256="0" * 64, by_name="Iemand"
    )


class TestVersions:
    def test_a_version_answers_the_chosen_open_remarks_alone(self, remark, leader):
        conclusion = remark.conclusion
        other = factories.RemarkFactory(conclusion=conclusion, number=2)
        declined = factories.RemarkFactory(conclusion=conclusion, number=3)
        no = Following(RemarkState.NOT_TAKEN, "Nee.")
        follow_up(remark=declined, seen_version=0, values=no, by=leader)
        version = sealed(conclusion.step.round.proposal)
        answer_with(version=version, remarks=[remark.pk, declined.pk], by=leader)
        assert answered_by(version) == [remark]
        assert standing_of(fresh(other)) == Standing.OPEN
        assert declined.follow_up.state == RemarkState.NOT_TAKEN

    def test_version_answers_page_ticks_them_off(self, client, remark, leader, region):
        proposal = remark.conclusion.step.round.proposal
        version = sealed(proposal)
        address = reverse("programmes:version_answers", args=["eigen", proposal.pk, 1])
        assert "Noem de kosten." in client.get(address).text
        assert "Kies de opmerkingen die deze versie beantwoordt" in client.post(address, {}).text
        page = client.post(address, {"remarks": [remark.pk]}, follow=True)
        assert "1 opmerking is verwerkt in versie 1." in page.text
        assert answered_by(version) == [remark]
        assert "geen opmerking meer open" in client.get(address).text


class TestPages:
    def test_remark_list_shows_open_first_and_what_became_of_it(self, client, leader, region):
        done, late, bare = (make_remark(region, text) for text in ("Eerste punt.", "Tweede punt.", "Derde punt."))
        node = node_of(region)
        follow_up(remark=done, seen_version=0, values=Following(RemarkState.PROCESSED, node=node), by=leader)
        follow_up(remark=late, seen_version=0, values=LATE, by=leader)
        page = client.get(reverse("programmes:remark_list", args=["eigen"]))
        assert [row.remark for row in page.context["page"].rows] == [late, bare, done]
        assert "Beleid, vóór 1 juli 2021." in page.text
        assert page.text.count("Te laat") == 1
        assert "Onderdeel 1.2 Scholing" in page.text

    @pytest.mark.parametrize(
        ("query", "texts"),
        [
            ("state=open", ["Laat.", "Open."]),
            ("state=not_taken", ["Nee."]),
            ("late=on", ["Laat."]),
            ("who=bel", ["Laat."]),
            ("state=onzin", ["Laat.", "Open.", "Nee."]),
        ],
    )
    def test_remark_list_filters(self, client, leader, region, query, texts):
        late, no = make_remark(region, "Laat."), make_remark(region, "Nee.")
        make_remark(region, "Open.")
        follow_up(remark=late, seen_version=0, values=LATE, by=leader)
        follow_up(remark=no, seen_version=0, values=Following(RemarkState.NOT_TAKEN, "Nee."), by=leader)
        page = client.get(f"{reverse('programmes:remark_list', args=['eigen'])}?{query}")
        assert [row.told.text for row in page.context["page"].rows] == texts

    @pytest.mark.parametrize("count", [1, 3])
    def test_remark_list_has_a_constant_number_of_queries(
        self, client, leader, region, count, django_assert_num_queries
    ):
        node = node_of(region)
        for _ in range(count):
            row = make_remark(region)
            choose_actions(remark=row, actions=[factories.ActionFactory(node=node).pk], by=leader)
            follow_up(remark=row, seen_version=0, values=Following(RemarkState.PROCESSED, node=node), by=leader)
        address = reverse("programmes:remark_list", args=["eigen"])
        client.get(address)
        with django_assert_num_queries(LIST_QUERIES):
            client.get(address)

    def test_remarks_of_what_may_not_be_distributed_are_not_for_a_reader(self, client, region):
        make_remark(region, "Geheim punt.", may_distribute=False)
        make_remark(region, "Open punt.")
        client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
        page = client.get(reverse("programmes:remark_list", args=["eigen"]))
        assert ("Geheim punt." in page.text, "Open punt." in page.text) == (False, True)
        assert "Opvolgen" not in page.text
        workbook = client.get(reverse("programmes:remark_workbook", args=["eigen"]))
        assert workbook["Content-Disposition"].endswith('"opmerkingen-eigen.xlsx"')
        workbook.close()

    def test_follow_up_page_saves_and_refuses_at_the_field(self, client, remark, leader, region):
        address = reverse("programmes:remark_follow_up", args=["eigen", remark.pk])
        page = client.post(address, {"state": "not_taken", "seen_version": "0"})
        assert "Schrijf waarom u de opmerking niet overneemt." in page.text
        page = client.post(
            address, {"state": "not_taken", "explanation": "Hoort elders.", "seen_version": "0"}, follow=True
        )
        assert "Opgeslagen: niet overgenomen." in page.text
        page = client.post(address, {"state": "open", "who": "Ik", "due": "1-8-2021", "seen_version": "0"})
        assert page.status_code == 409
        assert "Hoort elders." in page.text

    def test_proposal_page_says_what_became_of_a_remark(self, client, remark, leader):
        follow_up(remark=remark, seen_version=0, values=Following(RemarkState.NOT_TAKEN, "Hoort elders."), by=leader)
        page = client.get(remark.conclusion.step.round.proposal.get_absolute_url())
        assert "Niet overgenomen" in page.text
        assert "Hoort elders." in page.text

    def test_actions_page_links_actions_of_the_region_alone(self, client, remark, leader, region):
        action = factories.ActionFactory(node=node_of(region), title="Training")
        foreign = factories.ActionFactory(title="Elders")
        address = reverse("actions:remark_actions", args=["eigen", remark.pk])
        page = client.get(address)
        assert ("Training" in page.text, "Elders" in page.text) == (True, False)
        client.post(address, {"actions": [foreign.pk]})
        assert list(remark.actions.all()) == []
        page = client.post(address, {"actions": [action.pk]}, follow=True)
        assert "1 actie gekoppeld." in page.text
        assert list(remark.actions.all()) == [action]
        client.post(address, {})
        assert list(remark.actions.all()) == []


LIST_QUERIES = 12


def test_open_remarks_wait_as_one_line_a_proposal(region, leader, remark):
    factories.RemarkFactory(conclusion=remark.conclusion, number=2)
    follow_up(remark=remark, seen_version=0, values=OPEN, by=leader)
    declined = make_remark(region)
    follow_up(remark=declined, seen_version=0, values=Following(RemarkState.NOT_TAKEN, "Nee."), by=leader)
    make_remark(factories.RegionFactory())
    (task,) = remarks_to_follow_up(rights_of(leader, on=TODAY), on=TODAY)
    assert task.title == f"Opmerkingen opvolgen: {remark.conclusion.step.round.proposal}"
    assert task.why == "2 open opmerkingen, de oudste van 15 april 2021, regio Eigen"
    assert task.due == date(2021, 8, 1)


def test_open_remarks_of_a_region_count_what_the_reader_may_know(region, remark):
    make_remark(region, may_distribute=False)
    reader = factories.RoleAssignmentFactory(role=Role.READER, region=region).user
    secretary = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    assert open_remarks_of(region, rights_of(reader, on=TODAY)).count == 1
    found = open_remarks_of(region, rights_of(secretary, on=TODAY))
    assert (found.count, found.oldest) == (2, date(2021, 4, 15))
    assert open_remarks_of(factories.RegionFactory(), rights_of(reader, on=TODAY)) is None


ASSIGN, PROCESS, DECLINE, ANSWER = Verb.ASSIGN, Verb.PROCESS, Verb.DECLINE, Verb.ANSWER
WRITERS = {Role.LEADER, Role.EDITOR}
EXPECTED = {
    Standing.OPEN: {ASSIGN, PROCESS, DECLINE, ANSWER},
    Standing.PROCESSED: {ASSIGN, PROCESS, DECLINE},
    Standing.NOT_TAKEN: {ASSIGN, PROCESS, DECLINE},
    Standing.REPLACED: set(),
}


@pytest.mark.parametrize("role", [*Role, "reader and secretary"])
@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("standing", Standing)
def test_every_cell_of_standing_and_role(region, standing, verb, role):
    rights = rights_of(holder(region, role), on=TODAY)
    assert may(standing, verb, rights, region) == (role in WRITERS and verb in EXPECTED[standing])
    assert not may(standing, verb, rights, factories.RegionFactory())
    assert set(ALLOWED) == set(Standing)


def holder(region, role):
    user = factories.UserFactory()
    if role == "reader and secretary":
        factories.RoleAssignmentFactory(user=user, role=Role.READER, region=region)
        role = Role.SECRETARY
    scope = {"region": region}
    if role == Role.SECRETARY:
        scope = {"body": factories.BodyFactory(region=region)}
    elif role == Role.MUNICIPAL:
        scope = {"municipality": factories.RegionMembershipFactory(target=region).municipality}
    elif role in {Role.NATIONAL, Role.ADMINISTRATOR}:
        scope = {}
    factories.RoleAssignmentFactory(user=user, role=role, **scope)
    return user
