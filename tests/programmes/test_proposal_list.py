import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from programmes.models import Outcome, Purpose, RoundKind
from regions.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 4)


@pytest.fixture
def region():
    return factories.RegionFactory(slug="eigen", name="Eigen")


@pytest.fixture
def leader(client, region):
    user = factories.RoleAssignmentFactory(role=Role.LEADER, region=region).user
    client.force_login(user)
    return user


def url(name="proposal_list"):
    return reverse(f"programmes:{name}", args=["eigen"])


def make(region, subject, outcome="", day=None, **values):
    """A proposal with one step: concluded, dated, or without a date."""
    found = factories.ProposalFactory(region=region, subject=subject, **values)
    round_ = factories.RoundFactory(proposal=found)
    step = factories.RouteStepFactory(round=round_, body__region=region, planned_date=day)
    if outcome:
        factories.ConclusionFactory(step=step, outcome=Outcome.objects.get(code=outcome), date=DAY)
    return found


@pytest.fixture
def proposals(region):
    return {
        "plan": make(region, "Projectplan", "agreed", date=date(2021, 1, 5), explanation="Over wijkteams."),
        "geld": make(region, "Geld voor opvang", day=date(2021, 9, 1), date=date(2021, 4, 1), may_distribute=False),
        "later": make(region, "Later", date=None),
    }


def shown(client, proposals, **asked):
    """In the order of the page."""
    page = client.get(url(), asked)
    assert page.status_code == 200
    found = [row.proposal.subject for row in page.context["page"].rows]
    names = {proposal.subject: name for name, proposal in proposals.items()}
    assert page.context["page"].result == f"{len(found)} van 3 voorstellen"
    return [names[subject] for subject in found]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["geld", "later", "plan"]),
        ({"state": "running"}, ["geld", "later"]),
        ({"state": "concluded"}, ["plan"]),
        ({"state": "agreed"}, ["plan"]),
        ({"state": "no_date"}, ["later"]),
        ({"state": "ended"}, []),
        ({"state": "onzin"}, ["geld", "later", "plan"]),
        ({"words": "WIJKTEAMS plan"}, ["plan"]),
        ({"words": "wijkteams geld"}, []),
        ({"distribute": "no"}, ["geld"]),
        ({"distribute": "yes"}, ["later", "plan"]),
        ({"order": "subject"}, ["geld", "later", "plan"]),
        ({"order": "old"}, ["plan", "geld", "later"]),
        ({"order": "new"}, ["geld", "plan", "later"]),
    ],
)
def test_list_filters_and_orders(client, leader, proposals, asked, expected):
    assert shown(client, proposals, **asked) == expected


def test_list_filters_by_body_purpose_and_round(client, leader, proposals):
    step = proposals["plan"].rounds.get().steps.get()
    step.purpose = Purpose.objects.get(code="inform")
    step.save()
    assert shown(client, proposals, body=step.body_id) == ["plan"]
    assert shown(client, proposals, purpose=step.purpose_id) == ["plan"]
    round_ = proposals["geld"].rounds.get()
    round_.kind = RoundKind.OTHER
    round_.save()
    assert shown(client, proposals, round="other") == ["geld"]


def test_list_finds_words_of_a_decision_and_of_a_conclusion(client, leader, proposals):
    factories.ProposedDecisionFactory(proposal=proposals["later"], text="Benoem een kwartiermaker.")
    assert shown(client, proposals, words="kwartiermaker") == ["later"]
    conclusion = proposals["plan"].rounds.get().steps.get().conclusions.get()
    assert shown(client, proposals, words=conclusion.text) == ["plan"]


def test_list_shows_states_and_takes_a_filter_away(client, leader, proposals):
    page = client.get(url(), {"state": "no_date", "words": "later"})
    assert "Stand: Wacht op een datum" in page.text
    assert [one["url"] for one in page.context["page"].active_filters] == ["?state=no_date", "?words=later"]


def test_list_of_many_proposals_is_paged_and_the_workbook_is_not(client, leader, region):
    for number in range(30):
        factories.ProposalFactory(region=region, subject=f"Plan {number:02}")
    page = client.get(url(), {"order": "subject", "page": 2})
    assert [row.proposal.subject for row in page.context["page"].rows] == [f"Plan {n:02}" for n in range(25, 30)]
    assert len(rows_of(client)) == 30


def rows_of(client, **asked):
    answer = client.get(url("proposal_workbook"), asked)
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)), read_only=True)
    return list(book["Voorstellen"].values)[1:]


def test_workbook_has_a_row_for_every_treatment(client, leader, proposals):
    factories.RouteStepFactory(
        round=proposals["plan"].rounds.get(), body__region=proposals["plan"].region, body__name="Raad", position=999
    )
    rows = rows_of(client, words="Projectplan")
    assert {(row[0], row[3], row[6] == "Raad", row[9]) for row in rows} == {
        ("Projectplan", "Wacht op een datum", False, "Akkoord"),
        ("Projectplan", "Wacht op een datum", True, "Nog niet behandeld"),
    }


def test_workbook_keeps_what_may_not_be_distributed_from_a_reader(client, region, proposals):
    client.force_login(factories.RoleAssignmentFactory(role=Role.READER, region=region).user)
    assert {row[0] for row in rows_of(client)} == {"Projectplan", "Later"}


@pytest.mark.parametrize("rows", [1, 3])
def test_workbook_takes_the_same_queries(client, leader, region, django_assert_num_queries, rows):
    for number in range(rows):
        make(region, f"Plan {number}", "agreed")
    with django_assert_num_queries(9):
        assert len(rows_of(client)) == rows


def test_list_links_to_the_pages_around_it(client, leader, proposals):
    page = client.get(url())
    for label in ("Opmerkingen", "Vaste routes", "Toezeggingen", "Prullenbak"):
        assert f">{label}</a></li>" in page.text


def test_secretary_meets_no_link_to_a_closed_page(client, region):
    body = factories.BodyFactory(region=region)
    meeting = factories.MeetingFactory(body=body)
    client.force_login(factories.RoleAssignmentFactory(role=Role.SECRETARY, region=None, body=body).user)
    for address in (url(), reverse("programmes:meeting_list", args=[region.slug]), meeting.get_absolute_url()):
        links = set(re.findall(r'<a [^>]*href="(/[^"#?]*)', client.get(address).text))
        assert {link for link in links if client.get(link).status_code >= 400} == set()


@pytest.mark.parametrize("steps", [4, 40])
def test_proposal_page_with_many_steps_takes_the_same_queries(client, leader, region, django_assert_num_queries, steps):
    found = factories.ProposalFactory(region=region)
    for number in (1, 2):
        round_ = factories.RoundFactory(proposal=found, number=number)
        for position in range(steps // 2):
            step = factories.RouteStepFactory(round=round_, body__region=region, position=position)
            factories.ConclusionFactory(step=step)
    address = found.get_absolute_url()
    client.get(address)
    with django_assert_num_queries(19):
        page = client.get(address)
    assert page.text.count("Conclusie van ") == steps
